"""Resolution of labelled articles whose authors have not seen the rules: from their labels, and from the articles themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import gold_articles
import pytest
from clusters import Figure

FLOORS = tomllib.loads((Path(__file__).resolve().parents[2] / "accuracy_floors.toml").read_text(encoding="utf-8"))
SETS = ("newsroom", "retold", "again", "afresh")
PARTS = ("tuning", "held_out")
Ingested = Callable[[str], Mapping[str, str]]


@pytest.fixture(scope="module")
def ingested() -> Ingested:
    """The call of each label of a set when all its articles are ingested."""

    @cache
    def calls(name: str) -> Mapping[str, str]:
        return gold_articles.from_articles(name, [row for part in PARTS for row in gold_articles.labelled(name, part)])

    return calls


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("part", PARTS)
def test_labels_resolved_as_reports(name: str, part: str) -> None:
    rows = gold_articles.labelled(name, part)
    _holds(name, f"{part} from labels", gold_articles.figure(rows, gold_articles.from_labels(rows)))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("part", PARTS)
def test_articles_from_end_to_end(name: str, part: str, ingested: Ingested) -> None:
    _holds(name, f"{part} from articles", gold_articles.figure(gold_articles.labelled(name, part), ingested(name)))


def test_undecided_labels_count_for_nothing() -> None:
    rows = [
        {"report": "a:0", "article": "a", "call": "c1"},
        {"report": "b:0", "article": "b", "call": "c1"},
        {"report": "c:0", "article": "c", "call": "c1", "undecided": True},
    ]
    found = gold_articles.figure(rows, {"a:0": "x", "b:0": "x", "c:0": "y"})
    assert (found.precision, found.recall) == (1.0, 1.0)


def _holds(name: str, what: str, found: Figure) -> None:
    figures = {measure: getattr(found, measure) for measure in ("precision", "recall", "f1")}
    floors = FLOORS[f"{name}_calls"][what]
    below = {measure: figures[measure] for measure, floor in floors.items() if figures[measure] < floor}
    assert not below, f"{name} {what}: {figures}, floors {floors}"
