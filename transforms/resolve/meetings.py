"""Sentences in which an article says what became of a meeting, and whether one is about an announced step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from transforms.languages.fr.meetings import SPOKEN_OF, is_about, is_theirs, outcome
from transforms.languages.fr.sentences import split_sentences
from transforms.text import fold

MEETINGS = pl.Schema({"article_id": pl.String(), "revision": pl.Int64(), "state": pl.String(), "sentence": pl.String()})
_SENTENCES = {"article_id": pl.String, "revision": pl.Int64, "sentence": pl.String, "folded": pl.String}
_speaks_of_any = pl.col("folded").str.contains(SPOKEN_OF)  # one pass of Polars spares the search for each outcome in most sentences
LATE_DAYS = 30  # what became of a step is news for so long after its day
_ELSEWHERE = re.compile(r"\b(?:à|en|au|aux) [A-ZÀ-Ý]")


def meetings_told(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, revision, state (kept, moved, dropped) and sentence of what texts tell of meetings and visits."""
    texts = articles.select("article_id", "revision", pl.col("text").fill_null(""))
    texts = texts.with_columns(folded=pl.col("text").map_elements(fold, pl.String))
    sentences = [
        (article_id, revision, text[start:end], folded[start:end])
        for article_id, revision, text, folded in texts.filter(_speaks_of_any).iter_rows()
        for start, end in split_sentences(text)
    ]
    told = pl.DataFrame(sentences, _SENTENCES, orient="row").filter(_speaks_of_any)
    return (
        told.with_columns(state=pl.col("folded").map_elements(outcome, pl.String)).drop_nulls("state").select(MEETINGS.names())
    )


def tells_of(news: Mapping[str, Any], step: Mapping[str, Any]) -> bool:
    """Whether a sentence (state, sentence, published_at) of a later report of the same people is about an announced step.

    It names the announced place; or no place at all where the step has a day, and one that was kept is then theirs. It comes
    in time: within a month after the day, and not before it for a step that was kept.
    """
    if news["published_at"] is None or step["published_at"] is None or news["published_at"] <= step["published_at"]:
        return False
    folded = fold(news["sentence"])
    day, last = news["published_at"].date(), step["date_latest"] or step["since"]
    in_time = last is not None and day <= last + timedelta(days=LATE_DAYS)
    too_early = news["state"] == "kept" and step["date_earliest"] is not None and day < step["date_earliest"]
    return in_time and not too_early and is_about(step["kind"], folded) and _is_there(news, step, folded) and _is_of_the_year(folded, last)


def _is_there(news: Mapping[str, Any], step: Mapping[str, Any], folded: str) -> bool:
    if step["place"] and fold(step["place"]) in folded:
        return True
    nowhere = step["date_latest"] is not None and not _ELSEWHERE.search(news["sentence"])
    return nowhere and (news["state"] != "kept" or is_theirs(folded))


def _is_of_the_year(folded: str, day: date | None) -> bool:
    years = set(re.findall(r"\b(?:19|20)\d\d\b", folded))
    return day is None or not years or str(day.year) in years
