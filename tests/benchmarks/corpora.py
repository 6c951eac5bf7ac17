"""The material of the benchmarks: the shared corpora, parts of them, and a million articles made of them as a stream."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
import tarfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
ORANGE = SHARED / "corpora" / "orange-actu.jsonl.gz"
PAGES = SHARED / "corpora" / "pages-html.tar.gz"


def articles(source: Path = ORANGE) -> Iterator[dict[str, str]]:
    """Yield the records of a file of JSON lines."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_part(target: Path, count: int) -> Path:
    """Write articles evenly taken from the corpus; returns the file."""
    every = list(articles())
    return _write(target, itertools.islice(every[:: max(1, len(every) // count)], count))


def write_many(target: Path, count: int) -> Path:
    """Write `count` articles: the corpus over and over, each time with other names, days, addresses and ids."""
    return _write(target, itertools.islice(_rounds(), count))


def _rounds() -> Iterator[dict[str, str]]:
    for number in itertools.count():
        for article in articles():
            yield _changed(article, number) if number else article


def _changed(article: dict[str, str], number: int) -> dict[str, str]:
    published = datetime.fromisoformat(article["published_at"]) - timedelta(days=400 * number) if article.get("published_at") else None
    shift = chr(ord("a") + number % 26) * 2
    renamed = {part: _renamed(article[part], shift) for part in ("title", "lead", "text") if article.get(part)}
    moved = {"published_at": published.isoformat()} if published else {}
    return article | renamed | moved | {"id": f"{article['id']}-{number}", "url": f"{article['url']}?copy={number}"}


def _renamed(text: str, ending: str) -> str:
    """Give the most frequent family names another ending, so that no round tells the calls of another."""
    for name in ("Macron", "Trump", "Merkel", "Poutine", "Biden", "Johnson", "Erdogan"):
        text = text.replace(name, name + ending)
    return text


def _write(target: Path, records: Iterator[dict[str, str]]) -> Path:
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return target


def unpack_pages(folder: Path) -> list[Path]:
    """Unpack the HTML pages; returns them in order."""
    with tarfile.open(PAGES) as archive:
        archive.extractall(folder, filter="data")
    return sorted(folder.rglob("*.html"))


def write_archive(target: Path, pages: list[Path]) -> Path:
    """Write pages as a `.warc.gz` file, one compressed member a response."""
    with target.open("wb") as out:
        for number, page in enumerate(pages):
            out.write(gzip.compress(warc_response(f"https://archive.example/{number}", page.read_bytes())))
    return target


def warc_response(url: str, body: bytes) -> bytes:
    """Return the record of a response of status 200 that is an HTML page."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    record = io.BytesIO()
    record.write(head.encode() + http + b"\r\n\r\n")
    return record.getvalue()
