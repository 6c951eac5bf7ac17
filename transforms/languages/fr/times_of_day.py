"""Times of day in folded French text: clock times and parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.languages.fr.calendar_words import MONTH, SHORT_MONTH, WEEKDAY
from transforms.languages.fr.numbers import CARDINAL, cardinal

_ZONE = (
    r"(?P<zone> \(?(?:heures? (?:locales?|de [a-z]+|francaise|gmt|universelle)|gmt|utc|h?ec|cest?|tu)\b\)?"
    r"(?:[+-]\d{1,2})?)?"
)
_CLOCK = re.compile(
    r"(?<![\w-])(?:(?:a|vers|des|depuis|apres|avant|jusqu'a|peu (?:apres|avant)|aux alentours de|autour de|de"
    r"|le|entre) )?"
    r"(?:(?P<h>[01]?\d|2[0-4]) ?(?P<unit>heures?|h)(?: ?(?P<min>[0-5]\d))?"
    rf"|(?P<words>{CARDINAL}) heures?|(?P<colon>[01]?\d|2[0-3]):(?P<after>[0-5]\d)(?::[0-5]\d)?)\b{_ZONE}"
)
_AT = re.compile(r"(?:a|vers|des|aux alentours de|autour de|peu apres|peu avant) ")
_FROM = re.compile(r"(?:de|entre) $|(?:de|entre) \S+ ?(?:h|heures)? ?\d* (?:a|et) $")
_DATED = re.compile(rf"(?:\d|{WEEKDAY}|{MONTH}|{SHORT_MONTH}\.?|soir|matin|apres-midi|hier|demain|[|]|mis a jour)$")
_LASTING = re.compile(
    r" (?:de (?:route|vol|discussions?|conversation|marche|train)|plus (?:tot|tard)|apres|avant|d'affilee|durant)\b"
)
_PARTS = {
    "matin": "morning", "matinee": "morning", "aube": "morning", "midi": "noon", "mi-journee": "noon",
    "apres-midi": "afternoon",
    "soir": "evening", "soiree": "evening", "nuit": "night", "minuit": "night",
}  # fmt: skip
_PART = re.compile(
    r"(?<![\w-])(?:(?:(?:tot |tard )?(?:dans|en|au cours de|durant|pendant) )?(?:(?:le |en )?(?:tout )?(?:debut"
    r"|fin|milieu) de )?"
    r"(?:l'|la |le |cet |cette |ce |au petit |au |a l'|a la |a )?)?"
    rf"(?P<word>{'|'.join(sorted(_PARTS, key=len, reverse=True))})\b(?!-)"
)
_ROUNDABOUT = {  # "plus tard lundi" is any hour
    "morning": re.compile(rf"\b(?:(?:peu |juste )?avant midi|au lever du jour|(?<!plus )tot (?:hier|{WEEKDAY}))\b"),
    "noon": re.compile(r"\b(?:en milieu de journee|a l'heure du dejeuner)\b"),
    "afternoon": re.compile(r"\b(?:(?:en |a la )?(?:toute )?fin de (?:la )?journee)\b"),
    "evening": re.compile(rf"\b(?:(?<!plus )(?<!trop )tard (?:hier|{WEEKDAY})|a l'heure du diner)\b"),
}
_OF_A_CALL = {"matinal": "morning", "matinale": "morning", "nocturne": "night"}
_ADJECTIVE = re.compile(
    r"\b(?:appel|entretien|echange|coup de (?:fil|telephone)|conversation|discussion)s?(?: telephonique)? "
    rf"(?P<word>{'|'.join(_OF_A_CALL)})s?\b"
)


def find_time_of_day(folded: str) -> list[tuple[int, int, str]]:
    """Return (start, end, value) of every time of day in order: `HH:MM`, or night, morning, noon, afternoon, evening.

    Spans take in the preposition and the time zone as written; "une heure" that lasts is no time of day.
    """
    return sorted([*_clock_times(folded), *_parts_of_day(folded)])


def _clock_times(folded: str) -> Iterator[tuple[int, int, str]]:
    for m in _CLOCK.finditer(folded):
        before = folded[: m.start()]
        written = m["min"] or m["after"] or m["unit"] == "h"
        said = _AT.match(m[0]) or m["zone"] or (written and _stands_alone(before))
        if not said or _LASTING.match(folded, m.end()) or re.search(r"(?:plus|moins|duree|pres) $", before):
            continue
        hour = cardinal(m["words"]) if m["words"] else int(m["h"] or m["colon"])
        if hour <= 24:
            yield m.start(), m.end(), f"{hour % 24:02d}:{m['min'] or m['after'] or '00'}"


def _stands_alone(before: str) -> bool:
    """Say whether "16h15" without a preposition is a time: at the start of a line or behind a date."""
    before = before.rstrip(" ,(-|")
    return not before or before.endswith("\n") or _DATED.search(before) is not None


def _parts_of_day(folded: str) -> Iterator[tuple[int, int, str]]:
    for m in _PART.finditer(folded):
        if m["word"] == "midi" and not _is_noon(folded, m):
            continue
        yield m.start(), m.end(), _PARTS[m["word"]]
    for part, pattern in _ROUNDABOUT.items():
        yield from ((m.start(), m.end(), part) for m in pattern.finditer(folded))
    for m in _ADJECTIVE.finditer(folded):
        yield m.start("word"), m.end(), _OF_A_CALL[m["word"]]


def _is_noon(folded: str, m: re.Match[str]) -> bool:
    """Tell noon from "le Midi", the south."""
    return (
        re.match(r"(?:a|ce) ", m[0]) is not None
        or re.search(rf"(?:{WEEKDAY}|hier|demain|vers|apres) $", folded[: m.start("word")]) is not None
    )
