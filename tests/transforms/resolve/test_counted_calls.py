"""Calls that are counted and steps that are announced come out alike, in whatever parts their reports are taken in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import duckdb
import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from resolution_contents import contents
from telling import at, frames, reference, told

from flows.ingest import Summary, mark_copies, resolve_calls
from transforms import schemas
from warehouse import load
from warehouse.connect import open_work

SINCE = "depuis le retour au pouvoir"
FIRST = date(2031, 5, 1)
NOTHING_KNOWN = reference()


class Telling(NamedTuple):
    """One report of a call of one pair: its day (None: not told), its ordinal, the step that it announces, the part it comes in."""

    day: int | None
    ordinal: int | None = None
    step: tuple[str, int] | None = None  # kind, days after publication
    part: int = 0


DAYS = st.integers(0, 120)
TELLINGS = st.builds(
    Telling,
    day=st.one_of(st.none(), DAYS),
    ordinal=st.one_of(st.none(), st.integers(1, 6)),
    step=st.one_of(st.none(), st.tuples(st.sampled_from(["call", "visit"]), st.integers(1, 25))),
    part=st.integers(0, 2),
)
A_CALL_TAKES_THE_PLACE = [Telling(0, 4), Telling(60, 6), Telling(30, part=1)]
A_CALL_BEFORE_A_STEP_IS_ANNOUNCED_ANEW = [Telling(0, step=("visit", 20)), Telling(15, step=("visit", 25)), Telling(5, part=1)]


@given(st.lists(TELLINGS, min_size=2, max_size=9))
@example(A_CALL_TAKES_THE_PLACE)
@example(A_CALL_BEFORE_A_STEP_IS_ANNOUNCED_ANEW)
@settings(max_examples=4, deadline=None)
def test_parts_give_what_all_at_once_gives(tellings: list[Telling]) -> None:
    assert _taken_in(tellings, range(3)) == _taken_in([one._replace(part=0) for one in tellings], range(1))


def test_a_call_that_comes_later_fills_the_place_of_a_counted_one() -> None:
    with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
        for part, ordinals in ((0, [1, 2, 3, 5]), (1, [1, 2, 3])):
            _take_in(con, A_CALL_TAKES_THE_PLACE, part)
            assert con.sql("SELECT ordinal FROM missing_calls ORDER BY ordinal").pl()["ordinal"].to_list() == ordinals


def _taken_in(tellings: Sequence[Telling], parts: Sequence[int]) -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder, open_work(Path(folder) / "w.duckdb") as con:
        for part in parts:
            _take_in(con, tellings, part)
        return contents(con)


def _take_in(con: duckdb.DuckDBPyConnection, tellings: Sequence[Telling], part: int) -> None:
    own = [(n, one) for n, one in enumerate(tellings) if one.part == part]
    reports, articles = frames(*(_report(n, one) for n, one in own))
    run_id = f"r{part}"
    load.start_run(con, run_id, datetime.now(UTC), "test")
    load.load_articles(con, articles, run_id)
    load.load_extraction(con, run_id, articles, reports, schemas.CLAIMS.frame(), schemas.STATEMENTS.frame(), _steps(own))
    run: Any = SimpleNamespace(con=con, run_id=run_id, reference=NOTHING_KNOWN, summary=Summary(run_id), resolution=None)
    mark_copies(run)
    resolve_calls(run)


def _report(n: int, one: Telling) -> dict[str, Any]:
    published = FIRST + timedelta(days=one.day if one.day is not None else 7 * n)
    return told(
        f"r{n}", day=str(FIRST + timedelta(days=one.day)) if one.day is not None else None, ordinal=one.ordinal,
        ordinal_scope=SINCE if one.ordinal else None, published_at=at(published, 20), published_on=published, is_current=True,
        text=f"Texte numéro {n}.", title_end=0, document_id=f"d{n}", item=0,
    )  # fmt: skip


def _steps(own: Sequence[tuple[int, Telling]]) -> pl.DataFrame:
    rows = []
    for n, one in own:
        if one.step:
            day = _report(n, one)["published_on"] + timedelta(days=one.step[1])
            rows.append({"follow_up_id": f"f{n}", "report_id": f"r{n}", "kind": one.step[0], "date_earliest": day, "date_latest": day})
    return schemas.FOLLOW_UPS.frame(rows)
