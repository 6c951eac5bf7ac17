"""Articles against the store: which are new, which a new revision, which only learned something about themselves."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms.schemas import ARTICLES
from warehouse.bulk import Counts, count, listed, mark_changed, registered
from warehouse.migrate import transaction

_BASES = "['none', 'bounds', 'byline', 'dateline', 'html', 'metadata']"  # from the weakest to the strongest
_PUBLICATION = ("published_at", "published_on", "published_at_basis", "published_earliest", "published_latest")
_DESCRIPTION = ("url", "title", "author", "agency", "dateline_place", "dateline_date", "language", "outlet")
_AS_READ = ("text", "title_end", "furniture")  # belong to the text, so nothing about them is to be decided
_METADATA = (*_PUBLICATION, *_DESCRIPTION, "source_id")

WANTED = "rowid IN (SELECT rowid FROM articles SEMI JOIN wanted USING (article_id, revision))"
"""Condition for the rows that `wanted` names: their places are found first, so that no other text is unpacked."""

CHANGES = ("new", "revised", "updated", "unchanged")
"""What `compare_articles` says of an article: not seen before, another text, better metadata, nothing new."""


def compare_articles(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.DataFrame:
    """Return ARTICLES rows as the store will hold them, with `change` (one of `CHANGES`) and `seen_as` (the id they
    came with).

    Writes nothing. `article_id`, `revision`, `is_current` and metadata are decided against the store, so extraction
    takes this frame, without its unchanged rows. One row an article and text, whatever the number of files: a file
    that was read before is the same article when a sidecar gives it an address or outlet later. What is unknown never
    erases what is known, and a stronger `published_at_basis` is never replaced by a weaker one.
    """
    articles = articles.select(ARTICLES.schema.names()).with_row_index("n")
    with registered(con, "incoming", articles.drop(_AS_READ).with_columns(text_md5=_md5(con, articles))):
        con.execute(_ARRIVING)
    names = [name for name in ARTICLES.schema.names() if name not in _AS_READ]
    columns = ", ".join(f"{_MERGED.get(name, 'a.' + name)} AS {name}" for name in names)
    differs = " OR ".join(f"{_MERGED[name]} IS DISTINCT FROM r.{name}" for name in _METADATA)
    change = (
        f"CASE WHEN r.revision IS NOT NULL AND ({differs}) THEN 'updated' WHEN r.revision IS NOT NULL THEN 'unchanged' "
        "WHEN s.last IS NULL AND a.place = 1 THEN 'new' ELSE 'revised' END AS change"
    )
    compared = con.sql(f"SELECT a.n, {columns}, {change}, a.seen_as {_AGAINST_STORE}").pl()
    con.execute("DROP TABLE arriving")
    known = compared.join(articles.select("n", *_AS_READ), on="n").sort("n")
    return known.select(*ARTICLES.schema.names(), "change", "seen_as").cast(dict(ARTICLES.schema))  # type: ignore[arg-type]


def load_articles(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame, run_id: str) -> Counts:
    """Store articles as `compare_articles` gave them: added are new revisions, changed are rows with new metadata.

    Rows of ARTICLES that were not compared yet are. A new revision ends the one before (`is_current`); its reports
    leave their calls with `load_extraction`.
    """
    compared = articles if "change" in articles.columns else compare_articles(con, articles)
    with transaction(con), registered(con, "compared", compared.filter(pl.col("change") != "unchanged")):
        con.execute(
            "INSERT INTO store.article_keys SELECT DISTINCT seen_as, article_id FROM compared AS c "
            "WHERE seen_as <> article_id AND NOT EXISTS (SELECT 1 FROM store.article_keys AS k WHERE k.key = c.seen_as)"
        )
        counts = Counts(added=_insert_revisions(con, run_id), changed=_update_metadata(con))
        if counts.added or counts.changed:
            mark_changed(con)
    return counts


def load_duplicates(con: duckdb.DuckDBPyConnection, clusters: pl.DataFrame) -> Counts:
    """Set `duplicate_cluster_id` from a frame of article_id and duplicate_cluster_id; other articles keep theirs."""
    with transaction(con), registered(con, "clusters", clusters):
        differing = (
            "FROM clusters AS c WHERE c.article_id = articles.article_id "
            "AND articles.duplicate_cluster_id IS DISTINCT FROM c.duplicate_cluster_id"
        )
        con.execute(
            "UPDATE store.reports SET pending = true WHERE retracted_run_id IS NULL AND article_id IN "
            f"(SELECT article_id FROM articles WHERE EXISTS (SELECT 1 {differing}))"
        )
        changed = count(con, f"UPDATE articles SET duplicate_cluster_id = c.duplicate_cluster_id {differing}")
        if changed:
            mark_changed(con)
    return Counts(changed=changed)


def _md5(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.Series:
    with registered(con, "texts", articles.select("n", "text")):
        return con.sql("SELECT n, md5(text) AS text_md5 FROM texts").pl().sort("n")["text_md5"]


# One row an article and text, under the id that the store has for it, if any: by id, by a former id, or by the bytes of
# the file it stands in, where one of the two does not say whose article it is.
_ARRIVING = f"""
CREATE OR REPLACE TEMP TABLE arriving AS
WITH seen AS (
    SELECT *, article_id AS seen_as, url IS NULL AND outlet IS NULL AS anonymous FROM incoming
),
named AS (  -- a bare copy of a file that comes with its metadata as well says nothing of its own
    SELECT * FROM seen AS s WHERE NOT (s.anonymous AND EXISTS (
        SELECT 1 FROM seen AS o WHERE o.document_id = s.document_id AND o.item = s.item AND NOT o.anonymous))
),
by_document AS (
    SELECT n.n, min(a.article_id) AS article_id,
        n.anonymous AND bool_or(a.url IS NOT NULL OR a.outlet IS NOT NULL) AS bare_copy
    FROM named AS n JOIN articles AS a ON a.document_id = n.document_id AND a.item = n.item
    WHERE (a.url IS NULL OR n.url IS NULL) AND (a.outlet IS NULL OR n.outlet IS NULL OR a.outlet = n.outlet)
    GROUP BY n.n, n.anonymous
),
identified AS (
    SELECT n.* REPLACE (coalesce(i.article_id, k.article_id, d.article_id, n.article_id) AS article_id)
    FROM named AS n
    LEFT JOIN (SELECT DISTINCT article_id FROM articles WHERE article_id IN (SELECT article_id FROM named)) AS i
        ON i.article_id = n.article_id
    LEFT JOIN store.article_keys AS k ON k.key = n.article_id
    LEFT JOIN by_document AS d ON d.n = n.n
    WHERE NOT (d.bare_copy IS TRUE AND i.article_id IS NULL)
),
distinct_texts AS (
    SELECT * FROM identified
    QUALIFY row_number() OVER (
        PARTITION BY article_id, text_md5 ORDER BY list_position({_BASES}, published_at_basis) DESC NULLS LAST, n) = 1
)
SELECT d.*, row_number() OVER (
    PARTITION BY d.article_id, r.revision IS NULL ORDER BY d.n) AS place  -- among the texts that are new to the store
