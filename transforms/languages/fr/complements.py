"""With whom: "avec X", "entre X et Y", "à X", "de X avec Y", and who is spoken to where nothing of the kind is said."""

from __future__ import annotations

import re

from transforms.languages.fr.clauses import Group, is_light
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import Sentence
from transforms.languages.fr.subjects import JOINING, Subjects
from transforms.text import fold

_TAKES_PLACE = re.compile(
    r"[^.;:]{0,40}?\b(?:est|sont|etait|a ete|ont ete|avait ete|serait|sera|doit|devait|devrait|aura|a|avait|s'est|s'etait|se|aurait|va|ait)\b(?: [a-z'-]+){0,3}? ?(?:prevue?s?|programmee?s?|lieu|tenue?|tenir|organisee?|annoncee?|attendue?|deroulee?|intervenue?|fixee?|envisagee?|evoquee?)\b[^.;:]{0,60}$"
)
_STRANGER_BEHIND = re.compile(r"\s[A-ZÉÈ][a-zéèàïëçâêô-]+ [A-ZÉ][a-zéèàïëç-]+")
RECEIVED_BEFORE = re.compile(r"\b(?:recu|recoit|recevait|recevra|pris|prend|accepte|decline|refuse|rejete|manque|attend|attendait|recevoir|prendre)e?s?\b[^.;]{0,50}$")
# What may stand before another partner of a call already told: conjunctions and times, no verb.
ELLIPSIS = re.compile(
    r"(?:[^\w«»\"]|\d+|(?:puis|et|enfin|ensuite|egalement|aussi|comme|apres|avant|dans|la|le|les|meme|jour|lendemain|veille|surlendemain|soir|soiree|matin|matinee|foulee|journee|nuit|apres-midi|midi|minuit|"
    r"heures?|minutes|jours|quelques|entre|autre|second|deux|trois|une|un|plus|tard|tot|auparavant|hier|ce|cette|en|au|fin|debut|milieu|de|vers|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|1er|avec|a|l|d|pour (?:une|un|deux|trois|quelques|pres|plus|environ|\d+)|demi-heure|quart|moins|environ|pres|echange|conversation|entretien|separement|respectivement|successivement|telephone|par|visioconference|toujours|lui|elle|exercice|rebelote|idem)\b)*"
)
CLAUSE_OPENING = re.compile(r"[;:.!?]")
_CLEFT = re.compile(r"\W*(?:et )?c'est(?: aussi| egalement)?\W*")
_TELLING = re.compile(r"\b(?:demande|dit|redit|promis|enjoint|presse|exhorte|assure|fait part|rappele|propose|reclame|appele|prie|somme|annonce|explique|fait savoir)e?s?\b[^,;:«»\"]{0,12}$")
_SIDES = re.compile(r"\b(?:loya(?:l|le|ux)|fideles?|favorables?|hostiles?|opposee?s?|liee?s?|grace|face|quant|rapport|acquise?s?) (?:a|au) (?:l[ea] |l')?$")
_PRESSURE = re.compile(r"\b(?:pressions?|insiste) (?:sur|aupres de) (?:l[ea] |l'|son |sa )?$")
_FROM_WHOM = re.compile(
    r"\b(?:reclame|obtenu|exige|appris|recu|sollicite|entendu|requis|obtient|exige|reclame|apprend)e?s?(?: [a-z]+)?,? ?(?:de (?:la |l'|son |sa )?|du |d')?$"
    r"|\b(?:bouche|voix|part|felicitations|condoleances|excuses|remerciements|soutien|appui|accord|encouragements|voeux) ?(?:de (?:la |l'|son |sa )?|du |d')?$"
)
_OBJECT_PRONOUN = re.compile(r"\b(?:lui|leur|l')\s*(?:a|ont|avait|avaient|aurait|demande|a ete)?\s*$|(?:^|\s)(?:lui|l')\s*(?:a|avait|aurait)\b")
_OF_HIS_OWN = re.compile(r" (?:de|avec|a) (?:sa|ses|son) (?!homologue)")
_TO_HIM = re.compile(r"\b(?:lui|leur) avoir (?:longuement |deja |bien )?[a-z]+$")
_CLOSING_QUOTE = re.compile(r"^\s?[»\"”]")
_WHOM_MET = ("accueilli", "reuni", "rassemble", "rencontre", "convie", "consulte", "recu", "rejoint")
_RELATIVE_WITH = re.compile(r"\bavec (?:lequel|laquelle|qui|lesquels|lesquelles)\s+(?:[^,;.]{0,40})$")


