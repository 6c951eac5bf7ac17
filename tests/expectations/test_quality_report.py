"""The maintainers' report: what it says of a warehouse, that it opens offline, and that no article can make it act."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest
from expectation_frames import REFERENCE, frames, good_rows, repeated, thresholds

from expectations import data_docs, report, suites, worklist
from transforms import schemas

NOW = datetime(2031, 3, 12, 8, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202egnp.exe'
CONFLICT = {
    "conflict_id": "k-1", "call_id": "call-1", "property": "duration", "kind": "between_sources",
    "values": ["45", "40"], "claim_ids": ["c-4", "c-1"], "weight": 0.7, "status": "open",
}  # fmt: skip


PAIRS = {
    "left_call_id": pl.String, "right_call_id": pl.String, "left_report_id": pl.String, "right_report_id": pl.String,
    "score": pl.Float64, "joined": pl.Boolean, "matter": pl.Float64, "explanation": pl.String,
}  # fmt: skip
PAIR = {
    "left_call_id": "call-1", "right_call_id": "call-1", "left_report_id": "art-1.1.1", "right_report_id": "art-2.1.1",
    "score": 2.5, "joined": True, "matter": 1.7,
    "explanation": json.dumps({"features": [{"feature": "date", "value": "same_day", "weight": 4.0}, {"feature": "topics", "value": "disjoint", "weight": -1.5}]}),
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
    started = NOW - timedelta(days=3 - number, minutes=5)
    row = {"run_id": f"run-{number}", "started_at": started, "ended_at": started + timedelta(seconds=90), "status": "completed"}
    row |= {"documents_in": 2, "articles": 2}
    return {**row, "reports": 2, "rejected": 0, "code_version": "0.1.0", **changes}


@cache
def checked(*stages: str) -> pl.DataFrame:
    good, bounds = frames(good_rows()), thresholds()
    return pl.concat(suites.validate(s, good, "run-3", today=NOW.date(), thresholds=bounds) for s in stages or tuple(suites.STAGES)[:4])


def warehouse(**changes: Any) -> dict[str, pl.DataFrame]:
    """What a warehouse of the invented call holds after three runs; `changes` are frames in place of those."""
    good = frames(good_rows())
    reports = good["call_reports"].join(good["memberships"].select("report_id", "call_id"), on="report_id")
    return {
        **good,
        **{f"reference.{name}": good[name] for name in REFERENCE},
        "runs": schemas.RUNS.frame(run(number) for number in (1, 2, 3)),
        "expectation_results": checked(),
        "standing_results": schemas.EXPECTATION_RESULTS.frame(),
        "thresholds": thresholds(),
        "doubtful_pairs": pl.DataFrame(schema=PAIRS),
        "quarantine": schemas.REJECTIONS.frame(),
        "call_reports": reports.with_columns(first_run_id=pl.lit("run-1")),
        "conflicts": schemas.CONFLICTS.frame([CONFLICT]),
        "missing_calls": schemas.MISSING_CALLS.frame(),
        "follow_ups": good["follow_ups"].with_columns(call_id=pl.lit("call-1"), state=pl.lit("open")),
        **changes,
    }


def told(tables: dict[str, pl.DataFrame] | None = None, **options: Any) -> dict[str, Any]:
    """The figures of a warehouse."""
    return report.figures(tables or warehouse(), now=NOW, **options)


def shown(tables: dict[str, pl.DataFrame] | None = None, **options: Any) -> str:
    """The first page of a warehouse as HTML."""
    return report.pages(told(tables, **options))["index.html"]


def failing(tables: dict[str, pl.DataFrame], expectation: str) -> pl.DataFrame:
    holds = pl.col("success") & (pl.col("expectation") != expectation)
    return tables["expectation_results"].with_columns(success=holds)


def test_a_healthy_warehouse() -> None:
    figures = told()
    assert figures["verdict"] == "healthy"
    assert figures["critical_expectations_hold"]
    assert figures["failed"] == {"critical": 0, "warning": 0, "info": 0}
    assert figures["volumes"] == {"documents": 2, "articles": 2, "call_reports": 2, "calls": 1}
    assert figures["last_run"]["run_id"] == "run-3"
    assert "Healthy" in Page(shown()).text


@pytest.mark.parametrize(
    ("expectation", "verdict"),
    [("report_id_unique", "broken"), ("language_known", "attention"), ("title_fill_rate", "healthy")],
)
def test_the_gravest_failure_makes_the_verdict(expectation: str, verdict: str) -> None:
    tables = warehouse()
    tables["expectation_results"] = failing(tables, expectation)
    figures = told(tables)
    assert figures["verdict"] == verdict
    assert [row["expectation"] for row in figures["failed_expectations"]] == [expectation]
    assert expectation in Page(shown(tables)).text


def test_a_failed_run_is_not_healthy() -> None:
    runs = schemas.RUNS.frame([run(1), run(2, status="failed")])
    assert told(warehouse(runs=runs))["verdict"] == "broken"


def test_a_failure_stays_until_it_is_checked_again() -> None:
    tables = warehouse()
    tables["expectation_results"] = failing(tables, "report_id_unique").with_columns(run_id=pl.lit("run-1"))
    assert told(tables)["verdict"] == "broken"
    tables["expectation_results"] = pl.concat([tables["expectation_results"], warehouse()["expectation_results"]])
    assert told(tables)["verdict"] == "healthy"
    assert [row["expectation"] for row in told(tables)["failed_lately"]] == ["report_id_unique"]
    assert "1 other expectation failed in one of the last 3 runs" in Page(shown(tables)).text


def test_the_whole_warehouse_counts_more_than_what_a_run_brought() -> None:
    tables = warehouse()
    tables["standing_results"] = checked().with_columns(run_id=pl.lit("now"))
    tables["expectation_results"] = failing(tables, "report_id_unique")
    assert told(tables)["verdict"] == "healthy"
    tables["standing_results"] = failing({"expectation_results": tables["standing_results"]}, "report_id_unique")
    assert told(tables)["verdict"] == "broken"
    assert "in the whole warehouse" in Page(shown(tables)).text


def test_how_much_a_run_should_bring_is_no_matter_of_the_whole_warehouse() -> None:
    tables = warehouse()
    tables["standing_results"] = checked().with_columns(run_id=pl.lit("now"))
    tables["expectation_results"] = failing(tables, "volume")
    assert {row["expectation"] for row in told(tables)["failed_expectations"]} == {"volume"}


def test_an_expectation_that_is_no_longer_declared_fails_no_more() -> None:
    tables = warehouse()
    gone = tables["expectation_results"].head(1).with_columns(expectation=pl.lit("long_gone"), success=pl.lit(False))
    tables["expectation_results"] = pl.concat([tables["expectation_results"], gone])
    assert told(tables)["verdict"] == "healthy"


def test_every_expectation_is_listed_with_its_history_and_threshold() -> None:
    page = Page(report.pages(told())["expectations.html"])
    for expectation in checked()["expectation"]:
        assert expectation in page.text
    assert "at least 60% of rows: a weekday without a publication date stays open" in page.text
    assert "run-3: held" in page.text
    assert "run-1: unchecked" in page.text


def test_a_conflict_shows_both_values_their_evidence_and_what_settles_it() -> None:
    html = shown()
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
    commands = re.findall(r"judge value call-1 (\w+)", Page(shown(tables)).text)
    assert list(dict.fromkeys(commands)) == ["duration", "weekday"]


def test_a_weekday_against_its_date_is_settled_by_either() -> None:
    weekday = {**CONFLICT, "property": "weekday", "values": ["2031-03-11", "2"], "claim_ids": ["c-5", "c-2"]}
    text = Page(shown(warehouse(conflicts=schemas.CONFLICTS.frame([weekday])))).text
    assert "Tuesday" in text
    assert "readout judge value call-1 date 2031-03-11 --why TEXT" in text
    assert "readout judge value call-1 weekday 2 --why TEXT" in text


def test_a_conflict_whose_claims_are_gone_still_shows_its_values() -> None:
    text = Page(shown(warehouse(claims=frames(good_rows())["claims"].clear()))).text
    assert "45 / 40" in text
    assert "Lydia Berg a téléphoné mardi" in text
    assert "readout judge value call-1 duration 45 --why TEXT" in text


def test_a_conflict_that_no_judgement_settles_leads_to_its_call() -> None:
    died = {**CONFLICT, "property": "participant", "values": ["Omar Tessel: died 2030-01-01"], "claim_ids": []}
    text = Page(shown(warehouse(conflicts=schemas.CONFLICTS.frame([died])))).text
    assert "readout show call-1" in text
    assert "judge value" not in text


def test_a_doubtful_pair_shows_both_sides_and_what_speaks_for_and_against() -> None:
    text = Page(shown(warehouse(doubtful_pairs=pl.DataFrame([PAIR], schema=PAIRS)))).text
    assert "one call now" in text
    assert "Le Courrier du Lac" in text and "La Gazette des Îles" in text
    assert "date: same day +4.0" in text and "topics: disjoint -1.5" in text
    assert "readout judge different art-1.1.1 art-2.1.1 --why TEXT" in text


def test_two_calls_are_judged_by_their_own_ids() -> None:
    apart = {**PAIR, "joined": False, "right_call_id": "call-2"}
    case = told(warehouse(doubtful_pairs=pl.DataFrame([apart], schema=PAIRS)))["cases"]["doubtful_pairs"][0]
    assert case["commands"] == ["readout judge same call-1 call-2 --why TEXT", "readout judge different call-1 call-2 --why TEXT"]


def test_commands_name_the_warehouse() -> None:
    commands = told(options=" --warehouse w.duckdb")["cases"]["open_conflicts"][0]["commands"]
    assert commands[0] == "readout judge value call-1 duration 45 --why TEXT --warehouse w.duckdb"


def test_an_outlet_whose_pages_changed_is_told_with_its_newest_articles() -> None:
    rows = good_rows()
    repeated(rows, {"text": "Abonnez-vous."})
    good = frames(rows)
    reports = good["call_reports"].with_columns(call_id=pl.lit("call-1"), first_run_id=pl.lit("run-1"))
    tables = warehouse(articles=good["articles"], call_reports=reports)
    [case] = told(tables)["cases"]["dropped_outlets"]
    assert case["outlet"] == "Le Courrier du Lac"
    assert [(drop["measure"], drop["earlier"], drop["recent"]) for drop in case["drops"]] == [("readable", 1.0, 0.0)]
    text = Page(shown(tables)).text
    assert "0% of the newest 20, 100% of the 20 before" in text
    assert "WHERE outlet = '\"'\"'Le Courrier du Lac'\"'\"' ORDER BY" in text


def test_an_outlet_that_fell_silent_is_told() -> None:
    rows = good_rows()
    later = {**rows["articles"][1], "published_on": "2032-03-12"}
    repeated(rows, {})
    rows["articles"].append(later)
    silent = told(warehouse(articles=frames(rows)["articles"]))["cases"]["silent_outlets"]
    assert [(case["outlet"], case["newest"]) for case in silent] == [("Le Courrier du Lac", date(2031, 2, 20))]


def test_a_wrong_row_of_the_reference_is_named_with_its_line() -> None:
    rows = good_rows()
    rows["outlets"][1]["domains"] = "courrier.example"
    text = Page(shown(warehouse(**{"reference.outlets": frames(rows)["outlets"]}))).text
    assert "courrier.example stands in row 2 too" in text
    assert "sed -n 3p seeds/reference/outlets.csv" in text


def test_an_unknown_name_close_to_a_known_one_may_be_misspelt() -> None:
    stranger = [{"actor_id": "name:Lidia Berg", "name": "Lidia Berg", "role": "participant"}]
    tables = warehouse()
    tables["call_reports"] = tables["call_reports"].with_columns(participants=pl.lit(stranger, dtype=schemas.PARTICIPANTS))
    case = told(tables)["cases"]["unknown_people"][0]
    assert (case["name"], case["reports"], case["alike"]) == ("Lidia Berg", 2, "Lydia Berg")
    row = "'x-lidia-berg,Lidia Berg,,person,,COUNTRY,,,SOURCE,false'"
    assert case["commands"] == [f"echo {row} >> seeds/reference/actors.csv && readout reprocess"]


def test_since_leaves_out_earlier_runs_and_what_they_brought() -> None:
    rows = good_rows()
    rows["articles"][1]["first_run_id"] = "run-3"
    reports = warehouse()["call_reports"].with_columns(first_run_id=pl.Series(["run-1", "run-3"]))
    other = {"run_id": "run-1", "stage": "land", "reason": "binary", "path": "x.txt"}
    tables = warehouse(articles=frames(rows)["articles"], call_reports=reports, quarantine=schemas.REJECTIONS.frame([other]))
    figures = told(tables, since=NOW.date())
    assert figures["volumes"] == {"documents": 1, "articles": 1, "call_reports": 1, "calls": 1}
    assert [run["run_id"] for run in figures["runs"]] == ["run-3"]
    assert figures["rejected"] == []
    assert figures["days"] == [{"day": NOW.date(), "reports": 1}]
    assert len(figures["cases"]["open_conflicts"][0]["claims"]) == 2, "evidence may be older"
    assert told(tables, since=date(2031, 4, 1))["to_do"]["open_conflicts"] == 0


def test_runs_with_nothing_to_do_leave_the_trend_alone() -> None:
    idle = {"documents_in": 0, "articles": 0, "reports": 0}
    figures = told(warehouse(runs=schemas.RUNS.frame([run(1), run(2, **idle), run(3, **idle)])))
    assert [one["run_id"] for one in figures["runs"]] == ["run-1"]
    assert figures["last_run"]["run_id"] == "run-3"


def test_the_trend_has_failures_by_severity_and_seconds() -> None:
    tables = warehouse()
    tables["expectation_results"] = failing(tables, "language_known")
    newest = told(tables)["runs"][-1]
    assert (newest["critical"], newest["warning"], newest["info"], newest["seconds"]) == (0, 1, 0, 90.0)


def test_reports_found_a_day_count_days_without_any() -> None:
    assert told()["days"] == [
        {"day": date(2031, 3, 10), "reports": 2},
        {"day": date(2031, 3, 11), "reports": 0},
        {"day": date(2031, 3, 12), "reports": 0},
    ]


def test_an_undated_call_names_the_file_that_lacks_its_date() -> None:
    rows = good_rows()
    rows["calls"][0] |= {"date_edtf": None}
    rows["articles"][0] |= {"published_on": None}
    changed = frames(rows)
    text = Page(shown(warehouse(calls=changed["calls"], articles=changed["articles"]))).text
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
    waiting = {kind: count for kind, count in told(tables)["to_do"].items() if count}
    assert waiting == {"open_conflicts": 1, "missing_calls": 1, "unknown_people": 1, "unknown_titles": 1, "overdue_follow_ups": 1}
    text = Page(shown(tables)).text
    for words in (
        "readout judge hypothesis h-1 wrong_ordinal --why TEXT",
        "readout calls --with 'Ada Roux' --since 2031-05-01",
        "Lydia Berg – Omar Tessel : call number 3",
        "Port-Clair",
        "Ada Roux",
        "'ACTOR_ID,ROLE,vizir de skarn,COUNTRY,,START,END,SOURCE,false' >> seeds/reference/offices.csv",
        "vizir de Skarn",
    ):
        assert words in text


def test_rejections_are_counted_by_reason_in_the_last_run_and_in_all() -> None:
    rejected = [("run-1", "binary"), ("run-3", "binary"), ("run-3", "empty_file")]
    rows = [{"run_id": r, "stage": "land", "reason": reason, "path": "x.txt", "detail": "why"} for r, reason in rejected]
    found = told(warehouse(quarantine=schemas.REJECTIONS.frame(rows)))["rejected"]
    assert [(row["reason"], row["last_run"], row["all_runs"]) for row in found] == [
        ("binary", 1, 2),
        ("empty_file", 1, 1),
    ]


def assert_harmless(html: str) -> Page:
    """Nothing that runs, and nothing from outside."""
    page = Page(html)
    loaded = {"script", "iframe", "img", "object", "embed", "audio", "video", "base", "form"}
    assert not loaded & {tag for tag, _ in page.tags}
    assert all(not name.startswith(("on", "src")) for _, attrs in page.tags for name in attrs)
    assert all(not (attrs.get("href") or "").startswith(("javascript:", "data:text")) for _, attrs in page.tags)
    assert {attrs["href"] for tag, attrs in page.tags if tag == "link"} <= {"data:,", "style.css"}
    assert any(
        attrs.get("http-equiv") == "Content-Security-Policy" and "default-src 'none'" in str(attrs["content"]) for _, attrs in page.tags
    )
    assert "@import" not in html
    assert "url(" not in html
    return page


def test_the_pages_need_nothing_from_outside_and_lead_to_each_other() -> None:
    pages = report.pages(told())
    for html in pages.values():
        page = assert_harmless(html)
        local = {attrs["href"] for tag, attrs in page.tags if tag == "a" and not (attrs["href"] or "").startswith(("http", "#"))}
        assert local <= {*pages, "quality.json"}


def outcomes(tables: dict[str, pl.DataFrame], *stages: str) -> dict[str, Any]:
    return {stage: suites.outcome(stage, suites.tabulate(stage, tables, NOW.date()), thresholds()) for stage in stages}


def test_data_docs_open_offline_and_say_what_should_hold() -> None:
    site = data_docs.pages(outcomes(frames(good_rows()), "call_reports", "links"))
    assert set(site) == {"style.css", "call_reports.html", "links.html"}
    for name in ("call_reports.html", "links.html"):
        page = assert_harmless(site[name])
        assert "http" not in " ".join(attrs.get("href") or "" for _, attrs in page.tags)
    text = Page(site["call_reports.html"]).text
    assert "Few reports are undated. (mostly 0.6)" in text
    assert "Successful Expectations 20" in text


def test_what_articles_bring_stays_text_in_data_docs() -> None:
    rows = good_rows()
    for report_ in rows["call_reports"]:
        report_["factuality"] = HOSTILE
    page = assert_harmless(data_docs.pages(outcomes(frames(rows), "call_reports"))["call_reports.html"])
    assert "<script>alert(1)</script>" in page.text


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
    tables["doubtful_pairs"] = pl.DataFrame([PAIR], schema=PAIRS)
    tables["follow_ups"] = tables["follow_ups"].with_columns(state=pl.lit("overdue"), place=pl.lit(HOSTILE), surface=pl.lit(HOSTILE))
    tables["expectation_results"] = failing(tables, "report_id_unique").with_columns(observed=pl.lit(HOSTILE))
    for html in report.pages(told(tables)).values():
        page = assert_harmless(html)
        assert "\u202e" not in page.text
        assert "<script>alert(1)</script>" in page.text
        assert "[U+202E]gnp.exe" in page.text


def test_a_new_warehouse_has_a_page_too() -> None:
    tables = {name: table.clear() for name, table in warehouse().items()} | {"thresholds": thresholds()}
    pages = report.pages(told(tables))
    assert "No run yet" in Page(pages["index.html"]).text
    assert "Nothing waits for you" in Page(pages["index.html"]).text
    assert "No articles yet." in Page(pages["sources.html"]).text
    assert "No expectation has been checked yet." in Page(pages["expectations.html"]).text


def test_the_columns_asked_for_are_enough() -> None:
    tables = warehouse()
    tables["follow_ups"] = tables["follow_ups"].with_columns(state=pl.lit("overdue"))
    narrow = {name: tables[name].select(columns) for name, columns in report.COLUMNS.items()}
    assert report.pages(told({**tables, **narrow})) == report.pages(told(tables))


def test_a_missing_frame_is_named() -> None:
    tables = warehouse()
    del tables["conflicts"]
    with pytest.raises(ValueError, match="conflicts"):
        told(tables)


def test_machines_read_the_same_figures() -> None:
    figures = json.loads(report.as_json(told()))
    assert figures["verdict"] == "healthy"
    assert figures["generated_at"] == "2031-03-12T08:00:00+00:00"
    assert figures["days"][0] == {"day": "2031-03-10", "reports": 2}
    assert figures["cases"]["open_conflicts"][0]["weight"] == 0.7


def test_long_lists_are_cut_and_counted() -> None:
    rows = [{"run_id": "run-3", "stage": "land", "reason": "binary", "path": f"{i}.txt"} for i in range(100)]
    html = shown(warehouse(quarantine=schemas.REJECTIONS.frame(rows)))
    assert html.count("readout retry --reason binary") == worklist.SHOWN
    assert f"{100 - worklist.SHOWN} more, all of them counted" in Page(html).text


def test_months_without_reports_stay_in_the_chart() -> None:
    tables = warehouse()
    days = [date(2030, 12, 30), date(2031, 3, 11)]
    tables["articles"] = tables["articles"].with_columns(published_on=pl.Series(days))
    text = Page(report.pages(told(tables))["sources.html"]).text
    assert "2031-03 1 2031-02 0 2031-01 0 2030-12 1" in text