FROM distinct_texts AS d
LEFT JOIN articles AS r ON r.article_id = d.article_id AND r.text_md5 = d.text_md5
"""

_AGAINST_STORE = """
FROM arriving AS a
LEFT JOIN articles AS r ON r.article_id = a.article_id AND r.text_md5 = a.text_md5
LEFT JOIN (
    SELECT article_id, max(revision) AS last, arg_max(source_id, revision) AS source_id FROM articles
    WHERE article_id IN (SELECT article_id FROM arriving) GROUP BY article_id
) AS s ON s.article_id = a.article_id
LEFT JOIN (
    SELECT a.article_id, count(*) AS texts FROM arriving AS a
    ANTI JOIN articles AS r ON r.article_id = a.article_id AND r.text_md5 = a.text_md5
    GROUP BY a.article_id
) AS m ON m.article_id = a.article_id
"""

_REVISION = "coalesce(r.revision, coalesce(s.last, 0) + a.place)"
_STRONGER = (
    f"(r.revision IS NULL OR coalesce(list_position({_BASES}, a.published_at_basis), 0) "
    f">= coalesce(list_position({_BASES}, r.published_at_basis), 0))"
)
_MERGED = {
    "revision": _REVISION,
    "is_current": f"{_REVISION} = coalesce(s.last, 0) + coalesce(m.texts, 0)",
    "source_id": "CASE WHEN a.outlet IS NULL THEN coalesce(s.source_id, a.source_id) ELSE a.source_id END",
    "duplicate_cluster_id": "coalesce(r.duplicate_cluster_id, a.duplicate_cluster_id)",
    "document_id": "coalesce(r.document_id, a.document_id)",
    "item": "coalesce(r.item, a.item)",
    "external_id": "coalesce(r.external_id, a.external_id)",
    **{name: f"CASE WHEN {_STRONGER} THEN a.{name} ELSE r.{name} END" for name in _PUBLICATION},
    **{name: f"coalesce(a.{name}, r.{name})" for name in _DESCRIPTION},
}


def _insert_revisions(con: duckdb.DuckDBPyConnection, run_id: str) -> int:
    columns = listed(ARTICLES.frame())
    added = count(
        con,
        f"INSERT INTO articles ({columns}, first_run_id, text_md5) "
        f"SELECT {columns}, '{run_id}', md5(text) FROM compared WHERE change IN ('new', 'revised')",
    )
    con.execute(
        "UPDATE articles SET is_current = false FROM (SELECT article_id, max(revision) AS last FROM compared "
        "WHERE change = 'revised' GROUP BY article_id) AS c "
        "WHERE articles.article_id = c.article_id AND revision < last AND is_current"
    )
    return added


def _update_metadata(con: duckdb.DuckDBPyConnection) -> int:
    """Write the better metadata into the rows that have it coming; their calls are to be resolved anew."""
    values = ", ".join(f"{name} = c.{name}" for name in (*_METADATA, "furniture"))
    changed = count(
        con,
        f"UPDATE articles SET {values} FROM (FROM compared WHERE change = 'updated') AS c "
        "WHERE articles.article_id = c.article_id AND articles.revision = c.revision",
    )
    con.execute(
        "UPDATE store.reports SET pending = true WHERE retracted_run_id IS NULL "
        "AND article_id IN (SELECT article_id FROM compared WHERE change = 'updated')"
    )
    return changed
