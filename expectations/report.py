"""The maintainers' quality report: one HTML page that opens offline, and its first figures for machines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from expectations import health, worklist
from expectations.health import Frames, Row

_READ = {
    "runs": "run_id started_at status documents_in articles reports rejected code_version",
    "expectation_results": "run_id stage expectation severity success observed unexpected_count",
    "quarantine": "run_id stage document_id path reason detail payload",
    "documents": "document_id path",
    "articles": "article_id revision is_current outlet title url published_on document_id item",
    "call_reports": "report_id call_id article_id revision retracted_run_id date_edtf time_of_day duration_minutes_low"
    " ordinal initiator_id participants unnamed_participants topics places disclosed_by tone sentence",
    "claims": "claim_id report_id property value qualifier surface attributed_to",
    "calls": "call_id date_edtf date_earliest date_latest weekday participants report_count",
    "conflicts": "conflict_id call_id property kind values claim_ids weight status",
    "missing_calls": "hypothesis_id participants scope ordinal after_call_id before_call_id reason report_ids status",
    "follow_ups": "follow_up_id call_id report_id kind date_edtf date_latest place surface state",
    "actors": "actor_id name",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {relation: tuple(columns.split()) for relation, columns in _READ.items()}
"""Relation of the warehouse -> the columns that `build` and `summary` read."""


def summary(frames: Frames) -> dict[str, Any]:
    """Return the figures of the first screen, ready for JSON: verdict, failures, rejections, volumes, work to do.

    `frames` holds the relations and columns of COLUMNS. `verdict` is healthy, attention or broken.
    """
    standing = _standing(frames)
    state, why = health.verdict(standing)
    run = health.last_run(standing)
    return {
        "verdict": state,
        "why": why,
        "critical_expectations_hold": not health.failed_by_severity(standing)["critical"],
        "failed": health.failed_by_severity(standing),
        "failed_expectations": health.failed(standing),
        "rejected": health.rejected_by_reason(standing),
        "last_run": {name: _plain(value) for name, value in run.items()} if run else None,
        "volumes": _volumes(standing),
        "to_do": {name: len(rows) for name, rows in _work(standing).items()},
    }


def build(frames: Frames, *, now: datetime | None = None) -> str:
    """Return the report as one HTML page without scripts and without anything from outside.

    `frames` holds the relations and columns of COLUMNS; `now`, with time zone, is the moment that the page states.
    """
    now = now or datetime.now(UTC)
    standing = _standing(frames)
    page: str = _template().render(
        now=now,
        figures=summary(frames),
        work=_work(standing),
        limit=worklist.SHOWN,
        failed_lately=health.failed_lately(standing),
        runs=health.last_runs(standing).to_dicts(),
        history=health.expectation_history(standing),
        freshness=health.freshness(standing, now),
        fill_rates=health.fill_rates(standing),
        months=health.reports_by_month(standing),
    )
    return page


def _template() -> Any:
    """The page's template, everything escaped; Jinja is imported late, so that suites and rules do without it."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from expectations import charts, display

    pages = Environment(loader=PackageLoader("expectations"), autoescape=True, undefined=StrictUndefined)
    pages.trim_blocks = pages.lstrip_blocks = True
    pages.globals["charts"] = charts
    for name in ("shown", "marked", "share", "number", "moment", "day"):
        pages.filters[name] = getattr(display, name)
    return pages.get_template("quality.html.j2")


def _standing(frames: Frames) -> dict[str, pl.DataFrame]:
    """The frames without retracted reports. Raises ValueError when a relation is missing."""
    missing = [name for name in COLUMNS if name not in frames]
    if missing:
        raise ValueError(f"the quality report lacks the frames {', '.join(missing)}")
    return {**frames, "call_reports": frames["call_reports"].filter(pl.col("retracted_run_id").is_null())}


def _volumes(frames: Frames) -> dict[str, int]:
    return {
        "documents": frames["documents"].height,
        "articles": frames["articles"].filter(pl.col("is_current")).height,
        "call_reports": frames["call_reports"].height,
        "calls": frames["calls"].height,
    }


def _work(frames: Frames) -> dict[str, list[Row]]:
    return {
        "open_conflicts": worklist.open_conflicts(frames),
        "undated_calls": worklist.undated_calls(frames),
        "missing_calls": worklist.missing_calls(frames),
        "overdue_follow_ups": worklist.overdue_follow_ups(frames),
        "unknown_people": worklist.unknown_people(frames),
        "unknown_titles": worklist.unknown_titles(frames),
        "rejected_documents": worklist.rejected_documents(frames),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
