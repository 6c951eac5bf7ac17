"""French dates: finding them in folded text, and resolving them to days against an anchor.

`find_dates` says where a date stands and what its words state; `resolve` turns it into days once the anchor (dateline,
publication date, day of the call) and the tense are known. Nothing is guessed: what stays open stays open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from transforms import edtf
from transforms.languages.fr.numbers import CARDINAL, cardinal

WEEKDAYS = {"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 7}
MONTHS = {
    "janvier": 1,
    "fevrier": 2,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "aout": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "decembre": 12,
}
_SHORT_MONTHS = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "mar": 3,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_SEASONS = {"printemps": ((3, 20), (6, 20)), "ete": ((6, 21), (9, 22)), "automne": ((9, 23), (12, 20)),
            "hiver": ((12, 21), (3, 19))}  # fmt: skip


@dataclass(frozen=True)
class DateExpression:
    """Words that state a date: their span in the folded text and what they say; None is what they leave unsaid.

    `kind`: `day`, `month`, `year`, `season`, `weekday`, `night` (from one day to the next), `relative` (counted from the day
    of writing), `event` (counted from another day of the text), `period` (the last, this or the next week, month ...),
    `range` and `pair` (from `self` to `last`), `vague`.
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


# --- finding -----------------------------------------------------------------------------------------------------------

_WD = rf"(?:{'|'.join(WEEKDAYS)})"
_MONTH_FULL = rf"(?:{'|'.join(MONTHS)})"
_MONTH_SHORT = rf"(?:{'|'.join(sorted(_SHORT_MONTHS, key=len, reverse=True))})"
_MONTH_OF_DAY = rf"(?:{_MONTH_FULL}\b|{_MONTH_SHORT}(?:\.|(?= \d{{4}}\b)))"
_DD = r"(?:1er|premier|0?[1-9]|[12]\d|3[01])"
_YYYY = r"(?:19\d\d|20\d\d)\b"
_DAYTIME = r"(?:(?: au)? (?:matin|midi|soir)| (?:dans|en|au cours de) (?:la |l')?(?:fin de |debut de )?(?:matinee|apres-midi|soiree|journee|nuit)| apres-midi)"
_LAST_NEXT = r"(?:derniere?|passee?|prochaine?|suivante?|precedente?)"
_UNIT = r"(?:heures?|jours?|journees?|semaines?|mois|ans?|annees?)"
_MODIFIERS = {"dernier": "last", "passe": "last", "prochain": "next", "suivant": "following", "precedent": "preceding"}
_PARTS = {"debut": "start", "mi": "middle", "milieu": "middle", "fin": "end"}
_UNITS = {
    "heure": "hour",
    "jour": "day",
    "journee": "day",
    "semaine": "week",
    "mois": "month",
    "an": "year",
    "annee": "year",
}

_QUICK = re.compile(
    rf"\d|{_WD}|{_MONTH_FULL}|hier|demain|aujourd|veille|lendemain|jour|semaine|week|mois|\ban\b|\bans\b|annee|heure"
    r"|matin|soir|nuit|midi|recem|derni|proch|printemps|\bete\b|automne|hiver|bientot|instant"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{text})", re.ASCII)


def _day_number(text: str) -> int:
    return 1 if text in ("1er", "premier") else int(text)


def _month_number(text: str) -> int:
    name = text.rstrip(".")
    return MONTHS.get(name) or _SHORT_MONTHS[name]


def _modifier(text: str | None) -> str | None:
    if text is None:
        return None
    return _MODIFIERS.get(text) or _MODIFIERS.get(text.removesuffix("e"))


def _unit(text: str) -> str:
    return _UNITS.get(text) or _UNITS[text.removesuffix("s")]


def _year(text: str | None) -> int | None:
    return int(text) if text else None


Build = Callable[[re.Match[str]], Iterable[DateExpression]]
_RULES: list[tuple[re.Pattern[str], Build]] = []


