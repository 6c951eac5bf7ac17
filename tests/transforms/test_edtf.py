"""Uncertain dates: texts to days and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import edtf
from transforms.edtf import DayInterval, intersect, parse_edtf

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ends = st.one_of(st.none(), days)
intervals = st.tuples(ends, ends).filter(lambda e: not (e[0] and e[1] and e[0] > e[1])).map(lambda e: DayInterval(*e))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-06-14", "2025-06-14", "2025-06-14"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-06-14~", "2025-06-11", "2025-06-17"),
        ("2025-06-14?", "2025-06-14", "2025-06-14"),
        ("2025-06-14%", "2025-06-11", "2025-06-17"),
        ("2025-06~", "2025-05-17", "2025-07-15"),
        ("2025-06-13/2025-06-14", "2025-06-13", "2025-06-14"),
        ("2025-02/2025-04", "2025-02-01", "2025-04-30"),
        ("../2025-06-14", None, "2025-06-14"),
        ("2022-02/..", "2022-02-01", None),
    ],
)
def test_a_text_covers_its_days(text: str, earliest: str | None, latest: str | None) -> None:
    expected = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    assert parse_edtf(text) == DayInterval(*expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025-6-1",
        "2025-13",
        "2025-02-30",
        "2025-06-14/2025-06-13",
        "../..",
        "2025/",
        "2025-06-14~?",
        "hier",
        "0000",
        "2025-06-14 ",
        "2025/2026/2027",
        "٢٠٢٥",
        "2025-00",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_edtf(text)


@given(days)
def test_days_months_and_years_round_trip(day: date) -> None:
    assert parse_edtf(edtf.day(day)) == DayInterval(day, day)
    assert day in parse_edtf(edtf.day(day, approximate=True))
    assert day in parse_edtf(edtf.month(day.year, day.month))
    assert day in parse_edtf(edtf.year(day.year))


@given(intervals.filter(lambda i: i != DayInterval(None, None)))
def test_intervals_round_trip(interval: DayInterval) -> None:
    assert parse_edtf(edtf.interval(interval.earliest, interval.latest)) == interval


@given(intervals, intervals, days)
def test_the_intersection_holds_what_both_hold(a: DayInterval, b: DayInterval, day: date) -> None:
    both = intersect(a, b)
    assert both == intersect(b, a)
    assert (both is not None and day in both) == (day in a and day in b)


@given(st.text(max_size=24))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parsed = parse_edtf(text)
    except ValueError:
        return
    assert parsed.earliest is not None or parsed.latest is not None


def test_an_interval_without_ends_or_backwards_is_refused() -> None:
    day = date(2025, 6, 14)
    with pytest.raises(ValueError, match="without any end"):
        edtf.interval(None, None)
    with pytest.raises(ValueError, match="ends before it starts"):
        edtf.interval(day, day - timedelta(days=1))
    assert edtf.interval(day, day) == "2025-06-14"
