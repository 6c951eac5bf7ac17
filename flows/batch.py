"""One batch on its way from landed rows to tables: a pure function of its rows and the reference, in whatever process it runs.

A batch is the unit of work, of commit and of retry. What it gives can be pickled to the writer or written as Parquet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256

import polars as pl

from expectations.validate import row_rules
from flows.limits import document_limit
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
    """What a batch is read by, the same for all batches of a run: its moment, the seconds a document may take, the days wanted."""

    now: datetime
    document_seconds: float = 30
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
    """Do all of a batch that needs no warehouse: parse, clean, check, extract, check."""
    articles, unread = read_articles(batch.landed, read_reference(), terms)
    hopeful = candidates(articles)
    extraction, refused = checked(extractor().extract(hopeful) if hopeful.height else NO_CALLS, articles)
    rejections = pl.concat([batch.rejections, unread, refused])
    return Tables(batch.documents, articles, extraction, rejections, stretches(batch), hopeful.height)


def stretches(batch: Landed) -> pl.DataFrame:
    """Return the first and last item of each document in a batch."""
    items = batch.landed.group_by("document_id", "metadata", maintain_order=True).agg(
        first_item=pl.col("item").min(), last_item=pl.col("item").max()
    )
    hashes = [sha256(metadata.encode()).hexdigest() if metadata else None for metadata in items["metadata"]]
    return items.with_columns(metadata_sha256=pl.Series(hashes, dtype=pl.String)).select(ITEMS.columns)


def read_articles(landed: pl.DataFrame, reference: Reference, terms: Terms) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Turn rows of LANDED into (ARTICLES, REJECTIONS)."""
    parsed, unparsable = parse(landed, document_limit(terms.document_seconds))
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


def joined(parts: list[Extraction]) -> Extraction:
    """Put extractions together, in their order."""
    return Extraction(**{name: pl.concat([getattr(part, name) for part in [NO_CALLS, *parts]]) for name in vars(NO_CALLS)})


def part_of(extraction: Extraction, articles: pl.DataFrame) -> Extraction:
    """Return what is told by these articles (any frame with article_id and revision)."""
    reports = extraction.call_reports.join(articles, on=["article_id", "revision"], how="semi")
    told = (extraction.claims, extraction.statements, extraction.follow_ups)
    return Extraction(reports, *(frame.join(reports, on="report_id", how="semi") for frame in told))
