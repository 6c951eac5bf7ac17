"""Where the batches of a run are extracted: in processes of this machine, or by the workers of a Dask cluster.

On a cluster a batch travels as Parquet through the exchange, a folder or object store that all its machines see; only
addresses pass the scheduler. A batch whose worker is lost is done again by another one, in a folder of its own, and what
one attempt completed is loaded once, by the only writer: this process.
"""

from __future__ import annotations

import os
import uuid
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from threading import Lock
from types import TracebackType
from typing import Any

import polars as pl

from flows.batch import Landed, Tables, Terms, batch_tables
from flows.errors import RunnerError
from flows.settings import LOCAL, Settings, prefect_environment
from flows.workers import Workers
from transforms.extract import Extraction

os.environ.update(prefect_environment())  # Prefect reads its settings when it is imported

from prefect import task
from prefect.cache_policies import NO_CACHE

CONNECT_SECONDS = 10
AHEAD = 2
"""Batches that wait beside those under way, so that no worker is idle while the writer loads."""

_LANDED = tuple(vars(Landed()))
_EXTRACTED = tuple(Extraction.__dataclass_fields__)
_OWN = tuple(name for name in Tables.__dataclass_fields__ if name not in ("extraction", "candidates"))
_one_at_a_time = Lock()  # the pipeline of a process is no thing for two threads


def workers_for(settings: Settings, *, large: bool) -> Workers:
    """Return the workers that READOUT_RUNNER asks for; raises RunnerError when the cluster is not described."""
    if settings.runner == LOCAL:
        return Workers(settings.workers, large=large)
    scheme, _, address = settings.runner.partition("://")
    if scheme != "dask" or not address:
        raise RunnerError(f"READOUT_RUNNER must be `{LOCAL}` or dask://HOST:PORT, not {settings.runner}")
    if not settings.exchange:
        raise RunnerError("READOUT_RUNNER=dask://... needs READOUT_EXCHANGE: a folder or an address (s3://...) that all workers see")
    return DaskWorkers(address, settings.exchange)


class DaskWorkers(Workers):
    """The workers of a Dask cluster; use it as a context so that its connection and its part of the exchange end with the run.

    What the writer finds to extract anew while it loads, it extracts itself.
    """

    def __init__(self, address: str, exchange: str) -> None:
        super().__init__(processes=1)
        self._address = address
        self._exchange = f"{exchange.rstrip('/')}/readout-{uuid.uuid4().hex[:12]}"
        self._opened = ExitStack()
        self._runner: Any = None
        self._ahead = 0

    def __enter__(self) -> DaskWorkers:
        try:
            self._files().makedirs(_path(self._exchange), exist_ok=True)
        except (OSError, ValueError, ImportError) as error:
            raise RunnerError(f"the exchange {self._exchange} cannot be written: {error}") from error
        self._opened.callback(self._clear)
        try:
            self._connect()
        except BaseException:
            self._opened.close()
            raise
        return self

    def _connect(self) -> None:
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ImportError:
            raise RunnerError("READOUT_RUNNER=dask://... needs prefect-dask: install readout[cluster]") from None
        self._runner = self._opened.enter_context(
            DaskTaskRunner(address=f"tcp://{self._address}", client_kwargs={"timeout": CONNECT_SECONDS, "set_as_default": False})
        )
        try:
            threads = self._runner.client.nthreads()
        except (OSError, ValueError) as error:
            raise RunnerError(f"no Dask scheduler answers at {self._address}: start one with `dask scheduler`") from error
        if not threads:
            raise RunnerError(f"the Dask scheduler at {self._address} has no workers: start some with `dask worker {self._address}`")
        self._ahead = sum(threads.values()) + AHEAD

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.close()

    def batches(self, landed: Iterable[Landed], terms: Terms) -> Iterator[Tables]:
        """Yield the tables of each batch, in order; raises RunnerError for a batch that several workers died of."""
        ahead: deque[tuple[str, Any]] = deque()
        for number, batch in enumerate(landed):
            source = f"{self._exchange}/{number:06}"
            write_frames(source, vars(batch))
            ahead.append((source, self._runner.submit(_extract, {"source": source, "terms": terms})))
            if len(ahead) > self._ahead:
                yield self._tables_of(*ahead.popleft())
        while ahead:
            yield self._tables_of(*ahead.popleft())

    def _tables_of(self, source: str, future: Any) -> Tables:
        from distributed import CancelledError, KilledWorker

        try:
            target, candidates = future.result()
        except (KilledWorker, CancelledError, TimeoutError) as error:
            raise RunnerError(f"a batch was lost with its workers, which may want memory: {error}".splitlines()[0]) from error
        tables = read_tables(target, candidates)
        self._files().rm(_path(source), recursive=True)
        return tables

    def _files(self) -> Any:
        from fsspec.core import url_to_fs

        return url_to_fs(self._exchange)[0]

    def _clear(self) -> None:
        with suppress(OSError):  # a batch that nobody waits for may still be written
            self._files().rm(_path(self._exchange), recursive=True)


def extract_batch(source: str, terms: Terms) -> tuple[str, int]:
    """Read a batch from the exchange and write its tables beside it: their address, and the candidates among its articles."""
    with _one_at_a_time:
        tables = batch_tables(Landed(**read_frames(source, _LANDED)), terms)
    target = f"{source}/{uuid.uuid4().hex}"
    write_frames(target, tables.frames())
    return target, tables.candidates


# made apart from its function, so that a worker takes the function from its own readout and not from the message
_extract = task(name="extract a batch", retries=2, retry_delay_seconds=2, cache_policy=NO_CACHE, persist_result=False)(extract_batch)


def read_tables(target: str, candidates: int) -> Tables:
    """Return the tables that `extract_batch` wrote."""
    frames = read_frames(target, (*_OWN, *_EXTRACTED))
    extraction = Extraction(**{name: frames.pop(name) for name in _EXTRACTED})
    return Tables(**frames, extraction=extraction, candidates=candidates)


def write_frames(folder: str, frames: dict[str, pl.DataFrame]) -> None:
    """Write each frame to `folder`/NAME.parquet, where `folder` is any address that fsspec knows."""
    import fsspec

    for name, frame in frames.items():
        with fsspec.open(f"{folder}/{name}.parquet", "wb", auto_mkdir=True) as file:
            frame.write_parquet(file)


def read_frames(folder: str, names: Iterable[str]) -> dict[str, pl.DataFrame]:
    """Return the frames that `write_frames` wrote."""
    import fsspec

    frames = {}
    for name in names:
        with fsspec.open(f"{folder}/{name}.parquet", "rb") as file:
            frames[name] = pl.read_parquet(file)
    return frames


def _path(url: str) -> str:
    """Return the path of an address inside its file system."""
    from fsspec.core import url_to_fs

    return str(url_to_fs(url)[1])
