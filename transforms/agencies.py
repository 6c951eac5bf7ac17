"""Which news agency an article is credited to; a photo credit or "a déclaré à l'AFP" credits nobody."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from transforms.languages.fr.furniture import Span
from transforms.text import fold

_INITIALS = 4  # characters; a name no longer than this is initials
_HEAD, _TAIL = 250, 160  # characters after the title and before the end in which a credit may stand


class Agencies:
    """Finds credits of the agencies table (agency_id, name, aliases) in bylines, datelines and closing lines."""

    def __init__(self, agencies: pl.DataFrame) -> None:
        self._ids: dict[str, str] = {}
        for row in agencies.iter_rows(named=True):
            for name in (row["agency_id"], row["name"], *(row["aliases"] or "").split("|")):
                if name:
                    self._ids.setdefault(fold(name).strip(), row["agency_id"])
        names = "|".join(re.escape(name) for name in sorted(self._ids, key=len, reverse=True)) or "(?!)"
        self._name = re.compile(rf"(?<![\w.])(?P<name>{names})(?![\w.]|'\w)")
        # what makes a name a credit: brackets, "avec", "source :" or a line of its own
        marked = rf"(?P<name>{names})(?![\w-])"
        self._head = re.compile(rf"[(\[](?:\w+ avec )?{marked}[^()\n]{{0,30}}[)\]] ?(?:-|:|\||$)")
        self._tail = re.compile(
            rf"(?:[(\[](?:[\w' ]+ )?{marked}(?:[ ,/-][^()\n]{{0,30}})?[)\]]\W*$"
            rf"|^\W*(?:[\w' .-]{{1,30}} )?(?:avec|source ?:|sources ?:|©|par|with) ?(?:l'|les agences |l'agence )?"
            rf"{marked.replace('name>', 'cued>')}(?:[ ,/-][^\n]{{0,40}})?$"
            rf"|^\W{{0,3}}{marked.replace('name>', 'line>')}(?:(?:[ ,/-]| et )+[\w -]{{2,20}})?\W{{0,3}}$)",
            re.MULTILINE,
        )
        self._in_line = lru_cache(maxsize=4096)(self._find)

    def credited(
        self, agency: str | None, author: str | None, text: str, title_end: int, spans: list[Span]
    ) -> str | None:
        """Return the agency_id that an article is credited to: as stated, by its author line, at its head or tail."""
        return self._in_line(agency) or self._in_line(author) or self._in_text(text, title_end, spans)

    def _find(self, line: str | None) -> str | None:
        """Return the agency a byline names; initials count only in capitals, since "spa" is also a word."""
        for match in self._name.finditer(fold(line or "")):
            written = (line or "")[match.start() : match.end()]
            if len(written) > _INITIALS or written.isupper():
                return self._ids[match["name"]]
        return None

    def _in_text(self, text: str, title_end: int, spans: list[Span]) -> str | None:
        shown = self._without_captions(text, spans)
        if match := self._head.search(fold(shown[title_end : title_end + _HEAD])):
            return self._ids[match["name"]]
        end = next((span.start for span in spans if span.kind in ("comment", "stamp")), len(text))
        credits = [shown[span.start : span.end] for span in spans if span.kind == "credit"]
        for part in (*credits, shown[max(title_end, end - _TAIL) : end]):
            if match := self._tail.search(fold(part).rstrip()):
                return self._ids[match["name"] or match["cued"] or match["line"]]
        return None

    @staticmethod
    def _without_captions(text: str, spans: list[Span]) -> str:
        for span in spans:
            if span.kind == "caption":
                text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
        return text
