"""Reads the warehouse back: what the command line shows, and what resolution and reprocessing take up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import polars as pl

from transforms import schemas
from warehouse.articles import WANTED
from warehouse.bulk import listed, registered
from warehouse.connect import interrupted_after
from warehouse.errors import WarehouseError


def calls(
    con: duckdb.DuckDBPyConnection,
    *,
    with_: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    factuality: str | None = None,
) -> pl.DataFrame:
    """Return the calls in order of date: the columns of `calls`, `initiator` (name), `sources` (names, sorted) and `subjects`.

    `subjects` are the topics without those of which a narrower one stands beside them ("ceasefire", not also "conflict").

    `with_` names participants, all of them required: actor id, or part of a name without regard to case and accents.
    `since` and `until` are days, both included; a call counts when it may have happened between them, so one of unknown
    date always does. `topic` is an id or label and covers narrower topics.
    """
    # to bind anything but null, were it an empty list, DuckDB imports Pandas, which takes half a second
    wanted = {"since": since, "until": until, "factuality": factuality, "with_": list(with_) or None, "topic": topic}
    return con.execute(_CALLS, wanted).pl()


_SUBJECTS = """(
    SELECT coalesce(list(told.topic_id ORDER BY told.topic_id), []) FROM (SELECT unnest(c.topics) AS topic_id) AS told
    WHERE NOT EXISTS (FROM topics AS t WHERE t.parent_id = told.topic_id AND list_contains(c.topics, t.topic_id))
) AS subjects"""

_CALLS = f"""
WITH RECURSIVE narrower AS (
    SELECT topic_id FROM topics WHERE topic_id = $topic OR lower($topic) IN (lower(label_fr), lower(label_en))
    UNION SELECT t.topic_id FROM topics AS t JOIN narrower AS n ON t.parent_id = n.topic_id
),
people AS (
    SELECT call_id, p.actor_id, strip_accents(lower(p.name)) AS name,
        [strip_accents(lower(alias)) for alias in coalesce(a.aliases, [])] AS aliases
    FROM call_participants AS p LEFT JOIN actors AS a USING (actor_id)
),
asked AS (
    SELECT DISTINCT written, strip_accents(lower(written)) AS name
    FROM (SELECT unnest($with_::VARCHAR[]) AS written)
),
matching AS (
    SELECT p.call_id FROM people AS p
    JOIN asked AS w ON p.actor_id = w.written OR contains(p.name, w.name) OR list_contains(p.aliases, w.name)
    GROUP BY p.call_id HAVING count(DISTINCT w.written) = (SELECT count(*) FROM asked)
),
told AS (
    SELECT r.call_id, list_sort(list_distinct(list(coalesce(s.name, a.outlet, a.source_id)))) AS sources
    FROM call_reports AS r
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
    LEFT JOIN store.sources AS s ON s.source_id = a.source_id
    WHERE r.call_id IS NOT NULL
    GROUP BY r.call_id
)
SELECT c.*, i.name AS initiator, coalesce(t.sources, []) AS sources, {_SUBJECTS}
FROM calls AS c
LEFT JOIN actors AS i ON i.actor_id = c.initiator_id
LEFT JOIN told AS t ON t.call_id = c.call_id
WHERE ($since::DATE IS NULL OR c.date_latest IS NULL OR c.date_latest >= $since::DATE)
    AND ($until::DATE IS NULL OR c.date_earliest IS NULL OR c.date_earliest <= $until::DATE)
    AND ($factuality IS NULL OR c.factuality = $factuality)
    AND ($with_ IS NULL OR c.call_id IN (FROM matching))
    AND ($topic IS NULL OR list_has_any(c.topics, (SELECT coalesce(list(topic_id), []) FROM narrower)))
ORDER BY coalesce(c.date_earliest, c.date_latest), c.date_latest, c.call_id
"""


def current_id(con: duckdb.DuckDBPyConnection, call_id: str) -> str | None:
    """Return the id under which a call stands now, through however many aliases; null for an id never used."""
    row = con.execute(_CURRENT_ID, {"id": call_id}).fetchone()
    return str(row[0]) if row else None


_CURRENT_ID = """
WITH RECURSIVE chain AS (
    SELECT $id AS call_id, 0 AS step
    UNION
    SELECT a.call_id, c.step + 1 FROM chain AS c JOIN call_aliases AS a ON a.old_call_id = c.call_id
    WHERE c.step < 100 AND c.call_id NOT IN (SELECT call_id FROM calls)
)
SELECT call_id FROM chain
WHERE call_id IN (SELECT call_id FROM store.call_versions)
ORDER BY call_id IN (SELECT call_id FROM calls) DESC, step DESC, call_id
LIMIT 1
"""


def call(con: duckdb.DuckDBPyConnection, call_id: str) -> dict[str, pl.DataFrame]:
    """Return all about one call, by any id it ever had; raises `WarehouseError` for an id that never was.

    Frames: `calls` (one row; the last state of a call whose reports were all retracted), `participants`, `reports`
    (with outlet, title, url, agency and published_at), `claims` (with outlet, `value_name`, `attributed_name` and
    `evidence`: the sentence in which the value stands, or that of the report), `conflicts`, `asymmetries`,
    `statements`, `follow_ups`, `sources`, `memberships` and `aliases` (former ids).
    """
    known = current_id(con, call_id)
    if known is None:
        raise WarehouseError(f"no call {call_id} in this warehouse")
    return {name: con.execute(sql, {"id": known}).pl() for name, sql in _CALL.items()}


_REPORTS_OF = """
SELECT r.*, a.source_id, coalesce(s.name, a.outlet) AS outlet, a.title, a.url, a.agency, a.published_at
FROM call_reports AS r
JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
LEFT JOIN store.sources AS s ON s.source_id = a.source_id
WHERE r.call_id = $id
"""

_TEXTS_OF = """
SELECT article_id, revision, text FROM articles WHERE rowid IN (
    SELECT a.rowid FROM articles AS a SEMI JOIN (FROM call_reports WHERE call_id = $id) AS r USING (article_id, revision))
