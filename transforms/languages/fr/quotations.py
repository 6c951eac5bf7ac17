"""What is said in a French article and by whom: quotations and reported speech, by marks, verbs and word order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from transforms.languages.fr.quotation_cues import Cue, Passage, find_cues
from transforms.languages.fr.quotation_frames import opening_speaker, owner_of_words, pointed_speaker, points_back, says_whose
from transforms.languages.fr.quotation_marks import Quote, find_quotes
from transforms.languages.fr.quotation_speakers import (
    QUOTED,
    Range,
    Word,
    Words,
    is_human,
    noun_phrase,
    read_words,
    subject_before,
)
from transforms.languages.fr.quotation_verbs import FORMS
from transforms.languages.fr.quotation_words import (
    ADVERBS,
    ASIDE_OPENERS,
    AUXILIARIES,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    MARKS,
    NOT_A_CLAUSE,
    NOT_INFINITIVES,
    PRONOUNS,
    SHORT_OK,
    STOPS,
    TIMES,
    TOLD,
    WORDS_SAID,
)
from transforms.text import fold


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
class _Unit(Passage):
    """One sentence with the quotations in it, and what has been found so far."""

    carried: Range | None = None  # speaker of the sentence before, in characters
    behind: Range | None = None  # the sentence before and the one ahead in the paragraph, in words
    ahead: Range | None = None
    statements: list[Statement] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # words already within a statement


_QUE = ("que", "qu'")
_JOINTS = ("et", "mais", "ou", "ni", "puis")
_LONGEST = 200  # words; what is longer without a full stop is no sentence, and reading back through it costs time

_CUT = re.compile(
    r", (?:alors qu|tandis qu|quelques (?:heures|jours|minutes)|a l'issue|a l'occasion|au cours d|lors d|"
    r"devant |aupres d|ce (?:qu|dont )|"
    r"dans (?:un|une|son|sa) |interroge|cite[es]? par|apres |avant d|selon |d'apres |qui |au lendemain|a propos|"
    r"en (?:reference|allusion|reaction|reponse|marge)|sur (?:x|twitter|facebook|telegram|truth|son compte|son reseau))"
)


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
        unit = _Unit(words, lo, hi, at_quotes, carried)
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


def _left_open(unit: _Unit, text: str) -> Quote | None:
    """Return the quotation that is all of the unit and has no closing mark."""
    quote = unit.quotes.get(unit.lo)
    if quote is None or unit.hi - unit.lo > 1 or unit.statements or quote.end < quote.outer_end:
        return None
    return quote


def _last_speaker(unit: _Unit) -> tuple[int, int] | None:
    for statement in reversed(unit.statements):
        if statement.speaker_start is not None and statement.speaker_end is not None:
            return statement.speaker_start, statement.speaker_end
    return None


def _read_unit(unit: _Unit, text: str) -> None:
    cues = find_cues(unit)
    for position, cue in enumerate(cues):
        if cue.inverted:
            _read_incise(unit, cues, position, text)
    for position, cue in enumerate(cues):
        if cue.mood == "selon":
            _read_selon(unit, cues, position, text)
        elif not cue.inverted:
            _read_complement(unit, cues, position, text)
    for cue in cues:
        if not cue.inverted and cue.mood != "selon":
            _read_objects(unit, cues, cue, text)
    if unit.quotes:
        _read_label(unit)
        _read_incises_within(unit, text)
        _read_announced(unit, text)
        _read_alone(unit, text)
    if unit.statements:
        _read_gap(unit)


# --- statements -----------------------------------------------------------------------------------------------------


def _statement(span: Range, kind: str, speaker: Range | None, cue: Range | None, rule: str) -> Statement:
    """Build a statement from spans in characters."""
    speaker_start, speaker_end = speaker or (None, None)
    cue_start, cue_end = cue or (None, None)
    return Statement(*span, kind, speaker_start, speaker_end, cue_start, cue_end, rule)


def _add(unit: _Unit, start: int, end: int, kind: str, cue: Cue, speaker: Range | None, rule: str) -> None:
    unit.statements.append(_statement((start, end), kind, speaker, unit.span(cue.first, cue.last), rule))


def _add_quote(unit: _Unit, at: int, cue: Cue, speaker: Range | None, rule: str) -> None:
    quote = unit.quotes[at]
    if at not in unit.used:
        unit.used.add(at)
        _add(unit, quote.start, quote.end, "direct", cue, speaker, rule)


def _add_clause(unit: _Unit, first: int, last: int, cue: Cue, speaker: Range | None, rule: str, text: str) -> None:
    """Report the words from `first` to `last`; a clause that is one quotation is that quotation."""
    words = unit.words
    while last > first and words[last - 1].form in MARKS - {")", "]"} | {"et", "mais", "puis"}:
        last -= 1
    while first < last and words[first].form in MARKS - {"(", "["}:
        first += 1
    if first >= last or unit.used & set(range(first, last)):
        return
    if last - first == 1 and first in unit.quotes:
        _add_quote(unit, first, cue, speaker, rule)
        return
    if last - first < 2:
        return
    unit.used |= set(range(first, last))
    for start, end in _coordinated(words, first, last) if rule == "que" else [(first, last)]:
        _add(unit, words[start].start, words[end - 1].end, "reported", cue, speaker, rule)


def _coordinated(words: Words, first: int, last: int) -> list[Range]:
    """Split "la trêve tient, que la paix viendra et que tout ira bien" into the clauses that each "que" opens."""
    joints = [at for at in range(first + 2, last - 3) if words[at].form in _JOINTS and words[at + 1].form in _QUE]
    commas = [at for at in range(first + 2, last - 3) if words[at].form == "," and words[at + 1].form in _QUE]
    if not joints:
        return [(first, last)]
    clauses, begin = [], first
    for at in sorted({*joints, *commas}):
        end = at - (words[at - 1].form == ",")
        clauses.append((begin, end))
        begin = at + 2
    return [*clauses, (begin, last)]


def _word_count(unit: _Unit, at: int, text: str) -> int:
    quote = unit.quotes[at]
    return len(text[quote.start : quote.end].split())


def _region_start(unit: _Unit, cues: list[Cue], position: int) -> int:
    """Return where the text before an incise begins: the unit, or behind the speech verb before it."""
    at = unit.lo
    for cue in cues[:position]:
        if cue.inverted:
            at = max(at, cue.after)
    return at


def _main_speaker(unit: _Unit, cues: list[Cue], position: int) -> Range | None:
    """Return the speaker of the verb that a gerund or chained verb hangs on, else the subject of the unit."""
    for cue in reversed(cues[:position]):
        if cue.speaker is not None and cue.mood != "selon" and (cue.inverted or cue.first not in unit.used):
            return cue.speaker
    at = unit.lo
    while at < unit.hi:
        if unit.words[at].form in AUXILIARIES and unit.words[at].raw not in ("à", "À"):
            break
        at += 1
    if at < cues[position].first:
        return _spanned(unit, subject_before(unit.words, unit.lo, at))
    end = noun_phrase(unit.words, unit.lo, cues[position].first)
    return unit.span(unit.lo, end) if end else None


def _spanned(unit: _Unit, found: Range | None) -> Range | None:
    return None if found is None else unit.span(*found)


def _reports(unit: _Unit, cue: Cue) -> bool:
    """Whether a clause with "que" follows a verb and its subject, perhaps behind an aside between commas."""
    words, at = unit.words, cue.last
    if cue.inverted or cue.mood != "finite" or "c" not in cue.takes:
        return False
    if at < unit.hi and words[at].form == ",":
        at = next((i + 1 for i in range(at + 1, min(at + 10, unit.hi)) if words[i].form == ","), at)
    return at < unit.hi and words[at].form in _QUE


def _read_incise(unit: _Unit, cues: list[Cue], position: int, text: str) -> None:
    cue = cues[position]
    if any(_reports(unit, earlier) for earlier in cues[:position]) and not unit.used:
        return  # "X a fait valoir que ..., a rapporté Y" says what X said
    begin = _region_start(unit, cues, position)
    if all(
        word.form in ("comme", "ainsi", "que", "et") or word.form in MARKS for word in unit.words[begin : cue.first]
    ):
        _add_clause(unit, cue.after, _clause_end(unit, cues, position, cue.after + 1), cue, cue.speaker, "incise", text)
        return
    if (
        cue.first - begin <= 5
        and not any(word.quoted for word in unit.words[begin : unit.hi])
        and _goes_on(unit, cues, position)
    ):
        _add_clause(unit, begin, unit.hi, cue, cue.speaker, "incise", text)
        return
    denied_too = [word.form for word in unit.words[cue.after : min(cue.after + 2, unit.hi)]] == [",", "ni"]
    if denied_too and not any(word.quoted for word in unit.words[begin : unit.hi]):
        _add_clause(unit, begin, unit.hi, cue, cue.speaker, "incise", text)
        return
    behind = [at for at in range(cue.after, unit.hi) if at in unit.quotes and _word_count(unit, at, text) >= 4]
    if (
        cue.first - begin <= 4
        and behind
        and position + 1 == len(cues)
        and not any(word.quoted for word in unit.words[begin : cue.first])
    ):
        for at in behind:  # "M. X, a indiqué l'Élysée, « a décrit la situation »"
            _add_quote(unit, at, cue, cue.speaker, "incise")
        return
    _attribute_region(unit, begin, cue.first, cue, cue.speaker, "incise", text)
    _continue_after(unit, cues, position, text)


def _attribute_region(unit: _Unit, begin: int, end: int, cue: Cue, speaker: Range | None, rule: str, text: str) -> None:
    """Attribute what stands before an incise: its quotations where they carry it, else the whole clause."""
    words = unit.words
    while begin < end and (words[begin].form in MARKS - {"(", "["} or words[begin].form in ("et", "mais", "puis")):
        begin += 1
    while end > begin and words[end - 1].form in MARKS - {")", "]"} | {"comme", "ainsi"}:
        end -= 1
    begin = max([begin, *(at + 1 for at in range(begin, end) if words[at].form == ":" and at + 1 in unit.quotes)])
    quotes = [at for at in range(begin, end) if at in unit.quotes and at not in unit.used]
    quoted = sum(_word_count(unit, at, text) for at in quotes)
    total = quoted + sum(1 for at in range(begin, end) if at not in unit.quotes and words[at].form not in MARKS)
    opens = bool(quotes) and quotes[0] == begin and _word_count(unit, begin, text) >= 3
    closes = (
        bool(quotes)
        and quotes[-1] == end - 1
        and _word_count(unit, end - 1, text) >= 5
        and words[end - 2].form in (",", ":")
    )
    if quotes and (opens or closes or quoted * 2 >= total):
        for at in quotes:
            if _word_count(unit, at, text) >= 2 or at == begin or len(quotes) == 1:
                _add_quote(unit, at, cue, speaker, rule)
        return
    if total >= 3:
        _add_clause(unit, begin, end, cue, speaker, rule, text)


def _continue_after(unit: _Unit, cues: list[Cue], position: int, text: str) -> None:
    """A quotation that goes on behind the incise: "« ... », a dit X, « ... »"."""
    cue = cues[position]
    words, hi = unit.words, unit.hi
    at = cue.after
    steps = 0
    while at < hi and steps < 14 and not words[at].quoted:
        if words[at].form in FORMS or words[at].form in CONNECTORS - {"et", "mais"}:
            return
        at += 1
        steps += 1
    if position + 1 < len(cues) and cues[position + 1].inverted and at >= cues[position + 1].first - 2:
        return  # the next incise has a speaker of its own
    if (
        at < hi
        and at in unit.quotes
        and at > unit.lo
        and words[at - 1].form in {",", ".", ":", ";", "-", "et", "mais"}
        and _word_count(unit, at, text) >= 2
    ):
        _add_quote(unit, at, cue, cue.speaker, "incise")


def _read_selon(unit: _Unit, cues: list[Cue], position: int, text: str) -> None:
    cue, words = cues[position], unit.words
    if position and _reports(unit, cues[position - 1]) and cues[position - 1].first not in unit.used:
        return
    before = [word for word in words[unit.lo : cue.first] if word.form not in MARKS]
    leads = all(word.form in ADVERBS | CONNECTORS | TIMES | {"et"} or word.raw.isdigit() for word in before)
    if not leads and words[cue.first - 1].form == "," and words[cue.first - 2].form in ("et", "mais", "que", "qu'"):
        leads = True
    if leads:
        first = cue.after
        while first < unit.hi and words[first].form != "," and first - cue.after < 12:
            first += 1
        if cue.after < unit.hi and words[cue.after].form in DETERMINERS | PRONOUNS:
            first = cue.after
        first = _past_apposition(unit, first)
        last = _clause_end(unit, cues, position, first + 1)
        _add_clause(unit, first, last, cue, cue.speaker, "selon", text)
        return
    if unit.used & set(range(unit.lo, cue.first)):
        return
    begin = _region_start(unit, cues, position)
    if not any(word.quoted for word in before) and _goes_on(unit, cues, position):
        _add_clause(unit, begin, unit.hi, cue, cue.speaker, "selon", text)
        return
    _attribute_region(unit, begin, cue.first, cue, cue.speaker, "selon", text)


def _past_apposition(unit: _Unit, comma: int) -> int:
    """For "Selon Anna Lorrik, conseillère du roi, ..." return the second comma, behind what is set beside the name."""
    words, hi = unit.words, unit.hi
    if comma + 1 >= hi or words[comma].form != ",":
        return comma
    beside = words[comma + 1]
    if beside.capital or beside.quoted or (beside.form in STOPS and beside.form not in ASIDE_OPENERS):
        return comma
    for at in range(comma + 2, min(comma + 25, hi - 1)):
        if words[at].form == ",":
            follows = words[at + 1]
            main = noun_phrase(words, at + 1, hi) is not None or follows.quoted
            return at if main else comma
    return comma


def _goes_on(unit: _Unit, cues: list[Cue], position: int) -> bool:
    """Whether the clause goes on behind ", selon X,": an incise in its middle belongs to the reported clause."""
    words, after = unit.words, cues[position].after
    near = min(after + 5, unit.hi)
    after = next((at for at in range(after, near) if words[at].form == "," or words[at].quoted), after)
    if (
        position + 1 < len(cues)
        or after + 2 >= unit.hi
        or words[after].form != ","
        or words[cues[position].first - 1].form != ","
    ):
        return False
    return _cut(unit, after - 3, after + 1) == after + 1 and not words[after + 1].form.endswith(("ant", "e par"))


def _read_complement(unit: _Unit, cues: list[Cue], position: int, text: str) -> None:
    """Read what follows a verb: "que" and a clause, a colon and a quotation, an infinitive."""
    cue, words, hi = cues[position], unit.words, unit.hi
    if cue.first in unit.used:  # a verb within what another verb reports
        return
    speaker = cue.speaker or _main_speaker(unit, cues, position)
    if cue.mood == "gerund" and cue.first == unit.lo:
        _read_opening_gerund(unit, cue, text)
        return
    later = [other.first for other in cues[position + 1 :] if other.first != cue.last + 1 or not _reports(unit, cue)]
    limit = min(later, default=hi)
    at = cue.last
    commas = 0
    while at < min(limit, cue.last + 30):
        word = words[at]
        if (
            word.form in ("que", "qu'")
            and "c" in cue.takes
            and commas % 2 == 0
            and not (at > cue.last + 3 and _quoted_behind(unit, at, limit))
        ):
            if (words[at - 1].form not in NOT_A_CLAUSE and not _is_relative(words, cue, at)) or at == cue.last:
                last = _clause_end(unit, cues, position, at + 1)
                _add_clause(unit, at + 1, last, cue, speaker, "que", text)
            return
        if word.form in ("si", "s'") and at == cue.last and cue.lemma in ("demander", "interroger"):
            _add_clause(unit, at, _clause_end(unit, cues, position, at + 1), cue, speaker, "si", text)
            return
        if word.form == ":":
            _read_colon(unit, cues, position, at, speaker, text)
            return
        behind = "i" in cue.takes and word.form in ("avoir", "etre") and commas % 2 == 0
        if (at == cue.last or behind) and (first := _infinitive_at(unit, at, cue)) is not None:
            _add_clause(unit, first, _clause_end(unit, cues, position, first + 1), cue, speaker, "infinitive", text)
            return
        if word.form == ",":
            commas += 1
        elif word.quoted or word.form in ".;!?…" or (word.form in ("qui", "dont", "et") and commas % 2 == 0):
            break
        at += 1


def _is_relative(words: Words, cue: Cue, que: int) -> bool:
    """Whether the "que" belongs to an object or a comparison: "souligner les liens que ...", "plus ... que"."""
    for at in range(cue.last, que):
        if words[at].form in ("plus", "moins", "autant", "davantage") and words[at + 1].form not in ("tot", "tard"):
            return True
    object_, then = words[cue.last], words[min(cue.last + 1, que)]
    if object_.form not in DETERMINERS or cue.lemma in TOLD:
        return False
    return not (then.form in TIMES | {"veille", "semaine", "meme"} or then.raw.isdigit() or then.form.startswith("1er"))


def _quoted_behind(unit: _Unit, at: int, limit: int) -> bool:
    """Whether a colon and a quotation follow: then a "que" far from the verb is a relative."""
    return any(unit.words[i].form == ":" and i + 1 in unit.quotes for i in range(at, limit - 1))


def _read_opening_gerund(unit: _Unit, cue: Cue, text: str) -> None:
    """ "En assurant que tout va bien, le médiateur est parti": the subject follows the reported clause."""
    words, hi = unit.words, unit.hi
    if cue.last >= hi or words[cue.last].form not in ("que", "qu'"):
        return
    for at in range(cue.last + 2, hi - 1):
        end = noun_phrase(words, at + 1, hi) if words[at].form == "," else None
        if end is not None and is_human(words, (at + 1, end)):
            _add_clause(unit, cue.last + 1, at, cue, unit.span(at + 1, end), "que", text)
            return


def _read_colon(unit: _Unit, cues: list[Cue], position: int, colon: int, speaker: Range | None, text: str) -> None:
    cue, hi = cues[position], unit.hi
    at = colon + 1
    if at < hi and at in unit.quotes:
        if any(word.form in ("propos", "mots") for word in unit.words[cue.last : colon]):  # "a rapporté les propos de X :"
            speaker = _spanned(unit, owner_of_words(unit.words, cue.last, colon)) or speaker
        while at < hi and (at in unit.quotes or unit.words[at].form in ".,;-"):
            if at in unit.quotes:
                if speaker is None and unit.carried is not None:
                    _add_carried(unit, at, cue)
                else:
                    _add_quote(unit, at, cue, speaker, "colon")
            at += 1
    elif "c" in cue.takes and cue.mood in ("finite", "chained") and speaker is not None:
        _add_clause(unit, at, hi, cue, speaker, "colon", text)


def _add_carried(unit: _Unit, at: int, cue: Cue | None) -> None:
    quote = unit.quotes[at]
    if at in unit.used or unit.carried is None:
        return
    unit.used.add(at)
    said_by = unit.span(cue.first, cue.last) if cue is not None else None
    unit.statements.append(_statement((quote.start, quote.end), "direct", unit.carried, said_by, "carried"))


def _infinitive_at(unit: _Unit, at: int, cue: Cue) -> int | None:
    """Return where the infinitive clause begins behind a verb that takes one, "se dire prêt à" included."""
    words, hi = unit.words, unit.hi
    if (
        cue.lemma == "dire"
        and at == cue.last
        and at < hi
        and any(words[i].form in ("s'", "se") for i in range(cue.first, at))
    ):
        return None if words[at].quoted or words[at].form in ("que", "qu'", ":") else at
    scan = at
    if "d" in cue.takes and scan < hi and words[scan].form in ("de", "d'"):
        scan += 1
    elif "i" not in cue.takes:
        return None
    first = scan
    while scan < hi and (words[scan].form in CLITICS | {"pas", "plus", "le", "la", "les", "l'", "jamais", "bien"}):
        scan += 1
    if scan >= hi:
        return None
    form = words[scan].form
    verb = (
        len(form) > 3
        and form.endswith(("er", "ir", "oir", "re"))
        and form not in NOT_INFINITIVES
        and not words[scan].capital
    )
    return first if verb else None


def _clause_end(unit: _Unit, cues: list[Cue], position: int, first: int) -> int:
    """Return where a reported clause that begins at `first` ends: at the next verb of speech, or with the unit."""
    words = unit.words
    end = unit.hi
    for cue in cues[position + 1 :]:
        if cue.first <= first:
            continue
        before = words[cue.first - 1].form
        if cue.inverted or (cue.mood == "gerund" and before == ","):
            end = cue.first
        elif (
            (cue.mood == "chained" and before in ("et", ",", "puis", "mais") and _same_tense(unit, cues[position], cue))
            or (cue.mood == "infinitive" and cue.speaker is None and before in ("avant", "et"))
            or (cue.mood == "selon" and before == "," and _ends_soon(unit, cue))
        ):
            end = cue.first - 1
        else:
            continue
        break
    return _cut(unit, first, end)


def _same_tense(unit: _Unit, verb: Cue, chained: Cue) -> bool:
    """Whether "et demanderait" can continue "a annoncé que": both compound or both simple."""

    def compound(cue: Cue) -> bool:
        words = unit.words[cue.first : cue.last]
        return any(word.form in AUXILIARIES for word in words) or words[-1].raw.lower().endswith(
            ("é", "i", "u", "is", "it")
        )

    return verb.mood != "finite" or compound(verb) == compound(chained)


def _ends_soon(unit: _Unit, cue: Cue) -> bool:
    if cue.after < unit.hi and unit.words[cue.after].form == ",":
        return not _resumes(unit.words, cue.after, unit.hi)
    return cue.after >= unit.hi or unit.words[cue.after].form in ".;"


def _resumes(words: Words, comma: int, end: int) -> bool:
    """Whether a clause goes on behind the comma that closes ", selon X,"."""
    after = words[comma + 1] if comma + 1 < end else None
    if after is None or after.quoted or after.capital or after.form in CONNECTORS | MARKS | DETERMINERS | PRONOUNS:
        return False
    return not after.form.endswith("ant")


def _cut(unit: _Unit, first: int, end: int) -> int:
    """Cut a reported clause where the journalist takes over: ", alors que ...", ", dans un communiqué"."""
    words = unit.words
    dashes = [at for at in range(first, end) if words[at].form == "-"]
    if len(dashes) == 1 and dashes[0] > first + 3:
        end = dashes[0]
    for at in range(first + 3, end):
        if words[at].form in (";", "tandis"):
            return at
        if words[at].form == ",":
            ahead = ", " + " ".join(word.form for word in words[at + 1 : at + 4]).replace("' ", "'") + " "
            if _CUT.match(ahead) and not _is_source_aside(words, at, end):
                return at
    return end


def _is_source_aside(words: Words, comma: int, end: int) -> bool:
    """Whether ", selon X," stands within a clause that goes on behind it."""
    if words[comma + 1].form not in ("selon", "d'"):
        return False
    closing = next((at for at in range(comma + 2, min(comma + 9, end)) if words[at].form == ","), None)
    return closing is not None and _resumes(words, closing, end)


def _read_objects(unit: _Unit, cues: list[Cue], cue: Cue, text: str) -> None:
    """Attribute quotations within what a verb takes: "a dénoncé un « coup de force »", "s'est dit « confiant »"."""
    words = unit.words
    if cue.first in unit.used:
        return
    position = cues.index(cue)
    speaker = cue.speaker or _main_speaker(unit, cues, position)
    if speaker is None:
        return
    limit = cues[position + 1].first if position + 1 < len(cues) else unit.hi
    for at in range(cue.last, min(limit, cue.last + 22)):
        if words[at].form in ".;:" or words[at].form in ("qui", "dont", "alors", "lorsque", "tandis"):
            return
        if at not in unit.quotes or at in unit.used:
            continue
        long = _word_count(unit, at, text) >= 3
        if long or (cue.lemma in SHORT_OK and at - cue.last <= 12):
            _add_quote(unit, at, cue, speaker, "object")


def _read_label(unit: _Unit) -> None:
    """ "Emmanuel Macron : « ... »", the form of headlines."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    if any(word.form in WORDS_SAID for word in words[lo : lo + 2]):  # "Message de X : « ... »"
        return
    colon = next((at for at in range(lo, min(lo + 8, hi)) if words[at].form == ":"), None)
    if colon is None or colon + 1 >= hi or colon + 1 not in unit.quotes or colon + 1 in unit.used:
        return
    end = noun_phrase(words, lo, colon)
    addressed = (
        end is not None and words[end].form in ("a", "au", "aux") and noun_phrase(words, end + 1, colon) == colon
    )
    if (
        end is not None
        and (end == colon or addressed)
        and is_human(words, (lo, end))
        and (words[lo].form not in PRONOUNS)
    ):
        quote = unit.quotes[colon + 1]
        unit.used.add(colon + 1)
        unit.statements.append(_statement((quote.start, quote.end), "direct", unit.span(lo, end), None, "label"))


