"""French, put together: text -> reports."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.languages.fr.first_reading import may_tell_of_a_call
from transforms.languages.fr.keywords import KeywordFinder
from transforms.languages.fr.quotations import find_statements
from transforms.languages.fr.reading import FrenchReader
from transforms.languages.fr.reports import ReportBuilder
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.taxonomy import PlaceFinder, TopicFinder
from transforms.reference import Reference
from transforms.report import Report, Span
from transforms.text import fold


class FrenchPipeline:
    """The gazetteer, the finders and the reader, built once a process."""

    def __init__(self, reference: Reference) -> None:
        self.reader = FrenchReader(reference)
        self.finders = TopicFinder(reference.topics, reference.topic_terms, reference.crises), PlaceFinder(reference.countries, reference.place_terms)
        self.keywords = KeywordFinder(reference)

    def may_report(self, text: str) -> bool:
        """Whether a text can tell of a call at all."""
        return may_tell_of_a_call(text, fold(text), self.reader.lexicon)

    def reports(self, text: str, anchor: Anchor, left_out: Sequence[Span], title_end: int, home: str | None, *, looked_at: bool = False) -> list[Report]:
        """The calls that a text tells of; spans count characters of `text`; `looked_at` when `may_report` has said yes to it."""
        reading = self.reader.read(text, anchor, left_out, home, title_end=title_end, looked_at=looked_at)
        if not reading.calls:
            return []
        statements = find_statements(text, [(s.start, s.end) for s in reading.sentences])
        return ReportBuilder(reading, statements, anchor, self.finders, self.keywords, title_end).build()
