"""What is said in a French article and by whom: quotations and reported speech, found by their marks, verbs and word order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from transforms.languages.fr.quotation_marks import Quote, find_quotes
from transforms.languages.fr.quotation_speakers import (
    ADVERBS,
    AUXILIARIES,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    DISJOINED,
    MARKS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    TIMES,
    Range,
    Word,
    Words,
    is_human,
    name,
    noun_phrase,
    read_words,
    subject_after,
    subject_before,
    with_apposition,
)
from transforms.languages.fr.quotation_verbs import FORMS, Form
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


@dataclass(frozen=True)
class _Cue:
    """A verb of speech (or "selon") in a unit, in word indexes; the speaker in characters."""

    first: int  # of the verb group with its clitics
    last: int  # exclusive
    takes: str
    lemma: str
    mood: str  # finite, chained (no subject of its own), gerund, infinitive, selon
    speaker: Range | None = None
    inverted: bool = False
    after: int = 0  # where the text goes on behind verb and inverted subject


@dataclass
class _Unit:
    """One sentence with the quotations in it, and what has been found so far."""

    words: Words
    lo: int
    hi: int
    quotes: dict[int, Quote]  # by word index
    carried: tuple[int, int] | None  # speaker of the sentence before, in characters
    statements: list[Statement] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # words already within a statement

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.words[first].start, self.words[last - 1].end


_INVERTED = re.compile(r"(\w+?)-(?:t-)?(il|elle|on|ils|elles|je|nous)$")
_GERUND_ADVERBS = {"maintenant", "cependant"}
_FAIRE = {"fait", "font", "faisait", "faisaient", "faisant", "fera", "faire", "laisse", "laissait", "laissent", "laissant"}
_FAIRE_VERBS = {"savoir": "qci", "valoir": "qc", "remarquer": "qc", "observer": "qc", "comprendre": "qc", "entendre": "qc", "noter": "qc"}
_MODALS = {"tenu", "voulu", "pu", "souhaite", "contente", "borne", "vient", "continue", "commence", "empresse", "plu", "tient", "veut",
           "peut", "doit", "devrait", "pourrait", "cesse", "manque", "limite", "dit", "fini", "prefere", "ose", "alle"}  # fmt: skip
_NOT_A_CLAUSE = {"plus", "moins", "autant", "tel", "telle", "meme", "alors", "tandis", "parce", "bien", "afin", "avant", "apres", "depuis",
                 "pendant", "sans", "lors", "ainsi", "ne", "mieux", "pire", "sorte", "jusqu'a", "tant", "aussi", "autre"}  # fmt: skip
_NOT_INFINITIVES = set("hier premier dernier cher janvier fevrier notre votre autre contre entre lettre ministre etre-la outre maire affaire "
                       "guerre titre nombre centre membre lundi pair plaisir avenir loisir pouvoir devoir soir espoir millier chantier dossier "
                       "papier courrier acier metier quartier ordre cadre chiffre chambre".split())  # fmt: skip
_CUT = re.compile(
    r", (?:alors qu|tandis qu|quelques (?:heures|jours|minutes)|a l'issue|a l'occasion|au cours d|lors d|lors de|dans (?:un|une|son|sa) |"
    r"devant |aupres d|interroge|cite[es]? par|apres |avant d|selon |d'apres |en (?:reference|allusion|reaction|reponse|marge)|sur (?:x|twitter|"
    r"facebook|telegram|truth|son compte|son reseau)|qui |au lendemain|a propos)"
)
_SHORT_OK = set("qualifier juger estimer traiter taxer decrire denoncer fustiger saluer defendre condamner accuser evoquer parler critiquer "
                "regretter deplorer promettre dire declarer affirmer assurer reclamer exiger vanter louer rejeter vilipender "
                "stigmatiser prevoir balayer considerer trouver proner ecarter".split())  # fmt: skip


def find_statements(text: str, sentences: list[tuple[int, int]]) -> list[Statement]:
    """Return the attributed quotations and the reported speech of `text`, in order of their start.

    `sentences` are its sentence spans as `split_sentences` gives them. Statements do not overlap.
    """
    quotes = find_quotes(text)
    words = read_words(text, _mask(fold(text), quotes))
    by_start = {quote.outer_start: quote for quote in quotes}
    found: list[Statement] = []
    previous: tuple[int, tuple[int, int] | None] = (-1, None)
    for start, end, lo, hi in _units(words, sentences, quotes):
        at_quotes = {i: by_start[words[i].start] for i in range(lo, hi) if words[i].quoted and words[i].start in by_start}
        carried = previous[1] if previous[0] >= 0 and text.count("\n", previous[0], start) <= 2 else None
        unit = _Unit(words, lo, hi, at_quotes, carried)
        _read_unit(unit, text)
        found.extend(unit.statements)
        speaker = _last_speaker(unit)
        previous = (end, speaker) if unit.statements else (-1, None)
    return sorted(set(found), key=lambda s: (s.start, s.end))


def _mask(folded: str, quotes: list[Quote]) -> str:
    """Blank every quotation, so that its words cannot be taken for the journalist's."""
    parts, at = [], 0
    for quote in quotes:
        parts += [folded[at : quote.outer_start], QUOTED * (quote.outer_end - quote.outer_start)]
        at = quote.outer_end
    return "".join([*parts, folded[at:]])


