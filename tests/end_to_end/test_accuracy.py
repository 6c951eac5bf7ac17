"""Extraction on labelled articles stays above the floors of tests/accuracy_floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from flows.labels import labelled_calls, read_labels
from transforms.evaluate import Evaluation, evaluate

ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, dict[str, float]] = tomllib.loads((ROOT / "tests" / "accuracy_floors.toml").read_text())


def scored(labels: Path, articles: Path) -> Evaluation:
    return evaluate(read_labels(labels), labelled_calls([articles], warn=pytest.fail))


def below(found: Evaluation, floors: dict[str, float]) -> dict[str, float]:
    return {measure: found.f1(measure) for measure, floor in floors.items() if found.f1(measure) < floor}


def test_the_sample_articles() -> None:
    found = scored(ROOT / "tests" / "golden" / "articles" / "expected.jsonl", ROOT / "seeds" / "articles")
    assert below(found, FLOORS["sample_articles"]) == {}


def test_the_shared_articles(shared: Path) -> None:
    found = scored(shared / "gold" / "dev.gold.jsonl", shared / "gold" / "dev.jsonl")
    assert below(found, FLOORS["shared_dev"]) == {}
