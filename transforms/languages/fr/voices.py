"""Who says what about a call: statements with their speakers, who made the call known, and the next steps that are announced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.languages.fr.circumstances import find_disclosures
from transforms.languages.fr.dates import ResolvedDate, find_dates, resolve
from transforms.languages.fr.follow_ups import FollowUpMention, find_follow_ups
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.quotation_units import Statement
from transforms.languages.fr.reading import Reading
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.tellings import DistinctCall
from transforms.report import Claim, FollowUp, Report, Span, Speech
from transforms.text import fold

_COMMON = re.compile(r"(?:le|la|les|un|une|des|ces|cet|cette|son|sa|ses|leur|leurs|il|elle|ils|elles|on)\b|l'")


class Voices:
    """The statements and announced steps of one article, given out to its calls."""

    def __init__(self, reading: Reading, statements: Sequence[Statement], anchor: Anchor) -> None:
        self.reading, self.statements, self.anchor = reading, statements, anchor
        self.steps = find_follow_ups(reading.text, reading.folded, [(s.start, s.end) for s in reading.sentences])
        self._speakers: dict[int, tuple[str | None, str | None]] = {}

    def around(self, call: DistinctCall, segment: Sequence[Sentence]) -> list[Sentence]:
        """The segment, and in an article that tells of one call every later sentence in which a side speaks or a call is named."""
        if len(self.reading.calls) > 1:
            return list(segment)
        told, first = {s.index for s in segment}, min(s.index for s in segment)
        sides = {n.person.place for n in call.people}
        later = [s for s in self.reading.sentences[first:] if s.index not in told and (s.expressions or self._side_speaks(s, call, sides))]
        return sorted([*segment, *later], key=lambda s: s.index)

    def tell(self, report: Report, call: DistinctCall, sentences: Sequence[Sentence], segment: Sequence[Sentence]) -> None:
        """Add statements, disclosers and follow-ups to the report; say of its claims who said so."""
        main = {t.frame.sentence.index for t in call.tellings}
        sides = {n.person.place for n in call.people}
        for sentence in sentences:
            for statement in self._statements_in(sentence):
                speaker_id, speaker = self._speaker(statement, call)
                report.statements.append(Speech((statement.start, statement.end), statement.kind, speaker_id, speaker))
                tells = sentence.index in main or self._side_of(speaker_id) in sides
                if speaker and tells and statement.speaker_start is not None and not _takes_part(speaker_id, speaker, call):
                    span = (statement.speaker_start, statement.speaker_end or statement.speaker_start)
                    _disclose(report, speaker, speaker_id, span, "disclosed_by.speaker")
            self._disclosures(report, call, sentence)
        self._follow_ups(report, call, segment)
        report.claims = [self._attributed(claim, call) for claim in report.claims]

    # -- speech ----------------------------------------------------------------------------------------------------------

    def _statements_in(self, sentence: Sentence) -> list[Statement]:
        return [s for s in self.statements if sentence.start <= s.start < sentence.end]

    def _side_speaks(self, sentence: Sentence, call: DistinctCall, sides: set[str | None]) -> bool:
        speakers = [self._speaker(s, call)[0] for s in self._statements_in(sentence)]
        return any(speaker_id and self._side_of(speaker_id) in sides for speaker_id in speakers)

    def _speaker(self, statement: Statement, call: DistinctCall) -> tuple[str | None, str | None]:
        if statement.speaker_start is None or statement.speaker_end is None:
            return None, None
        if statement.start not in self._speakers:
            found = self.reading.who(statement.speaker_start, statement.speaker_end, [n.person for n in call.people])
            self._speakers[statement.start] = found or (None, self.reading.text[statement.speaker_start:statement.speaker_end])
        return self._speakers[statement.start]

    def _side_of(self, speaker_id: str | None) -> str | None:
        """Country or organisation that a speaker speaks for."""
        people = self.reading.people
        return people.directory.country_on(speaker_id, people.day) if speaker_id in people.directory.actors else None

    def _attributed(self, claim: Claim, call: DistinctCall) -> Claim:
        """Say who said so when the words of a claim stand inside somebody's speech."""
        if claim.span is None or claim.property in ("participant", "disclosed_by"):
            return claim
        for statement in self.statements:
            if statement.speaker_start is not None and statement.start <= claim.span[0] and claim.span[1] <= statement.end:
                speaker_id, speaker = self._speaker(statement, call)
                return replace(claim, attributed_to_id=speaker_id, attributed_to=speaker)
        return claim

    # -- disclosure --------------------------------------------------------------------------------------------------------

    def _disclosures(self, report: Report, call: DistinctCall, sentence: Sentence) -> None:
        """Who made the call known without being quoted: "C'est X qui a rendu publique ...", "X a partagé sur Truth Social ..." """
        for found in find_disclosures(self.reading.folded, (sentence.start, sentence.end), sentence.mentions):
            who = self.reading.who(found.mention.start, found.mention.end, [n.person for n in call.people])
            if who and (found.posted or not _takes_part(who[0], who[1], call)):
                _disclose(report, who[1], who[0], found.mention.name_span or (found.mention.start, found.mention.end), found.rule)

    # -- next steps ----------------------------------------------------------------------------------------------------------

    def _follow_ups(self, report: Report, call: DistinctCall, segment: Sequence[Sentence]) -> None:
        """Steps announced in what tells of the call, or anywhere in an article that tells of one call only; never the call itself."""
        alone = len(self.reading.calls) == 1
        told = {s.index for s in segment}
        own = [(t.frame.expression.start, t.frame.expression.end) for t in call.tellings]
        for step in self.steps:
            if (alone or step.sentence in told) and not any(s < step.end and step.start < e for s, e in own):
                report.follow_ups.append(self._follow_up(step, call))
        report.follow_ups += self._planned_calls(call, {f.span for f in report.follow_ups})

    def _planned_calls(self, call: DistinctCall, known: set[Span]) -> list[FollowUp]:
        """A further call of the same people that the article announces: a report of its own, and a next step of this one."""
        found = []
        for other in self.reading.calls:
            if other is call or other.factuality != "planned" or call.factuality == "planned" or other.keys != call.keys:
                continue
            telling = other.strong[0]
            span = (telling.frame.expression.start, telling.frame.expression.end)
            if any(start < span[1] and span[0] < end for start, end in known):
                continue
            date, people = telling.details.date, tuple(n.person.actor_id or n.person.name for n in other.people)
            earliest, latest = (date.earliest, date.latest) if date else (None, None)
            found.append(FollowUp(span, "call", date.edtf if date else None, earliest, latest, None, people))
        return found

    def _follow_up(self, step: FollowUpMention, call: DistinctCall) -> FollowUp:
        date = self._step_date(step)
        earliest, latest = (date.earliest, date.latest) if date else (None, None)
        place = self.reading.text[step.place_start:step.place_end] if step.place_start is not None else None
        mentions = [m for m in self.reading.sentences[step.sentence].mentions if m.kind == "person"]
        named = [p for m in mentions if (p := self.reading.people.resolve(m)) and p.political] or [n.person for n in call.people]
        people = tuple(dict.fromkeys(p.actor_id or p.name for p in named))
        return FollowUp((step.start, step.end), step.kind, date.edtf if date else None, earliest, latest, place, people, step.settled)

    def _step_date(self, step: FollowUpMention) -> ResolvedDate | None:
        found = find_dates(self.reading.folded[step.date_start:step.date_end]) if step.date_start is not None else []
        if not found:
            return None
        return resolve(found[0], anchor=self.anchor.day, anchor_kind=self.anchor.kind, tense="future", bounds=self.anchor.bounds)


def _takes_part(speaker_id: str | None, speaker: str, call: DistinctCall) -> bool:
    return any((speaker_id and n.person.actor_id == speaker_id) or n.person.name == speaker for n in call.people)


def _disclose(report: Report, speaker: str, speaker_id: str | None, span: Span, rule: str) -> None:
    named = speaker_id or (speaker[:1].isupper() and not _COMMON.match(fold(speaker)))
    if named and speaker not in report.disclosed_by:
        report.disclosed_by.append(speaker)
        report.claims.append(Claim("disclosed_by", speaker_id or speaker, span, rule))
