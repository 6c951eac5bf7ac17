"""A warehouse that several machines share: a DuckLake, its catalog in PostgreSQL and its tables as Parquet in a folder that all see.

Its address is `ducklake:postgres:`, PostgreSQL's own keywords and the folder, as in
`ducklake:postgres:host=db dbname=readout user=readout data_path=/mnt/readout`. Every commit is a snapshot, so readers see
one state for as long as a statement takes and nothing needs to be published. Writers take turns, each for a short section.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError, WarehouseLocked

PREFIX = "ducklake:"
TURN_SECONDS = 3600.0
"""How long an ingester waits for its turn before it gives up: far longer than any other one's section takes."""

_LOOK_EVERY_SECONDS = 0.1
_LOCK = 0x7265_6164_6F75_74  # "readout": the key of PostgreSQL's advisory lock, which is one a database
_DATA_PATH = re.compile(r"(?:^|\s)data_path=('[^']*'|\S+)")


def is_lake(path: Path | str) -> bool:
    """Tell the address of a shared warehouse from the path of a file."""
    return str(path).startswith(PREFIX)


@dataclass(frozen=True)
class Lake:
    """Where a shared warehouse is: the keywords that PostgreSQL's libpq takes, and the folder of the Parquet files."""

    catalog: str
    data: Path

    @classmethod
    def at(cls, address: Path | str) -> Lake:
        """Read an address; raises `WarehouseError` when it is none."""
        kind, _, keywords = str(address).removeprefix(PREFIX).partition(":")
        folder = _DATA_PATH.search(keywords)
        if kind != "postgres" or not folder:
            raise WarehouseError(f"{address} is no shared warehouse: ducklake:postgres:host=... dbname=... data_path=FOLDER is expected")
        if re.search(r"(?:^|\s)password=", keywords):
            raise WarehouseError("a password in the address would be stored with every run: give it by PGPASSWORD or ~/.pgpass")
        data = Path(folder[1].strip("'")).expanduser()
        if not data.is_absolute():
            raise WarehouseError(f"data_path must be an absolute path, the same on all machines, not {data}")
        return cls(_DATA_PATH.sub("", keywords).strip(), data)


@contextmanager
def open_shared(address: Path | str, memory_limit: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a shared warehouse for reading and writing, making it if there is none; whoever writes does so when `alone`.

    Raises `WarehouseError` when PostgreSQL cannot be reached, or the folder cannot be written.
    """
    lake = Lake.at(address)
    con = _connected({"memory_limit": memory_limit, "preserve_insertion_order": "false"})
    try:
        with _explained(lake):
            lake.data.mkdir(parents=True, exist_ok=True)
            con.execute(f"ATTACH {_literal(lake.catalog)} AS turns (TYPE postgres)")
            with alone(con):  # two that make the same warehouse at once would meet
                con.execute(f"ATTACH {_literal('ducklake:postgres:' + lake.catalog)} AS lake (DATA_PATH {_literal(f'{lake.data}/')})")
            con.execute("USE lake")
        yield con
    finally:
        con.close()


@contextmanager
def alone(con: duckdb.DuckDBPyConnection, wait_seconds: float = TURN_SECONDS) -> Iterator[None]:
    """Be the only writer of the shared warehouse within the block; raises `WarehouseLocked` after `wait_seconds`.

    It is a lock of PostgreSQL on an own connection: it falls with the block, the process or the machine.
    """
    turn = con.cursor()
    try:
        turn.begin()  # a transaction keeps to one connection of the pool, and the lock falls with it
        until = time.monotonic() + wait_seconds
        while not _taken(turn):
            if time.monotonic() >= until:
                raise WarehouseLocked(f"another ingester has been writing the shared warehouse for {wait_seconds:g} s; try again later")
            time.sleep(_LOOK_EVERY_SECONDS)
        yield
    finally:
        turn.close()


def _taken(turn: duckdb.DuckDBPyConnection) -> bool:
    row = turn.execute(f"FROM postgres_query('turns', 'SELECT pg_try_advisory_xact_lock({_LOCK})')").fetchone()
    return bool(row and row[0])


def connect_read(address: Path | str, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """Open a shared warehouse read-only, with no access to files but its own, locked configuration and bounded memory."""
    lake = Lake.at(address)
    con = _connected({"memory_limit": memory_limit, "max_temp_directory_size": "2GB"})
    try:
        with _explained(lake):
            con.execute(f"ATTACH {_literal('ducklake:postgres:' + lake.catalog)} AS lake (READ_ONLY)")
            con.execute("USE lake")
        con.execute(f"SET allowed_directories = [{_literal(f'{lake.data}/')}]")
        con.execute("SET enable_external_access = false")
        con.execute("SET lock_configuration = true")
    except BaseException:
        con.close()
        raise
    return con


def _connected(config: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """Return a connection to nothing yet, with the extensions loaded from their packages: nothing is downloaded."""
    own = {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false", "allow_unsigned_extensions": "true"}
    found = [_extension(name) for name in ("postgres_scanner", "ducklake")]
    con = duckdb.connect(config={**config, **own})
    for file in found:
        con.load_extension(file)
    con.execute("SET TimeZone = 'UTC'")
    return con


@cache
def _extension(name: str) -> str:
    """Return the path of an extension inside its package `duckdb-extension-NAME`."""
    package = f"duckdb_extension_{name}"
    try:
        file = files(package) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    except ModuleNotFoundError:
        raise WarehouseError(f"a shared warehouse needs the package {package}: install readout[cluster]") from None
    if not file.is_file():
        raise WarehouseError(f"{package} is not made for DuckDB {duckdb.__version__}: install readout[cluster] again")
    return str(file)


@contextmanager
def _explained(lake: Lake) -> Iterator[None]:
    """Say in one line why a shared warehouse cannot be opened."""
    try:
        yield
    except OSError as error:
        raise WarehouseError(f"{lake.data} cannot be written: {error.strerror}") from error
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        if "creating a new DuckLake is explicitly disabled" in told:
            told = "there is none yet, `readout ingest` makes it"
        raise WarehouseError(f"the shared warehouse of {lake.catalog!r} cannot be opened: {told}") from error


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
