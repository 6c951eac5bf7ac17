"""The only reader of article files: reads, hashes and decodes them; what cannot be read becomes a rejection.

Files come out in bounded batches, JSON-lines files line by line, so that memory does not grow with the input.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

import polars as pl
from isal import igzip
from isal.isal_zlib import IsalError

from flows.decoding import Undecodable, decode
from flows.listing import MANIFEST, SIDECAR, Row, ending_of, list_files, media_type, rejection, unreadable
from flows.warc import Page, pages
from transforms.schemas import DOCUMENTS, LANDED, REJECTIONS

Batch = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]

MAX_BYTES = 50_000_000  # one article, be it a file or a line: no news text is longer
BATCH_BYTES = 8_000_000  # content of one batch: some 100 web pages, so that workers share them from the first second on


@dataclass
class Known:
    """What is stored of the input: stretches of items (first, last) by document and hash of its metadata; counts what is passed over."""

    items: Mapping[tuple[str, str | None], Sequence[tuple[int, int]]] = field(default_factory=dict)
    passed_over: int = 0

    def holds(self, document: Row, item: int) -> bool:
        """Tell whether an item is stored, and count it if so."""
        if not self.items:
            return False
        stretches = self.items.get((document["document_id"], document["metadata_sha256"]), ())
        held = any(first <= item <= last for first, last in stretches)
        self.passed_over += held
        return held


def land(
    paths: Sequence[Path | str], *, batch_articles: int = 2000, batch_bytes: int = BATCH_BYTES, max_bytes: int = MAX_BYTES,
    known: Known | None = None,
) -> Iterator[Batch]:
    """Read files, folders and globs in batches of (LANDED, REJECTIONS with null run_id, DOCUMENTS).

    A batch holds at most `batch_articles` articles and ends with the one that brings it to `batch_bytes` characters; a file or line
    over `max_bytes` bytes is rejected. A document gets one row, in the first batch that holds a part of it. What is `known` is
    passed over before it is decoded.
    Raises LandingError when there is no file at all.
    """
    files, refused = list_files(paths)
    batch, seen = _Batch(rejections=refused), set[str]()
    for file in files:
        for row in _read_file(file, max_bytes, known or Known()):
            batch.add(row, seen)
            if batch.is_full(batch_articles, batch_bytes):
                yield batch.frames()
                batch = _Batch()
    if not batch.is_empty():
        yield batch.frames()


@dataclass
class _Batch:
    """Rows gathered until they make a batch. A row of LANDED carries its document's row under `document`."""

    landed: list[Row] = field(default_factory=list)
    rejections: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    chars: int = 0

    def add(self, row: Row, seen: set[str]) -> None:
        if "reason" in row:
            self.rejections.append(row)
            return
        document = row.pop("document")
        if document["document_id"] not in seen:
            seen.add(document["document_id"])
            self.documents.append(document)
        if not row:
            return  # known
        self.landed.append(row)
        self.chars += len(row["content"])

    def is_full(self, articles: int, chars: int) -> bool:
        return len(self.landed) >= articles or self.chars >= chars

    def is_empty(self) -> bool:
        return not (self.landed or self.rejections or self.documents)

    def frames(self) -> Batch:
        return LANDED.frame(self.landed), REJECTIONS.frame(self.rejections), DOCUMENTS.frame(self.documents)


# --- one file ---


def _read_file(path: Path, max_bytes: int, known: Known) -> Iterator[Row]:
    """Yield the landed rows and rejections of one file; of what is known only its document."""
    kind = cast(str, media_type(path))
    try:
        metadata, origin, refused = _metadata(path)
        if refused:
            yield refused
        size = path.stat().st_size
        if size == 0:
            yield rejection(path, "empty_file", f"file is empty: {path}")
        elif kind == "application/x-ndjson":
            yield from _read_lines(path, size, metadata, origin, max_bytes, known)
        elif kind == "application/warc":
            yield from _read_archive(path, size, metadata, origin, max_bytes, known)
        elif size > max_bytes:
            yield rejection(path, "too_large", f"{size:,} bytes, more than {max_bytes:,}: {path}")
        else:
            yield from _read_whole(path, kind, metadata, origin, known)
    except OSError as error:
        yield unreadable(path, error)


