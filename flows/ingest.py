"""The flow `ingest`: landed files -> articles -> call reports -> validated -> loaded -> resolved -> published.

The stages are plain functions over one bounded batch; `tell` is the story, `ingest` tells it with Prefect tasks.
"""

from __future__ import annotations

import gc
import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.batch import ITEMS, NO_CALLS, Landed, Tables, Terms, checked, joined, part_of, without
from flows.checks import Checks
from flows.judgement_file import append_judgements, read_judgements
from flows.landing import Known, land
from flows.listing import is_large
from flows.own_server import prefect_api
from flows.progress import Progress, Quiet
from flows.reach import reached
from flows.reference import read_reference
from flows.runners import workers_for
from flows.settings import LOCAL, Settings, prefect_environment
from flows.version import code_version
from flows.workers import Workers
from transforms import schemas
from transforms.candidates import candidates
from transforms.duplicates import band_keys, clusters, true_copies
from transforms.extract import Extraction
from transforms.judgements import as_lines
from transforms.reference import Reference
from transforms.resolve import Resolution, follow_up_states, judged_follow_ups, meetings_told, mentions_of_the_dead, resolve
from warehouse import copies, follow_ups, load, quarantine, read, scope
from warehouse import judgements as judged
from warehouse.articles import compare_articles
from warehouse.connect import alone, open_in_turns, publish
from warehouse.items import items_read, load_items_read

os.environ.update(prefect_environment())  # Prefect reads its settings when it is imported

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

Stage = Callable[..., Any]


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
    failed_expectations: Counter[str] = field(default_factory=Counter)  # by severity and name, as in "info articles.volume"
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
    known: Known
    resolution: Resolution | None = None

    @property
    def run_id(self) -> str:
        """The id of the run."""
        return self.summary.run_id

    def alone(self) -> AbstractContextManager[None]:
        """Be the only one that writes the warehouse within the block, also where it is shared."""
        return alone(self.con, self.settings.warehouse)


@dataclass
class Batch:
    """A batch as it is to be stored: rejections (null run_id), DOCUMENTS, ARTICLES as compared with the store, what they tell."""

    rejections: list[pl.DataFrame]
    documents: pl.DataFrame
    articles: pl.DataFrame
    extraction: Extraction = NO_CALLS
    items: pl.DataFrame = field(default_factory=ITEMS.clear)

    def items_read(self, settings: Settings) -> pl.DataFrame:
        """Return the stretches of documents that need not be read again: not those of a batch in which time decided."""
        partly = settings.published_since or settings.published_until or any(reason in _BY_TIME for reason in self._reasons())
        return self.items.clear() if partly else self.items

    def _reasons(self) -> Iterator[str]:
        return (reason for frame in self.rejections for reason in frame["reason"])


_BY_TIME = frozenset({"future_date", "timeout", "out_of_memory"})

READ_BY = [
    "article_id", "revision", "source_id", "language", "published_on", "published_earliest", "published_latest", "dateline_date",
]  # fmt: skip
"""Columns of ARTICLES, beside the text, that extraction rests on and that the store may know otherwise."""


def ingest_in_process(paths: Sequence[Path | str], settings: Settings, progress: Progress) -> Summary:
    """Run the flow `ingest` here and now, without the heartbeat, which costs a second."""
    # workers on other machines are told of the API, and would look for that of this process on their own
    api = prefect_api() if settings.runner == LOCAL else nullcontext()
    with api, temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
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
    compare, store = stage(compare_batch), stage(load_batch)
    with opened(settings, large=is_large(paths)) as run:
        for tables in batches(paths, run, progress):
            with run.alone():
                batch = compare(run, tables)
                progress.advance("extract", tables.articles.height)
                store(run, batch)
            progress.advance("load", tables.articles.height)
        conclude(run, progress, stage)
    progress.done("publish")
    return run.summary


def conclude(run: Run, progress: Progress, stage: Callable[[Stage], Stage] = lambda step: step) -> None:
    """Bring the calls up to date with all that a run loaded or that was judged."""
    whole = (("copies", mark_copies), ("judgements", replay_judgements), ("resolve", resolve_calls), ("check", record_checks))
    with run.alone():
        for name, step in whole:
            stage(step)(run)
            progress.done(name)


