"""Fetches the articles of feeds into an inbox: each page as it came, with what is known of it in a sidecar.

What was got, and how the server may be asked for news of it only, is kept in `.fetch.sqlite` in the inbox. It is noted
after the page is saved: who dies in between asks once more and saves the same.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from flows.configuration import read_configuration
from flows.feeds import Entry, Feed, entries
from flows.filing import sidecar_of, write_whole
from flows.limits import TookTooLong, time_limit
from flows.network import Limits, Network, Page, Refusal, network
from flows.version import code_version
from warehouse.lock import locked

STATE = ".fetch.sqlite"
FINAL = frozenset({"http_404", "http_410", "elsewhere", "too_large", "not_html"})
"""Reasons for which a page is never asked for again."""

TRIES = 5
"""Runs that try a page that cannot be got."""

_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "": ".html", "text/plain": ".txt"}
_FEED_SECONDS = 30

Say = Callable[[str], None]


@dataclass
class Fetched:
    """What a fetch did: feeds by outcome (read, unchanged, failed), pages saved, pages not got by reason."""

    feeds: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)  # saved, unchanged
    refused: Counter[str] = field(default_factory=Counter)


def read_limits() -> Limits:
    """Return who asks and how much, as set."""
    stated = read_configuration()
    version = code_version().partition("+")[0]
    return Limits(
        user_agent=stated.get("user_agent", f"readout/{version} (news research; one request at a time)"),
        delay_seconds=stated.get("fetch_delay", 2.0),
        seconds=stated.get("fetch_seconds", 30.0),
        max_bytes=stated.get("fetch_max_bytes", 10_000_000),
    )


def fetch(
    feeds: Sequence[Feed], inbox: Path, limits: Limits, say: Say = print, transport: httpx.AsyncBaseTransport | None = None
) -> Fetched:
    """Save what is new in the feeds into the inbox. Nothing a server does ends it: what cannot be got is said and counted."""
    lock = locked(inbox / ".fetch.lock", f"feeds are being fetched into {inbox}", unusable=f"{inbox} cannot be written", wait_seconds=3600)
    with lock, _opened(inbox / STATE) as memory:
        return asyncio.run(_fetch(feeds, inbox, limits, say, memory, transport))


async def _fetch(
    feeds: Sequence[Feed], inbox: Path, limits: Limits, say: Say, memory: Memory, transport: httpx.AsyncBaseTransport | None
) -> Fetched:
    done = Fetched()
    async with network(limits, transport) as net:
        await asyncio.gather(*(_follow(feed, inbox, net, memory, done, say) for feed in feeds))
    return done


async def _follow(feed: Feed, inbox: Path, net: Network, memory: Memory, done: Fetched, say: Say) -> None:
    """Read one feed and get the pages it lists that are new or changed."""
    try:
        page = await net.get(feed.url, feed.within, memory.validators(feed.url))
        listed = _listed(page)
    except Refusal as refusal:
        done.feeds["failed"] += 1
        say(f"{feed.url}: {refusal.reason}: {refusal}")
        return
    if page.content is None:
        done.feeds["unchanged"] += 1
        return
    settled = [await _get(entry, feed, inbox, net, memory, done, say) for entry in listed if memory.wants(entry)]
    if all(settled):
        memory.note(feed.url, page)  # until then the feed is news, and what is missing is tried again
    done.feeds["read"] += 1


def _listed(page: Page) -> list[Entry]:
    try:
        with time_limit(_FEED_SECONDS):
            listed = entries(page)
    except TookTooLong as error:
        raise Refusal("bad_feed", f"reading it {error}") from None
    if page.content and not listed:
        raise Refusal("bad_feed", "it lists no article")
    return listed


async def _get(entry: Entry, feed: Feed, inbox: Path, net: Network, memory: Memory, done: Fetched, say: Say) -> bool:
    """Get one page and save it; say whether it is settled: got, or never to be got."""
    try:
        page = await net.get(entry.url, feed.within, memory.validators(entry.url))
        kind = _kind(page)
    except Refusal as refusal:
        done.refused[refusal.reason] += 1
        memory.fail(entry, refusal)
        say(f"{entry.url}: {refusal.reason}: {refusal}")
        return refusal.reason in FINAL
    if page.content is None or memory.has(entry.url, page.content):
        done.pages["unchanged"] += 1
    else:
        _save(page, kind, entry, feed, inbox)
        done.pages["saved"] += 1
    memory.note(entry.url, page, entry.stamp)
    return True


def _kind(page: Page) -> str:
    media_type = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if page.content is not None and media_type not in _KINDS:
        raise Refusal("not_html", f"it is {media_type[:60]}")
    return _KINDS.get(media_type, ".html")


def _save(page: Page, kind: str, entry: Entry, feed: Feed, inbox: Path) -> None:
    """Write the sidecar, then the page: the name holds no character of the address but its host's."""
    content = page.content or b""
    host = re.sub(r"[^a-z0-9.-]", "", (urlsplit(entry.url).hostname or "").lower())[:60]
    target = inbox / f"{host}-{_sha(entry.url.encode())[:12]}-{_sha(content)[:8]}{kind}"
    stated = {
        "url": page.url,
        "outlet": feed.outlet,
        "published_at": entry.published_at,
        "fetched": {
            "feed": feed.url,
            "link": entry.url,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "content_type": page.headers.get("content-type"),
            "etag": page.headers.get("etag"),
            "last_modified": page.headers.get("last-modified"),
        },
    }
    known = {name: value for name, value in stated.items() if value is not None}
    write_whole(sidecar_of(target), json.dumps(known, ensure_ascii=False, indent=1).encode())
    write_whole(target, content)


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# --- what was got before ---


