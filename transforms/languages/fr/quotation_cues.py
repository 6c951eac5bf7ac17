"""Verbs of speech and "selon" in a sentence, each with the subject that stands before or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.languages.fr.quotation_marks import Quote
from transforms.languages.fr.quotation_speakers import (
    Range,
    Words,
    bare_phrase,
    is_human,
    noun_phrase,
    subject_after,
    subject_before,
    with_apposition,
)
from transforms.languages.fr.quotation_verbs import FORMS, Form
from transforms.languages.fr.quotation_words import (
    ADVERBS,
    ASIDE,
    AUXILIARIES,
    CLITICS,
    DETERMINERS,
    DISJOINED,
    FAIRE,
    HEARD,
    MARKS,
    METTRE,
    MODALS,
    NEGATED_MODALS,
    NO_SOURCE,
    OF_THINGS,
    PRONOUNS,
    STOPS,
    TIMES,
)

_INVERTED = re.compile(r"(\w+?)-(?:t-)?(il|elle|on|ils|elles|je|nous)$")
_GERUND_ADVERBS = {"maintenant", "cependant"}
_FAIRE_VERBS = {
    "savoir": "qci",
    "valoir": "qc",
    "remarquer": "qc",
    "observer": "qc",
    "comprendre": "qc",
    "entendre": "qc",
    "noter": "qc",
    "part": "e",
    "etat": "e",
}


@dataclass(frozen=True)
class Cue:
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
class Passage:
    """A stretch of words with the quotations in it."""

    words: Words
    lo: int
    hi: int
    quotes: dict[int, Quote]  # by word index

    def span(self, first: int, last: int) -> Range:
        """Return the characters from word `first` to before word `last`."""
        return self.words[first].start, self.words[last - 1].end


def find_cues(unit: Passage) -> list[Cue]:
    """Return the cues of a passage in order; they do not overlap."""
    cues: list[Cue] = []
    words, behind_quotes = unit.words, _behind_quotes(unit)
    at = unit.lo
    while at < unit.hi:
        form = words[at].form
        if form not in _OPENERS and "-" not in form and at not in behind_quotes:  # most words: no look at any rule
            at += 1
            continue
        cue = (_selon_cue(unit, at) if form in _SELON_OPENERS else None) or _verb_cue(unit, at, cues)
        if cue is not None and (not cues or cue.first >= cues[-1].last):
            cues.append(cue)
            at = max(cue.last, at + 1)
        else:
            at += 1
    return cues


def _behind_quotes(unit: Passage) -> set[int]:
    """Return where any verb may be a verb of speech: behind a quotation and a comma, with clitic and auxiliary."""
    return {
        at
        for quote in unit.quotes
        if quote + 1 < unit.hi and unit.words[quote + 1].form == ","
        for at in range(quote + 2, min(quote + 6, unit.hi))
    }


_SELON_OPENERS = frozenset(("selon", "si", "dixit", "pour", "d'", "a", "aux", "au", "de"))
_OPENERS = _SELON_OPENERS | FORMS.keys() | _FAIRE_VERBS.keys() | {"garde"}
_SOURCE_NOUNS = (["aux", "yeux"], ["aux", "dires"], ["au", "dire"])


def _selon_cue(unit: Passage, at: int) -> Cue | None:
    words, hi = unit.words, unit.hi
    form = words[at].form
    ahead = [word.form for word in words[at : min(at + 4, hi)]]
    after = 0
    if form in ("selon", "dixit") or (form == "pour" and _opens_unit(unit, at)):
        after = at + 1
    elif ahead[:2] == ["d'", "apres"]:
        after = at + 2
    elif ahead[:3] == ["a", "en", "croire"] or (
        ahead[:2] in _SOURCE_NOUNS and ahead[2:3] and ahead[2] in ("de", "d'", "du", "des")
    ):
        after = at + 3
    elif ahead[:3] in (["de", "l'", "aveu"], ["de", "l'", "avis"]):
        after = at + (5 if ahead[3:] == ["meme"] else 4)
    elif ahead == ["si", "l'", "on", "en"] and at + 4 < hi and words[at + 4].form == "croit":
        after = at + 5
    elif ahead[:2] == ["de", "source"] and (_opens_unit(unit, at) or words[at - 1].form == ","):
        after = at + 2
    if not after or after >= hi:
        return None
    if words[after - 1].form == "source":
        end = bare_phrase(words, after - 1, hi)
        return Cue(at, after, "qc", "selon", "selon", unit.span(after - 1, end), after=end) if end is not None else None
    if words[after - 1].form in ("du", "des"):
        after -= 1
    span = _selon_speaker(words, after, hi)
    if span is None or (form == "pour" and not _can_opine(words, span, hi)):
        return None
    speaker = with_apposition(words, span, hi)
    if speaker[1] < hi and words[speaker[1]].form not in MARKS:  # "Selon son entourage, Anna Lorrik hésite"
        speaker = span
    return Cue(at, after, "qc", "selon", "selon", unit.span(*speaker), after=max(span[1], speaker[1]))


def _selon_speaker(words: Words, at: int, hi: int) -> Range | None:
    if words[at].form in DISJOINED:
        return at, at + 1
    end = noun_phrase(words, at, hi)
    if end is not None and end - at > 2 and end < hi and words[end].form == "par":  # "un bilan établi par ..."
        end -= 1
    if words[at].form in ("ses", "leurs", "son", "leur") and any(word.form in ("dires", "propres", "mots") for word in words[at + 1 : at + 2]):
        return None  # "selon ses dires" leaves open whose
    if end is None or any(word.form in NO_SOURCE for word in words[at : min(end, at + 3)]):
        return None
    return at, end


def _can_opine(words: Words, span: Range, hi: int) -> bool:
    """ "Pour Vladimir Poutine, ..." gives an opinion, "Pour la première fois, ..." does not."""
    comma = span[1] < hi and words[span[1]].form == ","
    head = words[span[0]]
    return comma and is_human(words, span) and head.form not in ("son", "sa", "leur", "un", "une")


def _opens_unit(unit: Passage, at: int) -> bool:
    return all(word.form in ("mais", "et", "-", "or") for word in unit.words[unit.lo : at])


def _verb_cue(unit: Passage, at: int, cues: list[Cue]) -> Cue | None:
    words = unit.words
    word = words[at]
    if "-" in word.form and (match := _INVERTED.match(word.form)):
        return _pronoun_cue(unit, at, match)
    form = FORMS.get(word.form)
    if word.form in _FAIRE_VERBS and at > unit.lo and words[_back(unit, at)].form in FAIRE:
        base = _back(unit, at)
        lemma = "exprimer" if _FAIRE_VERBS[word.form] == "e" else "faire savoir"  # "faire part de", "faire état de"
        return _settle(unit, base, at + 1, Form(lemma, _FAIRE_VERBS[word.form], True, True, True, True), cues)
    if word.form == "garde" and at - 2 >= unit.lo and words[at - 1].form == "en" and words[at - 2].form in METTRE:
        gerund = words[at - 2].form == "mettant"
        return _settle(
            unit, at - 2, at + 1, Form("mettre en garde", "qce", not gerund, not gerund, gerund, False), cues
        )
    if word.form in _GERUND_ADVERBS:
        return None
    if form is None:
        return _unlisted_cue(unit, at)
    if form.infinitive:
        return _infinitive_cue(unit, at, form, cues)
    return _settle(unit, at, at + 1, form, cues)


_PRESENT = re.compile(r"\w{2,}(?:e|ent|it|d)$")
_PARTICIPLE = re.compile(r"\w{2,}(?:[éiu]e?s?|it|is)$")
_SHORTEST_SAYING = 16  # characters with marks: below that it may be a title


def _unlisted_cue(unit: Passage, at: int) -> Cue | None:
    """Any verb does between a quotation and a person: "« ... », a philosophé Anna Lorrik", "« ... », ponctue le roi"."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    first, verb = at, words[at]
    if verb.capital or verb.form in STOPS or at + 1 >= hi or at - 2 < lo:
        return None
    shape = _PRESENT.match(verb.raw)
    if words[at - 1].form in AUXILIARIES:
        first, shape = at - 1, _PARTICIPLE.match(verb.raw)
    while first > lo and words[first - 1].form in CLITICS:
        first -= 1
    if shape is None or first - 2 < lo or words[first - 1].form != ",":
        return None
    saying = words[first - 2]
    if not saying.quoted or saying.end - saying.start < _SHORTEST_SAYING:
        return None
    end = noun_phrase(words, at + 1, hi)
    if end is None or words[at + 1].form in PRONOUNS or not is_human(words, (at + 1, end)):
        return None
    speaker = with_apposition(words, (at + 1, end), hi)
    return Cue(first, at + 1, "q", "dire", "finite", unit.span(*speaker), True, after=speaker[1])


