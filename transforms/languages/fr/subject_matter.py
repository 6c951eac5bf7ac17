"""Where a sentence states what was talked about: "ont évoqué X", "au menu : X, Y et Z", and what is only background."""

from __future__ import annotations

import re

from transforms.languages.fr.taxonomy import Span

_OPENER = re.compile(
    r"""\b(?:
      (?:a\s+propos|au\s+sujet|(?<!reuni\s)(?<!reunis\s)(?<!reunies\s)autour)\s+d(?:e|u|es|') | concernant | relati(?:f|ve|fs|ves)\s+(?:a|aux?)
    | quant\s+(?:a|aux?)
    | sur(?!\s+(?:twitter|x\b|facebook|telegram|instagram|truth|weibo|les\s+reseaux|(?:le|son)\s+(?:reseau|compte|site)|sa\s+(?:page|chaine))) | consacre\w*\s+(?:a|aux?) | en\s+vue\s+d(?:e|u) | pour\s+parler\s+d\w* | afin\s+d\w*
    | pour\s+(?:l'|l[ae]s?\s|lui\s|leur\s)?(?:cal|regl|resou|final|sold|debloqu|sauv|apais|evit|relanc|desamorc|plan|obten|facilit|permett|organis|signal|faire|soutenir|arret|cess|recouvr|recuper)\w*
    | (?:evoqu|abord|discut|exam[ie]n|trait|debatt|analys)\w*
    | (?:parl|entreten|convers)\w+(?:,\s(?:selon|d'apres)\s[^,.;:]{3,70},)?\s+(?:(?!d[eu']s?\b)\w+\s+){0,3}d(?:e|u|es|') | (?:negoci|coordonn|soulev|souhait|envisag|reproch|redout|craint|encourag|conseill|obten)\w*
    | (?:fait|faire)\s+(?:le\s+point|part) | au\s+(?:menu|centre|c(?:oe|œ)ur|programme)\s+d\w*
    | (?:rejoui|inquiet|indign|alarm)\w*\s+d(?:e|u|es) | tour\s+d(?:e|u|es) | (?:au\s+(?:menu|programme)|ordre\s+du\s+jour)\s*: | question(?:\s+entre\s+eux)?(?:,[^,.;]{3,40},)?\s+(?:[\"«]\s?)?d(?:e|u|es|')
    | (?:touch|rouler?|roul|tourn|bifurqu|embray)\w*\s+(?:\w+\s+){0,2}?(?:a|au|aux|sur|vers)\b | redit\w* | redire | objet\s*: | motif\s*:
    | (?:recens|detaill|rejet|prone|preconis|recommand|sugger|implor|suppli|approuv|enterin|scell|expose|defini|fix)(?:e|ee|es|er|ait|ant)?\b | decid\w+\s+d(?:e|') | resolu\w*\s+(?:a|d(?:e|'))
    | (?:mis|mettre|met)\s+(?:l'accent|en\s+avant) | enquis\w*\s+d(?:e|u|es|') | vant(?:e|ee|es|er|ait)\b
    | parl\w+\s+(?:aussi|egalement|enfin|ensuite|surtout),\s[^,.;]{3,40},\s+d(?:e|u|es|')
    | pass\w+\s+en\s+revue | conven\w+ | remerci\w+\s+(?:[\w']+\s+){0,4}?(?:pour|d[e'])
    | (?:felicit|salu|exprim|exhort|appel|demand|denonc|condamn|regrett|deplor|inform|avert|prevenu|alert)\w*
    | (?:rappel|soulign|insist|assur|affirm|reaffirm|reiter|propos|offert|promis|reclam|exig|press|plaid)\w*
    | (?:enumer|mention|defend|apport|engag|preoccup|inqui|indiqu|declar|estim|expliqu|precis|jug|confirm|dissuad)\w*
    | (?:mis\w*\s+d'accord|accord\w*|entendu\w*)\s+(?:pour|sur) | disant | (?:convainc|persuad|tent|prepar)\w* | mis\w*\s+en\s+garde | dit | dire | obtenir
    | (?:present|form|transmi|adress)\w*(?=\s+(?:a\s+(?:l'|la\s|son\s|sa\s)?[\w-]+\s)?(?:[sld]es\s|l'|la\s|un)) | (?:dirigeants|hommes|femmes|presidents|ministres)(?=\s+se\s+(?:verront|rencontreront|retrouveront|reverront)) | (?:brandi|invite|convie)\w* | les\s+bases | la\s+voie\s+(?:a|aux?) | necessite | importance | volonte | objectif | but
    )(?:(?!\w)|(?<='))""",
    re.VERBOSE,
)
# "la peche etait au menu": what stands before was the subject
_WAS_THE_SUBJECT = re.compile(
    r"\b(?:etai\w+|est|sont|etaient|(?:a|ont|aurai\w+)\s+(?:(?:aussi|egalement|enfin|notamment)\s+)?(?:ete|occupe|domine|figure|constitue)|sera\w*|seront|figur\w+|domin\w+|occup\w+)"
    r"\s+(?:[\w'-]+\s+){0,6}?(?:[ld]')?(?:themes?|c(?:oe|œ)ur|centre|menu|programme|ordre|sujets?|discut\w+|evoqu\w+|abord\w+|soulev\w+|mise?s?\s+en\s+avant|echanges?|entretien|conversations?)\b"
)
# "Cereales et engrais : Dakar a obtenu des assurances": subjects alone before a colon
_BEFORE_COLON = re.compile(r"\W*+(?:(?!\b(?:a|ont|est|sont|etai\w+|s'est|se)\b)[^.:;!?\n]){5,90}?(?=\s:\s)")
_CLAUSE_END = re.compile(r"(?<!\bm)(?<!\bmm)[.;!?](?=\s|$|\")|\n|[»\"],\s(?:a|ont|avai(?:en)?t)\b|,\s(?:selon|d'apres)\b(?![^,.;:]{3,70},\s(?:d[eu]s?\b|d'|l[ae]s?\s|l'|sur\s|qu|aux?\s))|,\s(?:alors\s+que|tandis\s+que|apres\s+(?:que|avoir))\b")


