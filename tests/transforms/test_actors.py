"""Who is who: names, surnames, and who held an office on a day, from the project's own reference tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.actors import Directory, directory_frame, parse_day, surname
from transforms.extract import Extractor


@pytest.fixture(scope="module")
def directory(extractor: Extractor) -> Directory:
    return extractor.pipeline.reader.directory


@pytest.mark.parametrize(
    ("title", "place", "day", "name"),
    [
        ("president", "US", date(2025, 1, 19), "Joe Biden"),
        ("president", "US", date(2025, 1, 20), "Donald Trump"),
        ("president", "FR", date(2017, 5, 13), "François Hollande"),
        ("president", "FR", date(2017, 5, 15), "Emmanuel Macron"),
        ("chancelier", "DE", date(2024, 6, 1), "Olaf Scholz"),
        ("chanceliere", "DE", date(2010, 6, 1), "Angela Merkel"),
        ("premier ministre", "JP", date(2023, 6, 1), "Fumio Kishida"),
        ("roi", "MA", date(2015, 6, 1), "Mohammed VI"),
        ("pape", "VA", date(2004, 6, 1), "Jean Paul II"),
    ],
)
def test_the_holder_of_an_office_on_a_day(directory: Directory, title: str, place: str, day: date, name: str) -> None:
    assert [actor.name for actor in directory.holders(title, place, day)] == [name]


def test_without_a_day_the_newest_holder_comes_first(directory: Directory) -> None:
    names = [actor.name for actor in directory.holders("president", "FR", None)]
    assert names[:2] == ["Emmanuel Macron", "François Hollande"]
    assert len(names) == len(set(names))


def test_an_office_that_does_not_exist_has_no_holder(directory: Directory) -> None:
    assert directory.holders("chanceliere", "FR", date(2020, 1, 1)) == []
    assert directory.holders("president", "FR", date(1066, 1, 1)) == []


def test_a_name_is_found_in_every_spelling(directory: Directory) -> None:
    for spellings in (
        ("vladimir poutine", "vladimir putin"),
        ("volodymyr zelensky", "volodimir zelenski"),
        ("viktor orban", "victor orban"),
    ):
        assert len({tuple(directory.by_name[spelling]) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("vladimir poutine", "poutine"), ("mohammed ben salmane", "ben salmane"), ("ursula von der leyen", "von der leyen"),
        ("charles de gaulle", "de gaulle"), ("lula", "lula"), ("kim jong un", "un"),
    ],
)  # fmt: skip
def test_surnames_keep_their_particles(name: str, short: str) -> None:
    assert surname(name) == short


def test_a_king_is_not_known_by_his_number_nor_by_his_country(directory: Directory) -> None:
    shorts = {short for actor in directory.actors.values() for short in actor.short_forms}
    assert not shorts & {"ii", "vi", "xiv", "jordanie", "belgique", "maroc"}


def test_someone_in_office_speaks_for_the_country(directory: Directory) -> None:
    (michel,) = directory.by_name["charles michel"]
    assert directory.country_on(michel, date(2018, 1, 1)) == "BE"
    assert directory.country_on(michel, date(2022, 1, 1)) not in (None, "BE")
    assert directory.in_office(michel, date(2018, 1, 1))
    assert not directory.in_office(michel, date(1990, 1, 1))
    assert directory.country_on("nobody", None) is None


def test_two_people_in_office_bound_what_they_did_together(directory: Directory) -> None:
    ids = [directory.by_name[name][0] for name in ("emmanuel macron", "olaf scholz")]
    assert directory.office_bounds(ids) == (date(2021, 12, 8), date(2025, 5, 6))
    assert directory.office_bounds([]) == (None, None)
    assert directory.office_bounds(["nobody"]) == (None, None)


def test_people_who_never_held_office_together_have_no_bounds(directory: Directory) -> None:
    ids = [directory.by_name[name][0] for name in ("francois mitterrand", "friedrich merz")]
    assert directory.office_bounds(ids) == (None, None)


def test_terms_of_one_office_begin_before_they_end(directory: Directory) -> None:
    terms = [office for offices in directory.offices_of.values() for office in offices]
    assert [office for office in terms if office.start and office.end and office.start > office.end] == []


def test_the_last_day_of_a_term_is_the_successors(directory: Directory) -> None:
    (trump,) = directory.by_name["donald trump"]
    held = [day for day in (date(2021, 1, 19), date(2021, 1, 20), date(2025, 1, 20)) if directory.in_office(trump, day)]
    assert held == [date(2021, 1, 19), date(2025, 1, 20)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-05-04", date(2021, 5, 4)),
        ("2021", date(2021, 1, 1)),
        ("2021-05", date(2021, 5, 1)),
        ("", None),
        (None, None),
        ("demain", None),
    ],
)
def test_days_of_the_tables(text: str | None, day: date | None) -> None:
    assert parse_day(text) == day


@given(st.one_of(st.text(max_size=12), st.dates().map(str)))
def test_any_cell_is_a_day_or_none(text: str) -> None:
    assert parse_day(text) is None or isinstance(parse_day(text), date)


def test_the_directory_as_a_frame_has_one_row_an_actor(directory: Directory) -> None:
    frame = directory_frame(directory)
    assert frame.columns == ["actor_id", "name", "kind", "country_code"]
    assert frame["actor_id"].is_unique().all()
    assert frame.height == len(directory.actors)