def _units(words: list[Word], sentences: list[tuple[int, int]], quotes: list[Quote]) -> Iterator[tuple[int, int, int, int]]:
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
        if lo < hi:
            yield start, end, lo, hi


def _last_speaker(unit: _Unit) -> tuple[int, int] | None:
    for statement in reversed(unit.statements):
        if statement.speaker_start is not None and statement.speaker_end is not None:
            return statement.speaker_start, statement.speaker_end
    return None


def _read_unit(unit: _Unit, text: str) -> None:
    cues = _find_cues(unit)
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
            _read_objects(unit, cues, cue)
    _read_label(unit)
    _read_incises_within(unit, text)
    _read_carried(unit, text)


# --- cues -----------------------------------------------------------------------------------------------------------


def _find_cues(unit: _Unit) -> list[_Cue]:
    cues: list[_Cue] = []
    at = unit.lo
    while at < unit.hi:
        cue = _selon_cue(unit, at) or _verb_cue(unit, at, cues)
        if cue is not None and (not cues or cue.first >= cues[-1].last):
            cues.append(cue)
            at = max(cue.last, at + 1)
        else:
            at += 1
    return cues


_SOURCE_NOUNS = (["aux", "yeux"], ["aux", "dires"], ["au", "dire"])


def _selon_cue(unit: _Unit, at: int) -> _Cue | None:
    words, hi = unit.words, unit.hi
    form = words[at].form
    ahead = [word.form for word in words[at : min(at + 4, hi)]]
    after = 0
    if form == "selon" or (form == "pour" and _opens_unit(unit, at)):
        after = at + 1
    elif ahead[:2] == ["d'", "apres"]:
        after = at + 2
    elif ahead[:3] == ["a", "en", "croire"] or (ahead[:2] in _SOURCE_NOUNS and ahead[2:3] and ahead[2] in ("de", "d'", "du", "des")):
        after = at + 3
    elif ahead[:3] in (["de", "l'", "aveu"], ["de", "l'", "avis"]):
        after = at + (5 if ahead[3:] == ["meme"] else 4)
    if not after or after >= hi:
        return None
    if words[after - 1].form in ("du", "des"):
        after -= 1
    span = _selon_speaker(words, after, hi)
    if span is None or (form == "pour" and not _can_opine(words, span, hi)):
        return None
    speaker = with_apposition(words, span, hi)
    return _Cue(at, after, "qc", "selon", "selon", unit.span(*speaker), after=max(span[1], speaker[1]))


_NO_SOURCE = set("loi droit calendrier cas tradition usage regles regle vraisemblance besoins moyens age lesquels laquelle lequel formule "
                 "termes modalites criteres principe programme scenario logique expression adage moi".split())  # fmt: skip


def _selon_speaker(words: Words, at: int, hi: int) -> Range | None:
    if words[at].form in DISJOINED:
        return at, at + 1
    end = noun_phrase(words, at, hi)
    if end is None or any(word.form in _NO_SOURCE for word in words[at : min(end, at + 3)]):
        return None
    return at, end


def _can_opine(words: Words, span: Range, hi: int) -> bool:
    """ "Pour Vladimir Poutine, ..." gives an opinion, "Pour la première fois, ..." does not."""
    comma = span[1] < hi and words[span[1]].form == ","
    head = words[span[0]]
    return comma and is_human(words, span) and head.form not in ("son", "sa", "leur", "un", "une")