def _rule(pattern: str) -> Callable[[Build], Build]:
    """Register a builder for every match of a pattern; the builder yields nothing when the match is no date."""

    def register(build: Build) -> Build:
        _RULES.append((_pattern(pattern), build))
        return build

    return register


_NOT_DAY = r"(?! ?(?:%|h\b|h\d|heures?|minutes?|euros?|dollars?|ans\b|jours\b|pays\b|personnes|millions?|milliards?|degres|km\b|[.,:/]\d))"


@_rule(
    rf"(?:(?P<wd>{_WD}),? (?:le )?|le |ce )?(?P<d>{_DD}) (?P<m>{_MONTH_OF_DAY})"
    rf"(?:,? (?:de l'annee |en )?(?P<y>{_YYYY})(?! ?euros)| (?P<mod>{_LAST_NEXT})\b)?{_DAYTIME}?"
)
def _day_with_month(m: re.Match[str]) -> Iterator[DateExpression]:
    if _is_attack_of_september(m):
        return
    yield DateExpression(
        m.start(), m.end(), "day", weekday=WEEKDAYS.get(m["wd"] or ""), day=_day_number(m["d"]), month=_month_number(m["m"]),
        year=_year(m["y"]), modifier=_modifier(m["mod"]),
    )  # fmt: skip


def _is_attack_of_september(m: re.Match[str]) -> bool:
    """Say whether "11 septembre" names the attacks of 2001 rather than a day of the text."""
    named = m["d"] == "11" and m["m"] == "septembre" and m["y"] is None and m["wd"] is None
    return named and re.search(r"(?:attentats?|attaques?) du $", m.string[: m.start()]) is not None


@_rule(r"(?:le )?(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)\b(?![/-]\d)")
def _day_in_figures(m: re.Match[str]) -> Iterator[DateExpression]:
    if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
        yield DateExpression(m.start(), m.end(), "day", day=int(m["d"]), month=int(m["m"]), year=int(m["y"]))


