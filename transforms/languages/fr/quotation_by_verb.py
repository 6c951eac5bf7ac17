"""Statements that a verb of speech or "selon" opens, closes or interrupts."""

from __future__ import annotations

import re

from transforms.languages.fr.quotation_clauses import (
    clause_end,
    goes_on,
    infinitive_at,
    is_relative,
    past_apposition,
    quoted_behind,
    reports,
)
from transforms.languages.fr.quotation_cues import Cue, Passage, find_cues
from transforms.languages.fr.quotation_frames import owner_of_words
from transforms.languages.fr.quotation_speakers import QUOTED, Range, Word, is_human, noun_phrase, read_words, subject_before
from transforms.languages.fr.quotation_units import Unit, add_carried, add_clause, add_quote, spanned, statement, word_count
from transforms.languages.fr.quotation_verbs import FORMS
from transforms.languages.fr.quotation_words import (
    ADVERBS,
    AUXILIARIES,
    CONNECTORS,
    DETERMINERS,
    MARKS,
    NOT_A_CLAUSE,
    PRONOUNS,
    SHORT_OK,
    TIMES,
)
from transforms.text import fold


def read_incise(unit: Unit, cues: list[Cue], position: int, text: str) -> None:
    """Read "..., a dit X": what stands before the verb, or behind it when nothing does, is what X said."""
    cue = cues[position]
    if any(reports(unit, earlier) for earlier in cues[:position]) and not unit.used:
        return  # "X a fait valoir que ..., a rapporté Y" says what X said
    begin = _region_start(unit, cues, position)
    if all(
        word.form in ("comme", "ainsi", "que", "et") or word.form in MARKS for word in unit.words[begin : cue.first]
    ):
        add_clause(unit, cue.after, clause_end(unit, cues, position, cue.after + 1), cue, cue.speaker, "incise", text)
        return
    if (
        cue.first - begin <= 5
        and not any(word.quoted for word in unit.words[begin : unit.hi])
        and goes_on(unit, cues, position)
    ):
        add_clause(unit, begin, unit.hi, cue, cue.speaker, "incise", text)
        return
    denied_too = [word.form for word in unit.words[cue.after : min(cue.after + 2, unit.hi)]] == [",", "ni"]
    if denied_too and not any(word.quoted for word in unit.words[begin : unit.hi]):
        add_clause(unit, begin, unit.hi, cue, cue.speaker, "incise", text)
        return
    behind = [at for at in range(cue.after, unit.hi) if at in unit.quotes and word_count(unit, at, text) >= 4]
    if (
        cue.first - begin <= 4
        and behind
        and position + 1 == len(cues)
        and not any(word.quoted for word in unit.words[begin : cue.first])
    ):
        for at in behind:  # "M. X, a indiqué l'Élysée, « a décrit la situation »"
            add_quote(unit, at, cue, cue.speaker, "incise")
        return
    _attribute_region(unit, begin, cue.first, cue, cue.speaker, "incise", text)
    _continue_after(unit, cues, position, text)


def read_selon(unit: Unit, cues: list[Cue], position: int, text: str) -> None:
    """Read "selon X": the clause behind it when it leads the sentence, else the clause before it."""
    cue, words = cues[position], unit.words
    if position and reports(unit, cues[position - 1]) and cues[position - 1].first not in unit.used:
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
        first = past_apposition(unit, first)
        last = clause_end(unit, cues, position, first + 1)
        add_clause(unit, first, last, cue, cue.speaker, "selon", text)
        return
    if unit.used & set(range(unit.lo, cue.first)):
        return
    begin = _region_start(unit, cues, position)
    if not any(word.quoted for word in before) and goes_on(unit, cues, position):
        add_clause(unit, begin, unit.hi, cue, cue.speaker, "selon", text)
        return
    _attribute_region(unit, begin, cue.first, cue, cue.speaker, "selon", text)


def read_complement(unit: Unit, cues: list[Cue], position: int, text: str) -> None:
    """Read what follows a verb: "que" and a clause, a colon and a quotation, an infinitive."""
    cue, words, hi = cues[position], unit.words, unit.hi
    if cue.first in unit.used:  # a verb within what another verb reports
        return
    speaker = cue.speaker or _main_speaker(unit, cues, position)
    if cue.mood == "gerund" and cue.first == unit.lo:
        _read_opening_gerund(unit, cue, text)
        return
    later = [other.first for other in cues[position + 1 :] if other.first != cue.last + 1 or not reports(unit, cue)]
    limit = min(later, default=hi)
    at = cue.last
    commas = 0
    while at < min(limit, cue.last + 30):
        word = words[at]
        if (
            word.form in ("que", "qu'")
            and "c" in cue.takes
            and commas % 2 == 0
            and not (at > cue.last + 3 and quoted_behind(unit, at, limit))
        ):
            if (words[at - 1].form not in NOT_A_CLAUSE and not is_relative(words, cue, at)) or at == cue.last:
                last = clause_end(unit, cues, position, at + 1)
                add_clause(unit, at + 1, last, cue, speaker, "que", text)
            return
        if word.form in ("si", "s'") and at == cue.last and cue.lemma in ("demander", "interroger"):
            add_clause(unit, at, clause_end(unit, cues, position, at + 1), cue, speaker, "si", text)
            return
        if word.form == ":":
            _read_colon(unit, cues, position, at, speaker, text)
            return
        behind = "i" in cue.takes and word.form in ("avoir", "etre") and commas % 2 == 0
        if (at == cue.last or behind) and (first := infinitive_at(unit, at, cue)) is not None:
            add_clause(unit, first, clause_end(unit, cues, position, first + 1), cue, speaker, "infinitive", text)
            return
        if word.form == ",":
            commas += 1
        elif word.quoted or word.form in ".;!?…" or (word.form in ("qui", "dont", "et") and commas % 2 == 0):
            break
        at += 1


