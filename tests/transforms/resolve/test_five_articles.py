"""The five shared articles, without any metadata, are four calls."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.landing import land
from flows.reference import read_reference
from transforms.clean import clean
from transforms.extract import Extractor
from transforms.parse import parse
from transforms.resolve import Resolution, mentions_of_the_dead, resolve


@pytest.fixture(scope="module")
def articles(shared: Path) -> pl.DataFrame:
    reference = read_reference()
    batches = land([shared / "articles"])
    return pl.concat([clean(parse(landed)[0], reference.outlets, reference.agencies)[0] for landed, *_ in batches])


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(read_reference())


def _resolved(articles: pl.DataFrame, extractor: Extractor) -> tuple[Resolution, dict[str, dict[str, Any]]]:
    """Return the resolution and the call of each article, by the first three characters of its file name."""
    told = extractor.extract(articles)
    known = read_reference()
    mentions = mentions_of_the_dead(articles, known.actors)
    found = resolve(told.call_reports, told.claims, articles, reference=known, statements=told.statements, mentions=mentions)
    named = (
        told.call_reports.join(articles.select("article_id", name=pl.col("external_id").str.head(3)), on="article_id")
        .join(found.memberships.select("report_id", "call_id"), on="report_id")
        .join(found.calls, on="call_id", suffix="_of_call")
    )
    of_call = {row["name"]: row for row in named.iter_rows(named=True)}
    return found, of_call


def test_four_calls_and_what_they_say(articles: pl.DataFrame, extractor: Extractor) -> None:
    found, call = _resolved(articles, extractor)
    assert found.calls.height == 4
    assert call["000"]["call_id"] == call["001"]["call_id"]
    june, sixth = call["000"], call["002"]
    assert june["date_edtf_of_call"] == "2025-06-14"
    assert (june["duration_minutes_low_of_call"], june["ordinal_of_call"]) == (50, 4)
    assert (sixth["date_edtf_of_call"], sixth["date_earliest_of_call"]) == (None, date(2025, 6, 15))
    assert call["004"]["date_edtf_of_call"] == "2025-10-15"
    kinds = found.conflicts.filter(pl.col("call_id") == june["call_id"]).select("property", "kind")
    assert set(kinds.rows()) == {
        ("date", "within_source"),
        ("weekday", "within_source"),
        ("participant", "with_reference"),
    }


def test_the_fifth_call_is_a_hypothesis(articles: pl.DataFrame, extractor: Extractor) -> None:
    found, call = _resolved(articles, extractor)
    assert found.missing_calls["ordinal"].sort().to_list() == [1, 2, 3, 5]
    fifth = found.missing_calls.filter(pl.col("ordinal") == 5).row(0, named=True)
    assert (fifth["after_call_id"], fifth["before_call_id"]) == (call["000"]["call_id"], call["002"]["call_id"])


def test_a_publication_day_dates_the_sixth_call(articles: pl.DataFrame, extractor: Extractor) -> None:
    day = pl.lit(date(2025, 7, 3))
    second = pl.col("external_id").str.starts_with("002")
    dated = articles.with_columns(
        pl.when(second).then(day).otherwise(pl.col(name)).alias(name) for name in ("published_on", "published_earliest", "published_latest")
    )
    _, call = _resolved(dated, extractor)
    assert call["002"]["date_edtf_of_call"] == "2025-07-03"
