"""`readout extract`: documents in the label format of `gold`, one JSON object each, without any warehouse."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.batch import Landed, extractor
from flows.landing import LandingError, is_large, land
from flows.reference import read_reference
from flows.settings import read_settings
from flows.workers import Workers
from transforms.candidates import candidates, may_become_candidate
from transforms.clean import clean
from transforms.extract import label
from transforms.parse import parse
from transforms.report import Report
from transforms.schemas import ARTICLES

Place = tuple[str, int]  # document and item


@dataclass
class _Prepared:
    """A batch on its way: the lines known so far, in the order of the input, and the articles that may hold a call."""

    lines: dict[Place, str | None]
    told: list[str]
    hopeful: pl.DataFrame


def labels(paths: Sequence[Path | str], warn: Callable[[str], None]) -> Iterator[str]:
    """Yield one line of JSON a document, in the order of the input; what cannot be read is told to `warn`."""
    now, ahead = datetime.now(UTC), deque[_Prepared]()

    def hopeful() -> Iterator[pl.DataFrame]:
        for batch in land(paths):
            ahead.append(_prepared(Landed(*batch), now))
            yield ahead[-1].hopeful

    with Workers(read_settings().workers, large=is_large(paths)) as workers:
        for found in workers.each(_labelled, hopeful()):
            batch = ahead.popleft()
            workers.saw(batch.hopeful.height)
            for message in batch.told:
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


def _prepared(batch: Landed, now: datetime) -> _Prepared:
    """Parse a batch; articles that cannot become candidates get their line without being cleaned."""
    parsed, unparsable = parse(batch.landed)
    parsed = parsed.with_columns(hopeful=may_become_candidate())
    rows = parsed.select("document_id", "item", "external_id", "hopeful").iter_rows()
    lines = {(document, item): None if hopeful else _line(name, "", []) for document, item, name, hopeful in rows}
    told, chosen = [*batch.rejections["detail"], *unparsable["detail"]], [ARTICLES.frame()]
    for articles, wordless in _each_once(parsed.filter("hopeful").drop("hopeful"), now):
        told += wordless
        chosen.append(candidates(articles))
        rest = articles.join(chosen[-1], on=["document_id", "item"], how="anti").select("document_id", "item", "external_id")
        lines |= {(document, item): _line(name, "", []) for document, item, name in rest.iter_rows()}
    return _Prepared(lines, told, pl.concat(chosen))


def _labelled(articles: pl.DataFrame) -> dict[Place, str]:
    """Return the lines of candidate articles."""
    return {
        (article["document_id"], article["item"]): _line(article["external_id"], article["text"], extractor().reports(article))
        for article in articles.iter_rows(named=True)
    }


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
    return json.dumps(label(name, text, reports), ensure_ascii=False)
