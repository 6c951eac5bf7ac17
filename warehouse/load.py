"""Idempotent loading of what the pipeline makes. Every function is one transaction, or part of the caller's."""

from __future__ import annotations

from datetime import datetime

import duckdb
import polars as pl

from transforms import schemas
from transforms.reference import Reference
from warehouse.articles import load_articles, load_duplicates
from warehouse.bulk import Counts, count, insert_missing, listed, mark_changed, registered, replace
from warehouse.migrate import transaction
from warehouse.resolution import load_resolution

__all__ = [
    "Counts",
    "finish_run",
    "load_articles",
    "load_documents",
    "load_duplicates",
    "load_expectation_results",
    "load_extraction",
    "load_judgements",
    "load_quarantine",
    "load_reference",
    "load_resolution",
    "resolve_all_again",
    "start_run",
    "transaction",
    "write_out",
]


def start_run(
    con: duckdb.DuckDBPyConnection, run_id: str, started_at: datetime, code_version: str, settings: str = "{}"
) -> None:
    """Record that a run started, as `running`; `settings` is a JSON object."""
    con.execute(
        "INSERT INTO runs (run_id, started_at, status, code_version, settings) VALUES (?, ?, 'running', ?, ?)",
        [run_id, started_at, code_version, settings],
    )


def finish_run(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    ended_at: datetime,
    status: str,
    *,
    documents_in: int = 0,
    articles: int = 0,
    reports: int = 0,
    rejected: int = 0,
) -> None:
    """Record how a run ended (`completed` or `failed`) and what it took in."""
    con.execute(
        "UPDATE runs SET ended_at = ?, status = ?, documents_in = ?, articles = ?, reports = ?, rejected = ? "
        "WHERE run_id = ?",
        [ended_at, status, documents_in, articles, reports, rejected, run_id],
    )


def load_reference(con: duckdb.DuckDBPyConnection, reference: Reference) -> Counts:
    """Make actors, topics and sources those of the reference tables."""
    actors = reference.actors.with_columns(_parts("aliases")).select(schemas.ACTORS.schema.names())
    topics = reference.topics.select(schemas.TOPICS.schema.names())
    sources = reference.outlets.select(
        "source_id", "name", _parts("domains").list.first().alias("domain"), "country_code", "kind"
    )
    with transaction(con):
        counts = [
            replace(con, "actors", actors, "actor_id"),
            replace(con, "topics", topics, "topic_id"),
            replace(con, "store.sources", sources, "source_id"),
        ]
    return _sum(counts)


def load_documents(con: duckdb.DuckDBPyConnection, documents: pl.DataFrame) -> Counts:
    """Store DOCUMENTS rows by hash of content; metadata that arrives later replaces what was there."""
    documents = documents.unique("document_id", keep="first", maintain_order=True)
    with transaction(con), registered(con, "incoming", documents):
        changed = count(
            con,
            "UPDATE documents SET metadata = i.metadata, metadata_sha256 = i.metadata_sha256 FROM incoming AS i "
            "WHERE i.document_id = documents.document_id AND i.metadata_sha256 IS NOT NULL "
            "AND i.metadata_sha256 IS DISTINCT FROM documents.metadata_sha256",
        )
        if changed:
            mark_changed(con)
        added = insert_missing(con, "documents", documents, ["document_id"]).added
    return Counts(added=added, changed=changed)


def load_extraction(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    articles: pl.DataFrame,
    reports: pl.DataFrame,
    claims: pl.DataFrame,
    statements: pl.DataFrame,
    follow_ups: pl.DataFrame,
) -> Counts:
    """Make what was extracted from `articles` (any frame with article_id and revision) all that stands of them.

    Load the articles first. Reports and claims that were there and are not found again, and those of earlier
    revisions, are retracted (`retracted_run_id`), never deleted; statements and follow-ups are replaced. Reports of a
    revision that is not current are not taken. Counts are call reports: added, changed (themselves or their claims),
    retracted.
    """
    with transaction(con), registered(con, "given", articles.select("article_id", "revision")):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE extracted AS SELECT DISTINCT a.article_id, a.revision "
            "FROM articles AS a JOIN given AS g ON g.article_id = a.article_id AND g.revision = a.revision "
            "WHERE a.is_current"
        )
        extracted = con.sql("FROM extracted").pl()
        reports = reports.join(extracted, on=["article_id", "revision"], how="semi").unique("report_id", keep="first")
        con.execute("CREATE OR REPLACE TEMP TABLE touched (report_id VARCHAR)")
        own = "report_id IN (SELECT report_id FROM store.reports SEMI JOIN extracted USING (article_id))"
        counts = _keep_history(con, "store.reports", reports, "report_id", run_id, own)
        told = [frame.join(reports, on="report_id", how="semi") for frame in (claims, statements, follow_ups)]
        _keep_history(con, "store.claims", told[0].unique("claim_id", keep="first"), "claim_id", run_id, own)
        replace(con, "store.statements", told[1].unique("statement_id", keep="first"), "statement_id", own)
        replace(con, "store.follow_ups", told[2].unique("follow_up_id", keep="first"), "follow_up_id", own)
        con.execute("UPDATE store.reports SET pending = true WHERE report_id IN (SELECT report_id FROM touched)")
        changed = count(con, "SELECT count(DISTINCT report_id) FROM touched") - counts.added - counts.removed
    return counts._replace(changed=changed)


