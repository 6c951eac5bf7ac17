"""What belongs to one call of an article: the sentences that tell of it, those that go on about it, and their parts about no other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.languages.fr.frames import Sentence, Span
from transforms.languages.fr.reading import Reading
from transforms.languages.fr.shares import own_parts
from transforms.languages.fr.tellings import DistinctCall, Telling
from transforms.languages.fr.told import SAID, SAID_TO, continuation_spans, resumed_spans, tells_of_all, tells_of_two
from transforms.text import fold

_SAID_IN_CALL = re.compile(
    r"(?:,[^,.;]{0,80},)?\s++(?:lui |elle |eux |se sont |s'est |se |s'|leur |l')*+(?:ont|a|avaient|avait|sont|est)?\s*+(?:[a-z-]+ ){0,3}?"
    r"(?:evoque|aborde|discute|parle|exprime|informe|souhaite|felicite|convenu|propose|reaffirme|reitere|rappele|insiste|salue|plaide|defendu|suggere|averti|prevenu|"
    r"condamne|denonce|souligne|demande|assure|promis|accepte|refuse|echange|passe en revue|profite de l'appel|invite|montre|dit pret)(?:e?s?)\b"
)
# "a aussi dit son inquietude", "a egalement presse les deux hommes": what else was said in the talk
_SAID_BESIDES = re.compile(rf"(?:,[^,.;]{{0,80}},)?\s++(?:lui |leur |l'|s'est |se sont )?(?:ont |a )?(?:aussi|egalement|enfin|ensuite|en outre|surtout)\s\W?(?:{SAID}|{SAID_TO})")
_BRIEF = 900  # characters of a body
_TOLD_OF_ALL = 4  # sentences after a call within which "aux deux, il a dit" may speak of it


class Zones:
    """Divides the sentences of one article among its calls; each is told of one call only."""

    def __init__(self, reading: Reading, title_end: int) -> None:
        self.reading, self.title_end = reading, title_end
        self.folded, self.sentences = reading.folded, reading.sentences
        self.told_in = _owners(reading.calls)

    def of(self, index: int, call: DistinctCall) -> list[Sentence]:
        """The sentences that tell of this call: those with its expressions, then those that go on about it."""
        own = sorted({t.frame.sentence.index for t in call.tellings})
        aside = self.told_aside(index, call)
        others = {i for i, owner in self.told_in.items() if owner != index}
        spans = [(s.start, s.end) for s in self.sentences]
        names = {fold(n.person.name).split()[-1] for n in call.people}
        told = list(own)
        for start in own:
            if self.sentences[start].end > self.title_end and start not in aside:
                told += continuation_spans(self.folded, spans, start, others, names)
        if len(self.reading.calls) == 1:
            told += resumed_spans(self.folded, spans, own[-1])
        for sentence in self.sentences[own[0]:]:
            if sentence.index not in told and self._participant_tells(index, call, sentence):
                told += [sentence.index, *continuation_spans(self.folded, spans, sentence.index, others, names)]
        told += [i for i in range(own[-1] + 1, min(own[-1] + _TOLD_OF_ALL, len(spans))) if self._is_shared(spans[i])]
        return [self.sentences[i] for i in dict.fromkeys(told)]

    def told_aside(self, index: int, call: DistinctCall) -> set[int]:
        """Sentences about another call that only recall or announce this one: what follows them is not told of it."""
        told = {t.frame.sentence.index for t in call.tellings}
        named = {t.frame.sentence.index for t in call.tellings if names_somebody(t)}
        return {i for i in told - named if self.told_in[i] != index}

    def beside(self, index: int, segment: Sequence[Sentence]) -> list[Span] | None:
        """The other sentences of an article so brief that it tells of the calls alone; None of a longer one."""
        if len(self.reading.text) - self.title_end > _BRIEF:
            return None
        apart = {s.index for s in segment}
        return [(s.start, s.end) for s in self.sentences if s.start >= self.title_end and s.index not in apart and self._is_beside(index, s)]

    def own_parts(self, index: int, sentence: Sentence) -> list[Span]:
        """The parts of a sentence that are about this call and no other."""
        people = [{fold(n.person.name).split()[-1] for n in call.people} for call in self.reading.calls]
        partners = [names - set[str]().union(*(other for other in people if other is not names)) for names in people]
        return own_parts(self.folded, (sentence.start, sentence.end), partners, index)

    def _is_shared(self, span: Span) -> bool:
        """Whether a sentence is about all calls of the article: "aux deux", or "au premier ..., au second ..." of two calls."""
        return tells_of_all(self.folded, span) or (len(self.reading.calls) == 2 and tells_of_two(self.folded, span))

    def _is_beside(self, index: int, sentence: Sentence) -> bool:
        """Whether a sentence that tells no call may be about this one: it follows no other, or speaks of all."""
        return self._teller_of(sentence) in (index, None) or tells_of_all(self.folded, (sentence.start, sentence.end))

    def _teller_of(self, sentence: Sentence) -> int | None:
        """The call that a sentence tells, or else the one told last before it: what follows one call is not about another."""
        told = (self.told_in[i] for i in range(sentence.index, -1, -1) if i in self.told_in and self.sentences[i].start >= self.title_end)
        return next(told, None)

    def _participant_tells(self, index: int, call: DistinctCall, sentence: Sentence) -> bool:
        """ "Le président russe a également informé X de ...": somebody of the call, or both, did in words what calls are made of.

        In an article on several calls only what was said besides counts, after the call that is told last.
        """
        alone = len(self.reading.calls) == 1
        if not alone and (sentence.index in self.told_in or self._teller_of(sentence) != index):
            return False
        for group in sentence.groups:
            said = _SAID_BESIDES.match(self.folded, group.end) or (alone and _SAID_IN_CALL.match(self.folded, group.end))
            people = [m for mention in group.mentions for m in (mention.members or [mention]) if m.kind == "person"]
            if said and (group.mentions[0].kind == "pair" or any((p := self.reading.people.resolve(m)) and p.key in call.keys for m in people)):
                return True
        return False


def _owners(calls: Sequence[DistinctCall]) -> dict[int, int]:
    """Sentence -> the last call told in it, one that it names somebody of if there is any: "après un premier appel, X a ... Y"."""
    owners: dict[int, tuple[bool, int]] = {}
    for number, call in enumerate(calls):
        for telling in call.tellings:
            index = telling.frame.sentence.index
            owners[index] = max(owners.get(index, (False, 0)), (names_somebody(telling), number))
    return {index: number for index, (_, number) in owners.items()}


def names_somebody(telling: Telling) -> bool:
    """Whether the sentence of a telling names anybody of the call."""
    sentence = telling.frame.sentence
    return any(n.span and sentence.start <= n.span[0] < sentence.end for n in telling.frame.people)
