"""Looks up what a run has to resolve: the reports that changed, and step by step those that they can touch.

Reports are found by the blocks of `store.blocks`, calls by their people; no step reads the whole warehouse.
"""

from __future__ import annotations

import duckdb
import polars as pl

from transforms import schemas
from transforms.edtf import MARGIN_DAYS
from transforms.languages.fr.keywords import PUT_OFF
from transforms.resolve.compare import MOVED_DAYS
from transforms.resolve.features import MONTH_DAYS, NARROW_DAYS
from warehouse.bulk import count, listed, registered

AT_ONCE = 20_000
"""New reports that are resolved together, so that the rows held at once do not grow with a first run."""


def index(con: duckdb.DuckDBPyConnection) -> None:
    """Make all waiting reports known to the look-ups below, before the first of them is resolved."""
    con.execute(_INDEX)


def is_waiting(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a report is still to be resolved."""
    return bool(count(con, "SELECT count(*) FROM store.reports WHERE pending AND retracted_run_id IS NULL"))


def changed(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return report_id of the current reports to begin with.

    These are the reports that resolution has not seen, at most AT_ONCE of them and those of the same people together, and
    whatever a report that is gone was in one call with, near to or counted with.
    """
    gone = con.sql("SELECT report_id FROM store.reports WHERE pending AND retracted_run_id IS NOT NULL").pl()
    waiting = "SELECT report_id FROM store.reports WHERE pending AND retracted_run_id IS NULL"
    news = con.sql(f"{waiting} ORDER BY {_PEOPLE}, report_id LIMIT {AT_ONCE}").pl()
    return pl.concat([news, beside(con, gone), _near_ids(con, gone)]).unique().sort("report_id")


def near(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return these reports (report_id) and all that may be of one call with them: what their links are looked for in.

    Frames: `call_reports` (without what links do not depend on), `articles` (what resolution reads of them, and
    `teams` and `told`: the people and the time of each of their reports), `statements`.
    """
    both = pl.concat([reports.select("report_id"), _near_ids(con, reports)]).unique()
    queries = {"call_reports": _COMPARED} | {name: _FRAMES[name] for name in ("articles", "statements")}
    with registered(con, "scope", both):
        return {name: con.sql(sql).pl() for name, sql in queries.items()}


def current(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return report_id of all current reports, those of one pair of people mostly together."""
    return con.sql(f"SELECT report_id FROM store.reports WHERE retracted_run_id IS NULL ORDER BY {_PEOPLE}, report_id").pl()


def around(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return what `near` does, and the `memberships` of these reports and the `calls` that they are in (call_id, report_count)."""
    told = near(con, reports)
    with registered(con, "given", told["call_reports"].select("report_id")):
        told["memberships"] = con.sql("FROM memberships SEMI JOIN given USING (report_id)").pl()
        in_calls = "call_id IN (SELECT call_id FROM memberships SEMI JOIN given USING (report_id))"
        told["calls"] = con.sql(f"SELECT call_id, report_count FROM store.call_versions WHERE until_run_id IS NULL AND {in_calls}").pl()
    return told


def beside(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> pl.DataFrame:
    """Return report_id of all current reports of the calls of these, and of undated calls that are counted with theirs.

    Those of the counted calls whose day is stated stay outside: no other call can narrow it.
    """
    if reports.is_empty():
        return reports.select("report_id")
    with registered(con, "given", reports.select("report_id")):
        return con.sql(_BESIDE).pl()


def frames(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return what `resolve` takes of these reports (report_id).

    Frames: `call_reports`, `claims`, `statements`, `articles` (as `near` has them); `memberships` as they stand, for the newer
    revision of a report those of the older one, so that a call keeps its id; `others`, the calls outside of the same people,
    which ordinals count or may count, as `resolve` takes them; `mentions`, the dead whom articles let act.
    """
    with registered(con, "scope", reports.select("report_id")):
        return {name: con.sql(sql).pl() for name, sql in _FRAMES.items()}


def _near_ids(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> pl.DataFrame:
    if reports.is_empty():
        return reports.select("report_id")
    with registered(con, "given", reports.select("report_id")):
        return con.sql(_NEAR).pl()


# Days as `transforms.resolve.features` has them: what is told of as past happened by the day of publication; what is
# announced may be put off.
_INDEX = f"""
DELETE FROM store.blocks
WHERE report_id IN (SELECT report_id FROM store.reports WHERE pending AND retracted_run_id IS NULL);
INSERT INTO store.blocks
WITH waiting AS (
    SELECT r.report_id, r.factuality = 'planned' AS planned, r.date_edtf LIKE '____-__-__~' AS about, r.date_earliest AS first_day,
        CASE WHEN r.factuality = 'occurred' AND r.date_edtf IS NULL
            THEN least(r.date_latest, coalesce(a.published_latest, a.published_on, a.published_at::DATE))
            ELSE r.date_latest END AS last_day,
        list_sort(list_distinct([p.actor_id for p in r.participants])) AS people
    FROM store.reports AS r LEFT JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    WHERE r.pending AND r.retracted_run_id IS NULL
),
keyed AS (
    SELECT * EXCLUDE (people), unnest(people) AS key, len(people) = 1 AS suffices FROM waiting
    UNION ALL
    SELECT * EXCLUDE (people),
        unnest(flatten([[one || '|' || other for other in people if other > one] for one in people])), true
    FROM waiting
)
SELECT report_id, key, suffices, first_day - if(about, {MARGIN_DAYS["day"]}, 0),
    last_day + if(planned, {MOVED_DAYS}, if(about, {MARGIN_DAYS["day"]}, 0)),
    coalesce(last_day - first_day <= {NARROW_DAYS}, false)
FROM keyed
"""

# At least the pairs of `transforms.resolve.block`: days and named months within a day of each other; with an undated one what may
# agree in ordinal, duration (a half or the double is near enough to look), copied text, subjects, or in words both quote.
_NEAR = f"""
WITH asked AS (FROM store.blocks SEMI JOIN given USING (report_id)),
paired AS (  -- a person that thousands of reports name is looked up only for those that name nobody else
    SELECT a AS asked, n AS found FROM (FROM asked WHERE suffices) AS a JOIN store.blocks AS n ON n.key = a.key
    UNION ALL
    SELECT a, n FROM (FROM asked WHERE NOT suffices) AS a JOIN (FROM store.blocks WHERE suffices) AS n ON n.key = a.key
),
met AS (
    SELECT DISTINCT asked.report_id AS asked, found.report_id,
        (asked.dated OR found.dated) AND coalesce(asked.last_day - asked.first_day <= {MONTH_DAYS + MOVED_DAYS}, false)
            AND coalesce(found.last_day - found.first_day <= {MONTH_DAYS + MOVED_DAYS}, false) AS dated
    FROM paired
    WHERE coalesce(asked.first_day <= found.last_day + 1, true) AND coalesce(found.first_day <= asked.last_day + 1, true)
),
loose AS (FROM met WHERE NOT dated),
undated AS MATERIALIZED (
    FROM store.reports WHERE report_id IN (SELECT asked FROM loose UNION SELECT report_id FROM loose)
),
traits AS MATERIALIZED (
    SELECT r.report_id, r.ordinal, r.duration_minutes_low AS low, r.duration_minutes_high AS high, r.topics, r.keywords, r.channel,
        r.factuality = 'planned' AS planned, list_contains(r.keywords, '{PUT_OFF}') AS put_off,
        r.duration_qualifier IN ('at_least', 'at_most') AS open_end, a.duplicate_cluster_id AS cluster,
        r.retracted_run_id IS NOT NULL AS gone,
        r.report_id IN (
            SELECT report_id FROM store.statements WHERE kind = 'direct' OR contains(text, '«') OR contains(text, '“')) AS quoting
    FROM undated AS r LEFT JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
),
agreeing AS (
    SELECT l.report_id FROM loose AS l
    JOIN traits AS a ON a.report_id = l.asked JOIN traits AS n ON n.report_id = l.report_id
    WHERE a.ordinal = n.ordinal OR a.cluster = n.cluster OR (n.quoting AND (a.quoting OR a.gone))
        OR len(list_intersect(a.topics, n.topics)) > if(a.channel = 'video' AND n.channel = 'video', 0, 1)
        OR len(list_intersect(a.keywords, n.keywords)) > 1 OR (a.planned AND n.put_off) OR (n.planned AND a.put_off)
        OR (a.low <= 2 * n.high AND n.low <= 2 * a.high)
        OR (a.low > 0 AND n.low > 0 AND (a.open_end OR n.open_end))
)
SELECT report_id FROM store.reports
WHERE retracted_run_id IS NULL AND report_id IN (SELECT report_id FROM met WHERE dated UNION SELECT report_id FROM agreeing)
"""

_PEOPLE = "array_to_string(list_sort(list_distinct([p.actor_id for p in participants])), '|')"

_BESIDE = f"""
WITH their_calls AS (SELECT DISTINCT call_id FROM memberships SEMI JOIN given USING (report_id)),
their_people AS (
    SELECT {_PEOPLE} AS people FROM store.reports SEMI JOIN given USING (report_id)
    UNION SELECT people FROM store.call_people SEMI JOIN their_calls USING (call_id)
),
counted AS (
    SELECT p.call_id FROM store.call_people AS p SEMI JOIN their_people USING (people)
    WHERE p.call_id IN (
        SELECT call_id FROM store.call_versions WHERE until_run_id IS NULL AND ordinal IS NOT NULL AND date_edtf IS NULL)
)
SELECT m.report_id FROM memberships AS m JOIN store.reports AS r USING (report_id)
WHERE r.retracted_run_id IS NULL AND m.call_id IN (FROM their_calls UNION FROM counted)
"""

_UNCOMPARED = ("sentence", "start_char", "end_char", "initiator_id", "initiator_qualifier", "tone")
_COMPARED = f"SELECT {listed(schemas.CALL_REPORTS.frame().drop(_UNCOMPARED))} FROM store.reports SEMI JOIN scope USING (report_id)"

_FRAMES = {
    "call_reports": f"""
        SELECT {listed(schemas.CALL_REPORTS.frame())} FROM store.reports SEMI JOIN scope USING (report_id)
        ORDER BY report_id""",
    "claims": f"""
        SELECT {listed(schemas.CLAIMS.frame())} FROM store.claims SEMI JOIN scope USING (report_id)
        WHERE retracted_run_id IS NULL ORDER BY claim_id""",
    "statements": "FROM store.statements SEMI JOIN scope USING (report_id) ORDER BY statement_id",
    "articles": f"""
        WITH told AS (SELECT DISTINCT article_id, revision FROM store.reports SEMI JOIN scope USING (report_id)),
        teams AS (
            SELECT article_id, revision, list_sort(list(DISTINCT {_PEOPLE})) AS teams,
                list({{'position': position, 'date_edtf': date_edtf, 'time_of_day': time_of_day, 'ordinal': ordinal,
                    'ordinal_scope': ordinal_scope, 'people': {_PEOPLE}}}) AS told
            FROM store.reports SEMI JOIN told USING (article_id, revision)
            WHERE retracted_run_id IS NULL GROUP BY article_id, revision
        )
        SELECT article_id, revision, source_id, agency, duplicate_cluster_id, published_at, published_on, published_latest, teams, told
        FROM articles
        JOIN teams USING (article_id, revision) ORDER BY article_id""",
    "mentions": """
        SELECT m.article_id, m.revision, m.actor_id FROM store.late_mentions AS m
        SEMI JOIN (SELECT article_id, revision FROM store.reports SEMI JOIN scope USING (report_id)) AS r USING (article_id, revision)""",
    "memberships": """
        WITH own AS (SELECT report_id, article_id, position, revision FROM store.reports SEMI JOIN scope USING (report_id)),
        held AS (SELECT m.* FROM memberships AS m SEMI JOIN own USING (report_id)),
        inherited AS (
            SELECT o.report_id, arg_max(m.call_id, f.revision) AS call_id
            FROM own AS o
            JOIN store.reports AS f ON f.article_id = o.article_id AND f.position = o.position AND f.revision < o.revision
            JOIN memberships AS m ON m.report_id = f.report_id
            WHERE o.report_id NOT IN (SELECT report_id FROM held)
            GROUP BY o.report_id
        )
        SELECT * FROM (FROM held UNION ALL BY NAME FROM inherited) ORDER BY report_id""",
    "others": f"""
        WITH own AS (SELECT report_id, {_PEOPLE} AS people, ordinal FROM store.reports SEMI JOIN scope USING (report_id)),
        inside AS (  -- and calls whose only report is gone
            SELECT call_id FROM memberships SEMI JOIN own USING (report_id)
            UNION SELECT m.call_id FROM memberships AS m JOIN store.reports AS r USING (report_id)
            WHERE r.pending AND r.retracted_run_id IS NOT NULL
        ),
        outside AS MATERIALIZED (
            FROM store.call_people WHERE people IN (SELECT people FROM own WHERE people LIKE '%|%') AND call_id NOT IN (FROM inside)
        ),
        known AS MATERIALIZED (
            SELECT call_id, people, date_edtf, date_earliest, date_latest, factuality, ordinal, ordinal_scope
            FROM outside JOIN (FROM store.call_versions WHERE until_run_id IS NULL) USING (call_id)
        ),
        counting AS (
            SELECT m.call_id, list(m.report_id) AS counting
            FROM memberships AS m JOIN store.reports AS r USING (report_id)
            WHERE r.ordinal IS NOT NULL AND m.call_id IN (SELECT call_id FROM known WHERE ordinal IS NOT NULL)
            GROUP BY m.call_id
        )
        SELECT * FROM known LEFT JOIN counting USING (call_id) WHERE date_earliest IS NOT NULL OR ordinal IS NOT NULL""",
}
