"""Bulk moves between frames and tables: every load is a few statements over sets, never a loop over rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import duckdb
import polars as pl


class Counts(NamedTuple):
    """Rows that a load added, changed in place and removed (or retracted)."""

    added: int = 0
    changed: int = 0
    removed: int = 0


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> Iterator[None]:
    """Let SQL read `frame` as `name` within the block."""
    con.register(name, frame)
    try:
        yield
    finally:
        con.unregister(name)


def count(con: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None) -> int:
    """Return the one number that `sql` gives: a count, or the rows that an insert, update or delete touched."""
    row = con.execute(sql, values).fetchone()
    return int(row[0]) if row else 0


def listed(frame: pl.DataFrame) -> str:
    """Return the columns of `frame` as SQL names."""
    return ", ".join(f'"{column}"' for column in frame.columns)


def replace(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, key: str, scope: str = "true") -> Counts:
    """Make the rows of `table` within `scope` exactly those of `frame`; rows that are already there are not touched.

    Rows are compared and exchanged by the value of `key`, which need not be unique: one row of a key that differs
    exchanges all its rows. `scope` is an SQL condition; it may read `frame` as `incoming`.
    """
    columns = listed(frame)
    with registered(con, "incoming", frame):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE differing AS "
            f"WITH present AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {scope}) "
            f"(SELECT {key}, true AS arrives FROM (SELECT {columns} FROM incoming EXCEPT FROM present)) UNION ALL "
            f"(SELECT {key}, false FROM (FROM present EXCEPT SELECT {columns} FROM incoming))"
        )
        arrive, leave = con.execute("SELECT count(*) FILTER (arrives), count(*) FILTER (NOT arrives) FROM differing").fetchall()[0]
        if not arrive + leave:
            return Counts()
        con.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM differing)")
        con.execute(
            f"INSERT INTO {table} ({columns}) "
            f"SELECT DISTINCT {columns} FROM incoming WHERE {key} IN (SELECT {key} FROM differing)"
        )
    mark_changed(con)
    changed = min(arrive, leave)
    return Counts(arrive - changed, changed, leave - changed)


def insert_missing(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, same: list[str]) -> Counts:
    """Append the rows of `frame` for which `table` has no row with equal values (null equals null) in `same`."""
    columns = listed(frame)
    equal = " AND ".join(f't."{column}" IS NOT DISTINCT FROM i."{column}"' for column in same)
    frame = frame.unique(subset=same, keep="first", maintain_order=True)
    with registered(con, "incoming", frame):
        added = count(
            con,
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming AS i "
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} AS t WHERE {equal})",
        )
    if added:
        mark_changed(con)
    return Counts(added=added)


def mark_changed(con: duckdb.DuckDBPyConnection) -> None:
    """Note that content changed, so that the next `publish` makes a new read copy."""
    con.execute("UPDATE store.data_version SET version = version + 1")
