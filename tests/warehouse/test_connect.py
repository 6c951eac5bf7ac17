"""One writer, many readers, and a file that is always whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from warehouse_store import Store, article, claim, report, resolution

from warehouse import load, read
from warehouse.connect import open_read, open_work, publish
from warehouse.errors import WarehouseError, WarehouseLocked

WRITER = """
import sys
from warehouse.connect import open_work
with open_work(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.readline()
"""
READER = """
import sys
from warehouse.connect import open_read
with open_read(sys.argv[1]) as con:
    print(con.execute("SELECT count(*) FROM articles").fetchone()[0], flush=True)
    sys.stdin.readline()
    print(con.execute("SELECT count(*) FROM articles").fetchone()[0], flush=True)
"""
INGEST_FOREVER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from warehouse_store import Store, article, report, resolution
store = Store(Path(sys.argv[1]))
for n in range(1, 28):
    told = report(f"a{n}")
    store.ingest([article(f"a{n}")], [told], [], resolution(f"c{n}", [told]))
    print(n, flush=True)
"""


def _start(code: str, *arguments: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_reader_stays_open_through_a_whole_run_and_the_next_reader_sees_its_result(store: Store) -> None:
    store.ingest([article("a1")])
    with _start(READER, store.path) as reader:
        assert _line(reader) == "1"
        store.ingest([article("a2", text="Un autre article.")])
        assert store.rows("SELECT count(*) FROM articles") == [(2,)]
        output, _ = reader.communicate("\n")
    assert output.strip() == "1"


def test_a_second_ingester_is_told_who_holds_the_lock(store: Store) -> None:
    with _start(WRITER, store.path) as writer:
        assert _line(writer) == "open"
        with pytest.raises(WarehouseLocked, match=f"process {writer.pid}") as caught, store.work():
            pass
        assert "\n" not in str(caught.value)
        writer.communicate("\n")
    with store.work() as con:
        assert con.execute("SELECT 1").fetchone() == (1,)


def test_two_ingesters_in_one_process_exclude_each_other_too(store: Store) -> None:
    with store.work(), pytest.raises(WarehouseLocked, match=f"process {os.getpid()}"), store.work():
        pass


@pytest.mark.parametrize("after", [1, 4, 7])
def test_a_killed_run_leaves_a_whole_warehouse_and_the_next_one_goes_on(
    store: Store, tmp_path: Path, after: int
) -> None:
    with _start(INGEST_FOREVER, tmp_path, Path(__file__).parent) as ingester:
        while int(_line(ingester)) < after:
            pass
        ingester.send_signal(signal.SIGKILL)
    published = store.rows("SELECT count(*) FROM articles")[0][0]
    assert published >= after
    assert store.rows("SELECT count(*) FROM calls") == [(published,)]
    store.runs = 27
    store.ingest([article("last", text="Le dernier article.")])
    kept = store.rows("SELECT count(*), count(DISTINCT article_id) FROM articles")[0]
    assert kept[0] == kept[1] >= published + 1


def test_a_lost_work_file_is_made_anew_from_the_published_one(store: Store) -> None:
    store.ingest([article("a1")])
    store.path.with_name("readout.duckdb.work").unlink()
    counts = store.ingest([article("a1"), article("a2", text="Un autre article.")])
    assert counts["articles"] == load.Counts(added=1)
    assert store.rows("SELECT count(*) FROM articles") == [(2,)]


def test_publishing_happens_only_when_something_changed(store: Store) -> None:
    store.ingest([article("a1")])
    before = store.path.stat().st_ino
    store.ingest([article("a1")])
    assert store.path.stat().st_ino == before
    store.ingest([article("a2", text="Un autre article.")])
    assert store.path.stat().st_ino != before
    assert not list(store.path.parent.glob("*.new"))


def test_nothing_is_published_over_a_file_that_is_no_warehouse(store: Store) -> None:
    with store.work() as con:
        store.path.write_text("my notes")
        with pytest.raises(WarehouseError, match="cannot be read as a warehouse"):
            publish(con, store.path)
    assert store.path.read_text() == "my notes"


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("my notes")


def _other_database(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE mine (x INTEGER)")


def _newer(path: Path) -> None:
    with open_work(path) as con:
        con.execute("INSERT INTO schema_migrations VALUES (99, '0099_later.sql', now())")
        publish(con, path)


BROKEN = [
    (_folder, "is a folder"),
    (_text, "cannot be read as a warehouse"),
    (_other_database, "not a Readout warehouse"),
    (_newer, "schema 99, newer than"),
]


@pytest.mark.parametrize(("make", "message"), BROKEN)
def test_what_is_no_warehouse_is_refused_in_one_line_and_left_as_it_was(tmp_path: Path, make, message: str) -> None:
    path = tmp_path / "x.duckdb"
    make_error = None
    try:
        make(path)
    except WarehouseError as error:
        make_error = str(error)
    for opened in (open_read, open_work):
        with pytest.raises(WarehouseError, match=message) as caught, opened(path):
            pass
        assert "\n" not in str(caught.value)
    assert make_error is None or message.split(",")[0] in make_error
    if make is _text:
        assert path.read_text() == "my notes"


def test_a_missing_warehouse_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="does not exist"), open_read(tmp_path / "none.duckdb"):
        pass


def test_a_path_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "x.duckdb", tmp_path / "missing" / "x.duckdb", Path("/proc/x.duckdb")):
        with pytest.raises(WarehouseError, match="cannot be written") as caught, open_work(path):
            pass
        assert "\n" not in str(caught.value)


FORBIDDEN = [
    "INSERT INTO runs (run_id) VALUES ('x')",
    "DELETE FROM articles",
    "CREATE TABLE x (a INTEGER)",
    "CREATE TEMP TABLE x (a INTEGER)",
    "DROP VIEW calls",
    "ATTACH 'other.duckdb'",
    "COPY articles TO 'articles.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    "SET enable_external_access = true",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CHECKPOINT",
    "EXPORT DATABASE 'there'",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP VIEW calls",
    "",
    "nonsense",
    "PRAGMA threads=1",
]


@pytest.mark.parametrize("query", FORBIDDEN)
def test_the_sql_of_an_analyst_cannot_write_or_see_other_files(store: Store, query: str) -> None:
    store.ingest([article("a1")])
    with store.read() as con, pytest.raises(WarehouseError):
        read.run_sql(con, query)
    with store.read() as con:  # nor does the connection itself give way, whatever is run on it
        for statement in ("COPY articles TO 'articles.csv'", "SET memory_limit = '9GB'", "DELETE FROM articles"):
            with pytest.raises(duckdb.Error):
                con.execute(statement)


@pytest.mark.parametrize(
    "query", ["SELECT 1 AS one", "FROM calls", "SHOW TABLES", "DESCRIBE calls", "WITH x AS (SELECT 1) FROM x"]
)
def test_the_sql_of_an_analyst_reads_anything_in_the_warehouse(store: Store, query: str) -> None:
    told = report()
    store.ingest([article()], [told], [claim(told, "topic", "food")], resolution("c1", [told]))
    with store.read() as con:
        assert read.run_sql(con, query).height >= 1


def test_a_query_that_takes_too_long_is_stopped(store: Store) -> None:
    store.ingest([article()])
    with store.read() as con, pytest.raises(WarehouseError, match=r"longer than 0\.2 s"):
        read.run_sql(
            con, "SELECT sum(a.i * b.i) FROM range(10000000) AS a(i), range(1000000) AS b(i)", timeout_seconds=0.2
        )
