"""Much at once: ten thousand files in the inbox (a share in CI)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from soak.soak_articles import drop

from warehouse.connect import open_read

ROOT = Path(__file__).resolve().parents[2]
FILES = 10_000 if os.environ.get("READOUT_SOAK") else 120


def tend(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", "tend", "--inbox", "inbox", "--warehouse", "w.duckdb"],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=3600,
    )  # fmt: skip


def test_ten_thousand_files_at_once(tmp_path: Path) -> None:
    files = drop(tmp_path / "inbox", calls=20, others=FILES * 3 // 2 - 60)
    started = time.monotonic()
    done = tend(tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    print(f"{files} files in {time.monotonic() - started:.0f} s")
    assert files >= FILES and f"inbox        {files - 3} files done, 3 rejected, 0 not complete yet" in done.stdout
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT count(*) FROM calls").fetchall() == [(20,)]
