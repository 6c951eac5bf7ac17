"""Words by which a call did not come about: left open, denied, called off, negated, tried in vain. Everything matches folded text."""

from __future__ import annotations

import re

from transforms.languages.fr.cues import (
    ANOTHER_CLAUSE,
    ATTRIBUTED,
    CALL,
    CLITICS,
    DAY,
    DENY,
    NO,
    OPENS,
    CallInClause,
    Factuality,
    Span,
    governs,
    is_perfect,
    said_in_it,
)
from transforms.languages.fr.plans import wished

# -- left open ---------------------------------------------------------------------------------------------------------------

_OPEN = (
    rf"(?:\bni confirm\w+ ni (?:dement|infirm)\w+|\bne (?:confirm\w+|dement\w*) ni (?:ne |n')?(?:dement|infirm|confirm)\w*|"
    rf"\bn'?(?:a|ont|avait)? ?(?:ni )?(?:pas )?(?:voulu |souhaite |pu )?(?:ni )?confirm\w+ ni (?:dement|infirm)\w+|"
    rf"\bne confirm\w+ (?:toujours |encore )?pas\b|\bn'(?:a|ont|avait) (?:toujours |encore )?pas (?:immediatement |encore )?(?:ete )?confirme\w*|"
    rf"\bn'(?:a|ont|avait|avaient) (?:pas|toujours pas) (?:souhaite|voulu|pu) (?:le |la |l'|les )?(?:confirmer|(?:dire|preciser|indiquer) (?:[a-z]+ )?si)\b|\brefus\w+ (?:de|a) (?:confirmer|infirmer|(?:dire|preciser) (?:[a-z]+ )?si)\b|"
    r"\b(?:confirmer|infirmer|dementir) (?:ou|comme|et|pas plus que) (?:de |d'|a |le |l'|la )*(?:infirmer|dementir|confirmer)\b|"
    rf"\bni [^,;.]{{2,45}} ni [^,;.]{{2,45}} n'(?:a|ont|avait|avaient) (?:encore |voulu |souhaite )*confirme\w*(?! d[e'])|"
    rf"\baucune? (?:[a-z]+ )?{CALL}\b[^.;]{{0,40}}\bn'a (?:encore |pour l'heure )?(?:pu etre|ete) (?:[a-z]+ment |encore )?(?:confirme|verifie)e?\b|"
    rf"\breste a confirmer|\bnon confirme\w*|\bsans confirmation|\bpas (?:encore )?ete confirme\w*|"
    rf"\bn'(?:a|ai|ont|avons|avait) (?:pas |aucune )(?:eu )?connaissance d(?:e |')(?:ces? |cet |cette |un |une |tel |telle )?{CALL}|"
    rf"\binverifiable|\bn'(?:a|ont) (?:pas )?pu etre (?:verifiee?s?|confirmee?s?))"
)
NOT_CONFIRMED = re.compile(_OPEN)
_NOT_KNOWN = re.compile(r"\brien ne (?:permet|prouve|confirme|indique|atteste)\b|\b(?:ignore|sait pas|savoir|demandent?|question de savoir|ne sait) si\b")
OTHER_OBJECT = re.compile(r"\s+(?:(?:le|la|les|l'|un|une|des|ses?|son|sa|leurs?|que|qu'|avoir|etre)\b ?)(?!information|existence|tenue|appel|entretien|echange|conversation|coup|contact|teneur)")


def left_open(call: CallInClause) -> Factuality | None:
    """ "ne confirme ni ne dément", "n'a pas souhaité dire si": of the call, not of something told in another clause."""
    for found in NOT_CONFIRMED.finditer(call.folded, *call.sentence):
        elsewhere = found.start() >= call.expression.end and OTHER_OBJECT.match(call.folded, found.end())
        if not elsewhere and (not call.is_adverbial() or found.group().endswith("si")):
            return Factuality("unconfirmed", found.span(), "modality.not_confirmed")
    asked = _NOT_KNOWN.search(call.folded, call.clause[0], call.expression.start)
    return Factuality("unconfirmed", asked.span(), "modality.not_confirmed") if asked and not call.is_adverbial() else None


# -- denied ------------------------------------------------------------------------------------------------------------------

