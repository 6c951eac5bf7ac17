"""Whether clocks explain that reports give one call two days: "lundi soir" in Washington is "mardi" in Moscow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import polars as pl

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

    def gaps(self, people: pl.Expr, actors: pl.DataFrame) -> pl.Expr:
        """Return the hours, in winter, between those two of these actors' countries whose clocks are furthest apart."""
        clocks = self._clocks(people, actors)
        return (clocks.list.max() - clocks.list.min()).fill_null(0.0)

    def ahead(self, people: pl.Expr, actors: pl.DataFrame) -> pl.Expr:
        """Return the hours, in winter, by which the easternmost of these actors' clocks is ahead of UTC, null when none is known."""
        return self._clocks(people, actors).list.max()

    def _clocks(self, people: pl.Expr, actors: pl.DataFrame) -> pl.Expr:
        hours = {country: _offset(zone, _WINTER) for country, zone in self._of_country.items()}
        of_actors = actors.select("actor_id", hours=pl.col("country_code").replace_strict(hours, default=None)).drop_nulls()
        return people.list.eval(pl.element().replace_strict(of_actors["actor_id"], of_actors["hours"], default=None))

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
    hours = [_offset(zone, day) for zone in zones]
    return max(hours) - min(hours) if hours else 0.0


@lru_cache(4096)  # a zone is a file to read
def _offset(zone: str, day: date) -> float:
    """Return the hours by which a clock is ahead of UTC at noon of a day."""
    offset = ZoneInfo(zone).utcoffset(datetime(day.year, day.month, day.day, 12))
    return offset.total_seconds() / 3600 if offset else 0.0


def _hours(members: Sequence[Member]) -> list[int]:
    hours = [hour_of(member["time_of_day"]) for member in members if member["time_of_day"]]
    return [hour for hour in hours if hour is not None]


def hour_of(time_of_day: str) -> int | None:
    """Return the hour of a stated time, the middle one of a part of the day; None for any other text."""
    return _PARTS_OF_DAY.get(time_of_day, int(time_of_day[:2]) if time_of_day[:2].isdigit() else None)
