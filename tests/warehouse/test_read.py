"""What the command line and resolution read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from warehouse_store import TEXT, Store, article, claim, report, resolution

from transforms import schemas
from warehouse import read
from warehouse.errors import WarehouseError


@pytest.fixture
def told(store: Store) -> Store:
    """Two calls: c1 on 7 January 2031, c2 of unknown date; ingested on the first two days of that January."""
    one, two = report("a1"), report("a2")
    day = {"date_edtf": "2031-01-07", "date_earliest": date(2031, 1, 7), "date_latest": date(2031, 1, 7)}
    published = {"published_at": datetime(2031, 1, 8, tzinfo=UTC)}
    store.ingest(
        [article("a1", **published)],
        [one],
        [claim(one, "duration", "40", 75, 91)],
        resolution("c1", [one], initiator_id="Q1", **day),
    )
    store.ingest(
        [article("a2", text="Autre.", outlet=None, source_id="u2")],
        [two],
        [],
        resolution("c2", [two], factuality="planned", topics=[]),
    )
    return store


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["c1", "c2"]),
    ({"with_": ["Q1"]}, ["c1", "c2"]),
    ({"with_": ["lune", "SOL"]}, ["c1", "c2"]),
    ({"with_": ["a. lune"]}, ["c1", "c2"]),
    ({"with_": ["lune", "personne"]}, []),
    ({"since": date(2031, 1, 8)}, ["c2"]),
    ({"since": date(2031, 1, 7), "until": date(2031, 1, 7)}, ["c1", "c2"]),
    ({"until": date(2031, 1, 6)}, ["c2"]),
    ({"topic": "food"}, ["c1"]),
    ({"topic": "Économie"}, ["c1"]),
    ({"topic": "sport"}, []),
    ({"factuality": "planned"}, ["c2"]),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS, ids=str)
def test_calls_are_found_by_people_days_topics_and_factuality(
    told: Store, wanted: dict[str, Any], expected: list[str]
) -> None:
    with told.read() as con:
        assert read.calls(con, **wanted)["call_id"].to_list() == expected


def test_calls_come_with_names_and_sources(told: Store) -> None:
    with told.read() as con:
        first = read.calls(con).row(0, named=True)
    assert (first["initiator"], first["sources"]) == ("Ada Lune", ["La Gazette"])


def test_a_general_topic_is_not_a_subject_beside_a_narrower_one(store: Store) -> None:
    one = report("r1")
    store.ingest([article("a1")], [one], [], resolution("c1", [one], topics=["economy", "food"]))
    with store.read() as con:
        assert read.calls(con).select("topics", "subjects").row(0) == (["economy", "food"], ["food"])
        assert read.call(con, "c1")["calls"]["subjects"].to_list() == [["food"]]


def test_a_call_comes_with_all_that_is_known_of_it(told: Store) -> None:
    with told.read() as con:
        found = read.call(con, "c1")
        stated = found["claims"].row(0, named=True)
        cut = con.execute(
            "SELECT text[start_char + 1 : end_char] FROM articles JOIN call_reports USING (article_id, revision) "
            "WHERE article_id = 'a1'"
        ).fetchone()
    assert stated["surface"] == TEXT[75:91] == "quarante minutes"
    assert stated["evidence"] == "Ils ont parlé quarante minutes du blé."
    assert cut == ("Ada Lune a appelé Borg Sol mardi.",)
    assert stated["outlet"] == "La Gazette"
    assert {name for name, frame in found.items() if frame.is_empty()} == {"asymmetries", "aliases"}
    assert found["participants"]["name"].to_list() == ["Ada Lune", "Borg Sol"]
    assert found["follow_ups"]["kind"].to_list() == ["visit"]


def test_an_unknown_call_is_an_error(told: Store) -> None:
    with told.read() as con, pytest.raises(WarehouseError, match="no call c9"):
        read.call(con, "c9")


def test_the_warehouse_knows_what_it_knew(told: Store) -> None:
    known = {day: told.rows(f"SELECT call_id FROM calls_as_of('2031-01-0{day}') ORDER BY call_id") for day in (1, 2)}
    assert known == {1: [("c1",)], 2: [("c1",), ("c2",)]}
    assert told.rows("SELECT call_id FROM calls_as_of('2030-12-31')") == []
    one = report("a1")
    told.ingest([article("a1")], [one], [], resolution("c1", [one], ordinal=4))
    assert told.rows("SELECT ordinal FROM calls_as_of('2031-01-02') WHERE call_id = 'c1'") == [(None,)]
    assert told.rows("SELECT ordinal FROM calls_as_of('2031-01-03') WHERE call_id = 'c1'") == [(4,)]


def test_what_had_been_published_counts_reports_of_articles_published_by_then(told: Store) -> None:
    assert told.rows("SELECT call_id, report_count, participants FROM calls_published_by('2031-01-08')") == [
        ("c1", 1, ["Ada Lune", "Borg Sol"])
    ]
    assert told.rows("SELECT call_id FROM calls_published_by('2031-01-07')") == []


def test_sources_count_their_articles_reports_and_conflicts(told: Store) -> None:
    assert told.rows(
        "SELECT source_id, name, domain, article_count, report_count, conflict_count FROM sources ORDER BY 1"
    ) == [("gazette", "La Gazette", "gazette.example", 1, 1, 1), ("u2", None, None, 1, 1, 0)]


def test_stored_articles_come_in_batches_as_they_were_loaded(told: Store) -> None:
    told.ingest([article("a2", text="Corrigé.")])
    with told.work() as con:
        batches = list(read.articles(con, batch_rows=1))
    assert [batch["article_id"].to_list() for batch in batches] == [["a1"], ["a2"]]
    assert batches[1]["revision"].to_list() == [2]
    assert batches[0].schema == schemas.ARTICLES.schema
