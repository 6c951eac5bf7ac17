"""Expectations on call reports: what one article tells of one call, with its claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks, rules
from expectations.checks import Check
from expectations.vocabulary import CHANNELS, FACTUALITIES

KEY = ("report_id",)

CHECKS: tuple[Check, ...] = (
    checks.unique("report_id_unique", ["report_id"], "A call in an article revision is one report."),
    checks.holds("article_exists", "critical", "Every report leads back to its article: no orphan."),
    checks.vocabulary(
        "factuality_known",
        "critical",
        "factuality",
        FACTUALITIES,
        "A call is occurred, planned, denied or unconfirmed.",
    ),
    checks.vocabulary("channel_known", "critical", "channel", CHANNELS, "A call is held by telephone or video."),
    checks.holds("evidence_equals_span", "critical", "The evidence lies inside the article and inside its sentence."),
    checks.holds("claims_equal_spans", "critical", "The surface of every claim is the characters of the article at its span."),
    checks.holds("two_participants", "critical", "A call has at least two distinct participants."),
    checks.holds("duration_in_bounds", "critical", "A call takes between 1 and 600 minutes."),
    checks.holds("dates_ordered", "critical", "The earliest possible day is not after the latest."),
    checks.holds("one_call", "critical", "Every report belongs to exactly one call."),
    checks.mostly_holds("participants_of_different_countries", "warning", "Participants speak for different countries."),
    checks.mostly_holds(
        "date_within_terms_of_office",
        "warning",
        "Participants with known terms hold an office on the day (unverified terms never accuse).",
    ),
    checks.mostly_holds("occurred_before_publication", "warning", "What has occurred was published no earlier than it occurred."),
    checks.mostly_holds(
        "values_have_claims",
        "warning",
        "Date, duration, ordinal and initiator of a report each have a claim behind them.",
    ),
    checks.mostly_holds("participants_identified", "warning", "Participants are people of the reference tables."),
    checks.fill_rate("date_fill_rate", "warning", "date_edtf", "Few reports are undated."),
    checks.fill_rate("duration_fill_rate", "info", "duration_minutes_low", "Some reports state a duration."),
    checks.mostly_holds("topic_fill_rate", "info", "Most reports name a topic."),
    checks.mostly_holds("discloser_fill_rate", "info", "Most reports say who made the call known."),
    checks.volume("The run found as many call reports as such a run should."),
)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row a report.

    Needs `call_reports`, `articles`, `claims`, `memberships`, and of the reference `actors` and `offices`.
    """
    reports = rules.with_article(frames["call_reports"], frames["articles"])
    for one_column in (
        _published(frames["articles"]),
        _claims_equal_spans(reports, frames["claims"]),
        _claimed_properties(frames["claims"]),
        _call_count(frames["memberships"]),
        _country_count(reports, frames["actors"]),
        _out_of_office(reports, frames["offices"]),
    ):
        keys = [key for key in ("report_id", "article_id", "revision") if key in one_column.columns]
        reports = reports.join(one_column, on=keys, how="left", maintain_order="left")
    return reports.select(
        "report_id",
        "factuality",
        "channel",
        "date_edtf",
        "duration_minutes_low",
        article_exists=pl.col("article_text").is_not_null(),
        evidence_equals_span=rules.evidence_holds(),
        claims_equal_spans=pl.col("claims_equal_spans").fill_null(True),
        two_participants=rules.distinct_participants() >= 2,
        duration_in_bounds=rules.duration_in_bounds(),
        dates_ordered=rules.in_order("date_earliest", "date_latest"),
        one_call=(pl.col("call_count") == 1).fill_null(False),
        participants_of_different_countries=(pl.col("country_count") > 1).fill_null(True),
        date_within_terms_of_office=pl.col("out_of_office").is_null(),
        occurred_before_publication=_occurred_before_publication(),
        values_have_claims=_values_have_claims(),
        participants_identified=~_ids().list.eval(pl.element().str.starts_with("name:")).list.any().fill_null(False),
        topic_fill_rate=pl.col("topics").list.len().fill_null(0) > 0,
        discloser_fill_rate=pl.col("disclosed_by").list.len().fill_null(0) > 0,
    )


