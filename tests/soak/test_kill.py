"""kill -9 at random moments of a pass over the inbox: the next pass completes, nothing is lost and nothing is there twice.

Twenty kills in CI; `make soak` sets READOUT_SOAK=1 for two hundred. The seed is printed when it fails.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from soak.soak_articles import drop

from warehouse.connect import open_read

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200 if os.environ.get("READOUT_SOAK") else 20
KILLS_A_WAREHOUSE = 8

CONTENTS = {
    "articles": "SELECT article_id, revision, is_current, text, published_at, outlet, url FROM articles ORDER BY ALL",
    "reports": "SELECT * EXCLUDE (call_id, first_run_id) FROM call_reports ORDER BY report_id",
    "claims": "SELECT * EXCLUDE (call_id, first_run_id) FROM claims ORDER BY claim_id",
    "calls": "SELECT c.* EXCLUDE (call_id), list_sort(list(r.report_id)) AS reports FROM calls AS c "
    "JOIN call_reports AS r USING (call_id) GROUP BY ALL ORDER BY ALL",
    "quarantine": "SELECT stage, reason, count(*) FROM quarantine GROUP BY ALL ORDER BY ALL",
    "twice": "SELECT article_id, revision FROM articles GROUP BY ALL HAVING count(*) > 1",
}


class Runner:
    """The process that starts and kills passes."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "POLARS_MAX_THREADS": "2"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "soak.kill_runner"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment, cwd=ROOT / "tests",
        )  # fmt: skip

    def tend(self, folder: Path, **kill: float | None) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"folder": str(folder), **kill}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "a pass failed: see its traceback"
        return dict(json.loads(answer))


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    started = Runner()
    yield started
    assert started.process.stdin
    started.process.stdin.close()
    started.process.wait(30)


def contents(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with open_read(folder / "w.duckdb") as con:
        return {name: con.sql(query).fetchall() for name, query in CONTENTS.items()}


def filed(folder: Path) -> list[str]:
    """What lies in the inbox, without the month of `done` and the state files."""
    paths = (path.relative_to(folder / "inbox") for path in (folder / "inbox").rglob("*") if path.is_file())
    return sorted("/".join(part for part in path.parts if not part.startswith("20")) for path in paths if not path.name.startswith("."))


def test_a_pass_that_is_killed_anywhere_is_made_good_by_the_next(runner: Runner, tmp_path: Path) -> None:
    seed = int(os.environ.get("READOUT_SEED") or random.SystemRandom().randrange(10**6))
    print(f"READOUT_SEED={seed}")
    chance = random.Random(seed)
    undisturbed = tmp_path / "undisturbed"
    files = drop(undisturbed / "inbox", calls=6, others=5)
    whole = runner.tend(undisturbed)
    wanted, wanted_files = contents(undisturbed), filed(undisturbed)
    assert len(wanted["calls"]) == 6 and not wanted["twice"]
    assert len([name for name in wanted_files if not name.endswith((".meta.json", ".rejected.json"))]) == files

    kills = 0
    for number in range(KILLS):
        folder = tmp_path / f"killed-{number}"
        drop(folder / "inbox", calls=6, others=5)
        for _ in range(KILLS_A_WAREHOUSE):
            if chance.random() < 0.6:
                kill = {"at_event": chance.randint(1, whole["events"])}
            else:
                kill = {"after_seconds": chance.uniform(0.1, whole["seconds"])}
            if not runner.tend(folder, **kill)["killed"]:
                break
            kills += 1
        runner.tend(folder)
        assert contents(folder) == wanted, f"READOUT_SEED={seed}, warehouse {number}, last {kill}"
        assert filed(folder) == wanted_files, f"READOUT_SEED={seed}, warehouse {number}, last {kill}"
        if kills >= KILLS:
            break
    assert kills >= KILLS
