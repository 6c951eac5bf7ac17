"""Writes the whole site: the index of calls, the pages of calls and articles, the published tables, and the pages themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.site.assets import copy_assets, default_assets, licences
from warehouse.site.call_pages import call_details
from warehouse.site.evidence import article_pages
from warehouse.site.index import call_index, people_search, statement_parts
from warehouse.site.pages import read_words, write_pages
from warehouse.site.published import publish_tables
from warehouse.site.scripts import write_script, write_shards

_MARKER = ".readout-site"  # says that the folder is ours to write over


@dataclass(frozen=True)
class Built:
    """What was written: the folder, how many calls and articles have a page, and what the site lacks for want of assets."""

    folder: Path
    calls: int
    articles: int
    lacking: list[str]


def build_site(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    *,
    version: str,
    title: str = "Readout",
    full_text: bool = False,
    assets: Path | None = None,
    say: Callable[[str], None] = lambda step: None,
) -> Built:
    """Write the site of an open warehouse into `folder`, over an earlier site but over nothing else.

    Articles are shown by their sentences with evidence, whole only with `full_text`; the published tables never hold
    them but then. `version` is shown in the footer. Raises `WarehouseError` when the folder holds something else or cannot
    be written.
    """
    assets = assets or default_assets()
    try:
        _clear(folder)
        data = folder / "data"
        say("calls")
        index = call_index(con)
        shards = {"calls": write_shards(data, "calls", call_details(con).items())}
        say("articles")
        shards["articles"] = write_shards(data, "articles", article_pages(con, full_text))
        say("search")
        parts = statement_parts(con)
        for number, part in enumerate(parts):
            write_script(data, f"statements/{number}", part)
        say("downloads")
        schema = publish_tables(con, folder / "downloads", licences(assets), full_text=full_text)
        say("pages")
        there, lacking = copy_assets(assets, folder)
        site = {
            "title": title, "version": version, "state": _last_run(con), "full_text": full_text, "shards": shards,
            "statements": {"parts": len(parts), "all": sum(len(part["call"]) for part in parts)},
            "calls": len(index["from"]), "articles": _article_count(con), "console": "duckdb/duckdb-eh.wasm" in there,
        }  # fmt: skip
        words = read_words()
        scripts: dict[str, Any] = {
            "site": site, "words": words, "calls": index, "schema": schema,
            "aliases": dict(people_search(con).iter_rows()),
            "labels": {"topics": index["topics"], "people": [row[:2] for row in index["people"]]},
        }  # fmt: skip
        for name, value in scripts.items():
            write_script(data, name, value)
        write_pages(folder, title, words, there)
    except OSError as error:
        raise WarehouseError(f"{folder} cannot be written: {error.strerror}") from error
    return Built(folder, site["calls"], site["articles"], lacking)


def _clear(folder: Path) -> None:
    """Make the folder empty but for the mark that it is a site."""
    if folder.exists() and not folder.is_dir():
        raise WarehouseError(f"{folder} is a file; the site needs a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARKER).exists():
        raise WarehouseError(f"{folder} holds other files; give an empty or new folder")
    for child in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(child) if child.is_dir() else child.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARKER).write_text("Written by `readout site`, which replaces everything in this folder.\n", encoding="utf-8")


def _article_count(con: duckdb.DuckDBPyConnection) -> int:
    """Count the articles that report a call."""
    row = con.execute("SELECT count(DISTINCT article_id) FROM call_reports WHERE call_id IS NOT NULL").fetchone()
    return int(row[0]) if row else 0


def _last_run(con: duckdb.DuckDBPyConnection) -> Any:
    row = con.execute("SELECT max(coalesce(ended_at, started_at)) FROM runs").fetchone()
    return row[0] if row else None
