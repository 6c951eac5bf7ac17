"""Whether a call took place: minimal pairs through the whole reading, and what no text may break."""

from datetime import date
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from flows.reference import read_reference
from transforms.languages.fr.expressions import find_expressions
from transforms.languages.fr.modality import read_factuality
from transforms.languages.fr.pipeline import FrenchPipeline
from transforms.languages.fr.running_days import Anchor
from transforms.report import Report
from transforms.text import fold

CASES = cases("modality")
WORDS = (
    "Le Kremlin ne n'a pas jamais démenti aucun entretien téléphonique avec par téléphone aurait devrait appeler parlera vendredi prévu "
    "selon des sources s'est entretenu lors d'un appel « » , . ? si refuse de a tenté dément ce que"
)
texts = st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join)


@pytest.fixture(scope="module")
def pipeline() -> FrenchPipeline:
    return FrenchPipeline(read_reference())


def read(pipeline: FrenchPipeline, text: str, published: str) -> list[Report]:
    return pipeline.reports(text, Anchor(date.fromisoformat(published), "published_at"), (), 0, "FR")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_factuality(pipeline: FrenchPipeline, case: dict[str, Any]) -> None:
    expected = [case["factuality"]] if case["factuality"] else []
    assert [r.factuality for r in read(pipeline, case["text"], case["published"])] == expected


def test_the_words_that_decide_are_claimed(pipeline: FrenchPipeline) -> None:
    text = "Luis Arce a téléphoné lundi à Gabriel Boric, selon une radio. La présidence chilienne a démenti."
    (report,) = read(pipeline, text, "2024-05-16")
    claims = {c.value: c.span for c in report.claims if c.property == "factuality"}
    assert report.factuality == "denied"
    assert claims["denied"] is not None
    assert "démenti" in text[slice(*claims["denied"])]


@given(texts)
def test_spans_lie_in_the_sentence(text: str) -> None:
    folded = fold(text)
    for expression in find_expressions(folded, 0, len(folded)):
        found = read_factuality(folded, expression, (0, len(folded)))
        assert found is None or found.value in ("occurred", "planned", "denied", "unconfirmed")
        assert found is None or found.span is None or 0 <= found.span[0] < found.span[1] <= len(folded)
