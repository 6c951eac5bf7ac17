"""Who each mention is: names, surnames, titles and counterparts of one article -> people, by who held the office on its day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

from transforms.actors import Actor, Directory, surname
from transforms.languages.fr.mentions import Mention, held_anywhere
from transforms.text import fold

_LEADER_TITLES = ("president", "premier ministre", "chancelier", "roi", "chef du gouvernement", "president de transition", "emir")
_ELIDED = {  # what a bare title means for its holder's office
    "chef de l'etat": ("president", "roi", "chef de l'etat"), "chef d'etat": ("president", "roi", "chef de l'etat"),
    "dirigeant": _LEADER_TITLES, "dirigeante": _LEADER_TITLES, "leader": _LEADER_TITLES, "numero un": _LEADER_TITLES,
    "homme fort": _LEADER_TITLES, "nouvel homme fort": _LEADER_TITLES, "souverain": ("roi", "emir", "sultan", "pape"), "presidente": ("president",),
    "premiere ministre": ("premier ministre",), "chanceliere": ("chancelier",),
    "sg": ("secretaire general",), "mae": ("ministre des affaires etrangeres",), "chef du nouveau gouvernement": ("chef du gouvernement", "premier ministre"),
    "president du conseil des ministres": ("president du conseil", "premier ministre"), "presidente du conseil des ministres": ("president du conseil", "premier ministre"), "presidente du conseil": ("president du conseil",),
    "ministre": ("ministre des affaires etrangeres", "ministre de la defense"),
    "president de la republique": ("president",), "president des etats-unis": ("president",), "reis": ("president",), "rais": ("president",),
    **dict.fromkeys(("hote", "occupant", "occupante", "locataire", "pensionnaire"), _LEADER_TITLES),
    "chef": ("president", "premier ministre", "secretaire general", "chef"), "patron": ("secretaire general", "directeur general", "president"),
}
COUNTERPART = ("homologue", "vis-a-vis", "collegue", "pair", "rival", "rivale", "ami", "amie", "allie", "alliee", "voisin", "voisine", "frere")
_HOME_ROLES = {  # without a country these are offices of the outlet's own
    "foreign_minister", "defence_minister", "minister", "head_of_government", "head_of_state", "finance_minister", "interior_minister", "economy_minister",
}
_ELECT = ("president elu", "presidente elue", "president-elu", "president designe", "futur president")
_OF_HOME = ("chef de l'etat", "president de la republique", "president de la transition", "president de transition")
_RARE = 3  # places that have an office of one title, at most, where the title alone can tell which
_GENDERS = {"le": "m", "la": "f"}
_LEADING = ("head_of_state", "head_of_government", "monarch")
_BY_FIRST_NAME = ("cheikh", "sheikh", "prince", "princesse", "roi", "emir", "prince heritier")
_OF_A_BODY = re.compile(r" (?:de l'|de la |du |des |a l'|aupres de l'|d')([a-z' -]+?)(?: (?:en|au|aux|pour|a) .+)?$")
_MOURNING = 60  # days in which the press still writes of a dead king by his short name
_NUMERAL = re.compile(r"[ivx]+")  # "Mohammed VI" and "Felipe VI" share no surname
_FAMILY = re.compile(r"(?<=[a-z]) (?:al|el|ben|bin|ibn)(?:[ -][a-z-]+)?$")
_FOR_A_TIME = re.compile(r" (?:par interim|interimaire|de (?:la )?transition|sortante?)$")
_VAGUE = ("counterpart", "leader", "official", "representative", "chief")
NOT_POLITICAL = ("private", "domestic", "other", "relation", "state_official", "company_head")


@dataclass(frozen=True)
class Person:
    """Somebody in one article. `place` is the country code or organisation id the person speaks for, None when unknown."""

    key: str
    name: str
    actor_id: str | None
    place: str | None
    political: bool = True
    gender: str | None = None


@dataclass
class People:
    """The cast of one article, filled in text order: names first, so that a surname or title finds whom the article has named."""

    directory: Directory
    roles: dict[str, str]  # folded title -> role
    day: date | None
    home: str | None = None  # country of the outlet: whose "chef de l'Etat" it speaks of
    persons: dict[str, Person] = field(default_factory=dict)
    by_surname: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    said_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded name -> roles of its titles
    codes_of: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))  # folded name -> places of its titles, in order
    named: dict[int, Person] = field(default_factory=dict)  # start of a mention -> person
    order: list[tuple[int, str]] = field(default_factory=list)  # (start, key) of every resolved mention

    def read(self, mentions: Sequence[Mention]) -> None:
        """Resolve every named mention of the article; full names before surnames."""
        named = [m for mention in mentions for m in (mention, *mention.members) if m.name]
        for mention in named:
            self.said_of[fold(mention.name or "")] |= {self._role(t) for t in mention.titles} - {""}
            self.codes_of[fold(mention.name or "")].update(dict.fromkeys(mention.codes))
            if mention.label == "UNKNOWN" and mention.codes and not mention.titles and (role := self._shared_role(mention, mentions)):
                self.said_of[fold(mention.name or "")].add(role)
        for mention in named:
            if mention.label != "SHORT" and " " in (mention.name or "").strip() and not self._of_a_dead_king(mention):
                self._register(mention, self._full_name(mention))
        for mention in named:
            if mention.start not in self.named and (person := self._short_name(mention)):
                self._register(mention, person)
        self.order.sort()

    def _of_a_dead_king(self, mention: Mention) -> bool:
        """ "le roi Abdallah", long after the one so listed: the name is that of another of the article, or of who reigns now."""
        form = " ".join(fold(mention.name or "").split())
        known = [self.directory.actors[i] for i in self.directory.by_name.get(form, ())] if form.split()[0] in _BY_FIRST_NAME else []
        return bool(known) and all(a.died and self.day and (self.day - a.died).days > _MOURNING for a in known)

    def _role(self, title: str) -> str:
        """The role of a folded title, "" of none; a ministry that no list has is one all the same."""
        return self.roles.get(title) or ("minister" if title.startswith(("ministre ", "vice-ministre ", "secretaire d'etat ")) else "")

    def _shared_role(self, mention: Mention, mentions: Sequence[Mention]) -> str:
        """ "le Soudanais X" of an article on "les ministres de l'Eau soudanais et égyptien": what is said of all of them."""
        for several in mentions:
            role = self._role(several.title or "") if several.kind == "plural" else ""
            of_state = not several.members or any(set(m.codes) & set(mention.codes) for m in several.members)
            if of_state and role not in ("", *NOT_POLITICAL, *_VAGUE):
                return role
        return ""

    def _register(self, mention: Mention, person: Person) -> None:
        written = fold(mention.name or "").replace("-", " ").split()
        if person.key not in self.persons or len(written) > 1:
            self.persons.setdefault(person.key, person)
            for form in sorted(self._short_forms(person) | {last for last in written[-1:] if not _NUMERAL.fullmatch(last)}):
                if person.key not in self.by_surname[form]:
                    self.by_surname[form].append(person.key)
        self.named[mention.start] = self.persons[person.key]
        self.order.append((mention.start, person.key))
        if not mention.former:
            self.titles_of[person.key] |= {t for t in mention.titles if t not in COUNTERPART}

    def _short_forms(self, person: Person) -> set[str]:
        actor = self.directory.actors.get(person.actor_id or "")
        last = fold(person.name).split()[-1]
        forms = {surname(fold(person.name)), last, *(actor.short_forms if actor else ())}
        return forms - {last} if _NUMERAL.fullmatch(last) else forms

    def _full_name(self, mention: Mention) -> Person:
        form = " ".join(fold(mention.name or "").split())
        known = self._listed(form)
        actor = self._best([self.directory.actors[i] for i in known], mention) or self._holder_called(mention, form) or self._nearly(form)
        return self._person(actor, mention) if actor else self._stranger(mention)

    def _listed(self, form: str) -> list[str]:
        """Ids of those listed by a name, or by what is left of it without his father or his house: "Mohammed ben Salmane ben Abdelaziz"."""
        while not (known := self.directory.by_name.get(form)) and (shorter := _FAMILY.sub("", form)) != form:
            form = shorter
        return known or []

    def _nearly(self, form: str) -> Actor | None:
        """A known name with another spelling: same surname and first names that are nearly the same."""
        last = surname(form)
        for actor_id in self.directory.by_short_form.get(last, ()):
            actor = self.directory.actors[actor_id]
            if any(SequenceMatcher(None, form, name).ratio() >= 0.86 for name in actor.names):
                return actor
        return None

    def _holder_called(self, mention: Mention, form: str) -> Actor | None:
        """The holder of the stated office when the names resemble each other: "Viktor Orbán" for "Viktor Orban"."""
        if mention.former:
            return None
        for actor in self._office_holders(mention):
            if any(SequenceMatcher(None, surname(form), short).ratio() >= 0.75 for short in actor.short_forms):
                return actor
        return None

    def _short_name(self, mention: Mention) -> Person | None:
        form = fold(mention.name or "")
        keys = self.by_surname.get(form) or self.by_surname.get(form.split()[-1], []) or self._called_by_first_name(mention, form)
        if keys:
            fitting = [k for k in keys if self._fits(self.persons[k], mention)] or keys
            return self.persons[self._nearest(fitting, mention.start)]
        candidates = [self.directory.actors[i] for i in (*self.directory.by_short_form.get(form, ()), *self.directory.by_name.get(form, ()))]
        candidates += self._namesakes(form.split(" ", 1)[1]) if self._of_a_dead_king(mention) else []
        actor = self._best(candidates, mention, need_office=True) or self._holder_called(mention, form)
        if actor:
            return self._person(actor, mention)
        titled = mention.title is not None and self._role(mention.title) not in NOT_POLITICAL
        return self._stranger(mention) if titled or mention.label == "UNKNOWN" else None

    def _namesakes(self, first_name: str) -> list[Actor]:
        """Those whom the press calls by this first name alone: "le roi Abdallah" of another country than the one so listed."""
        known = [self.directory.actors[i] for i in self.directory.by_short_form.get(first_name, ())]
        return [a for a in known if fold(a.name).split()[0] == first_name]

    def _called_by_first_name(self, mention: Mention, form: str) -> list[str]:
        """ "cheikh Mohammed", "le prince Fayçal": the one of this first name whom the article has named in full."""
        keys = [key for key, person in self.persons.items() if fold(person.name).split()[0] == form]
        return keys if mention.form in _BY_FIRST_NAME and len(keys) == 1 else []

    def _fits(self, person: Person, mention: Mention) -> bool:
        return not mention.codes or person.place is None or person.place in mention.codes

    def _nearest(self, keys: list[str], start: int) -> str:
        seen = [(abs(start - at), key) for at, key in self.order if key in keys]
        return min(seen)[1] if seen else keys[0]

    def _best(self, candidates: list[Actor], mention: Mention, *, need_office: bool = False) -> Actor | None:
        """The likeliest of several actors of one name: right country, in office on the day, alive; None when nothing decides."""
        people = [a for a in candidates if a.kind == "person" and not (need_office and self._needs_title(a, mention))]
        if not people:
            return None
        ranked = sorted(people, key=lambda a: (self._score(a, mention), a.actor_id), reverse=True)
        best = self._score(ranked[0], mention)
        if need_office and best < 2 and mention.title is None and not (len(people) == 1 and self.day is None):
            return None
        if len(ranked) > 1 and need_office and self._score(ranked[1], mention) == best:
            return None
        return ranked[0]

    def _needs_title(self, actor: Actor, mention: Mention) -> bool:
        """A pope's or a king's short name is a first name: it is his only with a title before it."""
        roles = {o.role for o in self.directory.offices_of.get(actor.actor_id, [])}
        titled = mention.title is not None or fold(mention.name or "").split()[0] in self.roles
        return not titled and bool(roles & {"monarch", "pope", "crown_prince"}) and not roles & {"head_of_government"} and len(fold(actor.name).split()) < 3

    def _score(self, actor: Actor, mention: Mention) -> int:
        offices = self.directory.offices_of.get(actor.actor_id, [])
        places = {o.place for o in offices} | {actor.country_code}
        score = 4 * bool(mention.codes and places & set(mention.codes)) - 4 * bool(mention.codes and not places & set(mention.codes))
        if self.day is None:
            return score + 2 * any(o.end is None for o in offices)
        score += 2 * any(o.held_on(self.day) for o in offices)
        recent = any((o.end and 0 <= (self.day - o.end).days < 1500) or (o.start and 0 < (o.start - self.day).days < 400) for o in offices)
        return score + recent - 3 * bool(actor.died and actor.died < self.day)

    def _person(self, actor: Actor, mention: Mention) -> Person:
        place = self.directory.country_on(actor.actor_id, self.day) or next(iter(mention.codes), None)
        return Person(actor.actor_id, actor.name, actor.actor_id, place, place is not None and not self._is_private(actor), actor.gender)

    def _is_private(self, actor: Actor) -> bool:
        """Whether somebody is listed only as a private person, such as the head of a company."""
        offices = self.directory.offices_of.get(actor.actor_id, [])
        held = [o for o in offices if self.day is None or o.held_on(self.day)] or offices
        return bool(held) and all(o.role.startswith(NOT_POLITICAL) for o in held)

    def _stranger(self, mention: Mention) -> Person:
        name = " ".join((mention.name or "").split())
        roles = self.said_of[fold(mention.name or "")]
        political = bool(roles) and not roles & set(NOT_POLITICAL)
        bodies = [places for t in mention.titles if len(places := self.directory.places_of.get(t, ())) == 1 and not held_anywhere(t, self._role(t))]
        body = next((p for places in bodies for p in places), None) or next((b for t in mention.titles if (b := self._body(t))), None)
        body = None if "spokesperson" in roles else body
        place = next(iter(self.codes_of[fold(mention.name or "")]), None) or body or (self.home if roles & _HOME_ROLES else None)
        return Person(f"name:{fold(name)}", name, None, place, political and place is not None)

    def _body(self, title: str) -> str | None:
        """The organisation that a title names: "émissaire de l'ONU"."""
        named = _OF_A_BODY.search(title)
        actors = self.directory.by_name.get(named.group(1), ()) if named else ()
        return next((a for a in actors if self.directory.actors[a].kind == "organisation"), None)

    def _office_holders(self, mention: Mention) -> list[Actor]:
        said = [t for title in mention.titles for t in (title, _FOR_A_TIME.sub("", title))]
        titles = list(dict.fromkeys(t for title in said for t in (title, *_ELIDED.get(title, ()))))
        for title in titles:
            for code in mention.codes or self._only_places(title):
                holders = self.directory.holders(title, code, self.day)
                if fitting := [h for h in holders if not (mention.determiner == "la" and h.gender == "m")]:
                    return fitting
        return []

    def _only_places(self, title: str) -> Collection[str]:
        """The one place where somebody bears this title, or did that day: "la chanceliere" was Austria's for half a year only."""
        places = self.directory.places_of.get(title, ())
        if held_anywhere(title, self._role(title)):  # the only one the tables know is not the only one there is
            return [p for p in places if p == self.home or any(person.place == p for person in self.persons.values())] if len(places) == 1 else ()
        if len(places) == 1 or self.day is None or self._role(title) not in _LEADING:
            return places if len(places) == 1 else ()
        held = [p for p in places if self.directory.holders(title, p, self.day)] if len(places) <= _RARE else []
        return held if len(held) == 1 else ()

    def resolve(self, mention: Mention, besides: Collection[str] = ()) -> Person | None:
        """The person a single mention denotes, none of those `besides` where its words fit another; None when it cannot be said."""
        if mention.name:
            return self.named.get(mention.start)
        if mention.ousted:
            return self._ousted(mention)
        if mention.of_another or mention.determiner in ("un", "une"):
            return None
        if mention.title in (None, *COUNTERPART) or mention.former:
            return None
        if not mention.codes and len(self.directory.places_of.get(mention.title or "", ())) == 1 and not held_anywhere(mention.title or "", self._role(mention.title or "")):
            return self._holder(mention)
        return self._elect_of_article(mention) or self._said_in_article(mention, besides) or self._holder(self._at_home(mention))

    def _elect_of_article(self, mention: Mention) -> Person | None:
        """ "le president elu" of no stated country: whom the article names and whose term is about to begin."""
        if self.day is None or mention.title not in _ELECT or mention.codes:
            return None
        day = self.day
        offices = {key: self.directory.offices_of.get(p.actor_id or "", []) for key, p in self.persons.items()}
        coming = [k for k, held in offices.items() if any(o.role == "head_of_state" and o.start and 0 < (o.start - day).days < 100 for o in held)]
        return self.persons[self._nearest(coming, mention.start)] if coming else None

    def _at_home(self, mention: Mention) -> Mention:
        """ "le chef de l'Etat", when the article names none: that of the outlet's own country."""
        ours = self.home is not None and not mention.codes and mention.title in _OF_HOME and self.day is not None
        return replace(mention, codes=(self.home,)) if ours and self.home else mention

    def _holder(self, mention: Mention) -> Person | None:
        holders = self._elected(mention) or self._office_holders(mention)
        if not holders or (self.day is None and len(holders) > 1):
            return None
        return self._person(holders[0], mention)

    def _ousted(self, mention: Mention) -> Person | None:
        """ "le president dechu du Niger": whose term ended last, within two years."""
        titles = {t for title in mention.titles for t in (title, *_ELIDED.get(title, ()))}
        terms = [o for title in titles for code in mention.codes for o in self.directory.offices_at.get((title, code), [])]
        ended = [o for o in terms if self.day and o.end and 0 <= (self.day - o.end).days < 730 and o.actor_id in self.directory.actors]
        last = max(ended, key=lambda o: (o.end or date.min, o.actor_id), default=None)
        return self._person(self.directory.actors[last.actor_id], mention) if last else None

    def _elected(self, mention: Mention) -> list[Actor]:
        """ "le president elu": whose term begins within three months."""
        if self.day is None or mention.title not in _ELECT or not mention.codes:
            return []
        starting = [o for o in self.directory.offices_at.get(("president", mention.codes[0]), []) if o.start and 0 < (o.start - self.day).days < 100]
        return [self.directory.actors[o.actor_id] for o in starting]

    def _said_in_article(self, mention: Mention, besides: Collection[str]) -> Person | None:
        """Somebody the article has named whose title (stated, or by office that day) and country fit; the latest named wins."""
        wanted = set(mention.titles) | {t for title in mention.titles for t in _ELIDED.get(title, ())}
        fitting = [key for key, person in self.persons.items() if key not in besides and self._has_title(person, wanted) and self._fits_place(person, mention)]
        if not fitting:
            return None
        fitting = [k for k in fitting if self.persons[k].gender in (None, _GENDERS.get(mention.determiner, self.persons[k].gender))] or fitting
        before = [key for start, key in self.order if key in fitting and start < mention.start]
        if not before:
            return self._holder(self._at_home(mention)) or self.persons[fitting[0]]
        home = next((k for k in before if self.persons[k].place == self.home), None)
        at_home = home is not None and not mention.codes and before.count(home) >= before.count(before[-1])
        return self.persons[home if at_home and home else before[-1]]

    def _fits_place(self, person: Person, mention: Mention) -> bool:
        return not mention.codes or person.place in mention.codes

    def _has_title(self, person: Person, wanted: set[str]) -> bool:
        if self.titles_of[person.key] & wanted:
            return True
        offices = self.directory.offices_of.get(person.actor_id or "", [])
        return any(o.titles & wanted for o in offices if (o.held_on(self.day) if self.day else True))

    def counterpart(self, mention: Mention, of: Person, said: Sequence[str] = ()) -> Person | None:
        """ "son homologue russe" of somebody: who holds the same office (the one just `said` of him, if any), else the nearest to it, in that country."""
        if mention.name:
            return self.named.get(mention.start)
        offices = self.directory.offices_of.get(of.actor_id or "", [])
        current = [o for o in offices if self.day is None or o.held_on(self.day)] or offices
        current = [o for o in current if o.titles & set(said)] or current
        own = {t for o in current for t in o.titles} | (set(said) or self.titles_of[of.key])
        named = [k for k, p in self.persons.items() if p.place in mention.codes and p.key != of.key and self._has_title(p, own)]
        if named:
            return self.persons[self._nearest(named, mention.start)]
        leader = any(o.role in ("head_of_state", "head_of_government", "monarch") for o in current)
        titles = sorted(own & _COUNTERPART_TITLES) + (list(_LEADER_TITLES) if leader or not current else [])
        for title in titles:
            for code in mention.codes:
                if holders := self.directory.holders(title, code, self.day):
                    return self._person(holders[0], mention) if self.day or len(holders) == 1 else None
        return None

    def citizen_of(self, person: Person) -> str | None:
        """The country of somebody who may speak for an organisation: "le Portugais" at the head of the United Nations."""
        actor = self.directory.actors.get(person.actor_id or "")
        return actor.country_code if actor else None

    def only_speaks(self, person: Person) -> bool:
        """Whether the article knows somebody as a spokesperson, whom no pronoun of a caller means."""
        return any(t.startswith("porte-parole") for t in self.titles_of[person.key])

    def seen_before(self, start: int) -> list[Person]:
        """People mentioned by name before a place in the text, the nearest first, each once."""
        keys = [key for at, key in reversed(self.order) if at < start]
        return [self.persons[key] for key in dict.fromkeys(keys)]


_COUNTERPART_TITLES = frozenset(
    ("president", "premier ministre", "chancelier", "ministre des affaires etrangeres", "chef de la diplomatie", "ministre de la defense", "roi", "emir",
     "chef d'etat-major", "ministre de l'interieur", "ministre des finances", "ministre de l'economie", "vice-president", "ministre de l'energie")
)
