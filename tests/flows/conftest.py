"""The command `readout` in this process, below Prefect's start-up."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from flows import cli, ingest


class Outcome(NamedTuple):
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def readout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run `readout ARGUMENT...` with a warehouse of its own, as a user would."""
    monkeypatch.setenv("READOUT_WAREHOUSE", str(tmp_path / "w.duckdb"))
    monkeypatch.setenv("READOUT_WORKERS", "1")
    monkeypatch.setattr(ingest, "ingest_in_process", ingest.tell)

    def run(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["readout", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        finally:
            logging.disable(logging.NOTSET)
        shown = capsys.readouterr()
        return Outcome(code, shown.out, shown.err)

    return run
