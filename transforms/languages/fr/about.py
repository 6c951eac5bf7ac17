"""What a call was about: topics and countries that the sentences telling of a call say were discussed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.languages.fr.concerned import Party, destination, others_first, own_ground, place_of_topic, reach
from transforms.languages.fr.places import PLACED_TOPICS, headline_places, place_subjects
from transforms.languages.fr.taxonomy import PlaceFinder, PlaceMention, Span, TopicFinder, TopicMention
from transforms.languages.fr.topics import headline_topics, topics_of

# a talk about these may be of a third country
_ABROAD = PLACED_TOPICS | {"energy", "migration", "sanctions", "terrorism"}


def call_topics(
    folded: str,
    spans: Sequence[Span],
    participants_country_codes: Collection[str],
    topics: TopicFinder,
    places: PlaceFinder,
    headline: Span | None = None,
    countries_by_name: Mapping[str, str] | None = None,
    beside: Sequence[Span] | None = None,
    doubted: bool = False,
) -> tuple[list[TopicMention], list[PlaceMention]]:
    """Return the topics and places that the sentences `spans` say were discussed in one call, in text order.

    The first span holds the call expression, the others go on telling about it. `headline` is the span of the
    article's title and lead: it names the country when the sentences speak of "the war" or "the crisis" alone.
    `countries_by_name` maps folded surnames of participants to country codes. `beside`, the other sentences of an
    article so brief that it tells of nothing else (None: it is not), is read where `spans` leave the subject open.
    Of a call that is `doubted` (denied, or a rumour told in passing) only what is plainly stated counts.
    """
    call = _Call(folded, spans, set(participants_country_codes), None if doubted else headline, beside)
    found = [mention for mention in _topics(call, topics) if not (doubted and mention.rule == "discussed")]
    return found, _places(call, found, places, Party(countries_by_name or {}, call.participants))


@dataclass(frozen=True)
class _Call:
    """The sentences that tell of one call, in the words of `call_topics`."""

    folded: str
    spans: Sequence[Span]
    participants: set[str]
    headline: Span | None
    beside: Sequence[Span] | None

    @property
    def brief(self) -> bool:
        return self.beside is not None

    @property
    def told(self) -> Sequence[Span]:
        return [*self.spans, *(self.beside or ())]


def _topics(call: _Call, topics: TopicFinder) -> list[TopicMention]:
    found = topics_of(call.folded, call.spans, topics, call.brief) or topics_of(call.folded, call.beside or (), topics, call.brief)
    if call.headline is None:
        return found
    sure = [mention for mention in found if mention.strength != "background"]
    told = {mention.label_code for mention in sure}
    theme = headline_topics(call.folded, call.spans, call.headline, topics, told, call.brief)
    return [mention for mention in found if mention.label_code in told] + theme if theme else found


def _places(call: _Call, found: Sequence[TopicMention], places: PlaceFinder, party: Party) -> list[PlaceMention]:
    about = {code for mention in found for code in (mention.label_code, mention.topic_id)}
    named = place_subjects(call.folded, call.spans, call.participants, places, call.brief)
    elsewhere = any(mention.rule in ("item", "headline") for mention in found)  # a war named as an item, or in the headline alone
    if about & {"conflict", "arms"} and not elsewhere and all(place.country_code in call.participants for place in named):
        named += party.at_war(call.spans[0], "conflict" in about)
    named = named or next((meant for meant in _places_meant(call, about, found, places, party) if meant), [])
    if about & {"security", "conflict"}:
        alone = all(place.country_code in call.participants for place in named)
        named = named + party.at_their_border(call.folded, call.told, alone)
        named = named + (party.at_odds(named, call.spans[0]) if "conflict" in about else [])
    return others_first(named, call.participants) or party.by_standing(call.spans[0], about)


def _places_meant(
    call: _Call, about: set[str], found: Sequence[TopicMention], places: PlaceFinder, party: Party
) -> Iterator[list[PlaceMention]]:
    """What may stand for the country that the sentences do not make their subject, the surest first."""
    if about & {"disaster", "terrorism"}:
        yield party.consoled(call.folded, call.told, places)
    if "elections" in about:
        yield party.congratulated(call.folded, call.told)
    if call.beside and (about & _ABROAD or not about):
        yield place_subjects(call.folded, call.beside, call.participants, places, call.brief)
    if call.headline and about & PLACED_TOPICS:
        yield headline_places(call.folded, call.headline, places)
    if call.brief and "summit" in about:
        yield destination(call.folded, call.told, party, places)
    if call.brief:
        yield [place for place in own_ground(call.folded, call.told, call.participants, places) if place.kind == "region" or not reach(place.country_code)]
        yield party.in_need(call.folded, call.told, places, about)
    yield place_of_topic(found)
