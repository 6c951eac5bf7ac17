import re
import time
from itertools import pairwise
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.languages.fr.quotation_units import Statement
from transforms.languages.fr.quotation_verbs import FORMS
from transforms.languages.fr.quotations import find_statements
from transforms.languages.fr.sentences import split_sentences

CASES = cases("quotations")


def statements(text: str) -> list[Statement]:
    return find_statements(text, split_sentences(text))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (max(a[1], b[1]) - min(a[0], b[0]))


def score(case: dict[str, Any]) -> dict[str, Any]:
    """Match found statements to expected ones whose spans overlap by more than 0.8; list what misses."""
    text, found = case["text"], statements(case["text"])
    result = {
        "expected": len(case["statements"]),
        "found": len(found),
        "hits": 0,
        "speakers": 0,
        "kinds": 0,
        "errors": [],
    }
    left = list(found)
    for wanted in case["statements"]:
        start = text.index(wanted["text"])
        hit = next((s for s in left if overlap((s.start, s.end), (start, start + len(wanted["text"]))) > 0.8), None)
        if hit is None:
            result["errors"].append(("missed", wanted["text"]))
            continue
        left.remove(hit)
        speaker = None if hit.speaker_start is None else text[hit.speaker_start : hit.speaker_end]
        result["hits"] += 1
        result["speakers"] += speaker == wanted["speaker"]
        result["kinds"] += hit.kind == wanted["kind"]
        if speaker != wanted["speaker"] or hit.kind != wanted["kind"]:
            result["errors"].append(("differs", wanted, speaker, hit.kind))
    result["errors"] += [("extra", text[s.start : s.end], s.rule) for s in left]
    return result


def test_statements_and_speakers_of_the_cases():
    results = [score(case) for case in CASES]
    total = {key: sum(r[key] for r in results) for key in ("expected", "found", "hits", "speakers", "kinds")}
    f1 = 2 * total["hits"] / (total["expected"] + total["found"])
    errors = [(case["text"][:60], r["errors"]) for case, r in zip(CASES, results, strict=True) if r["errors"]]
    assert len(CASES) >= 60
    assert f1 >= 0.95, (f1, errors)
    assert total["speakers"] / total["hits"] >= 0.97, errors
    assert total["kinds"] / total["hits"] >= 0.97, errors


def test_a_title_in_quotes_is_no_statement():
    assert statements("Le roman « Les heures lentes du phare » a reçu un prix. Son auteur vit à Lisme.") == []


def test_the_subject_inside_a_quotation_is_not_the_speaker():
    text = "« Orsan ment », a dit Petra Dulac."
    (found,) = statements(text)
    assert text[found.speaker_start : found.speaker_end] == "Petra Dulac"
    assert text[found.cue_start : found.cue_end] == "a dit"


def test_statements_do_not_overlap_in_a_passage_of_mixed_forms():
    found = [s for case in CASES for s in statements(case["text"])]
    assert found
    for case in CASES:
        spans = [(s.start, s.end) for s in statements(case["text"])]
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), case["text"]


def test_the_lexicon_is_wide_and_inflected():
    assert len({form.lemma for form in FORMS.values()}) >= 120
    for word in ("declare", "affirmait", "jugeant", "rappelle", "dirait", "ecrivent", "promis", "dementi", "precisera"):
        assert word in FORMS


@pytest.mark.parametrize(
    "pattern", ['"', "« ", "« \n", '"a ', "« a » ", "selon Paul, ", "a dit que Paul, ", "Paul a dit, ", "(a) ", "Paul "]
)
def test_degenerate_text_is_read_in_linear_time(pattern: str):
    text = pattern * (200_000 // len(pattern))
    started = time.process_time()
    statements(text)
    assert time.process_time() - started < 3  # seconds; about 0.5 on an idle machine


PIECES = st.sampled_from(
    [
        "«",
        "»",
        " ",
        "\n",
        '"',
        "“",
        "”",
        "a dit",
        "Paul",
        "que",
        ",",
        ".",
        ":",
        "selon",
        "il",
        "a-t-il dit",
        "é",
        "le roi",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join)))
def test_every_span_lies_within_the_text_and_is_trimmed(text: str):
    for s in statements(text):
        assert 0 <= s.start < s.end <= len(text)
        assert text[s.start : s.end] == text[s.start : s.end].strip()
        assert (s.speaker_start is None) == (s.speaker_end is None)
        if s.speaker_start is not None and s.speaker_end is not None:
            assert 0 <= s.speaker_start < s.speaker_end <= len(text)


def test_a_sentence_may_break_off_anywhere():
    """Teasers and copies cut at a number of characters end in mid-phrase: "selon ses"."""
    for case in CASES:
        for start, end in split_sentences(case["text"]):
            for word in re.finditer(r"\w+|[^\w\s]", case["text"][start:end]):
                cut = case["text"][start : start + word.end()]
                for found in find_statements(cut, [(0, len(cut))]):
                    assert 0 <= found.start < found.end <= len(cut)
