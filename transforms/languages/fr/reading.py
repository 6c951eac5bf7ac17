"""Reads one French article: tokens, sentences, mentions, people, call expressions, distinct calls."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from transforms.actors import Directory
from transforms.languages.fr.calls import CallFinder
from transforms.languages.fr.cues import without_full_stops
from transforms.languages.fr.dates import find_full_dates
from transforms.languages.fr.details import read_details
from transforms.languages.fr.distinct import distinct_calls, may_be_calls
from transforms.languages.fr.expressions import find_expressions
from transforms.languages.fr.first_reading import may_tell_of_a_call
from transforms.languages.fr.frames import CallFrame, Sentence
from transforms.languages.fr.lexicon import Lexicon
from transforms.languages.fr.listed_days import on_each_day
from transforms.languages.fr.mentions import Mention, find_mentions
from transforms.languages.fr.people import COUNTERPART, People, Person
from transforms.languages.fr.quotation_marks import find_quotes
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.sentences import split_sentences
from transforms.languages.fr.surnames import with_surnames
from transforms.languages.fr.tellings import DistinctCall, Telling
from transforms.reference import Reference
from transforms.text import fold

Span = tuple[int, int]
_GOES_ON = 4  # sentences over which "dans la foulée" reaches back


@dataclass
class Reading:
    """One article as read: its calls and what they were read from."""

    text: str
    folded: str
    sentences: list[Sentence]
    mentions: list[Mention]
    people: People
    calls: list[DistinctCall]
    lexicon: Lexicon

    def place_of(self, mention: Mention) -> tuple[str, ...]:
        """Country or organisation an institution speaks for: "le Kremlin" -> RU."""
        row = self.lexicon.metonyms.get(mention.form)
        return (row[2],) if row and row[2] else ()

    def who(self, start: int, end: int, cast: Sequence[Person]) -> tuple[str | None, str] | None:
        """Actor id and name of the speaker written at `start:end`: a person, an institution, or a pronoun for one of the cast."""
        inside = [m for m in self.mentions if m.start < end and start < m.end]
        for mention in sorted(inside, key=lambda m: (m.name is None, m.kind == "institution")):
            if mention.kind == "institution":
                row = self.lexicon.metonyms.get(mention.form)
                actor_id = row[0] if row else self.lexicon.organisations.get(mention.form)
                return actor_id or None, row[1] if row else self.text[mention.start:mention.end]
            if person := self.people.resolve(mention):
                return person.actor_id, person.name
            if mention.title in COUNTERPART and len(cast) == 2:
                return next(((p.actor_id, p.name) for p in cast if p.place in mention.codes), None)
        if not inside and self.folded[start:end] in _PRONOUNS:
            before = [p for p in self.people.seen_before(start) if p.political]
            return (before[0].actor_id, before[0].name) if before else None
        return None


_PRONOUNS = frozenset(("il", "elle", "lui", "ce dernier", "cette derniere", "celui-ci", "celle-ci"))


class FrenchReader:
    """Built once a process: directory, gazetteer, tokenizer."""

    def __init__(self, reference: Reference) -> None:
        self.directory = Directory.from_reference(reference)
        self.lexicon = Lexicon.build(reference, self.directory)

    def read(self, text: str, anchor: Anchor, left_out: Sequence[Span] = (), home: str | None = "FR", *, title_end: int = 0, always_cast: bool = False, looked_at: bool = False) -> Reading:
        """Read an article; `left_out` are spans that are not the article (comments, share prompts), its title ends at `title_end`.

        An article that cannot tell of a call gives an empty reading, unless `always_cast`; `looked_at` says that it can.
        """
        folded = fold(text)
        anchor = _with_text_bounds(anchor, folded)
        people = People(self.directory, self.lexicon.roles, anchor.day, home)
        if not (always_cast or looked_at or may_tell_of_a_call(text, folded, self.lexicon)):
            return Reading(text, folded, [], [], people, [], self.lexicon)  # before any token is made
        mentions = [m for m in find_mentions(text, folded, self.lexicon.tokenizer.tokens(folded), self.lexicon) if not _inside(m.start, left_out)]
        mentions = with_surnames(mentions, text, folded, self.lexicon)
        people.read(mentions)
        if not always_cast and not self._two_sides(mentions, people):
            return Reading(text, folded, [], mentions, people, [], self.lexicon)
        spans = [s for s in split_sentences(text) if not _inside(s[0], left_out)]
        sentences = self._sentences(text, folded, spans)
        self._place(mentions, sentences)
        frames = CallFinder(text, without_full_stops(folded, (0, len(folded))), sentences, people, self.lexicon).find()
        tellings = self._tellings(frames, folded, anchor, sentences) if may_be_calls(frames) else []
        return Reading(text, folded, sentences, mentions, people, distinct_calls(tellings, folded, title_end), self.lexicon)

    def _tellings(self, frames: Sequence[CallFrame], folded: str, anchor: Anchor, sentences: Sequence[Sentence]) -> list[Telling]:
        """The frames with their details, in text order; each may go on from the day of the call just told."""
        tellings: list[Telling] = []
        for frame in frames:
            near = (t.details.day for t in reversed(tellings) if frame.sentence.index - t.frame.sentence.index <= _GOES_ON and len(t.frame.people) >= 2)
            said = next((day[0] for day in near if day and day[0] == day[1]), None)
            if (details := read_details(folded, frame, anchor, sentences, said)) is not None:
                tellings += on_each_day(folded, frame, details, anchor)
        return tellings

    def _two_sides(self, mentions: Sequence[Mention], people: People) -> bool:
        """Whether those whom an article mentions can speak for two states or organisations, as the people of a call do."""
        if any(mention.of_both for mention in mentions):
            return True
        places = {person.place for person in people.persons.values()}
        for mention in [m for outer in mentions for m in (outer, *outer.members)]:
            places.update(mention.codes)
            if mention.title:
                only = self.directory.places_of.get(mention.title, ())
                places.update({people.home, *only} if len(only) == 1 else {people.home})
            if row := self.lexicon.metonyms.get(mention.form):
                places.add(row[2])
        return len(places - {None, ""}) >= 2

    def _sentences(self, text: str, folded: str, spans: Sequence[Span]) -> list[Sentence]:
        paragraphs = [0, *(m.end() for m in re.finditer("\n", text))]
        sentences = [Sentence(i, s, e, bisect_right(paragraphs, s)) for i, (s, e) in enumerate(spans)]
        starts = [s.start for s in sentences]
        for quote in find_quotes(text):
            for sentence in sentences[max(0, bisect_right(starts, quote.start) - 1):bisect_right(starts, quote.end)]:
                sentence.speech.append((quote.start, quote.end))
        for sentence in sentences:
            sentence.expressions = find_expressions(folded, sentence.start, sentence.end)
        return sentences

    def _place(self, mentions: list[Mention], sentences: list[Sentence]) -> None:
        """Give every mention to its sentence."""
        starts = [s.start for s in sentences]
        for mention in mentions:
            index = bisect_right(starts, mention.start) - 1
            if index >= 0 and mention.start < sentences[index].end:
                mention.sentence = index
                sentences[index].mentions.append(mention)


def _with_text_bounds(anchor: Anchor, folded: str) -> Anchor:
    """Without any publication date, "ce mardi 26 octobre 2021" is that day, and the latest full day bounds it: a caption of February is no older than the article."""
    earliest, latest = anchor.bounds
    if anchor.day:
        return anchor
    full = find_full_dates(folded)
    today = next((day for start, _, day in full if folded[max(0, start - 3):start] == "ce "), None)
    if today:
        return Anchor(today, "text", anchor.bounds)
    if latest:
        return anchor
    if earliest:
        return Anchor(None, "none", (earliest, earliest + timedelta(days=366)))
    stated = [day for _, _, day in full]
    return Anchor(None, "none", (max(stated), max(stated) + timedelta(days=366))) if stated else anchor


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)
