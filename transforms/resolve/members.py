"""The reports of one call with what stands behind them: outlet, wire, moment of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polars as pl

from transforms.resolve.cluster import components
from transforms.schemas import MOMENT

Member = dict[str, Any]


def members_by_call(reports: pl.DataFrame, articles: pl.DataFrame, table: pl.DataFrame, calls: pl.DataFrame) -> dict[str, list[Member]]:
    """Return the reports of each call (`calls`: report_id, call_id) as rows, the earliest published first.

    Beside the report's columns: source_id, agency, duplicate_cluster_id, published_at, `first_day` and `last_day` of
    `features`, and `independent`: one name for all reports of the call that copy one wire or come from one outlet.
    """
    rows = (
        calls.join(reports, on="report_id")
        .join(
            articles.select("article_id", "revision", "source_id", "agency", "duplicate_cluster_id", pl.col("published_at").cast(MOMENT)),
            on=["article_id", "revision"],
            how="left",
        )
        .join(table.select("report_id", "first_day", "last_day", "scope"), on="report_id")
        .with_columns(source_id=pl.col("source_id").fill_null(pl.col("article_id")))
        .sort("call_id", "published_at", "report_id", nulls_last=True)
    )
    found: dict[str, list[Member]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["call_id"]].append(row)
    for members in found.values():
        _name_independent(members)
    return dict(found)


def _name_independent(members: Sequence[Member]) -> None:
    """Give reports of one outlet, one wire agency or one near-duplicate cluster one name."""
    if len(members) == 1:
        members[0]["independent"] = members[0]["report_id"]
        return
    edges = [
        ("report " + m["report_id"], f"{kind} {m[kind]}")
        for m in members
        for kind in ("source_id", "agency", "duplicate_cluster_id")
        if m[kind]
    ]
    names = {node: group[0] for group in components(edges) for node in group}
    for member in members:
        member["independent"] = names["report " + member["report_id"]]


def sources_of(members: Sequence[Member]) -> int:
    """Count the independent sources behind reports."""
    return len({member["independent"] for member in members})
