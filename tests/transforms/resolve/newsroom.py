"""The articles of `tests/golden/newsroom`: their labels as reports, and what ingesting the articles makes of each label."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import clusters
import polars as pl
import resolution_gold as gold

from flows.reference import read_reference
from transforms.actors import Directory
from transforms.duplicates import band_keys, true_copies
from transforms.duplicates import clusters as copy_clusters
from transforms.languages.fr.calendar_words import WEEKDAY, WEEKDAYS
from transforms.languages.fr.ordinals import find_ordinals
from transforms.languages.fr.times_of_day import find_time_of_day
from transforms.resolve import resolve
from transforms.text import fold

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "newsroom"
Row = dict[str, Any]


def articles() -> dict[str, Row]:
    """Return the articles by id, of two versions of one only the newer."""
    rows = list(map(json.loads, (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()))
    newest = {row.get("url") or row["id"]: row["id"] for row in sorted(rows, key=lambda row: row["published_at"] or "")}
    return {row["id"]: row for row in rows if row["id"] in newest.values()}


def labelled(part: str) -> list[Row]:
    """Return the labels of a part as gold reports; those of one person and a role text are left out.

    Calls have reports in `opened` and in `held_out`, and `opened` was read for extraction only: for resolution both are held out.
    """
    about, copies = articles(), _copies()
    found = []
    for line in map(json.loads, (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()):
        if (line["part"] == "tuning") == (part == "tuning") and line["id"] in about:
            found += [_row(about[line["id"]], call, number, copies) for number, call in enumerate(line["calls"]) if not call.get("optional")]
    return found


def _row(article: Row, call: Row, number: int, copies: Mapping[str, str | None]) -> Row:
    published = article["published_at"] and datetime.fromisoformat(article["published_at"]).astimezone(UTC).isoformat()
    row = {
        "report": f"{article['id']}:{number}", "article": article["id"], "outlet": article["outlet"], "agency": article["agency"],
        "published_at": published, "participants": _named(call["participants"]), "date": call["date"], "channel": call["channel"],
        "duration_minutes": call["duration_minutes"], "duration_qualifier": _qualifier(call["duration_minutes"]),
        "unnamed": next((name for name in call["participants"] if name not in _named(call["participants"])), None),
        "ordinal": call["ordinal"], "factuality": call["factuality"], "topics": call["topics"], "places": call["places"],
        "call": call["cluster"],
        "wire_copy": copies[article["id"]], "quotation": _quoted(article), **_clues(article, call),
    }  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


@cache
def _directory() -> Directory:
    return Directory.from_reference(read_reference())


def key_of(name: str) -> str:
    """Return the id of the actor whom a label names, or the name of somebody the reference tables do not know."""
    return next(iter(_directory().by_name.get(fold(name), [])), f"name:{fold(name)}")


def _named(participants: list[str]) -> list[str]:
    """Return the people; "dirigeants européens" is nobody in particular."""
    return [name for name in participants if name[:1].isupper()]


def _qualifier(minutes: list[float] | None) -> str | None:
    """Return what labels leave out: "près d'une heure" is labelled 60, so that half hours are taken as approximate."""
    return minutes and ("about" if minutes[0] % 30 == 0 else "exact")  # type: ignore[return-value]


def _clues(article: Row, call: Row) -> Row:
    """Return what labels leave out and the article says: weekday and part of the day, and since when the calls are counted.

    Weekday and part of the day are those of the sentence of the evidence, else of the one before it.
    """
    whole = fold("\n\n".join((article["title"], article["lead"], article["text"])))
    start = max(0, whole.find(fold(call["evidence"])))
    sentence = _STOP.split(whole[:start])[-1] + whole[start : start + len(call["evidence"])]
    before = ["", *_STOP.split(whole[:start])][-2]
    times = find_time_of_day(sentence) or find_time_of_day(before)
    weekdays = set(re.findall(rf"\b{WEEKDAY}\b", sentence)) or set(re.findall(rf"\b{WEEKDAY}\b", before))
    scopes = [whole[slice(*found.scope)] for found in find_ordinals(whole) if found.value == call["ordinal"] and found.scope]
    return {
        "time_of_day": times[0][2] if times else None,
        "weekday": WEEKDAYS[weekdays.pop()] if len(weekdays) == 1 else None,
        "ordinal_scope": scopes[0] if scopes else None,
    }


_STOP = re.compile(r"(?<=[.!?])\s+|\n+")


def _quoted(article: Row) -> str:
    """Return what stands between quotation marks, each piece a sentence of its own."""
    return ". ".join(re.findall(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]", article["text"]))


def _copies() -> dict[str, str | None]:
    rows = [{"article_id": r["id"], "revision": 1, "text": r["text"], "title_end": 0, "furniture": []} for r in articles().values()]
    texts = pl.DataFrame(rows, schema_overrides={"furniture": pl.List(pl.Struct({"start_char": pl.Int64, "end_char": pl.Int64}))})
    bands = band_keys(texts).drop_nulls()
    meeting = bands.join(bands, on="band").select(one="article_id", other="article_id_right").filter(pl.col("one") < pl.col("other"))
    return dict(copy_clusters(texts["article_id"], true_copies(meeting.unique(), texts)).iter_rows())


def from_labels(rows: list[Row]) -> dict[str, str]:
    """Return the call of each label when labels are resolved as if they were reports."""
    frames, reference = gold.frames(rows), read_reference()
    ids = {name: key_of(name) for row in rows for name in row["participants"]}
    person = pl.element().struct.with_fields(actor_id=pl.field("name").replace_strict(ids))
    reports = frames["reports"].with_columns(pl.col("participants").list.eval(person))
    found = resolve(reports, frames["claims"], frames["articles"], reference=reference, statements=frames["statements"])
    return dict(found.memberships.select("report_id", "call_id").iter_rows())


def from_articles(rows: list[Row]) -> dict[str, str]:
    """Return the call of each label that has a report of its own in its article when all are ingested."""
    return clusters.calls_of_labels(rows, FOLDER / "articles.jsonl", key_of)


def figure(rows: list[Row], call_of: Mapping[str, str]) -> clusters.Figure:
    """Return precision, recall and F1 over all pairs of labels."""
    return clusters.figure(rows, call_of, also_within_articles=True)
