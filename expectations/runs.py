"""Expectations on the last run: did it come to its end, and was it lately?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks
from expectations.checks import Check

KEY = ("run_id",)

CHECKS: tuple[Check, ...] = (
    checks.holds("last_run_completed", "critical", "The last run came to its end."),
    checks.at_most("days_since_last_run", "warning", "days_since_last_run", "The last run is recent: the schedule still runs."),
)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row: the last run that has ended or was killed; needs `runs`.

    A run that has not ended is taken for killed only when a later one has started.
    """
    ordered = frames["runs"].sort("started_at", "run_id")
    running = (pl.col("status") == "running") & (pl.int_range(pl.len()) == pl.len() - 1)
    return (
        ordered.filter(~running)
        .tail(1)
        .select(
            "run_id",
            last_run_completed=pl.col("status") == "completed",
            days_since_last_run=(pl.lit(today) - pl.col("started_at").dt.date()).dt.total_days(),
        )
    )