def _opens_unit(unit: _Unit, at: int) -> bool:
    return all(word.form in ("mais", "et", "-", "or") for word in unit.words[unit.lo : at])


def _verb_cue(unit: _Unit, at: int, cues: list[_Cue]) -> _Cue | None:
    words = unit.words
    word = words[at]
    if match := _INVERTED.match(word.form):
        return _pronoun_cue(unit, at, match)
    form = FORMS.get(word.form)
    if word.form in _FAIRE_VERBS and at > unit.lo and words[_back(unit, at)].form in _FAIRE:
        base = _back(unit, at)
        return _settle(unit, base, at + 1, Form("faire savoir", _FAIRE_VERBS[word.form], True, True, True, True), cues)
    if form is None or word.form in _GERUND_ADVERBS:
        return None
    if form.infinitive:
        return _infinitive_cue(unit, at, form, cues)
    return _settle(unit, at, at + 1, form, cues)


def _pronoun_cue(unit: _Unit, at: int, match: re.Match[str]) -> _Cue | None:
    """ "a-t-il ajouté", "estime-t-elle", "s'est-il félicité", "a-t-il fait savoir"."""
    words, hi = unit.words, unit.hi
    pronoun = words[at].start + match.start(2), words[at].start + match.end(2)
    form = FORMS.get(match[1])
    last = at + 1
    if match[1] in AUXILIARIES:
        form = None
        while last < hi and last < at + 5 and (words[last].form in ADVERBS or words[last].form.endswith("ment")):
            last += 1
        if last < hi:
            form = FORMS.get(words[last].form)
        if last + 1 < hi and words[last].form in _FAIRE and words[last + 1].form in _FAIRE_VERBS:
            form, last = FORMS["indiquer"], last + 1
        last += 1
    elif match[1] in _FAIRE and last < hi and words[last].form in _FAIRE_VERBS:
        form, last = FORMS["indiquer"], last + 1
    elif match[1] == "peut" and last < hi and words[last].form == "lire":
        form, last = FORMS["indiquer"], last + 1
    if form is None:
        return None
    first = at - 1 if at > unit.lo and words[at - 1].form in CLITICS else at
    return _Cue(first, last, form.takes + "q", form.lemma, "finite", pronoun, True, after=last)


def _back(unit: _Unit, at: int) -> int:
    """Return the word before `at`, past adverbs."""
    at -= 1
    while at > unit.lo and unit.words[at].form not in _FAIRE and (unit.words[at].form in ADVERBS or unit.words[at].form.endswith("ment")):
        at -= 1
    return max(at, unit.lo)


def _infinitive_cue(unit: _Unit, at: int, form: Form, cues: list[_Cue]) -> _Cue | None:
    """ "a tenu à préciser" counts as its finite verb; "avant de conclure", "Et d'ajouter" take the speaker before."""
    words = unit.words
    before = at - 1
    while before >= unit.lo and words[before].form in {"a", "de", "d'", "par"} | CLITICS:
        before -= 1
    if before >= unit.lo and words[before].form in _MODALS:
        return _settle(unit, before, at + 1, Form(form.lemma, form.takes, True, True, False, False), cues)
    if before + 1 < at and words[before + 1].form in ("de", "d'") and before >= unit.lo:
        speaker = None
        opening = unit.lo + (words[unit.lo].form in ("et", "puis"))
        if before > opening and noun_phrase(words, opening, before + 1) == before + 1:
            speaker = unit.span(opening, before + 1)
        elif words[before].form not in ("avant", "et", "afin", "puis"):
            return None
        return _Cue(before + 1, at + 1, form.takes, form.lemma, "infinitive", speaker, after=at + 1)
    if before >= unit.lo and words[before].form == "pour":
        return _Cue(before, at + 1, form.takes, form.lemma, "infinitive", after=at + 1)
    return None


