"""What an operator looks at when something is wrong: versions, settings, warehouse, lock, disk, inbox, server."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import httpx

from flows.configuration import read_configuration, unknown_variables
from flows.errors import InboxError
from flows.filing import REJECTED
from flows.inbox import look
from flows.listing import REASONS
from flows.settings import Settings
from flows.version import code_version
from warehouse.connect import open_read
from warehouse.errors import WarehouseError
from warehouse.lake import Lake, is_lake
from warehouse.lock import holder
from warehouse.migrate import newest_schema

LITTLE_BYTES = 1_000_000_000
PACKAGES = ("prefect", "fastapi", "sqlalchemy", "duckdb", "polars", "spacy", "great_expectations")
BOUNDS = {"fastapi": ("0.151", "Prefect 3.8.8 breaks when a flow runs"), "sqlalchemy": ("2.1", "Prefect's schedules stop")}
"""Packages that must be older than a version, and what happens otherwise (docs/operations.md)."""


@dataclass(frozen=True)
class Finding:
    """One line of the examination; `state` is good, note (worth knowing) or bad (to be mended)."""

    what: str
    state: str
    detail: str


def examine(settings: Settings, inbox: Path | None, environment: Mapping[str, str] = os.environ) -> list[Finding]:
    """Look at everything; nothing found wrong ends it."""
    looks: list[Callable[[], Iterator[Finding]]] = [
        _versions,
        lambda: _configuration(environment),
        lambda: _warehouse(settings),
        lambda: _lock(settings.warehouse),
        lambda: _disk(settings.warehouse),
        lambda: _inbox(inbox),
        lambda: _server(environment),
    ]
    return [finding for each in looks for finding in each()]


def _versions() -> Iterator[Finding]:
    yield Finding("readout", "good", f"{code_version()} on Python {sys.version.split()[0]}")
    for package in PACKAGES:
        try:
            number = version(package)
        except PackageNotFoundError:
            yield Finding(package, "bad", "not installed: make it anew with `make clean demo`")
            continue
        below, consequence = BOUNDS.get(package, (None, ""))
        if below and _numbers(number) >= _numbers(below):
            yield Finding(package, "bad", f"{number}: with {below} or newer {consequence}; install requirements.lock again")
        else:
            yield Finding(package, "good", number)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:3] if part.isdecimal())


def _configuration(environment: Mapping[str, str]) -> Iterator[Finding]:
    stated = read_configuration(environment)
    keys = ", ".join(sorted(stated.values)) or "all as by default"
    yield Finding("settings", "good", f"{stated.file or 'no readout.toml'}: {keys}")
    for line in unknown_variables(environment):
        yield Finding("settings", "note", line)


def _warehouse(settings: Settings) -> Iterator[Finding]:
    path = settings.warehouse
    if not is_lake(path) and not path.exists():
        yield Finding("warehouse", "note", f"{path} does not exist yet: the first run makes it")
        return
    try:
        with open_read(path) as con:
            row = con.execute(_STATE).fetchone()
    except WarehouseError as error:
        yield Finding("warehouse", "bad", str(error))
        return
    articles, calls, started, status, newest = row or (0, 0, None, None, None)
    yield Finding("warehouse", "good", f"{_place(path)}, schema {newest_schema()}, {articles} articles, {calls} calls")
    if started:
        yield Finding("last run", "good" if status == "completed" else "note", f"{status}, started {started:%Y-%m-%d %H:%M} UTC")
    if newest and newest > datetime.now(UTC) + timedelta(minutes=5):
        yield Finding("clock", "bad", f"a run started at {newest:%Y-%m-%d %H:%M} UTC, later than now: this machine's clock went back")


_STATE = """
SELECT (SELECT count(*) FROM articles WHERE is_current), (SELECT count(*) FROM calls),
    arg_max(started_at, rowid), arg_max(status, rowid), max(started_at) FROM runs
"""


def _lock(path: Path) -> Iterator[Finding]:
    if is_lake(path):  # its writers take turns, each for moments
        return
    pid = holder(path.with_name(path.name + ".lock"))
    yield Finding("lock", "note" if pid else "good", f"held by process {pid}: a run goes on" if pid else "free")


def _disk(path: Path) -> Iterator[Finding]:
    if is_lake(path):
        path = Lake.at(path).data
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    free, size = shutil.disk_usage(folder).free, path.stat().st_size if path.exists() else 0
    needed = max(LITTLE_BYTES, 3 * size)
    detail = f"{free / 1e9:.1f} GB free in {folder}"
    if free < needed:
        yield Finding("disk", "bad", f"{detail}; a run may need {needed / 1e9:.1f} GB (work file, copy to publish, room to spill)")
    else:
        yield Finding("disk", "good", detail)


def _inbox(folder: Path | None) -> Iterator[Finding]:
    if folder is None:
        return
    try:
        found = look(folder, settle_seconds=0)
        rejected = sum(1 for _ in (folder / REJECTED).rglob(f"*{REASONS}"))
    except InboxError as error:
        yield Finding("inbox", "bad", str(error))
        return
    waiting = len(found.files) + len(found.refused)
    yield Finding("inbox", "good", f"{folder}: {waiting} files to take in, {found.unfinished} not complete yet")
    if rejected:
        yield Finding("inbox", "note", f"{rejected} files in {folder / REJECTED}, each with its reason; `readout retry` tries them again")
    for problem in found.unreadable:
        yield Finding("inbox", "bad", problem)


def _server(environment: Mapping[str, str]) -> Iterator[Finding]:
    url = server_url(environment)
    problem = server_problem(url)
    yield Finding("server", "note" if problem else "good", problem or f"{url} answers")


def server_url(environment: Mapping[str, str] = os.environ) -> str:
    """Return the address of Prefect's API: PREFECT_API_URL, else that of a server started on this machine."""
    return environment.get("PREFECT_API_URL") or "http://127.0.0.1:4200/api"


def server_problem(url: str) -> str | None:
    """Return one line if Prefect's server cannot be reached, else None."""
    try:
        answer: Any = httpx.get(f"{url}/health", timeout=5, trust_env=False)
        ok = answer.status_code == 200
    except httpx.HTTPError:
        ok = False
    return None if ok else f"no Prefect server answers at {url}: start one with `prefect server start`, or set PREFECT_API_URL"


def _place(path: Path) -> str:
    return str(path) if is_lake(path) else f"{path.absolute()}: {path.stat().st_size / 1e6:.1f} MB"
