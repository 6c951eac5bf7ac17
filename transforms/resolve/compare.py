"""Pair features: what two reports agree on and where they differ, one word a feature. No weights here."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from transforms.languages.fr.keywords import PUT_OFF
from transforms.languages.fr.scopes import WINDOW

FEATURES = (
    "people",
    "date",
    "weekday",
    "time_of_day",
    "turn",
    "duration",
    "ordinal",
    "channel",
    "quotation",
    "topics",
    "places",
    "keywords",
    "disclosed",
    "beside",
    "copy",
    "published",
    "article",
    "factuality",
)
_NEAR_WORDS = {0: "approximately_same_day", 1: "approximately_1_day_apart", 2: "approximately_2_days_apart"}
SOON_DAYS = 2  # news mostly tells of calls of these days
_LATER_DAYS = 7
_LONG_DAYS = 30
_SAME_PART_HOURS, _NEXT_PART_HOURS, _OTHER_PART_HOURS = 3, 4, 6
_LONG_BEFORE_HOURS = 6
_DAYTIME = 5, 22  # hours that belong to no neighbouring day on another clock
_PRESS_AHEAD = 1  # hours by which the clock of most outlets is ahead of UTC
MOVED_DAYS = 7  # a call that is put off is put off by so many days at most
_PART_OF_MONTH_DAYS = 11
_TOGETHER_HOURS = 12
_GAP_HOURS = 5  # clocks so far apart give one call of the evening or morning two days often
_MANY = 3  # people in common that make a call of several recognisable, whomever else a report leaves out
_MANY_WORDS = 3
QUOTATION_WORDS = 6  # words in a row that make a quotation recognisable
_WORDS_TO_ONE_SHARED = 6  # long passages share a word or two whatever they tell of
_USUAL_MINUTES = [5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 45.0, 50.0, 60.0, 90.0, 120.0, 180.0]
EVERYDAY_TOPICS = ["conflict", "escalation", "invasion", "strikes", "ceasefire", "peace_talks", "security", "bilateral", "summit"]
"""Topics of every tenth call or more (tuning part of tests/golden/newsroom), and those below them: they tell no call from another."""
_ZONES_HOURS = 3  # how far the clock that a report goes by may be ahead of UTC, where the participants' are not


def compare(pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Return `pairs` (left, right) with one text column a feature; null where a feature says nothing."""
    both = pairs.join(_side(table, "l"), left_on="left", right_on="report_id_l").join(
        _side(table, "r"), left_on="right", right_on="report_id_r"
    )
    return both.select(
        "left",
        "right",
        _people().alias("people"),
        _date().alias("date"),
        _weekday().alias("weekday"),
        _time_of_day().alias("time_of_day"),
        _turn().alias("turn"),
        _duration().alias("duration"),
        _ordinal().alias("ordinal"),
        _channel().alias("channel"),
        _quotation().alias("quotation"),
        _topics().alias("topics"),
        _places().alias("places"),
        _keywords().alias("keywords"),
        _disclosed().alias("disclosed"),
        _beside().alias("beside"),
        _copy().alias("copy"),
        _published().alias("published"),
        _article().alias("article"),
        _factuality().alias("factuality"),
    ).sort("left", "right")


def _side(table: pl.DataFrame, suffix: str) -> pl.DataFrame:
    return table.rename({name: f"{name}_{suffix}" for name in table.columns})


def _l(name: str) -> pl.Expr:
    return pl.col(f"{name}_l")


def _r(name: str) -> pl.Expr:
    return pl.col(f"{name}_r")


def _both_exact() -> pl.Expr:
    return _l("exact") & _r("exact")


def _both_dated() -> pl.Expr:
    return _l("dated") & _r("dated")


def _loose() -> pl.Expr:
    """Whether one of the two does not say its day, be it that it names a week: subjects and words then tell more."""
    return ~(_l("of_a_day") & _r("of_a_day"))


def _days_between() -> pl.Expr:
    """Days from the end of one interval to the start of the other; negative when they overlap, null when open."""
    return pl.max_horizontal(_l("first_day") - _r("last_day"), _r("first_day") - _l("last_day"))


