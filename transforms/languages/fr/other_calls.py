"""Words that set a call apart from the one just told of the same people: "un nouvel échange est prévu", "leur précédent appel".

Everything matches folded text. Only the words are read here; `distinct` decides whether they make another call.
"""

from __future__ import annotations

import re

from transforms.languages.fr.expressions import Expression

Span = tuple[int, int]

# "un second appel", "un nouvel échange", "le prochain rendez-vous téléphonique"; "leur deuxième appel" counts the call itself
_ONE_MORE = re.compile(
    r"(?:\b(?:une?|d'une?|aucun|aucune)\s(?:nouvel|nouvelle|nouveau|autre|second|seconde|deuxieme|troisieme|quatrieme|dernier|derniere|ultime)"
    r"|(?:^|[.:;«\"(,\n]\s?)(?:nouvel|nouvelle|nouveau|autre)"
    r"|\b(?:le|la|leur|du|au)\s(?:prochain|prochaine))\s(?:[a-z]+\s)?$"
)
_AGAIN = re.compile(r"\b(?:a nouveau|de nouveau|encore|une nouvelle fois|une fois (?:encore|de plus))\b")
_ALREADY = re.compile(r"\b(?:s'etai(?:t|ent)|avai(?:t|ent)) (?:pourtant |certes )?(?:deja|precedemment|auparavant)\b")
_A_FIRST_TIME = re.compile(r"(?: [a-z]+ment)? une premiere fois\b")  # "après avoir échangé une première fois à midi, X et Y se sont de nouveau parlé"
_TALK_AGAIN = re.compile(r"(?:reparl|rappel)\w*$")
# "leur précédent entretien", "après un premier appel", "une première conversation"
_ONE_BEFORE = re.compile(
    r"\b(?:(?:leur|le|la|du|au|un|une|l'|d'un|d'une)\s?(?:precedent|precedente|avant-dernier|avant-derniere)"
    r"|(?:un|une|d'un|d'une)\s(?:premier|premiere)|(?:leur|le|la|du|au)\s(?:dernier|derniere|seul|seule))\s(?:[a-z]+\s)?$"
)
_BEFORE_BEHIND = re.compile(r" (?:telephonique )?(?:precedente?|anterieure?)\b")
_OF_THE_SAME_KIND = re.compile(r" (?:du meme (?:ordre|type|genre)|similaires?|semblables?|analogues?|identiques?)\b")
_LAST_ONE = re.compile(r"\b(?:dernier|derniere|seul|seule)\s(?:[a-z]+\s)?$")
_DATES_BACK = re.compile(r"[^.;]{0,70}\b(?:remont|dat(?:e|ait) d|avait|avaient|s'etait)|, (?:le|en|debut|fin|mi-)\b")
_COUNTS = re.compile(r"\b(?:c'est|c'etait|il s'agi\w+|constitu\w+|ce fut|marque)\b[^.;:]{0,80}$")


def sets_apart(folded: str, expression: Expression, sentence: Span) -> str | None:
    """Say whether the words of an expression speak of a "further" call, of an "earlier" one, or (None) of neither."""
    before = folded[max(sentence[0], expression.start - 40):expression.start]
    if expression.kind == "noun":
        return _of_noun(folded, expression, sentence, before)
    words = folded[expression.start:expression.end]
    if _ALREADY.search(before[-20:] + words) or _A_FIRST_TIME.match(folded, expression.end, sentence[1]):
        return "earlier"
    if _TALK_AGAIN.search(expression.head) or _AGAIN.search(before + words + folded[expression.end:expression.end + 25]):
        return "further"
    return None


def _of_noun(folded: str, expression: Expression, sentence: Span, before: str) -> str | None:
    if _COUNTS.search(folded, sentence[0], expression.start):
        return None  # "c'était leur dernier échange"
    if _ONE_MORE.search(folded, max(0, sentence[0] - 2, expression.start - 40), expression.start):
        return "further"
    if _OF_THE_SAME_KIND.match(folded, expression.end, sentence[1]):
        return "further"
    if _BEFORE_BEHIND.match(folded, expression.end):
        return "earlier"
    if _ONE_BEFORE.search(before):
        dated = not _LAST_ONE.search(before) or _DATES_BACK.match(folded, expression.end, sentence[1])
        return "earlier" if dated else None
    return None
