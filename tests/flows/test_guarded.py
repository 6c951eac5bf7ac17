"""A file that hangs, kills its process or eats all memory costs only itself."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from flows_tests_root import ROOT
from guarded_work import work

from flows.errors import IngestError
from flows.guarded import STALL_DOCUMENTS, ingest_guarded
from flows.settings import Settings
from warehouse.connect import open_work
from warehouse.errors import WarehouseError, WarehouseLocked


def ingest(tmp_path: Path, *names: str, **settings: float):  # type: ignore[no-untyped-def]
    said: list[str] = []
    limit = {"document_seconds": 30 / STALL_DOCUMENTS} | settings
    done = ingest_guarded([Path(name) for name in names], Settings(tmp_path / "w.duckdb", **limit), said.append, work)
    log = tmp_path / "log.txt"
    return done, (log.read_text().splitlines() if log.exists() else []), said


@pytest.mark.parametrize(
    ("bad", "reason", "detail"),
    [("kill", "crashed", "SIGKILL, perhaps for want of memory"), ("memory", "out_of_memory", "more memory is needed")],
)
def test_the_file_that_ends_its_process_is_found_and_left_out(tmp_path: Path, bad: str, reason: str, detail: str) -> None:
    done, taken, said = ingest(tmp_path, "a.txt", "b.txt", f"{bad}.txt", "c.txt", "d.txt")
    assert sorted(taken) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert done.counts["documents"] == 4
    [(path, died)] = done.left_out.items()
    assert (path.name, died.reason) == (f"{bad}.txt", reason)
    assert detail in str(died)
    assert detail in said[0]


def test_the_file_that_hangs_is_ended_after_its_time(tmp_path: Path) -> None:
    started = time.monotonic()
    done, taken, _ = ingest(tmp_path, "hang.txt", "a.txt", document_seconds=8 / STALL_DOCUMENTS)
    assert taken == ["a.txt"]
    [(path, died)] = done.left_out.items()
    assert (path.name, died.reason, str(died)) == ("hang.txt", "timeout", "nothing moved for 8 s")
    assert time.monotonic() - started < 60


def test_what_every_file_meets_is_not_blamed_on_them(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="no file can be taken in, the last error was: the process was ended by SIGKILL"):
        ingest(tmp_path, *(f"kill-{n}.txt" for n in range(20)))


def test_a_full_disk_is_no_fault_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no space left"):
        ingest(tmp_path, "a.txt", "full.txt")


def test_a_run_waits_for_the_one_that_writes_the_warehouse(tmp_path: Path) -> None:
    code = "import sys, time\nfrom warehouse.connect import open_work\nwith open_work(sys.argv[1]):\n    print(1, flush=True)\n    time.sleep(3)\n"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / "w.duckdb"], cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline()
        done, taken, said = ingest(tmp_path, "a.txt", wait_seconds=60)
    assert taken == ["a.txt"] and not done.left_out
    assert said == [f"{tmp_path / 'w.duckdb'} is being written by process {other.pid}"]


def test_a_run_that_may_not_wait_is_told_who_writes(tmp_path: Path) -> None:
    with open_work(tmp_path / "w.duckdb"), pytest.raises(WarehouseLocked, match="is being written by process"):
        ingest(tmp_path, "a.txt")
