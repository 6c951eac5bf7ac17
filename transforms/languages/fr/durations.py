"""How long something lasted, in folded French text, and which of these durations is that of a call."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from transforms.languages.fr.numbers import CARDINAL_WORDS, COLLECTIVE, cardinal, collective


@dataclass(frozen=True)
class Duration:
    """A stated duration: its span in the folded text, qualifier included, and its least and greatest value."""

    start: int
    end: int
    low_minutes: float
    high_minutes: float
    qualifier: str  # exact, about, at_least, at_most


_NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d)?|{CARDINAL_WORDS})"
_OF = r"d(?:e |')"
_QUALIFIER = (
    rf"(?P<at_least>(?:un peu |bien |nettement |beaucoup |largement )?plus {_OF}|au moins |a minima |minimum )"
    rf"|(?P<at_most>(?:un peu |bien )?moins {_OF}|au plus |au maximum |tout au plus )"
    rf"|(?P<about>environ |pres {_OF}|a peu pres |quelque |quasi(?:ment)? |presque |approximativement |autour {_OF}"
    rf"|aux alentours {_OF}|a peine |tout juste |~ ?)"
)
_AFTERTHOUGHT = (
    r"(?: (?:(?P<least2>au moins|minimum)|(?P<most2>au plus|(?:au )?maximum)|(?P<about2>environ|a peu pres))\b)?"
)
_GOOD = r"(?P<good>(?:bonnes?|petites?|grosses?|longues?|courtes?) )?"
_QUARTERS = r"(?P<quarters> et (?:demie?|quart|un quart)| (?:et )?trois[ -]quarts)"
_NOT_MINUTES = rf"(?! (?:{_NUMBER}|ans|jours|pays|personnes|euros|millions?|heures?)\b)"
_HOURS = (
    rf"(?P<hours>{_NUMBER}) {_GOOD}heures?\b"
    rf"(?:{_QUARTERS}|(?: et)? (?P<after>{_NUMBER})(?: ?(?:minutes?|min\b|mn\b))?{_NOT_MINUTES})?"
)
_SHORT = r"(?P<h>\d{1,2}) ?h ?(?P<m>[0-5]\d)?\b(?: ?(?:min|mn)\b)?"
_MINUTES = (
    rf"(?:(?P<minutes>{_NUMBER})|(?:une (?:bonne |petite )?)?(?P<some>{COLLECTIVE}) de) "
    r"(?P<good2>(?:bonnes?|petites?|longues?|courtes?) )?(?:minutes?|mn|min)\b"
)
_PARTS = (
    r"(?P<half>(?:une (?:bonne |petite )?)?demi[- ]heure)|(?P<three>(?:les )?trois[- ]quarts d'heure)"
    r"|(?P<quarter>(?:un )?quart d'heure)"
)
_SINGLE = re.compile(
    rf"(?<![\w,.-])(?:{_QUALIFIER})?(?:{_PARTS}|{_MINUTES}|{_HOURS}|{_SHORT})(?!\w){_AFTERTHOUGHT}", re.ASCII
)
_RANGE = re.compile(
    rf"(?<![\w,.-])(?P<about>environ )?(?:entre (?P<a1>{_NUMBER})(?P<u1> heures?| minutes?)? et (?P<b1>{_NUMBER})"
    rf"|(?:de |d')?(?P<a2>{_NUMBER})(?P<u2> heures?| minutes?)?(?: a | ou | ?- ?)(?P<b2>{_NUMBER}))"
    r" (?P<u>heures?|minutes?|mn|min)(?P<half> et demie)?(?!\w)",
    re.ASCII,
)

_NOT_BEFORE = re.compile(
    r"(?<![\w-])(?:a|vers|des|il y a|voici|voila|dans|dans les|ces|d'ici|d'ici a|sous|depuis|toutes les|chaque|jusqu'a"
    rf"|peu apres|aux alentours de|de {_NUMBER} ?(?:h|heures) ?(?:\d\d )?a) $"
)
_DAY_BEFORE = re.compile(r"(?<![\w-])(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|demain|soir|matin|apres-midi|midi) $")
_ENTITLED = re.compile(r"\bdroit (?:[a-z]+ ){0,3}a $")  # "a eu droit a dix minutes au telephone"
_AS_A_CLOCK = re.compile(r"\d+ ?h")  # "mardi 15 heures", unlike "mardi deux heures"
_NOT_AFTER = re.compile(
    r" ?(?:\(?(?:gmt|utc|heure (?:de|locale)|locales?|cet\b|cest\b)|sur (?:24|vingt-quatre|48)|plus (?:tard|tot)"
    r"|auparavant|apres\b(?!-)|avant|du (?:matin|soir)|de (?:l'apres-midi|la nuit|paris\b|moscou\b)"
    r"|pile\b|precises\b"
    r"|de (?:retard|decalage|route|vol|train|voiture|marche|distance)|par (?:jour|semaine|mois)|tapantes\b"
    rf"|precedant|suivant|qui (?:ont |avaient )?(?:preced|suiv)|(?:a|et) {_NUMBER} (?:h|heures)\b)|[ ,]*[/-] ?\d"
)


_QUICK = re.compile(r"heure|minute|\d ?h|\d ?mi?n")


def find_durations(folded: str) -> list[Duration]:
    """Return the durations of a folded text in order; clock times and "il y a", "dans", "plus tard" counts are none."""
    if not _QUICK.search(folded):
        return []
    ranges = list(_ranges(folded))
    singles = [d for d in _singles(folded) if not any(d.start < r.end and r.start < d.end for r in ranges)]
    return sorted([*ranges, *singles], key=lambda d: d.start)


def _ranges(folded: str) -> Iterator[Duration]:
    for m in _RANGE.finditer(folded):
        low, high = _amount(m["a1"] or m["a2"]), _amount(m["b1"] or m["b2"])
        factor = 60 if m["u"].startswith("h") else 1
        low_unit = (m["u1"] or m["u2"] or m["u"]).strip()
        low_minutes, high_minutes = (
            low * (60 if low_unit.startswith("h") else 1),
            high * factor + (30 if m["half"] else 0),
        )
        clock = m["u"].startswith("h") and (low > 6 or (re.match(r"(?:de|entre)", m[0]) and high > 12))
        if low_minutes < high_minutes and not clock and not _is_other(folded, m.start(), m.end()):
            yield Duration(m.start(), m.end(), low_minutes, high_minutes, "about" if m["about"] else "exact")


def _singles(folded: str) -> Iterator[Duration]:
    for m in _SINGLE.finditer(folded):
        minutes = _minutes(m)
        if minutes is None or _is_other(folded, m.start(), m.end()) or (m["h"] and not _lasts(folded, m)):
            continue
        if m["hours"] and _may_be_clock(m) and not _lasts(folded, m):
            continue
        if m[0] == "20 minutes" and not _AFTER_PREPOSITION.search(folded, max(0, m.start() - 12), m.start()):
            continue  # the newspaper
        yield Duration(m.start(), m.end(), minutes, minutes, _qualifier(m))


_AFTER_PREPOSITION = re.compile(r"\b(?:dur\w+|pendant|durant|de|en|apres|pour|encore|parle) $")


def _may_be_clock(m: re.Match[str]) -> bool:
    """Say whether "15 heures" or "9 heures 30" is a time of day unless something says that it lasts."""
    first = 7 if m["after"] else 13
    return m["hours"].isdigit() and first <= int(m["hours"]) <= 23


def _minutes(m: re.Match[str]) -> float | None:
    if m["half"] or m["three"] or m["quarter"]:
        return 30.0 if m["half"] else 45.0 if m["three"] else 15.0
    if m["minutes"] or m["some"]:
        return _amount(m["minutes"]) if m["minutes"] else float(collective(m["some"]))
    if m["h"]:
        return int(m["h"]) * 60.0 + int(m["m"] or 0)
    minutes = _amount(m["hours"]) * 60
    if m["quarters"]:
        return minutes + (45 if "trois" in m["quarters"] else 15 if "quart" in m["quarters"] else 30)
    after = _amount(m["after"]) if m["after"] else 0.0
    return minutes + after if after < 60 else None


def _amount(text: str) -> float:
    return float(text.replace(",", ".")) if text[0].isdigit() else float(cardinal(text))


def _qualifier(m: re.Match[str]) -> str:
    if m["at_least"] or m["least2"]:
        return "at_least"
    if m["at_most"] or m["most2"]:
        return "at_most"
    vague = (
        m["about"] or m["about2"] or m["some"] or m["good"] or m["good2"] or re.search(r"\b(?:bonne|petite) demi", m[0])
    )
    return "about" if vague else "exact"


def _is_other(folded: str, start: int, end: int) -> bool:
    """Say whether the numbers are a time of day, a moment or a rate rather than a duration."""
    before = folded[max(0, start - 28) : start]
    if re.search(r"(?<![\w-])(?:apres|avant) $", before):
        return not re.match(r" (?:de |d'|au )", folded[end:]) or _NOT_AFTER.match(folded, end) is not None
    if _ENTITLED.search(before):
        return False
    if _DAY_BEFORE.search(before) and _AS_A_CLOCK.match(folded, start):
        return True
    return _NOT_BEFORE.search(before) is not None or _NOT_AFTER.match(folded, end) is not None


def _lasts(folded: str, m: re.Match[str]) -> bool:
    """Say whether "1h45" or "15 heures" lasts: it follows a word of duration, or "de" or a bracket and is short."""
    before = folded[: m.start()]
    if m["at_least"] or m["at_most"] or _LASTING_WORD.search(before) or _OF_TALK.match(folded, m.end()):
        return True
    hours = int(m["h"] or m["hours"])
    return (
        hours <= 6
        and re.search(r"(?:\bde |\bd'|\()$", before) is not None
        and not re.match(r" a \d", folded[m.end() :])
    )


_LASTING_WORD = re.compile(r"(?:dure|dura|durer|pendant|durant|duree(?: de| :)?|prolonge|long(?:ue)? de)[ \"«]*$")


# --- the duration of a call -----------------------------------------------------------------------------------------

_TALK = (
    r"(?:conversations?|discussions?|echanges?|entretiens?|dialogues?|appels?|coups? de (?:fil|telephone)|telephone"
    r"|communications?|visioconferences?|videoconferences?|bout du fil|ligne|pourparlers|tractations|negociations?"
    r"|entrevues?|explications?)"
)
_OF_TALK = re.compile(rf" (?:de |d'|au )(?:la |leur |l')?(?:\w+ ){{0,2}}{_TALK}\b")
_OTHER_EVENT = re.compile(
    r"\b(?:treves?|cessez-le-feu|visites?|rencontres?|reunions?|tete-a-tete|pauses?|sommets?|discours"
    r"|conferences? de presse"
    r"|trajets?|vols?|voyages?|bombardements?|guerres?|sieges?|coupures?|pannes?|arrets?|delais?|ultimatums?"
    r"|ceremonies?"
    r"|diners?|dejeuners?|sejours?|deplacements?|interviews?|attaques?|frappes?|combats?|suspensions?|moratoires?"
    r"|couvre-feux?|detentions?|gardes? a vue|allocutions?|interventions?|audiences?|seances?|debats?|manoeuvres?"
    r"|exercices?|retards?|escales?)\b"
)
_OTHER_TALK = re.compile(rf"\b(?:premiere?|seconde?|autre|precedente?|nouvel|nouvelle) (?:\w+ )?{_TALK}\b")
_LASTING_CUE = re.compile(
    r"(?:dure(?:, \w+,)?|dura|durer|durait|durerait|excede|depasse|pendant|durant|prolongee?|etalee? sur|etiree? sur|occupe|\b(?:a|aura|avait|aurait) pris|au terme d[e']"
    r"|au bout d[e']"
    r"|apres|a l'issue d[e']|duree(?: totale)?(?: (?:de|d')| :)?|long(?:ue)? d[e']"
    r"|\bduree (?:de )?(?:l'(?:appel|entretien|echange)|la (?:conversation|discussion|communication))(?: :)?)[ :\"«]*$"
)
_LONG = re.compile(r"\blong(?:ue)?s? d(?:e |')$")
_SPENT_ON = re.compile(r"\b(?:parle|discute|echange|converse|entretenus?|entretenue?s?|dialogue)(?: \w+)? (?:pendant|durant)[ :\"«]*$")
_TALKED = re.compile(r"\b(?:parle(?:nt)?|parleront|discute(?:nt)?|converse(?:nt)?|echange(?:nt)?|dialogue(?:nt)?|entretien(?:t|nent)|entretenue?s?)(?: (?:au|par) telephone| (?:par|en) (?:visio|video)\w*)?$")  # "ont conversé trente minutes"
_STAYED_ON = re.compile(r"\brestee?s? (?:en ligne|au telephone|au bout du fil) $")
_HEADS = re.compile(r"\W*(?:a (?:deux|trois|quatre), )?")  # "80 minutes : X et Y ont tenu ..."
_JOINED = re.compile(r"(?:\bde |\bd'|[(,:-])[ \"«]*$")
_NEW_TOPIC = re.compile(
    r"\b(?:sur|pour|afin|au sujet|a propos|concernant|visant|selon|alors|tandis|pendant que|apres|avant)\b"
    r"|\b(?:demand|propos|exig|annonc|decret|impos)\w+"
)
_NEW_SENTENCE = re.compile(r"[;!?]|(?<![ '(]m)(?<! mm)(?<! \w)\.(?=[\s\w])")
_RELATIVE = re.compile(r"\b(?:que|qui|dont)\b|\bqu'")


def call_durations(folded_sentence: str, call_start: int, call_end: int) -> list[Duration]:
    """Return the durations of a folded sentence that say how long the call at `call_start:call_end` lasted.

    The duration must follow the call ("un appel de 50 minutes", "se sont parle pendant une heure") or stand right
    before a word for talking ("90 minutes d'echange"); what lasted in between (a truce, a visit) is not the call.
    """
    return [d for d in find_durations(folded_sentence) if _is_of_call(folded_sentence, d, call_start, call_end)] or [
        d for d in _by_the_clock(folded_sentence) if not _OTHER_EVENT.search(folded_sentence, *sorted((call_end, d.start) if d.start >= call_end else (d.end, call_start)))
    ]


def _by_the_clock(folded: str) -> Iterator[Duration]:
    """ "de 14 heures à 15h30", "a débuté à 14h pour s'achever à 15h30"."""
    for m in _FROM_TO.finditer(folded) if "h" in folded else ():
        first, last = ("1", "2") if m["h1"] else ("3", "4")
        start, end = (int(m[f"h{n}"]) * 60 + int(m[f"m{n}"] or 0) for n in (first, last))
        minutes = (end - start) % (24 * 60)
        if 0 < minutes <= _LONGEST:
            yield Duration(m.start(), m.end(), float(minutes), float(minutes), "exact")


def lasting_since_start(folded_before: str, folded_sentence: str) -> list[Duration]:
    """Return how long before its end a call began: "L'entretien s'est achevé à midi. Il avait commencé deux heures plus tôt." """
    if not _ENDED.search(folded_before):
        return []
    began = [m for m in _SINGLE.finditer(folded_sentence) if _BEGAN.search(folded_sentence, 0, m.start()) and _EARLIER.match(folded_sentence, m.end())]
    return [d for m in began if (d := _plain(m))][:1]


def _is_of_call(folded: str, d: Duration, call_start: int, call_end: int) -> bool:
    if d.start < call_end and call_start < d.end:
        return True  # the call expression holds its duration
    talked = _OF_TALK.match(folded, d.end) is not None
    gap = folded[call_end : d.start] if d.start >= call_end else folded[d.end : call_start]
    if _OTHER_EVENT.search(gap) or _NEW_SENTENCE.search(gap) or (d.start >= call_end and _OTHER_TALK.search(gap)):
        return False
    if d.start >= call_end:
        other = re.match(r" (?:de |d')\w", folded[d.end :]) is not None and not _SPENT_ON.search(folded, 0, d.start)  # "deux heures de retard"
        return talked or (not other and _follows_call(folded, d, gap))
    return _precedes_call(folded, d, gap, talked)


_VERBLESS = re.compile(
    rf" ?(?:$|[.,:;]|(?:de |d'|au )(?:\w+ ){{0,2}}{_TALK}\b|(?:durant|montre en main|pour|entre|en tete-a-tete|d'ecran a ecran|face camera|par ecrans? interposes?|a (?:peine|tout casser))\b)"
)
_OPENS = re.compile(r"\W*(?:(?:(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: \w+)?|(?:le|dans) \w+|hier),? )?(?P<while>pendant |durant )?\W*")
_SUBJECT = re.compile(r",? (?:ils?|elles?|les deux|tous deux|toutes deux)\b")
_HUNG_UP = re.compile(r" (?:plus tard|apres)\b[^.;]{0,40}\braccroch\w+")
_TALK_OVER = re.compile(rf" (?:de |d')(?:\w+ ){{0,2}}{_TALK}\b")
_AFTER_SO_LONG = re.compile(r"\bau bout d(?:e |')$")
_ENDED = re.compile(r"\b(?:achev\w+|termin\w+|pris fin|prit fin|conclu\w*|raccroch\w+)\b")
_BEGAN = re.compile(r"\b(?:commence|debute|demarre)e? $")
_EARLIER = re.compile(r" (?:plus tot|auparavant)\b")
_CLOCK = r"(?P<h{0}>\d{{1,2}}) ?(?:heures?|h|:) ?(?P<m{0}>[0-5]\d)?"
_FROM_TO = re.compile(
    rf"(?<![\w-])(?:de {_CLOCK.format(1)} a {_CLOCK.format(2)}|(?:commence|debute|demarre|ouvert)e? (?:a|vers) {_CLOCK.format(3)}(?:,| et| pour)?[^.;:]{{0,25}}? "
    rf"(?:s'achever|s'est (?:achevee?|terminee?|conclue?)|se terminer|prendre fin|a pris fin|s'acheve|jusqu'a|durer jusqu'a) ?(?:a |vers )?{_CLOCK.format(4)})(?!\w)"
)
_LONGEST = 8 * 60  # minutes that a call may go on by the clock
_IT_LASTED = re.compile(r"\W*(?:la |cette |l'|cet |leur )(?:reunion|visioconference|conversation|discussion|seance|session|appel|entretien|echange)[^,;:.]{0,40}? (?:a|aura|avait) (?:dure|pris) (?:environ )?")
_EACH = re.compile(r",? (?:chacune?|a chaque fois|l'un comme l'autre|l'une comme l'autre)\b")
_THESE_TALKS = re.compile(rf"\b(?:les|ces|leurs|chacun des) (?:deux|trois|quatre) {_TALK}|\bchacun(?:e)? (?:a|avait) dure|\bchaque {_TALK}")


def lasting_beside(folded_sentence: str, names: Collection[str] = ()) -> list[Duration]:
    """Return the durations of a sentence beside a call that can only be its length; `names` are folded surnames of its people.

    "Vingt minutes de conversation, selon Baabda.", "Trois quarts d'heure pour ...", "Une heure et quart plus tard, il raccroche.",
    "Pendant une heure, X et Y ont ...", of nobody else.
    """
    found = find_durations(folded_sentence)
    opening = [
        d for d in found
        if (opens := _OPENS.fullmatch(folded_sentence, 0, d.start)) and _VERBLESS.match(folded_sentence, d.end)
        and (not opens["while"] or _SUBJECT.match(folded_sentence, d.end) or any(n in folded_sentence[d.end : d.end + 60] for n in names))
    ]
    hung_up = [d for m in _SINGLE.finditer(folded_sentence) if _HUNG_UP.match(folded_sentence, m.end()) and (d := _plain(m))]
    lasted = [d for d in found if _IT_LASTED.fullmatch(folded_sentence, 0, d.start)]
    over = [d for d in found if _TALK_OVER.match(folded_sentence, d.end) or _AFTER_SO_LONG.search(folded_sentence, 0, d.start)]
    return (opening or hung_up or lasted or over)[:1]


def lasting_each(folded_sentence: str) -> list[Duration]:
    """Return the duration that a sentence gives for each of several calls: "Ces deux échanges, d'une demi-heure chacun"."""
    if not _THESE_TALKS.search(folded_sentence):
        return []
    each = re.search(r"\bchaque |\bchacun(?:e)? (?:a|avait) dure|\bchacun des", folded_sentence)
    return [d for d in find_durations(folded_sentence) if each or _EACH.match(folded_sentence, d.end)][:1]


def _plain(m: re.Match[str]) -> Duration | None:
    minutes = _minutes(m)
    return None if minutes is None else Duration(m.start(), m.end(), minutes, minutes, _qualifier(m))


_ON_THE_LINE = re.compile(  # "a parle mercredi au telephone pres d'une heure"
    r"(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)(?: (?:soir|matin|midi))?)?(?: (?:au|par) telephone| (?:en|par) (?:visio|video)\w*)? ?"
)
_FOR_SO_LONG = re.compile(r"[^,;:.]{2,40}, pour ")  # "a appele Y, pour une heure"
_IN_FRONT_OF = re.compile(r"[^.;,]{0,30}\b(?:devant|a la tribune|face aux? )")  # a speech


def _follows_call(folded: str, d: Duration, gap: str) -> bool:
    if _IN_FRONT_OF.match(folded, d.end):
        return False
    if _LASTING_CUE.search(folded[: d.start]) or _STAYED_ON.search(folded, 0, d.start) or (not gap.strip() and _TALKED.search(folded[: d.start].rstrip())):
        return True
    if _ON_THE_LINE.fullmatch(gap) and _TALKED.search(folded, 0, d.start - len(gap)):
        return True
    if _FOR_SO_LONG.fullmatch(gap) and folded[d.end : d.end + 1] in (",", ".", ""):
        return True
    if _JOINED.search(folded[: d.start]) is None or _NEW_TOPIC.search(gap):
        return False
    aside = gap.rstrip().endswith((", de", ", d'")) and folded[d.end : d.end + 1] in (",", ".", "")
    return len(gap) <= (150 if aside else 70)


def _precedes_call(folded: str, d: Duration, gap: str, talked: bool) -> bool:
    if folded.startswith(" durant", d.end) or (folded.startswith(" :", d.end) and _HEADS.fullmatch(folded, 0, d.start)):
        return True
    if talked or re.fullmatch(r"(?: (?:de|d'|au)(?: \w+){0,3})? ?|,? ?", gap):
        return True
    if _LONG.search(folded, 0, d.start) and re.match(r",(?: [a-z']+){1,3} ?$", gap):
        return True  # "Long de 80 minutes, leur entretien"
    if _OTHER_EVENT.search(folded[max(0, d.start - 40) : d.start]) or _RELATIVE.search(gap):
        return False
    return re.search(r"(?:pendant|durant) $", folded[: d.start]) is not None
