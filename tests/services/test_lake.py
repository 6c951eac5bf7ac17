"""A warehouse shared through DuckLake and PostgreSQL: several ingesters at once, readers meanwhile, all verbs on its address."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from resolution_contents import contents

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse import lake
from warehouse.connect import open_in_turns, open_read, open_work
from warehouse.errors import WarehouseError, WarehouseLocked
from warehouse.read import run_sql

CALLS = 45
ARTICLES = 135


def readout(*words: object, **environment: str) -> subprocess.Popen[str]:
    """Start `readout` with these words, as a user on another machine would."""
    command = [sys.executable, "-m", "flows.cli", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | environment)


def answer(*words: object) -> str:
    process = readout(*words)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def test_two_ingesters_at_once_give_the_calls_of_one_while_an_analyst_reads(
    new_lake: Callable[[], Path], dispatches: Path, one_machine: Path
) -> None:
    address, seen = new_lake(), []
    ingesters = [readout("ingest", dispatches / f"{half}.jsonl", "--warehouse", address, READOUT_BATCH="25") for half in ("east", "west")]
    while any(process.poll() is None for process in ingesters):
        try:
            with open_read(address) as con:
                seen.append(con.sql("SELECT count(*) FROM articles").fetchall()[0][0])
        except WarehouseError as error:  # before the first ingester has made it
            assert not seen, error
        time.sleep(0.3)
    outcomes = [process.communicate() for process in ingesters]
    assert [process.returncode for process in ingesters] == [0, 0], outcomes
    assert seen == sorted(seen), "what was committed once is there for ever"
    assert len(set(seen)) > 1, "the analyst saw the warehouse grow"
    with open_read(one_machine) as one, open_read(address) as shared:
        assert contents(shared) == contents(one)
        assert shared.sql("SELECT count(*), count(DISTINCT article_id) FROM articles").fetchall() == [(ARTICLES, ARTICLES)]
        assert shared.sql("SELECT count(*), count(DISTINCT call_id) FROM calls").fetchall() == [(CALLS, CALLS)]
        assert shared.sql("SELECT status FROM runs").fetchall() == [("completed",), ("completed",)]


@pytest.fixture(scope="module")
def shared(new_lake: Callable[[], Path], dispatches: Path) -> Path:
    address = new_lake()
    tell([dispatches / "east.jsonl"], Settings(address), Quiet())
    return address


def test_every_verb_takes_the_address(shared: Path, tmp_path: Path) -> None:
    at = ("--warehouse", shared)
    listed = answer("calls", *at, "--with", "Trudeau", "--format", "csv")
    call_id, other_id = (line.split(",")[0] for line in listed.splitlines()[1:3])
    assert "Justin Trudeau" in answer("show", call_id, *at)
    assert "Le Monde" in answer("sql", "SELECT name FROM sources WHERE report_count > 0", *at)
    answer("review", *at)
    answer("quality", *at, "--out", tmp_path / "quality")
    assert (tmp_path / "quality" / "index.html").is_file()
    assert " active" in answer("judge", "different", call_id, other_id, "--why", "two days apart", *at)
    assert lake.Lake.at(shared).data.with_name(f"{lake.Lake.at(shared).data.name}-judgements.csv").is_file()
    assert "articles, " in answer("doctor", *at)


def test_what_is_ingested_again_changes_nothing(shared: Path, dispatches: Path) -> None:
    with open_read(shared) as con:
        before = contents(con)
    again = tell([dispatches / "east.jsonl"], Settings(shared), Quiet())
    assert (again.calls_new, again.calls_changed, again.reports) == (0, 0, 0)
    with open_read(shared) as con:
        assert contents(con) == before


def test_a_reader_cannot_write_nor_see_other_files(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with open_read(shared) as con:
        for query in ("DELETE FROM articles", f"FROM read_csv('{tmp_path}/secret.csv')", "SET enable_external_access = true"):
            with pytest.raises(WarehouseError):
                run_sql(con, query)
        with pytest.raises(Exception, match="read-only"):
            con.execute("DELETE FROM articles")


def test_writers_take_turns(shared: Path) -> None:
    with open_in_turns(shared) as one, open_in_turns(shared) as other:
        with lake.alone(one), pytest.raises(WarehouseLocked, match="another ingester"), lake.alone(other, wait_seconds=0.3):
            pass
        with lake.alone(other):
            pass


def test_a_killed_writer_gives_its_turn_up(shared: Path) -> None:
    code = (
        "import sys, time\nfrom warehouse.connect import open_work\n"
        "with open_work(sys.argv[1]) as con:\n    con.begin(); con.execute('DELETE FROM articles'); print(1, flush=True); time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(shared)], stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline()
    holder.kill()
    holder.wait()
    with open_work(shared) as con:
        assert con.sql("SELECT count(*) > 0 FROM articles").fetchall() == [(True,)]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("ducklake:postgres:host=127.0.0.1 port=9 dbname=none data_path=/tmp/none", "cannot be opened: .*Connection refused"),
        ("ducklake:postgres:host=127.0.0.1 dbname=none", "is no shared warehouse: ducklake:postgres:host=... dbname=... data_path=FOLDER"),
        ("ducklake:sqlite:none.db data_path=/tmp/none", "is no shared warehouse"),
        ("ducklake:postgres:dbname=none password=secret data_path=/tmp/none", "give it by PGPASSWORD"),
        ("ducklake:postgres:dbname=none data_path=here", "must be an absolute path"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_clear_line(address: str, message: str) -> None:
    for opened in (open_read, open_work):
        with pytest.raises(WarehouseError, match=message) as caught, opened(address):
            pass
        assert len(str(caught.value).splitlines()) == 1
        assert "secret" not in str(caught.value)


def test_there_must_be_a_warehouse_to_read(new_lake: Callable[[], Any]) -> None:
    with pytest.raises(WarehouseError, match="`readout ingest` makes it"), open_read(new_lake()):
        pass
