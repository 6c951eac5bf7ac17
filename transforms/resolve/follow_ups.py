"""What became of announced next steps: open, kept, moved, dropped or overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from transforms import schemas
from transforms.edtf import DayInterval, intersect
from transforms.resolve.members import Member

Row = dict[str, Any]
MOVED_DAYS = 30  # a call so long after the announced day may still be the announced one
SOON_DAYS = 60  # the next call within this time is the one that was announced without a day


def follow_up_states(
    follow_ups: pl.DataFrame, calls: Mapping[str, Row], members: Mapping[str, Sequence[Member]], as_of: date | None
) -> pl.DataFrame:
    """Return FOLLOW_UP_STATES, one row a follow-up of the reports at hand.

    A call is kept when the same people spoke on an announced day, moved when they spoke up to 30 days later or a later
    announcement names another day, dropped when it is denied. Of meetings only later announcements are known. What is
    none of these is overdue once `as_of` lies beyond the announced days, else open.
    """
    told_in = {m["report_id"]: (call_id, m) for call_id, own in members.items() for m in own}
    steps = [_step(row, *told_in[row["report_id"]], calls) for row in follow_ups.iter_rows(named=True) if row["report_id"] in told_in]
    by_people: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for call in calls.values():
        by_people[tuple(call["people"])].append(call)
    rows = [_state(step, by_people.get(step["people"], []), steps, as_of) for step in steps]
    return schemas.FOLLOW_UP_STATES.frame(sorted(rows, key=lambda row: str(row["follow_up_id"])))


def _step(row: Row, call_id: str, member: Member, calls: Mapping[str, Row]) -> Row:
    published = member["published_at"]
    people = tuple(sorted(set(row["participants"] or []))) or tuple(calls[call_id]["people"])
    since = calls[call_id]["date_earliest"] or (published.date() if published else None)
    return row | {"call_id": call_id, "people": people, "published_at": published, "since": since}


def _state(step: Row, calls: Sequence[Row], steps: Sequence[Row], as_of: date | None) -> Row:
    state, target = _called(step, calls) if step["kind"] == "call" else (None, None)
    if state is None:
        late = bool(as_of and step["date_latest"] and step["date_latest"] < as_of)
        state = "moved" if _announced_anew(step, steps) else "overdue" if late else "open"
    return {"follow_up_id": step["follow_up_id"], "state": state, "target_call_id": target}


def _called(step: Row, calls: Sequence[Row]) -> tuple[str | None, str | None]:
    """Return what the calls of the same people say: state and call, or None and the call that is still planned."""
    later = [
        call
        for call in calls
        if call["call_id"] != step["call_id"]
        and call["date_earliest"]
        and (step["since"] is None or call["date_earliest"] >= step["since"])
    ]
    later.sort(key=lambda call: (call["date_earliest"], min(call["people"]), call["call_id"]))
    planned: str | None = None
    for call in later:
        state = _of_call(step, call)
        if state == "planned":
            planned = planned or call["call_id"]
        elif state:
            return state, call["call_id"]
    return None, planned


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
            and other["people"] == step["people"]
            and other["published_at"] is not None
            and other["published_at"] > step["published_at"]
            and other["date_earliest"] is not None
            and step["date_latest"] < other["date_earliest"] <= step["date_latest"] + timedelta(days=MOVED_DAYS)
            for other in steps
        )
    )
