"""The second look never loses a call that reading the whole article would find."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from transforms.extract import Extractor
from transforms.languages.fr import reading
from transforms.languages.fr.expressions import find_expressions
from transforms.languages.fr.first_reading import SOUNDS, has_call_expression
from transforms.languages.fr.reading import FrenchReader
from transforms.languages.fr.sentences import split_sentences
from transforms.text import fold

CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
TEXTS = [case["text"] for path in CASES for line in path.read_text().splitlines() if "text" in (case := json.loads(line))]


def test_the_same_calls_as_when_everything_is_read(
    extractor: Extractor, own_articles: pl.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = list(own_articles.iter_rows(named=True))
    quickly = [extractor.reports(row) for row in rows]
    monkeypatch.setattr(reading, "may_tell_of_a_call", lambda *_: True)
    monkeypatch.setattr(FrenchReader, "_two_sides", lambda *_: True)
    assert [extractor.reports(row) for row in rows] == quickly
    assert sum(map(len, quickly)) > 100


def test_every_strong_expression_has_a_sound() -> None:
    for folded in map(fold, TEXTS):
        for start, end in split_sentences(folded):
            strong = [e for e in find_expressions(folded, start, end) if e.strength == "strong"]
            assert not strong or any(sound in folded[start:end] for sound in SOUNDS), folded[start:end]


@pytest.mark.parametrize(
    "text",
    ["Le ministre rappelle les faits.", "Il s'appelle Paul.", "Le syndicat appelle à la grève.", "Elle a eu raison.", "Un débat au parlement."],
)
def test_words_that_tell_of_no_call(text: str) -> None:
    assert not has_call_expression(text)


@pytest.mark.parametrize(
    "text", ["Il a appelé Olaf Scholz.", "Elle l'a appelé hier.", "Ils se sont parlé au téléphone.", "Un sommet par visioconférence a eu lieu."]
)
def test_words_that_may_tell_of_one(text: str) -> None:
    assert has_call_expression(text)
