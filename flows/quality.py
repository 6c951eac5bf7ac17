"""Writes the data-quality report of a warehouse: pages for maintainers, the same figures for machines, and Data Docs."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from expectations import data_docs, report
from expectations.suites import outcome, results
from flows.checks import Checks
from flows.doubt import doubtful
from flows.reference import read_reference, read_thresholds
from transforms import schemas
from warehouse import quality
from warehouse.errors import WarehouseError

STANDING = "now"
"""Run id of what is checked for the report over the whole warehouse."""


@dataclass(frozen=True)
class Quality:
    """The written report: its first page, and the figures that `quality.json` holds."""

    page: Path
    figures: dict[str, Any]


def write_quality(
    con: duckdb.DuckDBPyConnection, folder: Path, *, since: date | None = None, quick: bool = False, options: str = ""
) -> Quality:
    """Write the report into the folder: `index.html` first, `quality.json`, `data-docs/`.

    `since` leaves out the runs before that day and what they brought. The expectations are checked over the whole
    warehouse; a `quick` report only repeats what the runs recorded, without Data Docs. `options` follows every
    `readout` command that the pages show. Raises WarehouseError if the folder cannot be written.
    """
    now = datetime.now(UTC)
    frames = _frames(con)
    outcomes = {} if quick else _outcomes(con, frames, now.date())
    frames["standing_results"] = pl.concat(
        [schemas.EXPECTATION_RESULTS.frame(), *(results(stage, found, STANDING) for stage, found in outcomes.items())]
    )
    figures = report.figures(frames, now=now, since=since, options=options, data_docs=list(outcomes))
    site = report.pages(figures) | {f"data-docs/{name}": text for name, text in data_docs.pages(outcomes).items() if outcomes}
    site["quality.json"] = report.as_json(figures)
    _write(folder, site)
    return Quality(folder / "index.html", figures)


def _frames(con: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    """All that the report reads, besides what the expectations do."""
    known = read_reference()
    reference = {f"reference.{name}": frame for name, frame in vars(known).items()}
    return {**quality.frames(con, report.COLUMNS), **reference, "thresholds": read_thresholds(), "doubtful_pairs": doubtful(con, known)}


def _outcomes(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame], today: date) -> dict[str, Any]:
    """What Great Expectations says of every stage of the whole warehouse; a stage without rows is left out."""
    reference = read_reference()
    checks = Checks(reference, today)
    documents = con.sql("FROM documents").pl()
    checks.add("documents", {"documents": documents})
    for articles, reports, claims in quality.batches(con):
        checks.add_batch(documents.clear(), documents, articles, reports, claims)
    checks.add("links", {"links": quality.links(con)})
    checks.add("runs", frames)
    checks.add("outlets", frames)
    checks.add("reference", vars(reference))
    resolved = {name: con.sql(f"FROM {name}").pl() for name in ("calls", "call_participants", "memberships", "conflicts")}
    found = {stage: outcome(stage, table, read_thresholds()) for stage, table in checks.tables(resolved).items()}
    return {stage: one for stage, one in found.items() if one is not None}


def _write(folder: Path, site: Mapping[str, str]) -> None:
    try:
        shutil.rmtree(folder / "data-docs", ignore_errors=True)  # those of an earlier report would not agree with this one
        for name, text in site.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{folder} cannot be written: {error.strerror}") from error
