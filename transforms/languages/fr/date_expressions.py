"""Finding French dates in folded text: one named rule a family of wordings, the longest match where several overlap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from transforms.languages.fr.calendar_words import MONTH, MONTHS, SHORT_MONTH, WEEKDAY, WEEKDAYS, month_number
from transforms.languages.fr.numbers import CARDINAL, COLLECTIVE, cardinal, collective


@dataclass(frozen=True)
class DateExpression:
    """Words that state a date: their span in the folded text and what they say; None is what they leave unsaid.

    `kind`: `day`, `month`, `year`, `season`, `weekday`, `night` (from one day to the next), `relative` (counted from
    the day of writing), `event` (counted from another day of the text), `period` (the last, this or the next week,
    month ...), `range` and `pair` (from `self` to `last`), `after` (counted from `last`), `vague`.
    """

    start: int
    end: int
    kind: str
    weekday: int | None = None  # ISO, 1 is Monday
    day: int | None = None
    month: int | None = None
    year: int | None = None
    season: str | None = None
    part: str | None = None  # start, middle or end of the month, year or week
    modifier: str | None = None  # last, next, this, following, preceding
    offset: int | None = None  # in `unit`, negative is past
    unit: str | None = None  # hour, day, weekend, week, month, year
    approximate: bool = False
    complement: bool = False  # an `event` whose other day is named just behind: "la veille de la visite"
    bound: str | None = None  # since, after, before, until
    last: DateExpression | None = None  # second end of a `range`, `pair` or `night`


Build = Callable[[re.Match[str]], Iterable[DateExpression]]
_RULES: list[tuple[tuple[str, ...], re.Pattern[str], Build]] = []

_YYYY = r"(?:19\d\d|20\d\d)\b"
_DD = r"(?:1er|premier|0?[1-9]|[12]\d|3[01])"
_MONTH_OF_DAY = rf"(?:{MONTH}\b|{SHORT_MONTH}(?:\.|(?= \d{{4}}\b)))"
_DAYTIME = (
    r"(?:(?: au)? (?:matin|midi|soir)| apres-midi"
    r"| (?:dans|en|au cours de) (?:la |l')?(?:fin de |debut de )?(?:matinee|apres-midi|soiree|journee|nuit))"
)
_LAST_NEXT = r"(?:derniere?|passee?|prochaine?|suivante?|precedente?)"
_MODIFIERS = {"dernier": "last", "passe": "last", "prochain": "next", "suivant": "following", "precedent": "preceding"}
_PARTS = {"debut": "start", "mi": "middle", "milieu": "middle", "fin": "end"}
_UNIT = r"(?:heures?|jours?|journees?|semaines?|mois|ans?|annees?)"
_UNITS = {
    "heure": "hour",
    "jour": "day",
    "journee": "day",
    "semaine": "week",
    "mois": "month",
    "an": "year",
    "annee": "year",
}
_COUNT = rf"(?:(?P<n>{CARDINAL})|(?:une )?(?P<some>{COLLECTIVE}) de)"
_NOT_A_DAY = (
    r"(?! ?(?:%|h\b|h\d|heures?|minutes?|euros?|dollars?|ans\b|jours\b|pays\b|personnes|millions?|milliards?"
    r"|degres|km\b"
    r"|[.,:/]\d))"
)
_QUICK = re.compile(
    rf"\d|{WEEKDAY}|{MONTH}|hier|demain|aujourd|veille|lendemain|jour|semaine|week|mois|\ban\b|\bans\b|annee|heure"
    r"|matin|soir|nuit|midi|recem|derni|proch|printemps|\bete\b|automne|hiver|bientot|instant|minute"
)


def find_dates(folded: str) -> list[DateExpression]:
    """Return the date expressions of a folded text in order, the longest where several overlap."""
    if not _QUICK.search(folded):
        return []
    found = list(_all_matches(folded))
    found.sort(key=lambda e: (e.start - e.end, e.start))
    taken: list[DateExpression] = []
    for expression in found:
        if all(expression.end <= other.start or expression.start >= other.end for other in taken):
            taken.append(expression)
    taken.sort(key=lambda e: e.start)
    ends = [0, *(e.end for e in taken)]
    return [_with_bound(folded, expression, end) for expression, end in zip(taken, ends, strict=False)]


def _all_matches(folded: str) -> Iterator[DateExpression]:
    for needs, pattern, build in _RULES:
        if any(word in folded for word in needs):
            for m in pattern.finditer(folded):
                yield from build(m)


def find_full_dates(folded: str) -> list[tuple[int, int, date]]:
    """Return (start, end, day) of every date with day, month and year, as bylines write them ("17 oct. 2025").

    A dateline without a year ("PARIS, 3 mai (Reuters)") is found by `find_dates` and needs an anchor.
    """
    full = []
    for e in find_dates(folded):
        if e.kind == "day" and e.day and e.month and e.year and e.bound is None:
            try:
                full.append((e.start, e.end, date(e.year, e.month, e.day)))
            except ValueError:  # no such day
                continue
    return full


_BOUND = re.compile(
    r"(?<![\w-])(?P<word>depuis|des|a partir d[eu']|a compter d[eu']|avant|apres|jusqu'(?:a|au|en)|d'ici(?: a| au)?"
    r"|au plus tard|pas avant)(?: (?:le|la|l'|ce))? ?$"
)
_BOUNDS = {
    "depuis": "since", "des": "since", "a": "since", "pas": "since", "avant": "before", "apres": "after",
    "jusqu": "until", "d": "until", "au": "until",
}  # fmt: skip


def _with_bound(folded: str, expression: DateExpression, left: int) -> DateExpression:
    """Take "depuis", "avant", "d'ici" ... that stand just before into the expression, not going back beyond `left`."""
    if expression.bound or expression.kind == "vague":
        return expression
    m = _BOUND.search(folded, max(left, expression.start - 20), expression.start)
    if m is None:
        return expression
    return replace(expression, start=m.start(), bound=_BOUNDS[re.split(r"[ ']", m["word"])[0]])


def _rule(pattern: str, needs: Iterable[str] = ("",)) -> Callable[[Build], Build]:
    """Register a builder for every match of a pattern; the builder yields nothing when the match is no date.

    A text that holds none of the words of `needs` holds no match and is not searched.
    """

    def register(build: Build) -> Build:
        _RULES.append((tuple(needs), re.compile(rf"(?<![\w-])(?:{pattern})", re.ASCII), build))
        return build

    return register


def _day_number(text: str) -> int:
    return 1 if text in ("1er", "premier") else int(text)


def _modifier(text: str | None) -> str | None:
    return None if text is None else _MODIFIERS.get(text) or _MODIFIERS[text.removesuffix("e")]


def _unit(text: str) -> str:
    return _UNITS.get(text) or _UNITS[text.removesuffix("s")]


def _count(m: re.Match[str]) -> int:
    return cardinal(m["n"]) if m["n"] else collective(m["some"])


def _year(text: str | None) -> int | None:
    return int(text) if text else None


# --- days -----------------------------------------------------------------------------------------------------------


@_rule(
    rf"(?:(?P<wd>{WEEKDAY}),? (?:le )?|le |ce )?(?P<d>{_DD}) (?P<m>{_MONTH_OF_DAY})"
    rf"(?:,? (?:de l'annee |en )?(?P<y>{_YYYY})(?! ?euros)| (?P<mod>{_LAST_NEXT})\b)?{_DAYTIME}?"
)
def _day_with_month(m: re.Match[str]) -> Iterator[DateExpression]:
    if not _names_attack(m):
        yield DateExpression(
            m.start(),
            m.end(),
            "day",
            weekday=WEEKDAYS.get(m["wd"] or ""),
            day=_day_number(m["d"]),
            month=month_number(m["m"]),
            year=_year(m["y"]),
            modifier=_modifier(m["mod"]),
        )


_NAMED_DAYS = {("11", "septembre"), ("7", "octobre")}


def _names_attack(m: re.Match[str]) -> bool:
    """Say whether "11 septembre" names the attacks of that day rather than a day of the text."""
    named = (m["d"], m["m"]) in _NAMED_DAYS and m["y"] is None and m["wd"] is None
    return named and re.search(r"(?:attentats?|attaques?|massacres?) du $", m.string[: m.start()]) is not None


@_rule(r"(?:le )?(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)\b(?![/-]\d)")
def _day_in_figures(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _numeric_day(m)


@_rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
def _day_in_iso_form(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _numeric_day(m)


def _numeric_day(m: re.Match[str]) -> Iterator[DateExpression]:
    if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
        yield DateExpression(m.start(), m.end(), "day", day=int(m["d"]), month=int(m["m"]), year=int(m["y"]))


@_rule(
    rf"(?:ce |le )?(?P<wd>{WEEKDAY}) (?:le )?(?P<d>1er|0?[1-9]|[12]\d|3[01])\b{_NOT_A_DAY}"
    rf"(?!er\b|e\b|-\w| {MONTH}){_DAYTIME}?",
    needs=WEEKDAYS,
)
def _weekday_with_number(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "day", weekday=WEEKDAYS[m["wd"]], day=_day_number(m["d"]))


@_rule(
    r"le (?P<d>1er|[1-9]|[12]\d|3[01])(?:(?= (?:du|de ce) mois\b)|(?= ?(?:$|[;!?)\]»\"]|[,.](?!\d)(?!,? (?:rue|avenue|boulevard|place|quai)\b)))"
    rf"| (?P<mod>dernier|prochain)\b|(?={_DAYTIME})"
    r"|(?= (?:a|et|pour|lors|entre|avec|par|que|dans|mais|avant|apres|puis)\b(?! (?:le |les )?\d)))"
)
def _bare_day_number(m: re.Match[str]) -> Iterator[DateExpression]:
    if not _EMERGENCY_CALL.search(m.string, max(0, m.start() - 24), m.start()):
        yield DateExpression(m.start(), m.end(), "day", day=_day_number(m["d"]), modifier=_modifier(m["mod"]))


_EMERGENCY_CALL = re.compile(r"\b(?:appel\w*|compos\w+|contact\w*|fait|faire|joindre|telephon\w+) $")


def _numbered_day(which: int) -> str:
    """Pattern of "[vendredi] 14 [juin [2025]]" with groups numbered for the first or second end of a span."""
    month = rf"(?: (?P<m{which}>{_MONTH_OF_DAY})(?: (?P<y{which}>{_YYYY}))?)"
    return rf"(?:(?P<wd{which}>{WEEKDAY}) )?(?P<d{which}>{_DD}){month}?"


@_rule(
    rf"(?P<night>(?:dans )?(?:la )?nuit )?(?:du|de|entre(?: le)?) {_numbered_day(1)}(?: au| a| et(?: le)?|-) "
    rf"{_numbered_day(2)}(?<=[a-z.\d]){_NOT_A_DAY}(?!\w|-)"
)
def _range_of_days(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _day_span(m, "night" if m["night"] else "range")


@_rule(
    rf"(?:les? |(?={WEEKDAY} )){_numbered_day(1)}(?:, (?:le )?{_DD})*(?: et| ou| puis)(?: le)? "
    rf"{_numbered_day(2)}(?!\w|-)"
)
def _pair_of_days(m: re.Match[str]) -> Iterator[DateExpression]:
    if m["m2"]:
        yield from _day_span(m, "pair")


def _day_span(m: re.Match[str], kind: str) -> Iterator[DateExpression]:
    """Build a span of two days; the month and year said once, at the end, hold for both."""
    month2 = month_number(m["m2"]) if m["m2"] else None
    month1 = month_number(m["m1"]) if m["m1"] else month2
    if month2 is None and not (m["wd1"] or m["wd2"]):
        return
    year1, year2 = _year(m["y1"]), _year(m["y2"])
    if year1 is None and year2 is not None and month1 is not None and month2 is not None:
        year1 = year2 - (month1 > month2)
    weekday1, weekday2 = WEEKDAYS.get(m["wd1"] or ""), WEEKDAYS.get(m["wd2"] or "")
    day1, day2 = _day_number(m["d1"]), _day_number(m["d2"])
    last = DateExpression(m.start("d2"), m.end(), "day", weekday=weekday2, day=day2, month=month2, year=year2)
    yield DateExpression(m.start(), m.end(), kind, weekday=weekday1, day=day1, month=month1, year=year1, last=last)


# --- weekdays -------------------------------------------------------------------------------------------------------


@_rule(
    rf"(?:(?P<night>(?:dans )?(?:la |cette )?nuit (?:de|du) )|(?:de|du"
    rf"|entre) )(?P<wd1>{WEEKDAY})(?: soir)? (?:au|a|et) "
    rf"(?P<wd2>{WEEKDAY})\b(?: (?P<d2>{_DD})\b(?: (?P<m2>{_MONTH_OF_DAY})(?: (?P<y2>{_YYYY}))?)?{_NOT_A_DAY}| matin)?"
    rf"(?! {_LAST_NEXT})",
    needs=WEEKDAYS,
)
def _range_of_weekdays(m: re.Match[str]) -> Iterator[DateExpression]:
    weekday = WEEKDAYS[m["wd2"]]
    if m["d2"]:
        month = month_number(m["m2"]) if m["m2"] else None
        day, year = _day_number(m["d2"]), _year(m["y2"])
        last = DateExpression(m.start("wd2"), m.end(), "day", weekday=weekday, day=day, month=month, year=year)
    else:
        last = DateExpression(m.start("wd2"), m.end(), "weekday", weekday=weekday)
    kind = "night" if m["night"] else "range"
    yield DateExpression(m.start(), m.end(), kind, weekday=WEEKDAYS[m["wd1"]], last=last)


@_rule(
    rf"(?P<a>{WEEKDAY})(?: soir| matin)? (?:et|ou|puis) (?P<b>{WEEKDAY})(?: soir| matin)?\b(?! \d)",
    needs=WEEKDAYS,
)
def _pair_of_weekdays(m: re.Match[str]) -> Iterator[DateExpression]:
    last = DateExpression(m.start("b"), m.end("b"), "weekday", weekday=WEEKDAYS[m["b"]])
    yield DateExpression(m.start(), m.end(), "pair", weekday=WEEKDAYS[m["a"]], last=last)


_FEAST = re.compile(r" (?:de (?:paques|pentecote)|des (?:cendres|rameaux)|gras|saint|noir)\b")
_HABIT = re.compile(r"(?:chaque |tous les |journal du |bloody )$")


@_rule(
    rf"(?:(?P<this>ce) |le |(?:dans )?la nuit de )?(?P<wd>{WEEKDAY})\b{_DAYTIME}?"
    rf"(?: (?P<mod>{_LAST_NEXT})\b{_DAYTIME}?)?",
    needs=WEEKDAYS,
)
def _weekday(m: re.Match[str]) -> Iterator[DateExpression]:
    if _FEAST.match(m.string, m.end()) or _HABIT.search(m.string, max(0, m.start() - 24), m.start()):
        return
    modifier = _modifier(m["mod"]) or ("this" if m["this"] else None)
    yield DateExpression(m.start(), m.end(), "weekday", weekday=WEEKDAYS[m["wd"]], modifier=modifier)


# --- months, years, seasons -----------------------------------------------------------------------------------------


def _part(words: str | None) -> str | None:
    """ "début", "aux premiers jours": the part of a month, None where there is none."""
    return _PARTS.get(words or "") or ("start" if words and "premiers" in words else "end" if words and "derniers" in words else None)


_BOUND_PREFIXES = {"depuis": "since", "avant": "before", "apres": "after", "jusqu": "until", "d'ici": "until"}


def _prefix_bound(text: str) -> str | None:
    return next((bound for prefix, bound in _BOUND_PREFIXES.items() if text.startswith(prefix)), None)


@_rule(
    r"(?:(?:a la |des la |a |en |des |vers |de |depuis |avant |apres |jusqu'a (?:la |le )?|d'ici (?:a )?(?:la |le )?)?"
    r"(?P<part>debut|mi|milieu|fin|(?:aux? |les? |dans les |des )?(?:tout )?(?:premiers|derniers) jours)"
    r"(?: du mois)?(?:-| d[eu'] ?| )(?:le |la )?"
    r"|(?:en|courant|au mois de|du mois de|mois de|au cours du mois de) "
    r"|(?P<preposition>de |d'|depuis |avant |apres |jusqu'en |jusqu'a |des |entre |et ))?"
    rf"(?P<m>{MONTH})\b(?: (?P<y>{_YYYY})| (?P<mod>{_LAST_NEXT})\b)?(?! \d)",
    needs=MONTHS,
)
def _month(m: re.Match[str]) -> Iterator[DateExpression]:
    bare = m.start("m") == m.start() or m["preposition"] not in (None, "depuis ", "jusqu'en ")
    if bare and m["m"] in ("mars", "mai") and not m["y"] and not m["mod"]:
        return  # the planet, the firm, a name
    if m.start("m") == m.start() and re.search(r"\d $", m.string[: m.start()]):
        return  # the rest of a day that is no date
    part, modifier = _part(m["part"]), _modifier(m["mod"])
    bound = _prefix_bound(m[0])
    start = m.start("m") if m["preposition"] == "et " else m.start()
    yield DateExpression(
        start, m.end(), "month", month=MONTHS[m["m"]], year=_year(m["y"]), part=part, modifier=modifier, bound=bound
    )


@_rule(
    rf"(?:entre|de|d') ?(?P<a>{MONTH})(?: (?P<y1>{_YYYY}))?(?: et| a) (?P<b>{MONTH})(?: (?P<y2>{_YYYY}))?",
    needs=MONTHS,
)
def _range_of_months(m: re.Match[str]) -> Iterator[DateExpression]:
    a, b, year2 = MONTHS[m["a"]], MONTHS[m["b"]], _year(m["y2"])
    year1 = _year(m["y1"]) or (year2 - (a > b) if year2 else None)
    last = DateExpression(m.start("b"), m.end(), "month", month=b, year=year2)
    yield DateExpression(m.start(), m.end(), "range", month=a, year=year1, last=last)


@_rule(
    r"(?:(?:(?:en|des|a la|depuis|vers|d'ici) )?(?P<part>debut|fin|mi|milieu)(?:-| (?:de )?(?:l'annee )?)"
    r"|en |de |d'|depuis |avant |apres |jusqu'en |l'annee |l'an |annee |d'ici (?:a )?|courant |a partir de |\()"
    rf"(?P<y>{_YYYY})(?! ?(?:euros|dollars|km|personnes)|[-/]\d)",
    needs=("19", "20"),
)
def _year_alone(m: re.Match[str]) -> Iterator[DateExpression]:
    start = m.start() + (m[0][0] == "(")
    part, bound = _PARTS.get(m["part"] or ""), _prefix_bound(m[0])
    yield DateExpression(start, m.end(), "year", year=int(m["y"]), part=part, bound=bound)


@_rule(
    rf"(?:entre |de |en |\()(?P<a>{_YYYY})(?: et | a |-)(?P<b>{_YYYY})(?!-)",
    needs=("19", "20"),
)
def _range_of_years(m: re.Match[str]) -> Iterator[DateExpression]:
    last = DateExpression(m.start("b"), m.end(), "year", year=int(m["b"]))
    start = m.start() + (m[0][0] == "(")
    yield DateExpression(start, m.end(), "range", year=int(m["a"]), last=last)


@_rule(
    r"(?:(?P<bound>depuis|avant|apres|des) (?:l'|le )|(?:a|pendant|durant) l'|au |cet |ce |l'|le )(?P<season>printemps|ete|automne|hiver)\b"
    rf"(?: (?P<y>{_YYYY})| (?P<mod>{_LAST_NEXT})\b)?",
    needs=("printemps", "ete", "automne", "hiver"),
)
def _season(m: re.Match[str]) -> Iterator[DateExpression]:
    if m["y"] or m["mod"] or not m[0].startswith(("l'", "le ")):
        modifier = _modifier(m["mod"]) or ("this" if m[0].startswith("ce") else None)
        bound = _BOUNDS[m["bound"]] if m["bound"] else None
        yield DateExpression(m.start(), m.end(), "season", season=m["season"], year=_year(m["y"]), modifier=modifier, bound=bound)


# --- days counted from the day of writing ---------------------------------------------------------------------------


_DAY_WORDS = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2}


@_rule(
    rf"(?P<word>avant[- ]hier|hier|aujourd'hui|apres[- ]demain|demain)\b(?! est un autre){_DAYTIME}?",
    needs=("hier", "demain", "aujourd"),
)
def _day_word(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=_DAY_WORDS[m["word"].replace(" ", "-")], unit="day")


@_rule(
    r"(?:ce (?:matin|midi|soir|jour)|cet(?:te)? (?:apres-midi|nuit|matinee|soiree)|la nuit derniere)\b(?!-la)",
    needs=("ce ", "cet", "nuit"),
)
def _part_of_today(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=0, unit="day", approximate="nuit" in m[0])


@_rule(
    r"(?P<direction>il y a|voila|dans|depuis|d'ici|sous) "
    r"(?P<about>environ |pres d[e'] ?|plus d[e'] ?|moins d[e'] ?|a peine |exactement |tout juste )?"
    rf"{_COUNT} (?P<unit>{_UNIT})\b(?! (?:de |d')?(?:plus|route|vol|marche))",
    needs=("il y a", "voila", "dans", "depuis", "d'ici", "sous"),
)
def _counted_from_today(m: re.Match[str]) -> Iterator[DateExpression]:
    sign = 1 if m["direction"] in ("dans", "d'ici", "sous") else -1
    bound = {"depuis": "since", "d'ici": "until", "sous": "until"}.get(m["direction"])
    unit = _unit(m["unit"])
    yield DateExpression(
        m.start(),
        m.end(),
        "relative",
        offset=sign * _count(m),
        unit=unit,
        bound=bound,
        approximate=bool(m["about"] or m["some"]) or unit != "day",
    )


@_rule(
    r"(?:il y a (?:un quart d'heure|une demi-heure|quelques (?:minutes|heures|instants)|\w+ minutes)|a l'instant)\b",
    needs=("il y a", "instant"),
)
def _moments_ago(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=0, unit="day", approximate=True)


# --- days counted from another day of the text ----------------------------------------------------------------------


@_rule(
    r"(?:(?:a |des |depuis )?la (?P<before1>veille)|l'(?P<before2>avant[- ]veille)|(?:le|au"
    r"|des le) (?P<after1>lendemain|jour (?:suivant|d'apres))"
    rf"|(?:le|au) surlendemain)(?:,? (?P<wd>{WEEKDAY})\b)?(?: (?:soir|matin)\b| au soir\b)?(?P<of> (?:de|du|des)\b| d')?",
    needs=("veille", "lendemain", "jour suivant", "jour d'apres"),
)
def _day_beside_event(m: re.Match[str]) -> Iterator[DateExpression]:
    offset = -1 if m["before1"] else -2 if m["before2"] else 1 if m["after1"] else 2
    end = m.start("of") if m["of"] else m.end()
    yield DateExpression(m.start(), end, "event", weekday=WEEKDAYS.get(m["wd"] or ""), offset=offset, unit="day", complement=bool(m["of"]))


@_rule(
    r"(?:(?:le |ce )(?:meme jour|jour meme)|ce jour-la|plus tot le meme jour)\b"
    r"|(?:plus tot |plus tard |auparavant )?(?:dans|en cours de|au cours de|durant|en (?:tout )?debut de"
    r"|en fin de|en milieu de) (?:la )?"
    r"(?:journee|matinee|soiree)\b(?! (?:d[eu]|meme))|(?:dans l'|en (?:tout )?(?:debut|fin|milieu) d')apres-midi\b(?! d[eu])"
    r"|(?:le soir|la nuit|le matin|l'apres-midi) (?:meme|du meme jour)\b|ce soir-la\b|cette nuit-la\b",
    needs=("meme", "jour-la", "soir-la", "nuit-la", "journee", "matinee", "soiree", "apres-midi"),
)
def _same_day(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "event", offset=0, unit="day")


@_rule(
    rf"(?P<about>environ |pres d[e'] ?|plus d[e'] ?|moins d[e'] ?)?{_COUNT} (?P<unit>{_UNIT}) "
    r"(?P<direction>plus tot|auparavant|avant|plus tard|apres)\b"
    r"(?P<of> (?:l[ea]s?|un|une|des?|son|sa|ses|leurs?|que|avoir|etre|s'etre|cette?|ce)\b| [ld]')?",
    needs=("plus t", "auparavant", "avant", "apres"),
)
def _counted_from_event(m: re.Match[str]) -> Iterator[DateExpression]:
    sign = 1 if m["direction"] in ("plus tard", "apres") else -1
    unit = _unit(m["unit"])
    yield DateExpression(
        m.start(),
        m.start("of") if m["of"] else m.end(),
        "event",
        offset=sign * _count(m),
        unit=unit,
        complement=bool(m["of"]),
        approximate=bool(m["about"] or m["some"]) or unit != "day",
    )


# --- weeks, months and years around the day of writing --------------------------------------------------------------


@_rule(
    r"(?:(?:en |au |a la |des le |des la )?(?P<part>debut|milieu|fin) de (?:cette |la )?semaine"
    rf"|cette semaine|(?:la|de la) semaine(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?",
    needs=("semaine",),
)
def _week(m: re.Match[str]) -> Iterator[DateExpression]:
    yield _period(m, "week", part=_PARTS.get(m["part"] or ""))


@_rule(
    rf"(?:ce week-?end\b(?! {_LAST_NEXT})|le week-?end (?P<mod>{_LAST_NEXT})\b)",
    needs=("week",),
)
def _weekend(m: re.Match[str]) -> Iterator[DateExpression]:
    yield _period(m, "weekend")


@_rule(
    r"(?:(?:en |a la |au )?(?P<part>debut|milieu|fin) (?:du mois|de mois)(?! d[e'])|ce mois-ci\b|plus t[oa]t(?: dans le| ce) mois(?:-ci)?\b(?! d[e'])"
    rf"|(?:le|du) mois(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?",
    needs=("mois",),
)
def _month_period(m: re.Match[str]) -> Iterator[DateExpression]:
    yield _period(m, "month", part=_PARTS.get(m["part"] or ""))


@_rule(
    r"(?:(?:en |a la |au |des le |des )?(?P<part>debut|milieu|fin) (?:de |d')(?:l'|cette )?(?:an\b|annee)|cette annee"
    rf"|l'annee(?= {_LAST_NEXT}\b)|l'an(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?(?! \d)",
    needs=("an",),
)
def _year_period(m: re.Match[str]) -> Iterator[DateExpression]:
    yield _period(m, "year", part=_PARTS.get(m["part"] or ""))


_SHIFTS = {"last": -1, "preceding": -1, "this": 0, "next": 1, "following": 1}


def _period(m: re.Match[str], unit: str, part: str | None = None) -> DateExpression:
    modifier = _modifier(m["mod"]) or "this"
    beside = modifier in ("following", "preceding")  # counted from another day of the text
    kind, offset = ("event" if beside else "period"), _SHIFTS[modifier]
    return DateExpression(
        m.start(), m.end(), kind, offset=offset, unit=unit, part=part, modifier=modifier, approximate=beside
    )


# --- vague words ----------------------------------------------------------------------------------------------------


_SPANS = r"(?:heures|jours|semaines|mois|annees)"
_PAST = (
    r"(?:tout |tres |plus |encore )?recemment|dernierement|il y a peu|ces jours-ci"
    rf"|(?:ces|les|des|au cours des|dans les|depuis) (?:\w+ )?derni(?:ers|eres) {_SPANS}"
    rf"|(?:il y a|voila|depuis) (?:quelques|plusieurs) {_SPANS}"
    r"|(?:quelques|plusieurs) (?:jours|semaines|mois|annees) (?:plus tot|auparavant)"
)
_FUTURE = (
    r"(?:tres )?prochainement|bientot|sous peu"
    rf"|(?:dans |ces |les |au cours des )*(?:\w+ )?prochain(?:e)?s {_SPANS}"
    rf"|(?:dans |d'ici )?(?:les |quelques )?{_SPANS} (?:a venir|qui viennent)|(?:dans|d'ici) quelques {_SPANS}"
)


@_rule(
    rf"(?P<past>{_PAST})\b|(?:{_FUTURE})\b",
    needs=(
        "recemment",
        "derni",
        "prochain",
        "bientot",
        "sous peu",
        "il y a",
        "voila",
        "depuis",
        "jours-ci",
        "plus tot",
        "auparavant",
        " venir",
        "viennent",
        "quelques",
    ),
)
def _vague(m: re.Match[str]) -> Iterator[DateExpression]:
    span = re.search(_SPANS, m[0])
    offset = -1 if m["past"] else 1
    yield DateExpression(m.start(), m.end(), "vague", offset=offset, unit=_unit(span[0]) if span else None)
