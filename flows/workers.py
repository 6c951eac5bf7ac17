"""Extraction in this process, or in worker processes that build the pipeline once and live as long as the run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from types import TracebackType
from typing import TypeVar

import polars as pl

from flows.reference import read_reference
from transforms.extract import Extraction, Extractor
from transforms.schemas import CALL_REPORTS, CLAIMS, FOLLOW_UPS, STATEMENTS

T = TypeVar("T")

POOL_PAYS_FROM = 1000
"""Candidate articles from which starting processes (import and gazetteer, some 5 s each) costs less than it saves."""

CHUNK_ARTICLES = 50


@cache
def extractor() -> Extractor:
    """Return this process's extractor, built at its first use."""
    return Extractor(read_reference())


class Workers:
    """Extracts candidate articles; use it as a context so that its processes end with the run."""

    def __init__(self, processes: int, pool_pays_from: int = POOL_PAYS_FROM) -> None:
        self.processes = processes
        self.pool_pays_from = pool_pays_from
        self._seen = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def extract(self, candidates: pl.DataFrame) -> Extraction:
        """Extract a frame of candidate ARTICLES; the outcome is the same with any number of processes."""
        return _joined(self.map(_extract, candidates))

    def map(self, function: Callable[[pl.DataFrame], T], articles: pl.DataFrame) -> list[T]:
        """Return what a function gives for the articles, chunk by chunk in their order."""
        self._seen += articles.height
        chunks = list(articles.iter_slices(CHUNK_ARTICLES)) if articles.height else []
        if self.processes == 1 or (self._pool is None and self._seen < self.pool_pays_from):
            return [function(chunk) for chunk in chunks]
        return list(self._started().map(function, chunks))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:  # spawned, because Polars and DuckDB have threads that a fork would break
            self._pool = ProcessPoolExecutor(self.processes, mp_context=get_context("spawn"))
        return self._pool


def _extract(candidates: pl.DataFrame) -> Extraction:
    return extractor().extract(candidates)


def _joined(parts: list[Extraction]) -> Extraction:
    return Extraction(
        pl.concat([CALL_REPORTS.frame(), *(part.call_reports for part in parts)]),
        pl.concat([CLAIMS.frame(), *(part.claims for part in parts)]),
        pl.concat([STATEMENTS.frame(), *(part.statements for part in parts)]),
        pl.concat([FOLLOW_UPS.frame(), *(part.follow_ups for part in parts)]),
    )
