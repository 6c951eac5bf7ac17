"""Wars, disputes and other crises of `crises.csv`: what a country named without more is spoken of for, and when.

Naming a country is no topic by itself. While a crisis lasts, though, "ils ont évoqué la Syrie" means its war; before and after it means nothing of the
kind. So every row has a period, and a call of unknown date is taken to be in none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from transforms.reference import cells


@dataclass(frozen=True)
class Crisis:
    """One row: a `war` fought in `countries` (by `waged_by`, where that is another), a `dispute` between two, or a mere `topic`."""

    kind: str
    topic_id: str
    countries: tuple[str, ...]
    waged_by: str | None
    terms: tuple[str, ...]
    since: date
    until: date | None

    def lasts_on(self, day: date) -> bool:
        """Whether the crisis is at hand on `day`; its last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)


def read_crises(table: pl.DataFrame) -> list[Crisis]:
    """The rows of the reference table `crises`."""
    columns = ("kind", "topic_id", "country_codes", "waged_by", "terms", "since", "until")
    return [
        Crisis(kind, topic, _listed(codes), waged_by, _listed(terms), date.fromisoformat(since), date.fromisoformat(until) if until else None)
        for kind, topic, codes, waged_by, terms, since, until in cells(table, *columns)
    ]


def at_hand(crises: Iterable[Crisis], day: date | None) -> tuple[Crisis, ...]:
    """The crises that last on `day`; None, an unknown day, has none."""
    return tuple(crisis for crisis in crises if day and crisis.lasts_on(day))


def _listed(cell: str | None) -> tuple[str, ...]:
    return tuple(value for value in (cell or "").split("|") if value)
