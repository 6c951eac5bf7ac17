"""Days of a call that its own sentences leave unsaid: in a fact box, by a pronoun right behind, by the clock alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.languages.fr.dates import DateExpression, ResolvedDate, find_dates, resolve
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.running_days import Anchor

Stated = tuple[ResolvedDate, DateExpression]  # what a sentence says, its words placed in the text

_FACT = re.compile(r"\W*(?:date|quand|jour)(?: de l'(?:appel|entretien|echange))?\b")
_FACT_LENGTH = 70
_TOOK_PLACE = re.compile(
    r"\W*c'etait\b|\W*(?:il|elle|celui-ci|celle-ci|le tout|cela) (?:s'est|s'etait|avait|a|est|etait|date|remonte|remontait)(?: (?:tenue?|deroulee?|passee?|produite?|eu lieu|intervenue?))?\b"
)
_THESE_CALLS = re.compile(  # "Les appels à X, Y et Z ont été passés jeudi"
    r"\W*(?:les|ces|leurs|tous (?:les|ces))(?: [a-z]+)? (?:appels|entretiens|conversations|echanges|discussions|coups de (?:fil|telephone))\b[^.;:]{0,120}? "
    r"(?:(?:ont|avaient) (?:ete (?:passe|mene|tenu)e?s|eu lieu)|(?:se sont|s'etaient) (?:tous |toutes )?(?:tenu|deroule|succede)e?s|(?:remontent|datent|dataient))\b"
)
_RIGHT_BEHIND = 30  # characters from "s'est tenu" to its day
_CLOCK = re.compile(r"\d\d:\d\d")


def days_of_fact_box(folded: str, sentences: Sequence[Sentence], anchor: Anchor) -> list[Stated]:
    """ "Date : vendredi 14 juin 2025"."""
    boxed = [s for s in sentences if s.end - s.start <= _FACT_LENGTH and _FACT.match(folded, s.start, s.end)]
    return [_placed(expression, sentence, anchor) for sentence in boxed for expression in find_dates(folded[sentence.start:sentence.end])]


def day_by_pronoun(folded: str, behind: Sequence[Sentence], anchor: Anchor) -> list[Stated]:
    """ "Il s'est tenu mardi dernier", "C'était dimanche.", "Ces appels ont été passés jeudi": the day that a sentence right behind a call gives it."""
    for sentence in behind:
        local = folded[sentence.start:sentence.end]
        opens = _TOOK_PLACE.match(local) or _THESE_CALLS.match(local)
        for expression in find_dates(local) if opens else ():
            if opens and expression.bound is None and 0 <= expression.start - opens.end() <= _RIGHT_BEHIND:
                return [_placed(expression, sentence, anchor)]
    return []


def day_of_clock(times: Sequence[tuple[int, int, str]], anchor: Anchor) -> ResolvedDate | None:
    """ "a débuté à 10h20": with no other day said, about that of the article."""
    if anchor.day is None or not any(_CLOCK.fullmatch(value) for _, _, value in times):
        return None
    return ResolvedDate(f"{anchor.day.isoformat()}~", anchor.day, anchor.day, None, anchor.kind, "clock")


def _placed(expression: DateExpression, sentence: Sentence, anchor: Anchor) -> Stated:
    result = resolve(expression, anchor=anchor.day, anchor_kind=anchor.kind, tense="past", bounds=anchor.bounds)
    return result, replace(expression, start=expression.start + sentence.start, end=expression.end + sentence.start)
