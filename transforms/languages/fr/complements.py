"""With whom: "avec X", "entre X et Y", "à X", "de X avec Y", and who is spoken to where nothing of the kind is said."""

from __future__ import annotations

import re

from transforms.languages.fr.clauses import Group, is_light
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.subjects import JOINING, VERB_FORM, Subjects
from transforms.text import fold

_TAKES_PLACE = re.compile(
    r"[^.;:]{0,40}?\b(?:est|sont|etait|a ete|ont ete|avait ete|serait|sera|doit|devait|devrait|aura|a|avait|s'est|s'etait|se|aurait|va|ait)\b(?: [a-z'-]+){0,3}? ?(?:prevue?s?|programmee?s?|lieu|tenue?|tenir|organisee?|annoncee?|attendue?|deroulee?|intervenue?|fixee?|envisagee?|evoquee?)\b[^.;:]{0,60}$"
)
_OF_EACH = re.compile(r" ou (?:de (?:la |l')?|du |d')|, (?:de (?:la |l')?|du |d')")
_IS_THE_NTH = re.compile(r"[^.;:]{0,60}?\b(?:est|etait|fut|sera|serait) (?:[a-z]+ )?(?:le|la|leur) (?:premiere?|seconde?|derniere?|[a-z]+ieme) (?:[a-z]+ ){0,3}?(?:entre|avec) (?:l[ea] |l'|les )?$")
_AT_THE_REQUEST = re.compile(r"\b(?:demande|initiative|instigation|invitation|requete) $")
_OPPOSED = re.compile(r"(?: telephonique)?(?: [«\"“][^«»\"“”]{1,40}[»\"”])?,? (?:a|ont|avait|aurait) (?:[a-z]+ ){0,2}?(?:oppose|mis aux prises|reuni|rassemble)\b[^.;:,]{0,25}$")
_IS_DUE = re.compile(r"\b(?:revien|reven|incomb)")  # "l'initiative de l'appel revient à Y"
_THAT_ONE = re.compile(r"\b(?:celui|celles?|ceux) (?:de |du |d['’])")  # "Cet appel suit celui de lundi à Y": the other one's
_OF_A_MEETING = re.compile(r"\b(?:sa|la|leur|une|d'une) (?:[a-z]+ )?(?:rencontre|entrevue|reunion|poignee de main) (?:[a-z]+ )?avec (?:l[ea] |l'|son |sa )?$")  # "dans la foulée de sa rencontre avec Y"
_STRANGER_BEHIND = re.compile(r"\s[A-ZÉÈ][a-zéèàïëçâêô-]+ [A-ZÉ][a-zéèàïëç-]+")
RECEIVED_BEFORE = re.compile(r"\b(?:recu|recoit|recoive|recevait|recevra|pris|prend|accepte|decline|refuse|rejete|manque|attend|attendait|recevoir|prendre|recevant|acceptant|prenant|declinant|refusant|attendant)e?s?\b[^.;]{0,80}$|\beue? (?:droit a )?(?:un|aucun|des|deux|trois|plusieurs) (?:[a-z]+ )?$")
# What may stand before another partner of a call already told: conjunctions and times, no verb.
ELLIPSIS = re.compile(
    r"(?>[^\w«»\"]|\d+\b|(?:puis|et|enfin|ensuite|egalement|aussi|comme|apres|avant|dans|la|le|les|meme|jour|lendemain|veille|surlendemain|soir|soiree|matin|matinee|foulee|journee|nuit|apres-midi|midi|minuit|"
    r"heures?|minutes|jours|quelques|entre|autre|second|deux|trois|une|un|plus|tard|tot|auparavant|hier|ce|cette|en|au|fin|debut|milieu|de|vers|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|1er|avec|a|l|d|pour (?:une|un|deux|trois|quelques|pres|plus|environ|\d+)|demi-heure|quart|moins|environ|pres|echange|conversation|entretien|separement|respectivement|successivement|telephone|par|visioconference|toujours|fois|temps|moment|tour|suite|seconde|premier|lui|elle|exercice|rebelote|idem|ainsi que|abord|[a-z]{3,}ment|(?:son|sa) (?:grand |grande |principal |principale )?(?:rivale?|adversaire|alliee?|voisine?|ennemie?|predecesseur|successeur))\b)*+"
)
CLAUSE_OPENING = re.compile(r"[;:.!?]")
_CLEFT = re.compile(r"(?:^|[\s,])c'(?:est|etait)(?: [a-z]+)? avec (?:l[ea] |l'|son |sa )?$")  # "La veille, c'est avec Y qu'il s'est entretenu"
_WARNED = re.compile(r"\b(?:averti|prevenu|informe|alerte|reveille|joint|contacte|rassure|felicite|sollicite)e?s? (?:[a-z]+ )?(?:par|d')(?: ?un)? (?:simple |bref |dernier )?$")  # "averti d'un coup de fil par Y"
_HAVING_MET = re.compile(r"\b(?:a|ont|avait|avaient|aura|auront)(?: [a-z]+)? $")  # "ont rencontré virtuellement Y"
_TELLING = re.compile(r"\b(?:demande|dit|redit|promis|enjoint|presse|exhorte|assure|fait part|rappele|propose|reclame|appele|prie|somme|annonce|explique|fait savoir|(?:fait passer|transmis|adresse|delivre|porte) (?:le|un|ce) (?:[a-z]+ )?message)e?s?\b[^,;:«»\"]{0,12}$")
_TOLD = re.compile(r"\b(?:dit|redit|assure|rappele|reproche|annonce|explique|promis|propose|demande|conseille|confie|repondu|reclame)\b[^,;:«»\"]{0,40}$")
_SIDES = re.compile(r"\b(?:loya(?:l|le|ux)|fideles?|favorables?|hostiles?|opposee?s?|liee?s?|grace|face|quant|rapport|acquise?s?) (?:a|au) (?:l[ea] |l')?$")
_PRESSURE = re.compile(r"\b(?:pressions?|insiste) (?:sur|aupres de) (?:l[ea] |l'|son |sa )?$")
_FROM_WHOM = re.compile(
    r"\b(?:reclame|obtenu|exige|appris|recu|sollicite|entendu|requis|obtient|exige|reclame|apprend)e?s?(?: [a-z]+)?,? ?(?:de (?:la |l'|son |sa )?|du |d')?$"
    r"|\b(?:bouche|voix|part|felicitations|condoleances|excuses|remerciements|soutien|appui|accord|encouragements|voeux) ?(?:de (?:la |l'|son |sa )?|du |d')?$"
)
_TOWARDS = re.compile(r"\ba l'(?:attention|adresse|intention|endroit) (?:de (?:la |l'|son |sa )?|du |d')?$")
_ABOUT_THE_SUBJECT = re.compile(r", (?:qui|dont|que|qu')\b")
_CLAUSE_OVER = re.compile(rf", (?:ne |n['’]|se |s['’]|l['’]|lui |leur |en |y )*{VERB_FORM}")
_OBJECT_PRONOUN = re.compile(r"\b(?:lui|leur|l')\s*(?:a|ont|avait|avaient|aurait|demande|a ete)?\s*$|(?:^|\s)(?:lui|l')\s*(?:a|ont|avait|avaient|aurait)\b")
_WITH_HIM = re.compile(r"[^,;:.«»]{0,30}? ?\b(?:avec (?:lui|elle)\b(?! (?:et|ainsi))|pour (?:l[ea] |l'|lui )[a-z]+(?:er|ir|re)\b)")
_WITH_THEM = re.compile(r"[^,;:.«»]{0,30}? ?\bavec (?:eux|elles)\b")
_DID_IT = re.compile(r"\bl'(?:a|avait) (?:[a-z]+ )?fait\b")
_OF_HIS_OWN = re.compile(r" (?:de|avec|a) (?:sa|ses|son) (?!homologue)")
_RIGHT_BEHIND = re.compile(r"\W{0,3}(?:l[ea] |l'|son |sa )?")  # "a exhorté, par téléphone, le président X"
_TO_HIM = re.compile(r"\b(?:lui|leur) avoir (?:longuement |deja |bien )?[a-z]+$")
_CLOSING_QUOTE = re.compile(r"^((?: [\w-]+){0,2})\s?[»\"”]")
_TO_WHICH = re.compile(r"(?: telephonique)?[^.;:]{0,50}? (?:auquel|a laquelle|auxquel(?:le)?s) (?:l[ea] |l')?")  # "un appel auquel X a assisté"
_TOOK_PART = re.compile(r",? (?:(?:a|ont|avait|avaient) (?:[a-z]+ )?(?:participe|assiste|pris part|ete associe)|s'(?:est|etait) jointe?)")
_VERBS = re.compile(r"\b(?:a|ont|est|sont|s'est|se sont|avait|avaient|etait|etaient|doit|qui|(?<!ainsi )que|[;:(])\b|[;:(–]| - ")
_COLON = re.compile(r"[^.;:«»\"]{0,50} ?[:–(-] ?(?:l[ea] |l')?(?:premiere? ministre |presidente? |chanceliere? )?")
_TO_ANOTHER = re.compile(r" (?:avec|a|au) (?!propos|sujet|l'occasion|la suite)")  # "X a parlé avec Y, et Z avec W"
_AS_WHAT = re.compile(r",? (?:en tant que|en sa qualite de|comme|et) (?:l[ea] |l')?|,? (?:qui (?:preside|dirige|conduit|represente)|president en exercice de|actuelle? president de|a la tete de) (?:aussi |egalement |actuellement )?(?:l[ea] |l')?")
_ASIDE_OF_ONE = re.compile(
    r"(?: \([^()]{2,20}\)| pour (?:l'|la |les? )?[a-z-]+)?(?:, (?:en tant que|en sa qualite de|qui|dont|lequel|par ailleurs|(?:l')?actuelle?|alors|egalement|president|mediateur|chef)\b[^;:.«»\"]{0,110}?)?(?:(?P<last>,? (?:et |ainsi qu(?:e |')|puis |et enfin |de meme qu(?:e |')|et aussi |mais aussi )(?:avec |a )?)|, (?:avec |a )?)(?:l[ea] |l'|son |sa )?"
)
_BY_NAME = re.compile(r"(?: [a-zéèêç-]+){0,2} ")
_NAMELY = re.compile(r"(?: des deux [a-z]+)?(?: (?!et\b|ou\b|qui\b)[a-z]+){0,2}(?:,| -| –| \(| :) ?(?:l[ea] |l')?")  # "les ministres des deux pays, X et Y"
_OPENING_QUOTE = re.compile(r"[«\"“]\s?$")  # "un appel de « son frère » l'émir"
_WHOM_MET = ("accueilli", "reuni", "rassembl", "rencontre", "convie", "consulte", "recu", "rejoint")
_MET_ANOTHER = re.compile(r"\b(?:avant|après|pour|afin|sans|[Cc]onseil|cabinet|gouvernement|cellule|comité|ministres?)\b")  # "réunit son gouvernement, avant de recevoir Y"
_OF_THEMSELVES = ("se ", "s'", "etai", "sont ", "reunis")  # "se sont reunis": nobody else
HAD_WITH = re.compile(
    r" (?:(?:telephonique )?(?:qu'(?:il|elle|ils|elles)|qu[e'] ?(?:(?!qu[ei']\b|dont\b)[^,;:.«»\"]){2,60}?) (?:a|ont|avai(?:t|ent)|aurai(?:t|ent)|vien(?:t|nent) d'avoir|(?:doi(?:t|vent)|(?:devai|esperai|souhaitai|voulai|comptai|pensai|prevoyai)(?:t|ent)) avoir|aur(?:a|ont))|(?:tenue?|menee?|eue?))"
    r"(?: [a-z]+ment| deja| aussi)? ?(?:eue?s?|tenue?s?|menee?s?|passee?s?)?\b[^,;:.«»\"]{0,45}?(?:, [^,;:.«»\"]{2,30},)? avec (?:l[ea] |l'|son |sa )?"
)
_WENT = re.compile(r"(?:,? [^;:.«»\"]{0,90}?,?)? (?:a ete|est|etait|fut|sera|est alle|ira|va)(?: (?:donne|passe|reserve|destine|adresse|consacre)e?)? (?:pour|a|au|aux)? ?(?:l[ea] |l'|son |sa )?")
_SET_FOR = re.compile(r"^,? (?:initialement |d'abord |un temps )?(?:annoncé|indiqué)e?s? ")  # a participle, not a clause of its own
_RELATIVE_WITH = re.compile(r"\bavec (?:lequel|laquelle|qui|lesquels|lesquelles)\s+(?:[^,;.]{0,40})$")


