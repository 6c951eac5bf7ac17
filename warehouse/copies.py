"""What texts are read for once: wire copies and near-duplicates, the dead whom they let act, and what became of meetings.

Texts are signed once, and only new ones are looked up among the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import polars as pl

from warehouse.articles import WANTED
from warehouse.bulk import registered
from warehouse.migrate import transaction

AT_ONCE = 1000
"""Texts, or pairs of them, that are held at once."""


def unsigned(con: duckdb.DuckDBPyConnection, batch_rows: int = AT_ONCE) -> Iterator[pl.DataFrame]:
    """Yield article_id and revision of the current articles with new or changed reports that have no signature yet, in batches."""
    yield from con.sql(_UNSIGNED).pl().iter_slices(batch_rows)


def read_anew(con: duckdb.DuckDBPyConnection, revisions: pl.DataFrame) -> pl.DataFrame:
    """Forget what was known of former revisions of these articles, and return the texts of those that still report a call.

    Columns: article_id, revision, text, title_end, furniture.
    """
    with transaction(con), registered(con, "revisions", revisions):
        con.execute(_FORGET)
    return _texts(con, con.sql(_REPORTING).pl())


def sign(con: duckdb.DuckDBPyConnection, bands: pl.DataFrame) -> pl.DataFrame:
    """Store signatures (article_id, revision, band); return the pairs (one, other, in order) that they have bands in common with."""
    with transaction(con), registered(con, "given", bands):
        con.execute("CREATE OR REPLACE TEMP TABLE signed AS SELECT article_id, revision, band FROM given")
        con.execute("INSERT INTO store.signatures FROM signed")
        return con.sql(
            "SELECT DISTINCT least(n.article_id, s.article_id) AS one, greatest(n.article_id, s.article_id) AS other "
            "FROM signed AS n JOIN store.signatures AS s USING (band) WHERE n.article_id <> s.article_id ORDER BY ALL"
        ).pl()


def texts_of(con: duckdb.DuckDBPyConnection, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the texts of the signed revisions of the articles of these pairs, as `read_anew` has them."""
    with registered(con, "pairs", pairs):
        revisions = con.sql(
            "SELECT DISTINCT article_id, revision FROM store.signatures "
            "WHERE article_id IN (SELECT one FROM pairs UNION SELECT other FROM pairs)"
        ).pl()
    return _texts(con, revisions)


def _texts(con: duckdb.DuckDBPyConnection, revisions: pl.DataFrame) -> pl.DataFrame:
    with registered(con, "wanted", revisions):
        return con.sql(
            f"SELECT article_id, revision, text, title_end, furniture FROM articles WHERE {WANTED}"
        ).pl()


def load_copies(con: duckdb.DuckDBPyConnection, copies: pl.DataFrame) -> None:
    """Store pairs of articles (one, other) that are copies."""
    with transaction(con), registered(con, "found", copies):
        con.execute("INSERT INTO store.copies SELECT one, other FROM found EXCEPT FROM store.copies")


def load_mentions(con: duckdb.DuckDBPyConnection, mentions: pl.DataFrame) -> None:
    """Store the dead whom texts let act: article_id, revision, actor_id."""
    with transaction(con), registered(con, "found", mentions):
        con.execute("INSERT INTO store.late_mentions SELECT article_id, revision, actor_id FROM found")


def load_meetings(con: duckdb.DuckDBPyConnection, told: pl.DataFrame) -> None:
    """Store what texts tell of meetings: article_id, revision, state, sentence."""
    with transaction(con), registered(con, "found", told):
        con.execute("INSERT INTO store.meetings SELECT article_id, revision, state, sentence FROM found")


def around_read(con: duckdb.DuckDBPyConnection) -> tuple[pl.Series, pl.DataFrame]:
    """Return the article_ids whose cluster may differ by what was last `read_anew`, and all copies (one, other) among them."""
    return con.sql(_AROUND).pl()["article_id"], con.sql(f"SELECT c.* FROM store.copies AS c WHERE one IN ({_AROUND})").pl()


_UNSIGNED = """
WITH concerned AS (
    SELECT article_id, revision FROM articles
    WHERE is_current AND article_id IN (SELECT article_id FROM store.reports WHERE pending)
)
FROM concerned ANTI JOIN store.signatures USING (article_id, revision) ORDER BY article_id
"""

_REPORTING = """
FROM changed_texts SEMI JOIN (SELECT article_id, revision FROM store.reports WHERE retracted_run_id IS NULL) USING (article_id, revision)
"""

_FORGET = """
CREATE OR REPLACE TEMP TABLE changed_texts AS SELECT article_id, revision FROM revisions;
DELETE FROM store.signatures WHERE article_id IN (SELECT article_id FROM changed_texts);
DELETE FROM store.late_mentions WHERE article_id IN (SELECT article_id FROM changed_texts);
DELETE FROM store.meetings WHERE article_id IN (SELECT article_id FROM changed_texts);
CREATE OR REPLACE TEMP TABLE former_copies AS
SELECT one, other FROM store.copies
WHERE one IN (SELECT article_id FROM changed_texts) OR other IN (SELECT article_id FROM changed_texts);
DELETE FROM store.copies
WHERE one IN (SELECT article_id FROM changed_texts) OR other IN (SELECT article_id FROM changed_texts);
"""

_AROUND = """
WITH RECURSIVE reached AS (
    SELECT article_id FROM changed_texts
    UNION SELECT unnest([one, other]) FROM former_copies
    UNION
    SELECT if(c.one = r.article_id, c.other, c.one)
    FROM reached AS r JOIN store.copies AS c ON c.one = r.article_id OR c.other = r.article_id
)
SELECT article_id FROM reached
"""
