"""All about each call, for its page: values and who states them, conflicts, statements, next steps, history, neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import duckdb

from transforms.resolve.cluster import components

Row = dict[str, Any]


def call_details(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """Return what each call's page shows, by call_id; former ids hold `{"moved": current id}`, ended calls `{"ended": run}`."""
    parts = {name: _by_call(con, sql) for name, sql in _PARTS.items()}
    versions = _by_call(con, _VERSIONS)
    neighbours = _neighbours(con)
    missing = _missing(con)
    pages: dict[str, Row] = {}
    for call in _rows(con, "FROM calls"):
        of_call = {name: found[call["call_id"]] for name, found in parts.items()}
        _name_independent(of_call["reports"])
        people = tuple(sorted(p["actor_id"] for p in of_call["participants"] if p["actor_id"]))
        pages[call["call_id"]] = {
            "call": _known(call),
            **of_call,
            "history": _history(versions[call["call_id"]]),
            **neighbours.get(call["call_id"], {}),
            "missing": missing.get(people, []),
        }
    return {**pages, **_former(con, pages)}


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    return con.execute(sql).pl().rows(named=True)


def _by_call(con: duckdb.DuckDBPyConnection, sql: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(con, sql):
        found[row.pop("of_call")].append(_known(row))
    return found


def _known(row: Row) -> Row:
    """Leave out what is unknown or empty, but for the actor of a participant, which may well be null."""
    return {name: value for name, value in row.items() if (value is not None and value != []) or name == "actor_id"}


def _name_independent(reports: list[Row]) -> None:
    """Number the independent sources: reports of one outlet, one wire or one near-duplicate cluster are one."""
    edges = [
        (f"report {n}", f"{kind} {report[kind]}")
        for n, report in enumerate(reports)
        for kind in ("source_id", "agency", "duplicate_cluster_id", "report_id")
        if kind in report
    ]
    for number, group in enumerate(components(edges)):
        for n in (int(node.removeprefix("report ")) for node in group if node.startswith("report ")):
            reports[n]["independent"] = number


def _history(versions: list[Row]) -> list[Row]:
    """Return what changed from each version of a call to the next, with the run that wrote it."""
    told = []
    for before, after in zip([None, *versions], versions, strict=False):
        changes = {name: [before.get(name), after.get(name)] for name in _FIELDS if before.get(name) != after.get(name)} if before else {}
        told.append({"run": after["run"], "at": after.get("at"), "code": after.get("code"), "changes": changes})
    return told


def _neighbours(con: duckdb.DuckDBPyConnection) -> dict[str, Row]:
    """Return the calls of the same people just before and after each call."""
    found: dict[str, Row] = {}
    for row in _rows(con, _NEIGHBOURS):
        sides = [side for side in ("earlier", "later") if row[side]]
        found[row["call_id"]] = {side: {"call_id": row[side], "date": row[side + "_date"]} for side in sides}
    return found


def _missing(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, ...], list[Row]]:
    """Return the calls that ordinals imply but no article reports, by the actors who would have called."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _rows(con, "FROM missing_calls ORDER BY scope, ordinal, hypothesis_id"):
        found[tuple(sorted(row["participants"]))].append(_known(row))
    return found


def _former(con: duckdb.DuckDBPyConnection, pages: Mapping[str, Row]) -> dict[str, Row]:
    """Return an entry for each id that is no longer a call's: where it leads, or the run that ended it."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for old, new in con.execute("SELECT old_call_id, call_id FROM call_aliases ORDER BY ALL").fetchall():
        aliases[old].append(new)
    ended = dict(con.execute("SELECT call_id, max(until_run_id) FROM store.call_versions GROUP BY call_id").fetchall())
    former = (aliases.keys() | ended.keys()) - pages.keys()
    current = {old: _current(old, aliases, pages) for old in former}
    return {old: {"moved": new} if new else {"ended": ended.get(old)} for old, new in sorted(current.items())}


def _current(old: str, aliases: Mapping[str, list[str]], pages: Mapping[str, Row]) -> str | None:
    """Follow the aliases of an id to the first one that is a call."""
    seen, waiting = {old}, [old]
    while waiting:
        for new in aliases.get(waiting.pop(0), []):
            if new in pages:
                return new
            if new not in seen:
                seen.add(new)
                waiting.append(new)
    return None