class Complements(Subjects):
    """Finds the other people of a call expression."""

    def _complement(self, sentence: Sentence, expression: Expression) -> tuple[Group | None, str]:
        """The people behind the words of a call, and by which words they stand there."""
        complement, rule = self._complement_named(sentence, expression)
        return (self._spelled_out(sentence, complement) if complement else None), rule

    def _spelled_out(self, sentence: Sentence, several: Group) -> Group:
        """ "ses homologues du Golfe : l'Omanais X et le Qatari Y": X and Y, whom the colon brings."""
        last = several.mentions[-1]
        if len(several.mentions) > 1 or last.kind not in ("plural", "pair") or last.members:
            return several
        behind = [g for g in sentence.groups if g.start >= several.end]
        if behind and (last.of_both or last.count == 2) and (last.kind == "plural" or all(m.kind == "person" for m in behind[0].mentions)) and len(behind[0].mentions) == 2 and _NAMELY.fullmatch(self.folded, several.end, behind[0].start):
            return Group(several.function, behind[0].mentions)  # "les ministres des deux pays, X et Y"
        if behind and last.kind == "plural" and not last.of_both and len(behind[0].mentions) >= 2 and _BY_NAME.fullmatch(self.text, several.end, behind[0].start):
            return Group(several.function, behind[0].mentions)  # "ses homologues européens A, B et C"
        if not behind or not _COLON.fullmatch(self.folded, several.end, behind[0].start):
            return several
        listed = [m for g in behind for m in g.mentions if m.kind == "person" and m.name]
        return Group(several.function, tuple(listed)) if len(listed) >= 2 else several

    def _listed_on(self, sentence: Sentence, expression: Expression, first: Group) -> Group:
        """ "avec A, en tant que médiateur, B, qui préside l'Union, ainsi que C": those who stand behind what is said of the one before them."""
        listed, end, closed = list(first.mentions), first.end, False
        for mention in (m for m in sentence.mentions if m.start >= first.end):
            between = _ASIDE_OF_ONE.fullmatch(self.folded, end, mention.start)
            end = mention.end
            if between is None and _AS_WHAT.fullmatch(self.folded, listed[-1].end, mention.start):
                continue  # the office in which he was called
            if between is None or mention.kind != "person" or _TO_ANOTHER.match(self.folded, mention.end) or (mention.preposition in ("", "et") and self._acts(Group("bare", (mention,)), expression)):
                break
            closed = closed or bool(between["last"])
            if mention.name:
                listed.append(mention)
            elif not self.folded.startswith(" et president", mention.end):
                break  # "le président de l'Union et Président du Bénin X": X alone
        return Group(first.function, tuple(listed)) if closed else first

    def _complement_named(self, sentence: Sentence, expression: Expression) -> tuple[Group | None, str]:
        """Those whom a clause of their own, a passive or an opposition names, else the complement behind; else those in front."""
        if outright := self._named_outright(sentence, expression):
            return outright
        found, owner = self._named_behind(sentence, expression)
        if found is not None:
            return found
        if (before := self._with_before(sentence, expression)) is not None:
            return before, "with"
        if owner is not None and (whom := self._went_to(sentence, expression, owner)):
            return Group("between", (*owner.mentions, *whom.mentions)), "of_to"
        return (owner, "of") if owner is not None else (None, "alone")

    def _named_outright(self, sentence: Sentence, expression: Expression) -> tuple[Group, str] | None:
        """ "avec qui il a parlé", "l'appel qu'il a eu avec Y", "passé à Y", "la conversation tenue par X et Y", "X contre Y"."""
        relative = self._relative_antecedent(sentence, expression)
        if relative is not None:
            return relative, "with_whom"
        if expression.kind == "noun" and (had := HAD_WITH.match(self.folded, expression.end, sentence.end)):
            whom = next((g for g in sentence.groups if g.function == "with" and 0 <= g.start - had.start() <= had.end() - had.start() + 2), None)
            if whom is not None:
                return whom, "with"
        made = self._made(sentence, expression)
        if "to" in made:
            return made["to"], "to"
        if "by" in made and sum(max(1, len(m.members)) for m in made["by"].mentions) >= 2:
            return Group("between", made["by"].mentions), "of_both"  # "la conversation tenue par X et Y"
        both = self._opposed(sentence, expression) or self._hyphened(sentence, expression)
        return (both, "between") if both else None

    def _named_behind(self, sentence: Sentence, expression: Expression) -> tuple[tuple[Group, str] | None, Group | None]:
        """The complement right behind the expression, and whose call it is ("de X") where only that stands there."""
        previous_end = expression.end
        meets = expression.head.startswith(_WHOM_MET) and (expression.kind != "noun" or bool(_HAVING_MET.search(self.folded, sentence.start, expression.start)))
        owner: Group | None = None
        for group in sentence.groups:
            if group.start < expression.end:
                continue
            gap = _SET_FOR.sub("", _CLOSING_QUOTE.sub(r"\1", self.text[previous_end:group.start])) if previous_end == expression.end else self.text[previous_end:group.start]
            gap = _OPENING_QUOTE.sub("", gap)
            if expression.kind == "adverb" and group.function == "bare" and len(gap) <= 20:  # "a par téléphone pressé Y de parler avec Z": Y
                break
            if not is_light(gap) and not (group.function in ("with", "between") and expression.kind == "noun" and (_TAKES_PLACE.match(fold(gap)) or _IS_THE_NTH.match(fold(gap)))):
                break
            if group.function in ("to", "with") and _THAT_ONE.search(gap):
                break
            if group.function == "between" and expression.kind in ("talk_verb", "call_verb", "meet_verb"):
                break  # "se sont entretenus d'une rencontre entre X et Y"
            if group.function == "with" and expression.kind == "noun" and _OF_A_MEETING.search(self.folded, expression.end, group.start):
                break
            if group.function in ("with", "between"):
                group = self._listed_on(sentence, expression, group) if group.function == "with" else group
                if group.function == "between" and len(group.mentions) == 1 and group.mentions[0].kind == "person" and not group.mentions[0].members:
                    break
                if owner and group.function == "with":
                    return (Group("between", (*owner.mentions, *group.mentions)), "of_with"), owner
                return (group, group.function), owner
            if group.function == "to" and expression.kind == "noun" and len(gap) <= 25 and not _IS_DUE.search(gap):
                if owner and re.search(r"\baux\b", gap):
                    break  # "l'appel de X aux Européens et à Y"
                if owner:
                    return (Group("between", (*owner.mentions, *group.mentions)), "of_to"), owner
                return (Group("to", group.mentions), "to"), owner
            if meets and group.function == "bare" and _MET_ANOTHER.search(gap):
                break
            if meets and group.function == "bare" and not self.folded.startswith(_OF_THEMSELVES, expression.start):
                return (Group("with", group.mentions), "object"), owner
            if group.function == "to" and expression.kind != "noun" and self._noun_between(sentence, expression, group):
                break
            if group.function == "to" and expression.kind != "noun" and re.search(r"(?:parle|telephone|parler|telephoner|adverb)", expression.head):
                return (Group("with", self._listed_on(sentence, expression, group).mentions), "to"), owner
            if group.function == "bare" and expression.kind == "noun" and group.mentions[0].kind == "person" and self._acts(group, expression) and group.start - expression.end > 3:
                break  # "Dans un entretien téléphonique, X exige de Y ...": the subject
            if group.function == "by" and expression.kind == "noun" and not gap.strip() and _WARNED.search(self.folded, sentence.start, expression.start):
                return (Group("with", group.mentions), "by"), owner
            if group.function == "of" and expression.kind == "noun" and len(gap) <= 30 and not _AT_THE_REQUEST.search(gap):
                owner = owner or group
                received = expression.plural and RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 90), expression.start)
                if _OF_EACH.search(self.folded, group.start, group.end) and expression.plural:
                    break  # "les appels du Syrien X, de l'Iranien Y ou de l'Emirien Z": each of them called somebody else
                if not received and sum(max(1, len(m.members), m.count) for m in group.mentions) >= 2:
                    return (Group("between", group.mentions), "of_both"), owner
            previous_end = group.end
        return None, owner

    def _went_to(self, sentence: Sentence, expression: Expression, owner: Group) -> Group | None:
        """ "Le premier appel de X a été pour Y": Y."""
        if not expression.head.startswith(("appel", "coup")):
            return None
        behind = (g for g in sentence.groups if g.start >= owner.end and g.function in ("for", "to"))
        return next((g for g in behind if _WENT.fullmatch(self.folded, owner.end, g.start)), None)

    def _opposed(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "un appel a opposé lundi X à Y", "l'appel a réuni X et Y": those whom the call brought together."""
        after = [g for g in sentence.groups if expression.kind == "noun" and g.start >= expression.end]
        if not after or after[0].function != "bare" or not _OPPOSED.match(self.folded[expression.end:after[0].start]):
            return None
        other = after[1:2] if len(after) > 1 and after[1].function in ("to", "with") and after[1].start - after[0].end <= 8 else []
        return Group("between", (*after[0].mentions, *(m for g in other for m in g.mentions)))

    def _hyphened(self, sentence: Sentence, expression: Expression) -> Group | None:
        """ "un nouvel appel Macron-Scholz"."""
        near = next((g for g in sentence.groups if expression.kind == "noun" and g.start == expression.end + 1 and g.function == "bare"), None)
        return Group("between", near.mentions) if near and len(near.mentions) == 2 and near.mentions[1].start - near.mentions[0].end == 1 else None

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
        clause = max((m.end() for m in CLAUSE_OPENING.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        opening = self.folded[clause:group.start]
        return len(gap) <= 90 and not re.search(r"[;:.«»\"]|\bqui\b", gap) and bool(ELLIPSIS.fullmatch(opening) or _CLEFT.search(opening))

    def _relative_antecedent(self, sentence: Sentence, expression: Expression) -> Group | None:
        if not _RELATIVE_WITH.search(self.folded, max(sentence.start, expression.start - 70), expression.start):
            return None
        at = self.folded.rfind("avec ", sentence.start, expression.start)
        before = [g for g in sentence.groups if g.end <= at]
        return Group("with", before[-1].mentions[-1:]) if before else None

    def _joining(self, sentence: Sentence, expression: Expression) -> list[Group]:
        """ "à laquelle a également participé X", "à laquelle s'est joint X": more people in the same call."""
        assisting = next((g for g in sentence.groups if g.start > expression.end and _TO_WHICH.fullmatch(self.folded, expression.end, g.start) and _TOOK_PART.match(self.folded, g.end)), None)
        if assisting is not None:
            return [Group("with", assisting.mentions)]
        joined = JOINING.search(self.folded, expression.end, sentence.end)
        after = [g for g in sentence.groups if joined and g.start >= joined.end() and g.function in ("bare", "of", "with")]
        if joined is None or not after or after[0].start - joined.end() >= 25:
            return []
        listed = [m for g in after for m in g.mentions if m.kind == "person" and not _VERBS.search(self.folded, joined.end(), m.start)]
        return [Group("with", tuple(listed) or after[0].mentions)]

    def _addressee(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """The other one when the expression has no complement: the person spoken to in the same sentence."""
        if subject is None or (expression.kind == "talk_verb" and expression.strength == "weak"):
            return None
        if expression.kind == "meet_verb" and expression.head.startswith(("reuni", "rassembl")):
            return None  # whom it brings together is its complement or nobody
        if _STRANGER_BEHIND.match(self.text, expression.end) and not any(g.start <= expression.end + 1 < g.end for g in sentence.groups):
            return None
        groups = [g for g in sentence.groups if g is not subject and g.start > subject.start and not self._in_speech(sentence, g, expression)]
        beside = [g for g in groups if expression.kind == "adverb" and g.function == "bare" and _RIGHT_BEHIND.fullmatch(self.folded, expression.end, g.start)]
        direct = beside or [
            g for g in groups
            if (g.function == "with" and not _OF_A_MEETING.search(self.folded, sentence.start, g.start)) or (g.function == "to" and not _SIDES.search(self.folded, 0, g.start)) or (g.function == "bare" and g.mentions[0].kind != "institution" and self._is_object(subject, g)) or (g.function == "about" and _PRESSURE.search(self.folded, 0, g.start))
            or (expression.kind == "adverb" and g.function == "of" and 0 <= g.start - expression.end <= 5)
            or (expression.kind == "adverb" and g.function == "against" and 0 <= g.start - expression.end <= 12)
            or (g.function == "of" and (_FROM_WHOM.search(self.folded, subject.end, g.start) or _TOWARDS.search(self.folded, subject.end, g.start)))
        ]
        direct = [g for g in direct if not self._beside_the_point(subject, g, expression)]
        if len(subject.mentions) > 1:  # two who call a third say something to him
            direct = beside or [g for g in direct if _TELLING.search(self.folded, subject.end, g.start) or 0 <= expression.start - g.end <= 2]
        own = [n for m in subject.mentions for n in self._people_of(m, [])]
        for group in direct:
            people = [n for m in group.mentions for n in self._people_of(m, own)]
            if any(n.person.political for n in people):
                return Group("to", group.mentions)
        if (_OBJECT_PRONOUN.search(self.folded, subject.end, expression.start) and not _DID_IT.search(self.folded, subject.end, expression.start)) or _TO_HIM.search(self.folded, expression.start, expression.end) or self._object_pronoun(sentence, expression):
            taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
            host = self._host(sentence, taken) if self.hosts else None
            other = [host] if host else self._antecedents(subject.start if sentence.index else expression.start, plural=False, exclude=taken, sentence=sentence)
            return Group("to", tuple(self._pronoun_mention((expression.start, expression.start), p) for p in other)) if other else None
        return None

    def _beside_the_point(self, subject: Group, group: Group, expression: Expression) -> bool:
        """ "X, qui dit avoir parlé à Y, convoque un sommet virtuel": Y stands in a clause about X that is over."""
        return bool(_ABOUT_THE_SUBJECT.match(self.folded, subject.end, group.start)) and bool(_CLAUSE_OVER.search(self.text, group.end, expression.end if expression.kind == "talk_verb" else expression.start))

    def _with_him(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """ "X s'était entretenu avec lui au téléphone": whose calls are told, else the one spoken of before."""
        if subject is not None and _WITH_THEM.match(self.folded, expression.end, sentence.end):
            return self._with_them(sentence, expression, subject)
        if subject is None or not _WITH_HIM.match(self.folded, expression.end, sentence.end):
            return None
        taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        host = self._host(sentence, taken)
        others = [host] if host else self._antecedents(sentence.start, plural=False, exclude=taken, sentence=sentence)
        return Group("with", tuple(self._pronoun_mention((expression.end, expression.end), p) for p in others)) if others else None

    def _with_them(self, sentence: Sentence, expression: Expression, subject: Group) -> Group | None:
        """ "X a dit que Y et Z étaient d'accord. Il s'était entretenu avec eux au téléphone": Y and Z."""
        taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        both = [p for p in self._named_together(sentence.start, -1) if p.key not in taken]
        return Group("with", tuple(self._pronoun_mention((expression.end, expression.end), p) for p in both)) if len(both) == 2 else None

    def _other_before(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """Who the other one is when a sentence before has told of exactly these two: "X a dit mercredi à Y. Lors d'un appel, X ..." """
        if subject is None or expression.kind not in ("noun", "adverb") or expression.strength == "weak" or expression.channel == "video":
            return None
        if expression.kind == "adverb" and not self._was_told_to(sentence, subject):
            return None
        if _OF_HIS_OWN.match(self.folded, expression.end, sentence.end):
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

    def _was_told_to(self, sentence: Sentence, subject: Group) -> bool:
        """ "X a dit à Y que ... Y s'est montré ferme au téléphone": to whom the sentence before says something."""
        told = self.sentences[sentence.index - 1] if sentence.index else None
        mine = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
        to = [g for g in self._groups_of(told) if g.function == "to"] if told else []
        return any(mine & {n.person.key for m in g.mentions for n in self._people_of(m, [])} and told and _TOLD.search(self.folded, told.start, g.start) for g in to)

    def _object_pronoun(self, sentence: Sentence, expression: Expression) -> bool:
        return bool(re.search(r"\b(?:lui|l')\s*(?:a|avait|aurait)\b(?! fait\b)", self.folded[sentence.start:sentence.end]))

    def _is_object(self, subject: Group, group: Group) -> bool:
        gap = self.text[subject.end:group.start]
        return len(gap) < 80 and not re.search(r"[;:«\"]|\b(?:que|qui|dont)\b|\bqu['’](?:il|elle)s?\b", gap)
