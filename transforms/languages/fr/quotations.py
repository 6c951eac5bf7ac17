"""What is said in a French article and by whom: quotations and reported speech, by marks, verbs and word order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from transforms.languages.fr.quotation_by_place import read_alone, read_announced, read_gap, read_label
from transforms.languages.fr.quotation_by_verb import read_complement, read_incise, read_incises_within, read_objects, read_selon
from transforms.languages.fr.quotation_cues import find_cues
from transforms.languages.fr.quotation_marks import Quote, find_quotes
from transforms.languages.fr.quotation_speakers import QUOTED, Range, Word, read_words
from transforms.languages.fr.quotation_units import Statement, Unit
from transforms.text import fold

_LONGEST = 200  # words; what is longer without a full stop is no sentence, and reading back through it costs time


def find_statements(text: str, sentences: list[tuple[int, int]]) -> list[Statement]:
    """Return the attributed quotations and the reported speech of `text`, in order of their start.

    `sentences` are its sentence spans as `split_sentences` gives them. Statements do not overlap.
    """
    quotes = find_quotes(text)
    words = read_words(text, _mask(fold(text), quotes))
    by_start = {quote.outer_start: quote for quote in quotes}
    found: list[Statement] = []
    pending: list[Quote] = []  # quotations left open at the end of their paragraph: the next one says who speaks
    previous: tuple[int, tuple[int, int] | None] = (-1, None)
    units = list(_units(words, sentences, quotes))
    for at, (start, end, lo, hi) in enumerate(units):
        at_quotes = {i: by_start[words[i].start] for i in range(lo, hi) if words[i].start in by_start}
        carried = previous[1] if previous[0] >= 0 and text.count("\n", previous[0], start) <= 2 else None
        unit = Unit(words, lo, hi, at_quotes, carried)
        if at_quotes:
            unit.behind, unit.ahead = _neighbour(text, units, at, -1), _neighbour(text, units, at, 1)
        _read_unit(unit, text)
        found.extend(unit.statements)
        open_quote = _left_open(unit, text)
        if (
            pending
            and unit.statements
            and unit.lo in unit.quotes
            and unit.statements[0].start <= unit.quotes[unit.lo].start
        ):
            found.extend(replace(unit.statements[0], start=q.start, end=q.end, rule="paragraphs") for q in pending)
        pending = [*pending, open_quote] if open_quote else []
        speaker = _last_speaker(unit)
        previous = (end, speaker) if unit.statements else (-1, None)
    return sorted({trimmed for s in found if (trimmed := _trim(s, text))}, key=lambda s: (s.start, s.end))


def _trim(statement: Statement, text: str) -> Statement | None:
    """The statement without outer spaces; None when nothing is left."""
    said = text[statement.start : statement.end]
    start = statement.start + len(said) - len(said.lstrip())
    return replace(statement, start=start, end=start + len(said.strip())) if said.strip() else None


def _mask(folded: str, quotes: list[Quote]) -> str:
    """Blank every quotation, so that its words cannot be taken for the journalist's."""
    parts, at = [], 0
    for quote in quotes:
        parts += [folded[at : quote.outer_start], QUOTED * (quote.outer_end - quote.outer_start)]
        at = quote.outer_end
    return "".join([*parts, folded[at:]])


def _units(
    words: list[Word], sentences: list[tuple[int, int]], quotes: list[Quote]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, first word, last word) of each sentence; those that one quotation spans are one unit."""
    starts = [quote.outer_start for quote in quotes]
    word_starts = [word.start for word in words]
    at = 0
    while at < len(sentences):
        start, end = sentences[at]
        while at + 1 < len(sentences):
            quote = bisect_right(starts, end) - 1
            if quote < 0 or quotes[quote].outer_end <= end:
                break
            at += 1
            end = max(end, sentences[at][1])
        at += 1
        lo, hi = bisect_right(word_starts, start - 1), bisect_right(word_starts, end - 1)
        for cut in range(lo, hi, _LONGEST):
            yield start, end, cut, min(cut + _LONGEST, hi)


def _neighbour(text: str, units: list[tuple[int, int, int, int]], at: int, step: int) -> Range | None:
    """Return the words of the sentence before or behind, when it stands in the same paragraph."""
    if not 0 <= at + step < len(units):
        return None
    first, second = (units[at + step], units[at]) if step < 0 else (units[at], units[at + step])
    return None if "\n" in text[first[1] : second[0]] else units[at + step][2:]


def _left_open(unit: Unit, text: str) -> Quote | None:
    """Return the quotation that is all of the unit and has no closing mark."""
    quote = unit.quotes.get(unit.lo)
    if quote is None or unit.hi - unit.lo > 1 or unit.statements or quote.end < quote.outer_end:
        return None
    return quote


def _last_speaker(unit: Unit) -> tuple[int, int] | None:
    for statement in reversed(unit.statements):
        if statement.speaker_start is not None and statement.speaker_end is not None:
            return statement.speaker_start, statement.speaker_end
    return None


def _read_unit(unit: Unit, text: str) -> None:
    cues = find_cues(unit)
    for position, cue in enumerate(cues):
        if cue.inverted:
            read_incise(unit, cues, position, text)
    for position, cue in enumerate(cues):
        if cue.mood == "selon":
            read_selon(unit, cues, position, text)
        elif not cue.inverted:
            read_complement(unit, cues, position, text)
    for cue in cues:
        if not cue.inverted and cue.mood != "selon":
            read_objects(unit, cues, cue, text)
    if unit.quotes:
        read_label(unit)
        read_incises_within(unit, text)
        read_announced(unit, text)
        read_alone(unit, text)
    if unit.statements:
        read_gap(unit)
