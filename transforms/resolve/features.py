"""What resolution looks at in a call report: one row a report, days as numbers, free text made comparable."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import polars as pl

from transforms.edtf import parse_edtf
from transforms.languages.fr.roles import COLLECTIVE
from transforms.languages.fr.scopes import scope_class
from transforms.reference import Reference
from transforms.resolve.clocks import Clocks, hour_of
from transforms.schemas import MOMENT
from transforms.text import fold

NARROW_DAYS = 7  # a call that lies within so many days counts as dated
MONTH_DAYS = 31
_QUOTATION_WORDS = 6  # words in a row that make a quotation recognisable
_TOLERANCE = {"exact": 0.0, "about": 0.25}


def features(
    reports: pl.DataFrame, articles: pl.DataFrame, statements: pl.DataFrame | None = None, reference: Reference | None = None
) -> pl.DataFrame:
    """Return one row a report, sorted by report_id, with the columns that `compare` reads.

    `first_day` and `last_day` count days from 1970-01-01, null where open; `exact` marks a single stated day, `dated` a
    narrow interval, `stated_month` a wider one of at most a month. `hour` is the middle of the stated part of the day,
    `gap` the hours between the clocks of the participants' countries. `shingles` are runs of quoted words, `companions`
    the people of the other calls that the article tells of: from `teams` of `articles`, where `reports` does not hold all
    reports of these articles.
    """
    told = articles.select(
        "article_id",
        "revision",
        "duplicate_cluster_id",
        pl.col("published_at").cast(MOMENT),
        told_by=pl.coalesce("published_latest", "published_on", pl.col("published_at").dt.date()),
    )
    teams = articles.select("article_id", "revision", "teams") if "teams" in articles.columns else _teams(reports)
    frame = reports.join(told.join(teams, on=["article_id", "revision"], how="left"), on=["article_id", "revision"], how="left")
    frame = frame.sort("report_id")
    quotes = _quotations(statements) if statements is not None else _no_quotations()
    return (
        frame.join(quotes, on="report_id", how="left", maintain_order="left")
        .with_columns(*_days(frame), pl.col("shingles").fill_null([]))
        .with_columns(_last_possible_day())
        .select(
            "report_id",
            "article_id",
            "position",
            "factuality",
            "channel",
            "first_day",
            "last_day",
            "middle_day",
            "exact",
            "ordinal",
            "topics",
            "shingles",
            "duplicate_cluster_id",
            "published_at",
            "weekday",
            stated_month=((pl.col("last_day") - pl.col("first_day")).is_between(NARROW_DAYS + 1, MONTH_DAYS)).fill_null(False)
            & pl.col("date_edtf").is_not_null(),
            dated=(pl.col("last_day") - pl.col("first_day") <= NARROW_DAYS).fill_null(False),
            people=pl.col("participants").list.eval(pl.element().struct.field("actor_id")).list.unique().list.sort(),
            unnamed=pl.col("unnamed_participants").list.len().fill_null(0).cast(pl.Int64),
            collective=pl.col("unnamed_participants").list.eval(pl.element().str.contains(COLLECTIVE)).list.any().fill_null(False),
            places=pl.col("places").fill_null([]),
            companions=pl.col("teams").fill_null([]).list.set_difference(pl.concat_list(_team())),
            hour=pl.col("time_of_day").map_elements(hour_of, return_dtype=pl.Int64),
            scope=pl.col("ordinal_scope").map_elements(scope_class, return_dtype=pl.String),
            duration_exact=(pl.col("duration_minutes_low") == pl.col("duration_minutes_high"))
            & (pl.col("duration_qualifier").fill_null("exact") == "exact"),
            minutes=pl.col("duration_minutes_low"),
            shortest=_shortest(),
            longest=_longest(),
        )
        .with_columns(pl.col("people").fill_null([]), pl.col("topics").fill_null([]))
        .with_columns(gap=_gaps(reference), places=_places_abroad(reference))
    )


def _team() -> pl.Expr:
    """The people of a report as one text, as `warehouse.scope` has them."""
    return pl.col("participants").list.eval(pl.element().struct.field("actor_id")).list.unique().list.sort().list.join("|")


def _teams(reports: pl.DataFrame) -> pl.DataFrame:
    return reports.group_by("article_id", "revision").agg(teams=_team().unique().sort())


def _places_abroad(reference: Reference | None) -> pl.Expr:
    """Return the countries discussed but for the participants' own, which are discussed in most of their calls."""
    if reference is None:
        return pl.col("places")
    actors = reference.actors.select("actor_id", "country_code").drop_nulls()
    own = pl.element().replace_strict(actors["actor_id"], actors["country_code"], default=None)
    return pl.col("places").list.set_difference(pl.col("people").list.eval(own))


