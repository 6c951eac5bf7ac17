"""Labelled articles (`tests/golden/newsroom`, `retold`, `again`, `afresh`): labels as reports, and the calls that ingesting the articles gives them.

A set is named by its folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
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
from transforms.languages.fr.dates import find_dates
from transforms.languages.fr.dates import resolve as resolve_date
from transforms.languages.fr.keywords import KeywordFinder, is_recalled, told_of
from transforms.languages.fr.ordinals import find_ordinals
from transforms.languages.fr.sentences import split_sentences
from transforms.languages.fr.times_of_day import find_time_of_day
from transforms.resolve import resolve
from transforms.text import fold

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
Row = dict[str, Any]


def articles(name: str) -> dict[str, Row]:
    """Return the articles of a set by id, of two versions of one only the newer."""
    rows = list(map(json.loads, (GOLDEN / name / "articles.jsonl").read_text(encoding="utf-8").splitlines()))
    newest = {row.get("url") or row["id"]: row["id"] for row in sorted(rows, key=lambda row: row["published_at"] or "")}
    return {row["id"]: row for row in rows if row["id"] in newest.values()}


def labelled(name: str, part: str) -> list[Row]:
    """Return the labels of a set's part (`tuning`, `held_out`) as gold reports; those of one person and a role text are left out.

    Calls have reports in `opened` and in `held_out`, and `opened` was read for extraction only: for resolution both are held out.
    """
    about = articles(name)
    copies = _copies(about)
    found = []
    for line in map(json.loads, (GOLDEN / name / "labels.jsonl").read_text(encoding="utf-8").splitlines()):
        if (line["part"] == "tuning") == (part == "tuning") and line["id"] in about:
            article, calls = about[line["id"]], line["calls"]
            found += [_row(article, calls, number, copies) for number, call in enumerate(calls) if not call.get("optional")]
    return found


def _row(article: Row, calls: Sequence[Row], number: int, copies: Mapping[str, str | None]) -> Row:
    call = calls[number]
    published = article["published_at"] and datetime.fromisoformat(article["published_at"]).astimezone(UTC).isoformat()
    row = {
        "report": f"{article['id']}:{number}", "article": article["id"], "outlet": article["outlet"], "agency": article["agency"],
        "published_at": published, "participants": _named(call["participants"]), "channel": call["channel"],
        "duration_minutes": call["duration_minutes"], "duration_qualifier": _qualifier(call["duration_minutes"]),
        "unnamed": next((name for name in call["participants"] if name not in _named(call["participants"])), None),
        "ordinal": call["ordinal"], "factuality": call["factuality"], "topics": call["topics"], "places": call["places"],
        "disclosed_by": call["disclosed_by"],
        "evidence": call["evidence"], "call": call["cluster"], "undecided": call.get("undecided"),
        "wire_copy": copies[article["id"]], "quotation": _quoted(_written(article)), **_clues(article, calls, number),
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


def _clues(article: Row, calls: Sequence[Row], number: int) -> Row:
    """Return what labels leave out and the article says: weekday, part of the day or month, what calls are counted from, uncommon words.

    Weekday and part of the day are those of the evidence; else of its sentence up to there and of the one before it, where
    these hold the evidence of no other call. Without a day, a weekday beside the evidence may be of anything, and so may one of
    the sentence before that is not the weekday of the day.
    """
    written = _written(article)
    whole = fold(written)
    start, *others = (max(0, whole.find(fold(call["evidence"]))) for call in (calls[number], *calls[:number], *calls[number + 1 :]))
    end = start + len(calls[number]["evidence"])
    sentences = split_sentences(written)
    at = next(i for i, sentence in enumerate(sentences) if start < sentence[1])
    around = [(sentences[at][0], end, sentences[at][1]), *((s, e, e) for s, e in sentences[max(1, at - 1) : at])]  # no title
    texts = [whole[start:end], *(whole[s:e] for s, e, stop in around if not any(s <= other < stop for other in others))]
    times = next(filter(None, map(find_time_of_day, texts)), [])
    has_day = len(calls[number]["date"] or "") == len("2025-06-14")
    named = [{WEEKDAYS[name] for name in re.findall(rf"\b{WEEKDAY}\b", text)} for text in (texts if has_day else texts[:1])]
    own = {date.fromisoformat(calls[number]["date"]).isoweekday()} if has_day else set()
    weekdays = next(filter(None, [*named[:2], *(told & own for told in named[2:])]), set[int]())
    day = date.fromisoformat(article["published_at"][:10]) if article["published_at"] else None
    recalled = is_recalled(calls[number]["date"], day)
    scopes = [whole[slice(*found.scope)] for found in find_ordinals(whole) if found.value == calls[number]["ordinal"] and found.scope]
    return {
        "time_of_day": times[0][2] if times else None,
        "weekday": weekdays.pop() if len(weekdays) == 1 else None,
        **_days(calls[number]["date"], day, texts),
        "ordinal_scope": scopes[0] if scopes else None,
        "keywords": _keywords(calls[number], whole, told_of(whole, sentences, [start], others, len(article["title"]), recalled=recalled)),
    }


def _days(stated: str | None, published: date | None, texts: Sequence[str]) -> Row:
    """Return `date` and, of a part of a month, `days`, the first and last: of a day that a label has as about, the month or part that the text says."""
    month = (stated or "")[: len("2025-06")]
    if not stated or (stated != month and not stated.endswith("~")):
        return {"date": stated}
    found = [resolve_date(expression, anchor=published) for text in texts for expression in find_dates(text)]
    bounds = [(d.earliest.isoformat(), d.latest.isoformat()) for d in found if d.edtf == month and d.earliest and d.latest]
    holding = [days for days in bounds if stated == month or days[0] <= stated[:-1] <= days[1]]
    return {"date": month, "days": list(holding[0])} if holding else {"date": stated}


def _keywords(call: Row, whole: str, told: Sequence[tuple[int, int]]) -> list[str]:
    countries = [_directory().actors[key].country_code for key in map(key_of, call["participants"]) if key in _directory().actors]
    return _keyword_finder().find(whole, told, call["participants"], [*countries, *call["places"]])


@cache
def _keyword_finder() -> KeywordFinder:
    return KeywordFinder(read_reference())


def _written(article: Row) -> str:
    return "\n\n".join(filter(None, (article["title"], article["lead"], article["text"])))


def _quoted(written: str) -> list[str]:
    """Return what stands between quotation marks."""
    return re.findall(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]", written)


def _copies(about: Mapping[str, Row]) -> dict[str, str | None]:
    rows = [{"article_id": r["id"], "revision": 1, "text": r["text"], "title_end": 0, "furniture": []} for r in about.values()]
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


def from_articles(name: str, rows: list[Row]) -> dict[str, str]:
    """Return the call of each label that has a report of its own in its article when all of the set are ingested."""
    return clusters.calls_of_labels(rows, GOLDEN / name / "articles.jsonl", key_of)


def figure(rows: list[Row], call_of: Mapping[str, str]) -> clusters.Figure:
    """Return precision, recall and F1 over all pairs of labels but those of which no careful reader could tell the call (`undecided`)."""
    return clusters.figure([row for row in rows if not row.get("undecided")], call_of, also_within_articles=True)