def _people() -> pl.Expr:
    """How many people one report names less than the other; `role` when its unnamed participants make up for them.

    Two that each name somebody the other does not are `different`, with hardly anybody in common `others`.
    """
    shared = _l("people").list.set_intersection("people_r").list.len()
    least = pl.min_horizontal(_l("people").list.len(), _r("people").list.len())
    missing = pl.max_horizontal(_l("people").list.len(), _r("people").list.len()).cast(pl.Int64) - least
    left_is_shorter = _l("people").list.len() <= _r("people").list.len()
    unnamed = pl.when(left_is_shorter).then(_l("unnamed")).otherwise(_r("unnamed"))
    collective = pl.when(left_is_shorter).then(_l("collective")).otherwise(_r("collective"))
    many = (_l("people").list.len() >= _MANY) & (_r("people").list.len() >= _MANY)
    return (
        pl.when((shared == least) & (missing > 0) & (shared >= _MANY))
        .then(pl.lit("fewer_of_many"))
        .when((shared < least) & (shared < 2))
        .then(pl.lit("others"))
        .when(shared < least)
        .then(pl.lit("different"))
        .when((missing == 0) & many)
        .then(pl.lit("same_many"))
        .when(missing == 0)
        .then(pl.lit("same"))
        .when(pl.when(collective).then(missing > 1).otherwise(unnamed >= missing))
        .then(pl.lit("role"))
        .when(missing == 1)
        .then(pl.lit("one_fewer"))
        .when(missing == 2)
        .then(pl.lit("two_fewer"))
        .otherwise(pl.lit("many_fewer"))
    )


def _date() -> pl.Expr:
    apart, distance = _days_between(), (_l("middle_day") - _r("middle_day")).abs()
    same_interval = (_l("first_day") == _r("first_day")) & (_l("last_day") == _r("last_day"))
    return (
        pl.when(_both_exact() & (apart == 0))
        .then(pl.lit("same_day"))
        .when(_both_exact() & (apart == 1) & (pl.min_horizontal(_l("gap"), _r("gap")) >= _GAP_HOURS) & _over_midnight())
        .then(pl.lit("next_day_of_clocks"))
        .when(_moved("l", "r") | _moved("r", "l"))
        .then(pl.lit("moved"))
        .when(_both_exact() & (apart == 1))
        .then(pl.lit("next_day"))
        .when(_after_planned("l", "r") | _after_planned("r", "l"))
        .then(pl.lit("after_planned"))
        .when(apart > 0)
        .then(pl.lit("apart"))
        .when(_both_dated() & distance.is_not_null())
        .then(distance.replace_strict(_NEAR_WORDS, default="approximately_near", return_dtype=pl.String))
        .when(_both_dated() & same_interval)
        .then(pl.lit("same_interval"))
        .when(_both_dated() & (_within(_l, _r) | _within(_r, _l)))
        .then(pl.lit("within_week"))
        .when(_both_dated())
        .then(pl.lit("overlapping"))
        .when(_in_part_of_month(_l, _r) | _in_part_of_month(_r, _l))
        .then(pl.lit("within_part_of_month"))
        .when((_l("stated_month") & _within(_l, _r)) | (_r("stated_month") & _within(_r, _l)))
        .then(pl.lit("within_month"))
    )


def _over_midnight() -> pl.Expr:
    """Whether the stated hours, if any, allow one moment on two days: an evening of the first, a morning or night of the second."""
    left_first, clocks = _l("first_day") < _r("first_day"), _clocks_apart()
    early, late = (pl.when(left_first).then(one("hour")).otherwise(other("hour")) for one, other in ((_l, _r), (_r, _l)))
    by_day = late <= _DAYTIME[1]  # a night may be the hours after midnight
    return (early + clocks >= 24 - _NEXT_PART_HOURS).fill_null(True) & ((late - clocks <= _NEXT_PART_HOURS) | ~by_day).fill_null(True)


