"""Calls told beside others: "a été précédé de celui de Z", "Y a ainsi exposé à X" after words for several calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.rounds import Rounds

_PRECEDED = re.compile(r"\b(?:(?:precede|suivi)e?s?\b[^.;:«»]{0,45}? (?:par |de |d')?|(?:apres|avant) )(?:celui|celle|une? (?:autre|second|seconde|deuxieme)) (?:de (?:la |l'|son |sa )?|d'|du )?$")
_WHEN = r"(?:de |du |d'|le |la )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce)(?: (?:matin|soir))?|veille|lendemain|avant-veille|matin|soir|\d{1,2}(?:er)? [a-z]+)"
_THOSE_TO = re.compile(rf"\b(?:celui|celles?|ceux)(?: (?:passe|donne|tenu|mene|eu)e?s?)? {_WHEN}(?: (?:au?|avec)(?: l[ea]| l')?)? ?$")
_AND_THAT_TO = re.compile(rf",? (?:et |puis |et enfin )?(?:(?:celui|celle) )?{_WHEN} (?:(?:au?|avec) )?(?:l[ea] |l')?")
_THUS = re.compile(r"\b(?:ainsi|notamment|par exemple)\b")
_REACH = 2  # sentences over which "celui de Z" looks back for the call that it goes with


class Lists(Rounds):
    """Reads the calls that go with those just told."""

    def _told_beside(self, sentence: Sentence) -> list[CallFrame]:
        """The calls of a sentence that names a partner in each and leaves the call and the other one to what stands before."""
        return [*self._preceded(sentence), *self._those_to(sentence), *self._for_instance(sentence)]

    def _preceded(self, sentence: Sentence) -> Iterator[CallFrame]:
        """ "L'appel de Y a été précédé la veille de celui de Z": Z called the same one."""
        model = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2 and sentence.index - f.sentence.index <= _REACH), None)
        for group in sentence.groups if model else ():
            if model is None or group.function != "of" or not _PRECEDED.search(self.folded, sentence.start, group.start):
                continue
            here = {n.person.key for g in sentence.groups if g.end <= group.start and model.sentence is not sentence for m in g.mentions for n in self._people_of(m, [])}
            called = next((n for n in model.people if n.person.key not in here and n is not model.initiator), None)
            if called is not None:
                yield from self._each(sentence, model.expression, called, group, calling=True)

    def _those_to(self, sentence: Sentence) -> Iterator[CallFrame]:
        """ "Ils viennent après ceux de dimanche à Y et de lundi à Z": of the same caller."""
        model = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2 and sentence.index - f.sentence.index <= _REACH), None)
        before: Group | None = None
        for group in sentence.groups if model else ():
            goes_on = before is not None and _AND_THAT_TO.fullmatch(self.folded, before.end, group.start)
            if model is None or group.function not in ("to", "with") or not (goes_on or _THOSE_TO.search(self.folded, sentence.start, group.start)):
                continue
            before = group
            caller = self._caller_of_all(set()) or (model.initiator or next((n for n in model.people if n.function == "bare"), model.people[0])).person
            yield from self._each(sentence, model.expression, Named(caller, None, "bare"), group, calling=False)

    def _for_instance(self, sentence: Sentence) -> Iterator[CallFrame]:
        """ "X a multiplié les conversations au téléphone. Y lui a ainsi exposé ...", with both named: one of them."""
        host = self.hosts.get(sentence.index - 1)
        if host is None or sentence.expressions or not _THUS.search(self.folded, sentence.start, sentence.end):
            return
        for one, other in ((g, h) for g in sentence.groups for h in sentence.groups if g.function == "bare" and h.function in ("to", "with") and g.end < h.start):
            both = [n for g in (one, other) for n in self._people_of(g.mentions[0], []) if n.person.political]
            if len({n.person.place for n in both}) == 2 and host.key in {n.person.key for n in both} and _THUS.search(self.folded, one.end, other.start):
                span = Expression(one.end + 1, other.start, "talk_verb", "strong", "telephone", "ainsi")
                yield CallFrame(span, sentence, [Named(both[0].person, both[0].span, "bare"), Named(both[1].person, both[1].span, "with")], "talk_verb.instance")
                return

    def _each(self, sentence: Sentence, like: Expression, partner: Named, group: Group, *, calling: bool) -> Iterator[CallFrame]:
        """A call like `like` of `partner` with each of a group; `calling` tells that these called."""
        for mention in group.mentions:
            named = next((n for n in self._people_of(mention, []) if n.person.political and n.person.place not in (None, partner.person.place)), None)
            if named is None:
                continue
            caller = Named(named.person, named.span, "bare")
            span = Expression(mention.start, mention.end, "noun", "strong", like.channel or "telephone", like.head)
            yield CallFrame(span, sentence, [caller, Named(partner.person, None, "with")], "noun.beside", initiator=caller if calling else None)
