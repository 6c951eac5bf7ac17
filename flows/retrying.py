"""Trying again what was rejected, once its cause is mended; what is taken in now leaves the quarantine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.filing import take_back
from flows.guarded import Say, ingest_guarded
from flows.inbox import Pass, in_line, tend
from flows.settings import Settings
from warehouse import quarantine
from warehouse.connect import open_read, open_work, publish


@dataclass(frozen=True)
class Retried:
    """Files tried again, files that are no longer there, rows that left the quarantine."""

    files: int
    missing: int
    settled: int


def retry_files(settings: Settings, reason: str | None, say: Say = print) -> Retried:
    """Ingest again the files that quarantine holds something of, where they still lie at their path."""
    with open_read(settings.warehouse) as con:
        paths = quarantine.quarantined_files(con, reason)["path"].to_list()
    files = [Path(path) for path in paths if Path(path).is_file()]
    if not files:
        return Retried(0, len(paths), 0)
    _mark(files, settings)
    ingest_guarded(files, settings, say)
    return Retried(len(files), len(paths) - len(files), _settle(files, settings))


def retry_inbox(folder: Path, settings: Settings, reason: str | None, say: Say = print) -> Pass:
    """Put rejected files back into the inbox and take the inbox in."""
    with in_line(folder, say):
        back = take_back(folder, reason)
    if back:
        _mark(back, settings)
    done = tend(folder, settings, say)
    if back:
        _settle(back, settings)
    return done


def _mark(files: Sequence[Path], settings: Settings) -> None:
    with open_work(settings.warehouse, settings.memory_limit, settings.wait_seconds) as con:
        quarantine.mark_retried(con, [str(file) for file in files])


def _settle(files: Sequence[Path], settings: Settings) -> int:
    """Clear what is settled; counted are the rows that are gone and did not come again."""
    with open_work(settings.warehouse, settings.memory_limit, settings.wait_seconds) as con:
        settled = quarantine.clear_retried(con, [str(file) for file in files])
        publish(con, settings.warehouse)
    return settled