def _pronoun_cue(unit: Passage, at: int, match: re.Match[str]) -> Cue | None:
    """ "a-t-il ajouté", "estime-t-elle", "s'est-il félicité", "a-t-il fait savoir"."""
    words, hi = unit.words, unit.hi
    pronoun = words[at].start + match.start(2), words[at].start + match.end(2)
    form = FORMS["indiquer"] if match[1] in HEARD else FORMS.get(match[1])
    last = at + 1
    if match[1] in AUXILIARIES:
        form = None
        while last < hi and last < at + 5 and (words[last].form in ADVERBS or words[last].form.endswith("ment")):
            last += 1
        if last < hi:
            form = FORMS["indiquer"] if words[last].form in HEARD else FORMS.get(words[last].form)
        if last + 1 < hi and words[last].form in FAIRE and words[last + 1].form in _FAIRE_VERBS:
            form, last = FORMS["indiquer"], last + 1
        last += 1
    elif (match[1] in FAIRE and last < hi and words[last].form in _FAIRE_VERBS) or (
        match[1] == "peut" and last < hi and words[last].form == "lire"
    ):
        form, last = FORMS["indiquer"], last + 1
    if match[1] == "peut" and last + 1 < hi and words[last].form == "dans":  # "peut-on lire dans le communiqué"
        end = noun_phrase(words, last + 1, hi)
        pronoun = unit.span(last + 1, end) if end is not None else pronoun
    if match[2] == "on" and (place := _speaking_place(unit, last)) is not None:
        pronoun = unit.span(*place)
    if form is None or form.lemma == "voir" or (form.lemma == "trouver" and match[2] == "on"):
        return None
    first = at - 1 if at > unit.lo and words[at - 1].form in CLITICS else at
    return Cue(first, last, form.takes + "q", form.lemma, "finite", pronoun, True, after=last)


