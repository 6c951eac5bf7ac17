"""Row rules: what every row of a stage must satisfy to enter the warehouse, as Polars expressions.

A rule that meets a null in an optional column holds; `report_columns` and its like add the columns the rules need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from expectations import vocabulary

_SENTENCE_BREAK = r"\p{Ll}{4}[.!?…][»”\"]?\s+[«“\"]?\p{Lu}"
"""A sentence end inside a span: a word's last four small letters, a stop, a capital; "M. Durand" is none."""


@dataclass(frozen=True)
class Rule:
    """A condition on one row: `reason` is the short code of a row that breaks it, `detail` one line for a person."""

    reason: str
    holds: pl.Expr
    detail: pl.Expr


def _detail(template: str, *columns: str) -> pl.Expr:
    return pl.format(template, *(pl.col(name).cast(pl.String).fill_null("null") for name in columns))


def _vocabulary(column: str, words: Sequence[str]) -> Rule:
    return Rule(f"unknown_{column}", pl.col(column).is_in(words), _detail(f"{column} is {{}}", column))


def _span_within(text: str) -> pl.Expr:
    start, end = pl.col("start_char"), pl.col("end_char")
    return (start >= 0) & (start < end) & (end <= pl.col(text).str.len_chars())


def span_text() -> pl.Expr:
    """The characters of `article_text` from `start_char` to `end_char`."""
    start = pl.col("start_char").clip(0)
    return pl.col("article_text").str.slice(start, (pl.col("end_char") - start).clip(0))


