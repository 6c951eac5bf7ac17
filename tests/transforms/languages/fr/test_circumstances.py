"""Who asked for a call, how it went, how long it lasted, which one it was and who made it known."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases

from transforms.report import Report

CASES = cases("circumstances")


def _values(report: Report) -> dict[str, Any]:
    return {
        "initiator": report.initiator.name if report.initiator else None, "initiator_qualifier": report.initiator_qualifier,
        "tone": report.tone, "disclosed_by": report.disclosed_by, "duration": list(report.duration) if report.duration else None,
        "ordinal": report.ordinal,
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_circumstances_of_a_call(case: dict[str, Any], told: Any) -> None:
    (report,) = told(case["text"], case["day"])
    expected = {name: value for name, value in case.items() if name not in ("text", "day")}
    assert {name: _values(report)[name] for name in expected} == expected


def test_who_called_and_who_was_called(told: Any) -> None:
    (report,) = told("Giorgia Meloni a reçu un appel téléphonique de Narendra Modi.", "2023-05-11")
    assert {p.name: p.role for p in report.participants} == {"Narendra Modi": "initiator", "Giorgia Meloni": "recipient"}


def test_an_initiator_that_is_not_disclosed_is_a_claim_of_its_own(told: Any) -> None:
    text = "Xi Jinping et Narendra Modi se sont parlé au téléphone. On ignore qui était à l'origine de l'appel."
    (report,) = told(text, "2023-05-11")
    (claim,) = [c for c in report.claims if c.property == "initiator"]
    assert (claim.value, claim.qualifier, text[slice(*claim.span)][:9]) == ("", "not_disclosed", "On ignore")


def test_a_duration_says_who_gave_it(told: Any) -> None:
    (report,) = told("« Notre entretien téléphonique avec Xi Jinping a duré une heure », a dit Narendra Modi.", "2023-05-11")
    (claim,) = [c for c in report.claims if c.property == "duration"]
    assert (claim.value, claim.attributed_to) == ("60", "Narendra Modi")
