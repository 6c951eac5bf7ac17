"""Replays human judgements: the table becomes what the file says, and what a change concerns is resolved again."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms import schemas
from transforms.resolve import follow_up_keys, report_keys, with_states
from warehouse.bulk import listed, registered
from warehouse.errors import WarehouseError
from warehouse.load import load_judgements
from warehouse.migrate import transaction
from warehouse.read import current_id


def stored(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return JUDGEMENTS as they stand in the warehouse, in order."""
    frame = con.sql(f"SELECT {listed(schemas.JUDGEMENTS.frame())} FROM judgements ORDER BY made_at, judgement_id").pl()
    return frame.cast(dict(schemas.JUDGEMENTS.schema))  # type: ignore[arg-type]


def judged_keys(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and key of all current reports of the articles that judgements name.

    A key depends on the other reports of its article, so it is never made from a part of them.
    """
    keys = pl.concat([judgements["left_key"], judgements["right_key"]]).drop_nulls()
    return _keys_in(con, keys.str.split(":").list.first().unique().to_frame("article_id"))


def _keys_in(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.DataFrame:
    with registered(con, "named", articles):
        columns = "report_id, article_id, revision, position, sentence"
        found = con.sql(f"SELECT {columns} FROM store.reports SEMI JOIN named USING (article_id) WHERE retracted_run_id IS NULL").pl()
    return report_keys(found)


def step_keys(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Return follow_up_id, report_id and key of the announced steps of the articles that judgements of steps name."""
    steps = judgements.filter(pl.col("kind") == "follow_up")
    return _steps_in(con, steps["left_key"].str.split(":").list.first().unique().to_frame("article_id"))


def _steps_in(con: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.DataFrame:
    with registered(con, "named", articles):
        return follow_up_keys(con.sql(
            "SELECT f.follow_up_id, f.report_id, r.article_id, f.surface FROM store.follow_ups AS f "
            "JOIN store.reports AS r USING (report_id) SEMI JOIN named USING (article_id) WHERE r.retracted_run_id IS NULL"
        ).pl())  # fmt: skip


def all_keys(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and key of all reports and announced steps of the articles that judgements name."""
    return pl.concat([judged_keys(con, judgements), step_keys(con, judgements).select("report_id", "key")])


def replay(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Make `judgements` (any order, without regard to `state`) all that is judged, and return them with their state.

    The reports of judgements that are new, changed or gone are to be resolved again, and so is the other report of a
    judged pair of which one report is.
    """
    former = stored(con)
    judged = with_states(judgements, all_keys(con, judgements)).select(schemas.JUDGEMENTS.schema.names())
    content = [name for name in judged.columns if name != "state"]
    differing = pl.concat([
        judged.join(former, on=content, how="anti", nulls_equal=True),
        former.join(judged, on=content, how="anti", nulls_equal=True),
    ])  # fmt: skip
    keys = all_keys(con, pl.concat([judged, former]))
    with transaction(con):
        load_judgements(con, judged)
        _resolve_again(con, _reports_of(differing, keys))
        hypotheses = differing.filter(pl.col("kind") == "hypothesis").select(hypothesis_id="left_key")
        with registered(con, "hypotheses", hypotheses):
            based = con.sql("SELECT unnest(report_ids) AS report_id FROM missing_calls SEMI JOIN hypotheses USING (hypothesis_id)").pl()
        _resolve_again(con, based)
        _resolve_again(con, _partners(con, judged, keys))
    return judged


def _reports_of(judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    named = pl.concat([judgements.select(key="left_key"), judgements.select(key="right_key")])
    return keys.join(named, on="key", how="semi").select("report_id")


def _partners(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Return the reports of judged pairs of which one is to be resolved."""
    with registered(con, "keys", keys):
        waiting = con.sql("SELECT key FROM keys JOIN store.reports USING (report_id) WHERE pending").pl()["key"].implode()
    pairs = judgements.filter((pl.col("kind") == "pair") & (pl.col("left_key").is_in(waiting) | pl.col("right_key").is_in(waiting)))
    return _reports_of(pairs, keys)


def _resolve_again(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> None:
    with registered(con, "again", reports):
        con.execute(
            "UPDATE store.reports SET pending = true "
            "WHERE report_id IN (SELECT report_id FROM again) AND retracted_run_id IS NULL"
        )


def evidence_of(con: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """Return the current reports of a call, by any id it ever had, or the one report of that id; the first told first.

    Columns: report_id, call_id, key, outlet, published_on, date_edtf, participants (names), sentence. Raises
    `WarehouseError` for an id that is neither, and for a call whose reports are all gone.
    """
    known = current_id(con, name)
    found = con.execute(_EVIDENCE.format("(r.call_id = $call OR r.report_id = $report)"), {"call": known, "report": name}).pl()
    if found.is_empty():
        unknown = f"no call or report {name} stands in this warehouse"
        raise WarehouseError(unknown if known is None else f"call {name} has no report any more")
    return _with_keys(con, found)


def evidence_of_reports(con: duckdb.DuckDBPyConnection, report_ids: pl.Series) -> pl.DataFrame:
    """Return the current ones of these reports, with the columns of `evidence_of`."""
    with registered(con, "wanted", report_ids.to_frame("report_id")):
        return _with_keys(con, con.sql(_EVIDENCE.format("r.report_id IN (SELECT report_id FROM wanted)")).pl())


def _with_keys(con: duckdb.DuckDBPyConnection, evidence: pl.DataFrame) -> pl.DataFrame:
    keys = _keys_in(con, evidence.select("article_id").unique())
    return evidence.join(keys, on="report_id", maintain_order="left").select("key", pl.exclude("key", "article_id"))


_EVIDENCE = """
SELECT r.report_id, r.call_id, r.article_id, coalesce(s.name, a.outlet) AS outlet, a.published_on, r.date_edtf,
    [p.name for p in r.participants] AS participants, r.sentence
FROM call_reports AS r
JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
LEFT JOIN store.sources AS s ON s.source_id = a.source_id
WHERE r.retracted_run_id IS NULL AND {}
ORDER BY a.published_at NULLS LAST, r.report_id
"""


def announced(con: duckdb.DuckDBPyConnection, follow_up_id: str) -> dict[str, str]:
    """Return `key` and `surface` of an announced step; raises `WarehouseError` for one that is not there."""
    query = "SELECT r.article_id, f.surface FROM store.follow_ups AS f JOIN store.reports AS r USING (report_id) WHERE f.follow_up_id = $1"
    row = con.execute(query, [follow_up_id]).fetchone()
    if row is None:
        raise WarehouseError(f"no follow-up {follow_up_id} stands in this warehouse")
    keys = _steps_in(con, pl.DataFrame({"article_id": [row[0]]}))
    key = keys.filter(pl.col("follow_up_id") == follow_up_id)["key"]
    if key.is_empty():
        raise WarehouseError(f"the report that announces {follow_up_id} was retracted")
    return {"key": str(key[0]), "surface": str(row[1])}


def overdue(con: duckdb.DuckDBPyConnection, limit: int) -> pl.DataFrame:
    """Return at most `limit` steps whose day is past without a word of what became of them, the last due first.

    Columns: follow_up_id, call_id, kind, date_edtf, place, surface.
    """
    return con.execute(
        "SELECT follow_up_id, call_id, kind, date_edtf, place, surface FROM follow_ups WHERE state = 'overdue' AND call_id IS NOT NULL "
        "ORDER BY date_latest DESC, follow_up_id LIMIT $1",
        [limit],
    ).pl()


def hypotheses(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return the open hypotheses about missing calls, with the names of the participants."""
    return con.sql(_HYPOTHESES).pl()


_HYPOTHESES = """
SELECT m.hypothesis_id, any_value(m.scope) AS scope, any_value(m.ordinal) AS ordinal, any_value(m.reason) AS reason,
    list(coalesce(a.name, m.person) ORDER BY m.person) AS participants
FROM (SELECT *, unnest(participants) AS person FROM missing_calls WHERE status = 'open') AS m
LEFT JOIN actors AS a ON a.actor_id = m.person
GROUP BY m.hypothesis_id ORDER BY m.hypothesis_id
"""


def actor_id(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the id of the actor of that id or full name; raises `WarehouseError` for anybody unknown."""
    row = con.execute(
        "SELECT actor_id FROM actors WHERE actor_id = $1 OR lower(name) = lower($1) "
        "ORDER BY actor_id = $1 DESC, actor_id LIMIT 1",
        [name],
    ).fetchone()
    if row is None:
        raise WarehouseError(f"no actor {name} is known: a full name or an id is expected")
    return str(row[0])
