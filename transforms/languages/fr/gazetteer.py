"""Finds known phrases among the tokens of a text: the longest at each place, from left to right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from transforms.languages.fr.tokens import Tokenizer, Tokens


@dataclass(frozen=True)
class Hit:
    """One gazetteer match: token range, label and folded form."""

    label: str
    first: int
    last: int  # exclusive
    form: str


@dataclass(slots=True)
class _Node:
    """What may follow the words so far, and the label of the phrase that they are, if they are one."""

    label: str | None = None
    following: dict[str, _Node] = field(default_factory=dict)

    def after(self, word: str) -> _Node:
        """The node after a word, made where it was missing."""
        if (node := self.following.get(word)) is None:
            node = self.following[word] = _Node()
        return node


class Gazetteer:
    """Phrases as a tree of their words."""

    def __init__(self, phrases: Mapping[str, Collection[str]], tokenizer: Tokenizer) -> None:
        """Take folded phrases by label; a phrase of several labels has the first of them."""
        self._first = _Node()
        for label, forms in phrases.items():
            for form in forms:
                node = self._first
                for word in tokenizer.tokens(form).words:
                    node = node.after(word)
                node.label = node.label or label

    def hits(self, tokens: Tokens, text: str) -> list[Hit]:
        """All matches in the tokens of a folded text, in text order, none overlapping another."""
        hits: list[Hit] = []
        done = 0
        for first in self._openings(tokens.words):
            if first >= done and (hit := self._longest(tokens, first, text)):
                if hit.label == "NAME" and self._cuts_a_name(tokens, hit, text):
                    hit = self._longest(tokens, first, text, first + 1)
                if hit is not None:
                    hits.append(hit)
                    done = hit.last
        return hits

    def _openings(self, words: Sequence[str]) -> list[int]:
        """Where a phrase may begin: at a word that is one, or that the next word goes on from; one in three is "le" or the like."""
        known, behind = self._first.following, [*words[1:], ""][:len(words)]
        return [
            i for i, (word, following) in enumerate(zip(words, behind, strict=False))
            if (node := known.get(word)) is not None and (node.label or following in node.following)
        ]  # fmt: skip

    def _cuts_a_name(self, tokens: Tokens, hit: Hit, text: str) -> bool:
        """ "roi Hamad" of "roi Hamad ben Issa": a longer name begins behind its first word."""
        behind = self._longest(tokens, hit.first + 1, text)
        return behind is not None and behind.label == "NAME" and behind.last > hit.last

    def _longest(self, tokens: Tokens, first: int, text: str, end: int | None = None) -> Hit | None:
        """The longest phrase from one token on, up to the token `end`."""
        node, hit = self._first, None
        for last in range(first, len(tokens.words) if end is None else end):
            word = tokens.words[last]
            if (following := node.following.get(word)) is None:
                break
            node = following
            if node.label:
                hit = Hit(node.label, first, last + 1, text[tokens.starts[first] : tokens.starts[last] + len(word)])
        return hit
