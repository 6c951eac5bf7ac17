"""Articles that tell several calls, and what each of them is told to be: one passage a case, through the whole reading."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases

from transforms.languages.fr.expressions import find_expressions
from transforms.languages.fr.other_calls import sets_apart
from transforms.report import Report
from transforms.text import fold


def _values(report: Report) -> dict[str, Any]:
    return {
        "participants": sorted(p.name for p in report.participants), "factuality": report.factuality, "channel": report.channel,
        "date": report.date_edtf, "duration": list(report.duration[:2]) if report.duration else None, "ordinal": report.ordinal,
        "initiator": report.initiator.name if report.initiator else None,
    }  # fmt: skip


@pytest.mark.parametrize("case", cases("other_calls"), ids=lambda case: case["text"])
def test_the_calls_of_a_passage(case: dict[str, Any], told: Any) -> None:
    title = f"{case['title']}\n\n" if "title" in case else ""
    found = [_values(report) for report in told(title + case["text"], case["day"], title_end=max(0, len(title) - 2))]
    left = list(found)
    for call in case["calls"]:
        wanted = {**call, "participants": sorted(call["participants"])}
        fitting = [values for values in left if {name: values[name] for name in wanted} == wanted]
        assert fitting, f"{wanted} is none of {left}"
        left.remove(fitting[0])
    assert left == []


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Un nouvel échange téléphonique est prévu.", "further"),
        ("Un autre appel suivra.", "further"),
        ("Le prochain entretien téléphonique portera sur le blé.", "further"),
        ("Les deux femmes se reparleront vendredi.", "further"),
        ("Leur précédent entretien téléphonique avait duré une heure.", "earlier"),
        ("Lors d'un premier appel, elle avait refusé.", "earlier"),
        ("Leur dernier échange téléphonique remontait à mars.", "earlier"),
        ("L'échange téléphonique précédent avait été bref.", "earlier"),
        ("Ce nouvel échange téléphonique a été bref.", None),
        ("C'était leur dernier échange téléphonique avant le vote.", None),
        ("Leur deuxième entretien téléphonique a été bref.", None),
        ("L'échange téléphonique a été bref.", None),
    ],
)
def test_words_that_set_a_call_apart(text: str, apart: str | None) -> None:
    folded = fold(text)
    (expression, *_) = find_expressions(folded, 0, len(folded))
    assert sets_apart(folded, expression, (0, len(folded))) == apart
