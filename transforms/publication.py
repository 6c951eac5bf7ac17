"""When an article was published, and how that is known: stated moment, byline, dateline, or only bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from transforms.languages.fr import furniture
from transforms.languages.fr.furniture import Span
from transforms.languages.fr.stamps import DAY_MONTH, day_in_year, full_dates
from transforms.text import fold

DEFAULT_TIMEZONE = "Europe/Paris"  # where the outlet's own is not known
_CLOCK_SKEW = timedelta(hours=1)
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_CLOCK = re.compile(r"\b(\d{1,2}) ?[h:] ?(\d{2})\b")


@dataclass(frozen=True)
class Moment:
    """A stated publication time: the day where the outlet is, and the moment in UTC if a time of day is stated."""

    day: date
    at: datetime | None

    def is_after(self, now: datetime) -> bool:
        """Tell whether it lies after `now`, with room for clocks that differ and, for a mere day, for time zones."""
        if self.at:
            return self.at > now + _CLOCK_SKEW
        return self.day > (now.astimezone(UTC) + timedelta(hours=14)).date()


@dataclass(frozen=True)
class Publication:
    """The publication columns of ARTICLES."""

    at: datetime | None
    day: date | None
    basis: str
    earliest: date | None
    latest: date | None
    place: str | None
    dateline: date | None

    def columns(self) -> dict[str, Any]:
        """Return the values by column name."""
        return {
            "published_at": self.at,
            "published_on": self.day,
            "published_at_basis": self.basis,
            "published_earliest": self.earliest,
            "published_latest": self.latest,
            "dateline_place": self.place,
            "dateline_date": self.dateline,
        }


def published_within(articles: pl.DataFrame, since: date | None, until: date | None) -> pl.DataFrame:
    """Return the rows of ARTICLES that may have been published from `since` to `until`, both included; null is no bound.

    An article of unknown date is kept unless its own bounds lie outside.
    """
    earliest, latest = (pl.coalesce("published_on", bound) for bound in ("published_earliest", "published_latest"))
    if since:
        articles = articles.filter((latest >= since).fill_null(True))
    if until:
        articles = articles.filter((earliest <= until).fill_null(True))
    return articles


def read_moment(stated: str | None, timezone: str | None) -> Moment | None:
    """Read a publication time as stated; None when nothing is stated or understood.

    A time with an offset keeps the day of that offset; one in UTC or without offset takes the outlet's time zone.
    """
    if not stated:
        return None
    if _DATE_ONLY.fullmatch(stated):
        return _only_day(stated)
    moment = _parse(stated)
    if moment is None:
        return _written(stated, timezone)
    zone = _zone(timezone)
    if moment.tzinfo is None:
        return Moment(moment.date(), moment.replace(tzinfo=zone).astimezone(UTC))
    local = moment if moment.utcoffset() else moment.astimezone(zone)
    return Moment(local.date(), moment.astimezone(UTC))


def publication(
    stated: Moment | None, basis: str | None, text: str, spans: list[Span], latest: date | None = None
) -> Publication:
    """Return when an article with these furniture spans was published; no day after `latest` is believed.

    Precedence: the stated moment (`basis` metadata or html), byline, dateline; else a caption's date is the earliest
    and the first reader's comment the latest day, and the day itself is known only where the two meet.
    """
    byline = _first_date(text, spans, "byline", latest)
    day = stated.day if stated else byline
    place, dateline = _dateline(text, spans, day, latest)
    if stated:
        return Publication(stated.at, stated.day, basis or "metadata", stated.day, stated.day, place, dateline)
    if byline or dateline:
        day = byline or dateline
        return Publication(None, day, "byline" if byline else "dateline", day, day, place, dateline)
    earliest, last = _bounds(text, spans, latest)
    return Publication(None, earliest if earliest == last else None, "bounds" if earliest or last else "none",
                       earliest, last, place, dateline)


@lru_cache(maxsize=256)
def _zone(name: str | None) -> ZoneInfo:
    return ZoneInfo(name or DEFAULT_TIMEZONE)


def _only_day(stated: str) -> Moment | None:
    try:
        return Moment(date.fromisoformat(stated), None)
    except ValueError:
        return None


def _parse(stated: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        pass
    if re.fullmatch(r"\d{10}(?:\d{3})?", stated):
        return datetime.fromtimestamp(int(stated[:10]), UTC)
    try:
        return parsedate_to_datetime(stated)
    except (ValueError, TypeError):
        return None


def _written(stated: str, timezone: str | None) -> Moment | None:
    """Read a date as people write it: "le 3 mai 2025 à 10h30", "03/05/2025"."""
    folded = fold(stated)
    days = full_dates(folded)
    if not days:
        return None
    clock = _CLOCK.search(folded)
    if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
        return Moment(days[0], None)
    local = datetime(days[0].year, days[0].month, days[0].day, int(clock[1]), int(clock[2]), tzinfo=_zone(timezone))
    return Moment(days[0], local.astimezone(UTC))


def _dates(text: str, spans: list[Span], kind: str, latest: date | None) -> list[date]:
    found = (day for span in spans if span.kind == kind for day in full_dates(fold(text[span.start : span.end])))
    return [day for day in found if latest is None or day <= latest]


def _first_date(text: str, spans: list[Span], kind: str, latest: date | None) -> date | None:
    return next(iter(_dates(text, spans, kind, latest)), None)


def _dateline(
    text: str, spans: list[Span], published: date | None, latest: date | None
) -> tuple[str | None, date | None]:
    """Return place and day of the dateline; one without a year takes it from the publication day, if that is known."""
    span = next((span for span in spans if span.kind == "dateline"), None)
    if span is None:
        return None, None
    place, folded = furniture.dateline_parts(text[span.start : span.end + 1])
    days = full_dates(folded)
    yearless = re.search(DAY_MONTH, folded)
    if days:
        return place, days[0] if latest is None or days[0] <= latest else None
    return place, day_in_year(yearless["day"], yearless["month"], published) if yearless and published else None


def _bounds(text: str, spans: list[Span], latest: date | None) -> tuple[date | None, date | None]:
    """Return the latest day of the captions and the earliest of the comments; captions yield where they disagree."""
    captions, comments = (_dates(text, spans, kind, latest) for kind in ("caption", "stamp"))
    earliest, last = max(captions, default=None), min(comments, default=None)
    return (None, last) if earliest and last and earliest > last else (earliest, last)