def _clocks_apart() -> pl.Expr:
    """Hours between those clocks of participants and press that are furthest apart."""
    return pl.max_horizontal(*(x for s in (_l, _r) for x in (s("gap"), (s("ahead") - _PRESS_AHEAD).abs())))


def _after_planned(planned: str, other: str) -> pl.Expr:
    """Whether one report announces the call for a day and the other, published later, has it within a week after that day."""
    days = pl.col(f"first_day_{other}") - pl.col(f"first_day_{planned}")
    later = pl.col(f"published_at_{planned}") < pl.col(f"published_at_{other}")
    is_planned = pl.col(f"factuality_{planned}") == "planned"
    return (_both_exact() & is_planned & later & days.is_between(1, MOVED_DAYS)).fill_null(False)


def _moved(planned: str, other: str) -> pl.Expr:
    """Whether the other report has the announced call on a later day, or without one, since it was put off.

    It says so, or announces that day by the day after the first one.
    """
    said = _put_off(other)
    in_time = (pl.col(f"factuality_{other}") == "planned") & _published_by(f"published_at_{other}", pl.col(f"first_day_{planned}") + 1)
    return (_after_planned(planned, other) & (in_time | said)) | put_off_undated(f"_{planned}", f"_{other}")


def _put_off(report: str) -> pl.Expr:
    return pl.col(f"keywords_{report}").list.contains(PUT_OFF).fill_null(False)


def put_off_undated(planned: str, other: str) -> pl.Expr:
    """Whether the report whose columns have the one ending announces a day, by which the other says that the call is put off, to no day."""
    announced = pl.col(f"exact{planned}") & (pl.col(f"factuality{planned}") == "planned")
    awaited = pl.col(f"keywords{other}").list.contains(PUT_OFF) & ~pl.col(f"dated{other}") & (pl.col(f"factuality{other}") == "planned")
    later = pl.col(f"published_at{planned}") < pl.col(f"published_at{other}")
    return (announced & awaited & later & _published_by(f"published_at{other}", pl.col(f"first_day{planned}") + 1)).fill_null(False)


def _published_by(published: str, day: pl.Expr) -> pl.Expr:
    return (pl.col(published).dt.epoch("d").cast(pl.Int64) <= day).fill_null(False)


def _within(interval: Callable[[str], pl.Expr], day: Callable[[str], pl.Expr]) -> pl.Expr:
    """Whether the day of one report, if only about, lies in the interval that the other names."""
    about = pl.coalesce(day("middle_day"), pl.when(day("dated")).then(day("first_day")))
    latest = pl.coalesce(day("middle_day"), pl.when(day("dated")).then(day("last_day")))
    return ~interval("of_a_day") & (interval("first_day") <= about) & (latest <= interval("last_day"))


def _in_part_of_month(interval: Callable[[str], pl.Expr], day: Callable[[str], pl.Expr]) -> pl.Expr:
    """Whether one report says "at the beginning of June" and the day of the other lies in it."""
    length = interval("last_day") - interval("first_day") + 1
    return interval("stated_month") & (length <= _PART_OF_MONTH_DAYS) & _within(interval, day)


def _weekday() -> pl.Expr:
    """The weekday that one report states against the day or weekday of the other."""
    exact_l = pl.when(_l("exact")).then((_l("first_day") + 3) % 7 + 1)
    exact_r = pl.when(_r("exact")).then((_r("first_day") + 3) % 7 + 1)
    difference = (pl.coalesce(exact_l, _l("weekday")) - pl.coalesce(exact_r, _r("weekday"))) % 7
    stated_for_other = (_l("weekday") == exact_r) | (_r("weekday") == exact_l)
    return (
        pl.when(_both_exact() & (_days_between() == 1) & stated_for_other)
        .then(pl.lit("of_the_other_day"))
        .when(_both_dated() | ((_put_off("l") | _put_off("r")) & (difference != 0)))  # a weekday may be that of the first plan
        .then(None)
        .when(difference == 0)
        .then(pl.lit("same"))
        .when(difference.is_in([1, 6]))
        .then(pl.lit("next"))
        .when(difference.is_not_null())
        .then(pl.lit("differs"))
    )


