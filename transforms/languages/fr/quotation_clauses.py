"""Where a reported clause begins and ends, and whether what follows a verb of speech is one."""

from __future__ import annotations

import re

from transforms.languages.fr.quotation_cues import Cue
from transforms.languages.fr.quotation_speakers import Words, noun_phrase
from transforms.languages.fr.quotation_units import QUE, Unit
from transforms.languages.fr.quotation_words import (
    ASIDE_OPENERS,
    AUXILIARIES,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    MARKS,
    NOT_INFINITIVES,
    PRONOUNS,
    STOPS,
    TIMES,
    TOLD,
)

_CUT = re.compile(
    r", (?:alors qu|tandis qu|quelques (?:heures|jours|minutes)|a l'issue|a l'occasion|au cours d|lors d|"
    r"devant |aupres d|ce (?:qu|dont )|"
    r"dans (?:un|une|son|sa) |interroge|cite[es]? par|apres |avant d|selon |d'apres |qui |au lendemain|a propos|"
    r"en (?:reference|allusion|reaction|reponse|marge)|sur (?:x|twitter|facebook|telegram|truth|son compte|son reseau))"
)


def reports(unit: Unit, cue: Cue) -> bool:
    """Whether a clause with "que" follows a verb and its subject, perhaps behind an aside between commas."""
    words, at = unit.words, cue.last
    if cue.inverted or cue.mood != "finite" or "c" not in cue.takes:
        return False
    if at < unit.hi and words[at].form == ",":
        at = next((i + 1 for i in range(at + 1, min(at + 10, unit.hi)) if words[i].form == ","), at)
    return at < unit.hi and words[at].form in QUE


def is_relative(words: Words, cue: Cue, que: int) -> bool:
    """Whether the "que" belongs to an object or a comparison: "souligner les liens que ...", "plus ... que"."""
    for at in range(cue.last, que):
        if words[at].form in ("plus", "moins", "autant", "davantage") and words[at + 1].form not in ("tot", "tard"):
            return True
    object_, then = words[cue.last], words[min(cue.last + 1, que)]
    if object_.form not in DETERMINERS or cue.lemma in TOLD:
        return False
    return not (then.form in TIMES | {"veille", "semaine", "meme"} or then.raw.isdigit() or then.form.startswith("1er"))


def quoted_behind(unit: Unit, at: int, limit: int) -> bool:
    """Whether a colon and a quotation follow: then a "que" far from the verb is a relative."""
    return any(unit.words[i].form == ":" and i + 1 in unit.quotes for i in range(at, limit - 1))


def infinitive_at(unit: Unit, at: int, cue: Cue) -> int | None:
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


def clause_end(unit: Unit, cues: list[Cue], position: int, first: int) -> int:
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


def _same_tense(unit: Unit, verb: Cue, chained: Cue) -> bool:
    """Whether "et demanderait" can continue "a annoncé que": both compound or both simple."""

    def compound(cue: Cue) -> bool:
        words = unit.words[cue.first : cue.last]
        return any(word.form in AUXILIARIES for word in words) or words[-1].raw.lower().endswith(
            ("é", "i", "u", "is", "it")
        )

    return verb.mood != "finite" or compound(verb) == compound(chained)


def _ends_soon(unit: Unit, cue: Cue) -> bool:
    if cue.after < unit.hi and unit.words[cue.after].form == ",":
        return not _resumes(unit.words, cue.after, unit.hi)
    return cue.after >= unit.hi or unit.words[cue.after].form in ".;"


def _cut(unit: Unit, first: int, end: int) -> int:
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
    if comma + 1 >= end or words[comma + 1].form not in ("selon", "d'"):
        return False
    closing = next((at for at in range(comma + 2, min(comma + 9, end)) if words[at].form == ","), None)
    return closing is not None and _resumes(words, closing, end)


def _resumes(words: Words, comma: int, end: int) -> bool:
    """Whether a clause goes on behind the comma that closes ", selon X,"."""
    after = words[comma + 1] if comma + 1 < end else None
    if after is None or after.quoted or after.capital or after.form in CONNECTORS | MARKS | DETERMINERS | PRONOUNS:
        return False
    return not after.form.endswith("ant")


def goes_on(unit: Unit, cues: list[Cue], position: int) -> bool:
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


def past_apposition(unit: Unit, comma: int) -> int:
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
