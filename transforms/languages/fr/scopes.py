"""What an ordinal counts from, loosely: "depuis son retour à la Maison-Blanche" and "depuis l'investiture" are one."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.languages.fr.numbers import CARDINAL, cardinal
from transforms.text import fold

OFFICE, YEAR, WINDOW = "office", "year", "window"
"""The class of scopes that reach back from the call itself, so that they differ from call to call."""

_CLASSES = (  # the first that matches wins: a war named with its year is the war, not the year
    ("war", r"\b(?:invasion|guerre|offensive|conflit|hostilites|intervention militaire)\b|24 fevrier|fevrier 2022"),
    (
        "office",
        r"\b(?:retour|revenue?|investiture|investie?|fonctions?|pouvoir|mandat|elections?|elue?|reelue?|reelection"
        r"|maison[- ]blanche|elysee|kremlin|presidence)\b",
    ),
    ("year", r"\b(?:cette annee|de l'annee|janvier(?! (?:19|20)\d\d))\b|^(?:en|de|depuis) (?:19|20)\d\d$"),
)
_UNIT_DAYS = {"jour": 1, "semaine": 7, "mois": 31, "an": 366}
_WINDOW = re.compile(
    rf"\b(?:(?P<count>{CARDINAL}) (?:derniere?s? )?|ces? |cette |la |le |du )"
    r"(?P<unit>jour|semaine|mois|an)(?:s|nees)?\b"
)
_SHORT = re.compile(r"\b(?:depuis|avec|dans|cette?|leurs?|pour|entre|que|qui|est|ont|les|des|une?|le|la|du|de|et|a|en|au|aux)\b")


@lru_cache(maxsize=4096)
def scope_class(scope: str | None) -> str | None:
    """Return `office`, `war`, `year` or `window` for a scope, its content words for another, None when unsaid."""
    if not scope:
        return None
    folded = fold(scope)
    for name, pattern in _CLASSES:
        if re.search(pattern, folded):
            return name
    if window_days(scope) is not None:
        return WINDOW
    return " ".join(sorted(re.findall(r"\w{3,}", _SHORT.sub(" ", folded)))) or None


_OF_A_DAY = re.compile(r"\b(?:heures?|journee|jour|apres-midi|soiree)\b")


def is_of_a_day(scope: str) -> bool:
    """Whether an ordinal counts the calls of one day: "la deuxième conversation en quelques heures"."""
    return bool(_OF_A_DAY.search(fold(scope))) and (window_days(scope) or 1) == 1


def window_days(scope: str) -> int | None:
    """Return how many days a scope reaches back from the call ("en quatre jours": 4), None if its start is fixed."""
    match = _WINDOW.search(fold(scope))
    if match is None:
        return None
    return (cardinal(match["count"]) if match["count"] else 1) * _UNIT_DAYS[match["unit"]]
