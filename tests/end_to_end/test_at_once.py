"""Readers and ingesters at the same time, and the flow under Prefect as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests_support import CALL_ARTICLE

from warehouse.connect import open_work

ROOT = Path(__file__).resolve().parents[2]


def readout(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, from another folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("READOUT_", "PREFECT_"))}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


READER = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as con:
    for _ in range(2):
        print(con.sql("SELECT count(*) FROM calls").fetchone()[0], flush=True)
        sys.stdin.readline()
"""


def test_a_reader_holds_the_warehouse_open_during_a_run(new_warehouse: Callable[[], Any], tmp_path: Path) -> None:
    warehouse = new_warehouse()
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    warehouse.ingest(tmp_path / "a.txt")
    command = [sys.executable, "-c", READER, str(warehouse.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdin and reader.stdout
        assert reader.stdout.readline() == "1\n"
        (tmp_path / "b.txt").write_text(CALL_ARTICLE.replace("12 mars 2024", "19 mars 2024"))
        summary = warehouse.ingest(tmp_path / "b.txt")
        assert summary.published and summary.calls_new == 1
        assert reader.poll() is None
        reader.stdin.write("\n\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "1\n"  # what it opened is what it sees
    assert warehouse.values("SELECT count(*) FROM calls") == [2]


def test_a_second_ingester_is_told_who_holds_the_lock(new_warehouse: Callable[[], Any], tmp_path: Path) -> None:
    warehouse = new_warehouse()
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    with open_work(warehouse.path):
        second = readout("ingest", tmp_path / "a.txt", "--warehouse", warehouse.path, folder=tmp_path)
    assert second.returncode == 1
    assert second.stderr == (f"readout: {warehouse.path} is being written by process {os.getpid()}; try again when it has finished\n")


def test_the_command_runs_the_flow_quietly_under_prefect(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    done = readout("ingest", "a.txt", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "calls        1 new, 0 changed" in done.stdout
    assert "warehouse    readout.duckdb" in done.stdout
    listed = readout("calls", folder=tmp_path)
    assert "Emmanuel Macron, Olaf Scholz" in listed.stdout
