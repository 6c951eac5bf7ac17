"""The inbox: a folder where files are dropped, taken in once they are complete, and filed away under `done` or `rejected`.

A file leaves the inbox by a rename and only after the warehouse has it (or has refused it), so that a process may die
between any two steps: what is still in the inbox is taken in again, and its content is known by then.
`docs/operations.md` describes the protocol.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.errors import InboxError
from flows.filing import DONE, REJECTED, Row, articles_of, bring_back, content_hash, has_sidecar, is_companion, put_away, shown, sidecar_of
from flows.guarded import Ingested, Say, ingest_guarded
from flows.listing import MANIFEST, SIDECAR, media_type
from flows.settings import Settings
from transforms.schemas import REJECTIONS
from warehouse import load, quarantine
from warehouse.connect import open_read, open_work, publish
from warehouse.lock import locked

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart", "~")
"""Endings of files that something still writes; hidden files are left alone, too."""

LONGEST_NAME = 240
"""Bytes of a name that leave room for those of the files beside it."""

SETTLE_SECONDS = 2.0
WAIT_SECONDS = 24 * 3600.0
"""How long a pass waits for the one before it; then something is wrong with that one."""

Step = Callable[..., Any]
Stamp = tuple[int, int, int, int]  # mode, inode, size, time of change in ns


@dataclass
class Found:
    """What lies in an inbox: files to take in, files to refuse and why, folders that cannot be read, files unfinished."""

    files: list[Path] = field(default_factory=list)
    refused: dict[Path, Row] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    unfinished: int = 0


@dataclass
class Pass:
    """What one pass over the inbox did: the runs, files filed under `done`, and each rejection (path, reason, detail)."""

    ingested: Ingested
    done: int = 0
    rejected: list[Row] = field(default_factory=list)
    unfinished: int = 0


def tend(
    folder: Path, settings: Settings, say: Say = print, step: Callable[[Step], Step] = lambda function: function,
    settle_seconds: float = SETTLE_SECONDS,
) -> Pass:  # fmt: skip
    """Do one pass: wait in line, take in what is complete, file it away. `step` wraps the function of each step.

    Raises InboxError, and WarehouseError or IngestError when the warehouse cannot take anything now; all files then
    stay where they are.
    """
    with in_line(folder, say):
        step(bring_back)(folder, late_sidecars(folder))
        found: Found = step(look)(folder, settle_seconds)
        for problem in found.unreadable:
            say(problem)
        ingested: Ingested = step(take_in)(found, settings, say)
        done: Pass = step(file_away)(folder, found, ingested, settings)
    return done


def in_line(folder: Path, say: Say = print) -> AbstractContextManager[None]:
    """Be the only one that tends the inbox; others wait until it is their turn."""
    if not folder.is_dir():
        raise InboxError(f"the inbox is no folder: {folder}")
    busy, unusable = f"{folder} is being tended", f"the inbox cannot be written: {folder}"
    return locked(folder / ".lock", busy, unusable=unusable, wait_seconds=WAIT_SECONDS, waiting=say)


# --- what is there ---


def late_sidecars(folder: Path) -> list[Path]:
    """Return the sidecars that lie in the inbox without an article of theirs."""
    sidecars = (path for path in _walk(folder, Found()) if path.name.endswith(SIDECAR) and path.is_file())
    return [path for path in sidecars if not articles_of(path, path.parent)]


def look(folder: Path, settle_seconds: float = SETTLE_SECONDS) -> Found:
    """Find the files that are complete: those that kept inode, size and time of change for a while.

    What is no regular file (links are never followed), has no name that is text or no ending that is read is refused.
    """
    found = Found()
    before = dict(_stamped(folder, found))
    if before:
        time.sleep(settle_seconds)
    after = dict(_stamped(folder, Found())) if before else {}
    for path, stamp in after.items():
        if path.name.endswith(UNFINISHED) or before.get(path) != stamp or before.get(sidecar_of(path)) != after.get(sidecar_of(path)):
            found.unfinished += 1
        elif refusal := _refusal(path, stamp):
            found.refused[path] = refusal
        elif not is_companion(path):
            found.files.append(path)
    return found


def _stamped(folder: Path, found: Found) -> Iterator[tuple[Path, Stamp]]:
    for path in _walk(folder, found):
        with suppress(FileNotFoundError):
            now = path.lstat()
            yield path, (now.st_mode, now.st_ino, now.st_size, now.st_mtime_ns)


def _walk(folder: Path, found: Found) -> Iterator[Path]:
    """Yield all that is no folder and not hidden, sorted; `done` and `rejected` at the top are not looked into."""

    def failed(error: OSError) -> None:
        if error.filename == str(folder):
            raise InboxError(f"the inbox cannot be read: {folder}: {error.strerror}") from error
        found.unreadable.append(f"a folder of the inbox cannot be read: {error.filename}: {error.strerror}")

    for parent, folders, names in os.walk(folder, onerror=failed):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        left_out = {*links, *((DONE, REJECTED) if parent == str(folder) else ())}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        yield from (Path(parent) / name for name in sorted(names + links) if not name.startswith("."))


def _refusal(path: Path, stamp: Stamp) -> Row | None:
    if not stat.S_ISREG(stamp[0]):
        return _refused(path, "not_a_file", "a link, pipe or device, not a file")
    if not str(path).isprintable():
        return _refused(path, "bad_name", "the name of the file holds characters that are no text")
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        return _refused(path, "bad_name", f"the name of the file is longer than {LONGEST_NAME} bytes")
    if not is_companion(path) and media_type(path) is None:
        return _refused(path, "unknown_format", "no parser for this kind of file")
    return None


def _refused(path: Path, reason: str, detail: str) -> Row:
    return {"path": shown(path), "reason": reason, "detail": f"{detail}: {shown(path)}"}


# --- the warehouse takes it in ---


def take_in(found: Found, settings: Settings, say: Say) -> Ingested:
    """Ingest the files, and put into quarantine what was refused before and what made the process die."""
    ingested = ingest_guarded(found.files, settings, say) if found.files else Ingested()
    found.refused |= {path: _refused(path, died.reason, str(died)) for path, died in ingested.left_out.items()}
    if found.refused:
        with open_work(settings.warehouse, settings.memory_limit, settings.wait_seconds) as con:
            load.load_quarantine(con, REJECTIONS.frame({"stage": "land", **row} for row in found.refused.values()))
            publish(con, settings.warehouse)
    return ingested


# --- filing away ---


def file_away(folder: Path, found: Found, ingested: Ingested, settings: Settings) -> Pass:
    """Move each file to `done` or, with a file that says why beside it, to `rejected`."""
    reasons = {path: [row] for path, row in found.refused.items()} | _reasons(found, settings)
    metadata = _metadata(found.files, settings)
    done = Pass(ingested, unfinished=found.unfinished)
    for path in dict.fromkeys([*found.files, *found.refused]):
        with suppress(FileNotFoundError):  # somebody took it away
            if path in reasons:
                put_away(path, folder, REJECTED, reasons=reasons[path])
                done.rejected += reasons[path]
            else:
                put_away(path, folder, DONE, metadata=metadata.get(path))
                done.done += 1
    return done


def _reasons(found: Found, settings: Settings) -> dict[Path, list[Row]]:
    """Return why nothing came of a file, for those of which nothing came: what quarantine holds of its path and content."""
    files = [path for path in found.files if path not in found.refused]
    if not files:
        return {}
    with open_read(settings.warehouse) as con:
        rows = quarantine.rejections(con, [str(path) for path in files]).partition_by("path", as_dict=True)
        hashes = {path: content_hash(path) for path in files if (str(path),) in rows}
        known = quarantine.known_documents(con, list(hashes.values()))
    own = {path: _own(rows[str(path),].to_dicts(), sha, known) for path, sha in hashes.items()}
    return {path: reasons for path, reasons in own.items() if reasons}


def _own(rows: Sequence[Row], document_id: str, known: set[str]) -> list[Row]:
    """Return the rows about this content rather than an earlier one of the same name; none when an article came of it."""
    about = [row for row in rows if row["document_id"] == document_id or (not row["document_id"] and document_id not in known)]
    if any(row["told"] for row in about) or all(row["reason"] in quarantine.NOTES for row in about):
        return []
    return [{name: row[name] for name in ("path", "reason", "detail", "run_id")} for row in about]


def _metadata(files: Sequence[Path], settings: Settings) -> dict[Path, str]:
    """Return what a manifest said of files, as the warehouse took it: the manifest stays, they go with a sidecar."""
    ids = {path: content_hash(path) for path in files if (path.parent / MANIFEST).is_file() and not has_sidecar(path)}
    if not ids:
        return {}
    with open_read(settings.warehouse) as con:
        stored = quarantine.metadata_of(con, list(ids.values()))
    return {path: stored[sha] for path, sha in ids.items() if sha in stored}
