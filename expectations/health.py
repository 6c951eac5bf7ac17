"""Is the warehouse healthy? Figures of the quality report, from frames of the warehouse to plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from expectations.suites import STAGES

Row = dict[str, Any]
Frames = Mapping[str, pl.DataFrame]

SEVERITIES = ("critical", "warning", "info")
RUNS_SHOWN = 30


def meaning(stage: str, expectation: str) -> str:
    """What holds when an expectation succeeds, in one sentence; empty for one that is no longer declared."""
    suite = STAGES.get(stage)
    return next((check.meaning for check in suite.CHECKS if check.name == expectation), "") if suite else ""


def last_runs(frames: Frames) -> pl.DataFrame:
    """The last runs, oldest first."""
    return frames["runs"].sort("started_at", "run_id").tail(RUNS_SHOWN)


def latest_results(frames: Frames) -> pl.DataFrame:
    """Each expectation as it was found the last time it was checked, the failed and grave ones first."""
    order = frames["runs"].sort("started_at", "run_id").select("run_id").with_row_index("_run")
    results = frames["expectation_results"].join(order, on="run_id", how="left", maintain_order="left")
    latest = results.sort("_run", nulls_last=False, maintain_order=True).unique(["stage", "expectation"], keep="last", maintain_order=True)
    gravity = pl.col("severity").replace_strict(dict(zip(SEVERITIES, range(3), strict=True)), default=3, return_dtype=pl.Int64)
    return latest.sort("success", gravity, "stage", maintain_order=True).drop("_run")


def failed(frames: Frames) -> list[Row]:
    """The expectations that fail now."""
    rows = latest_results(frames).filter(~pl.col("success")).to_dicts()
    return [{**row, "meaning": meaning(row["stage"], row["expectation"])} for row in rows]


def failed_lately(frames: Frames) -> list[Row]:
    """The expectations that hold now and failed in an earlier one of the last runs, the grave ones first."""
    return [row for row in expectation_history(frames) if row["success"] and False in row["outcomes"]]


def failed_by_severity(frames: Frames) -> dict[str, int]:
    """How many expectations of each severity fail now."""
    severities = [row["severity"] for row in failed(frames)]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def last_run(frames: Frames) -> Row | None:
    """The newest run, None before the first."""
    rows = last_runs(frames).tail(1).to_dicts()
    return rows[0] if rows else None


def verdict(frames: Frames) -> tuple[str, str]:
    """(broken, attention or healthy; one sentence that says why)."""
    run, counts = last_run(frames), failed_by_severity(frames)
    if run is None:
        return "attention", "No run yet: ingest some articles first."
    if run["status"] == "failed":
        return "broken", f"The last run, {run['run_id']}, failed."
    if counts["critical"]:
        return (
            "broken",
            f"{_count(counts['critical'], 'critical expectation')} not met: mend before anyone relies on the calls.",
        )
    if counts["warning"]:
        return (
            "attention",
            f"The calls can be used; {_count(counts['warning'], 'expectation')} of severity warning not met.",
        )
    return "healthy", "The last run completed and every critical and warning expectation holds."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def rejected_by_reason(frames: Frames) -> list[Row]:
    """Rows of quarantine by stage and reason: in the last run and in all."""
    run = last_run(frames)
    in_last = (pl.col("run_id") == (run["run_id"] if run else "")).sum()
    counted = frames["quarantine"].group_by("stage", "reason").agg(last_run=in_last, all_runs=pl.len())
    return counted.sort(["last_run", "all_runs", "reason"], descending=[True, True, False]).to_dicts()


def expectation_history(frames: Frames) -> list[Row]:
    """Every expectation with its outcome in each of the last runs (None where it was not checked)."""
    runs = last_runs(frames)["run_id"].to_list()
    outcomes = {(row["stage"], row["expectation"], row["run_id"]): row["success"] for row in frames["expectation_results"].to_dicts()}
    return [
        {
            **row,
            "meaning": meaning(row["stage"], row["expectation"]),
            "runs": runs,
            "outcomes": [outcomes.get((row["stage"], row["expectation"], run)) for run in runs],
        }
        for row in latest_results(frames).to_dicts()
    ]


def freshness(frames: Frames, now: datetime) -> list[Row]:
    """Articles and reports an outlet, and the days since its newest article; the most reports first."""
    articles = frames["articles"].filter(pl.col("is_current")).with_columns(outlet=pl.col("outlet").fill_null("(outlet unknown)"))
    told = frames["call_reports"].group_by("article_id", "revision").agg(reports=pl.len())
    by_outlet = (
        articles.join(told, on=["article_id", "revision"], how="left")
        .group_by("outlet")
        .agg(articles=pl.len(), reports=pl.col("reports").sum(), newest=pl.col("published_on").max())
    )
    age = (pl.lit(now.date()) - pl.col("newest")).dt.total_days()
    return by_outlet.with_columns(age_days=age).sort(["reports", "articles", "outlet"], descending=[True, True, False]).to_dicts()


def fill_rates(frames: Frames) -> list[Row]:
    """Share of an outlet's reports (0 to 1) that state each property; the outlets with most reports first."""
    named = frames["articles"].select("article_id", "revision", outlet=pl.col("outlet").fill_null("(outlet unknown)"))
    reports = frames["call_reports"].join(named.unique(["article_id", "revision"]), on=["article_id", "revision"])
    filled = {name: (pl.col(name).list.len() > 0).fill_null(False) for name in ("topics", "places", "disclosed_by", "tone")}
    filled |= {name: pl.col(name).is_not_null() for name in ("date_edtf", "time_of_day", "duration_minutes_low", "ordinal", "initiator_id")}
    rates = reports.group_by("outlet").agg(reports=pl.len(), **{name: expr.mean() for name, expr in filled.items()})
    return rates.sort(["reports", "outlet"], descending=[True, False]).to_dicts()


def reports_by_month(frames: Frames) -> list[Row]:
    """Reports by month of publication, the last 48 months up to the newest; undated articles are not counted."""
    dated = frames["call_reports"].join(frames["articles"], on=["article_id", "revision"]).drop_nulls("published_on")
    counted = dated.group_by(month=pl.col("published_on").dt.truncate("1mo")).agg(reports=pl.len()).sort("month")
    if counted.is_empty():
        return []
    months = counted.upsample("month", every="1mo").with_columns(pl.col("month").dt.strftime("%Y-%m"), pl.col("reports").fill_null(0))
    return months.tail(48).to_dicts()
