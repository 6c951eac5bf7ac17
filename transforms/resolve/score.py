"""Declared weights: what each word of a pair feature adds to the score of the pair. The one place to tune."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from transforms.resolve.compare import FEATURES

VETO = -100.0  # these two are not one call, whatever else agrees
JUDGED_SAME = 100.0
LINK = 3.0  # the least score at which two reports are held to be of one call
MEAN = 2.0  # the least mean score between two groups of reports that are joined
LOOSE_MEAN = 0.0  # the same where one group states no day: it shares its evidence with some reports of a call, seldom with all

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "article": {"same": VETO},
    "people": {
        "same": 0.0,
        "same_many": 0.5,
        "role": -0.2,
        "fewer_of_many": -0.8,
        "one_fewer": -0.8,
        "two_fewer": -1.6,
        "many_fewer": -2.4,
        "different": -1.0,
        "others": -4.0,
    },
    "date": {
        "same_day": 4.0,
        "next_day": -1.0,
        "next_day_of_clocks": 2.5,
        "moved": 3.0,
        "after_planned": -2.0,
        "apart": VETO,
        "approximately_same_day": 3.5,
        "approximately_1_day_apart": 3.0,
        "approximately_2_days_apart": 3.0,
        "approximately_near": 1.0,
        "same_interval": 2.5,
        "within_week": 2.5,
        "overlapping": 1.5,
        "within_part_of_month": 2.5,
        "within_month": 2.0,
    },
    "weekday": {"same": 0.5, "next": -1.0, "differs": VETO, "of_the_other_day": 4.0},
    "time_of_day": {
        "same": 0.5,
        "differs": -3.0,
        "time_zones": 1.0,
        "told_before": -3.0,
        "of_the_other_call": VETO,
        "of_another_call": VETO,
    },
    "turn": {"same": 1.0, "other": VETO},
    "duration": {"equal_unusual": 3.5, "equal": 2.5, "agrees": 1.0, "differs": -1.0, "differs_of_several": -3.0, "differs_undated": -3.0},
    "ordinal": {
        "same": 4.0,
        "same_without_scope": 3.0,
        "same_low_without_scope": 1.5,
        "differs_on_same_day": -1.0,
        "differs_without_scope": -1.5,
        "differs_as_duration": -4.0,
        "differs": VETO,
    },
    "channel": {"differs": -0.5, "both_video": 0.3, "both_video_undated": 0.5, "both_video_of_many": 2.0},
    "quotation": {"shared": 4.0, "short": 2.0},
    "topics": {"shared": 0.5, "particular": 1.0, "several": 2.0, "of_next_days": 1.5, "others": -0.5},
    "places": {"shared": 0.4},
    "keywords": {"of_one_day": 0.5, "of_next_days": 2.5, "one_of_next_days": 2.5, "one": 1.5, "several": 3.0, "many": 3.5},
    "disclosed": {"by_one": 1.0},
    "beside": {"same_calls": 1.0},
    "copy": {"near_duplicate": 5.0},
    "published": {"together": 1.0, "soon_after": 1.0, "later": -0.5, "long_after": -1.0},
    "factuality": {"both_denied": 1.0},  # planned, occurred and denied tell of one call; kept for the explanation
    "judgement": {"same": JUDGED_SAME, "different": VETO},
}

# one of these must speak for a link, or several uncommon words, or the weekday of the other's day, or several topics, one of
# them particular, told within two days of the call or with an uncommon word, or a particular one in a video conference of the
# same several people
_EVIDENCE = ("date", "duration", "ordinal", "quotation", "copy", "judgement")


def score(compared: pl.DataFrame) -> pl.DataFrame:
    """Return the compared pairs with `score`, `veto` and `link`: whether score and evidence suffice for one call."""
    if "judgement" not in compared.columns:
        compared = compared.with_columns(judgement=pl.lit(None, pl.String))
    judged_same = (pl.col("judgement") == "same").fill_null(False)
    points = {feature: _points(feature) for feature in WEIGHTS}
    veto = pl.any_horizontal(*(weight <= VETO for weight in points.values())) & ~judged_same
    subjects = (pl.col("topics") == "several") & ((pl.col("published") == "soon_after") | (pl.col("keywords") == "one"))
    of_many = pl.col("topics").is_in(["several", "particular"]) & (pl.col("channel") == "both_video_of_many")
    words = pl.col("keywords").is_in(["several", "many", "of_next_days", "one_of_next_days"])
    slip = pl.col("weekday") == "of_the_other_day"
    evidence = (subjects | of_many | words | slip).fill_null(False) | pl.any_horizontal(*(points[feature] > 0 for feature in _EVIDENCE))
    return compared.with_columns(score=pl.sum_horizontal(*points.values()).round(3), veto=veto).with_columns(
        score=pl.when(judged_same).then(JUDGED_SAME).otherwise("score"),
        link=evidence & ~veto & ((pl.col("score") >= LINK) | judged_same),
    )


def _points(feature: str) -> pl.Expr:
    weights = dict(WEIGHTS[feature])
    return pl.col(feature).replace_strict(weights, default=0.0, return_dtype=pl.Float64) if weights else pl.lit(0.0)


def explain(pair: Mapping[str, Any], report_id: str, further: Iterable[Mapping[str, Any]] = ()) -> str:
    """Return the explanation of a pair for one of its reports as JSON: the other report, and feature, value, weight.

    Beside it, under `links`, stand the `further` links of that report in the same form.
    """
    told = _told(pair, report_id)
    links = [_told(other, report_id) for other in further]
    return json.dumps(told | {"links": links} if links else told, ensure_ascii=False)


def _told(pair: Mapping[str, Any], report_id: str) -> dict[str, Any]:
    other = pair["right"] if pair["left"] == report_id else pair["left"]
    found = [(feature, pair[feature]) for feature in (*FEATURES, "judgement") if pair.get(feature)]
    parts = [{"feature": f, "value": value, "weight": WEIGHTS[f].get(value, 0.0)} for f, value in found]
    return {"report_id": other, "score": pair["score"], "features": parts}