def _settle(unit: _Unit, at: int, last: int, form: Form, cues: list[_Cue]) -> _Cue | None:
    """Decide what a form of a speech verb at `at` is here: finite, chained, gerund, or no cue at all."""
    words, lo = unit.words, unit.lo
    raw = words[at].raw.lower()
    first = at
    if form.participle and (aux := _auxiliary(unit, at)) is not None:
        first = aux
    elif form.gerund and raw.endswith("ant"):
        return _Cue(_with_en(unit, at), last, form.takes, form.lemma, "gerund", after=last)
    elif not form.finite or (raw.endswith("é") and not raw.isupper()):
        if form.participle and _is_chained(unit, at, cues):
            return _Cue(at, last, form.takes, form.lemma, "chained", after=last)
        return None
    elif at > lo and _is_noun(words, at):
        return None
    while first > lo and words[first - 1].form in CLITICS:
        first -= 1
    if first - 1 > lo and words[first - 1].form in ("que", "qu'") and words[first - 2].form == "ce":
        return None
    negated = any(word.form in ("n'", "ne") for word in words[first:at])
    if negated and form.lemma not in ("exclure", "nier", "cacher"):
        return None
    inverted = _inverted_subject(unit, first, last, form)
    if inverted is not None:
        return _Cue(first, last, form.takes, form.lemma, "finite", unit.span(*inverted), True, after=inverted[1])
    subject = subject_before(words, lo, first)
    conj = first > lo and words[first - 1].form in ("et", "mais", "puis", "ou")
    if conj and not _adjacent(subject, first):
        return _Cue(first, last, form.takes, form.lemma, "chained", after=last)
    if subject is None:
        return _Cue(first, last, form.takes, form.lemma, "chained", after=last) if cues else None
    if words[subject[0]].form in ("ce", "cet", "cette", "ces", "cela", "ceci", "ca", "on") and not is_human(words, subject):
        return None
    return _Cue(first, last, form.takes, form.lemma, "finite", unit.span(*subject), after=last)


def _adjacent(subject: Range | None, first: int) -> bool:
    return subject is not None and subject[1] == first


def _is_noun(words: Words, at: int) -> bool:
    before = words[at - 1]
    return before.form in DETERMINERS - {"l'", "leur", "les", "la", "le"} | {"du", "de", "d'", "des", "aux", "au"} or (
        before.form in ("le", "la", "les", "leur") and (at < 2 or words[at - 2].form not in PRONOUNS)
    )


def _auxiliary(unit: _Unit, at: int) -> int | None:
    """Return the auxiliary of the participle at `at`: "a, de son côté, estimé"; "est" only with a reflexive."""
    words, lo = unit.words, unit.lo
    back, commas = at - 1, 0
    while back >= lo and at - back <= 10:
        word = words[back]
        if word.form in AUXILIARIES and word.raw not in ("à", "À"):
            break
        if word.form == ",":
            commas += 1
        elif not (word.form in ADVERBS | CLITICS | DISJOINED or word.form.endswith("ment") or commas % 2 or _is_adverbial(words, back)):
            return None
        back -= 1
    else:
        return None
    if back < lo or commas % 2:
        return None
    if words[back].form in ("est", "sont", "etait", "etaient", "sera", "serait"):
        return back if back > lo and words[back - 1].form in ("s'", "se") else None
    return back


def _is_adverbial(words: Words, at: int) -> bool:
    """ "a pour sa part déclaré", "a une nouvelle fois répété", "a à son tour dit", "a en outre affirmé"."""
    return words[at].form in TIMES | {"part", "sa", "leur", "pour", "tour", "son", "a", "en", "outre", "cote", "de", "d'", "une", "fois",
                                      "nouvelle", "nouveau", "revanche", "particulier", "effet", "plusieurs", "reprises", "quant", "lui"}  # fmt: skip


def _with_en(unit: _Unit, at: int) -> int:
    words = unit.words
    while at > unit.lo and words[at - 1].form in CLITICS | {"tout", "en"}:
        at -= 1
    return at


def _is_chained(unit: _Unit, at: int, cues: list[_Cue]) -> bool:
    """A participle without auxiliary after "et" or a comma continues an earlier compound verb."""
    before = unit.words[at - 1].form if at > unit.lo else ""
    return before in ("et", ",", "puis", "mais") and any(word.form in AUXILIARIES for word in unit.words[unit.lo : at])


