"""Words that place a call ahead: a future tense, a plan, a wish, a condition. Everything matches folded text."""

from __future__ import annotations

import re

from transforms.languages.fr.cues import (
    AFTERWARDS,
    ANOTHER_CLAUSE,
    DAY,
    FUTURE_IN_PAST,
    OPENS,
    CallInClause,
    Factuality,
    Span,
    governs,
    is_perfect,
    said_in_it,
)

_WOULD = re.compile(r"\b(?:s'entretiendrai|se parlerai|parlerai|appellerai|telephonerai|s'appellerai|discuterai|echangerai|aurai|tiendrai|participerai|rappellerai)(?:t|ent)\b")
_WISH = re.compile(
    r"\b(?:propos(?:e|ent|ait|er|ant)|offr(?:e|ent|ait)|pret(?:e|s|es)? (?:a|pour)|pourrai(?:t|ent)|n(?:e |')(?:pas |point |a pas |avoir pas )?exclu\w*(?: pas)?|envisag\w+|souhait(?:e|ent|ait|aient|erai(?:t|ent))|"
    r"voudrai(?:t|ent)|aimerai(?:t|ent)|esper(?:e|ent|ait)|appelle? de ses voeux|dispose(?:e|s)? a|disponible pour|"
    r"l'idee d'une?|eventuel(?:le)?|(?:un|une) possible(?= (?:appel|entretien|coup|visio|conversation))|aucune date (?:n'a|n'est)[^,;.]{0,40} pour|(?:possibilite|hypothese|eventualite|principe|perspective|projet) d'une?|(?:il )?est (?:envisage|question|possible|probable) (?:que|qu'|de|d')|n'est pas (?:exclu\w*|prevu\w*)|(?:il )?faudrait|faut-il|pas (?:exclu|impossible)|plaid(?:e|ent|ait) pour|suggere\w*|favorables? a|ouvert(?:e|s)? a|veut|veulent|voulait|"
    r"reclam(?:e|ent|ait)|demand(?:e|ent|ait) (?:a|un|une)|invit(?:e|ent|ait)|pourra|pourront)\b"
)
_WISH_BEHIND = re.compile(
    r"^,? qu(?:e |')[^;.:,«»\"]{2,60}? (?:esper|souhait|voul|compt)(?:e|ent|ait|aient) (?:avoir|tenir|mener)\b|^[^;.,:«»\"]{0,90}?\b(?:pourrai(?:t|ent) (?:[a-z]+ment |bien |encore |aussi )?(?:avoir lieu|se tenir|intervenir|se derouler|suivre|se faire|se produire|se concretiser|preceder|venir|durer|debuter|commencer|porter sur|reunir|etre (?:re)?(?:organise|programme|fixe|tenu|mene|planifie|cale|arrange|envisage|prevu|annonce|passe|reporte|avance)e?s?)|n'est pas (?:exclu\w*|prevu\w*)|n'exclu\w*|est envisage\w*|reste (?:possible|a fixer|hypothetique)|n'est (?:encore )?(?:prevu|envisage)\w*|est possible|sont possibles?|serait (?:possible|envisage)\w*)"
)
_MODAL = (
    r"(?:doi(?:t|vent)|devrai(?:t|ent)|devai(?:t|ent)|va|vont|allai(?:t|ent)|vais|allons|prevoi(?:t|ent)(?: de| d')?|prevoyai\w+|compte(?:nt)?(?! rendu| parmi)|entend(?:ent)?|s'apprete(?:nt)?|s'appretai(?:t|ent)|"
    r"sur le point|(?:est|sont|etait|etaient) censee?s?|(?:a|ont) (?:[a-z]+ ){0,2}?(?:promis|convenu|accepte|prevu|decide)|s'est engagee? a|se sont engages a|sont convenus|(?:a|ont|avait) l'intention|(?:est|s'est|se sont) (?:convenue?|mise?s? d'accord (?:pour|sur)|donne rendez-vous)|se prepare(?:nt)? a|a rendez-vous|ont rendez-vous|avec rendez-vous)"
)
_FUTURE = (
    r"(?:s'entretiendr(?:a|ont|ons|ai)|(?:se |nous )?(?:re)?parler(?:a|ont|ons|ai)|discuter(?:a|ont|ons)|echanger(?:a|ont|ons)|se concerter(?:a|ont)|converser(?:a|ont)|conferer(?:a|ont)|dialoguer(?:a|ont)|(?:r)?appel+er(?:a|ont|ai)|"
    r"telephoner(?:a|ont|ai)|contacter(?:a|ont|ons|ai)|joindr(?:a|ont|ons|ai)|aur(?:a|ont|ons|ai)(?! (?:donc |ainsi |finalement |enfin |bien |deja |egalement |aussi )?(?:fallu|dure|suffi|permis|ete|eu|attendu|dit|fait|tenu|pris|mis|passe|parle|discute|echange|appele|telephone)\b)|(?:se )?tiendr(?:a|ont|ons)|participer(?:a|ont)|(?:se )?reunir(?:a|ont|ons)|reunir(?:a|ont)|fer(?:a|ons|ont)|"
    r"organiser(?:a|ont)|mener(?:a|ont)|passer(?:a|ont)|aborder(?:a|ont)|evoquer(?:a|ont)|consulter(?:a|ont)|intervien?dr(?:a|ont)|(?:se |me |nous )?(?:retrouver|connecter)(?:a|ont|ons|ai)|(?:se |nous )verr(?:ont|ons)|rencontrer(?:a|ont|ons|ai)|prendr(?:a|ont|ons|ai)|ser(?:a|ont)|"
    r"suivr(?:a|ont)|recevr(?:a|ont)|s'adresser(?:a|ont)|debattr(?:a|ont)|negocier(?:a|ont)|presider(?:a|ont)|rejoindr(?:a|ont)|fixer(?:a|ont)|examiner(?:a|ont)|donner(?:a|ont))"
)
_ANY_FUTURE = (  # plural endings are safe; in the singular the simple past of -rer verbs ("tira", "libéra") and first names in -ndra look alike
    r"(?:[a-z]{2,}(?:er|ir|[tdvur]r|aur)ont|(?!(?:alexan|san|naren|mahen|rajen|cassan|kassan|in|chan)dra\b|(?:ope|libe|reite|ca|espe|prefe|gene|conside|mode|tole|ve)ra\b|(?:re|at)?tira\b|[a-z]*(?:spi|mi|si|vi)ra\b)[a-z]{2,}(?:er|ir|[td]tr|ndr|vr)a)"
)
_PLAN_BEFORE = re.compile(
    rf"\b(?:{_MODAL}|{_FUTURE})\b|\b(?:au programme|a l'agenda|prochain|prochaine|prevoir|programme (?:un|une)|(?:programmer|planifier|caler) (?:un|une|cet|leur)|imminente?|avant (?:un|une|l'|son|leur|cet)|a la veille (?:d'une?|de l'|de leur|de son|de cet)|"
    rf"(?:inscri(?:t|te|vait|re)|figur\w+|not(?:e|ee)) a (?:son|leur|l')\s?(?:agenda|programme)(?: d[eu] [a-z ]{{3,30}}?)?|(?:agenda|programme) [^,;.:]{{0,40}}?(?:mentionne|prevoit|comporte|affiche|indique|annonce)|"
    rf"(?:convoqu|convi|invit|program)\w+ pour (?:ce |cet |le )?(?:{DAY}|demain|\d+)(?: [a-z-]+)?|travaill(?:e|ent|er|ait) ?[»\"]? ?a (?:un|une|la tenue d'une?)|annonc(?:e|ent|ait) (?:pour \w+ )?(?:un|une)|preparatifs d'une?|preparent (?:un|une|leur)|prepare (?:un|une|son|leur)|dans l'attente d'une?|en attendant (?:un|une|l'|leur|son)|annonc\w+ la tenue (?:[a-z0-9]+ ){{0,3}}d'une?)\b"
)
_PLAN_BEHIND = re.compile(
    r"^ a venir\b|^[^;.:«»\"]{0,75}?n'aura pas lieu avant\b|^[^;.:«»\"]{0,75}?\b(?:prevue?s?|agendee?s?|programmee?s?|planifiee?s?|(?<!tres )(?<!tant )attendue?s?(?! (?:depuis|de longue)\b)|annoncee?s? (?:pour|a)|fixee?s? (?:a|au|pour)|calee?s? (?:a|au|pour)|en (?:cours de )?preparation|a l'agenda|est inscrit\w*|"
    r"imminente?s?|doi(?:t|vent) (?:avoir lieu|se tenir|intervenir|etre|suivre|porter|se derouler|permettre|commencer)|devrai(?:t|ent) (?:avoir lieu|se tenir|intervenir|suivre|porter)|devai(?:t|ent) (?:avoir lieu|se tenir|intervenir|porter)|"
    r"(?:va|vont) (?:avoir lieu|se tenir|suivre)|(?:aur(?:a|ont|ait) lieu|se tiendr(?:a|ont|ait)|interviendr(?:a|ait)|se deroulera|suivra|portera|reunira|rassemblera|permettra|debutera|commencera|demain|est organise))\b"
    r"|^[^;.:«»\"]{0,75}? [«\"“] ?(?:est|etait|sera) (?:bien |deja )?(?:prevue?|programmee?|en (?:cours de )?preparation|a l'agenda|imminente?)\b"
)
_IS_PLANNED = re.compile(  # beyond the names of those who take part
    r"^(?:(?!\b(?:qui|que|qu'|dont|ou|lors|a(?! (?:deux|trois|quatre|cinq|six|plusieurs|huis|distance)\b)|ont)\b)[^;.:«»\"]){0,170}?(?:,| )(?:(?:aura|doit avoir|devrait avoir|devait avoir|va avoir) (?:[a-z]+ment )?lieu\b|(?:se tiendra|interviendra)\b|(?:est|sont|etait|etaient|reste|restent) (?:[a-z]+ment |toutefois |deja |encore |aussi )?(?:prevue?s?|programmee?s?|planifiee?s?|attendue?s?|fixee?s? (?:a|au|pour)|calee?s?|a l'agenda)\b)"
    r"|^,? qu(?:e |')[^;.:,«»\"]{0,60}?\b(?:doi(?:t|vent)|devrai(?:t|ent)|devai(?:t|ent)|va|vont|aur(?:a|ont)|passer(?:a|ont)) (?:[a-z]+ment )?(?:avoir|passer|tenir|mener|[a-z]+er(?:a|ont))?"
)
_FUTURE_DAY = re.compile(rf"\b(?:demain|apres-demain|(?:{DAY}|semaine) prochaine?|dans les (?:prochaine?s? |tout prochains )?(?:heures|jours)(?: a venir| qui viennent)?|prochainement|sous peu|bientot|d'ici (?:peu|la fin|quelques))\b")
_HELD = re.compile(
    r"\b(?:comme prevu|initialement prevu\w*|a (?:bien |finalement |effectivement )?(?:eu lieu|dure)|s'est (?:bien |finalement |effectivement )?(?:tenue?|deroulee?|conclue?|achevee?|terminee?)|ont eu lieu)\b"
)
_MOVED = re.compile(r"[^.;:«»\"]{0,60}?\b(?:aur(?:a|ont)(?= (?:[a-z]+ment )?lieu)|se tiendr(?:a|ont)|interviendr(?:a|ont)|se deroulera)\b")  # "initialement prévu vendredi, se tiendra lundi"
_PAST = re.compile(
    r"\b(?:se sont|s'est|s'etait|s'etaient|ont|a|avait|avaient|venait de|viennent de|vient de)(?: (?!annonce|indique|precise|affirme|declare|prevu|promis|convenu|accepte|rendez)[a-z'-]+){0,4}? "
    r"(?:entretenu|parle|discute|echange|converse|appele|telephone|eu|tenu|mene|reparle|dialogue|evoque|negocie|demande|joint|contacte|exhorte|aborde|debattu|participe|plaide|appelle|averti|insiste|lieu)e?s?\b"
)
_AGREED = re.compile(r"convenu|promis|accepte|decide|engage")
_NARRATIVE = re.compile(r"\b(?:(?:jours?|heures?|semaines?|mois|minutes?|ans?) (?:plus tard|apres(?! (?:(?:l[ae]s?|une?|son|sa|ses|leurs?|des|du|avoir|que)\b|[lqd]')))|le lendemain|ce (?:jour|soir)-la|le soir meme|le jour meme|la suite|cette annee-la)\b")
_IF = re.compile(rf"{OPENS}s(?:i |'il)(?!bien|(?:l'on|on) en croit|(?:l'on|on) se fie|(?:l'on|on) s'en tient)[^,;.]{{3,90}}(?=,)|, (?:si (?!bien|(?:l'on|on) (?:en croit|se fie|s'en tient))|s'il|a condition|sous reserve)|\bsi (?:les conditions|[a-z]+ l'accepte)\b")
_POSTPONED = re.compile(r"^[^;.«»\"]{0,60}\b(?:annulee?s?|(?<!avant d'etre )reportee?s?|repoussee?s?|n'aura (?:finalement )?pas lieu(?! avant)|n'auront pas lieu)\b")


