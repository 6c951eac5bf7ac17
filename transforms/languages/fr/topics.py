"""Topics of a call: the terms of the taxonomy that its sentences say were discussed, and not those of the background."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from transforms.languages.fr.crises import Crisis
from transforms.languages.fr.places import REACH, VOICE, is_among_peers
from transforms.languages.fr.subject_matter import (
    attribution_spans,
    background_spans,
    discussed_spans,
    is_item,
    listed_subjects,
    unspoken_spans,
)
from transforms.languages.fr.taxonomy import Span, TopicFinder, TopicMention


def topics_of(folded: str, spans: Sequence[Span], topics: TopicFinder, brief: bool, at_hand: Collection[Crisis]) -> list[TopicMention]:
    """Return the topics that the sentences `spans` state; the others they touch on where they state none."""
    mentions = [mention for start, end in spans for mention in _discussed_topics(folded, start, end, topics, brief, at_hand)]
    stretches = [stretch for start, end in spans for stretch in discussed_spans(folded, start, end)]
    strong = [mention for mention in mentions if mention.strength == "strong"]
    stated = {mention for mention in strong if _lies_in(mention, stretches) or _opens(mention, stretches)}
    return _settle([mention for mention in mentions if not stated or mention.strength != "strong" or mention in stated])


def _opens(mention: TopicMention, stretches: Sequence[Span]) -> bool:
    """Whether a term is itself the verb that states why somebody called or what he offered: "l'a félicité"."""
    return mention.label_code in ("elections", "ceremonial", "summit") and any(mention.start < first <= mention.end for first, _ in stretches)


def _lies_in(mention: TopicMention, stretches: Sequence[Span]) -> bool:
    return any(first <= mention.start and mention.end <= last for first, last in stretches)


_RECALLED = re.compile(
    r"\b(?:s'etai(?:en)?t|s'etre|avai(?:en)?t|deja)\b.{0,40}\b(?:entretenu\w*|parle|echange|appele|telephone|eu|lieu|joint)\b"
    r"|\b(?:19|20)\d\d\b"
)

# crises about which leaders call each other, so that a call in an article on one is taken to be about it
_CRISES: list[tuple[set[str], set[str]]] = [  # topics found -> crises of the headline that go with them
    (set(), {"conflict", "nuclear", "disaster", "health", "terrorism", "humanitarian", "rights"}),
    ({"humanitarian", "ceremonial"}, {"disaster", "terrorism"}),
    ({"summit", "security", "humanitarian"}, {"conflict"}),
]


def headline_topics(
    folded: str, spans: Sequence[Span], headline: Span, topics: TopicFinder, found: set[str], brief: bool, at_hand: Collection[Crisis]
) -> list[TopicMention]:
    """The crisis of the headline, where the sentences leave open what the call was for.

    A call recalled from earlier (pluperfect, or with its year) is not taken to serve the crisis of the day.
    """
    wanted = set[str]().union(*(crises for told, crises in _CRISES if found <= told))
    if _RECALLED.search(folded, *spans[0]):
        return []
    theme = _settle(_discussed_topics(folded, *headline, topics, brief, at_hand))
    crises = [mention for mention in theme if mention.label_code in wanted and mention.strength != "weak"]
    if not found and not crises:
        title = folded.find("\n", *headline)
        sure = [mention for mention in theme if mention.end <= title and mention.strength != "weak"]
        crises = [mention for mention in (theme if brief else sure) if mention.label_code not in _OF_CALLS]
    return [replace(mention, rule="headline") for mention in crises]


_OF_CALLS = {"summit", "bilateral", "rights"}  # what titles say of most calls, or of those who call

_LEADING_IN = 320  # characters before a call in which the article must speak of its theme: some two sentences
_THEME_TERMS, _THEME_SHARE = 3, 0.3  # how often an article must name its theme, and which part of all its topics that must be


def theme_topics(folded: str, spans: Sequence[Span], topics: TopicFinder, at_hand: Collection[Crisis]) -> list[TopicMention]:
    """The war, epidemic or disaster that the whole article is about and that leads in to the call: leaders call about it, whatever else they say."""
    told = next((span for span in spans if span[0]), spans[0])
    near = {mention.label_code for mention in _firm(topics.find(folded, max(0, told[0] - _LEADING_IN), told[1], at_hand))} & _THEMES
    if not near:
        return []
    all_told = [mention for mention in _firm(topics.find(folded, 0, len(folded), at_hand)) if mention.label_code not in _OF_CALLS]
    themes = [[mention for mention in all_told if mention.label_code == code] for code in sorted(near)]
    leading = [theme for theme in themes if len(theme) >= _THEME_TERMS and len(theme) > _THEME_SHARE * len(all_told)]
    return [replace(theme[0], strength="default", rule="theme") for theme in leading]


def _firm(mentions: Sequence[TopicMention]) -> list[TopicMention]:
    return [mention for mention in mentions if mention.strength != "weak"]


_THEMES = {"conflict", "health", "disaster"}

_IN_PASSING = {"summit", "ceremonial"}  # visits and ceremonies that sentences mention without having them as their subject
_OCCASIONS = {"disaster", "terrorism"}  # what happened just before a call is why people called
_CIRCUMSTANCES = {"elections", "health", "rights", "climate"}  # what only dates or hampers a call: "depuis son election", "en raison de la pandemie"
_VAGUE = {"arms", "humanitarian", "rights"}  # topics whose weak terms are said of anything: they count as the subject itself, not somewhere behind the verb

_CONGRATULATED_FOR = re.compile(
    r"[^.;]{0,60}?\bpour (?:les |le |la |l'|son |sa |ses |leurs? )?(?!(?:[a-z]+ )?(?:re)?election|victoire|investiture|nomination|arrivee|prise|accession|"
    r"(?:[a-z]+ )?mandat|succes|triomphe|reconduction|designation|formation)[a-z]+"
)
_PLEASED = re.compile(r"\b(?:se\s|s'(?:est|etait|etaient)\s|se\s+(?:sont|soient))\s*(?:\w+\s+)?felicit\w+$")
_DEVOTED = re.compile(r"[^.;,]{0,40}?\s(?:consacre\w*|dedie\w*|portant|reunissant)")
_REMOTE = re.compile(r"[^.;:]{0,30}?\s(?:par|en)\s+(?:visio|video)\w*")
_SUMMIT_WORD = re.compile(r"sommets?\b")
_TALK = r"(?:appel|entretien|echange|conversation|discussion|ton|climat|atmosphere|telephonique|visioconference)"
_TONE = re.compile(rf"\b{_TALK}\w*(?:\s+\w+)?(?:,[^,.;]{{0,60}},)?\s+(?:a\s+ete|fut|etait|se\s+voulait|plus)?[^.;,]{{0,25}}$")
_TONES = re.compile(r"fraternel|amical|cordial|chaleureu|constructi|franc\b|franche")
_BETWEEN = re.compile(r"\b(?:conflit|guerre|tensions?|combats|hostilites|mediateur|mediation|liens|rapports|relations|cooperation|echanges|amitie)\b[^.;,]{0,12}\bentre\b[^.;]*$")


def _names_the_meeting(folded: str, end: int, mention: TopicMention) -> bool:
    """Whether a summit or meeting is the call itself: "un sommet extraordinaire consacré au Mali", "une rencontre à trois, par visioconférence"."""
    if mention.topic_id != "summit":
        return False
    devoted = _SUMMIT_WORD.match(folded, mention.start, mention.end) and _DEVOTED.match(folded, mention.end, end)
    return bool(devoted or _REMOTE.match(folded, mention.end, end))


def _tells_the_tone(folded: str, start: int, mention: TopicMention) -> bool:
    """Whether a word says how people talked and not of what: "un échange long et fraternel"."""
    return bool(_TONES.match(folded, mention.start)) and bool(_TONE.search(folded, start, mention.start))


def _is_no_subject(folded: str, start: int, end: int, mention: TopicMention) -> bool:
    """Whether a term is the meeting itself, its tone, or part of who spoke or with whom."""
    if _names_the_meeting(folded, end, mention) or _tells_the_tone(folded, start, mention):
        return True
    if mention.topic_id == "elections" and (_CONGRATULATED_FOR.match(folded, mention.end) or _PLEASED.search(folded, start, mention.end)):
        return True  # "a félicité X pour les progrès ...", "se sont félicités de ...": congratulations on something else than an election
    if mention.strength == "strong":
        return False
    if VOICE.search(folded, max(start, mention.start - REACH), mention.start):
        return True
    if _BETWEEN.search(folded, max(start, mention.start - 45), mention.start):
        return True  # "le conflit entre Israël et l'Iran" is about that conflict and nothing that Iran stands for
    return mention.strength == "default" and is_among_peers(folded, start, mention.start)


def _discussed_topics(
    folded: str, start: int, end: int, topics: TopicFinder, brief: bool, at_hand: Collection[Crisis]
) -> list[TopicMention]:
    stretches = discussed_spans(folded, start, end)
    backgrounds = background_spans(folded, start, end)
    items = listed_subjects(folded, start, end)
    silent = attribution_spans(folded, start, end) + unspoken_spans(folded, start, end)
    found = []
    for mention in topics.find(folded, start, end, at_hand):
        if _lies_in(mention, silent) or _is_no_subject(folded, start, end, mention):
            continue
        behind = mention.label_code not in _OCCASIONS and any(a <= mention.start < b for a, b in backgrounds)
        if behind and (mention.label_code in _CIRCUMSTANCES or mention.strength == "weak"):
            continue
        if mention.strength in ("default", "weak") and is_item(folded, start, mention.start, mention.end):
            found.append(replace(mention, strength="strong", rule="item"))
        elif mention.strength == "strong":
            passing = mention.label_code in _IN_PASSING and not (_lies_in(mention, stretches) or _opens(mention, stretches))
            found.append(replace(mention, strength="background", rule="background") if behind or passing else mention)
        elif any(_heads(mention, item) for item in items) or (mention.label_code not in _VAGUE and _lies_in(mention, stretches)):
            found.append(replace(mention, rule="discussed"))
        elif brief and mention.strength == "default":
            found.append(replace(mention, strength="default"))
    return _with_listed(found, items)


def _heads(mention: TopicMention, item: Span) -> bool:
    """Whether a term is what an item names first: "la propagation du virus", not "les efforts de l'Onu pour la sante"."""
    return item[0] <= mention.start <= item[0] + _HEAD and mention.end <= item[1]


def _with_listed(mentions: list[TopicMention], subjects: Sequence[Span]) -> list[TopicMention]:
    """Weak terms are as good as strong ones where they are all that an item of a list of subjects says."""
    open_items = [item for item in subjects if not any(m.strength == "strong" and _lies_in(m, [item]) for m in mentions)]
    return [
        replace(mention, strength="strong", rule="listed") if mention.strength == "weak" and any(_heads(mention, item) for item in open_items) else mention
        for mention in mentions
    ]


_HEAD = 12  # characters of articles and the like before the noun that an item is about

# a topic that another one is part of: shells on a plant are a matter of its safety, the release of hostages no trial
_PART_OF = {
    "nuclear_plant_safety": {"strikes", "escalation"},
    "hostages": {"rights"},
    "prisoners": {"rights"},
    "terrorism": {"hostages"},
    "iran_nuclear_deal": {"peace_talks"},
    "tariffs": {"peace_talks"},
    "trade": {"peace_talks"},
    "nuclear": {"peace_talks"},
}


def _settle(mentions: list[TopicMention]) -> list[TopicMention]:
    """Weak terms count only where no strong one was found, background and defaults only where nothing else was."""
    for strength in ("strong", "weak", "background"):
        settled = [mention for mention in mentions if mention.strength == strength]
        if settled:
            parts = {part for mention in settled for part in _PART_OF.get(mention.topic_id, ())}
            return [mention for mention in settled if mention.topic_id not in parts]
    return mentions
