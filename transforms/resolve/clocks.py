"""Whether clocks explain that reports give one call two days: "lundi soir" in Washington is "mardi" in Moscow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from transforms.reference import Reference
from transforms.resolve.members import Member

LEAST_HOURS = 3.0  # clocks that are nearer to each other make two days of one moment too seldom to explain anything
_WINTER = date(2000, 1, 15)
_PART_HOURS = 4  # how far a stated part of the day may lie from its middle

_PARTS_OF_DAY = {"night": 23, "morning": 8, "noon": 12, "afternoon": 15, "evening": 20}


class Clocks:
    """The time zones of countries (the capital's) and of outlets, from the reference tables."""

    def __init__(self, reference: Reference | None) -> None:
        self._of_country = _zones(reference, "countries", "country_code")
        self._of_outlet = _zones(reference, "outlets", "source_id")
        self._country = dict(reference.actors.select("actor_id", "country_code").drop_nulls().iter_rows()) if reference else {}
        self._gaps: dict[tuple[str, ...], float] = {}

    def gap(self, actor_ids: Sequence[str]) -> float:
        """Return the hours, in winter, between those two of these actors' countries whose clocks are furthest apart."""
        zones = tuple(sorted({zone for a in actor_ids if (zone := self._of_country.get(self._country.get(a, "")))}))
        if zones not in self._gaps:
            self._gaps[zones] = _widest(zones, _WINTER)
        return self._gaps[zones]

    def explain(self, days: Sequence[date], countries: Iterable[str], early: Sequence[Member], late: Sequence[Member]) -> bool:
        """Whether one moment can be the earlier of two consecutive days on one clock and the later on another.

        The clocks are those of the participants' countries and of the outlets. `early` and `late` are the reports that give
        the earlier and the later day; times of day that they state must be of the end of the one and the start of the other.
        """
        zones = {self._of_country.get(country) for country in countries}
        zones |= {self._of_outlet.get(member["source_id"]) for member in (*early, *late)}
        gap = _widest(sorted(filter(None, zones)), days[0])
        if (days[1] - days[0]).days != 1 or gap < LEAST_HOURS:
            return False
        ends = all(hour >= 24 - gap - _PART_HOURS for hour in _hours(early))
        return ends and all(hour <= gap + _PART_HOURS for hour in _hours(late))


def _zones(reference: Reference | None, table: str, key: str) -> dict[str, str]:
    if reference is None:
        return {}
    return dict(getattr(reference, table).select(key, "timezone").drop_nulls().iter_rows())


def _widest(zones: Sequence[str], day: date) -> float:
    """Return the hours between the two clocks that are furthest apart at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12)
    hours = [offset.total_seconds() / 3600 for zone in zones if (offset := ZoneInfo(zone).utcoffset(noon)) is not None]
    return max((abs(one - other) for one, other in combinations(hours, 2)), default=0.0)


def _hours(members: Sequence[Member]) -> list[int]:
    hours = [hour_of(member["time_of_day"]) for member in members if member["time_of_day"]]
    return [hour for hour in hours if hour is not None]


def hour_of(time_of_day: str) -> int | None:
    """Return the hour of a stated time, the middle one of a part of the day; None for any other text."""
    return _PARTS_OF_DAY.get(time_of_day, int(time_of_day[:2]) if time_of_day[:2].isdigit() else None)