_PUT_OFF = re.compile(r"^(?:(?!\b(?:qui|que|qu'|dont|lors)\b)[^;.:«»\"]){0,140}?\b(?:a|ont|est|sont) (?:[a-z]+ment )?(?:ete )?(?:reporte|repousse|ajourne|suspendu|remis|differe)e?s?\b")
_RESCHEDULED = re.compile(
    rf"^(?:(?!\b(?:qui|que|qu'|dont|lors)\b)[^;.:«»\"]){{0,140}}?\b(?:reporte|repousse|reprogramme|decale|avance|remis)e?s? (?:a|au|pour|de) (?:ce |cet |la |le |l')?(?:{DAY}|demain|semaine|\d|1er|mois|debut|fin)\b"
    r"(?!.{0,40}\b(?:a|s'est) (?:[a-z]+ )?(?:eu lieu|tenue?|dure|porte)\b)"
)


def wished(call: CallInClause) -> re.Match[str] | None:
    """A wish or an open possibility that governs the call, or the verb of the noun."""
    if is_perfect(call) or call.is_adverbial() or said_in_it(call):
        return None
    governing = [
        m for m in _WISH.finditer(call.folded, *call.near)
        if m.end() <= call.expression.start and (governs(call.gap(m)) or m.group().endswith((" que", " qu'")))
    ]
    if governing:
        return governing[-1]
    return _WISH_BEHIND.search(call.behind()) if call.expression.kind == "noun" else None


