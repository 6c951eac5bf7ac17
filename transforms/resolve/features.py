"""What resolution looks at in a call report: one row a report, days as numbers, free text made comparable."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import polars as pl

from transforms.edtf import DayInterval, parse_edtf
from transforms.languages.fr.roles import COLLECTIVE
from transforms.languages.fr.scopes import is_of_a_day, scope_class
from transforms.reference import Reference
from transforms.resolve.clocks import Clocks, hour_of
from transforms.resolve.compare import QUOTATION_WORDS
from transforms.schemas import MOMENT
from transforms.text import fold

NARROW_DAYS = 7  # a call that lies within so many days counts as dated
MONTH_DAYS = 31
_FEWEST_WORDS, _LONG_WORDS, _LONG = 3, 2, 6  # a shorter quotation is recognised as a whole, if two of its words have six letters
_MARKED = r"[«“][^«»“”]+[»”]"
_DAY = r"^(\d{4}-\d\d-\d\d)~?$"
_MONTH = re.compile(r"(\d{4}-\d\d)[~%?]?$")
_SECOND = 2
_TOLERANCE = {"exact": 0.0, "about": 0.25}


def features(
    reports: pl.DataFrame, articles: pl.DataFrame, statements: pl.DataFrame | None = None, reference: Reference | None = None
) -> pl.DataFrame:
    """Return one row a report, sorted by report_id, with the columns that `compare` reads.

    `first_day` and `last_day` count days from 1970-01-01, null where open; `exact` marks a single stated day, `dated` a
    narrow interval, `of_a_day` one about a day, `stated_month` a wider one of at most a month. `hour` is the middle of the
    stated part of the day, `gap` the hours between the clocks of the participants' countries, `ahead` those by which the
    easternmost is ahead of UTC. `shingles` are runs of quoted words, `parts` the shorter runs of long quotations, `companions`
    the people of the other calls that the article tells of. `of_several` marks a report of several calls of these people on
    that day, `turn` which of them it is, where that is told, `other_hour` is the hour of the other one. Companions and other
    calls come from `teams` and `told` of `articles`, where `reports` does not hold all reports of these articles.
    """
    told = articles.select(
        "article_id",
        "revision",
        "duplicate_cluster_id",
        pl.col("published_at").cast(MOMENT),
        told_by=pl.coalesce("published_latest", "published_on", pl.col("published_at").dt.date()),
    )
    beside = articles.select("article_id", "revision", "teams", "told") if "teams" in articles.columns else calls_told(reports)
    teams = beside.select("article_id", "revision", "teams")
    frame = reports.join(told.join(teams, on=["article_id", "revision"], how="left"), on=["article_id", "revision"], how="left")
    frame = frame.sort("report_id")
    quotes = _quotations(statements) if statements is not None else _no_quotations()
    return (
        frame.join(quotes, on="report_id", how="left", maintain_order="left")
        .join(_days_of_several(reports, beside), on="report_id", how="left", maintain_order="left")
        .with_columns(*_days(frame), pl.col("shingles", "parts").fill_null([]))
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
            "parts",
            "duplicate_cluster_id",
            "published_at",
            "weekday",
            stated_month=((pl.col("last_day") - pl.col("first_day")).is_between(NARROW_DAYS + 1, MONTH_DAYS)).fill_null(False)
            & pl.col("date_edtf").is_not_null(),
            dated=(pl.col("last_day") - pl.col("first_day") <= NARROW_DAYS).fill_null(False),
            of_a_day=pl.col("middle_day").is_not_null(),
            people=pl.col("participants").list.eval(pl.element().struct.field("actor_id")).list.unique().list.sort(),
            unnamed=pl.col("unnamed_participants").list.len().fill_null(0).cast(pl.Int64),
            collective=pl.col("unnamed_participants").list.eval(pl.element().str.contains(COLLECTIVE)).list.any().fill_null(False),
            places=pl.col("places").fill_null([]),
            keywords=pl.col("keywords").fill_null([]),
            disclosed_by=pl.col("disclosed_by").fill_null([]),
            companions=pl.col("teams").fill_null([]).list.set_difference(pl.concat_list(_team())),
            of_several=pl.col("turn").is_not_null().fill_null(False),
            turn=pl.col("turn").replace(0, None),
            other_hour=pl.col("other_hour"),
            hour=pl.col("time_of_day").map_elements(hour_of, return_dtype=pl.Int64),
            scope=pl.col("ordinal_scope").map_elements(scope_class, return_dtype=pl.String),
            duration_exact=(pl.col("duration_minutes_low") == pl.col("duration_minutes_high"))
            & (pl.col("duration_qualifier").fill_null("exact") == "exact"),
            minutes=pl.col("duration_minutes_low"),
            shortest=_shortest(),
            longest=_longest(),
        )
        .with_columns(pl.col("people").fill_null([]), pl.col("topics").fill_null([]))
        .with_columns(*_hours_of_several())
        .with_columns(*_clocks(reference), places=_places_abroad(reference))
    )


def _team() -> pl.Expr:
    """The people of a report as one text, as `warehouse.scope` has them."""
    return pl.col("participants").list.eval(pl.element().struct.field("actor_id")).list.unique().list.sort().list.join("|")


def calls_told(reports: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, revision and what an article tells: `teams`, the people of its calls, and `told`, when each was.

    `told` lists position, people, date_edtf, time_of_day, ordinal, ordinal_scope.
    """
    told = pl.struct("position", "date_edtf", "time_of_day", "ordinal", "ordinal_scope", people=_team())
    return reports.group_by("article_id", "revision").agg(teams=_team().unique().sort(), told=told)


