"""Distinct calls of one article: frames that tell the same call become one, weak frames are kept only where the context says phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from transforms.languages.fr.details import Details
from transforms.languages.fr.frames import CallFrame, Named


@dataclass
class Telling:
    """A frame with its details."""

    frame: CallFrame
    details: Details


@dataclass
class DistinctCall:
    """One call with everything that tells it, in text order; the first strong telling comes first in `evidence`."""

    tellings: list[Telling] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the people in the call."""
        return frozenset(n.person.key for n in self.people)

    @property
    def strong(self) -> list[Telling]:
        """The tellings that say by themselves that it was a call."""
        return [t for t in self.tellings if not t.frame.weak]

    def add(self, telling: Telling) -> None:
        """Take in one more telling; the first gives the people."""
        self.tellings.append(telling)
        known = self.keys
        self.people += [n for n in telling.frame.people if n.person.key not in known and not self.people]

    @property
    def day(self) -> tuple[date | None, date | None]:
        """Earliest and latest day of the first telling that states one."""
        for telling in self.tellings:
            if telling.details.day:
                return telling.details.day
        return (None, None)

    @property
    def factuality(self) -> str:
        """What the first telling says of whether the call took place."""
        values = [t.details.factuality.value for t in (self.strong or self.tellings)]
        return values[0]


_AGAIN = re.compile(r"\b(?:egalement|aussi|ensuite|puis|tour a tour|a son tour|de son cote|par ailleurs|en outre|dans la foulee|auparavant|plus tard|plus tot|le lendemain|la veille|le meme jour|avant de|apres (?:s'etre|avoir)|quelques (?:heures|minutes)|de nouveau)\b")
_TALKED = ("entret", "s'entret", "parl", "echang", "discut", "convers")
_NEXT_ONE = re.compile(r"\b(?:nouvel|nouvelle|nouveau|prochain|prochaine|autre|second|deuxieme)\b")
_OTHER_ONE = re.compile(r"\b(?:premier|premiere|precedent|precedente|dernier|derniere|avant-dernier|autre|deja)\b")
_IN_PERSON = re.compile(
    r"\b(?:rencontr\w+|recu\w*|recoit|recev\w+|accueill\w+|en visite|a paris|a l'elysee|au kremlin|a la maison blanche|en marge|face-a-face|en personne|poignee de main|se rendr\w*|"
    r"s'est rendu|de vive voix|a huis clos|diner|dejeuner|sommet|sur place|tete-a-tete|bureau ovale|en deplacement)\b"
)


def distinct_calls(tellings: Sequence[Telling], folded: str) -> list[DistinctCall]:
    """Bring the tellings of one article together into distinct calls, in the order of their first evidence."""
    calls: list[DistinctCall] = []
    for telling in tellings:
        if telling.frame.weak:
            continue
        if _is_call(telling.frame):
            _place(calls, telling, folded)
    for telling in tellings:
        if telling.frame.weak and _is_call(telling.frame):
            _place_weak(calls, telling, tellings, folded)
    for telling in tellings:
        if not _is_call(telling.frame):
            _attach_partial(calls, telling, folded)
    kept = [c for c in calls if c.strong]
    for call in kept:
        call.tellings.sort(key=lambda t: t.frame.expression.start)
    return sorted(kept, key=lambda c: c.strong[0].frame.expression.start)


def _is_call(frame: CallFrame) -> bool:
    """At least two people who speak for different states or organisations."""
    places = [n.person.place for n in frame.people]
    return len(frame.keys) >= 2 and (len({p for p in places if p}) >= 2 or (None in places and bool({p for p in places if p})))


def _place(calls: list[DistinctCall], telling: Telling, folded: str) -> None:
    for call in sorted(calls, key=lambda c: abs(c.tellings[-1].frame.expression.start - telling.frame.expression.start)):
        if call.keys == telling.frame.keys and _same_time(call, telling, folded):
            call.add(telling)
            return
    fresh = DistinctCall()
    fresh.add(telling)
    calls.append(fresh)


def _same_time(call: DistinctCall, telling: Telling, folded: str) -> bool:
    mine, theirs = telling.details.day, call.day
    if mine and mine[0] and theirs and theirs[0]:
        overlap = mine[0] <= (theirs[1] or theirs[0]) and theirs[0] <= (mine[1] or mine[0])
        close = abs((mine[0] - theirs[0]).days) <= 1 and (telling.details.date_is_announcement or any(t.details.date_is_announcement for t in call.tellings))
        return overlap or close
    states = {call.factuality, telling.details.factuality.value}
    if states == {"occurred", "planned"}:
        return telling.frame.anaphoric
    return not _recalled(telling, folded)


