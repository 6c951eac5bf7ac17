"""Calls that lie ahead of an article, through the whole reading."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases


@pytest.mark.parametrize("case", cases("plans"), ids=lambda case: case["text"])
def test_a_plan_is_a_call_to_come(case: dict[str, Any], told: Any) -> None:
    assert [report.factuality for report in told(case["text"], case["published"])] == [case["factuality"]]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Giorgia Meloni doit pour sa part téléphoner à Narendra Modi lundi.", "planned"),
        ("Pour la première fois, Giorgia Meloni doit pour cela téléphoner à Narendra Modi.", "planned"),
        ("Mme Meloni s'entretiendra encore avec M. Modi lundi, par téléphone. Giorgia Meloni recevra Narendra Modi en mai.", "planned"),
        ("Giorgia Meloni, qui doit voyager pour voter, a téléphoné à Narendra Modi.", "occurred"),
        ("L'entretien téléphonique de Giorgia Meloni avec Narendra Modi, dont la visite est prévue en mai, a duré une heure.", "occurred"),
        ("L'entretien téléphonique entre Giorgia Meloni et Narendra Modi, initialement prévu mardi, se tiendra lundi.", "planned"),
        ("L'entretien téléphonique entre Giorgia Meloni et Narendra Modi, initialement prévu mardi, s'est tenu jeudi.", "occurred"),
        ("Giorgia Meloni et Narendra Modi sont convenus de refaire le point par téléphone lundi.", "planned"),
        ("Giorgia Meloni et Narendra Modi sont convenus par téléphone de poursuivre le dialogue.", "occurred"),
    ],
)
def test_a_plan_of_something_else_leaves_the_call_alone(text: str, factuality: str, told: Any) -> None:
    assert [report.factuality for report in told(text, "2024-04-12")] == [factuality]
