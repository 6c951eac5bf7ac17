"""The verbs of whoever leaves readout running: serve, fetch, backfill, retry, doctor, backup, restore."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import DEFAULT_WAREHOUSE, Day, WarehouseFile, fail, warn

if TYPE_CHECKING:
    from flows.guarded import Ingested
    from flows.inbox import Pass

operate = typer.Typer()
Inbox = Annotated[
    Path | None,
    typer.Option("--inbox", metavar="DIR", help="Folder where articles are dropped.", show_default="`inbox` in readout.toml"),
]
Feeds = Annotated[
    Path | None,
    typer.Option("--feeds", metavar="FILE", help="A list of feeds, one address a line.", show_default="those of outlets.csv"),
]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for a run that writes the warehouse.")]
BACKFILL_FILES = 5000


@operate.command()
def serve(
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
    inbox: Inbox = None,
    every: Annotated[
        str | None, typer.Option(metavar="INTERVAL", help="Such as 30s, 5m or 2h.", show_default="`every` in readout.toml, else 5m")
    ] = None,
    cron: Annotated[str | None, typer.Option(metavar="CRON", help='Instead of an interval: "*/10 6-22 * * *".')] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the feeds before each run.")] = False,
    feeds: Feeds = None,
) -> None:
    """Take in what is dropped into the inbox, again and again, under a Prefect server."""
    from flows.doctor import server_problem, server_url

    if cron and every:
        raise typer.BadParameter("give either --every or --cron", param_hint="--cron")
    interval = None if cron else _interval(every)
    folder = _made(_inbox(inbox))
    if problem := server_problem(server_url()):
        raise SystemExit(fail(problem))
    _show_runs()
    from flows.schedule import deployments, serve_inbox

    served = deployments(folder, warehouse, every=interval, cron=cron, fetch=fetch or feeds is not None, feeds=feeds or _feeds())
    typer.echo(f"serving {folder} into {warehouse}, {f'cron {cron}' if cron else f'every {interval}'}; the runs are at {_ui()}")
    serve_inbox(served)


@operate.command()
def fetch(
    inbox: Inbox = None,
    feeds: Feeds = None,
    outlet: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only the feed of this outlet; repeatable.")] = None,
) -> None:
    """Save the new articles of RSS and Atom feeds into the inbox."""
    from flows.feeds import known_feeds, read_feed_list
    from flows.fetch import fetch as fetch_all
    from flows.fetch import read_limits

    listed = feeds or (None if outlet else _feeds())
    chosen = read_feed_list(listed) if listed else known_feeds(outlet or ())
    fetched = fetch_all(chosen, _made(_inbox(inbox)), read_limits(), warn)
    for name, counts in (("feeds", fetched.feeds), ("pages", fetched.pages), ("not got", fetched.refused)):
        typer.echo(f"{name:<12} {', '.join(f'{number} {what}' for what, number in sorted(counts.items())) or 'none'}")
    if fetched.feeds.total() and fetched.feeds["failed"] == fetched.feeds.total():
        raise SystemExit(fail("no feed could be read"))


@operate.command()
def backfill(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of articles; nothing in it is moved.")],
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
    since: Day = None,
    until: Day = None,
    wait: Wait = 0,
) -> None:
    """Take in an archive, in runs of some thousand files; only what may have been published in a period, if one is given."""
    from flows.guarded import ingest_guarded
    from flows.listing import list_files
    from flows.settings import read_settings

    files, refused = list_files([folder])
    for row in refused:
        warn(row["detail"])
    settings = replace(
        read_settings(warehouse), wait_seconds=wait, published_since=since and since.date(), published_until=until and until.date()
    )
    for start in range(0, len(files), BACKFILL_FILES):
        part = files[start : start + BACKFILL_FILES]
        ingested = ingest_guarded(part, settings, warn)
        typer.echo(f"{start + len(part)} of {len(files)} files: {_told(ingested)}")
        for path, died in ingested.left_out.items():
            warn(f"left out, {died.reason}: {died}: {path}")


@operate.command()
def tend(warehouse: WarehouseFile = DEFAULT_WAREHOUSE, inbox: Inbox = None, wait: Wait = 3600) -> None:
    """Do once, without Prefect, what `serve` does at each interval: take in the inbox and file it away."""
    from flows.inbox import tend as tend_once
    from flows.settings import read_settings

    _filed(tend_once(_inbox(inbox), replace(read_settings(warehouse), wait_seconds=wait), warn))


@operate.command()
def retry(
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
    inbox: Inbox = None,
    reason: Annotated[str | None, typer.Option(metavar="CODE", help="Only what was rejected for this reason.")] = None,
    wait: Wait = 3600,
) -> None:
    """Try again what was rejected, after a fix: files and articles in quarantine, and files that the inbox put into `rejected`."""
    from flows.retrying import retry_files, retry_inbox
    from flows.settings import read_settings

    settings = replace(read_settings(warehouse), wait_seconds=wait)
    folder = _inbox_if_set(inbox)
    if folder:
        _filed(retry_inbox(folder, settings, reason, warn))
    tried = retry_files(settings, reason, warn)
    typer.echo(
        f"{tried.files} files in quarantine tried again, {tried.missing} are gone; {tried.articles} articles extracted again; "
        f"{tried.settled} rows settled" + ("; with --inbox DIR those of rejected/ are tried, too" if tried.missing and not folder else "")
    )


@operate.command()
def doctor(warehouse: WarehouseFile = DEFAULT_WAREHOUSE, inbox: Inbox = None) -> None:
    """Examine versions, settings, warehouse, lock, disk, inbox and server; exit with 1 when something must be mended."""
    from flows.doctor import examine
    from flows.settings import read_settings

    findings = examine(read_settings(warehouse), _inbox_if_set(inbox))
    for finding in findings:
        typer.echo(f"{finding.state:<5} {finding.what:<19} {finding.detail}")
    bad = sum(finding.state == "bad" for finding in findings)
    if bad:
        raise SystemExit(fail(f"{bad} to be mended"))


@operate.command()
def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The backup.", show_default="a dated file in `backups` beside the warehouse")
    ] = None,
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
) -> None:
    """Copy the warehouse, and its judgements, as it is published; runs may go on."""
    from flows.settings import read_settings
    from warehouse.backup import backup as copy

    now = datetime.now(UTC)
    target = target or warehouse.parent / "backups" / f"{warehouse.stem}-{now:%Y%m%dT%H%M%SZ}.duckdb"
    copy(warehouse, target)
    judgements = read_settings(warehouse).judgements
    if judgements.exists():
        shutil.copy2(judgements, target.with_name(f"{target.stem}-judgements.csv"))
    typer.echo(f"backup       {target}")


@operate.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
    wait: Wait = 0,
) -> None:
    """Make a backup the warehouse; the one it replaces is kept beside it, and judgements that are there stay."""
    from flows.settings import read_settings
    from warehouse.backup import restore as put_back

    kept = put_back(source, warehouse, wait, warn)
    saved, judgements = source.with_name(f"{source.stem}-judgements.csv"), read_settings(warehouse).judgements
    if saved.exists() and not judgements.exists():
        shutil.copy2(saved, judgements)
    typer.echo(f"warehouse    {warehouse}" + (f"\nformer one   {kept}" if kept else ""))


def _interval(text: str | None) -> timedelta:
    from flows.configuration import every, read_configuration

    stated: timedelta = read_configuration().get("every", timedelta(minutes=5))
    try:
        return every(text) if text else stated
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--every") from None


def _inbox(given: Path | None) -> Path:
    folder = _inbox_if_set(given)
    if folder is None:
        raise typer.BadParameter("give --inbox DIR, or set `inbox` in readout.toml", param_hint="--inbox")
    return folder


def _inbox_if_set(given: Path | None) -> Path | None:
    from flows.configuration import read_configuration

    stated: Path | None = read_configuration().get("inbox", None)
    return given or stated


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _feeds() -> Path | None:
    from flows.configuration import read_configuration

    stated: Path | None = read_configuration().get("feeds", None)
    return stated


def _show_runs() -> None:
    """Let Prefect say on this terminal and on its server what the runs do; `main` silences libraries."""
    import logging

    from flows.doctor import server_url

    logging.disable(logging.NOTSET)
    wanted = {"PREFECT_API_URL": server_url(), "PREFECT_LOGGING_LEVEL": "INFO", "PREFECT_LOGGING_TO_API_ENABLED": "true"}
    os.environ.update({name: value for name, value in wanted.items() if name not in os.environ})


def _ui() -> str:
    from flows.doctor import server_url

    return server_url().removesuffix("/api")


def _filed(done: Pass) -> None:
    rejected = len({row["path"] for row in done.rejected})
    typer.echo(f"inbox        {done.done} files done, {rejected} rejected, {done.unfinished} not complete yet")
    typer.echo(f"warehouse    {_told(done.ingested)}")
    for row in done.rejected:
        warn(row["detail"])


def _told(ingested: Ingested) -> str:
    counts = ingested.counts
    return (
        f"{counts['articles']} articles new or changed, {counts['unchanged']} known, {counts['reports']} reports, "
        f"calls {counts['calls_new']} new, {counts['calls_changed']} changed"
    )
