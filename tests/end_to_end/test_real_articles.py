"""The five real articles beside the checkout: what they say comes out, with the characters that say it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

FILES = {"000": "000_ee8096fc4f497a59", "001": "001_2d61e78f716e9dde", "002": "002_cfbabee28e2ae972",
         "003": "003_5bc7140be069890e", "004": "004_d6df46e99015f242"}  # fmt: skip


@pytest.fixture(scope="module")
def calls(five: Any) -> dict[str, dict[str, Any]]:
    """The call that each article tells of, by the number of the article."""
    of = five.calls_of()
    return {number: of[name] for number, name in FILES.items()}


@pytest.fixture(scope="module")
def reports(five: Any) -> dict[str, dict[str, Any]]:
    """The report of each article."""
    rows = five.rows("SELECT a.external_id, r.* FROM call_reports r JOIN articles a USING (article_id, revision)")
    return {row["external_id"][:3]: row for row in rows}


def test_five_articles_tell_of_four_calls(five: Any, calls: dict[str, Any]) -> None:
    assert five.values("SELECT count(*) FROM articles") == [5]
    assert five.values("SELECT count(*) FROM call_reports") == [5]
    assert five.values("SELECT count(*) FROM calls") == [4]
    assert calls["000"]["call_id"] == calls["001"]["call_id"]


def test_all_are_between_the_two_leaders_by_telephone(calls: dict[str, Any]) -> None:
    for call in calls.values():
        assert call["participants"] == ["Donald Trump", "Vladimir Poutine"]
        assert (call["factuality"], call["channel"]) == ("occurred", "telephone")


def test_the_june_call(calls: dict[str, Any]) -> None:
    june = calls["000"]
    assert june["date_edtf"] == "2025-06-14"
    assert (june["duration_minutes_low"], june["duration_minutes_high"]) == (50, 50)
    assert (june["report_count"], june["source_count"]) == (2, 2)
    assert june["ordinal"] == 4


def test_a_weekday_that_contradicts_its_date_is_a_conflict(five: Any, calls: dict[str, Any]) -> None:
    kinds = five.rows(f"SELECT property, kind FROM conflicts WHERE call_id = '{calls['000']['call_id']}'")
    assert {"property": "weekday", "kind": "within_source"} in kinds


def test_an_article_without_title_outlet_or_date_stays_so(five: Any) -> None:
    [row] = five.rows(f"SELECT * FROM articles WHERE external_id = '{FILES['001']}'")
    assert (row["title"], row["outlet"], row["published_at"]) == (None, None, None)
    assert row["published_at_basis"] == "bounds"
    assert row["published_earliest"] == date(2025, 6, 14)
    kinds = {span["kind"] for span in row["furniture"]}
    assert {"caption", "comment"} <= kinds


def test_the_comment_is_no_part_of_the_article(five: Any) -> None:
    [row] = five.rows(f"SELECT article_id, furniture FROM articles WHERE external_id = '{FILES['001']}'")
    comment = min(span["start_char"] for span in row["furniture"] if span["kind"] == "comment")
    claims = five.values(
        "SELECT c.start_char FROM claims c JOIN call_reports r USING (report_id) "
        f"WHERE r.article_id = '{row['article_id']}' AND c.start_char IS NOT NULL"
    )
    assert claims and max(claims) < comment


def test_a_dated_statement_does_not_date_the_call(reports: dict[str, Any]) -> None:
    assert reports["001"]["date_edtf"] == "2025-06-14~"
    assert reports["001"]["weekday"] is None


def test_a_thursday_is_no_guessed_day(calls: dict[str, Any]) -> None:
    thursday = calls["002"]
    assert (thursday["date_edtf"], thursday["weekday"], thursday["ordinal"]) == (None, 4, 6)
    assert (thursday["duration_minutes_low"], thursday["duration_qualifier"]) == (60, "about")
    assert thursday["date_earliest"] > date(2025, 6, 14)  # the sixth comes after the fourth


def test_a_wednesday_does_not_merge_with_another(calls: dict[str, Any], reports: dict[str, Any]) -> None:
    wednesday = calls["003"]
    assert (wednesday["date_edtf"], wednesday["weekday"]) == (None, 3)
    assert wednesday["duration_minutes_low"] == 90
    assert reports["003"]["ordinal"] == 1
    assert "février 2022" in reports["003"]["ordinal_scope"]
    assert (reports["003"]["initiator_id"], reports["003"]["initiator_qualifier"]) == (None, "not_disclosed")
    assert wednesday["call_id"] != calls["004"]["call_id"]


def test_the_october_call_is_dated_by_its_dateline(calls: dict[str, Any], reports: dict[str, Any]) -> None:
    assert calls["004"]["date_edtf"] == "2025-10-15"
    assert reports["004"]["ordinal"] is None  # a first meeting is no first call


def test_ordinals_imply_calls_that_no_article_reports(five: Any, calls: dict[str, Any]) -> None:
    missing = {row["ordinal"]: row for row in five.rows("SELECT * FROM missing_calls")}
    assert set(missing) == {1, 2, 3, 5}
    assert missing[5]["after_call_id"] == calls["000"]["call_id"]
    assert missing[5]["before_call_id"] == calls["002"]["call_id"]


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ("000", ["Iouri Ouchakov"]),
        ("001", ["Kremlin"]),
        ("002", ["Iouri Ouchakov", "Kremlin"]),
        ("003", ["Dmitri Peskov", "Kremlin"]),
        ("004", ["Kremlin", "Maison Blanche"]),
    ],
)
def test_who_made_the_call_known(reports: dict[str, Any], article: str, names: list[str]) -> None:
    assert set(names) <= set(reports[article]["disclosed_by"])


@pytest.mark.parametrize(
    ("article", "tone"),
    [("000", "sérieuse et constructive"), ("002", "franc"), ("003", "constructive"), ("004", "constructif et sincère")],
)
def test_how_the_call_went(reports: dict[str, Any], article: str, tone: str) -> None:
    assert tone in reports[article]["tone"]


def test_statements_have_a_speaker(five: Any) -> None:
    speakers = set(five.values("SELECT DISTINCT speaker FROM statements WHERE speaker IS NOT NULL"))
    assert {"Dmitri Peskov", "Vladimir Poutine"} <= speakers


def test_every_claim_leads_to_its_characters(five: Any) -> None:
    wrong = five.rows(
        "SELECT c.* FROM claims c JOIN call_reports r USING (report_id) JOIN articles a USING (article_id, revision) "
        "WHERE c.start_char IS NOT NULL AND a.text[c.start_char + 1:c.end_char] <> c.surface"
    )
    assert wrong == []
    assert five.values("SELECT count(*) > 50 FROM claims") == [True]
    assert five.values("SELECT count(*) FROM claims WHERE surface IS NULL AND rule IS NULL") == [0]


def test_expectations_were_run_over_every_stage(five: Any) -> None:
    stages = five.values("SELECT DISTINCT stage FROM expectation_results ORDER BY 1")
    assert stages == ["articles", "call_reports", "calls", "documents"]
    assert five.rows("SELECT * FROM expectation_results WHERE severity = 'critical' AND NOT success") == []


def test_the_run_is_recorded(five: Any) -> None:
    [run] = five.rows("SELECT * FROM runs")
    assert (run["status"], run["documents_in"], run["articles"], run["reports"], run["rejected"]) == ("completed", 5, 5, 5, 0)
    assert run["code_version"] and run["ended_at"] >= run["started_at"]


def test_announced_steps_lead_to_their_days(five: Any) -> None:
    steps = five.rows(
        "SELECT f.* FROM follow_ups f JOIN call_reports r USING (report_id) JOIN articles a USING (article_id, revision) "
        f"WHERE a.external_id = '{FILES['004']}'"
    )
    found = {(step["kind"], step["date_edtf"], step["place"]) for step in steps}
    assert ("meeting", "2025-10-20/2025-10-26", None) in found  # the advisers, next week
    assert ("summit", None, "Budapest") in found
    assert ("visit", "2025-10-17", "Washington") in found  # Friday after the dateline


def test_a_place_under_discussion_is_not_settled(five: Any) -> None:
    steps = five.rows(
        "SELECT f.* FROM follow_ups f JOIN call_reports r USING (report_id) JOIN articles a USING (article_id, revision) "
        f"WHERE a.external_id = '{FILES['003']}'"
    )
    saudi = [step for step in steps if step["place"] and "Arabie" in step["place"]]
    assert saudi and not any(step["settled"] for step in saudi)
