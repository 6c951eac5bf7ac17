"""Brings a warehouse to the newest schema: numbered SQL files, then the views, then the comments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.tables import OWN_COMMENTS, PUBLIC


def migrate(con: duckdb.DuckDBPyConnection, path: Path | str) -> list[str]:
    """Apply the migrations that `con` lacks, each recorded in its own transaction; return their names.

    Views and comments are made anew when they changed. Raises `WarehouseError` for a newer schema and for a database
    that holds something else; `path` names it in the message.
    """
    done = schema_number(con)
    if done is None and _holds_tables(con):
        raise WarehouseError(f"{path} is a DuckDB file but not a Readout warehouse")
    _refuse_newer(done or 0, path)
    applied = []
    for number, name, sql in migrations():
        if number > (done or 0):
            with transaction(con):
                con.execute(sql)
                con.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [number, name])
            applied.append(name)
    _refresh_definitions(con)
    return applied


def check_schema(con: duckdb.DuckDBPyConnection, path: Path | str, *, allow_older: bool = False) -> None:
    """Raise `WarehouseError` unless `con` is a warehouse of this version's schema, or older where that is allowed."""
    done = schema_number(con)
    if done is None:
        raise WarehouseError(f"{path} is a DuckDB file but not a Readout warehouse")
    _refuse_newer(done, path)
    if done < newest_schema() and not allow_older:
        raise WarehouseError(f"{path} has the older schema {done}: the next `readout ingest` brings it up to date")


def schema_number(con: duckdb.DuckDBPyConnection) -> int | None:
    """Return the number of the newest migration applied, null for a database that never saw one."""
    try:
        row = con.execute("SELECT max(number) FROM schema_migrations").fetchone()
    except duckdb.CatalogException:
        return None
    return int(row[0]) if row and row[0] is not None else 0


def newest_schema() -> int:
    """Return the number of the newest migration there is."""
    return migrations()[-1][0]


def data_version(con: duckdb.DuckDBPyConnection) -> int:
    """Return the counter that every change of content increases."""
    row = con.execute("SELECT version FROM store.data_version").fetchone()
    return int(row[0]) if row else 0


_in_transaction: set[int] = set()  # connections; asking DuckDB for a second transaction would abort the first


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit all that happens in the block, or nothing; inside another transaction it is part of that one."""
    if id(con) in _in_transaction:
        yield
        return
    con.begin()
    _in_transaction.add(id(con))
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    else:
        con.commit()
    finally:
        _in_transaction.discard(id(con))


@cache
def migrations() -> list[tuple[int, str, str]]:
    """Return number, name and SQL of every migration, in order."""
    return [(int(name.split("_")[0]), name, sql) for name, sql in _sql_files("migrations")]


def _sql_files(folder: str) -> list[tuple[str, str]]:
    found = (file for file in (files("warehouse") / folder).iterdir() if file.name.endswith(".sql"))
    return [(file.name, file.read_text(encoding="utf-8")) for file in sorted(found, key=lambda file: file.name)]


def _refuse_newer(done: int, path: Path | str) -> None:
    known = newest_schema()
    if done > known:
        raise WarehouseError(f"{path} has schema {done}, newer than this readout knows ({known}): update readout")


def _holds_tables(con: duckdb.DuckDBPyConnection) -> bool:
    own = "NOT internal AND database_name = current_database()"
    return con.execute(f"SELECT 1 FROM duckdb_tables() WHERE {own} LIMIT 1").fetchone() is not None


def _refresh_definitions(con: duckdb.DuckDBPyConnection) -> None:
    """Make views, macros and comments anew when their text is not what the warehouse has."""
    statements = [sql for _, sql in _sql_files("views")] + list(_comments(of_view_columns=not _is_lake(con)))
    checksum = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    if con.execute("SELECT 1 FROM store.definitions WHERE checksum = ?", [checksum]).fetchone():
        return
    with transaction(con):
        for statement in statements:
            con.execute(statement)
        con.execute("DELETE FROM store.definitions")
        con.execute("INSERT INTO store.definitions VALUES (?)", [checksum])
        con.execute("UPDATE store.data_version SET version = version + 1")


def _is_lake(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell a DuckLake, which keeps no comments on the columns of views, from a file."""
    kind = con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()").fetchone()
    return kind == ("ducklake",)


_VIEWS = frozenset({"calls", "call_reports", "claims", "statements", "follow_ups", "sources"})


def _comments(of_view_columns: bool = True) -> Iterator[str]:
    for relation in PUBLIC:
        told = relation.columns if of_view_columns or relation.name not in _VIEWS else {}
        columns = ((name, meaning) for name, (_, meaning) in told.items())
        yield from _comment(relation.name, f"One row: {relation.grain}.", columns)
    for table, (grain, meanings) in OWN_COMMENTS.items():
        yield from _comment(table, grain, meanings.items())


def _comment(table: str, grain: str, columns: Iterable[tuple[str, str]]) -> Iterator[str]:
    kind = "VIEW" if table in _VIEWS else "TABLE"
    yield f"COMMENT ON {kind} {table} IS {_literal(grain)}"
    for column, meaning in columns:
        yield f'COMMENT ON COLUMN {table}."{column}" IS {_literal(meaning)}'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
