"""The verb `quality`, as a maintainer meets it: pages, figures, exit code, and what no article can do to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from articles import TUESDAY, WEDNESDAY, record, write

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse import quality
from warehouse.connect import open_work, publish

Readout = Callable[..., Any]
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def two_calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two calls, told by a newspaper with a hostile name, after two runs."""
    folder = tmp_path_factory.mktemp("two")
    settings = Settings(folder / "w.duckdb")
    fields = json.loads(WEDNESDAY) | {"outlet": HOSTILE, "title": HOSTILE}
    tell([write(folder, "one", TUESDAY)], settings, Quiet())
    tell([write(folder, "two", json.dumps(fields))], settings, Quiet())
    return settings.warehouse


@pytest.fixture
def loaded(readout: Readout, two_calls: Path, monkeypatch: pytest.MonkeyPatch) -> Readout:
    """The command on that warehouse."""
    monkeypatch.setenv("READOUT_WAREHOUSE", str(two_calls))
    return readout


def figures(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "quality.json").read_text(encoding="utf-8")))


def test_the_report_is_a_site_and_a_few_lines(loaded: Readout, tmp_path: Path) -> None:
    code, out, _ = loaded("quality", "--out", tmp_path)
    assert code == 0
    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    stages = ("documents", "articles", "call_reports", "calls", "links", "runs", "outlets", "reference")
    assert pages == {"index.html", "sources.html", "expectations.html", *(f"data-docs/{stage}.html" for stage in stages)}
    assert out.startswith(("healthy: ", "attention: "))
    assert f"report       {tmp_path / 'index.html'}" in out
    told = figures(tmp_path)
    assert told["volumes"] == {"documents": 2, "articles": 2, "call_reports": 2, "calls": 2}
    assert told["critical_expectations_hold"]
    assert len(told["runs"]) == 2
    for row in told["failed_expectations"]:
        assert f"{row['severity']} {row['stage']}.{row['expectation']}" in out


def test_commands_on_the_page_name_this_warehouse(loaded: Readout, two_calls: Path, tmp_path: Path) -> None:
    loaded("quality", "--quick", "--out", tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert f"--warehouse {two_calls}" in page


def test_a_quick_report_repeats_what_the_runs_recorded(loaded: Readout, tmp_path: Path) -> None:
    loaded("quality", "--out", tmp_path)
    assert loaded("quality", "--quick", "--out", tmp_path).code == 0
    assert not (tmp_path / "data-docs").exists(), "those of an earlier report are gone"
    recorded = {row["run_id"] for row in figures(tmp_path)["expectations"]}
    assert None not in recorded


def test_since_leaves_out_what_came_before(loaded: Readout, tmp_path: Path) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    assert loaded("quality", "--quick", "--since", tomorrow, "--out", tmp_path).code == 0
    told = figures(tmp_path)
    assert told["volumes"]["call_reports"] == 0
    assert told["runs"] == []


def test_strict_fails_when_a_critical_expectation_does(readout: Readout, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "w.duckdb")
    tell([write(tmp_path, "one", TUESDAY)], settings, Quiet())
    assert readout("quality", "--strict").code == 0
    with open_work(settings.warehouse) as con:
        con.execute("UPDATE store.claims SET surface = 'never written' WHERE start_char IS NOT NULL")
        con.execute("UPDATE store.data_version SET version = version + 1")
        publish(con, settings.warehouse)
    assert readout("quality").code == 0
    code, out, err = readout("quality", "--strict")
    assert code == 1
    assert out.startswith("broken: ")
    assert "critical call_reports.claims_equal_spans: 1 of 1 rows fail" in out
    assert err == "readout: a critical expectation does not hold\n"


def test_retracted_reports_and_orphans(readout: Readout, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "w.duckdb")
    tell([write(tmp_path, "one", TUESDAY, WEDNESDAY)], settings, Quiet())
    with open_work(settings.warehouse) as con:
        assert set(quality.links(con)["orphans"]) == {0}
        con.execute("UPDATE store.reports SET retracted_run_id = 'r' WHERE article_id = (SELECT min(article_id) FROM articles)")
        con.execute("DELETE FROM documents")
        told = quality.frames(con, {"call_reports": ("report_id",), "articles": ("article_id", "text_chars")})
        orphans = dict(quality.links(con).iter_rows())
    assert told["call_reports"].height == 1
    assert (told["articles"]["text_chars"] > 100).all()
    assert orphans["articles.document_id"] == 2


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_no_article_acts_in_any_page(loaded: Readout, tmp_path: Path) -> None:
    loaded("quality", "--out", tmp_path)
    told = 0
    for path in tmp_path.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        page = Tags(html)
        told += "&lt;script&gt;alert(1)" in html
        assert not page.tags & {"script", "img", "iframe", "object", "embed", "form", "base"}, path
        assert not [name for name, _ in page.attributes if name.startswith(("on", "src"))], path
        assert not [value for name, value in page.attributes if name == "href" and value.startswith(("//", "javascript:"))], path
    assert told >= 2, "its name is shown, as text"


def test_a_folder_that_cannot_be_written_is_named(loaded: Readout, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = loaded("quality", "--quick", "--out", tmp_path / "file")
    assert code == 1
    assert str(tmp_path / "file") in err and "cannot be written" in err
    assert err.count("\n") == 1


def test_ingest_names_the_expectations_that_failed(readout: Readout, tmp_path: Path) -> None:
    undated = json.loads(record("tribune", "mardi 12 mars 2024", "2024-03-13")) | {"published_at": None}
    out = readout("ingest", write(tmp_path, "one", json.dumps(undated))).out
    [counted] = [line for line in out.splitlines() if line.startswith("expectations failed:")]
    assert " warning" in counted
    assert "- warning articles.published_at_fill_rate" in out
