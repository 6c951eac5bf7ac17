"""Row rules: a good row enters, a bad one goes to quarantine with its reason, and nothing is lost in between."""

from __future__ import annotations

import json

import polars as pl
import pytest
from expectation_frames import TODAY, frame, frames, good_rows, read
from hypothesis import given
from hypothesis import strategies as st

from expectations import rules
from expectations.validate import row_rules

STAGES = {
    "articles": rules.article_rules(TODAY),
    "call_reports": rules.report_rules(),
    "claims": rules.claim_rules(),
    "statements": rules.statement_rules(),
    "follow_ups": rules.follow_up_rules(),
}
CASES = read("broken_rows.json")


def split(stage: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    good = frames(good_rows())
    return row_rules(stage, rows, articles=good["articles"], call_reports=good["call_reports"], today=TODAY)


@pytest.mark.parametrize("stage", STAGES)
def test_good_rows_enter_unchanged(stage: str) -> None:
    rows = frames(good_rows())[stage]
    accepted, rejected = split(stage, rows)
    assert accepted.equals(rows)
    assert rejected.is_empty()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['stage']}-{case['reason']}")
def test_a_bad_row_is_rejected_with_its_reason_and_the_others_enter(case: dict) -> None:
    rows = good_rows()[case["stage"]]
    bad = rows[0]
    bad |= case.get("set", {})
    if words := case.get("span"):
        start = good_rows()["articles"][0]["text"].index(words)
        bad |= {"surface": words, "start_char": start, "end_char": start + len(words)}
    accepted, rejected = split(case["stage"], frame(case["stage"], rows))
    assert rejected["reason"].to_list() == [case["reason"]]
    assert accepted.height == len(rows) - 1
    assert rejected["stage"].item() == "validate"
    assert rejected["detail"].item()
    assert set(json.loads(rejected["payload"].item())) == set(accepted.columns)


def test_every_rule_has_a_case_that_breaks_it() -> None:
    declared = {(stage, rule.reason) for stage, checks in STAGES.items() for rule in checks}
    assert declared == {(case["stage"], case["reason"]) for case in CASES}


def test_the_document_of_a_rejected_report_is_named() -> None:
    rows = good_rows()["call_reports"]
    rows[0]["channel"] = "letter"
    _, rejected = split("call_reports", frame("call_reports", rows))
    assert rejected["document_id"].item().startswith("a1a1")


def test_someone_known_by_role_only_counts_as_participant() -> None:
    rows = good_rows()["call_reports"]
    rows[0] |= {"participants": rows[0]["participants"][:1], "unnamed_participants": ["premier ministre samarien"]}
    assert split("call_reports", frame("call_reports", rows))[1].is_empty()


def test_abbreviations_end_no_sentence() -> None:
    rows = good_rows()["claims"]
    words = "M. Tessel a dit vouloir"
    start = good_rows()["articles"][0]["text"].index(words)
    rows[0] |= {"surface": words, "start_char": start, "end_char": start + len(words)}
    assert split("claims", frame("claims", rows))[1].is_empty()


def test_rows_of_a_rejected_report_go_with_it() -> None:
    good = frames(good_rows())
    reports = good["call_reports"].filter(pl.col("report_id") != "art-1.1.1")
    accepted, rejected = row_rules("claims", good["claims"], articles=good["articles"], call_reports=reports)
    assert set(accepted["report_id"]) == {"art-2.1.1"}
    assert set(rejected["reason"]) == {"report_rejected"}


@pytest.mark.parametrize("stage", STAGES)
def test_no_rows_at_all(stage: str) -> None:
    accepted, rejected = split(stage, frame(stage, []))
    assert accepted.is_empty()
    assert rejected.is_empty()


def test_what_is_missing_is_named() -> None:
    good = frames(good_rows())
    with pytest.raises(ValueError, match="articles"):
        row_rules("call_reports", good["call_reports"])
    with pytest.raises(ValueError, match="call_reports"):
        row_rules("claims", good["claims"], articles=good["articles"])
    with pytest.raises(ValueError, match="weather"):
        row_rules("weather", good["claims"], articles=good["articles"], call_reports=good["call_reports"])


@given(
    spans=st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400)), min_size=1, max_size=20),
    surface=st.sampled_from(["mardi", "quarante minutes", "é", "", "Tessel"]),
)
def test_an_accepted_claim_is_the_characters_of_its_span(spans: list[tuple[int, int]], surface: str) -> None:
    rows = [good_rows()["claims"][0] | {"surface": surface, "start_char": s, "end_char": e} for s, e in spans]
    text = good_rows()["articles"][0]["text"]
    accepted, rejected = split("claims", frame("claims", rows))
    assert accepted.height + rejected.height == len(rows)
    assert accepted.height == sum(0 <= s < e <= len(text) and text[s:e] == surface for s, e in spans)
    assert all(text[row["start_char"] : row["end_char"]] == surface for row in accepted.to_dicts())
