"""Places of a call: the countries that its sentences make the subject of the talk, and not who spoke or where."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.languages.fr.subject_matter import ITEM_END, discussed_spans, unspoken_spans, was_the_subject
from transforms.languages.fr.taxonomy import PlaceFinder, PlaceMention, Span
from transforms.languages.fr.told import SAID

# what happens to a country, whatever the preposition; and what comes from one country and is aimed at another
_HAPPENING = (
    r"(?:situation|crise|conflit|guerre|question|dossier|invasion|souverainete|integrite|independance|securite|stabilite"
    r"|avenir|reconstruction|paix|cessez-le-feu|treve|transition|election\w*|nucleaire|programme|cereales|exportations|ports"
    r"|territoires?|annexion|sol|peuple|population|opposants?|evolution|evenements|developpements|processus|reglement|sort"
    r"|explosions?|seisme|escalade|desescalade|violences?|combats|hostilites|ingerences?|jeu|destabilis\w+|deploiement|large"
    r"|chute|regime|coup\s+d'etat|putsch|arrestations?|normalisation|manifestations?|emeutes|troubles|penuries?|tensions?"
    r"|apaisement|differends?|litige|contentieux|reconciliation|paysans|pecheurs|eleveurs|agriculteurs|habitants|refugies|civils)"
)
_AIMED = (
    r"(?:offensive|agression|attaque\w*|frappes|bombardement\w*|operation|intervention|soutien|aide|appui|assistance|solidarite"
    r"|sanctions?|mesures|retrait|troupes|menace\w*|armes|livraisons?|chars|missiles?|pression\w*|detenus?|retenus?|otages?)"
)
_AGGRESSION = r"(?:envahi\w*|attaqu\w+|bombard\w+|soutenir|aider|defendre|proteger|agress\w+|armer|isoler|sanctionner)"
_OBJECT_PLACE = re.compile(
    rf"(?:\b{_HAPPENING}\W+(?:\w+\W+){{0,3}}?(?:en|au|aux|a|contre|sur|de|du|des|d'|entre|envers|dans|avec)"
    rf"|\b{_AIMED}\W+(?:\w+\W+){{0,3}}?(?:en|au|aux|a|contre|sur|pour|vers|dans|visant)"
    rf"|\b{_AGGRESSION}(?:\s+\w+ment|\s+davantage)?)\W*(?:l'|la\s+|le\s+|les\s+)?$"
)
_SUBJECT_OF_TALK = re.compile(
    r"(?:\b(?:sur|contre|concernant|comme|notamment|(?:evoqu|abord)\w+(?:\s+(?:egalement|aussi|notamment|au\s+telephone|par\s+(?:telephone|visio\w+)))?)|\b(?:a\s+propos|au\s+sujet|autour|parle)\s+d(?:e|u))"
    r"\W*(?:l'|la\s+|le\s+|les\s+)?$"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:en|au|aux|a|contre|sur|vers|envers|dans|du|des|entre)\s+"
    r"|\b(?:de|a|sur|contre|entre|que|dans|vers|avec|envers)\s+(?:la\s+|le\s+|les\s+|l')|\bd[e']\s*)$"
)
# "le president de la Russie", "une visite en Turquie": the country says who or where, not what
_IDENTITY = re.compile(
    r"(?:president\w*|ministres?|chef\w*|ambassadeur\w*|roi|reine|emir|chancelier\w*|dirigeant\w*|leader|homologue"
    r"|gouvernement|diplomatie|affaires\s+etrangeres|defense|numero\s+un|capitale|armee|visite\w*|voyage|rendre|relations?"
    r"|cooperation|amitie|partenariat|parti|bureau|liens?|rapports|liaisons|ambassad\w+|emissaires?|envoyee?s?|representante?s?"
    r"|delegation|diplomates?|au\s+nom|clients?|concurrente?s?|voisine?s?|alliee?s?|equipe|selection)"
    r"\W+(?:(?:de\s+la|du|d'un|de\s+l')\s*(?:republique|royaume|federation|confederation|etat|emirat)\s+)?"
    r"(?:\w+\W+){0,2}?(?:de|du|des|d'|en|au|aux|a|avec|entre)\W*(?:la\s+|le\s+|les\s+|l')?"
    r"(?:[\w-]+\s+et\s+(?:la\s+|le\s+|les\s+|l')?)?$"
    r"|\b(?:compassion|condoleances|sympathie|solidarite|salutations|amitie|emotion|gratitude|celles?)\s+(?:du|de\s+son|de\s+tout\s+le)\s+peuple\s+(?:[\w-]+\s+)?(?:de\s+la\s+|de\s+l'|du\s+|des\s+|d[e']\s*)?$"
    r"|\b(?:absence|interets|cote|entremise|intermediaire|mediation|truchement|au\s+nom|profit)\s+(?:de\s+la\s+|de\s+l'|du\s+|des\s+|d[e']\s*)$"
)
_DEMONYM_NOUN = re.compile(
    r"\b(?:crise|question|dossiers?|conflit|guerre|situation|nucleaires?|cereales|territoires?|sol|population"
    r"|opposants?|opposition|elections?|cause|theatre|souverainete|independance|ports?|civils|prisonniers|enfants|probleme"
    r"|affaire|transition|infrastructures|subventions?|dette|economie|banques|avoirs|gaz|petrole|ble|gazoducs?|refugies|otages"
    r"|regime|dialogue|processus|arsenal|frontieres?|constitution|presidentielle|legislatives|scrutin|referendum|marche"
    r"|missiles|programme|restrictions|etape|proposition\s+sur|putschistes|mutins|junte|colonies|exportations|produits|importations|navires|eaux|ressortissants)"
    r"\s+(?:\w+\s+)?$"
)
# "le gaz iranien", "les ressortissants francais": whose they are, not where they are needed
_OWN_GOODS = re.compile(
    r"\b(?:gaz|petrole|ble|cereales|marche|exportations|produits|importations|navires|eaux|ressortissants)\s+(?:\w+\s+)?$"
)
_NOUN = re.compile(r"(?<!communaute )(?<!minorite )(?<!\w)[a-z-]{4,}\s+$")
_ITEM = re.compile(r"(?:[,:]|\bet)\s+(?:sur\s+)?(?:l'|la\s+|le\s+|les\s+)$")
_NATION = re.compile(r"\b(?:les|aux|entre|(?:afflux|arrivees?|retours?|departs?|exode|accueil|expulsions?|renvois?|milliers|millions|centaines|dizaines)\s+de)\s+$")
# a talk about one of these is about some country
PLACED_TOPICS = {"conflict", "nuclear", "arms", "humanitarian", "food", "rights", "disaster", "security", "elections"}
_LABEL = 60  # characters at most
REACH = 60  # characters before a country that say what it stands for

_DATELINE = re.compile(r"\s*(?:,\s*\d|\(|-\s)")
_DATELINE_COUNTRY = re.compile(r"\W*[^\n.(]{2,30}\($")  # "NUUK (Groenland), 3 mai"
# "pres de la frontiere malienne", "importe de Norvege": where it lies or whence it comes is no subject
_WHERE = re.compile(r"\b(?:pres|proche|non\s+loin|le\s+long|a\s+proximite|\d+\s+(?:km|kilometres))\s+d(?:e\s+la|u|es|e|'|e\s+l')\s*(?:frontieres?\s+)?$")
_ORIGIN = re.compile(r"\b(?:import\w+|proven\w+|provien\w+|venue?s?|venant|originaires?|en\s+(?:grande\s+)?partie)\s+d(?:e\s+la|u|es|e|'|e\s+l')\s*$")
_VENUE = re.compile(
    r"\b(?:sommets?|pourparlers|negociations|discussions|reunions?|conferences?|rencontres?|assises|forum|accords?|format"
    r"|processus|protocole|traite|recu\w*|retrouv\w+|reunis?|signe\w*|conclu\w*|tenue?s?|sejour\w*|attendue?s?|diners?|dejeuners?|arrive\w*|rentre\w*)"
    r"\s+(?:a|de|d'|du)\s*(?:la\s+)?$|\bdepuis\s+(?:la\s+|le\s+|l')?$|\betai\w+\s+(?:a|en|au)\s+$"
    r"|\ba\s+(?:l'(?:invitation|initiative|appel)|la\s+(?:demande|requete))\s+d(?:e|u|es|')\s*(?:la\s+|l')?$"
    r"|\b(?:signe\w*|conclu\w*|(?<!la\s)tenue?s?|tien(?:t|nent|dra|dront)|deplacements?|voyages?|sejours?|tournee|vacances|escale|envol\w+|restee?s?|appris|venue?s?|exil\w*|refugiee?"
    r"|sommets?|forum|assises|(?<=,\s)arrivee?s?|atterri\w*|debarqu\w+|se\s+trouv\w+|rend(?:ue?s?|re|ra|ront|ait)|g7|g20|(?:se|nous)\s+(?:sont\s+)?retrouv\w+|revoir|reuni(?:e?s?|r|ra|ront|ssent)|ouvr\w+\s+(?:le\s+\d+|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|en\s+mission)"
    r"\s+(?:(?!consacr|dedi|sur\b|contre\b|port)[\w'-]+\s+){0,5}?(?:a|au|aux|en|dans|pour)\s+(?:la\s+|le\s+|les\s+|l')?$"
    r"|\b(?:visite|convie\w*|invite\w*|inviter|convier|accueilli\w*|recevoir|recevra)\s+(?:[\w'-]+\s+){0,6}?a\s+$"
    r"|\b(?:parti|rentr|reven|arriv)\w*\s+(?:de|d'|du|des)\s*(?:la\s+|l')?$"
)
# "l'oleoduc de X a Y": where it begins
_FROM_TO = re.compile(r"\s+(?:a|vers|jusqu'a|jusqu'en)\s+(?:la\s+|le\s+|l')?[a-z]")
_FROM = re.compile(r"\b(?:de|depuis|d')\s*$")
# verbs that the one who speaks may follow: "a dit Ankara", and not "ont evoque la Crimee"
_SAYS = r"(?:ajout|poursui|precis|conclu|indiqu|fait\s+savoir|dit\b|declar|estim|affirm|assur|rapport|expliqu|repond|retorqu|annonc|confirm|dement|jug)\w*"
VOICE = re.compile(
    rf"\b(?:selon|d'apres|{_SAYS})\s+(?:l'|la\s+|le\s+|les\s+)?$"
    r"|\b(?:presidente?s?|presidence|ministres?|ministere|chef\w*|diplomatie|ambassad\w+|roi|reine|emir|prince|chancel\w+|dirigeante?s?"
    r"|leader|homologues?|gouvernement|armees?|site\s+d'information|television|radio|general|colonel|diplomates?|responsables?|porte-parole|presse|quotidien|journal|chaine"
    r"|medias?|agence|secretaire|tresor|source|deputes?|officiels?|autorites|capitale|emissaire|envoye|mediateurs?"
    r"|interets|territoire|leurs\s+homologues)"
    r"(?:\s+(?!sur\b|pour\b|contre\b|entre\b|par\b|ont\b|sont\b|avaient\b|se\b|a\s+\w+[eiut]\b)[\w'-]+){0,2}?\s+(?:d[eu']s?\s*)?(?:l'|la\s+|le\s+|les\s+)?(?:[\w-]+\s+et\s+)?$"
)
# "la sortie des Etats-Unis", "la reponse de la Norvege": what a country did is about something else
_DEED = re.compile(r"\b(?:sortie|decision|position|reponse|refus|silence|attitude|ligne|version|promesse)\s+d(?:e|u|es|')\s*(?:la\s+|l')?$")
_AGENT = re.compile(
    r"\b(?:frappes?|bombardements?|invasion|attaques?|offensive|intervention|forces|troupes|aide|retrait|operation|raids?|proposition|mediation|chars|avions|chasseurs|drones|missiles|soldats|navires|armee|menaces?)\s+$"
)
_SPEAKS = re.compile(
    rf"[^.;,]{{0,12}}?\s(?:a|ont|avait|se|ne|n'|s'est|s'en)?\s{{0,2}}(?:\w+\s+)?(?:{SAID}|(?:comment|confirm|dement|infirm|reag|raill|abstien)\w*)"
)
_PLACE_BEFORE = re.compile(r"(?:\b(?:a|en|au|aux|sur|contre|vers|dans|de|du|des|entre|envers|pour)\s+(?:la\s+|le\s+|les\s+|l')?|\b[dl]')$")


# "les Norvegiens detenus": a participant's nationals are in trouble elsewhere
_HELD = re.compile(r"\s+(?:enlev|deten|reten|emprison|incarcer|captur|bloqu|expatri|resid|install|etabli)\w*")
_BOTH = re.compile(r"\bet\s+(?:l[ae]s?\s+|l')?$")
_BY = re.compile(r"\b(?:sollicit|demand|souhait|propos|annonc|publi|organis|men)\w*\s+par\s+(?:l'|la\s+|le\s+|les\s+)?$")


def place_subjects(
    folded: str, spans: Sequence[Span], participants: Collection[str], places: PlaceFinder, brief: bool
) -> list[PlaceMention]:
    """Return the countries that the sentences `spans` make the subject of the talk, in text order."""
    named = []
    for start, end in spans:
        unspoken = unspoken_spans(folded, start, end)
        mentions = [
            place
            for place in _but_venues(folded, start, _unambiguous(places.find(folded, start, end), participants))
            if not any(first <= place.start < last for first, last in unspoken)
        ]
        subjects = {
            place
            for place in mentions
            if _is_subject(folded, start, place, participants) or (brief and _is_beside_the_parties(folded, start, place, participants))
        }
        for left, right in pairwise(mentions):  # "la Turquie et la Grece": what holds of one holds of the other
            together = left.kind == right.kind == "name" and _AND.fullmatch(folded, left.end, right.start)
            if together and (subjects & {left, right} or _STATED.search(folded, max(start, left.start - REACH), left.start)):
                subjects |= {left, right}
        named += [place for place in mentions if place in subjects]
    return named


_SO_ON = re.compile(r",?\s+(?:et\s+|ou\s+|puis\s+)?(?:en|au|aux|a)\s+(?:la\s+|l')?")


def _but_venues(folded: str, start: int, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Leave out where people met or things stand, and what goes on from there: "a Samarcande, en Ouzbekistan"."""
    venues: list[PlaceMention] = []
    for place in mentions:
        goes_on = venues and _SO_ON.fullmatch(folded, venues[-1].end, place.start)
        if goes_on or is_venue(folded, start, place):
            venues.append(place)
    return [place for place in mentions if place not in venues]


