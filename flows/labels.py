"""`readout extract`: documents in the label format of `gold`, one JSON object each, without any warehouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.landing import LandingError, land
from flows.reference import read_reference
from flows.settings import read_settings
from flows.workers import Workers, extractor
from transforms.candidates import candidates
from transforms.clean import clean
from transforms.extract import label
from transforms.parse import parse

Place = tuple[str, int]  # document and item


def labels(paths: Sequence[Path | str], warn: Callable[[str], None]) -> Iterator[str]:
    """Yield one line of JSON a document, in the order of the input; what cannot be read is told to `warn`."""
    now = datetime.now(UTC)
    with Workers(read_settings().workers) as workers:
        for landed, rejections, _ in land(paths):
            parsed, unparsable = parse(landed)
            _tell(warn, rejections, unparsable)
            lines: dict[Place, str] = {}
            for articles in _each_once(parsed, now, warn):
                lines |= _lines(articles, workers)
            yield from (lines[place] for place in parsed.select("document_id", "item").iter_rows() if place in lines)


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


def _lines(articles: pl.DataFrame, workers: Workers) -> dict[Place, str]:
    """Return the line of each article by document and item; those that hold no call never reach the extractor."""
    empty = {
        (row["document_id"], row["item"]): _as_line({"id": row["external_id"], "calls": []})
        for row in articles.select("document_id", "item", "external_id").iter_rows(named=True)
    }
    return empty | dict(line for chunk in workers.map(_labelled, candidates(articles)) for line in chunk)


def _labelled(articles: pl.DataFrame) -> list[tuple[Place, str]]:
    return [
        (
            (article["document_id"], article["item"]),
            _as_line(label(article["external_id"], article["text"], extractor().reports(article))),
        )
        for article in articles.iter_rows(named=True)
    ]


def _as_line(labelled: dict[str, Any]) -> str:
    return json.dumps(labelled, ensure_ascii=False)


def _tell(warn: Callable[[str], None], *rejections: pl.DataFrame) -> None:
    for frame in rejections:
        for detail in frame["detail"]:
            warn(detail)


def _each_once(parsed: pl.DataFrame, now: datetime, warn: Callable[[str], None]) -> Iterator[pl.DataFrame]:
    """Yield ARTICLES frames that have a row for every parsed row: cleaning keeps one of several copies, the rest follow."""
    reference, told = read_reference(), False
    while parsed.height:
        articles, rejections = clean(parsed, reference.outlets, reference.agencies, now=now)
        if not told:
            _tell(warn, rejections.filter(pl.col("reason") == "missing_text"))
            told = True
        yield articles
        if articles.is_empty():
            return
        parsed = parsed.join(articles, on=["document_id", "item"], how="anti")
