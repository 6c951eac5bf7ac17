"""Who asked for a call, who made it known, and how it went: each read off one sentence of folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.languages.fr.mentions import Mention

Span = tuple[int, int]

_CALL_NOUN = r"(?:appel|entretien|conversation|echange|discussion|coup de (?:fil|telephone)|communication|contact|visioconference|entrevue|rendez-vous)"

# -- initiator --------------------------------------------------------------------------------------------------------

_AT_INITIATIVE = re.compile(
    r"\b(?:a (?:la demande|l'initiative|la requete|l'instigation|l'invitation|la sollicitation|une suggestion) (?:expresse |personnelle |conjointe )?(?:de (?:la |l')?|du |des |d')"
    r"|(?:sollicite|demande|initie|voulu|reclame|organise|souhaite|propose|requis|provoque|declenche|passe|convoque)e?s? par (?:le |la |l')?"
    r"|(?:avoir ete|a ete|avait ete) (?:sollicite|appele|contacte|joint)e? par (?:le |la |l')?"
    r"|c'est (?=[a-z'-]+(?: [a-z]+){0,3} qui (?:a|avait) (?:demande|sollicite|pris l'initiative|appele|telephone|initie|souhaite))|(?:initiative|demande) (?:en )?(?:revient|reviendrait|vient|venait|emanait|emane) (?:de (?:la |l')?|du |d'|a (?:la |l')?|au )|(?:a l'origine de cet(?:te)? [a-z]+ ?: ))"
)
_OF_THE_LATTER = re.compile(r"\b(?:a (?:la demande|l'initiative|la requete|l'instigation|l'invitation|la sollicitation)|sur (?:la )?demande) (?:expresse |pressante )?(?:de (?:ce dernier|cette derniere|celui-ci|celle-ci)|du second|de la seconde)\b")
_DEMONYM_REQUEST = re.compile(r"\b(?:sur|a la) (?:demande|initiative|requete|sollicitation) (?P<who>(?!de\b|du\b|des\b)[a-z-]+)\b")
_ASKED_BY = re.compile(r"(?:sollicite|demande|initie|voulu|reclame|organise|souhaite|propose|requis|provoque|declenche|passe|convoque)")
_IT_WAS = re.compile(r"\W*(?:il|elle|celui-ci|celle-ci|l[ea] (?:premiere?|seconde?|deuxieme)(?= (?:a|avait|aurait)\b))\b[^;:]*\b(?:a|avait|aurait) ete $")  # "Il a duré une heure et avait été demandé par ..."
_AT_HIS = re.compile(r"\b(?:a (?:sa|leur|son) (?:demande|initiative|propre initiative|requete))\b")
_ASKED = re.compile(
    rf"\b(?:a|avait|ayant|ont|avaient) (?:[a-z-]+ ){{0,2}}?(?:demande|sollicite|initie|exige|reclame|pris l'initiative|provoque|declenche)e?s? (?:de |d'|a |un |une |cet |cette |l'|le |la |que |qu'|avec |[a-z]+ ){{0,5}}?(?:{_CALL_NOUN}|s'entretenir|parler)"
    rf"|\bqui (?:a|avait) (?:pris l'initiative|sollicite l|initie|telephone|demande (?:l'|cet|un |a lui parler))|\best (?:a l'origine|a l'initiative) d[eu']|\b(?:a|avait) (?:decroche|pris|saisi) son telephone|\b(?:a|avait) (?:re)?pris contact\b"
)
_SEEKS = re.compile(
    r"\b(?:esper(?:e|ait)|souhait(?:e|ait)|voudrait|veut|voulait|cherch(?:e|ait)|tent(?:e|ait)|(?:a|avait|aurait) (?:[a-z-]+ ){0,2}?(?:tente|cherche|essaye|demande|voulu|souhaite|fait demander|sollicite|propose))"
    r"(?: a| de| d'|,? et obtenu,?)? ?(?:lui |la |le |l'|se |s')?(?:(?:s'|se )?entretenir|parler|joindre|appeler|telephoner|un (?:nouvel |autre )?(?:appel|entretien|echange|rendez-vous) (?:telephonique)?|une (?:nouvelle )?(?:conversation|visioconference))"
)
_RECEIVED = re.compile(
    rf"\b(?:a|ont|avait|avaient|avoir|ayant) (?:[a-z-]+ ){{0,2}}?(?:recu|pris|accepte) (?:[a-z]+ ){{0,2}}?(?:un|l'|cet|le|son|plusieurs)\s?(?:[a-z]+ ){{0,2}}?(?:{_CALL_NOUN})(?: telephonique)?(?: [a-z]+){{0,3}}? (?:de (?:la |l'|son |sa )?|du |d')"
)
_CALL_OF_TO = re.compile(r"\b(?:appel|coup de (?:fil|telephone))(?: telephonique)?(?: [a-z]+)? (?:de (?:la |l')?|du |d')")
_NOT_DISCLOSED = re.compile(
    r"\b(?:n'(?:a|ont) pas (?:revele|precise|dit|indique|souhaite preciser|voulu dire|divulgue|fait savoir|communique)|sans (?:preciser|reveler|dire|indiquer)|(?:a|ont) refuse de (?:dire|preciser)|ne (?:precise|dit|revele|precisent) pas|on ignore|ignore|pas ete precise|(?:n'est|n'etait) pas (?:precise|connu|clair)|reste inconnu)[^.;]{0,45}?"
    r"\b(?:qui (?:a|avait|aurait|ont|etait|des deux|est)[^.;]{0,40}(?:initi|appel|l'initiative|demand|sollicit|origin|telephon|decroch|contact)\w*|(?:lequel|a l'initiative de qui|qui est a l'(?:origine|initiative)))"
)


@dataclass(frozen=True)
class Initiation:
    """`span` states it; the initiator is the mention at `mention`, a pronoun ("his") or, with both None, not disclosed."""

    span: Span
    mention: Mention | None
    rule: str
    his: bool = False
    not_disclosed: bool = False
    tail: Span | None = None  # words that may name the initiator's country: "à la demande de Varsovie"


def find_initiation(folded: str, sentence: Span, mentions: Sequence[Mention]) -> Initiation | None:
    """Who called or asked for the call, by one sentence that tells of it."""
    if found := _NOT_DISCLOSED.search(folded, *sentence):
        return Initiation(found.span(), None, "initiator.not_disclosed", not_disclosed=True)
    if found := _OF_THE_LATTER.search(folded, *sentence):
        return Initiation(found.span(), _last_before(mentions, found.start()), "initiator.the_latter")
    for pattern, rule in ((_AT_INITIATIVE, "initiator.at_initiative"), (_RECEIVED, "initiator.received")):
        found = pattern.search(folded, *sentence)
        if found and (not _ASKED_BY.match(found.group()) or _is_of_call(folded, sentence, found.start())):
            behind = next((m for m in mentions if -12 <= m.start - found.end() <= 12 and m.end > found.end()), None)
            tail = (found.end(), min(sentence[1], found.end() + 40))
            return Initiation((found.start(), behind.end if behind else found.end()), behind, rule, tail=tail)
    if found := _DEMONYM_REQUEST.search(folded, *sentence):
        return Initiation(found.span(), None, "initiator.at_initiative", tail=(found.start("who"), found.end("who")))
    if found := _AT_HIS.search(folded, *sentence):
        return Initiation(found.span(), _subject_before(mentions, found.start()), "initiator.his", his=True)
    if found := _ASKED.search(folded, *sentence) or _SEEKS.search(folded, *sentence):
        return Initiation(found.span(), _subject_before(mentions, found.start()), "initiator.asked")
    return None


def _is_of_call(folded: str, sentence: Span, asked: int) -> bool:
    """Whether what was asked for at `asked` is a call: named just before, or meant by the pronoun that opens the sentence."""
    return bool(re.search(_CALL_NOUN, folded[max(sentence[0], asked - 70):asked]) or _IT_WAS.match(folded[sentence[0]:asked]))


def _last_before(mentions: Sequence[Mention], offset: int) -> Mention | None:
    """The person named last before `offset`: "ce dernier"."""
    return next((m for m in reversed(mentions) if m.end <= offset and m.kind == "person"), None)


def _subject_before(mentions: Sequence[Mention], offset: int) -> Mention | None:
    return next((m for m in reversed(mentions) if m.end <= offset and m.preposition in ("", "que", "et") and m.kind != "pair"), None)


# -- tone ---------------------------------------------------------------------------------------------------------------

_TONE = (
    r"(?:tres |plutot |particulierement |extremement |assez |«\s?|\" ?)?(?:franc(?:he)?s?(?: et (?:directe?|ouverte?|sincere|amicale?|approfondie?|constructi(?:f|ve)))?|constructi(?:f|ve)s?|cordia(?:l|le|ux)|amica(?:l|le)|chaleureu(?:x|se)|tendue?s?|"
    r"directe?s?|ouverte?s?|approfondie?s?|positi(?:f|ve)s?|productive?s?|productif|fructueu(?:x|se)s?|utiles?|difficiles?|orageu(?:x|se)|houleu(?:x|se)|glacia(?:l|le)|glacee?|froide?s?|muscle?e|vifs?|vives?|detaillee?s?|"
    r"excellente?s?|tres bonne?s?|bon(?:ne)?s?|serieu(?:x|se)s?|sinceres?|substantiel(?:le)?s?|courtoise?s?|apaisee?s?|respectueu(?:x|se)s?|prometteu(?:r|se)s?|encourageante?s?|rude|apre|amere|dense|nourrie?s?|pragmatique|professionnel(?:le)?|important(?:e)?|historique|confiante?|tumultueu(?:x|se)|decevante?)"
)
_TONES = rf"{_TONE}(?:(?:,| et| mais|\"|\s»)+ ?(?:a la fois )?{_TONE}){{0,3}}(?:\s?»|\")?"
_TONE_PATTERNS = (
    re.compile(rf"\b(?:qualifi\w+|decri\w+|juge\w*|dit|presente\w*|trouve\w*|salu\w+)\b[^.;]{{0,70}}?\b(?:de|d'|comme|ete|un|une)? ?(?:[«\"]\s?)?(?P<tone>{_TONES})"),
    re.compile(rf"\b(?:atmosphere|climat|ton|ambiance|esprit|maniere|facon)\s(?:[«\"]\s?)?(?P<tone>{_TONES})"),
    re.compile(rf"\b{_CALL_NOUN}s?(?: telephonique)?(?: (?:a ete|etait|fut|est reste|aurait ete|s'est revele\w*))?\s(?:[«\"]\s?)?(?P<tone>{_TONES})"),
    re.compile(rf"\b(?:un|une|cet|cette|leur)\s(?:[«\"]\s?)?(?P<tone>(?:longue?|breve?|bref|tres bon(?:ne)?|{_TONE}))\s(?:[«»\"]\s?)?{_CALL_NOUN}"),
)
_LENGTH = re.compile(r"^(?:longue?|breve?|bref|important|importante|historique)$")


def find_tones(folded: str, sentence: Span) -> list[Span]:
    """Spans of the words that say how the conversation went: "franc", "sérieuse et constructive"; quotation marks left out."""
    spans: list[Span] = []
    for pattern in _TONE_PATTERNS:
        for found in pattern.finditer(folded, *sentence):
            start, end = _without_marks(folded, *found.span("tone"))
            if folded[start:end] == "direct" and folded[:start].rstrip().endswith("contact"):
                continue  # "le premier contact direct" says that they met, not how
            overlaps = any(s < end and start < e for s, e in spans)
            if not overlaps and not _LENGTH.match(folded[start:end]) and re.search(_CALL_NOUN, folded[max(sentence[0], start - 140):min(sentence[1], end + 90)]):
                spans.append((start, end))
    return sorted(spans)


def _without_marks(folded: str, start: int, end: int) -> Span:
    while start < end and folded[start] in "«»\" ":
        start += 1
    while end > start and folded[end - 1] in "«»\" ,":
        end -= 1
    return start, end


# -- disclosure -----------------------------------------------------------------------------------------------------------

_MADE_KNOWN = re.compile(
    r"\b(?:a|ont|avait|avaient) (?:[a-z-]+ ){0,2}?(?:rendue? public(?:s|que|ques)?|rendue? publique|devoile|revele|annonce|confirme|fait (?:savoir|etat|part)|communique|publie|divulgue|ebruite|raconte)e?s?\b"
)
_PUBLISHED_BY = re.compile(r"\b(?:communique|compte[ -]rendu|note|declaration|tweet|message)\b[^.;]{0,45}?\b(?:de|du|par) (?:la |l'|le )?$")
_POSTED = re.compile(
    r"\b(?:a|ont) (?:[a-z-]+ ){0,2}?(?:partage|ecrit|publie|poste|tweete|twitte|commente|raconte|indique|affirme|declare)e?s? (?:[a-z]+ ){0,2}?sur (?:son |le |les )?(?:reseau |reseaux |compte )?(?:sociaux |social )?"
    r"(?:truth social|twitter|x\b|facebook|telegram|instagram|sociaux|social)"
)


@dataclass(frozen=True)
class Disclosure:
    """`mention` made the call known; `posted` when it was on a network of the speaker's own."""

    mention: Mention
    posted: bool
    rule: str


def find_disclosures(folded: str, sentence: Span, mentions: Sequence[Mention]) -> list[Disclosure]:
    """Who made a call known, by one sentence that tells of it."""
    found = []
    for mention in mentions:
        behind = folded[mention.end:min(sentence[1], mention.end + 110)]
        opening = _CLAUSE.match(behind)
        start = opening.end() if opening else 0
        if (posted := _POSTED.match(behind, start)) or _MADE_KNOWN.match(behind, start):
            found.append(Disclosure(mention, bool(posted), "disclosed_by.posted" if posted else "disclosed_by.made_known"))
        elif _PUBLISHED_BY.search(folded, max(sentence[0], mention.start - 70), mention.start):
            found.append(Disclosure(mention, False, "disclosed_by.published"))
    return found


_CLAUSE = re.compile(r"\s*(?:,[^,;.]{0,70},\s*)?(?:qui )?")