_DENIAL = re.compile(rf"\b{DENY}\b")
_NOT_DENIED = re.compile(r"\b(?:ne |n'|sans |ni |pas |jamais )(?:ne |n'|l'|le |la |les |a |ont |ete |personne )*$")
_LIGHT = r"(?:eu|recu|passe|tenu|mene|accepte|organise|participe|pris|donne|sollicite|demande|repondu|ete (?:joint|appele|contacte))"
_OTHER_PREDICATE = re.compile(
    rf"\b(?:avoir|ait|aient|etre|s'etre|soit|soient|avait|avaient) (?:[a-z]+ment |jamais |deja )?(?!{_LIGHT}e?s?\b)(?:ete )?[a-z']{{3,}}"
    r"|\b(?:toute?s?|une?|les?|la|l'|ses?|son|sa|des) (?:(?:version|recit|compte rendu|contenu|teneur|lecture|interpretation|resume) (?:[a-z]+ )?(?:de|du|d')|implication|responsabilite|accusation|ingerence|intention|role|projet|propos|menace|pression|lien|volonte)"
)
_TAKEN_BACK = rf"(?:\b(?:ce|chose) (?:que|qu')[^,;.]{{0,70}}\b{DENY}\b|\b(?:information|version|affirmation|rumeur|recit|assertion|allegation)s? [^;.]{{0,50}}\b{DENY}\b)"
_TARGET = (
    rf"(?=\s*(?:[.,»\"!?]|$|{DAY}\b|formellement|categoriquement|fermement|aussitot|depuis|vigoureusement|en bloc|cette? (?:information|version|affirmation|{CALL})|"
    rf"(?:ces|les) (?:informations|affirmations|rumeurs|allegations)|l'(?:information|affirmation|existence|{CALL})|la (?:tenue|rumeur|nouvelle)|cela|"
    rf"tou(?:t|te) {CALL}|tout(?: [a-z]+)?[.,]|par\b))"
)
_TAKEN_BACK_AFTER = re.compile(rf"{_TAKEN_BACK}|(?:,|\bmais|\balors que|\btandis que|\bor)[^;.]{{0,60}}?\b(?:l'a |le |la |l'ont |a |ont )?{DENY}\b{_TARGET}|\b(?:a|ont) ete {DENY}\b|\b(?:jure|affirme|assure|soutient|dit|pretend) (?:exactement )?le contraire\b")
_NEGATED_DENIAL = re.compile(rf"\b(?:ne |n'|sans |ni )(?:ne |n'|l'|le |la |les |a |ont )*{DENY}\b")
_NOT_MADE_KNOWN = r" (?:encore |pour l'heure )?(?:pu )?(?:ete|etre) (?:[a-z]+ment |encore )?(?:confirm|verifi|annonc|rendu|publi|document|mentionn|evoqu)"
_FALSE = (
    rf"(?:\bpersonne n'a (?:appele|telephone|parle)\b|\bc'est (?:[a-z]+ )?faux\b|{OPENS}(?:totalement |completement )?faux\W|\bfausses? (?:information|nouvelle|rumeur)s?\b|\binfox\b|\bfake news\b|\bde toutes pieces\b|"
    rf"\b(?:pure|simple|une) (?:pure )?(?:invention|fiction)\b|\bpurement (?:et simplement )?invente\w*|\baffabulations?\b|\bfoutaises?\b|\bfruit de (?:l'|son |leur )imagination|"
    rf"\b(?:rumeurs?|informations?|allegations?) (?:[a-z]+ )?(?:infondees?|fantaisistes?|mensongeres?|erronees?)|\b(?:sans|denuee?s? de) (?:aucun |tout )?fondement\b|\bs'inscri\w+ en faux\b|"
    rf"\b(?:assure|affirme|jure|soutient|soutenu|repond|repondu|dit|maintient|promet|promis|declare|certifie|indique|precise)(?:nt)?(?: [a-z']+){{0,3}}? qu'il n'en (?:est|etait) rien\b|[«\"] ?(?:non, )?il n'en est rien ?[».,\"]|"
    rf"\brien de tel\b|(?:{OPENS}|\bun )dementis? (?:immediat|formel|categorique|cinglant|officiel|de |du |d')\w*|"
    rf"\b(?:rejet|qualifi|balay|balai|denonc)\w+ [^.;]{{0,40}}\b(?:mensong\w+|fantaisistes?|invente\w*|fau(?:x|sse)|absurdes?|ridicules?)\b|"
    rf"\bni (?:[a-z]+ )?{CALL}\b[^.;:]{{0,30}} ni [^.;:]{{2,40}} n'(?:a|ont|avait|avaient)\b|\bn'y (?:a|avait) (?:[a-z]+ )?eu ni (?:[a-z]+ )?{CALL}\b|"
    rf"\b(?:appel|entretien|echange|coup de fil)s? (?:imaginaires?|fictifs?|inventes?)\b|\b{CALL} n'existe pas\b|"
    rf"\b{CALL}\b[^.;]{{0,60}}\b(?:n'a|n'ont|n'avait) (?:jamais|pas) (?:eu lieu|existe|ete passe)|\b{CALL}\b[^.;]{{0,40}}\bne s'est (?:jamais|pas) (?:tenue?|produite?)|"
    rf"\baucune? (?:[a-z]+ )?{CALL}\b[^.;]{{0,40}}\b(?:n'a|ne s'est|n'avait)\b(?!{_NOT_MADE_KNOWN})|\bn'y a (?:jamais |pas )eu (?:d'|de )(?:tel |telle )?{CALL}|\bn'y a eu (?:aucune? (?:[a-z]+ )?{CALL}|ni {CALL}))"
)
FALSEHOOD = re.compile(_FALSE)


