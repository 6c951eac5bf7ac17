"""Words that denote a remote conversation, and their look-alikes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr import expressions
from transforms.languages.fr.expressions import Expression, find_expressions
from transforms.text import fold

CASES = cases("expressions")
WORDS = (
    "appel entretien échange conversation téléphonique par téléphone au visioconférence vidéo en ligne coup de fil s'est entretenu "
    "se parler a appelé ont joint à la paix d'offres faire une un leur . , et avec"
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))


def _find(text: str) -> list[Expression]:
    return find_expressions(fold(text), 0, len(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_remote_conversations_are_told_from_their_look_alikes(case: dict[str, Any]) -> None:
    text, found = case["text"], [e for e in _find(case["text"]) if e.strength == "strong"]
    assert [e.channel for e in found] == [channel for _, channel in case["expressions"]]
    for expression, (words, _) in zip(found, case["expressions"], strict=True):
        start = text.index(words)
        assert expression.start < start + len(words) and start < expression.end, words


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_typography_and_missing_accents_change_nothing(case: dict[str, Any]) -> None:
    text = case["text"]
    assert _find(fold(text)) == _find(text.replace("'", "’").replace(" ", "\u00a0")) == _find(text)


@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_expressions_lie_in_the_sentence_in_order(text: str, a: int, b: int) -> None:
    start, end = min(a, b, len(text)), min(max(a, b), len(text))
    found = find_expressions(fold(text), start, end)
    assert all(start <= e.start < e.end <= end for e in found)
    assert [e.start for e in found] == sorted(e.start for e in found)
    assert all(e.channel in (None, "telephone", "video") for e in found)


@pytest.mark.parametrize(
    ("expression", "starts"),
    [
        (expressions.CHANNEL, expressions._CHANNEL_STARTS),
        (expressions._NOUN, expressions._NOUN_STARTS),
        (expressions._VERB, expressions._VERB_STARTS),
    ],
    ids=["channel", "noun", "verb"],
)
def test_every_expression_starts_with_what_is_looked_at_first(expression: re.Pattern[str], starts: str) -> None:
    anywhere = re.compile(expression.pattern.replace(starts, r"\b"))
    assert anywhere != expression
    told = [fold(case["text"]) for name in ("expressions", "participants", "circumstances", "voices") for case in cases(name)]
    found = [[match.span() for match in anywhere.finditer(text)] for text in told]
    assert sum(map(len, found)) > 100
    assert found == [[match.span() for match in expression.finditer(text)] for text in told]
