"""Calls do not depend on the order and the parts in which articles come; the dead who act are noticed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import ingest

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "articles"
FILES = sorted(str(path) for path in SEEDS.iterdir() if not path.name.endswith((".meta.json", "manifest.csv")))

# Calls and follow-ups go by the reports behind them, since ids depend on the order.
NAMED = "WITH named AS (SELECT call_id, string_agg(report_id, '+' ORDER BY report_id) AS reports FROM memberships GROUP BY call_id)"
CONTENTS = [
    f"{NAMED} SELECT n.reports, c.* EXCLUDE (call_id) FROM calls AS c JOIN named AS n USING (call_id)",
    f"{NAMED} SELECT n.reports, p.* EXCLUDE (call_id) FROM call_participants AS p JOIN named AS n USING (call_id)",
    f'{NAMED} SELECT n.reports, property, kind, "values", claim_ids, weight, status FROM conflicts JOIN named AS n USING (call_id)',
    f"{NAMED} SELECT n.reports, a.* EXCLUDE (call_id) FROM asymmetries AS a JOIN named AS n USING (call_id)",
    f"{NAMED} SELECT n.reports, t.* EXCLUDE (call_id) FROM call_topics AS t JOIN named AS n USING (call_id)",
    f"{NAMED} SELECT f.follow_up_id, f.state, n.reports FROM follow_ups AS f LEFT JOIN named AS n ON n.call_id = f.target_call_id",
    f"{NAMED} SELECT m.* EXCLUDE (after_call_id, before_call_id), a.reports, b.reports FROM missing_calls AS m "
    "LEFT JOIN named AS a ON a.call_id = after_call_id LEFT JOIN named AS b ON b.call_id = before_call_id",
    "SELECT report_id, score, explanation FROM memberships",
    "SELECT article_id, revision, duplicate_cluster_id, published_on FROM articles WHERE is_current",
]


def contents(warehouse: Any) -> list[list[str]]:
    """All that resolution says, in an order of its own."""
    return [sorted(map(str, warehouse.rows(query))) for query in CONTENTS]


@pytest.fixture(scope="module")
def at_once(new_warehouse: Callable[[], Any]) -> list[list[str]]:
    warehouse = new_warehouse()
    warehouse.ingest(*FILES)
    assert warehouse.values("SELECT count(*) FROM calls") > [10]
    return contents(warehouse)


@settings(max_examples=4, deadline=None)
@given(order=st.permutations(FILES), cuts=st.sets(st.integers(1, len(FILES) - 1), min_size=1, max_size=3), narrow_from=st.sampled_from([0, 300]))
def test_files_in_any_order_and_parts_give_the_same_calls(
    order: list[str], cuts: set[int], narrow_from: int, at_once: list[list[str]], new_warehouse: Callable[[], Any]
) -> None:
    warehouse = new_warehouse()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest, "NARROW_FROM", narrow_from)
        for start, end in pairwise([0, *sorted(cuts), len(order)]):
            warehouse.ingest(*order[start:end])
    for one, other in zip(contents(warehouse), at_once, strict=True):
        assert one == other


def test_somebody_dead_who_acts_is_a_conflict_with_the_reference(five: Any) -> None:
    [found] = five.rows('SELECT property, "values" FROM conflicts WHERE kind = \'with_reference\'')
    assert found["property"] == "participant"
    assert "Raïssi" in found["values"][0]
