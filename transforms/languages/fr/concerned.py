"""Places of a call that no sentence names as its subject: which participant's country the talk concerned."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from transforms.languages.fr.crises import Crisis
from transforms.languages.fr.places import PLACED_TOPICS, REACH, is_addressed, is_speaker, is_venue
from transforms.languages.fr.taxonomy import PlaceFinder, PlaceMention, Span, TopicMention
from transforms.languages.fr.told import SUBJECT_PRONOUN

_CONGRATULATED = re.compile(
    r"\b(?P<object>(?:l'|lui\s)\s*(?:\w+\s+){0,3}?)?(?:felicit\w+|adress\w+\s+ses\s+felicitations)"
    r"(?P<by>\s+(?:\w+\s+){0,4}?par\s+(?!telephone|visio|video|ecran|teleph))?"
)
_RISING = re.compile(
    r"\b(?:general|colonel|capitaine|commandant|de\s+la\s+junte|de\s+transition|par\s+interim|elue?|nouve(?:au|lle)|futur|reelue?"
    r"|candidate?|opposante?|vainqueur|rival|designee?|chef\s+de\s+l'armee(?:\s+\w+)?)\s*,?\s+(?:[\w-]+\s+){0,2}$"
)
_FUNCTION_WORDS = frozenset(("son", "ben", "le", "la", "an", "ma"))  # surnames that are also small words tell nothing in folded text
_LATTER = re.compile(r"\W*(?:ce\s+dernier|cette\s+derniere|celui-ci|celle-ci)\b")
IMPLIED = frozenset(("at_war", "dispute", "standing"))
"""Kinds of place that no characters name: they follow from who talked and what about."""

_NEEDS = {
    "arms", "conflict", "disaster", "energy", "food", "health", "humanitarian", "migration", "rights", "security", "terrorism", "trade",
}  # fmt: skip
_GIVES = re.compile(
    r"\b(?:a|ont|avait|aurait|va|vont|doi(?:ven)?t|peu(?:ven)?t|pourrai(?:en)?t|veu(?:len)?t|de)\s+(?:\w+\s+)?"
    r"(?:promis|promettre|offert|offrir|propos\w+|livr\w+|accord\w+|fourni\w*|envoy\w+|somm\w+|vendre|preter|donner)\b"
)
_TO_WHOM = re.compile(
    r"^\s*(?:a\s+l'|aux?\s+|a\s+son\s+|a\s+sa\s+|le\s+|la\s+|l')(?:[\w-]+\s+){0,3}$"
    r"|(?:\ba\s+l'|\baux?\s+|\ba\s+son\s+|\ba\s+sa\s+)(?:[\w-]+\s+){0,3}$"
)
_ASKS = re.compile(
    r"\b(?:a|ont|aurait|avait)\s+(?:\w+\s+)?(?:demand\w+|sollicit\w+|reclam\w+|quemand\w+)\b"
    r"|(?<!\bla )(?<!\bsur )\b(?:demande|reclame|espere|sollicite|cherche|souhaite|voudrait|veut)\s+(?!pas)"
)


# a talk with a power about one of these concerns the other's country, where none is named; a war has its own places, food concerns both sides
_OWN_TOPICS = (PLACED_TOPICS - {"food", "conflict"}) | {"migration", "terrorism", "sanctions", "energy", "trade"}
_SHARED = {"energy", "trade"}  # where more than two talk about these, they concern them all
_WITHIN = {"rights", "elections", "disaster"}
# who calls about others' troubles, foremost first: permanent members and the largest economies, then regional powers and mediators
_POWERS = (
    {"US", "CN", "RU", "FR", "GB", "DE", "VA"},
    {"IT", "CA", "JP", "IN", "TR", "SA", "EG", "QA", "AE", "BR", "CH", "BE", "NL", "ES", "AU", "ZA", "NO", "SE", "IL"},
)


def reach(code: str) -> int:
    """How far from home a country's leaders are used to speak: 3 for an organisation, 2 and 1 for powers, else 0."""
    if len(code) != 2:
        return 3
    return next((2 - rank for rank, powers in enumerate(_POWERS) if code in powers), 0)


