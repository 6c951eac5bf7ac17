import time
from itertools import pairwise

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.sentences import split_sentences

CASES = cases("sentences")
PIECES = st.sampled_from(
    ["«", "»", " ", "\n", '"', "”", "Il", "est", ".", "…", "?", "M.", "(", ")", "\u00a0", "2.000", "\x85"]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_sentences_of_press_text(case: dict[str, list[str] | str]):
    text = case["text"]
    assert [text[start:end] for start, end in split_sentences(text)] == case["sentences"]


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join), st.lists(PIECES).map(" ".join)))
def test_every_character_but_white_space_is_in_exactly_one_trimmed_sentence(text: str):
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize("pattern", ['"', ". ", "A. ", "» ", '. "', "…", "M. ", " "])
def test_degenerate_text_is_split_in_linear_time(pattern: str):
    started = time.perf_counter()
    split_sentences(pattern * (200_000 // len(pattern)))
    assert time.perf_counter() - started < 2  # seconds