def with_article(rows: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add `article_text` and `document_id` to rows with article_id and revision; null where the article is missing."""
    texts = articles.select("article_id", "revision", "document_id", article_text="text")
    return rows.join(texts.unique(["article_id", "revision"]), on=["article_id", "revision"], how="left", maintain_order="left")


def with_report(rows: pl.DataFrame, call_reports: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add the article of a row's report, and `report_accepted`: whether the report itself is there."""
    reports = call_reports.select("report_id", "article_id", "revision", report_accepted=pl.lit(True)).unique("report_id")
    return with_article(rows.join(reports, on="report_id", how="left", maintain_order="left"), articles)


def distinct_participants() -> pl.Expr:
    """How many different people a report names, those known only by a role included."""
    named = pl.col("participants").list.eval(pl.element().struct.field("actor_id")).list.n_unique().fill_null(0)
    return named + pl.col("unnamed_participants").list.n_unique().fill_null(0)


def duration_in_bounds() -> pl.Expr:
    """Whether the duration is unknown, or low <= high within the bounds of a call."""
    least, most = vocabulary.DURATION_MINUTES
    low, high = pl.col("duration_minutes_low"), pl.col("duration_minutes_high")
    return (low.is_null() & high.is_null()) | ((low >= least) & (low <= high) & (high <= most)).fill_null(False)


def in_order(earliest: str, latest: str) -> pl.Expr:
    """Whether the two bounds are in order; an open bound always is."""
    return (pl.col(earliest) <= pl.col(latest)).fill_null(True)


def furniture_within() -> pl.Expr:
    """Whether every marked span of an article lies inside its text."""
    ends = pl.col("furniture").list.eval(pl.element().struct.field("end_char")).list.max()
    starts = pl.col("furniture").list.eval(pl.element().struct.field("start_char")).list.min()
    return ((starts >= 0) & (ends <= pl.col("text").str.len_chars())).fill_null(True)


def title_within() -> pl.Expr:
    """Whether the title ends inside the text."""
    return pl.col("title_end").fill_null(0).is_between(0, pl.col("text").str.len_chars())


def evidence_holds() -> pl.Expr:
    """Whether a report's evidence lies inside its article and inside its sentence (needs `article_text`)."""
    return (_span_within("article_text") & pl.col("sentence").str.contains(span_text(), literal=True)).fill_null(False)


def surface_holds(surface: str = "surface") -> pl.Expr:
    """Whether the characters of the span are the surface; null without a span (needs `article_text`)."""
    return pl.col("article_text").is_null() | (_span_within("article_text") & (span_text() == pl.col(surface)))


def article_rules(today: date | None) -> list[Rule]:
    """Rules for rows of ARTICLES; with `today`, one that is published later (room for time zones) is refused."""
    rules = [
        Rule(
            "missing_id",
            pl.col("article_id").is_not_null() & pl.col("revision").is_not_null(),
            _detail("no article_id or revision"),
        ),
        Rule("missing_text", pl.col("text").str.strip_chars().str.len_chars() > 0, _detail("the text is empty")),
        Rule("title_outside_text", title_within(), _detail("title_end is {}", "title_end")),
        Rule("furniture_outside_text", furniture_within(), _detail("a marked span lies outside the text")),
        Rule(
            "publication_bounds_reversed",
            in_order("published_earliest", "published_latest"),
            _detail("published between {} and {}", "published_earliest", "published_latest"),
        ),
    ]
    if today is not None:
        on_time = (pl.col("published_on") <= pl.lit(today).dt.offset_by("1d")).fill_null(True)
        rules.append(Rule("published_in_future", on_time, _detail("published on {}", "published_on")))
    return rules


def report_rules() -> list[Rule]:
    """Rules for rows of CALL_REPORTS with their article (`with_article`)."""
    return [
        Rule(
            "article_rejected",
            pl.col("article_text").is_not_null(),
            _detail("its article {} is not there", "article_id"),
        ),
        _vocabulary("factuality", vocabulary.FACTUALITIES),
        _vocabulary("channel", vocabulary.CHANNELS),
        Rule("fewer_than_two_participants", distinct_participants() >= 2, _detail("fewer than two distinct participants")),
        Rule(
            "evidence_mismatch",
            evidence_holds(),
            _detail("characters {} to {} are not in the sentence", "start_char", "end_char"),
        ),
        Rule(
            "duration_out_of_bounds",
            duration_in_bounds(),
            _detail("{} to {} minutes", "duration_minutes_low", "duration_minutes_high"),
        ),
        Rule(
            "dates_reversed",
            in_order("date_earliest", "date_latest"),
            _detail("between {} and {}", "date_earliest", "date_latest"),
        ),
    ]


def _of_report(surface: str) -> list[Rule]:
    """What holds for everything that belongs to a report and quotes its article."""
    span = _detail(f"characters {{}} to {{}} are not the {surface} {{}}", "start_char", "end_char", surface)
    return [
        Rule(
            "report_rejected",
            pl.col("report_accepted").fill_null(False),
            _detail("its report {} is not there", "report_id"),
        ),
        Rule("surface_mismatch", surface_holds(surface), span),
    ]


def claim_rules() -> list[Rule]:
    """Rules for rows of CLAIMS with their report (`with_report`); a claim without a span states no characters."""
    spanless = pl.all_horizontal(pl.col("start_char", "end_char", "surface").is_null())
    report_there, surface = _of_report("surface")
    one_sentence = ~pl.col("surface").str.contains(r"\n\s*\n|" + _SENTENCE_BREAK)
    return [
        report_there,
        _vocabulary("property", vocabulary.PROPERTIES),
        Rule(
            "unknown_qualifier",
            pl.col("qualifier").is_in(vocabulary.QUALIFIERS).fill_null(True),
            _detail("qualifier is {}", "qualifier"),
        ),
        Rule("missing_value", pl.col("value").is_not_null(), _detail("no value for {}", "property")),
        Rule(surface.reason, spanless | surface.holds, surface.detail),
        Rule(
            "beyond_one_sentence",
            spanless | one_sentence,
            _detail("the surface runs over a sentence's end: {}", "surface"),
        ),
    ]


def statement_rules() -> list[Rule]:
    """Rules for rows of STATEMENTS with their report (`with_report`)."""
    return [*_of_report("text"), _vocabulary("kind", vocabulary.STATEMENT_KINDS)]


def follow_up_rules() -> list[Rule]:
    """Rules for rows of FOLLOW_UPS with their report (`with_report`)."""
    reversed_dates = _detail("between {} and {}", "date_earliest", "date_latest")
    return [
        *_of_report("surface"),
        _vocabulary("kind", vocabulary.FOLLOW_UP_KINDS),
        Rule("dates_reversed", in_order("date_earliest", "date_latest"), reversed_dates),
    ]
