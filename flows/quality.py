"""Writes the data-quality report of a warehouse: a page for maintainers and the same figures for machines."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from expectations import report
from warehouse.errors import WarehouseError


def write_quality(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write `index.html` and `quality.json` into the folder and return the page; raises WarehouseError if it cannot."""
    frames = {
        table: con.execute("SELECT " + ", ".join(f'"{name}"' for name in columns) + f" FROM {table}").pl()
        for table, columns in report.COLUMNS.items()
    }
    page = folder / "index.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        page.write_text(report.build(frames), encoding="utf-8")
        (folder / "quality.json").write_text(json.dumps(report.summary(frames), ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{folder} cannot be written: {error.strerror}") from error
    return page
