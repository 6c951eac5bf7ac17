"""The maintainers' quality report: its figures, for machines, and the HTML pages that show them offline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from expectations import health, worklist
from expectations.health import Frames
from expectations.suites import STAGES

_READ = {
    "runs": "run_id started_at ended_at status documents_in articles reports rejected code_version",
    "expectation_results": "run_id stage expectation severity success observed unexpected_count",
    "quarantine": "run_id stage document_id path reason detail payload",
    "documents": "document_id path",
    "articles": "article_id revision is_current outlet title url published_on text_chars first_run_id document_id item",
    "call_reports": "report_id call_id article_id revision first_run_id date_edtf time_of_day duration_minutes_low ordinal"
    " initiator_id participants unnamed_participants topics places disclosed_by tone sentence",
    "claims": "claim_id report_id property value qualifier surface attributed_to",
    "calls": "call_id date_edtf date_earliest date_latest weekday participants report_count",
    "conflicts": "conflict_id call_id property kind values claim_ids weight status",
    "missing_calls": "hypothesis_id participants scope ordinal after_call_id before_call_id reason report_ids status",
    "follow_ups": "follow_up_id call_id report_id kind date_edtf date_earliest date_latest place surface state",
    "actors": "actor_id name",
}
COLUMNS: Mapping[str, tuple[str, ...]] = {relation: tuple(columns.split()) for relation, columns in _READ.items()}
"""Relation of the warehouse -> the columns that `figures` reads; `articles.text_chars` counts the characters of the text."""

KEPT = 200
"""Cases of a kind that `figures` keeps; `to_do` counts them all."""

PAGES = ("index.html", "sources.html", "expectations.html")


def figures(
    frames: Frames, *, now: datetime | None = None, since: date | None = None, options: str = "", data_docs: Sequence[str] = ()
) -> dict[str, Any]:
    """Return everything that the pages show; lists, texts, numbers, days and moments.

    `frames` holds the relations and columns of COLUMNS (`call_reports` without retracted ones), `standing_results`
    (EXPECTATION_RESULTS of the whole warehouse), `thresholds`, `doubtful_pairs` (as `transforms.resolve` gives them) and
    the reference tables as `reference.NAME`. `since` leaves out earlier runs and what they brought; `options` follows
    every command shown; `data_docs` names the stages that have a page. `verdict` is healthy, attention or broken.
    Raises ValueError when a relation is missing.
    """
    now = now or datetime.now(UTC)
    recent = _recent(frames, since)
    run, expectations = health.last_run(recent), health.expectations(recent)
    failed = health.failed_by_severity(expectations)
    state, why = health.verdict(run, failed)
    cases = worklist.cases(recent, options)
    return {
        "generated_at": now,
        "since": since,
        "verdict": state,
        "why": why,
        "critical_expectations_hold": not failed["critical"],
        "failed": failed,
        "failed_expectations": [row for row in expectations if not row["success"]],
        "failed_lately": [row for row in expectations if row["success"] and False in row["outcomes"]],
        "rejected": health.rejected_by_reason(recent),
        "last_run": run,
        "volumes": _volumes(recent),
        "to_do": {kind: len(rows) for kind, rows in cases.items()},
        "cases": {kind: rows[:KEPT] for kind, rows in cases.items()},
        "runs": health.last_runs(recent).to_dicts(),
        "days": health.reports_by_day(recent),
        "months": health.reports_by_month(recent),
        "freshness": health.freshness(recent, now),
        "fill_rates": health.fill_rates(recent),
        "expectations": expectations,
        "data_docs": list(data_docs),
        "options": options,
    }


def as_json(told: Mapping[str, Any]) -> str:
    """Return `figures` as JSON, days and moments in ISO 8601."""
    return json.dumps(told, ensure_ascii=False, indent=1, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the figures")


def pages(told: Mapping[str, Any]) -> dict[str, str]:
    """Return file name -> HTML of `figures`: no scripts, nothing from outside."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from expectations import charts, display

    templates = Environment(loader=PackageLoader("expectations"), autoescape=True, undefined=StrictUndefined)
    templates.trim_blocks = templates.lstrip_blocks = True
    templates.globals.update(charts=charts, figures=told, limit=worklist.SHOWN, guide=worklist.GUIDE, stages=list(STAGES))
    for name in ("shown", "marked", "share", "number", "moment", "minute", "day", "month", "ago", "plural"):
        templates.filters[name] = getattr(display, name)
    return {name: templates.get_template(f"{name}.j2").render(page=name) for name in PAGES}


def _recent(frames: Frames, since: date | None) -> dict[str, pl.DataFrame]:
    """The frames with only those runs since a day and the cases they raise; what evidence needs is left whole.

    Adds `recent_articles` and `recent_reports`, which these runs brought.
    """
    missing = [name for name in (*COLUMNS, "standing_results", "thresholds", "doubtful_pairs") if name not in frames]
    if missing:
        raise ValueError(f"the quality report lacks the frames {', '.join(missing)}")
    if since is None:
        return {**frames, "recent_articles": frames["articles"], "recent_reports": frames["call_reports"]}
    runs = frames["runs"].filter(pl.col("started_at").dt.date() >= since)
    articles = frames["articles"].filter(pl.col("first_run_id").is_in(runs["run_id"].implode()))
    reports = frames["call_reports"].filter(pl.col("first_run_id").is_in(runs["run_id"].implode()))
    ids = reports["report_id"].implode()
    implied = frames["missing_calls"].explode("report_ids").filter(pl.col("report_ids").is_in(ids))
    return {
        **frames,
        "runs": runs,
        "recent_articles": articles,
        "recent_reports": reports,
        **{name: frames[name].join(runs, on="run_id", how="semi") for name in ("expectation_results", "quarantine")},
        **{name: frames[name].join(reports, on="call_id", how="semi") for name in ("calls", "conflicts")},
        "follow_ups": frames["follow_ups"].join(reports, on="report_id", how="semi"),
        "missing_calls": frames["missing_calls"].join(implied, on="hypothesis_id", how="semi"),
        "doubtful_pairs": frames["doubtful_pairs"].filter(pl.col("left_report_id").is_in(ids) | pl.col("right_report_id").is_in(ids)),
    }


def _volumes(frames: Frames) -> dict[str, int]:
    return {
        "documents": frames["recent_articles"]["document_id"].drop_nulls().n_unique(),
        "articles": frames["recent_articles"].filter(pl.col("is_current")).height,
        "call_reports": frames["recent_reports"].height,
        "calls": frames["calls"].height,
    }
