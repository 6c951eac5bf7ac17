"""With 20,000 calls the first screen comes at once and no page is heavy."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Tab, served

MEGABYTE = 1_000_000
PAGES = ["index.html", "people.html", "topics.html", "places.html", "sources.html", "search.html?q=Nom1", "ask.html", "data.html", "call.html?id=c-000000001eef"]


def test_the_first_screen_is_usable_within_two_seconds(many: Path, tab: Callable[..., Tab]) -> None:
    seconds = min(_first_screen(tab(f"{many.as_uri()}/")) for _ in range(3))  # other work on the machine is not ours to measure
    assert seconds < 2


def _first_screen(opened: Tab) -> float:
    start = time.perf_counter()
    opened.page.goto(f"{opened.root}index.html")
    opened.page.wait_for_selector("body[data-ready]")
    opened.page.wait_for_selector("#timeline canvas")
    assert "20" in opened.page.inner_text(".summary")
    seconds = time.perf_counter() - start
    opened.page.check("#filter-denied")  # and it answers
    assert "status=denied" in opened.page.url
    return seconds


@pytest.mark.parametrize("path", PAGES)
def test_no_page_weighs_more_than_three_megabytes(many: Path, path: str, browser: Any, tab: Callable[..., Tab]) -> None:
    with served(many) as address:
        opened = tab(address)
        loaded: list[str] = []
        opened.page.on("request", lambda request: loaded.append(request.url))
        opened.open(path)
        opened.page.wait_for_timeout(300)
        files = {many / url.removeprefix(address).split("?")[0] for url in loaded}
        assert len(files) > 5
        assert sum(file.stat().st_size for file in files) < 3 * MEGABYTE


def test_search_says_what_it_has_not_read_yet_and_reads_it_when_asked(many: Path, tab: Callable[..., Tab]) -> None:
    page = tab(f"{many.as_uri()}/").open("search.html?q=dossier")
    assert "plus anciens" in page.inner_text("main")
    before = page.inner_text(".summary")
    page.click("text=Les charger")
    page.wait_for_function("(before) => document.querySelector('.summary').innerText !== before", arg=before)
