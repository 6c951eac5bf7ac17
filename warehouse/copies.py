"""What texts are read for once: wire copies and near-duplicates, the dead whom they let act, and what became of meetings.

Texts are signed once, and only new ones are looked up among the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import polars as pl

from warehouse.bulk import registered
from warehouse.migrate import transaction
from warehouse.read import article_texts


def unsigned(con: duckdb.DuckDBPyConnection, batch_rows: int = 1000) -> Iterator[pl.DataFrame]:
    """Yield the current articles with new or changed reports that have no signature yet, as ARTICLES in batches.

    What was known of former revisions of articles is forgotten.
    """
    with transaction(con):
        con.execute(_FORGET)
    revisions = con.sql("SELECT article_id, revision FROM unsigned ORDER BY article_id").pl()
    for batch in revisions.iter_slices(batch_rows):
        yield article_texts(con, batch)


def sign(con: duckdb.DuckDBPyConnection, bands: pl.DataFrame) -> pl.DataFrame:
    """Store signatures (article_id, revision, band); return the pairs (one, other, in order) that they have bands in common with."""
    with transaction(con), registered(con, "signed", bands):
        con.execute("INSERT INTO store.signatures SELECT article_id, revision, band FROM signed")
        return con.sql(
            "SELECT DISTINCT least(n.article_id, s.article_id) AS one, greatest(n.article_id, s.article_id) AS other "
            "FROM (FROM store.signatures SEMI JOIN signed USING (article_id, revision)) AS n "  # not from the frame: unsigned filters fail
            "JOIN store.signatures AS s USING (band) WHERE n.article_id <> s.article_id ORDER BY ALL"
        ).pl()


def texts_of(con: duckdb.DuckDBPyConnection, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the signed revisions of the articles of these pairs as ARTICLES."""
    with registered(con, "pairs", pairs):
        revisions = con.sql(
            "SELECT DISTINCT article_id, revision FROM store.signatures "
            "WHERE article_id IN (SELECT one FROM pairs UNION SELECT other FROM pairs)"
        ).pl()
    return article_texts(con, revisions)


def load_copies(con: duckdb.DuckDBPyConnection, copies: pl.DataFrame) -> None:
    """Store pairs of articles (one, other) that are copies."""
    with transaction(con), registered(con, "found", copies):
        con.execute("INSERT INTO store.copies SELECT one, other FROM found EXCEPT FROM store.copies")


def load_mentions(con: duckdb.DuckDBPyConnection, mentions: pl.DataFrame) -> None:
    """Store the dead whom unsigned texts let act: article_id, revision, actor_id."""
    with transaction(con), registered(con, "found", mentions):
        con.execute("INSERT INTO store.late_mentions SELECT article_id, revision, actor_id FROM found")


def load_meetings(con: duckdb.DuckDBPyConnection, told: pl.DataFrame) -> None:
    """Store what unsigned texts tell of meetings: article_id, revision, state, sentence."""
    with transaction(con), registered(con, "found", told):
        con.execute("INSERT INTO store.meetings SELECT article_id, revision, state, sentence FROM found")


def around_unsigned(con: duckdb.DuckDBPyConnection) -> tuple[pl.Series, pl.DataFrame]:
    """Return the article_ids whose cluster may differ by what was last `unsigned`, and all copies (one, other) among them."""
    return con.sql(_AROUND).pl()["article_id"], con.sql(f"SELECT c.* FROM store.copies AS c WHERE one IN ({_AROUND})").pl()


_FORGET = """
CREATE OR REPLACE TEMP TABLE concerned AS
SELECT a.article_id, a.revision FROM articles AS a
WHERE a.is_current AND a.article_id IN (SELECT article_id FROM store.reports WHERE pending);
CREATE OR REPLACE TEMP TABLE changed_texts AS
SELECT * FROM concerned AS c ANTI JOIN store.signatures AS s ON s.article_id = c.article_id AND s.revision = c.revision;
DELETE FROM store.signatures WHERE article_id IN (SELECT article_id FROM changed_texts);
DELETE FROM store.late_mentions WHERE article_id IN (SELECT article_id FROM changed_texts);
DELETE FROM store.meetings WHERE article_id IN (SELECT article_id FROM changed_texts);
CREATE OR REPLACE TEMP TABLE former_copies AS
SELECT one, other FROM store.copies
WHERE one IN (SELECT article_id FROM changed_texts) OR other IN (SELECT article_id FROM changed_texts);
DELETE FROM store.copies
WHERE one IN (SELECT article_id FROM changed_texts) OR other IN (SELECT article_id FROM changed_texts);
CREATE OR REPLACE TEMP TABLE unsigned AS
SELECT c.article_id, c.revision FROM changed_texts AS c
WHERE EXISTS (SELECT 1 FROM store.reports AS r WHERE r.article_id = c.article_id AND r.revision = c.revision
    AND r.retracted_run_id IS NULL);
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
