"""The history of a warehouse: stored articles read again by newer rules, and what changed from one run to another."""

from __future__ import annotations

import polars as pl

from flows.ingest import Batch, Run, Summary, conclude, extract_calls, load_batch, opened
from flows.progress import Progress
from flows.settings import Settings
from transforms.clean import marked_anew
from transforms.schemas import DOCUMENTS, REJECTIONS
from warehouse import history, load, quarantine, read
from warehouse.connect import open_read


def reprocess(settings: Settings, progress: Progress) -> Summary:
    """Mark what is not the article and extract, in all current articles again, and resolve all reports anew.

    What is found no more is retracted and what is found now is added, both with the id of this run.
    """
    with opened(settings) as run:
        for articles in read.articles(run.con, settings.batch_articles):
            _extract_again(run, articles, progress)
        with run.alone():
            load.resolve_all_again(run.con)
        conclude(run, progress)
    progress.done("publish")
    return run.summary


def reprocess_rejected(settings: Settings, reason: str | None, progress: Progress) -> Summary:
    """Extract again the current articles of which something extracted was refused (for one reason, if given)."""
    with opened(settings) as run:
        for revisions in quarantine.rejected_revisions(run.con, reason).iter_slices(settings.batch_articles):
            _extract_again(run, read.article_texts(run.con, revisions), progress)
        conclude(run, progress)
    progress.done("publish")
    return run.summary


def _extract_again(run: Run, articles: pl.DataFrame, progress: Progress) -> None:
    marked = marked_anew(articles)
    differs = (marked["furniture"] != articles["furniture"]).fill_null(False)  # both may be null
    change = pl.when(differs).then(pl.lit("updated")).otherwise(pl.lit("reprocessed"))
    again = marked.with_columns(change=change, seen_as="article_id")
    batch = Batch([REJECTIONS.frame()], DOCUMENTS.frame(), again)
    extract_calls(run, batch)
    progress.advance("extract", articles.height)
    with run.alone():
        load_batch(run, batch)
    progress.advance("load", articles.height)


def differences(settings: Settings, run_a: str, run_b: str) -> pl.DataFrame:
    """Return what changed in the calls after `run_a` up to the end of `run_b`: see `warehouse.history.differences`."""
    with open_read(settings.warehouse) as con:
        return history.differences(con, run_a, run_b)
