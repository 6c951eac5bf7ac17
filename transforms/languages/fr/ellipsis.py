"""Calls told without a verb of their own: "puis avec Z, dimanche", "et A, le lendemain, B", "a fait de même"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from transforms.languages.fr.call_verbs import CallVerbs
from transforms.languages.fr.clauses import Group
from transforms.languages.fr.complements import CLAUSE_OPENING, ELLIPSIS
from transforms.languages.fr.expressions import IN_THAT_WAY, SAME_MEANS, Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence

_FACE_TO_FACE = re.compile(r"\b(?:rencontr\w+|recu|recevra|recoit|de vive voix|en personne|face-a-face|tete-a-tete|diner|dejeuner|a l'elysee)\b")
_OFFICE_OF = re.compile(r"\b(?:celui|celle) (?:de l'|de la |de |du |des |d')[a-z' -]{2,40}, $")
_NOTHING = re.compile(r"(?:[^.;:«»]{0,40},)? ?(?:pas|point|plus|aucune?|nul|nulle|rien|ni|toujours (?:pas|rien|aucune?)|silence|(?:le |un )?silence) ?(?:de |d'|encore |meme |le |un |la |une |moindre )*(?:contact|appel|echange|coup|entretien|conversation|signe|mot|telephone|rien|radio|total|complet|nouvelles|$)")  # "Avec Y, en revanche, pas de contact"
_THEN_WITH = re.compile(r"[^.;:«»\"]{0,40}?,? puis (?:de |des |du |d'|sur |la |le |les |l'|son |sa )?(?:(?!a\b|ont\b|est\b|sont\b|s'|se\b|avait\b|qui\b|que\b|lors\b|apres\b)[a-z'-]+ ){0,4}avec (?:le |la |l'|son |sa )?")
_THAT_OF = re.compile(
    r"(?<=puis )(?:un second|une seconde|un deuxieme|une deuxieme|un autre|une autre)\b(?=,? (?:le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|dans|en|deux|trois|quelques)\b)|(?<=[.;,:\n] )(?:le second|la seconde|le deuxieme|la deuxieme)\b(?=,? (?:a|s'est|fut|dans|en|le|vers|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|deux|trois|quelques|plus)\b)|\b(?:celui|celle) (?=(?:de |du |d')(?:la |l')?(?:matin|matinee|midi|apres-midi|soir|soiree|nuit|veille|avant-veille|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d{1,2} [a-z]|1er|"
    r"semaine (?:derniere|passee|precedente)|mois dernier|(?:debut|fin|mi-)[ a-z]))"
)
_ASIDE = re.compile(r",? (?:qui|dont|que|qu'|auquel|a qui|avec (?:qui|lequel|laquelle))\b[^.;:]{0,200}?(?=,? (?:puis|et enfin|et ensuite|ensuite|enfin|et a|et au|et avec|et,? (?:dans (?:un|la|l')|plus tard|le (?:lendemain|soir|meme)|peu apres|quelques))\b)")  # "a appelé Y, qui ..., puis Z"
_HAD_ANOTHER = re.compile(r"\W*(?:[a-z'-]+ ){0,3}en (?:a|avait|aura|aurait|doit avoir) (?:[a-z]+ )?(?:eue?|tenue?|passee?|menee?)\b(?= une? )|(?<=une )(?:deuxieme|troisieme|quatrieme)\b|(?<=un )(?:deuxieme|troisieme|quatrieme)\b")  # "Il en avait eu un autre avec Y"
_TURN = re.compile(r"\b(?:c'est|c'etait|ce fut|ce sera|ce serait|vient|vint|venait|viendra|(?:est|etait) venue?|a ete)(?: [a-z]+|, [^,;:.]{3,25},)? (?:au|le) tour (?:de (?:l'|la |son |sa )?|d'|du )$")
_NOW_HIM = re.compile(r"(?:[.\n] ?|^)\W*(?:puis|enfin|ensuite|[^,;:.]{0,20}(?:plus tard|apres|minuit|midi|\d ?h(?:eures?)?(?: ?\d\d)?|le lendemain|dans la (?:soiree|foulee|nuit))), c'est (?:ensuite |enfin |alors |aussi )?(?:l[ea] |l')?$")
_SAME_KIND_OF = re.compile(r"\bmeme (?:type|genre|sorte) d'$")
_OF_THAT_KIND = re.compile(r" (?:du meme (?:ordre|type|genre)|similaires?|semblables?|analogues?|identiques?)\b")
_AFTER = re.compile(r"\W*apres (?:l[ea] |l'|son |sa )?")
_IT_IS = re.compile(r", c'(?:est|etait|a ete) (?:(?:avec|a|au) )?(?:l[ea] |l'|son |sa )?[^;:.]{3,80}?,? (?:(?P<who>qui) |qu(?:e |'))")
_AGO = re.compile(r"\bil y a [a-z0-9 -]{4,25}")
_GOES_BACK = 4  # sentences over which "Avec Y, ..." goes on from a call
_SAME = ("meme", "autant", "chose", "fait")
_NEXT = re.compile(r",? (?:et )?(?:puis|ensuite|enfin) (?:l[ea] |l'|son |sa )?$")  # "avec Y d'abord, puis Z, enfin W"
_DOES = re.compile(r",? (?:(?:lui|elle|[^,;:.]{3,60}), )?(?:a|ont|avait|s'est|est|n'a|y a)\b")
# "..., puis Y dimanche.", "..., et Y dans la soirée, ...": a name with the time of its call and nothing more
_AT_ITS_TIME = re.compile(
    r",? (?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: (?:matin|soir|apres-midi))?(?: \d{1,2}(?:er)?(?: [a-z]+)?)?|hier(?: soir| matin)?|avant-hier|ce (?:matin|soir)|le (?:lendemain|surlendemain|soir(?: meme)?|matin|meme jour|\d{1,2}(?:er)? [a-z]+)"
    r"|la veille|l'apres-midi|(?:dans|durant|pendant) (?:la (?:soiree|matinee|nuit|journee|foulee)|l'apres-midi)|en (?:debut|fin) de (?:soiree|matinee|journee|apres-midi)|(?:un peu |une heure |deux heures )?plus tard)(?=[.;:)]|$| (?:et|puis)\b|, (?!(?:a|ont|s'est|avait|est|n'a|y)\b))"
)


class Ellipsis(CallVerbs):
    """Reads partners and pairs that go on with the call told before."""

    def _ellipsis(self, sentence: Sentence) -> Iterator[CallFrame]:
        """Partners told without a verb of their own: "Avec Y, lundi, ...", "..., puis avec Z, dimanche", "et le Belge, le même jour, Z".

        Each goes on from the one before, so that what is yielded is among the frames before the next is looked for.
        """
        self._take_turn(sentence)
        model = next((f for f in reversed(self.frames) if len(f.people) == 2 and (not f.weak or (f.sentence is sentence and f.expression.kind == "talk_verb"))), None)
        if model is None or not 0 <= sentence.index - model.sentence.index <= _GOES_BACK:
            return
        groups = [g for g in sentence.groups if g.start >= model.expression.end]
        for group, following in zip_longest(groups, groups[1:]):
            if self._is_another(sentence, group, model) or self._has_its_turn(group) or (following is not None and self._is_other_pair(sentence, group, following, model)):
                people = self._gapped(sentence, model, group, following)
                if people and not any(f.sentence is sentence and {n.person.key for n in people} <= f.keys for f in self.frames):
                    span = Expression(group.start, group.end, "noun", "strong", model.expression.channel, model.expression.head)
                    if model.weak:
                        span = replace(model.expression, start=group.start, end=group.end)
                    called = model.initiator if model.initiator and people[0].person.key == model.initiator.person.key else None
                    calling = people[1] if people[1].function == "of" and model.initiator and model.initiator.function == "of" else called and people[0]
                    yield CallFrame(span, sentence, people, "ellipsis", weak=model.weak, initiator=calling)

    def _take_turn(self, sentence: Sentence) -> None:
        """ "X a téléphoné à Y. C'était ensuite au tour de Z de s'entretenir avec X": by telephone, as the one before."""
        here = [f for f in self.frames if f.sentence is sentence and f.weak and len(f.people) == 2]
        model = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2), None) if here else None
        if model is not None and any(self._has_its_turn(g) for g in sentence.groups):
            here[0].weak, here[0].expression = False, replace(here[0].expression, strength="strong", channel=model.expression.channel)

    def _after_others(self, sentence: Sentence) -> Iterator[CallFrame]:
        """ "Après A lundi et B mardi, c'est C que X a appelé": A and B, whom X called before."""
        told = next((f for f in self.frames if f.sentence is sentence and len(f.people) == 2 and not f.weak), None)
        cleft = _IT_IS.search(self.folded, sentence.start, told.expression.start) if told else None
        before = [g for g in sentence.groups if cleft and g.end <= cleft.start()]
        if told is None or not before or not _AFTER.fullmatch(self.folded, sentence.start, before[0].start):
            return
        ends = [before[0].start, *(g.end for g in before)]
        if not all(ELLIPSIS.fullmatch(_AGO.sub("", self.folded[start:end])) for start, end in zip(ends[1:], [*(g.start for g in before[1:]), cleft.start() if cleft else 0], strict=True)):
            return
        whose = told.people[-1] if cleft and cleft["who"] else next((n for n in told.people if n.function == "bare"), told.people[0])
        for mention in (m for g in before for m in g.mentions):
            other = next((n for n in self._people_of(mention, []) if n.person.political and n.person.key not in told.keys), None)
            if other is not None:
                span = Expression(mention.start, mention.end, "noun", "strong", told.expression.channel, told.expression.head)
                people = [Named(other.person, other.span, "bare"), Named(whose.person, None, "with")] if cleft and cleft["who"] else [Named(whose.person, None, "bare"), Named(other.person, other.span, "with")]
                yield CallFrame(span, sentence, people, "after_others", initiator=people[0] if told.initiator else None)

    def _those_of(self, sentence: Sentence) -> list[CallFrame]:
        """ "L'échange du matin a porté sur ..., celui du soir sur ...", "après celui de la veille": another call of the same people."""
        found: list[CallFrame] = []
        model = next((f for f in reversed(self.frames) if len(f.people) >= 2 and not f.weak and 0 <= sentence.index - f.sentence.index <= 2), None)
        if model is None:
            return found
        for that in _THAT_OF.finditer(self.folded, sentence.start, sentence.end):
            noun = self._noun_meant(sentence, that)
            if noun is None or _FACE_TO_FACE.search(self.folded, noun.end, that.start()):
                continue
            span = Expression(*that.span(), "noun", "strong", model.expression.channel, model.expression.head)
            found.append(CallFrame(span, sentence, [Named(n.person, None, "") for n in model.people], "that_of"))
        return found

    def _noun_meant(self, sentence: Sentence, that: re.Match[str]) -> Expression | None:
        """The word for a call that "celui" stands for; "le second" stands for one after "le premier appel", be it a sentence before."""
        ordinal = that.group().startswith("l")
        near = [e for s in self.sentences[max(0, sentence.index - 2 * ordinal):sentence.index + 1] for e in s.expressions if e.kind == "noun" and e.end <= that.start()]
        firsts = [e for e in near if not ordinal or re.search(r"\b(?:premiere?|deux)(?: [a-z]+)? $", self.folded[max(0, e.start - 20):e.start])]
        return firsts[-1] if firsts else None

    def _is_another(self, sentence: Sentence, group: Group, model: CallFrame) -> bool:
        """Whether only conjunctions and times stand between the start of the clause, or the people already told, and this group."""
        clause = max((m.end() for m in CLAUSE_OPENING.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        told = max((self._whole(sentence, f.people[-1].span[1]) for f in self.frames if f.sentence is sentence and (not f.weak or f is model) and f.people and f.people[-1].span and f.people[-1].span[1] <= group.start), default=clause)
        since = max(clause, told)
        opening = _HAD_ANOTHER.sub("", _OFFICE_OF.sub("", _ASIDE.sub("", self.folded[since:group.start])))
        end = next((m.start() for m in CLAUSE_OPENING.finditer(self.folded, group.end, sentence.end)), sentence.end)
        if _FACE_TO_FACE.search(self.folded, group.start, end) or _NOTHING.match(self.folded, group.end, end):
            return False
        if not ELLIPSIS.fullmatch(opening):
            return since == told != clause and group.function == "with" and bool(_THEN_WITH.fullmatch(opening))
        called = model.expression.kind == "call_verb" and group.function == "bare" and self.folded[group.end:group.end + 1] != "," and not self._acts(group, model.expression)
        again = (group.function in ("with", "to", "between") or self._is_at_its_time(group) or called or self._is_from_another(group, model, opening)) and "," in opening
        counted = group.function == "to" and _HAD_ANOTHER.search(self.folded, since, group.start)  # "; un deuxième, dans la foulée, à Z"
        return (since == clause and (group.function == "with" or bool(counted))) or (since == told and (again or bool(re.search(r"\b(?:et|puis|ensuite|enfin|avant|autre)\b|;", opening))))

    def _is_at_its_time(self, group: Group) -> bool:
        """ "avec Y lundi, Z mardi et W dans la nuit": Z, and W."""
        if group.function != "bare" or len(group.mentions) > 1 or group.mentions[0].kind != "person":
            return False
        next_in_order = self.folded[group.end:group.end + 1] in (".", ",", ";", "") and _NEXT.search(self.folded, max(0, group.start - 20), group.start)
        return bool(_AT_ITS_TIME.match(self.folded, group.end)) or (bool(next_in_order) and not self._has_a_verb_behind(group))

    def _has_a_verb_behind(self, group: Group) -> bool:
        """ "puis Y, lui, a répondu": who does something else."""
        return bool(_DOES.match(self.folded, group.end))

    def _whole(self, sentence: Sentence, end: int) -> int:
        """Where the mention of somebody ends whose name ends at `end`: "Jaishankar, le chef de la diplomatie indienne, puis ..." """
        return next((m.end for m in sentence.mentions if m.start < end <= m.end), end)

    def _is_from_another(self, group: Group, model: CallFrame, opening: str) -> bool:
        """ "X a reçu un appel de Y, puis un autre de Z": of Z."""
        from_him = model.initiator is not None and model.initiator.function == "of"
        return from_him and group.function == "of" and bool(re.search(r"\b(?:un|une) (?:autre|second|seconde|deuxieme|troisieme)\b|\b(?:celui|puis|enfin)\b", opening))

    def _has_its_turn(self, group: Group) -> bool:
        """ "Le lendemain, c'était au tour de Z", "Une heure plus tard, c'est Z."."""
        if group.function == "bare" and self.folded[group.end:group.end + 1] in (".", ""):
            return bool(_NOW_HIM.search(self.folded, max(0, group.start - 60), group.start))
        return group.function == "of" and bool(_TURN.search(self.folded, max(0, group.start - 45), group.start))

    def _is_other_pair(self, sentence: Sentence, group: Group, following: Group, model: CallFrame) -> bool:
        """ "X s'est entretenu au téléphone avec Y mardi, A avec B", "X a appelé Y ; A, B": the same verb of another two."""
        told = model.people[-1].span
        if model.sentence is not sentence or told is None or group.function != "bare" or group.start < told[1]:
            return False
        apart = self.folded[group.end:following.start]
        return bool(ELLIPSIS.fullmatch(self.folded[told[1]:group.start])) and bool(re.fullmatch(r",? (?:a|au|avec|aupres de)? ?(?:l[ea] |l')?", apart))

    def _gapped(self, sentence: Sentence, model: CallFrame, group: Group, following: Group | None) -> list[Named]:
        """The two of a call whose verb is left out: the caller of the model and another partner, or another two."""
        caller = next((n for n in model.people if n.function == "bare"), model.people[0])
        partner = next((n for n in model.people if n is not caller), caller)
        others = [n for n in self._people_of(group.mentions[0], [caller]) if n.person.political]
        if not others or (others[0].person.key in model.keys and group.function not in ("bare", "between")):
            return []
        if self._is_at_its_time(group) and caller is not partner and partner.function in ("with", "to", "between", "of"):
            return [Named(caller.person, None, "bare"), Named(others[0].person, others[0].span, "with")]
        if following is not None and group.function == "bare" and following.function in ("bare", partner.function) and ELLIPSIS.fullmatch(self.folded[group.end:following.start]) and self.folded[following.end:following.end + 1] in (".", ",", ";"):
            second = [n for n in self._people_of(following.mentions[0], others) if n.person.political]
            return [Named(others[0].person, others[0].span, "bare"), Named(second[0].person, second[0].span, partner.function)] if second and second[0].person.key not in model.keys else []
        if group.function == "between":
            both = [n for m in group.mentions for n in self._people_of(m, others) if n.person.political]
            return [Named(n.person, n.span, "between") for n in both] if len({n.person.key for n in both}) == 2 else []
        if self._has_its_turn(group) and caller is not partner:
            return [Named(caller.person, None, "bare"), Named(others[0].person, others[0].span, partner.function)]
        called = model.expression.kind == "call_verb" and group.function == "bare" and not self._acts(group, model.expression)
        alike = group.function == partner.function or {group.function, partner.function} == {"to", "with"}
        received = group.function == "of" and model.initiator is not None and model.initiator.function == "of"
        if (not called and not received and (not alike or group.function not in ("with", "to", "by"))) or caller is partner:
            return []
        return [Named(caller.person, None, "bare"), Named(others[0].person, others[0].span, partner.function)]

    def _partner_likened(self, sentence: Sentence, expression: Expression, subject: Group) -> Group | None:
        """ "X a appelé Y. Z avait fait de même la veille": Y, whom the call that it is likened to was with."""
        model = next((f for f in reversed(self.frames) if len(f.people) == 2 and not f.weak), None)
        if expression.head not in _SAME or expression.strength != "strong" or model is None:
            return None
        taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        caller = next((n for n in model.people if n.function == "bare"), model.people[0])
        other = next((n for n in model.people if n is not caller), None)
        if other is None or taken & model.keys or (len(subject.mentions) == 2 and all(n.function == "bare" for n in model.people)):
            return None  # "X et Y se sont appelés. A et B en ont fait de même": A and B
        return Group("with", (self._pronoun_mention((expression.start, expression.start), other.person),))

    def _by_the_same_means(self, sentence: Sentence, expression: Expression) -> bool:
        """ "s'est entretenu, par la même voie, avec Y": as the one before him."""
        start, end = max(sentence.start, expression.start - 25), min(sentence.end, expression.end + 60)
        return expression.strength == "weak" and bool(SAME_MEANS.search(self.folded, start, end) or IN_THAT_WAY.search(self.folded, start, end))

    def _of_that_kind(self, expression: Expression) -> bool:
        """ "le même type d'entretien", "un échange analogue"."""
        before = _SAME_KIND_OF.search(self.folded, max(0, expression.start - 20), expression.start)
        return bool(before or _OF_THAT_KIND.match(self.folded, expression.end))

    def _likened(self, sentence: Sentence, expression: Expression) -> Expression:
        """ "X a fait de même avec Y": as strong as the call that it is likened to."""
        model = next((f for f in reversed(self.frames) if len(f.people) >= 2 and not f.weak), None)
        alike = expression.head in (*_SAME, "meme canal") or self._by_the_same_means(sentence, expression) or (expression.kind == "noun" and expression.strength == "weak" and self._of_that_kind(expression))
        if not alike or model is None or sentence.index - model.sentence.index > 2:
            return expression
        return replace(expression, strength="strong", channel=model.expression.channel)
