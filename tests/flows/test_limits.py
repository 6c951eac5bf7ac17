"""Articles that make a step hang or eat all memory, and a query without end."""

from __future__ import annotations

import contextlib
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests_support import CALL_ARTICLE

from flows.batch import Landed, Terms, batch_tables
from flows.history import reprocess
from flows.ingest import tell
from flows.limits import Limits, TookTooLong, TookTooMuch, memory_limit, time_limit
from flows.progress import Quiet
from flows.settings import Settings
from flows.workers import Workers
from transforms import clean
from transforms.languages.fr.pipeline import FrenchPipeline
from transforms.parse import PARSERS
from transforms.schemas import LANDED
from warehouse.connect import open_read

Readout = Callable[..., Any]


@pytest.fixture(scope="module", autouse=True)
def what_is_read_once() -> None:
    """The models and the gazetteer, whose loading takes longer than these tests let a document take."""
    batch_tables(Landed(LANDED.frame([landed(0, CALL_ARTICLE)])), Terms(datetime.now(UTC)))


def landed(number: int, text: str) -> dict[str, Any]:
    return {"document_id": f"d{number}", "path": f"{number}.txt", "item": 0, "media_type": "text/plain", "content": text}


def endless(text: str) -> None:
    while "boucle" in text:
        pass


def hungry(text: str) -> None:
    if "boucle" in text:
        bytearray(4_000_000_000)


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[str], None]], None]:
    """Make a step of reading an article do something more to its text."""
    parser, cleaner, pipeline = PARSERS["text/plain"], clean.build_text, FrenchPipeline.reports

    def parsing(misbehave: Callable[[str], None]) -> None:
        monkeypatch.setitem(PARSERS, "text/plain", lambda content: misbehave(content) or parser(content))

    def cleaning(misbehave: Callable[[str], None]) -> None:
        monkeypatch.setattr(clean, "build_text", lambda title, lead, body: misbehave(body) or cleaner(title, lead, body))

    def extracting(misbehave: Callable[[str], None]) -> None:
        monkeypatch.setattr(FrenchPipeline, "reports", lambda self, text, *more, **known: misbehave(text) or pipeline(self, text, *more, **known))

    return lambda step, misbehave: {"parse": parsing, "clean": cleaning, "extract": extracting}[step](misbehave)


def other_day(day: int) -> str:
    return CALL_ARTICLE.replace("mardi 12 mars", f"{day} mars")


@pytest.mark.parametrize("step", ["parse", "clean", "extract"])
@pytest.mark.parametrize(
    ("misbehave", "reason", "told"),
    [(endless, "timeout", "took longer than 0.6 s"), (hungry, "out_of_memory", "took more than 1 GB of memory")],
)
def test_a_document_without_measure_is_rejected_and_the_rest_goes_on(
    tmp_path: Path, spoil: Callable[..., None], step: str, misbehave: Callable[[str], None], reason: str, told: str
) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    (tmp_path / "b.txt").write_text(f"{other_day(15)} Une boucle.")
    (tmp_path / "c.txt").write_text(other_day(19))
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    spoil(step, misbehave)
    settings = Settings(tmp_path / "w.duckdb", document_seconds=0.6, document_memory="1GB")
    done = tell(files, settings, Quiet())
    assert (done.articles["new"], done.reports, done.rejected) == (2, 2, {reason: 1})
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT path, detail FROM quarantine").fetchall() == [(str(files[1]), f"reading it {told}: {files[1]}")]
    spoil(step, lambda text: None)  # mended
    assert tell(files, settings, Quiet()).articles == {"new": 1, "unchanged": 2}


@pytest.mark.parametrize("misbehave", [endless, hungry])
def test_a_stored_article_that_can_no_longer_be_extracted_keeps_what_it_told(
    tmp_path: Path, spoil: Callable[..., None], misbehave: Callable[[str], None]
) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    (tmp_path / "b.txt").write_text(f"{other_day(15)} Une boucle.")
    settings = Settings(tmp_path / "w.duckdb", document_seconds=0.6, document_memory="1GB")
    tell([tmp_path / "a.txt", tmp_path / "b.txt"], settings, Quiet())
    spoil("extract", misbehave)
    assert reprocess(settings, Quiet()).rejected.total() == 1
    with open_read(tmp_path / "w.duckdb") as con:
        assert con.sql("SELECT count(*) FROM calls").fetchall() == [(2,)]
        assert con.sql("SELECT stage, detail LIKE 'reading it took%: article %' FROM quarantine").fetchall() == [("extract", True)]


def test_worker_processes_keep_to_the_limits_too(tmp_path: Path) -> None:
    """The same call told a thousand times in one article takes seconds to read, the other articles milliseconds."""
    texts = [other_day(day) for day in range(1, 9)]
    texts[3] = "\n\n".join([texts[3]] * 1000)
    rows = [landed(number, text) for number, text in enumerate(texts)]
    jobs = [Landed(LANDED.frame(rows[:4])), Landed(LANDED.frame(rows[4:]))]
    with Workers(2, large=True) as workers:
        tables = list(workers.batches(jobs, Terms(datetime.now(UTC), Limits(seconds=0.8))))
    assert [part.articles.height for part in tables] == [3, 4]
    assert [part.rejections["detail"].to_list() for part in tables] == [["reading it took longer than 0.8 s: 3.txt"], []]


def test_the_limits_leave_nothing_behind() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with time_limit(0.05), memory_limit(10**8):
        pass
    time.sleep(0.1)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    with pytest.raises(TookTooMuch, match=r"took more than 0\.1 GB of memory"), memory_limit(10**8):
        bytearray(10**10)  # more than threads of earlier tests can give back meanwhile
    assert len(bytearray(3 * 10**8)) == 3 * 10**8
    with pytest.raises(TookTooLong, match=r"longer than 0\.05 s"), time_limit(0.05):
        endless("boucle")


def test_time_is_limited_in_other_threads_too_and_no_exception_comes_late() -> None:
    """As a Dask worker's tasks are; a library that holds every exception back does not hold this one."""

    def held_back() -> None:
        while True:
            with contextlib.suppress(Exception):
                endless("boucle")

    def elsewhere() -> Iterator[str]:
        for seconds in (0.001, 0.01, 0.05):
            try:
                with time_limit(seconds):
                    held_back()
            except TookTooLong as error:
                yield str(error)
        for _ in range(200):  # ends about when its time does
            with contextlib.suppress(TookTooLong), time_limit(0.002):
                time.sleep(0.002)
        yield "done"

    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(lambda: list(elsewhere())).result(60)
    assert told == ["took longer than 0.001 s", "took longer than 0.01 s", "took longer than 0.05 s", "done"]


def test_a_query_without_end_is_stopped_when_the_settings_say(readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    readout("ingest", tmp_path / "a.txt")
    monkeypatch.setenv("READOUT_QUERY_SECONDS", "0.3")
    endless = "SELECT sum(a.i * b.i) FROM range(10000000) AS a(i), range(1000000) AS b(i)"
    code, _, err = readout("sql", endless)
    assert (code, err) == (1, "readout: the query took longer than 0.3 s\n")
    monkeypatch.setenv("READOUT_QUERY_SECONDS", "60")
    monkeypatch.setenv("READOUT_QUERY_MEMORY", "30MB")
    code, _, err = readout("sql", "SELECT list(hash(range)::VARCHAR) FROM range(20000000)")
    assert code == 1 and "Memory" in err
