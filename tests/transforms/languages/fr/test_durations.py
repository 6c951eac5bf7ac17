"""Durations in French, and which of them is the call's."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.durations import call_durations, find_durations
from transforms.text import fold

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "durations.jsonl").read_text().splitlines()]
WORDS = (
    "une heure deux heures et demie quart trente minutes 1h45 15 h 50 près de plus d'une moins environ entre à de "
    "pendant dure appel entretien téléphonique vingtaine il y a dans plus tard GMT demi-heure trêve ( ) . , 24 "
    "sur"
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))


@pytest.mark.parametrize("case", [c for c in CASES if "call" not in c], ids=lambda c: c["text"])
def test_durations_are_found_with_their_minutes(case: dict[str, Any]) -> None:
    found = [
        {
            "surface": case["text"][d.start : d.end],
            "low": d.low_minutes,
            "high": d.high_minutes,
            "qualifier": d.qualifier,
        }
        for d in find_durations(fold(case["text"]))
    ]
    assert found == case["durations"]


@pytest.mark.parametrize("case", [c for c in CASES if "call" in c], ids=lambda c: c["text"])
def test_only_what_the_call_lasted_is_its_duration(case: dict[str, Any]) -> None:
    found = [
        {"low": d.low_minutes, "high": d.high_minutes, "qualifier": d.qualifier}
        for d in call_durations(fold(case["text"]), *case["call"])
    ]
    assert found == case["durations"]


@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_spans_lie_in_the_text_and_low_is_not_above_high(text: str, a: int, b: int) -> None:
    folded = fold(text)
    found = find_durations(folded)
    for d in found:
        assert 0 <= d.start < d.end <= len(text)
        assert 0 <= d.low_minutes <= d.high_minutes
        assert d.qualifier in ("exact", "about", "at_least", "at_most")
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert set(call_durations(folded, min(a, b, len(text)), min(max(a, b), len(text)))) <= set(found)
