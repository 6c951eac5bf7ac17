"""The gold reports of `tests/golden/resolution` as frames, and how well a grouping meets them."""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl

from transforms import schemas
from transforms.edtf import parse_edtf

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "resolution"


def read(part: str) -> list[dict[str, Any]]:
    """Read the reports of one part: `tuning` or `held_out`."""
    lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def frames(rows: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """Return the frames `reports`, `claims`, `articles` and `statements` of gold reports."""
    positions: dict[str, int] = {}
    reports, articles, statements = [], {}, []
    for row in rows:
        positions[row["article"]] = positions.get(row["article"], 0) + 1
        reports.append(_report(row, positions[row["article"]]))
        articles[row["article"]] = _article(row)
        for number, quotation in enumerate(_listed(row.get("quotation"))):
            statements.append({"statement_id": f"s-{row['report']}-{number}", "report_id": row["report"], "kind": "direct", "text": quotation})
    return {
        "reports": schemas.CALL_REPORTS.frame(reports),
        "claims": schemas.CLAIMS.frame(),
        "articles": schemas.ARTICLES.frame(articles.values()),
        "statements": schemas.STATEMENTS.frame(statements),
    }


def _report(row: dict[str, Any], position: int) -> dict[str, Any]:
    days = parse_edtf(row["date"]) if "date" in row else None
    latest = datetime.fromisoformat(row["not_after"]).date() if "not_after" in row else None
    first, last = (
        map(date.fromisoformat, row["days"]) if "days" in row else (days.earliest if days else None, days.latest if days else latest)
    )
    low, high = row.get("duration_minutes", (None, None))
    return {
        "report_id": row["report"],
        "article_id": row["article"],
        "revision": 1,
        "position": position,
        "factuality": row.get("factuality", "occurred"),
        "channel": row.get("channel", "telephone").replace("telephone", "telephone"),
        "date_edtf": row.get("date"),
        "date_earliest": first,
        "date_latest": last,
        "weekday": row.get("weekday"),
        "time_of_day": row.get("time_of_day"),
        "duration_minutes_low": low,
        "duration_minutes_high": high,
        "duration_qualifier": row.get("duration_qualifier"),
        "ordinal": row.get("ordinal"),
        "ordinal_scope": row.get("ordinal_scope"),
        "participants": [{"actor_id": f"name:{p}", "name": p, "role": "participant"} for p in row["participants"]],
        "unnamed_participants": [row["unnamed"]] if "unnamed" in row else [],
        "topics": row.get("topics", []),
        "places": row.get("places", []),
        "keywords": row.get("keywords", []),
        "disclosed_by": _listed(row.get("disclosed_by")),
        "tone": [],
        "sentence": f"Phrase {row['report']}.",
        "start_char": 0,
        "end_char": 6,
    }


def _listed(named: str | list[str] | None) -> list[str]:
    return [named] if isinstance(named, str) else named or []


def _article(row: dict[str, Any]) -> dict[str, Any]:
    published = datetime.fromisoformat(row["published_at"]) if "published_at" in row else None
    return {
        "article_id": row["article"],
        "revision": 1,
        "is_current": True,
        "source_id": row["outlet"],
        "agency": row.get("agency"),
        "published_at": published,
        "published_on": published.date() if published else None,
        "duplicate_cluster_id": row.get("wire_copy"),
        "language": "fr",
        "text": "",
    }


def pairwise(rows: list[dict[str, Any]], call_of: dict[str, str]) -> tuple[float, list[tuple[str, str]], list[tuple[str, str]]]:
    """Return pairwise F1, the pairs wrongly joined and the pairs missed."""
    ids = sorted(row["report"] for row in rows)
    gold = {row["report"]: row["call"] for row in rows}
    pairs = list(combinations(ids, 2))
    wrong = [(a, b) for a, b in pairs if call_of[a] == call_of[b] and gold[a] != gold[b]]
    missed = [(a, b) for a, b in pairs if call_of[a] != call_of[b] and gold[a] == gold[b]]
    right = sum(call_of[a] == call_of[b] and gold[a] == gold[b] for a, b in pairs)
    return 2 * right / (2 * right + len(wrong) + len(missed)), wrong, missed
