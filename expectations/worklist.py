"""What is there to do? The cases a maintainer can settle, the weightiest first, each with evidence and commands."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Mapping

import polars as pl

from expectations import outlets, reference
from expectations.health import Frames, Row
from transforms.judgements import PROPERTIES
from transforms.text import fold

SHOWN = 12
"""Cases of each kind on the page; the rest is counted, and in `quality.json`."""

GUIDE: Mapping[str, tuple[str, str]] = {
    "doubtful_pairs": ("Doubtful calls", "Two reports whose likeness decides neither way: are they of one call?"),
    "open_conflicts": ("Open conflicts", "Sources that contradict each other, the weightiest first: which value holds?"),
    "undated_calls": ("Undated calls", "The publication date of their article would settle their day."),
    "missing_calls": ("Calls that ordinals imply", "An ordinal counts a call that no article reports."),
    "dropped_outlets": ("Outlets whose extraction dropped", "Less is read from their newest articles than before: did their pages change?"),
    "silent_outlets": ("Silent outlets", "They pause far longer than usual: does their feed still come?"),
    "unknown_people": ("Unknown people", "Add them to actors.csv and their terms to offices.csv, then reprocess."),
    "unknown_titles": ("Titles that name nobody", "Add the title to its holder's row in offices.csv, or the holder, then reprocess."),
    "overdue_follow_ups": ("Overdue follow-ups", "Announced, and the day has passed: ingest an article that says what became of it."),
    "reference_rows": ("Rows of the reference tables", "Misspelt, overlapping or doubled: mend the row, then reprocess."),
    "rejected_documents": ("Rejected files and rows", "Mend the file, or the rule, and try it again; what is rightly refused can stay."),
}  # fmt: skip
"""Kind of case -> title, and what it asks for."""

_REFERENCE = "seeds/reference"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NAMES = {str(number): name for number, name in enumerate(_WEEKDAYS, 1)}
_ALIKE = 88
"""Likeness, of 100, from which an unknown name may be a known one misspelt."""


def cases(frames: Frames, options: str = "") -> dict[str, list[Row]]:
    """All cases by kind, in the order of GUIDE; `options` follows every readout command."""
    return {
        "doubtful_pairs": doubtful_pairs(frames, options),
        "open_conflicts": open_conflicts(frames, options),
        "undated_calls": undated_calls(frames, options),
        "missing_calls": missing_calls(frames, options),
        "dropped_outlets": dropped_outlets(frames, options),
        "silent_outlets": silent_outlets(frames, options),
        "unknown_people": unknown_people(frames, options),
        "unknown_titles": unknown_titles(frames, options),
        "overdue_follow_ups": overdue_follow_ups(frames, options),
        "reference_rows": reference_rows(frames),
        "rejected_documents": rejected_documents(frames, options),
    }


# --- calls ---


def doubtful_pairs(frames: Frames, options: str) -> list[Row]:
    """Pairs of reports near the threshold, what matters most first, each with its two sides and what speaks for and against."""
    pairs = frames["doubtful_pairs"]
    named = pl.concat([pairs["left_report_id"], pairs["right_report_id"]]).implode()
    reports = frames["call_reports"].filter(pl.col("report_id").is_in(named))
    sides = _by_id(reports.join(_articles(frames), on=["article_id", "revision"], how="left"), "report_id")
    return [
        {
            "score": pair["score"],
            "joined": pair["joined"],
            "matter": pair["matter"],
            "sides": [_side(sides[pair[f"{side}_report_id"]]) for side in ("left", "right")],
            "features": [part for part in json.loads(pair["explanation"])["features"] if part["weight"]],
            "commands": _judging(pair, options),
        }
        for pair in pairs.to_dicts()
    ]


def _side(report: Row) -> Row:
    shown = ("call_id", "report_id", "date_edtf", "sentence", "outlet", "title", "url", "published_on")
    return {**{name: report[name] for name in shown}, "participants": [person["name"] for person in report["participants"] or []]}


def _judging(pair: Row, options: str) -> list[str]:
    """Reports of one call are told apart by their own ids."""
    name = "report_id" if pair["joined"] else "call_id"
    ids = f"{shlex.quote(pair[f'left_{name}'])} {shlex.quote(pair[f'right_{name}'])}"
    return [f"readout judge {verdict} {ids} --why TEXT{options}" for verdict in ("same", "different")]


def open_conflicts(frames: Frames, options: str) -> list[Row]:
    """Open conflicts by weight, each with the claims that contradict each other and a command for each value."""
    still_open = (
        frames["conflicts"].filter(pl.col("status") == "open").sort("weight", "conflict_id", descending=[True, False], nulls_last=True)
    )
    calls, reports = _by_id(frames["calls"], "call_id"), frames["call_reports"].select("call_id", "sentence").sort("sentence")
    evidence = _evidence(frames, still_open["claim_ids"].explode().drop_nulls().to_list())
    return [
        {
            **conflict,
            "call": calls.get(conflict["call_id"]),
            "claims": (claims := [evidence[claim] for claim in conflict["claim_ids"] or [] if claim in evidence]),
            "sentences": [] if claims else reports.filter(call_id=conflict["call_id"])["sentence"].head(2).to_list(),
            "commands": _settling(conflict, claims, options),
        }
        for conflict in still_open.to_dicts()
    ]


def _settling(conflict: Row, claims: list[Row], options: str) -> list[str]:
    """A command for each value; one that stands in a claim of another property, such as a weekday's date, is its.

    What cannot be judged, such as a participant who had died, is mended in the article or the reference: show the call.
    """
    stated = [(claim["property"], claim["value"]) for claim in claims]
    values = stated or [(conflict["property"], value) for value in conflict["values"] or []]
    judged = [judge_value(conflict["call_id"], *value, options) for value in dict.fromkeys(values) if value[0] in PROPERTIES]
    return judged or [f"readout show {shlex.quote(conflict['call_id'])}{options}"]


def judge_value(call_id: str, property_: str, value: str, options: str) -> str:
    """The command that settles the value of a property of a call."""
    return f"readout judge value {shlex.quote(call_id)} {property_} {shlex.quote(value)} --why TEXT{options}"


def _by_id(frame: pl.DataFrame, key: str) -> dict[str, Row]:
    return {row[key]: row for row in frame.to_dicts()}


def _evidence(frames: Frames, claim_ids: list[str]) -> dict[str, Row]:
    """The claims with a sentence and the article that tells it; `told` is the value, or the name of an actor."""
    claims = frames["claims"].filter(pl.col("claim_id").is_in(claim_ids))
    reports = frames["call_reports"].select("report_id", "article_id", "revision", evidence="sentence")
    names = frames["actors"].select("name", value="actor_id").unique("value")
    told = claims.join(reports, on="report_id", how="left").join(names, on="value", how="left")
    weekday = pl.when(pl.col("property") == "weekday").then(pl.col("value").replace(_WEEKDAY_NAMES))
    rows = told.with_columns(told=pl.coalesce(weekday, "name", "value"))
    return _by_id(rows.join(_articles(frames), on=["article_id", "revision"], how="left"), "claim_id")


def _articles(frames: Frames) -> pl.DataFrame:
    columns = ("article_id", "revision", "outlet", "title", "url", "published_on", "document_id", "item")
    return frames["articles"].select(columns).unique(["article_id", "revision"])


def undated_calls(frames: Frames, options: str) -> list[Row]:
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
    return [{**row, "day": _weekday(row["weekday"]), "commands": [_dating(row, options)]} for row in first.to_dicts()]


def _weekday(number: int | None) -> str | None:
    return _WEEKDAYS[number - 1] if number else None


def _dating(row: Row, options: str) -> str:
    """Write a sidecar for a file of one article and ingest it again; else judge the date itself."""
    if row["path"] and not row["item"]:
        path = row["path"]
        stem = path.rsplit(".", 1)[0] if "." in path.rsplit("/", 1)[-1] else path
        sidecar, file = shlex.quote(f"{stem}.meta.json"), shlex.quote(path)
        return f"""echo '{{"published_at": "YYYY-MM-DD"}}' > {sidecar} && readout ingest {file}{options}"""
    return judge_value(row["call_id"], "date", "YYYY-MM-DD", options)


def missing_calls(frames: Frames, options: str) -> list[Row]:
    """Open hypotheses about calls that ordinals imply, with the names of the participants."""
    names = dict(frames["actors"].select("actor_id", "name").iter_rows())
    still_open = frames["missing_calls"].filter(pl.col("status") == "open").sort("hypothesis_id")
    sentences = dict(frames["call_reports"].select("report_id", "sentence").iter_rows())
    return [
        {
            **row,
            "names": [names.get(actor, actor.removeprefix("name:")) for actor in row["participants"] or []],
            "sentences": [sentences[report] for report in row["report_ids"] or [] if report in sentences][:3],
            "commands": [
                f"readout judge hypothesis {shlex.quote(row['hypothesis_id'])} {verdict} --why TEXT{options}"
                for verdict in ("missing_call", "wrong_ordinal", "different_scopes")
            ],
        }
        for row in still_open.to_dicts()
    ]


def overdue_follow_ups(frames: Frames, options: str) -> list[Row]:
    """Announced steps whose day has passed without a report of what became of them, the last due first."""
    reports = frames["call_reports"].select("report_id", "article_id", "revision", "sentence", "participants")
    columns = ("follow_up_id", "report_id", "call_id", "kind", "date_edtf", "date_earliest", "date_latest", "place", "surface")
    overdue = frames["follow_ups"].filter(pl.col("state") == "overdue").select(columns).join(reports, on="report_id", how="left")
    told = overdue.join(_articles(frames).drop("document_id", "item"), on=["article_id", "revision"], how="left")
    rows = told.sort("date_latest", "follow_up_id", descending=[True, False], nulls_last=True).to_dicts()
    named = [{**row, "participants": [person["name"] for person in row["participants"] or []]} for row in rows]
    return [{**row, "commands": _looking(row, options)} for row in named]


def _looking(row: Row, options: str) -> list[str]:
    """What was announced, and the calls of these people since then."""
    asked = "".join(f" --with {shlex.quote(name)}" for name in row["participants"][:2])
    since = f" --since {row['date_earliest']}" if row["date_earliest"] else ""
    return [f"readout show {shlex.quote(row['call_id'])}{options}", f"readout calls{asked}{since}{options}"]


# --- outlets ---


def dropped_outlets(frames: Frames, options: str) -> list[Row]:
    """Outlets of whose newest articles less is read than of earlier ones, with newest articles that lack it."""
    bounds = {row["expectation"]: float(row["value"]) for row in frames["thresholds"].filter(stage="outlets").to_dicts()}
    known = outlets.drops(frames).with_columns(bound=pl.format("{}_share_kept", "measure").replace_strict(bounds, return_dtype=pl.Float64))
    what = pl.col("measure").replace_strict(dict(outlets.MEASURES))
    dropped = known.filter(pl.col("drop") > pl.col("bound")).with_columns(what=what).sort("drop", descending=True)
    newest = outlets.current(frames["articles"]).sort("published_on", descending=True, nulls_last=True)
    return [
        {
            "outlet": outlet,
            "drops": rows.drop("outlet", "bound").to_dicts(),
            "examples": newest.filter(outlet=outlet).select("title", "url", "published_on", "text_chars").head(3).to_dicts(),
            "commands": [_articles_of(str(outlet), options), f"readout reprocess{options}"],
        }
        for (outlet,), rows in dropped.group_by("outlet", maintain_order=True)
    ]


def _articles_of(outlet: str, options: str) -> str:
    name = outlet.replace("'", "''")
    columns = "published_on, title, length(text) AS chars, url"
    query = f"SELECT {columns} FROM articles WHERE outlet = '{name}' ORDER BY published_on DESC LIMIT 30"
    return f"readout sql {shlex.quote(query)}{options}"


def silent_outlets(frames: Frames, options: str) -> list[Row]:
    """Outlets that pause far longer than usual, the longest first."""
    bound = frames["thresholds"].filter(stage="outlets", expectation="outlet_not_silent")["value"].cast(pl.Float64).max()
    silent = outlets.silences(frames["articles"]).filter(pl.col("silence") > bound).sort("silence", "outlet", descending=[True, False])
    return [{**row, "commands": [_articles_of(row["outlet"], options)]} for row in silent.to_dicts()]


# --- the reference tables ---


def unknown_people(frames: Frames, options: str) -> list[Row]:
    """Participants without an entry in the reference tables, the most frequent first, each with a sentence and the row to add."""
    person = pl.col("participants").struct
    people = frames["recent_reports"].select("report_id", "sentence", "participants").explode("participants")
    named = people.select("report_id", "sentence", actor_id=person.field("actor_id"), name=person.field("name"))
    unknown = named.filter(pl.col("actor_id").is_null() | pl.col("actor_id").str.starts_with("name:")).drop_nulls("name")
    rows = _counted(unknown, "name")
    alike = _alike([row["name"] for row in rows[:SHOWN]], frames["actors"]["name"].drop_nulls().to_list())
    return [{**row, "alike": alike.get(row["name"]), "commands": _adding(row["name"], options)} for row in rows]


def _alike(names: list[str], known: list[str]) -> dict[str, str]:
    """Unknown name -> the known name that it may be, misspelt."""
    from rapidfuzz import fuzz, process

    folded = [fold(name) for name in known]
    found = {name: process.extractOne(fold(name), folded, scorer=fuzz.ratio, score_cutoff=_ALIKE) for name in names}
    return {name: known[best[2]] for name, best in found.items() if best}


def _adding(name: str, options: str) -> list[str]:
    """Add a row for the person; the country and the source are for the maintainer to fill in."""
    key = "-".join("".join(char if char.isalnum() else " " for char in fold(name)).split())
    return [_appending("actors.csv", [f"x-{key}", name, "", "person", "", "COUNTRY", "", "", "SOURCE", "false"], options)]


def _appending(file: str, cells: list[str], options: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return f"echo {shlex.quote(line.getvalue())} >> {_REFERENCE}/{file} && readout reprocess{options}"


def unknown_titles(frames: Frames, options: str) -> list[Row]:
    """Roles of participants that nobody could be found for, the most frequent first, each with a sentence."""
    titles = frames["recent_reports"].select("report_id", "sentence", name="unnamed_participants").explode("name")
    rows = _counted(titles.drop_nulls("name"), "name")
    return [{**row, "commands": [_appending("offices.csv", _office(row["name"]), options)]} for row in rows]


def _office(title: str) -> list[str]:
    """A row for whoever bears the title; the rest is for the maintainer to fill in."""
    return ["ACTOR_ID", "ROLE", fold(title), "COUNTRY", "", "START", "END", "SOURCE", "false"]


def _counted(rows: pl.DataFrame, name: str) -> list[Row]:
    counted = rows.group_by(name).agg(reports=pl.col("report_id").n_unique(), sentence=pl.col("sentence").sort_by("report_id").first())
    return counted.sort(["reports", name], descending=[True, False]).to_dicts()


def reference_rows(frames: Frames) -> list[Row]:
    """Rows of the reference tables that break an expectation, each with the command that shows it."""
    tables = {name.removeprefix("reference."): frame for name, frame in frames.items() if name.startswith("reference.")}
    if not tables:
        return []
    return [{**row, "commands": [f"sed -n {row['row']}p {_REFERENCE}/{row['file']}"]} for row in reference.findings(tables).to_dicts()]


# --- files ---


def rejected_documents(frames: Frames, options: str) -> list[Row]:
    """Rows of quarantine, those of the newest run first, each with the command that tries again what was refused for its reason."""
    order = frames["runs"].select("run_id", "started_at")
    rejected = frames["quarantine"].join(order, on="run_id", how="left", maintain_order="left")
    rows = rejected.sort("started_at", descending=True, nulls_last=True, maintain_order=True).to_dicts()
    return [{**row, "commands": [f"readout retry --reason {shlex.quote(row['reason'])}{options}"]} for row in rows]
