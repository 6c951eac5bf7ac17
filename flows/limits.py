"""Limits of time and memory for work that has none of its own: reading a document and extracting what it tells."""

from __future__ import annotations

import ctypes
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")

_TOGETHER = 5
"""Rows that are worked on together may take as long as so many that take all of their time."""

_STATM = Path("/proc/self/statm")


class LimitReached(BaseException):
    """The block was ended; `reason` is the code of a rejection. No library's `except Exception` may swallow it."""

    reason = ""


class TookTooLong(LimitReached):
    """The block did not end in time."""

    reason = "timeout"


class TookTooMuch(LimitReached):
    """The block wanted more memory than it may have."""

    reason = "out_of_memory"


@dataclass(frozen=True)
class Limits:
    """What one document may take."""

    seconds: float = 30
    memory_bytes: int = 2_000_000_000


def sparing(work: Callable[[pl.DataFrame], T], rows: pl.DataFrame, limits: Limits) -> tuple[T, list[tuple[pl.DataFrame, LimitReached]]]:
    """Do the work on all rows but those that reach the limits alone: its outcome, and each row left out (a frame) with why.

    The work must do to a row what it does to it among others. Rows are tried one by one only after all together took
    too long or too much.
    """
    import polars as pl  # not by who only asks for the limits

    try:
        with memory_limit(limits.memory_bytes), time_limit(limits.seconds * _TOGETHER):
            return work(rows), []
    except LimitReached:
        tried = [(row, _reached(work, row, limits)) for row in rows.iter_slices(1)]
    left_out = [(row, reached) for row, reached in tried if reached]
    kept = [row for row, reached in tried if not reached]
    return work(pl.concat(kept) if kept else rows.clear()), left_out


def _reached(work: Callable[[pl.DataFrame], object], row: pl.DataFrame, limits: Limits) -> LimitReached | None:
    try:
        with memory_limit(limits.memory_bytes), time_limit(limits.seconds):
            work(row)
    except LimitReached as reached:
        return reached.with_traceback(None)  # which would keep alive what the work held
    return None


# --- memory ---


@contextmanager
def memory_limit(more_bytes: int) -> Iterator[None]:
    """Raise TookTooMuch in the block once this process wants so much more memory than it has now.

    It bounds the address space of the process, as Linux does for each allocation; elsewhere there is no limit.
    """
    if not _STATM.exists():
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(_STATM.read_text().split()[0]) * resource.getpagesize() + more_bytes
    allowed = min([wanted, *(limit for limit in before if limit != resource.RLIM_INFINITY)])
    try:
        resource.setrlimit(resource.RLIMIT_AS, (allowed, before[1]))
        yield
    except MemoryError:
        raise TookTooMuch(f"took more than {more_bytes / 1e9:g} GB of memory") from None
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


# --- time ---


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in the block once its time is up.

    In the main thread of a process an alarm of the operating system ends also what Python's own C code is busy with, such as a
    regular expression; in another one (a Dask worker's) the next step of Python does. For a library's call into C
    without end `flows.guarded` is the limit.
    """
    main = threading.current_thread() is threading.main_thread()
    with (_alarm if main else _interruption)(seconds, TookTooLong(f"took longer than {seconds:g} s")):
        yield


@contextmanager
def _alarm(seconds: float, reached: TookTooLong) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise reached

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _interruption(seconds: float, reached: TookTooLong) -> Iterator[None]:
    """Have another thread raise the exception in this one; it cannot come once the block has ended."""
    thread, ending, ended = ctypes.c_ulong(threading.get_ident()), threading.Lock(), threading.Event()

    def raise_there() -> None:
        with ending:
            if not ended.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TookTooLong))

    timer = threading.Timer(seconds, raise_there)
    timer.daemon = True
    timer.start()
    try:
        yield
    except TookTooLong:
        raise reached from None
    finally:
        with ending:
            ended.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)  # it may be under way
        timer.cancel()
