"""What became of announced next steps: open, kept, moved, dropped or overdue."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from transforms import schemas
from transforms.edtf import DayInterval, intersect
from transforms.resolve.meetings import tells_of

Row = dict[str, Any]
MOVED_DAYS = 30  # a call so long after the announced day may still be the announced one
SOON_DAYS = 60  # the next call within this time is the one that was announced without a day


def follow_up_states(
    steps: pl.DataFrame,
    calls: pl.DataFrame,
    as_of: date | None,
    news: pl.DataFrame | None = None,
    announced: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return FOLLOW_UP_STATES, one row a step.

    `steps` are follow-ups with follow_up_id, kind, people (who will meet), date_earliest, date_latest, call_id (of the
    call whose report announces it), since (day of that call, or of the announcement) and published_at; `calls` are those
    of the same people with call_id, people, date_earliest, date_latest and factuality; `news` are sentences about meetings
    in reports of calls of the same people: people, state, sentence, published_at. Steps need `place` where news are given.
    `announced` are all announcements by which a step may have been moved, where these are more than `steps`: people, kind,
    date_earliest, published_at.

    A call is kept when the same people spoke on an announced day, moved when they spoke up to 30 days later or a later
    announcement names another day, dropped when it is denied. A meeting or visit is what the last sentence about it says, else
    moved when it is announced anew. What is none of these is overdue once `as_of` lies beyond the announced days, else open.
    """
    # of two calls on one day the one that took place settles a step; ids come last, since they depend on the order of ingestion
    order = ("date_earliest", "date_latest", "factuality", "call_id")
    dated = calls.drop_nulls("date_earliest").sort(*order, descending=[name == "factuality" for name in order], nulls_last=True)
    by_people, anew = _by_people(dated), _by_people(steps if announced is None else announced)
    told = _by_people(news.sort("published_at", "sentence")) if news is not None else {}
    states = [
        _state(step, by_people.get(step["people"], []), anew.get(step["people"], []), told.get(step["people"], []), as_of)
        for step in steps.sort("follow_up_id").iter_rows(named=True)
    ]
    return schemas.FOLLOW_UP_STATES.frame(states)


def _by_people(rows: pl.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["people"]].append(row)
    return found


def _state(step: Row, calls: Sequence[Row], steps: Sequence[Row], news: Sequence[Row], as_of: date | None) -> Row:
    state, target = _called(step, calls) if step["kind"] == "call" else (_told(step, news), None)
    if state is None:
        late = bool(as_of and step["date_latest"] and step["date_latest"] < as_of)
        state = "moved" if _announced_anew(step, steps) else "overdue" if late else "open"
    return {"follow_up_id": step["follow_up_id"], "state": state, "target_call_id": target}


def _called(step: Row, calls: Sequence[Row]) -> tuple[str | None, str | None]:
    """Return what the calls of the same people say: state and call, or None and the call that is still planned."""
    planned: str | None = None
    first = bisect_left(calls, step["since"], key=lambda call: call["date_earliest"]) if step["since"] else 0
    for call in calls[first:]:
        if call["call_id"] == step["call_id"]:
            continue
        if _too_late(step, call["date_earliest"]):
            break
        state = _of_call(step, call)
        if state == "planned":
            planned = planned or call["call_id"]
        elif state:
            return state, call["call_id"]
    return None, planned


def _told(step: Row, news: Sequence[Row]) -> str | None:
    return next((str(row["state"]) for row in reversed(news) if tells_of(row, step)), None)


def _too_late(step: Row, day: date) -> bool:
    last = step["date_latest"] or (None if step["date_earliest"] else step["since"])
    return last is not None and day > last + timedelta(days=max(MOVED_DAYS, SOON_DAYS))


def _of_call(step: Row, call: Row) -> str | None:
    announced = DayInterval(step["date_earliest"], step["date_latest"])
    if announced.earliest is None and announced.latest is None:
        on_time = step["since"] is not None and call["date_earliest"] <= step["since"] + timedelta(days=SOON_DAYS)
        moved = False
    else:
        on_time = intersect(announced, DayInterval(call["date_earliest"], call["date_latest"])) is not None
        moved = _within(announced.latest, call["date_earliest"], MOVED_DAYS)
    if on_time:
        return {"occurred": "kept", "denied": "dropped", "planned": "planned"}.get(call["factuality"])
    return "moved" if moved and call["factuality"] == "occurred" else None


def _within(day: date | None, later: date, days: int) -> bool:
    return day is not None and timedelta(0) < later - day <= timedelta(days=days)


def _announced_anew(step: Row, steps: Sequence[Row]) -> bool:
    """Whether a report published later announces the same kind of step of the same people for other, later days."""
    return (
        step["published_at"] is not None
        and step["date_latest"] is not None
        and any(
            other["kind"] == step["kind"]
            and other["published_at"] is not None
            and other["published_at"] > step["published_at"]
            and other["date_earliest"] is not None
            and step["date_latest"] < other["date_earliest"] <= step["date_latest"] + timedelta(days=MOVED_DAYS)
            for other in steps
        )
    )
