"""Great Expectations suites: good frames pass, and every expectation has a case that makes it fail."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from expectation_frames import TODAY, frames, good_rows, read, thresholds

from expectations import suites
from transforms import schemas

CASES = read("broken_expectations.json")


def results(stage: str, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return suites.validate(stage, tables, "run-1", today=TODAY, thresholds=thresholds())


def broken(case: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """The good frames with one thing wrong."""
    rows = good_rows()
    touched = rows[case["frame"]]
    if "copy" in case:
        touched.append(touched[0] | case["copy"])
    if "empty" in case:
        touched.clear()
    if "set" in case:
        touched[0] |= case["set"]
    for row in touched if "all" in case else []:
        row |= case["all"]
    return frames(rows)


@pytest.mark.parametrize("stage", suites.STAGES)
def test_good_frames_meet_every_expectation(stage: str) -> None:
    found = results(stage, frames(good_rows()))
    assert found.schema == schemas.EXPECTATION_RESULTS.schema
    assert found.filter(~pl.col("success")).to_dicts() == []
    assert found["expectation"].to_list() == [check.name for check in suites.STAGES[stage].CHECKS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['stage']}-{case['expectation']}")
def test_an_expectation_fails_when_it_should(case: dict[str, Any]) -> None:
    raised = pl.when(pl.col("expectation") == case["expectation"]).then(pl.lit(case.get("threshold")))
    bounds = thresholds().with_columns(value=pl.coalesce(raised, "value"))
    found = suites.validate(case["stage"], broken(case), "run-1", today=TODAY, thresholds=bounds)
    found = found.filter(expectation=case["expectation"])
    assert found["success"].to_list() == [False]
    assert not found["observed"].item().startswith("not checked")


def test_no_expectation_lacks_a_case() -> None:
    declared = {(stage, check.name) for stage, suite in suites.STAGES.items() for check in suite.CHECKS}
    assert declared == {(case["stage"], case["expectation"]) for case in CASES}


def test_names_are_unique_and_severities_known() -> None:
    for suite in suites.STAGES.values():
        names = [check.name for check in suite.CHECKS]
        assert len(names) == len(set(names))
        assert {check.severity for check in suite.CHECKS} <= {"critical", "warning", "info"}


def test_every_threshold_bounds_an_expectation() -> None:
    wanted = {
        (stage, check.name, argument) for stage, suite in suites.STAGES.items() for check in suite.CHECKS for argument in check.bounded
    }
    assert wanted == set(thresholds().select("stage", "expectation", "argument").iter_rows())


def test_failing_rows_are_counted_and_named() -> None:
    case = {"frame": "call_reports", "set": {"channel": "letter"}}
    row = results("call_reports", broken(case)).filter(expectation="channel_known").to_dicts()[0]
    assert row["unexpected_count"] == 1
    assert row["observed"] == "1 of 2 rows fail: art-1.1.1"
    assert row["severity"] == "critical"


@pytest.mark.parametrize("stage", suites.STAGES)
def test_a_run_that_brought_nothing_is_not_judged(stage: str) -> None:
    assert results(stage, broken({"frame": stage, "empty": True})).is_empty()


@pytest.mark.parametrize(
    "offices",
    [
        pytest.param([("X1", "2032-01-01", None, "false")], id="unverified"),
        pytest.param([("X1", "2032-01-01", None, "true"), ("X1", "2030-01-01", None, "false")], id="excused"),
        pytest.param([], id="unknown"),
    ],
)
def test_unverified_terms_never_accuse(offices: list[tuple[str, str, str | None, str]]) -> None:
    rows = good_rows()
    rows["offices"] = [dict(zip(("actor_id", "start", "end", "verified"), office, strict=True)) for office in offices]
    found = results("call_reports", frames(rows)).filter(expectation="date_within_terms_of_office")
    assert found["unexpected_count"].item() == 0


def test_a_threshold_moves_what_passes() -> None:
    case = broken({"frame": "articles", "set": {"title": None}})
    lenient = thresholds().with_columns(value=pl.when(pl.col("expectation") == "title_fill_rate").then(pl.lit("0.5")).otherwise("value"))
    strict = results("articles", case).filter(expectation="title_fill_rate")
    loose = suites.validate("articles", case, "run-1", today=TODAY, thresholds=lenient)
    assert not strict["success"].item()
    assert loose.filter(expectation="title_fill_rate")["success"].item()