def _ids() -> pl.Expr:
    return pl.col("participants").list.eval(pl.element().struct.field("actor_id"))


def _participants(reports: pl.DataFrame) -> pl.DataFrame:
    """One row a report and named participant, with the days the call may have been on."""
    return reports.select("report_id", "date_earliest", "date_latest", actor_id=_ids()).explode("actor_id")


def _published(articles: pl.DataFrame) -> pl.DataFrame:
    return articles.select("article_id", "revision", "published_latest").unique(["article_id", "revision"])


def _claims_equal_spans(reports: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    spanned = claims.drop_nulls("start_char").select("report_id", "surface", "start_char", "end_char")
    texts = reports.select("report_id", "article_text").unique("report_id")
    held = spanned.join(texts, on="report_id").with_columns(held=rules.surface_holds().fill_null(False))
    return held.group_by("report_id").agg(claims_equal_spans=pl.col("held").all())


def _claimed_properties(claims: pl.DataFrame) -> pl.DataFrame:
    return claims.group_by("report_id").agg(claimed=pl.col("property").unique())


def _call_count(memberships: pl.DataFrame) -> pl.DataFrame:
    return memberships.group_by("report_id").agg(call_count=pl.col("call_id").n_unique())


def _country_count(reports: pl.DataFrame, actors: pl.DataFrame) -> pl.DataFrame:
    """Different countries of a report's participants, only where at least two of them are known."""
    countries = actors.select("actor_id", "country_code").drop_nulls().unique("actor_id")
    known = _participants(reports).join(countries, on="actor_id")
    counted = known.group_by("report_id").agg(people=pl.len(), country_count=pl.col("country_code").n_unique())
    return counted.filter(pl.col("people") > 1).select("report_id", "country_count")


def _out_of_office(reports: pl.DataFrame, offices: pl.DataFrame) -> pl.DataFrame:
    """Reports with a participant whose offices are known and all of them outside the day; `out_of_office` names one.

    Any term may excuse, only people with a verified term can be accused; a call of unknown date never counts.
    """
    terms = offices.select(
        "actor_id",
        start=pl.col("start").str.to_date("%Y-%m-%d", strict=False),
        end=pl.col("end").str.to_date("%Y-%m-%d", strict=False),
        verified=pl.col("verified") == "true",
    )
    dated = _participants(reports).drop_nulls(["date_earliest", "date_latest"])
    began = (pl.col("start") <= pl.col("date_latest")).fill_null(True)
    lasted = (pl.col("end") >= pl.col("date_earliest")).fill_null(True)
    judged = (
        dated.join(terms, on="actor_id")
        .group_by("report_id", "actor_id")
        .agg(in_office=(began & lasted).any(), verified=pl.col("verified").any())
    )
    accused = judged.filter(~pl.col("in_office") & pl.col("verified"))
    return accused.group_by("report_id").agg(out_of_office=pl.col("actor_id").min())


def _occurred_before_publication() -> pl.Expr:
    """A day is left for time zones."""
    too_late = pl.col("date_earliest") > pl.col("published_latest").dt.offset_by("1d")
    return ~((pl.col("factuality") == "occurred") & too_late).fill_null(False)


def _values_have_claims() -> pl.Expr:
    """A date may rest on a claim of a weekday as well; one without either came out of nothing."""
    claimed = pl.col("claimed").fill_null([])
    dated = pl.col("date_edtf").is_null() | claimed.list.contains("date") | claimed.list.contains("weekday")
    return pl.all_horizontal(
        dated,
        pl.col("duration_minutes_low").is_null() | claimed.list.contains("duration"),
        pl.col("ordinal").is_null() | claimed.list.contains("ordinal"),
        pl.col("initiator_id").is_null() | claimed.list.contains("initiator"),
    )
