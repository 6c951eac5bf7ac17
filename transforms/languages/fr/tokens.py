"""Tokens of spaCy's French tokenizer, each word split once: the words of the press recur, and looking one up costs a fifth of splitting it."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_LINES = re.compile(r"(\n+)")
_PLAIN = re.compile(  # what the rules would split in just these parts
    r"""(["(«]*)(?:((?:[cdjlmnst]|qu)')?([a-z]{2,})|([0-9]{2,}))(["»)]*)((?:[,.;?!]|(?<!\)):)?)(["»]*)(,?)"""  # ":)" and ";)" are one
)
_MAX_WORDS = 300_000  # about 60 MB; then the memory starts anew


class Tokenizer:
    """Makes documents like `nlp.make_doc` of folded text, except that a run of spaces is several tokens."""

    def __init__(self, nlp: Language) -> None:
        nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # shape, prefix and so on of every new word, which nobody reads
        self._nlp = nlp
        self._exceptions = frozenset(nlp.tokenizer.rules)  # type: ignore[union-attr]
        self._known: dict[str, list[str]] = {}

    def doc(self, text: str) -> Doc:
        """Return the tokens of a text; offsets count characters of the text."""
        words: list[str] = []
        spaces: list[bool] = []
        *before, last = text.split(" ")
        for chunk in before:
            parts = self._known.get(chunk) or self._parts(chunk) or [" "]  # nothing between two spaces: the second is a token
            words += parts
            if len(parts) > 1:
                spaces += [False] * (len(parts) - 1)
            spaces.append(chunk != "")
        parts = self._parts(last)
        return Doc(self._nlp.vocab, words=words + parts, spaces=spaces + [False] * len(parts))

    def _parts(self, chunk: str) -> list[str]:
        if (known := self._known.get(chunk)) is not None:
            return known
        if "\n" in chunk:
            return [part for piece in _LINES.split(chunk) if piece for part in ([piece] if piece[0] == "\n" else self._parts(piece))]
        if len(self._known) >= _MAX_WORDS:
            self._known.clear()
        parts = self._known[chunk] = self._split(chunk)
        return parts

    def _split(self, chunk: str) -> list[str]:
        plain = _PLAIN.fullmatch(chunk)
        if plain:
            opening, elided, word, number, *closing = plain.groups()
            whole = (elided or "") + (word or "")
            if whole not in self._exceptions and f"{word}." not in self._exceptions:
                return [*opening, *filter(None, (elided, word, number)), *"".join(closing)]
        return [token.text for token in self._nlp.make_doc(chunk)]