def _read_whole(path: Path, kind: str, metadata: str | None, origin: str | None, known: Known) -> Iterator[Row]:
    raw = path.read_bytes()
    document_id = hashlib.sha256(raw).hexdigest()
    document = _document(document_id, path, kind, "", len(raw), metadata)
    if known.holds(document, 0):
        yield {"document": document}
        return
    try:
        decoded = decode(raw, html=kind == "text/html")
    except Undecodable as error:
        yield rejection(path, error.reason, f"{error}: {path}", document_id)
        return
    if not decoded.text.strip():
        yield rejection(path, "empty_file", f"file holds only blanks: {path}", document_id)
        return
    if decoded.truncated:
        yield rejection(path, "truncated_utf8", f"last character is cut off, read without it: {path}", document_id)
    document["encoding"] = decoded.encoding
    yield _landed(document, 0, kind, decoded.text, origin)


def _read_lines(
    path: Path, size: int, metadata: str | None, origin: str | None, max_bytes: int, known: Known
) -> Iterator[Row]:
    """Yield one row a non-blank line; bytes are hashed in a first pass because every row names its document."""
    document_id = _file_hash(path)
    whole = _document(document_id, path, "application/x-ndjson", "", size, metadata)
    number, blank = 0, 0
    try:
        with _open_lines(path) as stream:
            for number, raw in enumerate(_lines(stream, max_bytes), 1):
                if known.holds(whole, number):
                    yield {"document": whole}
                    continue
                if len(raw) > max_bytes:
                    detail = f"line {number} is longer than {max_bytes:,} bytes: {path}"
                    yield rejection(path, "too_large", detail, document_id)
                    continue
                try:
                    decoded = decode(raw, html=False)
                except Undecodable as error:
                    yield rejection(path, error.reason, f"line {number}: {error}: {path}", document_id)
                    continue
                if not decoded.text or decoded.text.isspace():
                    blank += 1
                    continue
                document = _document(document_id, path, "application/x-ndjson", decoded.encoding, size, metadata)
                yield _landed(document, number, "application/json", decoded.text, origin)
    except (EOFError, IsalError, igzip.BadGzipFile) as error:
        yield rejection(path, "bad_gzip", f"broken after line {number} ({error}): {path}", document_id)
        return
    if number == blank:
        yield rejection(path, "empty_file", f"file holds only blanks: {path}", document_id)


def _read_archive(
    path: Path, size: int, metadata: str | None, origin: str | None, max_bytes: int, known: Known
) -> Iterator[Row]:
    """Yield one row a page of a web archive; its item is its place among the responses, its address the one that was asked for."""
    document_id = _file_hash(path)
    document = _document(document_id, path, "application/warc", "", size, metadata)
    number = 0
    try:
        for page in pages(path, max_bytes):
            number = page.number
            where = f"response {number} ({page.url}): {path}"
            if known.holds(document, number):
                yield {"document": document}
            elif len(page.raw) > max_bytes:
                yield rejection(path, "too_large", f"more than {max_bytes:,} bytes: {where}", document_id)
            else:
                yield _archived(page, document, origin, where)
    except (EOFError, ValueError, RuntimeError) as error:
        yield rejection(path, "bad_warc", f"broken after response {number} ({error}): {path}", document_id)
        return
    if not number:
        yield rejection(path, "empty_file", f"no page in this web archive: {path}", document_id)


