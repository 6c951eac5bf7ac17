"""A time limit for work that has none of its own: reading one document."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from types import FrameType

from transforms.parse.fields import Unparsable


class TookTooLong(Exception):  # noqa: N818 - reads as what it is
    """The block did not end in time."""


def document_limit(seconds: float) -> Callable[[], AbstractContextManager[None]]:
    """Return what `transforms.parse.parse` takes as its limit: a document that takes longer is rejected as `timeout`."""
    return partial(_document, seconds)


@contextmanager
def _document(seconds: float) -> Iterator[None]:
    try:
        with time_limit(seconds):
            yield
    except TookTooLong as error:
        raise Unparsable("timeout", f"reading it {error}") from None


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in the block once its time is up.

    It rests on an alarm of the operating system, which only the main thread of a process receives and which waits for a
    call into C code to end; elsewhere, and for such a call, `flows.guarded` is the limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
