"""What is there to do? The cases a maintainer can settle, the weightiest first, each with evidence and command."""

from __future__ import annotations

import shlex
from typing import Any

import polars as pl

from expectations.health import Frames, Row

SHOWN = 40
"""Cases of each kind on the page; the rest is counted."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NAMES = {str(number): name for number, name in enumerate(_WEEKDAYS, 1)}


def open_conflicts(frames: Frames) -> list[Row]:
    """Open conflicts by weight, each with the claims that contradict each other and a command for each value."""
    still_open = (
        frames["conflicts"].filter(pl.col("status") == "open").sort("weight", "conflict_id", descending=[True, False], nulls_last=True)
    )
    calls = _by_id(frames["calls"], "call_id")
    evidence = _evidence(frames, still_open["claim_ids"].explode().drop_nulls().to_list())
    return [
        {
            **conflict,
            "call": calls.get(conflict["call_id"]),
            "claims": (claims := [evidence[claim] for claim in conflict["claim_ids"] or [] if claim in evidence]),
            "commands": _settling(conflict, claims),
        }
        for conflict in still_open.to_dicts()
    ]


def _settling(conflict: Row, claims: list[Row]) -> list[str]:
    """A command for each value; one that stands in a claim of another property, such as a weekday's date, is its."""
    stated = [(claim["property"], claim["value"]) for claim in claims]
    values = stated or [(conflict["property"], value) for value in conflict["values"] or []]
    return [judge_value(conflict["call_id"], *value) for value in dict.fromkeys(values)]


def judge_value(call_id: str, property_: str, value: str) -> str:
    """The command that settles the value of a property of a call."""
    return f"readout judge value {shlex.quote(call_id)} {property_} {shlex.quote(value)} --why TEXT"


def _by_id(frame: pl.DataFrame, key: str) -> dict[str, Row]:
    return {row[key]: row for row in frame.to_dicts()}


def _evidence(frames: Frames, claim_ids: list[str]) -> dict[str, Row]:
    """The claims with a sentence and the article that tells it; `told` is the value, or the name of an actor.

    The sentence is the claim's own where `claims` has a column `evidence`, else that of its report.
    """
    claims = frames["claims"].filter(pl.col("claim_id").is_in(claim_ids))
    reports = frames["call_reports"].select("report_id", "article_id", "revision", "sentence")
    names = frames["actors"].select("name", value="actor_id").unique("value")
    told = claims.join(reports, on="report_id", how="left").join(names, on="value", how="left")
    sentences = [name for name in ("evidence", "sentence") if name in told.columns]
    weekday = pl.when(pl.col("property") == "weekday").then(pl.col("value").replace(_WEEKDAY_NAMES))
    rows = told.with_columns(evidence=pl.coalesce(sentences), told=pl.coalesce(weekday, "name", "value"))
    return _by_id(rows.join(_articles(frames), on=["article_id", "revision"], how="left"), "claim_id")


def _articles(frames: Frames) -> pl.DataFrame:
    columns = ("article_id", "revision", "outlet", "title", "url", "published_on", "document_id", "item")
    return frames["articles"].select(columns).unique(["article_id", "revision"])


def undated_calls(frames: Frames) -> list[Row]:
    """Calls without a day whose articles have no publication date: a date in a sidecar would settle them."""
    undated = (
        frames["calls"]
        .filter(pl.col("date_edtf").is_null())
        .select("call_id", "participants", "weekday", "date_earliest", "date_latest", "report_count")
    )
    reports = frames["call_reports"].select("call_id", "article_id", "revision", "sentence")
    paths = frames["documents"].select("document_id", "path").unique("document_id")
    told = undated.join(reports, on="call_id").join(_articles(frames), on=["article_id", "revision"])
    waiting = told.filter(pl.col("published_on").is_null()).join(paths, on="document_id", how="left")
    first = waiting.sort("report_count", "call_id", descending=[True, False]).unique("call_id", keep="first", maintain_order=True)
    return [{**row, "day": _weekday(row["weekday"]), "command": _dating(row)} for row in first.to_dicts()]


def _weekday(number: int | None) -> str | None:
    return _WEEKDAYS[number - 1] if number else None


def _dating(row: Row) -> str:
    """Write a sidecar for a file of one article and ingest it again; else judge the date itself."""
    if row["path"] and not row["item"]:
        path = row["path"]
        stem = path.rsplit(".", 1)[0] if "." in path.rsplit("/", 1)[-1] else path
        sidecar, file = shlex.quote(f"{stem}.meta.json"), shlex.quote(path)
        return f"""echo '{{"published_at": "YYYY-MM-DD"}}' > {sidecar} && readout ingest {file}"""
    return judge_value(row["call_id"], "date", "YYYY-MM-DD")


def missing_calls(frames: Frames) -> list[Row]:
    """Open hypotheses about calls that ordinals imply, with the names of the participants."""
    names = dict(frames["actors"].select("actor_id", "name").iter_rows())
    still_open = frames["missing_calls"].filter(pl.col("status") == "open").sort("hypothesis_id")
    sentences = dict(frames["call_reports"].select("report_id", "sentence").iter_rows())
    return [
        {
            **row,
            "names": [names.get(actor, actor.removeprefix("name:")) for actor in row["participants"] or []],
            "sentences": [sentences[report] for report in row["report_ids"] or [] if report in sentences][:3],
        }
        for row in still_open.to_dicts()
    ]


def unknown_people(frames: Frames) -> list[Row]:
    """Participants without an entry in the reference tables, the most frequent first, each with a sentence."""
    person = pl.col("participants").struct
    people = frames["call_reports"].select("report_id", "sentence", "participants").explode("participants")
    unknown = people.select("report_id", "sentence", actor_id=person.field("actor_id"), name=person.field("name"))
    return _counted(unknown.filter(pl.col("actor_id").is_null() | pl.col("actor_id").str.starts_with("name:")), "name")


def unknown_titles(frames: Frames) -> list[Row]:
    """Roles of participants that nobody could be found for, the most frequent first, each with a sentence."""
    titles = frames["call_reports"].select("report_id", "sentence", name="unnamed_participants").explode("name")
    return _counted(titles.drop_nulls("name"), "name")


def _counted(rows: pl.DataFrame, name: str) -> list[Row]:
    counted = rows.group_by(name).agg(reports=pl.col("report_id").n_unique(), sentence=pl.col("sentence").first())
    return counted.sort(["reports", name], descending=[True, False]).to_dicts()


def overdue_follow_ups(frames: Frames) -> list[Row]:
    """Announced steps whose day has passed without a report of what became of them."""
    sentences = frames["call_reports"].select("report_id", "sentence")
    overdue = frames["follow_ups"].filter(pl.col("state") == "overdue").join(sentences, on="report_id", how="left")
    return overdue.sort("date_latest", "follow_up_id", descending=[True, False], nulls_last=True).to_dicts()


def rejected_documents(frames: Frames) -> list[Row]:
    """Rows of quarantine, those of the newest run first."""
    order = frames["runs"].select("run_id", "started_at")
    rejected = frames["quarantine"].join(order, on="run_id", how="left", maintain_order="left")
    rows: list[dict[str, Any]] = rejected.sort("started_at", descending=True, nulls_last=True, maintain_order=True).to_dicts()
    return rows
