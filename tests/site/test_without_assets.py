"""Without the built libraries the site still shows everything but the console: tables stand where pictures would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Tab

from warehouse.connect import open_read
from warehouse.site.build import build_site


@pytest.fixture(scope="module")
def bare(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare")
    with open_read(site.parent.parent / "w.duckdb") as con:
        built = build_site(con, folder / "site", version="0", assets=folder / "nothing")
    assert "the SQL console" in built.lacking
    return folder / "site"


@pytest.mark.parametrize("path", ["index.html", "people.html", "topics.html", "places.html", "sources.html"])
def test_tables_stand_where_pictures_would(bare: Path, path: str, tab: Callable[..., Tab]) -> None:
    page = tab(f"{bare.as_uri()}/").open(path)
    assert "sans bibliothèque de graphiques" in page.inner_text("main")
    assert page.locator("main table tbody tr").first.is_visible()


def test_search_finds_whole_words(bare: Path, tab: Callable[..., Tab]) -> None:
    page = tab(f"{bare.as_uri()}/").open("search.html?q=erdogan")
    assert "Recep Tayyip Erdogan" in page.inner_text(".hits >> nth=0")


def test_the_console_says_how_it_can_be_had(bare: Path, tab: Callable[..., Tab]) -> None:
    page = tab(f"{bare.as_uri()}/").open("ask.html")
    assert "make site-assets" in page.inner_text(".notice")