def _speaking_place(unit: Passage, at: int) -> Range | None:
    """Return who "on" is in "indique-t-on à l'Élysée", "a-t-on appris mardi de source diplomatique"."""
    words, hi = unit.words, unit.hi
    while at < hi and words[at].form in TIMES:
        at += 1
    if at + 1 >= hi or words[at].form not in ("a", "au", "aux", "chez", "aupres", "dans", "de"):
        return None
    bare = words[at].form in ("au", "aux", "de")
    at += 1
    if words[at].form in ("de", "d'", "du", "des"):
        bare = words[at].form in ("du", "des")
        at += 1
    end = bare_phrase(words, at, hi) if bare else noun_phrase(words, at, hi)
    return (at, end) if end is not None else None


def _back(unit: Passage, at: int) -> int:
    """Return the word before `at`, past adverbs."""
    at -= 1
    while (
        at > unit.lo
        and unit.words[at].form not in FAIRE
        and (unit.words[at].form in ADVERBS or unit.words[at].form.endswith("ment"))
    ):
        at -= 1
    return max(at, unit.lo)


def _infinitive_cue(unit: Passage, at: int, form: Form, cues: list[Cue]) -> Cue | None:
    """ "a tenu à préciser" counts as its finite verb; "avant de conclure", "Et d'ajouter" take the speaker before."""
    words = unit.words
    before = at - 1
    while before >= unit.lo and words[before].form in {"a", "de", "d'", "par"} | CLITICS:
        before -= 1
    if before >= unit.lo and words[before].form in MODALS:
        return _settle(unit, before, at + 1, Form(form.lemma, form.takes, True, True, False, False), cues)
    if before + 1 < at and words[before + 1].form in ("de", "d'") and before >= unit.lo:
        speaker = None
        opening = unit.lo + (words[unit.lo].form in ("et", "puis"))
        if before > opening and noun_phrase(words, opening, before + 1) == before + 1:
            speaker = unit.span(opening, before + 1)
        elif words[before].form not in ("avant", "et", "afin", "puis"):
            return None
        return Cue(before + 1, at + 1, form.takes, form.lemma, "infinitive", speaker, after=at + 1)
    if before >= unit.lo and words[before].form == "pour":
        return Cue(before, at + 1, form.takes, form.lemma, "infinitive", after=at + 1)
    return None