def planned_or_wished(call: CallInClause) -> Factuality | None:
    """Plans, and wishes where no plan stands nearer."""
    plan, wish = _planned(call), wished(call)
    if wish is not None:
        at = wish.start() if wish.re is _WISH else call.expression.end + wish.end() - 1
        span = (at, at + len(wish.group())) if wish.re is _WISH else (call.expression.end, call.expression.end + wish.end())
        if plan is None or wish.re is not _WISH or plan[1] <= span[0]:
            return Factuality("unconfirmed", span, "modality.wish")
    if plan is None:
        off = _PUT_OFF.search(call.behind(190)) if call.expression.kind == "noun" and not call.is_adverbial() else None
        return Factuality("unconfirmed", (call.expression.end, call.expression.end + off.end()), "modality.postponed") if off else None
    if condition := _IF.search(call.folded, *call.clause):
        return Factuality("unconfirmed", condition.span(), "modality.condition")
    if _POSTPONED.search(call.behind(90)) and not _RESCHEDULED.search(call.behind(150)):
        return Factuality("unconfirmed", plan, "modality.postponed")
    if _NARRATIVE.search(call.folded, call.sentence[0], call.expression.end):
        return Factuality("occurred", plan, "modality.narrative_future")
    was_to = call.folded.startswith("devai", plan[0])  # what became of it is not said
    return Factuality("planned", plan, "modality.was_to" if was_to else "modality.planned")


