"""Who made a call known, and how it went: each read off one sentence of folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.languages.fr.mentions import Mention

Span = tuple[int, int]

_CALL_NOUN = r"(?:appel|entretien|conversation|echange|discussion|coup de (?:fil|telephone)|communication|contact|visioconference|entrevue|rendez-vous)"

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
