"""Frames as the user sees them: tables on a terminal or a pipe, CSV, JSON, Parquet; and the sheet of one call."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from flows.ingest import Summary
    from flows.quality import Quality
    from flows.settings import Settings

Row = Mapping[str, Any]

FORMATS = ("table", "csv", "json", "parquet")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUALIFIERS = {"about": "about ", "at_least": "at least ", "at_most": "at most "}
_PIPE_WIDTH = 150  # characters of a table that goes to a file or pipe
_AROUND_CHARS = 80  # of a sentence on either side of what states a value


def console(*, wrap: bool = True) -> Console:
    """Return the console for standard output; text is never read as markup."""
    shown = Console(highlight=False, markup=False, soft_wrap=not wrap)
    return shown if shown.is_terminal else Console(highlight=False, markup=False, soft_wrap=not wrap, width=_PIPE_WIDTH)


# --- whole frames ---


def write_frame(frame: pl.DataFrame, form: str, out: Path | None = None) -> None:
    """Write a frame as csv, json or parquet to a file, else to standard output; or as a table."""
    if form == "table" and out is None:
        console().print(_table(frame.columns, ([_cell(value) for value in row] for row in frame.iter_rows())))
        return
    data = _as_bytes(frame, form)
    if out:
        out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def _as_bytes(frame: pl.DataFrame, form: str) -> bytes:
    if form == "parquet":
        from io import BytesIO

        buffer = BytesIO()
        frame.write_parquet(buffer)
        return buffer.getvalue()
    if form == "json":
        return (json.dumps(frame.to_dicts(), ensure_ascii=False, indent=1, default=str) + "\n").encode()
    if form == "table":
        wide = Console(highlight=False, markup=False, width=_PIPE_WIDTH, record=True, file=None, quiet=True)
        wide.print(_table(frame.columns, ([_cell(value) for value in row] for row in frame.iter_rows())))
        return wide.export_text().encode()
    flat = frame.select(
        pl.col(name).map_elements(_cell, return_dtype=pl.String, skip_nulls=True) if dtype.is_nested() else pl.col(name)
        for name, dtype in frame.schema.items()
    )
    return flat.write_csv().encode()


def _table(columns: Iterable[str], rows: Iterable[Iterable[str | Text]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(safe(cell)) for cell in row))
    return table


def _cell(value: object) -> str:
    """Show one value: nothing for null, the parts of a list with bars between them."""
    if value is None:
        return ""
    if isinstance(value, pl.Series):
        value = value.to_list()
    if isinstance(value, list):
        return "|".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def safe(text: str) -> str:
    """Return the text without control characters, which an article could use to write over the terminal."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


# --- calls ---


def calls_table(calls: pl.DataFrame) -> None:
    """Print calls, each with date, participants, duration, topics and sources."""
    rows = (
        (row["call_id"], when(row), row["factuality"], ", ".join(row["participants"]), duration(row),
         ", ".join(row["subjects"]), ", ".join(_sources(row["sources"])))
        for row in calls.iter_rows(named=True)
    )  # fmt: skip
    console().print(_table(("call", "date", "status", "participants", "duration", "topics", "sources"), rows))
    console().print(f"{calls.height} call{'' if calls.height == 1 else 's'}")


def _sources(names: Iterable[str]) -> list[str]:
    """Return the names of outlets; those that no one knows go by one word."""
    return sorted({"unknown outlet" if name.startswith("unknown-") else name for name in names})


def when(row: Row) -> str:
    """Say when a call was, as exactly as it is known: a date, else a weekday and bounds."""
    if row["date_edtf"]:
        return str(row["date_edtf"])
    parts = [f"a {_WEEKDAYS[row['weekday'] - 1]}"] if row["weekday"] else []
    if row["date_earliest"]:
        parts.append(f"from {row['date_earliest']}")
    if row["date_latest"]:
        parts.append(f"to {row['date_latest']}")
    return " ".join(parts) or "unknown"


def duration(row: Row) -> str:
    """Say how long a call was, in minutes, with its qualifier."""
    low, high = row["duration_minutes_low"], row["duration_minutes_high"]
    if low is None:
        return ""
    span = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    return f"{_QUALIFIERS.get(row['duration_qualifier'], '')}{span} min"


def figures_table(figures: pl.DataFrame) -> None:
    """Print precision, recall and F1 of each measure with its counts."""
    rows = (
        (
            row["measure"],
            *(f"{row[name]:.3f}" for name in ("precision", "recall", "f1")),
            *(str(row[n]) for n in ("hits", "false", "missed")),
        )
        for row in figures.iter_rows(named=True)
    )
    console().print(_table(("measure", "precision", "recall", "F1", "hits", "false", "missed"), rows))


