"""Finds known phrases among the tokens of a text: the longest at each place, from left to right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


class Gazetteer:
    """Phrases as a tree of their words."""

    def __init__(self, phrases: Mapping[str, Collection[str]], tokenizer: Tokenizer) -> None:
        """Take folded phrases by label; a phrase of several labels has the first of them."""
        self._first = _Node()
        for label, forms in phrases.items():
            for form in forms:
                node = self._first
                for word in tokenizer.tokens(form).words:
                    node = node.following.setdefault(word, _Node())
                node.label = node.label or label

    def hits(self, tokens: Tokens, text: str) -> list[Hit]:
        """All matches in the tokens of a folded text, in text order, none overlapping another."""
        hits: list[Hit] = []
        known, done = self._first.following, 0
        for first in [i for i, word in enumerate(tokens.words) if word in known]:
            if first >= done and (hit := self._longest(tokens, first, text)):
                hits.append(hit)
                done = hit.last
        return hits

    def _longest(self, tokens: Tokens, first: int, text: str) -> Hit | None:
        node, hit = self._first, None
        for last in range(first, len(tokens.words)):
            word = tokens.words[last]
            if (following := node.following.get(word)) is None:
                break
            node = following
            if node.label:
                hit = Hit(node.label, first, last + 1, text[tokens.starts[first] : tokens.starts[last] + len(word)])
        return hit
