"""Factuality of a call as its sentence tells it: occurred, planned, denied or unconfirmed. Works on folded text; rules in order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.languages.fr.expressions import Expression

Span = tuple[int, int]

_TALK_PP = r"(?:entretenu|parle|discute|echange|appele|telephone|converse|joint|contacte|eu|tenu|mene|recu|reparle|dialogue|passe|evoque|confirme|dit|fait|demande|propose|accepte|eu lieu|ete)e?s?"

_DENIAL = re.compile(
    r"\b(?:dement(?:i|ie|ies|is|ent|ait|aient|ir|iront|ira)?|nie(?:nt|r|es?)?|niait|refut\w+|contredit|contest\w+|aucun(?:e)? (?:appel|entretien|conversation|echange|contact|discussion|coup|communication|telephonade)|"
    r"n'(?:a|ont|avait|avaient) (?:jamais|pas) (?:eu lieu|ete (?:passe|tenu|organise)|appele|telephone|recu d'appel|parle|contacte|eu)|"
    r"n'y a (?:pas|jamais) eu (?:d'appel|d'entretien|de conversation|d'echange|de contact|de coup|de discussion)|n'y a eu aucun|purement invente\w*|invention|fausse information|infox|de toutes pieces|faux)\b"
)
_DENIAL_SPEECH = re.compile(r"\b(?:selon|a (?:[a-z]+ )?(?:affirme|assure|declare|dit|indique|precise|martele|jure|repondu|fait savoir|tranche|insiste)|assure|affirme|porte-parole|dement\w*|nie\w*|refut\w+|contredit|contest\w+)\b")
_NEGATED = re.compile(r"\b(?:ne|n')\s?(?:se |s'|lui |leur |l'|y )?(?:a|ont|est|sont|avait|avaient|etait|etaient|etaient|veut|souhaite|compte|prevoi\w*|envisage\w*|parle\w*|entretien\w*)\b(?: [a-z-]+){0,2}? ?(?:pas|jamais|plus|guere|point|aucun\w*)\b")
_ONLY_NOT_SINCE = re.compile(r"\b(?:plus|pas|jamais)\b[^.;]{0,60}\bdepuis\b")

_NOT_CONFIRMED = re.compile(
    r"\b(?:n'?(?:a|ont|avait)? ?(?:ni )?(?:pas )?(?:voulu |souhaite |pu )?(?:ni )?confirm\w+ ni (?:dement|infirm)\w+|ni confirme ni (?:dementi|infirme)|ne confirme\w* (?:pas|ni)|n'a pas (?:ete )?(?:immediatement )?confirme\w*|"
    r"n'(?:a|ont|avait) (?:pas|toujours pas) (?:souhaite|voulu|pu) confirmer|reste a confirmer|non confirme\w*|sans confirmation|pas (?:encore )?ete confirme\w*)\b"
)
_ATTEMPT = re.compile(
    r"\b(?:(?:a|ont|avait|avaient|aurait) (?:[a-z-]+ ){0,3}?(?:tente|essaye|cherche|echoue|voulu|souhaite|refuse|decline|sollicite|ignore)|tent(?:e|ent|ait|er|ant)|essa(?:ie|ye|yait|yer)|cherch(?:e|ent|ait)|"
    r"refus(?:e|ent|ait|er|ant)|decline|n'a pas (?:decroche|repondu|pris l'appel|donne suite)|sans reponse|reste(?:e|s|es)? (?:sans reponse|lettre morte)|en vain|sans succes|injoignable|laisse sonner|ne (?:prend|prennent|prenait|repond\w*|decroch\w*) (?:pas|plus)|"
    r"n'(?:a|avait|ont) (?:toujours )?pas (?:ete )?(?:pu |reussi a )?(?:rappele|decroche|repondu|joindre|abouti)|n'a pas abouti|demande d'(?:entretien|appel)|rejete\w*)\b"
)
_CONDITIONAL_PAST = re.compile(rf"\b(?:aurait|auraient|serait|seraient|se seraient|se serait)\b(?: [a-z'-]+){{0,5}}? {_TALK_PP}\b|\baurait (?:eu lieu|dure|ete)\b")
_RUMOUR = re.compile(
    r"\b(?:selon (?:des|plusieurs|certaines?|une|deux|trois|un) (?:[a-z-]+ )?(?:sources?|medias?|informations?|responsables?|rumeurs?|journa\w+|diplomates?|temoins?|proches?|fuites?|officiels?|chaines?|site)|d'apres (?:des|plusieurs|une|certains) [a-z]+|"
    r"sous (?:le )?couvert d'anonymat|la rumeur|rumeurs?|croit savoir|croient savoir|dit-on|il se dit|se murmure|a en croire (?:des|plusieurs|une|certains)|prete a|soupconn\w+|hypothetique|supposee?s?|presumee?s?|pretendue?s?|peut-etre)\b"
)
_WISH = re.compile(
    r"\b(?:propos(?:e|ent|ait|er|ant)|a propose|pret(?:e|s)? a (?:s'|se |parler|discuter|appeler|telephoner|un)|pourrai(?:t|ent)|n'exclu\w*(?: pas)?|envisag\w+|souhait(?:e|ent|ait|aient|erait)|voudrait|aimerait|esper(?:e|ent|ait)|a demande (?:a )?(?:parler|un|une|a)|"
    r"reclam\w+|appelle? de ses voeux|aucune date|date (?:reste|n'a)|ouvert(?:e)? a|dispose(?:e|s)? a|disponible pour|n'est pas (?:exclu\w*|prevu\w*)|pas (?:de|d')(?: [a-z]+)? prevue?|rien (?:de |n'est )?prevu|"
    r"(?:il )?faudrait|devrait-il|(?:si|quand) (?:le moment|les conditions)|pas (?:exclu|impossible))\b"
)
_PLANNED = re.compile(
    r"\b(?:doi(?:t|vent)|devrai(?:t|ent)|devai(?:t|ent)|va|vont|allai(?:t|ent)|prevoi(?:t|ent)|prevoyai\w+|compte(?:nt)?|entend(?:ent)?|s'apprete(?:nt)?|sur le point de|est cense\w*|sont cense\w*)(?: [a-z'-]+){0,5}? "
    r"(?:s'entretenir|se parler|s'appeler|parler|discuter|echanger|appeler|telephoner|avoir|tenir|mener|participer|s'adresser|se telephoner|joindre|contacter|se concerter|organiser|converser|reunir|se reunir|se reparler|evoquer|aborder|consulter|avoir lieu|se tenir|intervenir|etre|faire|passer|se retrouver|suivre)\b"
    r"|\b(?:s'entretiendr|se parler(?:a|ont)|parler(?:a|ont)\b|discuter(?:a|ont)\b|echanger(?:a|ont)\b|se concerter(?:a|ont)\b|appeller(?:a|ont)\b|telephoner(?:a|ont)\b|aur(?:a|ont|ait|aient) (?:[a-z]+ ){0,3}?(?:un|une|lieu|des)\b|se tiendr|tiendr(?:a|ont)|participer(?:a|ont)\b|reunir(?:a|ont)\b|se reparler|fer(?:a|ons|ont) une|sera consacr|seront)"
    r"|\baur(?:a|ont)\b[^,;.]{0,60}?(?:au bout du fil|au telephone)|\b(?:demain|apres-demain|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine) prochaine?)\b"
    r"|\b(?:prevue?s?|programmee?s?|planifiee?s?|annoncee?s? pour|attendue?s?|doit se tenir|est programme|fixee?s? (?:a|au|pour)|calee?s? (?:a|au|pour)|(?:jours|heures|semaine|semaines|entretien|appel) a venir|prochaine?s?|imminente?s?|en preparation|agenda|est prevu|figure a l'agenda)\b|\bavant (?:un|une|cet|l'|son|leur) ?(?:[a-z]+ )?(?:appel|entretien|conversation|echange|visioconference|coup)|\ba la veille (?:d'un|d'une|de (?:l'|cet|cette|son|leur)) ?(?:[a-z]+ )?(?:appel|entretien|conversation|echange|visioconference)"
)
_HAPPENED = re.compile(
    rf"\b(?:se sont|s'est|s'etait|s'etaient|ont|a|avait|avaient|venait de|viennent de|vient de)(?: [a-z'-]+){{0,4}}? (?:entretenu|parle|discute|echange|converse|appele|telephone|eu|tenu|mene|reparle|dialogue)e?s?\b|"
    r"\b(?:a l'issue|au cours|lors|apres|a la suite|au terme|suite a|au lendemain|pendant|durant|dans la foulee) (?:d|du|de)|"
    r"\b(?:prevue?s? initialement|initialement prevue?s?|comme prevu)\b"
)
_POSTPONED = re.compile(r"\b(?:annule\w*|reporte\w*|repousse\w*|n'aura pas lieu|n'auront pas lieu)\b")


@dataclass(frozen=True)
class Factuality:
    """A value with the words that state it (None when it is the default) and its rule."""

    value: str
    span: Span | None
    rule: str


def read_factuality(folded: str, expression: Expression, sentence: Span) -> Factuality | None:
    """Factuality of the call that `expression` denotes in `sentence`; None when the sentence says that there was none to report."""
    start, end = clause_around(folded, expression, sentence)
    near = (max(start, expression.start - 90), min(end, expression.end + 110))
    if found := _search(_NOT_CONFIRMED, folded, sentence):
        return Factuality("unconfirmed", found.span(), "modality.not_confirmed")
    if found := _search(_DENIAL, folded, sentence):
        if _ONLY_NOT_SINCE.search(folded, *near):
            return None
        if _DENIAL_SPEECH.search(folded, *sentence):
            return Factuality("denied", found.span(), "modality.denied")
        return None
    if (negated := _is_negated(folded, expression, near)) and not _WISH.search(folded, *near):
        told = _DENIAL_SPEECH.search(folded, *sentence) or any(c in folded[sentence[0]:sentence[1]] for c in "«»\"")
        return Factuality("denied", negated.span(), "modality.negated") if told and not _ONLY_NOT_SINCE.search(folded, *near) else None
    if found := _search(_CONDITIONAL_PAST, folded, near):
        return Factuality("unconfirmed", found.span(), "modality.conditional")
    if found := _attempted(folded, expression, near):
        return Factuality("unconfirmed", found.span(), "modality.attempt")
    planned = _near(_PLANNED, folded, expression, near)
    if (found := _wished(folded, expression, near)) and (not planned or _gap(found, expression) <= _gap(planned, expression)):
        return Factuality("unconfirmed", found.span(), "modality.wish")
    if planned and not _happened_closer(folded, expression, planned, near):
        return Factuality("planned", planned.span(), "modality.planned")
    if found := _search(_RUMOUR, folded, near):
        if expression.start - 60 < found.start() < expression.end + 60:
            return Factuality("unconfirmed", found.span(), "modality.rumour")
    return Factuality("occurred", None, "modality.default")


def _is_negated(folded: str, expression: Expression, near: Span) -> re.Match[str] | None:
    """Whether the expression itself is negated: no other clause and no quotation mark in between."""
    for found in _NEGATED.finditer(folded, *near):
        gap = folded[found.end():expression.start] if found.end() <= expression.start else folded[expression.end:found.start()]
        if not re.search(r"[\"«»,;:]|\b(?:que|qu'|qui|mais|alors|lors|a l'issue|apres)\b", gap) or found.start() < expression.end and expression.start < found.end():
            return found
    return None


def clause_around(folded: str, expression: Expression, sentence: Span) -> Span:
    """The clause of an expression: from the last to the next semicolon, colon or adversative conjunction."""
    left = max((m.end() for m in _CLAUSE_EDGE.finditer(folded, sentence[0], expression.start)), default=sentence[0])
    right = next((m.start() for m in _CLAUSE_EDGE.finditer(folded, expression.end, sentence[1])), sentence[1])
    return left, right


_CLAUSE_EDGE = re.compile(r"[;:]|, (?:mais|alors que|tandis que|apres avoir|apres que|puis|avant de|avant qu)\b|\.\s")


def _search(pattern: re.Pattern[str], folded: str, span: Span) -> re.Match[str] | None:
    return pattern.search(folded, *span)


def _near(pattern: re.Pattern[str], folded: str, expression: Expression, near: Span) -> re.Match[str] | None:
    found = list(pattern.finditer(folded, *near))
    return min(found, key=lambda m: max(expression.start - m.end(), m.start() - expression.end, 0), default=None)


def _gap(found: re.Match[str], expression: Expression) -> int:
    return max(expression.start - found.end(), found.start() - expression.end, 0)


def _wished(folded: str, expression: Expression, near: Span) -> re.Match[str] | None:
    """A wish that governs the expression: right before it with no clause in between, or the verb of the noun."""
    for found in _WISH.finditer(folded, *near):
        before = found.end() <= expression.start
        gap = folded[found.end():expression.start] if before else folded[expression.end:found.start()]
        if len(gap) <= (45 if before else 30) and not re.search(r"[,;:.\"«»]|\b(?:que|qu'|qui|pour|afin|lors|apres|a l'issue|au cours)\b", gap):
            if before or expression.kind == "noun" and re.match(r"pourrai|n'exclu|envisag|n'est pas|date|aucune", found.group()):
                return found
    return None


def _attempted(folded: str, expression: Expression, near: Span) -> re.Match[str] | None:
    found = _ATTEMPT.search(folded, max(near[0], expression.start - 45), min(near[1], expression.end + 70))
    if found and re.match(r"(?:refus|decline|a refuse|a decline|demande)", found.group()) and found.start() > expression.end:
        return None
    if found and found.start() > expression.end and re.match(r"(?:tent|essa|cherch|(?:a|ont) .*(?:tente|essaye|cherche|souhaite|voulu|sollicite|ignore))", found.group()):
        return None
    return found


def _happened_closer(folded: str, expression: Expression, planned: re.Match[str], near: Span) -> bool:
    happened = _near(_HAPPENED, folded, expression, near)
    if happened is None:
        return False
    if happened.start() <= expression.start < happened.end() or (expression.kind == "noun" and 0 <= expression.start - happened.end() < 14):
        return not (planned.start() <= expression.start <= planned.end()) and not (0 <= planned.start() - expression.end < 4)
    gap_planned = max(expression.start - planned.end(), planned.start() - expression.end, 0)
    gap_happened = max(expression.start - happened.end(), happened.start() - expression.end, 0)
    return gap_happened < gap_planned
