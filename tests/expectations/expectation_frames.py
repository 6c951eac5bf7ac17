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

_TABLES = {
    "actors": "actor_id name aliases kind country_code born died verified",
    "offices": "actor_id role country_code organisation_id start end verified",
    "countries": "country_code name_fr",
    "outlets": "source_id name aliases domains country_code",
    "agencies": "agency_id name country_code",
    "topics": "topic_id parent_id",
    "topic_terms": "topic_id term kind",
    "place_terms": "term country_code",
}
REFERENCE = {name: Relation(name, "one row", dict.fromkeys(columns.split(), (TEXT, ""))) for name, columns in _TABLES.items()}
"""The reference tables, with the columns that expectations read."""

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
    "conflicts": schemas.CONFLICTS,
    "runs": schemas.RUNS,
    "links": Relation("links", "one link", {"link": (TEXT, ""), "orphans": (schemas.INT, "")}),
    **REFERENCE,
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
    """The frames as a warehouse has them: articles with the length of their text and the run that brought them."""
    runs = [row.pop("first_run_id", "run-1") for row in rows["articles"]]
    built = {name: frame(name, rows[name]) for name in RELATIONS}
    added = {"text_chars": pl.col("text").str.len_chars(), "first_run_id": pl.Series(runs, dtype=pl.String)}
    return {**built, "articles": built["articles"].with_columns(**added)}


def repeated(rows: dict[str, list[Row]], recent: Row, *, reports: bool = True) -> None:
    """Make 40 daily articles, each with a report, of the first article; the newer 20 are `recent` in what they state."""
    article, report = rows["articles"][0], rows["call_reports"][0]
    rows["articles"], rows["call_reports"] = [], []
    for number in range(40):
        name, day = f"daily-{number}", date(2031, 1, 1).replace(day=number % 20 + 1, month=number // 20 + 1)
        new = number >= 20
        own = {"article_id": name, "published_on": day.isoformat(), "first_run_id": "run-2" if new else "run-1"}
        rows["articles"].append({**article, **own, **{k: v for k, v in recent.items() if new and k in RELATIONS["articles"].columns}})
        if reports or not new:
            changed = {k: v for k, v in recent.items() if new and k not in RELATIONS["articles"].columns}
            rows["call_reports"].append({**report, "report_id": f"{name}.1.1", "article_id": name, **changed})


def thresholds() -> pl.DataFrame:
    seeds = Path(__file__).resolve().parents[2] / "seeds" / "reference" / "thresholds.csv"
    return pl.read_csv(seeds, infer_schema=False)