def _settle(unit: Passage, at: int, last: int, form: Form, cues: list[Cue]) -> Cue | None:
    """Decide what a form of a speech verb at `at` is here: finite, chained, gerund, or no cue at all."""
    words, lo = unit.words, unit.lo
    raw = words[at].raw.lower()
    first = at
    if form.participle and (aux := _auxiliary(unit, at)) is not None:
        first = aux
    elif form.gerund and raw.endswith("ant"):
        edge = _with_en(unit, at)
        while edge > lo and words[edge - 1].form in ADVERBS:
            edge -= 1
        if edge > lo and not (
            words[edge - 1].form in {",", "et", "-", "en"}
            or words[edge - 1].quoted
            or words[edge].form in ("en", "tout")
        ):
            return None  # "une résolution reconnaissant ...": it describes the noun before it
        return Cue(_with_en(unit, at), last, form.takes, form.lemma, "gerund", after=last)
    elif form.participle and "e" in form.takes and (agent := _agent(unit, at)) is not None:
        return Cue(at, last, form.takes, form.lemma, "chained", agent, after=last)
    elif not form.finite or (raw.endswith("é") and not raw.isupper()):
        if form.participle and _is_chained(unit, at, cues):
            return Cue(at, last, form.takes, form.lemma, "chained", after=last)
        return None
    elif at > lo and _is_noun(words, at):
        return None
    while first > lo and words[first - 1].form in CLITICS:
        first -= 1
    if first - 1 > lo and words[first - 1].form in ("que", "qu'", "qui") and words[first - 2].form == "ce":
        return None
    negated = any(word.form in ("n'", "ne") for word in words[first:at])
    if negated and form.lemma not in ("exclure", "nier", "cacher") and words[at].form not in NEGATED_MODALS:
        return None
    inverted = _inverted_subject(unit, first, last, form)
    if inverted is not None:
        return Cue(first, last, form.takes, form.lemma, "finite", unit.span(*inverted), True, after=inverted[1])
    subject = subject_before(words, lo, first)
    if subject is not None and words[subject[0]].form == "on" and words[subject[0] - 1].form == ",":
        subject = _speaking_place(unit, lo) or subject  # "À l'Élysée, on précise que ..."
    conj = first > lo and words[first - 1].form in ("et", "mais", "puis", "ou")
    if conj and not _adjacent(subject, first):
        return Cue(first, last, form.takes, form.lemma, "chained", after=last)
    if subject is None:
        return Cue(first, last, form.takes, form.lemma, "chained", after=last) if cues else None
    attributive = form.lemma == "dire" and last - first == 1 and last < unit.hi and words[last].quoted
    doubtful = attributive or form.lemma in OF_THINGS or words[subject[0]].form in ("ce", "cet", "cette", "ces", "cela", "ceci", "ca")
    if doubtful and not is_human(words, subject):
        return None
    return Cue(first, last, form.takes, form.lemma, "finite", unit.span(*subject), after=last)


