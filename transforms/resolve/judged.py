"""Human verdicts by report key -> pairs of reports, values of calls, settled hypotheses; and which went stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from transforms import schemas


@dataclass(frozen=True)
class Judged:
    """`pairs` has left, right, judgement (same or different); `values` report_id -> property -> value."""

    pairs: pl.DataFrame
    values: Mapping[str, Mapping[str, str]]
    hypotheses: frozenset[str]


def read_judgements(judgements: pl.DataFrame | None, keys: pl.DataFrame) -> Judged:
    """Return the judgements in terms of the reports at hand (`keys`: report_id, key); the latest of two holds."""
    rows = (judgements if judgements is not None else schemas.JUDGEMENTS.frame()).sort(
        "made_at", "judgement_id", nulls_last=False
    )
    reports: dict[str, list[str]] = defaultdict(list)
    for report_id, key in keys.sort("report_id").iter_rows():
        reports[key].append(report_id)
    pairs: dict[tuple[str, str], str] = {}
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.filter(pl.col("kind") == "pair").iter_rows(named=True):
        for one in reports.get(row["left_key"], ()):
            for other in reports.get(row["right_key"], ()):
                pairs[min(one, other), max(one, other)] = row["verdict"]
    for row in rows.filter(pl.col("kind") == "value").iter_rows(named=True):
        for report_id in reports.get(row["left_key"], ()):
            values[report_id][row["right_key"]] = row["value"]
    frame = pl.DataFrame(
        [(left, right, verdict) for (left, right), verdict in sorted(pairs.items()) if left != right],
        schema={"left": pl.String, "right": pl.String, "judgement": pl.String},
        orient="row",
    )
    return Judged(frame, dict(values), frozenset(rows.filter(pl.col("kind") == "hypothesis")["left_key"]))


def with_states(judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return JUDGEMENTS with `state`: stale where a report that the verdict rests on is not found by its key any more.

    `keys` must hold the keys of all current reports, not only of those in scope.
    """
    known = keys.get_column("key").implode()
    found = pl.col("left_key").is_in(known) & ((pl.col("kind") != "pair") | pl.col("right_key").is_in(known))
    rests = pl.col("kind") != "hypothesis"
    return judgements.with_columns(state=pl.when(rests & ~found).then(pl.lit("stale")).otherwise(pl.lit("active")))