# one's own border; that of a third country is found as a place
_OWN_BORDER = re.compile(
    r"\b(?:leurs?\s+frontieres?|frontieres?\s+(?:communes?|avec|entre\s+les\s+deux|qui\s+les\s+separe)|delimitation\s+frontaliere)\b"
)
_THE_BORDER = re.compile(r"\b(?:a|de)\s+la\s+frontiere(?=\s*[,.;\"]|\s+(?:et|ou|mais|apres|avant|depuis|selon)\b)")
_CONSOLED = re.compile(r"\b(?:ses|leurs|de\s+ses|les|sa|leur)\s+(?:\w+\s+)?(?:condoleances|sympathie|solidarite|compassion|soutien)\b|\b(?:dit|exprime|fait\s+part\s+de)\s+(?:toute\s+)?(?:la|sa)\s+(?:peine|tristesse|emotion|douleur)\b")


_FROM_WHOM = re.compile(r"\s+d(?:u|e|es)\s|\s+d'")
_WHO = re.compile(r"\bqui\s+(?:[a-z]+\s+)?$")
_WHO_TO_HIM = re.compile(r"\bqui\s+(?:lui|leur|l')[^,.;]{0,30}$")


@dataclass(frozen=True)
class Party:
    """The participants of a call as those whom the talk may concern: folded surname -> country, all their places, the crises of the day."""

    countries: Mapping[str, str]
    places: set[str]
    crises: Collection[Crisis]

    def named(self, folded: str, start: int, end: int) -> list[PlaceMention]:
        """The participants that a range names, in text order."""
        found = [
            PlaceMention(code, match.start(), match.end(), "participant")
            for name, code in self.countries.items()
            if name not in _FUNCTION_WORDS
            for match in re.compile(rf"\b{re.escape(name)}\b").finditer(folded, start, end)
        ]
        return sorted(found, key=lambda place: place.start)

    def is_named(self, folded: str, mention: PlaceMention | TopicMention) -> bool:
        """Whether what stands for a country or a war is somebody on the line: "le maréchal Haftar"."""
        return folded[mention.start : mention.end].split()[-1] in self.countries

    def but_people(self, folded: str, places: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Leave out regions that are somebody on the line."""
        return [place for place in places if place.kind != "region" or not self.is_named(folded, place)]

    def at_war(self, span: Span) -> list[PlaceMention]:
        """The war of the day in a participant's country."""
        theatres = {code for crisis in self.crises if crisis.kind == "war" for code in crisis.countries}
        return [PlaceMention(code, *span, "at_war") for code in sorted(self.places & theatres)[:1]]

    def waging_war(self, span: Span) -> list[PlaceMention]:
        """The war of the day that a participant wages elsewhere, where all the others are powers."""
        wars = [crisis for crisis in self.crises if crisis.kind == "war" and crisis.waged_by in self.places]
        abroad = [war for war in wars if all(reach(code) for code in self.places if code != war.waged_by)]
        return [PlaceMention(code, *span, "at_war") for war in abroad for code in war.countries][:1]

    def congratulated(self, folded: str, spans: Sequence[Span]) -> list[PlaceMention]:
        """The country whose election or change of power brought the call."""
        for start, end in spans:
            if verb := _CONGRATULATED.search(folded, start, end):
                before = self.named(folded, spans[0][0], verb.start())
                after = self.named(folded, verb.end(), end)
                giver = self._giver(folded, verb, before, after)
                if giver:
                    return self._others(giver.country_code, verb.span())
                if verb["object"] and _LATTER.match(folded, start):  # "ce dernier l'a felicite": the one named last spoke
                    before = [who for who in before if who.country_code != before[-1].country_code]
                # "A a felicite B", "B a ete felicite par A"; "A a appele B et l'a felicite" takes up the one named last
                return before[-1:] if verb["by"] or verb["object"] else after[:1] or before[-1:]
        return [
            who
            for start, end in spans
            for who in self.named(folded, start, end)
            if _RISING.search(folded, max(start, who.start - REACH), who.start)
        ][:1]

    def _giver(self, folded: str, verb: re.Match[str], before: Sequence[PlaceMention], after: Sequence[PlaceMention]) -> PlaceMention | None:
        """Who is named as the one that congratulates: "les felicitations de X", "un appel de X, qui l'a felicite"."""
        if after and verb.group().endswith("felicitations") and _FROM_WHOM.match(folded, verb.end()):
            return after[0]
        return before[-1] if before and verb["object"] and _WHO.search(folded, before[-1].end, verb.start()) else None

    def in_need(self, folded: str, spans: Sequence[Span], places: PlaceFinder, about: set[str]) -> list[PlaceMention]:
        """The participant to whom something is given or who asks for it."""
        if not about & _NEEDS:
            return []
        needs = (self._receiving(folded, span, places) or self._asking(folded, span, spans[0][0], places) for span in spans)
        return next((found for found in needs if found), [])

    def _receiving(self, folded: str, span: Span, places: PlaceFinder) -> list[PlaceMention]:
        verb = _GIVES.search(folded, *span)
        return [
            place
            for place in (places.find(folded, verb.end(), span[1]) if verb else ())
            if verb and place.country_code in self.places and _TO_WHOM.search(folded[verb.end() : place.start])
        ][:1]

    def _asking(self, folded: str, span: Span, opening: int, places: PlaceFinder) -> list[PlaceMention]:
        verb = _ASKS.search(folded, *span)
        if verb is None:
            return []
        asking = self.named(folded, span[0], verb.start())
        asking += [place for place in places.find(folded, span[0], verb.start()) if place.country_code in self.places]
        if not asking and SUBJECT_PRONOUN.match(folded, span[0]):
            asking = self.named(folded, opening, span[0])[:1]
        return [place for place in asking[-1:] if reach(place.country_code) == 0]

    def at_their_border(self, folded: str, spans: Sequence[Span], alone: bool) -> list[PlaceMention]:
        """Whoever on the line has the border that they spoke of, powers left out.

        "The border" without more is that of two lesser countries, where no third one is named (`alone`).
        """
        lesser = sorted(code for code in self.places if reach(code) < 2)
        neighbours = alone and len(lesser) > 1 and len(lesser) == len(self.places)
        borders = (_OWN_BORDER, _THE_BORDER) if neighbours else (_OWN_BORDER,)
        border = next((found.span() for words in borders for start, end in spans if (found := words.search(folded, start, end))), None)
        return [PlaceMention(code, *border, "border") for code in lesser if border]

    def at_odds(self, named: Sequence[PlaceMention], span: Span) -> list[PlaceMention]:
        """The other side of a dispute of the day of which one country is named, or is on the line where none else is named."""
        codes = {place.country_code for place in named}
        lesser = {code for code in self.places if reach(code) == 0}
        subjects = {place.country_code for place in named if place.kind != "border"} - (self.places - lesser)
        disputes = [set(crisis.countries) for crisis in self.crises if crisis.kind == "dispute"]
        sides = [(pair, subjects | (lesser if codes <= pair else set())) for pair in disputes]
        return [PlaceMention(code, *span, "dispute") for pair, one in sides if pair & one for code in sorted(pair - codes)]

    def consoled(self, folded: str, spans: Sequence[Span], places: PlaceFinder) -> list[PlaceMention]:
        """The country of the one to whom sympathy is expressed: "lui a présenté ses condoléances", "sa solidarité à M. Sari"."""
        for start, end in spans:
            if phrase := _CONSOLED.search(folded, start, end):
                before = self.named(folded, spans[0][0], phrase.start())
                after = self.named(folded, phrase.end(), end)
                after += [place for place in places.find(folded, phrase.end(), end) if place.country_code in self.places]
                if after and _FROM_WHOM.match(folded, phrase.end()):  # "a recu les condoleances de X": of the other
                    return self._others(after[0].country_code, phrase.span())
                if not after and before and _WHO_TO_HIM.search(folded, before[-1].end, phrase.start()):  # "un appel de X, qui lui a dit sa peine"
                    return self._others(before[-1].country_code, phrase.span())
                return after[:1] or before[1:2]
        return []

    def _others(self, code: str, span: Span) -> list[PlaceMention]:
        """The one country on the line beside this one, told of in a range."""
        others = sorted(self.places - {code})
        return [PlaceMention(other, *span, "participant") for other in others] if len(others) == 1 else []

    def by_standing(self, span: Span, about: set[str]) -> list[PlaceMention]:
        """The one country on the line that is no power: powers and organisations call about its affairs, not theirs.

        What happens within a country (an election, arrests, an earthquake) concerns the lesser of two powers too.
        """
        codes = sorted(self.places, key=reach)
        own = _OWN_TOPICS if len(codes) == 2 else _OWN_TOPICS - _SHARED
        if not about & own or len(codes) < 2 or reach(codes[0]) == reach(codes[1]):
            return []
        if reach(codes[0]) > 0 and not about & _WITHIN:
            return []
        return [PlaceMention(codes[0], *span, "standing")]


def own_ground(folded: str, spans: Sequence[Span], participants: set[str], places: PlaceFinder) -> list[PlaceMention]:
    """The participant's own country, where it alone is named as a place."""
    named = [
        place
        for start, end in spans
        for place in places.find(folded, start, end)
        if place.country_code in participants
        and place.kind in ("name", "region")
        and not is_speaker(folded, start, place)
        and not is_venue(folded, start, place)
        and not is_addressed(folded, start, place)
    ]
    return named if len({place.country_code for place in named}) == 1 else []


_WHITHER = re.compile(
    r"\b(?:visites?|voyage|venue|rendre|deplacement|sommet|aller|venir)\s+(?:[\w']+\s+){0,5}?(?:a|en|au|aux|d'|de|du)\s*(?:la\s+)?$"
)


# "le report de sa visite": nobody visits himself
_OWN_VISIT = re.compile(r"\b(?:sa|son)\s+(?:\w+\s+)?(?:visite|venue|voyage|deplacement)\b(?!\s+(?:a|en|au|aux|de|du|d'))")


def destination(folded: str, spans: Sequence[Span], party: Party, places: PlaceFinder) -> list[PlaceMention]:
    """The country of the visit or meeting that was planned."""
    named = [
        place
        for start, end in spans
        for place in places.find(folded, start, end)
        if place.kind != "demonym" and _WHITHER.search(folded, max(start, place.start - REACH), place.start)
    ]
    if not named and len(party.places) == 2 and (visit := _OWN_VISIT.search(folded, *spans[0])):
        visitor = party.named(folded, spans[0][0], visit.start())[:1]
        named = [PlaceMention(code, *visit.span(), "host") for who in visitor for code in party.places if code != who.country_code]
    return named[:1]


_TOPIC_PLACES = {"iran_nuclear_deal": "IR", "korea_nuclear": "KP", "brexit": "GB"}


def place_of_topic(topics: Sequence[TopicMention]) -> list[PlaceMention]:
    """The country of a topic that is about one country only."""
    named = [topic for topic in topics if topic.strength == "strong" and topic.topic_id in _TOPIC_PLACES]
    return [PlaceMention(_TOPIC_PLACES[topic.topic_id], topic.start, topic.end, "topic") for topic in named]


def others_first(named: list[PlaceMention], participants: Collection[str]) -> list[PlaceMention]:
    """Leave out a participating power's own country where another is named: "Washington met en garde sur l'Ukraine".

    A town or region of it that is named stays. Russia is left out beside Ukraine: the war is placed where it is fought.
    """
    others = [place for place in named if place.country_code not in participants or place.kind == "region" or reach(place.country_code) < 2]
    codes = {place.country_code for place in others}
    return [place for place in others if place.country_code != "RU" or "UA" not in codes] or named
