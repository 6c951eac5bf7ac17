"""What a call was about: topics and countries that the sentences telling of a call say were discussed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.languages.fr.concerned import Party, destination, others_first, own_ground, place_of_topic, reach
from transforms.languages.fr.crises import Crisis, at_hand
from transforms.languages.fr.places import PLACED_TOPICS, headline_places, labelled_places, place_subjects
from transforms.languages.fr.taxonomy import PlaceFinder, PlaceMention, Span, TopicFinder, TopicMention
from transforms.languages.fr.topics import headline_topics, theme_topics, topics_of

# a talk about these may be of a third country
_ABROAD = PLACED_TOPICS | {"energy", "migration", "sanctions", "terrorism"}
_OF_BOTH = {"conflict", "security"}  # what two on the line may have with one another
_ELSEWHERE = ("item", "headline", "theme")  # rules of a war that may be any: named as an item, or outside the sentences of the call alone


def call_topics(
    folded: str,
    spans: Sequence[Span],
    participants_country_codes: Collection[str],
    topics: TopicFinder,
    places: PlaceFinder,
    headline: Span | None = None,
    countries_by_name: Mapping[str, str] | None = None,
    beside: Sequence[Span] | None = None,
    denied: bool = False,
    day: date | None = None,
) -> tuple[list[TopicMention], list[PlaceMention]]:
    """Return the topics and places that the sentences `spans` say were discussed in one call, in text order.

    The first span holds the call expression, the others go on telling about it. `headline` is the span of the
    article's title and lead: it names the country when the sentences speak of "the war" or "the crisis" alone.
    `countries_by_name` maps folded surnames of participants to country codes. `beside`, the other sentences of an
    article so brief that it tells of nothing else (None: it is not), is read where `spans` leave the subject open.
    Of a call that is `denied` only what is plainly stated counts. `day` is that of the call or of
    the article (None: unknown): what a country stands for depends on it.
    """
    call = _Call(folded, spans, set(participants_country_codes), headline, beside, at_hand(topics.crises, day), denied)
    party = Party(countries_by_name or {}, call.participants, call.at_hand)
    stated = _topics(call, topics)
    found = [mention for mention in [*stated, *_themes(call, stated, topics)] if not (denied and mention.rule in ("discussed", "headline"))]
    found = [mention for mention in found if not party.is_named(folded, mention)]
    return found, _places(call, found, places, party)


@dataclass(frozen=True)
class _Call:
    """The sentences that tell of one call, in the words of `call_topics`."""

    folded: str
    spans: Sequence[Span]
    participants: set[str]
    headline: Span | None
    beside: Sequence[Span] | None
    at_hand: Collection[Crisis]
    denied: bool

    @property
    def brief(self) -> bool:
        return self.beside is not None

    @property
    def told(self) -> Sequence[Span]:
        return [*self.spans, *(self.beside or ())]


def _topics(call: _Call, topics: TopicFinder) -> list[TopicMention]:
    stated = (topics_of(call.folded, spans, topics, call.brief, call.at_hand) for spans in (call.spans, call.beside or ()))
    found = next((mentions for mentions in stated if mentions), [])
    if call.headline is None:
        return found
    sure = [mention for mention in found if mention.strength != "background"]
    told = {mention.label_code for mention in sure}
    theme = headline_topics(call.folded, call.spans, call.headline, topics, told, call.brief, call.at_hand)
    return [mention for mention in found if mention.label_code in told] + theme if theme else found


def _themes(call: _Call, found: Sequence[TopicMention], topics: TopicFinder) -> list[TopicMention]:
    """What the article is about besides; the safety of a plant or a programme is no matter of the war around it."""
    told = {mention.label_code for mention in found}
    if call.denied or call.brief or told & {"conflict", "nuclear"}:
        return []
    return [mention for mention in theme_topics(call.folded, call.spans, topics, call.at_hand) if mention.label_code not in told]


def _places(call: _Call, found: Sequence[TopicMention], places: PlaceFinder, party: Party) -> list[PlaceMention]:
    about = {code for mention in found for code in (mention.label_code, mention.topic_id)}
    named = place_subjects(call.folded, call.spans, call.participants, places, call.brief)
    items = [mention for mention in found if mention.rule == "item"]
    named += [place for item in items for place in places.find(call.folded, item.start, item.end)]
    named = party.but_people(call.folded, named)
    elsewhere = any(mention.rule in _ELSEWHERE for mention in found)
    if about & {"conflict", "arms"} and not elsewhere and all(place.country_code in call.participants for place in named):
        named += party.at_war(call.spans[0])
    named = named or next((meant for some in _places_meant(call, about, found, places, party) if (meant := party.but_people(call.folded, some))), [])
    if about & {"security", "conflict"}:
        alone = all(place.country_code in call.participants for place in named)
        named = named + party.at_their_border(call.folded, call.told, alone)
        named = named + (party.at_odds(named, call.spans[0]) if "conflict" in about else [])
    if party.congratulated(call.folded, call.told):  # whoever congratulates is not the one who was elected
        about.discard("elections")
    return others_first(named, call.participants) or party.by_standing(call.spans[0], about)


def _places_meant(
    call: _Call, about: set[str], found: Sequence[TopicMention], places: PlaceFinder, party: Party
) -> Iterator[list[PlaceMention]]:
    """What may stand for the country that the sentences do not make their subject, the surest first."""
    if about & {"disaster", "terrorism"}:
        yield party.consoled(call.folded, call.told, places)
    if "elections" in about:
        yield [place for place in party.congratulated(call.folded, call.told) if reach(place.country_code) < 2]
    if call.beside and (about & _ABROAD or not about):
        yield place_subjects(call.folded, call.beside, call.participants, places, call.brief)
    if about & _ABROAD or not (about or call.denied):
        opening = call.folded.rfind("\n", 0, call.spans[0][0]) + 1
        named = labelled_places(call.folded, opening, places) or (headline_places(call.folded, call.headline, places) if call.headline else [])
        named = named or labelled_places(call.folded, 0, places)
        if not about & _OF_BOTH and len(call.participants) > 1 and call.participants <= {place.country_code for place in named}:
            named = []  # "Mali-Russie : ...": the two who talked
        yield [place for place in named if about & PLACED_TOPICS or place.country_code not in call.participants or not reach(place.country_code)]
    if "conflict" in about and not any(mention.rule in _ELSEWHERE for mention in found):
        yield party.waging_war(call.spans[0])
    if call.brief and "summit" in about:
        yield destination(call.folded, call.told, party, places)
    if call.brief:
        yield [place for place in own_ground(call.folded, call.told, call.participants, places) if place.kind == "region" or not reach(place.country_code)]
    yield [place for place in party.in_need(call.folded, call.told, places, about) if call.brief or place.kind != "demonym"]
    yield place_of_topic(found)
