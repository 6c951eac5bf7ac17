"""The Nth call: which ordinals count calls, and what they count from."""

from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.numbers import CARDINALS, ORDINALS, cardinal, ordinal
from transforms.languages.fr.ordinals import find_ordinals
from transforms.text import fold

CASES = cases("ordinals")
WORDS = (
    "leur le la sixième 3e IIe premier première second conversation appel entretien téléphonique fois depuis "
    "qu'ils se parlent en trois jours de la semaine cette année , . c'est"
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_ordinals_count_calls_only(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {"value": o.value, "scope": text[o.scope[0] : o.scope[1]] if o.scope else None}
        for o in find_ordinals(fold(text))
    ]
    assert found == case["ordinals"]


@given(texts)
def test_spans_and_scopes_lie_in_the_text(text: str) -> None:
    for o in find_ordinals(fold(text)):
        assert 0 <= o.start < o.end <= len(text)
        assert o.value >= 1
        assert o.scope is None or 0 <= o.scope[0] < o.scope[1] <= len(text)


def test_number_words_reach_a_hundred_and_fifty_nine_without_gaps() -> None:
    assert sorted(set(CARDINALS.values())) == list(range(1, 160))
    assert sorted(set(ORDINALS.values())) == list(range(1, 160))


@pytest.mark.parametrize(
    ("text", "value"),
    [("vingt et unieme", 21), ("neuvieme", 9), ("cinquieme", 5), ("xive", 14), ("ive", 4), ("12e", 12)],
)
def test_ordinals_are_read_in_every_writing(text: str, value: int) -> None:
    assert ordinal(text) == value


def test_other_words_are_no_numbers() -> None:
    with pytest.raises(ValueError, match="not a number word"):
        cardinal("beaucoup")
    with pytest.raises(ValueError, match="not an ordinal"):
        ordinal("le")
