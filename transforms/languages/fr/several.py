"""One expression, several calls: "trois appels, dont ...", "tour à tour", "séparément"; or one call of three."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.complements import RECEIVED_BEFORE, Complements
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence

_SEPARATELY = re.compile(r"\b(?:separe(?:e|s|es|ment)?|tour a tour|successivement|l'un apres l'autre|a tour de role|chacun de (?:son|leur) cote|respectivement|chacune?)\b")
_ONE_OF_THEM = re.compile(
    r"(?:\b(?=\w)|(?=:))(?:l'une?|l'autre|(?:le|la) (?:premiere?|seconde?|deuxieme|troisieme|dernier|derniere)|celle|celui|:)(?: d'abord)?(?:,? (?:de |du |le |la )?[a-z]+(?: (?:matin|soir|dernier|soiree|matinee))?,?)? ?(?:avec|entre|de|d'|a|au)?\s*$"
)


class SeveralCalls(Complements):
    """Tells whether an expression of several people is one call or one of each."""

    def _of_three(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """ "La conversation à trois": the three leaders just named, whose calls two by two were none."""
        near = self.sentences[max(0, sentence.index - 2):sentence.index + 1]
        told = {n.person.key: n for s in near for m in s.mentions if m.kind == "person" and m.start < expression.end for n in self._people_of(m, []) if n.person.political}
        if len(told) != 3 or not frame.keys <= set(told):
            return frame
        self.frames = [f for f in self.frames if not (f.weak and f.sentence in near and f.keys < set(told))]
        return replace(frame, people=[Named(n.person, None, "between") for n in told.values()], rule=f"{expression.kind}.three")

    def _separate_calls(self, sentence: Sentence, expression: Expression) -> bool:
        """ "trois conversations séparées avec A, B et C": many, but each is told."""
        before = self.folded[max(sentence.start, expression.start - 40):expression.start]
        if not (expression.plural and (expression.strength == "strong" or expression.head == "appel")) or re.search(r"multipli|nombreu|plusieurs|frequent|regulier", before):
            return False
        complement, _ = self._complement(sentence, expression)
        return complement is not None and sum(max(1, len(m.members)) for m in complement.mentions) >= 2

    def _shared_out(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "deux appels, l'un avec A, l'autre avec B", "trois appels, dont celui de mardi entre A et B": those that are told one by one."""
        subject = self._subject(sentence, expression, None) or next((g for g in sentence.groups if g.function == "for"), None)
        frames: list[CallFrame] = []
        for group in sentence.groups:
            if group.start < expression.end or not _ONE_OF_THEM.search(self.folded, expression.end, group.start):
                continue
            both = [group] if group.function == "between" else [subject, Group("of" if group.function == "of" else "with", group.mentions)] if subject else []
            frame = self._frame(sentence, replace(expression, start=group.start, end=group.end), both, "noun.one_of")
            frame.initiator = next((n for n in frame.people if n.function == "of"), None) if expression.head == "appel" else None
            frame.weak = frame.weak and expression.head != "appel"
            frames.append(frame)
        return [f for f in frames if len(f.people) >= 2]

    def _received(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "a reçu des appels de A et de B": one of each."""
        if not RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start):
            return []
        subject = self._subject(sentence, expression, None)
        callers = next((g for g in sentence.groups if g.function == "of" and 0 <= g.start - expression.end <= 30), None)
        if subject is None or callers is None or not expression.head.startswith(("appel", "coup")):
            return []
        frames = [self._frame(sentence, expression, [subject, Group("of", (part,))], "noun.received") for m in callers.mentions for part in m.members or [m]]
        for frame in frames:
            frame.weak = False
            frame.initiator = next((n for n in frame.people if n.function == "of"), None)
        return frames

    def _is_separate(self, sentence: Sentence, expression: Expression, complement: Group) -> bool:
        if len(complement.mentions) == 1 and not complement.mentions[0].members:
            return False
        between = self.folded[complement.start:complement.end]
        around = self.folded[sentence.start:min(sentence.end, complement.end + 60)]
        if re.search(r"\b(?:puis|et avec|ainsi qu'avec|successivement|separement|tour a tour|respectivement)\b", between):
            return True
        if _SEPARATELY.search(around):
            return True
        if expression.channel == "video" or re.search(r"\b(?:a (?:trois|quatre|cinq|six)|tripartite|trilatera|conjoint|commune?|conference)\b", around):
            return False
        return expression.plural or expression.kind != "noun"

    def _in_turn(self, sentence: Sentence, subject: Group, complement: Group) -> bool:
        """ "A et B ont tour à tour appelé C", "A puis B ont téléphoné à C": a call of each."""
        if len(subject.mentions) < 2 or any(m.kind == "pair" for m in subject.mentions):
            return False
        between = self.folded[subject.start:subject.end]
        return " puis " in between or bool(_SEPARATELY.search(self.folded, subject.end, max(subject.end, min(sentence.end, complement.end + 40))))

    def _one_call_each(self, sentence: Sentence, expression: Expression, subject: Group, complement: Group) -> list[CallFrame]:
        parts = [part for mention in complement.mentions for part in mention.members or [mention]]
        return [self._frame(sentence, expression, [subject, Group("with", (part,))], f"{expression.kind}.each") for part in parts]
