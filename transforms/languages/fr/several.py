"""One expression, several calls: "trois appels, dont ...", "tour à tour", "séparément"; or one call of three."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.complements import ELLIPSIS, RECEIVED_BEFORE, Complements
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence

_SEPARATELY = re.compile(r"\b(?:separe(?:e|s|es|ment)?|tour a tour|successivement|l'un apres l'autre|a tour de role|chacun de (?:son|leur) cote|respectivement|chacune?|distinct(?:e|s|es)?)\b")
_AND_THEN = re.compile(r"(?: (?:d'abord|ensuite|enfin))?,? (?:et |puis |enfin )?(?:avec|a|au|de|d'|du|l[ea] |l'|son |sa | )*")  # from one of several calls to the next
_THAT_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce (?:matin|soir)|le \d{1,2} [a-z]+|dans la (?:journee|soiree|matinee))\b(?! prochain)")
_ONE_OF_THEM = re.compile(
    r"(?:\b(?=\w)|(?=:))(?:l'une?|l'autre|(?:le|la) (?:premiere?|seconde?|deuxieme|troisieme|dernier|derniere)|celle|celui|:)(?: d'abord)?(?:,? (?:de |du |le |la )?[a-z]+(?: (?:matin|soir|dernier|soiree|matinee))?,?)? ?(?:avec|entre|de|d'|a|au)?\s*$"
)


# "a échangé au téléphone avec B et C. Les trois dirigeants ...": one call
_ALL_OF_THEM = re.compile(r"\b(?:les|ces|tous) (?:les )?(?:trois|quatre|cinq)(?: (?:leaders|dirigeants|presidents|chefs|hommes|femmes|ministres|responsables|interlocuteurs|diplomates|souverains))\b")


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
        many = re.search(r"multipli|nombreu|plusieurs|frequent|regulier", before) and not (_THAT_DAY.search(self.folded, sentence.start, sentence.end) and re.search(r"\bplusieurs\b", before))
        if not (expression.plural and (expression.strength == "strong" or expression.head == "appel")) or many:
            return False
        complement, _ = self._complement(sentence, expression)
        return complement is not None and sum(max(1, len(m.members)) for m in complement.mentions) >= 2

    def _shared_out(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "deux appels, l'un avec A, l'autre avec B", "trois appels, dont celui de mardi entre A et B": those that are told one by one."""
        subject = self._subject(sentence, expression, None) or next((g for g in sentence.groups if g.function == "for"), None)
        if subject is not None and (announced := self._announced(sentence, expression)) and not {id(m) for m in subject.mentions} & {id(m) for m in announced.mentions}:
            return [self._frame(sentence, replace(expression, start=m.start, end=m.end), [subject, Group("with", (m,))], "noun.one_of") for m in announced.mentions]
        frames: list[CallFrame] = []
        last: Group | None = None
        for group in sentence.groups:
            if group.start < expression.end:
                continue
            goes_on = bool(frames) and last is not None and last.function == group.function and bool(_AND_THEN.fullmatch(self.folded, last.end, group.start))
            if not goes_on and not _ONE_OF_THEM.search(self.folded, expression.end, group.start):
                continue
            last = group
            if self.folded[:group.start].endswith((": a ", ": au ", ": avec ", ": ")) and sum(max(1, len(m.members)) for m in group.mentions) >= 2 and subject is not None and group.function in ("to", "with"):
                frames += self._one_call_each(sentence, expression, subject, group)
                continue
            both = [group] if group.function == "between" else [subject, Group("of" if group.function == "of" else "with", group.mentions)] if subject else []
            frame = self._frame(sentence, replace(expression, start=group.start, end=group.end), both, "noun.one_of")
            frame.initiator = next((n for n in frame.people if n.function == "of"), None) if expression.head == "appel" else None
            frame.weak = frame.weak and expression.head != "appel"
            frames.append(frame)
        return [f for f in frames if len(f.people) >= 2]

    def _announced(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "A, B, C : les présidents ont fait le point", "Mardi avec A, jeudi avec B : ...": those whom the sentence names before its colon."""
        colon = self.folded.find(" : ", sentence.start, expression.start)
        before = [g for g in sentence.groups if g.end <= colon]
        mentions = tuple(m for g in before for m in g.mentions)
        gaps = [self.folded[start:end] for start, end in zip([sentence.start, *(m.end for m in mentions)], [*(m.start for m in mentions), colon], strict=True)]
        if len(mentions) < 2 or any(m.kind != "person" for m in mentions) or not all(ELLIPSIS.fullmatch(gap) for gap in gaps):
            return None
        return Group("bare", mentions)

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
        if expression.head.startswith(("reuni", "rassembl", "convi")):
            return False
        between = self.folded[complement.start:complement.end]
        around = self.folded[sentence.start:min(sentence.end, complement.end + 60)]
        if re.search(r"\b(?:puis|et avec|ainsi qu'avec|successivement|separement|tour a tour|respectivement)\b", between):
            return True
        if _SEPARATELY.search(around):
            return True
        if any(_ALL_OF_THEM.search(self.folded, s.start, s.end) for s in self.sentences[sentence.index + 1:sentence.index + 3]):
            return False
        if expression.channel == "video" or re.search(r"\b(?:a (?:trois|quatre|cinq|six)|tripartite|trilatera|conjoint|commune?|conference)\b", around):
            return False
        return expression.plural or expression.kind != "noun"

    def _told_separately(self, sentence: Sentence, complement: Group) -> bool:
        """ "a pris son téléphone pour presser A et B, dans deux appels séparés"."""
        return len(complement.mentions) > 1 and bool(_SEPARATELY.search(self.folded, complement.end, sentence.end))

    def _in_turn(self, sentence: Sentence, subject: Group, complement: Group) -> bool:
        """ "A et B ont tour à tour appelé C", "A puis B ont téléphoné à C": a call of each."""
        if len(subject.mentions) < 2 or any(m.kind == "pair" for m in subject.mentions):
            return False
        between = self.folded[subject.start:subject.end]
        return " puis " in between or bool(_SEPARATELY.search(self.folded, subject.end, max(subject.end, min(sentence.end, complement.end + 40))))

    def _one_call_each(self, sentence: Sentence, expression: Expression, subject: Group, complement: Group) -> list[CallFrame]:
        parts = [part for mention in complement.mentions for part in mention.members or [mention]]
        frames = [self._frame(sentence, expression, [subject, Group("with", (part,))], f"{expression.kind}.each") for part in parts]
        for frame in frames if expression.kind == "noun" and expression.head.startswith(("appel", "coup")) and complement.function == "to" else ():
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
        return frames
