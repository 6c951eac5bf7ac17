"""Expectations on outlets: one whose extraction dropped has changed its pages, one that fell silent has lost its feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks
from expectations.checks import Check

KEY = ("outlet",)

RECENT_ARTICLES = 30
"""The newest articles of an outlet that are held against its earlier ones; of a small outlet the newer half."""

_READABLE_CHARS = 200
_USUAL_PAUSES = 5  # pauses between articles from which one can say what is usual

MEASURES: Mapping[str, str] = {
    "title": "articles with a title",
    "dated": "articles with a publication date",
    "readable": "articles with a text of 200 characters or more",
    "reported": "articles that report a call",
    "call_dated": "reports with the day of the call",
    "call_topics": "reports with a topic",
    "call_discloser": "reports with who made the call known",
}
"""Measure -> what share it is of."""

CHECKS: tuple[Check, ...] = (
    *(
        checks.at_most(f"{name}_share_kept", "warning", f"{name}_drop", f"No outlet's share of {told} dropped: pages are read as before.")
        for name, told in MEASURES.items()
    ),
    checks.at_most("outlet_not_silent", "warning", "silence", "No outlet pauses far longer than it usually does: its feed still comes."),
)  # fmt: skip


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row an outlet; needs `articles`, `call_reports` and `runs`.

    `*_drop` is how far the share fell from the earlier articles to the recent ones, in standard errors of the
    difference (two-proportion z), so that a handful of articles accuses nobody. `silence` is how many of its usual
    pauses (nine tenths are no longer) an outlet has been silent before the newest article of all.
    """
    told = drops(frames).pivot("measure", index="outlet", values="drop").with_columns(pl.col(pl.Float64).round(2))
    missing = [pl.lit(None, dtype=pl.Float64).alias(name) for name in MEASURES if name not in told.columns]
    renamed = told.with_columns(missing).select("outlet", *(pl.col(name).alias(f"{name}_drop") for name in MEASURES))
    return renamed.join(silences(frames["articles"]).select("outlet", "silence"), on="outlet", how="left").sort("outlet")


def drops(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row an outlet and measure: earlier and recent (shares), earlier_count, recent_count and drop; null where nothing compares."""
    newest_first = pl.int_range(pl.len()).over("outlet", "measure")
    recent = newest_first < pl.min_horizontal(RECENT_ARTICLES, pl.len().over("outlet", "measure") // 2)
    shares = (
        _measured(frames)
        .with_columns(recent=recent)
        .group_by("outlet", "measure")
        .agg(
            earlier=pl.col("held").filter(~pl.col("recent")).mean(),
            recent=pl.col("held").filter("recent").mean(),
            earlier_count=(~pl.col("recent")).sum(),
            recent_count=pl.col("recent").sum(),
        )
    )
    return shares.with_columns(drop=_standard_errors()).sort("outlet", "measure")


def _standard_errors() -> pl.Expr:
    """Two-proportion z of the drop, with the pooled share; 0 where every article is alike, null without recent ones."""
    earlier, recent, before, after = (pl.col(name) for name in ("earlier", "recent", "earlier_count", "recent_count"))
    pooled = (earlier * before + recent * after) / (before + after)
    error = (pooled * (1 - pooled) * (1 / before + 1 / after)).sqrt()
    return pl.when(after == 0).then(None).when(error > 0).then((earlier - recent) / error).otherwise(0.0)


def _measured(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row an article, or report, and measure: outlet, measure, held; the newest of an outlet first."""
    order = ["started_at", "published_on", "article_id"]
    reports = frames["call_reports"].select(
        "article_id",
        "revision",
        call_dated=pl.col("date_edtf").is_not_null(),
        call_topics=(pl.col("topics").list.len() > 0).fill_null(False),
        call_discloser=(pl.col("disclosed_by").list.len() > 0).fill_null(False),
    )
    keys = ["article_id", "revision"]
    started = frames["runs"].select("started_at", first_run_id="run_id")
    articles = current(frames["articles"]).join(started, on="first_run_id", how="left")
    of_articles = articles.join(reports.select(keys).unique().with_columns(reported=True), on=keys, how="left").select(
        "outlet", *order,
        title=pl.col("title").is_not_null(),
        readable=(pl.col("text_chars") >= _READABLE_CHARS).fill_null(False),
        reported=pl.col("reported").fill_null(False),
        dated=pl.col("published_on").is_not_null(),
    )  # fmt: skip
    of_reports = articles.select("outlet", *order, "revision").join(reports, on=keys)
    index = ["outlet", *order]
    long = [
        rows.unpivot([name for name in MEASURES if name in rows.columns], index=index, variable_name="measure", value_name="held")
        for rows in (of_articles, of_reports)
    ]
    newest_first = pl.concat(long).sort(order, descending=True, nulls_last=True)
    return newest_first.select("outlet", "measure", "held")


def current(articles: pl.DataFrame) -> pl.DataFrame:
    """The current articles of known outlets: an unknown one is its own source and has no habits."""
    return articles.filter(pl.col("is_current")).drop_nulls("outlet")


def silences(articles: pl.DataFrame) -> pl.DataFrame:
    """One row an outlet with enough dated articles: outlet, newest (day), usual_pause (days), silent_days, silence (silent / usual)."""
    days = current(articles).drop_nulls("published_on").select("outlet", "published_on").unique().sort("outlet", "published_on")
    pause = pl.col("published_on").diff().dt.total_days()
    habits = days.group_by("outlet").agg(
        newest=pl.col("published_on").max(), usual_pause=pause.quantile(0.9), pauses=pl.len() - 1,
    )  # fmt: skip
    silent = (pl.col("newest").max() - pl.col("newest")).dt.total_days()
    return (
        habits.with_columns(silent_days=silent)
        .filter(pl.col("pauses") >= _USUAL_PAUSES)
        .with_columns(silence=(pl.col("silent_days") / pl.col("usual_pause")).round(2))
        .select("outlet", "newest", "usual_pause", "silent_days", "silence")
    )
