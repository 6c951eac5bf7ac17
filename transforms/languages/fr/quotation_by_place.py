"""Statements without a verb of speech: a headline's label, a colon, a shared verb, a quotation that stands alone."""

from __future__ import annotations

from transforms.languages.fr.quotation_frames import opening_speaker, owner_of_words, pointed_speaker, points_back, says_whose
from transforms.languages.fr.quotation_speakers import Range, is_human, noun_phrase
from transforms.languages.fr.quotation_units import QUE, Unit, add_framed, spanned, statement, word_count
from transforms.languages.fr.quotation_verbs import FORMS
from transforms.languages.fr.quotation_words import MARKS, PRONOUNS, WORDS_SAID


def read_label(unit: Unit) -> None:
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
        unit.statements.append(statement((quote.start, quote.end), "direct", unit.span(lo, end), None, "label"))


def read_announced(unit: Unit, text: str) -> None:
    """A colon joins a quotation and its speaker: "X est formel : « ... »", "« ... » : la réponse de X"."""
    words, lo, hi = unit.words, unit.lo, unit.hi
    if lo in unit.quotes and lo + 2 < hi and word_count(unit, lo, text) >= 4:
        add_framed(unit, lo, _named_behind(unit, lo + 1), "framed")
    for at in unit.quotes:
        if at - 2 < lo or words[at - 1].form != ":" or word_count(unit, at, text) < 3:
            continue
        owner = owner_of_words(words, lo, at - 1)
        if owner is None and says_whose(words, lo, at - 1):
            speaker = unit.carried or _opening(unit, unit.behind)
        else:
            speaker = spanned(unit, owner or opening_speaker(words, lo, at))
        add_framed(unit, at, speaker, "announced")


def _named_behind(unit: Unit, mark: int) -> Range | None:
    """Return who is named behind a quotation and a colon, a comma or a bracket."""
    words, hi, at = unit.words, unit.hi, mark + 1
    if words[mark].form == "(":
        end = noun_phrase(words, at, hi)
        return unit.span(at, end) if end is not None and end < hi and words[end].form == ")" else None
    if words[mark].form not in (":", ","):
        return None
    if points_back(words, at, hi):
        return spanned(unit, owner_of_words(words, at, hi) or pointed_speaker(words, at, hi))
    return spanned(unit, opening_speaker(words, at, hi)) if words[mark].form == ":" else None


def read_gap(unit: Unit) -> None:
    """A second speaker shares the verb of the first: "Orsan parle d'un « accord » ; Lisme, d'une « trêve »."."""
    words = unit.words
    for at in range(unit.lo + 1, unit.hi - 2):
        if words[at].form != ";":
            continue
        end = noun_phrase(words, at + 1, unit.hi)
        if end is None or end + 2 >= unit.hi or words[end].form != "," or not is_human(words, (at + 1, end)):
            continue
        if words[end + 1].form in QUE and unit.statements[-1].rule == "que":
            last = next((i for i in range(end + 2, unit.hi) if words[i].form in ".;"), unit.hi)
            span = words[end + 2].start, words[last - 1].end
            unit.statements.append(statement(span, "reported", unit.span(at + 1, end), None, "gap"))
            continue
        quote = next((i for i in range(end + 1, min(end + 8, unit.hi)) if i in unit.quotes), None)
        if quote is not None and not any(word.form in FORMS for word in words[end:quote]):
            add_framed(unit, quote, unit.span(at + 1, end), "gap")


def read_alone(unit: Unit, text: str) -> None:
    """A sentence that is nothing but a quotation: the sentence beside it, in the same paragraph, says whose it is."""
    if unit.statements or not all(word.quoted or word.form in MARKS for word in unit.words[unit.lo : unit.hi]):
        return
    speaker = _pointed(unit) or unit.carried or _opening(unit, unit.behind)
    if speaker is None and unit.behind is None:
        speaker = _opening(unit, unit.ahead)
    for at, quote in unit.quotes.items():
        whole = text[quote.end - 1] in ".!?…" or unit.words[unit.hi - 1].form in ".!?…"
        if whole:
            add_framed(unit, at, speaker, "alone")


def _pointed(unit: Unit) -> Range | None:
    """Return the speaker that the next sentence gives: "C'est par ces mots que X a conclu."."""
    if unit.ahead is None or not points_back(unit.words, *unit.ahead):
        return None
    return spanned(unit, owner_of_words(unit.words, *unit.ahead) or pointed_speaker(unit.words, *unit.ahead))


def _opening(unit: Unit, sentence: Range | None) -> Range | None:
    return None if sentence is None else spanned(unit, opening_speaker(unit.words, *sentence))