# --- one call ---


def call_sheet(frames: Mapping[str, pl.DataFrame], *, why: bool = False) -> None:
    """Print all that is known about one call: values with the sentences that state them, sources, conflicts, speech."""
    shown, call = console(wrap=False), frames["calls"].row(0, named=True)
    shown.print(Text(f"{call['call_id']}  {' and '.join(call['participants'])}", style="bold"))
    initiators = frames["participants"].filter(pl.col("role") == "initiator")["name"]
    _print_fields(shown, {**call, "initiator": ", ".join(initiators)})
    _print_sources(shown, frames["reports"])
    _print_claims(shown, frames["claims"])
    _print_conflicts(shown, frames["conflicts"])
    _print_statements(shown, frames["statements"])
    _print_follow_ups(shown, frames["follow_ups"])
    if why:
        _print_links(shown, frames["memberships"], frames["reports"])
    for alias in frames["aliases"].iter_rows(named=True):
        shown.print(f"formerly {alias['old_call_id']} ({alias['reason']})")


def _heading(shown: Console, title: str, frame: pl.DataFrame) -> bool:
    if frame.is_empty():
        return False
    shown.print()
    shown.print(Text(f"{title} ({frame.height})", style="bold"))
    return True


def _print_fields(shown: Console, call: Row) -> None:
    ordinal = f"{call['ordinal']} {call['ordinal_scope'] or ''}".strip() if call["ordinal"] else ""
    fields = {
        "date": when(call), "duration": duration(call), "channel": call["channel"], "status": call["factuality"],
        "ordinal": ordinal, "initiator": call["initiator"], "topics": ", ".join(call["subjects"]), "places": ", ".join(call["places"]),
        "disclosed by": ", ".join(call["disclosed_by"]),
    }  # fmt: skip
    for name, value in fields.items():
        if value:
            shown.print(Text(f"  {name:13} {safe(value)}"))
    shown.print(Text(
        f"  {'reports':13} {call['report_count']}, by {call['source_count']} sources, "
        f"{call['independent_source_count']} of them independent; origins {call['origin_count']}"
    ))  # fmt: skip


def _print_sources(shown: Console, reports: pl.DataFrame) -> None:
    if _heading(shown, "Reports", reports):
        for row in reports.iter_rows(named=True):
            published = f", {row['published_at']:%Y-%m-%d}" if row["published_at"] else ""
            told = row["title"] or row["sentence"]
            shown.print(Text(f"  {safe(row['outlet'] or 'unknown outlet')}{published}: {safe(told)}  [{row['report_id']}]"))


def _print_claims(shown: Console, claims: pl.DataFrame) -> None:
    """Print each value once, and below it who states it and where."""
    if not _heading(shown, "Claims", claims):
        return
    for (name, value), stated in claims.group_by("property", "value_name", maintain_order=True):
        shown.print(Text(f"  {name}: {safe(_value(str(name), str(value)))}", style="cyan"))
        for row in stated.iter_rows(named=True):
            shown.print(Text(f"    {safe(_said_by(row))}: ").append(evidence(row)))


def _value(name: str, value: str) -> str:
    """Show a weekday by its name; a conflict of weekdays also holds the date that one of them contradicts."""
    return _WEEKDAYS[int(value) - 1] if name == "weekday" and value.isdigit() else value


def _said_by(row: Row) -> str:
    """Name the outlet of a claim, whom it cites, and how sure the value is."""
    said = [row["outlet"] or "unknown outlet"]
    if row["attributed_name"]:
        said.append(f"according to {row['attributed_name']}")
    if row["qualifier"] not in (None, "exact"):
        said.append(row["qualifier"].replace("_", " "))
    return ", ".join(said)


def evidence(row: Row) -> Text:
    """Return the characters that state a claim between »« and in bold, within their sentence; without any, sentence and rule."""
    sentence, surface = safe(row["evidence"] or ""), safe(row["surface"] or "")
    if not surface or surface not in sentence:
        return Text(f"{sentence} [rule {row['rule']}]")
    before, _, after = sentence.partition(surface)
    return Text(_tail(before)).append(f"»{surface}«", style="bold reverse").append(_tail(after[::-1])[::-1])


def _tail(text: str) -> str:
    """Return the last words of a long text, behind an ellipsis."""
    return text if len(text) <= _AROUND_CHARS else f"… {text[-_AROUND_CHARS:].partition(' ')[2]}"


