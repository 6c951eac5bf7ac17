"""What new reports can change: the reports that they link to."""

from __future__ import annotations

import polars as pl

from transforms.reference import Reference
from transforms.resolve.cluster import link_pairs
from transforms.resolve.features import features


def linked(
    among: pl.DataFrame,
    reports: pl.DataFrame,
    articles: pl.DataFrame,
    statements: pl.DataFrame,
    judged: pl.DataFrame,
    reference: Reference | None,
) -> pl.DataFrame:
    """Return report_id of those `reports` to which one of `among` (report_id, part of them) has a link.

    `articles` (text not needed) and `statements` are those of the reports; `judged` has left, right, judgement.
    """
    table = features(reports, articles, statements, reference)
    links = link_pairs(table, judged, table.join(among, on="report_id", how="semi"))
    return pl.concat([links.select(report_id="left"), links.select(report_id="right")]).unique()
