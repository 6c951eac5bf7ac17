"""`readout extract` says what `readout ingest` stores, in the label format."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.labels import labels


@pytest.fixture(scope="module")
def extracted(shared: Path) -> dict[str, dict[str, Any]]:
    """The labels of the five articles by id."""
    documents = [json.loads(line) for line in labels([shared / "articles"], warn=pytest.fail)]
    return {document["id"]: document for document in documents}


def test_extract_and_ingest_say_the_same(five: Any, extracted: dict[str, dict[str, Any]]) -> None:
    reports = five.rows("SELECT a.external_id, a.text, r.* FROM call_reports r JOIN articles a USING (article_id, revision)")
    assert sorted(row["external_id"] for row in reports) == sorted(extracted)
    for row in reports:
        [call] = extracted[row["external_id"]]["calls"]
        assert call["participants"] == [person["name"] for person in row["participants"]]
        assert call["participant_ids"] == [person["actor_id"] for person in row["participants"]]
        assert (call["date"], call["factuality"], call["channel"]) == (row["date_edtf"], row["factuality"], row["channel"])
        assert (call["duration_minutes"] or [None])[0] == row["duration_minutes_low"]
        assert (call["ordinal"], call["places"], call["disclosed_by"]) == (row["ordinal"], row["places"], row["disclosed_by"])
        assert call["evidence"] == row["text"][row["start_char"] : row["end_char"]]


def test_the_gold_labels_of_the_five(shared: Path, extracted: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "predicted.jsonl").write_text("\n".join(map(json.dumps, extracted.values())))
    gold = shared / "gold"
    scored = subprocess.run(
        [sys.executable, gold / "score.py", gold / "seeds.gold.jsonl", tmp_path / "predicted.jsonl", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = {name: row["f1"] for name, row in json.loads(scored.stdout).items()}
    wanted = ("calls_strict", "date", "duration_minutes", "ordinal")
    assert {name: figures[name] for name in wanted} == dict.fromkeys(wanted, 1.0)


def test_one_object_a_document_in_the_order_of_the_input(tmp_path: Path) -> None:
    lines = [{"id": "z", "text": "Rien."}, {"id": "a", "text": "Rien."}, {"id": "m", "text": "Rien du tout."}, {"text": "Encore."}]
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{broken\n")
    (tmp_path / "zwei.txt").write_text("Rien non plus.")
    told: list[str] = []
    found = [json.loads(line) for line in labels([tmp_path], warn=told.append)]
    assert [document["id"] for document in found] == ["z", "a", "m", "some", "zwei"]
    assert all(document["calls"] == [] for document in found)
    assert len(told) == 1 and "line 5" in told[0]


def test_topics_and_places_of_the_five(shared: Path, extracted: dict[str, dict[str, Any]]) -> None:
    for line in (shared / "gold" / "seeds.gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        [labelled], [call] = gold["calls"], extracted[gold["id"]]["calls"]
        assert set(labelled["topics"]) <= set(call["topics"]), gold["id"]
        assert set(labelled["places"]) <= set(call["places"]), gold["id"]
