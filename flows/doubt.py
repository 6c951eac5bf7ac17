"""Which pairs of reports are doubtful in a whole warehouse, looked for a part at a time."""

from __future__ import annotations

import duckdb
import polars as pl

from transforms.reference import Reference
from transforms.resolve import doubtful_pairs, judged_pairs, most_doubtful
from transforms.resolve.review import PAIRS
from warehouse import judgements, scope

_AT_ONCE = 20_000  # reports of a part, which come with those that they may be of one call with


def doubtful(con: duckdb.DuckDBPyConnection, reference: Reference, limit: int | None = None) -> pl.DataFrame:
    """Return at most `limit` doubtful pairs that nobody judged, as `transforms.resolve.doubtful_pairs` has them."""
    stored = judgements.stored(con)
    judged = judged_pairs(stored, judgements.judged_keys(con, stored))
    found = pl.DataFrame(schema=PAIRS)
    for some in scope.current(con).iter_slices(_AT_ONCE):
        told = scope.around(con, some)
        pairs = doubtful_pairs(
            told["call_reports"], told["articles"], told["memberships"], told["calls"], judged, statements=told["statements"],
            reference=reference, among=some,
        )  # fmt: skip
        found = most_doubtful(pl.concat([found, pairs]), limit)
    return found
