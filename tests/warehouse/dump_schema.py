"""Writes a warehouse as SQL: `python dump_schema.py FILE > schemas/NNNN.sql` keeps what a schema looked like, with its rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import duckdb


def dump(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield the statements that make the database anew: schemas, tables, their rows, views (macros are left out)."""
    for (name,) in con.sql("SELECT schema_name FROM duckdb_schemas() WHERE NOT internal AND schema_name <> 'main'").fetchall():
        yield f"CREATE SCHEMA {name};"
    tables = con.sql("SELECT schema_name, table_name, sql FROM duckdb_tables() WHERE NOT internal ORDER BY ALL").fetchall()
    for schema, table, sql in tables:
        yield sql
        columns = [f'"{row[0]}"' for row in con.sql(f"DESCRIBE {schema}.{table}").fetchall()]
        shown = ", ".join(f"{column}::VARCHAR" for column in columns)
        for row in con.sql(f"SELECT {shown} FROM {schema}.{table} ORDER BY ALL").fetchall():
            cells = ", ".join("NULL" if cell is None else "'" + cell.replace("'", "''") + "'" for cell in row)
            yield f"INSERT INTO {schema}.{table} VALUES ({cells});"
    views = con.sql("SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY view_oid").fetchall()
    yield from (sql for (sql,) in views)


if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as opened:
        sys.stdout.write("\n".join(dump(opened)) + "\n")