def _archived(page: Page, document: Row, origin: str | None, where: str) -> Row:
    try:
        decoded = decode(page.raw, html=True)
    except Undecodable as error:
        return rejection(Path(document["path"]), error.reason, f"{error}: {where}", document["document_id"])
    if not decoded.text.strip():
        return rejection(Path(document["path"]), "empty_file", f"holds only blanks: {where}", document["document_id"])
    read = document | {"encoding": decoded.encoding}
    return _landed(read, page.number, "text/html", decoded.text, origin) | {"url": page.url}


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open_lines(path: Path) -> BinaryIO:
    """Open a JSON-lines file, unpacked; its lines are bytes as they stand, those of a UTF-16 file are made UTF-8."""
    packed = path.name.lower().endswith(".gz")
    opened = cast(BinaryIO, igzip.open(path) if packed else path.open("rb"))  # closed by the caller
    head = opened.read(2)
    opened.seek(0)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        return cast(BinaryIO, _Utf8Lines(opened))
    return opened


class _Utf8Lines(io.BufferedIOBase):
    """Lines of a UTF-16 stream as UTF-8 bytes, since a UTF-16 line does not end at a newline byte."""

    def __init__(self, raw: BinaryIO) -> None:
        self._text = io.TextIOWrapper(raw, encoding="utf-16", errors="replace", newline="\n")

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._text.readline(-1 if size is None else size).encode()

    def close(self) -> None:
        self._text.close()
        super().close()


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """Yield the lines of a stream; of one over `max_bytes` only the first `max_bytes + 1` bytes are kept."""
    while line := stream.readline(max_bytes + 1):
        rest = line
        while len(line) > max_bytes and rest and not rest.endswith(b"\n"):
            rest = stream.readline(1_000_000)
        yield line


# --- metadata beside a file ---


def _metadata(path: Path) -> tuple[str | None, str | None, Row | None]:
    """Return the metadata beside a file as a JSON object, the file that states it, and a rejection if it is bad."""
    ending = cast(str, ending_of(path))
    sidecar = path.with_name(path.name[: -len(ending)] + SIDECAR)
    manifest = path.with_name(MANIFEST)
    if sidecar.is_file():
        try:
            stated = json.loads(decode(sidecar.read_bytes(), html=False).text)
        except (ValueError, Undecodable) as error:
            return None, None, rejection(sidecar, "bad_metadata", f"not JSON ({error}): {sidecar}")
        if not isinstance(stated, dict):
            return None, None, rejection(sidecar, "bad_metadata", f"not a JSON object: {sidecar}")
        return _as_json(stated), str(sidecar), None
    if manifest.is_file():
        try:
            row = _manifest(manifest, manifest.stat().st_mtime_ns).get(path.name)
        except (ValueError, csv.Error, Undecodable) as error:
            return None, None, rejection(manifest, "bad_metadata", f"{error}: {manifest}")
        if row:
            return _as_json(row), str(manifest), None
    return None, None, None


@lru_cache(maxsize=64)
def _manifest(path: Path, _modified: int) -> dict[str, Row]:
    """Return file name -> non-empty cells of a manifest; its column `file` or `path` names the file."""
    reader = csv.DictReader(io.StringIO(decode(path.read_bytes(), html=False).text, newline=""))
    name_column = next((name for name in ("file", "path") if name in (reader.fieldnames or ())), None)
    if name_column is None:
        raise ValueError("manifest has no column 'file' or 'path'")
    return {
        Path(row[name_column]).name: {key: cell for key, cell in row.items() if key and key != name_column and cell}
        for row in reader
        if row[name_column]
    }


def _as_json(stated: Row) -> str:
    return json.dumps(stated, ensure_ascii=False, sort_keys=True)


# --- rows ---


def _document(document_id: str, path: Path, kind: str, encoding: str, size: int, metadata: str | None) -> Row:
    return {
        "document_id": document_id,
        "path": str(path),
        "media_type": kind,
        "encoding": encoding,
        "size_bytes": size,
        "metadata": metadata,
        "metadata_sha256": hashlib.sha256(metadata.encode()).hexdigest() if metadata else None,
    }


def _landed(document: Row, item: int, kind: str, content: str, origin: str | None) -> Row:
    return {
        "document_id": document["document_id"],
        "path": document["path"],
        "item": item,
        "media_type": kind,
        "encoding": document["encoding"],
        "size_bytes": document["size_bytes"],
        "content": content,
        "metadata": document["metadata"],
        "metadata_origin": origin,
        "document": document,
    }