def _planned(call: CallInClause) -> Span | None:
    """Words that place the call ahead: its own future tense, a modal before it, a plan said of the noun."""
    start, end = call.expression.start, call.expression.end
    if is_perfect(call):
        return None
    if own := re.match(rf"(?:{_FUTURE})\b", call.words):
        return start, start + own.end()
    if call.words.startswith("rendez-vous") and (has := _HAS.search(call.before(12))):
        return start - len(call.before(12)) + has.start(), start  # "ont rendez-vous lundi, en visioconférence"
    if (would := _WOULD.search(call.folded, max(call.near[0], start - 20), end)) and FUTURE_IN_PAST.search(call.folded[call.sentence[0]:would.start()]):
        return would.span()
    held = _HELD.search(call.folded, *call.near)
    if held and _MOVED.match(call.folded, held.end()):
        held = None
    if call.expression.kind == "noun" and (moved := _RESCHEDULED.search(call.behind(150))) and not call.is_adverbial():
        return end, end + moved.end()
    if call.expression.kind == "noun" and not held and (behind := _PLAN_BEHIND.search(call.behind()) or _IS_PLANNED.search(_SHORT_QUOTE.sub(lambda m: " " * len(m.group()), call.behind(200)))) and not _passes_over(call, behind):
        return end, end + behind.end()
    if held and not call.is_adverbial():
        return None
    plans = [m for m in _PLAN_BEFORE.finditer(call.folded, *call.near) if m.start() < end and _leads(call, m)]
    if plans:
        return plans[-1].span()
    if (call.is_adverbial() or call.expression.kind == "adverb") and not AFTERWARDS.search(call.before(60)) and not _DONE_IN_IT.search(call.before(90)) and (main := _main_verb(call)):
        return main
    day = _FUTURE_DAY.search(call.folded, *call.near)
    if day and not _PAST.search(call.folded, *call.near) and "," not in call.gap(day) and not ANOTHER_CLAUSE.search(call.gap(day)) and not call.is_adverbial() and not re.search(r"\b(?:de|pour|a) (?:se |s')?[a-z]+(?:er|ir|re)\b", call.gap(day)):
        return day.span()
    return None