def _recalled(telling: Telling, folded: str) -> bool:
    frame = telling.frame
    near = folded[max(frame.sentence.start, frame.expression.start - 45):frame.expression.end]
    return bool(re.search(r"\b(?:deja|precedent|precedente|derniere fois)\b", near)) and not frame.anaphoric


def _place_weak(calls: list[DistinctCall], telling: Telling, tellings: Sequence[Telling], folded: str) -> None:
    frame = telling.frame
    for call in calls:
        if call.keys == frame.keys and _same_time(call, telling, folded):
            call.add(telling)
            return
    met = all(n.span for n in frame.people) or frame.expression.head.startswith(("entret", "s'entret", "reparl"))
    if any(call.keys == frame.keys for call in calls) or frame.expression.kind != "talk_verb" or not met:
        return
    if (frame.beside_phone and not _IN_PERSON.search(folded, frame.sentence.start, frame.sentence.end)) or _confirmed_next(telling, tellings, folded) or _alongside(calls, telling, folded):
        fresh = DistinctCall()
        fresh.add(telling)
        fresh.tellings[0].frame.weak = False
        calls.append(fresh)


def _confirmed_next(telling: Telling, tellings: Sequence[Telling], folded: str) -> bool:
    """The next sentence or two speak of "cet appel", "au cours d'un échange téléphonique" with no other people."""
    here = telling.frame.sentence
    if _IN_PERSON.search(folded, here.start, here.end):
        return False
    return any(
        (not t.frame.weak or (t.frame.anaphoric and t.frame.expression.head == "appel")) and 0 <= t.frame.sentence.index - here.index <= 2 and not _is_call(t.frame)
        and t.frame.keys <= telling.frame.keys and t.frame.expression.start > telling.frame.expression.start
        for t in tellings
    )


def _alongside(calls: list[DistinctCall], telling: Telling, folded: str) -> bool:
    """ "M. X s'est également entretenu avec Y" right beside a phone call of X."""
    sentence = telling.frame.sentence
    words = folded[sentence.start:sentence.end + 80]  # the next sentence may say that it was a meeting
    if not _AGAIN.search(words) or _IN_PERSON.search(words) or not telling.frame.expression.head.startswith(_TALKED):
        return False
    beside = any(abs(t.frame.sentence.index - sentence.index) <= 2 for call in calls for t in call.strong)
    return beside and any(call.keys & telling.frame.keys for call in calls)


def _dated_apart(call: DistinctCall, telling: Telling, words: str) -> bool:
    """ "Le premier échange avait eu lieu le 25 février": another call of the same people, by its own day."""
    mine, theirs = telling.details.day, call.day
    if not (mine and mine[0] and theirs[0] and _OTHER_ONE.search(words)):
        return False
    return mine[1] is not None and mine[1] < theirs[0]


def _attach_partial(calls: list[DistinctCall], telling: Telling, folded: str) -> None:
    """A telling that names one of the people, or none: it belongs to the nearest call before it that fits, and adds details."""
    frame = telling.frame
    near = [
        c for c in calls
        if frame.keys <= c.keys and any(t.frame.expression.start <= frame.expression.start for t in c.tellings)
    ]
    if near and telling.details.factuality.value == "planned" and near[-1].factuality == "occurred" and not frame.anaphoric and not frame.weak:
        if _NEXT_ONE.search(folded[frame.sentence.start:frame.expression.end]):
            telling.frame.people = list(near[-1].people)
            calls.append(DistinctCall([telling], list(near[-1].people)))
        return  # "un nouvel entretien est prévu samedi" is another call
    if near and (frame.anaphoric or not frame.weak):
        if _dated_apart(near[-1], telling, folded[frame.sentence.start:frame.sentence.end]):
            fresh = DistinctCall([telling], list(near[-1].people))
            telling.frame.weak = False
            calls.append(fresh)
            return
        last = max(near, key=lambda c: max(t.frame.expression.start for t in c.tellings if t.frame.expression.start <= frame.expression.start))
        if frame.anaphoric or frame.sentence.index - max(t.frame.sentence.index for t in last.tellings) <= 3:
            last.tellings.append(telling)
