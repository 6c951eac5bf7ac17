"""The published copy of the public tables: one DuckDB file for the console, Parquet and CSV with their description for everyone.

Left out are the texts of articles and what tells of the machine: paths, rejected payloads, settings, authors of judgements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from transforms.schemas import Relation
from warehouse.tables import PUBLIC

_LEFT_OUT_TABLES = {"documents", "quarantine"}
_LEFT_OUT_COLUMNS = {
    "articles": {"text", "furniture", "document_id", "item", "external_id"},
    "runs": {"settings"},
    "judgements": {"author"},
}
_TYPES: Mapping[type[pl.DataType], str] = {
    pl.String: "string", pl.Int64: "integer", pl.Float64: "number", pl.Boolean: "boolean", pl.Date: "date", pl.Datetime: "datetime",
    pl.List: "array",
}  # fmt: skip


def publish_tables(
    con: duckdb.DuckDBPyConnection, folder: Path, packages: Iterable[Mapping[str, str]], full_text: bool = False
) -> dict[str, Any]:
    """Write `readout.duckdb`, every table as Parquet and CSV, `datapackage.json`, citation and licences.

    Returns the schema for the pages: `tables` with name, grain, rows, files and columns, and `examples` of questions.
    Lists stand in the CSV as JSON. With `full_text` the table `articles` has its texts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    relations = [_published(relation, full_text) for relation in PUBLIC if relation.name not in _LEFT_OUT_TABLES]
    with duckdb.connect(str(folder / "readout.duckdb")) as target:
        target.execute("SET TimeZone = 'UTC'")
        tables = [_publish(con, target, relation, folder) for relation in relations]
        target.execute("CHECKPOINT")
    (folder / "datapackage.json").write_text(json.dumps(_datapackage(relations), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _write_terms(folder, packages)
    return {"tables": tables, "examples": json.loads(_text("examples.json")), "citation": _text("citation.txt").strip()}


def _published(relation: Relation, full_text: bool) -> Relation:
    left_out = _LEFT_OUT_COLUMNS.get(relation.name, set()) - ({"text"} if full_text else set())
    return Relation(relation.name, relation.grain, {name: told for name, told in relation.columns.items() if name not in left_out})


def _publish(con: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, relation: Relation, folder: Path) -> dict[str, Any]:
    """Copy one table with its comments and export it; return its description for the pages."""
    columns = ", ".join(f'"{name}"' for name in relation.columns)
    frame = con.execute(f"SELECT {columns} FROM {relation.name} ORDER BY ALL").pl()
    target.register("incoming", frame)
    target.execute(f"CREATE TABLE {relation.name} AS FROM incoming")
    target.unregister("incoming")
    target.execute(f"COMMENT ON TABLE {relation.name} IS {_quoted(relation.grain)}")
    for name, (_, meaning) in relation.columns.items():
        target.execute(f'COMMENT ON COLUMN {relation.name}."{name}" IS {_quoted(meaning)}')
    target.execute(f"COPY {relation.name} TO '{folder / relation.name}.parquet' (FORMAT parquet, COMPRESSION zstd)")
    lists = [name for name, (dtype, _) in relation.columns.items() if isinstance(dtype, pl.List)]
    as_json = f" REPLACE ({', '.join(f'to_json({_name(name)}) AS {_name(name)}' for name in lists)})" if lists else ""
    target.execute(f"COPY (SELECT *{as_json} FROM {relation.name}) TO '{folder / relation.name}.csv' (HEADER)")
    types = dict(target.execute(f"SELECT column_name, column_type FROM (DESCRIBE {relation.name})").fetchall())
    return {
        "name": relation.name, "grain": relation.grain, "rows": frame.height,
        "bytes": {form: (folder / f"{relation.name}.{form}").stat().st_size for form in ("parquet", "csv")},
        "columns": [[name, types[name], meaning] for name, (_, meaning) in relation.columns.items()],
    }  # fmt: skip


def _name(column: str) -> str:
    return f'"{column}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _datapackage(relations: Iterable[Relation]) -> dict[str, Any]:
    """Return the Frictionless description of the CSV files: Data Package and Table Schema, version 1."""
    return {
        "profile": "tabular-data-package",
        "name": "readout",
        "title": "Readout: calls between leaders as reported by the press",
        "resources": [
            {
                "name": relation.name.replace("_", "-"),
                "path": f"{relation.name}.csv",
                "profile": "tabular-data-resource",
                "description": f"One row: {relation.grain}.",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": _TYPES[type(dtype)], "description": meaning} | _format(dtype)
                        for name, (dtype, meaning) in relation.columns.items()
                    ],
                    "missingValues": [""],
                },
            }
            for relation in relations
        ],
    }


def _format(dtype: pl.DataType) -> dict[str, str]:
    return {"format": "any"} if isinstance(dtype, pl.Datetime) else {}


def _write_terms(folder: Path, packages: Iterable[Mapping[str, str]]) -> None:
    """Write how to cite the data and under which terms its parts and the site's own stand."""
    (folder / "CITATION.txt").write_text(_text("citation.txt"), encoding="utf-8")
    software = [f"{one['name']} {one['version']} ({one['licence']})\n\n{one['text'].strip()}\n" for one in packages]
    terms = "\n".join([_text("licences.txt"), *(f"{'-' * 80}\n{text}" for text in software)])
    (folder / "LICENCES.txt").write_text(terms, encoding="utf-8")


def _text(name: str) -> str:
    return resources.files("warehouse.site").joinpath(name).read_text(encoding="utf-8")
