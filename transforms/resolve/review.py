"""Doubtful pairs: what a person should look at, the pairs that decide most first."""

from __future__ import annotations

import polars as pl

from transforms.reference import Reference
from transforms.resolve.block import candidate_pairs
from transforms.resolve.cluster import scored
from transforms.resolve.features import features
from transforms.resolve.identity import report_keys
from transforms.resolve.judged import read_judgements
from transforms.resolve.score import LINK, explain

DOUBT = 1.5  # a score within this distance of the least score of a link is doubtful
_COLUMNS = (
    "left_call_id", "right_call_id", "left_report_id", "right_report_id", "left_key", "right_key", "score", "joined",
    "matter", "explanation",
)  # fmt: skip


def doubtful_pairs(
    reports: pl.DataFrame,
    articles: pl.DataFrame,
    memberships: pl.DataFrame,
    *,
    statements: pl.DataFrame | None = None,
    judgements: pl.DataFrame | None = None,
    reference: Reference | None = None,
) -> pl.DataFrame:
    """Return the pairs of reports whose score is near the threshold and that nobody judged, what matters most first.

    Columns: left_call_id, right_call_id, left_report_id, right_report_id, their keys for a judgement, score, `joined`
    (whether they are one call now), `matter` and `explanation` (JSON as in MEMBERSHIPS). One pair, the closest to the
    threshold, stands for each two calls, or for a call that it holds together. `matter` is the number of reports of the
    calls concerned, less the nearer the score is to certainty.
    """
    table = features(reports, articles, statements, reference)
    judged = read_judgements(judgements, reports).pairs
    pairs = scored(candidate_pairs(table), table, judged)
    doubt = (pl.col("score") - LINK).abs()
    doubtful = pairs.filter(~pl.col("veto") & pl.col("judgement").is_null() & (doubt <= DOUBT))
    calls = memberships.select("report_id", "call_id").with_columns(size=pl.len().over("call_id"))
    keys = report_keys(reports)
    for side in ("left", "right"):
        own = calls.join(keys, on="report_id").rename(
            {"report_id": side, "call_id": f"{side}_call_id", "size": f"{side}_size", "key": f"{side}_key"}
        )
        doubtful = doubtful.join(own, on=side)
    joined = pl.col("left_call_id") == pl.col("right_call_id")
    size = pl.when(joined).then("left_size").otherwise(pl.col("left_size") + pl.col("right_size"))
    doubtful = doubtful.with_columns(joined=joined, matter=(size * (1 - doubt / (2 * DOUBT))).round(3)).sort(
        pl.col("matter").neg(), "left", "right"
    )
    calls_concerned = pl.concat_list("left_call_id", "right_call_id").list.sort()
    shown = doubtful.filter(~pl.col("joined") | _weakest(memberships)).filter(calls_concerned.is_first_distinct())
    explanations = [explain(pair, pair["left"]) for pair in shown.iter_rows(named=True)]
    return shown.with_columns(explanation=pl.Series(explanations, dtype=pl.String)).rename(
        {"left": "left_report_id", "right": "right_report_id"}
    )[_COLUMNS]


def _weakest(memberships: pl.DataFrame) -> pl.Expr:
    """Whether one of the two has no better link to the call than such a doubtful one."""
    weak = memberships.filter(pl.col("score") <= LINK + DOUBT).get_column("report_id").implode()
    return pl.col("left").is_in(weak) | pl.col("right").is_in(weak)
