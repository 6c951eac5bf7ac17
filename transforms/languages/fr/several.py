"""One expression, several calls: "trois appels, dont ...", "tour à tour", "séparément"; or one call of three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.complements import ELLIPSIS, HAD_WITH, RECEIVED_BEFORE, Complements
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.listed_days import lists_days

_SEPARATELY = re.compile(r"\b(?:separe(?:e|s|es|ment)?|tour a tour|successivement|l'un apres l'autre|a tour de role|d'intervalle|coup sur coup|chacun de (?:son|leur) cote|respectivement|chacune?|distinct(?:e|s|es)?)\b")
_AMONG_FIRST = re.compile(r"\b(?:parmi|ete) les (?:tout |tous |toutes )?(?:premiere?s|plus (?:prompte?|rapide)s)(?: [a-z']+){0,3} a (?:l'|lui )?[a-z]+")  # "A et B ont été parmi les premiers à appeler C"
_EACH_OF_THEM = re.compile(r"\b(?:tous|toutes) (?:les )?(?:deux|trois|quatre)\b|\b(?:eux|elles) aussi\b")
_AND_THEN = re.compile(r"(?: (?:d'abord|ensuite|enfin))?,? (?:et |puis |enfin )?(?:avec|a|au|de|d'|du|l[ea] |l'|son |sa | )*")  # from one of several calls to the next
_THE_MEETING = re.compile(r"\W*(?:la |l'|cette |cet )(?:rencontre|reunion|entretien|echange|discussion|seance|conversation)\b")
_THAT_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce (?:matin|soir)|le \d{1,2} [a-z]+|dans la (?:journee|soiree|matinee))\b(?! prochain)")
_ONE_OF_THEM = re.compile(
    r"(?:\b(?=\w)|(?=:))(?:l'une?|l'autre|(?:le|la) (?:premiere?|seconde?|deuxieme|troisieme|dernier|derniere)|celle|celui|:)(?: d'abord)?(?:,? (?:de |du |le |la )?[a-z]+(?: (?:matin|soir|dernier|soiree|matinee))?,?)? ?(?:avec|entre|de|d'|a|au)?\s*$"
)


# "a passé deux appels. Le premier, d'une heure, au président X. Le second à Y, qui ..."
_COUNTED_OUT = re.compile(
    r"\W*(?:et |puis |enfin )?(?:l[ea] |l'|une? )(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|derniere?|une?|autre)"
    r"(?:,? (?!a |au |aux |avec |qui |que )[^,;:.]{2,30}?,?)?,? (?:(?:a|au|avec) (?:l[ea] |l'|son |sa )?)?"
)
_HAD_SOME = re.compile(r"\b(?:a|ont|avait|avaient|aura|auront) (?:[a-z]+ )?(?:eue?|tenue?|menee?)s?(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ensuite)(?: [a-z]+)?)? des (?:[a-z]+ )?$")
_IN_SO_MANY = re.compile(r"\b(?:lors|au cours|a l'occasion|par|dans) (?:de |d')?(?:deux|trois|quatre) (?:[a-z]+ )?$")  # "s'est entretenu avec A et B lors de deux appels"
_FIRST = re.compile(r"\bl[ea] premiere? $")
_TWICE = re.compile(r"\b(?:parle|discute|echange|converse|telephone|appele)e?s? (?:[a-z]+ )?(?:deux|trois) (?:fois|reprises)\b")
_FEW = re.compile(r"\b(?:deux|trois) (?:[a-z]+ )?$")
_COUNT = re.compile(r"(?:\b(?:et |puis |enfin ))?\b(?:l[ea] (?:premier|second|deuxieme|troisieme|quatrieme|cinquieme|dernier)|l'une?\b|l'autre|une? (?:premier|second|deuxieme|troisieme|dernier|autre))")
_CLAUSE = re.compile(r"[;:.]")
_TO_WHOM = re.compile(r"\W*(?:puis |ensuite |enfin )?(?:(?:a|au) (?:la |l'|son |sa )?)?")  # "À la première, il a réclamé ..."
_HE_SAID = re.compile(r",? (?:il|elle|(?:l[ea] |l')?[a-z][a-z. '-]{3,40}?) (?:l')?(?:a|avait) ")
_HE = re.compile(r"\W{0,4}(?:(?:[a-z'-]+ ){0,4}[a-z'-]+, )?(?:puis |ensuite |enfin )?(?:il|elle) (?:a |aura |devait |doit )?(?:(?:aussi|egalement|ensuite|enfin) )?")  # "Samedi, il a parlé ..."
_ALSO = re.compile(r"\b(?:aussi|egalement|ensuite|puis|enfin|en outre)\b")
_APART = re.compile(r" (?:distinct|separe|successif|successive|differente?)[a-z]*\b")
_FACE_TO_FACE = re.compile(r"\b(?:rencontr\w+|en personne|face-a-face|tete-a-tete)\b")
_BY_PHONE = re.compile(r"\btelephon")
_WITH_HIM = re.compile(r"\W*avec [^,;:.]{2,60}, (?:l'|la |le |cet |cette )(?:[a-z]+ )?")
_IN_THE_FLESH = re.compile(r"\b(?:rencontr\w+|recu|recevra|recoit|en personne|face-a-face|tete-a-tete|diner|dejeuner|en marge|sur place|en visite)\b")
_AMONG = re.compile(r"(?:ainsi qu'avec|(?:notamment|entre autres|en particulier|a commencer par) (?:avec )?|dont) (?:l[ea] |l'|son |sa )?$")
_MULTIPLIED = re.compile(r"\b(?:multipli|enchain)[a-z]*\b")
_SERIES = re.compile(r"\b(?:deux|trois|quatre|cinq|six|enchaine[a-z]*(?: [a-z]+){0,3}|multipli[a-z]+(?: [a-z]+){0,3}|(?:serie|salve|ballet|cascade|ronde|vague|frenesie|marathon|heures|journee|avalanche|deluge|pluie|flot|rafale|kyrielle|multitude|succession) d[e']|premiers) ?(?:les |des |autres |nouveaux |brefs |longs )?$")
_PASSED = re.compile(r"\b(?:passer?|passera|donner?) (?:[a-z]+ ){0,2}$")
_THE = re.compile(r"\b(?:l'|la |le )$")
_COLON = re.compile(r"[^.;«»\"]{0,80}? ?: ?")
_ON_ONE_SIDE = re.compile(r"\b(?:d'un|de l'autre|d'une|cote [a-z]+|de (?:son|leur)) ?(?:cote|part)?\b")
_OPENING = 4  # sentences within which an article tells what its headline says
_FARTHEST_COUNT = 5  # sentences after the one that says how many calls there were

# "a échangé au téléphone avec B et C. Les trois dirigeants ...": one call
_ALL_OF_THEM = re.compile(r"\b(?:les|ces|tous) (?:les )?(?:trois|quatre|cinq)(?: (?:leaders|dirigeants|presidents|chefs|hommes|femmes|ministres|responsables|interlocuteurs|diplomates|souverains))\b")


def is_series(folded: str, expression: Expression) -> bool:
    """Whether a word stands for several telephone calls that are about to be told: "deux autres appels", "enchaîné les coups de fil"."""
    by_phone = expression.head == "appel" or (expression.strength == "strong" and expression.channel == "telephone")
    return expression.plural and expression.kind == "noun" and by_phone and bool(_SERIES.search(folded, max(0, expression.start - 50), expression.start))


class SeveralCalls(Complements):
    """Tells whether an expression of several people is one call or one of each."""

    def _of_three(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """ "La conversation à trois": the three leaders just named, whose calls two by two were none."""
        near = self.sentences[max(0, sentence.index - 2):sentence.index + 1]
        headline = self.sentences[:1] if sentence.index <= _OPENING else []
        told = next((t for t in (self._named_until(expression, near), self._named_until(expression, headline)) if len(t) == 3), {})
        if not told or not frame.keys <= set(told):
            return frame
        near = [*headline, *near]
        self.frames[:] = [f for f in self.frames if not (f.weak and f.sentence in near and f.keys < set(told))]
        return replace(frame, people=[Named(n.person, None, "between") for n in told.values()], rule=f"{expression.kind}.three")

    def _named_until(self, expression: Expression, sentences: Sequence[Sentence]) -> dict[str, Named]:
        """The leaders whom these sentences name before an expression."""
        named = (n for s in sentences for m in s.mentions if m.kind == "person" and m.start < expression.end for n in self._people_of(m, []))
        return {n.person.key: n for n in named if n.person.political}

    def _on_one_day(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X et Y ont eu deux entretiens téléphoniques mardi": so few on a stated day that they are told."""
        if expression.strength == "strong" and lists_days(self.folded, sentence):
            return True
        few = expression.strength == "strong" and _FEW.search(self.folded, max(sentence.start, expression.start - 30), expression.start)
        return bool(few and _THAT_DAY.search(self.folded, sentence.start, sentence.end))

    def _with_one(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a eu des entretiens téléphoniques avec Y": what agencies also say of one call, where nothing counts them."""
        if expression.strength == "weak" or not _HAD_SOME.search(self.folded, sentence.start, expression.start):
            return False
        complement, _ = self._complement(sentence, expression)
        return complement is not None and complement.function == "with" and len(complement.mentions) == 1 and complement.mentions[0].kind == "person"

    def _separate_calls(self, sentence: Sentence, expression: Expression) -> bool:
        """ "trois conversations séparées avec A, B et C": many, but each is told."""
        before = self.folded[max(sentence.start, expression.start - 40):expression.start]
        many = re.search(r"multipli|nombreu|plusieurs|frequent|regulier", before) and not (_THAT_DAY.search(self.folded, sentence.start, sentence.end) and re.search(r"\bplusieurs\b", before))
        if not (expression.plural and (expression.strength == "strong" or expression.head == "appel")) or many:
            return False
        if self._in_so_many(sentence, expression):
            return any(g.function in ("with", "to") for g in sentence.groups)
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
        return [f for f in frames if len(f.people) >= 2] or (self._named_among(sentence, expression, subject) if subject else [])

    def _named_among(self, sentence: Sentence, expression: Expression, subject: Group) -> list[CallFrame]:
        """ "des entretiens téléphoniques avec plusieurs dirigeants du Golfe, ainsi qu'avec A et avec B": A and B, who are named among many."""
        complement, _ = self._complement(sentence, expression)
        if expression.strength == "weak" or (complement is not None and any(m.kind != "plural" or m.members for m in complement.mentions)):
            return []
        if _MULTIPLIED.search(self.folded, sentence.start, expression.start) and not _THAT_DAY.search(self.folded, sentence.start, sentence.end):
            return []
        behind = [g for g in sentence.groups if g.start >= expression.end]
        among = [g for g in behind if g.function in ("with", "bare") and _AMONG.search(self.folded, expression.end, g.start)]
        named = [m for g in among for m in g.mentions if m.kind == "person" and self._people_of(m, [])]
        frames = [self._frame(sentence, replace(expression, start=m.start, end=m.end), [subject, Group("with", (m,))], "noun.among") for m in named]
        return [f for f in frames if len(f.people) >= 2]

    def _counted_out(self, sentence: Sentence) -> list[CallFrame]:
        """ "X a passé deux appels. Le premier à Y, le second à Z": one of each, told after the sentence that says how many."""
        told = [g for g in sentence.groups if g.function in ("to", "with") and self._is_counted(sentence, g)]
        if not told:
            return []
        for before in reversed(self.sentences[max(0, sentence.index - _FARTHEST_COUNT):sentence.index]):
            number = next((e for e in before.expressions if e.plural and e.kind == "noun" and (e.strength == "strong" or e.head == "appel")), None)
            if number is not None:
                return self._one_of_each(before, number, sentence, told)
            if not any(self._is_counted(before, g) for g in before.groups):
                return []
        return []

    def _first_of_them(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a parlé deux fois à Y. Le premier échange téléphonique ...": of the two of the sentence before."""
        first = expression.kind == "noun" and _FIRST.search(self.folded, sentence.start, expression.start)
        return bool(first and sentence.index and _TWICE.search(self.folded, self.sentences[sentence.index - 1].start, sentence.start))

    def _one_of_those(self, sentence: Sentence, expression: Expression) -> Expression:
        """ "X a enchaîné les coups de fil. Il a d'abord parlé à Y. Avec Z, l'échange ...": after words for several calls, what he goes on to is one of them."""
        he = expression.kind == "talk_verb" and _HE.fullmatch(self.folded, sentence.start, expression.start)
        with_him = expression.kind == "noun" and not expression.plural and _WITH_HIM.fullmatch(self.folded, sentence.start, expression.start)
        if expression.kind == "noun" and expression.strength == "weak" and self._of_headline(sentence, expression):
            return replace(expression, strength="strong", channel="telephone")
        if self._is_that_with_another(sentence, expression):
            return replace(expression, strength="strong", channel="telephone")
        if expression.kind == "noun" and expression.plural and expression.strength == "weak" and self._apart_by_phone(sentence, expression):
            return replace(expression, strength="strong", channel="telephone")
        if expression.strength != "weak" or not (he or with_him) or _IN_THE_FLESH.search(self.folded, sentence.start, sentence.end) or not (self._goes_on_from_series(sentence) or self._goes_on_from_calls(sentence, expression)):
            return expression
        return replace(expression, strength="strong", channel="telephone")

    def _is_that_with_another(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a eu un entretien téléphonique avec Y. L'échange avec Z a porté sur ...": one more of X's calls, where nobody else is its subject."""
        weak = expression.kind == "noun" and expression.strength == "weak" and not expression.plural
        if not weak or not _THE.search(self.folded, max(0, sentence.start - 1), expression.start) or _IN_THE_FLESH.search(self.folded, sentence.start, sentence.end):
            return False
        told = [f for f in self.frames if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2]
        behind = next((g for g in sentence.groups if g.function == "with" and 0 <= g.start - expression.end - len(" avec ") <= 3), None)
        if not told or behind is None or any(f.expression.channel == "video" for f in told) or any(g.function == "bare" and g.end <= expression.start for g in sentence.groups):
            return False
        known = {key for f in self.frames for key in f.keys}
        return all(m.name for m in behind.mentions) and all(n.person.political and n.person.key not in known for m in behind.mentions for n in self._people_of(m, []))

    def _apart_by_phone(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X poursuit sa diplomatie téléphonique. Il a reçu, au cours de conversations distinctes, les voeux de Y et de Z"."""
        apart = _APART.match(self.folded, expression.end, sentence.end)
        near = self.sentences[max(0, sentence.index - 2):sentence.index]
        return bool(apart) and (bool(self.hosts) or any(_BY_PHONE.search(self.folded, s.start, s.end) for s in near)) and not _FACE_TO_FACE.search(self.folded, sentence.start, sentence.end)

    def _of_headline(self, sentence: Sentence, expression: Expression) -> bool:
        """ "Vingt-quatre heures d'appels ... L'échange qu'il a eu avec Y": of the calls that the headline speaks of, when it was not in person."""
        had = HAD_WITH.match(self.folded, expression.end, sentence.end)
        headed = any(is_series(self.folded, e) for s in self.sentences[:2] for e in s.expressions)
        return bool(had) and headed and sentence.index > 1 and not _IN_THE_FLESH.search(self.folded, sentence.start, sentence.end)

    def _goes_on_from_series(self, sentence: Sentence) -> bool:
        """Whether words for several calls stand at most two sentences before, or before sentences that each tell one of them."""
        for near in reversed(self.sentences[:sentence.index]):
            if any(is_series(self.folded, e) for e in near.expressions) or (sentence.index - near.index == 1 and self._was_with_many(near)):
                return True
            if sentence.index - near.index >= 2 and not any(f.sentence is near and not f.weak for f in self.frames):
                return False
        return False

    def _was_with_many(self, sentence: Sentence) -> bool:
        """ "X a téléphoné à ses alliés européens": whom it does not name."""
        by_phone = [e for e in sentence.expressions if e.kind in ("call_verb", "talk_verb") and e.strength == "strong" and e.channel == "telephone"]
        many = [m for m in sentence.mentions if m.kind == "plural" and m.preposition in ("a", "avec") and not self._people_of(m, [])]
        return bool(by_phone) and any(e.end <= m.start for e in by_phone for m in many)

    def _goes_on_from_calls(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a appelé Y et Z. Il a aussi parlé à W": after two calls of his right before."""
        told = [f for f in self.frames if not f.weak and len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2]
        also = expression.kind == "talk_verb" and _ALSO.search(self.folded, sentence.start, expression.end)
        return bool(also) and bool(told) and all(f.expression.channel == "telephone" or f.expression.kind == "call_verb" for f in told) and self._caller_of_all(set()) is not None

    def _is_counted(self, sentence: Sentence, group: Group) -> bool:
        clause = max((m.end() for m in _CLAUSE.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        if _TO_WHOM.fullmatch(self.folded, sentence.start, group.start) and _HE_SAID.match(self.folded, group.end, sentence.end):
            return True
        since = [m.start() for m in _COUNT.finditer(self.folded, clause, group.start)]
        return bool(since) and bool(_COUNTED_OUT.fullmatch(self.folded, since[-1], group.start))

    def _one_of_each(self, announcing: Sentence, number: Expression, sentence: Sentence, told: Sequence[Group]) -> list[CallFrame]:
        """A call of the subject of the sentence that says how many with each of those told here."""
        subject = self._subject(announcing, number, None)
        if subject is None:
            return []
        by_phone = number.head.startswith(("appel", "coup"))
        function = next((f for f, act in (("bare", _PASSED), ("with", RECEIVED_BEFORE)) if by_phone and act.search(self.folded, announcing.start, number.start)), None)
        frames = []
        for group in told:
            span = replace(number, start=group.start, end=group.end, strength="strong", channel=number.channel or "telephone", plural=False)
            frame = self._frame(sentence, span, [subject, Group("with", group.mentions)], "noun.counted")
            frame.initiator = next((n for n in frame.people if n.function == function), None)
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

    def _announced_behind(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "Le sommet s'est tenu en visioconférence : d'un côté A et B, de l'autre C": those whom it names behind its colon, with no verb there."""
        colon = _COLON.search(self.folded, expression.end, sentence.end)
        mentions = tuple(m for g in sentence.groups if colon and g.start >= colon.end() for m in g.mentions)
        if colon is None or len(mentions) < 2 or any(m.kind != "person" for m in mentions):
            return None
        ends = [colon.end(), *(m.end for m in mentions)]
        gaps = [_ON_ONE_SIDE.sub("", self.folded[start:end]) for start, end in zip(ends, [*(m.start for m in mentions), sentence.end], strict=True)]
        return Group("bare", mentions) if all(ELLIPSIS.fullmatch(gap) for gap in gaps) else None

    def _received(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "a reçu des appels de A et de B": one of each."""
        if not RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 90), expression.start):
            return []
        subject = self._subject(sentence, expression, None)
        callers = next((g for g in sentence.groups if g.function == "of" and 0 <= g.start - expression.end <= 45), None)
        if subject is None or callers is None or not (expression.head.startswith(("appel", "coup", "felicitation")) or expression.strength == "strong"):
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
        if expression.channel is None and self._held_by_video(sentence):
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

    def _in_so_many(self, sentence: Sentence, expression: Expression) -> bool:
        """ "Dans deux appels distincts, X ..."."""
        return expression.plural and bool(_IN_SO_MANY.search(self.folded, max(0, sentence.start - 1), expression.start))

    def _held_by_video(self, sentence: Sentence) -> bool:
        """ "X a discuté avec ses homologues A, B et C. La rencontre s'est tenue par visioconférence": one of all of them."""
        behind = self.sentences[sentence.index + 1:sentence.index + 2]
        return any(e.strength == "strong" and e.channel == "video" and not e.plural for s in behind if not s.mentions or _THE_MEETING.match(self.folded, s.start) for e in s.expressions)

    def _told_separately(self, sentence: Sentence, expression: Expression, complement: Group) -> bool:
        """ "a pris son téléphone pour presser A et B, dans deux appels séparés"."""
        return len(complement.mentions) > 1 and (self._in_so_many(sentence, expression) or bool(_SEPARATELY.search(self.folded, complement.end, sentence.end)))

    def _in_turn(self, sentence: Sentence, subject: Group, complement: Group) -> bool:
        """ "A et B ont tour à tour appelé C", "A puis B ont téléphoné à C": a call of each."""
        if len(subject.mentions) < 2 or any(m.kind == "pair" for m in subject.mentions):
            return False
        between = self.folded[subject.start:subject.end]
        behind = max(subject.end, min(sentence.end, complement.end + 40))
        if _AMONG_FIRST.search(self.folded, subject.end, complement.start):
            return True
        return " puis " in between or bool(_SEPARATELY.search(self.folded, subject.end, behind) or _EACH_OF_THEM.search(self.folded, subject.end, behind))

    def _one_call_each(self, sentence: Sentence, expression: Expression, subject: Group, complement: Group) -> list[CallFrame]:
        parts = [part for mention in complement.mentions for part in mention.members or [mention]]
        frames = [self._frame(sentence, expression, [subject, Group("with", (part,))], f"{expression.kind}.each") for part in parts]
        for frame in frames if expression.kind == "noun" and expression.head.startswith(("appel", "coup")) and complement.function == "to" else ():
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
        return frames
