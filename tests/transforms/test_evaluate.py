"""Scoring against labels."""

from __future__ import annotations

import pytest

from transforms.evaluate import Call, evaluate, same_person


def call(*people: str, **values: object) -> Call:
    return {"participants": list(people), "factuality": "occurred", "channel": "telephone", "topics": [], "places": [], **values}


ADA_BORG = call("Ada Lune", "Borg Sol", date="2024-03-12")


def test_a_perfect_reading_scores_one() -> None:
    scored = evaluate({"a": [ADA_BORG], "b": []}, {"a": [ADA_BORG]})
    assert scored.figures["f1"].to_list() == [1.0] * scored.figures.height
    assert scored.errors == []


def test_misses_and_false_alarms() -> None:
    scored = evaluate({"a": [ADA_BORG], "b": []}, {"a": [], "b": [ADA_BORG]})
    assert scored.f1("calls_strict") == 0
    assert [line.split()[0] for line in scored.errors] == ["MISSED", "SPURIOUS"]


def test_one_person_more_is_a_lenient_match_only() -> None:
    scored = evaluate({"a": [ADA_BORG]}, {"a": [call("Ada Lune", "Borg Sol", "Cyr Mars")]})
    assert (scored.f1("calls_strict"), scored.f1("calls_lenient")) == (0, 1)


def test_role_texts_and_optional_calls_do_not_count() -> None:
    gold = {"a": [ADA_BORG, call("Ada Lune", "Dov Pluton", optional=True), call("Ada Lune", "dirigeants du Nord")]}
    assert evaluate(gold, {"a": [call("Ada Lune", "Borg Sol", "son ministre", date="2024-03-12")]}).f1("calls_strict") == 1
    assert evaluate(gold, {"a": [ADA_BORG, call("Ada Lune", "Dov Pluton")]}).f1("calls_strict") == 1


@pytest.mark.parametrize(
    ("labelled", "found", "f1"),
    [
        ("2024-03-12", "2024-03-12~", 1),
        ("2024-03-12", "2024-03-13", 0),
        ("2024-03-12~", "2024-03-15", 1),
        ("2024-03-12~", "2024-03-16", 0),
        ("2024-03-12~", "2024-03", 1),
        ("2024-03-12~", None, 1),
        ("2024-03-12", None, 0),
        (None, "2024-03-12", 0),
    ],
)
def test_dates(labelled: str | None, found: str | None, f1: float) -> None:
    gold, predicted = call("Ada Lune", "Borg Sol", date=labelled), call("Ada Lune", "Borg Sol", date=found)
    assert evaluate({"a": [gold]}, {"a": [predicted]}).f1("date") == f1


def test_durations_agree_within_five_minutes() -> None:
    gold = {"a": [call("Ada Lune", "Borg Sol", duration_minutes=[30, 40])]}
    assert evaluate(gold, {"a": [call("Ada Lune", "Borg Sol", duration_minutes=[35, 45])]}).f1("duration_minutes") == 1
    assert evaluate(gold, {"a": [call("Ada Lune", "Borg Sol", duration_minutes=[30, 46])]}).f1("duration_minutes") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Lune", "Lune", True),
        ("Volodymyr Zelensky", "Volodimir Zelenski", True),
        ("Ada Lune", "Ada Sol", False),
        ("Mohammed ben Salmane", "Mohammed Salmane", True),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
