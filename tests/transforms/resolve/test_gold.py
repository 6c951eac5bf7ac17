"""The gold reports come out as the calls they were written for."""

from __future__ import annotations

import pytest
import resolution_gold as gold

from transforms.resolve import resolve

FLOOR = 0.98


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_pairwise_f1_of_the_gold_reports(part: str) -> None:
    rows = gold.read(part)
    frames = gold.frames(rows)
    found = resolve(frames["reports"], frames["claims"], frames["articles"], reference=None, statements=frames["statements"])
    f1, wrong, missed = gold.pairwise(rows, dict(found.memberships.select("report_id", "call_id").iter_rows()))
    assert f1 >= FLOOR, f"joined wrongly: {wrong}; missed: {missed}"


def test_the_gold_set_is_as_large_as_it_says() -> None:
    rows = [row for part in ("tuning", "held_out") for row in gold.read(part)]
    assert len(rows) >= 150
    assert len({row["call"] for row in rows}) >= 60
    assert len({row["outlet"] for row in rows}) >= 12
