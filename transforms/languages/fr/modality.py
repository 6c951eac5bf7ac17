"""Factuality of a call: occurred, planned, denied or unconfirmed. Everything matches folded text.

`read_factuality` reads one telling from its own sentence, one family of cues after another; `settle` weighs the tellings
of one call and what the sentences beside them say of it ("Le Kremlin a démenti.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.languages.fr.expressions import Expression

Span = tuple[int, int]


@dataclass(frozen=True)
class Factuality:
    """A value with the words that state it (None when it is the default) and its rule."""

    value: str
    span: Span | None
    rule: str


OCCURRED = Factuality("occurred", None, "modality.default")

# -- words ----------------------------------------------------------------------------------------------------------------

_OPENS = r"(?:^|(?<=[.!?»\"«\n:;] )|(?<=[\n\"«]))"  # "^" alone would be the beginning of the article
_CALL = (
    r"(?:appels?|entretiens?|conversations?|echanges?|discussions?|coups? de (?:fil|telephone)|communications?|contacts?|"
    r"telephonades?|visio(?:conference)?s?|tete-a-tete|dialogue|entrevue)"
)
_NO = r"(?:pas|jamais|plus|guere|point|aucune?|nullement|ni)"
_CLITICS = r"(?:se |s'|lui |leur |leurs |l'|le |la |les |y |en |m'|me |nous |vous )*"
_DENY = (
    r"(?:dement(?:i|ie|is|ies|it|irent|ent|ait|aient|ant|ir|ira)?|nie[rs]?|nient|niee?s?|nia(?:it|ient|nt)?|refut(?:e|ent|er|ait|ant|a|es|ees?)|"
    r"contest(?:e|ent|er|ait|ant|es|ees?)|recus(?:e|ent|er|ait|ant)|contredi(?:t|sent|sait|sant|te|tes)|infirm(?:e|ent|er|ait))"
)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)"
_SAY = (
    r"(?:assure|affirme|jure|tranche|precise|indique|souligne|ecrit|repond|repondu|corrige|insiste|martele|retorque|replique|rectifie|fait savoir|"
    r"dit|declare|confie|explique|repete|ironise|raille|lance|reagi|confirme|maintient|soutient|soutenu|maintenu|balaie|balaye|promet|promis|annonce|ajoute)"
)
_ATTRIBUTED = re.compile(
    rf"\bselon\b|\bd'apres\b|\b(?:a|ont|avait|avaient) (?:[a-z-]+ ){{0,2}}?{_SAY}s?\b|[,»\"]\s*(?:a |ont )?(?:[a-z]+ )?{_SAY}\b|"
    rf"\bcoupe court\b|\bcontrairement a\b|\b{_SAY} (?:ne|n'|que|qu')|-t-(?:il|elle|on)\b|\bporte-parole\b|\bassurant\b|\baffirmant\b|\b{_DENY}\b"
)
_ANOTHER_CLAUSE = re.compile(r"[.;:«»\"]|\b(?:qui|que|qu'|mais|alors|lorsqu|quand|car|puisque|tandis|dont|apres avoir)\b")


# -- one telling ----------------------------------------------------------------------------------------------------------


def read_factuality(folded: str, expression: Expression, sentence: Span, context: Span | None = None) -> Factuality | None:
    """Factuality of the call that `expression` denotes in `sentence`; None when nobody speaks of a call that was or will be.

    `context` reaches over the sentences beside it: they tell whether a negation is a party's answer or the author's own.
    """
    call = _Telling(folded, expression, sentence, _clause_around(folded, expression, sentence), context or sentence)
    for family in (_not_confirmed, _denied):
        if found := family(call):
            return found
    if not (attempt := _attempted(call)):
        negation = _negated(call)
        if negation:
            return _answer(call, negation)
    return _asked(call) or _conditional(call) or attempt or _ahead(call) or _rumoured(call) or OCCURRED


@dataclass(frozen=True)
class _Telling:
    """One call expression with the reach of its cues."""

    folded: str
    expression: Expression
    sentence: Span
    clause: Span
    context: Span

    @property
    def near(self) -> Span:
        return max(self.clause[0], self.expression.start - 90), min(self.clause[1], self.expression.end + 110)

    @property
    def words(self) -> str:
        return self.folded[self.expression.start:self.expression.end]

    def before(self, reach: int = 90) -> str:
        return self.folded[max(self.clause[0], self.expression.start - reach):self.expression.start]

    def behind(self, reach: int = 110) -> str:
        return self.folded[self.expression.end:min(self.clause[1], self.expression.end + reach)]

    def gap(self, found: re.Match[str]) -> str:
        """The words between a cue and the expression."""
        if found.end() <= self.expression.start:
            return self.folded[found.end():self.expression.start]
        return self.folded[self.expression.end:found.start()] if found.start() >= self.expression.end else ""

    def is_adverbial(self) -> bool:
        """ "lors de leur entretien", "à l'issue d'un appel": the call is the occasion of what the clause tells."""
        return self.expression.kind == "noun" and bool(_OCCASION.search(self.before(60)))

    def is_quoted(self) -> bool:
        """Whether a quotation that began in this sentence is still open at the expression."""
        before = self.folded[self.sentence[0]:self.expression.start]
        return before.count("«") > before.count("»") or before.count('"') % 2 == 1


_OCCASION = re.compile(
    r"\b(?:lors|au cours|a l'issue|a l'occasion|a la suite|au terme|suite|apres|pendant|durant|au lendemain|dans la foulee)"
    r" ?(?:d'|de |du |des |a )?(?:un |une |l'|le |la |cet |cette |ce |son |sa |leur |notre |mon )?(?:[a-z-]+ ){0,2}$"
)
_CLAUSE_EDGE = re.compile(r"[;:]|, (?:mais|alors que|tandis que|apres avoir|apres que|puis|avant de|avant qu)\b|\.\s")


def _clause_around(folded: str, expression: Expression, sentence: Span) -> Span:
    """The clause of an expression: from the last to the next semicolon, colon or adversative conjunction."""
    left = max((m.end() for m in _CLAUSE_EDGE.finditer(folded, sentence[0], expression.start)), default=sentence[0])
    right = next((m.start() for m in _CLAUSE_EDGE.finditer(folded, expression.end, sentence[1])), sentence[1])
    return left, right


# -- neither confirmed nor denied --------------------------------------------------------------------------------------------

_OPEN = (
    rf"(?:\bni confirm\w+ ni (?:dement|infirm)\w+|\bne (?:confirm\w+|dement\w*) ni (?:ne |n')?(?:dement|infirm|confirm)\w*|"
    rf"\bn'?(?:a|ont|avait)? ?(?:ni )?(?:pas )?(?:voulu |souhaite |pu )?(?:ni )?confirm\w+ ni (?:dement|infirm)\w+|"
    rf"\bne confirm\w+ (?:toujours |encore )?pas\b|\bn'(?:a|ont|avait) (?:toujours |encore )?pas (?:immediatement |encore )?(?:ete )?confirme\w*|"
    rf"\bn'(?:a|ont|avait|avaient) (?:pas|toujours pas) (?:souhaite|voulu|pu) (?:le |la |l'|les )?(?:confirmer|(?:dire|preciser|indiquer) (?:[a-z]+ )?si)\b|\brefus\w+ de (?:confirmer|(?:dire|preciser) (?:[a-z]+ )?si)\b|"
    rf"\bni [^,;.]{{2,45}} ni [^,;.]{{2,45}} n'(?:a|ont|avait|avaient) (?:encore |voulu |souhaite )*confirme\w*(?! d[e'])|"
    rf"\breste a confirmer|\bnon confirme\w*|\bsans confirmation|\bpas (?:encore )?ete confirme\w*|"
    rf"\bn'(?:a|ai|ont|avons|avait) (?:pas |aucune )(?:eu )?connaissance d(?:e |')(?:ces? |cet |cette |un |une |tel |telle )?{_CALL}|"
    rf"\binverifiable|\bn'(?:a|ont) (?:pas )?pu etre (?:verifiee?s?|confirmee?s?))"
)
_NOT_CONFIRMED = re.compile(_OPEN)
_NOT_KNOWN = re.compile(r"\brien ne (?:permet|prouve|confirme|indique|atteste)\b|\b(?:ignore|sait pas|savoir|demandent?|question de savoir|ne sait) si\b")
_OTHER_OBJECT = re.compile(r"\s+(?:(?:le|la|les|l'|un|une|des|ses?|son|sa|leurs?|que|qu'|avoir|etre)\b ?)(?!information|existence|tenue|appel|entretien|echange|conversation|coup|contact|teneur)")


def _not_confirmed(call: _Telling) -> Factuality | None:
    """ "ne confirme ni ne dément", "n'a pas souhaité dire si": of the call, not of something told in another clause."""
    for found in _NOT_CONFIRMED.finditer(call.folded, *call.sentence):
        elsewhere = found.start() >= call.expression.end and _OTHER_OBJECT.match(call.folded, found.end())
        if not elsewhere and (not call.is_adverbial() or found.group().endswith("si")):
            return Factuality("unconfirmed", found.span(), "modality.not_confirmed")
    asked = _NOT_KNOWN.search(call.folded, call.clause[0], call.expression.start)
    return Factuality("unconfirmed", asked.span(), "modality.not_confirmed") if asked and not call.is_adverbial() else None


_QUESTION = re.compile(r"[a-z]-(?:t-)?(?:il|elle|on)s?\b[^?]*\?")
_OPEN_QUESTION = re.compile(r"\b(?:pourquoi|comment|quand|que|qu'|quoi|qui|ou|quels?|quelles?|combien|jusqu'ou)\b")


def _asked(call: _Telling) -> Factuality | None:
    """ "Se sont-ils parlé au téléphone ?" leaves it open; "pourquoi se sont-ils parlé ?" does not."""
    found = _QUESTION.search(call.folded, *call.sentence)
    if found and found.start() - 20 < call.expression.end and not _OPEN_QUESTION.search(call.folded, call.sentence[0], found.start()):
        return Factuality("unconfirmed", found.span(), "modality.question")
    return None


# -- denials -------------------------------------------------------------------------------------------------------------------

_DENIAL = re.compile(rf"\b{_DENY}\b")
_NOT_DENIED = re.compile(r"\b(?:ne |n'|sans |ni |pas |jamais )(?:ne |n'|l'|le |la |les |a |ont |ete |personne )*$")
_LIGHT = r"(?:eu|recu|passe|tenu|mene|accepte|organise|participe|pris|donne|sollicite|demande|repondu|ete (?:joint|appele|contacte))"
_OTHER_PREDICATE = re.compile(
    rf"\b(?:avoir|ait|aient|etre|s'etre|soit|soient|avait|avaient) (?:[a-z]+ment |jamais |deja )?(?!{_LIGHT}e?s?\b)(?:ete )?[a-z']{{3,}}"
    r"|\b(?:toute?s?|une?|les?|la|l'|ses?|son|sa|des) (?:(?:version|recit|compte rendu|contenu|teneur|lecture|interpretation|resume) (?:[a-z]+ )?(?:de|du|d')|implication|responsabilite|accusation|ingerence|intention|role|projet|propos|menace|pression|lien|volonte)"
)
_TAKEN_BACK = rf"(?:\b(?:ce|chose) (?:que|qu')[^,;.]{{0,70}}\b{_DENY}\b|\b(?:information|version|affirmation|rumeur|recit|assertion|allegation)s? [^;.]{{0,50}}\b{_DENY}\b)"
_TARGET = (
    rf"(?=\s*(?:[.,»\"!?]|$|{_DAY}\b|formellement|categoriquement|fermement|aussitot|depuis|vigoureusement|en bloc|cette? (?:information|version|affirmation|{_CALL})|"
    rf"(?:ces|les) (?:informations|affirmations|rumeurs|allegations)|l'(?:information|affirmation|existence|{_CALL})|la (?:tenue|rumeur|nouvelle)|cela|"
    rf"tou(?:t|te) {_CALL}|tout(?: [a-z]+)?[.,]|par\b))"
)
_TAKEN_BACK_AFTER = re.compile(rf"{_TAKEN_BACK}|(?:,|\bmais|\balors que|\btandis que|\bor)[^;.]{{0,60}}?\b(?:l'a |le |la |l'ont |a |ont )?{_DENY}\b{_TARGET}|\b(?:a|ont) ete {_DENY}\b|\b(?:jure|affirme|assure|soutient|dit|pretend) (?:exactement )?le contraire\b")
_NEGATED_DENIAL = re.compile(rf"\b(?:ne |n'|sans |ni )(?:ne |n'|l'|le |la |les |a |ont )*{_DENY}\b")
_FALSE = (
    rf"(?:\bc'est (?:[a-z]+ )?faux\b|{_OPENS}(?:totalement |completement )?faux\W|\bfausses? (?:information|nouvelle|rumeur)s?\b|\binfox\b|\bfake news\b|\bde toutes pieces\b|"
    rf"\b(?:pure|simple|une) (?:pure )?(?:invention|fiction)\b|\bpurement (?:et simplement )?invente\w*|\baffabulations?\b|\bfoutaises?\b|\bfruit de (?:l'|son |leur )imagination|"
    rf"\b(?:rumeurs?|informations?|allegations?) (?:[a-z]+ )?(?:infondees?|fantaisistes?|mensongeres?|erronees?)|\b(?:sans|denuee?s? de) (?:aucun |tout )?fondement\b|\bs'inscri\w+ en faux\b|"
    rf"\brien de tel\b|{_OPENS}dementis? (?:immediat|formel|categorique|cinglant|officiel|de |du |d')\w*|"
    rf"\b(?:rejet|qualifi|balay|balai|denonc)\w+ [^.;]{{0,40}}\b(?:mensong\w+|fantaisistes?|invente\w*|fau(?:x|sse)|absurdes?|ridicules?)\b|"
    rf"\b(?:appel|entretien|echange|coup de fil)s? (?:imaginaires?|fictifs?|inventes?)\b|\b{_CALL} n'existe pas\b|"
    rf"\b{_CALL}\b[^.;]{{0,60}}\b(?:n'a|n'ont|n'avait) (?:jamais|pas) (?:eu lieu|existe|ete passe)|\b{_CALL}\b[^.;]{{0,40}}\bne s'est (?:jamais|pas) (?:tenue?|produite?)|"
    rf"\baucune? (?:[a-z]+ )?{_CALL}\b[^.;]{{0,40}}\b(?:n'a|ne s'est|n'avait)\b|\bn'y a (?:jamais |pas )eu (?:d'|de )(?:tel |telle )?{_CALL}|\bn'y a eu (?:aucune? (?:[a-z]+ )?{_CALL}|ni {_CALL}))"
)
_FALSEHOOD = re.compile(_FALSE)


def _denied(call: _Telling) -> Factuality | None:
    """A verb of denial whose object is the call, or words that call the report of it false."""
    for found in _DENIAL.finditer(call.folded, *call.sentence):
        if found.end() <= call.expression.start and not _is_negated(call.folded, found) and _denies(call, call.gap(found)):
            return Factuality("denied", found.span(), "modality.denied")
    behind = _TAKEN_BACK_AFTER.search(call.folded, call.expression.end, call.sentence[1])
    if behind and not _back_and_forth(call, behind) and not _NEGATED_DENIAL.search(behind.group()):
        return Factuality("denied", behind.span(), "modality.denied")
    false = _FALSEHOOD.search(call.folded, *call.sentence)
    if false and not call.is_adverbial() and not (_negation(call) and not _is_attributed(call)):
        return Factuality("denied", false.span(), "modality.false")
    return None


def _is_negated(folded: str, denial: re.Match[str]) -> bool:
    """ "ne dément pas", "sans démentir", "ni n'infirme": no denial."""
    return bool(_NOT_DENIED.search(folded, max(0, denial.start() - 30), denial.start()))


def _denies(call: _Telling, gap: str) -> bool:
    """Whether the words after a verb of denial lead to the call itself and not to something said in it."""
    if re.search(r"[;:]|\.\s", gap) or call.is_adverbial() or len(gap) > 170:
        return False
    if call.expression.kind == "noun" and re.search(r"\b(?:par|dans) [«\" ]*(?:un|une) (?:[a-z]+ )?$", gap):
        return False
    return not _OTHER_PREDICATE.search(gap)


def _back_and_forth(call: _Telling, found: re.Match[str]) -> bool:
    """A denial behind the call that answers something told in it ("lors de cet appel, il a accusé X, qui dément")."""
    return call.is_adverbial() and not re.search(rf"{_CALL}", found.group())


# -- negation ------------------------------------------------------------------------------------------------------------------

_NE = re.compile(rf"\b(?:ne |n'){_CLITICS}$")
_NE_INFINITIVE = re.compile(rf"\b(?:ne (?:pas|jamais|plus)|n'avoir (?:jamais|pas|a aucun moment)|sans(?: jamais)?) (?:avoir |etre )?{_CLITICS}(?:avoir |etre )?$")
_NEVER_BEFORE = re.compile(rf"\bjamais [^,;.:«»\"]{{0,60}}\b(?:ne |n'){_CLITICS}$")
_NO_NOUN = re.compile(r"\b(?:aucune?|pas (?:eu )?d[e']|pas (?:ete )?un|ni|nul|nulle) ?(?:[a-z-]+ )?$")
_NO_BEHIND = re.compile(r"^[^,;.»\"]{0,70}\b(?:ne s'est|ne s'etait|n'a|n'ont|n'avait|n'a) (?:pas|jamais) (?:ete |eu |lieu|existe|tenu|passe)|^[^,;.]{0,40}\bn'existe pas")
_NEGATED_NOUN = re.compile(rf"\b(?:ne |n'){_CLITICS}(?:[a-z']+ ){{1,2}}?{_NO} (?:[a-z]+ment )?(?:ete )?(?:{_LIGHT}e?s?|d[e']|un|une)\b")
_NEGATED_ADVERB = re.compile(
    rf"\b(?:ne |n'){_CLITICS}(?:[a-z']+ ){{1,2}}?{_NO} (?:[a-z]+ment )?(?:ete )?(?:averti|prevenu|parle|informe|joint|contacte|discute|echange|appele|consulte|salue|felicite|remercie|communique|converse)e?s?\b"
)
_CONTRAST = re.compile(r"\bce n'(?:est|etait) pas\b|\bmais (?:par|au|en|lors)\b")
_NEVER_INTENDED = re.compile(rf"\b(?:ne |n'){_CLITICS}(?:prev\w+|compt\w+|envisag\w+|veut|veulent|souhait\w+|entend\w*|va|vont|a (?:pas )?l'intention)\b[^.;]{{0,40}}\bpas\b|\bn'a pas l'intention\b")
_NOT_SINCE = re.compile(r"\b(?:pas|plus)\b[^.;]{0,90}\bdepuis\b")


def _negated(call: _Telling) -> Span | None:
    """The negation of the call itself; a plan that is ruled out ("n'est pas exclu", "n'est pas prévu") is a matter of `_wished`."""
    return None if _wished(call) else _negation(call)


def _negation(call: _Telling) -> Span | None:
    """Negation of the verb or the noun that denotes the call, within its clause."""
    before, start = call.before(), call.expression.start
    if call.expression.kind in ("talk_verb", "call_verb"):
        here = call.words + call.behind(12)
        if (found := _NE.search(before)) and re.search(rf"\b{_NO}\b", here) and not re.search(r"\b(?:pas|point) seulement|\bpas que\b", here):
            return start - len(before) + found.start(), call.expression.end
        if found := _NE_INFINITIVE.search(before):
            return start - len(before) + found.start(), call.expression.end
        if found := _NEVER_BEFORE.search(call.folded, call.sentence[0], start):
            return found.span()
    elif call.expression.kind == "noun":
        if found := _NO_NOUN.search(before):
            return start - len(before) + found.start(), call.expression.end
        if found := _NO_BEHIND.search(call.behind()):
            return call.expression.end + found.start(), call.expression.end + found.end()
    for found in _NEVER_INTENDED.finditer(call.folded, *call.near):
        if found.end() <= start and _governs(re.sub("[«»\"]", "", call.gap(found))):
            return found.span()
    predicate = _NEGATED_NOUN if call.expression.kind == "noun" else _NEGATED_ADVERB
    for found in predicate.finditer(call.folded, *call.near):
        gap = call.gap(found)
        if found.end() <= start and "," not in gap and not _ANOTHER_CLAUSE.search(gap) and not call.is_adverbial():
            return None if _CONTRAST.search(call.folded, *call.sentence) else found.span()
    return None


def _answer(call: _Telling, negation: Span) -> Factuality | None:
    """What a negation says: a party's denial, or the author's word that there was no call."""
    if _NEVER_INTENDED.search(call.folded, *call.near) or not _is_attributed(call):
        return None
    if _NOT_SINCE.search(call.folded, *call.near) and not re.search(r"\b(?:aucune?|jamais|pas eu)\b", call.folded[slice(*call.near)]):
        return None
    return Factuality("denied", negation, "modality.negated")


def _is_attributed(call: _Telling) -> bool:
    """Whether somebody says it: in quotation marks, with a verb of saying, or beside a sentence that denies."""
    if call.is_quoted() or _ATTRIBUTED.search(call.folded, *call.sentence):
        return True
    return bool(_DENIAL.search(call.folded, *call.context) or _FALSEHOOD.search(call.folded, *call.context))


# -- conditional mood ------------------------------------------------------------------------------------------------------------

_CONDITIONAL = re.compile(r"\b(?:aurai(?:t|ent)|serai(?:t|ent))\b(?! (?:un|une|des|pret|prets|prete|bientot|ensuite)\b)")
_CONDITIONAL_BEHIND = re.compile(r"^[^;.:«»\"]{0,70}?\b(?:aurai(?:t|ent) (?:eu lieu|dure|ete|porte|lieu|permis|tourne)|se serai(?:t|ent) (?:tenue?|deroulee?|mal )|serai(?:t|ent) (?:en |prevu|programme|imminent|a l'etude|envisage))")
_FUTURE_IN_PAST = re.compile(
    r"\b(?:annonc\w+|indiqu\w+|precis\w+|fait savoir|promi\w+|confirm\w+|assur\w+|declar\w+|dit|prevenu|affirm\w+)\b[^.;]{0,90}\b(?:que|qu')[^.;]{0,60}$"
)
_WOULD = re.compile(r"\b(?:s'entretiendrai|se parlerai|parlerai|appellerai|telephonerai|s'appellerai|discuterai|echangerai|aurai|tiendrai|participerai|rappellerai)(?:t|ent)\b")
_DEFINITE_OCCASION = re.compile(r"\b(?:du|de (?:l'|la|leur|cet|cette|son|sa|ce)|apres (?:l'|leur|cet|cette|son|sa)|durant (?:l'|leur|cet|cette)|pendant (?:l'|leur|cet|cette)) ?(?:[a-z-]+ ){0,2}$")


def _conditional(call: _Telling) -> Factuality | None:
    """ "aurait téléphoné", "se seraient entretenus", "l'appel aurait eu lieu": told without being vouched for."""
    if call.is_adverbial() and _DEFINITE_OCCASION.search(call.before(60)):
        return None
    for found in _CONDITIONAL.finditer(call.folded, *call.near):
        inside = found.start() < call.expression.end and call.expression.start < found.end()
        leads = found.end() <= call.expression.start and not _ANOTHER_CLAUSE.search(call.gap(found)) and not _is_future_in_past(call, found)
        occasion = found.start() >= call.expression.end and call.is_adverbial() and not _ANOTHER_CLAUSE.search(call.gap(found))
        if (inside and not _is_future_in_past(call, found)) or leads or occasion:
            return Factuality("unconfirmed", found.span(), "modality.conditional")
    if call.expression.kind == "noun" and (behind := _CONDITIONAL_BEHIND.search(call.behind())) and not _FUTURE_IN_PAST.search(call.before(200)):
        return Factuality("unconfirmed", (call.expression.end, call.expression.end + behind.end()), "modality.conditional")
    return None


def _is_future_in_past(call: _Telling, found: re.Match[str]) -> bool:
    """ "a annoncé qu'il aurait un entretien": the future of a reported announcement; a participle makes it a conditional."""
    perfect = re.match(r"\w+ (?:[a-z]+ment |deja |bien |ete |[a-z]+ )?(?:eu|ete|entretenus?|parle|appele|telephone|discute|echange|tenu|joint|contacte)\b", call.folded[found.start():found.start() + 70])
    return not perfect and bool(_FUTURE_IN_PAST.search(call.folded[call.sentence[0]:found.start()]))


# -- attempts --------------------------------------------------------------------------------------------------------------------

_TRIED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|aurait|auraient|ayant) (?:[a-z-]+ ){0,3}?(?:tente|essaye|cherche|echoue|voulu|refuse|decline|sollicite|demande|propose|offert|ignore|rejete|econduit|manque|annule|renonce)(?! (?:d'avoir|et obtenu))|tent(?:e|ent|ait|er|ant) (?:de|d'|en vain)|"
    r"essa(?:ie|ye|yait|yer) (?:de|d')|cherch(?:e|ent|ait) a\b|refus(?:e|ent|ait|er|ant)\b|declin(?:e|ent|ait)\b|sollicit(?:e|ent|ait)\b|reclam(?:e|ent|ait)\b|"
    r"n'(?:a|ont|avait|est|sont) (?:toujours |encore )?(?:pas|jamais) (?:encore |ete |non plus )?(?:pu |reussi a |parvenue?s? a |repondu|decroche|pris\b)|peine a\b|tentatives? (?:de|d')|demande d[e'] ?(?:un |une )?$)"
)
_UNANSWERED = re.compile(
    r"\b(?:n'a pas (?:decroche|repondu|pris l'appel|donne suite|rappele|abouti)|(?:personne )?n'a decroche|sans reponse|reste(?:e|s|es)? lettre morte|en vain|sans succes|injoignable|"
    r"laisse sonner|ne (?:prend|prennent|prenait|repond\w*|decroch\w*) (?:pas|plus)|(?:refuse|decline|rejete|ignore)e?s? (?:par|de repondre|de prendre|de decrocher)|n'(?:a|ont) pas abouti|"
    r"a ete (?:refuse|decline|rejete)e?|(?:a|ayant) (?:refuse|decline|rejete|ignore)\b)"
)
_WHEN_CALLED = re.compile(r"^,? (?:lorsque?|quand) ?[^,;.]{0,45}$")
_SUCCEEDED = re.compile(r"\b(?:et (?:l'a )?obtenu|a (?:fini|reussi|finalement)|est parvenue? a|ont fini|n'(?:a|ont|avait) pas (?:manque|oublie|hesite)|finalement (?:pu|joint|obtenu)|a accepte)\b")


def _said_in_it(call: _Telling) -> bool:
    """ "a demandé au téléphone à Y de ...": what was asked on the telephone is no call that was asked for."""
    return call.expression.kind == "adverb" and bool(_PERFECT_BEFORE.search(call.before(40)))


_PERFECT_BEFORE = re.compile(r"\b(?:a|ont|avait|avaient) (?:[a-z]+ment |aussi |egalement |ensuite )?[a-z]+(?:e|i|u|is|it|ert)s?(?: [a-z]+)? $")


def _attempted(call: _Telling) -> Factuality | None:
    """Attempts, requests and refusals: a verb that governs the call, or words that nobody answered."""
    if call.is_adverbial() or _said_in_it(call) or _SUCCEEDED.search(call.folded, *call.near):
        return None
    for found in _TRIED.finditer(call.folded, *call.near):
        gap = call.gap(found)
        if found.start() < call.expression.end <= found.end() or (found.end() <= call.expression.start and (_governs(gap) or _WHEN_CALLED.match(gap))):
            return Factuality("unconfirmed", found.span(), "modality.attempt")
    found_behind = _UNANSWERED.search(call.folded, call.expression.start, min(call.sentence[1], call.expression.end + 130))
    if found_behind and not re.search(r"[.;]|\b(?:a propos|concernant|selon)\b", call.gap(found_behind)) and not _is_perfect(call):
        return Factuality("unconfirmed", found_behind.span(), "modality.attempt")
    return None


def _governs(gap: str) -> bool:
    """Whether a verb governs what comes after these words: no other clause, no infinitive of another act in between."""
    if len(gap) > 60 or re.search(r"[,;:.\"«»]|\b(?:que|qu'|qui|pour|afin|lors|apres|a l'issue|au cours|par)\b", gap):
        return False
    return not re.search(r"\b(?:a|de|d') ?[a-z]+(?:er|ir|re)\b", re.sub(r"\b(?:avoir|tenir|organiser|obtenir|passer|mener|planifier|prendre|repondre)\b|premiere?|ministre|autre", "", gap))


def _is_perfect(call: _Telling) -> bool:
    """Whether the expression is a verb in a past tense: "s'est entretenu", "a appelé"; what is said around it changes nothing."""
    return call.expression.kind != "noun" and bool(re.match(r"(?:s'est|se sont|s'etai|a |ont |avait |avaient |me suis|nous (?:nous )?sommes|ai )", call.words))


# -- wishes and plans ------------------------------------------------------------------------------------------------------------

_WISH = re.compile(
    r"\b(?:propos(?:e|ent|ait|er|ant)|offr(?:e|ent|ait)|pret(?:e|s|es)? (?:a|pour)|pourrai(?:t|ent)|n'exclu\w*(?: pas)?|envisag\w+|souhait(?:e|ent|ait|aient|erai(?:t|ent))|"
    r"voudrai(?:t|ent)|aimerai(?:t|ent)|esper(?:e|ent|ait)|appelle? de ses voeux|dispose(?:e|s)? a|disponible pour|"
    r"l'idee d'une?|eventuel(?:le)?|(?:un|une) possible(?= (?:appel|entretien|coup|visio|conversation))|aucune date (?:n'a|n'est)[^,;.]{0,40} pour|(?:possibilite|hypothese|eventualite|principe|perspective|projet) d'une?|(?:il )?est (?:envisage|question|possible|probable) (?:que|qu'|de|d')|n'est pas (?:exclu\w*|prevu\w*)|(?:il )?faudrait|faut-il|pas (?:exclu|impossible)|plaid(?:e|ent|ait) pour|suggere\w*|favorables? a|ouvert(?:e|s)? a|veut|veulent|voulait|"
    r"reclam(?:e|ent|ait)|demand(?:e|ent|ait) (?:a|un|une)|invit(?:e|ent|ait)|pourra|pourront)\b"
)
_WISH_BEHIND = re.compile(
    r"^[^;.,:«»\"]{0,90}?\b(?:pourrai(?:t|ent)(?! deboucher| conduire| ouvrir| permettre)|n'est pas (?:exclu\w*|prevu\w*)|n'exclu\w*|est envisage\w*|reste (?:possible|a fixer|hypothetique)|n'est (?:encore )?(?:prevu|envisage)\w*|est possible|sont possibles?|serait (?:possible|envisage)\w*)"
)
_MODAL = (
    r"(?:doi(?:t|vent)|devrai(?:t|ent)|devai(?:t|ent)|va|vont|allai(?:t|ent)|vais|allons|prevoi(?:t|ent)(?: de| d')?|prevoyai\w+|compte(?:nt)?(?! rendu)|entend(?:ent)?|s'apprete(?:nt)?|s'appretai(?:t|ent)|"
    r"sur le point|(?:est|sont|etait|etaient) censee?s?|(?:a|ont) (?:[a-z]+ ){0,2}?(?:promis|convenu|accepte|prevu|decide)|s'est engagee? a|se sont engages a|sont convenus|(?:a|ont|avait) l'intention|(?:est|s'est|se sont) (?:convenue?|mise?s? d'accord (?:pour|sur)|donne rendez-vous)|se prepare(?:nt)? a|a rendez-vous|ont rendez-vous|avec rendez-vous)"
)
_FUTURE = (
    r"(?:s'entretiendr(?:a|ont|ons|ai)|(?:se |nous )?(?:re)?parler(?:a|ont|ons|ai)|discuter(?:a|ont|ons)|echanger(?:a|ont|ons)|se concerter(?:a|ont)|converser(?:a|ont)|dialoguer(?:a|ont)|(?:r)?appel+er(?:a|ont|ai)|"
    r"telephoner(?:a|ont|ai)|contacter(?:a|ont)|joindr(?:a|ont)|aur(?:a|ont|ons|ai)|(?:se )?tiendr(?:a|ont|ons)|participer(?:a|ont)|(?:se )?reunir(?:a|ont|ons)|reunir(?:a|ont)|fer(?:a|ons|ont)|"
    r"organiser(?:a|ont)|mener(?:a|ont)|passer(?:a|ont)|aborder(?:a|ont)|evoquer(?:a|ont)|consulter(?:a|ont)|intervien?dr(?:a|ont)|se retrouver(?:a|ont)|rencontrer(?:a|ont)|prendr(?:a|ont)|ser(?:a|ont)|"
    r"suivr(?:a|ont)|recevr(?:a|ont)|s'adresser(?:a|ont)|debattr(?:a|ont)|negocier(?:a|ont)|presider(?:a|ont)|rejoindr(?:a|ont)|fixer(?:a|ont)|examiner(?:a|ont)|donner(?:a|ont))"
)
_ANY_FUTURE = (  # plural endings are safe; in the singular the simple past of -rer verbs ("tira", "libéra") looks alike
    r"(?:[a-z]{2,}(?:er|ir|[tdvur]r|aur)ont|(?!(?:ope|libe|reite|ca|espe|prefe|gene|conside|mode|tole|ve)ra\b|(?:re|at)?tira\b|[a-z]*(?:spi|mi|si|vi)ra\b)[a-z]{2,}(?:er|ir|[td]tr|ndr|vr)a)"
)
_PLAN_BEFORE = re.compile(
    rf"\b(?:{_MODAL}|{_FUTURE})\b|\b(?:au programme|a l'agenda|prochain|prochaine|prevoir|programme (?:un|une)|(?:programmer|planifier|caler) (?:un|une|cet|leur)|imminente?|avant (?:un|une|l'|son|leur|cet)|a la veille (?:d'une?|de l'|de leur|de son|de cet)|"
    rf"annonc(?:e|ent|ait) (?:pour \w+ )?(?:un|une)|preparatifs d'une?|preparent (?:un|une|leur)|prepare (?:un|une|son|leur)|dans l'attente d'une?|en attendant (?:un|une|l'|leur|son))\b"
)
_PLAN_BEHIND = re.compile(
    r"^ a venir\b|^[^;.:«»\"]{0,75}?n'aura pas lieu avant\b|^[^;.:«»\"]{0,75}?\b(?:prevue?s?|programmee?s?|planifiee?s?|attendue?s?|annoncee?s? (?:pour|a)|fixee?s? (?:a|au|pour)|calee?s? (?:a|au|pour)|en preparation|a l'agenda|est inscrit\w*|"
    r"imminente?s?|doi(?:t|vent) (?:avoir lieu|se tenir|intervenir|etre|suivre|porter|se derouler|permettre|commencer)|devrai(?:t|ent) (?:avoir lieu|se tenir|intervenir|suivre|porter)|devai(?:t|ent) (?:avoir lieu|se tenir|intervenir|porter)|"
    r"(?:va|vont) (?:avoir lieu|se tenir|suivre)|(?:aur(?:a|ont|ait) lieu|se tiendr(?:a|ont|ait)|interviendr(?:a|ait)|se deroulera|suivra|portera|reunira|rassemblera|permettra|debutera|commencera|demain|est organise))\b"
)
_FUTURE_DAY = re.compile(rf"\b(?:demain|apres-demain|(?:{_DAY}|semaine) prochaine?|dans les (?:prochaine?s? |tout prochains )?(?:heures|jours)(?: a venir| qui viennent)?|prochainement|sous peu|bientot|d'ici (?:peu|la fin|quelques))\b")
_HELD = re.compile(
    r"\b(?:comme prevu|initialement prevu\w*|a (?:bien |finalement |effectivement )?(?:eu lieu|dure)|s'est (?:bien |finalement |effectivement )?(?:tenue?|deroulee?|conclue?|achevee?|terminee?)|ont eu lieu)\b"
)
_PAST = re.compile(
    r"\b(?:se sont|s'est|s'etait|s'etaient|ont|a|avait|avaient|venait de|viennent de|vient de)(?: (?!annonce|indique|precise|affirme|declare|prevu|promis|convenu|accepte|rendez)[a-z'-]+){0,4}? "
    r"(?:entretenu|parle|discute|echange|converse|appele|telephone|eu|tenu|mene|reparle|dialogue|evoque|negocie|demande|joint|contacte|exhorte|aborde|debattu|participe|plaide|appelle|averti|insiste|lieu)e?s?\b"
)
_AGREED = re.compile(r"convenu|promis|accepte|decide|engage")
_NARRATIVE = re.compile(r"\b(?:(?:jours?|heures?|semaines?|mois|minutes?|ans?) (?:plus tard|apres)|le lendemain|ce (?:jour|soir)-la|le soir meme|le jour meme|la suite|cette annee-la)\b")
_IF = re.compile(rf"{_OPENS}s(?:i |'il)(?!bien)[^,;.]{{3,90}}(?=,)|, (?:si (?!bien)|s'il|a condition|sous reserve)|\bsi (?:les conditions|[a-z]+ l'accepte)\b")
_POSTPONED = re.compile(r"^[^;.«»\"]{0,60}\b(?:annulee?s?|(?<!avant d'etre )reportee?s?|repoussee?s?|n'aura (?:finalement )?pas lieu(?! avant)|n'auront pas lieu)\b")


def _wished(call: _Telling) -> re.Match[str] | None:
    """A wish or an open possibility that governs the call, or the verb of the noun."""
    if _is_perfect(call) or call.is_adverbial() or _said_in_it(call):
        return None
    governing = [
        m for m in _WISH.finditer(call.folded, *call.near)
        if m.end() <= call.expression.start and (_governs(call.gap(m)) or m.group().endswith((" que", " qu'")))
    ]
    if governing:
        return governing[-1]
    return _WISH_BEHIND.search(call.behind()) if call.expression.kind == "noun" else None


def _ahead(call: _Telling) -> Factuality | None:
    """Plans, and wishes where no plan stands nearer."""
    plan, wish = _planned(call), _wished(call)
    if wish is not None:
        at = wish.start() if wish.re is _WISH else call.expression.end + wish.end() - 1
        span = (at, at + len(wish.group())) if wish.re is _WISH else (call.expression.end, call.expression.end + wish.end())
        if plan is None or wish.re is not _WISH or plan[1] <= span[0]:
            return Factuality("unconfirmed", span, "modality.wish")
    if plan is None:
        return None
    if condition := _IF.search(call.folded, *call.clause):
        return Factuality("unconfirmed", condition.span(), "modality.condition")
    if _POSTPONED.search(call.behind(90)):
        return Factuality("unconfirmed", plan, "modality.postponed")
    if _NARRATIVE.search(call.folded, call.sentence[0], call.expression.end):
        return Factuality("occurred", plan, "modality.narrative_future")
    return Factuality("planned", plan, "modality.planned")


def _planned(call: _Telling) -> Span | None:
    """Words that place the call ahead: its own future tense, a modal before it, a plan said of the noun."""
    start, end = call.expression.start, call.expression.end
    if _is_perfect(call):
        return None
    if own := re.match(rf"(?:{_FUTURE})\b", call.words):
        return start, start + own.end()
    if (would := _WOULD.search(call.folded, max(call.near[0], start - 20), end)) and _FUTURE_IN_PAST.search(call.folded[call.sentence[0]:would.start()]):
        return would.span()
    held = _HELD.search(call.folded, *call.near)
    if call.expression.kind == "noun" and not held and (behind := _PLAN_BEHIND.search(call.behind())) and not _passes_over(call, behind):
        return end, end + behind.end()
    if held and not call.is_adverbial():
        return None
    plans = [m for m in _PLAN_BEFORE.finditer(call.folded, *call.near) if m.start() < end and _leads(call, m)]
    if plans:
        return plans[-1].span()
    if (call.is_adverbial() or call.expression.kind == "adverb") and (main := _main_verb(call)):
        return main
    day = _FUTURE_DAY.search(call.folded, *call.near)
    if day and not _PAST.search(call.folded, *call.near) and "," not in call.gap(day) and not _ANOTHER_CLAUSE.search(call.gap(day)) and not call.is_adverbial() and not re.search(r"\b(?:de|pour|a) (?:se |s')?[a-z]+(?:er|ir|re)\b", call.gap(day)):
        return day.span()
    return None


def _passes_over(call: _Telling, plan: re.Match[str]) -> bool:
    """Whether the plan behind belongs to something else: after a past tense, or beyond the comma that closes a circumstance."""
    return bool(_PAST.search(plan.group())) or (call.is_adverbial() and "," in plan.group())


def _leads(call: _Telling, plan: re.Match[str]) -> bool:
    """Whether nothing between a plan and the call turns to something else: another clause, a past tense, a clause of time."""
    gap = call.gap(plan)
    if call.expression.kind == "adverb" and _AGREED.search(plan.group()):
        return False  # "sont convenus au téléphone de se revoir"
    if plan.group().startswith(("avant", "a la veille", "au programme", "a l'agenda", "prochain", "annonc", "prepar", "en attendant", "dans l'attente", "imminent", "programm")):
        return len(gap) <= 40 and not re.search(r"[,;:.«»\"]", gap)
    if _PAST.search(gap) or re.search(r"[;.:«»\"]|\b(?:qui|que|qu'|mais|alors|lorsqu|quand|apres|depuis|a l'issue|au lendemain|suite a|avait|ont|dit|dont)\b", gap):
        return False
    if call.expression.kind in ("talk_verb", "call_verb"):
        return not re.search(r"\b(?:pour|afin|avant)\b", gap) or gap.count(",") >= 2
    return gap.count(",") in (0, 2, 4)


def _main_verb(call: _Telling) -> Span | None:
    """The future tense of the clause that the call is a circumstance of: "Lors d'un entretien téléphonique, X et Y aborderont ..."."""
    for found in re.finditer(rf"\b{_ANY_FUTURE}\b", call.folded[call.near[0]:call.near[1]]):
        start, end = call.near[0] + found.start(), call.near[0] + found.end()
        behind = start >= call.expression.end
        gap = call.folded[call.expression.end:start] if behind else call.folded[end:call.expression.start]
        focus = gap.startswith(" que ") and call.expression.kind == "adverb"  # "c'est par téléphone que X réglera"
        if not _PAST.search(gap) and not _OTHER_VERB.search(gap[5:] if focus else gap):
            return start, end
    return None


_OTHER_VERB = re.compile(r"[;.:«»\"]|\b(?:qui|que|qu'|dont|a|ont|est|sont|s'est|se sont|avait|avaient|apres|mais|dit|demande|propose|pour que)\b")


# -- rumours ---------------------------------------------------------------------------------------------------------------------

_UNNAMED = (
    r"(?:sources?|medias?|informations?|indiscretions?|rumeurs?|journa\w+|diplomates?|temoins?|proches?|fuites?|chaines?|site|milieux|responsables?|officiels?|conseillers?|personnes?)"
)
_RUMOUR = re.compile(
    rf"\b(?:(?:selon|d'apres|a en croire|de l'aveu de) (?:des|plusieurs|certaine?s?|une?|deux|trois|les) (?:[a-z-]+ )?{_UNNAMED}\b|sous (?:le )?(?:couvert|sceau) de l'anonymat|sous couvert d'anonymat|"
    rf"de sources? [a-z]+,|(?:assure|affirme|indique|dit|rapporte|confie)(?:nt)? (?:une|des|plusieurs|deux) (?:[a-z]+ )?sources?\b|a en croire (?:la presse|les medias|les journaux|le (?:site|quotidien|journal)|certains?)|sans citer|ne cite aucune|"
    rf"(?:cit(?:e|ent|ant)|sur la foi de) (?:des|une?|deux|trois|plusieurs) (?:[a-z]+ )?{_UNNAMED}\b|"
    r"(?:la |une |des |les )rumeurs? (?:d'|de |du |selon|evoqu|fait|font|pret)|croi(?:t|ent) savoir|dit-on|il se dit|se murmure|le bruit court|on raconte|prete a|soupconn\w+|hypothetiques?|supposee?s?|presumee?s?|pretendue?s?|peut-etre)\b"
)


def _rumoured(call: _Telling) -> Factuality | None:
    """Unnamed sources and words of doubt beside the call, or opening its sentence."""
    if call.is_adverbial() and _DEFINITE_OCCASION.search(call.before(60)):
        return None
    for found in _RUMOUR.finditer(call.folded, *call.sentence):
        gap = call.gap(found)
        opens = found.start() - call.sentence[0] < 12 and found.group().startswith(("selon", "d'apres", "a en croire", "de source"))
        beside = len(gap) < 60 and not re.search(r"[;.«»\"]|\b(?:qui|que|qu'|dont)\b", re.sub(r"^ (?:que |qu')", "", gap))
        if beside or (opens and not re.search(r"[;«»\"]", gap)):
            return Factuality("unconfirmed", found.span(), "modality.rumour")
    return None


# -- one call --------------------------------------------------------------------------------------------------------------------

_DENIED_BESIDE = re.compile(
    rf"\b{_DENY}\b(?=\s*(?:[.!?]|$|,? ?(?:{_DAY}\b|formellement|categoriquement|fermement|en bloc|aussitot)[^,;]{{0,40}}[.]|"
    rf"(?:cette|l') ?(?:information|version|affirmation|recit)|ces informations|tou(?:t|te) {_CALL}|cet? (?:appel|echange|entretien|coup)|(?:l'existence|la tenue) d))"
)
_ABOUT_CALL = re.compile(rf"\b(?:{_CALL}|information|informations)\b")
_CONFIRMED = re.compile(
    rf"\b{_CALL}\b[^.;]{{0,50}}\ba (?:bien|effectivement|finalement) eu lieu|\bs(?:e sont|'est) (?:bien|effectivement) (?:parle|entretenu|telephone)|"
    rf"\b(?:a|ont) (?:bien|effectivement) (?:parle|appele|telephone|echange|discute)|\bpersonne [^.;]{{0,20}}ne le conteste"
)


def settle(tellings: Sequence[Factuality], folded: str, own: Sequence[Span], beside: Sequence[Span]) -> Factuality:
    """Factuality of one call from its tellings in text order (at least one), the sentences that tell it and those right beside them.

    A confirmation outweighs a plan, a denial outweighs a report; otherwise the first telling counts, and hesitation beside it.
    """
    first = tellings[0]
    confirmed = _first(_CONFIRMED, folded, own)
    if confirmed:
        return next((t for t in tellings if t.value == "occurred"), Factuality("occurred", confirmed, "modality.confirmed"))
    if denied := next((t for t in tellings if t.value == "denied"), None):
        return denied
    if first.value != "planned":
        if found := _denied_beside(folded, beside):
            return Factuality("denied", found, "modality.denied_beside")
        if first.value == "occurred" and (found := _open_beside(folded, beside) or _uncommented(folded, own, beside)):
            return Factuality("unconfirmed", found, "modality.not_confirmed_beside")
    return first


def _denied_beside(folded: str, beside: Sequence[Span]) -> Span | None:
    """ "Le Kremlin a démenti.", "C'est faux": a whole sentence that answers the report."""
    for span in beside:
        for found in _DENIED_BESIDE.finditer(folded, *span):
            if not _is_negated(folded, found):
                return found.span()
    return _first(_FALSEHOOD, folded, beside)


_NO_COMMENT = re.compile(
    r"\b(?:n'a|n'ont|n'avait) (?:pas (?:encore |souhaite |voulu |immediatement )*(?:commente|fait de commentaire|reagi|donne suite)|fait aucun commentaire|rien (?:publie|dit|communique))|"
    r"\brefus\w+ (?:de commenter|a tout commentaire)|\bne (?:commente|reagit|souffle|pipe)\w* (?:pas|mot)|\bs'abst\w+ de tout commentaire|\bn'en souffle mot"
)
_REPORTED = re.compile(r"\b(?:affirm|rapport|ecri|revel|racont|assur)(?:e|ent|ait|t|vent)\b|\bselon\b|\bd'apres\b")


def _uncommented(folded: str, own: Sequence[Span], beside: Sequence[Span]) -> Span | None:
    """A report by others on which a party says nothing: "Axios affirme que ... Le Kremlin ne commente pas." """
    return _first(_NO_COMMENT, folded, beside) if _first(_REPORTED, folded, own) else None


def _open_beside(folded: str, beside: Sequence[Span]) -> Span | None:
    """ "Pékin ne confirme pas.": of no other object, and in the passive only of the call."""
    for span in beside:
        for found in _NOT_CONFIRMED.finditer(folded, *span):
            passive = "ete " in found.group() or "etre " in found.group()
            if not _OTHER_OBJECT.match(folded, found.end()) and (not passive or _ABOUT_CALL.search(folded, span[0], found.start())):
                return found.span()
    return None


def _first(pattern: re.Pattern[str], folded: str, spans: Sequence[Span]) -> Span | None:
    return next((found.span() for span in spans if (found := pattern.search(folded, *span))), None)
