"""What the warehouse knew when, what had been published when, and why calls changed between runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import articles
import polars as pl
import pytest

from flows import ingest
from flows.limits import Limits
from flows.workers import Workers
from transforms.extract import Extraction
from transforms.languages.fr import furniture

Readout = Callable[..., Any]


def rows(readout: Readout, query: str) -> list[dict[str, Any]]:
    return list(json.loads(readout("sql", query, "--format", "json").out))


def runs(readout: Readout) -> list[str]:
    return [row["run_id"] for row in rows(readout, "SELECT run_id FROM runs ORDER BY started_at")]


def changes(readout: Readout) -> list[dict[str, str]]:
    first, *_, last = runs(readout)
    return list(csv.DictReader(io.StringIO(readout("diff", first, last, "--format", "csv").out)))


@pytest.fixture
def first(readout: Readout, tmp_path: Path) -> None:
    """A warehouse after its first run: one call told by one article."""
    readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY))


@pytest.fixture
def a_newer_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let extraction find half an hour where it found other durations, in another version of the code."""
    found_before = Workers.extract

    def extract(self: Workers, candidates: pl.DataFrame, limits: Limits) -> tuple[Extraction, pl.DataFrame]:
        found, refused = found_before(self, candidates, limits)
        half_an_hour = pl.lit(30.0)
        reports = found.call_reports.with_columns(duration_minutes_low=half_an_hour, duration_minutes_high=half_an_hour)
        is_duration = pl.col("property") == "duration"
        claims = found.claims.with_columns(
            value=pl.when(is_duration).then(pl.lit("30")).otherwise("value"),
            claim_id=pl.when(is_duration).then(pl.col("claim_id") + "-30").otherwise("claim_id"),
        )
        return Extraction(reports, claims, found.statements, found.follow_ups), refused

    monkeypatch.setattr(Workers, "extract", extract)
    monkeypatch.setattr(ingest, "code_version", lambda: "9.9")


@pytest.mark.usefixtures("first")
def test_the_calls_as_this_warehouse_knew_them(readout: Readout, tmp_path: Path) -> None:
    [ended] = rows(readout, "SELECT ended_at::VARCHAR AS at FROM runs")
    readout("ingest", articles.write(tmp_path, "b", articles.SAME_TUESDAY, articles.WEDNESDAY))
    known = "SELECT list(report_count ORDER BY date_earliest) AS reports FROM"
    assert rows(readout, f"{known} calls_as_of('{ended['at']}')") == [{"reports": [1]}]
    assert rows(readout, f"{known} calls_as_of(now())") == [{"reports": [2, 1]}]
    assert rows(readout, f"{known} calls_as_of('2020-01-01')") == [{"reports": None}]


def test_the_calls_as_they_had_been_published(readout: Readout, tmp_path: Path) -> None:
    readout("ingest", articles.write(tmp_path, "a", articles.WEDNESDAY, articles.TUESDAY))
    published = "SELECT list(date_edtf) AS days FROM"
    assert rows(readout, f"{published} calls_published_by('2024-03-14')") == [{"days": ["2024-03-12"]}]
    assert rows(readout, f"{published} calls_published_by('2024-03-12')") == [{"days": None}]


@pytest.mark.usefixtures("first")
def test_new_articles_are_new_evidence(readout: Readout, tmp_path: Path) -> None:
    readout("ingest", articles.write(tmp_path, "b", articles.SAME_TUESDAY, articles.WEDNESDAY))
    found = changes(readout)
    assert {(row["change"], row["date"], row["why"]) for row in found} == {
        ("appeared", "2024-03-13", "new evidence: Courrier"),
        ("changed", "2024-03-12", "new evidence: Gazette"),
    }
    assert ("source_count", "1", "2") in {(row["property"], row["old"], row["new"]) for row in found}


@pytest.mark.usefixtures("first")
def test_a_changed_text_and_a_judgement_are_told(readout: Readout, tmp_path: Path) -> None:
    call = json.loads(readout("calls", "--format", "json").out)[0]["call_id"]
    readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY.replace("vingt", "trente")))
    assert [(row["old"], row["why"]) for row in changes(readout) if row["property"] == "duration_minutes_low"] == [
        ("20", "changed text: Tribune")
    ]
    readout("judge", "value", call, "duration", "40", "--why", "le communiqué")
    last = runs(readout)[-2:]
    told = readout("diff", *last, "--format", "csv").out
    assert "duration_minutes_low,30,40,judgement" in told


