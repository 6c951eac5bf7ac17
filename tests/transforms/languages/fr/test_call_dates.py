"""Which day of a sentence is that of the call: minimal pairs through the whole reading, published on Friday 12 April 2024."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("a reçu jeudi soir un appel de Narendra Modi, indique vendredi son bureau", "2024-04-11"),
        ("s'est entretenue par téléphone avec Narendra Modi de l'attentat du 15 mars", None),
        ("s'est entretenue par téléphone avec Narendra Modi dans la soirée du 15 mars", "2024-03-15"),
        ("et Narendra Modi sont convenus au téléphone de se revoir lundi", None),
        ("a annoncé mardi avoir téléphoné à Narendra Modi", "2024-04-09~"),
        ("a rappelé Narendra Modi mardi, après un premier appel lundi", "2024-04-09"),
        ("a plaidé, dimanche, pour une trêve que nul ne veut, lors d'un entretien téléphonique avec Narendra Modi", "2024-04-07"),
        ("a téléphoné à Narendra Modi, a-t-elle dit jeudi", "2024-04-11~"),
        ("téléphonera à Narendra Modi dès lundi", "2024-04-15"),
        ("souhaite téléphoner à Narendra Modi en mai", "2024-05"),
    ],
)
def test_the_day_of_the_call(text: str, day: str | None, told: Any) -> None:
    report, *_ = told(f"Giorgia Meloni {text}.", "2024-04-12")
    assert report.date_edtf == day


@pytest.mark.parametrize(
    ("opening", "day"),
    [("ROME, 11 avril (Reuters) - ", None), ("ROME, 11 avril - ", None), ("Jeudi 11 avril, ", "2024-04-11"), ("À Rome, le 11 avril, ", "2024-04-11")],
)
def test_a_dateline_dates_no_call(opening: str, day: str | None, told: Any) -> None:
    (report,) = told(f"{opening}Giorgia Meloni aurait téléphoné à Narendra Modi.", "2024-04-12")
    assert report.date_edtf == day
