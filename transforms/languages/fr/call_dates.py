"""Which date of a sentence is that of the call it tells: near, in the same clause, of no other event. Everything matches folded text."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.languages.fr.dates import DateExpression, find_dates
from transforms.languages.fr.frames import CallFrame, Sentence

_ANNOUNCED = re.compile(
    r"\ba-t-(?:il|elle|on) (?:[a-z]+ ){0,2}?[a-z]+(?:e|i|is|it|t)\s*,?\s*$|\b(?:a|ont|avait|avaient)\s+(?:[a-z-]+ ){0,2}?(?:annonce|affirme|indique|declare|precise|fait savoir|rapporte|dit|assure|publie|ecrit|confirme|communique|retorque|replique|rectifie|qualifie|balaye|rejete|conteste|fait dementir|fait dire|souligne|revele|explique|ajoute|raconte|twitte|tweete|fait etat|dementi|nie|refute|jure|laisse entendre|reconnu|admis|regrette|confie|rappele|insiste|martele)"
    r"(?: (?!qu(?:e |')|tenue|organisation|pour |avoir |s'etre )[a-z'-]+){0,4}?\s*,?\s*$|\b(?:interroge|questionne)e?s?(?: [a-z]+)? $|\b(?:pas|rien) (?:souhaite |voulu |pu )(?:dire|confirmer|preciser|commenter|indiquer) $|\b(?:annonce|indique|affirme|rapporte|declare|ecrit|revele|assure|soutient|selon un communique(?: [a-z']+){0,3}) ?(?:publie |diffuse |rendu public |de |dans un communique,? )?$|\bcommunique(?: [a-z']+){0,4} $"
)
_SINCE = re.compile(r"\bdepuis\b(?:(?! (?:s'est|se sont|s'etait|a|ont|est|sont|etait|avait|aura|aurait|sera|serait|doit|devait)\b)[^,;:.])*$")
_SAID_THAT = re.compile(  # "mercredi, X a dit que ...": the day of the words, not of the call they tell of
    r"^[^.;]{0,90}?\b(?:a|ont) (?:[a-z]+ ){0,2}?(?:annonce|affirme|indique|declare|precise|fait savoir|dit|assure|ecrit|confirme|revele|explique|ajoute|raconte|dementi|nie|refute|jure|reconnu|admis|regrette) (?:[a-z]+ ){0,3}?(?:qu[e']|avoir|ne pas|n'|vouloir|:)"
)
_OTHER_EVENT = re.compile(r"\b(?:depuis|avant|jusqu'a|apres|d'ici|anniversaire|commemoration|liberation|invasion|offensive|attaque|election|rencontre|sommet|visite|debut de la guerre|signee?s?|tue|mort|arrive|rendu a|rendra|recu|recevra|vote|frappes?)\b")


DATELINE = re.compile(r"\W*[a-z][a-z' /-]{1,40}, (?:le )?(?:\w+ )?\d{1,2}(?:er)? [a-z]+\.?(?: \d{4})? ?(?:\([^()]{2,40}\) ?[-–—:.]|/[^/]{2,20}/ ?[-–—:.]?|[-–—]|\.(?= [a-z]))")  # "PARIS, 3 mai (Reuters) -"
_OF_EVENT = re.compile(  # "le putsch du 15 juillet", unlike "dans la soirée du 15 juillet"
    r"\b(?!(?:appels?|entretiens?|conversations?|echanges?|discussions?|visioconferences?|fil|telephone|telephoniques?|contacts?|communications?|celui|celle|ceux|agenda|programme|soiree|matinee|journee|nuit|date|jour|debut|fin|milieu|heures?|apres-midi|midi|mois|cours|lors|partir|compter|dat(?:e|ait)|remont\w+)\b)"
    r"[a-z]{3,} (?:du|de|d') ?$"
)
_OTHER_THING = re.compile(r"\b(?:entretien|appel|echange|conversation|coup de fil|visioconference) (?:telephonique )?,? ?(?:prepare|decide|promis|convenu)e? (?:des |depuis )?$|\b(?:signe|conclu|adopte|vote|re?elu|elu|nomme|investi|tue|arrete|deced|assassine|eclate|entree en vigueur)e?s? (?:en |le |ce |fin |debut )?$|\bqui (?:debute|commence|s'ouvr\w+|s'acheve|devai\w+ [a-z']+|doi\w+ [a-z']+|se tien\w+|aura lieu|a lieu|avait lieu|entrera)(?: [a-z']+){0,2} ?$")  # "le mois de jeûne, qui débute samedi"
_NEXT_STEP = re.compile(r"\bse (?:revoir|retrouver|rencontrer|reunir|rendre|reparler|rappeler) (?:[a-z]+ )?(?:a |en |au )?$")  # "sont convenus au téléphone de se revoir lundi"
_IN_ITS_OWN_TIME = re.compile(  # "Y, qui reçoit vendredi Z", "qui quittera ses fonctions le 22 octobre"
    r"\b(?:qui|dont|ou)(?: [a-z']+){0,3}? (?!(?:sera|aura|fera)\b)(?:[a-z]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront)|sera|seront|recoit|recoivent|doi(?:t|vent)|part|se rend|rencontre|prend|quitte|arrive|accueille|reunit|preside|s'envole)\b(?! (?:de se|s'entret|avoir (?:un|une)|lui parler))[^,;:.]{0,40}$"
)
_IN_ITS_OWN_PAST = re.compile(  # "Y, qu'il avait reçu la veille": unlike "Y, qu'il avait appelé la veille"
    r"\b(?:qui|que|qu'(?:il|elle|ils|elles)|dont|ou)(?: [a-z']+){0,3}? (?:avai(?:t|ent)|etai(?:t|ent)) (?:[a-z]+ment |deja |ete )?(?!(?:re)?(?:parle|appele|joint|contacte|telephone|echange|discute|converse|eu|entretenue?s?)\b|au\b|par\b)[a-z]+(?: [a-z']+){0,3} $"
)
_APPOSED = re.compile(  # "Y, désigné en septembre médiateur", behind a name; "un entretien, tenu lundi" has none
    r",(?: [a-z]+ment)? (?!(?:elles?|tenue?|eue?|prevue?|organisee?|joint[es]?|appele[es]?|contacte[es]?|passee?|menee?|programmee?|intervenue?|diffusee?|publiee?)\b)[a-z]{3,}(?:e|ee|es|ees|i|ie|is|it|ite|u|ue|ert|erte)s? (?:(?:en|le|ce|fin|debut|depuis) )?$"
)
_PROMISED = re.compile(r"\bavai(?:t|ent) promis(?: [a-z]+)? (?:le |ce )?$")  # "a fait ce qu'il avait promis le 9 mai : appeler Y"
_AHEAD_OF_OTHER = re.compile(  # "son absence au sommet, prévu le 17 mai"
    r"\b(?:sommet|reunion|conference|rencontre|visite|election|scrutin|vote|ceremonie|session|congres|forum|investiture|reprise|ouverture|expiration|debut|entree en vigueur)s?\b[^;:.]{0,30}?[,»\" ]+(?:prevue?|programmee?|fixee?|attendue?|agendee?)s? (?:pour |au |a |ce |le )?(?:le )?$"
)
_GETS = re.compile(r"\b(?:recu|recevra)(?: [a-z]+)? $")
_A_CALL = re.compile(r" ?,? ?(?:un|une|l'|d'un)(?: [a-z]+)? ?$")
_FIRST_MEANT = re.compile(r"\b(?:initialement|d'abord|un temps) (?:[a-z]+ )?(?:prevue?|programmee?|fixee?|annoncee?|envisagee?)(?: (?:pour|a|au|ce|le))? ?$")


def _got_it(before: str, gap: str, call_behind: bool) -> bool:
    """ "a reçu lundi soir un appel": what was received that day is the call itself."""
    return call_behind and bool(_GETS.search(before) and _A_CALL.fullmatch(gap))


_COUNTING = re.compile(  # "c'était leur troisième appel depuis l'élection, fin mai": from there on, when the count began
    r"\W*(?:c'(?:est|etait)|il s'agi(?:t|ssait)) [^.;:]{0,90}?(?P<since>\b(?:depuis|de l'annee|du mois|de la semaine|cette annee|en (?:une?|deux|trois|quatre|quelques|moins|\d+))\b)"
)


def announces(folded: str, expression: DateExpression, frame: CallFrame) -> bool:
    """Whether the day is that of a statement ("a annoncé samedi le Kremlin") and not of the call."""
    called = frame.expression.end if frame.expression.kind == "call_verb" and frame.expression.end <= expression.start else 0  # "a rappelé Y mardi"
    if _ANNOUNCED.search(folded, max(frame.sentence.start, expression.start - 60, called), expression.start):
        return True
    return expression.end < frame.expression.start and bool(_SAID_THAT.search(folded, expression.end, frame.expression.start))


def choose_date(folded: str, frame: CallFrame, sentence: Sentence) -> tuple[DateExpression, float] | None:
    """The date expression of the sentence that most likely dates the call: near, in the same clause, not tied to another event."""
    local = folded[sentence.start:sentence.end]
    counting = _COUNTING.match(local)
    if counting and frame.expression.start - sentence.start > counting.end() and re.search(r"\bqu(?:e |')", local[counting.end():frame.expression.start - sentence.start]):
        counting = None  # "C'est la deuxième fois de la semaine que X appelle Y, ce mercredi"
    until = counting.start("since") if counting and frame.rule != "that_of" else len(local)
    dateline = DATELINE.match(local)
    since = dateline.end() if dateline else 0
    said = local.find(" : ", until) if until < len(local) else -1  # "C'est leur sixième appel depuis mai : jeudi, X et Y ..."
    found = [_on_that_day(local, d) for d in find_dates(local) if d.kind != "vague" and (since <= d.start < until or 0 <= said < d.start)]
    found = [d for d in found if d.kind != "weekday" or not any(o.kind == "day" and 0 <= d.start - o.end <= 5 for o in found)]  # "le 12 mai, un lundi"
    found = [d for d in found if d.kind != "relative" or not any(o.kind in ("day", "weekday") and _IN_BRACKETS.fullmatch(local, d.end, o.start) for o in found)]  # "aujourd'hui (25 novembre)"
    found = _with_their_hours(local, found)
    found = [d for d in found if not _belongs_to_someone(local, d, frame, sentence)]
    start, end = frame.expression.start - sentence.start, frame.expression.end - sentence.start
    if apposed := next((d for d in found if d.end <= start and _DATE_OF.fullmatch(local, d.end, start)), None):
        return replace(apposed, bound=None), 0.0
    found = [replace(d, bound=None) if _GOES_ON_SINCE.match(local, d.start) and d.start <= end + 3 and start <= d.end + 3 else d for d in found]
    found = [d for d in found if d.bound is None]
    if not found:
        return None
    last = max([end, *(n.span[1] - sentence.start for n in frame.people if n.span and sentence.start <= n.span[0] < sentence.end and n.function in ("with", "between", "to"))])
    moved = next((d for d in found if d.start >= end and _MOVED_TO.search(local, end, d.start)), None)
    if moved:
        return moved, 0.0
    named = next((d for d in found if d.complement and d.end <= start and (len(local[d.end:start]) <= 25 or _AFTER_THAT.fullmatch(local, d.end, start))), None)
    if named:
        return named, 0.0
    found = [d for d in _counted_from_beside(local, found) if not d.complement]
    if not found:
        return None
    subject = next((n.span[1] - sentence.start for n in frame.people if n.span and n.function == "bare" and sentence.start <= n.span[0] < n.span[1] <= frame.expression.start), None)
    main = subject if _CIRCUMSTANCE.search(local, max(0, start - 30), start) else None
    scored = [(min(_distance(local, d, start, last, end), _beside_subject(local, d, main)), d.start, d) for d in found]
    best = min(scored, key=lambda s: s[:2])
    return (best[2], best[0]) if best[0] < 400 else None


_DATE_OF = re.compile(r",? (?:la |une )?(?:date|jour) (?:de |du |d')(?:leur |son |cet |cette |ce |l'|la |un |une )?(?:[a-z]+ ){0,2}")  # "depuis le 4 août, date de leur dernier échange"
_GOES_ON_SINCE = re.compile(r"depuis (?:ce|cet|hier|\d)\b")  # "se retrouvent depuis ce mercredi par visioconférence": that day it began
_NAMED_BY_ITS_DAY = re.compile(r"(?: [a-z'-]+){1,6} (?:de|du) ")  # "des frappes de lundi"
_IN_BRACKETS = re.compile(r" ?\((?:le |ce )?")
_DAYS = ("day", "weekday", "relative")
_AT_THAT_TIME = re.compile(r" ?,? ?")  # "mercredi, en fin de matinée"
_AFTER_THAT = re.compile(r" (?:que |qu')[^,;:.«»\"]{0,90}")  # "trois jours après que le président X a appelé Y"
_MOVED_TO = re.compile(r"\b(?:reporte|repousse|reprogramme|decale|deplace|remis)e?s? (?:finalement )?(?:a|au|pour)(?: ce| cet| la| le| l')? ?$")
_CIRCUMSTANCE = re.compile(r"\b(?:dans|lors|au cours|durant|pendant|a l'occasion) (?:d'un|d'une|de|du|un|une|l'|cet|cette|leur)\s?(?:[a-z]+ )?$")


def _counted_from_beside(local: str, found: list[DateExpression]) -> list[DateExpression]:
    """ "Deux jours après les frappes du 10 octobre" made one expression, the day that it counts from within it."""
    joined = list(found)
    for event in (d for d in found if d.complement and d.kind == "event" and d.offset):
        day = next((d for d in found if d.kind in ("day", "weekday") and _NAMED_BY_ITS_DAY.fullmatch(local, event.end, d.start)), None)
        if day is not None:
            joined = [d for d in joined if d is not event and d is not day] + [replace(event, kind="after", end=day.end, complement=False, last=day)]
    return sorted(joined, key=lambda d: d.start)


def _beside_subject(local: str, date_: DateExpression, subject: int | None) -> float:
    """How far a date stands behind the subject of a clause that a call is a circumstance of: "X a plaidé, dimanche, pour ... lors d'un appel"."""
    if subject is None or date_.start < subject:
        return 1000.0
    gap = local[subject:date_.start]
    return 1000.0 if len(gap) > 50 or re.search(r"[;:«»\"]|\b(?:que|qu'|qui)\b", gap) or _ANNOUNCED.search(local, subject, date_.start) else 60.0 + len(gap)


def _with_their_hours(local: str, found: list[DateExpression]) -> list[DateExpression]:
    """ "Mercredi, en fin de matinée" made one expression, that of the day."""
    hours = {d: day for d in found if d.kind == "event" and d.offset == 0 for day in found if day.kind in _DAYS and _AT_THAT_TIME.fullmatch(local, day.end, d.start)}
    ends = {day: d.end for d, day in hours.items()}
    return [replace(d, end=ends[d]) if d in ends else d for d in found if d not in hours]


def _belongs_to_someone(local: str, date_: DateExpression, frame: CallFrame, sentence: Sentence) -> bool:
    """Whether a date stands in an apposition to somebody's name: "a appelé Y, désigné en septembre médiateur"."""
    apposed = _APPOSED.search(local, max(0, date_.start - 40), date_.start)
    ends = {m.end - sentence.start for m in sentence.mentions}
    return apposed is not None and apposed.start() in ends


