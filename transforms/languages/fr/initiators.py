"""Who called, asked for the call or convened it: read off one sentence of folded text, one rule a family of wordings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.languages.fr.mentions import Mention

Span = tuple[int, int]


@dataclass(frozen=True)
class Initiation:
    """`span` states it; the initiator is `mention`, or the one whose country stands in `words`; nobody where it is not disclosed or was both."""

    span: Span
    mention: Mention | None
    rule: str
    words: Span | None = None  # "à la demande de Varsovie"
    not_disclosed: bool = False
    joint: bool = False
    other: bool = False  # it was the one beside `mention`: "Y, à qui il a passé un coup de fil"


_Rule = Callable[[str, Span, Sequence[Mention]], Initiation | None]


def find_initiation(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """Who called or asked for the call, by one sentence that tells of it; the first rule that holds decides."""
    return next((found for rule in _RULES if (found := rule(folded, sentence, mentions))), None)


_CALL_NOUN = (
    r"(?:appel|entretien|conversation|echange|discussion|coup de (?:fil|telephone)|communication|contact|visioconference|videoconference|entrevue|rendez-vous|tete-a-tete|"
    r"reunion|sommet|concertation)"
)
_OPEN = r"(?:[«\"] ?)?"  # "à « la demande du président »"
_OF = r"(?:de (?:la |l')?|du |des |d')"
_REQUEST = r"(?:demande|initiative|requete|instigation|invitation|sollicitation|suggestion|proposition)"
_AT_THE = rf"(?:a {_OPEN}(?:la |l')|sur {_OPEN}(?:la |l'|une )?|a une ){_REQUEST}(?: expresse| personnelle| pressante| insistante)?"
_HAD = r"(?:a|avait|ayant|aurait|ont|avaient)"

# -- nobody, or both ---------------------------------------------------------------------------------------------------

_NOT_DISCLOSED = re.compile(
    r"\b(?:n'(?:a|ont) pas (?:revele|precise|dit|indique|souhaite preciser|voulu dire|divulgue|fait savoir|communique)|sans (?:preciser|reveler|dire|indiquer)|(?:a|ont) refuse de (?:dire|preciser)|ne (?:precise|dit|revele|precisent) pas|on ignore|ignore|pas ete precise|(?:n'est|n'etait) pas (?:precise|connu|clair)|reste inconnu|sans que l'on (?:dise|sache|precise))[^.;]{0,45}?"
    r"\b(?:qui (?:a|avait|aurait|ont|etait|des deux|est)[^.;]{0,40}(?:initi|appel|l'initiative|demand|sollicit|origin|telephon|decroch|contact)\w*|(?:lequel|a l'initiative de qui|qui est a l'(?:origine|initiative)))"
)
_JOINT = re.compile(
    rf"\b(?:(?:conjointement|ensemble|tou(?:te)?s (?:les )?deux|l'un (?:et|comme) l'autre) (?:a|de) {_OPEN}l'(?:origine|initiative)|a la demande (?:des deux|conjointe|commune|mutuelle)|"
    r"a l'initiative (?:des deux|conjointe|commune)|initiative (?:commune|conjointe|partagee)|d'un commun accord)\b"
)


def _not_disclosed(folded: str, sentence: Span, _: Sequence[Mention]) -> Initiation | None:
    found = _NOT_DISCLOSED.search(folded, *sentence)
    return Initiation(found.span(), None, "initiator.not_disclosed", not_disclosed=True) if found else None


def _joint(folded: str, sentence: Span, _: Sequence[Mention]) -> Initiation | None:
    """ "Rome et Berlin étaient conjointement à l'origine de l'appel": no one of them."""
    found = _JOINT.search(folded, *sentence)
    return Initiation(found.span(), None, "initiator.joint", joint=True) if found else None


# -- somebody's request ------------------------------------------------------------------------------------------------

_OF_THE_LATTER = re.compile(rf"\b{_AT_THE} (?:de (?:ce dernier|cette derniere|celui-ci|celle-ci)|du second|de la seconde)\b")
_OF_THE_FORMER = re.compile(rf"\b{_AT_THE} (?:du premier|de la premiere)\b(?! (?:vice-)?minist)")
_BY = r"(?:le |la |l')?"
_PASSED_BY = rf"(?:sollicite|demande|initie|voulu|reclame|organise|souhaite|propose|requis|provoque|declenche|passe|lance|convoque)e?s? {_OPEN}par {_OPEN}{_BY}"
_AT_REQUEST = re.compile(
    rf"\b(?:{_AT_THE} {_OPEN}{_OF}(?!(?:ce|cet|cette|leur)\b|{_CALL_NOUN})"
    rf"|{_PASSED_BY}"
    rf"|(?:joint|appele|contacte)e?s? (?:(?:au|par) telephone |[a-z]+di |dimanche |hier |[a-z]+ment ){{0,2}}par (?!telephone){_BY}"
    rf"|(?:avoir ete|a ete|avait ete) (?:sollicite|appele|contacte|joint)e? {_OPEN}par {_BY}"
    r"|c'est (?=[a-z'-]+(?: [a-z]+){0,3} qui (?:a|avait) (?:demande|sollicite|pris l'initiative|appele|telephone|initie|souhaite))"
    rf"|(?:initiative|demande) (?:(?:de|d')[^,.;:]{{3,40}} )?(?:en )?(?:revient|reviendrait|revenait|vient|venait|emanait|emane|(?:est|serait|etait|fut|a ete) (?:re)?venue|(?:est|serait|etait) partie) (?:{_OF}|a (?:la |l')?|aux? )"
    rf"|(?:appel|coup de (?:fil|telephone)|demande|initiative) (?:emane|emanait|provient|provenait|vient|venait|est venue?|etait venue?|est partie?|etait partie?) {_OF}"
    r"|a l'origine de cet(?:te)? [a-z]+ ?: )"
)
_AND_OF = re.compile(r" et (?:de (?:la |l'|son |sa )?|du |des |d')")  # "à la demande du chancelier et du président"
_ASKED_BY = re.compile(_PASSED_BY)
_SPEAKS_OF_TALK = re.compile(rf"\b(?:{_CALL_NOUN}s?|entret\w+|s'entret\w+|(?:re)?parl\w+|telephon\w+|(?:r?appel|joint|contact|convers|echang|discut|dialogu|visio|video|duree?|dur)\w*|eu lieu|tenue?|ligne|seance|session)\b")
_IT_WAS = re.compile(r"\W*(?:il|elle|celui-ci|celle-ci|l[ea] (?:premiere?|seconde?|deuxieme)(?= (?:a|avait|aurait)\b))\b[^;:]*\b(?:a|avait|aurait) ete $")  # "Il a duré une heure et avait été demandé par ..."
_RECEIVED = re.compile(
    rf"\b(?:a|ont|avait|avaient|avoir|ayant) (?:[a-z-]+ ){{0,2}}?(?:recu|pris|accepte|eu droit a|repondu(?:,[^,;:.]{{2,30}},)? a)(?:,[^,;:.]{{2,30}},)? (?:[a-z]+ ){{0,2}}?(?:un|l'|cet|le|son|plusieurs)\s?(?:[a-z]+ ){{0,2}}?(?:{_CALL_NOUN})(?: telephonique)?(?: [a-z]+){{0,3}}? (?:de (?:la |l'|son |sa )?|du |d')"
    r"|\b(?:appel|coup de (?:fil|telephone))(?: telephonique)? qu(?:e |')[^,;:.]{3,80} (?:a|avait) recu(?: [a-z]+)? (?:de (?:la |l'|son |sa )?|du |d')"
    r"|\b(?:refus[a-z]+|evit[a-z]+|neglig[a-z]+|sans|(?:voulu|voulait|veut) pas)(?: [a-z]+)? (?:de )?prendre (?:au telephone|en ligne) (?:le |la |l'|son )?"
)
_OF_WHOM = re.compile(rf",? ?\b{_AT_THE} (?:duquel|de laquelle|de qui)\b|,? a l'origine (?:duquel|de laquelle|de qui)\b")  # "M. Niang, à l'initiative duquel ..."
_AT_ITS_ORIGIN = re.compile(  # "M. Niang, à l'initiative de la réunion, ..."
    rf",(?: lui-meme| elle-meme)? {_AT_THE} d(?:e |u |')(?:la |l'|cet(?:te)? |ce |leur )?{_CALL_NOUN}\b|, (?:a l'origine|initiateur|initiatrice) d(?:e |u |')(?:la |l'|cet(?:te)? |ce |leur ){_CALL_NOUN}\b"
)
_DEMONYM_REQUEST = re.compile(r"\b(?:sur|a la) (?:demande|initiative|requete|sollicitation) (?P<who>(?!de\b|du\b|des\b)[a-z-]+)\b")
_AT_HIS = re.compile(r"\b(?:a|sur) (?:sa|leur|son) (?:propre )?(?:demande|initiative|requete|invitation)\b")
_BY_THIS_CALL = re.compile(r"\b(?:par|a travers|avec) cet appel(?: telephonique)?\b|\b(?:par|a travers) ce coup de (?:fil|telephone)\b")
_IN_HIS_CALL = re.compile(r"\W*(?:dans|lors de|au cours de|pendant|durant|par) son (?:[a-z]+ )?(?:appel|coup de (?:fil|telephone))\b(?! (?:de|du|d'))")


def _the_latter(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    found = _OF_THE_LATTER.search(folded, *sentence)
    return Initiation(found.span(), _last_before(mentions, found.start()), "initiator.the_latter") if found else None


def _the_former(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    found = _OF_THE_FORMER.search(folded, *sentence)
    first = next((m for m in mentions if m.kind == "person"), None) if found else None
    return Initiation(found.span(), first, "initiator.the_former") if found and first and first.end <= found.start() else None


def _of_whom(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X, à l'initiative duquel ils se sont parlé", "X, à l'origine de l'appel": whom it stands beside."""
    found = _OF_WHOM.search(folded, *sentence) or _AT_ITS_ORIGIN.search(folded, *sentence)
    beside = _last_before(mentions, found.start() + 1) if found else None
    return Initiation(found.span(), beside, "initiator.of_whom") if found and beside and beside.end >= found.start() - 1 else None