@_rule(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
def _day_iso(m: re.Match[str]) -> Iterator[DateExpression]:
    if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
        yield DateExpression(m.start(), m.end(), "day", day=int(m["d"]), month=int(m["m"]), year=int(m["y"]))


@_rule(rf"(?:ce |le )?(?P<wd>{_WD}) (?:le )?(?P<d>{_DD})\b{_NOT_DAY}(?!er\b|e\b| {_MONTH_FULL}){_DAYTIME}?")
def _weekday_with_number(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "day", weekday=WEEKDAYS[m["wd"]], day=_day_number(m["d"]))


@_rule(
    rf"le (?P<d>1er|[1-9]|[12]\d|3[01])(?:(?= ?(?:$|[;!?)\]»\"]|[,.](?!\d)))|(?: (?P<mod>dernier|prochain)\b)"
    rf"|(?={_DAYTIME})|(?= (?:a|et|pour|lors|entre|avec|par|que|dans|mais|avant|apres|puis)\b(?! (?:le |les )?\d)))"
)
def _bare_day_number(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "day", day=_day_number(m["d"]), modifier=_modifier(m["mod"]))


_RANGE_END = rf"(?:(?P<wd2>{_WD}) )?(?P<d2>{_DD})(?: (?P<m2>{_MONTH_OF_DAY})(?: (?P<y2>{_YYYY}))?)?"
_RANGE_START = rf"(?:(?P<wd1>{_WD}) )?(?P<d1>{_DD})(?: (?P<m1>{_MONTH_OF_DAY})(?: (?P<y1>{_YYYY}))?)?"


@_rule(
    rf"(?P<night>(?:dans )?(?:la )?nuit )?(?:du|de|entre(?: le)?) {_RANGE_START}(?: au| a| et(?: le)?|-) {_RANGE_END}"
    rf"(?<=[a-z.\d]){_NOT_DAY}(?!\w|-)"
)
def _range_of_days(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _day_span(m, "night" if m["night"] else "range")


@_rule(
    rf"(?:les )(?:(?P<wd1>{_WD}) )?(?P<d1>{_DD})(?:, {_DD})* (?:et|ou) (?:(?P<wd2>{_WD}) )?(?P<d2>{_DD}) (?P<m2>{_MONTH_OF_DAY})(?: (?P<y2>{_YYYY}))?"
)
def _pair_of_days(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _day_span(m, "pair")


def _day_span(m: re.Match[str], kind: str) -> Iterator[DateExpression]:
    """Build a span of two days; the month and year said once, at the end, hold for both."""
    groups = m.groupdict()
    month2 = _month_number(m["m2"]) if m["m2"] else None
    month1 = _month_number(groups["m1"]) if groups.get("m1") else month2
    if month2 is None and not (m["wd1"] or m["wd2"]):
        return
    year1, year2 = _year(groups.get("y1")), _year(m["y2"])
    if year1 is None and year2 is not None:
        year1 = year2 - (1 if month1 and month2 and month1 > month2 else 0)
    last = DateExpression(
        m.start("d2"),
        m.end(),
        "day",
        weekday=WEEKDAYS.get(m["wd2"] or ""),
        day=_day_number(m["d2"]),
        month=month2,
        year=year2,
    )
    yield DateExpression(
        m.start(),
        m.end(),
        kind,
        weekday=WEEKDAYS.get(m["wd1"] or ""),
        day=_day_number(m["d1"]),
        month=month1,
        year=year1,
        last=last,
    )


@_rule(
    rf"(?:(?P<night>(?:dans )?(?:la |cette )?nuit (?:de|du) )|(?:de|du|entre) )(?P<a>{_WD})(?: (?:au|a|et) )(?P<b>{_WD})\b(?! \d| {_LAST_NEXT})"
)
def _range_of_weekdays(m: re.Match[str]) -> Iterator[DateExpression]:
    last = DateExpression(m.start("b"), m.end("b"), "weekday", weekday=WEEKDAYS[m["b"]])
    yield DateExpression(m.start(), m.end(), "night" if m["night"] else "range", weekday=WEEKDAYS[m["a"]], last=last)


@_rule(rf"(?P<a>{_WD})(?: soir| matin)? (?:et|ou|puis) (?P<b>{_WD})(?: soir| matin)?\b(?! \d)")
def _pair_of_weekdays(m: re.Match[str]) -> Iterator[DateExpression]:
    last = DateExpression(m.start("b"), m.end("b"), "weekday", weekday=WEEKDAYS[m["b"]])
    yield DateExpression(m.start(), m.end(), "pair", weekday=WEEKDAYS[m["a"]], last=last)


@_rule(
    rf"(?:(?P<this>ce|cette) |le |la |(?:dans )?la nuit de )?(?P<wd>{_WD})\b(?P<time>{_DAYTIME}?)(?: (?P<mod>{_LAST_NEXT})\b)?(?P<t2>{_DAYTIME}?)"
)
def _weekday(m: re.Match[str]) -> Iterator[DateExpression]:
    if _FEAST.match(m.string, m.end()) or _HABIT.search(m.string, max(0, m.start() - 24), m.start()):
        return
    modifier = _modifier(m["mod"]) or ("this" if m["this"] else None)
    yield DateExpression(m.start(), m.end(), "weekday", weekday=WEEKDAYS[m["wd"]], modifier=modifier)


_FEAST = re.compile(r" (?:de (?:paques|pentecote)|des (?:cendres|rameaux)|gras|saint|noir)\b")
_HABIT = re.compile(r"(?:chaque |tous les |journal du |bloody )$")


@_rule(
    rf"(?:(?:a la |des la |a |en |des |vers |de |depuis |avant |apres |jusqu'a |d'ici )?(?P<part>debut|mi|milieu|fin)"
    rf"(?: du mois)?(?:-| d[eu'] ?| )(?:le |la )?|(?:en|courant|au mois de|du mois de|mois de|au cours du mois de) |(?P<short>de |d'|depuis |avant |apres |jusqu'en |jusqu'a |des |entre |et ))?"
    rf"(?P<m>{_MONTH_FULL})\b(?: (?P<y>{_YYYY})| (?P<mod>{_LAST_NEXT})\b)?(?! \d)"
)
def _month(m: re.Match[str]) -> Iterator[DateExpression]:
    bare = m.start("m") == m.start() or m["short"]
    if (
        bare
        and not m["y"]
        and not m["mod"]
        and m["m"] in ("mars", "mai")
        and (m["short"] or "") not in ("depuis ", "jusqu'en ")
    ):
        return  # the planet, the firm, a name
    bound = next((b for word, b in _MONTH_BOUNDS.items() if m[0].startswith(word)), None)
    yield DateExpression(
        m.start(), m.end(), "month", month=MONTHS[m["m"]], year=_year(m["y"]), part=_PARTS.get(m["part"] or ""),
        modifier=_modifier(m["mod"]), bound=bound,
    )  # fmt: skip


_MONTH_BOUNDS = {"depuis": "since", "avant": "before", "apres": "after", "jusqu": "until", "d'ici": "until"}


@_rule(
    rf"(?:entre|de|d') ?(?P<a>{_MONTH_FULL})(?: (?P<y1>{_YYYY}))?(?: et| a) (?P<b>{_MONTH_FULL})(?: (?P<y2>{_YYYY}))?"
)
def _range_of_months(m: re.Match[str]) -> Iterator[DateExpression]:
    a, b, year2 = MONTHS[m["a"]], MONTHS[m["b"]], _year(m["y2"])
    year1 = _year(m["y1"]) or (year2 - (a > b) if year2 else None)
    last = DateExpression(m.start("b"), m.end(), "month", month=b, year=year2)
    yield DateExpression(m.start(), m.end(), "range", month=a, year=year1, last=last)


@_rule(
    rf"(?:(?:en|des|a la|depuis|vers) )?(?:(?P<part>debut|fin|mi|milieu)(?:-| (?:de )?(?:l'annee )?)"
    rf"|en |de |d'|depuis |avant |apres |jusqu'en |l'annee |l'an |annee |d'ici |courant |a partir de |\()(?P<y>{_YYYY})(?! ?(?:euros|dollars|km|personnes)|[-/]\d)"
)
def _year_alone(m: re.Match[str]) -> Iterator[DateExpression]:
    start = m.start() + (m[0][0] == "(")
    bound = next((b for word, b in _MONTH_BOUNDS.items() if m[0].startswith(word)), None)
    yield DateExpression(start, m.end(), "year", year=int(m["y"]), part=_PARTS.get(m["part"] or ""), bound=bound)


@_rule(rf"(?:entre|de) (?P<a>{_YYYY})(?: et| a) (?P<b>{_YYYY})")
def _range_of_years(m: re.Match[str]) -> Iterator[DateExpression]:
    last = DateExpression(m.start("b"), m.end(), "year", year=int(m["b"]))
    yield DateExpression(m.start(), m.end(), "range", year=int(m["a"]), last=last)


@_rule(
    r"(?:(?:a|des|depuis|pendant|durant) l'|au |cet |cet? |l'|le )(?P<s>printemps|ete|automne|hiver)\b"
    rf"(?: (?P<y>{_YYYY})| (?P<mod>{_LAST_NEXT})\b)?"
)
def _season(m: re.Match[str]) -> Iterator[DateExpression]:
    named = m["y"] or m["mod"] or m[0].startswith(("a ", "au ", "cet", "ce ", "des", "depuis"))
    if named:
        modifier = _modifier(m["mod"]) or ("this" if m[0].startswith("ce") else None)
        yield DateExpression(m.start(), m.end(), "season", season=m["s"], year=_year(m["y"]), modifier=modifier)


_DAY_WORDS = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2}


@_rule(rf"(?P<w>avant[- ]hier|hier|aujourd'hui|apres[- ]demain|demain)\b(?! est un autre){_DAYTIME}?")
def _day_word(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=_DAY_WORDS[m["w"].replace(" ", "-")], unit="day")


@_rule(r"ce (?:matin|midi|soir|jour)\b(?!-la)|cet(?:te)? (?:apres-midi|nuit|matinee|soiree)\b(?!-la)")
def _part_of_today(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=0, unit="day", approximate="nuit" in m[0])


_NAMED_COMPLEMENT = r"(?P<of> (?:de|du|des|d')(?! (?:la |le )?(?:soir|matin)))?"


@_rule(
    r"(?:(?:la|a la|des la|depuis la) (?P<d1>veille)|l'(?P<d2>avant-veille)"
    r"|(?:le|au|des le) (?P<d3>lendemain)|(?:le|au) (?P<d4>surlendemain))(?: (?:soir|matin)\b| au soir\b)?(?P<of> (?:de|du|des)\b| d')?"
)
def _day_beside_event(m: re.Match[str]) -> Iterator[DateExpression]:
    offset = -1 if m["d1"] else -2 if m["d2"] else 1 if m["d3"] else 2
    end = m.start("of") if m["of"] else m.end()
    yield DateExpression(m.start(), end, "event", offset=offset, unit="day", complement=bool(m["of"]))


@_rule(
    r"(?:le |ce )(?:meme jour|jour meme)\b|ce jour-la\b|(?:plus tot |plus tard |auparavant )?(?:dans|en cours de|au cours de|durant|en debut de|en fin de) (?:la )?"
    r"(?:journee|matinee|soiree)\b(?! (?:d[eu]|meme))|dans l'apres-midi\b(?! d[eu])|plus tot le meme jour\b"
)
def _same_day(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "event", offset=0, unit="day")


@_rule(
    rf"(?P<dir>il y a|voila|dans|depuis|d'ici|sous) (?P<about>environ |pres d[e'] ?|plus d[e'] ?|moins d[e'] ?|a peine |exactement |tout juste )?(?P<n>{CARDINAL}|un|une) (?P<u>{_UNIT})\b(?! (?:de |d')?(?:plus|route|vol|marche))"
)
def _counted_from_today(m: re.Match[str]) -> Iterator[DateExpression]:
    sign = 1 if m["dir"] in ("dans", "d'ici", "sous") else -1
    bound = {"depuis": "since", "d'ici": "until", "sous": "until"}.get(m["dir"])
    unit = _unit(m["u"])
    yield DateExpression(
        m.start(), m.end(), "relative", offset=sign * cardinal(m["n"]), unit=unit, bound=bound,
        approximate=bool(m["about"]) or unit != "day",
    )  # fmt: skip


@_rule(
    r"il y a (?:un quart d'heure|une demi-heure|quelques (?:minutes|heures|instants)|quelques heures|\w+ minutes)\b|a l'instant\b"
)
def _moments_ago(m: re.Match[str]) -> Iterator[DateExpression]:
    yield DateExpression(m.start(), m.end(), "relative", offset=0, unit="day", approximate=True)


@_rule(
    rf"(?P<about>environ |pres d[e'] ?|plus d[e'] ?)?(?P<n>{CARDINAL}) (?P<u>jours?|semaines?|mois|ans?|annees?) "
    r"(?P<dir>plus tot|auparavant|avant|plus tard|apres)\b(?P<of> (?:l[ea]s?|l'|un|une|des?|d'|son|sa|ses|leurs?|que|avoir|etre|s'etre|cette?|ce)\b|(?<=\w) l'| d')?"
)
def _counted_from_event(m: re.Match[str]) -> Iterator[DateExpression]:
    sign = 1 if m["dir"] in ("plus tard", "apres") else -1
    unit = _unit(m["u"])
    end = m.start("of") if m["of"] else m.end()
    yield DateExpression(
        m.start(), end, "event", offset=sign * cardinal(m["n"]), unit=unit, complement=bool(m["of"]),
        approximate=bool(m["about"]) or unit != "day",
    )  # fmt: skip


_SHIFTS = {"last": -1, "next": 1, "this": 0, None: 0}


@_rule(
    rf"(?:(?:en |au |la |des le |des la )?(?P<part>debut|milieu|fin) de (?:(?P<this1>cette )|la )?semaine"
    rf"|(?P<this2>cette) semaine|(?:la|de la) semaine(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?"
)
def _week(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _period(m, "week", m["mod"], part=_PARTS.get(m["part"] or ""))


@_rule(rf"(?:ce week-?end\b(?! {_LAST_NEXT})|le week-?end (?P<mod>{_LAST_NEXT})\b)")
def _weekend(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _period(m, "weekend", m["mod"])


@_rule(
    rf"(?:(?:en |a la |au )?(?P<part>debut|milieu|fin) (?:du mois|de mois)(?! d[e'])|ce mois-ci\b|le mois(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?"
)
def _month_period(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _period(m, "month", m["mod"], part=_PARTS.get(m["part"] or ""))


@_rule(
    rf"(?:(?:en |a la |au |des le |des )?(?P<part>debut|milieu|fin) (?:de |d')(?:l'|cette )?(?:an\b|annee)|cette annee|l'annee(?= {_LAST_NEXT}\b)"
    rf"|l'an(?= {_LAST_NEXT}\b))(?: (?P<mod>{_LAST_NEXT})\b)?(?! \d)"
)
def _year_period(m: re.Match[str]) -> Iterator[DateExpression]:
    yield from _period(m, "year", m["mod"], part=_PARTS.get(m["part"] or ""))


def _period(m: re.Match[str], unit: str, word: str | None, part: str | None = None) -> Iterator[DateExpression]:
    modifier = _modifier(word) or "this"
    kind = "event" if modifier in ("following", "preceding") else "period"
    offset = _SHIFTS.get(modifier, 1 if modifier == "following" else -1)
    approximate = kind == "event"
    yield DateExpression(
        m.start(), m.end(), kind, offset=offset, unit=unit, part=part, modifier=modifier, approximate=approximate
    )


@_rule(
    r"(?P<past>(?:tout |tres |plus |encore )?recemment|dernierement|(?:ces|les|des|au cours des|dans les|depuis) (?:(?:\w+ )?derni(?:ers|eres)) (?P<u1>heures|jours|semaines|mois|annees)"
    r"|il y a (?:quelques|plusieurs) (?P<u2>jours|semaines|mois|annees)|il y a peu)\b"
    r"|(?P<future>(?:tres )?prochainement|bientot|sous peu|(?:dans |ces |les |au cours des )*(?:\w+ )?(?:prochains|prochaines) (?P<u3>heures|jours|semaines|mois)"
    r"|(?:dans |d'ici )?(?:les |quelques )?(?P<u4>heures|jours|semaines|mois) (?:a venir|qui viennent)|(?:dans|d'ici) quelques (?P<u5>heures|jours|semaines|mois))\b"
)
def _vague(m: re.Match[str]) -> Iterator[DateExpression]:
    word = next((m[g] for g in ("u1", "u2", "u3", "u4", "u5") if m[g]), None)
    offset = -1 if m["past"] else 1
    yield DateExpression(m.start(), m.end(), "vague", offset=offset, unit=_unit(word) if word else None)


_BOUND = re.compile(
    r"(?<![\w-])(?P<w>depuis|des|a partir d[eu'] ?|a compter d[eu'] ?|avant|apres|jusqu'(?:a|au|en)|d'ici(?: a| au)?|au plus tard"
    r"|pas avant)(?: (?:le|la|l'|ce))? ?$"
)
_BOUND_KINDS = {"depuis": "since", "des": "since", "a": "since", "avant": "before", "apres": "after", "jusqu": "until",
                "d": "until", "au": "until", "pas": "since"}  # fmt: skip


def find_dates(folded: str) -> list[DateExpression]:
    """Return the date expressions of a folded text in order, the longest where several overlap."""
    if not _QUICK.search(folded):
        return []
    found = [expression for pattern, build in _RULES for m in pattern.finditer(folded) for expression in build(m)]
    found.sort(key=lambda e: (e.start - e.end, e.start))
    taken: list[DateExpression] = []
    for expression in found:
        if all(expression.end <= other.start or expression.start >= other.end for other in taken):
            taken.append(expression)
    return [_with_bound(folded, expression) for expression in sorted(taken, key=lambda e: e.start)]


def _with_bound(folded: str, expression: DateExpression) -> DateExpression:
    """Take "depuis", "avant", "d'ici" ... that stand just before into the expression."""
    if expression.bound or expression.kind == "vague":
        return expression
    m = _BOUND.search(folded[max(0, expression.start - 20) : expression.start])
    if m is None:
        return expression
    word = re.match(r"[a-z]+", m["w"])
    start = max(0, expression.start - 20) + m.start()
    return replace(expression, start=start, bound=_BOUND_KINDS[word[0]] if word else None)


# --- resolving ---------------------------------------------------------------------------------------------------------

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
    """Return the days that `expression` means when written on `anchor`, in a `past` or `future` sentence (None: unknown).

    - A bare weekday is the nearest such day on or before the anchor (`future`: on or after; unknown counts as past, and
      "ce jeudi" as the nearest); "dernier" is strictly before it, "prochain" strictly after.
    - "la veille", "le lendemain", "deux jours plus tard" count from `call_date`, another day of the text, never from the
      anchor; only "ce jour-la", "dans la soiree" fall back on the anchor.
    - A day without a year takes the year that puts it nearest in the tense's direction; a date outweighs the weekday
      written beside it, and `contradiction` says so.
    - "Debut mars" keeps the month as EDTF and narrows the days to 1-10 (middle 11-20, end 21 on).
    - A night "de lundi a mardi", a range or a pair is the interval of both days.
    - "depuis", "avant", "apres", "jusqu'a" give bounds and no EDTF; so do vague words.
    - Without an anchor only `bounds` (earliest, latest possible day) can single out a day; else they are returned as they are.
    """
    context = _Context(anchor, anchor_kind if anchor else "none", tense, call_date, bounds)
    try:
        resolved = _RESOLVERS[expression.kind](expression, context)
    except (ValueError, OverflowError):  # no such day: 31 juin
        return _unknown(expression, context, "no_such_day")
    return _apply_bound(resolved, expression, context) if expression.bound else resolved


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
    years = [_season_days(e.season, y) for y in range(max(anchor.year - 2, 1), min(anchor.year + 2, 9998) + 1)]
    direction = _direction(e, c)
    if direction == "past":
        years = [
            s for s in years if s.earliest and s.earliest <= anchor and not (e.modifier == "last" and anchor in s)
        ] or years
    elif direction == "future":
        years = [
            s for s in years if s.latest and s.latest >= anchor and not (e.modifier == "next" and anchor in s)
        ] or years
    days = min(
        years, key=lambda s: 0 if anchor in s else min(abs((s.earliest - anchor).days), abs((s.latest - anchor).days))
    )  # type: ignore[operator]
    return _known(_interval(days), c.anchor_kind, "season", days=days)


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
    if c.call_date is not None:
        return _counted(e, c.call_date, "call", "event")
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
    if e.unit == "weekend" and e.modifier == "this" and c.tense == "past" and c.anchor.isoweekday() <= 2:
        monday = edtf.shift(monday, -7)  # "ce week-end", written on the Monday after
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
    "day": _resolve_day, "weekday": _resolve_weekday, "night": _resolve_span, "range": _resolve_span, "pair": _resolve_span,
    "month": _resolve_month, "year": _resolve_year, "season": _resolve_season, "relative": _resolve_relative,
    "event": _resolve_event, "period": _resolve_period, "vague": _resolve_vague,
}  # fmt: skip


# --- times of day and full dates ---------------------------------------------------------------------------------------

_ZONE = r"(?: \(?(?:heure[s]? (?:locales?|de [a-z]+|francaise|gmt|universelle)|gmt|utc|h?ec|cest?|tu)\b\)?(?:[+-]\d{1,2})?)?"
_CLOCK = re.compile(
    r"(?<![\w-])(?:(?:a|vers|des|depuis|apres|avant|jusqu'a|peu (?:apres|avant)|aux alentours de|autour de|de|le|entre) )?"
    rf"(?:(?P<h>[01]?\d|2[0-4]) ?(?:h|heures?)(?: ?(?P<min>[0-5]\d))?|(?P<hw>{CARDINAL}) heures|(?P<hc>[01]?\d|2[0-3]):(?P<mc>[0-5]\d)(?::[0-5]\d)?)\b{_ZONE}"
)
_PARTS_OF_DAY = {"matin": "morning", "matinee": "morning", "aube": "morning", "midi": "noon", "mi-journee": "noon",
                 "apres-midi": "afternoon", "soir": "evening", "soiree": "evening", "nuit": "night", "minuit": "night"}  # fmt: skip
_PART_OF_DAY = re.compile(
    r"(?<![\w-])(?:(?:(?:tot |tard )?(?:dans|en|au cours de|durant|pendant) )?(?:(?:le |en )?(?:debut|fin|milieu) de )?"
    r"(?:l'|la |le |cet |cette |ce |au petit |au |a l'|a la |a )?)?(?P<w>matin|matinee|aube|midi|mi-journee|apres-midi|soir|soiree|nuit|minuit)\b(?!-)"
)
_CLOCK_BEFORE = re.compile(r"(?:^|[\w)\"»,;:.!?( -])(?:a|vers|des|apres|avant|jusqu'a|aux alentours de|autour de) $")


def find_time_of_day(folded: str) -> list[tuple[int, int, str]]:
    """Return (start, end, value) of every time of day in order: `HH:MM`, or night, morning, noon, afternoon, evening.

    Spans take in the preposition and the time zone as written; "une heure" that lasts is no time of day.
    """
    found = [*_clock_times(folded), *_parts_of_day(folded)]
    return sorted(found)


def _clock_times(folded: str) -> Iterator[tuple[int, int, str]]:
    for m in _CLOCK.finditer(folded):
        stated = m["min"] or m["mc"] or m[0].endswith("h")
        preposition = re.match(r"(?:a|vers|des|aux alentours de|autour de|peu apres|peu avant) ", m[0])
        zone = re.search(r"(?:heures?|h\d*|\d) \(?(?:heure|gmt|utc)", m[0])
        if not (preposition or zone or (stated and _is_clock_after(folded, m.start()))):
            continue
        if _LASTING.match(folded, m.end()) or re.search(r"(?:plus|moins|duree|pres) $", folded[: m.start()]):
            continue
        hour = int(m["h"] or m["hc"]) if (m["h"] or m["hc"]) else cardinal(m["hw"])
        if hour <= 24:
            yield m.start(), m.end(), f"{hour % 24:02d}:{m['min'] or m['mc'] or '00'}"


_LASTING = re.compile(
    r" (?:de (?:route|vol|discussions?|conversation|marche|train)|plus (?:tot|tard)|apres|avant|d'affilee|durant)\b"
)


def _is_clock_after(folded: str, start: int) -> bool:
    """Say whether "16h15" without a preposition is a time: at the start, after a date, or in brackets with a zone."""
    before = folded[:start].rstrip(" ,(-|")
    return (
        not before
        or re.search(rf"(?:\d|{_WD}|{_MONTH_FULL}|{_MONTH_SHORT}\.?|soir|matin|apres-midi|[|])$", before) is not None
    )


def _parts_of_day(folded: str) -> Iterator[tuple[int, int, str]]:
    for m in _PART_OF_DAY.finditer(folded):
        if (
            m["w"] == "midi"
            and not re.match(r"(?:a|ce|le|des) ", m[0])
            and not re.search(rf"(?:{_WD}|hier|demain) $", folded[: m.start("w")])
        ):
            continue  # "le Midi", the south
        yield m.start(), m.end(), _PARTS_OF_DAY[m["w"]]


def find_full_dates(folded: str) -> list[tuple[int, int, date]]:
    """Return (start, end, day) of every date with day, month and year, abbreviated months included, as bylines write them.

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
