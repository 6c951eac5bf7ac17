"""Backups of a warehouse and their restoring, both safe while runs go on and wherever they are cut short.

The published file is only ever replaced, never changed, so that a copy of it is consistent without any lock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from warehouse.connect import check_warehouse, writing
from warehouse.errors import WarehouseError
from warehouse.lake import is_lake


def backup(path: Path, target: Path) -> None:
    """Copy the published warehouse to a file that does not exist yet, and check the copy.

    Raises `WarehouseError` when there is no warehouse, the target exists or cannot be written, or the copy is broken.
    """
    _only_a_file(path)
    if not path.exists():
        raise WarehouseError(f"{path} does not exist: there is nothing to back up")
    if target.exists():
        raise WarehouseError(f"{target} exists already; a backup never replaces a file")
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(path, part)
        check_warehouse(part)
        part.rename(target)
    except OSError as error:
        raise WarehouseError(f"{target} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def restore(source: Path, path: Path, wait_seconds: float = 0, waiting: Callable[[str], None] | None = None) -> Path | None:
    """Make a backup the warehouse `path`, and return where the one that it replaces was kept; none if there was none.

    Runs are kept out meanwhile: raises `WarehouseLocked` when one still goes on after `wait_seconds`, and
    `WarehouseError` for a source that is no warehouse. Cut short it leaves the old warehouse or the new one, whole.
    """
    _only_a_file(path)
    if not source.exists():
        raise WarehouseError(f"{source} does not exist")
    check_warehouse(source)
    with writing(path, wait_seconds, waiting) as path:
        new, kept = path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.before-restore")
        try:
            _copy(source, new)
            if path.exists():
                kept.unlink(missing_ok=True)
                os.link(path, kept)
            # the work file goes first: left beside a restored warehouse it would be published over it
            for ending in (".work", ".work.wal"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            new.rename(path)
        except OSError as error:
            raise WarehouseError(f"{path} cannot be restored: {error.strerror}") from error
        finally:
            new.unlink(missing_ok=True)
    return kept if kept.exists() else None


def _only_a_file(path: Path) -> None:
    if is_lake(path):
        raise WarehouseError("a shared warehouse is backed up by pg_dump of its catalog and a copy of its data folder, in this order")


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as write:
        shutil.copyfileobj(read, write, 1 << 20)
        write.flush()
        os.fsync(write.fileno())