class Complements(Subjects):
    """Finds the other people of a call expression."""

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
            if expression.kind == "adverb" and group.function == "bare" and len(gap) <= 20:  # "a par téléphone pressé Y de parler avec Z": Y
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
                received = expression.plural and RECEIVED_BEFORE.search(self.folded, max(0, sentence.start - 1, expression.start - 60), expression.start)
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
        clause = max((m.end() for m in CLAUSE_OPENING.finditer(self.folded, sentence.start, group.start)), default=sentence.start)
        opening = self.folded[clause:group.start]
        return len(gap) <= 90 and not re.search(r"[;:.«»\"]|\bqui\b", gap) and bool(ELLIPSIS.fullmatch(opening) or _CLEFT.match(opening))

    def _relative_antecedent(self, sentence: Sentence, expression: Expression) -> Group | None:
        if not _RELATIVE_WITH.search(self.folded, max(sentence.start, expression.start - 70), expression.start):
            return None
        at = self.folded.rfind("avec ", sentence.start, expression.start)
        before = [g for g in sentence.groups if g.end <= at]
        return Group("with", before[-1].mentions[-1:]) if before else None

    def _joining(self, sentence: Sentence, expression: Expression) -> list[Group]:
        """ "à laquelle a également participé X", "à laquelle s'est joint X": more people in the same call."""
        joined = JOINING.search(self.folded, expression.end, sentence.end)
        after = [g for g in sentence.groups if joined and g.start >= joined.end() and g.start - joined.end() < 25 and g.function in ("bare", "of", "with")]
        return [Group("with", after[0].mentions)] if after else []

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
            or (g.function == "of" and _FROM_WHOM.search(self.folded, subject.end, g.start))
        ]
        if len(subject.mentions) > 1:  # two who call a third say something to him
            direct = [g for g in direct if _TELLING.search(self.folded, subject.end, g.start) or 0 <= expression.start - g.end <= 2]
        for group in direct:
            people = [n for m in group.mentions for n in self._people_of(m, [])]
            if any(n.person.political for n in people):
                return Group("to", group.mentions)
        if _OBJECT_PRONOUN.search(self.folded, subject.end, expression.start) or _TO_HIM.search(self.folded, expression.start, expression.end) or self._object_pronoun(sentence, expression):
            taken = {n.person.key for m in subject.mentions for n in self._people_of(m, [])}
            other = self._antecedents(subject.start if sentence.index else expression.start, plural=False, exclude=taken, sentence=sentence)
            return Group("to", tuple(self._pronoun_mention((expression.start, expression.start), p) for p in other)) if other else None
        return None

    def _other_before(self, sentence: Sentence, expression: Expression, subject: Group | None) -> Group | None:
        """Who the other one is when a sentence before has told of exactly these two: "X a dit mercredi à Y. Lors d'un appel, X ..." """
        if subject is None or expression.kind != "noun" or expression.strength == "weak" or expression.channel == "video":
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

    def _object_pronoun(self, sentence: Sentence, expression: Expression) -> bool:
        return bool(re.search(r"\b(?:lui|l')\s*(?:a|avait|aurait)\b", self.folded[sentence.start:sentence.end]))

    def _is_object(self, subject: Group, group: Group) -> bool:
        gap = self.text[subject.end:group.start]
        return len(gap) < 80 and not re.search(r"[;:«\"]|\b(?:que|qui|dont)\b", gap)
