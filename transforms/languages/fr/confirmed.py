"""Words that say nothing of a phone ("s'est entretenu avec Y"): whether what stands beside them says that it was by telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.languages.fr.frames import CallFrame
from transforms.languages.fr.tellings import DistinctCall, Telling, is_call

_AGAIN = re.compile(r"\b(?:pris le relais|prend le relais|maintenant|a present|dans la (?:soiree|matinee|journee)|dans l'apres-midi|le meme soir|egalement|aussi|ensuite|puis|tour a tour|a son tour|de son cote|par ailleurs|en outre|dans la foulee|auparavant|plus tard|plus tot|le lendemain|la veille|le meme jour|avant de|apres (?:s'etre|avoir)|quelques (?:heures|minutes)|de nouveau)\b")
CONVENES = re.compile(r"\b(?:convoqu|organis|presid|annonc|propos|prepar|prevoi)\w* (?:[a-z]+ ){0,2}(?:une?|l[ea]) (?:[a-z]+ )?$")  # "X, qui dit avoir parlé à Y, convoque une visioconférence"
_SPEAKING_OF = re.compile(r"\b(?:parl(?:e|ent|ait|aient|ant)|(?:fait|font|faisait) etat|evoqu(?:e|ent|ait)|qualifie|salue|decrit|mentionne) (?:[a-z]+ ){0,2}?(?:d'un|un|l'|cet|de cet)\W*(?:[a-z]+ )?$")
_ABOUT_HIM = re.compile(r", (?:qui|dont) [^,;:.]{3,120},")
_TALKED = ("entret", "s'entret", "parl", "echang", "discut", "convers")
IN_PERSON = re.compile(
    r"\b(?:rencontr\w+|recu\w*|recoit|recev\w+|accueill\w+|en visite|a paris|a l'elysee|au kremlin|a la maison blanche|en marge|face-a-face|en personne|poignee de main|se rendr\w*|"
    r"s'est rendu|de vive voix|perron|en audience|a huis clos|diner|dejeuner|sommet|sur place|tete-a-tete|au (?:grand serail|palais)|bureau ovale|en deplacement)\b"
)


def confirmed_next(telling: Telling, tellings: Sequence[Telling], folded: str) -> bool:
    """The next sentence or two speak of "cet appel", "au cours d'un échange téléphonique" with no other people."""
    here = telling.frame.sentence
    if telling.frame.at_place or IN_PERSON.search(folded, here.start, here.end):
        return False
    told_at = telling.frame.expression.start
    keys = frozenset().union(*(t.frame.keys for t in tellings if t.frame.expression.start == told_at))  # "s'est entretenu séparément avec A et B"
    return any(
        (not t.frame.weak or (t.frame.anaphoric and t.frame.expression.head == "appel") or _speaks_of_a_call(t.frame, folded)) and 0 <= t.frame.sentence.index - here.index <= 2
        and not (t.frame.sentence is here and CONVENES.search(folded, here.start, t.frame.expression.start))
        and ((t.frame.anaphoric and t.frame.keys <= telling.frame.keys) or (not is_call(t.frame) and t.frame.keys <= keys)) and t.frame.expression.start > told_at
        for t in tellings
    )


def _speaks_of_a_call(frame: CallFrame, folded: str) -> bool:
    """ "La présidence parle d'un « appel productif »"."""
    return frame.expression.head == "appel" and bool(_SPEAKING_OF.search(folded, max(frame.sentence.start, frame.expression.start - 40), frame.expression.start))


def alongside(calls: list[DistinctCall], telling: Telling, folded: str) -> bool:
    """ "M. X s'est également entretenu avec Y" right beside a phone call of X."""
    sentence = telling.frame.sentence
    words = _ABOUT_HIM.sub(" ", folded[sentence.start:sentence.end + 80])  # the next sentence may say that it was a meeting
    shared = {n.person.key for n in telling.frame.people if n.function == "bare"} or telling.frame.keys  # who goes on calling
    again = _AGAIN.search(words) or any(len(call.keys & telling.frame.keys) >= 2 and not telling.frame.keys <= call.keys for call in calls)  # "X et Y parleront mardi à Z", after their call with W
    if telling.frame.at_place or not again or IN_PERSON.search(words) or not telling.frame.expression.head.startswith(_TALKED):
        return False
    beside = any(abs(t.frame.sentence.index - sentence.index) <= 2 for call in calls for t in call.strong) or any(t.frame.sentence is sentence for call in calls for t in call.tellings)
    return beside and any(call.keys & shared for call in calls)
