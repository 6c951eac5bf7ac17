"""Loading twice adds nothing, what changed replaces, what vanished is retracted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warehouse_store import TEXT, Store, article, claim, report, resolution

from transforms import schemas
from warehouse import load, read
from warehouse.articles import compare_articles
from warehouse.tables import PUBLIC

DATED = {
    "published_at": datetime(2031, 1, 8, 9, tzinfo=UTC),
    "published_on": date(2031, 1, 8),
    "published_at_basis": "metadata",
    "published_earliest": date(2031, 1, 8),
    "published_latest": date(2031, 1, 8),
}


def _counts(store: Store) -> dict[str, int]:
    tables = [relation.name for relation in PUBLIC if relation.name not in ("runs", "expectation_results")]
    with store.work() as con:
        return {table: con.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_ingesting_twice_adds_no_row_but_the_run(store: Store) -> None:
    told = report()
    rejection = {"run_id": "x", "stage": "land", "path": "b.txt", "reason": "binary", "detail": "no text"}
    seen = []
    for run_id in ("first", "second"):
        store.ingest([article()], [told], [claim(told, "topic", "food")], resolution("c1", [told]))
        with store.work() as con:
            load.load_quarantine(con, schemas.REJECTIONS.frame([rejection | {"run_id": run_id}] * 2))
        seen.append(_counts(store))
    assert seen[0] == seen[1]
    assert seen[0]["calls"] == seen[0]["quarantine"] == seen[0]["call_reports"] == seen[0]["claims"] == 1
    with store.work() as con:
        assert con.execute("SELECT count(*) FROM runs").fetchone() == (2,)


def test_a_changed_text_is_a_new_revision_and_its_reports_replace_the_old_ones(store: Store) -> None:
    first, second = report(revision=1), report(revision=2)
    store.ingest([article()], [first], [claim(first, "duration", "40", 75, 91)], resolution("c1", [first]))
    counts = store.ingest(
        [article(text=TEXT + " Corrigé.")], [second], [claim(second, "duration", "50")], resolution("c1", [second])
    )
    assert counts["articles"] == load.Counts(added=1)
    assert store.rows("SELECT revision, is_current FROM articles ORDER BY revision") == [(1, False), (2, True)]
    assert store.rows("SELECT report_id FROM call_reports WHERE call_id = 'c1'") == [("a1-2-1",)]
    assert store.rows("SELECT value, first_run_id, retracted_run_id FROM claims ORDER BY value") == [
        ("40", "run1", "run2"),
        ("50", "run2", None),
    ]
    assert store.rows("SELECT report_id FROM statements") == [("a1-2-1",)]
    assert store.rows("SELECT call_id, report_count FROM calls") == [("c1", 1)]


def test_an_old_text_that_comes_again_is_no_new_revision(store: Store) -> None:
    for text in (TEXT, "Corrigé.", TEXT, "Corrigé."):
        store.ingest([article(text=text)])
    assert store.rows("SELECT revision, is_current FROM articles ORDER BY revision") == [(1, False), (2, True)]


def test_a_sidecar_that_arrives_later_updates_the_article_in_place(store: Store) -> None:
    store.ingest([article(outlet=None, source_id="unknown-a1")])
    with store.work() as con:
        late = schemas.ARTICLES.frame([article("by-url", url="https://gazette.example/1", **DATED)])
        late = late.with_columns(document_id=pl.lit("d-a1"))
        compared = compare_articles(con, late)
        assert compared.select("article_id", "revision", "change").rows() == [("a1", 1, "updated")]
        assert load.load_articles(con, compared, "run2") == load.Counts(changed=1)
        assert con.execute("SELECT article_id, url, published_on, source_id FROM articles").fetchall() == [
            ("a1", "https://gazette.example/1", date(2031, 1, 8), "gazette")
        ]
        # the address leads to the same article from now on, also from another file
        moved = schemas.ARTICLES.frame([article("by-url", text="Corrigé.", url="https://gazette.example/1")])
        assert compare_articles(con, moved).select("article_id", "revision", "change").rows() == [("a1", 2, "revised")]


def test_what_is_unknown_never_erases_what_is_known(store: Store) -> None:
    store.ingest([article(url="https://gazette.example/1", author="Zoé Pic", **DATED)])
    counts = store.ingest([article("bare", outlet=None, source_id="unknown", document_id="d-a1")])
    assert counts["articles"] == load.Counts()
    assert store.rows("SELECT article_id, author, published_on FROM articles") == [("a1", "Zoé Pic", date(2031, 1, 8))]


def test_a_bare_copy_of_a_file_beside_the_described_one_is_the_same_article(store: Store) -> None:
    bare = article("bare", outlet=None, source_id="unknown", document_id="d-a1")
    for rows in ([bare, article(**DATED)], [article(**DATED), bare]):
        counts = store.ingest(rows)
    assert counts["articles"] == load.Counts()
    assert store.rows("SELECT article_id FROM articles") == [("a1",)]


def test_one_file_with_two_addresses_is_two_articles(store: Store) -> None:
    store.ingest(
        [
            article("u1", url="https://a.example/1", document_id="d"),
            article("u2", url="https://b.example/1", document_id="d"),
        ]
    )
    assert store.rows("SELECT count(*) FROM articles") == [(2,)]


def test_two_texts_of_one_article_in_one_batch_are_two_revisions(store: Store) -> None:
    store.ingest([article(), article(text="Corrigé."), article()])
    assert store.rows("SELECT revision, is_current, text FROM articles ORDER BY revision") == [
        (1, False, TEXT),
        (2, True, "Corrigé."),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1, max_size=8), st.integers(1, 4))
def test_batches_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, seen: list[tuple[str, str]], size: int
) -> None:
    rows = [article(i, text=text, document_id=f"{i}{text}") for i, text in seen]
    found = []
    for step in (len(rows), size):
        store = Store(tmp_path_factory.mktemp("batches"))
        with store.work() as con:
            for _ in range(2):
                for start in range(0, len(rows), step):
                    load.load_articles(
                        con, compare_articles(con, schemas.ARTICLES.frame(rows[start : start + step])), "r"
                    )
            found.append(
                con.execute("SELECT article_id, revision, is_current, text FROM articles ORDER BY ALL").fetchall()
            )
    assert found[0] == found[1]
    assert len(found[0]) == len(set(seen))


def test_a_claim_that_vanishes_is_retracted_and_one_that_comes_back_stands_again(store: Store) -> None:
    told = report()
    duration, topic = claim(told, "duration", "40", 75, 91), claim(told, "topic", "food")
    store.ingest([article()], [told], [duration, topic], resolution("c1", [told]))
    counts = store.ingest([article()], [told], [topic], resolution("c1", [told]))
    assert counts["extraction"] == load.Counts(changed=1)
    history = "SELECT property, call_id, first_run_id, retracted_run_id FROM claims ORDER BY property"
    assert store.rows(history) == [("duration", None, "run1", "run2"), ("topic", "c1", "run1", None)]
    store.ingest([article()], [told], [duration, topic], resolution("c1", [told]))
    assert store.rows(history) == [("duration", "c1", "run1", None), ("topic", "c1", "run1", None)]


def test_a_call_without_reports_ends_and_a_merged_one_leaves_an_alias(store: Store) -> None:
    one, two = report("a1"), report("a2")
    store.ingest([article("a1")], [one], [], resolution("c1", [one]))
    store.ingest([article("a2", text="Autre.")], [two], [], resolution("c2", [two]))
    merged = resolution("c2", [one, two])
    counts = store.ingest([article("a1"), article("a2", text="Autre.")], [one, two], [], merged)
    assert counts["resolution"] == load.Counts(changed=1, removed=1)
    assert store.rows("SELECT old_call_id, call_id, reason FROM call_aliases") == [("c1", "c2", "merged")]
    with store.read() as con:
        assert read.call(con, "c1")["reports"].height == 2
    store.ingest([article("a1"), article("a2", text="Autre.")], [], [], {})
    assert store.rows("SELECT count(*) FROM calls") == [(0,)]
    assert store.rows("SELECT count(*) FROM call_participants") == [(0,)]
    with store.read() as con:  # both ids still resolve, to the last state there was
        assert read.call(con, "c1")["calls"]["call_id"].to_list() == ["c2"]


def test_only_touched_calls_are_replaced(store: Store) -> None:
    one, two = report("a1"), report("a2")
    store.ingest([article("a1")], [one], [], resolution("c1", [one]))
    store.ingest([article("a2", text="Autre.")], [two], [], resolution("c2", [two]))
    assert store.rows("SELECT call_id FROM calls ORDER BY call_id") == [("c1",), ("c2",)]
    assert store.rows("SELECT count(*) FROM conflicts") == [(2,)]


def test_a_failed_transaction_leaves_nothing_behind(store: Store) -> None:
    store.ingest([article("a1")])
    with store.work() as con:
        with pytest.raises(RuntimeError), load.transaction(con):
            load.load_articles(con, schemas.ARTICLES.frame([article("a2", text="Autre.")]), "r")
            raise RuntimeError
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_removed_judgement_is_undone(store: Store) -> None:
    lines = [{"judgement_id": "j1", "verdict": "same"}, {"judgement_id": "j2", "verdict": "different"}]
    with store.work() as con:
        load.load_judgements(con, schemas.JUDGEMENTS.frame(lines))
        assert load.load_judgements(con, schemas.JUDGEMENTS.frame(lines[:1])) == load.Counts(removed=1)


def test_results_of_a_stage_are_replaced_within_their_run(store: Store) -> None:
    row = {"run_id": "r", "stage": "articles", "expectation": "text is there", "severity": "critical", "success": True}
    with store.work() as con:
        for run_id in ("r", "r", "s"):
            load.load_expectation_results(con, schemas.EXPECTATION_RESULTS.frame([row | {"run_id": run_id}]))
        assert con.execute("SELECT run_id FROM expectation_results ORDER BY run_id").fetchall() == [("r",), ("s",)]
