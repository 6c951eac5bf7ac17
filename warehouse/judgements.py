"""Replays human judgements: the table becomes what the file says, and what a change concerns is resolved again."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms import schemas
from transforms.resolve import report_keys, with_states
from warehouse.bulk import listed, registered
from warehouse.load import load_judgements
from warehouse.migrate import transaction


def stored(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return JUDGEMENTS as they stand in the warehouse, in order."""
    frame = con.sql(f"SELECT {listed(schemas.JUDGEMENTS.frame())} FROM judgements ORDER BY made_at, judgement_id").pl()
    return frame.cast(dict(schemas.JUDGEMENTS.schema))  # type: ignore[arg-type]


def judged_keys(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and key of all current reports of the articles that judgements name.

    A key depends on the other reports of its article, so it is never made from a part of them.
    """
    keys = pl.concat([judgements["left_key"], judgements["right_key"]]).drop_nulls()
    named = keys.str.split(":").list.first().unique().to_frame("article_id")
    with registered(con, "named", named):
        columns = "report_id, article_id, revision, position, sentence"
        found = con.sql(f"SELECT {columns} FROM store.reports SEMI JOIN named USING (article_id) WHERE retracted_run_id IS NULL").pl()
    return report_keys(found)


def replay(con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame) -> pl.DataFrame:
    """Make `judgements` (any order, without regard to `state`) all that is judged, and return them with their state.

    The reports of judgements that are new, changed or gone are to be resolved again, and so is the other report of a
    judged pair of which one report is.
    """
    former = stored(con)
    judged = with_states(judgements, judged_keys(con, judgements)).select(schemas.JUDGEMENTS.schema.names())
    content = [name for name in judged.columns if name != "state"]
    differing = pl.concat([
        judged.join(former, on=content, how="anti", nulls_equal=True),
        former.join(judged, on=content, how="anti", nulls_equal=True),
    ])  # fmt: skip
    keys = judged_keys(con, pl.concat([judged, former]))
    with transaction(con):
        load_judgements(con, judged)
        _resolve_again(con, _reports_of(differing, keys))
        hypotheses = differing.filter(pl.col("kind") == "hypothesis").select(hypothesis_id="left_key")
        with registered(con, "hypotheses", hypotheses):
            based = con.sql("SELECT DISTINCT unnest(report_ids) AS report_id FROM missing_calls SEMI JOIN hypotheses USING (hypothesis_id)").pl()
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
        con.execute("UPDATE store.reports SET pending = true WHERE report_id IN (SELECT report_id FROM again) AND retracted_run_id IS NULL")