def contradicted(call: CallInClause) -> Factuality | None:
    """A verb of denial whose object is the call, or words that call the report of it false."""
    for found in _DENIAL.finditer(call.folded, *call.sentence):
        if found.end() <= call.expression.start and not is_negated(call.folded, found) and _denies(call, call.gap(found)):
            return Factuality("denied", found.span(), "modality.denied")
    behind = _TAKEN_BACK_AFTER.search(call.folded, call.expression.end, call.sentence[1])
    if behind and not _back_and_forth(call, behind) and not _NEGATED_DENIAL.search(behind.group()):
        return Factuality("denied", behind.span(), "modality.denied")
    if not call.is_adverbial() and call.expression.kind == "noun" and (off := _called_off(call)):
        return Factuality("denied", off, "modality.called_off")
    false = FALSEHOOD.search(call.folded, *call.sentence)
    if false and not call.is_adverbial() and not (_negation(call) and not _is_attributed(call)):
        return Factuality("denied", false.span(), "modality.false")
    return None


_CALLED_OFF = re.compile(
    r"^(?:,? qu(?:e |')[^;.:,«»\"]{0,60}?\b(?:devai|esperai|souhaitai|voulai|comptai)(?:t|ent) avoir\b)?(?:(?!\b(?:qui|que|qu'|dont|ou|lors|mais)\b)[^;.:«»\"]){0,190}?(?:, (?:dont|que|qu'|ou) [^,;.:«»\"]{3,90})?(?:,| )+(?:[«\"“] ?)?(?:(?:n'(?:a|ont|avait|avaient)|n'aura|n'auront) (?:[a-z]+ment )?(?:pas|jamais) (?:[a-z]+ment )?eu lieu\b(?! avant)|ne s'(?:est|etait) (?:[a-z]+ment )?(?:pas|jamais) (?:[a-z]+ment )?tenue?\b"
    r"|(?:a|avait|ont|avaient) (?:[a-z]+ment )?(?:ete )(?:[a-z]+ment )?(?:annulee?s?|decommandee?s?)\b)"
)
_STILL_OPEN = re.compile(r"\b(?:reporte|repousse|reprogramme|decale)e?s?\b")
_ANNOUNCED_ONE = re.compile(r"\b(?:le|la|les|l'|leur|leurs|son|sa|cet|cette|ce|une?)\s?(?:[a-z]+ )?$")


def _called_off(call: CallInClause) -> Span | None:
    """ "L'entretien annoncé pour vendredi entre X et Y n'a pas eu lieu", "leur visioconférence a été annulée"."""
    if not _ANNOUNCED_ONE.search(call.before(30)) or _STILL_OPEN.search(call.folded, *call.sentence) or _UNANSWERED.search(call.folded, *call.sentence):
        return None
    off = _CALLED_OFF.match(call.behind(220))
    return (call.expression.end, call.expression.end + off.end()) if off else None


