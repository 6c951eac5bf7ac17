"""Topics and places of invented one-line readouts from many countries, taken together: what a wide vocabulary must reach."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from transforms.languages.fr.about import call_topics
from transforms.languages.fr.sentences import split_sentences
from transforms.languages.fr.taxonomy import PlaceFinder, TopicFinder
from transforms.text import fold

REFERENCE = Path(__file__).parents[4] / "seeds" / "reference"
READOUTS = [json.loads(line) for line in (Path(__file__).parent / "cases" / "readouts.jsonl").read_text(encoding="utf-8").splitlines()]


def _table(name: str) -> pl.DataFrame:
    return pl.read_csv(REFERENCE / name, infer_schema=False)


TOPICS = TopicFinder(_table("topics.csv"), _table("topic_terms.csv"), _table("crises.csv"))
PLACES = PlaceFinder(_table("countries.csv"), _table("place_terms.csv"))
DAY = date(2020, 10, 4)  # the readouts are not dated


@pytest.mark.parametrize(("value", "floor"), [("topics", 0.86), ("places", 0.78)])
def test_readouts_are_read(value: str, floor: float) -> None:
    labelled = [set(readout[value]) for readout in READOUTS]
    found = [_about(readout)[value] for readout in READOUTS]
    hits = sum(len(left & right) for left, right in zip(labelled, found, strict=True))
    f1 = 2 * hits / (sum(map(len, labelled)) + sum(map(len, found)))
    assert f1 >= floor


def _about(readout: dict[str, Any]) -> dict[str, set[str]]:
    folded, people = fold(readout["text"]), readout["people"]
    topics, places = call_topics(folded, split_sentences(readout["text"]), list(people.values()), TOPICS, PLACES, None, people, beside=[], day=DAY)
    return {"topics": {topic.label_code for topic in topics}, "places": {place.country_code for place in places}}
