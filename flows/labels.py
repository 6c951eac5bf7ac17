"""`readout extract`: documents in the label format of `gold`, one JSON object each, without any warehouse."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from flows.batch import Landed, extractor
from flows.landing import land
from flows.listing import LandingError, is_large
from flows.reference import read_reference
from flows.settings import read_settings
from flows.workers import Workers
from transforms.candidates import may_become_candidates
from transforms.clean import build_text, clean
from transforms.extract import label
from transforms.parse import parse
from transforms.report import Report

Place = tuple[str, int]  # document and item

BATCH_ARTICLES = 1000
"""Small enough that the workers end at about the same time, large enough that a batch costs little beside its articles."""

BATCH_BYTES = 4_000_000
AHEAD = 32
"""Batches that wait for the workers: the input is read on while these start, and one in six articles of the press is for them."""

_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass
class _Prepared:
    """A batch on its way: the lines known so far, in the order of the input, and the rows of PARSED that may become candidates."""

    lines: dict[Place, str | None]
    told: list[str]
    hopeful: pl.DataFrame


def labels(paths: Sequence[Path | str], warn: Callable[[str], None]) -> Iterator[str]:
    """Yield one line of JSON a document, in the order of the input; what cannot be read is told to `warn`."""
    ahead = deque[_Prepared]()

    def hopeful() -> Iterator[pl.DataFrame]:
        for batch in land(paths, batch_articles=BATCH_ARTICLES, batch_bytes=BATCH_BYTES):
            ahead.append(_prepared(Landed(*batch)))
            yield ahead[-1].hopeful

    with Workers(read_settings().workers, large=is_large(paths), ahead=AHEAD) as workers:
        for found, wordless in workers.each(partial(_labelled, now=datetime.now(UTC)), hopeful()):
            batch = ahead.popleft()
            workers.saw(batch.hopeful.height)
            for message in batch.told + wordless:
                warn(message)
            yield from filter(None, (batch.lines | found).values())


def labelled_calls(paths: Sequence[Path | str], warn: Callable[[str], None]) -> dict[str, list[dict[str, Any]]]:
    """Return the calls of each document by its id."""
    return {document["id"]: document["calls"] for document in map(json.loads, labels(paths, warn))}


def read_labels(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read a file of labels; raises LandingError when a line is not in the label format."""
    with path.open(encoding="utf-8") as lines:
        try:
            documents = [json.loads(line) for line in lines if line.strip()]
            return {document["id"]: document["calls"] for document in documents}
        except (ValueError, KeyError, TypeError) as error:
            raise LandingError(f"not in the label format ({error}): {path}") from error


def _prepared(batch: Landed) -> _Prepared:
    """Parse a batch; articles that cannot become candidates get their line without being cleaned."""
    parsed, unparsable = parse(batch.landed)
    parsed = parsed.with_columns(hopeful=may_become_candidates(parsed))
    rows = parsed.select("document_id", "item", "external_id", "hopeful").iter_rows()
    lines = {(document, item): None if hopeful else _line(name, "", []) for document, item, name, hopeful in rows}
    return _Prepared(lines, [*batch.rejections["detail"], *unparsable["detail"]], parsed.filter("hopeful").drop("hopeful"))


def _labelled(parsed: pl.DataFrame, now: datetime) -> tuple[dict[Place, str], list[str]]:
    """Clean and extract rows of PARSED: the line of each, and messages about rows that hold no words."""
    hopeful = pl.Series([_is_hopeful(*parts) for parts in parsed.select("title", "lead", "body").iter_rows()], dtype=pl.Boolean)
    silent = parsed.filter(~hopeful).select("document_id", "item", "external_id")
    lines = {(document, item): _line(name, "", []) for document, item, name in silent.iter_rows()}
    told: list[str] = []
    for articles, wordless in _each_once(parsed.filter(hopeful), now):
        told += wordless
        for article in articles.iter_rows(named=True):
            line = _line(article["external_id"], article["text"], extractor().reports(article, looked_at=True))
            lines[article["document_id"], article["item"]] = line
    return lines, told


def _is_hopeful(title: str | None, lead: str | None, body: str | None) -> bool:
    """Whether an article must be cleaned: it may tell of a call, or has no words, which cleaning tells."""
    text = build_text(title, lead, body)
    return extractor().may_report(text.text) or not text.body.strip()


def _each_once(parsed: pl.DataFrame, now: datetime) -> Iterator[tuple[pl.DataFrame, list[str]]]:
    """Yield ARTICLES frames that have a row for every parsed row: cleaning keeps one of several copies, the rest follow.

    Beside the first stand the messages about rows that hold no words.
    """
    reference, first = read_reference(), True
    while parsed.height:
        articles, rejections = clean(parsed, reference.outlets, reference.agencies, now=now)
        yield articles, rejections.filter(pl.col("reason") == "missing_text")["detail"].to_list() if first else []
        if articles.is_empty():
            return
        parsed, first = parsed.join(articles, on=["document_id", "item"], how="anti"), False


def _line(name: str, text: str, reports: list[Report]) -> str:
    return _ENCODER.encode(label(name, text, reports))
