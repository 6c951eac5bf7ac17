"""What the quality report reads: whole relations, orphans, and all stored articles with their reports, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb
import polars as pl

from transforms import schemas
from warehouse import read
from warehouse.bulk import listed, registered

_RELATIONS = {
    "articles": "(SELECT *, length(text) AS text_chars FROM articles)",
    "call_reports": "(FROM call_reports WHERE retracted_run_id IS NULL)",
    "claims": "(FROM claims SEMI JOIN (SELECT unnest(claim_ids) AS claim_id FROM conflicts) AS c USING (claim_id))",
}
"""Relation of which the report wants only a part, or more -> the query for it."""

_LINKS = (
    ("articles", "document_id", "documents", "document_id"),
    ("articles", "first_run_id", "runs", "run_id"),
    ("store.reports", "article_id", "articles", "article_id"),
    ("store.reports", "first_run_id", "runs", "run_id"),
    ("store.claims", "report_id", "store.reports", "report_id"),
    ("store.statements", "report_id", "store.reports", "report_id"),
    ("store.follow_ups", "report_id", "store.reports", "report_id"),
    ("memberships", "report_id", "store.reports", "report_id"),
    ("memberships", "call_id", "calls", "call_id"),
    ("calls", "call_id", "memberships", "call_id"),
    ("call_participants", "call_id", "calls", "call_id"),
    ("call_topics", "call_id", "calls", "call_id"),
    ("call_topics", "topic_id", "topics", "topic_id"),
    ("call_places", "call_id", "calls", "call_id"),
    ("conflicts", "call_id", "calls", "call_id"),
    ("asymmetries", "call_id", "calls", "call_id"),
    ("call_aliases", "call_id", "store.call_versions", "call_id"),
    ("quarantine", "run_id", "runs", "run_id"),
    ("expectation_results", "run_id", "runs", "run_id"),
)
"""(relation, column, relation that it leads to, column): an empty value leads nowhere and is no orphan."""


def frames(con: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[str]]) -> dict[str, pl.DataFrame]:
    """Return the columns asked for of each relation.

    `articles` has `text_chars` (characters of its text) besides its own, `call_reports` lacks the retracted ones, and
    `claims` holds those that conflicts rest on.
    """
    return {
        name: con.execute("SELECT " + ", ".join(f'"{column}"' for column in wanted) + f" FROM {_RELATIONS.get(name, name)}").pl()
        for name, wanted in columns.items()
    }


def links(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return one row a link between relations: `link`, such as claims.report_id, and `orphans`, the rows that it leads nowhere."""
    counts = (
        f"SELECT '{name.removeprefix('store.')}.{column}' AS link, count(*) AS orphans FROM {name} AS r "
        f"ANTI JOIN {target} AS t ON r.{column} = t.{target_column} WHERE r.{column} IS NOT NULL"
        for name, column, target, target_column in _LINKS
    )
    return con.execute(" UNION ALL ".join(counts) + " ORDER BY link").pl()


def batches(con: duckdb.DuckDBPyConnection, batch_articles: int = 5000) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]]:
    """Yield all current articles with their standing reports and claims: (ARTICLES, CALL_REPORTS, CLAIMS) frames."""
    for articles in read.articles(con, batch_articles):
        with registered(con, "batch", articles.select("article_id", "revision")):
            reports = con.sql(_REPORTS).pl()
            claims = con.sql(_CLAIMS).pl()
        yield articles, reports, claims


_STANDING = "SELECT * FROM store.reports SEMI JOIN batch USING (article_id, revision) WHERE retracted_run_id IS NULL"
_REPORTS = f"SELECT {listed(schemas.CALL_REPORTS.frame())} FROM ({_STANDING}) ORDER BY report_id"
_CLAIMS = f"""
SELECT {listed(schemas.CLAIMS.frame())} FROM store.claims SEMI JOIN ({_STANDING}) AS r USING (report_id)
WHERE retracted_run_id IS NULL ORDER BY claim_id"""
