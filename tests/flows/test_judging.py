"""What people judge takes effect at once, lasts, and is undone by removing its line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import articles
import pytest

from flows import doubt

Readout = Callable[..., Any]


def rows(readout: Readout, query: str) -> list[dict[str, Any]]:
    return list(json.loads(readout("sql", query, "--format", "json").out))


def call_ids(readout: Readout) -> list[str]:
    return [row["call_id"] for row in rows(readout, "SELECT call_id FROM calls ORDER BY date_earliest, call_id")]


def judgements_of(readout: Readout) -> list[dict[str, Any]]:
    return rows(readout, "SELECT kind, verdict, value, reason, state FROM judgements ORDER BY made_at")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The file of judgements beside the test's warehouse."""
    return tmp_path / "w-judgements.csv"


@pytest.fixture
def two_days(readout: Readout, tmp_path: Path) -> Path:
    """One article about a Tuesday and one about the Wednesday after."""
    file = articles.write(tmp_path, "a", articles.TUESDAY, articles.WEDNESDAY)
    readout("ingest", file)
    return file


def test_two_calls_judged_the_same_are_one_until_the_line_is_removed(readout: Readout, two_days: Path, lines: Path) -> None:
    before = call_ids(readout)
    assert len(before) == 2
    judged = readout("judge", "same", *before, "--why", "une erreur de jour")
    assert (judged.code, judged.err) == (0, "")
    [kept] = call_ids(readout)
    for former in before:
        assert kept in readout("show", former).out
    assert "une erreur de jour" in lines.read_text()
    readout("ingest", two_days)
    assert len(call_ids(readout)) == 1
    lines.write_text(lines.read_text().splitlines()[0] + "\n")
    readout("ingest", two_days)
    assert call_ids(readout) == before
    assert judgements_of(readout) == []


def test_reports_judged_different_stay_apart_also_when_read_again(readout: Readout, tmp_path: Path) -> None:
    file = articles.write(tmp_path, "a", articles.TUESDAY, articles.SAME_TUESDAY)
    readout("ingest", file)
    assert len(call_ids(readout)) == 1
    reports = [row["report_id"] for row in rows(readout, "SELECT report_id FROM call_reports ORDER BY report_id")]
    assert readout("judge", "different", *reports, "--why", "deux appels").code == 0
    assert len(call_ids(readout)) == 2
    articles.write(tmp_path, "a", articles.TUESDAY.replace("Élysée.", "Élysée. Aucune suite n’est prévue."), articles.SAME_TUESDAY)
    readout("ingest", file)
    assert len(call_ids(readout)) == 2
    assert [row["state"] for row in judgements_of(readout)] == ["active"]


def test_a_judgement_whose_sentence_changed_is_reported_as_stale(readout: Readout, two_days: Path, tmp_path: Path) -> None:
    readout("judge", "same", *call_ids(readout), "--why", "une erreur de jour")
    changed = articles.WEDNESDAY.replace("mercredi 13 mars", "jeudi 21 mars").replace("2024-03-14", "2024-03-22")
    again = readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY, changed))
    assert "judgements   1 stale" in again.out
    assert len(call_ids(readout)) == 2
    assert "stale: pair same" in readout("review").out


def test_a_judged_value_stands_over_what_is_reported(readout: Readout, two_days: Path, tmp_path: Path) -> None:
    call = call_ids(readout)[0]
    readout("judge", "value", call, "duration", "25", "--why", "le communiqué")
    readout("judge", "value", call, "initiator", "olaf scholz", "--why", "le communiqué")
    [row] = rows(readout, f"SELECT duration_minutes_low, initiator_id FROM calls WHERE call_id = '{call}'")
    assert row["duration_minutes_low"] == 25
    assert "initiator     Olaf Scholz" in readout("show", call).out
    readout("ingest", articles.write(tmp_path, "b", articles.SAME_TUESDAY))
    assert rows(readout, f"SELECT duration_minutes_low AS d, report_count AS n FROM calls WHERE call_id = '{call}'") == [{"d": 25, "n": 2}]


def test_a_new_warehouse_takes_up_the_same_file(readout: Readout, two_days: Path, lines: Path, tmp_path: Path) -> None:
    readout("judge", "same", *call_ids(readout), "--why", "une erreur de jour")
    readout("ingest", two_days, "--warehouse", tmp_path / "other.duckdb", "--judgements", lines)
    shown = readout("calls", "--format", "json", "--warehouse", tmp_path / "other.duckdb").out
    assert len(json.loads(shown)) == 1


def test_a_file_that_is_gone_is_written_anew(readout: Readout, two_days: Path, lines: Path) -> None:
    readout("judge", "same", *call_ids(readout), "--why", "une erreur de jour")
    lines.unlink()
    readout("ingest", two_days)
    assert len(call_ids(readout)) == 1
    assert [row["reason"] for row in csv.DictReader(lines.open())] == ["une erreur de jour"]


