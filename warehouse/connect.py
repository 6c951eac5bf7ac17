"""Opens the warehouse: one private work file for the ingester, one published read copy for everybody else.

`FILE.work` is written under the lock `FILE.lock`; `publish` copies it to `FILE` by atomic rename. A process that is
killed leaves either the old or the new `FILE`, and a work file that DuckDB recovers from its log. Readers can neither
write nor see other files, and have a limit of memory and time. A shared warehouse (`warehouse.lake`) opens the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread

import duckdb

from warehouse import lake
from warehouse.errors import WarehouseError, WarehouseMemory
from warehouse.exchange import copy, exchange
from warehouse.lake import is_lake
from warehouse.lock import locked
from warehouse.migrate import check_schema, data_version, migrate, newest_schema, schema_number

READ_MEMORY = "1GB"
READ_SECONDS = 600.0
_MORE_MEMORY = "more memory is needed than allowed; raise `memory` in readout.toml (READOUT_MEMORY) and run again"


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


@contextmanager
def writing(path: Path | str, wait_seconds: float = 0, waiting: Callable[[str], None] | None = None) -> Iterator[Path]:
    """Be the only process that writes the warehouse `path` (yielded absolute) and its work file.

    Raises `WarehouseLocked` with the process id of another one that still writes after `wait_seconds`; `waiting` is
    told once if there is a wait.
    """
    if is_lake(path):  # its writers take turns instead
        yield Path(path)
        return
    path = Path(path).absolute()
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder, not a warehouse file")
    busy, unusable = f"{path} is being written", f"{path} cannot be written"
    with locked(_beside(path, ".lock"), busy, unusable=unusable, wait_seconds=wait_seconds, waiting=waiting):
        yield path


@contextmanager
def open_work(
    path: Path | str, memory_limit: str = "800MB", wait_seconds: float = 0
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the work file of the warehouse `path` for writing, up to date with the newest schema.

    Only one ingester at a time: raises `WarehouseLocked` with the process id of another one that is not done within
    `wait_seconds`, and `WarehouseError` when the path cannot be written, is no warehouse or has a newer schema, or when
    the disk or the memory limit is full. Leaving the block closes the file and the lock.
    """
    with open_in_turns(path, memory_limit, wait_seconds) as con, alone(con, path):
        yield con


def alone(con: duckdb.DuckDBPyConnection, path: Path | str) -> AbstractContextManager[None]:
    """Be the only writer within the block, of a warehouse opened by `open_in_turns`; it cannot be nested."""
    return lake.alone(con) if is_lake(path) else nullcontext()


@contextmanager
def open_in_turns(
    path: Path | str, memory_limit: str = "800MB", wait_seconds: float = 0
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open like `open_work`, but let others write a shared warehouse meanwhile: whatever is written is written `alone`.

    Of a warehouse that is a file there is only one writer as long as it is open.
    """
    if is_lake(path):
        with lake.open_shared(path, memory_limit) as con:
            with lake.alone(con):
                migrate(con, path)
            yield con
        return
    with writing(path, wait_seconds) as path:
        con = _connect_work(path, memory_limit)
        try:
            migrate(con, path)
            yield con
        except duckdb.Error as error:
            if isinstance(error, duckdb.OutOfMemoryException):
                raise WarehouseMemory(f"{path} cannot be written: {_MORE_MEMORY}") from error
            if advice := _full(error):
                raise WarehouseError(f"{path} cannot be written: {advice}") from error
            raise
        finally:
            con.close()


@contextmanager
def open_read(
    path: Path | str, memory_limit: str = READ_MEMORY, seconds: float = READ_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published read copy: read-only, no access to other files, locked configuration, bounded memory and time.

    Raises `WarehouseError` when there is none, when it is no warehouse, when its schema is not this version's, and when
    a query is still running `seconds` after the opening.
    """
    path = path if is_lake(path) else Path(path).absolute()
    con = lake.connect_read(path, memory_limit) if is_lake(path) else _connect_read(Path(path), memory_limit)
    try:
        check_schema(con, path)
        with interrupted_after(con, seconds):
            yield con
    except duckdb.InterruptException as error:
        raise WarehouseError(f"the query took longer than {seconds:g} s") from error
    finally:
        con.close()


@contextmanager
def interrupted_after(con: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Stop what runs on the connection once the time is up, and whatever is begun on it later."""
    done = Event()

    def watch() -> None:
        pause = seconds
        while not done.wait(pause):
            con.interrupt()
            pause = 0.1

    Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def publish(con: duckdb.DuckDBPyConnection, path: Path | str) -> bool:
    """Make what the open work file holds the read copy `path`, if content changed since the last time; say whether.

    Call it last inside `open_work(path)` and outside a transaction: it closes the connection. Rows of `runs` and
    `expectation_results` alone are no change: they appear with the next publication. Raises `WarehouseError` when the
    copy cannot be written. What is committed to a shared warehouse is public already.
    """
    if is_lake(path):
        return True
    path = Path(path).absolute()
    if path.exists() and _published_version(path) == data_version(con):
        return False
    con.execute("CHECKPOINT")
    con.close()
    try:
        exchange(_beside(path, ".work"), path)
    except OSError as error:
        raise WarehouseError(f"{path} cannot be published: {error.strerror}") from error
    return True


def _published_version(path: Path) -> int | None:
    """Return the version of the content that is published, null for one of an older schema."""
    con = _connect_read(path, READ_MEMORY)
    try:
        check_schema(con, path, allow_older=True)
        return data_version(con) if schema_number(con) == newest_schema() else None
    finally:
        con.close()


def _connect_work(path: Path, memory_limit: str) -> duckdb.DuckDBPyConnection:
    work = _beside(path, ".work")
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "preserve_insertion_order": "false",
        "wal_autocheckpoint": "64MB",  # what is not written yet is held in memory, unpacked
        "storage_compatibility_version": "v1.2.0",  # the first that packs texts by zstd: a quarter of the size
        "zstd_min_string_length": "512",
    }
    try:
        if not work.exists():
            _beside(work, ".wal").unlink(missing_ok=True)  # a log without its file would be replayed into another one
            if path.exists():
                check_warehouse(path)
                copy(path, work)
        con = duckdb.connect(str(work), config=config)
    except OSError as error:
        raise WarehouseError(f"{path} cannot be written: {error.strerror}") from error
    except duckdb.Error as error:
        raise WarehouseError(f"{work} cannot be opened: {_first_line(error)}") from error
    con.execute("SET TimeZone = 'UTC'")
    return con


def check_warehouse(path: Path) -> None:
    """Raise `WarehouseError` for a file that is no warehouse; one of an older schema is fine, it will be migrated."""
    con = _connect_read(path, READ_MEMORY)
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
        "autoload_known_extensions": "false",
        "autoinstall_known_extensions": "false",
        "max_temp_directory_size": "2GB",
    }
    try:
        con = duckdb.connect(str(path), read_only=True, config=config)
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be read as a warehouse: {_first_line(error)}") from error
    return con


def _full(error: duckdb.Error) -> str | None:
    """Return what to do about a full disk, DuckDB's own words about a failing one, None for any other error."""
    text = _first_line(error)
    if "No space left" in text or "File too large" in text or "max_temp_directory_size" in text:
        return "no space left on the disk; make room and run again: nothing that was stored is lost"
    return text if isinstance(error, duckdb.IOException | duckdb.FatalException) else None


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
