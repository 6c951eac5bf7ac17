"""The flow on a real Dask scheduler with two workers: the same calls as on one machine, whatever happens to a worker."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from resolution_contents import contents
from tests_support import CALL_ARTICLE

from flows.errors import RunnerError
from flows.ingest import Summary, ingest_in_process
from flows.progress import Quiet
from flows.runners import workers_for
from flows.settings import Settings
from warehouse.connect import open_read

CALLS = 45
REPORTS = 135


class KillsAWorker(Quiet):
    """A progress that kills a worker as soon as the first batch is loaded, with others under way."""

    def __init__(self, worker: subprocess.Popen[bytes] | None = None) -> None:
        self.worker = worker

    def __reduce__(self) -> tuple[type[Quiet], tuple[()]]:
        return Quiet, ()

    def advance(self, stage: str, amount: int = 1) -> None:
        if stage == "load" and self.worker:
            self.worker.kill()


def ingested(folder: Path, warehouse: Path, cluster: Any, exchange: str, progress: Quiet) -> Summary:
    settings = Settings(warehouse, batch_articles=10, runner=cluster.address, exchange=exchange)
    return ingest_in_process([folder], settings, progress)


def test_two_workers_of_which_one_is_killed_give_the_calls_of_one_machine(
    start_cluster: Callable[[int], Any], dispatches: Path, one_machine: Path, tmp_path: Path
) -> None:
    cluster, exchange = start_cluster(2), tmp_path / "exchange"
    summary = ingested(dispatches, tmp_path / "w.duckdb", cluster, exchange.as_uri(), KillsAWorker(cluster.workers[0]))
    assert cluster.workers[0].wait(10) == -9
    assert cluster.workers[1].poll() is None
    assert (summary.reports, summary.calls_new) == (REPORTS, CALLS)
    with open_read(one_machine) as one, open_read(tmp_path / "w.duckdb") as other:
        assert contents(other) == contents(one)
        assert other.sql("SELECT article_id FROM articles GROUP BY ALL HAVING count(*) > 1").fetchall() == []
    assert list(exchange.iterdir()) == []


def test_a_run_whose_last_worker_is_gone_goes_on_when_one_comes_back(
    start_cluster: Callable[[int], Any], dispatches: Path, one_machine: Path, tmp_path: Path
) -> None:
    cluster = start_cluster(1)

    class Replaces(KillsAWorker):
        def advance(self, stage: str, amount: int = 1) -> None:
            if stage == "load" and self.worker:
                self.worker.kill()
                self.worker = None
                cluster.workers.append(cluster.start_worker())

    ingested(dispatches, tmp_path / "w.duckdb", cluster, (tmp_path / "exchange").as_uri(), Replaces(cluster.workers[0]))
    with open_read(one_machine) as one, open_read(tmp_path / "w.duckdb") as other:
        assert contents(other) == contents(one)


def test_an_object_store_serves_as_exchange(
    object_store: Any, start_cluster: Callable[[int], Any], dispatches: Path, one_machine: Path, tmp_path: Path
) -> None:
    object_store.mkdir("readout-exchange")
    ingested(dispatches, tmp_path / "w.duckdb", start_cluster(1), "s3://readout-exchange/runs", Quiet())
    with open_read(one_machine) as one, open_read(tmp_path / "w.duckdb") as other:
        assert contents(other) == contents(one)
    assert object_store.find("readout-exchange") == []


def test_an_article_without_measure_does_not_hold_a_worker_up(start_cluster: Callable[[int], Any], tmp_path: Path) -> None:
    """The same call told a thousand times in one article takes seconds to read, the others milliseconds."""
    (tmp_path / "long.txt").write_text("\n\n".join([CALL_ARTICLE] * 1000))
    (tmp_path / "short.txt").write_text(CALL_ARTICLE)
    exchange = (tmp_path / "exchange").as_uri()
    settings = Settings(tmp_path / "w.duckdb", runner=start_cluster(1).address, exchange=exchange, document_seconds=0.8)
    done = ingest_in_process([tmp_path / "long.txt", tmp_path / "short.txt"], settings, Quiet())
    assert (done.articles["new"], done.calls_new, done.rejected) == (1, 1, {"timeout": 1})


@pytest.mark.parametrize(
    ("runner", "exchange", "message"),
    [
        ("dask://127.0.0.1:9", "/tmp", "no Dask scheduler answers at 127.0.0.1:9: start one with `dask scheduler`"),  # noqa: S108
        ("dask://127.0.0.1:9", None, "needs READOUT_EXCHANGE"),
        ("dask://127.0.0.1:9", "nonsense://x", "the exchange nonsense://x/readout-.* cannot be written: Protocol not known"),
        ("spark://127.0.0.1:9", "/tmp", "READOUT_RUNNER must be `local` or dask://HOST:PORT, not spark://127.0.0.1:9"),  # noqa: S108
        ("dask://", "/tmp", "READOUT_RUNNER must be"),  # noqa: S108
    ],
)
def test_a_runner_that_cannot_be_used_is_one_clear_line(runner: str, exchange: str | None, message: str) -> None:
    with pytest.raises(RunnerError, match=message) as caught, workers_for(Settings(Path("w"), runner=runner, exchange=exchange), large=False):
        pass
    assert len(str(caught.value).splitlines()) == 1


def test_a_scheduler_without_workers_is_said_at_once(start_cluster: Callable[[int], Any], dispatches: Path, tmp_path: Path) -> None:
    cluster = start_cluster(0)
    with pytest.raises(RunnerError, match="has no workers: start some with `dask worker"):
        ingested(dispatches, tmp_path / "w.duckdb", cluster, (tmp_path / "exchange").as_uri(), Quiet())