@contextmanager
def _opened(file: Path) -> Iterator[Memory]:
    con = sqlite3.connect(file, isolation_level=None)
    try:
        yield Memory(con)
    finally:
        con.close()


class Memory:
    """What was got before: one row an address, with the server's validators, the hash of the content and the entry's stamp."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self._con = con
        con.execute(
            "CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, sha256 TEXT, "
            "stamp TEXT, reason TEXT, failures INTEGER NOT NULL DEFAULT 0, asked_at TEXT NOT NULL)"
        )

    def validators(self, url: str) -> Mapping[str, str]:
        """Return the headers that ask for a page only if it changed (RFC 9110, section 13.1)."""
        row = self._con.execute("SELECT etag, last_modified FROM pages WHERE url = ? AND sha256 IS NOT NULL", [url]).fetchone()
        named = zip(("If-None-Match", "If-Modified-Since"), row or (), strict=False)
        return {name: value for name, value in named if value}

    def wants(self, entry: Entry) -> bool:
        """Tell whether an entry is new, changed since, or could not be got so far and may be tried again."""
        row = self._con.execute("SELECT stamp, reason, failures FROM pages WHERE url = ?", [entry.url]).fetchone()
        if row is None or row[0] != entry.stamp:
            return True
        return bool(row[1]) and row[1] not in FINAL and row[2] < TRIES

    def has(self, url: str, content: bytes) -> bool:
        """Tell whether the last content of a page was the same."""
        return self._con.execute("SELECT 1 FROM pages WHERE url = ? AND sha256 = ?", [url, _sha(content)]).fetchone() is not None

    def note(self, url: str, page: Page, stamp: str | None = None) -> None:
        """Note a page that was got, or was not modified."""
        sha = None if page.content is None else _sha(page.content)
        self._con.execute(
            "INSERT INTO pages (url, etag, last_modified, sha256, stamp, asked_at) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (url) DO UPDATE SET etag = coalesce(excluded.etag, etag), failures = 0, reason = NULL, "
            "last_modified = coalesce(excluded.last_modified, last_modified), sha256 = coalesce(excluded.sha256, sha256), "
            "stamp = excluded.stamp, asked_at = excluded.asked_at",
            [url, page.headers.get("etag"), page.headers.get("last-modified"), sha, stamp, _now()],
        )

    def fail(self, entry: Entry, refusal: Refusal) -> None:
        """Note a page that was not got."""
        self._con.execute(
            "INSERT INTO pages (url, stamp, reason, failures, asked_at) VALUES (?, ?, ?, 1, ?) "
            "ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, asked_at = excluded.asked_at, "
            "failures = CASE WHEN stamp IS excluded.stamp THEN failures + 1 ELSE 1 END, stamp = excluded.stamp",
            [entry.url, entry.stamp, refusal.reason, _now()],
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
