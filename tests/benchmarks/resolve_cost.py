"""Prints what it takes to resolve 1,000 new reports into a warehouse of 100,000 calls, and into one of 10,000.

Invented reports of calls over ten years, between 400 leaders and between 60; the new ones tell of known calls by half. One
report in twenty gives an ordinal, one in two announces a further call or a visit. Timed is what a run does after loading:
wire copies, scope, resolution, storing the outcome; also of the first run, with the most memory that this process has
taken so far (another one loads). `python tests/benchmarks/resolve_cost.py [CALLS] [NEW] [LEADERS ...]`.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import polars as pl

from flows.ingest import Summary, mark_copies, resolve_calls
from flows.reference import read_reference
from transforms import schemas
from warehouse import load
from warehouse.connect import open_work

FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
LEADERS = (400, 60)
WORDS = [f"mot{n}" for n in range(3000)]
TEXT_WORDS = 250

Telling = tuple[str, str, date, int | None]


def main(calls: int, new: int, leaders: Sequence[int]) -> None:
    """Time the resolution of `new` reports into `calls` calls, and into a tenth of them for comparison."""
    for people in leaders:
        for size in (calls // 10, calls):
            first, seconds, busy, summary = _timed(size, new, people)
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes, on Linux
            sys.stdout.write(f"first run over {size:,} reports of {people} leaders: {first:.1f} s of CPU, at most {most:.0f} MB\n")
            found = f"{busy:.2f} s of CPU; {summary.calls_new} new calls, {summary.calls_changed} changed"
            sys.stdout.write(f"{new:,} new reports into {size:,} calls of {people} leaders: {seconds:.2f} s ({found})\n")


def _timed(size: int, new: int, leaders: int) -> tuple[float, float, float, Summary]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.duckdb"
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            apart.submit(_load_known, path, size, leaders).result()
        with open_work(path) as con:
            busy = time.process_time()
            _resolve(con, "old")
            first = time.process_time() - busy
            chance = random.Random(8)
            again = _tellings(size, leaders)[: new // 2] + [_telling(chance, leaders) for _ in range(new - new // 2)]
            _load(con, "new", _reports("new", again), chance)
            started, busy = time.perf_counter(), time.process_time()
            summary = _resolve(con, "new")
            return first, time.perf_counter() - started, time.process_time() - busy, summary


def _load_known(path: Path, size: int, leaders: int) -> None:
    with open_work(path) as con:
        _load(con, "old", _reports("old", _tellings(size, leaders)), random.Random(9))


def _tellings(size: int, leaders: int) -> list[Telling]:
    chance = random.Random(7)
    return [_telling(chance, leaders) for _ in range(size)]


def _resolve(con: duckdb.DuckDBPyConnection, run_id: str) -> Summary:
    run: Any = SimpleNamespace(con=con, run_id=run_id, reference=read_reference(), summary=Summary(run_id), resolution=None)
    mark_copies(run)
    resolve_calls(run)
    return run.summary


def _telling(chance: random.Random, leaders: int) -> Telling:
    one, other = sorted(chance.sample(range(leaders), 2))
    day = chance.randrange(DAYS)
    ordinal = 1 + day // 60 if chance.random() < 0.05 else None
    return f"Q-{one}", f"Q-{other}", FIRST_DAY + timedelta(days=day), ordinal


def _reports(prefix: str, told: Sequence[Telling]) -> pl.DataFrame:
    """Return CALL_REPORTS, one an article."""
    return schemas.CALL_REPORTS.frame(_report(f"{prefix}{n}", *telling) for n, telling in enumerate(told))


def _report(name: str, one: str, other: str, day: date, ordinal: int | None) -> dict[str, Any]:
    return {
        "report_id": f"{name}.1.1", "article_id": name, "revision": 1, "position": 1, "factuality": "occurred", "channel": "telephone",
        "date_edtf": day.isoformat(), "date_earliest": day, "date_latest": day, "sentence": f"Phrase {name}.", "start_char": 0,
        "end_char": 6, "ordinal": ordinal, "ordinal_scope": "depuis leur prise de fonctions" if ordinal else None, "topics": ["energy"], "places": [], "unnamed_participants": [], "disclosed_by": [], "tone": [],
        "participants": [{"actor_id": actor, "name": actor, "role": "participant"} for actor in (one, other)],
    }  # fmt: skip


def _follow_ups(reports: pl.DataFrame) -> pl.DataFrame:
    """Return FOLLOW_UPS: every second report announces a call or a visit for the next two weeks."""
    rows = reports.gather_every(2).select("report_id", "date_latest").iter_rows()
    return schemas.FOLLOW_UPS.frame(
        {
            "follow_up_id": f"f-{report_id}", "report_id": report_id, "kind": "visit" if n % 2 else "call", "participants": [],
            "date_earliest": day + timedelta(days=1), "date_latest": day + timedelta(days=14),
        }
        for n, (report_id, day) in enumerate(rows)
    )  # fmt: skip


def _load(con: duckdb.DuckDBPyConnection, run_id: str, reports: pl.DataFrame, chance: random.Random) -> None:
    texts = [" ".join(chance.choices(WORDS, k=TEXT_WORDS)) for _ in range(reports.height)]
    articles = reports.select(
        "article_id", "revision", is_current=True, source_id="article_id", language=pl.lit("fr"), text=pl.Series(texts), title_end=0,
        published_on=pl.col("date_latest"), published_at=pl.col("date_latest").cast(schemas.MOMENT), document_id="article_id", item=0,
    )  # fmt: skip
    whole = pl.concat([schemas.ARTICLES.frame(), articles], how="diagonal_relaxed").cast(dict(schemas.ARTICLES.schema))  # type: ignore[arg-type]
    load.start_run(con, run_id, datetime.now(UTC), "bench")
    load.load_articles(con, whole, run_id)
    load.load_extraction(con, run_id, articles, reports, schemas.CLAIMS.frame(), schemas.STATEMENTS.frame(), _follow_ups(reports))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    calls, new = (numbers + [100_000, 1000][len(numbers) :])[:2]
    main(calls, new, numbers[2:] or LEADERS)
