"""Prefect's part of an ingestion that runs by itself: the flow over the inbox, its artifacts, and the deployments.

The work is that of `flows.inbox`; Prefect adds the schedule, retries, logs and what its pages show. Runs that overlap
wait for each other at the inbox's own lock, whoever started them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import flow, get_run_logger, serve, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments import run_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.inbox import WAIT_SECONDS, Pass, tend
from flows.settings import read_settings
from flows.tidings import new_calls, new_calls_markdown, summary_row
from warehouse.lake import is_lake

ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
"""Prefect's own limit keeps its pages tidy; what is relied on is the lock of the inbox."""

RETRIES = 2
RETRY_DELAY_SECONDS = 60


@flow(name="inbox", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS, persist_result=False)
def tend_inbox(inbox: str, warehouse: str, fetch: bool = False, feeds: str | None = None) -> None:
    """Take in what is complete in the inbox, after fetching the feeds if so asked, and publish what came of it."""
    settings = replace(read_settings(Path(warehouse)), wait_seconds=WAIT_SECONDS)
    if fetch:
        fetch_feeds(inbox, feeds)
    done = tend(Path(inbox), settings, get_run_logger().info, step=_task)
    if done.ingested.run_ids or done.rejected:
        publish_quality(settings.warehouse)
        show_summary(done)
        show_new_calls(settings.warehouse, done)


@flow(name="fetch", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS, persist_result=False)
def fetch_feeds(inbox: str, feeds: str | None = None) -> None:
    """Save new articles of the feeds into the inbox: those that a file lists, be it named here or in the settings, else outlets.csv's."""
    from flows.configuration import read_configuration
    from flows.feeds import known_feeds, read_feed_list
    from flows.fetch import fetch, read_limits

    log = get_run_logger()
    listed: str | Path | None = feeds or read_configuration().get("feeds", None)
    fetched = fetch(read_feed_list(Path(listed)) if listed else known_feeds(), Path(inbox), read_limits(), log.warning)
    log.info("feeds %s, pages %s, refused %s", dict(fetched.feeds), dict(fetched.pages), dict(fetched.refused))


@task(name="publish the quality report", cache_policy=NO_CACHE, persist_result=False)
def publish_quality(warehouse: Path) -> None:
    """Write the quality report beside the warehouse and link to it."""
    from flows.quality import write_quality
    from warehouse.connect import open_read

    folder = read_settings(warehouse).quality_folder
    with open_read(warehouse) as con:
        write_quality(con, folder)
    create_link_artifact(
        (folder / "index.html").absolute().as_uri(), str((folder / "index.html").absolute()), key="quality-report",
        description="What is wrong and what to do; a file of the machine that ingests.",
    )  # fmt: skip


@task(name="show the summary", cache_policy=NO_CACHE, persist_result=False)
def show_summary(done: Pass) -> None:
    """Put the figures of the pass, and each rejection, into tables of Prefect's page of the run."""
    create_table_artifact([summary_row(done)], key="summary", description="What this run took in")
    if done.rejected:
        create_table_artifact(
            [{name: row[name] for name in ("path", "reason", "detail")} for row in done.rejected[:200]], key="rejected",
            description="Files that were rejected; `readout retry` takes them in again after a fix",
        )  # fmt: skip


@task(name="show the new calls", cache_policy=NO_CACHE, persist_result=False)
def show_new_calls(warehouse: Path, done: Pass) -> None:
    """Put the calls that the pass added into markdown."""
    found = new_calls(warehouse, done.ingested.run_ids)
    create_markdown_artifact(new_calls_markdown(found), key="new-calls", description="Calls found by this run")


def _task(step: Callable[..., Any]) -> Callable[..., Any]:
    name = step.__name__.strip("_").replace("_", " ")
    return task(name=name, cache_policy=NO_CACHE, persist_result=False)(step)


def deployments(
    inbox: Path, warehouse: Path, *, every: timedelta | None, cron: str | None, fetch: bool = False, feeds: Path | None = None
) -> Sequence[RunnerDeployment]:
    """Return what is served: the inbox at its interval or cron, with the feeds before it if so asked."""
    place = warehouse if is_lake(warehouse) else warehouse.absolute()
    parameters = {"inbox": str(inbox.absolute()), "warehouse": str(place), "fetch": fetch}
    parameters |= {"feeds": str(feeds.absolute())} if feeds else {}
    deployment = tend_inbox.to_deployment(
        "readout", interval=every, cron=cron, parameters=parameters, concurrency_limit=ONE_AT_A_TIME,
        description=f"Articles of {inbox} into {warehouse}", tags=["readout"], entrypoint_type=EntrypointType.MODULE_PATH,
    )  # fmt: skip
    return [cast(RunnerDeployment, deployment)]  # it is a coroutine only within one


def serve_inbox(served: Sequence[RunnerDeployment]) -> None:
    """Serve until the process is ended: start a process for each run that is due, the first one now."""
    for deployment in served:
        run_deployment(cast(UUID, deployment.apply()), timeout=0, as_subflow=False)
    serve(*served, limit=1, pause_on_shutdown=False)
