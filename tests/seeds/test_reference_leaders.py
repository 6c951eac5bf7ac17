"""The tables of leaders: consistent in themselves and right about facts that anyone can look up."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import seeds
from transforms.text import fold

Row = dict[str, str]
REFERENCE = Path(seeds.__file__).parent / "reference"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ACTORS = read("actors.csv")
OFFICES = read("offices.csv")
BY_ID = {row["actor_id"]: row for row in ACTORS}
STATE_ROLES = {"head_of_state", "head_of_government", "monarch", "supreme_leader", "crown_prince", "vice_president"}


def holder(country: str, role: str, day: str) -> str | None:
    held = [
        row for row in OFFICES
        if row["country_code"] == country and row["role"] == role
        and row["start"] <= day and (not row["end"] or day < row["end"])
    ]
    assert len(held) <= 1, f"{country} {role} {day}: {held}"
    return BY_ID[held[0]["actor_id"]]["name"] if held else None


def test_actor_ids_are_unique() -> None:
    assert len(BY_ID) == len(ACTORS)


def test_every_actor_has_a_name_kind_source_and_verified() -> None:
    bad = [
        row["actor_id"] for row in ACTORS
        if not row["name"] or row["kind"] not in {"person", "institution", "organisation"}
        or not row["source"] or row["verified"] not in {"true", "false"}
    ]
    assert bad == []


def test_persons_are_called_by_a_name_not_by_an_identifier() -> None:
    persons = [row["name"] for row in ACTORS if row["kind"] == "person"]
    assert [name for name in persons if not name[0].isupper() or re.fullmatch(r"Q\d+", name)] == []


def test_persons_have_a_gender() -> None:
    assert [row["name"] for row in ACTORS if row["kind"] == "person" and row["gender"] not in {"m", "f"}] == []


def test_aliases_are_neither_empty_nor_repeated() -> None:
    bad = []
    for row in ACTORS:
        aliases = row["aliases"].split("|") if row["aliases"] else []
        if len(set(aliases)) < len(aliases) or any(not a.strip("~ ") or a != a.strip() for a in aliases):
            bad.append(row["name"])
    assert bad == []


def test_every_office_has_an_actor() -> None:
    assert {row["actor_id"] for row in OFFICES} <= BY_ID.keys()


def test_every_office_has_titles_a_place_a_source_and_verified() -> None:
    bad = [
        row for row in OFFICES
        if not row["titles"] or not (row["country_code"] or row["organisation_id"])
        or not row["source"] or row["verified"] not in {"true", "false"}
    ]
    assert bad == []


def test_titles_are_folded() -> None:
    titles = {row["titles"] for row in OFFICES}
    assert {cell for cell in titles if cell != fold(cell)} == set()


def test_days_are_valid_and_terms_run_forwards() -> None:
    leaders = [row for row in OFFICES if row["role"] in STATE_ROLES]
    for row in leaders:
        for day in filter(None, (row["start"], row["end"])):
            assert DAY.fullmatch(day), row
            date.fromisoformat(day)
        assert row["start"], row
        assert not row["end"] or row["start"] < row["end"], row


def test_terms_of_one_office_do_not_overlap() -> None:
    terms: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in OFFICES:
        if row["role"] in STATE_ROLES and not row["organisation_id"]:
            terms[row["country_code"], row["role"]].append(row)
    overlaps = [
        (earlier, later)
        for rows in terms.values()
        for earlier, later in pairwise(sorted(rows, key=lambda row: row["start"]))
        if not earlier["end"] or earlier["end"] > later["start"]
    ]
    assert overlaps == []


def test_nobody_holds_a_state_office_after_death() -> None:
    late = []
    for row in OFFICES:
        died = BY_ID[row["actor_id"]]["died"]
        if row["role"] in STATE_ROLES and len(died) == 10 and (not row["end"] or row["end"][:7] > died[:7]):
            late.append((BY_ID[row["actor_id"]]["name"], died, row["country_code"], row["role"], row["end"]))
    assert late == []


FACTS = [
    ("FR", "head_of_state", "2022-03-05", "Emmanuel Macron"),
    ("FR", "head_of_state", "2012-05-15", "François Hollande"),
    ("FR", "head_of_government", "2003-03-20", "Jean-Pierre Raffarin"),
    ("RU", "head_of_state", "1998-08-17", "Boris Eltsine"),
    ("RU", "head_of_state", "2010-06-01", "Dmitri Medvedev"),
    ("RU", "head_of_state", "2025-06-14", "Vladimir Poutine"),
    ("US", "head_of_state", "2025-01-19", "Joe Biden"),
    ("US", "head_of_state", "2025-01-20", "Donald Trump"),
    ("US", "vice_president", "2022-02-24", "Kamala Harris"),
    ("UA", "head_of_state", "2014-03-01", "Oleksandr Tourtchinov"),
    ("UA", "head_of_state", "2022-02-24", "Volodymyr Zelensky"),
    ("DE", "head_of_government", "2021-12-07", "Angela Merkel"),
    ("DE", "head_of_government", "2021-12-08", "Olaf Scholz"),
    ("GB", "head_of_government", "2022-10-01", "Liz Truss"),
    ("GB", "monarch", "2022-09-07", "Elizabeth II"),
    ("AU", "head_of_government", "2007-10-01", "John Howard"),
    ("ES", "head_of_government", "2019-09-01", "Pedro Sanchez"),
    ("CN", "head_of_state", "2020-01-01", "Xi Jinping"),
    ("IR", "head_of_government", "2015-07-14", "Hassan Rohani"),
    ("IR", "supreme_leader", "2015-07-14", "Ali Khamenei"),
    ("SA", "crown_prince", "2018-10-25", "Mohammed ben Salmane"),
    ("ML", "head_of_state", "2020-07-01", "Ibrahim Boubacar Keïta"),
    ("BY", "head_of_state", "2021-11-15", "Alexandre Loukachenko"),
    ("TR", "head_of_government", "2010-05-31", "Recep Tayyip Erdogan"),
    ("XK", "head_of_state", "2018-12-01", "Hashim Thaçi"),
    ("MX", "head_of_state", "2010-01-01", "Felipe Calderon"),
]


@pytest.mark.parametrize(("country", "role", "day", "name"), FACTS)
def test_known_office_holders(country: str, role: str, day: str, name: str) -> None:
    assert holder(country, role, day) == name


def test_files_stay_small() -> None:
    assert all((REFERENCE / name).stat().st_size < 1_000_000 for name in ("actors.csv", "offices.csv"))
