"""Prints the seconds that it takes to resolve 1,000 new reports into a warehouse of 100,000 calls, and into one of 10,000.

Invented reports of calls between 400 leaders over ten years; the new ones tell of known calls by half. Timed is what a run
does after loading: scope, resolution, storing the outcome. `python tests/benchmarks/resolve_cost.py [CALLS] [NEW]`.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.ingest import narrowed
from flows.reference import read_reference
from transforms import schemas
from transforms.resolve import resolve
from warehouse import judgements as judged
from warehouse import load, read
from warehouse.connect import open_work

LEADERS = [f"Q-{n}" for n in range(400)]
FIRST_DAY = date(2015, 1, 1)
DAYS = 3650


def main(calls: int, new: int) -> None:
    """Time the resolution of `new` reports into `calls` calls, and into a tenth of them for comparison."""
    for size in (calls // 10, calls):
        with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
            chance = random.Random(7)
            told = [_telling(chance) for _ in range(size)]
            _store_calls(con, _reports("old", told))
            again = [chance.choice(told) for _ in range(new // 2)] + [_telling(chance) for _ in range(new - new // 2)]
            _load(con, "new", _reports("new", again))
            started = time.perf_counter()
            scope, outcome = _resolve(con)
            seconds = time.perf_counter() - started
        found = f"{scope:,} reports in scope; {outcome.added} new, {outcome.changed} changed"
        sys.stdout.write(f"{new:,} new reports into {size:,} calls: {seconds:.2f} s ({found})\n")


def _telling(chance: random.Random) -> tuple[str, str, date]:
    one, other = sorted(chance.sample(range(len(LEADERS)), 2))
    return LEADERS[one], LEADERS[other], FIRST_DAY + timedelta(days=chance.randrange(DAYS))


def _reports(prefix: str, told: list[tuple[str, str, date]]) -> pl.DataFrame:
    """Return CALL_REPORTS, one an article."""
    return schemas.CALL_REPORTS.frame(_report(f"{prefix}{n}", *telling) for n, telling in enumerate(told))


def _report(name: str, one: str, other: str, day: date) -> dict[str, Any]:
    return {
        "report_id": f"{name}.1.1", "article_id": name, "revision": 1, "position": 1, "factuality": "occurred", "channel": "telephone",
        "date_edtf": day.isoformat(), "date_earliest": day, "date_latest": day, "sentence": f"Phrase {name}.", "start_char": 0,
        "end_char": 6, "topics": ["energy"], "places": [], "unnamed_participants": [], "disclosed_by": [], "tone": [],
        "participants": [{"actor_id": actor, "name": actor, "role": "participant"} for actor in (one, other)],
    }  # fmt: skip


def _load(con: duckdb.DuckDBPyConnection, run_id: str, reports: pl.DataFrame) -> None:
    articles = reports.select(
        "article_id", "revision", is_current=True, source_id="article_id", language=pl.lit("fr"), text="sentence", title_end=0,
        published_on=pl.col("date_latest"), published_at=pl.col("date_latest").cast(schemas.MOMENT), document_id="article_id", item=0,
    )  # fmt: skip
    whole = pl.concat([schemas.ARTICLES.frame(), articles], how="diagonal_relaxed").cast(dict(schemas.ARTICLES.schema))  # type: ignore[arg-type]
    load.start_run(con, run_id, datetime.now(UTC), "bench")
    load.load_articles(con, whole, run_id)
    empty = (schemas.CLAIMS.frame(), schemas.STATEMENTS.frame(), schemas.FOLLOW_UPS.frame())
    load.load_extraction(con, run_id, articles, reports, *empty)


def _store_calls(con: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> None:
    """Store each report as a call of its own, which is what resolution makes of nearly all of them."""
    _load(con, "old", reports)
    named = reports.with_columns(call_id="c-" + pl.col("report_id"))
    calls = named.select(
        "call_id", "date_edtf", "date_earliest", "date_latest", "channel", "factuality", "topics",
        participants=pl.col("participants").list.eval(pl.element().struct.field("name")), report_count=1,
    )  # fmt: skip
    whole = pl.concat([schemas.CALLS.frame(), calls], how="diagonal_relaxed").cast(dict(schemas.CALLS.schema))  # type: ignore[arg-type]
    members = pl.concat([schemas.MEMBERSHIPS.frame(), named.select("report_id", "call_id")], how="diagonal")
    load.load_resolution(con, "old", {"calls": whole, "memberships": members})


def _resolve(con: duckdb.DuckDBPyConnection) -> tuple[int, load.Counts]:
    """Do what the flow does between loading and the expectations."""
    judgements = judged.stored(con)
    keys = judged.judged_keys(con, judgements)
    scope = narrowed(read.resolution_scope(con), judgements, keys)
    as_of = read.newest_publication(con)
    found = resolve(
        scope["call_reports"], scope["claims"], read.article_texts(con, scope["call_reports"]), reference=read_reference(),
        judgements=judgements, keys=keys, known=scope["memberships"], statements=scope["statements"], follow_ups=scope["follow_ups"],
        run_id="new", as_of=as_of,
    )  # fmt: skip
    return scope["call_reports"].height, load.load_resolution(con, "new", vars(found), as_of=as_of)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [100_000, 1000][len(numbers) :]))
