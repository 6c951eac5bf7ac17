"""Calls in one article: each call expression with its participants, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.clauses import Group, group_mentions
from transforms.languages.fr.complements import RECEIVED_BEFORE
from transforms.languages.fr.confirmed import CONVENES
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.referents import THEIR
from transforms.languages.fr.rosters import Rosters
from transforms.languages.fr.taking_up import taken_up

# What follows a call whose people are told elsewhere: an end, a time, a length, never somebody ("au téléphone à sa femme").
_NOBODY_BEHIND = re.compile(
    r"\s*(?:$|[.,;:!?»\"]|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce|cette|dans|pendant|durant|pour(?! (?:[a-z]+ )?[a-z]+(?:er|ir|re)\b)|vers|d'une?|de (?:l'|lui|les?|la|ne|[a-z]+(?:er|ir|re)|pres|plus|quelque|\d|une?|deux|trente|quarante|cinquante|vingt|quinze|dix|cinq)|"
    r"a (?:dure|eu|ete|porte|permis|suffi|commence|debute|suivi|\d)|s'est|aura|doit|devait|est|etait|n'a|ont|sur|jeudi|le \d|peu|tard|tot|en (?:fin|debut|milieu|soiree|matinee)|sans|mais|et (?!avec|la|le|de)|qui)\b)"
)
_OF_OTHERS = re.compile(r"\b(?:femme|epouse|mari|mere|pere|fils|fille|soeur|frere|famille|avocate?s?|journaliste|ministres|patrons?|electeurs?|conseillers?|medecin|ecoutes?|espion\w*|canular|imposteur|numero vert|standard|operateurs?|abonnes|appareils?|smartphones?|portable)\b")
_RECEIVING = re.compile(r"\b(?:recev(?:ait|aient|oir|ant)|accueill(?:ait|ir|ant)|rencontrait) ")  # whom one is with is not on the line
_NOTHING_BUT_A_CALL = re.compile(r"(?!.*\b(?:a|ont|est|sont|avait|qui)\b).{4,50}|l'(?:appel|entretien|echange|conversation) [^,;:]{0,20}(?:n'a (?:pas |guere |)|a |aura |aura a peine )(?:dure|excede|depasse)[^,;:]{3,40}")  # "Une heure au telephone."
_SPOKE_THERE = re.compile(r" y (?:a|avait|aurait) ")  # "L'appel a duré une heure, dit X. Y y a promis ..."
_FIRST_TOLD = 3  # sentences within which an article tells what its headline says
_BOTH = re.compile(r"\b(?:ils|elles|tous deux|toutes deux)\b")
_BRIEF = 8  # sentences of an article so short that it is about one thing
_INFORMED = re.compile(r"\bete (?:[a-z]+ )?(?:informe|prevenu|averti|alerte|consulte|sonde|tenu|mis|avise)e?s?\b")
_PRESENT_AT = re.compile(r"\b(?:present|temoin|dans la piece)e?s? (?:lors|au cours|pendant|durant|au moment) (?:de |d')?(?:l'|cet |cette |la |leur )?$")  # "X, présent lors de l'appel": who else was in the room
_IN_ORDER_TO = re.compile(r",? (?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?(?:pour|afin de|et)(?: aussi| ensuite)? ?| ?: (?:il|elle) ")
_WAS_THEIR = re.compile(r"\b(?:est|etait|a ete|fut|constitue|constituait|marque|marquait|represente) leur (?:[a-z]+ ){1,3}$")
_THREE = re.compile(r"\b(?:a trois|tripartite|trilateral)\b")


_NEXT_OF_A_LIST = re.compile(r"(?: (?!a\b|est\b|ont\b|avec\b|et\b|apres\b|recoit\b|attend)[a-z'-]+){1,7}, (?:un|une|des|les) (?:[a-z]+ )?")  # "X à l'écran, un coup de fil de Y, ..."
_PASSED_BY = re.compile(r"(?: telephonique)?(?: [a-z']+){0,2}? passee?s?(?: [a-z]+){0,2}? par ")
_EXHORTS = re.compile(r" (?:à (?:la |l['’]|[a-zéèê]+(?:er|ir|re)\b)|au (?!téléphone|sujet)|pour qu)")
_GOT = re.compile(r"\b(?:recu|recoit|recevait|recevra)\b[^.;]{0,50}$")
_GIVEN = re.compile(r"(?: telephonique)?(?:, [^,;:.]{2,40},)? qu(?:e |')[^,;:.]{2,60}? (?:a|ont|avait|avaient|aurait) (?:[a-z]+ ){0,2}?(?:donne|passe)e?s?\b")  # "le coup de fil que X a passé à Y"
_CALL_TO = re.compile(r" a (?!(?:bien |aussi |egalement |enfin |finalement )?(?:eu|ete|dure|permis|porte|commence|debute|suivi|fait|tourne|reuni|rassemble|oppose|associe|mis|donne|precede|conclu|occupe|scelle|failli|suffi|surpris|lieu)\b)")
_ONE_TO_THE_OTHER = re.compile(r"\W*[^,;.]{0,30}, l[ea] premiere? (?:a|avait|lui|y|se|s'est)\b.{0,60}(?:au|le|a la|la|du|de la) seconde?\b")
_ANSWERED = re.compile(r"\W*(?:(?:et )?au bout du fil|a l'autre bout(?: du fil| de la ligne)?|au telephone|a l'ecran)(?:,| ?:)")  # "X décroche. Au bout du fil, Y."
_THE_THREE = re.compile(r"\b(?:les|ces) trois (?:hommes|femmes|dirigeants|leaders|presidents|chefs|ministres|responsables|diplomates) [^,;:.]{0,12}$|\btous (?:les )?trois [^,;:.]{0,12}$")
_TO_SUCH = re.compile(r"\b(?:auxquel(?:le)?s|(?:avec|par|a) (?:lesquel(?:le)?s|qui)|dont)\b[^,;:.]{0,70}$")  # "les dirigeants auxquels X a passé un coup de fil": those whom nobody names
_HEADS_ITS_SENTENCE = re.compile(r"\W*(?:d'abord|puis|enfin|ensuite)?,? ?un (?:[a-z]+ )?")  # "Un premier coup de fil à Y, ...": of whom one reads
_DURING = re.compile(r"\b(?:lors|au cours|a l'occasion|dans le cadre) d'une? (?:[a-z]+ )?$")
_DIALS = re.compile(rf"{ex.TAKES_IT}(?:son|leurs?|le combine)\b")
_BY_A_CALL = re.compile(r"\bpar un(?:e)? (?:[a-z]+ )?$")
_WITH_OTHERS = re.compile(r"(?: [a-z]+)? avec (?:les|des|ses|leurs|un|une|son|sa|l[ea]) ?")
_WHOSE_MEMBERS = re.compile(r"\bdont les (?:[a-z]+ )?(?:dirigeants|ministres|chefs|membres|presidents|leaders|diplomates)\b[^,;:.]{0,40}$")
_ROUSED_BY = re.compile(r"\b(?:commence|entame|ouvert|debute|inaugure|conclu)e?s? [^.;:]{0,60}(?:avec|par) un (?:[a-z]+ )?$|\b(?:rejoui|felicite|honore|vante|beneficie|fait etat) (?:[a-z]+ ){0,2}?d'un (?:[a-z]+ )?$|\b(?:reveille|prevenu|averti|alerte|informe|surpris|interrompu|convaincu)e?s? (?:[a-z]+ ){0,3}?par un(?:e)? (?:[a-z]+ )?$")


class CallFinder(Rosters):
    """Finds the calls of one article after its mentions and sentences are known."""

    def find(self) -> list[CallFrame]:
        """All frames, weak ones included, in text order."""
        for sentence in self.sentences:
            if self.frames:
                self._take_up(sentence)
            sentence.groups = group_mentions(sentence.mentions, self.folded)
            if sentence.index in self.called_over:
                continue
            for expression in sentence.expressions:
                told = self._one_of_those(sentence, self._by_gesture(sentence, self._likened(sentence, expression)))
                self.frames += [self._with_host(sentence, f) for f in self._roster(sentence, told) or self._listed_below(sentence, told) or self._frames(sentence, told)]
            for frame in (*self._likewise(sentence), *self._called_meanwhile(sentence), *self._told_beside(sentence), *self._roster_behind(sentence)):
                self.frames.append(frame)
            self._which_was_theirs(sentence)
            self._note_host(sentence)
            for frame in (*self._after_others(sentence),):
                self.frames.append(frame)
            for frame in self._ellipsis(sentence):
                self.frames.append(frame)
            self.frames += self._counted_out(sentence) or self._those_of(sentence)
        self.frames = [f for f in self.frames if not self._taken_in(f) and not self._crossed(f)]
        for frame in self.frames:
            frame.beside_phone = frame.weak and len(frame.people) >= 2 and self._is_beside_phone(frame)
        if not any(len(f.people) >= 2 and (not f.weak or f.beside_phone) for f in self.frames):
            for frame in self.frames:
                self._complete_from_neighbours(frame)
        return self.frames

    def _take_up(self, sentence: Sentence) -> None:
        """Add whom "le premier" and "le second" stand for to the mentions of a sentence."""
        fresh = [m for m in taken_up(self.folded, sentence, self.frames) if not any(o.start < m.end and m.start < o.end for o in sentence.mentions)]
        if fresh:
            sentence.mentions = sorted((*sentence.mentions, *fresh), key=lambda m: m.start)

    def _which_was_theirs(self, sentence: Sentence) -> None:
        """ "Cette conversation téléphonique était leur cinquième échange": of those two."""
        here = [f for f in self.frames if f.sentence is sentence and f.expression.kind == "noun"]
        for call, theirs in pairwise(here):
            if not call.weak and not call.people and theirs.weak and len(theirs.people) == 2 and _WAS_THEIR.search(self.folded, call.expression.end, theirs.expression.start):
                call.people = list(theirs.people)

    def _by_gesture(self, sentence: Sentence, expression: Expression) -> Expression:
        """ "X décroche son téléphone pour parler à Y": he speaks by telephone."""
        weak = expression.kind == "talk_verb" and expression.strength == "weak"
        if expression.kind == "noun" and expression.strength == "weak" and not expression.plural and self._dialled_before(sentence):
            return replace(expression, strength="strong", channel="telephone")
        gesture = weak and any(_DIALS.match(self.folded, e.start) and _IN_ORDER_TO.fullmatch(self.folded, e.end, expression.start) for e in sentence.expressions)
        return replace(expression, strength="strong", channel="telephone") if gesture else expression

    def _dialled_before(self, sentence: Sentence) -> bool:
        """ "X a décroché son téléphone. Au cours d'un entretien avec Y, il a ...": the sentence before tells of nothing but the gesture."""
        before = [f for f in self.frames if f.sentence.index == sentence.index - 1 and f.sentence.paragraph == sentence.paragraph]
        return bool(before) and all(len(f.people) < 2 for f in before) and bool(_DIALS.match(self.folded, before[-1].expression.start))

    def _is_for_talking(self, sentence: Sentence, expression: Expression) -> bool:
        """ "décroche son téléphone pour parler à Y": told by the verb."""
        verbs = (e for e in sentence.expressions if e.kind == "talk_verb")
        return bool(_DIALS.match(self.folded, expression.start)) and any(_IN_ORDER_TO.fullmatch(self.folded, expression.end, e.start) for e in verbs)

    def _is_only_the_gesture(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X décroche son téléphone : il a appelé Y": the call is told behind."""
        return bool(_DIALS.match(self.folded, expression.start)) and any(e.start > expression.end and e.kind == "call_verb" for e in sentence.expressions)

    def _taken_in(self, frame: CallFrame) -> bool:
        """ "X a eu un entretien similaire avec Y, par visioconférence": no call besides; the one told before it takes its channel and people."""
        during = frame.expression.kind == "noun" and _DURING.search(self.folded, frame.sentence.start, frame.expression.start)
        if not (frame.expression.kind == "adverb" or during) or len(frame.people) < 2:
            return False
        kinds = ("noun",) if frame.expression.kind == "adverb" else ("talk_verb",)
        told = next((f for f in self.frames if f.sentence is frame.sentence and f.expression.start < frame.expression.start and f.expression.kind in kinds and f.keys <= frame.keys and len(f.people) >= 2), None)
        if told is not None and told.keys < frame.keys:
            told.people = frame.people
        if told is not None and told.expression.channel is None and frame.expression.channel is not None:
            told.expression, told.weak = replace(told.expression, strength="strong", channel=frame.expression.channel), False
        return told is not None

    def _is_beside_phone(self, frame: CallFrame) -> bool:
        """Whether its sentence or the one beside it speaks of a telephone call whose people it does not name: "Trois coups de fil : X a parlé à Y ..." """
        here = frame.sentence.index
        headline = self.sentences[:1] if 2 <= here <= _FIRST_TOLD else []
        for sentence in (*headline, *self.sentences[max(0, here - 1):here + 2]):
            told = {f.expression.start for f in self.frames if f.sentence is sentence and not f.weak and len(f.people) >= 2}
            phones = [e for e in sentence.expressions if e.strength == "strong" and e.channel == "telephone" and e.start not in told]
            if phones and not told and self._politicians(sentence) <= frame.keys and not ex.PRESS.search(self.folded, sentence.start, sentence.end) and not any(self._is_trap(sentence, e) for e in phones):
                return True
        return False

    def _politicians(self, sentence: Sentence) -> set[str]:
        return {n.person.key for m in sentence.mentions if m.kind == "person" for n in self._people_of(m, []) if n.person.political}

    def _complete_from_neighbours(self, frame: CallFrame) -> None:
        """An article that nowhere tells in one sentence who called whom: the sentences beside its words of a call name just two leaders."""
        expression, here = frame.expression, frame.sentence.index
        names_another = frame.unnamed or not frame.rule.endswith(("alone", ".of", ".pair"))
        if frame.weak or len(frame.people) > 1 or names_another or expression.plural or expression.channel != "telephone" or expression.head.startswith(("telephoniqu", "ligne")):
            return
        stranger = not _NOBODY_BEHIND.match(self.folded, expression.end, frame.sentence.end) or _OF_OTHERS.search(self.folded, frame.sentence.start, frame.sentence.end)
        if stranger or ex.PRESS.search(self.folded, frame.sentence.start, frame.sentence.end):
            return
        for reach in (1, 2) if len(self.sentences) <= _BRIEF else (1,):
            near = self.sentences[max(0, here - reach):here + reach + 1]
            told = {n.person.key: n for s in near for m in s.mentions if m.kind in ("person", "plural") for n in self._people_of(m, []) if n.person.political and n.person.place}
            if len(told) > 2:
                return
            spoke_there = any(_SPOKE_THERE.match(self.folded, g.end) for s in self.sentences[here + 1:here + 2] for g in self._groups_of(s) if g.function == "bare")
            together = bool(frame.people) or spoke_there or _BOTH.search(self.folded, frame.sentence.start, expression.start) or (_NOTHING_BUT_A_CALL.fullmatch(self.folded, frame.sentence.start, frame.sentence.end) and any(len({n.person.key for m in s.mentions if m.kind == "person" for n in self._people_of(m, [])}) == 2 for s in near))
            if together and len(told) == 2 and len({n.person.place for n in told.values()}) == 2 and {n.person.key for n in frame.people} <= set(told):
                frame.people = [Named(n.person, None, "neighbour") for n in told.values()]
                return

    def _frames(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        if expression.plural and expression.kind == "noun" and (shared := self._shared_out(sentence, expression) or self._received(sentence, expression)):
            return shared
        if self._tells_of_no_one_call(sentence, expression):
            return []
        if expression.kind == "call_verb":
            called = self._call_verb(sentence, expression)
            for frame in called if len(called) == 1 else ():
                frame.people += self._joined_next(sentence, frame)
            if expression.strength == "weak" or expression.head == "participle" or ex.INHERENT_PHONE_VERB.search(self.folded, expression.start, expression.end) or any(len(f.people) >= 2 for f in called):
                return called
            expression = replace(expression, kind="adverb", head="au telephone")  # "a rappelé à Y, au téléphone, ...": no verb of calling
        return self._with_complement(sentence, expression)

    def _tells_of_no_one_call(self, sentence: Sentence, expression: Expression) -> bool:
        """Whether a word stands for calls again and again, or for something else than a call of leaders."""
        several = ex.is_repeated(self.folded, expression) or (expression.plural and expression.kind == "noun")
        if several and not self._separate_calls(sentence, expression) and not self._on_one_day(sentence, expression) and not self._with_one(sentence, expression):
            return True
        if self._is_trap(sentence, expression) or self._is_call_for(sentence, expression) or self._of_members(sentence, expression):
            return True
        return bool(_PRESENT_AT.search(self.folded, sentence.start, expression.start)) or self._is_for_talking(sentence, expression)

    def _with_complement(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """The calls of an expression by what goes with it: "entre X et Y", a pair, a subject and whom it talked to."""
        complement, rule = self._complement(sentence, expression)
        if expression.plural and complement is not None and rule in ("of_to", "of_with") and (each := self._each_of_owner(sentence, expression, complement, rule)):
            return each
        if complement is not None and complement.function == "between":
            frame = self._frame(sentence, expression, [complement, *self._joining(sentence, expression)], f"{expression.kind}.between")
            self._direction(sentence, frame, rule)
            return [self._attended(sentence, expression, frame) if expression.channel == "video" else frame]
        if complement is None and expression.head != "ligne" and (pair := self._pair_of_sentence(sentence, expression)):
            return [self._attended(sentence, expression, self._frame(sentence, expression, [pair], f"{expression.kind}.pair"))]
        if complement is None and (expression.head == "ligne" or self._is_only_the_gesture(sentence, expression)):
            return []  # "ils disposent d'une ligne directe"
        subject = self._subject(sentence, expression, complement)
        if rule == "of" and subject is not None and _NEXT_OF_A_LIST.fullmatch(self.folded, subject.end, expression.start):
            subject = None
        if complement is None:
            return self._with_addressee(sentence, expression, subject, rule)
        if subject is not None and self._is_separate(sentence, expression, complement):
            return self._one_call_each(sentence, expression, subject, complement)
        if subject is not None and self._in_turn(sentence, subject, complement):
            return self._directed(sentence, self._each_of(sentence, expression, subject, complement, "each"), rule)
        groups = [complement] if subject is None else [subject, complement]
        goes_on = subject is None and complement.function == "to" and expression.kind == "noun" and (self._phone_just_told(sentence) or bool(self._made(sentence, expression)) or bool(_HEADS_ITS_SENTENCE.fullmatch(self.folded, sentence.start, expression.start)))
        if subject is None and (complement.function == "with" or goes_on) and expression.kind != "meet_verb":
            groups = [*self._subject_before(sentence, expression, complement), complement]
        frame = self._one_frame(sentence, expression, groups, rule)
        frame.weak = frame.weak and not (goes_on and len(frame.people) == 2)
        return [frame]

    def _phone_just_told(self, sentence: Sentence) -> bool:
        """ "X s'est entretenu au téléphone avec Y. Un appel à Z doit suivre": whether one of the two sentences before tells of a telephone call."""
        return any(not f.weak and len(f.people) >= 2 and f.expression.channel != "video" and 0 < sentence.index - f.sentence.index <= 2 for f in self.frames)

    def _each_of_owner(self, sentence: Sentence, expression: Expression, both: Group, rule: str) -> list[CallFrame]:
        """ "Les appels de X à Y et Z": one to each."""
        owner = next((g for g in sentence.groups if g.function == "of" and g.start == both.start), None)
        others = both.mentions[len(owner.mentions):] if owner else ()
        if owner is None or len(owner.mentions) > 1 or sum(max(1, len(m.members)) for m in others) < 2 or expression.channel == "video":
            return []
        return self._one_call_each(sentence, expression, Group("bare", owner.mentions), Group("to" if rule == "of_to" else "with", others))

    def _with_addressee(self, sentence: Sentence, expression: Expression, subject: Group | None, rule: str) -> list[CallFrame]:
        """The calls of an expression without a complement: "X a dit à Y, au téléphone, ..."."""
        if subject is not None and expression.kind == "adverb" and len(subject.mentions) > 1 and _INFORMED.search(self.folded, subject.end, expression.start):
            return []  # "A, B et C en ont été informés par téléphone": by whom is not said
        if subject is not None and (partner := self._partner_likened(sentence, expression, subject)):
            return self._each_of(sentence, expression, subject, partner, "likewise")
        if subject is not None and (agents := self._done_by(sentence, expression, subject)):
            return self._called_by_each(sentence, expression, subject, agents)
        if told_him := self._told_him(sentence, expression):
            return [self._one_frame(sentence, expression, list(told_him), rule)]
        if self._is_with_others(sentence, expression):
            return [self._one_frame(sentence, expression, [subject] if subject else [], rule)]
        addressee = self._addressee(sentence, expression, subject) or self._with_him(sentence, expression, subject) or self._other_before(sentence, expression, subject)
        if addressee and subject:
            by_phone = expression.kind in ("adverb", "talk_verb") and expression.channel == "telephone" and self._is_separate(sentence, expression, addressee)
            if by_phone or self._told_separately(sentence, expression, addressee):
                return self._directed(sentence, self._one_call_each(sentence, expression, subject, addressee), rule)
            if self._in_turn(sentence, subject, addressee):
                return self._each_of(sentence, expression, subject, addressee, "each")
        return [self._one_frame(sentence, expression, [g for g in (subject, addressee) if g], rule)]

    def _called_by_each(self, sentence: Sentence, expression: Expression, called: Group, agents: Sequence[Group]) -> list[CallFrame]:
        """ "X a été félicité au téléphone par Y et Z": a call of each of them."""
        frames = [self._frame(sentence, expression, [called, Group("by", (m,))], "adverb.passive") for g in agents for m in g.mentions]
        for frame in frames:
            frame.initiator = next((n for n in frame.people if n.function == "by"), None)
        return frames

    def _each_of(self, sentence: Sentence, expression: Expression, callers: Group, other: Group, rule: str) -> list[CallFrame]:
        """A call of each of the callers with the other side."""
        return [self._frame(sentence, expression, [Group("bare", (m,)), other], f"{expression.kind}.{rule}") for m in callers.mentions]

    def _directed(self, sentence: Sentence, frames: list[CallFrame], rule: str) -> list[CallFrame]:
        for frame in frames:
            self._direction(sentence, frame, rule)
        return frames

    def _one_frame(self, sentence: Sentence, expression: Expression, groups: list[Group], rule: str) -> CallFrame:
        """One call of these groups, and of whom else the sentence brings in."""
        groups = [*groups, *self._joining(sentence, expression)]
        theirs = expression.kind == "noun" and THEIR.search(self.folded, max(0, sentence.start - 1, expression.start - 30), expression.start)
        if len(groups) < 2 and (theirs or self._first_of_them(sentence, expression)):
            groups += [self._pair_group(expression)]
        if not groups and expression.strength == "strong" and _ONE_TO_THE_OTHER.match(self.folded, sentence.start, sentence.end):
            groups = [self._pair_group(expression)]
        frame = self._attended(sentence, expression, self._frame(sentence, expression, groups, f"{expression.kind}.{rule}"))
        if len(frame.people) == 1 and expression.kind == "adverb" and _ANSWERED.match(self.folded, sentence.start, sentence.end) and not self._has_verb(sentence):
            frame.people += [Named(p, None, "bare") for p in self._antecedents(sentence.start, plural=False, exclude=set(frame.keys), sentence=sentence)]
        three = _THREE.search(self.folded, expression.start, min(sentence.end, expression.end + 30)) or _THE_THREE.search(self.folded, sentence.start, expression.start)
        if len(frame.people) < 3 and expression.strength == "strong" and three:
            return self._of_three(sentence, expression, frame)
        one_side = len({n.person.place for n in frame.people}) < 2
        if one_side and expression.strength == "strong" and (announced := self._announced(sentence, expression) or self._announced_behind(sentence, expression)):
            frame = self._frame(sentence, expression, [announced], f"{expression.kind}.announced")
        if len(frame.people) < 2 and expression.strength == "strong" and not frame.anaphoric:
            frame = self._two_of_sentence(sentence, expression, frame)
        if expression.kind == "noun":
            self._direction(sentence, frame, rule)
        return frame

    def _two_of_sentence(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """A sentence that names just two leaders of different states and a phone call: "Une heure au téléphone : X et Y ..." """
        if any(u.startswith(("ses ", "les ", "leurs ", "des ", "aux ")) for u in frame.unnamed) or self._is_with_others(sentence, expression):
            return frame
        if (expression.channel == "video" and CONVENES.search(self.folded, sentence.start, expression.start)) or _TO_SUCH.search(self.folded, sentence.start, expression.start):
            return frame
        if (ex.PRESS.search(self.folded, sentence.start, sentence.end) and expression.kind == "adverb") or _RECEIVING.search(self.folded, sentence.start, sentence.end):
            return frame
        subjects = [g for g in sentence.groups if g.function == "bare"]
        told = [
            g for g in sentence.groups
            if g.function in ("bare", "to", "with", "by", "between") and not self._in_speech(sentence, g, expression)
            and not any(s.end < g.start and self._beside_the_point(s, g, expression) for s in subjects)
        ]
        people = {n.person.key: n.person for g in told for m in g.mentions if m.kind == "person" for n in self._people_of(m, [])}
        political = [p for p in people.values() if p.political and p.place]
        if len(political) != 2 or political[0].place == political[1].place or not {n.person.key for n in frame.people} <= set(people):
            return frame
        return self._frame(sentence, expression, told, f"{expression.kind}.sentence")

    def _is_with_others(self, sentence: Sentence, expression: Expression) -> bool:
        """ "une réunion vidéo avec les Länder": with somebody who is no leader."""
        whom = _WITH_OTHERS.match(self.folded, expression.end, sentence.end)
        return whom is not None and not any(expression.end <= g.start <= whom.end() for g in sentence.groups)

    def _direction(self, sentence: Sentence, frame: CallFrame, rule: str) -> None:
        """Who called whom, where the noun says it: "l'appel de X à Y", "un appel à Y", "a reçu un appel de Y"."""
        expression = frame.expression
        if _DIALS.match(self.folded, expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
        if not expression.head.startswith(("appel", "coup")) or len(frame.people) < 2:
            return
        if _GIVEN.match(self.folded, expression.end, sentence.end):
            frame.initiator, frame.weak = next((n for n in frame.people if n.function == "bare"), None), False
            return
        if rule == "of" and RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 90), expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "of"), None)
            frame.weak = False
        elif rule == "of" and _ROUSED_BY.search(self.folded, max(0, sentence.start - 1, expression.start - 90), expression.start):
            frame.initiator, frame.weak = next((n for n in frame.people if n.function == "of"), None), False
        elif rule == "alone" and _GOT.search(self.folded, max(0, sentence.start - 1, expression.start - 90), expression.start) and frame.people[1].function == "to":
            frame.initiator, frame.weak = frame.people[1], False
        elif rule == "of_to" and frame.people[1].span and _EXHORTS.match(self.text, frame.people[1].span[1]):
            frame.weak = frame.weak or expression.strength == "weak"
        elif rule == "of_to":
            frame.initiator, frame.weak = frame.people[0], False
        elif len(self._made(sentence, expression)) == 2:
            callers = [n for n in frame.people if n.function == "bare"]
            frame.weak, frame.initiator = False, callers[0] if len(callers) == 1 else None
        elif passed := _PASSED_BY.match(self.folded, expression.end, sentence.end):
            frame.weak = False
            frame.initiator = next((n for n in frame.people if n.span and 0 <= n.span[0] - passed.end() <= 30), None)
        elif _BY_A_CALL.search(self.folded, max(0, sentence.start - 1, expression.start - 12), expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
        elif rule == "to":
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
            frame.weak = frame.weak and not re.match(r"\s*(?:a |pour qu|afin)", self.folded[frame.people[-1].span[1]:][:12] if frame.people[-1].span else "")

    def _is_call_for(self, sentence: Sentence, expression: Expression) -> bool:
        """ "après un appel à la grève", where nobody follows the "à"."""
        if self.folded[expression.start:expression.end] != "appel" or not _CALL_TO.match(self.folded, expression.end):
            return False
        return not any(g.function == "to" and 0 <= g.start - expression.end <= 3 for g in sentence.groups)

    def _of_members(self, sentence: Sentence, expression: Expression) -> bool:
        """ "le G7, dont les dirigeants se réunissent lundi en visioconférence": a meeting of those, whoever the sentence is about."""
        return expression.kind == "meet_verb" and bool(_WHOSE_MEMBERS.search(self.folded, sentence.start, expression.start))
