"""What became of an announced step: kept, moved, dropped, overdue or open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from telling import at

from transforms.resolve import follow_up_states
from transforms.schemas import MOMENT

TOLD, ANNOUNCED = date(2031, 5, 14), date(2031, 5, 20)
STEP_COLUMNS = {
    "follow_up_id": pl.String, "kind": pl.String, "people": pl.String, "date_earliest": pl.Date, "date_latest": pl.Date,
    "call_id": pl.String, "since": pl.Date, "published_at": MOMENT,
}  # fmt: skip
CALL_COLUMNS = dict.fromkeys(("call_id", "people", "factuality"), pl.String()) | dict.fromkeys(("date_earliest", "date_latest"), pl.Date())


def step(name: str = "f", day: date | None = ANNOUNCED, **columns: Any) -> dict[str, Any]:
    row = {"follow_up_id": name, "kind": "call", "people": "Q1|Q2", "date_earliest": day, "date_latest": day, "call_id": "c-told"}
    return row | {"since": TOLD, "published_at": at(TOLD), **columns}


def call(day: date, factuality: str = "occurred", people: str = "Q1|Q2") -> dict[str, Any]:
    return {"call_id": f"c-{day}", "people": people, "factuality": factuality, "date_earliest": day, "date_latest": day}


def states(*steps: dict[str, Any], calls: tuple[dict[str, Any], ...] = (), as_of: date = date(2031, 9, 1)) -> list[tuple[str, str | None]]:
    found = follow_up_states(pl.DataFrame(steps, STEP_COLUMNS), pl.DataFrame(calls, CALL_COLUMNS), as_of)
    return found.select("state", "target_call_id").rows()


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (call(ANNOUNCED), ("kept", "c-2031-05-20")),
        (call(date(2031, 5, 24)), ("moved", "c-2031-05-24")),
        (call(ANNOUNCED, "denied"), ("dropped", "c-2031-05-20")),
        (call(ANNOUNCED, "planned"), ("overdue", "c-2031-05-20")),
        (call(date(2031, 8, 20)), ("overdue", None)),
        (call(ANNOUNCED, people="Q1|Q3"), ("overdue", None)),
        (call(date(2031, 5, 10)), ("overdue", None)),
    ],
    ids=["held", "held later", "denied", "still planned", "months later", "others", "before the announcement"],
)
def test_what_became_of_an_announced_call(later: dict[str, Any], expected: tuple[str, str | None]) -> None:
    assert states(step(), calls=(later,)) == [expected]


def test_an_announced_day_that_has_not_passed_is_open() -> None:
    assert states(step(), as_of=ANNOUNCED) == [("open", None)]


def test_without_a_day_the_next_call_within_two_months_is_the_announced_one() -> None:
    assert states(step(day=None), calls=(call(TOLD + timedelta(days=50)),)) == [("kept", "c-2031-07-03")]
    assert states(step(day=None), calls=(call(TOLD + timedelta(days=70)),)) == [("open", None)]


def test_a_meeting_announced_anew_for_later_days_was_moved() -> None:
    later = step("g", date(2031, 6, 2), kind="summit", published_at=at(date(2031, 5, 18)))
    assert states(step(kind="summit"), later) == [("moved", None), ("overdue", None)]
    assert states(step(kind="visit"), later) == [("overdue", None), ("overdue", None)]
