"""Who called, asked for the call or convened it: of one distinct call, from the sentences that tell it, announce it or come back to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.initiators import Initiation, find_initiation
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import Person
from transforms.languages.fr.reading import Reading
from transforms.languages.fr.taxonomy import PlaceFinder
from transforms.languages.fr.tellings import DistinctCall
from transforms.report import Claim, Span

_CALL = re.compile(r"\b(?:appel|entretien|echange|conversation|coup de fil|l'initiative|qui (?:a|avait) (?:appele|telephone))\b")
_SPOKEN_OF_AGAIN = re.compile(  # of who called, further down in an article on one call
    r"\b(?:a|avait) (?:recu|repondu)[^.;:]{0,40}? (?:un|a un|l'|a l') ?(?:[a-z]+ )?(?:appel|coup de (?:fil|telephone))\b|\b(?:appel|coup de (?:fil|telephone)|initiative|demande)\b[^.;:]{0,30} (?:est venue?|etait venue?|vient|venait|emane|emanait|revient)\b"
    r"|\b(?:appel|entretien|echange|conversation|communication)\b[^.;:]{0,60} (?:a|de) (?:la|l') ?(?:demande|initiative) d(?:e|u|es)\b|\bpris l'initiative\b|\b(?:appel|entretien|echange|conversation)\b[^.;:]{0,40} (?:sollicite|initie|demande|lance)e? par\b"
)
_AND_OF = re.compile(r" et (?:de (?:la |l')?|du |des |d')")


@dataclass
class Caller:
    """Who called, with each statement of it; `qualifier` is `exact`, `not_disclosed` or None where nothing is said."""

    person: Person | None = None
    qualifier: str | None = None
    claims: list[Claim] = field(default_factory=list)

    def take(self, person: Person, span: Span, rule: str) -> None:
        """One statement that it was this person; the first holds."""
        self.claims.append(Claim("initiator", person.actor_id or person.name, span, rule))
        if self.person is None and self.qualifier != "not_disclosed":
            self.person, self.qualifier = person, "exact"

    def withhold(self, found: Initiation) -> None:
        """It is not said who called."""
        self.qualifier = self.qualifier or "not_disclosed"
        self.claims.append(Claim("initiator", "", found.span, found.rule, "not_disclosed"))
        self.person = None


class Callers:
    """Finds who called in the calls of one article; `told_in` gives each sentence its call."""

    def __init__(self, reading: Reading, told_in: Mapping[int, int], places: PlaceFinder, title_end: int) -> None:
        self.reading, self.told_in, self.places, self.title_end = reading, told_in, places, title_end

    def of(self, call: DistinctCall, segment: Sequence[Sentence]) -> Caller:
        """Who called; `segment` are the sentences that tell of the call."""
        caller = Caller()
        for telling in call.strong:
            named = telling.frame.initiator
            together = sum(n.function == "bare" for n in telling.frame.people) > 1  # "ont appelé ensemble": no one of them
            if named and named.person.key in call.keys and not (named.function == "bare" and together):
                caller.take(named.person, (telling.frame.expression.start, telling.frame.expression.end), "initiator.call_verb")
        for sentence in [*self._announcing(call), *segment, *self._resuming(call, segment)]:
            found = find_initiation(self.reading.folded, (sentence.start, sentence.end), sentence.mentions)
            if found is None:
                continue
            if found.joint:
                caller.person = None
                break
            if found.not_disclosed:
                caller.withhold(found)
            elif person := self._meant(found.mention, call, found.other) or self._side_named(found.words, call):
                disputed = caller.person is not None and caller.person.name != person.name
                caller.take(person, found.span, found.rule)
                if disputed:  # each side says that it was the other
                    caller.person = caller.qualifier = None
                    break
        return caller

    def _says(self, pattern: re.Pattern[str], sentence: Sentence) -> bool:
        return bool(pattern.search(self.reading.folded, sentence.start, sentence.end))

    def _announcing(self, call: DistinctCall) -> list[Sentence]:
        """The sentence before those that tell of the call, where it speaks of a call without telling one: "C'est Doha qui a demandé l'entretien." """
        first = min(t.frame.sentence.index for t in call.tellings)
        before = self.reading.sentences[first - 1] if first and first - 1 not in self.told_in else None
        return [before] if before and self._says(_CALL, before) else []

    def _resuming(self, call: DistinctCall, segment: Sequence[Sentence]) -> list[Sentence]:
        """The sentence behind those that tell of the call, where it speaks of it again: "Le dirigeant togolais, à l'initiative de ce contact, ...";
        in an article on one call also any other that says who called."""
        sentences, last = self.reading.sentences, max(t.frame.sentence.index for t in call.tellings)
        read = {s.index for s in segment} | set(self.told_in)
        behind = [s for s in sentences[last + 1:last + 2] if s.index not in read]
        elsewhere = [s for s in sentences if s.start >= self.title_end and s not in behind and s.index not in read] if len(self.reading.calls) == 1 else []
        return [s for s in behind if self._says(_CALL, s)] + [s for s in elsewhere if self._says(_SPOKEN_OF_AGAIN, s)]

    def _meant(self, mention: Mention | None, call: DistinctCall, other: bool) -> Person | None:
        """Who of the call is meant by a mention, or by the one beside it (`other`)."""
        if mention is None:
            return None
        person = self.reading.people.resolve(mention) if mention.kind == "person" else None
        if other:
            beside = [n.person for n in call.people if person and n.person.key != person.key]
            return beside[0] if len(beside) == 1 and len(call.people) == 2 else None
        if person and person.key in call.keys:
            return person
        return _only([n.person for n in call.people if n.person.place in {*mention.codes, *self.reading.place_of(mention)}])

    def _side_named(self, words: Span | None, call: DistinctCall) -> Person | None:
        """ "à la demande de Varsovie", "sur demande égyptienne": the one whose country is named, nobody where two are ("de la France et de l'Inde")."""
        named = self.places.find(self.reading.folded, *words) if words else []
        linked = {p.country_code for p in named if p is named[0] or _AND_OF.fullmatch(self.reading.folded, named[0].end, p.start)}
        return _only([n.person for n in call.people if n.person.place in linked])


def _only(people: Sequence[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None