def _is_beside_the_parties(folded: str, start: int, place: PlaceMention, participants: Collection[str]) -> bool:
    """Whether a brief article names a third country otherwise than as the seat of a speaker."""
    if place.country_code in participants:
        return False
    if place.kind == "capital":
        return bool(_TOWARDS.search(folded, max(start, place.start - REACH), place.start)) or is_addressed(folded, start, place)
    return place.kind != "demonym" and not is_speaker(folded, start, place) and not _acts(folded, start, place)


_OPENS = re.compile(r"\W*(?:(?:et|mais|or|enfin|ainsi|depuis[^,]{0,30}),?\s+)?(?:[\w' -]{3,30}(?:,|\set)\s+){0,4}(?:l'|la\s+|le\s+|les\s+)?")
_DOES = re.compile(r"[^.;:]{0,80}?\s(?:a|ont|avai(?:en)?t|n'(?:a|ont)|propose\w*|demande\w*|menace\w*|accuse\w*|souhaite\w*|veu(?:len)?t)\s")


def _acts(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether a country opens a sentence as the one that does something: "Le Canada propose d'associer Cuba"."""
    return bool(_OPENS.fullmatch(folded, start, place.start) and _DOES.match(folded, place.end))


def _unambiguous(mentions: list[PlaceMention], participants: Collection[str]) -> list[PlaceMention]:
    """Of the countries that one word may mean ("congolais", "le Congo"), the one that takes part, else the first."""
    kept: dict[tuple[int, str], PlaceMention] = {}
    concerned = {*participants, *(place.country_code for place in mentions if place.kind in ("region", "capital"))}
    for place in mentions:
        if place.country_code == "CG" and place.kind == "name" and "CD" in concerned and "CG" not in concerned:
            place = replace(place, country_code="CD")
        key = (place.start, "" if place.kind == "demonym" else place.country_code)
        if key not in kept or place.country_code in participants:
            kept[key] = place
    return list(kept.values())


_TOWARDS = re.compile(r"\b(?:avec|contre|sur|envers|face\s+a|vis-a-vis\s+de|entre)\s+$")
_ADDRESSED = re.compile(
    r"\b(?:demand|propos|repon|impos|exig|reproch|promet|promis|recommand|conseil|enjoi|permet|interdi|refus|ordonn)\w*\s+a\s+(?:la\s+|l')?$"
)


def is_addressed(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether something is asked of a country or told to it: "il demande à Caracas de"."""
    return bool(_ADDRESSED.search(folded, max(start, place.start - REACH), place.start))


def is_venue(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether a place says where people met or where the article was written."""
    if not folded[start : place.start].strip(' \n"') and _DATELINE.match(folded, place.end):
        return True
    if folded.startswith(")", place.end) and _DATELINE_COUNTRY.fullmatch(folded, start, place.start):
        return True
    before = (max(start, place.start - REACH), place.start)
    if place.kind in ("demonym", "name") and (_WHERE.search(folded, *before) or (place.kind == "name" and _ORIGIN.search(folded, *before))):
        return True
    if place.kind == "region" and folded[place.end - 1] != "s" and _FROM.search(folded, *before) and _FROM_TO.match(folded, place.end):
        return True
    return place.kind != "demonym" and bool(_VENUE.search(folded, *before))


_PEERS = re.compile(
    r"\b(?:homologues|collegues|ministres|presidents|dirigeants|chefs\s+d[e']\s?\w+|ambassadeurs)\s+(?:(?!(?:a|ont|sont|est|se)\s|evoqu|parl|discut)[^.;:\s]+\s+){0,14}?$"
)


def is_among_peers(folded: str, start: int, position: int) -> bool:
    """Whether an adjective says of which country another of several is: "ses homologues egyptien, X, libyen, Y"."""
    return bool(_PEERS.search(folded, start, position))


def is_speaker(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether a country says who spoke or who somebody is: "a dit Ankara", "le ministre turc", "l'Iranien a promis"."""
    before = folded[max(start, place.start - REACH) : place.start]
    if VOICE.search(before) or _IDENTITY.search(before):
        return True
    if place.kind == "demonym" and _AGENT.search(before):
        return True
    if place.kind == "demonym" and is_among_peers(folded, start, place.start):
        return True
    if place.kind == "demonym":
        article = re.search(r"(?:^|\W)(?:l[ae]|l'|les|un|une|au|du)\s*$", before)
        return bool(article) and folded[place.end - 1] != "s"
    if place.kind == "capital":
        return not _PLACE_BEFORE.search(before)
    return place.kind == "name" and bool(_SPEAKS.match(folded, place.end))


_STATED = re.compile(r"\b(?:affirm|assur|estim|indiqu|declar|dit|souhait|convenu|soulign|voir|veut|veulent|demand)\w*\s+qu?e?\s*[\"«]?\s*(?:la\s+|le\s+|les\s+|l')$")
_AND = re.compile(r"\s+et\s+(?:a\s+|de\s+|en\s+)?(?:l'|la\s+|le\s+|les\s+)?")


_LABEL_NOUN = re.compile(r"\W*(?:tensions?|crise|guerre|conflit|frontiere|litige|querelle|dispute|differend)\s+(?:entre\s+)?(?:la\s+|le\s+|l')?")
_LABEL_END = re.compile(r"\s*(?::|\.)\s")
_BESIDE = re.compile(r"\W*(?:et\W+)?(?:l[ae]s?\s+|l')?")


def labelled_places(folded: str, start: int, places: PlaceFinder) -> list[PlaceMention]:
    """The countries that a title or paragraph bears as a label: "Mali : ...", "Togo-Benin. ..."."""
    labels: list[PlaceMention] = []
    noun = _LABEL_NOUN.match(folded, start)
    start = noun.end() if noun else start
    for place in places.find(folded, start, min(len(folded), start + _LABEL)):
        if place.kind == "demonym" or not _BESIDE.fullmatch(folded, labels[-1].end if labels else start, place.start):
            break
        labels.append(place)
    return labels if labels and _LABEL_END.match(folded, labels[-1].end) else []


def headline_places(folded: str, headline: Span, places: PlaceFinder) -> list[PlaceMention]:
    """The country that the headline is about: the one or two it makes the subject, else the only one it names."""
    mentions = places.find(folded, *headline)
    subjects = [place for place in mentions if _is_subject(folded, headline[0], place, None)]
    if 1 <= len({place.country_code for place in subjects}) <= 2:
        return subjects
    for others in (
        [place for place in mentions if _is_subject(folded, headline[0], place, frozenset())],
        [place for place in mentions if place.kind == "name" and not _IDENTITY.search(folded, max(headline[0], place.start - REACH), place.start)],
    ):
        if len({place.country_code for place in others}) == 1:
            return others
    return []


def _is_subject(folded: str, start: int, place: PlaceMention, participants: Collection[str] | None) -> bool:
    """Whether a country is what is talked about; those of `participants` (None: all) need a clearer construction."""
    before = folded[max(start, place.start - REACH) : place.start]
    if place.kind == "region":
        speaks = VOICE.search(before) and not _BOTH.search(before)  # "entre l'armee et le Hamas": both are spoken of
        return not (_SPEAKS.match(folded, place.end) or speaks or _IDENTITY.search(before) or _BY.search(before))
    outsider = participants is not None and place.country_code not in participants
    if place.kind == "demonym" and not outsider and (_HELD.match(folded, place.end) or _OWN_GOODS.search(before)):
        return False
    if place.kind == "demonym":
        nation = outsider and folded[place.end - 1] == "s" and _NATION.search(before)
        told = outsider and _NOUN.search(before) and not is_speaker(folded, start, place) and _is_discussed(folded, start, place)
        return bool((nation and not _acts(folded, start, place)) or told or _DEMONYM_NOUN.search(before))
    if _IDENTITY.search(before):
        return False
    if place.kind == "name" and was_the_subject(folded, place.end + 1):
        return True
    if _OBJECT_PLACE.search(before) or _SUBJECT_OF_TALK.search(before) or _is_listed(folded, start, place, before):
        return True
    return place.kind == "name" and outsider and bool(_PREPOSITION.search(before)) and not _DEED.search(before)


def _is_discussed(folded: str, start: int, place: PlaceMention) -> bool:
    return any(first <= place.start < last for first, last in discussed_spans(folded, start, place.end))


def _is_listed(folded: str, start: int, place: PlaceMention, before: str) -> bool:
    return place.kind == "name" and bool(_ITEM.search(before) and ITEM_END.match(folded, place.end)) and _is_discussed(folded, start, place)
