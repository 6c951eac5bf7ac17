"""Tokens of spaCy's French tokenizer, each word split once: the words of the press recur, and looking one up costs a fifth of splitting it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from spacy.language import Language

_LINES = re.compile(r"(\n+)")
_PLAIN = re.compile(  # what the rules would split in just these parts
    r"""(["(«]*)(?:((?:[cdjlmnst]|qu)')?([a-z]{2,})|([0-9]{2,}))(["»)]*)((?:[,.;?!]|(?<!\)):)?)(["»]*)(,?)"""  # ":)" and ";)" are one
)
_MAX_WORDS = 200_000  # about 60 MB; then the memory starts anew
_Parts = tuple[tuple[str, ...], tuple[int, ...]]  # words, and how far it is from each to the next; tuples, which the garbage collector lets alone


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text in order: each as it is written, and the character where it starts."""

    words: list[str]
    starts: list[int]


class Tokenizer:
    """Makes the tokens of folded text that `nlp` would make, except that a run of spaces is several tokens."""

    def __init__(self, nlp: Language) -> None:
        nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # shape, prefix and so on of every new word, which nobody reads
        self._nlp = nlp
        rules: dict[str, object] = nlp.tokenizer.rules  # type: ignore[union-attr]
        self._exceptions = frozenset(rules) | {word.removesuffix(".") for word in rules}  # "av." is one token, in "l'av." as well
        self._known: dict[str, _Parts] = {}

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text; between them are single spaces or nothing."""
        chunks = text.split(" ")
        if len(self._known) >= _MAX_WORDS:
            self._known.clear()
        parts = [self._known.get(chunk) or self._learned(chunk) for chunk in chunks]
        words = [word for words, _ in parts for word in words]
        starts = list(accumulate((step for _, steps in parts for step in steps), initial=0))
        ending = not chunks[-1]  # the text ends with a space, which goes with the word before
        return Tokens(words[: len(words) - ending], starts[: len(words) - ending])

    def _learned(self, chunk: str) -> _Parts:
        bare = chunk.rstrip(",.")  # most are a word, many with one of these behind it
        if bare.isalpha() and bare.isascii() and len(bare) > 1 and len(chunk) - len(bare) < 2 and bare not in self._exceptions:
            self._known[chunk] = parts = _parts([bare, chunk[-1]] if chunk != bare else [bare])
            return parts
        if "\n" in chunk:
            return _parts([word for piece in _LINES.split(chunk) if piece for word in self._words(piece)])
        self._known[chunk] = parts = _parts(self._split(chunk)) if chunk else _BLANK
        return parts

    def _words(self, piece: str) -> Sequence[str]:
        return [piece] if piece[0] == "\n" else (self._known.get(piece) or self._learned(piece))[0]

    def _split(self, chunk: str) -> list[str]:
        plain = _PLAIN.fullmatch(chunk)
        if plain:
            opening, elided, word, number, *closing = plain.groups()
            whole = (elided or "") + (word or "")
            if whole not in self._exceptions and word not in self._exceptions:
                return [*opening, *filter(None, (elided, word, number)), *"".join(closing)]
        return [token.text for token in self._nlp.make_doc(chunk)]


def _parts(words: Sequence[str]) -> _Parts:
    """The words with their lengths, and a space behind the last."""
    *before, last = map(len, words)
    return tuple(words), (*before, last + 1)


_BLANK: _Parts = (" ",), (1,)  # nothing between two spaces: the second is a token