def _add_framed(unit: _Unit, at: int, speaker: Range | None, rule: str) -> None:
    """Attribute the quotation at `at` to a speaker that no verb of speech names."""
    if speaker is None or at in unit.used:
        return
    quote = unit.quotes[at]
    unit.used.add(at)
    unit.statements.append(_statement((quote.start, quote.end), "direct", speaker, None, rule))


def _read_announced(unit: _Unit, text: str) -> None:
    """A colon joins a quotation and its speaker: "X est formel : « ... »", "« ... » : la réponse de X"."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    if lo in unit.quotes and lo + 2 < hi and _word_count(unit, lo, text) >= 4:
        _add_framed(unit, lo, _named_behind(unit, lo + 1), "framed")
    for at in unit.quotes:
        if at - 2 < lo or words[at - 1].form != ":" or _word_count(unit, at, text) < 3:
            continue
        owner = owner_of_words(words, lo, at - 1)
        if owner is None and says_whose(words, lo, at - 1):
            speaker = unit.carried or _opening(unit, unit.behind)
        else:
            speaker = _spanned(unit, owner or opening_speaker(words, lo, at))
        _add_framed(unit, at, speaker, "announced")


def _named_behind(unit: _Unit, mark: int) -> Range | None:
    """Return who is named behind a quotation and a colon, a comma or a bracket."""
    words, hi, at = unit.words, unit.hi, mark + 1
    if words[mark].form == "(":
        end = noun_phrase(words, at, hi)
        return unit.span(at, end) if end is not None and end < hi and words[end].form == ")" else None
    if words[mark].form not in (":", ","):
        return None
    if points_back(words, at, hi):
        return _spanned(unit, owner_of_words(words, at, hi) or pointed_speaker(words, at, hi))
    return _spanned(unit, opening_speaker(words, at, hi)) if words[mark].form == ":" else None


def _read_gap(unit: _Unit) -> None:
    """A second speaker shares the verb of the first: "Orsan parle d'un « accord » ; Lisme, d'une « trêve »."."""
    words = unit.words
    for at in range(unit.lo + 1, unit.hi - 2):
        if words[at].form != ";":
            continue
        end = noun_phrase(words, at + 1, unit.hi)
        if end is None or end >= unit.hi or words[end].form != "," or not is_human(words, (at + 1, end)):
            continue
        if words[end + 1].form in _QUE and unit.statements[-1].rule == "que":
            last = next((i for i in range(end + 2, unit.hi) if words[i].form in ".;"), unit.hi)
            span = words[end + 2].start, words[last - 1].end
            unit.statements.append(_statement(span, "reported", unit.span(at + 1, end), None, "gap"))
            continue
        quote = next((i for i in range(end + 1, min(end + 8, unit.hi)) if i in unit.quotes), None)
        if quote is not None and not any(word.form in FORMS for word in words[end:quote]):
            _add_framed(unit, quote, unit.span(at + 1, end), "gap")


def _read_alone(unit: _Unit, text: str) -> None:
    """A sentence that is nothing but a quotation: the sentence beside it, in the same paragraph, says whose it is."""
    if unit.statements or not all(word.quoted or word.form in MARKS for word in unit.words[unit.lo : unit.hi]):
        return
    speaker = _pointed(unit) or unit.carried or _opening(unit, unit.behind)
    if speaker is None and unit.behind is None:
        speaker = _opening(unit, unit.ahead)
    for at, quote in unit.quotes.items():
        whole = text[quote.end - 1] in ".!?…" or unit.words[unit.hi - 1].form in ".!?…"
        if whole:
            _add_framed(unit, at, speaker, "alone")


def _pointed(unit: _Unit) -> Range | None:
    """Return the speaker that the next sentence gives: "C'est par ces mots que X a conclu."."""
    if unit.ahead is None or not points_back(unit.words, *unit.ahead):
        return None
    return _spanned(unit, owner_of_words(unit.words, *unit.ahead) or pointed_speaker(unit.words, *unit.ahead))


def _opening(unit: _Unit, sentence: Range | None) -> Range | None:
    return None if sentence is None else _spanned(unit, opening_speaker(unit.words, *sentence))


_INCISE_WITHIN = re.compile(
    r"(?:,|[?!…]| [–—-]) ((?:s'|l'|lui |nous |m')?[\w-]+(?: (?:mm?|dr)\.)?"
    r"(?: (?:[^,.;:!?«»\"–—]|(?<=\bm)\.|(?<=\bmm)\.){2,80})?)(?=[,.;:–—]| - |$)"
)


def _read_incises_within(unit: _Unit, text: str) -> None:
    """An incise inside the marks, "« La trêve, a déclaré M. X, tient »", splits the quotation in two."""
    for at, quote in unit.quotes.items():
        inner = text[quote.start : quote.end]
        folded = fold(inner)
        for match in _INCISE_WITHIN.finditer(folded):
            words = read_words(inner[match.start(1) : match.end(1)], match[1])
            cue = _whole_incise(words)
            if cue is None:
                continue
            offset = quote.start + match.start(1)
            speaker = (cue.speaker[0] + offset, cue.speaker[1] + offset) if cue.speaker else None
            said_by = (words[cue.first - 1].start + offset, words[cue.last - 2].end + offset)
            unit.statements = [s for s in unit.statements if not (quote.start <= s.start < quote.end)]
            unit.used.add(at)
            before, after = quote.start + match.start(), quote.start + match.end()
            if text[match.start() + quote.start] in "?!…":
                before += 1
            while after < quote.end and (text[after].isspace() or text[after] in ",.;:–—"):
                after += 1
            for start, end in ((quote.start, before), (after, quote.end)):
                if start >= end:
                    continue
                unit.statements.append(_statement((start, end), "direct", speaker, said_by, "incise within"))
            break


def _whole_incise(words: list[Word]) -> Cue | None:
    """Return the cue when the words begin with a verb of speech and its inverted subject; its indexes count from 1."""
    unit = Passage([Word(QUOTED, QUOTED, 0, 0), *words], 0, len(words) + 1, {})
    cues = find_cues(unit)
    return cues[0] if cues and cues[0].inverted and cues[0].first == 1 else None