def discussed_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that state what was discussed; they may overlap.

    A stretch runs from a verb or phrase that opens a subject ("a propos de", "ont evoque", "l'a felicite pour") to
    the end of its clause.
    """
    spans = []
    for opener in _OPENER.finditer(folded, start, end):
        stop = _CLAUSE_END.search(folded, opener.end(), end)
        spans.append((opener.end(), stop.start() if stop else end))
    subject = _WAS_THE_SUBJECT.search(folded, start, end) or _BEFORE_COLON.match(folded, start, end)
    return spans + ([(start, subject.start() if subject.re is _WAS_THE_SUBJECT else subject.end())] if subject else [])


def was_the_subject(folded: str, position: int) -> bool:
    """Whether the words from `position` on say that what stands before was talked about: "la peche | etait au menu"."""
    return bool(_WAS_THE_SUBJECT.match(folded, position))


# what opens a list of subjects and nothing but subjects, where "a dit" or "a demande" may open anything
_SUBJECTS = re.compile(
    r"""\b(?:
      (?:port\w*|revenu\w*|pench\w+|focalis\w+|concentr\w+|ax\w+|tourn\w+|articul\w+)\s+(?:[\w']+\s+){0,3}?(?:sur|autour\s+d(?:e|u|es|'))
    | (?:entret\w+|parl\w+|discut\w+|debatt\w+|convers\w+|concert\w+|echang\w+|question|tour)\s+(?:[\w']+\s+){0,5}?(?:sur|d(?:e|u|es)\b|d'|a\s+propos|au\s+sujet)
    | (?:evoqu|abord|exam[ie]n|trait|analys|soulev)\w*(?!\s+par\b)
    | pass\w+\s+en\s+revue | (?:fait|faire)\s+le\s+(?:point|tour)\s+(?:sur|d(?:e|u|es)\b|d')
    | au\s+(?:menu|centre|c(?:oe|œ)ur|programme)\s*(?:de\s+(?:l'|la\s+|leur\s+|cet(?:te)?\s+)?\w+\s*)?: | a\s+l'ordre\s+du\s+jour\s*:
    | sujets?\s+(?:evoques?|abordes?|au\s+menu)\s*: | (?:appelle|appellent|entretien|echange|conversation|telephone|visioconference|table)\b[^:.;]{0,50}?\s?: | consacre\w*\s+(?:a|aux?)
    )(?!\w)""",
    re.VERBOSE,
)
_WHOSE = r"dont\s+(?:l[ae]s?\s|l')[\w'-]+(?:\s[\w'-]+)?\s(?:a|ont|est|sont|restent?|\w+(?:ait|aient))\b"  # ", dont la sante est fragile": no subject
_NEXT_SUBJECT = re.compile(
    rf"\s*(?:[,;:](?!\s+{_WHOSE})|\bet\b|\bou\b|\bainsi\s+que?\b|\bnotamment\b|(?!{_WHOSE})\bdont\b|\bmais\s+aussi\b|\btout\s+comme\b|\bde\s+meme\s+que?\b)\s*"
)


def listed_subjects(folded: str, start: int, end: int) -> list[Span]:
    """Return the items of each list of subjects in a sentence: "ont evoque X, Y et Z", "au menu : X, Y"."""
    items = []
    for opener in _SUBJECTS.finditer(folded, start, end):
        stop = _CLAUSE_END.search(folded, opener.end(), end)
        first, last = opener.end(), stop.start() if stop else end
        for cut in _NEXT_SUBJECT.finditer(folded, first, last):
            items.append((first, cut.start()))
            first = cut.end()
        items.append((first, last))
    return items


# ", a confirme mardi son porte-parole pour la securite nationale": who said it is no subject, up to the verb that it parts from its subject
_ATTRIBUTION = re.compile(
    r",\s(?:a|ont)\s(?:\w+\s){0,1}?(?:annonc|indiqu|precis|confirm|affirm|declar|assur|ajout|rapport|explique|soulign|dit|fait\s+savoir)\w*"
    r"(?:\s(?:ce\s)?\w+)??\s(?:l[ae]s?\s|l'|son\s|sa\s|ses\s|une?\s)(?:(?!,\s(?:(?:lui|leur|se|s'|l'|n'|les|l[ae])\s?)*(?:a|ont|avai\w+|est|sont|doi\w+|aurai\w+)\s)(?:[^;.:]|(?<=\bm)\.))*"
)


def attribution_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that name who said it, each to the end of the clause."""
    return [match.span() for match in _ATTRIBUTION.finditer(folded, start, end)]


# a clause that says when, why or how things stood: its subjects were spoken of only if nothing else was
_BACKGROUND = re.compile(
    r"\b(?:depuis|alors\s+qu[e']|tandis\s+qu[e']|en\s+marge\s+d|en\s+raison\s+d|a\s+cause\s+d|comme\s+(?:elle|il|ce)\b"
    r"|a(?:u\s+(?:lendemain|soir|matin)|\s+la\s+veille|\s+l'approche|u\s+plus\s+fort)\s+d|au\s+moment\s+ou|a\s+l'heure\s+ou|issue?s?\s+d"
    r"|avant\s+(?:un|une|l[ae]s?|l')\b|afin\s+de\s+poursuivre|(?:jours?|heures?|semaines?|mois|ans?)\s+(?:avant|apres)\b"
    r"|apres\s+(?:un|une|l[ae]s?|l'|son|sa|ses|leur|deux|trois|des)\b|dans\s+un\s+contexte|sur\s+fond\s+d|malgre|en\s+depit\s+d"
    r"|a\s+la\s+difference\s+d|contrairement\s+a|a\s+l'inverse\s+d)"
)
# "apres leur precedent appel, qui portait sur X,": what that talk was about belongs to the clause
_GOES_ON = re.compile(r",\s(?:qui|dont|consacre\w*|centre\w*|axe\w*|portant|au\s+cours)\b")


_PAUSE = re.compile(
    r"[,;:\"»]|\bpour\s+(?:l'|lui\s|leur\s|l[ae]s?\s)?(?:parl|discut|evoqu|abord|demand|felicit|exprim|remerci|inform|propos)\w+|\bet\s+(?:(?:\w+\s+)?qu[e']|(?:lui\s+|leur\s+|l'|s'|se\s+)?(?:(?:a|ont|est|sont|dit|promis|redit|remercie|exprime|souhaite|espere)\b|(?:demand|evoqu|abord|propos|appel|assur|invit|felicit|insist|plaid)e\b))|(?<!\bm)(?<!\bmm)\."
)


def background_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that say when, why or how things stood, each to the next pause."""
    spans = []
    for opener in _BACKGROUND.finditer(folded, start, end):
        stop = _PAUSE.search(folded, opener.end(), end)
        if stop and _GOES_ON.match(folded, stop.start(), end):
            stop = _PAUSE.search(folded, stop.end(), end)
        spans.append((opener.start(), stop.start() if stop else end))
    return spans


# what is said not to have come up: "rien sur X", "n'ont pas évoqué X", "sans aborder X"; and "X n'a pas été évoqué"
_TALKED = r"(?:evoqu|abord|mentionn|parl|discut|trait|souffl|dit\s+(?:un\s+)?mot|fait\s+(?:mention|allusion|etat)|ete\s+question)"
_UNSPOKEN = re.compile(
    rf"""\brien\s+(?:n'a\s+ete\s+dit\s+)?(?:sur|a\s+propos|au\s+sujet)\b
      | \b(?:pas|plus|jamais|sans)\s+(?:dire\s+)?(?:un|le\s+moindre|aucun)\s+mot\s+(?:sur|d[eu']s?)
      | \bsans\s+(?:qu'?(?:il|elle|ils|elles|on|e\s+\w+)?\s*(?:soi(?:en)?t|ai(?:en)?t)?\s*)?(?:{_TALKED}\w*|citer)
      | \bn[e']\s*(?:en\s+|y\s+)?(?:(?:ont|a|avai(?:en)?t|aurai(?:en)?t)\s+)?(?:pas|jamais|nullement)\s+{_TALKED}\w*
      | \bil\s+n'(?:a|avait)\s+(?:pas|jamais|nullement)\s+ete\s+question\b
      | \b(?:aucune?)\s+(?:mention|allusion|reference)\s+(?:n'a\s+ete\s+faite\s+)?(?:d[eu']|a|aux?)""",
    re.VERBOSE,
)
_LEFT_OUT = re.compile(
    r"\bn[e']\s*(?:ont|a|avai(?:en)?t|aurai(?:en)?t)\s+(?:pas|jamais|nullement|meme\s+pas)\s+ete\s+(?:evoqu|abord|mentionn|discut|trait|soulev)\w*"
    r"|\bne?\s+figur\w+\s+pas\s+(?:a|au)\s+(?:l'ordre|menu|programme)|\bn'(?:est|etai\w+|ont\s+ete)\s+pas\s+(?:a\s+l'ordre|au\s+(?:menu|programme))"
)


def unspoken_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that state what was not discussed, each to the next pause."""
    spans = []
    for opener in _UNSPOKEN.finditer(folded, start, end):
        stop = _PAUSE.search(folded, opener.end(), end)
        spans.append((opener.start(), stop.start() if stop else end))
    for verb in _LEFT_OUT.finditer(folded, start, end):
        pauses = [pause.end() for pause in _PAUSE.finditer(folded, start, verb.start())]
        spans.append((max(pauses, default=start), verb.end()))
    return spans


_ARTICLE = re.compile(r"(?:l'|l[ae]s?\s+)")
_WITHIN = (
    r"(?:\s+(?:dans|a|en|autour\s+d[eu])(?:\s+(?:la|le|les)\s+|\s+l'|\s+)"
    r"(?:provinces?|regions?|villes?|enclaves?|poche|iles?|bande|bassin|est|ouest|nord|sud)(?:-\w+)?\s+d(?:e|u|es|(?='))(?:'(?=\s*$))?)"
)
_ITEM_START = re.compile(
    r"(?:(?:[,:]|\bet|\bou|\bnotamment)(?:\s+(?:de|du|sur|a|en|au))?|\b(?:que|(?<!influence\s)(?<!pression\s)(?<!pressions\s)(?<!peser\s)sur|concernant|evoqu\w+|abord\w+)"
    r"|\b(?:a\s+propos|au\s+sujet|autour|question|parl\w+|situation|crise|dossier|evenements|developpements|evolution)\s+d(?:e|u)|\b(?:situations?|crises?|evenements|developpements|guerres?)\s+(?:en|au|a)"
    rf"|\b(?:situation|crise|combats|tensions?|violences){_WITHIN}"
    r"|\b(?:situation|crise|dossier|question|evolution\w*|evenements|developpements)(?=\s+$))"
    r"(?:\s+|(?<=\bd'))[\"«]?\s*(?:l'|la\s+|le\s+|les\s+)?$"
    r"|[,:]\s+(?:des|du|de\s+la)\s+$"
)
ITEM_END = re.compile(r"\s*(?:[,.;\"»(]|et\b|ou\b|mais\b|ainsi\b|$)")


def is_item(folded: str, start: int, first: int, last: int) -> bool:
    """Whether first..last stands alone as the object of a talk or as one item of a list: "evoque X, Y et Z"."""
    article = _ARTICLE.match(folded, first, last)
    bare = article.end() if article else first
    return bool(_ITEM_START.search(folded[max(start, bare - 60) : bare]) and ITEM_END.match(folded, last))
