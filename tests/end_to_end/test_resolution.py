"""Calls do not depend on the order and the parts in which articles come; the dead who act are noticed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_contents import contents

from warehouse.connect import open_read

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
FILES = sorted(str(path) for path in SEEDS.iterdir() if not path.name.endswith((".meta.json", "manifest.csv")))

def said(warehouse: Any) -> list[list[str]]:
    """All that resolution says."""
    with open_read(warehouse.path) as con:
        return contents(con)


@pytest.fixture(scope="module")
def at_once(new_warehouse: Callable[[], Any]) -> list[list[str]]:
    warehouse = new_warehouse()
    warehouse.ingest(*FILES)
    assert warehouse.values("SELECT count(*) FROM calls") > [10]
    return said(warehouse)


@settings(max_examples=4, deadline=None)
@given(order=st.permutations(FILES), cuts=st.sets(st.integers(1, len(FILES) - 1), min_size=1, max_size=3))
def test_files_in_any_order_and_parts_give_the_same_calls(
    order: list[str], cuts: set[int], at_once: list[list[str]], new_warehouse: Callable[[], Any]
) -> None:
    warehouse = new_warehouse()
    for start, end in pairwise([0, *sorted(cuts), len(order)]):
        warehouse.ingest(*order[start:end])
    for one, other in zip(said(warehouse), at_once, strict=True):
        assert one == other


def test_somebody_dead_who_acts_is_a_conflict_with_the_reference(five: Any) -> None:
    [found] = five.rows('SELECT property, "values" FROM conflicts WHERE kind = \'with_reference\'')
    assert found["property"] == "participant"
    assert "Raïssi" in found["values"][0]
