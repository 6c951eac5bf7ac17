"""Candidate pairs: reports that share enough participants and whose days can be the same."""

from __future__ import annotations

import polars as pl

from transforms.resolve.compare import EVERYDAY_TOPICS, MOVED_DAYS, SOON_DAYS, put_off_undated, quotes_part

_PAIR = pl.Schema({"left": pl.String, "right": pl.String})


def candidate_pairs(table: pl.DataFrame, among: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return unordered pairs (left < right) of report_ids of `features` rows worth comparing.

    Two reports meet when they share two participants, or when one of them names a single person, whom the other names
    too. Dated reports meet within a day of each other, an announcement also those of the week after its day; an undated
    one meets only what agrees with it in ordinal, duration, quotation, uncommon words or copied text, lies in the month that
    it names, was announced for a day and is put off by what it says, was about the same subjects on the days before it was
    published, or was a video conference on one of them.
    With `among`, one of the two comes from it and the other from `table`.
    """
    left = table if among is None else among
    by_two = _by_two(left), _by_two(table)
    by_one = _by_one(left), _by_one(table)
    found = [
        _meet_dated(*by_two),
        _meet_undated(*by_two),
        _meet_undated(by_two[1], by_two[0]),
        _meet_dated(by_one[0].filter(pl.col("alone")), by_one[1]),
        _meet_dated(by_one[0], by_one[1].filter(pl.col("alone"))),
    ]
    return (
        pl.concat(found)
        .select(left=pl.min_horizontal("a", "b"), right=pl.max_horizontal("a", "b"))
        .filter(pl.col("left") != pl.col("right"))
        .unique()
        .sort("left", "right")
        .cast(dict(_PAIR))  # type: ignore[arg-type]
    )


def _by_one(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(alone=pl.col("people").list.len() == 1).explode("people").drop_nulls("people").rename({"people": "key"})


def _by_two(table: pl.DataFrame) -> pl.DataFrame:
    """One row a report and pair of its participants."""
    people = table.select("report_id", person="people").explode("person").drop_nulls()
    pairs = (
        people.join(people, on="report_id", suffix="_other")
        .filter(pl.col("person") < pl.col("person_other"))
        .select("report_id", key=pl.col("person") + "|" + pl.col("person_other"))
    )
    return pairs.join(table, on="report_id")


def _meet_dated(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    def on_days(frame: pl.DataFrame, margin: int) -> pl.DataFrame:
        put_off = pl.when(pl.col("factuality") == "planned").then(MOVED_DAYS).otherwise(0)
        days = pl.int_ranges(pl.col("first_day") - margin, pl.col("last_day") + pl.max_horizontal(margin, put_off) + 1)
        return frame.filter("dated").select("report_id", "key", day=days).explode("day")

    met = on_days(left, 0).join(on_days(right, 1), on=["key", "day"], suffix="_other")
    return met.select(a="report_id", b="report_id_other").unique()


def _meet_undated(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    columns = [
        "report_id",
        "key",
        "ordinal",
        "shortest",
        "longest",
        "shingles",
        "parts",
        "dated",
        "stated_month",
        "duplicate_cluster_id",
        "first_day",
        "last_day",
        "exact",
        "topics",
        "keywords",
        "channel",
        "published_at",
        "factuality",
    ]
    met = left.filter(~pl.col("dated")).select(columns).join(right.select(columns), on="key", suffix="_other")
    ordinal = pl.col("ordinal") == pl.col("ordinal_other")
    duration = (pl.col("shortest") <= pl.col("longest_other")) & (pl.col("shortest_other") <= pl.col("longest"))
    copied = pl.col("duplicate_cluster_id") == pl.col("duplicate_cluster_id_other")
    same_run = pl.col("shingles").list.set_intersection("shingles_other").list.len() > 0
    quoted = same_run | quotes_part("", "_other") | quotes_part("_other", "")
    apart = (pl.col("first_day") > pl.col("last_day_other") + 1) | (pl.col("first_day_other") > pl.col("last_day") + 1)
    met = met.filter(~apart.fill_null(False))
    quoting = (pl.col("shingles").list.len() > 0) & (pl.col("shingles_other").list.len() > 0)
    day_inside = (pl.col("first_day") <= pl.col("first_day_other")) & (pl.col("last_day_other") <= pl.col("last_day"))
    in_month = pl.col("stated_month") & pl.col("dated_other") & day_inside
    common = pl.col("topics").list.set_intersection("topics_other")
    particular = common.list.set_difference(pl.lit(EVERYDAY_TOPICS)).list.len() > 0
    seen = particular & (pl.col("channel") == "video") & (pl.col("channel_other") == "video")
    several = (common.list.len() > 1) & particular
    days_after = pl.col("published_at").dt.epoch("d").cast(pl.Int64) - pl.col("first_day_other")
    subject = several & pl.col("exact_other") & days_after.is_between(0, SOON_DAYS)
    words = pl.col("keywords").list.set_intersection("keywords_other").list.len()
    worded = (words > 1) | ((words > 0) & several)
    moved = put_off_undated("", "_other") | put_off_undated("_other", "")
    told = met.filter((ordinal | duration | copied | in_month | subject | seen | worded | moved).fill_null(False))
    cited = met.filter(quoting).filter(quoted)
    return pl.concat([told, cited]).select(a="report_id", b="report_id_other").unique()
