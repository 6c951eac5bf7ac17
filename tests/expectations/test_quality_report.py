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
    reports = good["call_reports"].join(good["memberships"].select("report_id", "call_id"), on="report_id")
    return {
        **good,
        "runs": schemas.RUNS.frame(run(number) for number in (1, 2, 3)),
        "expectation_results": checked(),
        "quarantine": schemas.REJECTIONS.frame(),
        "call_reports": reports.with_columns(retracted_run_id=pl.lit(None, dtype=pl.String)),
        "conflicts": schemas.CONFLICTS.frame([CONFLICT]),
        "missing_calls": schemas.MISSING_CALLS.frame(),
        "follow_ups": good["follow_ups"].with_columns(call_id=pl.lit("call-1"), state=pl.lit("open")),
        **changes,
    }


def failing(tables: dict[str, pl.DataFrame], expectation: str) -> pl.DataFrame:
    holds = pl.col("success") & (pl.col("expectation") != expectation)
    return tables["expectation_results"].with_columns(success=holds)


def test_a_healthy_warehouse() -> None:
    figures = report.summary(warehouse())
    assert figures["verdict"] == "healthy"
    assert figures["critical_expectations_hold"]
    assert figures["failed"] == {"critical": 0, "warning": 0, "info": 0}
    assert figures["volumes"] == {"documents": 2, "articles": 2, "call_reports": 2, "calls": 1}
    assert figures["last_run"]["run_id"] == "run-3"
    assert "Healthy" in Page(report.build(warehouse(), now=NOW)).text


@pytest.mark.parametrize(
    ("expectation", "verdict"),
    [("report_id_unique", "broken"), ("language_known", "attention"), ("title_fill_rate", "healthy")],
)
def test_the_gravest_failure_makes_the_verdict(expectation: str, verdict: str) -> None:
    tables = warehouse()
    tables["expectation_results"] = failing(tables, expectation)
    figures = report.summary(tables)
    assert figures["verdict"] == verdict
    assert [row["expectation"] for row in figures["failed_expectations"]] == [expectation]
    assert expectation in Page(report.build(tables, now=NOW)).text


def test_a_failed_run_is_not_healthy() -> None:
    runs = schemas.RUNS.frame([run(1), run(2, status="failed")])
    assert report.summary(warehouse(runs=runs))["verdict"] == "broken"


def test_a_failure_stays_until_it_is_checked_again() -> None:
    tables = warehouse()
    tables["expectation_results"] = failing(tables, "report_id_unique").with_columns(run_id=pl.lit("run-1"))
    assert report.summary(tables)["verdict"] == "broken"
    tables["expectation_results"] = pl.concat([tables["expectation_results"], warehouse()["expectation_results"]])
    assert report.summary(tables)["verdict"] == "healthy"
    assert "Hold now, failed in one of the last 3 runs: 1" in Page(report.build(tables, now=NOW)).text


def test_a_conflict_shows_both_values_their_evidence_and_what_settles_it() -> None:
    html = report.build(warehouse(), now=NOW)
    assert "<mark>quarante minutes</mark>" in html
    assert "<mark>trois quarts d&#39;heure</mark>" in html
    text = Page(html).text
    assert "readout judge value call-1 duration 45 --why TEXT" in text
    assert "readout judge value call-1 duration 40 --why TEXT" in text
    assert "according to la présidence valdoraine" in text


def test_conflicts_come_by_weight_and_settled_ones_not_at_all() -> None:
    light = {**CONFLICT, "conflict_id": "k-2", "weight": 0.1, "property": "weekday", "claim_ids": ["c-2"]}
    settled = {**CONFLICT, "conflict_id": "k-3", "status": "settled", "property": "channel"}
    tables = warehouse(conflicts=schemas.CONFLICTS.frame([light, settled, CONFLICT]))
    commands = re.findall(r"judge value call-1 (\w+)", Page(report.build(tables, now=NOW)).text)
    assert list(dict.fromkeys(commands)) == ["duration", "weekday"]


def test_a_weekday_against_its_date_is_settled_by_either() -> None:
    weekday = {**CONFLICT, "property": "weekday", "values": ["2031-03-11", "2"], "claim_ids": ["c-5", "c-2"]}
    text = Page(report.build(warehouse(conflicts=schemas.CONFLICTS.frame([weekday])), now=NOW)).text
    assert "Tuesday" in text
    assert "readout judge value call-1 date 2031-03-11 --why TEXT" in text
    assert "readout judge value call-1 weekday 2 --why TEXT" in text


def test_a_conflict_whose_claims_are_gone_still_shows_its_values() -> None:
    text = Page(report.build(warehouse(claims=frames(good_rows())["claims"].clear()), now=NOW)).text
    assert "no standing claim" in text
    assert "readout judge value call-1 duration 45 --why TEXT" in text


def test_an_undated_call_names_the_file_that_lacks_its_date() -> None:
    rows = good_rows()
    rows["calls"][0] |= {"date_edtf": None}
    rows["articles"][0] |= {"published_on": None}
    changed = frames(rows)
    text = Page(report.build(warehouse(calls=changed["calls"], articles=changed["articles"]), now=NOW)).text
    assert "a Tuesday" in text
    command = """echo '{"published_at": "YYYY-MM-DD"}' > 'inbox/berg tessel.meta.json' && readout ingest"""
    assert f"{command} 'inbox/berg tessel.txt'" in text


def test_missing_calls_overdue_follow_ups_and_unknown_people_are_listed() -> None:
    gap = {
        "hypothesis_id": "h-1", "participants": ["X1", "X2"], "ordinal": 3, "before_call_id": "call-1",
        "reason": "missing_call", "report_ids": ["art-1.1.1"], "status": "open",
    }  # fmt: skip
    tables = warehouse(missing_calls=schemas.MISSING_CALLS.frame([gap]))
    tables["follow_ups"] = tables["follow_ups"].with_columns(state=pl.lit("overdue"))
    stranger = [{"actor_id": "name:Ada Roux", "name": "Ada Roux", "role": "participant"}]
    tables["call_reports"] = tables["call_reports"].with_columns(
        participants=pl.lit(stranger, dtype=schemas.PARTICIPANTS), unnamed_participants=pl.lit(["vizir de Skarn"])
    )
    assert report.summary(tables)["to_do"] == {
        "open_conflicts": 1, "undated_calls": 0, "missing_calls": 1, "overdue_follow_ups": 1, "unknown_people": 1,
        "unknown_titles": 1, "rejected_documents": 0,
    }  # fmt: skip
    text = Page(report.build(tables, now=NOW)).text
    for words in ("Lydia Berg – Omar Tessel : call number 3", "Port-Clair", "Ada Roux", "vizir de Skarn"):
        assert words in text


def test_rejections_are_counted_by_reason_in_the_last_run_and_in_all() -> None:
    rejected = [("run-1", "binary"), ("run-3", "binary"), ("run-3", "empty_file")]
    rows = [{"run_id": r, "stage": "land", "reason": reason, "path": "x.txt", "detail": "why"} for r, reason in rejected]
    found = report.summary(warehouse(quarantine=schemas.REJECTIONS.frame(rows)))["rejected"]
    assert [(row["reason"], row["last_run"], row["all_runs"]) for row in found] == [
        ("binary", 1, 2),
        ("empty_file", 1, 1),
    ]


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
