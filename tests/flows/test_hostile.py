"""Articles that mean harm: markup and terminal codes in them are shown as characters, wherever they are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.quality import write_quality
from flows.tidings import escaped, new_calls_markdown
from warehouse.connect import open_read

Readout = Callable[..., Any]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}[x](javascript:alert(3))|`\x1b[2J"


class Elements(HTMLParser):
    """Counts what a browser could run: script elements, attributes that are handlers, addresses that are code."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(tag)
        self.handlers += [name for name, value in attrs if name.startswith("on") or re.match(r"\s*(java|vb)script:", value or "", re.I)]


@pytest.fixture
def hostile(readout: Readout, tmp_path: Path) -> Path:
    """A warehouse in which every text that an article can state is hostile."""
    names = ("Emmanuel Macron", "Olaf Scholz")
    for number in range(3):
        record = {
            "id": f"{EVIL}{number}", "url": f'https://x.example/"><script>alert({number})</script>', "outlet": f"Outlet {EVIL}{number}",
            "title": f"{EVIL} {names[0]}", "author": EVIL, "published_at": "2024-03-13",
            "text": f"Le président français {names[0]} s’est entretenu par téléphone mardi 12 mars 2024 avec le chancelier {names[1]} et "
            f"le ministre {EVIL}. L’échange a duré {20 + number} minutes, selon le porte-parole {EVIL}. « {EVIL} », a-t-il dit.",
        }  # fmt: skip
        (tmp_path / f"a{number}.json").write_text(json.dumps(record, ensure_ascii=False))
    (tmp_path / "<img src=x onerror=alert(4)>.json").write_text(f"{{{EVIL}")
    assert readout("ingest", *tmp_path.glob("*.json")).code == 0
    return tmp_path / "w.duckdb"


def test_no_markup_of_an_article_runs_in_the_quality_report(hostile: Path, tmp_path: Path) -> None:
    with open_read(hostile) as con:
        write_quality(con, tmp_path / "report")
    pages = sorted((tmp_path / "report").rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found = Elements()
        found.feed(text)
        assert not found.handlers, page
        assert not re.search(r"<(script|img)[^>]*>?\s*alert|<img src=x", text), page
        if "data-docs" not in page.parts:
            assert "\x1b" not in text
    assert "alert(1)" in (tmp_path / "report" / "index.html").read_text() or len(pages) > 1


def test_no_terminal_code_of_an_article_reaches_the_terminal(hostile: Path, readout: Readout) -> None:
    call = json.loads(readout("calls", "--format", "json").out)[0]["call_id"]
    for command in (["calls"], ["show", call, "--why"], ["review"], ["sql", "FROM articles"], ["sql", "FROM quarantine"]):
        shown = readout(*command)
        assert shown.code == 0 and "\x1b[2J" not in shown.out + shown.err, command


@given(st.text(max_size=80) | st.just(EVIL))
def test_markdown_of_an_article_is_shown_as_its_characters(text: str) -> None:
    [inline] = [token for token in MarkdownIt("commonmark").enable("table").parse(f"x {escaped(text)} x") if token.type == "inline"]
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    assert "|" not in escaped(text) and "<" not in escaped(text)


def test_the_new_calls_are_a_table_whatever_their_participants_are_called() -> None:
    row = {
        "call_id": "c-1", "date_edtf": "2024-03-12", "factuality": "occurred", "participants": [EVIL, "Olaf Scholz"],
        "duration_minutes_low": 20.0, "duration_minutes_high": 30.0, "source_count": 1,
    }  # fmt: skip
    written = new_calls_markdown(pl.DataFrame([row]))
    html = MarkdownIt("commonmark").enable("table").render(written)
    assert html.count("<td>") == 6 and "20 to 30" in html and "alert(1)" in html
    found = Elements()
    found.feed(html)
    assert not found.scripts and not found.handlers and "<img" not in html
