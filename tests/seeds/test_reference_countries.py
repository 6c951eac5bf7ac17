"""The tables of countries, titles and metonyms, and the offices beside those of the leaders."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

import seeds
from transforms.text import fold

Row = dict[str, str]
REFERENCE = Path(seeds.__file__).parent / "reference"


def read(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNTRIES = read("countries.csv")
BY_CODE = {row["country_code"]: row for row in COUNTRIES}
TITLES = read("titles.csv")
METONYMS = read("metonyms.csv")
ACTORS = read("actors.csv")
OFFICES = read("offices.csv")


def test_country_codes_are_valid_and_unique() -> None:
    assert len(BY_CODE) == len(COUNTRIES)
    assert [code for code in BY_CODE if not re.fullmatch("[A-Z]{2}", code)] == []
    assert [row["iso3"] for row in COUNTRIES if not re.fullmatch("[A-Z]{3}", row["iso3"])] == []
    assert len({row["iso3"] for row in COUNTRIES}) == len(COUNTRIES)


@pytest.mark.parametrize("column", ["name_fr", "demonyms", "capital_fr", "source", "verified"])
def test_no_country_lacks(column: str) -> None:
    assert [row["country_code"] for row in COUNTRIES if not row[column].strip()] == []


def test_lists_hold_no_empty_or_repeated_form() -> None:
    columns = ("aliases", "demonyms", "capital_fr")
    cells = [row[column].split("|") for row in COUNTRIES for column in columns if row[column]]
    assert [forms for forms in cells if not all(forms) or len(set(forms)) < len(forms)] == []


def test_demonyms_are_in_lower_case_with_accents() -> None:
    assert [row["demonyms"] for row in COUNTRIES if row["demonyms"] != row["demonyms"].lower()] == []


@pytest.mark.parametrize(("demonym", "codes"), [
    ("russes", {"RU"}),
    ("française", {"FR"}),
    ("ukrainiennes", {"UA"}),
    ("états-unien", {"US"}),
    ("turque", {"TR"}),
    ("émirati", {"AE"}),
    ("kirghiz", {"KG"}),
    ("nord-coréenne", {"KP"}),
    ("nigérienne", {"NE"}),
    ("nigériane", {"NG"}),
    ("congolais", {"CD", "CG"}),
    ("dominicaine", {"DM", "DO"}),
    ("coréen", {"KP", "KR"}),
    ("sud-soudanais", {"SS"}),
])
def test_demonyms_name_their_countries(demonym: str, codes: set[str]) -> None:
    assert {row["country_code"] for row in COUNTRIES if demonym in row["demonyms"].split("|")} == codes


@pytest.mark.parametrize(("name", "code"), [
    ("Etats-Unis", "US"),
    ("Birmanie", "MM"),
    ("RDC", "CD"),
    ("Congo", "CG"),
    ("bande de Gaza", "PS"),
    ("Crimée", "UA"),
    ("Taiwan", "TW"),
    ("Kosovo", "XK"),
])
def test_names_and_aliases_name_their_country(name: str, code: str) -> None:
    assert [row["country_code"] for row in COUNTRIES if name in (row["name_fr"], *row["aliases"].split("|"))] == [code]


def test_country_names_belong_to_one_country() -> None:
    names = Counter(
        name for row in COUNTRIES for name in {fold(n) for n in (row["name_fr"], *row["aliases"].split("|")) if n}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_titles_are_folded_unique_and_have_a_role() -> None:
    titles = [row["title"] for row in TITLES]
    assert [title for title, count in Counter(titles).items() if count > 1] == []
    assert [title for title in titles if not title or title != fold(title).strip()] == []
    assert [row for row in TITLES if not row["role"] or row["gender"] not in {"m", "f", ""}] == []


@pytest.mark.parametrize(("title", "role"), [
    ("president", "head_of_state"),
    ("chanceliere", "head_of_government"),
    ("cheffe de la diplomatie", "foreign_minister"),
    ("secretaire d'etat", "foreign_minister"),
    ("secretaire d'etat charge", "junior_minister"),
    ("ministre des armees", "defence_minister"),
    ("cheffe de la diplomatie europeenne", "high_representative"),
    ("president du conseil europeen", "council_president"),
    ("president du conseil", "head_of_government"),
    ("president du conseil d'administration", "other"),
    ("patron de l'otan", "secretary_general"),
])
def test_known_titles(title: str, role: str) -> None:
    assert {row["title"]: row["role"] for row in TITLES}[title] == role


def test_metonyms_are_complete_and_unique() -> None:
    surfaces = [row["surface"] for row in METONYMS]
    assert [surface for surface, count in Counter(surfaces).items() if count > 1] == []
    kinds = {"institution", "capital", "organisation"}
    assert [row for row in METONYMS if not row["surface"] or not row["name"] or row["kind"] not in kinds] == []
    assert [row for row in METONYMS if row["country_code"] and row["country_code"] not in BY_CODE] == []


def test_only_institutions_have_a_head() -> None:
    heads = {"", "leader", "head_of_government", "foreign_minister", "defence_minister"}
    assert [row for row in METONYMS if row["head"] not in heads or (row["head"] and (row["kind"] != "institution" or not row["country_code"]))] == []


def test_one_metonym_means_one_actor_however_it_is_accented() -> None:
    meanings = defaultdict(set)
    for row in METONYMS:
        meanings[fold(row["surface"])].add(row["actor_id"])
    assert {surface: ids for surface, ids in meanings.items() if len(ids) > 1} == {}


def test_every_metonym_and_organisation_is_an_actor() -> None:
    known = {row["actor_id"] for row in ACTORS}
    assert {row["actor_id"] for row in METONYMS} - known == set()
    assert {row["organisation_id"] for row in OFFICES if row["organisation_id"]} - known == set()


def test_actors_and_offices_are_of_known_countries() -> None:
    assert {row["country_code"] for row in ACTORS if row["kind"] != "person" and row["country_code"]} <= BY_CODE.keys()


def test_terms_of_one_office_do_not_overlap() -> None:
    terms: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in OFFICES:
        terms[row["country_code"], row["organisation_id"], row["role"]].append(row)
    several_at_once = {"co_head_of_state", "co_president"}
    overlaps = [
        (earlier, later)
        for (_, _, role), rows in terms.items() if role not in several_at_once
        for earlier, later in pairwise(sorted(rows, key=lambda row: row["start"]))
        if not earlier["end"] or earlier["end"] > later["start"]
    ]
    assert overlaps == []


@pytest.mark.parametrize(("place", "role", "day", "name"), [
    ("RU", "foreign_minister", "2022-03-01", "Sergueï Lavrov"),
    ("US", "foreign_minister", "2019-05-01", "Mike Pompeo"),
    ("FR", "foreign_minister", "2021-09-01", "Jean-Yves Le Drian"),
    ("FR", "diplomatic_adviser", "2022-01-13", "Emmanuel Bonne"),
    ("RU", "diplomatic_adviser", "2025-06-14", "Iouri Ouchakov"),
    ("RU", "spokesperson", "2025-02-13", "Dmitri Peskov"),
    ("US", "chief_of_staff", "2022-10-24", "Mark Milley"),
    ("CN", "foreign_minister", "2023-01-15", "Qin Gang"),
    ("TR", "defence_minister", "2022-03-01", "Hulusi Akar"),
    ("GB", "foreign_minister", "2022-03-01", "Liz Truss"),
    ("org-onu", "secretary_general", "2020-01-01", "Antonio Guterres"),
    ("org-otan", "secretary_general", "2022-02-24", "Jens Stoltenberg"),
    ("org-ue", "council_president", "2022-02-24", "Charles Michel"),
    ("org-ue", "high_representative", "2022-02-24", "Josep Borrell"),
    ("org-aiea", "director_general", "2022-09-01", "Rafael Grossi"),
])
def test_known_holders(place: str, role: str, day: str, name: str) -> None:
    names = {row["actor_id"]: row["name"] for row in ACTORS}
    held = [
        names[row["actor_id"]] for row in OFFICES
        if place == (row["organisation_id"] or row["country_code"]) and row["role"] == role
        and row["start"] <= day and (not row["end"] or day < row["end"])
    ]
    assert held == [name]