"""

# The sentence around a claim: back to the last end of a sentence in its line and on to the next; "M." is no end.
_BEFORE = r"""regexp_replace(
    regexp_extract(substr(a.text, 1, c.start_char), '[^\n]*$'), '^.*[^\s.]{2}[.!?…]+[»”"\s]*\s', '')"""
_FROM = r"""c.surface || regexp_extract(
    substr(a.text, c.end_char + 1), '^(?:[.!?…]+|[^\n]*?[^\s.]{2}[.!?…]+|[^\n]*)(?:[^\S\n]*[»”"])?')"""

_CALL = {
    "calls": f"""
        SELECT c.* EXCLUDE (from_run_id, until_run_id), {_SUBJECTS} FROM store.call_versions AS c WHERE call_id = $id
        ORDER BY until_run_id IS NULL DESC, c.rowid DESC LIMIT 1""",
    "participants": "FROM call_participants WHERE call_id = $id ORDER BY name",
    "reports": f"{_REPORTS_OF} ORDER BY a.published_at NULLS LAST, r.report_id",
    "claims": f"""
        SELECT c.*, coalesce(v.name, c.value) AS value_name, coalesce(p.name, c.attributed_to) AS attributed_name,
            r.outlet, r.article_id, r.revision,
            coalesce(trim({_BEFORE} || {_FROM}), r.sentence) AS evidence
        FROM claims AS c
        JOIN ({_REPORTS_OF}) AS r USING (report_id)
        JOIN ({_TEXTS_OF}) AS a ON a.article_id = r.article_id AND a.revision = r.revision
        LEFT JOIN actors AS p ON p.actor_id = c.attributed_to_id
        LEFT JOIN actors AS v ON v.actor_id = c.value
        WHERE c.call_id = $id
        ORDER BY c.property, c.value, c.report_id, c.start_char""",
    "conflicts": "FROM conflicts WHERE call_id = $id ORDER BY weight DESC, conflict_id",
    "asymmetries": "FROM asymmetries WHERE call_id = $id ORDER BY ALL",
    "statements": "FROM statements WHERE call_id = $id ORDER BY report_id, start_char",
    "follow_ups": "FROM follow_ups WHERE call_id = $id ORDER BY report_id, start_char",
    "sources": f"""
        SELECT source_id, any_value(outlet) AS name, count(*) AS report_count, min(published_at) AS first_reported_at
        FROM ({_REPORTS_OF}) GROUP BY source_id ORDER BY first_reported_at NULLS LAST, source_id""",
    "memberships": "FROM memberships WHERE call_id = $id ORDER BY report_id",
    "aliases": "FROM call_aliases WHERE call_id = $id ORDER BY old_call_id",
}

_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def run_sql(con: duckdb.DuckDBPyConnection, query: str, timeout_seconds: float = 60) -> pl.DataFrame:
    """Run one SELECT (or SHOW, DESCRIBE, SUMMARIZE, EXPLAIN) and return its rows.

    Raises `WarehouseError` for anything else, for what DuckDB rejects, and after `timeout_seconds`. Meant for a
    connection of `open_read`, which cannot write or see other files whatever the statement says.
    """
    try:
        statements = con.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in _READING:
            raise WarehouseError("one SELECT statement is expected; the warehouse is read-only")
        with interrupted_after(con, timeout_seconds):
            return con.execute(statements[0]).pl()
    except duckdb.InterruptException:
        raise WarehouseError(f"the query took longer than {timeout_seconds:g} s") from None
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip()) from None


def articles(con: duckdb.DuckDBPyConnection, batch_rows: int = 5000) -> Iterator[pl.DataFrame]:
    """Yield all current articles as ARTICLES frames of at most `batch_rows` rows, as they are stored, for reprocessing.

    The connection may be used between batches, also to write; the articles are those that were current at the start.
    """
    columns = listed(schemas.ARTICLES.frame())
    keys = con.sql("SELECT article_id, revision FROM articles WHERE is_current ORDER BY rowid").pl()
    for batch in keys.iter_slices(batch_rows):
        with registered(con, "wanted", batch):
            frame = con.sql(f"SELECT {columns} FROM articles WHERE {WANTED} ORDER BY article_id").pl()
        yield frame.cast(dict(schemas.ARTICLES.schema))  # type: ignore[arg-type]


def documents(con: duckdb.DuckDBPyConnection, document_ids: pl.Series) -> pl.DataFrame:
    """Return the DOCUMENTS rows of these ids."""
    with registered(con, "wanted", document_ids.unique().to_frame("document_id")):
        return con.sql("FROM documents SEMI JOIN wanted USING (document_id) ORDER BY document_id").pl()


def article_texts(con: duckdb.DuckDBPyConnection, revisions: pl.DataFrame) -> pl.DataFrame:
    """Return whole ARTICLES rows for a frame of article_id and revision."""
    columns = listed(schemas.ARTICLES.frame())
    with registered(con, "wanted", revisions.select("article_id", "revision").unique()):
        frame = con.sql(f"SELECT {columns} FROM articles WHERE {WANTED}").pl()
    return frame.cast(dict(schemas.ARTICLES.schema))  # type: ignore[arg-type]


def newest_publication(con: duckdb.DuckDBPyConnection) -> date | None:
    """Return the newest publication day of all articles: the day as of which announcements are open or overdue."""
    row = con.execute("SELECT max(published_on) FROM articles").fetchone()
    return row[0] if row else None
