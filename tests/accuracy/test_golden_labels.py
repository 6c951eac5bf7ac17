"""The golden labels themselves: evidence that stands in the article, and the vocabulary of the label format."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from flows.evaluation import read_texts
from transforms.evaluate import CLASSES

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
CALL_FILES = [*sorted((GOLDEN / "calls").glob("*.jsonl")), GOLDEN / "variants" / "passages.jsonl"]
FEWEST_ARTICLES = 30  # a class of adversarial cases with fewer proves nothing
FEWEST_PASSAGES = 100


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def column(table: str, name: str) -> set[str]:
    with (ROOT / "seeds" / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as rows:
        return {row[name] for row in csv.DictReader(rows) if row[name]}


TOPICS = column("topics", "label_code")
COUNTRIES = column("countries", "country_code")


@pytest.mark.parametrize("path", CALL_FILES, ids=lambda path: path.stem)
def test_calls(path: Path) -> None:
    articles = lines(path)
    assert len(articles) >= FEWEST_ARTICLES
    assert len({article["id"] for article in articles}) == len(articles)
    for article in articles:
        stated = [article.get(part) or "" for part in ("title", "lead", "text")]
        for call in article["calls"]:
            assert any(call["evidence"] in part for part in stated), article["id"]
            check(article["id"], call)


def test_sample_articles() -> None:
    texts = read_texts([ROOT / "seeds" / "articles"])
    labelled = lines(GOLDEN / "articles" / "expected.jsonl")
    assert {document["id"] for document in labelled} == set(texts)
    for document in labelled:
        for call in document["calls"]:
            check(document["id"], call)
            for words in (call["evidence"], *call.get("evidence_of", {}).values()):
                assert words in texts[document["id"]], (document["id"], words)


def test_passages() -> None:
    passages = lines(GOLDEN / "statements" / "passages.jsonl")
    assert len(passages) >= FEWEST_PASSAGES
    for passage in passages:
        for statement in passage["statements"]:
            assert passage["text"][statement["start"] : statement["end"]] == statement["text"], passage["id"]
            assert statement["kind"] in ("direct", "reported"), passage["id"]
            assert statement["speaker"] in passage["text"], passage["id"]


def check(name: str, call: dict[str, Any]) -> None:
    """Check one label against the vocabulary of the format."""
    assert len(call["participants"]) >= 2, name
    assert all(call[measure] in classes for measure, classes in CLASSES.items()), name
    assert set(call.get("topics") or ()) <= TOPICS, name
    assert set(call.get("places") or ()) <= COUNTRIES, name
    assert call["initiator"] is None or call["initiator"] in call["participants"], name
    assert call["ordinal"] is None or call["ordinal"] >= 1, name
    assert call["duration_minutes"] is None or 0 < call["duration_minutes"][0] <= call["duration_minutes"][1], name
    assert call["date"] is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?~?", call["date"]), name
