"""What articles say stays text, whatever they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Tab

from warehouse.connect import open_read

PAGES = ["index.html", "people.html", "topics.html", "places.html", "sources.html", "search.html?q=script", "ask.html", "data.html"]


def paths(site: Path) -> list[str]:
    with open_read(site.parent.parent / "w.duckdb") as con:
        reports = con.execute("SELECT call_id, article_id FROM call_reports WHERE call_id IS NOT NULL").fetchall()
    return [*PAGES, *(f"call.html?id={call}" for call, _ in reports), *(f"article.html?id={article}" for _, article in reports)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_an_article_becomes_part_of_the_page(hostile: Path, language: str, tab: Callable[..., Tab]) -> None:
    opened = tab(f"{hostile.as_uri()}/")
    for path in paths(hostile):
        page = opened.open(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert page.evaluate("window.pirate") is None, path
        assert page.locator("main img, main script, main svg, main [onerror], main [onload]").count() == 0, path
        assert page.locator("a[href^='javascript']").count() == 0, path


def test_hostile_words_are_shown_as_they_are(hostile: Path, tab: Callable[..., Tab]) -> None:
    opened = tab(f"{hostile.as_uri()}/")
    titles = [json.loads(line)["title"] for line in (Path(__file__).parent / "hostile.jsonl").read_text().splitlines()]
    with open_read(hostile.parent.parent / "w.duckdb") as con:
        articles = con.execute("SELECT title, article_id FROM articles").fetchall()
    assert sorted(title for title, _ in articles) == sorted(titles)
    for title, article_id in articles:
        page = opened.open(f"article.html?id={article_id}")
        assert page.evaluate("document.querySelector('h1').textContent") == title
        assert page.title().startswith(title.replace("  ", " "))
        # a mark that turns the direction of writing turns nothing around it
        assert page.evaluate("getComputedStyle(document.querySelector('h1 bdi')).unicodeBidi") == "isolate"


def test_a_mark_after_characters_of_two_halves_stands_right(hostile: Path, tab: Callable[..., Tab]) -> None:
    with open_read(hostile.parent.parent / "w.duckdb") as con:
        article, claim, surface = con.execute(
            "SELECT r.article_id, c.claim_id, c.surface FROM claims AS c JOIN call_reports AS r USING (report_id) "
            "JOIN articles AS a USING (article_id) WHERE contains(a.text, '🕊') AND c.property = 'duration'"
        ).fetchall()[0]
    page = tab(f"{hostile.as_uri()}/").open(f"article.html?id={article}&mark={claim}")
    assert page.evaluate("[...document.querySelectorAll('mark.asked')].map((m) => m.textContent).join('')") == surface
