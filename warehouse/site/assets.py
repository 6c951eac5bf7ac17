"""The libraries, fonts and borders that `make site-assets` builds from packages; the site takes what is there."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path

NEEDED = {
    "charts.js": "charts (the tables beside them stay)",
    "table.js": "sorting of tables",
    "search.js": "search that forgives typing errors (whole words are still found)",
    "map.js": "the map",
    "world.js": "the map",
    "fonts/fonts.css": "fonts (those of the system are used)",
    "duckdb/duckdb.js": "the SQL console",
    "duckdb/duckdb-browser-eh.worker.js": "the SQL console",
    "duckdb/duckdb-eh.wasm": "the SQL console",
}
"""Each file that the pages know, and what is missing from the site without it."""


def default_assets() -> Path:
    """Return the folder that `make site-assets` fills."""
    return Path(str(resources.files("warehouse.site"))) / "vendor"


def copy_assets(source: Path, folder: Path) -> tuple[frozenset[str], list[str]]:
    """Copy the built files into `folder/vendor`; return those that are there and what the site lacks without the others."""
    shutil.rmtree(folder / "vendor", ignore_errors=True)
    there = frozenset(file.relative_to(source).as_posix() for file in source.rglob("*") if file.is_file())
    if there:
        shutil.copytree(source, folder / "vendor")
    lacking = [words for name, words in NEEDED.items() if name not in there]
    return there, list(dict.fromkeys(lacking))


def licences(source: Path) -> list[dict[str, str]]:
    """Return name, version, licence and its text of each package that the built files come from."""
    file = source / "licences.json"
    return list(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else []
