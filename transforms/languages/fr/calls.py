"""Calls in one article: each call expression with its participants, in the order of the text."""

from __future__ import annotations

import re

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.clauses import Group, group_mentions
from transforms.languages.fr.complements import RECEIVED_BEFORE
from transforms.languages.fr.ellipsis import Ellipsis
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.referents import THEIR

_THREE = re.compile(r"\b(?:a trois|tripartite|trilateral)\b")


_PASSED_BY = re.compile(r"(?: telephonique)?(?: [a-z']+){0,2}? passee?s?(?: [a-z]+){0,2}? par ")
_BY_A_CALL = re.compile(r"\bpar un(?:e)? (?:[a-z]+ )?$")


class CallFinder(Ellipsis):
    """Finds the calls of one article after its mentions and sentences are known."""

    def find(self) -> list[CallFrame]:
        """All frames, weak ones included, in text order."""
        for sentence in self.sentences:
            sentence.groups = group_mentions(sentence.mentions, self.folded)
            for expression in sentence.expressions:
                self.frames += self._frames(sentence, self._likened(sentence, expression))
            self.frames += self._ellipsis(sentence)
        if not any(len(f.people) >= 2 for f in self.frames if not f.weak):
            for frame in self.frames:
                self._complete_from_neighbours(frame)
        return self.frames

    def _complete_from_neighbours(self, frame: CallFrame) -> None:
        """An article whose only words of a call name nobody: "Une heure au téléphone. X et Y ..." The sentence beside names the two."""
        if frame.weak or frame.people or frame.expression.kind not in ("noun", "adverb") or frame.expression.channel != "telephone" or frame.sentence.mentions:
            return
        here = frame.sentence.index
        for index in (here + 1, here - 1, here + 2):
            if not 0 <= index < len(self.sentences):
                continue
            near = self.sentences[index]
            told = {n.person.key: n for m in near.mentions if m.kind == "person" for n in self._people_of(m, []) if n.person.political}
            if len(told) == 2 and len({n.person.place for n in told.values()}) == 2:
                frame.people = [Named(n.person, None, "neighbour") for n in told.values()]
                return

    def _frames(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        if expression.plural and expression.kind == "noun" and (shared := self._shared_out(sentence, expression) or self._received(sentence, expression)):
            return shared
        several = ex.is_repeated(self.folded, expression) or (expression.plural and expression.kind == "noun")
        if several and not self._separate_calls(sentence, expression):
            return []
        if self._is_trap(sentence, expression) or self._is_call_for(sentence, expression):
            return []
        if expression.kind == "call_verb":
            return self._call_verb(sentence, expression)
        complement, rule = self._complement(sentence, expression)
        if complement is not None and complement.function == "between":
            frame = self._frame(sentence, expression, [complement, *self._joining(sentence, expression)], f"{expression.kind}.between")
            self._direction(sentence, frame, rule)
            return [frame]
        if complement is None and (pair := self._pair_of_sentence(sentence, expression)):
            return [self._frame(sentence, expression, [pair], f"{expression.kind}.pair")]
        subject = self._subject(sentence, expression, complement)
        groups = [g for g in (subject, complement) if g]
        if complement is not None and subject is not None and self._is_separate(sentence, expression, complement):
            return self._one_call_each(sentence, expression, subject, complement)
        if complement is not None and subject is not None and self._in_turn(sentence, subject, complement):
            return [self._frame(sentence, expression, [Group("bare", (m,)), complement], f"{expression.kind}.each") for m in subject.mentions]
        if complement is None:
            addressee = self._addressee(sentence, expression, subject) or self._other_before(sentence, expression, subject)
            groups += [addressee] if addressee else []
        elif subject is None and complement.function == "with" and expression.kind != "meet_verb":
            groups = [*self._subject_before(sentence, expression, complement), *groups]
        groups += self._joining(sentence, expression)
        if len(groups) < 2 and THEIR.search(self.folded, max(0, sentence.start - 1, expression.start - 30), expression.start):
            groups += [self._pair_group(expression)]
        frame = self._frame(sentence, expression, groups, f"{expression.kind}.{rule}")
        if len(frame.people) < 3 and expression.strength == "strong" and _THREE.search(self.folded, expression.start, min(sentence.end, expression.end + 30)):
            return [self._of_three(sentence, expression, frame)]
        if len(frame.people) < 2 and expression.strength == "strong" and not frame.anaphoric:
            frame = self._two_of_sentence(sentence, expression, frame)
        if expression.kind == "noun":
            self._direction(sentence, frame, rule)
        return [frame]

    def _two_of_sentence(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """A sentence that names just two leaders of different states and a phone call: "Une heure au téléphone : X et Y ..." """
        if ex.PRESS.search(self.folded, sentence.start, sentence.end) and expression.kind == "adverb":
            return frame
        told = [g for g in sentence.groups if g.function in ("bare", "to", "with", "by", "between") and not self._in_speech(sentence, g, expression)]
        people = {n.person.key: n.person for g in told for m in g.mentions if m.kind == "person" for n in self._people_of(m, [])}
        political = [p for p in people.values() if p.political and p.place]
        if len(political) != 2 or political[0].place == political[1].place or not {n.person.key for n in frame.people} <= set(people):
            return frame
        return self._frame(sentence, expression, told, f"{expression.kind}.sentence")

    def _direction(self, sentence: Sentence, frame: CallFrame, rule: str) -> None:
        """Who called whom, where the noun says it: "l'appel de X à Y", "un appel à Y", "a reçu un appel de Y"."""
        expression = frame.expression
        if not expression.head.startswith(("appel", "coup")) or len(frame.people) < 2:
            return
        if rule == "of" and RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "of"), None)
            frame.weak = False
        elif rule == "of_to":
            frame.initiator, frame.weak = frame.people[0], False
        elif passed := _PASSED_BY.match(self.folded, expression.end, sentence.end):
            frame.initiator = next((n for n in frame.people if n.span and 0 <= n.span[0] - passed.end() <= 30), None)
        elif _BY_A_CALL.search(self.folded, max(0, sentence.start - 1, expression.start - 12), expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
        elif rule == "to":
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
            frame.weak = frame.weak and not re.match(r"\s*(?:a |pour qu|afin)", self.folded[frame.people[-1].span[1]:][:12] if frame.people[-1].span else "")

    def _is_call_for(self, sentence: Sentence, expression: Expression) -> bool:
        """ "après un appel à la grève", where nobody follows the "à"."""
        if self.folded[expression.start:expression.end] != "appel" or not self.folded.startswith(" a ", expression.end):
            return False
        return not any(g.function == "to" and 0 <= g.start - expression.end <= 3 for g in sentence.groups)

    def _is_trap(self, sentence: Sentence, expression: Expression) -> bool:
        start, end = max(sentence.start, expression.start - 90), min(sentence.end, expression.end + 90)
        near = self.folded[start:end]
        return bool(ex.WIRETAP.search(near))
