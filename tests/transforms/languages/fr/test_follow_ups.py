"""Announced next steps: what kind, when, where, and whether they are settled."""

from itertools import pairwise
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.follow_ups import FollowUpMention, find_follow_ups
from transforms.languages.fr.sentences import split_sentences
from transforms.text import fold

CASES = cases("follow_ups")
WORDS = (
    "un sommet une rencontre visite des pourparlers se rendra à Oslo recevra le président doit se retrouver lundi "
    "aura lieu est prévue pourrait sont convenus de se reparler la semaine prochaine ne pas annulé M. dès , . « »"
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=16).map(" ".join))


def _find(text: str) -> list[FollowUpMention]:
    return find_follow_ups(text, fold(text), split_sentences(text))


def _words(text: str, start: int | None, end: int | None) -> str | None:
    return text[start:end] if start is not None else None


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_announced_steps_are_found_with_kind_date_and_place(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        {
            "surface": text[m.start : m.end],
            "kind": m.kind,
            "date": _words(text, m.date_start, m.date_end),
            "place": _words(text, m.place_start, m.place_end),
            "settled": m.settled,
        }
        for m in _find(text)
    ]
    assert found == case["follow_ups"]


def test_typographic_apostrophes_and_missing_accents_change_nothing() -> None:
    straight = _find("Les deux hommes ont convenu d'organiser une réunion à Oslo. Une entrevue est prévue lundi.")
    plain = _find("Les deux hommes ont convenu d’organiser une reunion à Oslo. Une entrevue est prevue lundi.")
    assert straight == plain
    assert len(straight) == 2


def test_a_step_names_the_sentence_it_stands_in() -> None:
    mentions = _find("Ils se sont parlé lundi.\nUn sommet se tiendra à Oslo.\nIls se reverront.")
    assert [m.sentence for m in mentions] == [1, 2]


@given(texts)
def test_spans_lie_in_order_within_their_sentence(text: str) -> None:
    sentences = split_sentences(text)
    found = find_follow_ups(text, fold(text), sentences)
    for m in found:
        start, end = sentences[m.sentence]
        assert start <= m.start < m.end <= end
        for part in ((m.date_start, m.date_end), (m.place_start, m.place_end)):
            if part[0] is not None and part[1] is not None:
                assert m.start <= part[0] < part[1] <= m.end
    assert all(a.sentence <= b.sentence for a, b in pairwise(found))


def test_a_long_sentence_without_stops_is_read_in_linear_time() -> None:
    text = "un sommet prévu et une rencontre qui doit, lundi, " * 2000
    assert find_follow_ups(text, fold(text), [(0, len(text))])
