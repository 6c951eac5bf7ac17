"""Who is who: names and aliases, and who held which office on a day. Built from the reference tables, knows no French."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from transforms.reference import Reference
from transforms.text import fold

PARTICLES = frozenset(
    "al el ben bin ibn ould abou abu von van der den de du des di da dos la le les del della al- ter zu bint mc mac".split()
)


_NUMERAL = re.compile(r"[ivx]+|1er")


@dataclass(frozen=True)
class Actor:
    """A person or institution: `names` holds every written form, folded; `short_forms` those that need a context."""

    actor_id: str
    name: str
    kind: str = "person"
    gender: str | None = None
    country_code: str | None = None
    died: date | None = None
    names: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """One term of one actor; `end` is exclusive, None while it lasts. `place` is a country code or an organisation id."""

    actor_id: str
    role: str
    titles: frozenset[str]
    place: str
    start: date | None
    end: date | None
    verified: bool

    def held_on(self, day: date) -> bool:
        """Whether the term covers `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def parse_day(text: str | None) -> date | None:
    """Read an ISO day; a bare year or month becomes its first day; anything else is None."""
    if not text:
        return None
    padded = text if len(text) == 10 else f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


def surname(folded_name: str) -> str:
    """The last word of a folded name with the particles before it: "mohammed ben salmane" -> "ben salmane"."""
    words = folded_name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


@dataclass
class Directory:
    """Lookup of actors by written form and of office holders by title, place and day."""

    actors: dict[str, Actor] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_short_form: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    offices_of: dict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))
    offices_at: dict[tuple[str, str], list[Office]] = field(default_factory=lambda: defaultdict(list))
    places_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded title -> where it exists

    @classmethod
    def from_reference(cls, reference: Reference) -> Directory:
        """Index the frames `actors` and `offices`."""
        directory = cls()
        places = {fold(p) for column in ("name_fr", "capital_fr") for cell in reference.countries[column] for p in _split(cell)}
        for row in reference.actors.iter_rows(named=True):
            directory._add(_actor(row, places))
        for row in reference.offices.iter_rows(named=True):
            directory._add_office(row)
        return directory

    def _add(self, actor: Actor) -> None:
        self.actors[actor.actor_id] = actor
        for name in actor.names:
            self.by_name[name].append(actor.actor_id)
        for short in actor.short_forms:
            self.by_short_form[short].append(actor.actor_id)

    def _add_office(self, row: dict[str, str | None]) -> None:
        place = row["organisation_id"] or row["country_code"] or ""
        office = Office(
            str(row["actor_id"]), str(row["role"]), frozenset(fold(t) for t in _split(row["titles"])), place,
            parse_day(row["start"]), parse_day(row["end"]), (row["verified"] or "").lower() == "true",
        )
        self.offices_of[office.actor_id].append(office)
        for title in office.titles:
            self.offices_at[title, place].append(office)
            self.places_of[title].add(place)

    def holders(self, title: str, place: str, day: date | None) -> list[Actor]:
        """Actors who held an office with this folded title at this place on `day` (on any day when None), newest term first."""
        terms = [o for o in self.offices_at.get((title, place), []) if (day is None or o.held_on(day)) and o.actor_id in self.actors]
        terms.sort(key=lambda o: (o.start or date.min, o.actor_id), reverse=True)
        return list({o.actor_id: self.actors[o.actor_id] for o in terms}.values())

    def in_office(self, actor_id: str, day: date) -> bool:
        """Whether the actor held any listed office on `day`."""
        return any(o.held_on(day) for o in self.offices_of.get(actor_id, []))

    def country_on(self, actor_id: str, day: date | None) -> str | None:
        """What the actor speaks for on `day`: the own country when in office there, else the organisation, else the own country."""
        held = [o.place for o in self.offices_of.get(actor_id, []) if day is None or o.held_on(day)]
        actor = self.actors.get(actor_id)
        home = actor.country_code if actor else None
        if home in held:  # a president who also chairs an organisation speaks for his country
            return home
        return next((place for place in held if len(place) > 2), next(iter(held), home))

    def office_bounds(self, actor_ids: Iterable[str]) -> tuple[date | None, date | None]:
        """Days on which all these actors held a verified office: from the latest first start to the earliest last end."""
        earliest, latest = None, None
        for terms in self._verified_terms(actor_ids):
            start = min((o.start for o in terms if o.start), default=None)
            ends = [o.end for o in terms]
            end = None if None in ends else max(e for e in ends if e)
            earliest = max(filter(None, (earliest, start)), default=None)
            latest = min(filter(None, (latest, end)), default=None)
        return (earliest, latest) if not (earliest and latest and earliest > latest) else (None, None)

    def _verified_terms(self, actor_ids: Iterable[str]) -> Iterator[list[Office]]:
        for actor_id in actor_ids:
            terms = [o for o in self.offices_of.get(actor_id, []) if o.verified]
            if terms:
                yield terms


def _actor(row: dict[str, str | None], places: set[str]) -> Actor:
    """Read one row; a king's surname is neither his number nor his country."""
    name = str(row["name"])
    aliases = _split(row["aliases"])
    full = [name, *(a for a in aliases if not a.startswith("~"))]
    short = {fold(a[1:]) for a in aliases if a.startswith("~")}
    if (row["kind"] or "person") == "person":
        short |= {surname(fold(a)) for a in full if " " in a} if not short else {surname(fold(name))}
        short |= {s.split()[-1] for s in list(short) if s.split()[0] in PARTICLES and len(s.split()[-1]) > 3}
    given = {fold(a[1:]) for a in aliases if a.startswith("~")}
    short = given | {s for s in short if s.split()[-1].removeprefix("d'") not in places and not _NUMERAL.fullmatch(s) and len(s) > 1}
    return Actor(
        str(row["actor_id"]), name, row["kind"] or "person", row["gender"], row["country_code"], parse_day(row["died"]),
        tuple(dict.fromkeys(fold(a) for a in full)), tuple(sorted(short)),
    )


def directory_frame(directory: Directory) -> pl.DataFrame:
    """The actors as a frame: actor_id, name, kind, country_code."""
    rows = [(a.actor_id, a.name, a.kind, a.country_code) for a in directory.actors.values()]
    return pl.DataFrame(rows, schema=["actor_id", "name", "kind", "country_code"], orient="row")
