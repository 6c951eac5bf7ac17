"""Is the warehouse healthy? Figures of the quality report, from frames of the warehouse to plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import polars as pl

from expectations.checks import Check
from expectations.outlets import silences
from expectations.suites import STAGES

Row = dict[str, Any]
Frames = Mapping[str, pl.DataFrame]

SEVERITIES = ("critical", "warning", "info")
RUNS_SHOWN = 30
DAYS_SHOWN = 60
MONTHS_SHOWN = 48
UNKNOWN_OUTLET = "(outlet unknown)"


@cache
def declared() -> dict[tuple[str, str], Check]:
    """(stage, expectation) -> what it is."""
    return {(stage, check.name): check for stage, suite in STAGES.items() for check in suite.CHECKS}


# --- runs ---


def last_runs(frames: Frames) -> pl.DataFrame:
    """The last runs that had anything to do, oldest first, with `seconds` and the expectations that failed by severity."""
    idle = pl.all_horizontal((pl.col(name) == 0).fill_null(True) for name in ("documents_in", "articles", "reports", "rejected"))
    runs = frames["runs"].sort("started_at", "run_id").filter(~idle | (pl.col("status") != "completed")).tail(RUNS_SHOWN)
    failed = (
        frames["expectation_results"]
        .filter(~pl.col("success"))
        .group_by("run_id")
        .agg((pl.col("severity") == severity).sum().alias(severity) for severity in SEVERITIES)
    )
    seconds = (pl.col("ended_at") - pl.col("started_at")).dt.total_milliseconds() / 1000
    told = runs.join(failed, on="run_id", how="left", maintain_order="left")
    return told.with_columns(pl.col(SEVERITIES).fill_null(0), seconds=seconds.round(1))


def last_run(frames: Frames) -> Row | None:
    """The newest run, None before the first."""
    rows = frames["runs"].sort("started_at", "run_id").tail(1).to_dicts()
    return rows[0] if rows else None


# --- expectations ---


def expectations(frames: Frames) -> list[Row]:
    """Every expectation that was ever checked: as it stands now, and its outcome in each of the last runs; what fails comes first.

    Over the whole warehouse where it was checked now (`run_id` null), else as the last run that checked it found it.
    `outcomes` has one value a run: true, false, or null where it was not checked. `bounds` is what the thresholds say.
    """
    runs = last_runs(frames)["run_id"].to_list()
    recorded = frames["expectation_results"]
    outcomes = {(row["stage"], row["expectation"], row["run_id"]): row["success"] for row in recorded.to_dicts()}
    return [
        {
            **row,
            "meaning": declared()[row["stage"], row["expectation"]].meaning,
            "bounds": _bounds(frames, row),
            "outcomes": [outcomes.get((row["stage"], row["expectation"], run)) for run in runs],
        }
        for row in _latest(frames).to_dicts()
    ]


def _latest(frames: Frames) -> pl.DataFrame:
    """Each declared expectation as it was found last, the failed and grave ones first."""
    order = frames["runs"].sort("started_at", "run_id").select("run_id").with_row_index("_run")
    recorded = frames["expectation_results"].join(order, on="run_id", how="left", maintain_order="left")
    standing = frames["standing_results"].filter(~_named(of_a_run=True)).with_columns(_run=pl.lit(2**31, dtype=pl.UInt32), run_id=None)
    found = pl.concat([recorded, standing.cast({"run_id": pl.String})]).filter(_named()).sort("_run", nulls_last=False, maintain_order=True)
    latest = found.unique(["stage", "expectation"], keep="last", maintain_order=True)
    gravity = pl.col("severity").replace_strict(dict(zip(SEVERITIES, range(3), strict=True)), default=3, return_dtype=pl.Int64)
    stage = pl.col("stage").replace_strict(dict(zip(STAGES, range(len(STAGES)), strict=True)), return_dtype=pl.Int64)
    return latest.sort("success", gravity, stage, maintain_order=True).drop("_run")


def _named(*, of_a_run: bool | None = None) -> pl.Expr:
    """Whether a row names a declared expectation, with `of_a_run` one that is only about a run (or is not)."""
    names = [f"{stage}.{name}" for (stage, name), check in declared().items() if of_a_run in (None, check.of_a_run)]
    return pl.concat_str("stage", "expectation", separator=".").is_in(names)


def _bounds(frames: Frames, row: Row) -> list[str]:
    """The thresholds of an expectation in words, with their reasons."""
    words = {"mostly": "at least {:.0%} of rows", "min_value": "at least {:,.10g}", "max_value": "at most {:,.10g}"}
    stated = frames["thresholds"].filter(stage=row["stage"], expectation=row["expectation"])
    told = stated.select("argument", "value", "why").iter_rows()
    return [f"{words[argument].format(float(value))}: {why}" for argument, value, why in told]


def failed_by_severity(rows: list[Row]) -> dict[str, int]:
    """How many of the expectations of each severity fail now."""
    severities = [row["severity"] for row in rows if not row["success"]]
    return {severity: severities.count(severity) for severity in SEVERITIES}


def verdict(run: Row | None, failed: Mapping[str, int]) -> tuple[str, str]:
    """(broken, attention or healthy; one sentence that says why)."""
    if run is None:
        return "attention", "No run yet: ingest some articles first."
    if run["status"] == "failed":
        return "broken", f"The last run, {run['run_id']}, failed."
    if failed["critical"]:
        return (
            "broken",
            f"{_count(failed['critical'], 'critical expectation')} not met: mend before anyone relies on the calls.",
        )
    if failed["warning"]:
        return (
            "attention",
            f"The calls can be used; {_count(failed['warning'], 'expectation')} of severity warning not met.",
        )
    return "healthy", "Every critical and warning expectation holds."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


# --- what came in ---


def rejected_by_reason(frames: Frames) -> list[Row]:
    """Rows of quarantine by stage and reason: in the last run and in all."""
    run = last_run(frames)
    in_last = (pl.col("run_id") == (run["run_id"] if run else "")).sum()
    counted = frames["quarantine"].group_by("stage", "reason").agg(last_run=in_last, all_runs=pl.len())
    return counted.sort(["last_run", "all_runs", "reason"], descending=[True, True, False]).to_dicts()


def reports_by_day(frames: Frames) -> list[Row]:
    """Reports by the day they were found, every day up to the last run."""
    days = frames["runs"].select("run_id", day=pl.col("started_at").dt.date())
    found = frames["recent_reports"].join(days, left_on="first_run_id", right_on="run_id").group_by("day").agg(reports=pl.len())
    return _every(found.join(days.select("day").unique(), on="day", how="full", coalesce=True), "day", "1d", DAYS_SHOWN)


def reports_by_month(frames: Frames) -> list[Row]:
    """Reports by month of publication up to the newest; undated articles are not counted."""
    dated = frames["recent_reports"].join(frames["articles"], on=["article_id", "revision"]).drop_nulls("published_on")
    return _every(dated.group_by(month=pl.col("published_on").dt.truncate("1mo")).agg(reports=pl.len()), "month", "1mo", MONTHS_SHOWN)


def _every(counted: pl.DataFrame, name: str, every: str, shown: int) -> list[Row]:
    """The last periods of a count, those without any as 0."""
    if counted.is_empty():
        return []
    return counted.sort(name).upsample(name, every=every).with_columns(pl.col("reports").fill_null(0)).tail(shown).to_dicts()


def freshness(frames: Frames, now: datetime) -> list[Row]:
    """Articles and reports an outlet, the days since its newest article and what is usual; the most reports first."""
    articles = frames["articles"].filter(pl.col("is_current")).with_columns(pl.col("outlet").fill_null(UNKNOWN_OUTLET))
    told = frames["call_reports"].group_by("article_id", "revision").agg(reports=pl.len())
    by_outlet = (
        articles.join(told, on=["article_id", "revision"], how="left")
        .group_by("outlet")
        .agg(articles=pl.len(), reports=pl.col("reports").sum(), newest=pl.col("published_on").max())
        .join(silences(frames["articles"]).drop("newest"), on="outlet", how="left")
    )
    age = (pl.lit(now.date()) - pl.col("newest")).dt.total_days()
    return by_outlet.with_columns(age_days=age).sort(["reports", "articles", "outlet"], descending=[True, True, False]).to_dicts()


def fill_rates(frames: Frames) -> list[Row]:
    """Share of an outlet's reports (0 to 1) that state each property; the outlets with most reports first."""
    named = frames["articles"].select("article_id", "revision", outlet=pl.col("outlet").fill_null(UNKNOWN_OUTLET))
    reports = frames["call_reports"].join(named.unique(["article_id", "revision"]), on=["article_id", "revision"])
    filled = {name: (pl.col(name).list.len() > 0).fill_null(False) for name in ("topics", "places", "disclosed_by", "tone")}
    filled |= {name: pl.col(name).is_not_null() for name in ("date_edtf", "time_of_day", "duration_minutes_low", "ordinal", "initiator_id")}
    rates = reports.group_by("outlet").agg(reports=pl.len(), **{name: expr.mean().round(4) for name, expr in filled.items()})
    return rates.sort(["reports", "outlet"], descending=[True, False]).to_dicts()