def is_negated(folded: str, denial: re.Match[str]) -> bool:
    """ "ne dément pas", "sans démentir", "ni n'infirme": no denial."""
    return bool(_NOT_DENIED.search(folded, max(0, denial.start() - 30), denial.start()))


def _denies(call: CallInClause, gap: str) -> bool:
    """Whether the words after a verb of denial lead to the call itself and not to something said in it."""
    if re.search(r"[;:]|\.\s", gap) or call.is_adverbial() or len(gap) > 170:
        return False
    if call.expression.kind == "noun" and gap.startswith((" que ", " qu'")) and _OTHER_PREDICATE.search(call.behind(150)):
        return False  # "dément que l'appel ait été tendu": the call itself is granted
    if call.expression.kind == "noun" and re.search(r"\b(?:par|dans) [«\" ]*(?:un|une) (?:[a-z]+ )?$", gap):
        return False
    return not _OTHER_PREDICATE.search(gap)


def _back_and_forth(call: CallInClause, found: re.Match[str]) -> bool:
    """A denial behind the call that answers something told in it ("lors de cet appel, il a accusé X, qui dément")."""
    return call.is_adverbial() and not re.search(rf"{CALL}", found.group())


# -- negated -----------------------------------------------------------------------------------------------------------------

_NE = re.compile(rf"\b(?:ne |n'){CLITICS}$")
_NE_INFINITIVE = re.compile(rf"\b(?:ne (?:pas|jamais|plus)|n'avoir (?:jamais|pas|a aucun moment)|sans(?: jamais)?) (?:avoir |etre )?{CLITICS}(?:avoir |etre )?$")
_NEVER_BEFORE = re.compile(rf"\bjamais [^,;.:«»\"]{{0,60}}\b(?:ne |n'){CLITICS}$")
_NO_NOUN = re.compile(r"\b(?:aucune?|pas (?:eu )?d[e']|pas (?:ete )?un|ni|nul|nulle) ?(?:[a-z-]+ )?$")
_NOT_KNOWN_BEHIND = re.compile(rf"^[^.;]{{0,40}}\bn'a{_NOT_MADE_KNOWN}")
_NO_BEHIND = re.compile(r"^[^,;.»\"]{0,70}\b(?:ne s'est|ne s'etait|n'a|n'ont|n'avait|n'a) (?:pas|jamais) (?:ete |eu |lieu|existe|tenu|passe)|^[^,;.]{0,40}\bn'existe pas")
# "n'a pas de commentaire à faire sur cet appel": what is missing is a word on the call
_WORD_ON = r"(?:commentaire|information|precision|detail|reaction|confirmation|declaration|nouvelle|trace|reponse|element)s?"
_NEGATED_NOUN = re.compile(rf"\b(?:ne |n'){CLITICS}(?:[a-z']+ ){{1,2}}?{NO} (?:[a-z]+ment )?(?:ete )?(?:{_LIGHT}e?s?|d[e']|un|une)\b(?! ?{_WORD_ON})")
_NEGATED_ADVERB = re.compile(
    rf"\b(?:ne |n'){CLITICS}(?:[a-z']+ ){{1,2}}?{NO} (?:[a-z]+ment )?(?:ete )?(?:averti|prevenu|parle|informe|joint|contacte|discute|echange|appele|consulte|salue|felicite|remercie|communique|converse)e?s?\b"
)
_CONTRAST = re.compile(r"\bce n'(?:est|etait) pas\b|\bmais (?:par|au|en|lors)\b")
_NEVER_INTENDED = re.compile(rf"\b(?:ne |n'){CLITICS}(?:prev\w+|compt\w+|envisag\w+|veut|veulent|souhait\w+|entend\w*|va|vont|a (?:pas )?l'intention)\b[^.;]{{0,40}}\bpas\b|\bn'a pas l'intention\b")
_SET_OFF_DAY = re.compile(rf",? ?{DAY}(?: [a-z]+)?,")
_TROUBLE_BY_IT = re.compile(r" [a-z]+(?:er|ir|re) [^,;:.]{3,70} (?:par|avec) (?:un|une|son|cet) ?")  # "ne souhaitait pas embarrasser Y par un coup de fil"
_NOT_SINCE = re.compile(r"\b(?:pas|plus)\b[^.;]{0,90}\bdepuis\b")


