"""What became of an announced step: kept, moved, dropped, overdue or open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from telling import at

from transforms.resolve import follow_up_states, meetings_told
from transforms.schemas import MOMENT

TOLD, ANNOUNCED = date(2031, 5, 14), date(2031, 5, 20)
STEP_COLUMNS = {
    "follow_up_id": pl.String, "kind": pl.String, "people": pl.String, "date_earliest": pl.Date, "date_latest": pl.Date,
    "place": pl.String, "call_id": pl.String, "since": pl.Date, "published_at": MOMENT,
}  # fmt: skip
CALL_COLUMNS = dict.fromkeys(("call_id", "people", "factuality"), pl.String()) | dict.fromkeys(("date_earliest", "date_latest"), pl.Date())


def step(name: str = "f", day: date | None = ANNOUNCED, **columns: Any) -> dict[str, Any]:
    row = {"follow_up_id": name, "kind": "call", "people": "Q1|Q2", "date_earliest": day, "date_latest": day, "call_id": "c-told"}
    return row | {"since": TOLD, "published_at": at(TOLD), **columns}


def call(day: date, factuality: str = "occurred", people: str = "Q1|Q2") -> dict[str, Any]:
    return {"call_id": f"c-{day}", "people": people, "factuality": factuality, "date_earliest": day, "date_latest": day}


def states(
    *steps: dict[str, Any], calls: tuple[dict[str, Any], ...] = (), news: pl.DataFrame | None = None, as_of: date = date(2031, 9, 1)
) -> list[tuple[str, str | None]]:
    found = follow_up_states(pl.DataFrame(steps, STEP_COLUMNS), pl.DataFrame(calls, CALL_COLUMNS), as_of, news)
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


@pytest.mark.parametrize("first", ["c-a", "c-z"])
def test_of_two_calls_that_day_the_one_that_took_place_counts_whatever_their_ids(first: str) -> None:
    held = {**call(ANNOUNCED), "call_id": first}
    denied = {**call(ANNOUNCED, "denied"), "call_id": "c-m"}
    assert states(step(), calls=(held, denied)) == [("kept", first)]


def test_an_announced_day_that_has_not_passed_is_open() -> None:
    assert states(step(), as_of=ANNOUNCED) == [("open", None)]


def test_without_a_day_the_next_call_within_two_months_is_the_announced_one() -> None:
    assert states(step(day=None), calls=(call(TOLD + timedelta(days=50)),)) == [("kept", "c-2031-07-03")]
    assert states(step(day=None), calls=(call(TOLD + timedelta(days=70)),)) == [("open", None)]


def test_a_meeting_announced_anew_for_later_days_was_moved() -> None:
    later = step("g", date(2031, 6, 2), kind="summit", published_at=at(date(2031, 5, 18)))
    assert states(step(kind="summit"), later) == [("moved", None), ("overdue", None)]
    assert states(step(kind="visit"), later) == [("overdue", None), ("overdue", None)]


def told(text: str, day: date) -> pl.DataFrame:
    """What a report of these people that was published on a day tells of meetings."""
    articles = pl.DataFrame({"article_id": ["a"], "revision": [1], "text": [text]})
    return meetings_told(articles).with_columns(people=pl.lit("Q1|Q2"), published_at=pl.lit(at(day), MOMENT))


SUMMIT = step(kind="summit", place="Lodève")


@pytest.mark.parametrize(
    ("text", "day", "state"),
    [
        ("Le sommet de Lodève a bien eu lieu.", date(2031, 5, 21), "kept"),
        ("Les deux hommes se sont retrouvés à Lodève.", date(2031, 5, 21), "kept"),
        ("Ils l'avaient promis lors de leur rencontre de Lodève.", date(2031, 6, 10), "kept"),
        ("Au lendemain de leur tête-à-tête, le ton a changé.", date(2031, 5, 22), "kept"),
        ("Le sommet de Lodève n’aura pas lieu.", date(2031, 5, 18), "dropped"),
        ("Les deux présidents ont renoncé à ce rendez-vous.", date(2031, 5, 18), "dropped"),
        ("La rencontre de Lodève est reportée à l'automne.", date(2031, 5, 18), "moved"),
        ("Le sommet de Lodève a bien eu lieu. Un second sommet est annulé.", date(2031, 5, 21), "dropped"),
        # none of these is about it
        ("Le sommet de Lodève a bien eu lieu.", date(2031, 5, 18), "overdue"),  # before its day
        ("Le sommet de Lodève a bien eu lieu.", date(2031, 8, 1), "overdue"),  # months later: another one
        ("Le sommet de Lodève a bien eu lieu en 2019.", date(2031, 5, 21), "overdue"),
        ("Le sommet devrait se tenir comme prévu lors de leur rencontre à Lodève.", date(2031, 5, 21), "overdue"),
        ("La rencontre, à Oslo, est annulée.", date(2031, 5, 18), "overdue"),
        ("Lors du sommet, les ministres ont dîné.", date(2031, 5, 21), "overdue"),
        ("La visite à Lodève est annulée.", date(2031, 5, 18), "overdue"),
    ],
)
def test_what_a_later_report_says_of_an_announced_summit(text: str, day: date, state: str) -> None:
    assert states(SUMMIT, news=told(text, day)) == [(state, None)]


def test_other_people_s_meetings_and_earlier_reports_say_nothing() -> None:
    held = told("Le sommet de Lodève a bien eu lieu.", date(2031, 5, 21))
    assert states(SUMMIT, news=held.with_columns(people=pl.lit("Q1|Q3"))) == [("overdue", None)]
    assert states(SUMMIT | {"published_at": at(date(2031, 5, 22))}, news=held) == [("overdue", None)]
