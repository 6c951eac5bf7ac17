"""Frames of one invented call told by two articles, from `data/good.json`, and variations of them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from transforms import schemas
from transforms.schemas import TEXT, Relation

DATA = Path(__file__).with_name("data")
TODAY = date(2031, 3, 12)

_OFFICES = Relation("offices", "one term", dict.fromkeys(("actor_id", "role", "start", "end", "verified"), (TEXT, "")))
RELATIONS = {
    "documents": schemas.DOCUMENTS,
    "articles": schemas.ARTICLES,
    "call_reports": schemas.CALL_REPORTS,
    "claims": schemas.CLAIMS,
    "statements": schemas.STATEMENTS,
    "follow_ups": schemas.FOLLOW_UPS,
    "memberships": schemas.MEMBERSHIPS,
    "calls": schemas.CALLS,
    "call_participants": schemas.CALL_PARTICIPANTS,
    "actors": schemas.ACTORS,
    "offices": _OFFICES,
}

Row = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def good_rows() -> dict[str, list[Row]]:
    """Rows by relation; the spans of what quotes an article are filled in."""
    rows = read("good.json")
    texts = {row["article_id"]: row["text"] for row in rows["articles"]}
    for report in rows["call_reports"]:
        text = texts[report["article_id"]]
        _locate(report, report.pop("evidence"), text, text.index(report["sentence"]))
    articles = {row["report_id"]: row["article_id"] for row in rows["call_reports"]}
    for name, quoted in (("claims", "surface"), ("statements", "text"), ("follow_ups", "surface")):
        for row in rows[name]:
            if row[quoted] is not None:
                _locate(row, row[quoted], texts[articles[row["report_id"]]], 0)
    return rows


def _locate(row: Row, words: str, text: str, after: int) -> None:
    row["start_char"] = text.index(words, after)
    row["end_char"] = row["start_char"] + len(words)


def frame(relation: str, rows: list[Row]) -> pl.DataFrame:
    """Rows as they stand in JSON, with ISO texts read as the days and moments that the schema asks for."""
    schema = RELATIONS[relation].schema
    return RELATIONS[relation].frame({key: _typed(value, schema[key]) for key, value in row.items()} for row in rows)


def _typed(value: Any, dtype: pl.DataType) -> Any:
    if isinstance(value, str) and dtype == pl.Date:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(value, str) and dtype == schemas.MOMENT else value


def frames(rows: dict[str, list[Row]]) -> dict[str, pl.DataFrame]:
    return {name: frame(name, rows[name]) for name in RELATIONS}


def thresholds() -> pl.DataFrame:
    seeds = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "thresholds.csv"
    return pl.read_csv(seeds, infer_schema=False)
