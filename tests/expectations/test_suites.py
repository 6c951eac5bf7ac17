"""Great Expectations suites: good frames pass, and every expectation has a case that makes it fail."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from expectation_frames import TODAY, frames, good_rows, read, repeated, thresholds

from expectations import reference, suites
from transforms import schemas

CASES = read("broken_expectations.json")


def results(stage: str, tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return suites.validate(stage, tables, "run-1", today=TODAY, thresholds=thresholds())


def broken(case: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """The good frames with one thing wrong."""
    rows = good_rows()
    if "recent" in case:
        repeated(rows, case["recent"], reports=case.get("reports", True))
    touched = rows[case["frame"]]
    if "add" in case:
        touched.append(touched[-1] | case["add"])
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


@pytest.mark.parametrize("stage", ["documents", "articles", "call_reports", "calls"])
def test_a_run_that_brought_nothing_is_not_judged(stage: str) -> None:
    assert results(stage, broken({"frame": stage, "empty": True})).is_empty()


def test_an_outlet_that_goes_on_as_before_is_not_accused() -> None:
    rows = good_rows()
    repeated(rows, {})
    assert results("outlets", frames(rows))["success"].all()


def test_a_few_poor_articles_accuse_no_outlet() -> None:
    rows = good_rows()
    repeated(rows, {})
    for article in rows["articles"][-3:]:
        article["title"] = None
    assert results("outlets", frames(rows))["success"].all()


def test_a_run_under_way_is_not_the_last_one() -> None:
    rows = good_rows()
    rows["runs"].append({"run_id": "run-3", "started_at": "2031-03-12T07:30:00+00:00", "status": "running"})
    assert results("runs", frames(rows))["success"].all()
    rows["runs"].append({"run_id": "run-4", "started_at": "2031-03-12T08:30:00+00:00", "status": "running"})
    killed = results("runs", frames(rows)).filter(expectation="last_run_completed")
    assert not killed["success"].item()


def test_a_value_that_sources_contest_is_handled() -> None:
    rows = good_rows()
    rows["calls"][0]["initiator_id"] = None
    rows["conflicts"] = [{"conflict_id": "k-1", "call_id": "call-1", "property": "initiator", "status": "open"}]
    assert results("calls", frames(rows)).filter(expectation="values_handled")["success"].item()


def test_two_people_whom_the_sources_tell_apart_may_bear_one_name() -> None:
    rows = good_rows()
    rows["actors"] = [rows["actors"][1], {**rows["actors"][1], "actor_id": "X1"}]
    assert results("reference", frames(rows)).filter(expectation="names_apart")["success"].item()


def test_two_almost_equal_names_are_one_finding() -> None:
    rows = good_rows()
    rows["actors"].append({**rows["actors"][0], "actor_id": "X3", "name": "Lidia Berg"})
    found = reference.findings(frames(rows))
    assert found["detail"].to_list() == ["Lidia Berg and Lydia Berg in row 2 are almost the same name"]


def test_findings_in_the_reference_name_the_line_of_the_file() -> None:
    rows = good_rows()
    rows["offices"].append({**rows["offices"][0], "actor_id": "X2", "start": "2030-01-01"})
    found = reference.findings(frames(rows)).to_dicts()
    assert [(row["file"], row["row"], row["problem"]) for row in found] == [("offices.csv", 5, "terms_apart")]
    assert found[0]["detail"] == "Omar Tessel is head_of_state from 2030-01-01, before the term of Lydia Berg in row 2 ends"


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
