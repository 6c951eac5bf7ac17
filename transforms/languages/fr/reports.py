"""One distinct call -> one report: its values, each a claim with the shortest characters that state it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from transforms.languages.fr.about import call_topics
from transforms.languages.fr.calendar_words import WEEKDAY, WEEKDAYS
from transforms.languages.fr.callers import Callers
from transforms.languages.fr.circumstances import find_tones
from transforms.languages.fr.concerned import IMPLIED
from transforms.languages.fr.dates import DateExpression, ResolvedDate, about_when
from transforms.languages.fr.days_beside import day_by_pronoun, day_of_clock, days_of_fact_box
from transforms.languages.fr.details import move_ordinal
from transforms.languages.fr.durations import Duration, call_durations, find_durations, lasting_beside, lasting_each, lasting_since_start
from transforms.languages.fr.expressions import CHANNEL
from transforms.languages.fr.frames import Named, Sentence
from transforms.languages.fr.keywords import KeywordFinder, is_recalled, told_of
from transforms.languages.fr.modality import settle
from transforms.languages.fr.ordinals import Ordinal, find_ordinals
from transforms.languages.fr.quotation_units import Statement
from transforms.languages.fr.reading import Reading
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.taxonomy import PlaceFinder, TopicFinder
from transforms.languages.fr.tellings import DistinctCall, Telling
from transforms.languages.fr.voices import Voices
from transforms.languages.fr.zones import Zones, names_somebody
from transforms.report import Claim, Participant, Report, Span
from transforms.text import fold

_ONE_OF_A_SERIES = re.compile(r"\b(?:un|une) $")
_THAT_REPORT = re.compile(r"\b(?:ces|cette|l'|les) ?(?:informations?|affirmations?|rumeurs?|allegations?|assertions?|nouvelles?)\b")
_FACE_TO_FACE = re.compile(r"\b(?:de vive voix|en tete-a-tete|a recu|s'est rendue? (?:a|au|en)|a rencontre|a accueilli|en personne)\b")
_CAPTION = re.compile(r"\((?:a l'ecran|a gauche|a droite|au centre)\)|^(?:photo|cliche|credit)\b|©")
Dated = tuple[ResolvedDate, DateExpression | None, bool, float]  # result, words that state it, whether they date an announcement, cost


class ReportBuilder:
    """Builds the reports of one article; needs all its calls, so that each sentence is told of one call only."""

    def __init__(
        self,
        reading: Reading,
        statements: list[Statement],
        anchor: Anchor,
        finders: tuple[TopicFinder, PlaceFinder],
        keywords: KeywordFinder,
        title_end: int,
    ) -> None:
        self.reading, self.anchor, self.finders, self.keywords, self.title_end = reading, anchor, finders, keywords, title_end
        self.text, self.folded, self.sentences = reading.text, reading.folded, reading.sentences
        self.voices = Voices(reading, statements, anchor)
        self.zones = Zones(reading, title_end)
        self.told_in = self.zones.told_in
        self.callers = Callers(reading, self.told_in, finders[1], title_end)

    def build(self) -> list[Report]:
        """One report a distinct call, in the order of the text."""
        return [self._report(i, call) for i, call in enumerate(self.reading.calls)]

    def _report(self, index: int, call: DistinctCall) -> Report:
        main = next((t for t in call.strong if t.frame.sentence.start >= self.title_end), call.strong[0])
        sentence = main.frame.sentence
        report = Report(self._evidence(main), (sentence.start, sentence.end), "", "telephone", [])
        segment = self.zones.of(index, call)
        self._channel(report, call)
        self._participants(report, call)
        self._factuality(report, index, call)
        self._date(report, call, segment)
        self._durations(report, call, segment)
        around = self.voices.around(call, segment)
        self._ordinal(report, call, around)
        self._initiator(report, call, around)
        self._discussed(report, index, segment)
        self._keywords(report, call)
        self._tone(report, around)
        self.voices.tell(report, call, around, segment)
        report.claims.sort(key=lambda c: (c.span or (1 << 30, 0), c.property, c.value))
        return report

    # -- what belongs to the call ------------------------------------------------------------------------------------

    def _evidence(self, telling: Telling) -> Span:
        """The expression with the names right beside it, within its sentence."""
        frame = telling.frame
        spans = [n.span for n in frame.people if n.span and frame.sentence.start <= n.span[0] and n.span[1] <= frame.sentence.end]
        near = [s for s in spans if abs(s[0] - frame.expression.end) < 120 or abs(frame.expression.start - s[1]) < 120]
        return min([frame.expression.start, *(s[0] for s in near)]), max([frame.expression.end, *(s[1] for s in near)])

    # -- channel, participants, factuality ------------------------------------------------------------------------------

    def _channel(self, report: Report, call: DistinctCall) -> None:
        for telling in call.tellings:
            expression = telling.frame.expression
            if expression.channel is None:
                continue
            found = CHANNEL.search(self.folded, expression.start, min(telling.frame.sentence.end, expression.end + 110))
            word = found.span() if found and expression.kind != "call_verb" else (expression.start, expression.end)
            if not report.claims:
                report.channel = expression.channel
            report.claims.append(Claim("channel", expression.channel, word, f"channel.{expression.kind}"))
        if not report.claims:
            report.claims.append(Claim("channel", "telephone", None, "channel.call_verb"))

    def _participants(self, report: Report, call: DistinctCall) -> None:
        for named in call.people:
            person = named.person
            report.participants.append(Participant(person.actor_id, person.name, person.place))
            report.claims.append(Claim("participant", person.actor_id or person.name, self._name_span(named, call), f"participant.{named.function or 'context'}"))
        unnamed = [u for t in call.strong[:1] for u in t.frame.unnamed]
        report.unnamed = list(dict.fromkeys(unnamed))

    def _name_span(self, named: Named, call: DistinctCall) -> Span | None:
        if named.span:
            return named.span
        for telling in call.tellings:
            for other in telling.frame.people:
                if other.person.key == named.person.key and other.span:
                    return other.span
        return None

    def _factuality(self, report: Report, index: int, call: DistinctCall) -> None:
        body = [t for t in call.strong if t.frame.sentence.start >= self.title_end] or call.strong
        named = [t for t in body if len(t.frame.people) >= 2] or body
        aside = self.zones.told_aside(index, call)
        own = [t.frame.sentence for t in call.tellings if t.frame.sentence.index not in aside]
        tellings = [t.details.factuality for t in (*named, *(t for t in call.tellings if t not in named))]
        chosen = settle(tellings, self.folded, [(s.start, s.end) for s in own], self._beside_tellings(call, own))
        report.factuality = chosen.value
        for factuality in dict.fromkeys([*tellings, chosen]):
            if factuality.span or factuality == chosen:
                report.claims.append(Claim("factuality", factuality.value, factuality.span, factuality.rule))

    def _answers_another(self, beside: int, own: int) -> bool:
        """Whether the sentence before one that tells of a call stands right behind another call: then it speaks of that."""
        return beside < own and self.told_in.get(beside - 1, self.told_in[own]) != self.told_in[own]

    def _beside_tellings(self, call: DistinctCall, own: Sequence[Sentence]) -> list[Span]:
        """The sentences right before and right after those that tell the call, unless they tell of a call themselves."""
        near = dict.fromkeys(i for s in own for i in (s.index - 1, s.index + 1) if 0 <= i < len(self.sentences) and not self._answers_another(i, s.index))
        answers = {s.index + 2 for s in own if s.index + 2 < len(self.sentences) and s.index + 1 not in self.told_in and _THAT_REPORT.search(self.folded, self.sentences[s.index + 2].start, self.sentences[s.index + 2].end)}
        several = len(self.reading.calls) > 1 and all(s.start >= self.title_end for s in own)  # then the title may speak of another call
        return [(self.sentences[i].start, self.sentences[i].end) for i in (*near, *sorted(answers - set(near))) if i not in self.told_in and not (several and self.sentences[i].start < self.title_end)]

    # -- date -------------------------------------------------------------------------------------------------------------

    def _date(self, report: Report, call: DistinctCall, segment: Sequence[Sentence]) -> None:
        telling = [t for t in call.tellings if t.details.date and (len(t.frame.people) >= 2 or _precision(t.details.date) == 10)]
        body = [t for t in telling if t.frame.sentence.start >= self.title_end and t.details.date_expression]
        resolved: list[Dated] = [(t.details.date, t.details.date_expression, t.details.date_is_announcement, t.details.date_cost) for t in body or telling if t.details.date]
        resolved += self._unsaid_days(report, call, any(r[0].edtf and not r[2] for r in resolved))
        if report.factuality != "occurred":  # the day on which a call was announced, denied or rumoured says nothing of its own
            resolved = [r for r in resolved if not r[2]]
        for result, expression, announced, _ in resolved:
            self._date_claims(report, result, expression, announced)
        self._choose_date(report, resolved)
        for start, end, value in [x for x in self._times(call) if not self._is_of_another_day(x[0], report)][:1]:
            report.time_of_day = value
            report.claims.append(Claim("time_of_day", value, (start, end), "time.clause"))

    def _unsaid_days(self, report: Report, call: DistinctCall, said: bool) -> list[Dated]:
        """Days that do not stand in the sentences of the call: of a fact box, and where none is `said` by a pronoun or by the clock."""
        boxed: list[Dated] = [(*day, False, -1.0) for day in days_of_fact_box(self.folded, self.sentences, self.anchor)] if len(self.reading.calls) == 1 else []
        if said or boxed or report.factuality != "occurred":
            return boxed
        last = max(t.frame.sentence.index for t in call.tellings)
        behind = [s for s in self.sentences[last + 1:last + 3] if s.index not in self.told_in]
        clock = day_of_clock(self._times(call), self.anchor)
        return [(*day, False, 0.0) for day in day_by_pronoun(self.folded, behind, self.anchor)] or ([(clock, None, False, 0.0)] if clock else [])

    def _times(self, call: DistinctCall) -> list[tuple[int, int, str]]:
        """The stated times of day; of several in one sentence only those that stand nearer to this call than to another."""
        own = [t.frame.expression.start for t in call.tellings]
        others = [t.frame.expression.start for other in self.reading.calls if other is not call for t in other.tellings]
        found: list[tuple[int, int, str]] = []
        for telling in call.tellings:
            times = telling.details.times
            near = [x for x in times if all(min(abs(x[0] - o) for o in own) <= abs(x[0] - o) for o in others)]
            found += near if len(times) > 1 else times
        return found

    def _is_of_another_day(self, time: int, report: Report) -> bool:
        """Whether a time of day stands right behind another weekday than that of the call: "vendredi soir" is when it was announced."""
        stated = re.search(rf"\b({WEEKDAY}),? $", self.folded[max(0, time - 12):time])
        day = report.earliest if report.earliest == report.latest else None
        return bool(stated and day and WEEKDAYS[stated[1]] != day.isoweekday())

    def _date_claims(self, report: Report, result: ResolvedDate, expression: DateExpression | None, announced: bool) -> None:
        span = (expression.start, expression.end) if expression else None
        if result.edtf:
            value = f"{result.edtf.rstrip('~')}~" if announced and "/" not in result.edtf else result.edtf
            qualifier = "about" if value.endswith("~") else "exact"
            report.claims.append(Claim("date", value, span, f"date.{result.rule}", qualifier, result.anchor))
        if expression and expression.weekday and not announced:
            report.claims.append(Claim("weekday", str(expression.weekday), span, "date.weekday"))

    def _choose_date(self, report: Report, resolved: Sequence[Dated]) -> None:
        ranked = sorted(resolved, key=lambda r: (r[2], r[0].edtf is None, r[1] is None, -_precision(r[0]), r[3]))
        if not ranked:
            return
        result, expression, announced, _ = ranked[0]
        if result.edtf and announced and "/" not in result.edtf:
            report.date_edtf = f"{result.edtf.rstrip('~')}~"
        elif result.edtf and "/" not in result.edtf:
            report.date_edtf = result.edtf
        else:
            report.date_edtf = about_when(result, expression)
        report.earliest, report.latest = result.earliest, result.latest
        report.weekday = None if announced else next((e.weekday for _, e, a, _ in ranked if e and e.weekday and not a), None)

    # -- duration, ordinal, initiator ----------------------------------------------------------------------------------------

    def _durations(self, report: Report, call: DistinctCall, segment: Sequence[Sentence]) -> None:
        found = [d for t in call.tellings for d in t.details.durations]
        if not found:
            of_others = {t.frame.sentence.index for c in self.reading.calls if c is not call for t in c.tellings}
            found = [d for s in segment if s.index not in of_others and not self._goes_on_face_to_face(s) for d in self._lasted(s)] or self._length_beside(call)
        for duration in dict.fromkeys(found):
            value = f"{duration.low_minutes:g}" if duration.low_minutes == duration.high_minutes else f"{duration.low_minutes:g}/{duration.high_minutes:g}"
            report.claims.append(Claim("duration", value, (duration.start, duration.end), "duration.call", duration.qualifier))
        exact = sorted(dict.fromkeys(found), key=lambda d: (d.start < self.title_end, d.qualifier not in ("exact", "about")))
        if exact:
            report.duration = (exact[0].low_minutes, exact[0].high_minutes, exact[0].qualifier)

    def _goes_on_face_to_face(self, sentence: Sentence) -> bool:
        """ "Il en a parlé de vive voix avec Z. L'entretien a duré une heure": the length of a meeting."""
        before = self.sentences[sentence.index - 1] if sentence.index else None
        return before is not None and before.index not in self.told_in and bool(_FACE_TO_FACE.search(self.folded, before.start, before.end))

    def _length_beside(self, call: DistinctCall) -> list[Duration]:
        """The length that the sentence right after the call, or right before it, consists of; or that of each of several calls."""
        told = [t.frame.sentence.index for t in call.tellings if self.told_in[t.frame.sentence.index] == self.told_in[call.tellings[-1].frame.sentence.index]]
        names = [fold(n.person.name).split()[-1] for n in call.people]
        before = [told[0] - 1, told[0] - 2] if told[0] == min(self.told_in) else []
        only = [t.frame.sentence.index for t in call.tellings if not names_somebody(t)]
        for index in (*only, *(i for near in (*([own + 1, own + 2] for own in told), before) for i in self._untold(near))):
            if found := self._length_told(index, names):
                return found
        behind = self.sentences[told[-1] + 1:told[-1] + 4]
        return next((found for s in behind if (found := self._read(s, lasting_each))), [])

    def _length_told(self, index: int, names: Sequence[str]) -> list[Duration]:
        """What a sentence says of a length that can only be the call's, or, behind one that says when it ended, of when it began."""
        ended = self.folded[self.sentences[max(0, index - 1)].start:self.sentences[index].start]
        return self._read(self.sentences[index], lambda local: lasting_beside(local, names) or lasting_since_start(ended, local))

    def _untold(self, indices: Sequence[int]) -> list[int]:
        """The sentences of one paragraph up to the first that tells of a call."""
        free = itertools.takewhile(lambda i: 0 <= i < len(self.sentences) and i not in self.told_in, indices)
        return [i for i in free if i == indices[0] or self.sentences[i].paragraph == self.sentences[indices[0]].paragraph]

    def _read(self, sentence: Sentence, lengths: Callable[[str], list[Duration]]) -> list[Duration]:
        found = lengths(self.folded[sentence.start:sentence.end])
        return [replace(d, start=d.start + sentence.start, end=d.end + sentence.start) for d in found]

    def _lasted(self, sentence: Sentence) -> list[Duration]:
        """ "L'échange a duré une heure": a sentence that goes on about the call and says how long it was."""
        local = self.folded[sentence.start:sentence.end]
        talks = [d for e in sentence.expressions for d in call_durations(local, e.start - sentence.start, e.end - sentence.start)]
        if talks:
            return [replace(d, start=d.start + sentence.start, end=d.end + sentence.start) for d in talks[:1]]
        if not re.search(r"\b(?:dur(?:e|ee|er|ait|a)\b|long(?:ue)? d[e']|(?:a|aura) pris\b|etiree? sur\b)", local) or not re.search(r"\b(?:appel|entretien|echange|conversation|discussion|elle|il|celle-ci|celui-ci|visioconference|communication|reunion|seance|session)\b", local):
            return []
        return [replace(d, start=d.start + sentence.start, end=d.end + sentence.start) for d in find_durations(local)[:1]]

    def _ordinal(self, report: Report, call: DistinctCall, segment: Sequence[Sentence]) -> None:
        told = [o for t in call.tellings for o in t.details.ordinals] or self._counted_beside(call, segment)
        for ordinal in dict.fromkeys(o for o in told if not self._counts_others(o, call)):
            scope = self.text[slice(*ordinal.scope)] if ordinal.scope else None
            report.claims.append(Claim("ordinal", str(ordinal.value), (ordinal.start, ordinal.end), "ordinal.call", scope=scope))
            if report.ordinal is None:
                report.ordinal, report.ordinal_scope = ordinal.value, scope

    def _counted_beside(self, call: DistinctCall, segment: Sequence[Sentence]) -> list[Ordinal]:
        """ "C'était leur troisième échange depuis l'été": in a sentence that goes on about the call, or right before or behind it."""
        told = [t.frame.sentence.index for t in call.tellings]
        before = {min(told) - 1} if min(told) == min(self.told_in) else set()
        beside = {*before, max(told) + 1, *(s.index for s in segment)} - set(self.told_in)
        near = [self.sentences[i] for i in sorted(beside) if 0 <= i < len(self.sentences)]
        return [move_ordinal(o, s.start) for s in near for o in find_ordinals(self.folded[s.start:s.end])]

    def _counts_others(self, ordinal: Ordinal, call: DistinctCall) -> bool:
        """ "Un troisième appel, avec Z": the third of a series of calls that somebody else was in."""
        among = _ONE_OF_A_SERIES.search(self.folded, max(0, ordinal.start - 5), ordinal.start)
        before = [c for c in self.reading.calls if c.tellings[0].frame.expression.start < ordinal.start and c is not call]
        return bool(among and before) and all(c.keys != call.keys for c in before)

    def _initiator(self, report: Report, call: DistinctCall, segment: Sequence[Sentence]) -> None:
        caller = self.callers.of(call, segment)
        report.claims += caller.claims
        report.initiator_qualifier = caller.qualifier
        if caller.person is None:
            return
        report.initiator = Participant(caller.person.actor_id, caller.person.name, caller.person.place)
        for i, participant in enumerate(report.participants):
            if participant.name == report.initiator.name:
                report.participants[i] = replace(participant, role="initiator")
            elif len(report.participants) == 2:
                report.participants[i] = replace(participant, role="recipient")

    # -- content -----------------------------------------------------------------------------------------------------------

    def _discussed(self, report: Report, index: int, segment: Sequence[Sentence]) -> None:
        codes = [p.place for p in report.participants if p.place]
        opening = next((s.end for s in self.sentences if s.start >= self.title_end), 0)
        call = self.reading.calls[index]
        recalled = {t.frame.sentence.index for t in call.tellings} <= self.zones.told_aside(index, call)
        own = not recalled and not self._is_caption(segment)
        headline = (0, opening) if self.title_end and own and self._has_the_headline(index, opening) else None
        names = {fold(p.name).split()[-1]: p.place for p in report.participants if p.place}
        spans = [part for s in segment for part in self.zones.own_parts(index, s)] or [report.sentence]
        beside = self.zones.beside(index, segment) if own else None
        denied = report.factuality == "denied"
        day = report.earliest or self.anchor.day
        topics, places = call_topics(self.folded, spans, codes, *self.finders, headline, names, beside, denied, day)
        for topic in topics:
            report.claims.append(Claim("topic", topic.topic_id, (topic.start, topic.end), f"topic.{topic.rule}"))
        for place in places:
            stated = None if place.kind in IMPLIED else (place.start, place.end)
            report.claims.append(Claim("place", place.country_code, stated, f"place.{place.kind}"))
        report.topics = list(dict.fromkeys(t.topic_id for t in topics))
        report.label_codes = list(dict.fromkeys(t.label_code for t in topics))
        report.places = list(dict.fromkeys(p.country_code for p in places))

    def _keywords(self, report: Report, call: DistinctCall) -> None:
        def places(told: DistinctCall) -> list[int]:
            found = [t.frame.expression.start for t in told.tellings]
            return [place for place in found if place >= self.title_end] or found

        others = [place for other in self.reading.calls if other is not call for place in places(other)]
        recalled = is_recalled(report.date_edtf, self.anchor.day)
        spans = told_of(self.folded, [(s.start, s.end) for s in self.sentences], places(call), others, self.title_end, recalled=recalled)
        people = report.participants
        report.keywords = self.keywords.find(self.folded, spans, [p.name for p in people], [*(p.place for p in people), *report.places])

    def _has_the_headline(self, index: int, opening: int) -> bool:
        """Whether title and lead may be about this call: not where they name all people of another and none that are of this one alone."""
        people = [{fold(n.person.name).split()[-1] for n in call.people} for call in self.reading.calls]
        named = {name for names in people for name in names if re.search(rf"\b{re.escape(name)}\b", self.folded[:opening])}
        others = [names for names in people if names != people[index]]
        return bool(named & people[index].difference(*others)) or not any(names <= named for names in others)

    def _is_caption(self, segment: Sequence[Sentence]) -> bool:
        """Whether a call is told in the caption of a picture alone, in an article on something else."""
        return any(_CAPTION.search(self.folded, s.start, s.end) for s in segment)

    def _tone(self, report: Report, segment: Sequence[Sentence]) -> None:
        for sentence in segment:
            for span in find_tones(self.folded, (sentence.start, sentence.end)):
                report.claims.append(Claim("tone", self.text[slice(*span)], span, "tone.phrase"))
                report.tone.append(self.text[slice(*span)])


def _precision(result: ResolvedDate) -> int:
    """10 for a day, 7 for a month, 4 for a year, 1 for an interval."""
    return 1 if "/" in (result.edtf or "") else len((result.edtf or "").rstrip("~"))
