"""Opens the warehouse: one private work file for the ingester, one published read copy for everybody else.

`FILE.work` is written under the lock `FILE.lock`; `publish` copies it to `FILE` by atomic rename. A process that is
killed leaves either the old or the new `FILE`, and a work file that DuckDB recovers from its log.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError, WarehouseLocked
from warehouse.migrate import check_schema, data_version, migrate

_held: set[Path] = set()  # locks of this process: record locks tell processes apart, not threads


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextmanager
def open_work(path: Path | str, memory_limit: str = "800MB") -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the work file of the warehouse `path` for writing, up to date with the newest schema.

    Only one ingester at a time: raises `WarehouseLocked` with the process id of the other one, and `WarehouseError`
    when the path cannot be written, is no warehouse or has a newer schema. Leaving the block closes the file and the
    lock.
    """
    path = Path(path).absolute()
    with _locked(path):
        con = _connect_work(path, memory_limit)
        try:
            migrate(con, path)
            yield con
        finally:
            con.close()


@contextmanager
def open_read(path: Path | str, memory_limit: str = "1GB") -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published read copy: read-only, no access to other files, locked configuration.

    Raises `WarehouseError` when there is none, when it is no warehouse or when its schema is not this version's.
    """
    path = Path(path).absolute()
    con = _connect_read(path, memory_limit)
    try:
        check_schema(con, path)
        yield con
    finally:
        con.close()


def publish(con: duckdb.DuckDBPyConnection, path: Path | str) -> bool:
    """Make what the open work file holds the read copy `path`, if content changed since the last time; say whether.

    Call it inside `open_work(path)` and outside a transaction. Rows of `runs` and `expectation_results` alone are no
    change: they appear with the next publication. Raises `WarehouseError` when the copy cannot be written.
    """
    path = Path(path).absolute()
    if path.exists() and _published_version(path) == data_version(con):
        return False
    con.execute("CHECKPOINT")
    try:
        _copy(_beside(path, ".work"), path)
    except OSError as error:
        raise WarehouseError(f"{path} cannot be published: {error.strerror}") from error
    return True


def _published_version(path: Path) -> int:
    with open_read(path) as con:
        return data_version(con)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold `FILE.lock`, which names this process; the lock falls with the process, the file stays."""
    lock = _beside(path, ".lock")
    if path in _held:
        raise WarehouseLocked(f"{path} is being written by process {os.getpid()}; try again when it has finished")
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder, not a warehouse file")
    try:
        # a record lock: worker processes do not inherit it, so it never outlives the ingester
        with lock.open("a+") as file:
            _take(lock, file.fileno(), path)
            _held.add(path)
            try:
                file.truncate(0)
                file.write(f"{os.getpid()}\n")
                file.flush()
                yield
            finally:
                _held.discard(path)
    except OSError as error:
        if error.filename != str(lock):
            raise
        raise WarehouseError(f"{path} cannot be written: {error.strerror}") from error


def _take(lock: Path, descriptor: int, path: Path) -> None:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = lock.read_text().strip() or "unknown"
        raise WarehouseLocked(f"{path} is being written by process {holder}; try again when it has finished") from None


def _connect_work(path: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    work = _beside(path, ".work")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "preserve_insertion_order": "false",
        "wal_autocheckpoint": "256MB",  # rarer checkpoints leave fewer half-filled row groups behind
    }
    try:
        if not work.exists():
            _beside(work, ".wal").unlink(missing_ok=True)  # a log without its file would be replayed into another one
            if path.exists():
                _check_published(path)
                _copy(path, work)
        con = duckdb.connect(str(work), config=config)
    except OSError as error:
        raise WarehouseError(f"{path} cannot be written: {error.strerror}") from error
    except duckdb.Error as error:
        raise WarehouseError(f"{work} cannot be opened: {_first_line(error)}") from error
    con.execute("SET TimeZone = 'UTC'")
    return con


def _check_published(path: Path) -> None:
    """Refuse to build on a file that is something else; an older schema is fine, it will be migrated."""
    con = _connect_read(path, "1GB")
    try:
        check_schema(con, path, allow_older=True)
    finally:
        con.close()


def _connect_read(path: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        raise WarehouseError(f"{path} does not exist: `readout ingest` makes it")
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder, not a warehouse file")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "enable_external_access": "false",
        "max_temp_directory_size": "2GB",
    }
    try:
        con = duckdb.connect(str(path), read_only=True, config=config)
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be read as a warehouse: {_first_line(error)}") from error
    return con


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that `target` is at every moment the old or the new one, also after a power cut."""
    new = _beside(target, ".new")
    try:
        shutil.copyfile(source, new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
