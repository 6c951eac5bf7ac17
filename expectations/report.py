"""The maintainers' quality report: one HTML page that opens offline, and its first figures for machines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from expectations import health, worklist
from expectations.health import Frames

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "runs": (
        "run_id",
        "started_at",
        "ended_at",
        "status",
        "documents_in",
        "articles",
        "reports",
        "rejected",
        "code_version",
    ),
    "expectation_results": ("run_id", "stage", "expectation", "severity", "success", "observed", "unexpected_count"),
    "quarantine": ("run_id", "stage", "document_id", "path", "reason", "detail", "payload"),
    "documents": ("document_id", "path"),
    "articles": (
        "article_id",
        "revision",
        "is_current",
        "outlet",
        "title",
        "url",
        "published_on",
        "published_at_basis",
        "document_id",
        "item",
    ),
    "call_reports": (
        "report_id",
        "call_id",
        "article_id",
        "revision",
        "retracted_run_id",
        "date_edtf",
        "time_of_day",
        "duration_minutes_low",
        "ordinal",
        "initiator_id",
        "participants",
        "unnamed_participants",
        "topics",
        "places",
        "disclosed_by",
        "tone",
        "sentence",
    ),
    "claims": ("claim_id", "report_id", "property", "value", "qualifier", "surface", "attributed_to"),
    "calls": (
        "call_id",
        "date_edtf",
        "date_earliest",
        "date_latest",
        "weekday",
        "participants",
        "factuality",
        "report_count",
        "conflict_count",
    ),
    "conflicts": ("conflict_id", "call_id", "property", "kind", "values", "claim_ids", "weight", "status"),
    "missing_calls": (
        "hypothesis_id",
        "participants",
        "scope",
        "ordinal",
        "after_call_id",
        "before_call_id",
        "reason",
        "report_ids",
        "status",
    ),
    "follow_ups": (
        "follow_up_id",
        "call_id",
        "report_id",
        "kind",
        "date_edtf",
        "date_latest",
        "place",
        "surface",
        "state",
    ),
    "actors": ("actor_id", "name"),
}
"""Relation of the warehouse -> the columns that the report reads: what `build` and `summary` expect in `frames`."""

_BIDI = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SHOWN_CHARS = 400


def summary(frames: Frames) -> dict[str, Any]:
    """Return the figures of the first screen, ready for JSON: verdict, failures, rejections, volumes and open work.

    `frames` holds the relations and columns of COLUMNS. `strict` in a caller means: exit code by `healthy`.
    """
    frames = _standing(frames)
    state, why = health.verdict(frames)
    run = health.last_run(frames)
    return {
        "verdict": state,
        "why": why,
        "critical_expectations_hold": not health.failed_by_severity(frames)["critical"],
        "failed": health.failed_by_severity(frames),
        "failed_expectations": [
            {name: row[name] for name in ("stage", "expectation", "severity", "observed", "unexpected_count")}
            for row in health.failed(frames)
        ],
        "rejected": health.rejected_by_reason(frames),
        "last_run": {name: _plain(value) for name, value in run.items()} if run else None,
        "volumes": _volumes(frames),
        "to_do": {name: len(rows) for name, rows in _work(frames).items()},
    }


def build(frames: Frames, *, now: datetime | None = None) -> str:
    """Return the report as one HTML page without scripts and without anything from outside.

    `frames` holds the relations and columns of COLUMNS; `now` is the moment the page states (UTC now).
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    now = now or datetime.now(UTC)
    figures, standing = summary(frames), _standing(frames)
    environment = Environment(
        loader=PackageLoader("expectations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": shown,
        "marked": marked,
        "share": _share,
        "number": _number,
        "moment": _moment,
        "day": _day,
    }
    return environment.get_template("quality.html.j2").render(
        now=now,
        figures=figures,
        work=_work(standing),
        limit=worklist.SHOWN,
        failed=health.failed(standing),
        runs=health.last_runs(standing).to_dicts(),
        history=health.expectation_history(standing),
        freshness=health.freshness(standing, now),
        fill_rates=health.fill_rates(standing),
        months=health.reports_by_month(standing),
        charts=_charts(),
    )


def _charts() -> Any:
    from expectations import charts

    return charts


def _standing(frames: Frames) -> dict[str, pl.DataFrame]:
    """The frames without retracted reports. Raises ValueError when a relation is missing."""
    missing = [name for name in COLUMNS if name not in frames]
    if missing:
        raise ValueError(f"the quality report lacks the frames {', '.join(missing)}")
    return {**frames, "call_reports": frames["call_reports"].filter(pl.col("retracted_run_id").is_null())}


def _volumes(frames: Frames) -> dict[str, int]:
    current = frames["articles"].filter(pl.col("is_current"))
    return {
        "documents": frames["documents"].height,
        "articles": current.height,
        "call_reports": frames["call_reports"].height,
        "calls": frames["calls"].height,
    }


def _work(frames: Frames) -> dict[str, list[health.Row]]:
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


def shown(text: object) -> str:
    """Text of an article or file for display: cut, with control and direction characters as their code points."""
    plain = _BIDI.sub(lambda found: f"[U+{ord(found[0]):04X}]", "" if text is None else str(text))
    return plain if len(plain) <= _SHOWN_CHARS else f"{plain[:_SHOWN_CHARS]}…"


def marked(sentence: object, surface: object) -> Any:
    """A sentence with the first occurrence of `surface` marked, everything else escaped."""
    from markupsafe import Markup, escape

    whole, part = shown(sentence), shown(surface)
    before, found, after = whole.partition(part) if part else (whole, "", "")
    return Markup("{}<mark>{}</mark>{}").format(before, found, after) if found else escape(whole)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


def _moment(value: datetime | None) -> str:
    return "–" if value is None else f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _day(value: date | None) -> str:
    return "–" if value is None else value.isoformat()