def negation_of_call(call: CallInClause) -> Span | None:
    """The negation of the call itself; a plan that is ruled out ("n'est pas exclu", "n'est pas prévu") is a matter of `wished`."""
    return None if wished(call) else _negation(call)


def _negation(call: CallInClause) -> Span | None:
    """Negation of the verb or the noun that denotes the call, within its clause."""
    before, start = call.before(), call.expression.start
    if call.expression.kind in ("talk_verb", "call_verb"):
        here = call.words + call.behind(12)
        if (found := _NE.search(before)) and re.search(rf"\b{NO}\b", here) and not re.search(r"\b(?:pas|point) seulement|\bpas que\b", here):
            return start - len(before) + found.start(), call.expression.end
        if found := _NE_INFINITIVE.search(before):
            return start - len(before) + found.start(), call.expression.end
        if found := _NEVER_BEFORE.search(call.folded, call.sentence[0], start):
            return found.span()
    elif call.expression.kind == "noun":
        if (found := _NO_NOUN.search(before)) and not _NOT_KNOWN_BEHIND.search(call.behind(80)):
            return start - len(before) + found.start(), call.expression.end
        if found := _NO_BEHIND.search(call.behind()):
            return call.expression.end + found.start(), call.expression.end + found.end()
    for found in _NEVER_INTENDED.finditer(call.folded, *call.near):
        gap = _SET_OFF_DAY.sub("", re.sub("[«»\"]", "", call.gap(found)))
        if found.end() <= start and (governs(gap) or _TROUBLE_BY_IT.fullmatch(gap)):
            return found.span()
    predicate = _NEGATED_NOUN if call.expression.kind == "noun" else _NEGATED_ADVERB
    for found in predicate.finditer(call.folded, *call.near):
        gap = call.gap(found)
        if found.end() <= start and "," not in gap and not ANOTHER_CLAUSE.search(gap) and not call.is_adverbial():
            return None if _CONTRAST.search(call.folded, *call.sentence) else found.span()
    return None


def denial_or_nothing(call: CallInClause, negation: Span) -> Factuality | None:
    """What a negation says: a party's denial, or the author's word that there was no call."""
    if _NEVER_INTENDED.search(call.folded, *call.near) or not _is_attributed(call):
        return None
    if _NOT_SINCE.search(call.folded, *call.near) and not re.search(r"\b(?:aucune?|jamais|pas eu)\b", call.folded[slice(*call.near)]):
        return None
    return Factuality("denied", negation, "modality.negated")


def _is_attributed(call: CallInClause) -> bool:
    """Whether somebody says it: in quotation marks, with a verb of saying, or beside a sentence that denies."""
    if call.is_quoted() or ATTRIBUTED.search(call.folded, *call.sentence):
        return True
    return bool(_DENIAL.search(call.folded, *call.context) or FALSEHOOD.search(call.folded, *call.context))


# -- tried in vain -----------------------------------------------------------------------------------------------------------