def _time_of_day() -> pl.Expr:
    """Parts of the day, and a report that was published before the other says that the call took place.

    Hours further apart than the clocks of participants and press explain are of two calls, and so is what was told long before.
    """
    told_before, long_before = (_told_before("l", "r", by) | _told_before("r", "l", by) for by in (0, _LONG_BEFORE_HOURS))
    of_the_other = _of_the_other_call("l", "r") | _of_the_other_call("r", "l")
    hours = _l("hour") + 24 * _l("first_day") - _r("hour") - 24 * _r("first_day")
    same_part = (hours.abs() < _SAME_PART_HOURS).fill_null(False)
    exact, one_day, apart = _both_exact(), _l("middle_day") == _r("middle_day"), (_l("hour") - _r("hour")).abs()
    by_day = _l("hour").is_between(*_DAYTIME) & _r("hour").is_between(*_DAYTIME)
    announced = (_l("factuality") == "planned") | (_r("factuality") == "planned")  # it may have been put off within the day
    other_part = one_day & by_day & ~announced & (apart >= _clocks_apart() + _OTHER_PART_HOURS)
    return (
        pl.when(_of_several() & ((told_before & ~same_part) | (apart >= _NEXT_PART_HOURS) | of_the_other))
        .then(pl.lit("of_the_other_call"))
        .when(long_before | other_part)
        .then(pl.lit("of_another_call"))
        .when(told_before)
        .then(pl.lit("told_before"))
        .when(exact & (_days_between() == 1) & (hours.abs() <= 18))
        .then(pl.lit("time_zones"))
        .when(~exact | (_days_between() != 0))
        .then(None)
        .when(hours.abs() < _SAME_PART_HOURS)
        .then(pl.lit("same"))
        .when(hours.abs() >= _OTHER_PART_HOURS)
        .then(pl.lit("differs"))
    )


def _of_the_other_call(one: str, other: str) -> pl.Expr:
    """Whether one report states the hour that the article of the other gives to another call of that day."""
    unstated = pl.col(f"hour_{other}").is_null()
    return unstated & ((pl.col(f"hour_{one}") - pl.col(f"other_hour_{other}")).abs() < _SAME_PART_HOURS)


def _told_before(one: str, other: str, by_hours: int) -> pl.Expr:
    """Whether one report was published so many hours before the hour at which the other has the call, by the easternmost clock."""
    published = pl.col(f"published_at_{one}")
    published_hour = published.dt.epoch("s") / 3600
    happened_hour = 24 * pl.col(f"first_day_{other}") + pl.col(f"hour_{other}")
    past = pl.col(f"factuality_{one}") == "occurred"
    # midnight is what a publication day without a time looks like
    timed = (published.dt.hour() > 0) | (published.dt.minute() > 0)
    ahead = pl.max_horizontal(pl.lit(_ZONES_HOURS), f"ahead_{one}", f"ahead_{other}")
    about_that_day = pl.col(f"exact_{other}") & pl.col(f"of_a_day_{one}")
    return (past & timed & about_that_day & (published_hour + ahead + by_hours < happened_hour)).fill_null(False)


def _of_several() -> pl.Expr:
    return (_l("middle_day") == _r("middle_day")).fill_null(False) & (_l("of_several") | _r("of_several"))


def _turn() -> pl.Expr:
    """Which call of the day it is, where both articles tell of several."""
    turn = pl.when(_l("turn") == _r("turn")).then(pl.lit("same")).when(_l("turn") != _r("turn")).then(pl.lit("other"))
    return pl.when(_of_several()).then(turn)


