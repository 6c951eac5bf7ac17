"""Extraction against labels must not fall below the floors of tests/accuracy_floors.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from flows.evaluation import evaluation, statement_evaluation
from transforms.evaluate import Evaluation

TESTS = Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "golden"
FLOORS = tomllib.loads((TESTS / "accuracy_floors.toml").read_text(encoding="utf-8"))
CLASSES = sorted(path.stem for path in (GOLDEN / "calls").glob("*.jsonl"))


def test_every_set_has_floors() -> None:
    assert set(FLOORS) == {"articles", "statements", "dev", "seeds", "newsroom_calls", *CLASSES}


@pytest.mark.parametrize("name", CLASSES)
def test_golden_calls(name: str) -> None:
    path = GOLDEN / "calls" / f"{name}.jsonl"
    holds(name, scored(path, path))


def test_sample_articles() -> None:
    holds("articles", scored(GOLDEN / "articles" / "expected.jsonl", TESTS.parent / "seeds" / "articles"))


def test_statements() -> None:
    holds("statements", statement_evaluation(GOLDEN / "statements" / "passages.jsonl"))


def test_shared_dev(shared: Path) -> None:
    holds("dev", scored(shared / "gold" / "dev.gold.jsonl", shared / "gold" / "dev.jsonl"))


def test_shared_seeds(shared: Path) -> None:
    holds("seeds", scored(shared / "gold" / "seeds.gold.jsonl", shared / "articles"))


def holds(name: str, scored: Evaluation) -> None:
    """Fail with every figure that lies below its floor, and with the errors behind it."""
    rows = {row["measure"]: row for row in scored.figures.iter_rows(named=True)}
    below = [
        f"{name}: {measure} {figure} is {rows[measure][figure]:.3f}, its floor {floor}"
        for measure, floors in FLOORS[name].items()
        for figure, floor in floors.items()
        if rows[measure][figure] < floor
    ]
    assert not below, "\n".join([*below, *scored.errors])


def scored(gold: Path, articles: Path) -> Evaluation:
    return evaluation(gold, [articles], None, warn=lambda _: None)
