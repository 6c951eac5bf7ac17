"""One at a time: a lock file that names its holder, for which others may wait in line.

It is a lock of the operating system on the open file: it falls with its process however that ends, worker processes
(which are spawned, not forked) do not inherit it, and the file stays behind, empty of meaning.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from warehouse.errors import WarehouseError, WarehouseLocked

LOOK_EVERY_SECONDS = 0.2


@contextmanager
def locked(
    lock: Path, busy: str, *, unusable: str, wait_seconds: float = 0, waiting: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the lock file for the block; `busy` and `unusable` begin the messages ("w.duckdb is being written").

    Raises `WarehouseLocked` when somebody else still holds it after `wait_seconds`, with the holder's process id, and
    `WarehouseError` when the file cannot be made. `waiting` is told once if there is a wait.
    """
    try:
        file = lock.open("a+")
    except OSError as error:
        raise WarehouseError(f"{unusable}: {error.strerror}") from error
    with file:
        _wait(lock, file, busy, wait_seconds, waiting)
        _sign(file)
        yield


def holder(lock: Path) -> str | None:
    """Return the process id of who holds a lock file, null when nobody does."""
    try:
        with lock.open() as file:
            return None if _taken(file) else _name(lock)
    except OSError:
        return None


def _wait(lock: Path, file: IO[str], busy: str, seconds: float, waiting: Callable[[str], None] | None) -> None:
    """Take the lock, however many look for it: nobody is let in before the holder has finished."""
    until = time.monotonic() + seconds
    while not _taken(file):
        message = f"{busy} by process {_name(lock)}"
        if time.monotonic() >= until:
            raise WarehouseLocked(f"{message}; try again when it has finished")
        if waiting:
            waiting(message)
            waiting = None
        time.sleep(LOOK_EVERY_SECONDS)


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(file: IO[str]) -> None:
    with suppress(OSError):  # a full disk: the lock holds without its holder's name
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()


def _name(lock: Path) -> str:
    return lock.read_text().strip() or "unknown"