def resolve_all_again(con: duckdb.DuckDBPyConnection) -> None:
    """Let the next resolution take up all current reports, and read their texts anew for copies and for the dead."""
    con.execute("DELETE FROM store.signatures")
    con.execute("UPDATE store.reports SET pending = true WHERE retracted_run_id IS NULL")


def write_out(con: duckdb.DuckDBPyConnection) -> None:
    """Move the rows written so far from memory into the work file, between two parts of a long run; a shared warehouse holds none."""
    kind = con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()").fetchone()
    if kind == ("duckdb",):
        con.execute("CHECKPOINT")


def load_quarantine(con: duckdb.DuckDBPyConnection, rejections: pl.DataFrame) -> Counts:
    """Store quarantine rows; one that an earlier run rejected for the same reason is there already."""
    same = [column for column in schemas.REJECTIONS.schema if column != "run_id"]
    with transaction(con):
        return insert_missing(con, "quarantine", rejections, same)


def load_judgements(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> Counts:
    """Make the judgements exactly those of the frame: a line that was removed is undone."""
    with transaction(con):
        return replace(con, "judgements", judgements, "judgement_id")


def load_expectation_results(con: duckdb.DuckDBPyConnection, results: pl.DataFrame) -> Counts:
    """Store what the expectations of a run gave; the same stage of the same run is replaced."""
    columns = listed(results)
    with transaction(con), registered(con, "incoming", results):
        con.execute("DELETE FROM expectation_results WHERE (run_id, stage) IN (SELECT (run_id, stage) FROM incoming)")
        added = count(con, f"INSERT INTO expectation_results ({columns}) SELECT {columns} FROM incoming")
    return Counts(added=added)


def _keep_history(
    con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, key: str, run_id: str, scope: str
) -> Counts:
    """Make `frame` what stands of `table` within `scope`: what vanished is retracted, what changed keeps its first run.

    The reports of all rows concerned are added to the temporary table `touched`.
    """
    columns = listed(frame)
    with registered(con, "incoming", frame):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE arriving AS SELECT {columns} FROM incoming "
            f"EXCEPT SELECT {columns} FROM {table} WHERE {scope} AND retracted_run_id IS NULL"
        )
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE vanished AS SELECT {key}, report_id AS told_in FROM {table} "
            f"WHERE {scope} AND retracted_run_id IS NULL AND {key} NOT IN (SELECT {key} FROM incoming)"
        )
    con.execute("INSERT INTO touched SELECT report_id FROM arriving UNION ALL SELECT told_in FROM vanished")
    con.execute(f"UPDATE {table} SET retracted_run_id = '{run_id}' WHERE {key} IN (SELECT {key} FROM vanished)")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE former AS "
        f"SELECT {key}, first_run_id FROM {table} SEMI JOIN arriving USING ({key})"
    )
    con.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM arriving)")
    arrived = count(
        con,
        f"INSERT INTO {table} ({columns}, first_run_id) SELECT {columns}, coalesce(first_run_id, '{run_id}') "
        f"FROM arriving LEFT JOIN former USING ({key})",
    )
    removed = count(con, "SELECT count(*) FROM vanished")
    if arrived or removed:
        mark_changed(con)
    return Counts(added=arrived - count(con, "SELECT count(*) FROM former"), removed=removed)


def _parts(column: str) -> pl.Expr:
    """Split the `|`-separated cell of a reference table; an empty cell is an empty list."""
    return pl.col(column).fill_null("").str.split("|").list.filter(pl.element() != "")


def _sum(counts: list[Counts]) -> Counts:
    return Counts(*(sum(column) for column in zip(*counts, strict=True)))