_IN_ANOTHER_CLAUSE = 60
_RELATIVE_CLAUSE = re.compile(r"\b(?:dont|qui|ou)\b[^,;:.«»]*$")


def _is_elsewhere(local: str, date_: DateExpression, call: int) -> bool:
    """Whether a date before the call stands in a relative clause of its own: "Y, dont le pays a voté mardi, et, ensuite, à Z"."""
    clause = _RELATIVE_CLAUSE.search(local, max(0, date_.start - 90), date_.start)
    return clause is not None and date_.end <= call and re.match(r"[^,;:.«»]*,", local[date_.end:call]) is not None


def _on_that_day(local: str, expression: DateExpression) -> DateExpression:
    """ "Ils se rappellent dès demain": a single act has no duration, so that it is done on the day from which it is told."""
    at_once = expression.kind in ("day", "weekday", "relative", "event") and local.startswith("des ", expression.start)
    return replace(expression, bound=None) if at_once else expression


def _distance(local: str, date_: DateExpression, start: int, end: int, told: int) -> float:
    """How far a date stands from a call at `start`, whose people end at `end` and whose own words at `told`."""
    if date_.start >= end:
        gap, distance = local[end:date_.start], date_.start - end
    elif date_.end <= start:
        gap, distance = local[date_.end:start], start - date_.end
    else:
        gap, distance = "", 0
    penalty = _IN_ANOTHER_CLAUSE * _is_elsewhere(local, date_, start) + 60 * len(re.findall(r"[;:«»\"]|\b(?:que|qu'|qui|alors que|tandis|mais)\b", gap)) + 20 * gap.count(",") // 2
    before = local[max(0, date_.start - 28, end if date_.start >= end else told if date_.start >= told else 0):date_.start]
    if (_OTHER_EVENT.search(before) and not _got_it(before, gap, date_.end <= start)) or _FIRST_MEANT.search(before):
        penalty += 150
    if _PROMISED.search(before) or _AHEAD_OF_OTHER.search(local, max(0, date_.start - 60, told if date_.start >= told else 0), date_.start):
        penalty += 400
    if (date_.kind in ("day", "weekday") and _OF_EVENT.search(before)) or _is_complement_of_other(local, date_) or _NEXT_STEP.search(before) or _OTHER_THING.search(local, max(0, date_.start - 40), date_.start):
        penalty += 400
    if _SINCE.search(local, 0, date_.start) or _IN_ITS_OWN_TIME.search(local, max(0, date_.start - 60, told if date_.start >= told else 0), date_.start):
        penalty += 500
    if date_.start >= end and _IN_ITS_OWN_PAST.search(local, max(end, date_.start - 60), date_.start):
        penalty += 500
    if _ANNOUNCED.search(local, max(0, date_.start - 60), date_.start):
        penalty += 40
    return distance + penalty


_OTHER_NOUN = re.compile(r"\b(?!(?:appels?|entretiens?|conversations?|echanges?|discussions?|visioconferences?|fil|telephone|telephoniques?|contacts?|communications?|mois|annee|courant|dat(?:e|ait|ent|aient)|remont\w+|milieu|debut|fin|partir|jours?|celui|celle)\b)[a-z]{4,} $")


def _is_complement_of_other(local: str, date_: DateExpression) -> bool:
    """Whether a month or a year goes with a noun that is no call: "les frontières de 1960", "l'accord d'avril"."""
    return date_.kind in ("month", "year") and local.startswith(("de ", "d'"), date_.start) and _OTHER_NOUN.search(local, max(0, date_.start - 25), date_.start) is not None


def lies_in_its_own_time(local: str, date_: DateExpression) -> bool:
    """Whether a date is that of something told by the way: "où doit se tenir dimanche un référendum"."""
    return _IN_ITS_OWN_TIME.search(local, max(0, date_.start - 60), date_.start) is not None
