"""Charts of the quality report: whatever the figures and labels, they stay inside their frame and hold no markup of others."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from expectations import charts

COUNTS = st.integers(min_value=0, max_value=10**6) | st.none()
POINTS = st.lists(st.tuples(st.text(max_size=8), COUNTS, COUNTS), min_size=1, max_size=40)


def drawn(points: list[tuple[str, int | None, int | None]]) -> Any:
    labels, reports, rejected = zip(*points, strict=True)
    return html.fragment_fromstring(str(charts.columns({"reports": reports, "rejected": rejected}, labels, "<b>Runs</b>")))


@given(POINTS)
def test_columns_stay_inside_and_labels_stay_text(points: list[tuple[str, int | None, int | None]]) -> None:
    figure = drawn(points)
    assert {element.tag for element in figure.iter()} <= {"figure", "figcaption", "b", "span", "svg", "rect", "title", "div"}
    for column in figure.iter("rect"):
        top, height, left, width = (float(column.get(name)) for name in ("y", "height", "x", "width"))
        assert top >= 0 and height >= 2 and top + height <= 72.1
        assert left >= 0 and left + width <= 320.1


@given(POINTS)
def test_every_figure_above_nothing_has_a_column_and_no_other(points: list[tuple[str, int | None, int | None]]) -> None:
    wanted = sum(bool(value) for _, *values in points for value in values)
    assert len(list(drawn(points).iter("rect"))) == wanted


def test_a_label_is_told_with_its_value_and_unit() -> None:
    figure = charts.columns({"seconds": [90.5, None]}, ["run-1", "run-2"], "Time taken", " s")
    assert "run-1: 90.5 s" in figure
    assert "last 0 s, most 90.5 s" in figure
    assert "run-1 to run-2" in figure


def test_a_history_marks_what_failed_and_what_was_not_checked() -> None:
    marks = charts.history([True, False, None], ["r1", "r2", "<r3>"])
    assert "failed in 1 of the last 3 runs" in marks
    assert [kind in marks for kind in ("r1: held", "r2: failed", "&lt;r3&gt;: unchecked")] == [True, True, True]