@contextmanager
def opened(settings: Settings, *, large: bool = False) -> Iterator[Run]:
    """Open the warehouse for a run, `large` or not, note how it ended, and publish what it changed."""
    reference = read_reference()
    started_at = datetime.now(UTC)
    summary = Summary(run_id=f"r-{started_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}")
    workers = workers_for(settings, large=large)
    with open_in_turns(settings.warehouse, settings.memory_limit, settings.wait_seconds) as con, workers:
        with alone(con, settings.warehouse):
            load.start_run(con, summary.run_id, started_at, code_version(), settings.as_json())
        checks = Checks(reference, started_at.date())
        known = Known(items_read(con, code_version()))
        run = Run(started_at, settings, reference, con, workers, summary, checks, known)
        try:
            with run.alone():
                load.load_reference(con, reference)
            yield run
        except BaseException:
            _finish(run, "failed")
            raise
        _finish(run, "completed")
        summary.published = publish(con, settings.warehouse)


def _finish(run: Run, status: str) -> None:
    done = run.summary
    with run.alone():
        load.finish_run(
            run.con, run.run_id, datetime.now(UTC), status, documents_in=done.documents,
            articles=done.articles.total() - done.articles["unchanged"], reports=done.reports, rejected=done.rejected.total(),
        )  # fmt: skip


def batches(paths: Sequence[Path | str], run: Run, progress: Progress) -> Iterator[Tables]:
    """Yield the input as it stands in bounded batches, read and extracted; the next ones are under way meanwhile."""
    settings = run.settings
    terms = Terms(run.started_at, settings.limits, settings.published_since, settings.published_until)

    def landed() -> Iterator[Landed]:
        for parts in land(paths, batch_articles=settings.batch_articles, known=run.known):
            batch = Landed(*parts)
            yield batch
            progress.advance("read", batch.landed.height)

    yield from run.workers.batches(landed(), terms)
    run.checks.check_in(run.workers.end_but_one())
    if run.known.passed_over:
        run.summary.articles["unchanged"] += run.known.passed_over


def compare_batch(run: Run, tables: Tables) -> Batch:
    """Compare a batch with what the warehouse has: what it knows already is left, what it knows otherwise is extracted anew."""
    articles = compare_articles(run.con, tables.articles)
    changed = articles.filter(pl.col("change") != "unchanged")
    as_read = changed.join(tables.articles, on=READ_BY, how="semi", nulls_equal=True)
    otherwise = changed.join(as_read, on=["article_id", "revision"], how="anti")
    batch = Batch([tables.rejections], tables.documents, otherwise, items=tables.items)
    if otherwise.height:
        extract_calls(run, batch)
        articles = pl.concat([articles.join(otherwise, on="article_id", how="anti"), batch.articles])
    told = joined([part_of(tables.extraction, as_read), batch.extraction])
    run.summary.candidates += candidates(as_read).height
    return replace(batch, articles=articles, extraction=told)


def extract_calls(run: Run, batch: Batch) -> None:
    """Extract the articles of a batch that are not unchanged, and check every row of it against its article.

    An article that cannot be extracted within the limits leaves the batch: what is stored of it stays as it is.
    """
    changed = batch.articles.filter(pl.col("change") != "unchanged")
    hopeful = candidates(changed)
    extraction, costly = run.workers.extract(hopeful, run.settings.limits)
    batch.extraction, refused = checked(extraction, changed)
    batch.rejections += [costly, refused]
    batch.articles = without(batch.articles, costly)
    run.summary.candidates += hopeful.height


