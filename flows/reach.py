"""Which reports a run resolves: what changed, and what that reaches through links, calls and counts."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms.reference import Reference
from transforms.resolve import judged_pairs, linked
from warehouse import scope


def reached(
    con: duckdb.DuckDBPyConnection, judgements: pl.DataFrame, keys: pl.DataFrame, reference: Reference | None
) -> dict[str, pl.DataFrame]:
    """Return the frames of all reports whose calls may change, as `warehouse.scope.frames` names them.

    Each step looks up what is near to the reports found last, links these, and adds the reports of the same calls and of
    calls counted with them, until nothing new is found.
    """
    pairs = judged_pairs(judgements, keys)
    found = frontier = scope.changed(con)
    looked_beside = found.clear()
    while frontier.height:
        near = scope.near(con, frontier)
        links = linked(frontier, near["call_reports"], near["articles"], near["statements"], pairs, reference)
        fresh = pl.concat([links, frontier]).unique().join(looked_beside, on="report_id", how="anti")
        looked_beside = pl.concat([looked_beside, fresh])
        frontier = pl.concat([fresh, scope.beside(con, fresh)]).unique().join(found, on="report_id", how="anti")
        found = pl.concat([found, frontier])
    return scope.frames(con, found)