def _gaps(reference: Reference | None) -> pl.Expr:
    if reference is None:
        return pl.lit(0.0)
    clocks = Clocks(reference)
    return pl.col("people").map_elements(lambda people: clocks.gap(list(people)), return_dtype=pl.Float64)


def duration_bounds(low: float, high: float, qualifier: str | None) -> tuple[float, float]:
    """Return the least and greatest minutes that agree with a stated duration; the greatest may be infinite."""
    margin = _TOLERANCE.get(qualifier or "exact", 0.0)
    least = 0.0 if qualifier == "at_most" else low * (1 - margin)
    greatest = float("inf") if qualifier == "at_least" else high * (1 + margin)
    return least, greatest


def _margin() -> pl.Expr:
    return pl.when(pl.col("duration_qualifier") == "about").then(_TOLERANCE["about"]).otherwise(0.0)


def _shortest() -> pl.Expr:
    least = pl.col("duration_minutes_low") * (1 - _margin())
    return pl.when((pl.col("duration_qualifier") == "at_most") & least.is_not_null()).then(0.0).otherwise(least)


def _longest() -> pl.Expr:
    greatest = pl.col("duration_minutes_high") * (1 + _margin())
    open_end = (pl.col("duration_qualifier") == "at_least") & greatest.is_not_null()
    return pl.when(open_end).then(float("inf")).otherwise(greatest)


def _days(frame: pl.DataFrame) -> list[pl.Series]:
    rows = [
        _day_columns(edtf, earliest, latest)
        for edtf, earliest, latest in frame.select("date_edtf", "date_earliest", "date_latest").iter_rows()
    ]
    first, last, middle, exact = zip(*rows, strict=True) if rows else ((), (), (), ())
    return [
        pl.Series("first_day", first, pl.Int64),
        pl.Series("last_day", last, pl.Int64),
        pl.Series("middle_day", middle, pl.Int64),
        pl.Series("exact", exact, pl.Boolean),
    ]


@lru_cache(maxsize=65536)
def _day_columns(edtf: str | None, earliest: date | None, latest: date | None) -> tuple[int | None, int | None, int | None, bool]:
    """Return first, last and middle day and whether the day is stated exactly; an approximate day is widened."""
    if edtf is None:
        first, last = _number(earliest), _number(latest)
        return first, last, _middle(first, last, False), False
    stated = parse_edtf(edtf)
    first, last = _number(stated.earliest), _number(stated.latest)
    return first, last, _middle(first, last, edtf[-1] in "~%"), first == last and edtf[-1].isdigit()


def _middle(first: int | None, last: int | None, approximate: bool) -> int | None:
    """Return the middle of an approximate day or of a night between two; None for a longer interval."""
    if first is None or last is None or not (approximate or last - first <= 1):
        return None
    return (first + last) // 2


def _number(day: date | None) -> int | None:
    return None if day is None else (day - date(1970, 1, 1)).days


def _last_possible_day() -> pl.Expr:
    """A call that is told of as past happened by the day of publication; a stated day is left as it is."""
    told = pl.col("told_by").cast(pl.Int32).cast(pl.Int64)
    past = (pl.col("factuality") == "occurred") & pl.col("date_edtf").is_null()
    return pl.when(past).then(pl.min_horizontal("last_day", told)).otherwise(pl.col("last_day")).alias("last_day")


def _no_quotations() -> pl.DataFrame:
    return pl.DataFrame(schema={"report_id": pl.String, "shingles": pl.List(pl.String)})


def _quotations(statements: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and the runs of words of its direct speech."""
    quoted = statements.filter(pl.col("kind") == "direct").select("report_id", "text")
    if quoted.is_empty():
        return _no_quotations()
    return (
        quoted.with_columns(shingles=pl.col("text").map_elements(_runs, return_dtype=pl.List(pl.String)))
        .explode("shingles")
        .drop_nulls("shingles")
        .group_by("report_id")
        .agg(pl.col("shingles").unique().sort())
    )


def _runs(text: str) -> list[str]:
    words = re.findall(r"\w+", fold(text))
    return [" ".join(words[i : i + _QUOTATION_WORDS]) for i in range(len(words) - _QUOTATION_WORDS + 1)]