_FIELDS = (
    "date_edtf", "date_earliest", "date_latest", "time_of_day", "channel", "factuality", "duration_minutes_low",
    "duration_minutes_high", "ordinal", "initiator_id", "participants", "topics", "places", "disclosed_by",
    "report_count", "independent_source_count", "conflict_count",
)  # fmt: skip

_PARTS = {
    "participants": """
        SELECT call_id AS of_call, actor_id, name, office_at_date AS office, country_code AS country, role
        FROM call_participants ORDER BY name""",
    "reports": """
        SELECT r.call_id AS of_call, r.report_id, r.article_id, r.revision, a.source_id, s.name AS source, a.title, a.url, a.agency,
            a.duplicate_cluster_id, a.published_at, a.published_earliest, a.published_latest, r.factuality, r.sentence,
            m.score, m.explanation
        FROM call_reports AS r
        JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
        LEFT JOIN sources AS s ON s.source_id = a.source_id
        LEFT JOIN memberships AS m ON m.report_id = r.report_id
        WHERE r.call_id IS NOT NULL ORDER BY a.published_at NULLS LAST, r.report_id""",
    "claims": """
        SELECT c.call_id AS of_call, c.claim_id, c.report_id, c.property, c.value, v.name AS label,
            nullif(c.qualifier, 'exact') AS qualifier, c.surface, coalesce(p.name, c.attributed_to) AS said_by,
            nullif(c.anchor, 'none') AS anchor, c.scope, c.rule
        FROM claims AS c
        LEFT JOIN actors AS v ON v.actor_id = c.value AND c.property IN ('participant', 'initiator', 'disclosed_by')
        LEFT JOIN actors AS p ON p.actor_id = c.attributed_to_id
        WHERE c.call_id IS NOT NULL ORDER BY c.property, c.value, c.report_id, c.start_char""",
    "conflicts": """
        SELECT call_id AS of_call, conflict_id, property, kind, "values", claim_ids, status
        FROM conflicts ORDER BY weight DESC, conflict_id""",
    "asymmetries": "SELECT call_id AS of_call, property, value, told_by, not_told_by FROM asymmetries ORDER BY ALL",
    "statements": """
        SELECT call_id AS of_call, statement_id, report_id, speaker, kind, text FROM statements
        WHERE call_id IS NOT NULL ORDER BY report_id, start_char""",
    "follow_ups": """
        SELECT f.call_id AS of_call, f.follow_up_id, f.report_id, f.kind, f.date_edtf, f.date_earliest, f.date_latest, f.place, f.settled,
            f.state, f.target_call_id, f.surface, n.names AS participants
        FROM follow_ups AS f LEFT JOIN (
            SELECT follow_up_id, list(coalesce(a.name, person)) AS names
            FROM (SELECT follow_up_id, unnest(participants) AS person FROM follow_ups) AS p
            LEFT JOIN actors AS a ON a.actor_id = p.person GROUP BY follow_up_id
        ) AS n USING (follow_up_id)
        WHERE f.call_id IS NOT NULL ORDER BY f.date_earliest NULLS LAST, f.follow_up_id""",
}

_VERSIONS = """
SELECT v.call_id AS of_call, v.* EXCLUDE (call_id, from_run_id, until_run_id), v.from_run_id AS run,
    coalesce(r.ended_at, r.started_at) AS at, r.code_version AS code
FROM store.call_versions AS v LEFT JOIN runs AS r ON r.run_id = v.from_run_id
ORDER BY v.call_id, r.started_at, v.until_run_id IS NULL
"""

_NEIGHBOURS = """
WITH people AS (
    SELECT call_id, list(coalesce(actor_id, name) ORDER BY coalesce(actor_id, name)) AS people FROM call_participants GROUP BY call_id
),
dated AS (
    SELECT c.call_id, p.people, c.date_edtf, coalesce(c.date_earliest, c.date_latest) AS day, c.date_latest
    FROM calls AS c JOIN people AS p USING (call_id) WHERE coalesce(c.date_earliest, c.date_latest) IS NOT NULL
)
SELECT call_id, lag(call_id) OVER pair AS earlier, lag(coalesce(date_edtf, '../' || day)) OVER pair AS earlier_date,
    lead(call_id) OVER pair AS later, lead(coalesce(date_edtf, '../' || day)) OVER pair AS later_date
FROM dated WINDOW pair AS (PARTITION BY people ORDER BY day, date_latest NULLS LAST, call_id)
"""
