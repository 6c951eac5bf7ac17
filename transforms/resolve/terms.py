"""Reports that give a participant an office outside its term: "le président X" years after X left it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from transforms.actors import Directory, Office, surname
from transforms.languages.fr.contacts import NOT_IN_OFFICE
from transforms.resolve.members import Member
from transforms.text import fold

_MARGIN = timedelta(days=30)  # an office taken over or left so recently is no contradiction
_BEFORE = 25  # characters before a title in which the text may say that it is of the past or to come
_VAGUE = frozenset("dirigeant dirigeante leader chef patron responsable ministre emissaire".split()) | {"numero un", "homme fort"}


def out_of_term(member: Member, directory: Directory, first: date, last: date) -> list[tuple[str, str]]:
    """Return (actor_id, what is wrong) of participants to whom the report's sentence gives an office they did not hold.

    The call lies between `first` and `last`. Only verified terms speak, and only where no other listed term under that title
    covers the time. "l'ancien président X" is no such office.
    """
    sentence = fold(member["sentence"] or "")
    found = []
    for person in member["participants"] or []:
        actor = directory.actors.get(person["actor_id"])
        if actor is None:
            continue
        terms = directory.offices_of.get(actor.actor_id, [])
        for title in sorted({title for term in terms if term.verified for title in term.titles} - _VAGUE):
            own = [term for term in terms if title in term.titles]
            if _outside(own, first, last) and _is_given(title, (*actor.names, surname(fold(actor.name))), sentence):
                found.append((actor.actor_id, f"{actor.name}: {title} {_when(own, first)}"))
    return found


def _outside(terms: Iterable[Office], first: date, last: date) -> bool:
    """Whether none of these terms reaches into the days from `first` to `last`, by a margin."""
    return all(
        (term.end is not None and term.end + _MARGIN < first) or (term.start is not None and last < term.start - _MARGIN) for term in terms
    )


def _when(terms: Iterable[Office], day: date) -> str:
    ended = max((term.end for term in terms if term.end and term.end <= day), default=None)
    return f"until {ended}" if ended else f"from {min(term.start for term in terms if term.start)}"


def _is_given(title: str, names: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence puts the title before the name as one of the present."""
    found = _titled(title, names).finditer(sentence)
    return any(not re.search(rf"\b{NOT_IN_OFFICE}\b", sentence[max(0, match.start() - _BEFORE) : match.start()]) for match in found)


@lru_cache(maxsize=4096)
def _titled(title: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Match the title before a name, with at most two words of a country between: "le president turc X"."""
    forms = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    between = rf"(?: (?!(?:de|du|des|{NOT_IN_OFFICE})\b|d')[\w'-]+){{0,2}}"
    return re.compile(rf"(?<![\w-]){re.escape(title)}{between} (?:{forms})\b")
