"""Resolution of the newsroom articles, whose author has not seen the rules: from their labels, and from the articles themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import newsroom
import pytest
from clusters import Figure

FLOORS = tomllib.loads((Path(__file__).resolve().parents[2] / "accuracy_floors.toml").read_text(encoding="utf-8"))["newsroom_calls"]
PARTS = ("tuning", "held_out")


@pytest.fixture(scope="module")
def ingested() -> Mapping[str, str]:
    """The call of each label when all articles are ingested."""
    return newsroom.from_articles([row for part in PARTS for row in newsroom.labelled(part)])


@pytest.mark.parametrize("part", PARTS)
def test_labels_resolved_as_reports(part: str) -> None:
    rows = newsroom.labelled(part)
    _holds(part, "from labels", newsroom.figure(rows, newsroom.from_labels(rows)))


@pytest.mark.parametrize("part", PARTS)
def test_articles_from_end_to_end(part: str, ingested: Mapping[str, str]) -> None:
    _holds(part, "from articles", newsroom.figure(newsroom.labelled(part), ingested))


def _holds(part: str, way: str, found: Figure) -> None:
    figures = {name: getattr(found, name) for name in ("precision", "recall", "f1")}
    floors = FLOORS[f"{part} {way}"]
    below = {name: figures[name] for name, floor in floors.items() if figures[name] < floor}
    assert not below, f"{part} {way}: {figures}, floors {floors}"