_SHORT_QUOTE = re.compile(r"[«\"] ?[^«»\"]{2,30} ?[»\"]")  # "en « format Normandie »"
_HAS = re.compile(r"\b(?:a|ont) $")
_DONE_IN_IT = re.compile(r"\b(?:evoqu|debattu|abord|discut|exprim|annonc|formul|conclu|convenu|present|soulev|examin)(?:e|u)?e?s? (?:[a-z]+ ){0,3}?(?:lors|au cours|a l'issue|pendant|durant)\b[^,]*$")  # "débattue vendredi lors d'un appel, devra ..."


def _passes_over(call: CallInClause, plan: re.Match[str]) -> bool:
    """Whether the plan behind belongs to something else: after a past tense, or beyond the comma that closes a circumstance."""
    return bool(_PAST.search(plan.group())) or (call.is_adverbial() and "," in plan.group())


_OF_HIS_SIDE = re.compile(r",? (?:lui|elle|eux|elles)(?: aussi| meme)?,|,? ?\b(?:pour (?:(?:sa|leur|ma|notre) part|cela|ce faire)|pour la [a-z]+ fois)\b,?")
_TIME_IN_QUOTES = re.compile(r"[«\"] ?(?:dans|d'ici|avant|sous|prochainement|bientot|demain|tres vite)\b[^«»\"]{0,40}[»\"] ?")  # "aura « dans les prochains jours » un entretien"
_SET_OFF_TIME = re.compile(rf",? (?:ce |des )?(?:{DAY}|demain)(?: [a-z-]+)?(?: (?:a|vers) \d{{1,2}} ?(?:h|heures?)(?: ?\d\d)?)?,(?: (?:en|dans|au|a|vers) [^,;.:]{{3,25}},)?")  # "participera, vendredi à 14 heures, à", "auront lundi, en fin de matinée, un"
_WORDS_OF_ACT = re.compile(r"[«\"] ?(?=[a-z]+(?:er|ir|re)\b)")  # 'devait ensuite "reprendre contact"'
_SET_OFF = re.compile(r"[^,]{3,40}, ?")  # "devait reprendre contact, par téléphone, avec Y"
_ON_THE_LIST = re.compile(r"[^;.«»\"]{0,50} ?: ?(?:un|une|l')? ?")  # "A l'agenda du président vendredi : un appel"
_TO_TALK = re.compile(r" (?:de |d'|a )(?:se |s')?(?:refaire|faire (?:de nouveau |a nouveau )?le point|tenir|reparler|entretenir|s'entretenir)\b[^.;:«»\"]*$")


