"""The quarantine read back and cleared: what it and the documents know of files, and what a second try settled."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import polars as pl

from warehouse.bulk import count, mark_changed, registered

_OF_REPORT = "(stage = 'extract' OR (stage = 'validate' AND TRY(payload ->> 'report_id') IS NOT NULL))"
"""Rows about what a stored article tells; they are settled when it is extracted again."""

OF_FILES = f"NOT {_OF_REPORT}"
"""Rows about a file or article as it was read; they are settled when the file is read again."""

_ARTICLE = "coalesce(payload ->> 'article_id', regexp_extract(payload ->> 'report_id', '^(.*)[.][0-9]+[.][0-9]+$', 1))"
_IN_GIVEN = "(path IN (SELECT path FROM given) OR document_id IN (SELECT document_id FROM documents SEMI JOIN given USING (path)))"

NOTES = ("not_french", "future_date", "bad_date", "superseded", "truncated_utf8", "bad_metadata")
"""Reasons of rows that only note something about an article that was taken in all the same."""

_AGAIN = "tried again: "


def rejections(con: duckdb.DuckDBPyConnection, paths: Sequence[str]) -> pl.DataFrame:
    """Return what quarantine says of files: path, document_id, reason, detail, run_id, and `told`.

    `told` says whether an article came of the document (null without a document id), so that only a part of it was
    refused.
    """
    with registered(con, "given", pl.DataFrame({"path": list(paths)}, schema={"path": pl.String})):
        return con.sql(
            "SELECT coalesce(q.path, d.path) AS path, q.document_id, reason, detail, run_id, "
            "q.document_id IN (SELECT document_id FROM articles) AS told "
            "FROM quarantine AS q LEFT JOIN documents AS d USING (document_id) "
            "WHERE coalesce(q.path, d.path) IN (SELECT path FROM given) ORDER BY ALL"
        ).pl()


def known_documents(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> set[str]:
    """Return those of the ids whose document was read."""
    with registered(con, "given", pl.DataFrame({"document_id": list(document_ids)}, schema={"document_id": pl.String})):
        return set(con.sql("SELECT document_id FROM documents SEMI JOIN given USING (document_id)").pl()["document_id"])


def quarantined_files(con: duckdb.DuckDBPyConnection, reason: str | None = None) -> pl.DataFrame:
    """Return the files that quarantine holds something of, one row each: path, reasons (sorted); `reason` selects."""
    return con.execute(
        "SELECT coalesce(q.path, d.path) AS path, list_sort(list_distinct(list(reason))) AS reasons "
        "FROM quarantine AS q LEFT JOIN documents AS d USING (document_id) "
        f"WHERE {OF_FILES} AND coalesce(q.path, d.path) IS NOT NULL AND ($reason IS NULL OR reason = $reason) GROUP BY ALL ORDER BY ALL",
        {"reason": reason},
    ).pl()


def rejected_revisions(con: duckdb.DuckDBPyConnection, reason: str | None = None) -> pl.DataFrame:
    """Return the current articles (article_id, revision) of which something extracted was refused; `reason` selects."""
    return con.execute(
        f"SELECT article_id, revision FROM articles WHERE is_current AND article_id IN (SELECT {_ARTICLE} FROM quarantine "
        f"WHERE {_OF_REPORT} AND ($reason IS NULL OR reason = $reason)) ORDER BY ALL",
        {"reason": reason},
    ).pl()


def settle_extracted(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame, rejections: pl.DataFrame) -> int:
    """Remove what was refused of articles (any frame with article_id) that are extracted again, but what is refused again.

    Part of the caller's transaction. `rejections` is a frame of REJECTIONS.
    """
    with registered(con, "given", articles.select("article_id")), registered(con, "refused", rejections):
        same = "r.stage = quarantine.stage AND r.reason = quarantine.reason AND r.payload = quarantine.payload"
        return count(
            con,
            f"DELETE FROM quarantine WHERE {_OF_REPORT} AND {_ARTICLE} IN (SELECT article_id FROM given) "
            f"AND NOT EXISTS (SELECT 1 FROM refused AS r WHERE {same})",
        )


def size(con: duckdb.DuckDBPyConnection) -> int:
    """Return the number of rows in quarantine."""
    return count(con, "SELECT count(*) FROM quarantine")


def mark_retried(con: duckdb.DuckDBPyConnection, paths: Sequence[str]) -> int:
    """Mark the rows of files that are tried again, so that what is refused again is told from what is settled.

    That the files were read is forgotten: a run passes over what is stored, and would not look at them again.
    """
    with registered(con, "given", pl.DataFrame({"path": list(paths)}, schema={"path": pl.String})):
        con.execute(
            f"DELETE FROM store.items_read WHERE document_id IN (SELECT document_id FROM quarantine WHERE {_IN_GIVEN} AND {OF_FILES})"
        )
        return count(
            con,
            f"UPDATE quarantine SET detail = '{_AGAIN}' || detail WHERE {_IN_GIVEN} AND {OF_FILES} AND detail NOT LIKE '{_AGAIN}%'",
        )


def clear_retried(con: duckdb.DuckDBPyConnection, paths: Sequence[str]) -> int:
    """Remove the marked rows of files that were tried again: what was refused again has rows of its own."""
    with registered(con, "given", pl.DataFrame({"path": list(paths)}, schema={"path": pl.String})):
        cleared = count(con, f"DELETE FROM quarantine WHERE {_IN_GIVEN} AND detail LIKE '{_AGAIN}%'")
    if cleared:
        mark_changed(con)
    return cleared


def metadata_of(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, str]:
    """Return document_id -> the metadata (a JSON object) with which these documents were read, for those that had any."""
    with registered(con, "given", pl.DataFrame({"document_id": list(document_ids)}, schema={"document_id": pl.String})):
        rows = con.sql(
            "SELECT document_id, metadata FROM documents SEMI JOIN given USING (document_id) WHERE metadata IS NOT NULL"
        ).fetchall()
    return dict(rows)
