"""Feeds: which ones are asked, and what their RSS or Atom says."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser

from flows.configuration import SettingsError
from flows.network import Page
from flows.reference import read_reference

MOST_ENTRIES = 500  # of one feed; the newest come first


@dataclass(frozen=True)
class Feed:
    """A feed: its address, the outlet's name if known, and the hosts and domains on which its articles may lie."""

    url: str
    outlet: str | None
    within: frozenset[str]


@dataclass(frozen=True)
class Entry:
    """An article of a feed: its address, when it says it was published (ISO 8601, UTC), and what changes when it does."""

    url: str
    published_at: str | None
    stamp: str


def known_feeds(outlets: Sequence[str] = ()) -> list[Feed]:
    """Return the feeds of `seeds/reference/outlets.csv`, or those of some outlets by id; raises SettingsError."""
    rows = {row["source_id"]: row for row in read_reference().outlets.iter_rows(named=True)}
    for outlet in outlets:
        if not rows.get(outlet, {}).get("feed_url"):
            raise SettingsError(f"no feed is known of an outlet {outlet!r}: source_id and feed_url in seeds/reference/outlets.csv")
    chosen = [row for source_id, row in rows.items() if row["feed_url"] and (not outlets or source_id in outlets)]
    return [_feed(row["feed_url"], row["name"], row["domains"]) for row in chosen]


def read_feed_list(file: Path) -> list[Feed]:
    """Read a list of feeds: a line holds an address and, if it is not found by that, the outlet's name; `#` comments.

    Raises SettingsError that names the line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None
    feeds = [_line(file, number, line) for number, line in enumerate(lines, 1) if not line.startswith("#")]
    if not any(feeds):
        raise SettingsError(f"{file} names no feed")
    return [feed for feed in feeds if feed]


def entries(page: Page) -> list[Entry]:
    """Return what a feed lists; empty for what is no feed. It may be broken, or in another encoding than it says."""
    headers = {"content-type": page.headers.get("content-type", ""), "content-location": page.url}
    parsed = feedparser.parse(io.BytesIO(page.content or b""), response_headers=headers)
    return list(_entries(parsed))


def _entries(parsed: feedparser.FeedParserDict) -> Iterator[Entry]:
    for entry in parsed.entries[:MOST_ENTRIES]:
        if link := str(entry.get("link") or "").strip():
            published = _moment(entry.get("published_parsed"))
            updated = _moment(dict.get(entry, "updated_parsed"))  # its own `get` gives the publication where that is missing
            yield Entry(link, published, updated or published or "")


def _moment(parsed: time.struct_time | None) -> str | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else None
    except ValueError:
        return None


def _line(file: Path, number: int, line: str) -> Feed | None:
    url, _, outlet = line.strip().partition(" ")
    if not url:
        return None
    if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
        raise SettingsError(f"{file}: line {number} does not begin with an address: {line.strip()[:80]!r}")
    return _feed(url, outlet.strip() or None, None)


def _feed(url: str, outlet: str | None, domains: str | None) -> Feed:
    host = urlsplit(url).netloc.rpartition("@")[2].lower()
    return Feed(url, outlet, frozenset([host, host.removeprefix("www."), *(domains or "").split("|")]) - {""})
