"""Stores what resolution found: the calls it touched and all that hangs on them, as versions and aliases."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import polars as pl

from transforms import schemas
from warehouse.bulk import Counts, count, insert_missing, listed, mark_changed, registered, replace
from warehouse.migrate import transaction

_OF_CALLS = (
    schemas.CALL_PARTICIPANTS,
    schemas.CALL_TOPICS,
    schemas.CALL_PLACES,
    schemas.CONFLICTS,
    schemas.ASYMMETRIES,
)


CALL_DAYS = """
    SELECT c.call_id, p.people, c.date_earliest, c.date_latest, c.factuality
    FROM store.call_people AS p JOIN store.call_versions AS c ON c.call_id = p.call_id AND c.until_run_id IS NULL"""
"""The current calls with their people (keys, sorted, joined by |) and their days."""


def load_resolution(con: duckdb.DuckDBPyConnection, run_id: str, frames: Mapping[str, pl.DataFrame]) -> Counts:
    """Replace the calls that resolution touched and all that depends on them; other calls are left alone.

    `frames` are named by relation: `calls`, `memberships`, `call_participants`, `call_topics`, `call_places`,
    `conflicts`, `asymmetries`, `missing_calls`, `call_aliases`; one that is missing is empty. Each call must come
    complete, with all its memberships. Touched are the calls given, those that the given reports were in
    before, and those of retracted reports; a touched call that no report is in any more ends, with an alias to the call
    that took its reports. The temporary tables `touched_reports` and `touched_days` (people, days of
    their calls, before and after) tell what it touched until the next one. Counts are calls: new, changed, ended.
    """
    given = {
        relation.name: frames.get(relation.name, relation.frame()).select(relation.schema.names())
        for relation in (
            schemas.CALLS,
            schemas.MEMBERSHIPS,
            schemas.MISSING_CALLS,
            schemas.CALL_ALIASES,
            *_OF_CALLS,
        )
    }
    with transaction(con):
        _find_touched(con, given["calls"], given["memberships"])
        con.execute(f"CREATE OR REPLACE TEMP TABLE touched_days AS {_DAYS_OF_TOUCHED}")
        in_touched = "call_id IN (SELECT call_id FROM touched_calls)"
        replace(
            con,
            "memberships",
            given["memberships"],
            "report_id",
            f"({in_touched} OR report_id IN (SELECT report_id FROM incoming))",
        )
        counts = _write_versions(con, run_id, given["calls"])
        con.execute(_WRITE_PEOPLE)
        for relation in _OF_CALLS:
            replace(con, relation.name, given[relation.name], "call_id", in_touched)
        replace(
            con,
            "missing_calls",
            given["missing_calls"],
            "hypothesis_id",
            "(hypothesis_id IN (SELECT hypothesis_id FROM incoming) "
            "OR array_to_string(participants, '|') IN (SELECT people FROM touched_days))",
        )
        insert_missing(con, "call_aliases", given["call_aliases"], ["old_call_id", "call_id"])
        _alias_ended_calls(con, run_id)
        con.execute(
            "UPDATE store.reports SET pending = false FROM touched_reports AS t "
            "WHERE pending AND store.reports.report_id = t.report_id"
        )
        con.execute("DELETE FROM store.blocks WHERE report_id IN (SELECT report_id FROM gone_reports)")
    return counts


_DAYS_OF_TOUCHED = f"""
SELECT people, date_earliest AS first_day, date_latest AS last_day FROM ({CALL_DAYS}) SEMI JOIN touched_calls USING (call_id)"""
_WRITE_PEOPLE = f"""
DELETE FROM store.call_people WHERE call_id IN (SELECT call_id FROM touched_calls);
INSERT INTO store.call_people
SELECT m.call_id, array_to_string(list_sort(list_distinct(flatten(list([p.actor_id for p in r.participants])))), '|')
FROM memberships AS m SEMI JOIN touched_calls USING (call_id) JOIN store.reports AS r USING (report_id)
GROUP BY m.call_id;
INSERT INTO touched_days {_DAYS_OF_TOUCHED};
"""


def _find_touched(con: duckdb.DuckDBPyConnection, calls: pl.DataFrame, memberships: pl.DataFrame) -> None:
    """Fill `touched_calls`, `touched_reports` and, before anything changes, `former_memberships`."""
    with registered(con, "calls_given", calls), registered(con, "memberships_given", memberships):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE touched_calls AS "
            "SELECT call_id FROM calls_given UNION SELECT call_id FROM memberships_given UNION "
            "SELECT call_id FROM memberships SEMI JOIN memberships_given USING (report_id) UNION "
            "SELECT m.call_id FROM memberships AS m JOIN store.reports AS r USING (report_id) "
            "WHERE r.pending AND r.retracted_run_id IS NOT NULL"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE former_memberships AS "
            "SELECT m.call_id, r.article_id, r.position, r.report_id "
            "FROM memberships AS m JOIN store.reports AS r USING (report_id) SEMI JOIN touched_calls USING (call_id)"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE gone_reports AS "
            "SELECT report_id FROM store.reports WHERE pending AND retracted_run_id IS NOT NULL"
        )
        con.execute(
            "CREATE OR REPLACE TEMP TABLE touched_reports AS SELECT report_id FROM memberships_given UNION "
            "SELECT report_id FROM former_memberships UNION FROM gone_reports"
        )


def _write_versions(con: duckdb.DuckDBPyConnection, run_id: str, calls: pl.DataFrame) -> Counts:
    """End the versions that no longer hold and write the new ones; what one run wrote and replaced never was."""
    columns = listed(calls)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE standing AS "
        f"SELECT {columns} FROM store.call_versions SEMI JOIN touched_calls USING (call_id) WHERE until_run_id IS NULL"
    )
    with registered(con, "incoming", calls):
        con.execute(f"CREATE OR REPLACE TEMP TABLE arriving AS SELECT {columns} FROM incoming EXCEPT FROM standing")
        con.execute(f"CREATE OR REPLACE TEMP TABLE leaving AS FROM standing EXCEPT SELECT {columns} FROM incoming")
    left = "until_run_id IS NULL AND call_id IN (SELECT call_id FROM leaving)"
    con.execute(f"DELETE FROM store.call_versions WHERE {left} AND from_run_id = '{run_id}'")
    con.execute(f"UPDATE store.call_versions SET until_run_id = '{run_id}' WHERE {left}")
    arrived = count(
        con, f"INSERT INTO store.call_versions ({columns}, from_run_id) SELECT {columns}, '{run_id}' FROM arriving"
    )
    changed = count(con, "SELECT count(*) FROM arriving SEMI JOIN leaving USING (call_id)")
    ended = count(con, "SELECT count(*) FROM leaving ANTI JOIN arriving USING (call_id)")
    if arrived or ended:
        mark_changed(con)
    return Counts(added=arrived - changed, changed=changed, removed=ended)


def _alias_ended_calls(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Let every call id that ended resolve to the call that holds most of its reports, or of their newer revisions."""
    con.execute(
        "INSERT INTO call_aliases "
        "SELECT l.call_id, mode(m.call_id), "
        f"CASE WHEN bool_or(m.report_id = f.report_id) THEN 'merged' ELSE 'superseded' END, '{run_id}' "
        "FROM leaving AS l "
        "ANTI JOIN arriving USING (call_id) ANTI JOIN call_aliases AS k ON k.old_call_id = l.call_id "
        "JOIN former_memberships AS f ON f.call_id = l.call_id "
        "JOIN store.reports AS r ON r.article_id = f.article_id AND r.position = f.position "
        "AND r.retracted_run_id IS NULL "
        "JOIN memberships AS m ON m.report_id = r.report_id "
        "GROUP BY l.call_id"
    )
