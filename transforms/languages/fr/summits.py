"""Who else takes part in a video conference of several: those who preside, attend or join, in its own sentence and the next ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.languages.fr.clauses import Group
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence
from transforms.languages.fr.referents import Referents

_CONFERENCE = re.compile(r"\b(?:sommets?|reunions?|(?:visio|video)[ -]?conferences?|conferences?|g7|g20|reuni(?:e?s?|ssent|ra|ront)|retrouv(?:e|es|ent|aient|eront)|sessions?|consultations?|concertations?|visios?)\b")
_COLLECTIVE = re.compile(
    r"\b(?:dirigeants|chefs d'etat|chefs de gouvernement|leaders|ministres|homologues|presidents|vingt-sept|vingt-huit|g7|g20|g5|cedeao|union europeenne|ue|otan|onu|brics|pays|allies|partenaires|pairs|conseil de securite|conseil europeen)\b"
)
_PRESIDED = re.compile(
    r"\b(?:(?:co)?preside[es]{0,2} par|sous la (?:co)?presidence (?=d)|(?:organise|convoque|accueilli|initie|dirige)e?s? par|en presence (?=d)|avec la participation (?=d)|aux cotes (?=d)|autour (?=d)|dont|notamment|parmi lesquels|(?:a l'(?:invitation|initiative|instigation)|a la demande|sur proposition))"
    r"(?: notamment)?\s?(?:de |d'|du |le |la |l')*$"
)
_CALLED_BY = re.compile(r"\W*(?:convoque|preside|copreside|organise|initie|dirige)e?s? (?:[a-z]+ ){0,3}?par (?:l[ea] |l')?")  # "Convoquée par X, la visioconférence ..."
_CHAIRED = re.compile(r"[^,;:.]{0,40} (?:co)?(?:preside|organise|convoque|dirige|anime)e?s? par (?:l[ea] |l')?")
_HOSTED = re.compile(
    r"\b(?:a l'(?:invitation|instigation|initiative)|a la demande|sous (?:l'egide|les auspices|la houlette|le parrainage|le regard|la presidence|la mediation)|en presence|avec la participation|autour)(?: (?:de|du|des|d'))? ?(?:l[ea] |l')?$"
)
_THIS = re.compile(r"\b(?:ce|cet|cette) (?:[a-z-]+ ){0,2}$")
_SO_LONG = re.compile(r"\W*(?:(?:au total|en tout|soit),? )?(?:une?|deux|trois|quatre|[a-z-]+|\d+) (?:[a-z]+ )?(?:demi-)?(?:heures?|minutes)(?: et (?:demie|quart|[a-z]+))? (?:de|en|d'une) (?:[a-z]+ )?")  # "Une heure et quart de visioconférence, ..."
_TAKES_PART = re.compile(
    r",? (?:(?:lui|elle|eux)(?:-memes?)?,? |aussi |egalement )*(?:y (?:ont|a|avai(?:t|ent)|prennent|prend|prenait|prenaient|prendront|participent|participaient|participait|participeront|assistaient|assistait|etaient|etait|sont|est)\b"
    r"|(?:etaient|etait|sont|est|ont|a) (?:[a-z]+ment |egalement |aussi )?(?:participe|pris part|assiste|present|connecte|represente|intervenu|autour de la table (?:virtuelle|numerique)|rejoint)e?s?\b(?! (?:devant|a l'antenne)))"
)
_TOO = r"(?:,? (?:(?:lui|elle|eux)(?:-memes?)?(?: aussi| egalement)?|aussi|egalement|ensuite|brievement|enfin|un temps)\b,?)*"
_THE_CALL = r"(?:cet |cette |l'|la |leur |ce )(?:[a-z]+ )?(?:appel|entretien|echange|conversation|discussion|communication|coup de fil)"
_JOINED_IT = re.compile(
    rf"{_TOO} (?:(?:a|ont|avait|avaient|aura|auront) (?:[a-z]+ment |aussi |egalement )?(?:participe|pris part|assiste|ete associe)e?s?|(?:participe|prend part|assiste|est associe|participait|prenait part|assistait|etait associe|participera|prendra part|assistera|sera associe|participent|prennent part|participeront|prendront part|seront associe)e?s?"
    rf"|(?:devait|doit|devrait|va) (?:aussi |egalement )?(?:participer|prendre part|assister|etre associee?)|se (?:joint|joindra|joignait|joignit|joignent|joindront)|s'(?:est|etait) jointe?){_TOO} a {_THE_CALL}"
    rf"|{_TOO} (?:rejoint|rejoignait|rejoindra|rejoignent|rejoindront|(?:a|ont|avait) (?:[a-z]+ment |ensuite )?rejointe?s?){_TOO} {_THE_CALL}"
    r"|,? (?:s'y (?:est|sont|etait) (?:aussi |egalement |ensuite )?jointe?s?|s'y (?:joint|joindra|joignait|joignent)|les (?:a|avait|ont) (?:ensuite |brievement )?rejointe?s?|les (?:rejoint|rejoindra|rejoignait))\b|,? (?:etait|etaient) (?:aussi |egalement |presente?s? )?(?:en ligne|sur la ligne|au bout du fil|au telephone|de la partie|de la conversation)\b|,? (?:(?:lui|elle|eux) (?:aussi|egalement)|egalement|aussi) (?:en ligne|au bout du fil|sur la ligne)\b|,? (?:s'est|se sont|s'etait) (?:ensuite |brievement )?jointe?s? a (?:eux|l'appel|la conversation|l'entretien|l'echange|la discussion|cet appel|cette conversation)"
)
_ON_IT_TOO = re.compile(r",? (?:(?:lui|elle|eux) (?:aussi|egalement)|egalement|aussi) (?:en ligne|au bout du fil|sur la ligne|a l'ecran|de la partie|connectee?s?)\b")  # "X, lui aussi en ligne, ..."
_AS_WELL_AS = re.compile(r"[^.;:]{0,40}, (?:ainsi que|de meme que|tout comme|comme) (?:l[ea] |l')?")  # "A et B y participent, ainsi que C"
_ROLL_CALL = re.compile(
    r"\W*(?:(?:(?:en face|avec lui|avec elle|face a lui|face a elle|et|ce (?:jour|soir)-la),? )?(?:au telephone|au bout du fil|a l'autre bout(?: du fil)?|en ligne|sur la ligne|a l'ecran|a l'image|sur (?:les|leurs?|son|l'|le grand|le) ?(?:ecrans?|mosaique)|derriere (?:les|leurs|son) ecrans?"
    r"|a distance|en visio(?:conference)?|autour (?:de |d'|du )[^,:.]{2,40}|(?:les )?participants|etaient (?:aussi |egalement )?(?:presents|connectes|en ligne|au bout du fil|a l'ecran|de la partie)|parmi (?:eux|les (?:participants|presents|interlocuteurs)))"
    r"(?:, (?:en visioconference|a l'ecran|au bout du fil|entre autres|notamment))?(?:,| ?:))"
)
_IN_ITS_COURSE = re.compile(r"\b(?:au cours de|lors de|pendant|durant) (?:la|cette|ce|le)(?: [a-z]+)? (?:reunion|session|rencontre|sommet|seance|visioconference|videoconference)\b")
_SITTING = re.compile(r"\b(?:sommet|reunion|session|conference des)\b[^.;:«»\"]{0,110} (?:s'est|s'etait|se|a|aura|est|etait|sera) (?:[a-z]+ ){0,2}(?:tenue?|deroulee?|ouverte?|tient|tiendra|deroule|lieu|organisee?|reunie?)\b")
_WAS_LED = re.compile(r"\W*(?:il|elle|ce sommet|cette (?:reunion|session|rencontre)|la (?:reunion|rencontre|session)|le sommet|les (?:travaux|debats)) (?:a|ont|est|sera|seront|etait|avait) (?:ete )?(?:preside|dirige|ouvert|anime|convoque|conduit)e?s? par (?:l[ea] |l')?")
_AMONG_THEM = re.compile(r"\W*(?:parmi (?:les|ceux)|au nombre des|au rang des) [^,;:.]{3,70} (?:a|ont) [^,;:.]{0,20}(?:participe|pris part|assiste)s? a [^,;:.]{2,30}, (?:il y a(?:vait)?|on (?:compte|cite|note|notait|peut citer|retrouve)|figur(?:ent|aient|ait)|se trouvaient) ")
_FAR = 14  # sentences over which an article comes to those who took part
_THIS_ONE = re.compile(r"\ba (?:ce|cet|cette) (?:[a-z]+ )?(?:sommet|reunion|session|rencontre|visioconference|videoconference|conference)\b")
_ATTENDS_IT = re.compile(
    r"(?:, [^;:.]{2,150},)? (?:(?:lui|elle) aussi |egalement |aussi )?(?:(?:prend|prenait|prendra|prennent|prenaient|prendront|(?:doi(?:t|vent)|devai(?:t|ent)|devrai(?:t|ent)|va|vont) (?:egalement |aussi )?prendre|a pris|ont pris) (?:[a-z]+ )?part"
    r"|particip(?:e|ent|ait|aient|era|eront)|(?:a|ont|doi(?:t|vent)|devai(?:t|ent)) participer?|assist(?:e|ent|ait|aient|era|eront))(?: [a-z]+)? a (?:ce|cet|cette) "
)
_SPEAKS_THERE = re.compile(r"(?:, (?:qui|dont|president|chef|hote)\b[^;:.«»\"]{2,90},)? (?:a|ont|y a|y ont) (?:[a-z]+ment |lui |elle |aussi )?(?:plaide|juge|dit|appele|demande|insiste|promis|souhaite|estime|declare|propose|annonce|defendu|mis en garde|reclame|exhorte|averti|prevenu|salue|rappele|souligne)\b")
_AROUND = re.compile(r"\W*(?:autour|aux cotes) (?:de (?:la |l'|son |sa )?|du |d')?")  # "Autour du Nigérien X, il y avait Y et Z"
_SAID_BY = re.compile(r"[»\"”],? (?:a |ont )(?:[a-z]+ment |aussi |encore |alors )?(?:dit|declare|lance|plaide|insiste|averti|prevenu|souligne|ajoute|affirme|martele|estime|reagi|promis|resume)s?(?: [a-z'-]+){0,3}? ?(?:l[ea] |l')?$")
_ELSEWHERE = re.compile(r"\b(?:tweet\w*|twitter|sur x|facebook|communique|journalistes|la presse|interview|entretien|tele\w+|radio|parlement|assemblee|en marge|dans un discours|par la suite|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lundi)\b")
_LEADS_IT = re.compile(r",? (?:en |la |le )?(?:dirig|presid|anim|condui|men)(?:e|ait|era|t|sait|ra)(?: (?:les|la|ses) (?:debats|travaux|echanges|seance|discussions)|[,.])")
_DOES = re.compile(r"\b(?:a|ont|est|sont|s'est|se|avait|avaient|etait|etaient|sera|seront|doit|va|vont|qu'(?:il|elle))\b")
_CAME = re.compile(r"\by (?:ont|avaient|a|avait) (?:[a-z]+ment |egalement |aussi )?(?:participe|pris part|assiste)s? |\by (?:participaient|participait|prenaient part|prenait part|assistaient|etaient (?:presents|representes)) $|\b(?:etaient|sont) (?:egalement |aussi )?(?:presents|connectes|representes|autour de la table) ?:? ?$")


class Summits(Referents):
    """Adds those who take part in a video conference to the people its own words name."""

    def _attended(self, sentence: Sentence, expression: Expression, frame: CallFrame) -> CallFrame:
        """The frame with everybody who is said to preside, attend or join; as it was when that is nobody."""
        frame.people += self._joined_next(sentence, frame) + self._called_over(sentence, frame)
        if expression.channel != "video":
            return frame
        people = list(frame.people)
        before = list(self._said_before(sentence, expression)) if len(people) < 2 else []
        conference = self._is_conference(sentence, expression)
        attending = (*self._said_beside(sentence), *self._said_next(sentence, few=len(people) < 2), *((*self._taking_part(sentence), *self._addressed(sentence)) if len(people) < 2 else ()), *(self._speakers(sentence) if len(people) < 2 else ())) if conference else (*self._hosts(sentence), *self._presiding(sentence, expression), *(self._said_next(sentence, few=False) if expression.kind == "noun" else ()))
        for group in (*before, *attending):
            for mention in group.mentions:
                known = {n.person.key for n in people}
                people += [Named(n.person, n.span, "with") for n in self._people_of(mention, [] if mention.kind == "last" else people) if n.person.political and n.person.key not in known and not self._looks_on(group, n, people)]
        frame.people = people
        return frame

    def _joined_next(self, sentence: Sentence, frame: CallFrame) -> list[Named]:
        """ "X et Y se sont parlé par téléphone. Z a également participé à cet appel": Z."""
        near = self.sentences[sentence.index + 1:sentence.index + 3]
        groups = [g for s in near for g in self._groups_of(s) if g.function == "bare" and (_JOINED_IT if s is near[0] else _ON_IT_TOO).match(self.folded, g.end)]
        known = {n.person.key for n in frame.people}
        joined = [n for g in groups for m in g.mentions for n in self._people_of(m, frame.people) if n.person.political and n.person.key not in known]
        return [Named(n.person, n.span, "with") for n in joined] if len(frame.people) >= 2 else []

    def _called_over(self, sentence: Sentence, frame: CallFrame) -> list[Named]:
        """ "... aux dirigeants européens lors d'un appel. Au bout du fil : A, B et C": those whom a sentence without a verb of its own lists."""
        several = len(frame.people) < 2 or frame.expression.channel == "video"
        for near in self.sentences[sentence.index + 1:sentence.index + 3] if several and frame.expression.strength == "strong" else ():
            listed = _ROLL_CALL.match(self.folded, near.start, near.end)
            if listed is None or _DOES.search(self.folded, listed.end(), near.end):
                continue
            known = {n.person.key for n in frame.people}
            named = [n for g in self._groups_of(near) for m in g.mentions if m.kind == "person" for n in self._people_of(m, frame.people) if n.person.political and n.person.key not in known]
            if len(known | {n.person.key for n in named}) >= 3:
                self.called_over.add(near.index)
                return [Named(n.person, n.span, "with") for n in named]
        return []

    def _is_conference(self, sentence: Sentence, expression: Expression) -> bool:
        words = self.folded[expression.start:expression.end]
        if expression.kind == "adverb" and _SITTING.search(self.folded, sentence.start, expression.start):
            return True
        return bool(_CONFERENCE.search(words) and _COLLECTIVE.search(self.folded, sentence.start, sentence.end)) or words.startswith(("sommet", "reunion", "conference"))

    def _said_before(self, sentence: Sentence, expression: Expression) -> Iterator[Group]:
        """ "A, B et C ont ... À l'issue de ce sommet à distance": the leaders named together in the sentence before."""
        if _THIS.search(self.folded, max(sentence.start, expression.start - 30), expression.start) or _SO_LONG.fullmatch(self.folded, sentence.start, expression.start):
            yield from (g for s in self.sentences[max(0, sentence.index - 1):sentence.index] for g in self._groups_of(s) if g.function == "bare" and self._are_leaders(g))

    def _taking_part(self, sentence: Sentence) -> Iterator[Group]:
        """ "Le président X prenait part à cette session", "Y en dirige les débats": who attends a conference that names nobody, wherever that is said."""
        for later in self.sentences[sentence.index + 1:sentence.index + _FAR]:
            if listed := _AMONG_THEM.match(self.folded, later.start, later.end):
                yield from (g for g in self._groups_of(later) if g.start >= listed.end() - 3 and g.mentions[0].kind == "person" and g.mentions[0].name)
            elif later.index - sentence.index <= 2 and (led := _WAS_LED.match(self.folded, later.start, later.end)):
                yield from (g for g in self._groups_of(later) if abs(g.start - led.end()) <= 4)
        for near in self.sentences[max(0, sentence.index - 4):sentence.index + 6]:
            if _THIS_ONE.search(self.folded, near.start, near.end):
                attending = [g for g in self._groups_of(near) if g.function == "bare" and _ATTENDS_IT.match(self.folded, g.end, near.end)]
                between = self.sentences[sentence.index + 1:near.index] if attending else []
                yield from attending
                yield from (g for s in between for g in self._groups_of(s) if g.function == "bare" and _SPEAKS_THERE.match(self.folded, g.end, s.end))
            elif 0 < near.index - sentence.index <= 2:
                yield from (g for g in self._groups_of(near) if g.function == "bare" and _LEADS_IT.match(self.folded, g.end, near.end))

    def _speakers(self, sentence: Sentence) -> Iterator[Group]:
        """ "Les dirigeants de la SADC ont tenu un sommet virtuel. « ... », a dit le président X. Y a plaidé pour ...": leaders quoted next, who speak nowhere else."""
        for near in self.sentences[sentence.index + 1:sentence.index + 5]:
            if any(e.strength == "strong" and e.channel == "telephone" for e in near.expressions) or _ELSEWHERE.search(self.folded, near.start, near.end):
                return
            for group in self._groups_of(near):
                person = group.function == "bare" and group.mentions[0].kind == "person" and not any(s <= group.start < e for s, e in near.speech)
                if person and (_SPEAKS_THERE.match(self.folded, group.end, near.end) or _SAID_BY.search(self.folded, near.start, group.start)):
                    yield group

    def _addressed(self, sentence: Sentence) -> Iterator[Group]:
        """ "X a participé par vidéo au sommet. Il a remercié, au cours de la réunion, le président Y": Y."""
        for near in self.sentences[sentence.index + 1:sentence.index + 3]:
            if _IN_ITS_COURSE.search(self.folded, near.start, near.end):
                yield from (g for g in self._groups_of(near) if g.function in ("to", "bare") and _IN_ITS_COURSE.search(self.folded, near.start, g.start) and g.mentions[0].kind == "person")

    def _hosts(self, sentence: Sentence) -> Iterator[Group]:
        """ "à l'invitation de C", "sous l'égide de C": who brings two others together."""
        for group in sentence.groups:
            if _HOSTED.search(self.folded, max(sentence.start, group.start - 45), group.start):
                yield group

    def _has_verb(self, sentence: Sentence) -> bool:
        return bool(_DOES.search(self.folded, sentence.start, sentence.end))

    def _presiding(self, sentence: Sentence, expression: Expression) -> Iterator[Group]:
        """ "une visioconférence sur les vaccins coprésidée par A et B": A and B."""
        for group in sentence.groups:
            called = group.end <= expression.start and group.function == "by" and _CALLED_BY.fullmatch(self.folded, sentence.start, group.start)
            if called:
                yield group
            if expression.kind == "noun" and 0 <= group.start - expression.end <= 60 and _CHAIRED.fullmatch(self.folded, expression.end, group.start):
                yield group

    def _said_beside(self, sentence: Sentence) -> Iterator[Group]:
        """ "présidé par A", "en présence de B", "dont C et D"."""
        for group in sentence.groups:
            if _PRESIDED.search(self.folded, max(sentence.start, group.start - 45), group.start):
                yield group

    def _said_next(self, sentence: Sentence, *, few: bool) -> Iterator[Group]:
        """ "Y ont pris part A et B", "C y participait aussi"; and, for a conference that names nobody, the leaders who speak next."""
        for near in self.sentences[sentence.index + 1:sentence.index + 3]:
            if any(e.strength == "strong" and e.channel == "telephone" for e in near.expressions):
                return
            given: Group | None = None
            for group in self._groups_of(near):
                if group.function == "of" and _AROUND.fullmatch(self.folded, near.start, group.start):
                    yield group
                came = _CAME.search(self.folded, near.start, group.start)
                took_part = group.function == "bare" and _TAKES_PART.match(self.folded, group.end)
                spoke = few and near.index == sentence.index + 1 and group.function == "bare" and self._are_leaders(group)
                if came or took_part or spoke or (given and _AS_WELL_AS.fullmatch(self.folded, given.end, group.start)):
                    yield group
                    given = group

    def _are_leaders(self, group: Group) -> bool:
        places = [n.person.place for m in group.mentions if m.kind == "person" and m.name for n in self._people_of(m, []) if n.person.political and n.person.place]
        return len(set(places)) >= 2