_TRIED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|aurait|auraient|ayant|avoir|s'est|s'etait|se sont) (?:(?!(?:cette|cet|ce|sa|son|ses|la|le|les|une?|leurs?|toute)\b)[a-z-]+ ){0,3}?(?:tente|efforcee?s?|evertuee?s?|essaye|cherche|echoue|voulu|refuse|decline|sollicite|demande|propose|offert|ignore|rejete|econduit|manque|annule|renonce)(?! (?:d'avoir|et obtenu))|tent(?:e|ent|ait|er|ant) (?:de|d'|en vain)|"
    r"essa(?:ie|ye|yait|yer) (?:de|d')|cherch(?:e|ent|ait) a\b|(?:s'efforc|s'evertu)(?:e|ait|ant) (?:de|d'|a)\b|attend(?:ait|ent|aient|ra|ront|ant|re)?\b(?! que| qu')(?:,? (?:toujours|encore|depuis|en vain|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)(?: soir| matin)?)\b,?)*|refus(?:e|ent|ait|er|ant)\b|declin(?:e|ent|ait)\b|sollicit(?:e|ent|ait)\b|reclam(?:e|ent|ait)\b|"
    r"n'(?:a|ont|avait|aurait|auraient|est|sont) (?:toujours |encore |en revanche |cependant |toutefois |finalement |en fait )?(?:pas|jamais) (?:encore |ete |non plus )?(?:pu |reussi a |parvenue?s? a |repondu|decroche|donne suite|pris\b)|n'(?:a|ont|avait|avaient|aurait) (?:pu|su|reussi a)\b(?! (?:que|qu'))|n'(?:est|sont|etait) parvenue?s? a\b|faute (?:de|d')\b|peine a\b|tentatives? (?:de|d')|demande d[e'] ?(?:un |une )?$)"
)
_UNANSWERED = re.compile(
    r"\b(?:n'a pas (?:decroche|repondu|pris l'appel|donne suite|rappele|abouti)|(?:personne )?n'a decroche|sans reponse|reste(?:e|s|es)? lettre morte|en vain|sans succes|injoignable|"
    r"laisse sonner|ne (?:prend|prennent|prenait|repond\w*|decroch\w*) (?:pas|plus)|(?:refuse|decline|rejete|ignore)e?s? (?:par|de repondre|de prendre|de decrocher)|n'(?:a|ont) pas abouti|"
    r"a ete (?:refuse|decline|rejete)e?|(?:a|ayant) (?:refuse|decline|rejete|ignore)\b)"
)
_NOBODY_ANSWERED = re.compile(  # "a appelé Y, qui n'a pas décroché": whatever the tense of the calling
    r"[^;.:«»\"]{2,110}?(?:,? mais|,? sans (?:que|qu')|, (?:qui|lequel|laquelle)|, en vain)[^;.:«»\",]{0,50}?\b(?:n'a|n'ont|n'avait|ne) (?:pas |jamais )?(?:decroche|pris l'appel|repondu(?= ?[.,;]|$)|daigne repondre)(?: pas)?|[^;.:«»\",]{2,90}, en vain\b"
)
_HOW_OFTEN = re.compile(r",? (?:en vain|vainement|sans (?:grand )?succes|sans (?:y )?(?:parvenir|resultat)|par [a-z]+ fois|a [a-z]+ reprises),?(?= |$)")
_ANNOUNCED_FOR = re.compile(r"[^;.]{0,60}\b(?:annonce|prevu|programme|fixe|promis)e?s?\b")  # "attend l'appel de Y, annoncé pour vendredi"
_WHEN_CALLED = re.compile(r"^,? (?:lorsque?|quand) ?[^,;.]{0,45}$")
_SUCCEEDED = re.compile(r"\b(?:et (?:l'a )?obtenu|a (?:fini|reussi|finalement)|est parvenue? a|ont fini|n'(?:a|ont|avait) pas (?:manque|oublie|hesite)|finalement (?:pu|joint|obtenu)|a accepte)\b")


def tried_in_vain(call: CallInClause) -> Factuality | None:
    """Attempts, requests and refusals: a verb that governs the call, or words that nobody answered."""
    if call.is_adverbial() or said_in_it(call) or _SUCCEEDED.search(call.folded, *call.near):
        return None
    for found in _TRIED.finditer(call.folded, *call.near):
        if found.group().startswith("attend") and _ANNOUNCED_FOR.match(call.behind()):
            continue
        gap = _HOW_OFTEN.sub("", call.gap(found))
        if found.start() < call.expression.end <= found.end() or (found.end() <= call.expression.start and (governs(gap) or _WHEN_CALLED.match(gap))):
            return Factuality("unconfirmed", found.span(), "modality.attempt")
    if unanswered := _NOBODY_ANSWERED.match(call.folded, call.expression.end, call.sentence[1]):
        return Factuality("unconfirmed", unanswered.span(), "modality.attempt")
    found_behind = _UNANSWERED.search(call.folded, call.expression.start, min(call.sentence[1], call.expression.end + 130))
    if found_behind and not re.search(r"[.;]|\b(?:a propos|concernant|selon)\b", call.gap(found_behind)) and not is_perfect(call):
        return Factuality("unconfirmed", found_behind.span(), "modality.attempt")
    return None
