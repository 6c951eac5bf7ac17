"""The Nth call: ordinals of conversations in folded French text, with the words that say what they count from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.languages.fr.numbers import CARDINAL, ORDINAL, ordinal


@dataclass(frozen=True)
class Ordinal:
    """A call said to be the Nth: the span of its words and of those that say since when or within what."""

    start: int
    end: int
    value: int
    scope: tuple[int, int] | None


_REMOTE = (
    r"(?:virtuel(?:le)?s?|en ligne|video|telephoniques?|par (?:visio|video|tele)\w*|en (?:visio|video)\w*|a distance)"
)
_TALK = (
    r"(?:appels?|entretiens?|conversations?|echanges?|discussions?|coups? de (?:fil|telephone)|communications?"
    r"|contacts?"
    r"|dialogues?|visioconferences?|videoconferences?|teleconferences?|audioconferences?|visios?"
    rf"|(?:conferences?|entrevues?|reunions?|rendez-vous|sommets?|rencontres?) {_REMOTE})"
)
_ADJECTIVE = r"(?:(?:longu?e?|bref|breve|tel|telle|grande?|veritable|vraie?|nouvel|nouveau|nouvelle) )?"
_NO_CALL = (  # interviews, exhortations, trade, talks in person
    r"(?! (?:televise|radiodiffus|accorde|diffuse|publie|d'offres?|au cessez|culturel|commerci|scolaire"
    r"|a (?:la (?:paix|raison|greve)|l'aide|temoins?|projets?)|d'(?:urgence|air|embauche)"
    r"|de (?:courrier|prisonniers|tirs|coups de feu)|avec (?:la presse|un journal)))"
    r"(?!,? (?:cette fois )?en (?:face[- ]a[- ]face|tete[- ]a[- ]tete|personne))"
)
_NTH_TALK = re.compile(rf"(?<![\w-])(?P<n>{ORDINAL}) {_ADJECTIVE}{_TALK}\b{_NO_CALL}")
_NTH_TIME = re.compile(rf"(?<![\w-])(?:la |une |leur )(?P<n>{ORDINAL}) fois\b")
_NTH_ALONE = re.compile(
    r"(?:(?<![\w-])(?:c'est|c'etait|il s'agi(?:t|ssait)|ce (?:sera|serait)|soit|est|etait) (?:d[eu] |de )?|, )"
    rf"(?:l[ea] |l'|leur |du )(?P<n>{ORDINAL})"
    r"(?= (?:(?:[a-z]+ ){0,2}depuis |(?:d[eu] [^,.;:]{3,40} |(?=avec|entre))(?:avec|entre) [^,.;:]{3,70} depuis |en |du genre|de la (?:semaine|journee)|de l'annee|du mois|cette |entre )|[.,;]|$)"
)
_NTH_PRESENTED = re.compile(  # of something else than a call only in an article on something else
    rf"(?<![\w-])(?:c'est|c'etait|ce fut|ce sera|il s'agi(?:t|ssait|ra)) (?:d[eu] |de la |de leur |de l')?(?:l[ea] |l'|leur )?(?P<n>{ORDINAL}) {_ADJECTIVE}"
    r"(?:rendez-vous|reunion|rencontre|sommet|entrevue|tete-a-tete|seance)\b(?! (?:en personne|physique|en presentiel))"
)
_A_FIRST = re.compile(r"(?<![\w-])(?:c'est|c'etait|ce fut|il s'agit d'|il s'agissait d')(?: la| une|une) (?P<n>premiere)(?= depuis )")
_FIRST_BEHIND = re.compile(r", une (?P<n>premiere)(?= (?:(?:entre|pour|avec) [^.,;:]{3,110} )?depuis )")
_COUNT = rf"(?:{CARDINAL}|quelques)"
_UNITS = r"(?:heures?|jours?|semaines?|mois|ans|annees?)"
_SCOPE_SINCE = re.compile(  # up to the verb of the sentence, which "depuis que" has one of its own before
    r"depuis qu[e'][^,.;:!?()\"]+"
    r"|depuis (?:(?! (?:ont|est|sont|fut|furent|etait|avait|avaient|etaient|s'est|se sont|a (?:ete|eu|dure|porte))\b)"
    r"[^,.;:!?()\"])+"
)
_SCOPE = re.compile(
    rf"en (?:l'espace d[e'] ?)?(?:moins d[e'] ?|plus d[e'] ?|tout juste |seulement |a peine )?{_COUNT} {_UNITS}"
    rf"|(?:ces|au cours des|dans les) (?:{CARDINAL} )?derni(?:ers|eres) {_UNITS}"
    r"|de la (?:semaine|journee|crise|matinee)|de l'annee|du mois|cette (?:annee|semaine)|ce mois-ci"
    r"|du (?:genre|mandat)"
    r"|d'affilee|en (?:19|20)\d\d\b"
)
_BY_TELEPHONE = r"(?:au|par) telephone|telephoniqu|visioconf|coup de fil"
_SAID = r"(?:parle|reparle|entretenu|echange|converse|discute|telephone|joint|contacte|dialogue)"
_SPOKEN = re.compile(  # "se sont parle", "s'entretenaient", "par telephone"
    rf"(?:\bse |s'|\b)(?:ont|a|avait|avaient|est|sont|etaient|etait|aurai\w+) (?:\w+ ){{0,3}}{_SAID}"
    r"|(?:\bse |\bs')(?:parl|reparl|entret|telephon)\w+"
    rf"|\bappele\b.{{0,40}}(?:au|par) telephone|\bete appelee? par|{_BY_TELEPHONE}"
    r"|\b(?:a|ont|avait|avaient) (?:\w+ ){0,3}r?appele\b(?! (?:a|au|aux|la|les) )"
    r"|^[^.;:]{0,45}, (?:telephone|parle|entretenus?|echange|discute|appele|joint)\b"  # "a, pour la deuxieme fois en un mois, telephone a"
    rf"|\b(?:{_TALK}|reunion|rencontre|seance|session)\b(?:[^.;:]|(?<=\bm)\.){{0,80}}$"
)
_SPOKEN_OF = re.compile(  # "la troisieme fois qu'ils se parlent"
    rf"qu(?:e |')[^.;]{{0,60}}(?:parl|entret|echang|convers|discut|telephon|s'appel|joign|dialogu|ete appel)|{_BY_TELEPHONE}"
)
_TALK_IS = re.compile(rf"\W*(?:l'|ce |cet |cette |le |la |leur )(?:[a-z]+ )?{_TALK}\b")  # "L'échange, qui a duré une heure, est le deuxième en cinq jours"
_SINCE = re.compile(r"depuis |du genre|de l'histoire|\b(?:des|en|de ces) (?:[a-z]+ )?derni(?:ers|eres) (?:annees|mois|semaines)")
_STOP = re.compile(r"(?:[;!?]|(?<!\bm)(?<!\bmm)\.)(?:\s|$)|\n")
_NEAR = 110  # characters before it within which a verb of speaking belongs to "la troisieme fois"
_AHEAD = 180  # the same behind it: "pour la troisieme fois en un mois, X et Y se sont parle"


def find_ordinals(folded: str) -> list[Ordinal]:
    """Return the ordinals of calls in a folded text, in order, one a span.

    The ordinal stands before a word for a call ("leur sixieme conversation"), or before "fois" in a sentence that
    speaks of talking. "Premier" counts only with what it counts from: "depuis l'invasion", "du genre".
    """
    found: dict[int, Ordinal] = {}
    for pattern in (_NTH_TALK, _NTH_TIME, _NTH_ALONE, _NTH_PRESENTED, _A_FIRST, _FIRST_BEHIND):
        for m in pattern.finditer(folded):
            result = _ordinal(folded, m, spoken=pattern in (_NTH_TALK, _NTH_PRESENTED, _A_FIRST))
            if result and m.start("n") not in found:
                found[m.start("n")] = result
    return [found[start] for start in sorted(found)]


def _ordinal(folded: str, m: re.Match[str], spoken: bool) -> Ordinal | None:
    start, end = _sentence(folded, m.start(), m.end())
    if not spoken and not _is_of_talking(folded, m, start, end):
        return None
    value = ordinal(m["n"])
    reach = m.end(), min(end, m.end() + 160)
    scope = _SCOPE_SINCE.search(folded, *reach) or _SCOPE.search(folded, *reach)
    if value < 1 or (value == 1 and not _SINCE.search(folded[m.end() : end])):
        return None
    return Ordinal(m.start("n"), m.end(), value, _trimmed(scope) if scope else None)


def _is_of_talking(folded: str, m: re.Match[str], start: int, end: int) -> bool:
    before = folded[max(start, m.start() - _NEAR) : m.start()]
    after = folded[m.end() : min(end, m.end() + _AHEAD)]
    return bool(_TALK_IS.match(folded, start, m.start())) or any(pattern.search(text) for pattern, text in ((_SPOKEN, before), (_SPOKEN, after), (_SPOKEN_OF, after)))


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    before = [m.end() for m in _STOP.finditer(folded, 0, start)]
    after = _STOP.search(folded, end)
    return (before[-1] if before else 0), (after.start() if after else len(folded))


def _trimmed(scope: re.Match[str]) -> tuple[int, int]:
    return scope.start(), scope.start() + len(scope[0].rstrip(" -»"))
