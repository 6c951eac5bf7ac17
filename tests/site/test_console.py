"""Questions in SQL: answered in the page over a web server, and explained where they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Tab

from warehouse.connect import open_read

NewTab = Callable[..., Tab]


def ask(page: Any, query: str) -> str:
    page.fill("#query", query)
    page.click("button.primary")
    page.wait_for_selector("button.primary:enabled", timeout=60_000)
    page.wait_for_selector(".result table, .result .notice")
    return str(page.inner_text(".result"))


def test_a_query_is_answered_as_table_chart_and_csv(site: Path, web_root: str, tab: NewTab) -> None:
    with open_read(site.parent.parent / "w.duckdb") as con:
        expected = con.execute("SELECT property, count(*) FROM claims GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    page = tab(web_root).open("ask.html")
    answer = ask(page, "SELECT property, count(*) AS claims FROM claims GROUP BY 1 ORDER BY 2 DESC, 1;")
    for name, _ in expected:
        assert name in answer
    assert page.inner_text(".asking > .summary") == f"{len(expected)} lignes"
    assert page.locator(".result .chart canvas").count() == 1
    with page.expect_download() as download:
        page.click(".result .csv")
    assert download.value.path().read_bytes().decode().splitlines()[:2] == ["property,claims", f"{expected[0][0]},{expected[0][1]}"]
    assert "q=SELECT" in page.url  # the question can be shared


def test_every_example_is_answered(web_root: str, tab: NewTab) -> None:
    page = tab(web_root).open("ask.html")
    for n in range(page.locator(".examples button").count()):
        page.locator(".examples button").nth(n).click()
        page.wait_for_selector("button.primary:enabled", timeout=60_000)
        page.wait_for_selector(".result table, .result .notice")
        assert page.locator(".result .notice").count() == 0, page.inner_text(".result")


def test_texts_of_articles_are_not_in_the_published_copy(web_root: str, tab: NewTab) -> None:
    page = tab(web_root).open("ask.html")
    columns = ask(page, "SELECT column_name FROM (DESCRIBE articles)")
    assert "title" in columns
    assert "text\n" not in columns
    assert "documents" not in ask(page, "SHOW TABLES")


def test_a_wrong_query_is_explained_and_the_next_one_works(web_root: str, tab: NewTab) -> None:
    opened = tab(web_root, expect_errors=True)
    page = opened.open("ask.html")
    assert "does not exist" in ask(page, "SELECT * FROM nothing_here")
    page.evaluate("document.querySelector('.result').replaceChildren()")
    assert "42" in ask(page, "SELECT 6 * 7 AS answer")
    assert opened.outside == []


def test_from_disk_it_says_what_it_needs(root: str, tab: NewTab) -> None:
    page = tab(root).open("ask.html")
    assert "readout site --serve" in page.inner_text(".notice")
    assert page.locator("button.primary").is_disabled()
    assert page.locator(".dictionary").count() > 10  # the schema is there all the same
