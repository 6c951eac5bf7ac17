"""The words of the taxonomy and of the places, and how they are found."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.languages.fr.taxonomy import Lexicon, PlaceFinder, TopicFinder
from transforms.text import fold

REFERENCE = Path(__file__).parents[4] / "seeds" / "reference"
CODES = {
    "conflict", "nuclear", "arms", "sanctions", "trade", "energy", "food", "health", "climate", "migration",
    "terrorism", "humanitarian", "elections", "bilateral", "summit", "ceremonial", "rights", "disaster", "technology",
    "security",
}  # fmt: skip


def _table(name: str) -> pl.DataFrame:
    return pl.read_csv(REFERENCE / name, infer_schema=False)


TOPICS = TopicFinder(_table("topics.csv"), _table("topic_terms.csv"), _table("crises.csv"))
PLACES = PlaceFinder(_table("countries.csv"), _table("place_terms.csv"))


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("guerr*", "les guerres et le guerrier", ["guerres", "guerrier"]),
        ("treve", "treves", []),
        (
            "fermer/fermeture la/de_la frontiere*",
            "fermeture de la frontiere, fermer la frontiere",
            ["fermeture de la frontiere", "fermer la frontiere"],
        ),
        ("fermer/fermeture la/de_la frontiere*", "fermer de frontiere", []),
        ("cessez-le-feu", "un cessez-le-feu", ["cessez-le-feu"]),
        ("plan de paix", "un plan\nde paix", []),
        ("calendrier de transition", "le calendrier de la transition, le calendrier du transitoire", ["calendrier de la transition"]),
        ("ministre * de la sante", "le ministre grec de la sante", ["ministre grec de la sante"]),
    ],
)
def test_term_is_found(term: str, text: str, found: list[str]) -> None:
    lexicon = Lexicon([(term, ("x",))])
    assert [text[start:end] for start, end, _ in lexicon.find(text, 0, len(text))] == found


def test_longest_term_wins_and_a_shorter_one_follows_where_it_fails() -> None:
    lexicon = Lexicon([("droits", ("short",)), ("droits de douane", ("long",)), ("droits de l'homme", ("rights",))])
    text = "droits de douane, droits de passage"
    assert [meaning for _, _, (meaning,) in lexicon.find(text, 0, len(text))] == ["long", "short"]


@pytest.mark.parametrize(
    ("town", "code"),
    [("Kharkiv", "UA"), ("Sfax", "TN"), ("Port-au-Prince", "HT"), ("Gaza", "PS"), ("le Donbass", "UA"), ("Goma", "CD"), ("Téhéran", "IR")],
)
def test_town_or_region_stands_for_its_country(town: str, code: str) -> None:
    folded = fold(f"Ils ont parlé de {town}.")
    assert {place.country_code for place in PLACES.find(folded, 0, len(folded))} == {code}


def test_a_ligature_is_written_either_way() -> None:
    for term, text in (("manoeuvre*", "les manœuvres"), ("bois d'œuvre", "du bois d'oeuvre")):
        assert [text[start:end] for start, end, _ in Lexicon([(term, ())]).find(fold(text), 0, len(text))] == [text.split(" ", 1)[1]]


def test_part_of_a_name_is_no_place() -> None:
    text = fold("L'émir Nawaf al-Ahmad al-Sabah, et la jungle de Sabah")
    assert [text[place.start :] for place in PLACES.find(text, 0, len(text))] == ["sabah"]


def test_water_is_no_emirate() -> None:
    assert PLACES.find("l'eau manque", 0, 12) == []


def test_tables_are_sound() -> None:
    topics, terms, places = _table("topics.csv"), _table("topic_terms.csv"), _table("place_terms.csv")
    assert topics["topic_id"].is_unique().all()
    assert set(topics["topic_id"]) >= CODES
    assert set(topics["label_code"]) == CODES
    assert set(topics["parent_id"].drop_nulls()) <= CODES
    assert set(terms["topic_id"].drop_nulls()) <= set(topics["topic_id"])
    assert set(terms["kind"]) == {"strong", "weak", "mask"}
    assert terms.filter((pl.col("kind") == "mask") != pl.col("topic_id").is_null())["term"].to_list() == []
    for term in [*terms["term"], *places["term"]]:
        assert term == fold(term).strip()


def test_crises_are_sound() -> None:
    crises, codes = _table("crises.csv"), set(_table("countries.csv")["country_code"])
    assert set(crises["kind"]) == {"war", "dispute", "topic"}
    assert set(crises["topic_id"]) <= set(_table("topics.csv")["topic_id"])
    assert {code for cell in [*crises["country_codes"].drop_nulls(), *crises["waged_by"].drop_nulls()] for code in cell.split("|")} <= codes
    assert crises.filter(pl.col("until") <= pl.col("since")).is_empty()
    assert crises.filter((pl.col("kind") == "dispute") & (pl.col("country_codes").str.split("|").list.len() != 2)).is_empty()
    assert all(term == fold(term) for cell in crises["terms"].drop_nulls() for term in cell.split("|"))


@given(st.text(alphabet="laguerreenukraine' .,\n", max_size=200))
def test_mentions_lie_inside_the_range_in_order(text: str) -> None:
    folded = fold(text)
    middle = len(folded) // 2
    for found in (TOPICS.find(folded, 0, middle), PLACES.find(folded, 0, middle)):
        assert all(0 <= mention.start < mention.end <= middle for mention in found)
        assert [mention.start for mention in found] == sorted(mention.start for mention in found)
