"""The calls of one person told one after the other: whose round of calls it is, and the calls of it that a sentence tells by one name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.clauses import Group
from transforms.languages.fr.complements import RECEIVED_BEFORE
from transforms.languages.fr.ellipsis import Ellipsis
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.people import Person
from transforms.languages.fr.several import is_series

_WHO_CALLED_HIM = re.compile(r"\b(?:dirigeants|leaders|ceux|homologues|pairs|presidents|ministres|responsables|capitales|chefs d'etat)\b[^,;:.]{0,40} qui (?:l'|lui )(?:ont|avaient)(?: [a-z]+)? (?:appele|joint|telephone|contacte)")
_TOO = re.compile(r"\b(?:aussi|egalement|a (?:son|leur) tour|de meme|enfin|le meme (?:jour|soir))\b")
_GOT_ONE = re.compile(r"\b(?:obtenu|decroche|recu|attendu|eu(?: droit a)?) (?:son|un) (?:[a-z]+ )?$")  # "n'a obtenu son appel que jeudi"
_IT_WAS_HE = re.compile(r"\b(?:c'est|c'etait|ce fut|c'etait ensuite) [^,;:.]{3,70} qui (?:etait|est|se trouvait|fut|a ete|se tenait) $")
_BY_THE_HOUR = re.compile(r"\W*(?:a|vers|peu apres|avant|des) (?:minuit|midi|l'aube|\d{1,2} ?h(?:eures?)?(?: ?\d\d)?), [^,;:.]{3,60} (?:est|etait) (?:a son tour |aussi )?")
_OPENS_WITH_IT = re.compile(r"\W*(?:l'|la |leur |cet |cette )(?:[a-z]+ )?$")  # "L'entretien a duré ..."
_BULLET = re.compile(r"\s*(?:[-–—•▪*·]|\d{1,2}[.)])\s*(?:avec |a )?(?:l[ea] |l'|son |sa )?")
_LIST_FOLLOWS = re.compile(r"[^.;]{0,80}:\s*")
_ALIKE = re.compile(r",? (?:tout comme|de meme que|a l'instar d[eu]|imitee? (?:[a-z]+ )?par|suivie? (?:[a-z]+ )?(?:par|de)|avant (?:lui|elle),?|apres (?:lui|elle),?) ?(?:l[ea] |l'|d')?$")
_BEING_CALLED = re.compile(r", (?:joint|appele|contacte)e?s?\b[^,;:.]{0,45}, (?:il|elle) (?:a|avait)\b")  # "À X, joint dans la soirée, il a demandé ..."


class Rounds(Ellipsis):
    """Reads rounds of calls."""

    def _note_host(self, sentence: Sentence) -> None:
        """Remember whose several calls a sentence speaks of: "les premiers appels de X", "X a reçu plusieurs appels", "X a remercié ceux qui l'ont appelé"."""
        for calls in sentence.expressions:
            by_phone = calls.kind == "noun" and calls.plural and (calls.head == "appel" or calls.channel == "telephone")
            owner = next((g for g in sentence.groups if by_phone and g.function == "of" and 0 <= g.start - calls.end <= 12), None)
            received = by_phone and RECEIVED_BEFORE.search(self.folded, max(sentence.start, calls.start - 90), calls.start)
            if (received or (by_phone and is_series(self.folded, calls))) and (owner is None or received):
                owner = self._left_subject(sentence, calls, None)
            elif calls.kind == "call_verb" and _WHO_CALLED_HIM.search(self.folded, sentence.start, calls.end):
                owner = next((g for g in sentence.groups if g.function == "bare" and g.end < calls.start), None)
            people = [n.person for m in owner.mentions for n in self._people_of(m, []) if n.person.political] if owner else []
            if len(people) == 1:
                self.hosts[sentence.index] = people[0]

    def _with_host(self, sentence: Sentence, frame: CallFrame) -> CallFrame:
        """ "Les premiers appels de X ... Y a eu droit à dix minutes au téléphone": the frame with X, whom the sentence does not name."""
        expression, got = frame.expression, frame.expression.head == "appel" and _GOT_ONE.search(self.folded, sentence.start, frame.expression.start)
        if len(frame.people) > 1 or frame.unnamed or expression.plural or not (got or (expression.kind in ("noun", "adverb") and not ex.PRESS.search(self.folded, sentence.start, sentence.end))):
            return frame
        alone = [n for n in frame.people if n.function == "bare" and self._names(sentence, n.person) and frame.rule.endswith("alone") and not frame.anaphoric]
        by_phone = expression.strength == "strong" and expression.channel == "telephone"
        if expression.kind == "noun" and _OPENS_WITH_IT.fullmatch(self.folded, sentence.start, expression.start):
            before = self._named_before(sentence)
            alone, by_phone = before if frame.keys <= {n.person.key for n in before} else [], True
        if len(alone) != 1 or not (by_phone or got):
            return frame
        host = self._host(sentence, set()) if self.hosts or _TOO.search(self.folded, sentence.start, sentence.end) else None
        if host is None and (_IT_WAS_HE.search(self.folded, sentence.start, expression.start) or (self._goes_on_by_the_hour(sentence, expression) and not self.hosts)):
            host = self._caller_just_told(sentence)
        if host is None or host.key == alone[0].person.key or host.place in (None, alone[0].person.place):
            return frame
        return replace(frame, people=[alone[0], Named(host, None, "with")], weak=False, rule=f"{expression.kind}.round")

    def _goes_on_by_the_hour(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X reçoit un appel de Y. A minuit, Z est en ligne"."""
        return expression.kind == "adverb" and bool(_BY_THE_HOUR.fullmatch(self.folded, sentence.start, expression.start))

    def _caller_just_told(self, sentence: Sentence) -> Person | None:
        """ "X a parlé au téléphone avec Y. Le soir, c'est Z qui était au bout du fil": X."""
        told = [f for f in self.frames if len(f.people) == 2 and not f.weak and 0 < sentence.index - f.sentence.index <= 3]
        return next((n.person for n in told[-1].people if n.function == "bare"), None) if told else None

    def _names(self, sentence: Sentence, person: Person) -> bool:
        return any(n.person.key == person.key for m in sentence.mentions if m.kind in ("person", "national") for n in self._people_of(m, []))

    def _named_before(self, sentence: Sentence) -> list[Named]:
        """ "Vendredi, enfin, Y. L'entretien ...": Y, the only leader of a sentence before that tells of no call."""
        host = self._host(sentence, set()) if self.hosts else None
        if host is None or sentence.index == 0 or any(f.sentence.index == sentence.index - 1 for f in self.frames):
            return []
        before = self.sentences[sentence.index - 1]
        told = {n.person.key: n for m in before.mentions if m.kind == "person" for n in self._people_of(m, []) if n.person.political and n.person.place and n.person.key != host.key}
        return list(told.values()) if len(told) == 1 else []

    def _listed_below(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "X a échangé au téléphone avec :" and below it a line for each."""
        if expression.strength != "strong" or not _LIST_FOLLOWS.fullmatch(self.folded, expression.end, sentence.end):
            return []
        subject = self._subject(sentence, expression, None)
        frames: list[CallFrame] = []
        for line in self.sentences[sentence.index + 1:] if subject else ():
            first = next(iter(self._groups_of(line)), None)
            if first is None or subject is None or not _BULLET.fullmatch(self.folded, line.start, first.start):
                break
            frames.append(self._frame(line, replace(expression, start=first.start, end=first.mentions[0].end), [subject, Group("with", first.mentions)], f"{expression.kind}.line"))
        return [f for f in frames if len(f.people) >= 2] if len(frames) >= 2 else []

    def _likewise(self, sentence: Sentence) -> Iterator[CallFrame]:
        """ "X a téléphoné à Y, tout comme Z": Z too."""
        model = next((f for f in reversed(self.frames) if f.sentence is sentence and len(f.people) == 2 and not f.weak), None)
        for group in sentence.groups if model else ():
            if model is None or group.start < model.expression.end or not _ALIKE.search(self.folded, model.expression.end, group.start) or self.folded[group.end:group.end + 1] not in (".", ",", ";", ""):
                continue
            others = [n for m in group.mentions for n in self._people_of(m, []) if n.person.political and n.person.key not in model.keys]
            partner = next((n for n in model.people if n.function != "bare"), model.people[-1])
            for other in others:
                span = Expression(group.start, group.end, "noun", "strong", model.expression.channel, model.expression.head)
                caller = Named(other.person, other.span, "bare")
                called = model.initiator is not None and model.initiator.person.key != partner.person.key
                yield CallFrame(span, sentence, [caller, Named(partner.person, None, partner.function)], "likewise", initiator=caller if called else None)

    def _called_meanwhile(self, sentence: Sentence) -> list[CallFrame]:
        """ "X s'est entretenu au téléphone avec Y. À Z, joint dans la soirée, il a demandé ..." """
        model = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2), None)
        called = next(iter(sentence.groups), None)
        if model is None or called is None or called.function != "to" or not _BEING_CALLED.match(self.folded, called.end, sentence.end):
            return []
        taken = {n.person.key for m in called.mentions for n in self._people_of(m, [])}
        caller = self._antecedents(sentence.start, plural=False, exclude=taken, sentence=sentence)
        span = Expression(called.end + 2, called.end + 7, "call_verb", "strong", model.expression.channel, "joint")
        frame = self._frame(sentence, span, [Group("bare", tuple(self._pronoun_mention((span.start, span.start), p) for p in caller)), called], "call_verb.meanwhile") if caller else None
        if frame is None or len(frame.people) < 2:
            return []
        frame.initiator = frame.people[0]
        return [frame]

    def _crossed(self, frame: CallFrame) -> bool:
        """Whether two of those whom one person had on the line, call after call, are paired with each other though the sentence does not name both."""
        here = frame.sentence
        if len(frame.people) != 2 or frame.rule == "noun.to" or all(n.span and here.start <= n.span[0] < here.end for n in frame.people):
            return False
        told = [f for f in self.frames if len(f.people) == 2 and not f.weak and f.expression.start < frame.expression.start]
        shared = set.intersection(*(set(f.keys) for f in told)) if len({f.keys for f in told}) >= 2 else set[str]()
        partners = {key for f in told for key in f.keys - shared}
        return len(shared) == 1 and not shared & frame.keys and frame.keys <= partners