def _inverted_subject(unit: _Unit, first: int, last: int, form: Form) -> Range | None:
    """Return the speaker behind the verb in ", a déclaré Peskov" and "« ... » écrit le ministre"."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    if first <= lo or "q" not in form.takes:
        return None
    before = first - 1
    while before > lo and words[before].form in ("comme", "ainsi", "l'"):
        before -= 1
    mark = words[before]
    after_quote = mark.quoted or (mark.form in ",-!?…." and before - 1 >= lo and words[before - 1].quoted)
    if not after_quote and mark.form not in (",", "-", "?", "!"):
        return None
    if last < hi and (words[last].form in ("que", "qu'", ":") or words[last].quoted):
        return None
    speaker = subject_after(words, last, hi)
    if speaker is None:
        return None
    behind = words[speaker[1]].form if speaker[1] < hi else "."
    if not after_quote and (not is_human(words, speaker) or behind in ("que", "qu'", ":", "de", "d'") or before - lo < 3):
        return None
    if not after_quote and form.takes in ("qe", "q") and form.lemma not in ("reagir", "commenter", "resumer", "lancer"):
        return None
    return speaker


# --- statements -----------------------------------------------------------------------------------------------------


def _add(unit: _Unit, start: int, end: int, kind: str, cue: _Cue, speaker: Range | None, rule: str) -> None:
    cue_start, cue_end = unit.span(cue.first, cue.last)
    unit.statements.append(Statement(start, end, kind, *(speaker or (None, None)), cue_start, cue_end, rule))


def _add_quote(unit: _Unit, at: int, cue: _Cue, speaker: Range | None, rule: str) -> None:
    quote = unit.quotes[at]
    if at not in unit.used:
        unit.used.add(at)
        _add(unit, quote.start, quote.end, "direct", cue, speaker, rule)


def _add_clause(unit: _Unit, first: int, last: int, cue: _Cue, speaker: Range | None, rule: str, text: str) -> None:
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
    start, end = words[first].start, words[last - 1].end
    _add(unit, start, end, "reported", cue, speaker, rule)


def _word_count(unit: _Unit, at: int, text: str) -> int:
    quote = unit.quotes[at]
    return len(text[quote.start : quote.end].split())


def _region_start(unit: _Unit, cues: list[_Cue], position: int) -> int:
    """Return where the text before an incise begins: the unit, or behind the speech verb before it."""
    at = unit.lo
    for cue in cues[:position]:
        if cue.inverted:
            at = max(at, cue.after)
    return at


def _main_speaker(unit: _Unit, cues: list[_Cue], position: int) -> Range | None:
    """Return the speaker of the verb that a gerund or chained verb hangs on, else the subject of the unit."""
    for cue in reversed(cues[:position]):
        if cue.speaker is not None and cue.mood != "selon":
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


def _read_incise(unit: _Unit, cues: list[_Cue], position: int, text: str) -> None:
    cue = cues[position]
    begin = _region_start(unit, cues, position)
    _attribute_region(unit, begin, cue.first, cue, cue.speaker, "incise", text)
    _continue_after(unit, cue, text)


def _attribute_region(unit: _Unit, begin: int, end: int, cue: _Cue, speaker: Range | None, rule: str, text: str) -> None:
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
    if quotes and (quotes[0] == begin and _word_count(unit, begin, text) >= 3 or quoted * 2 >= total):
        for at in quotes:
            if _word_count(unit, at, text) >= 3 or at == begin or len(quotes) == 1:
                _add_quote(unit, at, cue, speaker, rule)
        return
    if total >= 3:
        _add_clause(unit, begin, end, cue, speaker, rule, text)


def _continue_after(unit: _Unit, cue: _Cue, text: str) -> None:
    """A quotation that goes on behind the incise: "« ... », a dit X, « ... »"."""
    words, hi = unit.words, unit.hi
    at = cue.after
    steps = 0
    while at < hi and steps < 14 and not words[at].quoted:
        if words[at].form in FORMS or words[at].form in CONNECTORS - {"et", "mais"}:
            return
        at += 1
        steps += 1
    if at < hi and at in unit.quotes and at > unit.lo and words[at - 1].form in ",.:-" and _word_count(unit, at, text) >= 2:
        _add_quote(unit, at, cue, cue.speaker, "incise")


def _read_selon(unit: _Unit, cues: list[_Cue], position: int, text: str) -> None:
    cue, words = cues[position], unit.words
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


def _goes_on(unit: _Unit, cues: list[_Cue], position: int) -> bool:
    """Whether the clause goes on behind ", selon X,": an incise in its middle belongs to the reported clause."""
    words, after = unit.words, cues[position].after
    if position + 1 < len(cues) or after + 2 >= unit.hi or words[after].form != "," or words[cues[position].first - 1].form != ",":
        return False
    return _cut(unit, after - 3, after + 1) == after + 1 and not words[after + 1].form.endswith(("ant", "e par"))


def _read_complement(unit: _Unit, cues: list[_Cue], position: int, text: str) -> None:
    """Read what follows a verb: "que" and a clause, a colon and a quotation, an infinitive."""
    cue, words, hi = cues[position], unit.words, unit.hi
    speaker = cue.speaker
    if speaker is None:
        speaker = _main_speaker(unit, cues, position)
    carried = speaker is None and cue.mood == "infinitive"
    limit = cues[position + 1].first if position + 1 < len(cues) else hi
    at = cue.last
    commas = 0
    while at < min(limit, cue.last + 30):
        word = words[at]
        if word.form in ("que", "qu'") and "c" in cue.takes and commas % 2 == 0:
            if words[at - 1].form not in _NOT_A_CLAUSE or at == cue.last:
                last = _clause_end(unit, cues, position, at + 1)
                _add_clause(unit, at + 1, last, cue, speaker, "que", text)
            return
        if word.form in ("si", "s'") and at == cue.last and cue.lemma in ("demander", "interroger"):
            _add_clause(unit, at, _clause_end(unit, cues, position, at + 1), cue, speaker, "si", text)
            return
        if word.form == ":":
            _read_colon(unit, cues, position, at, speaker, text)
            return
        if at == cue.last and (first := _infinitive_at(unit, at, cue)) is not None:
            _add_clause(unit, first, _clause_end(unit, cues, position, first + 1), cue, speaker, "infinitive", text)
            return
        if word.form == ",":
            commas += 1
        elif word.quoted or word.form in ".;!?…" or (word.form in ("qui", "dont", "et") and commas % 2 == 0):
            break
        at += 1
    if carried and unit.carried is None:
        return


def _read_colon(unit: _Unit, cues: list[_Cue], position: int, colon: int, speaker: Range | None, text: str) -> None:
    cue, hi = cues[position], unit.hi
    at = colon + 1
    if at < hi and at in unit.quotes:
        while at < hi and (at in unit.quotes or unit.words[at].form in ".,;-"):
            if at in unit.quotes:
                if speaker is None and unit.carried is not None:
                    _add_carried(unit, at, cue)
                else:
                    _add_quote(unit, at, cue, speaker, "colon")
            at += 1
    elif "c" in cue.takes and cue.mood in ("finite", "chained") and speaker is not None:
        _add_clause(unit, at, hi, cue, speaker, "colon", text)


def _add_carried(unit: _Unit, at: int, cue: _Cue | None) -> None:
    quote = unit.quotes[at]
    if at in unit.used or unit.carried is None:
        return
    unit.used.add(at)
    spans = unit.span(cue.first, cue.last) if cue is not None else (None, None)
    unit.statements.append(Statement(quote.start, quote.end, "direct", *unit.carried, *spans, "carried"))


def _infinitive_at(unit: _Unit, at: int, cue: _Cue) -> int | None:
    """Return where the infinitive clause begins behind a verb that takes one, "se dire prêt à" included."""
    words, hi = unit.words, unit.hi
    if cue.lemma == "dire" and at < hi and any(words[i].form in ("s'", "se") for i in range(cue.first, at)):
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
    verb = len(form) > 3 and form.endswith(("er", "ir", "oir", "re")) and form not in _NOT_INFINITIVES and not words[scan].capital
    return first if verb else None


def _clause_end(unit: _Unit, cues: list[_Cue], position: int, first: int) -> int:
    """Return where a reported clause that begins at `first` ends: at the next verb of speech beside it, or with the unit."""
    words = unit.words
    end = unit.hi
    for cue in cues[position + 1 :]:
        if cue.first <= first:
            continue
        before = words[cue.first - 1].form
        if cue.inverted or cue.mood == "gerund" and before == ",":
            end = cue.first
        elif cue.mood == "chained" and before in ("et", ",", "puis", "mais"):
            end = cue.first - 1
        elif cue.mood == "infinitive" and cue.speaker is None and before in ("avant", "et"):
            end = cue.first - 1
        elif cue.mood == "selon" and before == "," and _ends_soon(unit, cue):
            end = cue.first - 1
        else:
            continue
        break
    return _cut(unit, first, end)


def _ends_soon(unit: _Unit, cue: _Cue) -> bool:
    return cue.after >= unit.hi or unit.words[cue.after].form in ".,;"


def _cut(unit: _Unit, first: int, end: int) -> int:
    """Cut a reported clause where the journalist takes over: ", alors que ...", ", dans un communiqué"."""
    words = unit.words
    for at in range(first + 3, end):
        if words[at].form == ";":
            return at
        if words[at].form == ",":
            ahead = ", " + " ".join(word.form for word in words[at + 1 : at + 4]).replace("' ", "'") + " "
            if _CUT.match(ahead):
                return at
    return end


def _read_objects(unit: _Unit, cues: list[_Cue], cue: _Cue) -> None:
    """Attribute quotations within what a verb takes: "a dénoncé un « coup de force »", "s'est dit « confiant »"."""
    words = unit.words
    position = cues.index(cue)
    speaker = cue.speaker or _main_speaker(unit, cues, position)
    if speaker is None:
        return
    limit = cues[position + 1].first if position + 1 < len(cues) else unit.hi
    for at in range(cue.last, min(limit, cue.last + 40)):
        if words[at].form in ".;:" or words[at].form in ("qui", "dont", "alors", "lorsque", "tandis"):
            return
        if at not in unit.quotes or at in unit.used:
            continue
        quote = unit.quotes[at]
        long = quote.end - quote.start >= 16
        if long or (cue.lemma in _SHORT_OK and at - cue.last <= 12):
            _add_quote(unit, at, cue, speaker, "object")


def _read_label(unit: _Unit) -> None:
    """ "Emmanuel Macron : « ... »", the form of headlines."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    colon = next((at for at in range(lo, min(lo + 8, hi)) if words[at].form == ":"), None)
    if colon is None or colon + 1 >= hi or colon + 1 not in unit.quotes or colon + 1 in unit.used:
        return
    end = noun_phrase(words, lo, colon)
    if end == colon and is_human(words, (lo, end)) and (words[lo].form not in PRONOUNS):
        quote = unit.quotes[colon + 1]
        unit.used.add(colon + 1)
        unit.statements.append(Statement(quote.start, quote.end, "direct", *unit.span(lo, end), None, None, "label"))


