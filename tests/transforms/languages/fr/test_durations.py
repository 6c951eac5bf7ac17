"""Durations in French, and which of them is the call's."""

from itertools import pairwise
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.durations import call_durations, find_durations, lasting_beside, lasting_each
from transforms.text import fold

CASES = cases("durations")
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


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Vingt minutes de conversation, selon Rome.", 20),
        ("Une vingtaine de minutes, en anglais.", 20),
        ("Trois quarts d'heure pour parler du blé.", 45),
        ("Cent cinq minutes, montre en main.", 105),
        ("Mardi, pendant une heure, ils ont parlé du blé.", 60),
        ("Pendant une heure, Mme Meloni a parlé du blé.", 60),
        ("Une heure et quart plus tard, elle a raccroché.", 75),
        ("Elle a obtenu, au bout de dix minutes, une promesse.", 10),
        ("Pendant une heure, les sirènes ont retenti.", None),
        ("Une heure plus tard, elle a pris l'avion.", None),
        ("Vingt minutes de retard, et le train est parti.", None),
        ("Le sommet a duré deux heures.", None),
    ],
)
def test_a_sentence_beside_a_call_may_be_its_length(text: str, minutes: int | None) -> None:
    assert [d.low_minutes for d in lasting_beside(fold(text), ["meloni"])] == ([minutes] if minutes else [])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Ces deux échanges, d'une demi-heure chacun, ont été cordiaux.", 30),
        ("Les deux appels ont duré dix minutes chacun.", 10),
        ("Chaque appel a duré un quart d'heure.", 15),
        ("Les deux appels ont duré dix minutes en tout.", None),
        ("Les deux ministres ont dîné une heure chacun.", None),
    ],
)
def test_a_length_of_each_of_several_calls(text: str, minutes: int | None) -> None:
    assert [d.low_minutes for d in lasting_each(fold(text))] == ([minutes] if minutes else [])
