"""Who makes a call: the subject of its expression, wherever the sentence puts it."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.languages.fr.clauses import NOT_SOMEBODY, Group
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.passives import Passives
from transforms.languages.fr.people import Person
from transforms.text import fold

_INCISE_BEFORE = re.compile(r",[\s»\"]*(?:a|ont|avait|avaient)\s(?:[a-z]+ ){0,2}?[a-z]+e\s+(?:[a-z']+ ){0,2}$|,\s*(?:indique|precise|ajoute|affirme|selon|rapporte|assure|souligne|note)\s+$")
_HIS = re.compile(r"\b(?:son|sa|ses) (?:[a-z-]+ ){0,2}$")
JOINING = re.compile(
    r"\b(?:a (?:laquelle|la quelle)|auquel|a quoi|ou|auxquelles?) (?:a|ont|avai(?:t|ent)) (?:[a-z]+ ){0,2}?(?:participe|pris part|assiste)s?|\b(?:auquel|a laquelle) (?:s'est|s'etait|se sont) (?:[a-z]+ ){0,2}?jointe?s?|"
    r"\b(?:a laquelle|auquel|ou) (?:participai(?:t|ent)|participe(?:nt|ra|ront)?|prenai(?:t|ent) part|assistai(?:t|ent)|s'etai(?:t|ent) jointe?s?|se joign(?:ait|aient|it))(?: notamment| aussi| egalement| entre autres)?|[–(,-] ?y (?:participai(?:t|ent)|prenai(?:t|ent) part|assistai(?:t|ent)|(?:ont|avaient) (?:pris part|participe))(?: aussi| egalement| notamment)?(?:, [^,;:.]{3,40},)?|\bassocia(?:it|ient|nt)(?: aussi| egalement| notamment)?|\b(?:seront|sont|etaient|devaient etre|doivent etre) (?:aussi |egalement )?connecte(?:e?s)?\b|\bavec la participation (?=d)|\ben presence (?=d)|\b(?:a|ont) reuni|\breunissant"
)
_SUBJECT_PRONOUN = re.compile(r"(?:^|[\s,\"«'(-])(ils|elles|il|elle|on|nous|je|j')\s*(?:ne |n'|lui |leur |se |s'|l'|y |en |a |ont |ai |avons |m'|me |viens |vient |viennent |venons |venait |venaient |d'|de |tout juste |va |vais |vont |dois |doit |doivent |devait |pu |ensuite |aussi |egalement |deja )*\s*$")
_IT_IS_HE = re.compile(r"\bc'(?:est|etait) (lui|elle)(?:-meme)? qui (?:(?:a|avait|ensuite|alors|devait|doit) )*$")
_AS_FOR = re.compile(r"\W*(?:et |mais )?(?:quant|pour ce qui est|en ce qui concerne|s'agissant) (?:a|au|de|du)? ?(?:l[ea] |l')?")
_FIRST_PERSON_VERB = re.compile(r"\b(j'|je|nous|on) ?(?:ne |n'|y |en |m'|me |l'|lui )*(?:ai|avons|a|avais|avions|suis|sommes|viens|venons|aurai|aurons|vais|allons)\b")
_OPENS_QUOTE = re.compile(r"\W*(?:(?:une?|cet|cette|mon|notre) )?(?:[a-z]+ )?")
_NOT_HIM = re.compile(rf"^{NOT_SOMEBODY} [^,;:.]{{2,40}},")  # "Y, et non Z, qui ..."
_ONE_OF_TWO = re.compile(r"\W*(le premier|la premiere|le second|la seconde|l'une?|l'autre) ?(?:(?:a|avait|s'est|s'etait|est|doit|devait|aura|va)\b[^,;:.]*)?$")
_ALSO = re.compile(r" (?:(?:lui|l') ?)?(?:a|avait|s'est|s'etait|doit|devait|aura) (?:egalement|aussi|ensuite|en outre|encore|enfin|par ailleurs)\b")  # "Il a aussi joint Y": of whose calls one reads
_FIRST_PERSON = ("je", "j'", "nous", "on")
_CLAUSE_PRONOUN = re.compile(
    r"(?:^|[\s,\"«'(-]|-t-|-)(ils|elles|il|elle)\b(?:\s+(?:ne |n'|lui |leur |se |s'|l'|y |en )*(?:a|ont|avait|avaient|est|sont|s')\b|\s(?:[a-z]+ ){0,2}?[a-z]+e\b)"
)
VERB_FORM = (
    r"(?:a|ont|est|sont|va|vont|avait|avaient|aura|auront|aurait|auraient|sera|seront|doit|doivent|peut|peuvent|fait|font|dit|veut|met|tient|tiennent|était|étaient|s'\w+|"
    r"(?!(?:une|cette|notamment|contre|entre|outre|comme|sous|mardi|toute|même|autre|de|le|la|ce|se|puis|depuis|lors|dans|après|pendant)\b)[a-zâàéèêëîïôûç]+(?<!ment)(?:e|ent|ait|aient|it|irent|èrent|era|eront|erait|eraient|oit|end|ond|ert)|[a-zéèê]{2,}(?:ir|dr|tr|vr)(?:a|ont))\b"
)
# "Mardi, le Bavarois a ...": the article and noun right before the verb, which may have a time or an adverb between
_DESCRIPTION = re.compile(
    r"(?:^|[\s,«\"(])(?P<the>l[ae] |l')(?P<noun>[a-z-]{4,})(?: (?!qui\b|que\b|dont\b|a\b|est\b)[a-z'-]+){0,3}(?:, [^,;:.«»]{2,110},)? ?"
    r"(?:ne |n'|lui |l'|en |y |a |avait |aura |aurait |doit |devait |devrait |va |allait |pourrait |souhaite |veut |compte |vient de |venait de |d'|de |pu |du |ensuite |aussi |egalement |deja |(?:tente|essaye|cherche|reussi|voulu|aussitot) |(?:la semaine derniere|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) |en vain |a )*$"
)
_ORIGIN = re.compile(r"(?!palais$)[a-z-]{3,}(?:oise?|aise?|ien|ienne|aine?|anne?|arde?|ine?|ote?|iste)")
_FULL_NAME = re.compile(
    r"(?:^|[\s,(«])(?P<name>[A-ZÉÈÎ][\wéèêëïîôöûüçàâ’'-]+ (?:(?:de|du|ben|bin|ould|al|el|van|von|der|da|dos|di) )*[A-ZÉÈÎ][\wéèêëïîôöûüçàâ’'-]+(?: [A-ZÉÈ][\w’'-]+)?)(?=,? (?:a|avait|s['’]est|s['’]était|doit|devait|devrait|va|lui|qui)\b|, )"
)
FIRST_TO = re.compile(r"\b(?:le|la|les) (?:tout |toute )?(?:premiere?s?|seule?s?|derniere?s?)(?: [a-z']+){0,3} a (?:l'|lui )?$")
_WAS = re.compile(r"\b(?:a|aurait|avait) ete\b|\b(?:est|fut|sera|serait|etait)\b")
_OF_A_CAPITAL = re.compile(r", (?P<who>[A-ZÉÈ][\w-]+(?:[ -][A-ZÉÈ][\w-]+)?) (?:a |ne |n['’]|dit |se |s['’])*(?:dément|nie|confirme|annonce|affirme|évoque|refuse|attend|rejette|propose|salue|dénonce|reconnaît|assure|réclame)\w*\b")
_CALLINGS = frozenset(
    "ancien ancienne diplomate socialiste republicain republicaine democrate conservateur conservatrice travailliste liberal liberale centriste milliardaire mediateur mediatrice conseillere "
    "septuagenaire octogenaire sexagenaire quinquagenaire quadragenaire trentenaire nonagenaire interesse interessee leader dirigeant dirigeante elu elue senateur senatrice depute deputee "
    "juriste militaire putschiste tribun ecologiste nationaliste populiste chretienne-democrate chretien-democrate social-democrate pontife patriarche monarque souverain souveraine heritier heritiere".split()
)
_HATS = ("leader", "chief", "special_envoy", "negotiator", "deputy_head_of_government", "opponent", "opposition_leader", "head_of_government", "head_of_state")
_FOLLOWED_BY_VERB = re.compile(
    r"\)?\s*+(?:\([^()]{0,40}\))?\s*+(?:,(?! et )[^.;:«»\"]{0,110}?,\s*|,\s*)?(?:(?:lui|elle|eux)(?:-mêmes?)?,?\s|également |aussi |, )?(?:ne |n'|se |s'|l'|lui |leur |les |la |le |y |en |nous |m')*" + VERB_FORM
)
_IS_A_SUBJECT = re.compile(  # "X a aussi été un sujet de discussion lors d'un entretien avec Y": not X's
    r",? (?:a|ont|avai(?:t|ent)|est|sont|etai(?:t|ent))(?: [a-z]+){0,2}? (?:ete )?(?:(?:un|le|l'un des|des) (?:[a-z]+ )?(?:sujet|theme|dossier)s?\b|(?:au (?:centre|coeur|menu)|(?<=ete )(?:evoque|aborde|mentionne)e?s?)\b)"
)
_COMPARED_WITH = re.compile(r"\b(?:(?:aussi|plus|moins|autant)\b[^,;.«»\"]{0,30}\bqu(?:e |')|comme |tel(?:le)?s? (?:qu(?:e |'))?)(?:l[ea] |l')?$")  # "aussi important que Z"
_OPENS_WHAT_IS_SAID = re.compile(r"\bqu(?:e,? ?|')(?:lors|au cours|a l'issue|pendant|durant|dans) (?:d'|de |un |une |l'|leur |cet |cette )[^,;:.«»]{0,40}$")  # "l'Elysée a indiqué que, lors d'un appel, X et Y ont ..."
_AND_DID = re.compile(r"(?:,? et|, puis)(?: [a-z]+)? $")  # "Il a reçu un appel de Y et s'est entretenu avec Z"
_PASSED_BY = re.compile(r"(?: telephonique)?(?: [a-z']+){0,2}? (?:passe|organise|convoque|preside|reuni)e?s?(?: [a-z]+){0,2}? par (?:le |la |l')?")
_WHICH = re.compile(r"(?:, [^,;:.]{2,40},)? (?:telephonique )?qu(?:e |')(?:l[ea] |l')?")
_THIS = re.compile(r"\W*(?:cet|cette|ce) (?:[a-z]+ )?")
_HAPPENS = re.compile(r"(?: telephonique)?(?:, [^,;:.]{3,60},)? (?:intervien|interven|survien|surven|s'inscri|fai(?:t|sait|sant) (?:suite|echo)|(?:est|etait) interven|arriv|precede|prend place|(?:se tient|a (?:eu )?lieu|vient) (?:alors|au lendemain|quelques|deux|trois|apres|a (?:la veille|quelques)))")
_BEFORE_SUBJECT = re.compile(r"\b(?:apres|avant de|avant d'|pour|sans|ayant|s'etant|en|reunie?s)\b")
_NO_SUBJECT_OF_ITS_OWN = re.compile(r"(?:s'|se )?(?:etre|etant|avoir|ayant)\b|reunie?s\b|(?:s'|se )?[a-z]+(?:er|ir|ant)\b")


class Subjects(Passives):
    """Finds the subject of a call expression."""

    def _subject_before(self, sentence: Sentence, expression: Expression, complement: Group) -> list[Group]:
        """ "L'appel avec Y visait à ...": the caller is the subject of the sentence before."""
        exclude = {n.person.key for m in complement.mentions for n in self._people_of(m, [])}
        owner = next((g for g in sentence.groups if g.function == "of" and g.end <= expression.start and not self._in_speech(sentence, g, expression)), None)
        if owner is not None and any(n.person.political and n.person.key not in exclude for n in self._people_of(owner.mentions[0], [])):
            return [Group("bare", owner.mentions[:1])]  # "Au programme de X mardi : un entretien avec Y"
        his = _HIS.search(self.folded, max(0, sentence.start - 1, expression.start - 30), expression.start)
        if not his and (caller := self._caller_of_all(exclude)):
            return [Group("bare", (self._pronoun_mention((expression.start, expression.start), caller),))]
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
        pair = tuple(self._pronoun_mention(span, p) for p in self._two_right_before(expression) or self._pair_before(expression.start))
        return Group("bare", pair or (Mention(*span, "none"),))

    def _two_right_before(self, expression: Expression) -> list[Person]:
        """ "X persuade Y de signer. Leur entretien téléphonique ...": the two leaders of a sentence before that tells of no call itself."""
        here = next((s.index for s in self.sentences if s.start <= expression.start < s.end), 0)
        if here == 0 or any(f.sentence.index == here - 1 and len(f.people) >= 2 for f in self.frames):
            return []
        groups = [g for g in self._groups_of(self.sentences[here - 1]) if g.function in ("bare", "to", "with")]
        told = {n.person.key: n.person for g in groups for m in g.mentions for n in self._people_of(m, []) if n.person.political and n.person.place}
        return list(told.values()) if len(told) == 2 and len({p.place for p in told.values()}) == 2 else []

    def _subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        taken = {id(m) for m in complement.mentions} if complement else set()
        if complement is None and self._only_happens(sentence, expression):
            return None
        if own := self._subject_of_having(sentence, expression, complement):
            return own
        if relative := self._subject_of_relative(sentence, expression, taken):
            return relative
        if agent := self._agent(sentence, expression):
            return agent
        if possessor := self._possessor(sentence, expression):
            return possessor
        if one := self._one_of_two(sentence, expression) or self._first_to_call(sentence, expression, complement):
            return one
        if pronoun := self._pronoun_subject(sentence, expression, complement):
            return pronoun
        if _OPENS_WHAT_IS_SAID.search(self.folded, sentence.start, expression.start) and (behind := self._right_subject(sentence, expression, complement)):
            return behind
        left = self._left_subject(sentence, expression, complement)
        if described := self._described(sentence, expression, complement, left):
            return described
        if left is None and expression.kind == "noun" and (noting := self._noting(sentence, expression)):
            return noting
        if left is None and complement is not None and (unlisted := self._unlisted(sentence, expression, complement)):
            return unlisted
        later = self._opens_sentence(sentence, expression)  # "Après avoir reçu X et s'être entretenu avec Y, Z ..."
        if (left is None and expression.kind in ("noun", "adverb")) or (later and (left is None or not self._acts(left, expression))):
            return self._right_subject(sentence, expression, complement) or left
        return left

    def _unlisted(self, sentence: Sentence, expression: Expression, complement: Group) -> Group | None:
        """A full name of nobody in the tables, whom "son homologue" or an office of the article that nobody else holds shows to be of the government."""
        found = next((m for m in _FULL_NAME.finditer(self.text, max(0, sentence.start - 1), expression.start) if not any(g.start < m.end("name") and m.start("name") < g.end for g in sentence.groups)), None)
        if found is None or not self.people.home or any(s <= found.start("name") < e for s, e in sentence.speech):
            return None
        partners = [n.person for m in complement.mentions for n in self._people_of(m, []) if n.person.political]
        peer = any(m.title == "homologue" and m.determiner in ("son", "sa") for m in complement.mentions)
        if len(partners) != 1 or partners[0].place == self.people.home or not (peer or self._holds_what_nobody_holds()):
            return None
        name = found.group("name")
        person = Person(f"name:{fold(name)}", name, None, self.people.home)
        self.people.persons.setdefault(person.key, person)
        return Group("bare", (replace(self._pronoun_mention(found.span("name"), person), name_span=found.span("name")),))

    def _holds_what_nobody_holds(self) -> bool:
        """Whether the article speaks of just one minister of the outlet's country whom it never names beside the title."""
        offices = {m.title for s in self.sentences for m in s.mentions if m.kind == "person" and not m.name and not m.codes and m.determiner in ("le", "la", "l'") and self._is_ministry(m)}
        return len(offices) == 1

    def _is_ministry(self, mention: Mention) -> bool:
        title = mention.title or ""
        return title.startswith(("ministre ", "secretaire d'etat ")) and not self._people_of(mention, [])

    def _described(self, sentence: Sentence, expression: Expression, complement: Group | None, left: Group | None) -> Group | None:
        """ "Le médiateur a appelé Y", "La Bernoise a appelé Y": words for somebody spoken of before, by an office or origin that no table ties to a name."""
        if left is not None:
            mention = left.mentions[0]
            if len(left.mentions) > 1 or not self._is_another_hat(mention) or self._people_of(mention, []):
                return None
            word, start, codes = mention.determiner, mention.start, mention.codes
        else:
            found = next((m for m in _DESCRIPTION.finditer(self.folded, max(0, sentence.start - 1), expression.start) if self._describes_somebody(m)), None)
            if found is None or expression.kind == "noun" or any(s <= found.start() < e for s, e in sentence.speech):
                return None
            word, start, codes = found.group("the").strip(), found.start("the"), ()
        exclude = {n.person.key for m in (complement.mentions if complement else ()) for n in self._people_of(m, [])}
        persons = self._antecedents(start, plural=False, exclude=exclude, sentence=sentence, gender={"le": "m", "la": "f"}.get(word))
        of_state = {code for code in codes if len(code) == 2}
        if left is not None and not of_state and len(only := self.people.directory.places_of.get(left.mentions[0].title or "", ())) == 1:
            persons = [p for p in self.people.seen_before(start) if p.place in only and p.political and p.key not in exclude] or persons  # "le conseiller fédéral": a Swiss
        if not persons or (of_state and not {persons[0].place, self.people.citizen_of(persons[0])} & of_state):
            return None
        self.hats[start] = persons[0]
        return Group("bare", (self._pronoun_mention((start, start), persons[0]),))

    def _is_another_hat(self, mention: Mention) -> bool:
        """ "le médiateur", "la vice-première ministre", "l'ancien président": what a leader may be besides the office he is known by."""
        hat = mention.former or self.lexicon.roles.get(mention.title or "") in _HATS or mention.title in ("ministre", "conseiller federal", "conseillere federale")
        return mention.kind == "person" and not mention.name and mention.determiner in ("le", "la", "l'") and hat and not mention.of_another

    def _describes_somebody(self, found: re.Match[str]) -> bool:
        """Whether a noun that is no mention is somebody's origin ("le Bavarois") or calling ("la diplomate")."""
        noun = found.group("noun")
        if noun in _CALLINGS:
            return True
        of_a_region = bool(_ORIGIN.fullmatch(noun)) and self.text[found.start("noun")].isupper()
        return of_a_region and noun not in self.lexicon.places and noun not in self.lexicon.metonyms

    def _only_happens(self, sentence: Sentence, expression: Expression) -> bool:
        """ "Cet entretien téléphonique intervient après la visite de X à Y": those whom the sentence names had none."""
        itself = expression.kind == "noun" and _THIS.fullmatch(self.folded, sentence.start, expression.start)
        return bool(itself) and bool(_HAPPENS.match(self.folded, expression.end, sentence.end))

    def _subject_of_having(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        """ "l'entretien que X a eu avec Y": X, whoever is the subject of the sentence."""
        relative = _WHICH.match(self.folded, expression.end, sentence.end) if expression.kind == "noun" else None
        if relative is None or complement is None:
            return None
        return next((g for g in sentence.groups if g.function in ("bare", "about") and abs(g.start - relative.end()) <= 4 and g.end <= complement.start), None)

    def _first_to_call(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        """ "Le premier dirigeant à joindre Y a été X": X, who stands behind."""
        if not FIRST_TO.search(self.folded, max(0, sentence.start - 1), expression.start):
            return None
        behind = [g for g in sentence.groups if g.start >= (complement.end if complement else expression.end) and g.function == "bare"]
        return next((g for g in behind if _WAS.search(self.folded, expression.end, g.start)), None)

    def _one_of_two(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "X et Y se sont parlé. Le second a également appelé Z": of the two told before, by their order in the text."""
        found = _ONE_OF_TWO.match(self.folded, sentence.start, expression.start)
        told = next((f for f in reversed(self.frames) if len(f.people) == 2 and 0 < sentence.index - f.sentence.index <= 2 and all(n.span for n in f.people)), None)
        if found is None or told is None:
            return None
        two = sorted(told.people, key=lambda n: n.span or (0, 0))
        return Group("bare", (self._pronoun_mention(found.span(1), two[0 if found.group(1).startswith(("le premier", "la premiere", "l'un")) else 1].person),))

    def _opens_sentence(self, sentence: Sentence, expression: Expression) -> bool:
        """ "Après s'être entretenu avec Y, X ...", "S'étant entretenu avec Y, X ...": an infinitive or participle whose subject comes later."""
        return bool(_BEFORE_SUBJECT.search(self.folded, sentence.start, expression.end) and _NO_SUBJECT_OF_ITS_OWN.match(self.folded, expression.start))

    def _agent(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "l'appel passé mardi par X à Y": X."""
        made = self._made(sentence, expression)
        if len(made) == 2:
            return Group("bare", made["by"].mentions)
        passed = _PASSED_BY.match(self.folded, expression.end, sentence.end) if expression.kind == "noun" else None
        if passed and " passe" not in passed.group() and any(g.function == "bare" and g.end <= expression.start for g in sentence.groups):
            return None  # "X et Y ont parlé lors d'une réunion virtuelle convoquée par Z"
        near = (g for g in sentence.groups if passed and g.function == "by" and 0 <= g.start - passed.end() <= 3)
        return next((Group("bare", g.mentions) for g in near), None)

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
        taken = {id(m) for m in complement.mentions} if complement else set()
        candidates = [
            g for g in sentence.groups
            if g.end <= expression.start and g.function == "bare" and not any(id(m) in taken for m in g.mentions)
            and not self._in_speech(sentence, g, expression) and self._can_call(g) and not self._is_joiner(g)
            and not self._gives_way(g, expression) and not _IS_A_SUBJECT.match(self.folded, g.end, expression.start)
        ]
        if not candidates:
            return None
        acting = [g for g in candidates if self._acts(g, expression)]
        best = acting[-1] if acting else candidates[0] if expression.kind == "noun" else candidates[-1]
        for group in reversed(candidates[:candidates.index(best)]):
            if not self._inside_relative(group, best) or (group.mentions[0].kind == "plural" and not self._people_of(group.mentions[0], [])):
                break  # "les negociateurs, dont X": X
            best = group
        return best

    def _subject_of_relative(self, sentence: Sentence, expression: Expression, taken: set[int]) -> Group | None:
        """ "le président X, qui a parlé au téléphone": X, whatever X is in the main clause."""
        for group in reversed([g for g in sentence.groups if g.end <= expression.start and id(g.mentions[-1]) not in taken]):
            gap = _NOT_HIM.sub(",", self.folded[group.end:expression.start])
            if re.match(r",? (?:qui|lequel|laquelle|lesquels|lesquelles) (?!se trouv)(?:[^,;:.]{0,70}|[^,;:.]{0,90} et (?:a|avait|ont|avaient)[^,;:.]{0,60})$", gap) or re.match(r",? qui $", gap):
                return Group("bare", group.mentions[-1:] if group.function != "bare" else group.mentions)
        return None

    def _acts(self, group: Group, expression: Expression) -> bool:
        """Whether a finite verb (or the expression itself) follows the group, as it follows a subject and not an object."""
        after = self.text[group.end:group.end + 200].replace("’", "'")
        beside = expression.kind in ("talk_verb", "call_verb") and 0 <= expression.start - group.end <= 2
        return beside or bool(_FOLLOWED_BY_VERB.match(after))

    def _gives_way(self, group: Group, expression: Expression) -> bool:
        """ "X et Y pour une trêve, Téhéran dément un appel": the capital is the subject of what follows it."""
        clauses = _OF_A_CAPITAL.finditer(self.text, group.end, expression.start)
        return any(self.text[group.end:m.start()].count(",") == 0 and fold(m.group("who")) in self.lexicon.places for m in clauses)

    def _is_joiner(self, group: Group) -> bool:
        return bool(JOINING.search(self.folded, max(0, group.start - 80), group.start))

    def _inside_relative(self, outer: Group, inner: Group) -> bool:
        """Whether `inner` stands in a relative clause or a comma aside about `outer`."""
        gap = self.folded[outer.end:inner.start]
        return bool(re.match(r",? (?:qui|dont|que|qu'|ou|accuse|soutenu|allie|proche|critique|en visite|arrive)\b", gap))

    def _can_call(self, group: Group) -> bool:
        return any((m.kind != "institution" or self._speaks_for(m)) and not _is_apposition(m) for m in group.mentions)

    def _speaks_for(self, mention: Mention) -> bool:
        row = self.lexicon.metonyms.get(mention.form)
        return bool(row and row[4])

    def _right_subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        after = max(expression.end, complement.end if complement else 0)
        for group in sentence.groups:
            if group.start < after or group.function != "bare" or self._in_speech(sentence, group, expression) or self._is_joiner(group) or not self._can_call(group):
                continue
            if _INCISE_BEFORE.search(self.folded, after, group.start):
                continue
            if not re.search(r"\b(?:apres|alors|avant|pendant|tandis|afin|parce|bien|pour|lors)\s?qu[e']\s*$", self.folded[max(after, group.start - 14):group.start]):
                return group
        return None

    def _pronoun_subject(self, sentence: Sentence, expression: Expression, complement: Group | None) -> Group | None:
        window_start = max(0, sentence.start - 1, expression.start - 45)
        found = _SUBJECT_PRONOUN.search(self.folded, window_start, expression.start) or _IT_IS_HE.search(self.folded, window_start, expression.start) or self._first_person(sentence, expression) or self._clause_pronoun(sentence, expression)
        if not found:
            return None
        left = self._left_subject(sentence, expression, complement)
        if left is not None and left.end > found.start(1) and self._acts(left, expression):
            return None
        word = found.group(1)
        if word in ("il", "elle") and (topic := self._as_for(sentence, found.start(1))):
            return topic
        if word in _FIRST_PERSON and (speaker := self._speaker(sentence, expression)):
            return speaker
        exclude = {p.person.key for m in (complement.mentions if complement else ()) for p in self._people_of(m, [])}
        gender = {"il": "m", "elle": "f", "lui": "m"}.get(word)
        host = self._host(sentence, exclude) if gender and self.hosts and _ALSO.match(self.folded, found.end(1)) else None
        persons = [host] if host and host.gender in (None, gender) else self._antecedents(found.start(1), plural=word in ("ils", "elles"), exclude=exclude, sentence=sentence, gender=gender)
        if not persons:
            return None
        return Group("bare", tuple(self._pronoun_mention(found.span(1), p) for p in persons))

    def _as_for(self, sentence: Sentence, before: int) -> Group | None:
        """ "Quant à X, hôte des pourparlers, il a appelé Y": X."""
        first = next(iter(sentence.groups), None)
        opens = first is not None and first.end <= before and _AS_FOR.fullmatch(self.folded, sentence.start, first.start)
        return Group("bare", first.mentions[:1]) if opens and first else None

    def _first_person(self, sentence: Sentence, expression: Expression) -> re.Match[str] | None:
        """ "« Nous avons eu une très bonne conversation »": in a quotation the speaker, unless it names a subject itself."""
        around = next(((s, e) for s, e in sentence.speech if s <= expression.start < e), None)
        if around is None or any(g.function == "bare" and around[0] <= g.start < expression.start for g in sentence.groups):
            return None
        return _FIRST_PERSON_VERB.search(self.folded, max(around[0], sentence.start), expression.start)

    def _speaker(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "« J'ai appelé Y », a dit X": X, outside the quotation that holds the expression."""
        around = next(((s, e) for s, e in sentence.speech if s <= expression.start < e), None)
        if around is None:
            return None
        closing = next((s for s in self.sentences[sentence.index:] if s.start < around[1] <= s.end + 2), sentence)
        beside = [*sentence.groups, *(self._groups_of(closing) if closing is not sentence else ())]
        outside = [g for g in beside if g.function == "bare" and not around[0] <= g.start < around[1] and any(m.kind == "person" for m in g.mentions)]
        outside = [g for g in outside if not _COMPARED_WITH.search(self.folded, max(0, g.start - 45), g.start)]
        return Group("bare", outside[0].mentions[:1]) if outside else None

    def _noting(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "« Appel avec Y. Je l'ai remercié », a écrit X": X, whose words the call opens."""
        around = next(((s, e) for s, e in sentence.speech if s <= expression.start < e), None)
        return self._speaker(sentence, expression) if around and _OPENS_QUOTE.fullmatch(self.folded, around[0], expression.start) else None

    def _clause_pronoun(self, sentence: Sentence, expression: Expression) -> re.Match[str] | None:
        """ "il a précisé, lors d'un entretien téléphonique": the pronoun that opens the clause of an adverbial phrase."""
        if expression.kind == "talk_verb" and not _AND_DID.search(self.folded, sentence.start, expression.start):
            return None
        left = [g for g in sentence.groups if g.function == "bare" and g.end <= expression.start]
        if any(self._acts(g, expression) for g in left):
            return None
        found = _CLAUSE_PRONOUN.finditer(self.folded, max(0, sentence.start - 1), sentence.end)
        return next((m for m in found if not any(b <= m.start(1) < e and not b <= expression.start < e for b, e in sentence.speech)), None)


def _is_apposition(mention: Mention) -> bool:
    """ "X, Y et Z, ministres de l'Eau, ...": what the three are, not others."""
    return mention.kind == "plural" and not mention.determiner and not mention.members
