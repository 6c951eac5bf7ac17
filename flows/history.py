"""The history of a warehouse: stored articles read again by newer rules, and what changed from one run to another."""

from __future__ import annotations

import polars as pl

from flows.ingest import Batch, Summary, conclude, extract_calls, load_batch, opened
from flows.progress import Progress
from flows.settings import Settings
from transforms.schemas import DOCUMENTS, REJECTIONS
from warehouse import history, load, read
from warehouse.connect import open_read


def reprocess(settings: Settings, progress: Progress) -> Summary:
    """Extract all current articles again and resolve all reports anew.

    What is found no more is retracted and what is found now is added, both with the id of this run.
    """
    with opened(settings) as run:
        for articles in read.articles(run.con, settings.batch_articles):
            again = articles.with_columns(change=pl.lit("reprocessed"), seen_as="article_id")
            batch = Batch([REJECTIONS.frame()], DOCUMENTS.frame(), again)
            extract_calls(run, batch)
            progress.advance("extract", articles.height)
            with run.alone():
                load_batch(run, batch)
            progress.advance("load", articles.height)
        with run.alone():
            load.resolve_all_again(run.con)
        conclude(run, progress)
    progress.done("publish")
    return run.summary


def differences(settings: Settings, run_a: str, run_b: str) -> pl.DataFrame:
    """Return what changed in the calls after `run_a` up to the end of `run_b`: see `warehouse.history.differences`."""
    with open_read(settings.warehouse) as con:
        return history.differences(con, run_a, run_b)