def _print_conflicts(shown: Console, conflicts: pl.DataFrame) -> None:
    if _heading(shown, "Conflicts", conflicts):
        for row in conflicts.iter_rows(named=True):
            values = " against ".join(_value(row["property"], value) for value in row["values"])
            shown.print(Text(f"  {row['property']} {row['kind'].replace('_', ' ')}: {safe(values)} ({row['status']})"))


def _print_statements(shown: Console, statements: pl.DataFrame) -> None:
    if _heading(shown, "Statements", statements):
        for row in statements.iter_rows(named=True):
            shown.print(Text(f"  {safe(row['speaker'] or 'unknown')} ({row['kind']}): {safe(row['text'])}"))


def _print_follow_ups(shown: Console, follow_ups: pl.DataFrame) -> None:
    if _heading(shown, "Follow-ups", follow_ups):
        for row in follow_ups.iter_rows(named=True):
            became = f"became {row['target_call_id']}" if row["target_call_id"] else None
            settled = "settled" if row["settled"] else "not settled"
            parts = (row["kind"], row["date_edtf"], row["place"], settled, row["state"], became)
            shown.print(Text(f"  {safe(', '.join(part for part in parts if part))}: {safe(row['surface'])}"))


def _print_links(shown: Console, memberships: pl.DataFrame, reports: pl.DataFrame) -> None:
    outlets = dict(reports.select("report_id", pl.col("outlet").fill_null("unknown outlet")).iter_rows())
    if _heading(shown, "Links", memberships):
        for row in memberships.iter_rows(named=True):
            shown.print(Text(f"  {row['report_id']}  {safe(outlets[row['report_id']])}"))
            if row["explanation"] is None:
                shown.print(Text("    stands alone"))
                continue
            strongest = json.loads(row["explanation"])
            for link in (strongest, *strongest.get("links", ())):
                other = link["report_id"]
                shown.print(Text(f"    goes with {other}  {safe(outlets.get(other, ''))}, score {link['score']:g}"))
                for line in reasons(json.dumps(link)):
                    shown.print(Text(f"      {line}"))


def reasons(explanation: str) -> list[str]:
    """Return what each feature adds to the score of a link, one line each, the weightiest first."""
    features = sorted(json.loads(explanation)["features"], key=lambda part: -abs(part["weight"]))
    return [f"{part['weight']:+5.1f}  {part['feature'].replace('_', ' ')}: {part['value'].replace('_', ' ')}" for part in features]


# --- a run ---


def summary_lines(summary: Summary, settings: Settings) -> list[str]:
    """Return the closing lines of a run."""
    articles = ", ".join(f"{count} {change}" for change, count in sorted(summary.articles.items())) or "none"
    rejected = ", ".join(f"{count} {reason}" for reason, count in sorted(summary.rejected.items())) or "none"
    judged = ", ".join(f"{count} {state}" for state, count in sorted(summary.judgements.items()))
    severities = Counter(name.split()[0] for name in summary.failed_expectations)
    failed = ", ".join(f"{severities[name]} {name}" for name in ("critical", "warning", "info") if severities[name]) or "none"
    return [
        f"documents    {summary.documents}",
        f"articles     {articles}",
        f"candidates   {summary.candidates}",
        f"reports      {summary.reports}",
        f"calls        {summary.calls_new} new, {summary.calls_changed} changed",
        *([f"judgements   {judged}"] if judged else []),
        f"rejected     {rejected}",
        *(f"             - {' '.join(safe(detail).split())}" for detail in summary.details),
        f"expectations failed: {failed}",
        *(f"             - {name}" for name in sorted(summary.failed_expectations)),
        f"warehouse    {settings.warehouse}" + ("" if summary.published else " (unchanged)"),
        f"quality      readout quality --warehouse {shlex.quote(str(settings.warehouse))}",
    ]


# --- the quality report ---

_OBSERVED_CHARS = 80


def quality_lines(report: Quality) -> list[str]:
    """Return the report in a few lines: verdict, what fails, what waits, and where the pages are."""
    told = report.figures
    failed = ", ".join(f"{count} {severity}" for severity, count in told["failed"].items() if count) or "none"
    waiting = ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in told["to_do"].items() if count) or "nothing"
    return [
        f"{told['verdict']}: {told['why']}",
        f"expectations failed: {failed}",
        *(
            f"             - {row['severity']} {row['stage']}.{row['expectation']}: {_cut(safe(row['observed'] or ''))}"
            for row in told["failed_expectations"]
        ),
        f"to do        {waiting}",
        f"report       {report.page}",
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _OBSERVED_CHARS else f"{text[:_OBSERVED_CHARS]}…"