def load_batch(run: Run, batch: Batch) -> None:
    """Store a batch as one transaction: it is there with all that belongs to it, or not at all."""
    found, summary = batch.extraction, run.summary
    rejections = pl.concat(batch.rejections).with_columns(run_id=pl.lit(run.run_id))
    with load.transaction(run.con):
        known_before = not any(load.load_documents(run.con, batch.documents))
        load.load_articles(run.con, batch.articles, run.run_id)
        changed = batch.articles.filter(pl.col("change") != "unchanged")
        load.load_extraction(run.con, run.run_id, changed, found.call_reports, found.claims, found.statements, found.follow_ups)
        quarantine.settle_extracted(run.con, changed, rejections)
        load.load_quarantine(run.con, rejections)
        load_items_read(run.con, batch.items_read(run.settings), code_version())
    known = read.documents(run.con, changed["document_id"])
    brought = batch.documents.clear() if known_before else batch.documents
    run.checks.add_batch(brought, known, changed, found.call_reports, found.claims)
    summary.documents += batch.documents.height
    summary.articles.update(batch.articles["change"].to_list())
    summary.reports += found.call_reports.height
    summary.reject(rejections)


def mark_copies(run: Run) -> None:
    """Read the texts whose reports are new or changed, once: for copies, for the dead whom they let act, for news of meetings.

    A batch of texts is stored with all that follows from it, or not at all: so much memory is held at most.
    """
    for revisions in copies.unsigned(run.con):
        with load.transaction(run.con):
            texts = copies.read_anew(run.con, revisions)
            for pairs in copies.sign(run.con, band_keys(texts)).iter_slices(copies.AT_ONCE):
                copies.load_copies(run.con, true_copies(pairs, copies.texts_of(run.con, pairs)))
            copies.load_mentions(run.con, mentions_of_the_dead(texts, run.reference.actors))
            copies.load_meetings(run.con, meetings_told(texts))
            load.load_duplicates(run.con, clusters(*copies.around_read(run.con)))


def replay_judgements(run: Run) -> None:
    """Take up what was judged, removed lines included; a file that is gone altogether is written anew."""
    file = run.settings.judgements
    if not file.exists() and (kept := judged.stored(run.con)).height:
        append_judgements(file, as_lines(kept))
    states = judged.replay(run.con, read_judgements(file) if file.exists() else schemas.JUDGEMENTS.frame())
    run.summary.judgements.update(states["state"].to_list())


def resolve_calls(run: Run) -> None:
    """Bring together the reports of one call, as far as new reports can touch it, and say what came of announcements.

    So many new reports at a time that memory is bounded; in which parts they come makes no difference to the calls.
    """
    judgements = judged.stored(run.con)
    keys = judged.judged_keys(run.con, judgements)
    scope.index(run.con)
    while True:
        resolve_part(run, judgements, keys)
        if not scope.is_waiting(run.con):
            break
        load.write_out(run.con)


def resolve_part(run: Run, judgements: pl.DataFrame, keys: pl.DataFrame) -> None:
    """Resolve as many of the waiting reports as are resolved at once, with all that they can touch."""
    told = reached(run.con, judgements, keys, run.reference)
    with no_collection():
        found = resolve(
            told["call_reports"], told["claims"], told["articles"], reference=run.reference, judgements=judgements, keys=keys,
            known=told["memberships"], statements=told["statements"], others=told["others"], mentions=told["mentions"], run_id=run.run_id,
        )  # fmt: skip
    with load.transaction(run.con):
        counts = load.load_resolution(run.con, run.run_id, vars(found))
        as_of = read.newest_publication(run.con)
        steps, calls, news, announced = follow_ups.touched_steps(run.con)
        verdicts = judged_follow_ups(judgements, judged.step_keys(run.con, judgements))
        states = follow_up_states(steps, calls, as_of, news, announced).update(verdicts, on="follow_up_id")
        follow_ups.load_follow_up_states(run.con, states, steps, as_of)
    run.resolution = run.resolution.followed_by(found) if run.resolution else found
    run.summary.calls_new += counts.added
    run.summary.calls_changed += counts.changed
    run.summary.calls_ended += counts.removed


@contextmanager
def no_collection() -> Iterator[None]:
    """Leave the garbage collector off: to walk the many rows of a resolution, which hold no cycles, costs a third of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def record_checks(run: Run) -> None:
    """Run the expectations of every stage over what the run brought in, and record what they gave."""
    results = run.checks.results(run.run_id, vars(run.resolution))
    load.load_expectation_results(run.con, results)
    failed = results.filter(~pl.col("success"))
    run.summary.failed_expectations.update(failed.select(pl.format("{} {}.{}", "severity", "stage", "expectation")).to_series().to_list())
