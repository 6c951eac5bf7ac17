"""Loading in parts, in any order and with corrections gives what loading all at once gives, in everything but the ids."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import polars as pl
import pytest
import resolution_gold as gold
from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_contents import contents
from telling import reference

from flows.ingest import Summary, mark_copies, resolve_calls
from transforms import schemas
from transforms.resolve import Resolution, resolve
from warehouse import load, scope
from warehouse.connect import open_work

FRAMES = gold.frames([row for part in ("tuning", "held_out") for row in gold.read(part)])
IDS = FRAMES["reports"]["report_id"].to_list()
ARTICLES = FRAMES["articles"]["article_id"].to_list()
WEEK = timedelta(days=7)
NOTHING_KNOWN = reference()


def _resolve(reports: pl.DataFrame) -> Resolution:
    return resolve(reports, FRAMES["claims"], FRAMES["articles"], reference=None, statements=FRAMES["statements"])


@given(st.permutations(IDS))
@settings(max_examples=5, deadline=None)
def test_order_of_rows_changes_nothing_not_even_ids(order: list[str]) -> None:
    shuffled = pl.DataFrame({"report_id": order}).join(FRAMES["reports"], on="report_id", maintain_order="left")
    one, other = _resolve(FRAMES["reports"]), _resolve(shuffled.select(FRAMES["reports"].columns))
    assert one.calls.equals(other.calls)
    assert one.memberships.equals(other.memberships)
    assert one.missing_calls.equals(other.missing_calls)


def _announcements(reports: pl.DataFrame) -> pl.DataFrame:
    """Let every third report announce a further call within a week of its own day."""
    rows = reports.filter(pl.col("report_id").hash(1) % 3 == 0).drop_nulls("date_latest")
    return schemas.FOLLOW_UPS.frame(
        {"follow_up_id": f"f-{report_id}", "report_id": report_id, "kind": "call", "date_earliest": day, "date_latest": day + WEEK}
        for report_id, day in rows.select("report_id", "date_latest").iter_rows()
    )


def _take_in(con: duckdb.DuckDBPyConnection, articles: Sequence[str], revision: int, reports: pl.DataFrame) -> None:
    """Do what a run does with articles, from loading to resolution."""
    own = pl.DataFrame({"article_id": articles}).join(FRAMES["articles"], on="article_id")
    text = pl.format("Texte {} de {}.", pl.lit(revision), "article_id")
    own = own.with_columns(revision=pl.lit(revision, pl.Int64), text=text).select(schemas.ARTICLES.schema.names())
    run_id = f"r{con.execute('SELECT count(*) FROM runs').fetchone()[0]}"  # type: ignore[index]
    load.start_run(con, run_id, datetime.now(UTC), "test")
    load.load_articles(con, own, run_id)
    told = reports.join(own, on="article_id", how="semi").with_columns(revision=pl.lit(revision, pl.Int64))
    speech = FRAMES["statements"].join(told, on="report_id", how="semi")
    load.load_extraction(con, run_id, own, told, FRAMES["claims"], speech, _announcements(told))
    run: Any = SimpleNamespace(con=con, run_id=run_id, reference=NOTHING_KNOWN, summary=Summary(run_id), resolution=None)
    mark_copies(run)
    resolve_calls(run)


def _misread(reports: pl.DataFrame) -> pl.DataFrame:
    """Return other reports in the place of these: a week late, with other ids."""
    later = [pl.col(name) + WEEK for name in ("date_earliest", "date_latest")]
    edtf = pl.when(pl.col("date_edtf").str.contains(r"^\d{4}-\d\d-\d\d$")).then((pl.col("date_earliest") + WEEK).dt.to_string("%Y-%m-%d"))
    moved = reports.with_columns(*later, date_edtf=edtf.otherwise("date_edtf"))
    return pl.concat([moved.filter(edtf.is_not_null()), reports.filter(edtf.is_null())]).with_columns(report_id="before-" + pl.col("report_id"))


@pytest.fixture(scope="module")
def at_once() -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
        _take_in(con, ARTICLES, 1, FRAMES["reports"])
        return _without_revisions(contents(con))


def _without_revisions(found: list[list[str]]) -> list[list[str]]:
    return found[:-1]


def test_reports_resolved_a_few_at_a_time_give_what_all_at_once_gives(at_once: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "AT_ONCE", 20)
    with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
        _take_in(con, ARTICLES, 1, FRAMES["reports"])
        for one, other in zip(_without_revisions(contents(con)), at_once, strict=True):
            assert Counter(one) - Counter(other) == Counter(other) - Counter(one) == Counter()
        assert not scope.is_waiting(con)


@given(
    order=st.permutations(ARTICLES),
    cuts=st.lists(st.integers(1, len(ARTICLES) - 1), min_size=1, max_size=4, unique=True),
    corrected=st.sets(st.sampled_from(ARTICLES), max_size=20),
)
@settings(max_examples=12, deadline=None)
def test_parts_in_any_order_with_corrections_give_what_all_at_once_gives(
    order: list[str], cuts: list[int], corrected: set[str], at_once: list[list[str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
        if corrected:
            _take_in(con, sorted(corrected), 1, _misread(FRAMES["reports"]))
        for start, end in pairwise([0, *sorted(cuts), len(order)]):
            for revision, part in ((1, set(order[start:end]) - corrected), (2, set(order[start:end]) & corrected)):
                if part:
                    _take_in(con, sorted(part), revision, FRAMES["reports"])
        for one, other in zip(_without_revisions(contents(con)), at_once, strict=True):
            assert Counter(one) - Counter(other) == Counter(other) - Counter(one) == Counter()
