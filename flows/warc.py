"""Web archives: the pages that a WARC file holds, one after the other, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class Page:
    """One page as its server sent it: its place among the records of the file (from 1), its address, its bytes.

    `raw` is at most one byte longer than the greatest size asked for, which tells that the page is too large.
    """

    number: int
    url: str | None
    raw: bytes


def pages(path: Path, max_bytes: int) -> Iterator[Page]:
    """Yield the pages of a `.warc` or `.warc.gz` file: responses of status 200 that are HTML.

    Raises OSError for what cannot be read, EOFError where the file breaks off.
    """
    with path.open("rb") as file:
        for number, record in enumerate(ArchiveIterator(file, WarcRecordType.response, parse_http=True, auto_decode="all"), 1):
            headers = record.http_headers
            kind = (record.http_content_type or "").split(";")[0].strip().lower()
            if headers is not None and headers.status_code == 200 and kind in _PAGES:
                yield Page(number, record.headers.get("WARC-Target-URI"), record.reader.read(max_bytes + 1))