def _duration() -> pl.Expr:
    overlap = (_l("shortest") <= _r("longest")) & (_r("shortest") <= _l("longest"))
    equal = _l("duration_exact") & _r("duration_exact") & (_l("minutes") == _r("minutes"))
    return (
        pl.when(equal & ~_l("minutes").is_in(_USUAL_MINUTES))
        .then(pl.lit("equal_unusual"))
        .when(equal)
        .then(pl.lit("equal"))
        .when(overlap)
        .then(pl.lit("agrees"))
        .when(overlap.not_() & _of_several())
        .then(pl.lit("differs_of_several"))
        .when(overlap.not_() & _both_dated())
        .then(pl.lit("differs"))
        .when(overlap.not_())
        .then(pl.lit("differs_undated"))
    )


def _ordinal() -> pl.Expr:
    same, unknown = _l("ordinal") == _r("ordinal"), _l("scope").is_null() | _r("scope").is_null()
    one_day = _both_exact() & (_days_between() == 0)
    window = ((_l("scope") == WINDOW) | (_r("scope") == WINDOW)).fill_null(False)  # says nothing from call to call
    return (
        pl.when(same.is_null() | window | (~unknown & (_l("scope") != _r("scope"))))
        .then(None)
        .when(same & ~unknown)
        .then(pl.lit("same"))
        .when(same & (_l("ordinal") > 2))
        .then(pl.lit("same_without_scope"))
        .when(same)
        .then(pl.lit("same_low_without_scope"))
        .when(one_day & (_duration() == "differs"))
        .then(pl.lit("differs_as_duration"))
        .when(one_day)
        .then(pl.lit("differs_on_same_day"))
        .when(unknown)
        .then(pl.lit("differs_without_scope"))
        .otherwise(pl.lit("differs"))
    )


def _channel() -> pl.Expr:
    """Video conferences of the same several people are few: they count for more where a day is not known."""
    one_party = (_l("people") == _r("people")) & (_l("people").list.len() >= _MANY)
    return (
        pl.when(_l("channel") != _r("channel"))
        .then(pl.lit("differs"))
        .when((_l("channel") == "video") & one_party & _loose())
        .then(pl.lit("both_video_of_many"))
        .when((_l("channel") == "video") & _loose())
        .then(pl.lit("both_video_undated"))
        .when(_l("channel") == "video")
        .then(pl.lit("both_video"))
    )


def _quotation() -> pl.Expr:
    """Runs of quoted words in common, or but a whole quotation of a few words, which the other may quote at more length."""
    words = _l("shingles").list.set_intersection("shingles_r").list.eval(pl.element().str.count_matches(" ") + 1).list.max()
    brief = (words > 0).fill_null(False) | quotes_part("_l", "_r") | quotes_part("_r", "_l")
    return pl.when(words >= QUOTATION_WORDS).then(pl.lit("shared")).when(brief).then(pl.lit("short"))


def quotes_part(short: str, long: str) -> pl.Expr:
    """Whether the report whose columns have the one ending shortly quotes what the other quotes at more length."""
    return pl.col(f"shingles{short}").list.set_intersection(f"parts{long}").list.len() > 0


def _topics() -> pl.Expr:
    """Subjects in common. Where a day is not known, several or a particular one tell more than the everyday ones.

    About a day, or on a day of several calls, quite other subjects speak against one call.
    """
    common = _l("topics").list.set_intersection("topics_r")
    particular, loose = _particular(), _loose()
    return (
        pl.when(loose & particular & (common.list.len() > 1))
        .then(pl.lit("several"))
        .when(loose & particular)
        .then(pl.lit("particular"))
        .when(_next_days_past() & particular)
        .then(pl.lit("of_next_days"))
        .when(common.list.len() > 0)
        .then(pl.lit("shared"))
        .when(~loose & (~_both_exact() | _of_several()) & (_l("topics").list.len() > 0) & (_r("topics").list.len() > 0))
        .then(pl.lit("others"))
    )


def _particular() -> pl.Expr:
    common = _l("topics").list.set_intersection("topics_r")
    return common.list.set_difference(pl.lit(EVERYDAY_TOPICS)).list.len() > 0


def _places() -> pl.Expr:
    """Countries discussed in both, beside the participants' own; with two known days they tell nothing more."""
    shared = _l("places").list.set_intersection("places_r").list.len()
    return pl.when(_loose() & (shared > 0)).then(pl.lit("shared"))


