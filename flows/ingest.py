"""The flow `ingest`: landed files -> articles -> call reports -> validated -> loaded -> resolved -> published.

The stages are plain functions over one bounded batch; `tell` is the story, `ingest` tells it with Prefect tasks.
"""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from expectations.validate import row_rules
from flows.checks import Checks
from flows.judgement_file import append_judgements, read_judgements
from flows.landing import land
from flows.progress import Progress, Quiet
from flows.reference import read_reference
from flows.settings import Settings, prefect_environment
from flows.version import code_version
from flows.workers import Workers
from transforms import schemas
from transforms.candidates import candidates
from transforms.clean import clean
from transforms.duplicates import duplicate_clusters
from transforms.extract import Extraction
from transforms.judgements import as_lines
from transforms.parse import parse
from transforms.reference import Reference
from transforms.resolve import Resolution, resolve, touched
from warehouse import judgements as judged
from warehouse import load, read
from warehouse.articles import compare_articles
from warehouse.connect import open_work, publish

os.environ.update(prefect_environment())  # Prefect reads its settings when it is imported

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

Stage = Callable[..., Any]

NARROW_FROM = 300
"""Reports in scope from which it pays to find out which of them new reports can touch."""


@dataclass
class Summary:
    """What a run did, for the user and for `runs`."""

    run_id: str
    documents: int = 0
    articles: Counter[str] = field(default_factory=Counter)  # new, revised, updated, unchanged
    candidates: int = 0
    reports: int = 0
    calls_new: int = 0
    calls_changed: int = 0
    calls_ended: int = 0
    judgements: Counter[str] = field(default_factory=Counter)  # by state
    rejected: Counter[str] = field(default_factory=Counter)  # quarantine rows by reason
    details: list[str] = field(default_factory=list)  # one line for each of the first rejections
    failed_expectations: Counter[str] = field(default_factory=Counter)  # by severity
    published: bool = False

    @property
    def nothing_done(self) -> bool:
        """Tell whether no article came out of the input."""
        return not self.articles.total()

    def reject(self, rejections: pl.DataFrame) -> None:
        """Count rejections."""
        self.rejected.update(rejections["reason"].to_list())
        self.details.extend(rejections["detail"].head(max(0, 20 - len(self.details))).to_list())


@dataclass
class Run:
    """What every stage of a run shares."""

    started_at: datetime
    settings: Settings
    reference: Reference
    con: duckdb.DuckDBPyConnection
    workers: Workers
    summary: Summary
    checks: Checks
    resolution: Resolution | None = None

    @property
    def run_id(self) -> str:
        """The id of the run."""
        return self.summary.run_id


@dataclass
class Batch:
    """One bounded part of the input on its way; each stage fills in what the next one takes."""

    landed: pl.DataFrame
    rejections: list[pl.DataFrame]
    documents: pl.DataFrame
    articles: pl.DataFrame = field(default_factory=pl.DataFrame)
    extraction: Extraction = field(default_factory=lambda: Extraction(*[pl.DataFrame()] * 4))


def ingest_in_process(paths: Sequence[Path | str], settings: Settings, progress: Progress) -> Summary:
    """Run the flow `ingest` here and now, without the heartbeat, which costs a second."""
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return ingest(paths, settings, progress)


@flow(validate_parameters=False, persist_result=False)
def ingest(paths: Sequence[Path | str], settings: Settings, progress: Progress | None = None) -> Summary:
    """Take in files, folders and globs.

    Raises LandingError when there is no file at all, WarehouseError when the warehouse cannot be written.
    """
    return tell(paths, settings, progress or Quiet(), stage=task(cache_policy=NO_CACHE, persist_result=False))


def tell(
    paths: Sequence[Path | str], settings: Settings, progress: Progress, stage: Callable[[Stage], Stage] = lambda step: step
) -> Summary:
    """Do a whole run; `stage` wraps the function of each stage, by default it leaves it alone."""
    clean_up, extract, store = stage(read_articles), stage(extract_calls), stage(load_batch)
    with opened(settings) as run:
        for batch in batches(paths, run):
            clean_up(run, batch)
            progress.advance("read", batch.landed.height)
            extract(run, batch)
            progress.advance("extract", batch.landed.height)
            store(run, batch)
            progress.advance("load", batch.landed.height)
        conclude(run, progress, stage)
    progress.done("publish")
    return run.summary


def conclude(run: Run, progress: Progress, stage: Callable[[Stage], Stage] = lambda step: step) -> None:
    """Bring the calls up to date with all that a run loaded or that was judged."""
    whole = (("copies", mark_copies), ("judgements", replay_judgements), ("resolve", resolve_calls), ("check", record_checks))
    for name, step in whole:
        stage(step)(run)
        progress.done(name)


@contextmanager
def opened(settings: Settings) -> Iterator[Run]:
    """Open the warehouse for a run, note how it ended, and publish what it changed."""
    reference = read_reference()
    started_at = datetime.now(UTC)
    summary = Summary(run_id=f"r-{started_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}")
    with open_work(settings.warehouse) as con, Workers(settings.workers) as workers:
        load.start_run(con, summary.run_id, started_at, code_version(), settings.as_json())
        checks = Checks(reference, started_at.date())
        run = Run(started_at, settings, reference, con, workers, summary, checks)
        try:
            load.load_reference(con, reference)
            yield run
        except BaseException:
            _finish(run, "failed")
            raise
        _finish(run, "completed")
        summary.published = publish(con, settings.warehouse)