def _adjacent(subject: Range | None, first: int) -> bool:
    return subject is not None and subject[1] == first


def _is_noun(words: Words, at: int) -> bool:
    before = words[at - 1]
    if before.form in (
        "le",
        "la",
        "les",
        "leur",
        "l'",
    ):  # "l'annonce" is a noun, "il l'annonce" and "comme l'annonce X" are not
        ahead = words[at - 2] if at >= 2 else before
        return not (ahead.form in PRONOUNS | {"comme", "qui", "que", "ne", "n'", "nous"} or (ahead.capital and at >= 2))
    return before.form in DETERMINERS | {"du", "de", "d'", "des", "aux", "au"}


def _auxiliary(unit: Passage, at: int) -> int | None:
    """Return the auxiliary of the participle at `at`: "a, de son côté, estimé"; "est" only with a reflexive."""
    words, lo = unit.words, unit.lo
    back, commas = at - 1, 0
    while back >= lo and at - back <= 10:
        word = words[back]
        if word.form in AUXILIARIES and word.raw not in ("à", "À"):
            break
        if word.form == ",":
            commas += 1
        elif not (
            word.form in ADVERBS | CLITICS | DISJOINED
            or word.form.endswith("ment")
            or commas % 2
            or _is_adverbial(words, back)
        ):
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
    return words[at].form in TIMES | ASIDE


def _with_en(unit: Passage, at: int) -> int:
    words = unit.words
    while at > unit.lo and words[at - 1].form in CLITICS | {"tout", "en"}:
        at -= 1
    return at


def _is_chained(unit: Passage, at: int, cues: list[Cue]) -> bool:
    """A participle without auxiliary after "et" or a comma continues an earlier compound verb."""
    before = unit.words[at - 1].form if at > unit.lo else ""
    if unit.words[at].raw.lower().endswith(("ée", "és", "ées", "ies", "ues")):
        return False
    return before in ("et", ",", "puis", "mais") and any(word.form in AUXILIARIES for word in unit.words[unit.lo : at])


def _agent(unit: Passage, at: int) -> Range | None:
    """Return who speaks in "un échange qualifié de « franc » par le Kremlin"."""
    words, stop = unit.words, min(at + 12, unit.hi - 1)
    quote = next((i for i in range(at + 1, stop) if i in unit.quotes), None)
    if quote is None or words[quote + 1].form != "par":
        return None
    end = noun_phrase(words, quote + 2, unit.hi)
    return unit.span(quote + 2, end) if end is not None else None


def _inverted_subject(unit: Passage, first: int, last: int, form: Form) -> Range | None:
    """Return the speaker behind the verb in ", a déclaré Peskov" and "« ... » écrit le ministre"."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    if first <= lo:
        return None
    before = first - 1
    while before > lo and words[before].form in ("comme", "ainsi", "l'"):
        before -= 1
    mark = words[before]
    after_quote = mark.quoted or (mark.form in ",-!?…." and before - 1 >= lo and words[before - 1].quoted)
    if not after_quote and mark.form not in (",", "-", "?", "!", "comme", "ainsi"):
        return None
    if "q" not in form.takes and not after_quote:
        return None
    if last < hi and (words[last].form in ("que", "qu'", ":") or words[last].quoted):
        return None
    speaker = subject_after(words, last, hi, anything=after_quote and mark.form == ",")
    if speaker is None:
        return None
    behind = words[speaker[1]].form if speaker[1] < hi else "."
    if not after_quote and any(word.form in ("que", "qu'") for word in words[speaker[1] : min(speaker[1] + 4, hi)]):
        return None
    if not after_quote and (
        not is_human(words, speaker) or behind in ("que", "qu'", ":", "de", "d'") or 0 < before - lo < 2
    ):
        return None
    if (
        not after_quote
        and form.takes in ("qe", "q")
        and words[first].form not in ("s'", "se")
        and form.lemma not in ("reagir", "commenter", "resumer", "lancer")
    ):
        return None
    return speaker
