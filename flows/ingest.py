"""The flow `ingest`: landed files -> articles -> call reports -> validated -> loaded -> resolved -> published.

The stages below are plain functions over one bounded batch; `run` tells their story, `ingest` runs it under Prefect.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.landing import land
from flows.progress import Progress
from flows.reference import read_reference
from flows.settings import Settings, prefect_environment
from flows.version import code_version
from flows.workers import Workers
from transforms.candidates import candidates
from transforms.clean import clean
from transforms.extract import Extraction
from transforms.parse import parse
from transforms.reference import Reference
from warehouse import load, read
from warehouse.articles import compare_articles
from warehouse.connect import open_work, publish

os.environ.update(prefect_environment())  # Prefect reads its settings when it is imported

from prefect import flow, task  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: E402

Stage = Callable[..., Any]
Wrap = Callable[[Stage], Stage]


@dataclass
class Summary:
    """What a run did, for the user and for `runs`."""

    run_id: str
    settings: Settings
    documents: int = 0
    articles: Counter[str] = field(default_factory=Counter)  # new, revised, updated, unchanged
    candidates: int = 0
    reports: int = 0
    calls_new: int = 0
    calls_changed: int = 0
    rejected: Counter[str] = field(default_factory=Counter)  # by reason
    failed_expectations: Counter[str] = field(default_factory=Counter)  # by severity
    published: bool = False

    @property
    def nothing_done(self) -> bool:
        """Tell whether no article came out of the input."""
        return not self.articles.total()


@dataclass
class Run:
    """What every stage of a run shares."""

    run_id: str
    started_at: datetime
    settings: Settings
    reference: Reference
    con: duckdb.DuckDBPyConnection
    workers: Workers
    summary: Summary
    checks: list[pl.DataFrame] = field(default_factory=list)  # EXPECTATION_RESULTS, a frame a stage and batch


@dataclass
class Batch:
    """One bounded part of the input on its way; each stage fills in what the next one takes."""

    landed: pl.DataFrame
    documents: pl.DataFrame
    rejections: list[pl.DataFrame]
    parsed: pl.DataFrame = field(default_factory=pl.DataFrame)
    articles: pl.DataFrame = field(default_factory=pl.DataFrame)
    extraction: Extraction | None = None


@flow(name="ingest", validate_parameters=False, persist_result=False)
def ingest(paths: Sequence[Path | str], settings: Settings, progress: Progress) -> Summary:
    """Take in files, folders and globs; raises LandingError without any file, WarehouseError for a warehouse that fails."""
    return run(paths, settings, progress, wrap=task(cache_policy=NO_CACHE, persist_result=False))


def ingest_in_process(paths: Sequence[Path | str], settings: Settings, progress: Progress) -> Summary:
    """Run the flow `ingest` without a server of its own, and without the heartbeat that costs a second."""
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        summary: Summary = ingest(paths, settings, progress)
    return summary


def run(paths: Sequence[Path | str], settings: Settings, progress: Progress, wrap: Wrap = lambda stage: stage) -> Summary:
    """Tell the whole story once; `wrap` makes a Prefect task of each stage."""
    read_stage, extract_stage, load_stage = wrap(read_articles), wrap(extract_calls), wrap(load_batch)
    resolve_stage, check_stage, publish_stage = wrap(resolve_calls), wrap(record_checks), wrap(publish_copy)
    with started(settings) as this:
        for batch in progress.track("read", batches(paths, this)):
            read_stage(this, batch)
            progress.advance("extract", extract_stage, this, batch)
            progress.advance("load", load_stage, this, batch)
        progress.advance("resolve", resolve_stage, this)
        progress.advance("check", check_stage, this)
    progress.advance("publish", publish_stage, this)
    return this.summary
