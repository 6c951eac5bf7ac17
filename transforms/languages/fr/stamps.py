"""Dates as pages print them outside the article's sentences: bylines, datelines, captions, timestamps of comments."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5,
    "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "septembre": 9, "sept": 9, "sep": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DAY_MONTH = rf"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?,? ?(?P<day>\d{{1,2}})(?:er)? (?P<month>{MONTH})\b\.?"
_WRITTEN = re.compile(rf"\b(?P<day>\d{{1,2}})(?:er)? (?P<month>{MONTH})\b\.?,? (?P<year>(?:19|20)\d\d)\b")
_NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
FULL_DATE = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", p.pattern) for p in (_WRITTEN, _NUMERIC, _ISO)))


def full_dates(folded: str) -> list[date]:
    """Return the full dates of a folded text in the order in which they stand; impossible ones are left out."""
    matches = [match for pattern in (_WRITTEN, _NUMERIC, _ISO) for match in pattern.finditer(folded)]
    return [day for match in sorted(matches, key=lambda match: match.start()) if (day := _date(match))]


def day_in_year(day: str, month: str, near: date) -> date | None:
    """Return the day of a date without a year: the latest one that is not after `near` by more than a day."""
    for year in (near.year, near.year - 1):
        found = _make(year, _MONTHS[month], int(day))
        if found and (found - near).days <= 1:
            return found
    return None


def _date(match: re.Match[str]) -> date | None:
    month = match["month"]
    return _make(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]))


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
