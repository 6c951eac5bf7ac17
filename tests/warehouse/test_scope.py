"""A run looks up what its news can touch, and nothing else."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl
import pytest
from warehouse_store import Store, article, report, resolution

from transforms import schemas
from warehouse import copies, follow_ups, load, scope

STRANGERS = [{"actor_id": actor, "name": actor, "role": "participant"} for actor in ("Q8", "Q9")]


def _day(day: int) -> dict[str, object]:
    stated = date(2031, 5, day)
    return {"date_edtf": stated.isoformat(), "date_earliest": stated, "date_latest": stated}


def _load(con: duckdb.DuckDBPyConnection, *reports: dict[str, object]) -> None:
    """Load reports, each in an article of its own whose revision is that of the report."""
    rows = [article(str(r["article_id"]), text=f"Texte {r['report_id']}.", revision=r["revision"]) for r in reports]
    frame = schemas.ARTICLES.frame(rows)
    load.load_articles(con, frame, "r")
    told = [schemas.CALL_REPORTS.frame(reports), schemas.CLAIMS.frame(), schemas.STATEMENTS.frame(), schemas.FOLLOW_UPS.frame()]
    load.load_extraction(con, "r", frame, *told)


def _resolved(con: duckdb.DuckDBPyConnection, *reports: dict[str, object]) -> None:
    """Load reports and let each be a call of its own."""
    _load(con, *reports)
    changed(con)
    for row in reports:
        call = {name: row.get(name) for name in ("ordinal", "date_edtf", "date_earliest", "date_latest")}
        load.load_resolution(con, "r", resolution(f"c-{row['report_id']}", [row], **call))


def changed(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return where a run begins, as `resolve_calls` finds it."""
    scope.index(con)
    return scope.changed(con)


def _ids(frame: pl.DataFrame) -> list[str]:
    return frame["report_id"].sort().to_list()


def test_what_is_resolved_is_no_news(store: Store) -> None:
    with store.work() as con:
        _load(con, report("a1"))
        assert _ids(changed(con)) == ["a1-1-1"]
        load.load_resolution(con, "r", resolution("c1", [report("a1")]))
        assert changed(con).is_empty()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (_day(14), True),
        (_day(15), True),
        (_day(20), False),
        (_day(14) | {"participants": STRANGERS}, False),
        ({"ordinal": 4}, True),
        ({"duration_minutes_low": 50.0, "duration_minutes_high": 50.0}, True),
        ({}, False),
    ],
    ids=["same day", "next day", "days apart", "other people", "undated, one ordinal", "undated, one duration", "merely compatible"],
)
def test_near_is_what_may_be_of_one_call(store: Store, known: dict[str, object], expected: bool) -> None:
    new = report("a2", ordinal=4, duration_minutes_low=45.0, duration_minutes_high=45.0, **_day(14))
    with store.work() as con:
        _resolved(con, report("a1", **known))
        _load(con, new)
        assert "a2-1-1" in _ids(changed(con))
        near = scope.near(con, pl.DataFrame({"report_id": ["a2-1-1"]}))
        assert ("a1-1-1" in _ids(near["call_reports"])) == expected


def test_undated_calls_counted_with_the_same_people_are_beside_and_dated_ones_are_others(store: Store) -> None:
    with store.work() as con:
        undated, dated = report("a1", ordinal=3), report("a2", ordinal=4, **_day(2))
        _resolved(con, undated, dated, report("a3", **_day(3)), report("a4", ordinal=3, participants=STRANGERS))
        _load(con, report("a5", **_day(20)))
        found = changed(con)
        assert _ids(found) == ["a5-1-1"]
        assert _ids(scope.beside(con, found)) == ["a1-1-1"]
        others = scope.frames(con, pl.concat([found, scope.beside(con, found)]))["others"].sort("call_id")
        assert others.select("call_id", "ordinal", "counting").rows() == [("c-a2-1-1", 4, ["a2-1-1"]), ("c-a3-1-1", None, None)]


def test_a_report_that_goes_touches_what_it_was_near_to(store: Store) -> None:
    with store.work() as con:
        _resolved(con, report("a1", **_day(14)), report("a2", **_day(14)), report("a3", **_day(20)))
        _load(con, report("a1", revision=2, **_day(20)))
        assert _ids(changed(con)) == ["a1-2-1", "a2-1-1"]


def test_a_newer_revision_inherits_the_place_of_the_older_one(store: Store) -> None:
    with store.work() as con:
        _resolved(con, report("a1", **_day(14)))
        _load(con, report("a1", revision=2, **_day(14)))
        found = scope.frames(con, changed(con))
    assert found["memberships"].select("report_id", "call_id").rows() == [("a1-2-1", "c-a1-1-1")]


def test_a_text_is_signed_once_and_meets_only_what_has_a_band_in_common(store: Store) -> None:
    with store.work() as con:
        for name, band in (("a1", 7), ("a2", 7), ("a3", 8)):
            _load(con, report(name))
            [revisions] = copies.unsigned(con)
            texts = copies.read_anew(con, revisions)
            assert texts["article_id"].to_list() == [name]
            pairs = copies.sign(con, texts.select("article_id", "revision", band=pl.lit(band, pl.UInt64)))
            assert pairs.rows() == ([("a1", "a2")] if name == "a2" else [])
            assert list(copies.unsigned(con)) == []


def test_a_step_is_looked_at_again_when_a_call_of_its_people_and_days_changes(store: Store) -> None:
    step = {"follow_up_id": "f", "report_id": "a1-1-1", "kind": "call", "date_earliest": date(2031, 5, 20), "date_latest": date(2031, 5, 22)}
    with store.work() as con:
        one, other, late = report("a1", **_day(14)), report("a2", **_day(21)), report("a3", date_earliest=date(2032, 1, 1))
        _resolved(con, one)
        con.register("steps", schemas.FOLLOW_UPS.frame([step]))
        con.execute("INSERT INTO store.follow_ups SELECT * FROM steps")
        load.load_resolution(con, "r", resolution("c1", [one], **_days_of(one)))
        steps, *_ = follow_ups.touched_steps(con)
        states = schemas.FOLLOW_UP_STATES.frame([{"follow_up_id": "f", "state": "open"}])
        follow_ups.load_follow_up_states(con, states, steps, date(2031, 6, 1))
        assert con.execute("SELECT state FROM follow_ups").fetchall() == [("overdue",)]
        for row, call, expected in ((late, "c3", []), (other, "c2", ["f"])):
            _load(con, row)
            load.load_resolution(con, "r", resolution(call, [row], **_days_of(row)))
            steps, calls, *_ = follow_ups.touched_steps(con)
            assert steps["follow_up_id"].to_list() == expected
        assert calls["call_id"].sort().to_list() == ["c1", "c2"]


def _days_of(row: dict[str, object]) -> dict[str, object]:
    return {"date_earliest": row["date_earliest"], "date_latest": row.get("date_latest")}
