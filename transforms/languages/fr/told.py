"""Which sentences of an article go on telling about a call, and which later ones come back to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from transforms.languages.fr.taxonomy import Span

_CALL_NOUN = (
    r"(?:entretiens?|appel\s+telephonique|conversation|echange|discussion|entrevue|visioconference"
    r"|coup\s+de\s+(?:fil|telephone))"
)
_BACK_REFERENCE = re.compile(
    rf"""(?:^\W*une?\s+{_CALL_NOUN}
      | (?:lors|au\s+cours|pendant|durant|a\s+l'issue|au\s+terme|apres)\s+(?:de\s+|d')?
        (?:cet(?:te)?|ce|leur|l'|la|le)\s*(?:\w+\s+)?
        (?:{_CALL_NOUN}|appel|communication|reunion|rendez-vous)
      | les\s+deux\s+(?:hommes|femmes|dirigeants|presidents|chefs|ministres|responsables|leaders|parties|diplomates)
      | (?:les|ces)\s+(?:trois|quatre|cinq)?\s*(?:dirigeants|presidents|chefs|responsables|participants|ministres)
      | (?:dans|selon|d'apres)\s+(?:son|leur|le|un)\s+(?:compte[\s-]rendu|communique)
      | (?:le|la)\s+(?:compte[\s-]rendu|communique|texte|recit|version)\s+(?:d[eu]s?\b|americaine?|russe|francaise?|officielle?|publiee?|finale?|commune?|conjointe?)
      | tous\s+deux | ils\s+(?:ont|se\s+sont|sont|avaient|doivent))\b""",
    re.VERBOSE,
)
_THIS_CALL = re.compile(rf"\b(?:cet|cette|ce|leurs?|l'|la|au\s+cours\s+d[eu]s?)\s*(?:\w+\s+)?{_CALL_NOUN}\b")
SUBJECT_PRONOUN = re.compile(r"\W*(?:il|elle|ils|elles|ce\s+dernier|cette\s+derniere|celui-ci|celle-ci)\b")
_INSTITUTION = (
    r"(?:l'elysee|la\s+presidence|le\s+kremlin|la\s+maison[\s-]blanche|downing\s+street|la\s+chancellerie"
    r"|le\s+departement\s+d'etat|(?:le|un|son|ce)\s+communique|le\s+compte[\s-]rendu|le\s+ministere|le\s+bureau"
    r"|(?:les|ses)\s+services|la\s+diplomatie|le\s+palais|les\s+medias|l'agence|la\s+meme\s+source|le\s+texte"
    r"|pekin|moscou|ankara|paris|washington|kiev|kyiv|teheran|berlin|londres|tokyo)"
)
SAID = (
    r"(?:ajout|poursui|precis|conclu|indiqu|soulign|reiter|rappel|insist|exprim|fait\s+(?:part|savoir|etat)|dit|dire"
    r"|declar|estim|affirm|assur|repond|retorqu|demand|evoqu|denonc|salu|exhort|appel|propos|annonc|rapport|expliqu"
    r"|promis|accept|conven|abord|discut|echang|mis\s+en\s+garde|inform|transmis|partag|relev|reconnu|admis|offert|detaill|expose)\w*"
)
_SPOKESMAN = re.compile(
    rf"\b(?:selon|d'apres)\s+{_INSTITUTION}"
    rf"|\b{_INSTITUTION}[^,;.]{{0,40}}\s(?:a\s+)?(?:\w+\s+)?{SAID}"
    rf"|\b{SAID}\s+{_INSTITUTION}"
)
SAID_TO = r"(?:invit|engag|entend(?:u|re)|convi|remerci|felicit|plaid|souhait|reclam|exig|condamn|redit|jug|avert|prevenu|garanti|defend|soutenu|regrett|refus|suggere|press|pron(?:e|er)\b|preconis|recommand|conseill|oppos|manifest|jur|encourag|martel|enjoint|somm|sollicit|rassur|present|confi|decri|fustig|brandi|quemand|menac|vant|rejet|retorqu)\w*"
_SPEECH = re.compile(rf"\b(?:l'|lui\s)?(?:a|ont|s'est|se\s+sont)\s+(?:\w+\s+){{0,2}}?(?:{SAID}|{SAID_TO})|\b{SAID}-t-(?:il|elle)|[\"»],?\s(?:ecri(?:t|vait)|lance|glisse|{SAID})\b")
# "Sur le Soudan, il a ...": the subject of the talk first, then who spoke
_TOPIC_FIRST = re.compile(
    r"\W*(?:sur|concernant|quant\s+a|a\s+propos\s+d|au\s+sujet\s+d|s'agissant\s+d|en\s+matiere\s+d|au\s+chapitre\s+d)[^,.]{2,60},\s+(?:il|elle|ils|elles|tous\s+deux|toutes\s+deux)\b"
)
# "Avec le premier, il a ...": one of those with whom somebody spoke
_TURNED_TO = re.compile(
    r"\W*(?:avec|a|au|aupres\s+d[eu]|devant)\s+(?:(?:l[ae]\s+)?(?:premiere?\b(?!\s+ministre)|seconde?\b)|ce(?:tte)?\s+derniere?\b|cel(?:ui|le)-ci\b"
    r"|s(?:on|a)\s+(?:\w+\s+)?(?:homologue|collegue|interlocut\w+)\b)"
)
_PRONOUN_SPEECH = re.compile(r"-t-(?:il|elle)\b|\bont-ils\b|\b(?:ecri(?:t|vait)|dit|disait|assurait|ajoutait|poursuit|poursuivait)-(?:il|elle)\b")
# "Elle a aussi redit ...", "Il s'est en outre inquiete": what else was said in the talk
_BESIDES = re.compile(r"\W*(?:il|elle|ils|elles|tous\s+deux)\s+(?:l'|lui\s+|leur\s+|s'|se\s+)?(?:a|ont|est|sont)\s+(?:aussi|egalement|enfin|ensuite|en\s+outre|par\s+ailleurs|de\s+plus)\b")
_QUOTE_START = re.compile(r'\s*["«]')
_NEW_EVENT = re.compile(
    r"""\W*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|depuis|deja|auparavant|lire\s+aussi
      | en\s+(?:\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)
      | la\s+(?:veille|semaine) | le\s+(?:lendemain|meme\s+jour) | plus\s+t(?:ot|ard) | un\s+peu\s+plus
      | quelques\s+heures | dans\s+la\s+(?:matinee|soiree|nuit|foulee) | par\s+ailleurs | en\s+parallele)\b""",
    re.VERBOSE,
)
# "Le Britannique a promis": a participant taken up by nationality or office, in the same paragraph
_TAKEN_UP = re.compile(
    r"""\W*(?:l[ae]\s+|l'|l'ex-)(?:president\w*|souverain\w*|roi|reine|emir|prince|premiere?\s+ministre|ministre|chef\w*|chancelier\w*
      |dirigeant\w*|secretaire|locataire|maitre|numero\s+un|republicain|democrate|patron\w*|diplomate
      |[\w-]+(?:ais|aise|ien|ienne|ain|aine|ois|oise|and|ande|ol|ole|que|ard|arde|ite|en|enne))
      (?:\s+[\w-]+){0,4}?\s+(?:a|s'est|n'a|avait|s'etait|est|se|lui|l'a)\b""",
    re.VERBOSE,
)
# what only a sentence about a talk says, whoever its subject is: "il a aussi été question de", "X a été évoqué", "au menu", "avoir parlé de"
_ALSO = r"(?:(?:aussi|egalement|surtout|notamment|enfin|beaucoup|longuement|encore)\s+)?"
_STATES_SUBJECT = re.compile(
    rf"""\b(?:
        au\s+(?:menu|programme)\b | a\s+l'ordre\s+du\s+jour
      | au\s+(?:centre|c(?:oe|œ)ur)\s+d(?:e\s+(?:la\s+|l'|leurs?\s+|cet(?:te)?\s+)|u\s+)(?:{_CALL_NOUN}|appel)
      | (?:parmi\s+les|autres?|les)\s+(?:sujets|dossiers|themes)\s+(?:abord|evoqu|discut|trait|au\s+menu)
      | il\s+(?:a|avait|est|y\s+a|y\s+est|fut|sera|devrait)\s+{_ALSO}(?:ete\s+|etre\s+)?{_ALSO}question\s+d
      | (?:a|ont|avai(?:en)?t)\s+{_ALSO}ete\s+{_ALSO}(?:evoqu|abord|discut|soulev|mentionn|debattu|examine|traite|mises?\s+en\s+avant)
      | avoir\s+{_ALSO}(?:(?:parl|discut)e\s+(?:d[eu]s?\b|d')|(?:evoqu|abord|insist|plaid|demand|exig|propos|rappel)e)
      | on\s+y\s+a\s+{_ALSO}(?:parle|evoque|aborde|discute)
      | il\s+s'(?:agissait|est\s+agi)\s+d
      | (?:heures?|minutes|demie|quarts?\s+d'heure)\s+(?:[\w']+\s+){{0,3}}?pour\s+(?:tenter|essayer|faire|parler|dire|convaincre|evoquer|discuter|regler)
      | (?:ont|avaient)\s+{_ALSO}(?:fait\s+le\s+(?:point|tour)|passe\s+en\s+revue) | se\s+sont\s+{_ALSO}penche
      | (?:a|ont)\s+(?:aussi|egalement|enfin|surtout|notamment)\s+(?:voulu|tenu\s+a)\s
      | (?:communique|texte|compte[\s-]rendu|note|recit)\b[^.;]{{0,40}}?\s(?:continu|ajout|precis|poursui|conclu|evoqu|parle|mention|insist|soulign|rapport|cite|fait\s+etat)
    )""",
    re.VERBOSE,
)
_OPENING = 90  # characters of a sentence in which its subject stands
_LONGEST_GAP = 2  # sentences from the last that is told to one that comes back to the call
_STATED_GAP = 4  # and to one that states what a talk was about
_SHORTEST = 30  # a shorter paragraph is a subheading or a credit
_MOST_SENTENCES = 8
# a text or paragraph of so few characters is about one thing (set on the development articles)
_SHORT_ARTICLE = 1000
_SHORT_PARAGRAPH = 450


def continuation_spans(
    folded: str,
    sentences: Sequence[Span],
    index: int,
    other_call_starts: Collection[int],
    names: Collection[str] = (),
) -> list[int]:
    """Return the indices of the sentences that go on telling about the call in sentence `index`, itself left out.

    `sentences` are the article's sentence spans in order; `other_call_starts` the indices of sentences that hold the
    expression of another call; `names` folded surnames of the participants, which sharpen the decision when known.
    """
    told: list[int] = []
    for position in range(index + 1, min(index + 1 + _MOST_SENTENCES, len(sentences))):
        if position in other_call_starts:
            break
        start, end = sentences[position]
        new_paragraph = "\n" in folded[sentences[position - 1][1] - 1 : start]
        if new_paragraph and end - start < _SHORTEST:
            continue
        gap = position - (told[-1] if told else index)
        goes_on = _stays(folded, start, end, new_paragraph, names) or _goes_on(folded, start, end, new_paragraph, names)
        if (goes_on and gap == 1) or (gap <= _LONGEST_GAP and _comes_back(folded, start, end)) or _STATES_SUBJECT.search(folded, start, end) or _BESIDES.match(folded, start, end):
            told.append(position)
        elif gap >= _STATED_GAP:
            break
    return told


_ITS_SUBJECTS = re.compile(
    r"(?:parmi|entre\s+autres)\s+les\s+(?:sujets|dossiers|themes|questions)|(?:sujets?|dossiers?|themes?)\s+(?:evoques?|abordes?|au\s+menu)"
)
_RESUMED = re.compile(
    rf"""(?:a\s+egalement\s+ete|ont\s+egalement\s+ete|a\s+aussi\s+ete|ont\s+aussi\s+ete)\s+(?:evoqu|abord|discut)\w*
      | (?:les\s+deux|les)\s+(?:hommes|dirigeants|presidents|chefs|ministres|leaders)\b[^.;]{{0,40}}\b(?:ont|se\s+sont)\b
      | (?:cet|cette|leur)\s*(?:\w+\s+)?{_CALL_NOUN}""",
    re.VERBOSE,
)


def resumed_spans(folded: str, sentences: Sequence[Span], index: int) -> list[int]:
    """Return the indices of later sentences that come back to the call told in sentence `index`, the article's only one."""
    return [
        position
        for position in range(index + 1, len(sentences))
        if _ITS_SUBJECTS.search(folded, *sentences[position])
        or (_RESUMED.search(folded, *sentences[position]) and _SPEECH.search(folded, *sentences[position]))
    ]


_OF_ALL = re.compile(
    r"\b(?:a\s+)?l'une?\s+(?:comme|et)\s+(?:a\s+)?l'autre\b|^\W*(?:aux|avec\s+(?:les|ses)|a\s+(?:ses|ces))\s+(?:deux|trois|quatre)\b|\ba\s+(?:ses|ces)\s+(?:deux\s+|trois\s+)?(?:interlocuteur|homologue)\w*|\ba\s+(?:chacune?|tous)\b|\bdans\s+les\s+deux\s+cas\b"
    rf"|\b(?:ces|ses|toutes?\s+(?:l|c)es|tous\s+(?:l|c)es|les\s+deux)\s+(?:deux\s+|trois\s+)?(?:{_CALL_NOUN}s|appels|echanges|entretiens|coups\s+de\s+fil)\b"
)


def tells_of_all(folded: str, span: Span) -> bool:
    """Whether a sentence is about all the calls told before it: "à l'un comme à l'autre", "ces conversations ont porté sur"."""
    return bool(_OF_ALL.search(folded[span[0] : span[1]]))


_OF_TWO = re.compile(r"\b(?:au|le|la|du)\s+premiere?\b(?!\s+(?:ministre|vice|fois|dame))[^.]{0,120}\b(?:au|le|la|du)\s+seconde?\b")


def tells_of_two(folded: str, span: Span) -> bool:
    """Whether a sentence parts what it says between the first and the second of whom it speaks."""
    return bool(_OF_TWO.search(folded, *span))


def _stays(folded: str, start: int, end: int, new_paragraph: bool, names: Collection[str]) -> bool:
    """Whether a sentence stands in one short paragraph with the call, and opens no other event: all in it is told of the call."""
    if new_paragraph or not (len(folded) <= _SHORT_ARTICLE or _paragraph_length(folded, start) <= _SHORT_PARAGRAPH):
        return False
    same_people = len(names) > 1 and all(name in folded[start:end] for name in names)
    return same_people or not _NEW_EVENT.match(folded, start, end)


def _paragraph_length(folded: str, position: int) -> int:
    end = folded.find("\n", position)
    return (len(folded) if end < 0 else end) - folded.rfind("\n", 0, position)


def _comes_back(folded: str, start: int, end: int) -> bool:
    """Whether a sentence opens with the call or with those who had it: "Lors de cet échange", "Les deux dirigeants ont"."""
    return bool(_BACK_REFERENCE.search(folded[start : min(end, start + _OPENING)]))


def _goes_on(folded: str, start: int, end: int, new_paragraph: bool, names: Collection[str]) -> bool:
    opening = folded[start : min(end, start + _OPENING)]
    if _BACK_REFERENCE.search(opening) or _THIS_CALL.search(folded, start, end):
        return True
    if _NEW_EVENT.match(opening):
        return False
    official = bool(_SPOKESMAN.search(folded, start, end))
    speaks = official or bool(_SPEECH.search(folded, start, end))
    pronoun = bool(SUBJECT_PRONOUN.match(opening) or _TOPIC_FIRST.match(opening) or _PRONOUN_SPEECH.search(folded, start, end))
    named = any(re.search(rf"\b{re.escape(name)}\b", folded[start:end]) for name in names)
    if _TURNED_TO.match(opening):
        return True
    if new_paragraph:
        return speaks and (named or pronoun)
    taken_up = speaks and bool(_TAKEN_UP.match(opening))
    return official or pronoun or named or taken_up or (not speaks and bool(_QUOTE_START.match(opening)))