def _finish(run: Run, status: str) -> None:
    done = run.summary
    load.finish_run(
        run.con, run.run_id, datetime.now(UTC), status, documents_in=done.documents,
        articles=done.articles.total() - done.articles["unchanged"], reports=done.reports, rejected=done.rejected.total(),
    )  # fmt: skip


def batches(paths: Sequence[Path | str], run: Run) -> Iterator[Batch]:
    """Yield the input as it stands in bounded batches."""
    for landed, rejections, documents in land(paths, batch_articles=run.settings.batch_articles):
        yield Batch(landed, [rejections], documents)


def read_articles(run: Run, batch: Batch) -> None:
    """Parse, clean and check the landed rows, and compare them with the articles that the warehouse has."""
    parsed, unparsable = parse(batch.landed)
    articles, unclean = clean(parsed, run.reference.outlets, run.reference.agencies, now=run.started_at)
    accepted, refused = row_rules("articles", articles)
    batch.rejections += [unparsable, unclean, refused]
    batch.articles = compare_articles(run.con, accepted)


def extract_calls(run: Run, batch: Batch) -> None:
    """Extract what is new, and check every row of it against its article."""
    changed = batch.articles.filter(pl.col("change") != "unchanged")
    hopeful = candidates(changed)
    found = run.workers.extract(hopeful)
    reports, *refused = row_rules("call_reports", found.call_reports, articles=changed)
    told = {}
    for name in ("claims", "statements", "follow_ups"):
        told[name], rejections = row_rules(name, getattr(found, name), articles=changed, call_reports=reports)
        refused.append(rejections)
    batch.rejections += refused
    batch.extraction = Extraction(reports, **told)
    run.summary.candidates += hopeful.height


def load_batch(run: Run, batch: Batch) -> None:
    """Store a batch as one transaction: it is there with all that belongs to it, or not at all."""
    found, summary = batch.extraction, run.summary
    rejections = pl.concat(batch.rejections).with_columns(run_id=pl.lit(run.run_id))
    with load.transaction(run.con):
        load.load_documents(run.con, batch.documents)
        load.load_articles(run.con, batch.articles, run.run_id)
        changed = batch.articles.filter(pl.col("change") != "unchanged")
        load.load_extraction(run.con, run.run_id, changed, found.call_reports, found.claims, found.statements, found.follow_ups)
        load.load_quarantine(run.con, rejections)
    known = read.documents(run.con, changed["document_id"])
    run.checks.add_batch(batch.documents, known, changed, found.call_reports, found.claims)
    summary.documents += batch.documents.height
    summary.articles.update(batch.articles["change"].to_list())
    summary.reports += found.call_reports.height
    summary.reject(rejections)


def mark_copies(run: Run) -> None:
    """Find wire copies and near-duplicates among the articles whose reports new reports can touch."""
    texts = read.article_texts(run.con, read.resolution_scope(run.con)["articles"])
    load.load_duplicates(run.con, duplicate_clusters(texts, former=texts))


def replay_judgements(run: Run) -> None:
    """Take up what was judged, removed lines included; a file that is gone altogether is written anew."""
    file = run.settings.judgements
    if not file.exists() and (kept := judged.stored(run.con)).height:
        append_judgements(file, as_lines(kept))
    states = judged.replay(run.con, read_judgements(file) if file.exists() else schemas.JUDGEMENTS.frame())
    run.summary.judgements.update(states["state"].to_list())


def resolve_calls(run: Run) -> None:
    """Bring together the reports of one call, as far as new reports can touch it."""
    judgements = judged.stored(run.con)
    keys = judged.judged_keys(run.con, judgements)
    scope = narrowed(read.resolution_scope(run.con), judgements, keys)
    as_of = read.newest_publication(run.con)
    run.resolution = resolve(
        scope["call_reports"], scope["claims"], read.article_texts(run.con, scope["call_reports"]), reference=run.reference,
        judgements=judgements, keys=keys, known=scope["memberships"], statements=scope["statements"],
        follow_ups=scope["follow_ups"], run_id=run.run_id, as_of=as_of,
    )  # fmt: skip
    counts = load.load_resolution(run.con, run.run_id, vars(run.resolution), as_of=as_of)
    run.summary.calls_new, run.summary.calls_changed, run.summary.calls_ended = counts


def narrowed(scope: dict[str, pl.DataFrame], judgements: pl.DataFrame, keys: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Leave out of a large scope the reports that what changed cannot touch."""
    reports, news = scope["call_reports"], scope["news"]
    if reports.height < NARROW_FROM or news.height > reports.height / 2:
        return scope
    within = touched(
        reports.join(news, on="report_id", how="semi"), reports, scope["articles"], known=scope["memberships"],
        statements=scope["statements"], follow_ups=scope["follow_ups"], judgements=judgements, keys=keys,
    )  # fmt: skip
    return {
        name: frame.join(within, on="report_id", how="semi") if "report_id" in frame.columns else frame for name, frame in scope.items()
    }


def record_checks(run: Run) -> None:
    """Run the expectations of every stage over what the run brought in, and record what they gave."""
    results = run.checks.results(run.run_id, vars(run.resolution))
    load.load_expectation_results(run.con, results)
    failed = results.filter(~pl.col("success"))
    run.summary.failed_expectations.update(failed["severity"].to_list())
