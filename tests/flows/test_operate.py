"""The operator's verbs: tend, backfill, retry, doctor, backup, restore."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from articles import SAME_TUESDAY, TUESDAY, WEDNESDAY, write
from flows_tests_root import ROOT
from tests_support import CALL_ARTICLE

from expectations import rules, vocabulary
from flows import doctor, guarded, inbox, retrying
from flows.guarded import Ingested
from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse import load
from warehouse.connect import open_read, open_work, publish

Readout = Callable[..., Any]


@pytest.fixture
def operate(readout: Readout, monkeypatch: pytest.MonkeyPatch) -> Readout:
    """The command, with its runs in this process."""

    def ingest(files: Sequence[Path], settings: Settings, say: object) -> Ingested:
        done = Ingested()
        done.add({"run_id": "r", **guarded._summary(tell(files, settings, Quiet()))})
        return done

    for module in (inbox, retrying, guarded):
        monkeypatch.setattr(module, "ingest_guarded", ingest)
    monkeypatch.setattr(inbox, "SETTLE_SECONDS", 0)
    return readout


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with open_read(tmp_path / "w.duckdb") as con:
        return con.sql(query).fetchall()


def test_tend_takes_the_inbox_in_once(operate: Readout, tmp_path: Path) -> None:
    write(tmp_path, "a", TUESDAY, WEDNESDAY)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "a.jsonl").rename(tmp_path / "inbox" / "a.jsonl")
    (tmp_path / "inbox" / "b.txt").touch()
    code, out, err = operate("tend", "--inbox", tmp_path / "inbox")
    assert code == 0
    assert "1 files done, 1 rejected" in out and "2 articles new or changed" in out and "calls 2 new" in out
    assert "file is empty" in err
    assert operate("tend").err.startswith("readout: ") or "give --inbox DIR" in operate("tend").err


@pytest.mark.parametrize(
    ("period", "outlets"),
    [
        ([], ["Courrier", "Gazette", "Tribune"]),
        (["--since", "2024-03-14"], ["Courrier"]),
        (["--until", "2024-03-13"], ["Gazette", "Tribune"]),
        (["--since", "2024-03-13", "--until", "2024-03-13"], ["Gazette", "Tribune"]),
        (["--since", "2025-01-01"], []),
    ],
)
def test_backfill_takes_in_a_period_and_moves_nothing(operate: Readout, tmp_path: Path, period: list[str], outlets: list[str]) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    write(folder, "a", TUESDAY, WEDNESDAY)
    write(folder, "b", SAME_TUESDAY)
    code, out, _ = operate("backfill", folder, *period)
    assert code == 0 and "2 of 2 files" in out
    assert rows(tmp_path, "SELECT outlet FROM articles ORDER BY outlet") == [(name,) for name in outlets]
    assert len(list(folder.iterdir())) == 2


def test_backfill_keeps_what_has_no_date(operate: Readout, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.txt").write_text(CALL_ARTICLE)
    operate("backfill", tmp_path / "archive", "--since", "2024-01-01", "--until", datetime.now(UTC).strftime("%Y-%m-%d"))
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(1,)]


def test_retry_takes_in_what_was_mended_and_keeps_what_was_not(operate: Readout, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "mended.json").write_text("{")
    (files / "bad.json").write_text("[")
    (files / "gone.json").write_text("(")
    (files / "good.txt").write_text(CALL_ARTICLE)
    operate("ingest", files)
    assert len(rows(tmp_path, "FROM quarantine")) == 3
    (files / "mended.json").write_text(json.dumps({"id": "m", "text": CALL_ARTICLE.replace("12 mars", "19 mars")}))
    (files / "gone.json").unlink()
    code, out, _ = operate("retry")
    assert code == 0 and "2 files in quarantine tried again, 1 are gone" in out
    assert rows(tmp_path, "SELECT path, reason FROM quarantine ORDER BY path") == [
        (str(files / "bad.json"), "bad_json"), (str(files / "gone.json"), "bad_json"),
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT detail FROM quarantine WHERE detail LIKE 'tried again%'") == []
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(2,)]


@pytest.mark.parametrize("reason", [[], ["--reason", "duration_out_of_bounds"]])
def test_retry_extracts_again_what_a_row_rule_refused(
    operate: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: list[str]
) -> None:
    with monkeypatch.context() as strict:
        strict.setattr(vocabulary, "DURATION_MINUTES", (30, 600))
        operate("ingest", write(tmp_path, "a", TUESDAY, WEDNESDAY))
        refused = rows(tmp_path, "SELECT stage, reason, run_id FROM quarantine ORDER BY ALL")
        assert "duration_out_of_bounds" in [row[1] for row in refused]
        assert rows(tmp_path, "SELECT date_edtf FROM calls") == [("2024-03-13",)]
        assert "1 articles extracted again; 0 rows settled" in operate("retry", *reason).out
        assert rows(tmp_path, "SELECT stage, reason, run_id FROM quarantine ORDER BY ALL") == refused
    assert operate("retry", "--reason", "bad_json").out.startswith("0 files in quarantine tried again, 0 are gone; 0 articles")
    code, out, _ = operate("retry", *reason)
    assert code == 0 and f"1 articles extracted again; {len(refused)} rows settled" in out
    assert rows(tmp_path, "SELECT date_edtf, report_count FROM calls ORDER BY ALL") == [("2024-03-12", 1), ("2024-03-13", 1)]
    assert rows(tmp_path, "FROM quarantine") == []


def test_retry_reads_again_the_file_of_an_article_that_a_row_rule_refused(
    operate: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as strict:
        strict.setattr(rules, "title_within", lambda: pl.lit(value=False))
        operate("ingest", write(tmp_path, "a", TUESDAY))
    assert rows(tmp_path, "SELECT reason, path FROM quarantine") == [("title_outside_text", None)]
    assert "1 files in quarantine tried again, 0 are gone; 0 articles extracted again; 1 rows settled" in operate("retry").out
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(1,)]


def test_retry_fetches_rejected_files_back_into_the_inbox(operate: Readout, tmp_path: Path) -> None:
    box = tmp_path / "inbox"
    box.mkdir()
    (box / "a.json").write_text("{")
    (box / "b.txt").touch()
    operate("tend", "--inbox", box)
    (box / "rejected" / "a.json").write_text(json.dumps({"id": "a", "text": CALL_ARTICLE}))
    code, out, _ = operate("retry", "--inbox", box, "--reason", "bad_json")
    assert code == 0 and "1 files done, 0 rejected" in out
    assert {path.name for path in (box / "rejected").iterdir()} == {"b.txt", "b.txt.rejected.json"}
    assert rows(tmp_path, "SELECT reason FROM quarantine") == [("empty_file",)]


def test_a_backup_while_a_run_goes_on_and_its_restore(operate: Readout, tmp_path: Path) -> None:
    operate("ingest", write(tmp_path, "a", TUESDAY))
    with open_work(tmp_path / "w.duckdb") as con:
        con.execute("DELETE FROM articles")  # what a run has not published yet is not in the backup
        assert operate("backup", tmp_path / "kept.duckdb").code == 0
        assert "is being written by process" in operate("restore", tmp_path / "kept.duckdb").err
    (tmp_path / "w.duckdb.work").unlink()
    operate("ingest", write(tmp_path, "b", WEDNESDAY))
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(2,)]
    code, out, _ = operate("restore", tmp_path / "kept.duckdb")
    assert code == 0 and "before-restore" in out
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(1,)]
    operate("ingest", tmp_path / "b.jsonl")
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(2,)]
    assert operate("backup", tmp_path / "kept.duckdb").err.endswith("a backup never replaces a file\n")


def test_a_backup_takes_the_judgements_along_and_a_restore_leaves_those_that_are_there(operate: Readout, tmp_path: Path) -> None:
    operate("ingest", write(tmp_path, "a", TUESDAY, SAME_TUESDAY))
    reports = [row[0] for row in rows(tmp_path, "SELECT report_id FROM call_reports ORDER BY 1")]
    operate("judge", "different", *reports, "--why", "deux appels")
    operate("backup", tmp_path / "kept.duckdb")
    judgements = tmp_path / "w-judgements.csv"
    before = judgements.read_text()
    assert (tmp_path / "kept-judgements.csv").read_text() == before
    judgements.unlink()
    operate("restore", tmp_path / "kept.duckdb")
    assert judgements.read_text() == before
    judgements.write_text(before + "\n")
    operate("restore", tmp_path / "kept.duckdb")
    assert judgements.read_text() == before + "\n"


def test_nothing_is_restored_from_what_is_no_warehouse(operate: Readout, tmp_path: Path) -> None:
    operate("ingest", write(tmp_path, "a", TUESDAY))
    (tmp_path / "notes.txt").write_text("my notes")
    for source in ("notes.txt", "none.duckdb"):
        assert operate("restore", tmp_path / source).code == 1
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(1,)]


def findings(tmp_path: Path, box: Path | None = None, **environment: str) -> dict[str, doctor.Finding]:
    found = doctor.examine(Settings(tmp_path / "w.duckdb"), box, {"PREFECT_API_URL": "http://127.0.0.1:9/api", **environment})
    return {finding.what: finding for finding in found}


def test_the_doctor_looks_at_everything(operate: Readout, tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert all(found[name].state == "good" for name in ("readout", "prefect", "fastapi", "duckdb", "disk", "lock", "settings"))
    assert "does not exist yet" in found["warehouse"].detail
    assert "no Prefect server answers" in found["server"].detail and found["server"].state == "note"
    operate("ingest", write(tmp_path, "a", TUESDAY))
    assert "1 articles, 1 calls" in findings(tmp_path)["warehouse"].detail
    with open_work(tmp_path / "w.duckdb"):
        assert f"held by process {os.getpid()}" in findings(tmp_path)["lock"].detail
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "a.txt").write_text("x")
    assert "1 files to take in" in findings(tmp_path, tmp_path / "box")["inbox"].detail
    assert findings(tmp_path, tmp_path / "none")["inbox"].state == "bad"
    assert "did you mean READOUT_WORKERS" in findings(tmp_path, READOUT_WORKER="1")["settings"].detail


def test_the_doctor_says_what_is_broken(operate: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "w.duckdb").write_text("my notes")
    assert findings(tmp_path)["warehouse"].state == "bad"
    monkeypatch.setattr(doctor, "LITTLE_BYTES", 10**18)
    assert findings(tmp_path)["disk"].state == "bad"
    monkeypatch.setattr(doctor, "BOUNDS", {"fastapi": ("0.1", "it breaks")})
    assert "it breaks" in findings(tmp_path)["fastapi"].detail
    code, out, err = operate("doctor")
    assert code == 1 and "to be mended" in err and "bad   warehouse" in out


def test_a_clock_that_went_back_is_noticed_and_the_runs_go_on(operate: Readout, tmp_path: Path) -> None:
    operate("ingest", write(tmp_path, "a", TUESDAY))
    with open_work(tmp_path / "w.duckdb") as con:
        load.start_run(con, "later", datetime.now(UTC) + timedelta(days=400), "test")
        load.finish_run(con, "later", datetime.now(UTC) + timedelta(days=400), "completed")
        con.execute("UPDATE store.data_version SET version = version + 1")
        publish(con, tmp_path / "w.duckdb")
    assert "clock went back" in findings(tmp_path)["clock"].detail
    assert operate("ingest", write(tmp_path, "b", WEDNESDAY)).code == 0
    assert rows(tmp_path, "SELECT count(*) FROM calls") == [(2,)]


def test_two_passes_at_once_wait_in_line(tmp_path: Path) -> None:
    """Two processes tend one inbox: the second begins when the first has ended, and finds nothing left to do."""
    box = tmp_path / "inbox"
    box.mkdir()
    for number in range(20):
        (box / f"{number}.txt").write_text(CALL_ARTICLE.replace("vingt", str(20 + number)))
    environment = os.environ | {"PYTHONPATH": str(ROOT), "READOUT_WORKERS": "1"}
    command = [sys.executable, "-m", "flows.cli", "tend", "--inbox", "inbox", "--warehouse", "w.duckdb"]
    both = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    started = time.monotonic()
    told = [process.communicate(timeout=300) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted(out.split()[1] for out, _ in told) == ["0", "20"]
    [waited] = [err for out, err in told if out.split()[1] == "0"]
    assert "inbox is being tended by process" in waited
    assert rows(tmp_path, "SELECT count(*), count(DISTINCT article_id) FROM articles") == [(20, 20)]
    assert rows(tmp_path, "SELECT count(*) FROM runs WHERE status = 'completed'") == [(1,)]
    assert time.monotonic() - started < 300
