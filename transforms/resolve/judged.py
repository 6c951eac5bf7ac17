"""Human verdicts by report key -> pairs of reports, values of calls, settled hypotheses; and which went stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from transforms.resolve.identity import report_keys


@dataclass(frozen=True)
class Judged:
    """`pairs` has left, right, judgement (same or different); `values` report_id -> property -> value."""

    pairs: pl.DataFrame
    values: Mapping[str, Mapping[str, str]]
    hypotheses: frozenset[str]


def read_judgements(judgements: pl.DataFrame | None, reports: pl.DataFrame, keys: pl.DataFrame | None = None) -> Judged:
    """Return the judgements in terms of the reports at hand; the latest of two about the same pair or value holds.

    `keys` are report_id and key of all reports of the judged articles; without it `reports` must hold all of them.
    """
    if judgements is None or judgements.is_empty():
        return Judged(_frame({}), {}, frozenset())
    rows = judgements.sort("made_at", "judgement_id")
    reports_of: dict[str, list[str]] = defaultdict(list)
    known = report_keys(reports) if keys is None else keys.join(reports, on="report_id", how="semi")
    for report_id, key in known.select("report_id", "key").sort("report_id").iter_rows():
        reports_of[key].append(report_id)
    pairs: dict[tuple[str, str], str] = {}
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.filter(pl.col("kind") == "pair").iter_rows(named=True):
        for one in reports_of.get(row["left_key"], ()):
            for other in reports_of.get(row["right_key"], ()):
                pairs[min(one, other), max(one, other)] = row["verdict"]
    for row in rows.filter(pl.col("kind") == "value").iter_rows(named=True):
        for report_id in reports_of.get(row["left_key"], ()):
            values[report_id][row["right_key"]] = row["value"]
    return Judged(_frame(pairs), dict(values), frozenset(rows.filter(pl.col("kind") == "hypothesis")["left_key"]))


def judged_pairs(judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return left, right and judgement (same or different) of all reports in `keys` (report_id, key) that were judged as pairs."""
    return read_judgements(judgements, keys, keys).pairs


def _frame(pairs: Mapping[tuple[str, str], str]) -> pl.DataFrame:
    rows = [(left, right, verdict) for (left, right), verdict in sorted(pairs.items()) if left != right]
    return pl.DataFrame(rows, schema=dict.fromkeys(("left", "right", "judgement"), pl.String()), orient="row")


def judged_follow_ups(judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return follow_up_id and state of the steps in `keys` (follow_up_id, key) whose outcome was judged; the latest verdict holds."""
    verdicts = judgements.filter(pl.col("kind") == "follow_up").sort("made_at", "judgement_id").unique("left_key", keep="last")
    return keys.join(verdicts.select(key="left_key", state="verdict"), on="key").select("follow_up_id", "state")


def with_states(judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return JUDGEMENTS with `state`: stale where a report that the verdict rests on is not found by its key any more.

    `keys` must hold the keys of all current reports, not only of those in scope.
    """
    known = keys.get_column("key").implode()
    found = pl.col("left_key").is_in(known) & ((pl.col("kind") != "pair") | pl.col("right_key").is_in(known))
    rests = pl.col("kind") != "hypothesis"
    return judgements.with_columns(state=pl.when(rests & ~found).then(pl.lit("stale")).otherwise(pl.lit("active")))