def _read_carried(unit: _Unit, text: str) -> None:
    """A sentence that is nothing but a quotation goes on with the speaker of the sentence before."""
    if unit.carried is None or unit.statements:
        return
    bare = all(word.quoted or word.form in MARKS for word in unit.words[unit.lo : unit.hi])
    for at, quote in unit.quotes.items():
        whole = text[quote.end - 1] in ".!?…" or unit.words[unit.hi - 1].form in ".!?…"
        if bare and whole:
            _add_carried(unit, at, None)


_INCISE_WITHIN = re.compile(
    r", ((?:s'|l'|lui |nous |m')?[\w-]+(?: (?:mm?|dr)\.)?(?: (?:[^,.;:!?«»\"]|(?<=\bm)\.|(?<=\bmm)\.){2,80})?)(?=[,.])"
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
            speaker = (cue.speaker[0] + offset, cue.speaker[1] + offset) if cue.speaker else (None, None)
            spans = (words[cue.first - 1].start + offset, words[cue.last - 2].end + offset)
            unit.statements = [s for s in unit.statements if not (quote.start <= s.start < quote.end)]
            unit.used.add(at)
            before, after = quote.start + match.start(), quote.start + match.end()
            while after < quote.end and (text[after].isspace() or text[after] in ",."):
                after += 1
            for start, end in ((quote.start, before), (after, quote.end)):
                if start >= end:
                    continue
                unit.statements.append(Statement(start, end, "direct", *speaker, *spans, "incise within"))
            break


def _whole_incise(words: list[Word]) -> _Cue | None:
    """Return the cue when the words begin with a verb of speech and its inverted subject; its indexes count from 1."""
    unit = _Unit([Word(QUOTED, QUOTED, 0, 0), *words], 0, len(words) + 1, {}, None)
    cues = _find_cues(unit)
    return cues[0] if cues and cues[0].inverted and cues[0].first == 1 else None
