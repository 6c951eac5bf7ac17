"""Two files that take turns: the one that was written is published, the one that was is brought up to date and written next.

So publishing a few articles costs the blocks that differ, not a copy of a million articles. Nobody ever sees a published file
change: one that some process still has open, or that has another name, is left as it is, and a copy takes its place.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_HEADERS = 3 * 4096  # a DuckDB file: three headers, then blocks of one size, each begins with the checksum of its content
_BLOCK = 1 << 18
_CHECKSUM = 8
_MAGIC = (8, b"DUCK")  # where the first header has it
_MOST = 1 << 26  # bytes copied at a time


def exchange(work: Path, path: Path) -> None:
    """Publish the closed and checkpointed DuckDB file `work` as `path`, and leave a file of the same content as `work`.

    At every moment, also after a power cut, `path` is the old file or the new one, whole. Once it is the new one nothing
    fails any more: without room for the other the next run makes it, or says so. Raises OSError when `path` cannot be written.
    """
    former = path.with_name(f"{path.name}.former")
    former.unlink(missing_ok=True)
    with work.open("r+b") as file:
        turns = _nobody_else_has(file.fileno())
    if not turns:
        copy(work, path)
        return
    with suppress(OSError):  # published for the first time, or no file system for two names
        os.link(path, former)
    work.replace(path)
    _sync_folder(path)
    try:
        if bring_up_to_date(former, path):
            former.replace(work)
        else:
            copy(path, work)
    except OSError:
        work.unlink(missing_ok=True)
    finally:
        former.unlink(missing_ok=True)


def bring_up_to_date(former: Path, path: Path) -> bool:
    """Write into the DuckDB file `former` the blocks in which `path` differs; false, and nothing done, where that must not be."""
    if not former.exists():
        return False
    with former.open("r+b") as opened, path.open("rb") as published:
        old, new = opened.fileno(), published.fileno()
        if not (_nobody_else_has(old) and _alike(old, new)):
            return False
        size = os.fstat(new).st_size
        for start, length in _differing(old, new, size):
            os.pwrite(old, os.pread(new, length, start), start)
        os.ftruncate(old, size)
        os.fsync(old)
    return True


def _nobody_else_has(file: int) -> bool:
    """Tell whether a file has one name, and no other process, nor another part of this one, has it open.

    Linux grants a lease only then; elsewhere, and on a file of another user, nobody can say.
    """
    if os.fstat(file).st_nlink > 1 or not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    return True


def _alike(old: int, new: int) -> bool:
    """Tell whether both are DuckDB files of the format and block size that `_differing` knows."""
    place, magic = _MAGIC
    firsts = [os.pread(file, _HEADERS, 0) for file in (old, new)]
    block_sizes = {int.from_bytes(first[at + 40 : at + 48], "little") for first in firsts for at in (4096, 8192)}
    return all(first[place : place + len(magic)] == magic for first in firsts) and block_sizes == {_BLOCK}


def _differing(old: int, new: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield start and length of the headers and of each block whose checksums differ."""
    for file in (old, new):
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_RANDOM)  # of most blocks eight bytes are read
    yield 0, _HEADERS
    for start in range(_HEADERS, size, _BLOCK):
        if os.pread(old, _CHECKSUM, start) != os.pread(new, _CHECKSUM, start):
            yield start, _BLOCK


def copy(source: Path, target: Path) -> None:
    """Copy a file so that `target` is at every moment the old or the new one, also after a power cut."""
    new = target.with_name(f"{target.name}.new")
    try:
        _clone(source, new)
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    _sync_folder(target)


def _clone(source: Path, target: Path) -> None:
    """Copy a file within the kernel, onto disk; where the file system can (Btrfs, XFS) its blocks are shared and not copied."""
    with source.open("rb") as old, target.open("wb") as new:
        try:
            while os.copy_file_range(old.fileno(), new.fileno(), _MOST):
                pass
        except (AttributeError, OSError) as error:  # not Linux, or a file system that cannot
            if getattr(error, "errno", None) == errno.ENOSPC:
                raise
            old.seek(0)
            new.seek(0)
            new.truncate()
            shutil.copyfileobj(old, new, _MOST)
        new.flush()
        os.fsync(new.fileno())


def _sync_folder(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
