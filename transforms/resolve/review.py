"""Doubtful pairs: what a person should look at, the pairs that decide most first."""

from __future__ import annotations

import polars as pl

from transforms.reference import Reference
from transforms.resolve.block import candidate_pairs
from transforms.resolve.cluster import scored
from transforms.resolve.features import features
from transforms.resolve.score import LINK, explain

DOUBT = 1.5  # a score within this distance of the least score of a link is doubtful
PAIRS = pl.Schema({
    "left_call_id": pl.String, "right_call_id": pl.String, "left_report_id": pl.String, "right_report_id": pl.String,
    "score": pl.Float64, "joined": pl.Boolean, "matter": pl.Float64, "explanation": pl.String,
})  # fmt: skip


def doubtful_pairs(
    reports: pl.DataFrame,
    articles: pl.DataFrame,
    memberships: pl.DataFrame,
    calls: pl.DataFrame,
    judged: pl.DataFrame,
    *,
    statements: pl.DataFrame | None = None,
    reference: Reference | None = None,
    among: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the pairs of reports whose score is near the threshold and that nobody judged, what matters most first.

    Columns: left_call_id, right_call_id, left_report_id, right_report_id, score, `joined` (whether they are one call now),
    `matter` and `explanation` (JSON as in MEMBERSHIPS). One pair, the closest to the threshold, stands for each two calls,
    or for a call that it holds together. `matter` is the number of reports of the calls concerned, less the nearer the
    score is to certainty. `calls` gives call_id and report_count, `judged` left and right of the pairs judged. With `among`
    (report_id), one of the two is among these: pairs can be looked for part by part, and `most_doubtful` brings the parts together.
    """
    table = features(reports, articles, statements, reference)
    some = table if among is None else table.join(among, on="report_id", how="semi")
    unjudged = candidate_pairs(table, some).join(judged, on=["left", "right"], how="anti")
    pairs = scored(unjudged, table, judged.clear())
    doubt = (pl.col("score") - LINK).abs()
    doubtful = pairs.filter(~pl.col("veto") & (doubt <= DOUBT))
    sizes = memberships.select("report_id", "call_id").join(calls.select("call_id", size="report_count"), on="call_id")
    for side in ("left", "right"):
        doubtful = doubtful.join(sizes.rename({"report_id": side, "call_id": f"{side}_call_id", "size": f"{side}_size"}), on=side)
    joined = pl.col("left_call_id") == pl.col("right_call_id")
    size = pl.when(joined).then("left_size").otherwise(pl.col("left_size") + pl.col("right_size"))
    doubtful = doubtful.with_columns(joined=joined, matter=(size * (1 - doubt / (2 * DOUBT))).round(3))
    shown = doubtful.filter(~pl.col("joined") | _weakest(memberships))
    explanations = [explain(pair, pair["left"]) for pair in shown.iter_rows(named=True)]
    found = shown.with_columns(explanation=pl.Series(explanations, dtype=pl.String))
    return most_doubtful(found.rename({"left": "left_report_id", "right": "right_report_id"}).select(PAIRS.names()))


def most_doubtful(pairs: pl.DataFrame, limit: int | None = None) -> pl.DataFrame:
    """Return doubtful pairs, what matters most first, one for each two calls, at most `limit`."""
    ordered = pairs.sort(pl.col("matter").neg(), "left_report_id", "right_report_id")
    calls_concerned = pl.concat_list("left_call_id", "right_call_id").list.sort()
    return ordered.filter(calls_concerned.is_first_distinct()).head(limit or ordered.height)


def _weakest(memberships: pl.DataFrame) -> pl.Expr:
    """Whether one of the two has no better link to the call than such a doubtful one."""
    weak = memberships.filter(pl.col("score") <= LINK + DOUBT).get_column("report_id").implode()
    return pl.col("left").is_in(weak) | pl.col("right").is_in(weak)
