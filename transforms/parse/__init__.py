"""Landed files -> articles as their format states them: one module a format, chosen by media type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from transforms.candidates import hold_call_expressions
from transforms.parse import html, json_lines, text
from transforms.parse.fields import FIELDS, Unparsable, as_text
from transforms.schemas import PARSED, REJECTIONS

Fields = dict[str, str | None]

# media type -> the articles that a content holds; a new format is a module and a line here
PARSERS: dict[str, Callable[[str], Iterator[Fields]]] = {
    "text/plain": text.parse,
    "text/markdown": text.parse,
    "text/html": html.parse,
    "application/json": json_lines.parse,
}


def parse(landed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Parse rows of LANDED into (PARSED, REJECTIONS with null run_id); the reasons are bad_json and bad_html.

    Sidecar metadata goes before what the document states; beside a JSON-lines file it only fills the gaps of a line.
    """
    articles: list[dict[str, Any]] = []
    rejections: list[dict[str, Any]] = []
    heads = _heads(landed)
    for row in landed.iter_rows(named=True):
        try:
            articles.extend(_articles(row, heads))
        except Unparsable as error:
            rejections.append(_rejection(row, error))
    return PARSED.frame(articles), REJECTIONS.frame(rejections)


def _heads(landed: pl.DataFrame) -> dict[tuple[str, int], Fields]:
    """Return what the heads of pages without a call expression state, by document and item: their bodies are never parsed."""
    pages = landed.filter(pl.col("media_type") == "text/html")
    if pages.is_empty():
        return {}
    texts = pl.Series([html.rough_text(page) for page in pages["content"]], dtype=pl.String)
    silent = pages.filter(~hold_call_expressions(texts))
    heads = ((row["document_id"], row["item"], html.parse_head(row["content"])) for row in silent.iter_rows(named=True))
    return {(document, item): head for document, item, head in heads if head}


def _articles(row: dict[str, Any], heads: dict[tuple[str, int], Fields]) -> Iterator[dict[str, Any]]:
    basis = "html" if row["media_type"] == "text/html" else "metadata"
    head = heads.get((row["document_id"], row["item"]))
    for position, stated in enumerate([head] if head else PARSERS[row["media_type"]](row["content"])):
        if row["item"] and position:
            raise Unparsable("bad_json", "more than one record in a line")
        article: dict[str, Any] = {"published_at_basis": basis if stated.get("published_at") else None, **stated}
        if row["metadata"]:
            _merge(article, row["metadata"], own_first=row["item"] > 0)
        article["url"] = article.get("url") or row["url"]
        article["external_id"] = article.pop("id", None) or _stem(row["path"])
        yield article | {
            "document_id": row["document_id"],
            "path": row["path"],
            "item": row["item"] or position,
        }


def _merge(article: dict[str, Any], metadata: str, *, own_first: bool) -> None:
    """Put the fields of the metadata object into the article; its other keys say nothing about an article."""
    beside = json.loads(metadata)
    for name in FIELDS:
        value = as_text(beside.get(name))
        if value is None or (own_first and article.get(name)):
            continue
        article[name] = value
        if name == "published_at":
            article["published_at_basis"] = "metadata"


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name


def _rejection(row: dict[str, Any], error: Unparsable) -> dict[str, Any]:
    where = f"line {row['item']} of {row['path']}" if row["item"] else row["path"]
    return {
        "stage": "parse",
        "document_id": row["document_id"],
        "path": row["path"],
        "reason": error.reason,
        "detail": f"{error}: {where}",
        "payload": row["content"][:500],
    }
