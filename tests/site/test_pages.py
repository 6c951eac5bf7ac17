"""Every page opens from disk and under a sub-path, without an error and without asking anything of anybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import AXE, Tab

from warehouse.connect import open_read

PAGES = ["index.html", "people.html", "topics.html", "places.html", "sources.html", "search.html?q=poutine", "ask.html", "data.html"]
WIDTHS = {"desktop": 1280, "phone": 390}

NewTab = Callable[..., Tab]


def ids(site: Path, query: str) -> list[str]:
    with open_read(site.parent.parent / "w.duckdb") as con:
        return [row[0] for row in con.execute(query).fetchall()]


def every_page(site: Path) -> list[str]:
    calls = ids(site, "SELECT call_id FROM calls ORDER BY 1")
    articles = ids(site, "SELECT DISTINCT article_id FROM call_reports WHERE call_id IS NOT NULL ORDER BY 1")
    return [*PAGES, *(f"call.html?id={one}" for one in calls), *(f"article.html?id={one}" for one in articles)]


@pytest.mark.parametrize("place", ["from disk", "under a sub-path"])
def test_every_page_opens_without_error_or_outside_request(site: Path, root: str, web_root: str, place: str, tab: NewTab) -> None:
    opened = tab(root if place == "from disk" else web_root)
    for path in every_page(site):
        page = opened.open(path)
        assert page.inner_text("h1").strip(), path
        assert page.locator("main .notice").filter(has_text="n’a pas pu").count() == 0, path
        assert opened.errors == [], path
        assert opened.outside == [], path


@pytest.mark.parametrize("page_path", ["index.html", "people.html", "topics.html", "places.html", "sources.html"])
def test_every_picture_is_drawn_and_has_its_table(root: str, page_path: str, tab: NewTab) -> None:
    page = tab(root).open(page_path)
    figures = page.locator("figure")
    assert figures.count() >= 1
    for n in range(figures.count()):
        figure = figures.nth(n)
        assert figure.locator(".chart canvas").count() >= 1
        assert painted(figure.locator("canvas").first)
        figure.locator("summary").click()
        assert figure.locator("table tbody tr").first.is_visible()


def painted(canvas: Any) -> bool:
    """Whether a canvas holds more than one colour."""
    return bool(
        canvas.evaluate("c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size > 3")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(site: Path, root: str, width: int, scheme: str, tab: NewTab) -> None:
    disputed = ids(site, "SELECT call_id FROM calls ORDER BY conflict_count DESC, call_id LIMIT 1")[0]
    article = ids(site, f"SELECT article_id FROM call_reports WHERE call_id = '{disputed}' ORDER BY 1")[0]
    opened = tab(root, width=width, scheme=scheme)
    for path in [*PAGES, f"call.html?id={disputed}", f"article.html?id={article}"]:
        page = opened.open(path)
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"


def test_print_gives_a_page_without_controls(root: str, tab: NewTab) -> None:
    page = tab(root).open("index.html")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator("header nav").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("main > section table").is_visible()


def test_the_language_is_in_the_address_and_kept(root: str, tab: NewTab) -> None:
    opened = tab(root)
    page = opened.open("index.html")
    assert page.inner_text("h1") == "Qui a appelé qui, et qui le dit"
    with page.expect_navigation():
        page.click("[data-language=en]")
    opened.ready()
    assert page.inner_text("h1") == "Who called whom, and who says so"
    assert "lang=en" in page.url
    page.click("nav >> text=Leaders")
    page.wait_for_url("**/people.html*")
    assert opened.ready().inner_text("h1") == "Leaders"
    assert "lang=en" in page.url
    assert opened.open("topics.html").inner_text("h1") == "Topics"  # from the last choice, without the address


def test_no_word_of_the_interface_is_missing(site: Path, root: str, tab: NewTab) -> None:
    """A key that the dictionary lacks would show as such: two words joined by a dot."""
    opened = tab(root)
    for path in every_page(site)[:20]:
        page = opened.open(f"{path}{'&' if '?' in path else '?'}lang=en")
        shown = page.evaluate("document.body.innerText")
        words = page.evaluate("[...new Set(Object.keys(Readout.data.words).map((key) => key.split('.')[0]))]")
        assert re.findall(rf"\b(?:{'|'.join(words)})\.[a-z_]+\b(?!\(|/)", shown.replace("call.html", "").replace("data.html", "")) == [], path