def _read_opening_gerund(unit: Unit, cue: Cue, text: str) -> None:
    """ "En assurant que tout va bien, le médiateur est parti": the subject follows the reported clause."""
    words, hi = unit.words, unit.hi
    if cue.last >= hi or words[cue.last].form not in ("que", "qu'"):
        return
    for at in range(cue.last + 2, hi - 1):
        end = noun_phrase(words, at + 1, hi) if words[at].form == "," else None
        if end is not None and is_human(words, (at + 1, end)):
            add_clause(unit, cue.last + 1, at, cue, unit.span(at + 1, end), "que", text)
            return


def _read_colon(unit: Unit, cues: list[Cue], position: int, colon: int, speaker: Range | None, text: str) -> None:
    cue, hi = cues[position], unit.hi
    at = colon + 1
    if at < hi and at in unit.quotes:
        if any(word.form in ("propos", "mots") for word in unit.words[cue.last : colon]):  # "a rapporté les propos de X :"
            speaker = spanned(unit, owner_of_words(unit.words, cue.last, colon)) or speaker
        while at < hi and (at in unit.quotes or unit.words[at].form in ".,;-"):
            if at in unit.quotes:
                if speaker is None and unit.carried is not None:
                    add_carried(unit, at, cue)
                else:
                    add_quote(unit, at, cue, speaker, "colon")
            at += 1
    elif "c" in cue.takes and cue.mood in ("finite", "chained") and speaker is not None:
        add_clause(unit, at, hi, cue, speaker, "colon", text)


def read_objects(unit: Unit, cues: list[Cue], cue: Cue, text: str) -> None:
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
        long = word_count(unit, at, text) >= 3
        if long or (cue.lemma in SHORT_OK and at - cue.last <= 12):
            add_quote(unit, at, cue, speaker, "object")


def _attribute_region(unit: Unit, begin: int, end: int, cue: Cue, speaker: Range | None, rule: str, text: str) -> None:
    """Attribute what stands before an incise: its quotations where they carry it, else the whole clause."""
    words = unit.words
    while begin < end and (words[begin].form in MARKS - {"(", "["} or words[begin].form in ("et", "mais", "puis")):
        begin += 1
    while end > begin and words[end - 1].form in MARKS - {")", "]"} | {"comme", "ainsi"}:
        end -= 1
    begin = max([begin, *(at + 1 for at in range(begin, end) if words[at].form == ":" and at + 1 in unit.quotes)])
    quotes = [at for at in range(begin, end) if at in unit.quotes and at not in unit.used]
    quoted = sum(word_count(unit, at, text) for at in quotes)
    total = quoted + sum(1 for at in range(begin, end) if at not in unit.quotes and words[at].form not in MARKS)
    opens = bool(quotes) and quotes[0] == begin and word_count(unit, begin, text) >= 3
    closes = (
        bool(quotes)
        and quotes[-1] == end - 1
        and word_count(unit, end - 1, text) >= 5
        and words[end - 2].form in (",", ":")
    )
    if quotes and (opens or closes or quoted * 2 >= total):
        for at in quotes:
            if word_count(unit, at, text) >= 2 or at == begin or len(quotes) == 1:
                add_quote(unit, at, cue, speaker, rule)
        return
    if total >= 3:
        add_clause(unit, begin, end, cue, speaker, rule, text)


def _continue_after(unit: Unit, cues: list[Cue], position: int, text: str) -> None:
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
        and word_count(unit, at, text) >= 2
    ):
        add_quote(unit, at, cue, cue.speaker, "incise")


def _region_start(unit: Unit, cues: list[Cue], position: int) -> int:
    """Return where the text before an incise begins: the unit, or behind the speech verb before it."""
    at = unit.lo
    for cue in cues[:position]:
        if cue.inverted:
            at = max(at, cue.after)
    return at


def _main_speaker(unit: Unit, cues: list[Cue], position: int) -> Range | None:
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
        return spanned(unit, subject_before(unit.words, unit.lo, at))
    end = noun_phrase(unit.words, unit.lo, cues[position].first)
    return unit.span(unit.lo, end) if end else None


_INCISE_WITHIN = re.compile(
    r"(?:,|[?!…]| [–—-]) ((?:s'|l'|lui |nous |m')?[\w-]+(?: (?:mm?|dr)\.)?"
    r"(?: (?:[^,.;:!?«»\"–—]|(?<=\bm)\.|(?<=\bmm)\.){2,80})?)(?=[,.;:–—]| - |$)"
)


def read_incises_within(unit: Unit, text: str) -> None:
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
                unit.statements.append(statement((start, end), "direct", speaker, said_by, "incise within"))
            break


def _whole_incise(words: list[Word]) -> Cue | None:
    """Return the cue when the words begin with a verb of speech and its inverted subject; its indexes count from 1."""
    unit = Passage([Word(QUOTED, QUOTED, 0, 0), *words], 0, len(words) + 1, {})
    cues = find_cues(unit)
    return cues[0] if cues and cues[0].inverted and cues[0].first == 1 else None
