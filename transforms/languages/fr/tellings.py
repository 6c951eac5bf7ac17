"""One call of an article and the frames, with their details, that tell it."""

from __future__ import annotations

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


def is_call(frame: CallFrame) -> bool:
    """At least two people who speak for different states or organisations."""
    places = [n.person.place for n in frame.people]
    return len(frame.keys) >= 2 and (len({p for p in places if p}) >= 2 or (None in places and bool({p for p in places if p})))
