"""Servers under test: PostgreSQL and a Dask cluster, each started here and stopped here.

`make test-services` runs these tests, plain `make test` skips them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from services.dispatches import write_dispatches

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings

PACKAGES = ("prefect_dask", "duckdb_extension_ducklake", "duckdb_extension_postgres_scanner")


def _postgres_programs() -> Path | None:
    """The newest PostgreSQL of Debian, which keeps its programs out of the way."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), default=None)


def _missing() -> str | None:
    if absent := [name for name in PACKAGES if not find_spec(name)]:
        return f"not installed: {', '.join(absent)} (make test-services installs them)"
    if not _postgres_programs():
        return "no PostgreSQL found: apt-get install postgresql"
    return None


@pytest.fixture(scope="session", autouse=True)
def wanted() -> None:
    """Skip these tests unless they are asked for; when they are under CI, what they need must be there."""
    if not os.environ.get("READOUT_TEST_SERVICES"):
        pytest.skip("tests with servers run with `make test-services`")
    if reason := _missing():
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def dispatches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two files of articles: halves of one newsroom, each with reports of the same calls and some of the same articles."""
    return write_dispatches(tmp_path_factory.mktemp("dispatches"))


@pytest.fixture(scope="session")
def one_machine(dispatches: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that one machine makes of these articles by itself."""
    path = tmp_path_factory.mktemp("one") / "w.duckdb"
    tell([dispatches], Settings(path), Quiet())
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres(wanted: None) -> Iterator[str]:
    """An empty PostgreSQL server of our own, as libpq's keywords without a database."""
    programs = _postgres_programs()
    assert programs
    folder, port = Path(tempfile.mkdtemp(prefix="readout-postgres-")), free_port()
    as_owner: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_owner, str(programs / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run("initdb", "--auth=trust", "--username=readout", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield f"host=127.0.0.1 port={port} user=readout"
    run("pg_ctl", "-w", "-m", "fast", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def client(postgres: str) -> Callable[..., str]:
    """Return a runner of PostgreSQL's client programs on our server, which returns what they print."""
    words = dict(word.split("=") for word in postgres.split())
    server = ("-h", words["host"], "-p", words["port"], "-U", words["user"])

    def run(program: str, *arguments: str) -> str:
        return subprocess.run([f"{_postgres_programs()}/{program}", *server, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout

    return run


@pytest.fixture(scope="session")
def new_lake(postgres: str, client: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return a maker of addresses of shared warehouses that do not exist yet."""

    def make() -> Path:
        name = f"lake{time.monotonic_ns()}"
        client("createdb", name)
        return Path(f"ducklake:postgres:{postgres} dbname={name} data_path={tmp_path_factory.mktemp(name)}")

    return make


class Cluster:
    """A Dask scheduler and its workers on loopback, each a process of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.port, self.folder = free_port(), folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))
        try:
            for _ in range(workers):
                self.workers.append(self.start_worker())
            self._wait_for_workers()
        except BaseException:
            self.stop()
            raise

    @property
    def address(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", f"tcp://127.0.0.1:{self.port}", "--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{words[0]}.log").open("ab") as log:
            command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:], "--no-dashboard"]
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def _wait_for_workers(self) -> None:
        from distributed import Client

        with Client(f"tcp://127.0.0.1:{self.port}", timeout=60, set_as_default=False) as client:
            if self.workers:
                client.wait_for_workers(len(self.workers), timeout=60)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with the small Prefect server that a worker starts
            process.wait()


@pytest.fixture
def object_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Start an S3 service on loopback, known by its variables to this process and those it starts; return its file system."""
    import fsspec
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name, value in {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "word", "AWS_DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    yield fsspec.filesystem("s3", skip_instance_cache=True)
    server.stop()


@pytest.fixture
def start_cluster(tmp_path: Path) -> Iterator[Callable[[int], Cluster]]:
    """Start clusters of so many workers; all end with the test."""
    started: list[Cluster] = []

    def start(workers: int) -> Cluster:
        started.append(Cluster(tmp_path, workers))
        return started[-1]

    yield start
    for cluster in started:
        cluster.stop()