def test_a_judged_hypothesis_is_settled(readout: Readout, tmp_path: Path) -> None:
    told = articles.TUESDAY.replace("vingt minutes", "vingt minutes, leur deuxième appel depuis janvier")
    readout("ingest", articles.write(tmp_path, "a", told))
    [hypothesis] = rows(readout, "SELECT hypothesis_id, status FROM missing_calls")
    assert hypothesis["status"] == "open"
    assert hypothesis["hypothesis_id"] in readout("review").out
    readout("judge", "hypothesis", hypothesis["hypothesis_id"], "wrong_ordinal", "--why", "le premier selon Berlin")
    assert rows(readout, "SELECT status FROM missing_calls") == [{"status": "settled"}]


def test_what_became_of_an_announced_visit_is_judged_and_undone(readout: Readout, tmp_path: Path, lines: Path) -> None:
    announced = articles.TUESDAY.replace("selon l’Élysée.", "selon l’Élysée. Le chancelier se rendra à Paris le 20 mars.")
    assert announced != articles.TUESDAY
    later = articles.record("courrier", "jeudi 18 avril 2024", "2024-04-19")
    file = articles.write(tmp_path, "a", announced, later)
    readout("ingest", file)
    states = "SELECT follow_up_id, state FROM follow_ups"
    [step] = rows(readout, states)
    assert step["state"] == "overdue"
    assert f"readout judge follow-up {step['follow_up_id']} kept|moved|dropped" in readout("review").out
    assert readout("judge", "follow-up", step["follow_up_id"], "kept", "--why", "les photos").code == 0
    assert [row["state"] for row in rows(readout, states)] == ["kept"]
    assert step["follow_up_id"] not in readout("review").out
    readout("ingest", articles.write(tmp_path, "b", articles.SAME_TUESDAY))
    assert [row["state"] for row in rows(readout, states)] == ["kept"]
    assert [row["state"] for row in judgements_of(readout)] == ["active"]
    lines.write_text(lines.read_text().splitlines()[0] + "\n")
    readout("ingest", file)
    assert [row["state"] for row in rows(readout, states)] == ["overdue"]


def test_the_review_shows_both_sides_and_a_command_that_works(readout: Readout, tmp_path: Path) -> None:
    other = articles.SAME_TUESDAY.replace("12 mars 2024", "12 mars 2024 pendant une heure")
    readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY, other))
    shown = readout("review", "--limit", "1").out
    for part in ("Tribune", "Gazette", "vingt minutes", "pendant une heure", "2024-03-13", "duration differs", "score"):
        assert part in shown
    command = next(line.split() for line in shown.splitlines() if "judge different" in line)
    readout(*command[1:-1], "deux appels")
    assert len(call_ids(readout)) == 2
    assert "nothing to judge" in readout("review").out


def test_a_review_in_parts_shows_what_one_over_all_shows(readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = articles.SAME_TUESDAY.replace("12 mars 2024", "12 mars 2024 pendant une heure")
    readout("ingest", articles.write(tmp_path, "a", articles.TUESDAY, other, articles.WEDNESDAY))
    shown = readout("review").out
    assert "judge same" in shown
    monkeypatch.setattr(doubt, "_AT_ONCE", 1)
    assert readout("review").out == shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["same", "c-x", "c-y"], "no call or report c-x"),
        (["value", "CALL", "date", "le 14"], "'le 14' is no date"),
        (["value", "CALL", "duration", "long"], "'long' is no duration"),
        (["value", "CALL", "mood", "good"], "'mood' is no property"),
        (["value", "CALL", "initiator", "Personne"], "no actor Personne"),
        (["same", "CALL", "CALL"], "are one call"),
        (["hypothesis", "m-x", "missing_call"], "no open hypothesis m-x"),
        (["follow-up", "f-x", "kept"], "no follow-up f-x"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(readout: Readout, two_days: Path, lines: Path, arguments: list[str], message: str) -> None:
    call = call_ids(readout)[0]
    code, _, err = readout("judge", *(call if a == "CALL" else a for a in arguments), "--why", "x")
    assert code == 1 and message in err and err.count("\n") == 1
    assert not lines.exists()


def test_a_wrong_line_in_the_file_is_named(readout: Readout, two_days: Path, lines: Path) -> None:
    lines.write_text("kind,left_key,right_key,value,verdict,reason,author,made_at,about\npair,a-1:2,a-2:3,,equal,,,,\n")
    code, _, err = readout("ingest", two_days)
    assert code == 1 and "w-judgements.csv line 2: 'equal' is no verdict" in err