def _days_of_several(reports: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Return report_id, turn and other_hour of reports whose article tells of several calls of the people on that day.

    `turn` counts from 1, by what the text counts ("le second appel du jour") or by the stated hours; 0 where the order is not
    told. `other_hour` is that of the one other call.
    """
    day = pl.col("date_edtf").str.extract(_DAY)  # "hours after a first call" is about that day
    own = reports.select("report_id", "article_id", "revision", "position", day=day, people=_team()).drop_nulls("day")
    counting = pl.col("told").list.eval(pl.element().struct.field("ordinal_scope").is_not_null()).list.any()
    told = beside.filter((pl.col("told").list.len() > 1) | counting).select("article_id", "revision", "told").explode("told").unnest("told")
    of_a_day = pl.col("ordinal_scope").map_elements(is_of_a_day, return_dtype=pl.Boolean)
    met = own.join(told.with_columns(day=day), on=["article_id", "revision", "people", "day"], suffix="_told").with_columns(
        hour=pl.col("time_of_day").map_elements(hour_of, return_dtype=pl.Int64),
        counted=pl.when(of_a_day | (pl.col("ordinal_scope").is_null() & (pl.col("ordinal") == _SECOND))).then("ordinal"),
        surely=of_a_day.fill_null(False),
        itself=pl.col("position") == pl.col("position_told"),
    )
    mine, other = pl.col("itself"), ~pl.col("itself")
    pair = pl.len() == _SECOND
    said = pl.col("counted").filter(mine).first()
    after_said = pl.when(pair & (pl.col("counted").filter(other).first() == _SECOND)).then(1)
    distinct = pl.col("hour").is_not_null().all() & pl.col("hour").is_unique().all()
    by_hour = pl.when(distinct).then((pl.col("hour").filter(other) < pl.col("hour").filter(mine).first()).sum() + 1)
    return (
        met.group_by("report_id")
        .agg(
            several=(pl.len() > 1) | pl.col("surely").filter(mine).any(),
            turn=pl.coalesce(said, after_said, by_hour, pl.lit(0)).cast(pl.Int64),
            other_hour=pl.when(pair).then(pl.col("hour").filter(other).first()),
        )
        .filter("several")
        .drop("several")
    )


def _hours_of_several() -> list[pl.Expr]:
    """Return hour and other_hour: one given to both of two calls is that of the second, "ce soir, après un premier appel"."""
    shared, turn = (pl.col("hour") == pl.col("other_hour")).fill_null(False), pl.col("turn").fill_null(0)
    return [
        pl.when(~shared | (turn == _SECOND)).then("hour").alias("hour"),
        pl.when(~shared | (turn == 1)).then("other_hour").alias("other_hour"),
    ]


def _places_abroad(reference: Reference | None) -> pl.Expr:
    """Return the countries discussed but for the participants' own, which are discussed in most of their calls."""
    if reference is None:
        return pl.col("places")
    actors = reference.actors.select("actor_id", "country_code").drop_nulls()
    own = pl.element().replace_strict(actors["actor_id"], actors["country_code"], default=None)
    return pl.col("places").list.set_difference(pl.col("people").list.eval(own))


def _clocks(reference: Reference | None) -> list[pl.Expr]:
    if reference is None:
        return [pl.lit(0.0).alias("gap"), pl.lit(0.0).alias("ahead")]
    clocks = Clocks(reference)
    ahead = clocks.ahead(pl.col("people"), reference.actors).fill_null(0.0)
    return [clocks.gaps(pl.col("people"), reference.actors).alias("gap"), ahead.alias("ahead")]


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
    month = _MONTH.match(edtf)  # "about" adds nothing to a month; its bounds are those of its beginning or end, where these are told
    stated = DayInterval(earliest, latest) if month and earliest and latest else parse_edtf(month[1] if month else edtf)
    first, last = _number(stated.earliest), _number(stated.latest)
    return first, last, _middle(first, last, edtf[-1] in "~%" and not month), first == last and edtf[-1].isdigit()


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
    return pl.DataFrame(schema={"report_id": pl.String, "shingles": pl.List(pl.String), "parts": pl.List(pl.String)})


def _quotations(statements: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and, of direct speech and words marked in reported speech, `shingles` and `parts` of longer quotations."""
    marked = pl.col("text").str.extract_all(_MARKED)
    spoken = pl.when(pl.col("kind") == "direct").then(pl.concat_list("text")).otherwise(marked)
    quoted = statements.select("report_id", text=spoken).explode("text").drop_nulls()
    if quoted.is_empty():
        return _no_quotations()
    return (
        quoted.with_columns(
            shingles=pl.col("text").map_elements(_runs, return_dtype=pl.List(pl.String)),
            parts=pl.col("text").map_elements(_parts, return_dtype=pl.List(pl.String)),
        )
        .group_by("report_id")
        .agg(pl.col("shingles", "parts").explode().drop_nulls().unique().sort())
    )


def _runs(text: str) -> list[str]:
    """Return the runs of so many words, of a shorter quotation all its words."""
    words = _words(text)
    return [" ".join(words)] if _is_brief(words) else _of_length(words, QUOTATION_WORDS)


def _parts(text: str) -> list[str]:
    """Return the shorter runs of a quotation of so many words that another report may quote by themselves."""
    words = _words(text)
    lengths = range(_FEWEST_WORDS, min(QUOTATION_WORDS, len(words)))
    return [run for length in lengths for run in _of_length(words, length) if _is_brief(run.split())]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _of_length(words: list[str], length: int) -> list[str]:
    return [" ".join(words[i : i + length]) for i in range(len(words) - length + 1)]


def _is_brief(words: list[str]) -> bool:
    """Whether these words are a quotation that is short, and yet recognisable as a whole."""
    return _FEWEST_WORDS <= len(words) < QUOTATION_WORDS and sum(len(word) >= _LONG for word in words) >= _LONG_WORDS
