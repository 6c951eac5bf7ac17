"""Who says what about a call, and which next steps are announced with it."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases

CASES = cases("voices")
CALL = "Emmanuel Macron et Narendra Modi se sont entretenus par téléphone mardi."


@pytest.mark.parametrize("case", [c for c in CASES if "statements" in c], ids=lambda case: case["text"])
def test_statements_have_their_speakers(case: dict[str, Any], told: Any) -> None:
    text = case["text"]
    (report,) = told(text, case["day"])
    assert [[text[slice(*s.span)], s.kind, s.speaker] for s in report.statements] == case["statements"]


@pytest.mark.parametrize("case", [c for c in CASES if "follow_ups" in c], ids=lambda case: case["text"])
def test_next_steps_are_dated_from_the_article(case: dict[str, Any], told: Any) -> None:
    (report,) = told(case["text"], case["day"])
    assert [[f.kind, f.date_edtf, f.place, f.settled] for f in report.follow_ups] == case["follow_ups"]


def test_without_a_publication_day_a_next_step_has_no_guessed_day(told: Any) -> None:
    (report,) = told(f"{CALL} Ils se reverront vendredi à Lyon. Un sommet se tiendra à Oslo le 3 juin 2023.")
    assert [(f.kind, f.date_edtf) for f in report.follow_ups] == [("meeting", None), ("summit", "2023-06-03")]


def test_a_next_step_names_who_takes_part(told: Any) -> None:
    (report,) = told(f"{CALL} Narendra Modi recevra Olaf Scholz à New Delhi jeudi.", "2023-05-10")
    assert report.follow_ups[0].participants == ("Q1058", "Q61053")


def test_a_speaker_known_by_name_carries_an_id(told: Any) -> None:
    (report,) = told(f"{CALL} « Rien n'est signé », a prévenu M. Modi.", "2023-05-10")
    assert [(s.speaker, s.speaker_id) for s in report.statements] == [("Narendra Modi", "Q1058")]


def test_with_two_calls_each_statement_goes_with_its_own(told: Any) -> None:
    text = (
        "Emmanuel Macron a téléphoné lundi à Xi Jinping. « Nous voulons des trains », a-t-il dit à son homologue chinois.\n\n"
        "Olaf Scholz a téléphoné mardi à Narendra Modi. « Nous voulons des navires », a dit Olaf Scholz."
    )
    said = {tuple(sorted(p.name for p in r.participants)): [text[slice(*s.span)] for s in r.statements] for r in told(text, "2023-05-10")}
    assert "Nous voulons des trains" not in said["Narendra Modi", "Olaf Scholz"]
    assert "Nous voulons des navires" not in said["Emmanuel Macron", "Xi Jinping"]


def test_a_further_call_is_a_planned_report_and_a_next_step(told: Any) -> None:
    first, further = told(f"{CALL} Ils auront un nouvel entretien téléphonique lundi 15 mai.", "2023-05-10")
    assert [(f.kind, f.date_edtf) for f in first.follow_ups] == [("call", "2023-05-15")]
    assert (first.factuality, first.date_edtf) == ("occurred", "2023-05-09")
    assert (further.factuality, further.date_edtf) == ("planned", "2023-05-15")
