""""X a appelé Y", "X a eu Y au téléphone", "joint par X": verbs that make their object somebody called."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.languages.fr import expressions as ex
from transforms.languages.fr.clauses import Group, is_light
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Sentence
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import COUNTERPART, Person
from transforms.languages.fr.several import SeveralCalls
from transforms.languages.fr.subjects import FIRST_TO
from transforms.text import fold

_CAPITALISED = re.compile(r"[A-ZÉÈ][\wéèêïîôç'-]+(?: [A-ZÉÈ][\wéèêïîôç'-]+)*")
_OWN_PREPOSITION = re.compile(r"\b(?:à(?: l['’]| la)?|au|aux)\s*$")
_CHANNEL_WORDS = re.compile(r"tour à tour|au (?:soir|matin|petit matin)\b|à (?:deux|trois|plusieurs) reprises|à (?:quelques|deux|trois|plusieurs|peu d') ?(?:minutes|heures|jours|instants)? ?d'intervalle|à (?:son tour|nouveau|l'aube|midi|minuit|la mi-journée)|à \d{1,2} ?(?:h|heures?)(?: ?\d{2})?(?: \((?:[^()]{1,20})\)| GMT| TU)?|(?:au|par) t[ée]l[ée]phone|en visioconférence|au bout du fil", re.IGNORECASE)
_CALLED_PRONOUN = re.compile(r"(?:\bl'|\blui )$")
_CALLED_THEM = re.compile(r"\b(?:les|leur) $")
_CALLED_ME = re.compile(r"\bm(?:'|e )$")
_PRONOUN_OF_INFINITIVE = re.compile(r"(?:\bl'|\blui |\bl[ea] )$")
_BEFORE_DOING_IT = re.compile(r"\b(?:avant de|puis de|pour|et de) (?:l'|la |le |lui )$")
_BEFORE_DOING = re.compile(r"\b(?:avant d'|avant de|apres|pour) ?$")
_DOES_MORE = re.compile(r"\b\w+(?:é|ée|és|ées|er|ir|oir|dre)\b")
_HAD_PERSON = re.compile(r"\s*(?:[.;,]|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ensuite|a son tour|dans la|le lendemain|la veille)\b)")
# "certains l'appellent farine", "il l'a appelé du nom de": gives a name
_GIVES_A_NAME = re.compile(
    r"(?:appell?(?:e|ent|ait|aient) (?!(?:pour|par|au|en|dans|chez|des|ce|cette|hier|avant|apres|aussi|ensuite|egalement|depuis|puis|sans|avec|quand|lorsque?|afin|plus|tard|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"souvent|personnellement|directement|immediatement|regulierement|alors|toujours|encore|jusqu|sur|mais|tous|deux|trois|plusieurs)\b)[a-z-]{3,}|[^,;.«»\"]{0,20}\bappel\w+ (?:du|d'un|par son|de son) (?:petit |propre |vrai )?(?:nom|prenom|surnom|sobriquet))"
)
_NAMES_HIM = re.compile(r" (?:«|\"|(?:un|une) (?!peu|jour|matin|soir|heure|fois))")  # "a appelé X un vieil ami"
_WHERE_HE_IS = re.compile(
    r",? (?:alors |actuellement |lui aussi |elle aussi |toujours |encore )?(?:en (?:déplacement|visite|voyage|vacances|tournée|escale|exil|convalescence|route|sommet)|(?:à (?:l['’]hôtel|l['’]hôpital|son (?:hôtel|domicile|bureau|quartier)|sa (?:résidence|villa)|la résidence)|au palais|chez (?:lui|elle))\b|(?:de passage|réfugié|hospitalisé|installé|rentré|arrivé|exilé|présent|retenu|attendu|resté|invité)e?s?)\b"
)  # "a appelé X, en déplacement à Y"
_URGED_TO = re.compile(
    r"\s*+(?:,[^,]{0,60},|,)?\s*+(?:[\wéèê'-]+ ){0,3}?(?:à|au (?!sujet|téléphone|lendemain|cours|nom|matin|petit|premier jour|soir|début|milieu|moment|plus|terme|retour|bout|sortir|lever)|aux|pour qu|a (?=[a-z]+er\b|la |ne ))(?:\b|'|)"
)
_AT_WHAT = re.compile(
    r"\s*+(?:,[^,]{0,60},|,)?\s*+(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|ce|cette|matin|soir|nuit|dans|la|le|très|tôt|tard|\d+|[a-zé]+ment) ){0,4}à (?:propos|ce sujet|qui|laquelle|(?:deux|trois|plusieurs) reprises|\d|l'(?:issue|aube|initiative|invitation|occasion|instigation|approche|ouverture)|la (?:suite|demande|veille|requête|mi-)|son|sa|minuit|midi|bord|quelques|peine)"
)
_IN_TOWN = re.compile(r",? à [A-ZÉÈ]")  # "a appelé X à Rome"
_AND_BY = re.compile(r"(?: \([^()]{2,30}\))?,?(?: (?:et|puis|ainsi que|ensuite|enfin|et enfin|et meme))? par (?:l[ea] |l'|son |sa )?")
_THEN_BY = re.compile(r",? (?:puis|et|ensuite|et ensuite|enfin)(?: [a-z]+)? par (?:l[ea] |l'|son |sa )?")
_UNLIKE_HIM = re.compile(r", (?:lui|elle|en revanche|quant a (?:lui|elle)|de son cote|pour sa part|a l'inverse|au contraire)(?:,| (?:aussi|non plus),)")
_ASIDE_OF_HIM = re.compile(r", (?:qui|dont|que|qu')\b")
_AS_REMINDED = re.compile(r"\b(?:comme|ainsi que|que) (?:l'|le |la )")
_NOT_BACK = re.compile(r"\b(?:pas|jamais|point|plus) (?:encore )?rappele")
_AT_A_TIME = re.compile(r",? (?:pas plus tard que |des |dans la (?:foulee|soiree|nuit|journee)|le (?:lendemain|soir)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b)(?![^.;]{0,30}\b(?:que|qu')\b)")
_OF_WHAT = re.compile(r"[^,;.«:]{0,60}? (?:que |qu'|combien |a (?:l'ordre|la raison|ses|leurs|son|ce|cet|sa) |sa |ses |leurs? |les |des )|[^,;.]{0,40}[«:]")
_GOES_ON = re.compile(r"\b(?:dans la foulee|ensuite|puis|egalement|aussi|plus tard|plus tot|auparavant|a son tour|en (?:fin|debut) de (?:soiree|journee|matinee)|en soiree|dans la (?:soiree|matinee|journee|nuit)|le (?:soir|lendemain|meme jour)|la veille)\b")
_OF_MANY = re.compile(r" (?:une? (?:dizaine|douzaine|vingtaine|quinzaine|trentaine) de|plusieurs(?: de ses)?|d'autres|(?:[a-z]+ )?(?:ses|des)) [^,;:.«»]{3,60}, (?:dont|parmi lesquels|parmi lesquelles|notamment|a commencer par) ")
_TOGETHER = re.compile(r"\b(?:ensemble|conjointement|d'une meme voix|a trois)\b")
_WHOM = re.compile(r",? (?:qu(?:e |')|(?:a|avec|par) (?:qui|lequel|laquelle) |auquel )(?:(?!que\b|qui\b)[^,;:.«»]){0,60}")


_RECALLS_AN_ENVOY = re.compile(r" (?:[a-z]+ )?(?:son|ses|leurs?|l'|les|tous ses) ?(?:[a-z]+ )?(?:ambassad|charges? d'affaires|consul|diplomates|representant permanent)")  # "rappelle son ambassadeur"


class CallVerbs(SeveralCalls):
    """Reads the verbs of calling."""

    def _call_verb(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        verb = self.folded[expression.start:expression.end]
        if re.search(r"\beue?s?$|^(?:aura|auront|aurait|auraient|avoir|a|ont|avait|avaient)$", verb):
            return self._had_on_the_line(sentence, expression)
        if _RECALLS_AN_ENVOY.match(self.folded, expression.end):
            return []
        if expression.head == "participle":
            return self._called_by(sentence, expression)
        if expression.head.startswith("rappel") and _NOT_BACK.search(verb):
            return []  # "il ne m'a pas rappelé": the call told before went unanswered
        if re.search(r"\bete\b.*(?:appele|joint|contacte|rappele)", verb):
            return self._passive_call(sentence, expression)
        reflexive = verb.startswith(("s'", "se "))
        subject = self._subject(sentence, expression, self._relative_object(sentence, expression))
        if reflexive:
            if subject is None or (expression.strength == "weak" and re.search(r"^\s*(?:a |pour|desormais|comme|[«\"])", self.folded[expression.end:expression.end + 12])):
                return []
            frame = self._frame(sentence, expression, [subject], "call_verb.each_other")
            frame.weak = expression.strength == "weak" and len(frame.people) < 2 and not self._phone_nearby(sentence)
            return [frame]
        pronoun = self._called_pronoun(sentence, expression, subject)
        target = self._relative_object(sentence, expression) or (pronoun if self._him(expression) else None) or self._named_of_many(sentence, expression) or self._call_object(sentence, expression) or pronoun
        if subject is None and target is not None and _BEFORE_DOING.search(self.folded, sentence.start, expression.start):
            subject = next((g for g in sentence.groups if g.start > target.end and g.function == "bare" and self.folded[target.end:g.start].rstrip().endswith(",")), None)
        if subject is not None and target is not None and subject.start == target.start:
            subject = self._right_subject(sentence, expression, target)  # "En appelant Y, X ..."
        if subject is None or target is None:
            return []
        if expression.strength == "weak" and self._is_exhortation(sentence, expression, target):
            return []
        callers = [Group("bare", (m,)) for m in subject.mentions] if self._in_turn(sentence, subject, target) else self._each_of_theirs(subject, target)
        joint = re.search(r"\b(?:ensemble|conjointement|la meme ligne|a trois)\b", self.folded[expression.start:target.end])
        called = [target] if joint else [Group("to", (part,)) for m in target.mentions for part in self._parts(m, subject)]
        frame_groups = [[caller, one] for caller in callers for one in called]
        frames = [self._frame(sentence, expression, groups, "call_verb.object") for groups in frame_groups]
        for frame in frames:
            frame.initiator = next((n for n in frame.people if n.function == "bare"), None)
            frame.weak = expression.strength == "weak" and not expression.head.startswith(("appel", "joi")) and not self._phone_before(sentence, expression)
        return frames

    def _each_of_theirs(self, subject: Group, target: Group) -> list[Group]:
        """ "Les ministres turc et qatari ont téléphoné à leurs homologues indien et pakistanais": each to each."""
        several = len(subject.mentions) == len(target.mentions) == 1 and min(len(subject.mentions[0].members), len(target.mentions[0].members)) >= 2
        return [Group("bare", (m,)) for m in subject.mentions[0].members] if several else [subject]

    def _him(self, expression: Expression) -> bool:
        """ "l'appelait, avant de joindre Z": the pronoun right before the verb is its object, whoever stands behind."""
        return self.folded.endswith(("l'", " lui "), 0, expression.start) and not self.folded.endswith((" a lui ", " et lui ", " que lui "), 0, expression.start)

    def _named_of_many(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "a appelé une douzaine de dirigeants, dont Y et Z": Y and Z."""
        several = _OF_MANY.match(self.folded, expression.end, sentence.end)
        return next((Group("to", g.mentions) for g in sentence.groups if several and 0 <= g.start - several.end() <= 3), None)

    def _parts(self, mention: Mention, caller: Group | None = None) -> list[Mention]:
        """The people of a mention one by one: "l'un et l'autre" are two who were called, never who calls."""
        if mention.kind == "pair":
            calling = {n.person.key for m in (caller.mentions if caller else ()) for n in self._people_of(m, [])}
            pair = self._pair_before(mention.start)
            if calling & {p.key for p in pair}:
                pair = [p for p in self.people.seen_before(mention.start) if p.key not in calling and p.political and p.place][:2]
            return [self._pronoun_mention((mention.start, mention.end), p) for p in pair] or [mention]
        if mention.kind == "plural" and mention.title in COUNTERPART and mention.count == 2 and caller is not None and not mention.members:
            own = {n.person.place for m in caller.mentions for n in self._people_of(m, [])}
            peers = {p.place: p for p in reversed(self.people.seen_before(mention.start)) if p.political and p.place and p.place not in own}
            return [self._pronoun_mention((mention.start, mention.end), p) for p in peers.values()] if len(peers) == 2 else [mention]
        return mention.members or [mention]

    def _relative_object(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "Y, que X a appelé", "Y, qu'il a eu au téléphone": Y."""
        for group in reversed([g for g in sentence.groups if g.end <= expression.start]):
            if _WHOM.fullmatch(self.folded, group.end, expression.start):
                return Group("to", group.mentions[-1:])
        return None

    def _called_pronoun(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """ "X l'a appelé", "X lui a téléphoné": whom the pronoun stands for."""
        if subject is not None and _CALLED_ME.search(self.folded, max(0, expression.start - 6), expression.start):
            return self._speaker(sentence, expression)
        if _GIVES_A_NAME.match(self.folded, expression.start):
            return None
        if subject is not None and _CALLED_THEM.search(self.folded, max(0, expression.start - 6), expression.start):
            taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
            both = [p for p in self._pair_before(min(subject.start, expression.start)) if p.key not in taken]
            return Group("to", tuple(self._pronoun_mention((expression.start, expression.start), p) for p in both)) if len(both) == 2 else None
        pronoun = _PRONOUN_OF_INFINITIVE if expression.head in ("joindre", "appeler", "contacter") else _CALLED_PRONOUN
        if subject is None or (expression.head.startswith("rappel") and not self._calls_back(sentence, expression)) or not pronoun.search(self.folded, max(0, expression.start - 12), expression.start):
            return None
        taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        first = min(subject.start, expression.start)
        round_of = self._host(sentence, taken) if self.hosts or _GOES_ON.search(self.folded, sentence.start, sentence.end) else None
        other = [round_of] if round_of else self._antecedents(first, plural=False, exclude=taken, sentence=sentence)
        if just := self._just_talked_to(sentence, expression, subject, taken):
            other = just
        if called := self._called_by_the_other(sentence, expression, taken):
            other = called
        if (inner := self._in_aside(sentence, expression, subject, taken)) is not None:
            other = [inner]
        if FIRST_TO.search(self.folded, sentence.start, expression.start) and (told := next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2), None)):
            caller = told.initiator.person.key if told.initiator else next((n.person.key for n in told.people if n.function == "bare"), None)
            other = [n.person for n in told.people if n.person.key not in (caller, *taken)] or other  # "X avait été le premier à l'appeler": whom the call just told was made to
        span = (expression.start, expression.start)
        return Group("to", tuple(self._pronoun_mention(span, p) for p in other)) if other else None

    def _just_talked_to(self, sentence: Sentence, expression: Expression, subject: Group, taken: set[str]) -> list[Person]:
        """ "Il avait eu un entretien avec Y le 26 avril, avant de l'appeler": Y."""
        if not _BEFORE_DOING_IT.search(self.folded, sentence.start, expression.start):
            return []
        between = [g for g in sentence.groups if subject.end <= g.start and g.end <= expression.start and g.function in ("with", "to", "of", "bare")]
        return [n.person for g in between[-1:] for m in g.mentions for n in self._people_of(m, []) if n.person.political and n.person.key not in taken][:1]

    def _called_by_the_other(self, sentence: Sentence, expression: Expression, taken: set[str]) -> list[Person]:
        """ "X n'appellera pas Y. Z, lui, l'a appelé dès samedi": Y, whom the one he is set against was told to call or not."""
        told = next((f for f in reversed(self.frames) if len(f.people) == 2 and f.initiator is not None and 0 < sentence.index - f.sentence.index <= 1), None)
        if told is None or told.keys & taken or not _UNLIKE_HIM.search(self.folded, sentence.start, expression.start):
            return []
        return [n.person for n in told.people if told.initiator is not None and n.person.key != told.initiator.person.key]

    def _in_aside(self, sentence: Sentence, expression: Expression, subject: Group, taken: set[str]) -> Person | None:
        """ "X, qui avait boudé Y avant le scrutin, l'a appelé": Y, the only leader of the clause about X."""
        if not _ASIDE_OF_HIM.match(self.folded, subject.end, expression.start):
            return None
        inner = [g for g in sentence.groups if subject.end < g.start and g.end < expression.start and "," in self.folded[g.end:expression.start]]
        people = {n.person.key: n.person for g in inner for m in g.mentions for n in self._people_of(m, []) if n.person.political and n.person.key not in taken}
        woman = self.folded.endswith("ee", expression.start, expression.end)  # "l'a appelée"
        return next((p for p in people.values() if not (woman and p.gender == "m")), None) if len(people) == 1 else None

    def _called_by(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        """ "Joint au téléphone par X, puis par Z, Y a ..." """
        agent = next((g for g in sentence.groups if 0 <= g.start - expression.end <= 8), None)
        called = next((g for g in sentence.groups if agent and g.start >= agent.end and g.function == "bare"), None)
        if agent is None or called is None:
            return []
        others = [g for g in sentence.groups if g.function == "by" and agent.end < g.start < called.start and _THEN_BY.fullmatch(self.folded, agent.end, g.start)]
        frames = [self._frame(sentence, expression, [called, Group("by", g.mentions)], "call_verb.called_by") for g in (agent, *others)]
        for frame in frames:
            frame.weak = frame.weak and not (expression.head == "participle" and self.folded.startswith(",", agent.end) and re.match("appele|joint", self.folded[expression.start:expression.end]))
            frame.initiator = next((n for n in frame.people if n.function == "by"), None)
        return frames

    def _phone_before(self, sentence: Sentence, expression: Expression) -> bool:
        """ "a parlé au téléphone avec A avant de joindre B", "Dans la foulée, X a joint B": "joindre" goes on with the telephone."""
        if expression.head.startswith("rappel"):
            noun = any(e.kind == "noun" and (e.strength == "strong" or e.head == "appel") for e in sentence.expressions)
            return noun or self._calls_back(sentence, expression) or self._once_more(sentence, expression)
        if not expression.head.startswith(("joi", "contact")):
            return False
        goes_on = bool(_GOES_ON.search(self.folded, sentence.start, expression.end))
        last = next((f for f in reversed(self.frames) if not f.weak and sentence.index - f.sentence.index <= 1), None) if goes_on else None
        told = last is not None and last.expression.channel == "telephone"
        return told or any(e.strength == "strong" and e.channel == "telephone" and e.end < expression.start for e in sentence.expressions)

    def _once_more(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a rappelé Y dès mercredi soir": a person, a time, and nothing that he might be reminded of, in an article that tells of calls."""
        target = self._call_object(sentence, expression)
        dated = target is not None and _AT_A_TIME.match(self.folded, target.end, sentence.end)
        return bool(dated) and any(not f.weak and len(f.people) >= 2 for f in self.frames)

    def _calls_back(self, sentence: Sentence, expression: Expression) -> bool:
        """ "X a téléphoné à Y. Dans la soirée, Y l'a rappelé", with nothing behind that he might be reminded of."""
        told = next((f for f in reversed(self.frames) if not f.weak and len(f.people) >= 2), None)
        by_phone = told is not None and told.expression.channel != "video"
        return by_phone and not _AS_REMINDED.search(self.folded, sentence.start, expression.start) and not _OF_WHAT.match(self.folded, expression.end, sentence.end)

    def _call_object(self, sentence: Sentence, expression: Expression) -> Group | None:
        for group in sentence.groups:
            if group.start < expression.end:
                continue
            gap = _CHANNEL_WORDS.sub("", self.text[expression.end:group.start]).removeprefix(" »")
            if any(fold(word) in self.lexicon.places for word in _CAPITALISED.findall(gap)):
                return None  # "a appelé Rome et Berlin, X ...": the capitals
            wanted = ("to", "bare") if expression.head.startswith("telephon") else ("bare",)
            if is_light(gap, 60) and group.function in wanted and not re.search(r"\b(?:à|au|aux)\b", _OWN_PREPOSITION.sub("", gap) if group.function == "to" else gap):
                return self._spelled_out(sentence, Group("to", group.mentions))
            return None
        return None

    def _is_exhortation(self, sentence: Sentence, expression: Expression, target: Group) -> bool:
        """ "a appelé X à négocier", "appelle le président à la retenue"; whom one joins, one does not urge."""
        if expression.head.startswith(("joi", "contact")):
            return False
        behind = expression.end if _CALLED_ME.search(self.folded, max(0, expression.start - 6), expression.start) else max(target.end, expression.end)
        after = self.text[behind:min(sentence.end, behind + 80)].replace("’", "'").lower().replace(" tour à tour", "")
        if _NAMES_HIM.match(after):
            return True
        if _WHERE_HE_IS.match(after):
            return False
        return bool(_URGED_TO.match(after)) and not _AT_WHAT.match(after) and not _IN_TOWN.match(self.text, behind)

    def _passive_call(self, sentence: Sentence, expression: Expression) -> list[CallFrame]:
        agent = next((g for g in sentence.groups if g.start >= expression.end and g.function == "by" and is_light(self.text[expression.end:g.start], 40)), None)
        subject = self._left_subject(sentence, expression, None) or self._pronoun_subject(sentence, expression, agent)
        if not agent or not subject:
            return []
        agent = self._and_by(sentence, self._spelled_out(sentence, agent))
        called = [Group("bare", (m,)) for m in subject.mentions] if self._in_turn(sentence, subject, agent) else [subject]
        together = _TOGETHER.search(self.folded, expression.start, sentence.end)
        callers = [agent] if together else [Group("by", (m,)) for m in agent.mentions]
        frames = [self._frame(sentence, expression, [one, caller], "call_verb.passive") for one in called for caller in callers]
        for frame in frames:
            frame.weak = frame.weak and not expression.head.startswith(("appel", "rappel", "joi")) and not self._phone_before(sentence, expression) and not self._goes_on_from_series(sentence)
            frame.initiator = next((n for n in frame.people if n.function == "by"), None)
        return frames

    def _and_by(self, sentence: Sentence, agent: Group) -> Group:
        """ "X a été contacté par A, par B et par C": A, B and C."""
        for group in (g for g in sentence.groups if g.function == "by" and g.start > agent.end):
            if not _AND_BY.fullmatch(self.folded, agent.end, group.start):
                break
            agent = Group("by", (*agent.mentions, *group.mentions))
        return agent

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
        if not re.search(r"eue?s?$", self.folded[expression.start:expression.end]) and _DOES_MORE.search(self.text, expression.end, target.start):
            return []  # "avait essayé de joindre Y au téléphone"
        channel = ex.CHANNEL.search(self.folded, expression.end, min(sentence.end, max(expression.end, target.end) + 60))
        if channel and any(e.kind == "noun" and e.start < channel.end() and channel.start() < e.end for e in sentence.expressions):
            return []  # "c'est avec Y que X a eu un entretien téléphonique": told by the noun
        if not channel:
            return self._had_too(sentence, expression, subject, target)
        phone = channel.group("phone") or channel.group() == "en ligne"
        strong = Expression(expression.start, max(target.end, channel.end()), "call_verb", "strong", "telephone" if phone else "video", "avoir")
        together = expression.channel == "video" or re.search(r"\b(?:ensemble|conjointement|a trois|en conference)\b", self.folded[expression.start:sentence.end])
        called = [target] if together else [Group("with", (part,)) for m in target.mentions for part in self._parts(m)]
        return [self._frame(sentence, strong, [subject, Group("with", one.mentions)], "call_verb.on_the_line") for one in called]

    def _had_too(self, sentence: Sentence, expression: Expression, subject: Group, target: Group) -> list[CallFrame]:
        """ "X a appelé Y. Z, lui, a eu W": goes on with the telephone of the sentence before, with nothing but the person behind the verb."""
        last = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2), None)
        beside = last is not None and last.expression.channel != "video" and sentence.index - last.sentence.index <= 1
        if not (beside or self._goes_on_from_series(sentence)) or expression.end > target.start:
            return []
        if not _HAD_PERSON.match(self.folded, target.end) or any(m.kind != "person" for m in target.mentions):
            return []
        strong = Expression(expression.start, target.end, "call_verb", "strong", "telephone", "avoir")
        return [self._frame(sentence, strong, [subject, Group("with", (m,))], "call_verb.on_the_line") for m in target.mentions]
