"""On the same input, `readout evaluate` gives the figures of the scorer that stands beside the shared labels."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.labels import labelled_calls, read_labels
from transforms.evaluate import Evaluation, evaluate
from transforms.evaluate_statements import overlap, same_speaker


@pytest.fixture(scope="module")
def both(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Evaluation, dict[str, dict[str, float]]]:
    """Our figures and theirs on the extraction of the dev set."""
    gold, predicted = shared / "gold" / "dev.gold.jsonl", tmp_path_factory.mktemp("scored") / "predicted.jsonl"
    found = labelled_calls([shared / "gold" / "dev.jsonl"], warn=lambda _: None)
    predicted.write_text("".join(json.dumps({"id": name, "calls": calls}) + "\n" for name, calls in found.items()), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return evaluate(read_labels(gold), found), theirs


def test_the_figures_are_the_same(both: tuple[Evaluation, dict[str, dict[str, float]]]) -> None:
    ours, theirs = both
    rows = {row["measure"]: row for row in ours.figures.iter_rows(named=True)}
    for measure, expected in theirs.items():
        row = rows[measure]
        assert (row["hits"], row["false"], row["missed"]) == (expected["tp"], expected["fp"], expected["fn"]), measure
        assert all(row[figure] == pytest.approx(expected[figure], abs=1e-4) for figure in ("precision", "recall", "f1")), measure


def test_the_constant_guess_stands_beside_the_classes() -> None:
    ada = {"participants": ["Ada Lune", "Borg Sol"], "factuality": "occurred", "channel": "telephone"}
    dov = {"participants": ["Ada Lune", "Dov Pluton"], "factuality": "planned", "channel": "video"}
    scored = evaluate({"a": [ada, dov]}, {"a": [ada, dov]})
    assert scored.f1("factuality, always occurred") == scored.f1("channel, always telephone") == 0.5
    assert scored.f1("factuality planned") == scored.f1("channel video") == 1


@pytest.mark.parametrize(("start", "end", "share"), [(0, 10, 1.0), (5, 15, 1 / 3), (10, 20, 0.0), (0, 8, 0.8)])
def test_overlap(start: int, end: int, share: float) -> None:
    assert overlap({"start": 0, "end": 10}, {"start": start, "end": end}) == pytest.approx(share)


@pytest.mark.parametrize(
    ("labelled", "found", "same"),
    [
        ("le Kremlin", "Kremlin", True),
        ("M. Sol", "Borg Sol", True),
        ("le président lunaire", "le président solaire", False),
        ("Ada Lune", "", False),
    ],
)
def test_speakers(labelled: str, found: str, same: bool) -> None:
    assert same_speaker(labelled, found) is same
