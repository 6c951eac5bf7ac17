"""Claims -> one value: the one most independent sources agree with; then the more precise; then the earliest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from transforms.edtf import DayInterval, intersect, parse_edtf
from transforms.resolve.features import duration_bounds
from transforms.resolve.members import Member, sources_of

_EPOCH = date(1970, 1, 1)
_FINAL_STATES = ("planned", "unconfirmed", "denied", "occurred")  # planned and unconfirmed give way to the others
_QUALIFIERS = {"exact": 2, None: 2, "about": 1}


@dataclass(frozen=True)
class Stated:
    """One value that one report states; `precision` is greater for the more precise."""

    value: Any
    precision: float
    member: Member


Agrees = Callable[[Any, Any], bool]


def choose(stated: Sequence[Stated], agrees: Agrees) -> Any:
    """Return the value that the rule chooses, None without any; `stated` in order of publication."""
    if not stated:
        return None
    distinct = {s.value: support(s.value, stated, agrees) for s in stated}
    best = max(range(len(stated)), key=lambda i: (distinct[stated[i].value], stated[i].precision, -i))
    return stated[best].value


def support(value: Any, stated: Sequence[Stated], agrees: Agrees) -> int:
    """Count the independent sources that state a value which agrees with this one."""
    return sources_of([s.member for s in stated if agrees(s.value, value)])


def equal(one: Any, other: Any) -> bool:
    """Agreement of values that have no precision."""
    return bool(one == other)


def stated_values(members: Sequence[Member], name: str) -> list[Stated]:
    """Return what the reports state in a column that has no precision."""
    return [Stated(member[name], 0.0, member) for member in members if member[name] is not None]


def dates(members: Sequence[Member]) -> list[Stated]:
    """Return the EDTF dates stated, those of reports that the call took place if there are any."""
    firm = [m for m in members if m["factuality"] != "planned" and m["date_edtf"]]
    return [Stated(m["date_edtf"], -width(m["date_edtf"]), m) for m in firm or members if m["date_edtf"]]


def width(edtf: str) -> float:
    """Return the days that an EDTF text leaves open beyond one; infinite for an open interval."""
    days = parse_edtf(edtf)
    return (days.latest - days.earliest).days if days.earliest and days.latest else float("inf")


def dates_agree(one: str, other: str) -> bool:
    """Whether two EDTF texts have a day in common."""
    return intersect(parse_edtf(one), parse_edtf(other)) is not None


def durations(members: Sequence[Member]) -> list[Stated]:
    """Return (low, high, qualifier) of the durations stated."""
    return [
        Stated(
            (m["duration_minutes_low"], m["duration_minutes_high"], m["duration_qualifier"] or "exact"),
            _QUALIFIERS.get(m["duration_qualifier"], 0) * 1000 - (m["duration_minutes_high"] - m["duration_minutes_low"]),
            m,
        )
        for m in members
        if m["duration_minutes_low"] is not None
    ]


def durations_agree(one: tuple[float, float, str], other: tuple[float, float, str]) -> bool:
    """Whether two durations can be one: "environ une heure" covers 50 minutes."""
    least, greatest = duration_bounds(*one)
    other_least, other_greatest = duration_bounds(*other)
    return least <= other_greatest and other_least <= greatest


def when(members: Sequence[Member]) -> dict[str, Any]:
    """Return date_edtf, date_earliest, date_latest and weekday of the call."""
    chosen = choose(dates(members), dates_agree)
    bounds = parse_edtf(chosen) if chosen else DayInterval(None, None)
    for member in members:
        bounds = intersect(bounds, _bounds(member)) or bounds
    weekday = choose(stated_values(members, "weekday"), equal)
    only = _only_day(bounds, weekday)
    if only and (chosen is None or width(chosen) > 0):
        chosen, bounds = only.isoformat(), DayInterval(only, only)
    if bounds.earliest and bounds.earliest == bounds.latest:
        weekday = bounds.earliest.isoweekday()
        chosen = bounds.earliest.isoformat() if chosen is None else chosen
    return {"date_edtf": chosen, "date_earliest": bounds.earliest, "date_latest": bounds.latest, "weekday": weekday}


def _bounds(member: Member) -> DayInterval:
    if member["factuality"] == "planned":
        return DayInterval(None, None)  # what was announced does not bound what happened
    first, last = (None if n is None else _EPOCH + timedelta(days=n) for n in (member["first_day"], member["last_day"]))
    return DayInterval(first, last) if not (first and last and first > last) else DayInterval(None, None)


def _only_day(bounds: DayInterval, weekday: int | None) -> date | None:
    """Return the one day within narrow bounds that falls on the weekday, or the one day they leave."""
    if bounds.earliest is None or bounds.latest is None or (bounds.latest - bounds.earliest).days > 13:
        return None
    days = [bounds.earliest + timedelta(days=n) for n in range((bounds.latest - bounds.earliest).days + 1)]
    fitting = [day for day in days if day.isoweekday() == weekday] if len(days) > 1 else days
    return fitting[0] if len(fitting) == 1 else None


def duration(members: Sequence[Member]) -> dict[str, Any]:
    """Return duration_minutes_low, duration_minutes_high and duration_qualifier of the call."""
    low, high, qualifier = choose(durations(members), durations_agree) or (None, None, None)
    return {"duration_minutes_low": low, "duration_minutes_high": high, "duration_qualifier": qualifier}


def ordinal(members: Sequence[Member]) -> dict[str, Any]:
    """Return ordinal and ordinal_scope; the scope is in the words of the first report that gives one."""
    stated = stated_values(members, "ordinal")
    chosen = choose(stated, equal)
    scopes = [s.member["ordinal_scope"] for s in stated if s.value == chosen and s.member["ordinal_scope"]]
    return {"ordinal": chosen, "ordinal_scope": scopes[0] if scopes else None}


def factuality(members: Sequence[Member]) -> dict[str, Any]:
    """Return factuality and factuality_history: each state where it was last reported, what was only expected first."""
    history: dict[str, None] = {}
    for member in sorted(members, key=lambda m: m["published_at"] is not None):  # undated reports settle nothing
        history.pop(member["factuality"], None)
        history[member["factuality"]] = None
    order = sorted(history, key=lambda state: min(_FINAL_STATES.index(state), 2))
    return {"factuality": order[-1], "factuality_history": order}


def initiator(members: Sequence[Member]) -> str | None:
    """Return the actor who called."""
    chosen = choose(stated_values(members, "initiator_id"), equal)
    return str(chosen) if chosen is not None else None


def channel(members: Sequence[Member]) -> str | None:
    """Return telephone or video; video is the more precise, since a call is a telephone call unless said otherwise."""
    stated = [Stated(m["channel"], float(m["channel"] == "video"), m) for m in members if m["channel"]]
    chosen = choose(stated, equal)
    return str(chosen) if chosen is not None else None
