"""Folding: what matches in folded text stands at the same place in the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text import fold, strip_accents

FRENCH = st.text(st.sampled_from("aàâçéÉèêëîïôöùûüÿœŒæÆñİıłØß’‘“”«»–—\u00a0\u202f\t\n'\"-. AZ"), max_size=60)


@given(st.one_of(st.text(), FRENCH))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(strip_accents(text)) == len(text)


@given(st.one_of(st.text(), FRENCH), st.integers(0, 60), st.integers(0, 60))
def test_a_part_folds_as_it_does_in_the_whole(text: str, a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    assert strip_accents(text)[start:end] == strip_accents(text[start:end])


@given(FRENCH)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Élysée", "l'elysee"), ("ERDOĞAN", "erdogan"), ("à l’« Hôtel »\u00a0?", "a l'« hotel » ?"), ("“Ça va”", '"ca va"'),
        ("Nausėda, Łukasz, Ångström", "nauseda, lukasz, angstrom"), ("1–3 – 5", "1-3 - 5"), ("cœur", "cœur"), ("İzmir", "izmir"),
    ],
)  # fmt: skip
def test_folded_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_accents_go_and_capitals_stay() -> None:
    assert strip_accents("Élysée") == "Elysee"
