"""Calls in one article: each call expression with its participants, in the order of the text, brought together into distinct calls."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.clauses import Group, group_mentions, is_light
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.lexicon import Lexicon
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import COUNTERPART, People, Person
from transforms.text import fold

Span = tuple[int, int]


@dataclass
class Sentence:
    """One sentence with what was found in it."""

    index: int
    start: int
    end: int
    paragraph: int
    mentions: list[Mention] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    expressions: list[Expression] = field(default_factory=list)
    speech: list[Span] = field(default_factory=list)


@dataclass
class Named:
    """A person in a call with the characters that name them there; no span when the text says it elsewhere."""

    person: Person
    span: Span | None
    function: str


@dataclass
class CallFrame:
    """One telling of a call: where, who, how sure. `weak` frames say nothing of a phone and need a stronger one."""

    expression: Expression
    sentence: Sentence
    people: list[Named]
    rule: str
    weak: bool = False
    anaphoric: bool = False
    unnamed: list[str] = field(default_factory=list)
    initiator: Named | None = None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(n.person.key for n in self.people)


_ADVERBIAL = re.compile(
    r"(?:lors|au cours|a l'issue|a l'occasion|a la suite|a la faveur|dans le cadre|au terme|au lendemain|a la veille|au moment|en marge|apres|avant|durant|pendant|dans|par|des|depuis|suite a|a|"
    r"pour|quelques (?:heures|minutes|jours) (?:apres|avant))\s*(?:d'|de |du |des )?(?:un |une |l'|le |la |cet |cette |ce |leur |leurs |son |sa |ses |deux |trois |une serie d'|plusieurs )*"
    r"(?:[a-z-]+ ){0,2}?$"
)
_ANAPHORIC = re.compile(
    r"(?:\b(?:cet|cette|ce|ces|leur|leurs|cette meme|l'|le|la|du|au|dudit|ledit)\s*(?:longue |long |bref |breve |nouvel |nouvelle |dernier |derniere |premier |premiere |[a-z]+ieme |meme |fameux |fameuse )?)$"
)
_DEMONSTRATIVE = re.compile(r"\b(?:cet|cette|ce|leur|ledit|dudit)\s*(?:[a-z-]+ ){0,2}$")
_PLURAL_PRONOUN = re.compile(r"\bils?\b")
_TAKES_PLACE = re.compile(
    r"[^.;:]{0,40}?\b(?:est|sont|etait|a ete|ont ete|avait ete|serait|sera|doit|devait|devrait|aura|a|avait|s'est|s'etait|se|aurait|va|ait)\b(?: [a-z'-]+){0,3}? ?(?:prevue?s?|programmee?s?|lieu|tenue?|tenir|organisee?|annoncee?|attendue?|deroulee?|intervenue?|fixee?|envisagee?|evoquee?)\b[^.;:]{0,60}$"
)
_INCISE_BEFORE = re.compile(r",[\s»\"]*(?:a|ont|avait|avaient)\s(?:[a-z]+ ){0,2}?[a-z]+e\s+(?:[a-z']+ ){0,2}$|,\s*(?:indique|precise|ajoute|affirme|selon|rapporte|assure|souligne|note)\s+$")
_OWN_PREPOSITION = re.compile(r"\b(?:à|au|aux)\s*$")
_CHANNEL_WORDS = re.compile(r"tour à tour|à (?:son tour|nouveau|l'aube|midi|minuit|la mi-journée)|(?:au|par) t[ée]l[ée]phone|en visioconférence|au bout du fil", re.IGNORECASE)
_STRANGER_BEHIND = re.compile(r"\s[A-ZÉÈ][a-zéèàïëçâêô-]+ [A-ZÉ][a-zéèàïëç-]+")
_HIS = re.compile(r"\b(?:son|sa|ses) (?:[a-z-]+ ){0,2}$")
_CALLED_PRONOUN = re.compile(r"(?:\bl'|\blui )$")
_THEIR = re.compile(r"\b(?:leurs?)\s+(?:[a-z-]+ ){0,3}$")
_RECEIVED_BEFORE = re.compile(r"\b(?:recu|recoit|recevait|recevra|pris|prend|accepte|decline|refuse|rejete|manque|attend|attendait|recevoir|prendre)e?s?\b[^.;]{0,50}$")
# What may stand before another partner of a call already told: conjunctions and times, no verb.
_ELLIPSIS = re.compile(
    r"(?:[^\w«»\"]|\d+|(?:puis|et|enfin|ensuite|egalement|aussi|comme|apres|avant|dans|la|le|les|meme|jour|lendemain|veille|surlendemain|soir|soiree|matin|matinee|foulee|journee|nuit|apres-midi|midi|minuit|"
    r"heures?|minutes|jours|quelques|entre|autre|second|deux|trois|une|un|plus|tard|tot|auparavant|hier|ce|cette|en|au|fin|debut|milieu|de|vers|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|1er|avec|a|telephone|par|visioconference|toujours|lui|elle|exercice|rebelote|idem)\b)*"
)
_CLAUSE_OPENING = re.compile(r"[;:.!?]")
_CLEFT = re.compile(r"\W*(?:et )?c'est(?: aussi| egalement)?\W*")
_BEFORE_DOING = re.compile(r"\b(?:avant d'|avant de|apres|pour) ?$")
_SEPARATELY = re.compile(r"\b(?:separe(?:e|s|es|ment)?|tour a tour|successivement|l'un apres l'autre|a tour de role|chacun de (?:son|leur) cote|respectivement)\b")
_GOES_ON = re.compile(r"\b(?:dans la foulee|ensuite|puis|egalement|aussi|plus tard|plus tot|auparavant|a son tour)\b")
_FACE_TO_FACE = re.compile(r"\b(?:rencontr\w+|recu|recevra|recoit|de vive voix|en personne|face-a-face|tete-a-tete|diner|dejeuner|a l'elysee)\b")
_SAME = ("meme", "autant", "chose")
_ONE_OF_THEM = re.compile(
    r"(?:\b(?=\w)|(?=:))(?:l'une?|l'autre|(?:le|la) (?:premiere?|seconde?|deuxieme|troisieme|dernier|derniere)|celle|celui|:)(?: d'abord)?(?:,? (?:de |du |le |la )?[a-z]+(?: (?:matin|soir|dernier|soiree|matinee))?,?)? ?(?:avec|entre|de|d'|a|au)?\s*$"
)
_THREE = re.compile(r"\b(?:a trois|tripartite|trilateral)\b")
_TELLING = re.compile(r"\b(?:demande|dit|redit|promis|enjoint|presse|exhorte|assure|fait part|rappele|propose|reclame|appele|prie|somme|annonce|explique|fait savoir)e?s?\b[^,;:«»\"]{0,12}$")
_SIDES = re.compile(r"\b(?:loya(?:l|le|ux)|fideles?|favorables?|hostiles?|opposee?s?|liee?s?|grace|face|quant|rapport|acquise?s?) (?:a|au) (?:l[ea] |l')?$")
_PRESSURE = re.compile(r"\b(?:pressions?|insiste) (?:sur|aupres de) (?:l[ea] |l'|son |sa )?$")
_JOINING = re.compile(
    r"\b(?:a (?:laquelle|la quelle)|auquel|a quoi|ou|auxquelles?) (?:a|ont|avai(?:t|ent)) (?:[a-z]+ ){0,2}?(?:participe|pris part|assiste)s?|\b(?:auquel|a laquelle) (?:s'est|s'etait|se sont) (?:[a-z]+ ){0,2}?jointe?s?|"
    r"\bavec la participation (?=d)|\ben presence (?=d)|\b(?:a|ont) reuni|\breunissant"
)
_SUBJECT_PRONOUN = re.compile(r"(?:^|[\s,\"«'(-])(ils|elles|il|elle|on|nous|je|j')\s*(?:ne |n'|lui |leur |se |s'|l'|y |en |a |ont |m'|me )*\s*$")
_FIRST_PERSON = ("je", "j'", "nous", "on")
_CLAUSE_PRONOUN = re.compile(
    r"(?:^|[\s,\"«'(-]|-t-|-)(ils|elles|il|elle)\b(?:\s+(?:ne |n'|lui |leur |se |s'|l'|y |en )*(?:a|ont|avait|avaient|est|sont|s')\b|\s(?:[a-z]+ ){0,2}?[a-z]+e\b)"
)
_OBJECT_PRONOUN = re.compile(r"\b(?:lui|leur|l')\s*(?:a|ont|avait|avaient|aurait|demande|a ete)?\s*$|(?:^|\s)(?:lui|l')\s*(?:a|avait|aurait)\b")
_VERB_FORM = (
    r"(?:a|ont|est|sont|va|vont|avait|avaient|aura|auront|aurait|auraient|sera|seront|doit|doivent|peut|peuvent|fait|font|dit|veut|met|tient|tiennent|était|étaient|s'\w+|"
    r"(?!(?:une|cette|notamment|contre|entre|outre|comme|sous|mardi|toute|même|autre|de|le|la|ce|se|puis|depuis|lors|dans|après|pendant)\b)[a-zâàéèêëîïôûç]+(?<!ment)(?:e|ent|ait|aient|it|irent|èrent|era|eront|erait|eraient|oit|end|ond|ert))\b"
)
_FOLLOWED_BY_VERB = re.compile(
    r"\s*(?:\([^()]{0,40}\))?\s*(?:,(?! et )[^.;:«»\"]{0,110}?,\s*|,\s*)?(?:(?:lui|elle|eux)(?:-mêmes?)?,?\s|également |aussi |, )?(?:ne |n'|se |s'|l'|lui |leur |les |la |le |y |en |nous |m')*" + _VERB_FORM
)
_CLOSING_QUOTE = re.compile(r"^\s?[»\"”]")
_WHOM_MET = ("accueilli", "reuni", "rassemble", "rencontre", "convie", "consulte", "recu", "rejoint")
_WHOM = re.compile(r",? qu(?:e |')(?:(?!que\b|qui\b)[^,;:.«»]){0,60}")
_RELATIVE_WITH = re.compile(r"\bavec (?:lequel|laquelle|qui|lesquels|lesquelles)\s+(?:[^,;.]{0,40})$")
_RELATIVE_SUBJECT = re.compile(r",?\s*(?:qui|lequel|laquelle)\b[^.;]*$")


class CallFinder:
    """Finds the calls of one article after its mentions and sentences are known."""

    def __init__(self, text: str, folded: str, sentences: list[Sentence], people: People, lexicon: Lexicon) -> None:
        self.text, self.folded, self.sentences, self.people, self.lexicon = text, folded, sentences, people, lexicon
        self.frames: list[CallFrame] = []

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

    def _ellipsis(self, sentence: Sentence) -> list[CallFrame]:
        """Partners told without a verb of their own: "Avec Y, lundi, ...", "..., puis avec Z, dimanche", "et le Belge, le même jour, Z"."""
        found: list[CallFrame] = []
        model = next((f for f in reversed(self.frames) if len(f.people) == 2 and not f.weak), None)
        if model is None or not 0 <= sentence.index - model.sentence.index <= 2:
            return []
        groups = [g for g in sentence.groups if g.start >= model.expression.end]
        for group, following in zip_longest(groups, groups[1:]):
            if self._is_another(sentence, group, model) or (following is not None and self._is_other_pair(sentence, group, following, model)):
                people = self._gapped(sentence, model, group, following)
                if people and not any(f.sentence is sentence and f.keys == {n.person.key for n in people} for f in (*self.frames, *found)):
                    span = Expression(group.start, group.end, "noun", "strong", model.expression.channel, model.expression.head)
                    found.append(CallFrame(span, sentence, people, "ellipsis"))
        return found

    def _is_another(self, sentence: Sentence, group: Group, model: CallFrame) -> bool:
        """Whether only conjunctions and times stand between the start of the clause, or the people already told, and this group."""
        clause = max((m.end() for m in _CLAUSE_OPENING.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        told = max((f.people[-1].span[1] for f in self.frames if f.sentence is sentence and not f.weak and f.people and f.people[-1].span and f.people[-1].span[1] <= group.start), default=clause)
        since = max(clause, told)
        opening = self.folded[since:group.start]
        end = next((m.start() for m in _CLAUSE_OPENING.finditer(self.folded, group.end, sentence.end)), sentence.end)
        if not _ELLIPSIS.fullmatch(opening) or _FACE_TO_FACE.search(self.folded, group.start, end):
            return False
        return (since == clause and group.function == "with") or (since == told and bool(re.search(r"\b(?:et|puis|ensuite|enfin|avant|autre)\b|;", opening)))

    def _is_other_pair(self, sentence: Sentence, group: Group, following: Group, model: CallFrame) -> bool:
        """ "X s'est entretenu au téléphone avec Y mardi, A avec B", "X a appelé Y ; A, B": the same verb of another two."""
        told = model.people[-1].span
        if model.sentence is not sentence or told is None or group.function != "bare" or group.start < told[1]:
            return False
        apart = self.folded[group.end:following.start]
        return bool(_ELLIPSIS.fullmatch(self.folded[told[1]:group.start])) and bool(re.fullmatch(r",? (?:a|au|avec|aupres de)? ?(?:l[ea] |l')?", apart))

    def _gapped(self, sentence: Sentence, model: CallFrame, group: Group, following: Group | None) -> list[Named]:
        """The two of a call whose verb is left out: the caller of the model and another partner, or another two."""
        caller = next((n for n in model.people if n.function == "bare"), model.people[0])
        partner = next((n for n in model.people if n is not caller), caller)
        others = [n for n in self._people_of(group.mentions[0], [caller]) if n.person.political]
        if not others or (others[0].person.key in model.keys and group.function != "bare"):
            return []
        if following is not None and group.function == "bare" and following.function in ("bare", partner.function) and _ELLIPSIS.fullmatch(self.folded[group.end:following.start]) and self.folded[following.end:following.end + 1] in (".", ",", ";"):
            second = [n for n in self._people_of(following.mentions[0], others) if n.person.political]
            return [Named(others[0].person, others[0].span, "bare"), Named(second[0].person, second[0].span, partner.function)] if second and second[0].person.key not in model.keys else []
        called = model.expression.kind == "call_verb" and group.function == "bare" and not self._acts(group, model.expression)
        if (not called and (group.function != partner.function or group.function not in ("with", "to", "by"))) or caller is partner:
            return []
        return [Named(caller.person, None, "bare"), Named(others[0].person, others[0].span, partner.function)]

    def _likened(self, sentence: Sentence, expression: Expression) -> Expression:
        """ "X a fait de même avec Y": as strong as the call that it is likened to."""
        model = next((f for f in reversed(self.frames) if len(f.people) >= 2 and not f.weak), None)
        if expression.head not in _SAME or model is None or sentence.index - model.sentence.index > 2:
            return expression
        return replace(expression, strength="strong", channel=model.expression.channel)

    # -- one expression ------------------------------------------------------------------------------------------

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
            return [self._frame(sentence, expression, [complement, *self._joining(sentence, expression)], f"{expression.kind}.between")]
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
        if len(groups) < 2 and _THEIR.search(self.folded, max(0, sentence.start - 1, expression.start - 30), expression.start):
            groups += [self._pair_group(expression)]
        frame = self._frame(sentence, expression, groups, f"{expression.kind}.{rule}")
        if len(frame.people) < 3 and expression.strength == "strong" and _THREE.search(self.folded, expression.start, min(sentence.end, expression.end + 30)):
            return [self._of_three(sentence, expression, frame)]
        if len(frame.people) < 2 and expression.strength == "strong" and not frame.anaphoric:
            frame = self._two_of_sentence(sentence, expression, frame)
        if expression.kind == "noun":
            self._direction(sentence, frame, rule)
        return [frame]

    def _of_three(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """ "La conversation à trois": the three leaders just named, whose calls two by two were none."""
        near = self.sentences[max(0, sentence.index - 2):sentence.index + 1]
        told = {n.person.key: n for s in near for m in s.mentions if m.kind == "person" and m.start < expression.end for n in self._people_of(m, []) if n.person.political}
        if len(told) != 3 or not frame.keys <= set(told):
            return frame
        self.frames = [f for f in self.frames if not (f.weak and f.sentence in near and f.keys < set(told))]
        return replace(frame, people=[Named(n.person, None, "between") for n in told.values()], rule=f"{expression.kind}.three")

    def _subject_before(self, sentence: Sentence, expression: Expression, complement: Group) -> list[Group]:
        """ "L'appel avec Y visait à ...": the caller is the subject of the sentence before."""
        exclude = {n.person.key for m in complement.mentions for n in self._people_of(m, [])}
        owner = next((g for g in sentence.groups if g.function == "of" and g.end <= expression.start and not self._in_speech(sentence, g, expression)), None)
        if owner is not None and any(n.person.political and n.person.key not in exclude for n in self._people_of(owner.mentions[0], [])):
            return [Group("bare", owner.mentions[:1])]  # "Au programme de X mardi : un entretien avec Y"
        found = self._antecedents(sentence.start, plural=False, exclude=exclude, sentence=sentence)
        span = (expression.start, expression.start)
        return [Group("bare", tuple(self._pronoun_mention(span, p) for p in found))] if found else []

    def _pair_of_sentence(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "Pendant cette conversation, les deux dirigeants ont ...": the pair is the subject, whoever else is named."""
        if expression.kind != "noun":
            return None
        return next((g for g in sentence.groups if g.function == "bare" and any(m.kind == "pair" for m in g.mentions) and not self._in_speech(sentence, g, expression)), None)

    def _pair_group(self, expression: Expression) -> Group:
        span = (expression.start, expression.start)
        pair = tuple(self._pronoun_mention(span, p) for p in self._pair_before(expression.start))
        return Group("bare", pair or (Mention(*span, "none"),))

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
        if rule == "of" and _RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start):
            frame.initiator = next((n for n in frame.people if n.function == "of"), None)
            frame.weak = False
        elif rule == "of_to":
            frame.initiator, frame.weak = frame.people[0], False
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

    def _separate_calls(self, sentence: Sentence, expression: Expression) -> bool:
        """ "trois conversations séparées avec A, B et C": many, but each is told."""
        before = self.folded[max(sentence.start, expression.start - 40):expression.start]
        if not (expression.plural and expression.strength == "strong") or re.search(r"multipli|nombreu|plusieurs|frequent|regulier", before):
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
        if not _RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start):
            return []
        subject = self._subject(sentence, expression, None)
        callers = next((g for g in sentence.groups if g.function == "of" and 0 <= g.start - expression.end <= 30), None)
        if subject is None or callers is None or not expression.head.startswith(("appel", "coup")):
            return []
        frames = [self._frame(sentence, expression, [subject, Group("of", (m,))], "noun.received") for m in callers.mentions]
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
        frames = []
        for mention in complement.mentions:
            for part in mention.members or [mention]:
                frames.append(self._frame(sentence, expression, [subject, Group("with", (part,))], f"{expression.kind}.each"))
        return frames

    # -- complement: "avec X", "entre X et Y", "à X", "de X avec Y" ------------------------------------------------

    def _complement(self, sentence: Sentence, expression: Expression) -> tuple[Group | None, str]:
        relative = self._relative_antecedent(sentence, expression)
        if relative is not None:
            return relative, "with_whom"
        previous_end = expression.end
        owner: Group | None = None
        for group in sentence.groups:
            if group.start < expression.end:
                continue
            gap = _CLOSING_QUOTE.sub("", self.text[previous_end:group.start]) if previous_end == expression.end else self.text[previous_end:group.start]
            if expression.kind == "adverb" and group.function == "bare" and not gap.strip():
                break
            if not is_light(gap) and not (group.function in ("with", "between") and expression.kind == "noun" and _TAKES_PLACE.match(fold(gap))):
                break
            if group.function in ("with", "between"):
                if group.function == "between" and len(group.mentions) == 1 and group.mentions[0].kind == "person" and not group.mentions[0].members:
                    break
                if owner and group.function == "with":
                    return Group("between", (*owner.mentions, *group.mentions)), "of_with"
                return group, group.function
            if group.function == "to" and expression.kind == "noun" and len(gap) <= 25:
                if owner:
                    return Group("between", (*owner.mentions, *group.mentions)), "of_to"
                return Group("to", group.mentions), "to"
            if group.function == "bare" and expression.head in _WHOM_MET:
                return Group("with", group.mentions), "object"
            if group.function == "to" and expression.kind != "noun" and self._noun_between(sentence, expression, group):
                break
            if group.function == "to" and expression.kind != "noun" and re.search(r"(?:parle|telephone|parler|telephoner|adverb)", expression.head):
                return Group("with", group.mentions), "to"
            if group.function == "of" and expression.kind == "noun" and len(gap) <= 30:
                owner = owner or group
                received = expression.plural and _RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start)
                if not received and sum(max(1, len(m.members), m.count) for m in group.mentions) >= 2:
                    return Group("between", group.mentions), "of_both"
            previous_end = group.end
        before = self._with_before(sentence, expression)
        if before is not None:
            return before, "with"
        if owner is not None:
            return owner, "of"
        return None, "alone"

    def _noun_between(self, sentence: Sentence, expression: Expression, group: Group) -> bool:
        """ "... au téléphone, puis, après un appel à Y": Y belongs to the other noun."""
        return any(e.kind == "noun" and expression.end <= e.start < group.start for e in sentence.expressions)

    def _with_before(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "avec M. X, il s'est entretenu", "entre A et B, l'échange"; and for adverbs "a parlé avec X au téléphone"."""
        for group in reversed(sentence.groups):
            if group.end <= expression.start and group.function in ("with", "between"):
                near = expression.kind == "adverb" and is_light(self.text[group.end:expression.start], 70)
                return group if near or self._opens_clause(sentence, group, expression) else None
        return None

    def _opens_clause(self, sentence: Sentence, group: Group, expression: Expression) -> bool:
        """ "Avec Y, elle n'a pu échanger que par téléphone", "c'est avec Y que X s'est entretenu"."""
        gap = self.folded[group.end:expression.start]
        clause = max((m.end() for m in _CLAUSE_OPENING.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        opening = self.folded[clause:group.start]
        return len(gap) <= 90 and not re.search(r"[;:.«»\"]|\bqui\b", gap) and bool(_ELLIPSIS.fullmatch(opening) or _CLEFT.match(opening))

    def _relative_antecedent(self, sentence: Sentence, expression: Expression) -> Group | None:
        if not _RELATIVE_WITH.search(self.folded, max(sentence.start, expression.start - 70), expression.start):
            return None
        at = self.folded.rfind("avec ", sentence.start, expression.start)
        before = [g for g in sentence.groups if g.end <= at]
        return Group("with", before[-1].mentions[-1:]) if before else None

    def _joining(self, sentence: Sentence, expression: Expression) -> list[Group]:
        """ "à laquelle a également participé X", "à laquelle s'est joint X": more people in the same call."""
        joined = _JOINING.search(self.folded, expression.end, sentence.end)
        after = [g for g in sentence.groups if joined and g.start >= joined.end() and g.start - joined.end() < 25 and g.function in ("bare", "of", "with")]
        return [Group("with", after[0].mentions)] if after else []

    # -- subject ---------------------------------------------------------------------------------------------------

    def _subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        taken = {id(m) for m in complement.mentions} if complement else set()
        if relative := self._subject_of_relative(sentence, expression, taken):
            return relative
        if possessor := self._possessor(sentence, expression):
            return possessor
        if pronoun := self._pronoun_subject(sentence, expression, complement):
            return pronoun
        left = self._left_subject(sentence, expression, complement)
        if expression.kind == "noun" or expression.kind == "adverb":
            if left is None:
                return self._right_subject(sentence, expression, complement)
        return left

    def _possessor(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "défini par X avant son coup de téléphone": whose call it was, when no subject of the sentence comes before."""
        if expression.kind != "noun" or not _HIS.search(self.folded, max(0, sentence.start - 1, expression.start - 30), expression.start):
            return None
        left = [g for g in sentence.groups if g.end <= expression.start and not self._in_speech(sentence, g, expression)]
        if any(g.function == "bare" for g in left):
            return None
        owners = [m for g in left for m in g.mentions if m.kind == "person" and any(n.person.political for n in self._people_of(m, []))]
        return Group("bare", (owners[-1],)) if owners else None

    def _left_subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        taken = set(id(m) for m in complement.mentions) if complement else set()
        candidates = [
            g for g in sentence.groups
            if g.end <= expression.start and g.function == "bare" and not any(id(m) in taken for m in g.mentions)
            and not self._in_speech(sentence, g, expression) and self._can_call(g) and not self._is_joiner(g)
        ]
        if not candidates:
            return None
        acting = [g for g in candidates if self._acts(g, expression)]
        best = acting[-1] if acting else candidates[0] if expression.kind == "noun" else candidates[-1]
        for group in reversed(candidates[:candidates.index(best)]):
            if not self._inside_relative(group, best):
                break
            best = group
        return best

    def _subject_of_relative(self, sentence: Sentence, expression: Expression, taken: set[int]) -> Group | None:
        """ "le président X, qui a parlé au téléphone": X, whatever X is in the main clause."""
        for group in reversed([g for g in sentence.groups if g.end <= expression.start and id(g.mentions[-1]) not in taken]):
            gap = self.folded[group.end:expression.start]
            if re.match(r",? qui (?!se trouv)[^,;:.]{0,70}$", gap) or re.match(r",? qui $", gap):
                return Group("bare", group.mentions[-1:] if group.function != "bare" else group.mentions)
        return None

    def _acts(self, group: Group, expression: Expression) -> bool:
        """Whether a finite verb (or the expression itself) follows the group, as it follows a subject and not an object."""
        after = self.text[group.end:group.end + 200].replace("’", "'")
        beside = expression.kind in ("talk_verb", "call_verb") and 0 <= expression.start - group.end <= 2
        return beside or bool(_FOLLOWED_BY_VERB.match(after))

    def _is_joiner(self, group: Group) -> bool:
        return bool(_JOINING.search(self.folded, max(0, group.start - 50), group.start))

    def _inside_relative(self, outer: Group, inner: Group) -> bool:
        """Whether `inner` stands in a relative clause or a comma aside about `outer`."""
        gap = self.folded[outer.end:inner.start]
        return bool(re.match(r",? (?:qui|dont|que|qu'|ou|accuse|soutenu|allie|proche|critique|en visite|arrive)\b", gap))

    def _in_speech(self, sentence: Sentence, group: Group, expression: Expression) -> bool:
        if self.folded[max(0, group.start - 4):group.start].strip(" a").endswith("["):
            return False
        return any(s <= group.start < e and not (s <= expression.start < e) for s, e in sentence.speech)

    def _can_call(self, group: Group) -> bool:
        return any(m.kind != "institution" or self._speaks_for(m) for m in group.mentions)

    def _speaks_for(self, mention: Mention) -> bool:
        row = self.lexicon.metonyms.get(mention.form)
        return bool(row and row[3] == "institution")

    def _right_subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        after = max(expression.end, complement.end if complement else 0)
        for group in sentence.groups:
            if group.start < after or group.function != "bare" or self._in_speech(sentence, group, expression):
                continue
            if _INCISE_BEFORE.search(self.folded, after, group.start):
                continue
            if not re.search(r"\b(?:apres|alors|avant|pendant|tandis|afin|parce|bien|pour|lors)\s?qu[e']\s*$", self.folded[max(after, group.start - 14):group.start]):
                return group
        return None

    def _pronoun_subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        window_start = max(0, sentence.start - 1, expression.start - 45)
        found = _SUBJECT_PRONOUN.search(self.folded, window_start, expression.start) or self._clause_pronoun(sentence, expression)
        if not found:
            return None
        left = self._left_subject(sentence, expression, complement)
        if left is not None and left.end > found.start(1) and self._acts(left, expression):
            return None
        word = found.group(1)
        if word in _FIRST_PERSON and (speaker := self._speaker(sentence, expression)):
            return speaker
        exclude = {p.person.key for m in (complement.mentions if complement else ()) for p in self._people_of(m, [])}
        gender = {"il": "m", "elle": "f"}.get(word)
        persons = self._antecedents(found.start(1), plural=word in ("ils", "elles"), exclude=exclude, sentence=sentence, gender=gender)
        if not persons:
            return None
        return Group("bare", tuple(self._pronoun_mention(found.span(1), p) for p in persons))

    def _speaker(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "« J'ai appelé Y », a dit X": X, outside the quotation that holds the expression."""
        around = next(((s, e) for s, e in sentence.speech if s <= expression.start < e), None)
        if around is None:
            return None
        outside = [g for g in sentence.groups if g.function == "bare" and not around[0] <= g.start < around[1] and any(m.kind == "person" for m in g.mentions)]
        return Group("bare", outside[0].mentions[:1]) if outside else None

    def _clause_pronoun(self, sentence: Sentence, expression: Expression) -> re.Match[str] | None:
        """ "il a précisé, lors d'un entretien téléphonique": the pronoun that opens the clause of an adverbial phrase."""
        if expression.kind == "talk_verb":
            return None
        left = [g for g in sentence.groups if g.function == "bare" and g.end <= expression.start]
        if any(self._acts(g, expression) for g in left):
            return None
        found = _CLAUSE_PRONOUN.finditer(self.folded, max(0, sentence.start - 1), sentence.end)
        return next((m for m in found if not any(b <= m.start(1) < e and not b <= expression.start < e for b, e in sentence.speech)), None)

    def _pronoun_mention(self, span: Span, person: Person) -> Mention:
        mention = Mention(*span, "person", form=person.key, label="PRONOUN")
        return mention

    def _antecedents(self, before: int, *, plural: bool, exclude: set[str], sentence: Sentence, gender: str | None = None) -> list[Person]:
        if plural:
            return self._pair_before(before)
        for previous in self._sentences_back(sentence, before):
            subjects = [g for g in previous.groups if g.function == "bare" and g.end <= before] + [g for g in previous.groups if g.function != "bare" and g.end <= before]
            for group in subjects:
                for mention in group.mentions[:1]:
                    for named in self._people_of(mention, []):
                        if named.person.key not in exclude and not self.people.only_speaks(named.person) and named.person.political and named.person.gender in (None, gender or named.person.gender):
                            return [named.person]
        seen = [p for p in self.people.seen_before(before) if p.key not in exclude and p.political and not self.people.only_speaks(p) and p.gender in (None, gender or p.gender)]
        return seen[:1]

    def _sentences_back(self, sentence: Sentence, before: int) -> Iterator[Sentence]:
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            candidate = self.sentences[index]
            if candidate.groups or candidate.mentions:
                if not candidate.groups:
                    candidate.groups = group_mentions(candidate.mentions, self.folded)
                yield candidate

    def _pair_before(self, before: int) -> list[Person]:
        """Whom "les deux dirigeants" and "ils" mean: the people of the last call told, else the last two leaders named."""
        told = next((f for f in reversed(self.frames) if len(f.keys) == 2 and f.expression.start < before), None)
        together = self._named_together(before, told.expression.start if told else -1)
        if together:
            return together
        if told:
            return [n.person for n in told.people]
        seen = [p for p in self.people.seen_before(before) if p.political and p.place]
        if len(seen) >= 2:
            second = next((p for p in seen[1:4] if p.place != seen[0].place), None)
            return [second, seen[0]] if second else []
        return []

    def _named_together(self, before: int, after: int) -> list[Person]:
        """The last two leaders joined in one subject, if the text has named them so since `after`: "Joe Biden et son homologue ..." """
        for sentence in reversed(self.sentences):
            if sentence.start >= before or sentence.end <= after:
                continue
            for group in reversed(sentence.groups or group_mentions(sentence.mentions, self.folded)):
                if group.function == "bare" and len(group.mentions) == 2 and after < group.start < before:
                    known: list[Named] = []
                    for mention in group.mentions:
                        known += self._people_of(mention, known) if mention.kind == "person" else []
                    people = [n.person for n in known if n.person.political and n.person.place]
                    if len(people) == 2 and people[0].place != people[1].place:
                        return people
        return []

    # -- whom: "a dit au téléphone à X" -----------------------------------------------------------------------------

    def _addressee(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """The other one when the expression has no complement: the person spoken to in the same sentence."""
        if subject is None or (expression.kind == "talk_verb" and expression.strength == "weak"):
            return None
        if _STRANGER_BEHIND.match(self.text, expression.end) and not any(g.start <= expression.end + 1 < g.end for g in sentence.groups):
            return None
        groups = [g for g in sentence.groups if g is not subject and g.start > subject.start and not self._in_speech(sentence, g, expression)]
        beside = [g for g in groups if expression.kind == "adverb" and g.function == "bare" and 0 <= g.start - expression.end <= 2]
        direct = beside or [
            g for g in groups
            if g.function == "with" or (g.function == "to" and not _SIDES.search(self.folded, 0, g.start)) or (g.function == "bare" and self._is_object(subject, g)) or (g.function == "about" and _PRESSURE.search(self.folded, 0, g.start))
            or (expression.kind == "adverb" and g.function == "of" and 0 <= g.start - expression.end <= 5)
        ]
        if len(subject.mentions) > 1:  # two who call a third say something to him
            direct = [g for g in direct if _TELLING.search(self.folded, subject.end, g.start) or 0 <= expression.start - g.end <= 2]
        for group in direct:
            people = [n for m in group.mentions for n in self._people_of(m, [])]
            if any(n.person.political for n in people):
                return Group("to", group.mentions)
        if _OBJECT_PRONOUN.search(self.folded, subject.end, expression.start) or self._object_pronoun(sentence, expression):
            taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
            other = self._antecedents(subject.start if sentence.index else expression.start, plural=False, exclude=taken, sentence=sentence)
            return Group("to", tuple(self._pronoun_mention((expression.start, expression.start), p) for p in other)) if other else None
        return None

    def _other_before(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """Who the other one is when a sentence before has told of exactly these two: "X a dit mercredi à Y. Lors d'un appel, X ..." """
        if subject is None or expression.kind != "noun" or expression.strength == "weak" or expression.channel == "video":
            return None
        mine = {n.person.key: n.person for m in subject.mentions for n in self._people_of(m, [])}
        if len(mine) != 1:
            return None
        own = next(iter(mine.values()))
        for previous in reversed(self.sentences[max(0, sentence.index - 3):sentence.index]):
            told = {n.person.key: n.person for m in previous.mentions if m.kind == "person" for n in self._people_of(m, [])}
            others = [p for key, p in told.items() if key != own.key and p.political and p.place and p.place != own.place]
            if len(others) == 1 and own.key in told:
                return Group("to", (self._pronoun_mention((expression.start, expression.start), others[0]),))
            if others:
                return None
        return None

    def _object_pronoun(self, sentence: Sentence, expression: Expression) -> bool:
        return bool(re.search(r"\b(?:lui|l')\s*(?:a|avait|aurait)\b", self.folded[sentence.start:sentence.end]))

    def _is_object(self, subject: Group, group: Group) -> bool:
        gap = self.text[subject.end:group.start]
        return len(gap) < 80 and not re.search(r"[;:«\"]|\b(?:que|qui|dont)\b", gap)

    # -- "X a appelé Y" ---------------------------------------------------------------------------------------------

    def _call_verb(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        verb = self.folded[expression.start:expression.end]
        if re.search(r"\beue?s?$|^(?:aura|auront|aurait|a|ont)$", verb):
            return self._had_on_the_line(sentence, expression)
        if expression.head == "participle":
            return self._called_by(sentence, expression)
        if re.search(r"\bete\b.*(?:appele|joint|contacte|rappele)", verb):
            return self._passive_call(sentence, expression)
        reflexive = verb.startswith(("s'", "se "))
        subject = self._subject(sentence, expression, self._relative_object(sentence, expression))
        if reflexive:
            if subject is None or (expression.strength == "weak" and re.search(r"^\s*(?:a |pour|desormais|comme|[«\"])", self.folded[expression.end:expression.end + 12])):
                return []
            frame = self._frame(sentence, expression, [subject], "call_verb.each_other")
            frame.weak = expression.strength == "weak" and not self._phone_nearby(sentence)
            return [frame]
        target = self._relative_object(sentence, expression) or self._call_object(sentence, expression) or self._called_pronoun(sentence, expression, subject)
        if subject is None and target is not None and _BEFORE_DOING.search(self.folded, sentence.start, expression.start):
            subject = next((g for g in sentence.groups if g.start > target.end and g.function == "bare" and self.folded[target.end:g.start].rstrip().endswith(",")), None)
        if subject is None or target is None:
            return []
        if expression.strength == "weak" and self._is_exhortation(sentence, expression, target):
            return []
        callers = [Group("bare", (m,)) for m in subject.mentions] if self._in_turn(sentence, subject, target) else [subject]
        frame_groups = [[caller, Group("to", (m,))] for caller in callers for m in target.mentions]
        frames = [self._frame(sentence, expression, groups, "call_verb.object") for groups in frame_groups]
        for frame in frames:
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
            frame.weak = expression.strength == "weak" and not expression.head.startswith("appel") and not self._phone_before(sentence, expression)
        return frames

    def _relative_object(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "Y, que X a appelé", "Y, qu'il a eu au téléphone": Y."""
        for group in reversed([g for g in sentence.groups if g.end <= expression.start]):
            if _WHOM.fullmatch(self.folded, group.end, expression.start):
                return Group("to", group.mentions[-1:])
        return None

    def _called_pronoun(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """ "X l'a appelé", "X lui a téléphoné": whom the pronoun stands for."""
        if subject is None or expression.head.startswith("rappel") or not _CALLED_PRONOUN.search(self.folded, max(0, expression.start - 12), expression.start):
            return None
        taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        first = min(subject.start, expression.start)
        other = self._antecedents(first, plural=False, exclude=taken, sentence=sentence)
        span = (expression.start, expression.start)
        return Group("to", tuple(self._pronoun_mention(span, p) for p in other)) if other else None

    def _called_by(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "Joint au téléphone par X, Y a ..." """
        agent = next((g for g in sentence.groups if 0 <= g.start - expression.end <= 8), None)
        called = next((g for g in sentence.groups if agent and g.start >= agent.end and g.function == "bare"), None)
        if agent is None or called is None:
            return []
        frame = self._frame(sentence, expression, [Group("by", agent.mentions), called], "call_verb.called_by")
        frame.initiator = next((n for n in frame.people if n.function == "by"), None)
        return [frame]

    def _phone_before(self, sentence: Sentence, expression: Expression) -> bool:
        """ "a parlé au téléphone avec A avant de joindre B", "Dans la foulée, X a joint B": "joindre" goes on with the telephone."""
        if not expression.head.startswith(("joi", "contact")):
            return False
        goes_on = bool(_GOES_ON.search(self.folded, sentence.start, expression.end))
        last = next((f for f in reversed(self.frames) if not f.weak and sentence.index - f.sentence.index <= 1), None) if goes_on else None
        told = last is not None and last.expression.channel == "telephone"
        return told or any(e.strength == "strong" and e.channel == "telephone" and e.end < expression.start for e in sentence.expressions)

    def _call_object(self, sentence: Sentence, expression: Expression) -> Group | None:
        for group in sentence.groups:
            if group.start < expression.end:
                continue
            gap = _CHANNEL_WORDS.sub("", self.text[expression.end:group.start])
            wanted = ("to", "bare") if expression.head.startswith("telephon") else ("bare",)
            if is_light(gap, 60) and group.function in wanted and not re.search(r"\b(?:à|au|aux)\b", _OWN_PREPOSITION.sub("", gap) if group.function == "to" else gap):
                return Group("to", group.mentions)
            return None
        return None

    def _is_exhortation(self, sentence: Sentence, expression: Expression, target: Group) -> bool:
        """ "a appelé X à négocier", "appelle le président à la retenue"."""
        behind = max(target.end, expression.end)
        after = self.text[behind:min(sentence.end, behind + 80)].replace("’", "'").lower()
        return bool(re.match(r"\s*(?:,[^,]{0,60},)?\s*(?:[\wéèê'-]+ ){0,3}?(?:à|au|aux|pour qu|a (?=[a-z]+er\b|la |ne ))(?:\b|')", after)) and not re.match(r"\s*(?:,[^,]{0,60},)?\s*à (?:propos|ce sujet|deux reprises|\d|l'issue|la suite|son|sa|l'aube|minuit|midi)", after)

    def _passive_call(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        agent = next((g for g in sentence.groups if g.start >= expression.end and g.function == "by" and is_light(self.text[expression.end:g.start], 40)), None)
        subject = self._left_subject(sentence, expression, None)
        if not agent or not subject:
            return []
        frame = self._frame(sentence, expression, [subject, agent], "call_verb.passive")
        frame.weak = frame.weak and not expression.head.startswith(("appel", "rappel"))
        frame.initiator = next((n for n in frame.people if n.function == "by"), None)
        return [frame]

    def _had_on_the_line(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "a eu X au téléphone": only with the phone behind the person."""
        target = next((g for g in sentence.groups if g.start >= expression.end and is_light(self.text[expression.end:g.start], 40)), None)
        whom = self._relative_object(sentence, expression)
        subject = self._subject(sentence, expression, whom)
        if whom is not None:
            target = Group("bare", whom.mentions)
        elif subject is not None and _CALLED_PRONOUN.search(self.folded, max(0, expression.start - 12), expression.start):
            target = self._called_pronoun(sentence, expression, subject)
            if target is not None:
                target = Group("bare", tuple(replace(m, start=expression.end, end=expression.end) for m in target.mentions))
        if target is None or subject is None or target.function != "bare":
            return []
        channel = ex.CHANNEL.search(self.folded, expression.end, min(sentence.end, max(expression.end, target.end) + 60))
        if not channel:
            return []
        strong = Expression(expression.start, max(target.end, channel.end()), "call_verb", "strong", "telephone" if channel.group("phone") else "video", "avoir")
        return [self._frame(sentence, strong, [subject, Group("with", target.mentions)], "call_verb.on_the_line")]

    # -- people ----------------------------------------------------------------------------------------------------

    def _frame(self, sentence: Sentence, expression: Expression, groups: Sequence[Group], rule: str) -> CallFrame:
        people: list[Named] = []
        unnamed: list[str] = []
        for group in groups:
            for mention in group.mentions:
                found = self._people_of(mention, people)
                for named in found:
                    if named.person.key not in {p.person.key for p in people}:
                        people.append(Named(named.person, named.span, group.function))
                if not found and mention.kind in ("person", "plural") and mention.title and group.function in ("with", "between", "to"):
                    unnamed.append(self.folded[mention.start:mention.end])
        frame = CallFrame(expression, sentence, [n for n in people if n.person.political], rule, unnamed=unnamed)
        frame.weak = expression.strength == "weak" and not self._plain_call(expression, rule, frame)
        frame.anaphoric = expression.kind == "noun" and bool(_ANAPHORIC.search(self.folded, max(sentence.start, expression.start - 30), expression.start))
        return frame

    def _plain_call(self, expression: Expression, rule: str, frame: CallFrame) -> bool:
        """ "un appel entre X et Y", "un appel avec X": the word alone means the telephone once two people are on the line."""
        if expression.kind != "noun" or expression.head != "appel" or len(frame.people) < 2:
            return False
        theirs = _THEIR.search(self.folded, max(0, expression.start - 30), expression.start)
        return bool(theirs) or not rule.endswith(("alone", ".of", ".to"))

    def _phone_nearby(self, sentence: Sentence) -> bool:
        return any(e.strength == "strong" for e in sentence.expressions)

    def _people_of(self, mention: Mention, known: list[Named]) -> list[Named]:
        """Whom a mention denotes; counterparts and pairs are read off those already known in the frame and before it."""
        if mention.label == "PRONOUN":
            return [Named(self.people.persons[mention.form], None, "")] if mention.form in self.people.persons else []
        if mention.kind == "pair":
            return [Named(p, None, "") for p in self._pair_before(mention.start)]
        if mention.kind == "last":
            exclude = {n.person.key for n in known}
            return [Named(p, None, "") for p in self.people.seen_before(mention.start) if p.key not in exclude and p.political][:1]
        if mention.kind == "institution":
            return self._leader_behind(mention)
        if len(mention.members) == 1 and not mention.members[0].name and mention.kind == "plural":
            return []  # "les dirigeants du Liban": several people whom the text does not name
        if mention.members:
            return [n for member in mention.members for n in self._people_of(member, known)]
        if mention.kind == "plural":
            return [Named(p, None, "") for p in self._pair_before(mention.start)] if self._means_pair(mention) else []
        if mention.kind == "national":
            found = [p for p in self.people.seen_before(mention.start) if p.place in mention.codes and p.political]
            return [Named(found[0], (mention.start, mention.end), "")] if found else []
        person = self.people.resolve(mention)
        if person is None and mention.title in COUNTERPART and mention.codes:
            person = self._counterpart(mention, known)
        if person is None:
            return []
        self.people.persons.setdefault(person.key, person)
        return [Named(self.people.persons[person.key], mention.name_span or (mention.start, mention.end), "")]

    def _means_pair(self, mention: Mention) -> bool:
        """ "les deux presidents" always; "les dirigeants" only right after a call of two has been told, and with nothing behind the noun."""
        if mention.determiner not in ("les", "ces") or mention.members:
            return False
        if mention.count == 2:
            return True
        last = self.frames[-1] if self.frames else None
        return last is not None and len(last.keys) == 2 and last.sentence.index >= mention.sentence - 1 and self.folded[mention.end:mention.end + 3].startswith((" ont", " se", ", "))

    def _counterpart(self, mention: Mention, known: list[Named]) -> Person | None:
        others = [n.person for n in known] or self.people.seen_before(mention.start)
        for other in others[:3]:
            if other.place not in mention.codes and (person := self.people.counterpart(mention, other)):
                return person
        return None

    def _leader_behind(self, mention: Mention) -> list[Named]:
        row = self.lexicon.metonyms.get(mention.form)
        if not row or row[3] != "institution" or not row[2]:
            return []
        for title in ("president", "premier ministre", "chancelier"):
            for actor in self.people.directory.holders(title, row[2], self.people.day)[: 1 if self.people.day else 0]:
                person = Person(actor.actor_id, actor.name, actor.actor_id, row[2])
                return [Named(self.people.persons.setdefault(person.key, person), None, "")]
        return []


def paragraph_of(starts: Sequence[int], offset: int) -> int:
    """Index of the paragraph that holds `offset`, given the sorted starts of paragraphs."""
    return bisect_right(starts, offset) - 1