@pytest.mark.usefixtures("first")
def test_reprocessing_by_the_same_rules_changes_nothing(readout: Readout) -> None:
    shown = readout("reprocess")
    assert (shown.code, shown.err) == (0, "")
    assert "(unchanged)" in shown.out and "0 new, 0 changed" in shown.out


@pytest.mark.usefixtures("first")
def test_reprocessing_by_a_newer_rule_retracts_and_adds(readout: Readout, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("a_newer_rule")
    readout("reprocess")
    old, new = runs(readout)
    stated = rows(readout, "SELECT value, first_run_id, retracted_run_id FROM claims WHERE property = 'duration' ORDER BY value")
    assert stated == [
        {"value": "20", "first_run_id": old, "retracted_run_id": new},
        {"value": "30", "first_run_id": new, "retracted_run_id": None},
    ]
    assert rows(readout, "SELECT duration_minutes_low AS d FROM calls") == [{"d": 30}]
    [row] = [row for row in changes(readout) if row["property"] == "duration_minutes_low"]
    assert (row["old"], row["new"]) == ("20", "30")
    assert row["why"].startswith("new code") and "9.9" in row["why"]


def test_reprocessing_marks_anew_what_is_not_the_article(readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_comments = articles.record(
        "tribune", "mardi 12 mars 2024", "2024-03-13", text="Emmanuel Macron et Olaf Scholz ont parlé du climat au dîner de mardi 12 mars 2024.\n\n"
        "Commentaires\n\nMoi je crois qu’Emmanuel Macron a appelé Olaf Scholz mercredi 13 mars 2024."
    )  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(furniture, "find_furniture", lambda text, title_end: [])  # a rule that did not know comments yet
        readout("ingest", articles.write(tmp_path, "a", with_comments))
    spans = "SELECT len(furniture) AS n FROM articles"
    assert rows(readout, spans) == [{"n": 0}]
    readout("reprocess")
    assert rows(readout, spans)[0]["n"] > 0


@pytest.mark.usefixtures("first")
def test_runs_that_are_unknown_or_in_the_wrong_order_are_named(readout: Readout, tmp_path: Path) -> None:
    readout("ingest", articles.write(tmp_path, "b", articles.WEDNESDAY))
    first, last = runs(readout)
    assert "no run r-x" in readout("diff", "r-x", last).err
    assert "the earlier run comes first" in readout("diff", last, first).err


def test_every_link_is_explained(readout: Readout, tmp_path: Path) -> None:
    readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY, articles.SAME_TUESDAY, articles.WEDNESDAY))
    joined, alone = (row["call_id"] for row in rows(readout, "SELECT call_id FROM calls ORDER BY report_count DESC"))
    shown = readout("show", joined, "--why").out
    assert shown.count("goes with") == 2
    assert " +4.0  date: same day" in shown
    assert "stands alone" in readout("show", alone, "--why").out


def test_an_announced_call_points_at_the_call_that_was_held(readout: Readout, tmp_path: Path) -> None:
    text = (
        "Le président français Emmanuel Macron et le chancelier Olaf Scholz se sont entretenus par téléphone mardi 12 mars 2024. "
        "Les deux dirigeants sont convenus de se reparler mercredi 20 mars 2024, a indiqué l’Élysée."
    )
    readout("ingest", articles.write(tmp_path, "a", articles.record("tribune", "", "2024-03-13", text=text)))
    announced = "SELECT state, target_call_id FROM follow_ups WHERE kind = 'call'"
    [before] = rows(readout, announced)
    assert before["state"] == "open"
    readout("ingest", articles.write(tmp_path, "b", articles.record("gazette", "mercredi 20 mars 2024", "2024-03-21")))
    [after] = rows(readout, announced)
    [held] = rows(readout, "SELECT call_id FROM calls WHERE date_edtf = '2024-03-20' AND factuality = 'occurred'")
    assert (after["state"], after["target_call_id"]) == ("kept", held["call_id"])
    first = rows(readout, "SELECT call_id FROM calls WHERE date_edtf = '2024-03-12'")[0]["call_id"]
    assert f"kept, became {held['call_id']}" in readout("show", first).out