def _at_request(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "à la demande de Y", "demandé par Y", "a reçu un appel de Y", "l'appel venait de Y"."""
    for pattern, rule in ((_AT_REQUEST, "initiator.at_initiative"), (_RECEIVED, "initiator.received")):
        found = pattern.search(folded, *sentence)
        if found and found.group().startswith(("a ", "sur ")) and not _SPEAKS_OF_TALK.search(folded, *sentence):
            continue  # "signé à la demande du gouvernement"
        if found and (not _ASKED_BY.match(found.group()) or _is_of_call(folded, sentence, found.start())):
            behind = next((m for m in mentions if -12 <= m.start - found.end() <= 12 and m.end > found.end() and "," not in folded[found.end():m.start]), None)
            words = (found.end(), min(sentence[1], found.end() + 40))
            if behind and _AND_OF.match(folded, behind.end):
                return Initiation((found.start(), behind.end), None, "initiator.joint", joint=True)
            return Initiation((found.start(), behind.end if behind else found.end()), behind, rule, words)
    return None


def _of_nation(folded: str, sentence: Span, _: Sequence[Mention]) -> Initiation | None:
    """ "sur demande égyptienne"."""
    found = _DEMONYM_REQUEST.search(folded, *sentence)
    return Initiation(found.span(), None, "initiator.at_initiative", words=found.span("who")) if found else None


def _at_his(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X a parlé, à sa demande, à Y", "A sa demande, X a parlé à Y", "Dans son appel, X a ...", "X a voulu, par cet appel, ...": the subject."""
    found = _AT_HIS.search(folded, *sentence) or _IN_HIS_CALL.match(folded, *sentence) or _BY_THIS_CALL.search(folded, *sentence)
    if found is None:
        return None
    opens = found.re is _IN_HIS_CALL or len(folded[sentence[0]:found.start()].strip(" «\"\n")) == 0
    before = None if opens else _subject_before(folded, mentions, found.start())
    subject = before or next((m for m in mentions if m.start >= found.end()), None)
    return Initiation(found.span(), subject, "initiator.his")


# -- somebody's own act ------------------------------------------------------------------------------------------------

_ASKED = re.compile(
    rf"\b{_HAD} (?:[a-z-]+ ){{0,2}}?(?:demande|sollicite|initie|exige|reclame|pris l'initiative|provoque|declenche)e?s? (?:de |d'|a |un |une |ce |cet |cette |l'|le |la |que |qu'|avec |(?!(?:lors|au|durant|pendant|apres|avant|dans|par|sur)\b)[a-z]+ ){{0,5}}?(?:{_CALL_NOUN}|s'entretenir|parler|appeler)\b"
    r"|\bs'(?:est|etait) (?:aussitot |alors |vite )?(?:empresse|depeche|hate)e? (?:de |d')(?:contacter|appeler|joindre|telephoner|rappeler)\b|\b(?:est|etait|sont) entree?s? en (?:contact|communication)(?= (?:par telephone|telephonique))"
    r"|\bqui (?:a|avait) (?:pris l'initiative|sollicite l|initie|telephone|demande (?:l'|cet|un |a lui parler))|\b(?:en (?:a|avait) (?:fait la demande|pris l'initiative)|l'(?:a|avait) (?:demande|sollicite|reclame|souhaite)e?(?= ?[.,;»\"]))"
    rf"|\b(?:est|etait|serait|aurait ete|a ete) (?:bien |lui-meme |elle-meme )?a {_OPEN}l'(?:origine|initiative) d[eu']|\b(?:(?:a|avait) (?:decroche|pris|saisi|repris)|decroche|prend|saisit|reprend|decrochait|prenait) son telephone|\b(?:a|avait) (?:re)?pris contact\b"
    r"|\b(?:a|avait) (?:cherche|demande|sollicite),? et obtenu\b|\b(?:obtient|obtenait|(?:a|avait|ayant) (?:[a-z]+ment |enfin )?obtenu|(?:finit|fini) par (?:obtenir|avoir|joindre)) (?!que )(?:(?!\b(?:que|minutes?|heures?)\b)[^,;:.]){0,60}?\b(?:au (?:telephone|bout du fil)|en ligne)\b"
)
_I_ASKED = re.compile(r"\bj'(?:ai|avais) (?:moi-meme )?(?:demande a (?:lui parler|le joindre|la joindre|l'appeler)|souhaite (?:lui parler|cet? [a-z]+)|pris l'initiative|pris mon telephone)")
_ASKS = re.compile(r"\b(?:demande|sollicite|reclame|propose|requiert)(?: alors| aussitot| en vain| d'urgence)? (?:un|une|cet|cette) (?:[a-z]+ ){0,2}?(?:appel|entretien|conversation|echange|discussion|visioconference|communication)\b(?! (?:qui|que) )(?= (?:a|au|avec|de|d'|par|telephonique|en)\b|[.,;])")
_SEEKS = re.compile(
    r"\b(?:esper(?:e|ait)|souhait(?:e|ait)|voudrait|veut|voulait|cherch(?:e|ait)|tent(?:e|ait)|(?:a|avait|aurait) (?:[a-z-]+ ){0,2}?(?:tente|cherche|essaye|demande|voulu|souhaite|fait demander|sollicite|propose))"
    r"(?: en vain| vainement| par [a-z]+ fois| a [a-z]+ reprises)*(?: a| de| d'|,? et obtenu,?)? ?(?:lui |la |le |l'|se |s')?(?:avoir (?:[a-z]+ ){0,2}?au (?:bout du fil|telephone)|(?:s'|se )?entretenir|parler(?= (?:a|au|avec)\b)|joindre|appeler|telephoner|un (?:nouvel |autre )?(?:appel|entretien|echange|rendez-vous) (?:telephonique)?|une (?:nouvelle )?(?:conversation|visioconference))"
)
_IT_WAS_ME = re.compile(r"\bc'est moi(?:-meme)? qui (?:l'|lui |le |la |en |les )?(?:ai|avais) (?:moi-meme )?(?:demande|appele|sollicite|voulu|souhaite|telephone|contacte|joint|pris|initie|decroche|passe|propose)")
_IT_WAS_HIM = re.compile(r"\bc'est (?:lui|elle)(?:-meme)? qui (?:m'|l'|nous )?(?:a|avait) (?:appele|telephone|contacte|joint|demande|sollicite|rappele|voulu|souhaite|pris l'initiative)|\b(?:il|elle) m'(?:a|avait) (?:[a-z]+ )?(?:appele|telephone|contacte|joint|rappele)e?\b")
_WHETHER = re.compile(r"\b(?:s'ils?|si (?:[a-z'-]+ ){1,4})\s?$")  # "n'a pas voulu dire s'il avait tenté de joindre Y"
_CALLED_HIM = re.compile(r"\b(?:l'|lui |m'|nous |vous )(?:a|avait|ait|aurait) (?:[a-z]+ment |aussi |egalement |aussitot |ensuite |d'abord )?(?:joint|appele|contacte|telephone|rappele)e?s?\b")
_THANKED = re.compile(r"\b(?:remerci\w+|su gre|felicit\w+|merci) (?P<whom>[^;:]{2,90}?) (?:de|pour) (?:son|cet|l') ?(?:appel|coup de (?:fil|telephone))\b(?! (?:a |au |aux |pour |en faveur))")
_REMOTELY = re.compile(r"\b(?:visio|video|virtuel|a distance|en ligne|par ecrans?|teleconference|conference telephonique)")
_CONVENED = re.compile(
    rf"(?<!\bse )(?<!\bs')\b(?:{_HAD} (?:[a-z]+ment |aussi |egalement |ensuite |de nouveau )?(?:reuni|convoque|convie|invite|organise)e?s?|reuni(?:t|ssait|ra|rait)|convoqu(?:e|ait|era)|convi(?:e|ait|era)|invit(?:e|ait|era)|organis(?:e|ait|era))\b"
)
_OWN_CLAUSE = re.compile(  # from the one who convenes to the verb: an aside, a relative pronoun, words of time and place
    r"(?:,[^;:]{2,100},|,? qui(?: [^,;:.]{2,60}(?:,| et))?|,)?(?: (?:a|en|de) [a-z]+| (?:vendredi|samedi|dimanche|lundi|mardi|mercredi|jeudi|hier|demain))? ?"
)


def _asked(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X avait demandé à lui parler", "Y, qui en avait pris l'initiative", "Kiev avait réclamé cet échange"."""
    found = _ASKED.search(folded, *sentence) or _ASKS.search(folded, *sentence) or _SEEKS.search(folded, *sentence)
    if found is None or _WHETHER.search(folded, max(sentence[0], found.start() - 50), found.start()):
        return None
    words = (max(sentence[0], found.start() - 40), found.start()) if found.re is _ASKED else None
    return Initiation(found.span(), _subject_before(folded, mentions, found.start()), "initiator.asked", words)


def _i_asked(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "« J'ai demandé à lui parler », a dit X": who is named behind; "« C'est lui qui m'a appelé », a dit X": the other."""
    of_himself = _I_ASKED.search(folded, *sentence) or _IT_WAS_ME.search(folded, *sentence)
    found = of_himself or _IT_WAS_HIM.search(folded, *sentence)
    if found is None:
        return None
    speaker = next((m for m in mentions if m.start >= found.end() and m.kind == "person"), None)
    return Initiation(found.span(), speaker, "initiator.asked", other=of_himself is None)


def _called(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X l'a joint par téléphone", "Y, qui l'avait appelé"."""
    found = _CALLED_HIM.search(folded, *sentence)
    subject = _subject_before(folded, mentions, found.start()) if found else None
    if found is None or (found.group().startswith(("m'", "nous", "vous")) and subject and subject.name is None):
        return None  # "Le président m'a appelé", by somebody who is a president: of another country
    return Initiation(found.span(), subject, "initiator.called")


def _thanked(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X a remercié Y de son appel": Y called."""
    found = _THANKED.search(folded, *sentence)
    whom = next((m for m in mentions if found.start("whom") <= m.start < found.end("whom")), None) if found else None
    return Initiation(found.span(), whom, "initiator.thanked") if found and whom else None


_COURTESY = re.compile(r"\bson (?:appel|coup de (?:fil|telephone))(?: telephonique)? (?:de (?:felicitations?|condoleances|remerciements?|courtoisie|soutien|solidarite|sympathie|compassion|adieux?)|d'(?:excuses|adieux?))\b")


def _of_courtesy(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X a convié la presse à son coup de fil de félicitations": whoever congratulates calls."""
    found = _COURTESY.search(folded, *sentence)
    return Initiation(found.span(), _subject_before(folded, mentions, found.start()), "initiator.his") if found else None


def _convened(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X a réuni par visioconférence Y et Z": who convenes, not who opens or chairs."""
    if not _REMOTELY.search(folded, *sentence):
        return None
    for found in _CONVENED.finditer(folded, *sentence):
        subject = _subject_before(folded, mentions, found.start())
        if subject and _OWN_CLAUSE.fullmatch(folded, subject.end, found.start()):
            return Initiation(found.span(), subject, "initiator.convened")
    return None


# -- whose act a noun or a relative clause makes it ------------------------------------------------------------------------

_DIALLED = r"(?:(?<!\bau )(?<!\bpar )telephone|appele|joint|contacte|rappele|(?:passe|donne|adresse) (?:un|ce|le) (?:[a-z]+ ){0,2}?(?:appel|coup de (?:fil|telephone)))"
_PLACED = re.compile(rf"\b{_HAD} (?:[a-z-]+ ){{0,2}}?(?:passe|donne) (?:un|son|ce|deux|trois|plusieurs|une serie de?) (?:[a-z]+ ){{0,2}}?(?:appels?|coups? de (?:fil|telephone))\b(?! (?:a l'aide|au (?:calme|dialogue|secours|cessez|boycott)|d'offres?))")
_TO_WHOM = re.compile(rf"\b(?:a qui|auquel|a laquelle|que|qu')\s?(?:il|elle|celui-ci|celle-ci) (?:a|avait|aurait) (?:[a-z]+ ){{0,3}}?{_DIALLED}\b")
_THAT_HE_GAVE = re.compile(r"\b(?:appel|coup de (?:fil|telephone))(?: telephonique)? qu(?:'(?:a|avait|aurait) (?:[a-z]+ ){0,2}?(?:passe|donne|adresse)e?|e (?:passe|passait|donne|donnait|passa)) (?:[a-z]+ ){0,2}?")
_CAME_FROM = re.compile(rf"\bc'est (?P<who>{_OF}[^,;:.]{{3,70}}?) qu(?:e |')(?:est|etait|serait) (?:venue?|partie?) (?:l'|la |le |cet |cette |ce )(?:initiative|idee|appel|demande|coup de (?:fil|telephone))\b")
_INITIATOR_WAS = re.compile(rf"\b(?:initiateur|initiatrice) d(?:e |u |')(?:la |l'|cet(?:te)? |ce )?{_CALL_NOUN}\b(?P<was>(?: telephonique)? (?:est|etait|serait|fut|n'est autre que) (?:lui-meme |elle-meme |bien )?)?")


def _given(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "le coup de fil qu'a passé X à Y", "C'est de X qu'est venue l'initiative", "l'initiateur de l'échange était X"."""
    if found := _THAT_HE_GAVE.search(folded, *sentence):
        return Initiation(found.span(), next((m for m in mentions if m.start >= found.end() - 12 and m.end > found.end()), None), "initiator.given")
    if found := _CAME_FROM.search(folded, *sentence):
        return Initiation(found.span(), next((m for m in mentions if found.start("who") <= m.start < found.end("who")), None), "initiator.came_from", found.span("who"))
    if found := _PLACED.search(folded, *sentence):
        return Initiation(found.span(), _subject_before(folded, mentions, found.start()), "initiator.placed")
    if found := _INITIATOR_WAS.search(folded, *sentence):
        behind = next((m for m in mentions if 0 <= m.start - found.end() <= 12), None)
        return Initiation(found.span(), behind if found["was"] else _last_before(mentions, found.start()), "initiator.initiator")
    return None


def _to_whom(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "Y, à qui il a passé un coup de fil", "Y, qu'il avait appelé": the one beside Y."""
    found = _TO_WHOM.search(folded, *sentence)
    called = _last_before(mentions, found.start()) if found else None
    if found is None or called is None or not _OWN_CLAUSE.fullmatch(folded, called.end, found.start()):
        return None
    return Initiation(found.span(), called, "initiator.to_whom", other=True)


_BEING_REACHED = re.compile(r", (?:joint|contacte|appele)e? (?:(?:[a-z]+di|dimanche|hier)(?: (?:matin|midi|soir))? )?(?:au|par) telephone\b(?! par (?!telephone))")
_GIVEN_TO = re.compile(r"\b(?:appel|coup de (?:fil|telephone))(?: telephonique)? (?:passe|donne|adresse)\b(?! par\b)")


def _reached(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """ "X a fait part de son inquiétude à Y, joint par téléphone", "un coup de fil passé lundi à Y": the one beside Y."""
    if (found := _BEING_REACHED.search(folded, *sentence)) and (called := _last_before(mentions, found.start())) and found.start() - called.end <= 1:
        first = next((m for m in mentions if m.kind == "person"), None)
        return Initiation(found.span(), called, "initiator.reached", other=True) if first is not called else None
    if (found := _GIVEN_TO.search(folded, *sentence)) and (called := next((m for m in mentions if m.preposition == "a" and 0 <= m.start - found.end() <= 60), None)):
        return Initiation(found.span(), called, "initiator.reached", other=True)
    return None


_RULES: tuple[_Rule, ...] = (_not_disclosed, _joint, _the_latter, _the_former, _of_whom, _reached, _at_request, _of_nation, _at_his, _thanked, _of_courtesy, _i_asked, _to_whom, _given, _asked, _convened, _called)


def _is_of_call(folded: str, sentence: Span, asked: int) -> bool:
    """Whether what was asked for at `asked` is a call: named just before, or meant by the pronoun that opens the sentence."""
    opens = not folded[sentence[0]:asked].strip(" «\"\n")  # "Sollicité par X, Y lui a répondu ..."
    return bool(opens or re.search(_CALL_NOUN, folded[max(sentence[0], asked - 70):asked]) or _IT_WAS.match(folded[sentence[0]:asked]))


def _last_before(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The person named last before `offset`: "ce dernier"."""
    return next((m for m in reversed(mentions) if m.end <= offset and m.kind == "person"), None)


_RELATIVE = re.compile(r",? qui(?: [^;:.]{1,60})? ?|,? ")  # with the pattern at "qui" itself, only what stands before it


def _subject_before(folded: str, mentions: Sequence[Mention], offset: int) -> Mention | None:
    """Whose act the verb at `offset` is: the one whom a relative clause goes with, else the subject before it."""
    last = _last_before(mentions, offset)
    relative = last and (folded.startswith("qui ", offset) or " qui " in folded[last.end:offset])
    if last and relative and _RELATIVE.fullmatch(folded, last.end, offset):
        return last
    return next((m for m in reversed(mentions) if m.end <= offset and m.preposition in ("", "que", "et") and m.kind != "pair"), None)
