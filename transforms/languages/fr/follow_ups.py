"""Announced next steps: the meeting, summit, visit, call or talks that an article says are to come.

A step is found by the words that announce it; the date and the place that stand with them in the clause are added.
What is past, cancelled, denied or domestic is struck out; what is proposed or only possible is kept as not settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.languages.fr import follow_up_patterns as patterns
from transforms.languages.fr.date_expressions import DateExpression, find_dates

Span = tuple[int, int]


@dataclass(frozen=True)
class FollowUpMention:
    """Words that announce a next step; all positions are characters of the text.

    `start:end` holds the words that announce it, its date and its place. The date is to be read again from
    `folded[date_start:date_end]` and resolved as future. `settled` is False for what is proposed, possible or invited,
    and for a place left open ("dans un pays tiers"). `sentence` is the index of its sentence.
    """

    start: int
    end: int
    kind: str  # call, meeting, summit, visit, talks
    date_start: int | None
    date_end: int | None
    place_start: int | None
    place_end: int | None
    settled: bool
    sentence: int
    rule: str


@dataclass(frozen=True)
class _Step:
    """A match of a rule: the words that announce a step, and the clause that may hold its date and place."""

    rule: str
    is_open: bool
    kind: str
    core: Span
    event: Span
    clause: Span = (0, 0)


def find_follow_ups(text: str, folded: str, sentences: Sequence[Span]) -> list[FollowUpMention]:
    """Return the announced next steps of a text in order; `sentences` are spans of it, `folded` is `fold(text)`.

    A planned call that is itself the article's call is found too: the caller knows its calls and leaves it out.
    """
    found: list[FollowUpMention] = []
    for index, (start, end) in enumerate(sentences):
        sentence = (start, min(end, start + _LONGEST_SENTENCE))
        if patterns.EVENT.search(folded, *sentence) and patterns.AHEAD.search(folded, *sentence):
            found.extend(_mentions(text, folded, sentence, index))
    return found


_LONGEST_SENTENCE = 2000  # characters; what is longer is a list or a table without stops, and only its start is read


def _mentions(text: str, folded: str, sentence: Span, index: int) -> Iterator[FollowUpMention]:
    steps = [s for s in _with_clauses(_steps(folded, sentence), folded, sentence) if not _struck_out(s, folded)]
    dates = _dates(folded, sentence) if steps else []
    for step in steps:
        place = _place(text, step)
        date = _date(step, dates, text, folded)
        if _says_enough(step, text, folded, date, place):
            yield _mention(folded, step, date, place, index, sentence)


# --- finding the words ---


def _steps(folded: str, sentence: Span) -> list[_Step]:
    """Return the matches of all rules in text order; where two overlap the rule that stands first wins."""
    kept: list[_Step] = []
    for rule, is_open, pattern in patterns.RULES:
        for match in pattern.finditer(folded, *sentence):
            kind = next(kind for kind in patterns.KINDS if kind in match.re.groupindex and match[kind])
            step = _Step(rule, is_open, kind, match.span("core"), match.span(kind))
            if all(step.core[1] <= other.core[0] or step.core[0] >= other.core[1] for other in kept):
                kept.append(step)
    return sorted(kept, key=lambda step: step.core)


_REACH_BEFORE, _REACH_AFTER = 90, 110  # characters


def _with_clauses(steps: list[_Step], folded: str, sentence: Span) -> Iterator[_Step]:
    """Give each step the part of the sentence around it, up to its neighbours and to where another clause starts."""
    for i, step in enumerate(steps):
        left = max(steps[i - 1].core[1] if i else sentence[0], step.core[0] - _REACH_BEFORE)
        right = min(steps[i + 1].core[0] if i + 1 < len(steps) else sentence[1], step.core[1] + _REACH_AFTER)
        left = max((m.end() for m in patterns.BREAK_BEFORE.finditer(folded, left, step.core[0])), default=left)
        stop = patterns.BREAK_AFTER.search(folded, step.core[1], right)
        yield _Step(step.rule, step.is_open, step.kind, step.core, step.event, (left, stop.start() if stop else right))


def _struck_out(step: _Step, folded: str) -> bool:
    before, core = folded[step.clause[0]:step.core[0]], folded[slice(*step.core)]
    if patterns.CANCELLED.search(folded, *step.clause) or patterns.PAST_CIRCUMSTANCE.search(core):
        return True
    if patterns.NEGATED.search(before + core + folded[step.core[1]:step.core[1] + _REACH_OF_PAS]):
        return True
    if step.kind == "meeting" and patterns.DOMESTIC.search(before):
        return True
    return step.core[0] == step.event[0] and step.rule != "future" and _is_past(step, folded)


_REACH_OF_PAS = 12  # characters: "ne se rendra pas"


def _is_past(step: _Step, folded: str) -> bool:
    """Whether the noun of a step stands in the past: "lors de la visite prevue", "la visite etait prevue"."""
    led_by = folded[max(0, step.core[0] - 30):step.core[0]]
    return bool(patterns.PAST.search(folded, step.clause[0], step.core[1]) or _LED_BY.search(led_by))


_LED_BY = re.compile(patterns.PAST_CIRCUMSTANCE.pattern + r"[^,;:.!?]{0,18}$")


# --- its date and place ---


def _dates(folded: str, sentence: Span) -> list[Span]:
    """Return the spans of the dates in a sentence that can lie ahead, as spans of the text."""
    base = sentence[0]
    ahead = [d for d in find_dates(folded[base:sentence[1]]) if _may_lie_ahead(d, folded[base + d.start:base + d.end])]
    return [(base + d.start + _starting(folded, base + d.start), base + d.end) for d in ahead]


_FROM = re.compile(r"(?:des|a (?:partir|compter) d[eu']) ?")


def _starting(folded: str, start: int) -> int:
    """Length of "des" before a date: "des lundi" is the Monday on which it starts, no bound."""
    match = _FROM.match(folded, start)
    return match.end() - start if match else 0


def _may_lie_ahead(date: DateExpression, words: str) -> bool:
    return date.modifier not in ("last", "preceding") and (date.offset or 0) >= 0 and not words.startswith("depuis")


def _date(step: _Step, dates: list[Span], text: str, folded: str) -> Span | None:
    """Return the first date in or behind the step's words within its clause, else the last one before them.

    A date beside the verb of announcing ("a annonce mardi une rencontre") or another past verb is not the step's.
    """
    behind = [d for d in dates if step.core[0] <= d[0] <= step.clause[1]]
    behind = [d for d in behind if not _dates_the_announcement(step, d, folded)]
    if behind or patterns.PAST_VERB.search(text, step.clause[0], step.core[0]):
        return behind[0] if behind else None
    before = [d for d in dates if step.clause[0] <= d[0] and d[1] <= step.core[0]]
    return before[-1] if before else None


_ANNOUNCING = frozenset(("announced", "agreed", "proposed", "invitation"))
_INFINITIVE_BEFORE = re.compile(r"(?:er|ir|re) $")


def _dates_the_announcement(step: _Step, date: Span, folded: str) -> bool:
    if step.rule not in _ANNOUNCING or date[0] >= step.event[0]:
        return False
    return not _INFINITIVE_BEFORE.search(folded, date[0] - 3, date[0])


def _place(text: str, step: _Step) -> Span | None:
    if step.rule in ("venue", "hosted"):
        match = patterns.PLACE_BEFORE.search(text, max(step.clause[0], step.core[0] - 45), step.core[0])
        if match and (step.rule == "venue" or _HOSTS.search(text, *step.core)):
            return match.span("place")
    for match in patterns.PLACE.finditer(text, step.core[0], step.clause[1] + _LONGEST_NAME):
        if match.start() >= step.clause[1]:
            return None
        between = text[step.core[1] if match.start() > step.core[1] else step.event[1]:match.start()]
        if not patterns.NOT_A_PLACE.match(match["place"]) and not patterns.OF_SOMETHING_ELSE.search(between):
            return match.span("place")
    return None


_LONGEST_NAME = 40  # a name that starts within the clause is read to its end
_HOSTS = re.compile(r"accueiller|abriter|héberger")


# --- what it says ---

_WHOM = re.compile(r"(?<!se )(?<!s'y )\b(?:rencontrer|recev|accueill)")
_VAGUE_ALONE = re.compile(r"attendu|, prevu|\bser(?:a|ont|ait|aient)$")
_WHERE = re.compile(r"\b(?:se rendr|ir(?:a|ont|ait|aient)\b|viendr|venir)")


def _says_enough(step: _Step, text: str, folded: str, date: Span | None, place: Span | None) -> bool:
    """Whether the words have what makes them a step between leaders: whom one receives, where it leads, when."""
    verb = folded[slice(*step.event)]
    if _VAGUE_ALONE.search(folded, *step.core) and not (date or place):
        return False
    if step.rule == "proposed" and step.kind == "talks" and not (date or place):
        return False  # readiness to negotiate is a position, no step
    if step.rule in ("relative", "prepared", "dated") and step.kind != "summit" and not place:
        return False
    if _WHOM.search(verb):
        return _has_person(text, folded, step)
    if _WHERE.search(verb) and "s'y" not in verb and "visite" not in folded[step.event[1]:step.event[1] + 30]:
        return place is not None
    return True


def _has_person(text: str, folded: str, step: _Step) -> bool:
    """Whether a role or a name stands behind "recevra", "rencontrera", dates and places aside."""
    if re.match(r"l[ea]s? |l'", folded[slice(*step.event)]):
        return True
    behind = slice(step.core[1], min(step.clause[1], step.core[1] + 70))
    return bool(patterns.PERSON.search(folded[behind]) or patterns.NAME_OF_A_PERSON.search(text[behind]))


def _mention(
    folded: str, step: _Step, date: Span | None, place: Span | None, index: int, sentence: Span
) -> FollowUpMention:
    spans = [step.core, *(s for s in (date, place) if s)]
    date_start, date_end = date or (None, None)
    place_start, place_end = place or (None, None)
    return FollowUpMention(
        start=min(s[0] for s in spans),
        end=max(s[1] for s in spans),
        kind=_kind(folded, step, place),
        date_start=date_start,
        date_end=date_end,
        place_start=place_start,
        place_end=place_end,
        settled=_settled(folded, step, place, sentence),
        sentence=index,
        rule=step.rule,
    )


def _kind(folded: str, step: _Step, place: Span | None) -> str:
    """A conversation in a named place is a meeting, a meeting by video is a call."""
    by_phone = patterns.PHONE.search(folded, step.core[0], step.clause[1])
    if step.kind == "call" and not by_phone and "entret" in folded[slice(*step.event)]:
        return "meeting" if place else "talks" if step.event[0] > step.core[0] or step.rule == "future" else "call"
    return "call" if step.kind in ("meeting", "talks") and by_phone else step.kind


def _settled(folded: str, step: _Step, place: Span | None, sentence: Span) -> bool:
    words = folded[step.core[0]:step.clause[1]]
    if place and patterns.OPEN_PLACE.search(folded, *place):
        return False
    if step.is_open and not (step.kind == "visit" and patterns.ACCEPTED.search(words)):
        return False
    if patterns.OPEN.search(words):
        return False
    reported = patterns.REPORTED.search(folded, sentence[0], step.core[0])
    return bool(reported) or not patterns.CONDITIONAL.search(folded, *step.core)
