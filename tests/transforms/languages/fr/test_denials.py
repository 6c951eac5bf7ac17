"""Calls that are denied, called off or negated: through the whole reading; a negation in the author's own words is no report."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases


@pytest.mark.parametrize("case", cases("denials"), ids=lambda case: case["text"])
def test_a_denial_is_told_from_the_authors_own_word(case: dict[str, Any], told: Any) -> None:
    expected = [case["factuality"]] if case["factuality"] else []
    assert [report.factuality for report in told(case["text"], case["published"])] == expected


@pytest.mark.parametrize(
    ("behind", "factuality"),
    [
        ("n'a pas eu lieu, a confirmé Rome", "denied"),
        ("ne s'est pas tenu, selon Rome", "denied"),
        ("avait été annulé au dernier moment", "denied"),
        ("a été annulé puis reprogrammé à lundi, selon Rome", "planned"),
        ("est resté sans réponse, selon Rome", "unconfirmed"),
        ("a eu lieu mardi, selon Rome", "occurred"),
    ],
)
def test_what_became_of_a_call_that_was_announced(behind: str, factuality: str, told: Any) -> None:
    (report,) = told(f"L'entretien téléphonique annoncé entre Giorgia Meloni et Narendra Modi {behind}.", "2024-04-12")
    assert report.factuality == factuality
