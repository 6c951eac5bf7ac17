"""Factuality of a call: occurred, planned, denied or unconfirmed. Everything matches folded text.

`read_factuality` reads one telling from its own sentence, one family of cues after another (`denials`, `plans`, and here questions,
the conditional and rumours); `settle` weighs the tellings of one call and what the sentences beside them say of it ("Le Kremlin a démenti.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.languages.fr.cues import (
    ANOTHER_CLAUSE,
    CALL,
    DAY,
    DENY,
    FUTURE_IN_PAST,
    OCCURRED,
    CallInClause,
    Factuality,
    Span,
    clause_around,
    without_full_stops,
)
from transforms.languages.fr.denials import (
    FALSEHOOD,
    NOT_CONFIRMED,
    OTHER_OBJECT,
    contradicted,
    denial_or_nothing,
    is_negated,
    left_open,
    negation_of_call,
    tried_in_vain,
)
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.plans import planned_or_wished


def read_factuality(folded: str, expression: Expression, sentence: Span, context: Span | None = None) -> Factuality | None:
    """Factuality of the call that `expression` denotes in `sentence`; None when nobody speaks of a call that was or will be.

    `context` reaches over the sentences beside it: they tell whether a negation is a party's answer or the author's own.
    """
    context = context or sentence
    folded = without_full_stops(folded, context)
    call = CallInClause(folded, expression, sentence, clause_around(folded, expression, sentence), context)
    for family in (left_open, contradicted):
        if found := family(call):
            return found
    if not (attempt := tried_in_vain(call)):
        negation = negation_of_call(call)
        if negation:
            return denial_or_nothing(call, negation)
    return _asked(call) or _conditional(call) or attempt or planned_or_wished(call) or _rumoured(call) or OCCURRED


_QUESTION = re.compile(r"[a-z]-(?:t-)?(?:il|elle|on)s?\b[^?]*\?")
_OPEN_QUESTION = re.compile(r"\b(?:pourquoi|comment|quand|que|qu'|quoi|qui|ou|quels?|quelles?|combien|jusqu'ou)\b")


def _asked(call: CallInClause) -> Factuality | None:
    """ "Se sont-ils parlé au téléphone ?" leaves it open; "pourquoi se sont-ils parlé ?" does not."""
    found = _QUESTION.search(call.folded, *call.sentence)
    if found and found.start() - 20 < call.expression.end and not _OPEN_QUESTION.search(call.folded, call.sentence[0], found.start()):
        return Factuality("unconfirmed", found.span(), "modality.question")
    return None


_CONDITIONAL = re.compile(r"\b(?:aurai(?:t|ent)|serai(?:t|ent))\b(?! (?:un|une|des|pret|prets|prete|bientot|ensuite)\b)")
_CONDITIONAL_BEHIND = re.compile(r"^[^;.:«»\"]{0,70}?\b(?:aurai(?:t|ent) (?:eu lieu|dure|ete|porte|lieu|permis|tourne)|se serai(?:t|ent) (?:tenue?|deroulee?|mal )|serai(?:t|ent) (?:en |prevu|programme|imminent|a l'etude|envisage))")
_DEFINITE_OCCASION = re.compile(r"\b(?:du|de (?:l'|la|leur|cet|cette|son|sa|ce)|apres (?:l'|leur|cet|cette|son|sa)|durant (?:l'|leur|cet|cette)|pendant (?:l'|leur|cet|cette)) ?(?:[a-z-]+ ){0,2}$")


def _conditional(call: CallInClause) -> Factuality | None:
    """ "aurait téléphoné", "se seraient entretenus", "l'appel aurait eu lieu": told without being vouched for."""
    if call.is_adverbial() and _DEFINITE_OCCASION.search(call.before(60)):
        return None
    for found in _CONDITIONAL.finditer(call.folded, *call.near):
        inside = found.start() < call.expression.end and call.expression.start < found.end()
        leads = found.end() <= call.expression.start and not ANOTHER_CLAUSE.search(call.gap(found)) and not _is_future_in_past(call, found)
        occasion = found.start() >= call.expression.end and call.is_adverbial() and not ANOTHER_CLAUSE.search(call.gap(found))
        if (inside and not _is_future_in_past(call, found)) or leads or occasion:
            return Factuality("unconfirmed", found.span(), "modality.conditional")
    if call.expression.kind == "noun" and (behind := _CONDITIONAL_BEHIND.search(call.behind())) and not FUTURE_IN_PAST.search(call.before(200)):
        return Factuality("unconfirmed", (call.expression.end, call.expression.end + behind.end()), "modality.conditional")
    return None


def _is_future_in_past(call: CallInClause, found: re.Match[str]) -> bool:
    """ "a annoncé qu'il aurait un entretien": the future of a reported announcement; a participle makes it a conditional."""
    perfect = re.match(r"\w+ (?:[a-z]+ment |deja |bien |ete |tout de meme |[a-z]+ )?(?:eu|ete|entretenus?|parle|appele|telephone|discute|echange|tenu|joint|contacte)\b", call.folded[found.start():found.start() + 70])
    return not perfect and bool(FUTURE_IN_PAST.search(call.folded[call.sentence[0]:found.start()]))


_UNNAMED = (
    r"(?:sources?|medias?|informations?|indiscretions?|rumeurs?|journa\w+|diplomates?|temoins?|proches?|fuites?|chaines?|site|milieux|responsables?|officiels?|conseillers?|personnes?)"
)
_OFFICIAL = r" (?:diplomatiques?|gouvernementales?|officielles?|ministerielles?|presidentielles?|(?:de|a|au|du|des) (?:la |l'|le )?(?:presidence|ministere|gouvernement|elysee|kremlin|chancellerie|palais|cabinet|primature))"  # speaks for a party
_RUMOUR = re.compile(
    rf"\b(?:(?:selon|d'apres|a en croire|de l'aveu de) (?:des|plusieurs|certaine?s?|une?|deux|trois|les) (?:[a-z-]+ )?{_UNNAMED}\b|sous (?:le )?(?:couvert|sceau) de l'anonymat|sous couvert d'anonymat|"
    rf"de sources? [a-z]+,|(?:assure|affirme|indique|dit|rapporte|confie)(?:nt)? (?:une|des|plusieurs|deux) (?:[a-z]+ )?sources?\b(?!{_OFFICIAL})|(?:une|un|des|plusieurs) (?:chaines?|sites?|medias?|journa(?:l|ux)|quotidiens?|radios?)\b[^,;.:]{{0,40}} (?:affirme|assure|soutien|pretend)(?:nt|t)? (?:que|qu')|"
    rf"a en croire (?:la presse|les medias|les journaux|le (?:site|quotidien|journal)|certains?)|sans citer|ne cite aucune|"
    rf"(?:cit(?:e|ent|ant)|sur la foi de) (?:des|une?|deux|trois|plusieurs) (?:[a-z]+ )?{_UNNAMED}\b|"
    r"(?:la |une |des |les )rumeurs? (?:d'|de |du |selon|evoqu|fait|font|pret)|croi(?:t|ent) savoir|dit-on|il se dit|se murmure|le bruit court|on raconte|prete a|soupconn\w+|hypothetiques?|supposee?s?|presumee?s?|pretendue?s?|peut-etre)\b"
)


def _rumoured(call: CallInClause) -> Factuality | None:
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


_DENIED_BESIDE = re.compile(
    rf"\b{DENY}\b(?:,? [«\"] ?(?:categoriquement|formellement|fermement|vigoureusement|en bloc) ?[»\"])?(?=\s*(?:[.!?]|$|,? ?(?:{DAY}\b|formellement|categoriquement|fermement|en bloc|aussitot)[^,;]{{0,40}}[.]|"
    rf"(?:cette|l') ?(?:information|version|affirmation|recit)|ces informations|tou(?:t|te) {CALL}|cet? (?:appel|echange|entretien|coup)|(?:l'existence|la tenue) d))"
)
_ABOUT_CALL = re.compile(rf"\b(?:{CALL}|information|informations)\b")
_CONFIRMED = re.compile(
    rf"\b(?:communication|liaison|ligne|connexion)\b[^.;]{{0,20}} (?:est|a ete|fut|etait) (?:enfin |finalement |alors )?etablie\b|\b{CALL}\b[^.;]{{0,50}}\ba (?:bien|effectivement|finalement) eu lieu|\bs(?:e sont|'est) (?:bien|effectivement) (?:parle|entretenu|telephone)|"
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
            if not is_negated(folded, found):
                return found.span()
    return _first(FALSEHOOD, folded, beside)


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
        for found in NOT_CONFIRMED.finditer(folded, *span):
            passive = "ete " in found.group() or "etre " in found.group()
            if not OTHER_OBJECT.match(folded, found.end()) and (not passive or _ABOUT_CALL.search(folded, span[0], found.start())):
                return found.span()
    return None


def _first(pattern: re.Pattern[str], folded: str, spans: Sequence[Span]) -> Span | None:
    return next((found.span() for span in spans if (found := pattern.search(folded, *span))), None)
