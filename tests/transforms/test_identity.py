"""One article, one id; one outlet, one id."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import Sources, article_id, canonical_url, normalised_text

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.lac.example/monde/appel",
        "http://WWW.lac.example:80/monde/appel/",
        "https://www.lac.example/monde/appel?utm_source=x&fbclid=1#commentaires",
        " https://www.lac.example/monde/appel?xtor=RSS-1 ",
    ],
)
def test_spellings_of_an_address_are_one(url: str) -> None:
    assert canonical_url(url) == "https://www.lac.example/monde/appel"


def test_what_tells_pages_apart_stays() -> None:
    assert canonical_url("https://a.example/p?id=2&b=1") == "https://a.example/p?b=1&id=2"
    assert canonical_url("https://a.example") == "https://a.example/"
    for nothing in (None, "", "notes.txt", "ftp://a.example/x", "https://", "http://[bad"):
        assert canonical_url(nothing) is None


@given(st.text())
def test_the_canonical_address_is_stable(path: str) -> None:
    once = canonical_url(f"https://lac.example/{path}")
    assert once is None or canonical_url(once) == once


def test_the_id_of_a_text_ignores_case_space_and_punctuation() -> None:
    assert article_id(None, "L'Écho", "Un appel,  « bref » !") == article_id(None, "l’echo", "UN APPEL\n– bref")
    assert article_id(None, None, "Un appel") != article_id(None, "L'Écho", "Un appel")
    assert article_id("https://a.example/1", "L'Écho", "x") == article_id("https://a.example/1", None, "y")
    assert normalised_text("") == ""


def test_an_outlet_is_found_by_name_or_address_or_is_itself() -> None:
    outlets = pl.DataFrame({"source_id": ["lac"], "name": ["Le Courrier du Lac"], "aliases": ["Courrier du Lac|CDL"],
                            "domains": ["lac.example"], "timezone": ["Europe/Zurich"]})  # fmt: skip
    sources = Sources(outlets)
    assert sources.find("courrier du lac", None, "a-1").source_id == "lac"
    assert sources.find("Autre nom", "https://sport.lac.example/x", "a-1").source_id == "lac"
    assert sources.find("La Gazette d'Été", None, "a-1").source_id == "la-gazette-d-ete"
    assert sources.find(None, "https://www.autre.example/x", "a-1").source_id == "autre.example"
    assert sources.find(None, None, "a-1").source_id == "unknown-a-1"


def test_the_outlets_table_is_sound() -> None:
    outlets = pl.read_csv(REFERENCE / "outlets.csv", infer_schema=False)
    assert outlets.height >= 120
    assert outlets["source_id"].is_unique().all()
    assert outlets["domains"].str.split("|").explode().is_unique().all()
    assert all(ZoneInfo(name) for name in outlets["timezone"].unique())
    assert pl.read_csv(REFERENCE / "agencies.csv", infer_schema=False)["agency_id"].is_unique().all()
