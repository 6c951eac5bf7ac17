"""Uncertain dates: the part of EDTF (ISO 8601-2) that the warehouse uses, and the days such a text covers.

Texts: `2025`, `2025-06`, `2025-06-14`, each with one trailing `~` (approximate), `?` (uncertain) or `%` (both), and
intervals `a/b`, `../b`, `a/..`.

Rule for `~` and `%`: the value itself is kept, and its days are widened on each side by 3 days for a day, 15 days for a
month and 183 days for a year. `?` doubts the source, not the precision, and widens nothing.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
MARGIN_DAYS = {"day": 3, "month": 15, "year": 183}


@dataclass(frozen=True)
class DayInterval:
    """The days from `earliest` to `latest`, both included; None is an open end."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"interval ends before it starts: {self.earliest} > {self.latest}")

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> DayInterval:
    """Return the days that an EDTF text covers; ValueError for anything outside the subset."""
    if "/" not in text:
        return _parse_value(text)
    first, _, last = text.partition("/")
    if first == ".." and last == "..":
        raise ValueError(f"interval without any end: {text!r}")
    earliest = None if first == ".." else _parse_value(first).earliest
    latest = None if last == ".." else _parse_value(last).latest
    return DayInterval(earliest, latest)


def _parse_value(text: str) -> DayInterval:
    match = _VALUE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a supported EDTF text: {text!r}")
    y, m, d = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[3]:
        first = last = date(y, m, d)
        unit = "day"
    elif match[2]:
        first, last = date(y, m, 1), month_end(y, m)
        unit = "month"
    else:
        first, last = date(y, 1, 1), date(y, 12, 31)
        unit = "year"
    margin = MARGIN_DAYS[unit] if match[4] in ("~", "%") else 0
    return DayInterval(shift(first, -margin), shift(last, margin))


def shift(day: date, days: int) -> date:
    """Return `day` moved by `days`, held within the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def month_end(y: int, m: int) -> date:
    """Return the last day of a month; ValueError for a month outside 1 to 12."""
    if not 1 <= m <= 12:
        raise ValueError(f"no such month: {m}")
    return date(y, m, calendar.monthrange(y, m)[1])


def day(d: date, approximate: bool = False) -> str:
    """Return the EDTF text of a day, `2025-06-14` or `2025-06-14~`."""
    return d.isoformat() + ("~" if approximate else "")


def month(y: int, m: int) -> str:
    """Return the EDTF text of a month, `2025-06`."""
    return f"{y:04d}-{m:02d}"


def year(y: int) -> str:
    """Return the EDTF text of a year, `2025`."""
    return f"{y:04d}"


def interval(earliest: date | None, latest: date | None) -> str:
    """Return the EDTF text of the days between two ends, None being open; one day is that day, not an interval.

    ValueError when both ends are open or the interval ends before it starts.
    """
    if earliest is None and latest is None:
        raise ValueError("interval without any end")
    if earliest == latest and earliest is not None:
        return day(earliest)
    DayInterval(earliest, latest)
    return f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"


def intersect(a: DayInterval, b: DayInterval) -> DayInterval | None:
    """Return the days that lie in both, None when there are none."""
    starts = [d for d in (a.earliest, b.earliest) if d is not None]
    ends = [d for d in (a.latest, b.latest) if d is not None]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest and latest and earliest > latest:
        return None
    return DayInterval(earliest, latest)
