"""Doing it twice, late metadata, changed texts, copies, and any order of the input."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

CALL = "Le président français Emmanuel Macron et le chancelier Olaf Scholz se sont entretenus par téléphone mardi 12 mars 2024 pendant {} minutes au sujet du climat."


def article(minutes: int = 20, **fields: str) -> str:
    """One record about a call of so many minutes, as a line of a JSON-lines file."""
    record = {"id": "un", "url": "https://gazette.example/un", "outlet": "La Gazette", "title": "Entretien",
              "published_at": "2024-03-13", "text": CALL.format(minutes)}  # fmt: skip
    return json.dumps(record | fields, ensure_ascii=False)


@pytest.fixture
def copies(shared: Path, tmp_path: Path) -> Path:
    """The five real articles in a folder that a test may add to."""
    return Path(shutil.copytree(shared / "articles", tmp_path / "articles", copy_function=shutil.copyfile))


def test_the_same_files_again_change_nothing(five: Any, shared: Path, new_warehouse: Callable[[], Any]) -> None:
    warehouse = new_warehouse()
    warehouse.ingest(shared / "articles")
    before = warehouse.path.stat().st_mtime_ns
    again = warehouse.ingest(shared / "articles")
    assert warehouse.path.stat().st_mtime_ns == before
    assert (again.articles, again.reports, again.calls_new, again.published) == ({"unchanged": 5}, 0, 0, False)
    assert warehouse.contents() == five.contents()


def test_a_sidecar_that_arrives_later_dates_the_call(copies: Path, new_warehouse: Callable[[], Any]) -> None:
    copies.chmod(0o755)
    warehouse = new_warehouse()
    warehouse.ingest(copies)
    before = warehouse.calls_of()
    (copies / "002_cfbabee28e2ae972.meta.json").write_text('{"published_at": "2025-07-03"}')
    (copies / "003_5bc7140be069890e.meta.json").write_text('{"published_at": "2025-02-13"}')
    summary = warehouse.ingest(copies)
    after = warehouse.calls_of()
    assert summary.articles == {"unchanged": 3, "updated": 2}
    assert after["002_cfbabee28e2ae972"]["date_edtf"] == "2025-07-03"
    assert after["003_5bc7140be069890e"]["date_edtf"] == "2025-02-12"
    assert warehouse.values("SELECT count(*) FROM articles") == [5]
    assert warehouse.values("SELECT count(*) FROM call_reports WHERE retracted_run_id IS NULL") == [5]
    assert warehouse.values("SELECT count(*) FROM calls") == [4]
    assert {name: call["call_id"] for name, call in after.items()} == {name: call["call_id"] for name, call in before.items()}


def test_a_changed_text_is_a_revision_that_replaces_its_reports(tmp_path: Path, new_warehouse: Callable[[], Any]) -> None:
    warehouse = new_warehouse()
    file = tmp_path / "a.jsonl"
    file.write_text(article(20))
    warehouse.ingest(file)
    file.write_text(article(35))
    summary = warehouse.ingest(file)
    assert summary.articles == {"revised": 1}
    assert warehouse.values("SELECT revision FROM articles WHERE is_current") == [2]
    assert warehouse.values("SELECT duration_minutes_low FROM calls") == [35]
    assert warehouse.values("SELECT count(*) FROM articles") == [2]


def test_the_same_article_in_two_files_is_one_article(tmp_path: Path, new_warehouse: Callable[[], Any]) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(article(20))
    (tmp_path / "c.jsonl").write_text(article(20, id="deux") + "\n")
    warehouse = new_warehouse()
    warehouse.ingest(tmp_path)
    assert warehouse.values("SELECT count(*) FROM articles") == [1]
    assert warehouse.values("SELECT report_count FROM calls") == [1]


@settings(max_examples=5, deadline=None)
@given(order=st.permutations(range(5)), cut=st.integers(1, 4))
def test_order_and_batches_do_not_matter(order: list[int], cut: int, five: Any, shared: Path, new_warehouse: Callable[[], Any]) -> None:
    files = sorted((shared / "articles").glob("*.txt"))
    warehouse = new_warehouse()
    warehouse.ingest(*[files[i] for i in order[:cut]])
    warehouse.ingest(*[files[i] for i in order[cut:]], batch_articles=2)
    assert warehouse.contents() == five.contents()
