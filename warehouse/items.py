"""Which items of which documents are stored already: what a run that was stopped need not read again."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import polars as pl

from warehouse.bulk import registered

Range = tuple[int, int]


def items_read(con: duckdb.DuckDBPyConnection, code_version: str) -> dict[tuple[str, str | None], list[Range]]:
    """Return the stretches (first and last item) that this version of the code stored, by document and hash of its metadata."""
    found: dict[tuple[str, str | None], list[Range]] = defaultdict(list)
    rows = con.execute(
        "SELECT document_id, metadata_sha256, first_item, last_item FROM store.items_read WHERE code_version = ?", [code_version]
    )
    while some := rows.fetchmany(10_000):
        for document_id, metadata, first, last in some:
            found[document_id, metadata].append((first, last))
    return dict(found)


def load_items_read(con: duckdb.DuckDBPyConnection, items: pl.DataFrame, code_version: str) -> None:
    """Note that items are stored: a frame of document_id, metadata_sha256, first_item, last_item. Part of the caller's transaction."""
    with registered(con, "stored", items):
        con.execute(
            "INSERT INTO store.items_read SELECT document_id, metadata_sha256, ?, first_item, last_item FROM stored", [code_version]
        )
