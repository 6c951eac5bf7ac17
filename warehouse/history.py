"""What changed in the calls between two runs, and whether articles, judgements or the code are behind it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb
import polars as pl

from transforms import schemas
from warehouse.errors import WarehouseError

DIFFERENCES = pl.Schema(dict.fromkeys(("call_id", "participants", "date", "change", "property", "old", "new", "why"), pl.String))
_FOLLOWING = ("call_id", "first_reported_at", "last_reported_at")  # told by the reports behind the other changes

Row = dict[str, Any]


def differences(con: duckdb.DuckDBPyConnection, run_a: str, run_b: str) -> pl.DataFrame:
    """Return what changed in the calls after `run_a` up to the end of `run_b`, one row a call and property.

    Columns: call_id, participants and date in words, change (`appeared`, `changed`, `ended`), property, old, new, why.
    Why is new evidence (articles that the warehouse did not have), a changed text, a judgement, new code (articles it
    had, read by another code version), or other calls. Raises `WarehouseError` for runs that are unknown or in the
    wrong order.
    """
    first, last = _run(con, run_a), _run(con, run_b)
    if first["started_at"] > last["started_at"]:
        raise WarehouseError(f"{run_a} is later than {run_b}: the earlier run comes first")
    span = {"after": first["started_at"], "until": last["started_at"], "judged_after": first["ended_at"] or first["started_at"]}
    old, new = _calls(con, first["started_at"]), _calls(con, last["started_at"])
    causes = _causes(con, span, first["code_version"], last["code_version"])
    heirs = dict(con.execute("SELECT old_call_id, min(call_id) FROM call_aliases GROUP BY old_call_id").fetchall())
    rows: list[Row] = []
    for call_id in sorted(old.keys() | new.keys()):
        call = new.get(call_id) or old[call_id]
        why = causes.get(call_id) or causes.get(heirs.get(call_id, "")) or "other calls"
        shown = {"call_id": call_id, "participants": ", ".join(call["participants"]), "date": call["date_edtf"], "why": why}
        rows += [shown | change for change in _changes(old.get(call_id), new.get(call_id), heirs.get(call_id))]
    return pl.DataFrame(rows, schema=DIFFERENCES, orient="row")


def _changes(old: Row | None, new: Row | None, heir: str | None) -> list[Row]:
    if old is None:
        return [{"change": "appeared"}]
    if new is None:
        return [{"change": "ended", "new": heir and f"now {heir}"}]
    return [
        {"change": "changed", "property": name, "old": _text(old[name]), "new": _text(new[name])}
        for name in schemas.CALLS.columns
        if old[name] != new[name] and name not in _FOLLOWING
    ]


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _run(con: duckdb.DuckDBPyConnection, run_id: str) -> Row:
    found = con.execute("SELECT run_id, started_at, ended_at, code_version FROM runs WHERE run_id = ?", [run_id]).pl()
    if found.is_empty():
        raise WarehouseError(f"no run {run_id} in this warehouse")
    return found.row(0, named=True)


def _calls(con: duckdb.DuckDBPyConnection, moment: object) -> dict[str, Row]:
    """Return the calls as the runs started by a moment left them."""
    rows = con.execute(_CALLS_AFTER, {"moment": moment}).pl()
    return {row["call_id"]: row for row in rows.iter_rows(named=True)}


_CALLS_AFTER = """
SELECT v.* EXCLUDE (from_run_id, until_run_id) FROM store.call_versions AS v
JOIN runs AS f ON f.run_id = v.from_run_id
LEFT JOIN runs AS u ON u.run_id = v.until_run_id
WHERE f.started_at <= $moment AND (u.started_at IS NULL OR u.started_at > $moment)
"""


def _causes(con: duckdb.DuckDBPyConnection, span: dict[str, Any], old_code: str, new_code: str) -> dict[str, str]:
    """Return in words by call_id what happened to its reports in the meantime."""
    code = f"new code ({old_code} -> {new_code})" if old_code != new_code else "read again by the same code version"
    words = {"article": "new evidence", "revision": "changed text", "reading": code, "judgement": "judgement"}
    found: dict[str, list[str]] = defaultdict(list)
    for call_id, cause, told in con.execute(_CAUSES, span).fetchall():
        found[call_id].append(f"{words[cause]}: {told}" if told else words[cause])
    return {call_id: "; ".join(causes) for call_id, causes in found.items()}


# Reports and claims found or lost in the meantime, by the call their report, or its newer revision, is in now.
_CAUSES = """
WITH meantime AS (SELECT run_id FROM runs WHERE started_at > $after AND started_at <= $until),
happened AS (
    SELECT report_id FROM store.reports WHERE first_run_id IN (FROM meantime) OR retracted_run_id IN (FROM meantime)
    UNION
    SELECT report_id FROM store.claims WHERE first_run_id IN (FROM meantime) OR retracted_run_id IN (FROM meantime)
),
concerned AS (
    SELECT r.article_id, r.position FROM store.reports AS r SEMI JOIN happened USING (report_id)
),
placed AS (
    SELECT DISTINCT m.call_id, a.article_id, coalesce(s.name, a.outlet, 'unknown outlet') AS outlet,
        CASE WHEN a.first_run_id NOT IN (FROM meantime) THEN 'reading' WHEN a.revision = 1 THEN 'article' ELSE 'revision' END AS cause
    FROM concerned AS c
    JOIN store.reports AS r ON r.article_id = c.article_id AND r.position = c.position AND r.retracted_run_id IS NULL
    JOIN memberships AS m ON m.report_id = r.report_id
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    LEFT JOIN store.sources AS s ON s.source_id = a.source_id
),
judged AS (
    SELECT DISTINCT m.call_id FROM judgements AS j
    JOIN store.reports AS r ON r.article_id IN (split_part(j.left_key, ':', 1), split_part(j.right_key, ':', 1))
    JOIN memberships AS m ON m.report_id = r.report_id
    WHERE j.made_at > $judged_after AND j.made_at <= (SELECT max(ended_at) FROM runs SEMI JOIN meantime USING (run_id))
)
SELECT call_id, cause, string_agg(DISTINCT outlet, ', ' ORDER BY outlet) FROM placed GROUP BY call_id, cause
UNION ALL SELECT call_id, 'judgement', NULL FROM judged
ORDER BY ALL
"""
