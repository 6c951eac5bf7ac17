"""Work in this process, or in worker processes that build the pipeline once and live as long as the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from types import TracebackType
from typing import TypeVar

import polars as pl

from flows.batch import Landed, Tables, Terms, batch_tables, extract_candidates, joined
from flows.forking import forking, start_forking
from flows.limits import Limits
from transforms.extract import Extraction
from transforms.schemas import REJECTIONS

J = TypeVar("J")
T = TypeVar("T")

POOL_PAYS_FROM = 1000
"""Candidate articles from which starting processes (import and gazetteer, some 2 s) costs less than it saves."""

CHUNK_ARTICLES = 50
_TRIES = 2  # of a job whose worker died


class Workers:
    """Does the jobs of a run; use it as a context so that its processes end with the run.

    Its processes start once `pool_pays_from` candidate articles were seen, or with the first job when the run is known to be `large`.
    So many jobs `ahead` of the outcome that is waited for are under way; by default a few more than there are processes.
    """

    def __init__(self, processes: int, pool_pays_from: int = POOL_PAYS_FROM, *, large: bool = False, ahead: int | None = None) -> None:
        self.processes = processes
        self._missing = 0 if large else pool_pays_from
        self._ahead = processes + 1 if ahead is None else ahead
        self._pool: ProcessPoolExecutor | None = None
        self._hand = ThreadPoolExecutor(1)  # hands the jobs over: the first waits a second for the processes, the input does not

    def __enter__(self) -> Workers:
        if self._missing == 0 and self.processes > 1:
            start_forking()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """End the processes and what is under way; it can be called again."""
        self._hand.shutdown(cancel_futures=True)
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def end_but_one(self) -> Executor | None:
        """End the processes; where there were any, return a fresh one for what is left to do, which ends with the run."""
        started = self._pool is not None
        self.end()  # what follows needs their memory, not them
        if not started:
            return None
        self._pool = ProcessPoolExecutor(1, mp_context=forking())
        return self._pool

    def extract(self, candidates: pl.DataFrame, limits: Limits) -> tuple[Extraction, pl.DataFrame]:
        """Extract a frame of candidate ARTICLES, the same with any number of processes; REJECTIONS for those that reach the limits."""
        chunks = list(candidates.iter_slices(CHUNK_ARTICLES)) if candidates.height else []
        self.saw(candidates.height)
        told = list(self.each(partial(extract_candidates, limits=limits), chunks))
        return joined([found for found, _ in told]), pl.concat([REJECTIONS.frame(), *(refused for _, refused in told)])

    def batches(self, landed: Iterable[Landed], terms: Terms) -> Iterator[Tables]:
        """Yield the tables of each batch, in order."""
        for tables in self.each(partial(batch_tables, terms=terms), landed, pays=lambda batch: batch.landed.height > 0):
            self.saw(tables.candidates)
            yield tables

    def saw(self, candidates: int) -> None:
        """Take note that there were so many candidate articles."""
        self._missing -= candidates

    def each(self, function: Callable[[J], T], jobs: Iterable[J], pays: Callable[[J], bool] = lambda job: True) -> Iterator[T]:
        """Yield what a function gives for each job, in their order; one for which no process `pays` is done in this one.

        A job whose process dies is done once more. Raises BrokenProcessPool when that one dies, too.
        """
        ahead: deque[tuple[J, Future[Future[T]]]] = deque()
        for job in jobs:
            if self.processes == 1 or self._missing > 0 or not pays(job):
                while ahead:
                    yield self._first(function, ahead)
                yield function(job)
                continue
            ahead.append((job, self._handed_over(function, job)))
            if len(ahead) > self._ahead:
                yield self._first(function, ahead)
        while ahead:
            yield self._first(function, ahead)

    def _handed_over(self, function: Callable[[J], T], job: J) -> Future[Future[T]]:
        return self._hand.submit(lambda: self._started().submit(function, job))

    def _first(self, function: Callable[[J], T], ahead: deque[tuple[J, Future[Future[T]]]]) -> T:
        """Return the outcome of the first job; if a worker died, all that is under way begins anew."""
        for _ in range(_TRIES - 1):
            try:
                return self._taken(ahead)
            except BrokenProcessPool:
                self._pool = None
                again = [(job, self._handed_over(function, job)) for job, _ in ahead]
                ahead.clear()
                ahead.extend(again)
        return self._taken(ahead)

    def _taken(self, ahead: deque[tuple[J, Future[Future[T]]]]) -> T:
        outcome = ahead[0][1].result().result()
        ahead.popleft()
        return outcome

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.processes, mp_context=forking())
        return self._pool
