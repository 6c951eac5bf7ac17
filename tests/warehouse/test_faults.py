"""A disk that is full, a folder that cannot be written, too little memory, a reader without end: each one clear line.

File systems are made for the purpose where this process may mount them; elsewhere a limit of the process stands in.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from warehouse_store import Store, article, report, resolution

from warehouse import read
from warehouse.backup import backup, restore
from warehouse.connect import open_read, open_work, publish
from warehouse.errors import WarehouseError

ROOT = Path(__file__).parents[2]
FILL = """
import os, random, string, sys
from warehouse.connect import open_work, publish
from warehouse.errors import WarehouseError
try:
    with open_work(sys.argv[1]) as con:
        con.execute("CREATE TABLE IF NOT EXISTS filler AS SELECT hash(range)::VARCHAR || hash(range + 1)::VARCHAR AS x FROM range(3000000)")
        con.execute("UPDATE store.data_version SET version = version + 1")
        publish(con, sys.argv[1])
except WarehouseError as error:
    print(error)
    sys.exit(1)
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("this process may not mount a small disk; the limit of file size is tested elsewhere")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(path: Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", FILL, path], cwd=ROOT, capture_output=True, text=True, timeout=120, **options)  # type: ignore[call-overload, no-any-return]


def test_a_full_disk_is_said_and_nothing_stored_is_lost(small_disk: Path) -> None:
    store = Store(small_disk)
    store.ingest([article("a1")])
    done = fill(store.path)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("\n") == 1 and "no space left on the disk; make room and run again" in done.stdout
    assert store.rows("SELECT count(*) FROM articles") == [(1,)]
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    store.ingest([article("a2", text="Un autre article.")])
    assert store.rows("SELECT count(*) FROM articles") == [(2,)]


def test_a_limit_of_file_size_is_a_full_disk(store: Store) -> None:
    store.ingest([article("a1")])
    limit = 12_000_000
    done = fill(store.path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert done.returncode == 1 and "no space left on the disk" in done.stdout, done.stderr
    assert store.rows("SELECT count(*) FROM articles") == [(1,)]


def test_a_backup_on_a_full_disk_leaves_no_half_copy(small_disk: Path, store: Store) -> None:
    store.ingest([article("a1")])
    (small_disk / "other").write_bytes(b"x" * 15_500_000)
    with pytest.raises(WarehouseError, match="cannot be written: No space left on device"):
        backup(store.path, small_disk / "kept.duckdb")
    assert [path.name for path in small_disk.iterdir()] == ["other"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can put on another user")
def test_a_warehouse_that_may_not_be_written_can_be_read(store: Store) -> None:
    store.ingest([article("a1")])
    for path in [store.path.parent, *store.path.parent.parents]:
        if path.owner() == "root" and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    code = (
        "import os, sys\nfrom warehouse.connect import open_read, open_work\nfrom warehouse.errors import WarehouseError\n"
        "from warehouse.migrate import migrations\nmigrations()\nos.setuid(65534)\n"  # all that is read of this checkout is read before
        "with open_read(sys.argv[1]) as con: print(con.sql('SELECT count(*) FROM articles').fetchone())\n"
        "try:\n    with open_work(sys.argv[1]): pass\nexcept WarehouseError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, store.path], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == f"(1,)\n{store.path} cannot be written: Permission denied\n", done.stderr


def test_too_little_memory_is_said_with_what_to_raise(store: Store) -> None:
    advice = r"more memory is needed than allowed; raise `memory` in readout\.toml"
    with pytest.raises(WarehouseError, match=advice), open_work(store.path, memory_limit="20MB") as con:
        con.execute("SET max_temp_directory_size = '0B'")
        con.execute("SELECT list(hash(range)::VARCHAR) FROM range(5000000)").fetchall()
    with pytest.raises(duckdb.OutOfMemoryException):
        store.ingest([article("a1")])
        with open_read(store.path, memory_limit="20MB") as con:
            con.execute("SELECT list(hash(range)::VARCHAR) FROM range(5000000)").fetchall()


def test_a_reader_has_a_time_limit_for_whatever_it_runs(store: Store) -> None:
    store.ingest([article("a1")])
    with pytest.raises(WarehouseError, match=r"longer than 0\.3 s"), open_read(store.path, seconds=0.3) as con:
        con.execute("SELECT sum(a.i * b.i) FROM range(10000000) AS a(i), range(1000000) AS b(i)").fetchall()
    alive = threading.active_count()
    for _ in range(20):
        with open_read(store.path) as con:
            con.execute("SELECT 1")
    assert threading.active_count() < alive + 5


ESCAPES = [
    "SELECT * FROM frame",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('https://example.com/x.json')",
    "SELECT * FROM parquet_scan('x.parquet')",
    "FROM sniff_csv('/etc/passwd')",
    "SELECT getenv('PATH')",
    "SELECT * FROM duckdb_secrets() WHERE false UNION ALL SELECT * FROM 'secrets.csv'",
    "CALL pragma_database_size()",
    "SET threads = 64",
    "RESET memory_limit",
    "ATTACH ':memory:' AS m",
    "CREATE SECRET s (TYPE s3)",
    "COPY (SELECT 1) TO '/tmp/x.csv'",
    "CREATE OR REPLACE TEMP MACRO m() AS 1",
    "USE memory",
    "VACUUM",
    "BEGIN",
    "PREPARE p AS SELECT 1",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '/tmp/x.csv'",
]


@pytest.mark.parametrize("query", ESCAPES)
def test_no_query_gets_out_of_the_warehouse(store: Store, query: str) -> None:
    frame = pl.DataFrame({"secret": [1]})  # what Python holds is no table either
    store.ingest([article("a1")])
    with store.read() as con, pytest.raises(WarehouseError):
        read.run_sql(con, query)
    assert frame.height == 1


def test_the_limits_of_a_reader_cannot_be_changed(store: Store) -> None:
    store.ingest([article("a1")])
    with store.read() as con:
        held = dict(
            con.execute(
                "SELECT name, value FROM duckdb_settings() WHERE name IN "
                "('access_mode', 'enable_external_access', 'lock_configuration', 'memory_limit', 'autoload_known_extensions')"
            ).fetchall()
        )
        assert held == {
            "access_mode": "read_only", "enable_external_access": "false", "lock_configuration": "true",
            "memory_limit": "953.6 MiB", "autoload_known_extensions": "false",
        }  # fmt: skip
        for name in held:
            with pytest.raises(duckdb.Error):
                con.execute(f"SET {name} = 'x'")


def test_a_backup_is_whole_however_often_the_warehouse_is_published_meanwhile(store: Store, tmp_path: Path) -> None:
    told = report("a0")
    store.ingest([article("a0")], [told], [], resolution("c0", [told]))
    stop = threading.Event()

    def go_on() -> None:
        number = 1
        while not stop.is_set() and number < 25:
            told = report(f"a{number}")
            store.ingest([article(f"a{number}")], [told], [], resolution(f"c{number}", [told]))
            number += 1

    ingester = threading.Thread(target=go_on)
    ingester.start()
    try:
        for copy in range(8):
            backup(store.path, tmp_path / "kept" / f"{copy}.duckdb")
    finally:
        stop.set()
        ingester.join()
    for copy in range(8):
        with open_read(tmp_path / "kept" / f"{copy}.duckdb") as con:
            [(articles, calls)] = con.sql("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM calls)").fetchall()
        assert articles == calls >= 1
    former = restore(tmp_path / "kept" / "0.duckdb", store.path)
    assert former and former.exists() and store.rows("SELECT count(*) FROM calls")[0][0] >= 1


def test_a_restore_that_is_cut_short_leaves_a_whole_warehouse(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.ingest([article("a1")])
    backup(store.path, tmp_path / "kept.duckdb")
    store.ingest([article("a2", text="Un autre article.")])
    for step in ("rename", "unlink"):
        original, calls = getattr(Path, step), iter(range(100))

        def dying(path: Path, *arguments: object, original=original, calls=calls, **named: object) -> object:  # type: ignore[no-untyped-def]
            if next(calls) == 0:
                raise KeyboardInterrupt
            return original(path, *arguments, **named)

        monkeypatch.setattr(Path, step, dying)
        with pytest.raises(KeyboardInterrupt):
            restore(tmp_path / "kept.duckdb", store.path)
        monkeypatch.undo()
        assert store.rows("SELECT count(*) FROM articles") == [(2,)]
        store.ingest([article("a2", text="Un autre article.")])
        assert store.rows("SELECT count(*) FROM articles") == [(2,)]
    restore(tmp_path / "kept.duckdb", store.path)
    with open_work(store.path) as con:
        publish(con, store.path)
    assert store.rows("SELECT count(*) FROM articles") == [(1,)]
