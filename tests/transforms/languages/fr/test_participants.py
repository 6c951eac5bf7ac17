"""Who called whom: one article of one or two sentences a case, through the whole reading."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from french_texts import cases

FILES = ("participants", "constructions", "wordings", "rounds")  # single cases; every call expression in the frames it is written in; press wordings; several calls in one piece
CASES = [case for name in FILES for case in cases(name)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_calls_of_a_text(case: dict[str, Any], told: Any) -> None:
    reports = told(case["text"], case["day"])
    assert [sorted(p.name for p in report.participants) for report in reports] == [sorted(call["participants"]) for call in case["calls"]]
    for report, call in zip(reports, case["calls"], strict=True):
        found = {
            "participants": call["participants"], "factuality": report.factuality, "channel": report.channel, "date": report.date_edtf,
            "weekday": report.weekday, "time_of_day": report.time_of_day, "duration": list(report.duration[:2]) if report.duration else None,
        }  # fmt: skip
        assert {name: found[name] for name in call} == call


def test_the_same_two_people_are_one_call_however_they_are_called(told: Any) -> None:
    text = (
        "Macron et Scholz parlent du rail\n\nLe président français a téléphoné mercredi au chancelier allemand. L'entretien téléphonique entre "
        "Emmanuel Macron et Olaf Scholz a porté sur le rail.\n\nM. Macron et son homologue allemand se sont parlé au téléphone."
    )
    (report,) = told(text, "2023-05-11", title_end=32)
    assert {p.name for p in report.participants} == {"Emmanuel Macron", "Olaf Scholz"}


def test_the_head_of_state_is_that_of_the_outlets_own_country(told: Any) -> None:
    text = "Le chef de l'Etat a téléphoné à Olaf Scholz."
    for outlet, name in (("lemonde", "Emmanuel Macron"), ("hespress-fr", "Mohammed VI")):
        assert [{p.name for p in report.participants} for report in told(text, "2023-05-11", source_id=outlet)] == [{name, "Olaf Scholz"}]


def test_comments_tell_of_no_call(told: Any) -> None:
    text = "Le blé monte.\n\nEmmanuel Macron a téléphoné à Olaf Scholz, écrit un lecteur."
    comment = {"kind": "comment", "start_char": 15, "end_char": len(text)}
    assert len(told(text, "2023-05-11")) == 1
    assert told(text, "2023-05-11", furniture=[comment]) == []
    assert len(told(text, "2023-05-11", furniture=[comment | {"kind": "caption"}])) == 1


def test_articles_in_other_languages_are_not_read(told: Any) -> None:
    text = "Emmanuel Macron a téléphoné à Olaf Scholz."
    assert len(told(text, language=None)) == 1
    assert told(text, language="en") == []


def test_relative_days_count_from_the_dateline_before_the_publication(told: Any) -> None:
    text = "Emmanuel Macron a téléphoné hier à Olaf Scholz."
    (report,) = told(text, "2023-05-11", dateline_date=date(2023, 5, 9))
    assert report.date_edtf == "2023-05-08"
    (claim,) = [c for c in report.claims if c.property == "date"]
    assert (claim.anchor, claim.value) == ("dateline", "2023-05-08")
