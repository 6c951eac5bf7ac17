"""The expectations of a large run, checked in a process of its own while the calls are resolved."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import pytest

from flows.checks import Checks
from flows.reference import read_reference
from flows.workers import Workers
from transforms import schemas

ARTICLES = schemas.ARTICLES.frame(
    {"article_id": f"a-{n}", "revision": 1, "is_current": True, "text": "Un texte.", "title_end": 0, "document_id": "d" * 64, "language": "fr"}
    for n in range(3)
)
RESOLVED = {
    name: getattr(schemas, name.upper()).frame() for name in ("calls", "call_participants", "memberships", "conflicts")
}  # fmt: skip


def taken_in() -> Checks:
    checks = Checks(read_reference(), date(2031, 5, 1))
    documents = schemas.DOCUMENTS.frame([{"document_id": "d" * 64, "path": "x.jsonl", "media_type": "application/x-ndjson"}])
    checks.add_batch(documents, documents, ARTICLES, schemas.CALL_REPORTS.frame(), schemas.CLAIMS.frame())
    return checks


@pytest.mark.parametrize("lost", [False, True], ids=["alive", "lost"])
def test_another_process_finds_the_same_and_its_loss_costs_nothing(lost: bool) -> None:
    here, there = taken_in(), taken_in()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        there.check_in(process)
        if lost:
            os.kill(process.submit(os.getpid).result(), signal.SIGKILL)
        found = there.results("r-1", RESOLVED)
    assert found.filter(stage="articles").height > 10
    assert found.equals(here.results("r-1", RESOLVED))


def test_a_run_without_worker_processes_starts_none_for_its_checks() -> None:
    with Workers(1) as workers:
        assert workers.end_but_one() is None
