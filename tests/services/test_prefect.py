"""Scheduled ingestion under a Prefect server on PostgreSQL: by `readout serve`, and by a worker of a work pool."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from services.conftest import free_port
from services.prefect_server import PREFECT, ROOT, PrefectServer, end_group
from tests_support import CALL_ARTICLE

from warehouse.connect import open_read

READOUT = (sys.executable, "-m", "flows.cli")


@pytest.fixture(scope="module")
def database(client: Callable[..., str]) -> str:
    client("createdb", "prefect")
    return "prefect"


@pytest.fixture(scope="module")
def server(database: str, postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """A Prefect server whose database is PostgreSQL."""
    words = dict(word.split("=") for word in postgres.split())
    url = f"postgresql+asyncpg://{words['user']}@{words['host']}:{words['port']}/{database}"
    started = PrefectServer(tmp_path_factory.mktemp("prefect"), free_port(), url)
    yield started
    started.stop()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox of two articles about one call, and a file that is none."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(CALL_ARTICLE)
    (folder / "b.txt").write_text(f"{CALL_ARTICLE} Les deux hommes étaient d’accord.")
    (folder / "empty.txt").touch()
    return folder


def calls(warehouse: Path) -> list[tuple[Any, ...]]:
    with open_read(warehouse) as con:
        return con.sql("SELECT date_edtf, report_count FROM calls").fetchall()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def test_a_worker_of_a_work_pool_runs_what_prefect_yaml_deploys(
    server: PrefectServer, database: str, client: Callable[..., str], inbox: Path, tmp_path: Path
) -> None:
    warehouse, feeds = tmp_path / "w.duckdb", tmp_path / "feeds.txt"
    feeds.write_text(f"http://127.0.0.1:{free_port()}/feed.xml Nobody\n")
    where = {"READOUT_INBOX": str(inbox), "READOUT_WAREHOUSE": str(warehouse), "READOUT_FEEDS": str(feeds)}
    server.command("work-pool", "create", "readout", "--type", "process")
    deployed = server.command("deploy", "--all", **where)
    assert "inbox" in deployed and "fetch" in deployed
    server.command("deployment", "run", "inbox/inbox")
    server.command("deployment", "run", "fetch/fetch")
    worker = server.start("worker", *PREFECT, "worker", "start", "--pool", "readout", **where)
    [run, *_] = server.ended("inbox")
    assert run["state_type"] == "COMPLETED", server.logs(run)
    assert calls(warehouse) == [("2024-03-12", 2)]
    assert names(inbox / "done") == ["a.txt", "b.txt"] and names(inbox / "rejected") == ["empty.txt", "empty.txt.rejected.json"]

    assert server.tasks(run) == [
        "bring back", "look", "take in", "file away", "publish the quality report", "show the summary", "show the new calls"
    ]  # fmt: skip
    shown = server.artifacts(run)
    assert set(shown) == {"summary", "rejected", "new-calls", "quality-report"}
    assert '"reports": 2' in shown["summary"]["data"] and "file is empty" in shown["rejected"]["data"]
    assert "Emmanuel Macron" in shown["new-calls"]["data"]
    assert (warehouse.parent / "w-quality" / "index.html").as_uri() in shown["quality-report"]["data"]

    [fetched, *_] = server.ended("fetch")
    assert fetched["state_type"] == "COMPLETED"
    assert any("feeds {'failed': 1}" in line for line in server.logs(fetched))
    assert int(client("psql", "-tA", "-c", "SELECT count(*) FROM flow_run WHERE state_type = 'COMPLETED'", database)) >= 2
    end_group(worker)
    server.started.remove(worker)


def test_serve_keeps_to_its_interval_and_runs_that_overlap_wait_in_line(server: PrefectServer, inbox: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    places = ("--inbox", str(inbox), "--warehouse", str(warehouse))
    before = len(server.runs("inbox"))
    served = server.start("serve", *READOUT, "serve", *places, "--every", "20s")
    by_hand = subprocess.Popen([*READOUT, "tend", *places], cwd=ROOT, env=server.environment)
    runs = server.ended("inbox", before + 2)[before:]
    assert by_hand.wait(120) == 0
    assert {run["state_type"] for run in runs} == {"COMPLETED"}, [server.logs(run) for run in runs]
    assert any(run["auto_scheduled"] for run in runs)
    assert calls(warehouse) == [("2024-03-12", 2)]
    with open_read(warehouse) as con:
        assert con.sql("SELECT count(*) FROM runs WHERE status = 'completed'").fetchall() == [(1,)]
    end_group(served)
    server.started.remove(served)


def test_a_run_that_fails_says_why_and_is_tried_again(server: PrefectServer, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    warehouse.write_text("my notes")
    inbox.mkdir()
    (inbox / "a.txt").write_text(CALL_ARTICLE)
    served = server.start("failing", *READOUT, "serve", "--inbox", str(inbox), "--warehouse", str(warehouse), "--every", "1h")

    def waits() -> list[dict[str, Any]]:
        return list(server.ask("flow_runs/filter", flow_runs={"state": {"name": {"any_": ["AwaitingRetry"]}}}))

    [run, *_] = server.wait_for("a run that waits for its retry", waits, 240)
    told = server.wait_for("the reason in its log", lambda: [line for line in server.logs(run) if str(warehouse) in line], 30)
    assert "it is not a valid DuckDB database file" in told[0]
    assert names(inbox) == ["a.txt"] and warehouse.read_text() == "my notes"
    end_group(served)
    server.started.remove(served)