def _keywords() -> pl.Expr:
    """Uncommon words that both tell the call with: the same event, where a day is not known; of two calls of one day the same.

    Many of them in reports of neighbouring days, or one and a particular subject: one may be a day out.
    """
    shared = _l("keywords").list.set_intersection("keywords_r").list.len()
    in_most = pl.min_horizontal(_l("keywords").list.len(), _r("keywords").list.len()) <= _WORDS_TO_ONE_SHARED * shared
    return (
        pl.when(_both_exact() & (_days_between() == 0) & (shared > 0))
        .then(pl.lit("of_one_day"))
        .when(_next_days_past() & (shared >= _MANY_WORDS) & in_most)
        .then(pl.lit("of_next_days"))
        .when(_next_days_past() & (shared > 0) & in_most & _particular())
        .then(pl.lit("one_of_next_days"))
        .when(~_loose())
        .then(None)
        .when((shared >= _MANY_WORDS) & in_most)
        .then(pl.lit("many"))
        .when((shared > 1) & in_most)
        .then(pl.lit("several"))
        .when(shared > 0)
        .then(pl.lit("one"))
    )


def _next_days_past() -> pl.Expr:
    """Whether both tell of a call that took place, each of another of two neighbouring days."""
    past = (_l("factuality") == "occurred") & (_r("factuality") == "occurred")
    return _both_exact() & (_days_between() == 1) & past


def _disclosed() -> pl.Expr:
    """Who made it known, in reports of neighbouring days: one account, of which one report has the day wrong."""
    shared = _l("disclosed_by").list.set_intersection("disclosed_by_r").list.len()
    return pl.when(_next_days_past() & (shared > 0)).then(pl.lit("by_one"))


def _beside() -> pl.Expr:
    """Two other calls that both articles tell of: the same story, where a day is not known."""
    shared = _l("companions").list.set_intersection("companions_r").list.len()
    return pl.when(_loose() & (shared > 1)).then(pl.lit("same_calls"))


def _copy() -> pl.Expr:
    copied = _l("duplicate_cluster_id") == _r("duplicate_cluster_id")
    return pl.when(copied & (_l("position") == _r("position"))).then(pl.lit("near_duplicate"))


def _published() -> pl.Expr:
    """When an undated report was published, against the day of the other: news mostly tells of calls of these days.

    Two reports of neighbouring days that were published within hours are `together`.
    """
    hours = (_l("published_at") - _r("published_at")).dt.total_hours().abs()
    together = _both_exact() & (_days_between() == 1) & (hours <= _TOGETHER_HOURS)
    day_l, day_r = (side("published_at").dt.epoch("d").cast(pl.Int64) for side in (_l, _r))
    after = pl.when(~_l("dated") & _r("exact")).then(day_l - _r("first_day")).when(~_r("dated") & _l("exact")).then(day_r - _l("first_day"))
    monthly = _l("stated_month") | _r("stated_month")  # says itself how far back it looks
    return (
        pl.when(together)
        .then(pl.lit("together"))
        .when(monthly)
        .then(None)
        .when(after.is_between(0, SOON_DAYS))
        .then(pl.lit("soon_after"))
        .when(after.is_between(_LATER_DAYS + 1, _LONG_DAYS))
        .then(pl.lit("later"))
        .when(after > _LONG_DAYS)
        .then(pl.lit("long_after"))
    )


def _article() -> pl.Expr:
    return pl.when(_l("article_id") == _r("article_id")).then(pl.lit("same"))


def _factuality() -> pl.Expr:
    differ = pl.min_horizontal(_l("factuality"), _r("factuality")) + "_and_" + pl.max_horizontal(_l("factuality"), _r("factuality"))
    both_denied = (_l("factuality") == "denied") & (_r("factuality") == "denied")
    return pl.when(_l("factuality") != _r("factuality")).then(differ).when(both_denied).then(pl.lit("both_denied"))
