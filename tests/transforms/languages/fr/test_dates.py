"""French dates: what is found, what it resolves to, and what holds for any text."""

import re
from datetime import date
from typing import Any

import pytest
from french_texts import cases
from hypothesis import given
from hypothesis import strategies as st

from transforms import edtf
from transforms.languages.fr.dates import (
    DateExpression,
    ResolvedDate,
    find_dates,
    find_full_dates,
    find_time_of_day,
    resolve,
    resolve_named_event,
)
from transforms.text import fold

CASES = cases("dates")
WORDS = (
    "lundi mardi dernier prochain le du au 14 31 1er juin mars 2025 2022 nuit de à entre et les hier veille "
    "lendemain la semaine dernière il y a trois jours mois depuis avant après jusqu'au d'ici dès début fin mi- en "
    "printemps 29 février 14/06/2025 16h15 à 11 heures GMT ce soir suivant plus tôt ans 0 99 une dizaine , . "
    "(2009-2014) quelques"
)
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))
days = st.one_of(st.none(), st.dates(), st.dates(date(1990, 1, 1), date(2035, 12, 31)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _surface(text: str, e: DateExpression) -> str:
    return text[e.start : e.end]


@pytest.mark.parametrize("case", [c for c in CASES if c["surface"]], ids=lambda c: f"{c['text']}-{c['expect']['edtf']}")
def test_a_date_resolves_as_a_reader_would(case: dict[str, Any]) -> None:
    found = {_surface(case["text"], e): e for e in find_dates(fold(case["text"]))}
    assert case["surface"] in found
    bounds = [_day(text) for text in case.get("bounds", (None, None))]
    resolved = resolve(
        found[case["surface"]],
        anchor=_day(case["anchor"]),
        anchor_kind="published_at",
        tense=case["tense"],
        call_date=_day(case.get("call_date")),
        bounds=(bounds[0], bounds[1]),
    )
    values = vars(resolved) | {"earliest": _text(resolved.earliest), "latest": _text(resolved.latest)}
    assert {key: values[key] for key in case["expect"]} == case["expect"]


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("text", [c["text"] for c in CASES if c["surface"] is None])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [_surface(text, e) for e in find_dates(fold(text))] == []


def test_dates_come_in_text_order_and_do_not_overlap() -> None:
    text = "Après un appel lundi 2 juin, ils se sont reparlé le lendemain puis, en juillet, du 3 au 5."
    assert [_surface(text, e) for e in find_dates(fold(text))] == ["lundi 2 juin", "le lendemain", "en juillet"]


def test_the_same_words_are_found_without_accents_and_in_capitals() -> None:
    spellings = ["Début août 2024", "DEBUT AOUT 2024", "debut aout 2024"]
    found = [find_dates(fold(text)) for text in spellings]
    assert found[0] == found[1] == found[2] != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Appel à 11 heures.", [("à 11 heures", "11:00")]),
        ("Un coup de fil à 16h15", [("à 16h15", "16:15")]),
        ("Un coup de fil à 16 h 15 (heure de Paris).", [("à 16 h 15 (heure de Paris)", "16:15")]),
        ("20 h 59, le 14 juin 2025", [("20 h 59", "20:59")]),
        ("Il a commencé vers 15 heures GMT.", [("vers 15 heures GMT", "15:00")]),
        ("à quinze heures, heure locale", [("à quinze heures", "15:00")]),
        ("à 09:30", [("à 09:30", "09:30")]),
        ("Ils se sont parlé lundi soir.", [("soir", "evening")]),
        ("Ils se sont parlé dans la soirée.", [("dans la soirée", "evening")]),
        ("Ils se sont parlé dans l’après-midi.", [("dans l’après-midi", "afternoon")]),
        ("Ils se sont parlé mardi matin.", [("matin", "morning")]),
        ("Ils se sont parlé à midi.", [("à midi", "noon")]),
        ("Dans la nuit de lundi à mardi", [("Dans la nuit", "night")]),
        ("Après un échange matinal sur la digue", [("matinal", "morning")]),
        ("Ils se sont parlé mardi peu avant midi.", [("peu avant midi", "morning")]),
        ("Ils se sont parlé vers midi.", [("midi", "noon")]),
        ("Ils se sont parlé mardi en fin de journée.", [("en fin de journée", "afternoon")]),
        ("Il l'a joint tôt mardi, puis l'a rappelé plus tard mardi.", [("tôt mardi", "morning")]),
        ("Il l'a joint tard mardi.", [("tard mardi", "evening")]),
        ("Une conversation téléphonique nocturne a suivi des tirs nocturnes.", [("nocturne", "night")]),
        ("Un train du Midi a déraillé.", []),
        ("Ils ont parlé pendant 1h45.", []),
        ("La discussion a duré 2 heures.", []),
        ("un entretien d'une heure", []),
        ("plus de 3h", []),
    ],
)
def test_times_of_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[start:end], value) for start, end, value in find_time_of_day(fold(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Publié le 03/05/2021 à 14h02", [date(2021, 5, 3)]),
        ("17 oct. 2025", [date(2025, 10, 17)]),
        ("Genève / Oslo – 16 octobre 2025 | Par la rédaction", [date(2025, 10, 16)]),
        ("1er déc. 2024, mis à jour le 2 déc. 2024", [date(2024, 12, 1), date(2024, 12, 2)]),
        ("31 juin 2024", []),
        ("PARIS, 3 mai (Agence)", []),
        ("depuis le 3 mai 2021", []),
    ],
)
def test_full_dates_of_bylines(text: str, expected: list[date]) -> None:
    assert [day for _, _, day in find_full_dates(fold(text))] == expected


