"""Judgements of people: what to look at, and verdicts that are written down and take effect at once."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from flows.doubt import doubtful
from flows.ingest import Summary, conclude, opened
from flows.judgement_file import append_judgements
from flows.progress import Quiet
from flows.reference import read_reference
from flows.settings import Settings
from transforms.judgements import PAIR_VERDICTS, JudgementError, Line, follow_up_line, hypothesis_line, pair_lines, value_line
from warehouse import judgements
from warehouse.connect import open_read


@dataclass(frozen=True)
class Review:
    """What waits for a verdict: doubtful pairs, open hypotheses, judgements whose evidence is gone, and overdue steps."""

    pairs: list[dict[str, Any]]
    hypotheses: pl.DataFrame
    stale: pl.DataFrame
    overdue: pl.DataFrame


def review(settings: Settings, limit: int) -> Review:
    """Return at most `limit` doubtful pairs and overdue steps; each pair has its two sides under `left` and `right`."""
    with open_read(settings.warehouse) as con:
        shown = _with_sides(con, doubtful(con, read_reference(), limit))
        stale = judgements.stored(con).filter(pl.col("state") == "stale")
        return Review(shown, judgements.hypotheses(con), stale, judgements.overdue(con, limit))


def _with_sides(con: duckdb.DuckDBPyConnection, pairs: pl.DataFrame) -> list[dict[str, Any]]:
    told = judgements.evidence_of_reports(con, pl.concat([pairs["left_report_id"], pairs["right_report_id"]]))
    rows = {row["report_id"]: row for row in told.iter_rows(named=True)}
    return [pair | {side: rows[pair[f"{side}_report_id"]] for side in ("left", "right")} for pair in pairs.iter_rows(named=True)]


def judge_pair(verdict: str, one: str, other: str, reason: str, settings: Settings) -> Summary:
    """Hold two calls, or the calls of two reports, for one or for two."""
    if verdict not in PAIR_VERDICTS:
        raise JudgementError(f"{verdict!r} is no verdict: same or different is expected")

    def lines(con: duckdb.DuckDBPyConnection) -> list[Line]:
        left, right = judgements.evidence_of(con, one), judgements.evidence_of(con, other)
        if not set(left["report_id"]).isdisjoint(right["report_id"]):
            raise JudgementError(f"{one} and {other} are one call: name two of its reports to tell them apart")
        about = f"{_about(left)} | {_about(right)}"
        return pair_lines(verdict, left["key"].to_list(), right["key"].to_list(), **_said(reason, about))

    return _judge(lines, settings)


def judge_value(call_id: str, name: str, value: str, reason: str, settings: Settings) -> Summary:
    """Settle one property of a call."""

    def lines(con: duckdb.DuckDBPyConnection) -> list[Line]:
        told = judgements.evidence_of(con, call_id)
        settled = judgements.actor_id(con, value) if name == "initiator" else value
        return [value_line(told["key"][0], name, settled, **_said(reason, _about(told)))]

    return _judge(lines, settings)


def judge_hypothesis(hypothesis_id: str, verdict: str, reason: str, settings: Settings) -> Summary:
    """Settle a hypothesis about a missing call."""

    def lines(con: duckdb.DuckDBPyConnection) -> list[Line]:
        found = judgements.hypotheses(con).filter(pl.col("hypothesis_id") == hypothesis_id)
        if found.is_empty():
            raise JudgementError(f"no open hypothesis {hypothesis_id} in this warehouse")
        row = found.row(0, named=True)
        return [hypothesis_line(hypothesis_id, verdict, **_said(reason, f"{', '.join(row['participants'])}: call {row['ordinal']}"))]

    return _judge(lines, settings)


def judge_follow_up(follow_up_id: str, verdict: str, reason: str, settings: Settings) -> Summary:
    """Say what became of an announced step."""

    def lines(con: duckdb.DuckDBPyConnection) -> list[Line]:
        step = judgements.announced(con, follow_up_id)
        return [follow_up_line(step["key"], verdict, **_said(reason, " ".join(step["surface"].split())))]

    return _judge(lines, settings)


def _judge(lines: Callable[[duckdb.DuckDBPyConnection], list[Line]], settings: Settings) -> Summary:
    """Write the lines down, resolve what they concern and publish; nothing is written while another run holds the lock."""
    with opened(settings) as run:
        append_judgements(settings.judgements, lines(run.con))
        conclude(run, Quiet())
    return run.summary


def _said(reason: str, about: str) -> dict[str, Any]:
    return {"reason": reason, "author": _author(), "made_at": datetime.now(UTC), "about": about}


def _author() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number that has no name
        return "unknown"


def _about(told: pl.DataFrame) -> str:
    """Say in a few words which call reports tell of."""
    first = told.row(0, named=True)
    return f"{', '.join(first['participants'])} {first['date_edtf'] or 'undated'} ({first['outlet'] or 'unknown outlet'})"
