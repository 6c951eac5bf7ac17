"""Trying again what was rejected, once its cause is mended; what is taken in now leaves the quarantine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.filing import take_back
from flows.guarded import Say, ingest_guarded
from flows.history import reprocess_rejected
from flows.inbox import Pass, in_line, tend
from flows.progress import Quiet
from flows.settings import Settings
from warehouse import quarantine
from warehouse.connect import open_read, open_work, publish


@dataclass(frozen=True)
class Retried:
    """Files read again, files that are no longer there, stored articles extracted again, rows that left the quarantine."""

    files: int
    missing: int
    articles: int
    settled: int


def retry_files(settings: Settings, reason: str | None, say: Say = print) -> Retried:
    """Do again what quarantine holds something of: read files that still lie at their path, extract stored articles."""
    with open_read(settings.warehouse) as con:
        paths = quarantine.quarantined_files(con, reason)["path"].to_list()
        articles = quarantine.rejected_revisions(con, reason).height
        before = quarantine.size(con)
    files = [Path(path) for path in paths if Path(path).is_file()]
    if files:
        _mark(files, settings)
        ingest_guarded(files, settings, say)
        _settle(files, settings)
    if articles:
        reprocess_rejected(settings, reason, Quiet())
    with open_read(settings.warehouse) as con:
        settled = before - quarantine.size(con)
    return Retried(len(files), len(paths) - len(files), articles, settled)


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


def _settle(files: Sequence[Path], settings: Settings) -> None:
    with open_work(settings.warehouse, settings.memory_limit, settings.wait_seconds) as con:
        quarantine.clear_retried(con, [str(file) for file in files])
        publish(con, settings.warehouse)
