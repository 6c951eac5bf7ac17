"""The uncommon words of what an article tells of a call: "veto", "Madrid", "Leopard". They recognise a call whose day is not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from transforms.reference import Reference, cells
from transforms.text import fold

Span = tuple[int, int]

_BEFORE, _AFTER = 2, 3  # sentences around those that name the call which still tell of it
_NEWS_DAYS = 7  # what is told later is told in passing
_DAY_LENGTH = len("2025-06-14")
_STEM = 7  # letters by which forms of a word are one: "prisonnier", "prisonniers"
_WORD = re.compile(r"[a-z][a-z0-9]{2,}")
_PHRASE = re.compile(r"\b([a-z]\w{2,}) (?:d[eu] |des |de la |de l'|d')(?=([a-z]\w{2,}))")
# how calls are told, whatever they are about, and what pages ask of their readers
_TELLING = re.compile(
    r"(?:visio|tele(?:ph|conf)|appel|interloc|homolog|convers|entret|echang|discut|discuss|parl|reparl|raccroc|decroc|joint|joign|rappel|virtuel"
    r"|conven[ui]|convien|abord|evoqu|reiter|reaffir|soulev|quitt|invoqu|redout|croit|croire|esper|dement|confirm|annonc|indiqu|declar|estim"
    r"|communi|porte|conseil|diplom|dirigean|leader|chef|presid|ministr|chancel|souverain|negoci|pourpar|bilater|emissai|delegat|tension|situation"
    r"|abonn|acced|connect|lecteur|newsletter|russo$|franco$|sino$|americano$"
    r"|longue|bref$|breve(?:ment)?$|franc$|franche|cordial|chaleur|fructue|constructi|menu$"
    r"|demie?$|heure|minute|quart$|(?:dix|vingt|trent|quinz|quarant|cinquant|cent)ain|semaine|cents?$|deuxiem|troisie|quatrie|cinquie|sixieme"
    r"|septiem|huitiem|neuvieme|dixieme|prochai|dernier|lundi|mardi|mercred|jeudi|vendred|samedi|dimanch)"
)
PUT_OFF = "reporte"
"""The keyword of what tells that a call or its announced day was put off, in whatever words."""
_PUT_OFF = re.compile(r"\b(?:reporte|repousse|reprogramme|decale|ajourne|differe)e?s?\b|\binitialement (?:prevu|annonce)|\bprevue? le\b.{,40} tenue?\b|\bavec .{,20} de retard\b|\bdecalage du\b")
# what came after a call that is recalled: "Depuis, les combats ont repris", "La question a ensuite tout bloqué"
_SINCE = re.compile(r"(?:depuis|ensuite|entre-?temps|desormais)\b|.*\b(?:a|ont|est|sont) (?:depuis|ensuite|desormais)\b", re.S)


class KeywordFinder:
    """What is no keyword: the usual words of the press, known people, countries and whoever speaks for them."""

    def __init__(self, reference: Reference) -> None:
        people = (name for name, kind in cells(reference.actors, "name", "kind") if kind == "person")
        told_by = ((surface,) for surface, kind in cells(reference.metonyms, "surface", "kind") if kind == "institution")
        countries = cells(reference.countries, "name_fr", "aliases", "demonyms")
        agencies = cells(reference.agencies, "name", "aliases", "agency_id")
        tables = told_by, countries, agencies, cells(reference.titles, "title")
        self._people = frozenset(_WORD.findall(fold(" ".join(people))))
        self._named = frozenset(stem for table in tables for row in table for text in row if text for stem in stems(text))
        self._usual = self._named.union(reference.usual_words["stem"])
        self._capitals = {code: stems(capital) for code, capital in cells(reference.countries, "country_code", "capital_fr") if code and capital}

    def find(self, text: str, spans: Iterable[Span], names: Iterable[str], countries: Iterable[str | None]) -> list[str]:
        """Return the stems, sorted, that stand in these spans of folded text, but for people, and the capitals of these countries.

        A phrase with such a word ("ligne de crédit") is a keyword of its own, and PUT_OFF stands for all words of that.
        """
        own = {stem for name in names for stem in stems(name)}.union(*(self._capitals.get(code or "", ()) for code in countries))
        pieces = [text[slice(*span)] for span in spans]
        told = {word for piece in pieces for word in _WORD.findall(piece)} - self._people
        words = {stem for word in told if (stem := _stem(word))} - self._usual - own
        phrases = {
            (_stem(one), _stem(other)) for piece in pieces for one, other in _PHRASE.findall(piece) if not self._people & {one, other}
        }
        named = self._named | own
        found = {f"{one} {other}" for one, other in phrases if one and other and words & {one, other} and not named & {one, other}}
        put_off = {PUT_OFF} if any(map(_PUT_OFF.search, pieces)) else set[str]()
        return sorted(words | found | put_off)


@lru_cache(65536)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text, cut so that the forms of one word are alike; words of telling and short ones are left out."""
    return frozenset(stem for word in _WORD.findall(fold(text)) if (stem := _stem(word)))


def _stem(word: str) -> str | None:
    stem = re.sub(r"[sx]$", "", word)[:_STEM]
    return None if len(stem) < 3 or _TELLING.match(word) else stem


def is_recalled(edtf: str | None, published: date | None) -> bool:
    """Whether an article tells of a call in passing: of one without a stated day, or of one more than a week before."""
    if edtf is None or len(edtf) != _DAY_LENGTH:
        return True
    return published is not None and (published - date.fromisoformat(edtf)).days > _NEWS_DAYS


def told_of(
    text: str, sentences: Sequence[Span], own: Iterable[int], others: Iterable[int], title_end: int, *, recalled: bool
) -> list[Span]:
    """Return the spans that tell of a call, which is told at `own` offsets of the text, other calls at `others`.

    These are its sentences with those around them, up to the sentences of other calls; towards another call, and around one
    that is `recalled`, they stay within the paragraph and end before what came since, and a sentence that tells of two is parted where the second begins.
    The title tells of a lone call.
    """
    apart = sorted(set(others))
    taken: dict[int, Span] = {}
    for place in own:
        at = next((i for i, (_, end) in enumerate(sentences) if place < end), None)
        if at is None:
            continue
        start, end = sentences[at]
        taken[at] = (place if any(start <= x < place for x in apart) else start), min((x for x in apart if place < x < end), default=end)
        for step, reach in ((-1, _BEFORE), (1, _AFTER)):
            taken = _around(text, sentences, at, step, reach, apart, recalled) | taken
    if apart:
        return [span for span in taken.values() if span[0] >= title_end or len(taken) == 1]
    return list(dict.fromkeys((*(s for s in sentences if s[1] <= title_end), *taken.values())))


def _around(text: str, sentences: Sequence[Span], at: int, step: int, reach: int, apart: Sequence[int], recalled: bool) -> dict[int, Span]:
    """The sentences before or after one, up to another call: of the sentence that tells of it next, what stands before."""
    here = sentences[at]
    towards = recalled or (any(x < here[0] for x in apart) if step < 0 else any(x >= here[1] for x in apart))
    found: dict[int, Span] = {}
    for i in range(at + step, at + step * (reach + 1), step):
        if not 0 <= i < len(sentences):
            break
        start, end = sentences[i]
        if recalled and step > 0 and _SINCE.match(text, start, end):
            break
        low, high = sorted((i, i - step))
        if towards and "\n" in text[sentences[low][1] : sentences[high][0]]:
            break
        others = [x for x in apart if start <= x < end]
        if others:
            return found | ({i: (start, others[0])} if step > 0 else {})
        found[i] = (start, end)
    return found
