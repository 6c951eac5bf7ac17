"""Expectations on real calls, after their reports were brought together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks, rules
from expectations.checks import Check
from expectations.vocabulary import CHANNELS, FACTUALITIES

KEY = ("call_id",)

CHECKS: tuple[Check, ...] = (
    checks.unique("call_id_unique", ["call_id"], "A call has one row."),
    checks.vocabulary(
        "factuality_known",
        "critical",
        "factuality",
        FACTUALITIES,
        "A call is occurred, planned, denied or unconfirmed.",
    ),
    checks.vocabulary("channel_known", "critical", "channel", CHANNELS, "A call is held by telephone or video."),
    checks.holds("two_participants", "critical", "A call has at least two participants."),
    checks.holds("duration_in_bounds", "critical", "A call takes between 1 and 600 minutes."),
    checks.holds("dates_ordered", "critical", "The earliest possible day is not after the latest."),
    checks.holds("reports_counted", "critical", "A call has as many reports as belong to it, at least one: no orphan."),
    checks.holds(
        "source_counts_ordered",
        "critical",
        "Independent sources are no more than sources, sources no more than reports.",
    ),
    checks.holds(
        "values_handled",
        "critical",
        "What claims state of a call is its value, one of its values, or in a conflict: nothing is dropped in silence.",
    ),
    checks.holds("reported_in_order", "critical", "The first report is not later than the last."),
    checks.mostly_holds("participants_of_different_countries", "warning", "Participants speak for different countries."),
    checks.mostly_holds(
        "planned_call_not_overdue",
        "warning",
        "Few planned calls have passed their day without a report that says what became of it.",
    ),
    checks.mostly_holds(
        "reports_close_in_time",
        "warning",
        "Few calls are dated anew a year after their first report: a sign of two calls taken for one.",
    ),
    checks.fill_rate("date_fill_rate", "warning", "date_edtf", "Few calls are undated."),
    checks.mostly_holds("free_of_conflicts", "info", "Few calls have sources that contradict each other."),
    checks.mostly_holds("two_independent_sources", "info", "Some calls rest on more than one independent source."),
    checks.volume("The run touched as many calls as such a run should."),
)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row a call; needs `calls`, `call_participants`, `memberships`, `conflicts` and `claims`."""
    members = frames["memberships"].group_by("call_id").agg(members=pl.col("report_id").n_unique())
    people = (
        frames["call_participants"]
        .group_by("call_id")
        .agg(
            people=pl.len(),
            known=pl.col("country_code").count(),
            countries=pl.col("country_code").drop_nulls().n_unique(),
        )
    )
    calls = frames["calls"].join(members, on="call_id", how="left").join(people, on="call_id", how="left")
    calls = calls.join(_stated(frames), on="call_id", how="left").join(_contested(frames["conflicts"]), on="call_id", how="left")
    reports, sources, independent = pl.col("report_count"), pl.col("source_count"), pl.col("independent_source_count")
    return calls.select(
        "call_id",
        "factuality",
        "channel",
        "date_edtf",
        two_participants=(pl.col("people") >= 2).fill_null(False),
        duration_in_bounds=rules.duration_in_bounds(),
        dates_ordered=rules.in_order("date_earliest", "date_latest"),
        reports_counted=((reports >= 1) & (reports == pl.col("members"))).fill_null(False),
        values_handled=pl.all_horizontal(_all_kept(), *(_handled(name, kept) for name, kept in _KEPT.items())),
        source_counts_ordered=((independent <= sources) & (sources <= reports)).fill_null(False),
        reported_in_order=rules.in_order("first_reported_at", "last_reported_at"),
        participants_of_different_countries=((pl.col("countries") > 1) | (pl.col("known") < 2)).fill_null(True),
        planned_call_not_overdue=~((pl.col("factuality") == "planned") & (pl.col("date_latest") < today)).fill_null(False),
        reports_close_in_time=_reported_within_days(365),
        free_of_conflicts=pl.col("conflict_count").fill_null(0) == 0,
        two_independent_sources=(independent >= 2).fill_null(False),
    )


_KEPT = {
    "date": pl.any_horizontal(pl.col("date_edtf", "date_earliest", "date_latest", "weekday").is_not_null()),
    "weekday": pl.any_horizontal(pl.col("date_edtf", "weekday").is_not_null()),
    **{name: pl.col(name).is_not_null() for name in ("time_of_day", "ordinal", "channel", "factuality")},
    "duration": pl.col("duration_minutes_low").is_not_null(),
    "initiator": pl.col("initiator_id").is_not_null(),
    "disclosed_by": pl.col("disclosed_by").list.len() > 0,
    "participant": pl.col("people") > 0,
}
"""Property of claims -> whether the call has a value of it."""

_SEVERAL = {"topic": "topics", "place": "places"}
"""Property of claims of which a call keeps every value -> its column."""


def _handled(name: str, kept: pl.Expr) -> pl.Expr:
    """Whether a property is not stated by claims, kept, or contested."""
    unsaid = ~pl.col("stated").list.contains(name)
    return (unsaid | kept | pl.col("contested").list.contains(name).fill_null(False)).fill_null(True)


def _all_kept() -> pl.Expr:
    """Whether every value is kept of what a call may have several of."""
    return pl.all_horizontal(
        (pl.col(f"stated_{column}").list.set_difference(pl.col(column).fill_null([])).list.len() == 0).fill_null(True)
        for column in _SEVERAL.values()
    )


def _stated(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row a call: the properties that claims state with a value, and their topics and places."""
    claims = frames["claims"].filter((pl.col("value") != "") & (pl.col("qualifier") != "not_disclosed").fill_null(True))
    told = claims.join(frames["memberships"].select("report_id", "call_id"), on="report_id")
    several = {f"stated_{column}": pl.col("value").filter(pl.col("property") == name).unique() for name, column in _SEVERAL.items()}
    return told.group_by("call_id").agg(stated=pl.col("property").unique(), **several)


def _contested(conflicts: pl.DataFrame) -> pl.DataFrame:
    return conflicts.group_by("call_id").agg(contested=pl.col("property").unique())


def _reported_within_days(days: int) -> pl.Expr:
    between = pl.col("last_reported_at") - pl.col("first_reported_at")
    return (between.dt.total_days() <= days).fill_null(True)
