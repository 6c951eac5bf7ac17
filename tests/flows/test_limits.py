"""A document that makes its parser hang, and a query without end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests_support import CALL_ARTICLE

from flows.ingest import tell
from flows.limits import TookTooLong, time_limit
from flows.progress import Quiet
from flows.settings import Settings
from transforms.parse import PARSERS
from warehouse.connect import open_read

Readout = Callable[..., Any]


def test_a_document_that_makes_the_parser_hang_is_rejected_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = PARSERS["text/plain"]

    def hanging(content: str) -> Iterator[dict[str, str | None]]:
        while "boucle" in content:
            pass
        return parse(content)

    monkeypatch.setitem(PARSERS, "text/plain", hanging)
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    (tmp_path / "b.txt").write_text("boucle")
    (tmp_path / "c.txt").write_text(CALL_ARTICLE.replace("12 mars", "19 mars"))
    settings = Settings(tmp_path / "w.duckdb", document_seconds=0.5)
    done = tell([tmp_path / f"{name}.txt" for name in "abc"], settings, Quiet())
    assert done.articles["new"] == 2 and done.rejected == {"timeout": 1}
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT detail FROM quarantine").fetchall() == [(f"reading it took longer than 0.5 s: {tmp_path / 'b.txt'}",)]


def test_the_limit_leaves_no_alarm_behind() -> None:
    with time_limit(0.05):
        pass
    time.sleep(0.1)
    with pytest.raises(TookTooLong, match=r"longer than 0\.05 s"), time_limit(0.05):
        while True:
            pass
    outcome: list[str] = []

    def elsewhere() -> None:
        with time_limit(0.01):
            time.sleep(0.05)
            outcome.append("done")

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert outcome == ["done"]


def test_a_query_without_end_is_stopped_when_the_settings_say(readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    readout("ingest", tmp_path / "a.txt")
    monkeypatch.setenv("READOUT_QUERY_SECONDS", "0.3")
    endless = "SELECT sum(a.i * b.i) FROM range(10000000) AS a(i), range(1000000) AS b(i)"
    code, _, err = readout("sql", endless)
    assert (code, err) == (1, "readout: the query took longer than 0.3 s\n")
    monkeypatch.setenv("READOUT_QUERY_SECONDS", "60")
    monkeypatch.setenv("READOUT_QUERY_MEMORY", "30MB")
    code, _, err = readout("sql", "SELECT list(hash(range)::VARCHAR) FROM range(20000000)")
    assert code == 1 and "Memory" in err
