"""One batch on its way from landed rows to tables: a pure function of its rows and the reference, in whatever process it runs.

A batch is the unit of work, of commit and of retry. What it gives can be pickled to the writer or written as Parquet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any

import polars as pl

from expectations.validate import row_rules
from flows.limits import LimitReached, Limits, sparing
from flows.reference import read_reference
from transforms.candidates import candidates
from transforms.clean import clean
from transforms.extract import Extraction, Extractor
from transforms.parse import parse
from transforms.publication import published_within
from transforms.reference import Reference
from transforms.schemas import CALL_REPORTS, CLAIMS, DOCUMENTS, FOLLOW_UPS, LANDED, REJECTIONS, STATEMENTS

ITEMS = pl.DataFrame(
    schema={"document_id": pl.String, "metadata_sha256": pl.String, "first_item": pl.Int64, "last_item": pl.Int64}
)
NO_CALLS = Extraction(CALL_REPORTS.frame(), CLAIMS.frame(), STATEMENTS.frame(), FOLLOW_UPS.frame())


@dataclass(frozen=True)
class Landed:
    """A batch as `flows.landing.land` gives it: frames of LANDED, REJECTIONS (null run_id) and DOCUMENTS."""

    landed: pl.DataFrame = field(default_factory=LANDED.frame)
    rejections: pl.DataFrame = field(default_factory=REJECTIONS.frame)
    documents: pl.DataFrame = field(default_factory=DOCUMENTS.frame)


@dataclass(frozen=True)
class Terms:
    """What a batch is read by, the same for all batches of a run: its moment, what a document may take, the days wanted."""

    now: datetime
    limits: Limits = field(default_factory=Limits)
    published_since: date | None = None
    published_until: date | None = None


@dataclass(frozen=True)
class Tables:
    """What a batch holds: DOCUMENTS, ARTICLES as read (revision 1, the store not asked), what they tell, REJECTIONS (null run_id)."""

    documents: pl.DataFrame
    articles: pl.DataFrame
    extraction: Extraction
    rejections: pl.DataFrame
    items: pl.DataFrame  # which stretches of which documents it holds, as `ITEMS`
    candidates: int

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the tables by name, as for Parquet files."""
        own = {"documents": self.documents, "articles": self.articles, "rejections": self.rejections, "items": self.items}
        return {**own, **vars(self.extraction)}


@cache
def extractor() -> Extractor:
    """Return this process's extractor, built at its first use."""
    return Extractor(read_reference())


def batch_tables(batch: Landed, terms: Terms) -> Tables:
    """Do all of a batch that needs no warehouse: parse, clean, check, extract, check. A document that reaches its limits is rejected."""
    if batch.landed.height:
        extractor()  # what takes long at its first use is not to be put down to a document
    tables, left_out = sparing(lambda landed: _tables(replace(batch, landed=landed), terms), batch.landed, terms.limits)
    refused = [_unread(row.row(0, named=True), reached) for row, reached in left_out]
    return replace(tables, rejections=pl.concat([tables.rejections, REJECTIONS.frame(refused)]), items=stretches(batch))


def _tables(batch: Landed, terms: Terms) -> Tables:
    articles, unread = read_articles(batch.landed, read_reference(), terms)
    hopeful = candidates(articles)
    extraction, refused = checked(extractor().extract(hopeful) if hopeful.height else NO_CALLS, articles)
    rejections = pl.concat([batch.rejections, unread, refused])
    return Tables(batch.documents, articles, extraction, rejections, stretches(batch), hopeful.height)


def extract_candidates(hopeful: pl.DataFrame, limits: Limits) -> tuple[Extraction, pl.DataFrame]:
    """Extract candidate ARTICLES: what they tell, and REJECTIONS (null run_id) of those that reach the limits."""
    extraction, left_out = sparing(extractor().extract, hopeful, limits)
    refused = [_unextracted(row.row(0, named=True), reached) for row, reached in left_out]
    return extraction, REJECTIONS.frame(refused)


def _unread(row: Mapping[str, Any], reached: LimitReached) -> dict[str, Any]:
    """A rejection of a row of LANDED."""
    where = f"line {row['item']} of {row['path']}" if row["item"] else row["path"]
    own = {"stage": "parse", "path": row["path"], "detail": f"reading it {reached}: {where}", "payload": row["content"][:500]}
    return {"document_id": row["document_id"], "reason": reached.reason, **own}


def _unextracted(article: Mapping[str, Any], reached: LimitReached) -> dict[str, Any]:
    """A rejection of an article that is stored, or would be."""
    payload = json.dumps({"article_id": article["article_id"], "text": article["text"][:500]}, ensure_ascii=False)
    own = {"stage": "extract", "detail": f"reading it {reached}: article {article['article_id']}", "payload": payload}
    return {"document_id": article["document_id"], "reason": reached.reason, **own}


def stretches(batch: Landed) -> pl.DataFrame:
    """Return the first and last item of each document in a batch."""
    items = batch.landed.group_by("document_id", "metadata", maintain_order=True).agg(
        first_item=pl.col("item").min(), last_item=pl.col("item").max()
    )
    hashes = [sha256(metadata.encode()).hexdigest() if metadata else None for metadata in items["metadata"]]
    return items.with_columns(metadata_sha256=pl.Series(hashes, dtype=pl.String)).select(ITEMS.columns)


def read_articles(landed: pl.DataFrame, reference: Reference, terms: Terms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Turn rows of LANDED into (ARTICLES, REJECTIONS)."""
    parsed, unparsable = parse(landed)
    articles, unclean = clean(parsed, reference.outlets, reference.agencies, now=terms.now)
    accepted, refused = row_rules("articles", articles)
    wanted = published_within(accepted, terms.published_since, terms.published_until)
    return wanted, pl.concat([unparsable, unclean, refused])


def checked(found: Extraction, articles: pl.DataFrame) -> tuple[Extraction, pl.DataFrame]:
    """Check every row of an extraction against its article: (what holds, REJECTIONS)."""
    reports, *refused = row_rules("call_reports", found.call_reports, articles=articles)
    told = {}
    for name in ("claims", "statements", "follow_ups"):
        told[name], rejections = row_rules(name, getattr(found, name), articles=articles, call_reports=reports)
        refused.append(rejections)
    return Extraction(reports, **told), pl.concat(refused)


def without(articles: pl.DataFrame, rejections: pl.DataFrame) -> pl.DataFrame:
    """Return the articles but those that the rejections are about."""
    return articles.filter(~pl.col("article_id").is_in(rejections["payload"].str.json_path_match("$.article_id").implode()))


def joined(parts: list[Extraction]) -> Extraction:
    """Put extractions together, in their order."""
    return Extraction(**{name: pl.concat([getattr(part, name) for part in [NO_CALLS, *parts]]) for name in vars(NO_CALLS)})


def part_of(extraction: Extraction, articles: pl.DataFrame) -> Extraction:
    """Return what is told by these articles (any frame with article_id and revision)."""
    reports = extraction.call_reports.join(articles, on=["article_id", "revision"], how="semi")
    told = (extraction.claims, extraction.statements, extraction.follow_ups)
    return Extraction(reports, *(frame.join(reports, on="report_id", how="semi") for frame in told))
