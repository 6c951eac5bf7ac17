"""The maintainers' page: what it says of a warehouse, that it opens offline, and that no article can make it act."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest
from expectation_frames import frames, good_rows, thresholds

from expectations import report, suites
from transforms import schemas

NOW = datetime(2031, 3, 12, 8, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp.exe'
CONFLICT = {
    "conflict_id": "k-1", "call_id": "call-1", "property": "duration", "kind": "between_sources",
    "values": ["45", "40"], "claim_ids": ["c-4", "c-1"], "weight": 0.7, "status": "open",
}  # fmt: skip


class Page(HTMLParser):
    """The elements and the visible text of a page; style sheets apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(html)
        self.text = " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.parts.append(data)


def run(number: int, **changes: Any) -> dict[str, Any]:
    started = NOW - timedelta(days=10 - number)
    row = {"run_id": f"run-{number}", "started_at": started, "status": "completed", "documents_in": 2, "articles": 2}
    return {**row, "reports": 2, "rejected": 0, "code_version": "0.1.0", **changes}


@cache
def checked() -> pl.DataFrame:
    good, bounds = frames(good_rows()), thresholds()
    return pl.concat(suites.validate(s, good, "run-3", today=NOW.date(), thresholds=bounds) for s in suites.STAGES)


def warehouse(**changes: Any) -> dict[str, pl.DataFrame]:
    """What a warehouse of the invented call holds after three runs; `changes` are frames in place of those."""
    good = frames(good_rows())


def test_retracted_reports_are_left_out() -> None:
    tables = warehouse()
    retracted = tables["call_reports"].with_columns(retracted_run_id=pl.lit("run-3"))
    assert report.summary({**tables, "call_reports": retracted})["volumes"]["call_reports"] == 0


def test_the_page_needs_nothing_from_outside() -> None:
    html = report.build(warehouse(), now=NOW)
    loaded = {"script", "iframe", "img", "object", "embed", "audio", "video", "base", "form"}
    page = Page(html)
    assert not loaded & {tag for tag, _ in page.tags}
    assert [attrs["href"] for tag, attrs in page.tags if tag == "link"] == ["data:,"]
    assert all(not name.startswith(("on", "src")) for _, attrs in page.tags for name in attrs)
    assert "@import" not in html
    assert "url(" not in html


def test_hostile_articles_and_files_stay_text() -> None:
    rows = good_rows()
    rows["articles"][1] |= {"title": HOSTILE, "outlet": HOSTILE, "url": "javascript:alert(1)"}
    rows["claims"][3] |= {"attributed_to": HOSTILE, "value": HOSTILE}
    rows["call_reports"][0] |= {"sentence": HOSTILE, "unnamed_participants": [HOSTILE]}
    rows["calls"][0] |= {"participants": [HOSTILE]}
    rows["actors"][0] |= {"name": HOSTILE}
    refused = {
        "run_id": "run-3",
        "stage": "land",
        "reason": HOSTILE,
        "path": HOSTILE,
        "detail": HOSTILE,
        "payload": HOSTILE,
    }
    changed = frames({**rows, "call_reports": good_rows()["call_reports"]})
    reports = warehouse()["call_reports"].with_columns(
        sentence=pl.lit(HOSTILE), unnamed_participants=pl.lit([HOSTILE], dtype=schemas.TEXTS)
    )
    tables = warehouse(
        **{name: changed[name] for name in ("articles", "claims", "calls", "actors")},
        call_reports=reports,
        quarantine=schemas.REJECTIONS.frame([refused]),
        runs=schemas.RUNS.frame([run(3, code_version=HOSTILE)]),
        conflicts=schemas.CONFLICTS.frame([{**CONFLICT, "values": [HOSTILE, "40"]}]),
    )
    page = Page(report.build(tables, now=NOW))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert all(not (attrs.get("href") or "").startswith("javascript:") for _, attrs in page.tags)
    assert "\u202e" not in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "[U+202E]gnp.exe" in page.text


def test_a_new_warehouse_has_a_page_too() -> None:
    tables = {name: table.clear() for name, table in warehouse().items()}
    text = Page(report.build(tables, now=NOW)).text
    assert "No run yet" in text
    assert "No expectation has been checked yet." in text


def test_the_columns_asked_for_are_enough() -> None:
    tables = warehouse()
    narrow = {name: tables[name].select(columns) for name, columns in report.COLUMNS.items()}
    assert Page(report.build(narrow, now=NOW)).text == Page(report.build(tables, now=NOW)).text


def test_a_missing_frame_is_named() -> None:
    tables = warehouse()
    del tables["conflicts"]
    with pytest.raises(ValueError, match="conflicts"):
        report.summary(tables)


def test_the_summary_is_json() -> None:
    assert json.loads(json.dumps(report.summary(warehouse())))["verdict"] == "healthy"


def test_long_lists_are_cut_and_counted() -> None:
    rows = [{"run_id": "run-3", "stage": "land", "reason": "binary", "path": f"{i}.txt"} for i in range(100)]
    text = Page(report.build(warehouse(quarantine=schemas.REJECTIONS.frame(rows)), now=NOW)).text
    assert '60 more: readout sql "FROM quarantine"' in text


def test_months_without_reports_stay_in_the_chart() -> None:
    tables = warehouse()
    days = [date(2030, 12, 30), date(2031, 3, 11)]
    tables["articles"] = tables["articles"].with_columns(published_on=pl.Series(days))
    text = Page(report.build(tables, now=NOW)).text
    assert "2031-03 1 2031-02 0 2031-01 0 2030-12 1" in text
