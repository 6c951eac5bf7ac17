"""Ingestion in a process of its own: a file that hangs, crashes it or eats all memory costs only itself.

A run that was killed leaves the warehouse whole and may be done again, so the files of a run that hangs or dies are
simply tried again in two halves, and these in halves, until the file that does it stands alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from flows.errors import IngestError
from flows.settings import Settings
from warehouse.connect import writing
from warehouse.errors import WarehouseError, WarehouseLocked, WarehouseMemory

STALL_DOCUMENTS = 20
"""A run that says nothing for as long as this many documents may take hangs."""

GIVE_UP_AFTER = 3
"""So many files that fail alone, with none that succeeds: the files are not what is wrong."""

LAST_WORDS_SECONDS = 10
"""What a process gets to end by itself once its run is done."""

Say = Callable[[str], None]


class Died(Exception):  # noqa: N818 - reads as what it is
    """The process hung, died or met an error nobody foresaw; `reason` is the code of a rejection."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass
class Ingested:
    """What the runs over some files did: counts as in `flows.ingest.Summary`, and the files that had to be left out."""

    run_ids: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)  # documents, articles, reports, calls_new, calls_changed, ...
    rejected: Counter[str] = field(default_factory=Counter)  # quarantine rows by reason
    failed_expectations: Counter[str] = field(default_factory=Counter)  # by severity and name
    left_out: dict[Path, Died] = field(default_factory=dict)

    def add(self, told: dict[str, Any]) -> None:
        """Add the summary of one run."""
        self.run_ids.append(told["run_id"])
        self.rejected.update(told["rejected"])
        self.failed_expectations.update(told["failed_expectations"])
        self.counts.update(told["counts"])


def ingest_guarded(files: Sequence[Path], settings: Settings, say: Say = print, work: Callable[..., None] | None = None) -> Ingested:
    """Ingest files, leaving out those that make the process hang or die.

    Raises WarehouseError and IngestError for what is no fault of a file: a lock that is held longer than
    `settings.wait_seconds`, a full disk, an error that every file meets.
    """
    done, waiting = Ingested(), [list(files)]
    while waiting:
        some = waiting.pop()
        try:
            done.add(_run(some, settings, say, work or tell_through))
        except Died as died:
            say(f"{len(some)} files: {died}")
            if len(some) > 1:
                middle = len(some) // 2
                waiting += [some[middle:], some[:middle]]
                continue
            done.left_out[some[0]] = died
            if len(done.left_out) >= GIVE_UP_AFTER and not done.run_ids:
                raise IngestError(f"no file can be taken in, the last error was: {died}") from died
    return done


def _run(files: list[Path], settings: Settings, say: Say, work: Callable[..., None]) -> dict[str, Any]:
    """Do one run in a child process, once nobody else writes the warehouse; raises Died, WarehouseError."""
    until = time.monotonic() + settings.wait_seconds
    while True:
        with writing(settings.warehouse, until - time.monotonic(), waiting=say):
            pass
        with suppress(WarehouseLocked):  # another run came first
            return _in_child(files, replace(settings, wait_seconds=0), work)


def _in_child(files: list[Path], settings: Settings, work: Callable[..., None]) -> dict[str, Any]:
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(theirs, [str(file) for file in files], settings))
    child.start()
    theirs.close()
    try:
        told = _listen(ours, settings.document_seconds * STALL_DOCUMENTS)
        child.join(LAST_WORDS_SECONDS)
        return told
    except EOFError:
        child.join()
        raise Died("crashed", _ending(child.exitcode)) from None
    finally:
        _end(child.pid)
        child.join()


def _listen(child: Connection, patience_seconds: float) -> dict[str, Any]:
    """Return the summary of the run; raises what went wrong."""
    while child.poll(patience_seconds):
        kind, told = child.recv()
        if kind == "done":
            return dict(told)
        if kind == "refused":
            raise told
        if kind == "died":
            raise Died(*told)
    raise Died("timeout", f"nothing moved for {patience_seconds:g} s")


def _ending(exit_code: int | None) -> str:
    if exit_code and exit_code < 0:
        name = signal.Signals(-exit_code).name
        return f"the process was ended by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")
    return f"the process ended with exit code {exit_code}"


def _end(pid: int | None) -> None:
    """End the child and all that it started."""
    for end in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            end(pid or 0, signal.SIGKILL)


# --- in the child ---


def tell_through(parent: Connection, files: list[str], settings: Settings) -> None:
    """Do a run and tell the parent of each step, of the outcome or of what went wrong."""
    os.setsid()  # a group of its own, to be ended as a whole
    try:
        from flows.ingest import tell

        done = tell(files, settings, _Told(parent))
        parent.send(("done", _summary(done)))
    except (MemoryError, WarehouseMemory):
        parent.send(("died", ("out_of_memory", "more memory is needed than there is")))
    except (WarehouseError, OSError) as error:
        parent.send(("refused", error if isinstance(error, WarehouseError) else WarehouseError(str(error) or type(error).__name__)))
    except Exception as error:
        first = next(iter(str(error).splitlines()), "")
        parent.send(("died", ("crashed", f"{type(error).__name__}: {first}")))


class _Told:
    """A progress that the parent hears."""

    def __init__(self, parent: Connection) -> None:
        self._parent = parent

    def advance(self, stage: str, amount: int = 1) -> None:
        """Say that so much more of a stage is done."""
        self._parent.send(("moved", stage))

    def done(self, stage: str) -> None:
        """Say that a stage has come to its end."""
        self._parent.send(("moved", stage))


def _summary(done: Any) -> dict[str, Any]:
    new = {"articles": done.articles.total() - done.articles["unchanged"], "unchanged": done.articles["unchanged"]}
    own = {name: getattr(done, name) for name in ("documents", "reports", "calls_new", "calls_changed", "calls_ended")}
    return {"run_id": done.run_id, "rejected": done.rejected, "failed_expectations": done.failed_expectations, "counts": own | new}