@pytest.mark.parametrize(
    ("text", "clause_day", "expected"),
    [
        ("Au lendemain d'un appel avec la reine, il hésite.", None, "2025-06-15"),
        ("À la veille d’un appel avec la reine, il hésite.", None, "2025-06-17"),
        ("Deux jours après leur appel, il hésite.", date(2025, 6, 13), "2025-06-11"),
        ("Une semaine après leur appel, il hésite.", None, "2025-06-09~"),
        ("Le lendemain, il hésite.", None, None),
    ],
)
def test_the_event_that_a_day_is_counted_from_is_dated_back(
    text: str, clause_day: date | None, expected: str | None
) -> None:
    (expression,) = find_dates(fold(text))
    resolved = resolve_named_event(
        expression, anchor=date(2025, 6, 16), anchor_kind="published_at", clause_day=clause_day
    )
    assert resolved.edtf == expected


@given(texts)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_dates(fold(text))
    ends = [0, *(e.end for e in found)]
    assert all(end <= e.start < e.end <= len(text) for end, e in zip(ends, found, strict=False))
    for start, end, value in find_time_of_day(fold(text)):
        assert 0 <= start < end <= len(text)
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|night|morning|noon|afternoon|evening", value)


@given(texts, days, st.sampled_from([None, "past", "future"]), days, days, days)
def test_any_expression_resolves_to_days_that_agree_with_its_edtf(
    text: str, anchor: date | None, tense: str | None, call: date | None, first: date | None, last: date | None
) -> None:
    bounds = (last, first) if first and last and first > last else (first, last)
    for e in find_dates(fold(text)):
        r = resolve(e, anchor=anchor, anchor_kind="dateline", tense=tense, call_date=call, bounds=bounds)
        assert r.earliest is None or r.latest is None or r.earliest <= r.latest
        assert r.anchor in ("dateline", "call", "text", "none")
        if r.edtf is not None:
            _assert_within(r)


def _assert_within(r: ResolvedDate) -> None:
    assert r.edtf is not None and r.earliest is not None and r.latest is not None
    covered = edtf.parse_edtf(r.edtf)
    assert r.earliest in covered and r.latest in covered
