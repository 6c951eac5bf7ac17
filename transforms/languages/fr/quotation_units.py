"""One sentence with the quotations in it, and the statements found so far: what the readers of speech verbs and frames write to."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.languages.fr.quotation_cues import Cue, Passage
from transforms.languages.fr.quotation_speakers import Range, Words
from transforms.languages.fr.quotation_words import MARKS


@dataclass(frozen=True)
class Statement:
    """One stretch of speech; every span counts characters of the text, end exclusive.

    `start`/`end` leave out quotation marks and outer spaces. `kind` is direct or reported. The speaker is the noun
    phrase or pronoun as written, the cue the verb or "selon"; both are None when the text has none.
    """

    start: int
    end: int
    kind: str
    speaker_start: int | None
    speaker_end: int | None
    cue_start: int | None
    cue_end: int | None
    rule: str


@dataclass
class Unit(Passage):
    """One sentence with the quotations in it, and what has been found so far."""

    carried: Range | None = None  # speaker of the sentence before, in characters
    behind: Range | None = None  # the sentence before and the one ahead in the paragraph, in words
    ahead: Range | None = None
    statements: list[Statement] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # words already within a statement


QUE = ("que", "qu'")

_JOINTS = ("et", "mais", "ou", "ni", "puis")


def statement(span: Range, kind: str, speaker: Range | None, cue: Range | None, rule: str) -> Statement:
    """Build a statement from spans in characters."""
    speaker_start, speaker_end = speaker or (None, None)
    cue_start, cue_end = cue or (None, None)
    return Statement(*span, kind, speaker_start, speaker_end, cue_start, cue_end, rule)


def _add(unit: Unit, start: int, end: int, kind: str, cue: Cue, speaker: Range | None, rule: str) -> None:
    unit.statements.append(statement((start, end), kind, speaker, unit.span(cue.first, cue.last), rule))


def add_quote(unit: Unit, at: int, cue: Cue, speaker: Range | None, rule: str) -> None:
    """Attribute the quotation at word `at` once."""
    quote = unit.quotes[at]
    if at not in unit.used:
        unit.used.add(at)
        _add(unit, quote.start, quote.end, "direct", cue, speaker, rule)


def add_clause(unit: Unit, first: int, last: int, cue: Cue, speaker: Range | None, rule: str, text: str) -> None:
    """Report the words from `first` to `last`; a clause that is one quotation is that quotation."""
    words = unit.words
    while last > first and words[last - 1].form in MARKS - {")", "]"} | {"et", "mais", "puis"}:
        last -= 1
    while first < last and words[first].form in MARKS - {"(", "["}:
        first += 1
    if first >= last or unit.used & set(range(first, last)):
        return
    if last - first == 1 and first in unit.quotes:
        add_quote(unit, first, cue, speaker, rule)
        return
    if last - first < 2:
        return
    unit.used |= set(range(first, last))
    for start, end in _coordinated(words, first, last) if rule == "que" else [(first, last)]:
        _add(unit, words[start].start, words[end - 1].end, "reported", cue, speaker, rule)


def _coordinated(words: Words, first: int, last: int) -> list[Range]:
    """Split "la trêve tient, que la paix viendra et que tout ira bien" into the clauses that each "que" opens."""
    joints = [at for at in range(first + 2, last - 3) if words[at].form in _JOINTS and words[at + 1].form in QUE]
    commas = [at for at in range(first + 2, last - 3) if words[at].form == "," and words[at + 1].form in QUE]
    if not joints:
        return [(first, last)]
    clauses, begin = [], first
    for at in sorted({*joints, *commas}):
        end = at - (words[at - 1].form == ",")
        clauses.append((begin, end))
        begin = at + 2
    return [*clauses, (begin, last)]


def add_carried(unit: Unit, at: int, cue: Cue | None) -> None:
    """Attribute the quotation at word `at` to the speaker of the sentence before."""
    quote = unit.quotes[at]
    if at in unit.used or unit.carried is None:
        return
    unit.used.add(at)
    said_by = unit.span(cue.first, cue.last) if cue is not None else None
    unit.statements.append(statement((quote.start, quote.end), "direct", unit.carried, said_by, "carried"))


def add_framed(unit: Unit, at: int, speaker: Range | None, rule: str) -> None:
    """Attribute the quotation at `at` to a speaker that no verb of speech names."""
    if speaker is None or at in unit.used:
        return
    quote = unit.quotes[at]
    unit.used.add(at)
    unit.statements.append(statement((quote.start, quote.end), "direct", speaker, None, rule))


def word_count(unit: Unit, at: int, text: str) -> int:
    """How many words the quotation at word `at` holds."""
    quote = unit.quotes[at]
    return len(text[quote.start : quote.end].split())


def spanned(unit: Unit, found: Range | None) -> Range | None:
    """The range of words in characters."""
    return None if found is None else unit.span(*found)
