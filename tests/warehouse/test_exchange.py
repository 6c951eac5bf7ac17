"""Publishing writes what changed, and nobody who reads a published file ever sees it change."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse import exchange

ROWS = 60_000  # some 4 MB: a dozen blocks


@pytest.fixture
def work(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb.work"
    change(path, f"CREATE TABLE t AS SELECT range AS n, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS x FROM range({ROWS})")
    return path


def change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(sql)
        con.execute("CHECKPOINT")


def published(work: Path) -> Path:
    path = work.with_suffix("")
    exchange.exchange(work, path)
    return path


CHANGES = st.lists(
    st.one_of(
        st.builds("INSERT INTO t SELECT {0}, md5('{0}') FROM range({0})".format, st.integers(1, 30_000)),
        st.builds("UPDATE t SET x = md5(x) WHERE n % {0} = 0".format, st.integers(1, 1000)),
        st.builds("DELETE FROM t WHERE n < {0}".format, st.integers(1, ROWS)),
        st.just("CREATE OR REPLACE TABLE other AS SELECT n, x FROM t USING SAMPLE 10%"),
        st.just("DROP TABLE IF EXISTS other"),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(CHANGES, min_size=1, max_size=4))
def test_after_each_run_both_files_are_the_same_to_the_byte(tmp_path_factory: pytest.TempPathFactory, runs: list[list[str]]) -> None:
    work = tmp_path_factory.mktemp("turns") / "w.duckdb.work"
    change(work, f"CREATE TABLE t AS SELECT range AS n, md5(range::VARCHAR) AS x FROM range({ROWS})")
    published(work)
    for changes in runs:
        for sql in changes:
            change(work, sql)
        wanted = work.read_bytes()
        path = published(work)
        assert path.read_bytes() == wanted
        assert work.read_bytes() == wanted


def test_only_what_differs_is_written(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = published(work)
    change(work, "INSERT INTO t VALUES (-1, 'new')")
    written = []
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, content, start: written.append(len(content)) or write(file, content, start))
    monkeypatch.setattr(exchange, "copy", pytest.fail)
    published(work)
    assert 0 < sum(written) < path.stat().st_size / 2


def _opened(path: Path, folder: Path) -> object:
    return path.open("rb")


def _named(path: Path, folder: Path) -> object:
    os.link(path, folder / "kept")
    return (folder / "kept").open("rb")


def _queried(path: Path, folder: Path) -> object:
    return duckdb.connect(str(path), read_only=True)


@pytest.mark.parametrize("take", [_opened, _named, _queried])
def test_a_published_file_that_somebody_has_is_left_as_it_is(work: Path, tmp_path: Path, take) -> None:  # type: ignore[no-untyped-def]
    path = published(work)
    former = path.read_bytes()
    with path.open("rb") as seen, take(path, tmp_path):
        for _ in range(3):
            change(work, "UPDATE t SET x = md5(x)")
            published(work)
            assert path.read_bytes() == work.read_bytes() != former
        seen.seek(0)
        assert seen.read() == former


def test_a_work_file_that_is_still_open_is_copied(work: Path) -> None:
    with work.open("rb") as held:
        path = published(work)
        assert os.fstat(held.fileno()).st_ino == work.stat().st_ino != path.stat().st_ino
    assert path.read_bytes() == work.read_bytes()


def test_another_format_is_copied(work: Path) -> None:
    path = published(work)
    work.write_bytes(b"notes" * 10_000)
    published(work)
    assert path.read_bytes() == work.read_bytes() == b"notes" * 10_000
    assert sorted(file.name for file in path.parent.iterdir()) == ["w.duckdb", "w.duckdb.work"]


STEPS = [(os, "link"), (Path, "replace"), (os, "pwrite"), (os, "ftruncate"), (os, "fsync"), (Path, "unlink")]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
@pytest.mark.parametrize("times", [0, 1])
def test_killed_at_any_step_it_leaves_the_old_file_or_the_new_one(
    work: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str, times: int, after: bool
) -> None:
    path = published(work)
    former = path.read_bytes()
    change(work, "UPDATE t SET x = md5(x) WHERE n > 1000")
    wanted = work.read_bytes()
    original, calls = getattr(owner, step), iter(range(100))

    def dying(*arguments: object, **named: object) -> object:
        dies = next(calls) == times
        if dies and not after:
            raise KeyboardInterrupt
        done = original(*arguments, **named)
        if dies:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(owner, step, dying)
    with suppress(KeyboardInterrupt):
        published(work)
    monkeypatch.undo()
    assert path.read_bytes() in (former, wanted)
    assert not work.exists() or work.read_bytes() == wanted
    if work.exists():
        change(work, "DELETE FROM t WHERE n < 10")
        kept = work.read_bytes()
        published(work)
        assert path.read_bytes() == work.read_bytes() == kept