def _leads(call: CallInClause, plan: re.Match[str]) -> bool:
    """Whether nothing between a plan and the call turns to something else: another clause, a past tense, a clause of time."""
    gap = _SET_OFF_TIME.sub("", _WORDS_OF_ACT.sub("", _TIME_IN_QUOTES.sub("", _OF_HIS_SIDE.sub("", call.gap(plan)))))
    if plan.group() in ("a l'agenda", "au programme") and _ON_THE_LIST.fullmatch(gap):
        return True
    if (call.expression.kind == "adverb" or call.is_adverbial()) and _AGREED.search(plan.group()):
        return bool(_TO_TALK.match(gap))  # "sont convenus de faire le point par téléphone", not "sont convenus au téléphone de se revoir"
    if plan.group().startswith(("avant", "a la veille", "au programme", "a l'agenda", "prochain", "annonc", "prepar", "en attendant", "dans l'attente", "imminent", "programm")):
        return len(gap) <= 40 and not re.search(r"[,;:.«»\"]", gap)
    if _PAST.search(gap) or re.search(r"[;.:«»\"]|\b(?:qui|que|qu'|mais|alors|lorsqu|quand|apres(?!-midi)|depuis|a l'issue|au lendemain|suite a|avait|ont|dit|dont)\b", gap):
        return False
    if call.expression.kind in ("talk_verb", "call_verb"):
        return not re.search(r"\b(?:pour|afin|avant)\b", gap) or call.gap(plan).count(",") >= 2
    return gap.count(",") in (0, 2, 4) or (call.expression.kind == "adverb" and _SET_OFF.fullmatch(gap) is not None)


def _main_verb(call: CallInClause) -> Span | None:
    """The future tense of the clause that the call is a circumstance of: "Lors d'un entretien téléphonique, X et Y aborderont ..."."""
    for found in re.finditer(rf"\b{_ANY_FUTURE}\b", call.folded[call.near[0]:call.near[1]]):
        start, end = call.near[0] + found.start(), call.near[0] + found.end()
        behind = start >= call.expression.end
        gap = call.folded[call.expression.end:start] if behind else call.folded[end:call.expression.start]
        focus = gap.startswith(" que ") and call.expression.kind == "adverb"  # "c'est par téléphone que X réglera"
        if not _PAST.search(gap) and not _OTHER_VERB.search(gap[5:] if focus else gap):
            return start, end
    return None


_OTHER_VERB = re.compile(r"[;.:«»\"]|\b(?:qui|que|qu'|dont|a|ont|est|sont|s'est|se sont|avait|avaient|apres(?!-midi)|mais|dit|demande|propose|pour que)\b")
