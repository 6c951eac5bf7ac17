"""The names of French weekdays and months in folded text, and patterns built from them."""

from __future__ import annotations

WEEKDAYS = {"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7}
MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
_SHORT_MONTHS = {
    "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "mar": 3, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
MONTH = rf"(?:{'|'.join(MONTHS)})"
SHORT_MONTH = rf"(?:{'|'.join(sorted(_SHORT_MONTHS, key=len, reverse=True))})"


def month_number(text: str) -> int:
    """Return the number of a month, by its name or abbreviation ("sept."); KeyError for other text."""
    name = text.rstrip(".")
    return MONTHS.get(name) or _SHORT_MONTHS[name]
