"""Ingesting in parts and in any order gives what ingesting at once gives, in everything but the ids."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
import resolution_gold as gold
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.resolve import Resolution, resolve, touched

ROWS = [row for part in ("tuning", "held_out") for row in gold.read(part)]
FRAMES = gold.frames(ROWS)
IDS = FRAMES["reports"]["report_id"].to_list()


def _resolve(reports: pl.DataFrame, known: pl.DataFrame | None = None) -> Resolution:
    own = reports.select("report_id")
    return resolve(
        reports,
        FRAMES["claims"],
        FRAMES["articles"].join(reports, on="article_id", how="semi"),
        reference=None,
        statements=FRAMES["statements"].join(own, on="report_id", how="semi"),
        known=known,
    )


def _content(found: Resolution) -> dict[str, Any]:
    """All that is said of each call and hypothesis, calls named by their reports."""
    return _merge({}, found)


def _merge(state: dict[str, Any], found: Resolution) -> dict[str, Any]:
    """Put what one resolution found in the place of what was known of the reports it covers."""
    name: dict[str, str] = {}
    for call_id, reports in found.memberships.group_by("call_id").agg("report_id").iter_rows():
        name[call_id] = "+".join(sorted(reports))
    covered = set(found.memberships["report_id"])
    kept = {k: v for k, v in state.items() if covered.isdisjoint(k.split(":")[1].split("+"))}
    for frame, column in (
        (found.calls, "call_id"),
        (found.call_participants, "call_id"),
        (found.call_topics, "call_id"),
        (found.conflicts, "call_id"),
        (found.asymmetries, "call_id"),
    ):
        for row in frame.iter_rows(named=True):
            key = f"{frame.columns[1]}:{name[row[column]]}"
            kept.setdefault(key, []).append({k: v for k, v in row.items() if k not in ("call_id", "conflict_id")})
    for row in found.memberships.iter_rows(named=True):
        kept[f"link:{row['report_id']}"] = (row["score"], row["explanation"], name[row["call_id"]])
    for row in found.missing_calls.iter_rows(named=True):
        ends = {k: name.get(row[k] or "") for k in ("after_call_id", "before_call_id")}
        kept[f"missing:{'+'.join(row['report_ids'])}:{row['hypothesis_id']}"] = row | ends
    return {key: sorted(value, key=str) if isinstance(value, list) else value for key, value in kept.items()}


WHOLE = _content(_resolve(FRAMES["reports"]))


@given(st.permutations(IDS))
@settings(max_examples=5, deadline=None)
def test_order_of_rows_changes_nothing_not_even_ids(order: list[str]) -> None:
    shuffled = pl.DataFrame({"report_id": order}).join(FRAMES["reports"], on="report_id", maintain_order="left")
    one, other = _resolve(FRAMES["reports"]), _resolve(shuffled.select(FRAMES["reports"].columns))
    assert one.calls.equals(other.calls)
    assert one.memberships.equals(other.memberships)
    assert one.missing_calls.equals(other.missing_calls)


@given(st.permutations(IDS), st.lists(st.integers(1, len(IDS) - 1), min_size=1, max_size=4, unique=True))
@settings(max_examples=25, deadline=None)
def test_batches_in_any_order_give_what_all_at_once_gives(order: list[str], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(order)]
    state: dict[str, Any] = {}
    seen, known = FRAMES["reports"].clear(), None
    for start, end in pairwise(edges):
        new = FRAMES["reports"].filter(pl.col("report_id").is_in(order[start:end]))
        scope = touched(new, seen, FRAMES["articles"], known=known, statements=FRAMES["statements"])
        seen = pl.concat([seen, new])
        own = None if known is None else known.join(scope, on="report_id", how="semi")
        found = _resolve(seen.join(scope, on="report_id", how="semi"), own)
        state = _merge(state, found)
        rest = found.memberships.clear() if known is None else known.join(scope, on="report_id", how="anti")
        known = pl.concat([rest, found.memberships])
        assert known["report_id"].n_unique() == seen.height
    assert state == WHOLE
