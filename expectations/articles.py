"""Expectations on article revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks, rules
from expectations.checks import Check
from expectations.vocabulary import PUBLICATION_BASES

KEY = ("article_id", "revision")

CHECKS: tuple[Check, ...] = (
    checks.unique("article_revision_unique", KEY, "An article has one row a revision."),
    checks.holds("one_current_revision", "critical", "Exactly one revision of an article is the current one."),
    checks.holds("text_not_empty", "critical", "Every article has a text."),
    checks.holds("title_within_text", "critical", "The title ends inside the text, so offsets can be trusted."),
    checks.holds("furniture_within_text", "critical", "Marked spans (captions, comments, credits) lie inside the text."),
    checks.filled("source_known", "critical", "source_id", "Every article has a source, if need be its own."),
    checks.holds("document_exists", "critical", "Every article leads back to the document it was read from."),
    checks.holds("not_published_in_future", "critical", "No article is published later than tomorrow."),
    checks.holds("publication_bounds_ordered", "critical", "The earliest possible publication day is not after the latest."),
    checks.vocabulary(
        "publication_basis_known",
        "critical",
        "published_at_basis",
        PUBLICATION_BASES,
        "Every article says what its publication date rests on.",
    ),
    checks.fill_rate(
        "published_at_fill_rate",
        "warning",
        "published_on",
        "Most articles have a publication date: without one, weekdays stay open.",
    ),
    checks.fill_rate("title_fill_rate", "info", "title", "Most articles have a title."),
    checks.fill_rate(
        "outlet_fill_rate",
        "info",
        "outlet",
        "Most articles name their outlet: an unknown one counts as its own source.",
    ),
    checks.filled("language_known", "warning", "language", "Every article has a language."),
    checks.mostly_holds("in_french", "info", "Most articles are in French: no other language is read for calls yet."),
    checks.mostly_holds(
        "text_length_in_bounds",
        "warning",
        "Few texts are so short or long that their page was badly parsed (200 to 50,000 characters).",
    ),
    checks.mostly_holds("not_near_duplicate", "info", "Few articles are near-duplicates of another."),
    Check(
        "newest_article_age_days",
        "info",
        "The newest article is recent: the sources still deliver.",
        "ExpectColumnMinToBeBetween",
        {"column": "age_days"},
        ("max_value",),
    ),
    checks.volume("The run brought as many articles as such a run should."),
)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row an article revision; needs `articles` and `documents`."""
    current_revisions = pl.col("is_current").sum().over("article_id")
    known_documents = frames["documents"]["document_id"].implode()
    return frames["articles"].select(
        "article_id",
        "revision",
        "published_at_basis",
        "published_on",
        "language",
        *(pl.when(pl.col(name).is_not_null()).then(True).alias(name) for name in ("source_id", "title", "outlet")),  # only whether
        one_current_revision=current_revisions == 1,
        text_not_empty=(pl.col("text").str.strip_chars() != "").fill_null(False),
        title_within_text=rules.title_within(),
        furniture_within_text=rules.furniture_within(),
        document_exists=pl.col("document_id").is_in(known_documents).fill_null(False),
        not_published_in_future=(pl.col("published_on") <= pl.lit(today).dt.offset_by("1d")).fill_null(True),
        publication_bounds_ordered=rules.in_order("published_earliest", "published_latest"),
        in_french=(pl.col("language") == "fr").fill_null(True),
        text_length_in_bounds=pl.col("text").str.len_chars().is_between(200, 50_000).fill_null(False),
        not_near_duplicate=pl.col("duplicate_cluster_id").is_null() | (pl.col("duplicate_cluster_id") == pl.col("article_id")),
        age_days=(pl.lit(today) - pl.col("published_on")).dt.total_days(),
    )
