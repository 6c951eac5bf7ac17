"""What French dates mean: resolving date expressions to days against an anchor.

`find_dates` says where a date stands and what its words state; `resolve` turns it into days once the anchor (dateline,
publication date, day of the call) and the tense are known. Nothing is guessed: what stays open stays open.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from transforms import edtf
from transforms.languages.fr.date_expressions import DateExpression, find_dates, find_full_dates
from transforms.languages.fr.times_of_day import find_time_of_day

__all__ = [
    "DateExpression",
    "ResolvedDate",
    "about_when",
    "find_dates",
    "find_full_dates",
    "find_time_of_day",
    "resolve",
    "resolve_named_event",
]

_SEASONS = {"printemps": ((3, 20), (6, 20)), "ete": ((6, 21), (9, 22)), "automne": ((9, 23), (12, 20)),
            "hiver": ((12, 21), (3, 19))}  # fmt: skip


@dataclass(frozen=True)
class ResolvedDate:
    """The days that a date expression means, `edtf` being null when only bounds or a weekday are known."""

    edtf: str | None
    earliest: date | None
    latest: date | None
    weekday: int | None
    anchor: str  # dateline, published_at, call, text, none
    rule: str
    contradiction: bool = False  # the weekday stated is not that of the day stated


Bounds = tuple[date | None, date | None]
_SLACK_DAYS = 3  # a past tense may speak of a day just ahead of the anchor, time zones and late datelines included


@dataclass(frozen=True)
class _Context:
    anchor: date | None
    anchor_kind: str
    tense: str | None
    call_date: date | None
    bounds: Bounds


def resolve(
    expression: DateExpression,
    *,
    anchor: date | None,
    anchor_kind: str = "none",
    tense: str | None = None,
    call_date: date | None = None,
    bounds: Bounds = (None, None),
) -> ResolvedDate:
    """Return the days that `expression` means when written on `anchor` in a `past` or `future` sentence (None: unsaid).

    - A bare weekday is the nearest such day on or before the anchor (`future`: on or after; unknown counts as past, and
      "ce jeudi" as the nearest); "dernier" is strictly before it, "prochain" strictly after.
    - "la veille", "le lendemain", "deux jours plus tard" count from `call_date`, another day of the text, never from
      the anchor; only "ce jour-la", "dans la soiree" fall back on the anchor.
    - A day without a year takes the year that puts it nearest in the tense's direction; a date outweighs the weekday
      written beside it, and `contradiction` says so.
    - "Debut mars" keeps the month as EDTF and narrows the days to 1-10 (middle 11-20, end 21 on).
    - A night "de lundi a mardi", a range or a pair is the interval of both days.
    - "depuis", "avant", "apres", "jusqu'a" give bounds and no EDTF; so do vague words.
    - Without an anchor only `bounds` (earliest, latest possible day) can single out a day; else they are returned as
      they are.
    """
    context = _Context(anchor, anchor_kind if anchor else "none", tense, call_date, bounds)
    try:
        resolved = _RESOLVERS[expression.kind](expression, context)
    except (ValueError, OverflowError):  # no such day: 31 juin
        return _unknown(expression, context, "no_such_day")
    return _apply_bound(resolved, expression, context) if expression.bound else resolved


def resolve_named_event(
    expression: DateExpression, *, anchor: date | None, anchor_kind: str = "none", clause_day: date | None = None
) -> ResolvedDate:
    """Return the day of the event named behind an expression with `complement`, such as "au lendemain d'un appel".

    Counted back from `clause_day`, the day of what happened then, when the text states one, else from the anchor.
    """
    base, kind = (clause_day, "text") if clause_day else (anchor, anchor_kind)
    if base is None or not expression.complement:
        return ResolvedDate(None, None, None, None, "none", "named_event")
    return _counted(replace(expression, offset=-(expression.offset or 0)), base, kind, "named_event")


def about_when(resolved: ResolvedDate, expression: DateExpression | None) -> str | None:
    """Return one approximate EDTF value for an interval of days: the later day of a night, the middle of a week, the year of a season.

    None for days further apart, for alternatives ("lundi ou mardi") and where nothing is known.
    """
    first, last = resolved.earliest, resolved.latest
    if first is None or last is None or expression is None or "/" not in (resolved.edtf or ""):
        return None
    if expression.kind == "night":
        return f"{edtf.day(last)}~"
    if expression.kind == "season":
        return edtf.year(first.year) if first.year == last.year else None
    if expression.kind == "period" and expression.unit in ("week", "weekend"):
        return f"{edtf.day(edtf.shift(first, (last - first).days // 2))}~"
    return None


def _unknown(e: DateExpression, c: _Context, rule: str) -> ResolvedDate:
    return ResolvedDate(None, c.bounds[0], c.bounds[1], e.weekday, "none", rule)


def _known(
    text: str,
    anchor: str,
    rule: str,
    weekday: int | None = None,
    days: edtf.DayInterval | None = None,
    contradiction: bool = False,
) -> ResolvedDate:
    days = days or edtf.parse_edtf(text)
    return ResolvedDate(text, days.earliest, days.latest, weekday, anchor, rule, contradiction)


def _apply_bound(r: ResolvedDate, e: DateExpression, c: _Context) -> ResolvedDate:
    """Turn the days of an expression into the days on the side of it that its preposition names."""
    if r.edtf is None and r.rule != "vague":
        return replace(r, rule=f"{e.bound}_{r.rule}")
    earliest, latest = c.bounds
    if e.bound == "since":
        earliest = r.earliest
    elif e.bound == "after":
        earliest = edtf.shift(r.latest, 1) if r.latest else None
    elif e.bound == "before":
        latest = edtf.shift(r.earliest, -1) if r.earliest else None
    else:
        latest = r.latest
    if earliest and latest and earliest > latest:  # what the words say outweighs the outer bounds
        earliest, latest = (earliest, None) if e.bound in ("since", "after") else (None, latest)
    return ResolvedDate(None, earliest, latest, None, r.anchor, f"{e.bound}_{r.rule}", r.contradiction)


# Days


def _resolve_day(e: DateExpression, c: _Context) -> ResolvedDate:
    if e.day is None:
        return _unknown(e, c, "day")
    if e.month is None:
        return _choose_day(e, c, _days_of_month(e.day, c), "day_of_month")
    if e.year is None:
        return _choose_day(e, c, _days_of_year(e.day, e.month, c), "day_month")
    day = date(e.year, e.month, e.day)
    return _day(e, day, "text", "full_day")


def _day(e: DateExpression, day: date, anchor: str, rule: str) -> ResolvedDate:
    wrong = e.weekday is not None and e.weekday != day.isoweekday()
    return _known(edtf.day(day), anchor, rule, weekday=e.weekday, contradiction=wrong)


def _days_of_month(day: int, c: _Context) -> list[date]:
    """Return that day of the months around the anchor, or within the bounds."""
    if c.anchor:
        first = c.anchor.year * 12 + c.anchor.month - 1
        months: Iterable[int] = range(first - 6, first + 7)
    elif c.bounds[0] and c.bounds[1]:
        months = range(c.bounds[0].year * 12 + c.bounds[0].month - 1, c.bounds[1].year * 12 + c.bounds[1].month)
    else:
        return []
    return [
        date(n // 12, n % 12 + 1, day) for n in months if n >= 12 and day <= calendar.monthrange(n // 12, n % 12 + 1)[1]
    ]


def _days_of_year(day: int, month: int, c: _Context) -> list[date]:
    """Return that day and month of the years around the anchor, or within the bounds."""
    date(2000, month, day)  # ValueError for a day that no year has
    if c.anchor:
        years: Iterable[int] = range(c.anchor.year - 4, c.anchor.year + 5)
    elif c.bounds[0] and c.bounds[1]:
        years = range(c.bounds[0].year, c.bounds[1].year + 1)
    else:
        return []
    return [date(y, month, day) for y in years if 1 <= y <= 9999 and day <= calendar.monthrange(y, month)[1]]


def _choose_day(e: DateExpression, c: _Context, days: list[date], rule: str) -> ResolvedDate:
    """Choose one of the days that fit a partial date: by tense from the anchor, or the only one within the bounds."""
    if c.anchor is None:
        inside = [d for d in days if _inside(d, c.bounds) and e.weekday in (None, d.isoweekday())]
        return _day(e, inside[0], "text", f"{rule}_in_bounds") if len(inside) == 1 else _unknown(e, c, rule)
    if not days:
        return _unknown(e, c, rule)
    chosen = _nearest(days, c.anchor, _direction(e, c), strict=e.modifier in ("last", "next"))
    if e.weekday is not None and chosen.isoweekday() != e.weekday:
        reach = 45 if e.month is None else 183
        agreeing = [d for d in days if d.isoweekday() == e.weekday and abs((d - c.anchor).days) <= reach]
        chosen = _nearest(agreeing, c.anchor, _direction(e, c), strict=False) if agreeing else chosen
    return _day(e, chosen, c.anchor_kind, rule)


def _inside(day: date, bounds: Bounds) -> bool:
    return day in edtf.DayInterval(*bounds) if not (bounds[0] and bounds[1] and bounds[0] > bounds[1]) else False


def _direction(e: DateExpression, c: _Context) -> str | None:
    """Return past or future as the words say ("dernier", "prochain", "d'ici"), else as the tense says."""
    if e.modifier in ("last", "next"):
        return "past" if e.modifier == "last" else "future"
    if e.bound in ("since", "until") and c.tense is None:
        return "past" if e.bound == "since" else "future"
    return c.tense


def _nearest(days: list[date], anchor: date, direction: str | None, strict: bool) -> date:
    slack = -1 if strict else _SLACK_DAYS
    if direction == "past":
        fitting = [d for d in days if (d - anchor).days <= slack]
    elif direction == "future":
        fitting = [d for d in days if (anchor - d).days <= (slack if strict else 0)]
    else:
        fitting = days
    return min(fitting or days, key=lambda d: (abs((d - anchor).days), d))


def _resolve_weekday(e: DateExpression, c: _Context) -> ResolvedDate:
    if e.weekday is None:
        return _unknown(e, c, "weekday")
    if e.modifier in ("following", "preceding"):
        if c.call_date is None:
            return _unknown(e, c, f"weekday_{e.modifier}")
        step = 1 if e.modifier == "following" else -1
        return _day(e, _step_to(c.call_date, e.weekday, step, strict=True), "call", f"weekday_{e.modifier}")
    if c.anchor is None:
        return _weekday_in_bounds(e, c)
    if e.modifier == "this" and c.tense is None:
        day = _nearest(
            [edtf.shift(c.anchor, n) for n in range(-3, 4)], _step_to(c.anchor, e.weekday, 1, strict=False), None, False
        )
        if day.isoweekday() != e.weekday:
            day = _step_to(c.anchor, e.weekday, -1, strict=False)
        return _day(e, day, c.anchor_kind, "weekday_this")
    step = 1 if _direction(e, c) == "future" else -1
    day = _step_to(c.anchor, e.weekday, step, strict=e.modifier in ("last", "next"))
    return _day(e, day, c.anchor_kind, f"weekday_{e.modifier}" if e.modifier else "weekday")


def _step_to(day: date, weekday: int, step: int, strict: bool) -> date:
    """Return the nearest such weekday on `day` or in the direction of `step`; never `day` itself when `strict`."""
    distance = ((weekday - day.isoweekday()) * step) % 7
    return edtf.shift(day, step * (distance or (7 if strict else 0)))


def _weekday_in_bounds(e: DateExpression, c: _Context) -> ResolvedDate:
    """Without an anchor a weekday is a day only where the bounds hold exactly one."""
    earliest, latest = c.bounds
    if earliest and latest and e.weekday and 0 <= (latest - earliest).days < 13:
        first = _step_to(earliest, e.weekday, 1, strict=False)
        if first <= latest and (latest - first).days < 7:
            return _day(e, first, "text", "weekday_in_bounds")
    return _unknown(e, c, "weekday")


# Spans


def _resolve_span(e: DateExpression, c: _Context) -> ResolvedDate:
    """Resolve both ends, the second not before the first."""
    if e.last is None:
        return _unknown(e, c, e.kind)
    first, last = _resolve_ends(replace(e, kind=_kind_of_end(e), last=None, bound=None), e.last, c)
    if first.earliest is None or last.latest is None or first.edtf is None or last.edtf is None:
        return _unknown(e, c, e.kind)
    earliest, latest = (
        min(first.earliest, last.earliest or last.latest),
        max(last.latest, first.latest or first.earliest),
    )
    contradiction = first.contradiction or last.contradiction
    days = edtf.DayInterval(earliest, latest)
    return _known(edtf.interval(earliest, latest), last.anchor, e.kind, e.weekday, days, contradiction)


def _resolve_ends(first: DateExpression, last: DateExpression, c: _Context) -> tuple[ResolvedDate, ResolvedDate]:
    """Resolve the end that says more or lies nearer, then the other one beside it."""
    if _direction(first, c) == "future":
        start = resolve(first, anchor=c.anchor, anchor_kind=c.anchor_kind, tense="future", bounds=c.bounds)
        end = _beside(last, start.earliest, c, "future") if start.edtf else start
        return start, end
    end = resolve(last, anchor=c.anchor, anchor_kind=c.anchor_kind, tense=c.tense, bounds=c.bounds)
    start = _beside(first, end.latest, c, "past") if end.edtf else end
    return start, end


def _beside(e: DateExpression, neighbour: date | None, c: _Context, tense: str) -> ResolvedDate:
    resolved = resolve(e, anchor=neighbour, anchor_kind=c.anchor_kind, tense=tense)
    return resolved if resolved.anchor == "text" else replace(resolved, anchor=c.anchor_kind if c.anchor else "text")


def _kind_of_end(e: DateExpression) -> str:
    if e.day is not None:
        return "day"
    return "month" if e.month is not None else "weekday" if e.weekday is not None else "year"


# Months, years, seasons


_MONTH_DAYS = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_YEAR_MONTHS = {"start": (1, 4), "middle": (5, 8), "end": (9, 12)}


def _resolve_month(e: DateExpression, c: _Context) -> ResolvedDate:
    if e.month is None:
        return _unknown(e, c, "month")
    rule = "month" + (f"_{e.part}" if e.part else "")
    if e.year:
        return _known(edtf.month(e.year, e.month), "text", rule, days=_month_days(e.year, e.month, e.part))
    if c.anchor is None:
        return _unknown(e, c, rule)
    direction, here = _direction(e, c), c.anchor.year * 12 + c.anchor.month
    counts = [y * 12 + e.month for y in range(c.anchor.year - 1, c.anchor.year + 2)]
    strict = e.modifier in ("last", "next")
    if direction == "past":
        counts = [n for n in counts if n < here + (not strict)]
    elif direction == "future":
        counts = [n for n in counts if n > here - (not strict)]
    chosen = min(counts, key=lambda n: (abs(n - here), n))
    year = (chosen - e.month) // 12
    return _known(edtf.month(year, e.month), c.anchor_kind, rule, days=_month_days(year, e.month, e.part))


def _month_days(year: int, month: int, part: str | None) -> edtf.DayInterval:
    first, last = _MONTH_DAYS.get(part or "", (1, 31))
    end = edtf.month_end(year, month)
    return edtf.DayInterval(date(year, month, first), min(end, date(year, month, min(last, end.day))))


def _resolve_year(e: DateExpression, c: _Context) -> ResolvedDate:
    if e.year is None:
        return _unknown(e, c, "year")
    return _known(edtf.year(e.year), "text", "year" + (f"_{e.part}" if e.part else ""), days=_year_days(e.year, e.part))


def _year_days(year: int, part: str | None) -> edtf.DayInterval:
    first, last = _YEAR_MONTHS.get(part or "", (1, 12))
    return edtf.DayInterval(date(year, first, 1), edtf.month_end(year, last))


def _resolve_season(e: DateExpression, c: _Context) -> ResolvedDate:
    """A season runs from its astronomical first day; the winter of a year starts in its December."""
    if e.season is None or (e.year is None and c.anchor is None):
        return _unknown(e, c, "season")
    if e.year is not None:
        days = _season_days(e.season, e.year)
        return _known(_interval(days), "text", "season", days=days)
    anchor = c.anchor or date.min
    seasons = [_season_days(e.season, y) for y in range(max(anchor.year - 2, 1), min(anchor.year + 2, 9998) + 1)]
    direction, strict = _direction(e, c), e.modifier in ("last", "next")
    if direction == "past":
        fitting = [s for s in seasons if _distance(s, anchor) <= 0 and not (strict and anchor in s)]
    elif direction == "future":
        fitting = [s for s in seasons if _distance(s, anchor) >= 0 and not (strict and anchor in s)]
    else:
        fitting = seasons
    days = min(fitting or seasons, key=lambda s: abs(_distance(s, anchor)))
    return _known(_interval(days), c.anchor_kind, "season", days=days)


def _distance(days: edtf.DayInterval, anchor: date) -> int:
    """Return the days from the anchor to an interval: 0 within it, negative when it has passed."""
    if days.earliest and days.earliest > anchor:
        return (days.earliest - anchor).days
    return (days.latest - anchor).days if days.latest and days.latest < anchor else 0


def _season_days(season: str, year: int) -> edtf.DayInterval:
    (m1, d1), (m2, d2) = _SEASONS[season]
    return edtf.DayInterval(date(year, m1, d1), date(year + (m2 < m1), m2, d2))


def _interval(days: edtf.DayInterval) -> str:
    return edtf.interval(days.earliest, days.latest)


# Counted dates


def _resolve_relative(e: DateExpression, c: _Context) -> ResolvedDate:
    if c.anchor is None:
        return _unknown(e, c, "relative")
    return _counted(e, c.anchor, c.anchor_kind, "relative")


def _resolve_event(e: DateExpression, c: _Context) -> ResolvedDate:
    if e.complement:
        return _unknown(e, c, "event_of")
    counted = c.call_date and _counted(e, c.call_date, "call", "event")
    if counted and (e.weekday is None or (counted.earliest and counted.earliest.isoweekday() == e.weekday)):
        return counted
    if e.weekday is not None:
        return _resolve_weekday(replace(e, modifier=None), c)  # "le lendemain jeudi", of a day that is not known
    if e.offset == 0 and c.anchor is not None:
        return _counted(e, c.anchor, c.anchor_kind, "same_day")
    return _unknown(e, c, "event")


def _counted(e: DateExpression, day: date, anchor: str, rule: str) -> ResolvedDate:
    """Count `offset` units from a day; months and years are counted as such and stay as coarse as they are said."""
    offset, mark = e.offset or 0, "~" if e.approximate else ""
    if e.unit == "month":
        n = day.year * 12 + day.month - 1 + offset
        return _known(edtf.month(n // 12, n % 12 + 1) + mark, anchor, f"{rule}_month")
    if e.unit == "year":
        return _known(edtf.year(day.year + offset) + mark, anchor, f"{rule}_year")
    if e.unit == "week":
        return _known(edtf.day(edtf.shift(day, 7 * offset), approximate=True), anchor, f"{rule}_week")
    days = round(offset / 24) if e.unit == "hour" else offset
    return _known(edtf.day(edtf.shift(day, days), approximate=e.approximate), anchor, f"{rule}_{e.unit or 'day'}")


def _resolve_after(e: DateExpression, c: _Context) -> ResolvedDate:
    """ "Au lendemain des frappes de lundi": counted from a day that stands beside."""
    if e.last is None:
        return _unknown(e, c, "after")
    base = resolve(e.last, anchor=c.anchor, anchor_kind=c.anchor_kind, tense=c.tense, bounds=c.bounds)
    return _counted(e, base.earliest, base.anchor, "after") if base.edtf and base.earliest and base.earliest == base.latest else _unknown(e, c, "after")


def _resolve_period(e: DateExpression, c: _Context) -> ResolvedDate:
    if c.anchor is None:
        return _unknown(e, c, "period")
    offset, rule = e.offset or 0, f"period_{e.unit}"
    if e.unit == "month":
        n = c.anchor.year * 12 + c.anchor.month - 1 + offset
        days = _month_days(n // 12, n % 12 + 1, e.part)
        return _known(edtf.month(n // 12, n % 12 + 1), c.anchor_kind, rule, days=days)
    if e.unit == "year":
        year = c.anchor.year + offset
        return _known(edtf.year(year), c.anchor_kind, rule, days=_year_days(year, e.part))
    monday = edtf.shift(c.anchor, 7 * offset - c.anchor.isoweekday() + 1)
    if e.unit == "weekend" and e.modifier == "this" and c.tense == "past" and c.anchor.isoweekday() <= 5:
        monday = edtf.shift(monday, -7)  # "ce week-end", written in the days after
    first, last = (5, 6) if e.unit == "weekend" else _WEEK_DAYS.get(e.part or "", (0, 6))
    days = edtf.DayInterval(edtf.shift(monday, first), edtf.shift(monday, last))
    return _known(_interval(days), c.anchor_kind, rule, days=days)


_WEEK_DAYS = {"start": (0, 2), "middle": (1, 3), "end": (3, 6)}
_VAGUE_DAYS = {"hour": 2, "day": 10, "week": 45, "month": 366, "year": 3660, None: 90}


def _resolve_vague(e: DateExpression, c: _Context) -> ResolvedDate:
    """Bounds only: "ces derniers jours" reaches ten days back, "recemment" ninety."""
    if c.anchor is None:
        return _unknown(e, c, "vague")
    reach = edtf.shift(c.anchor, (e.offset or 0) * _VAGUE_DAYS[e.unit])
    return ResolvedDate(None, min(reach, c.anchor), max(reach, c.anchor), None, c.anchor_kind, "vague")


_RESOLVERS: dict[str, Callable[[DateExpression, _Context], ResolvedDate]] = {
    "day": _resolve_day, "weekday": _resolve_weekday, "night": _resolve_span, "range": _resolve_span,
    "pair": _resolve_span,
    "month": _resolve_month, "year": _resolve_year, "season": _resolve_season, "relative": _resolve_relative,
    "event": _resolve_event, "after": _resolve_after, "period": _resolve_period, "vague": _resolve_vague,
}  # fmt: skip
