"""What a call was about: topics and countries that the sentences telling of a call say were discussed in it.

Everything works on folded text (`transforms.text.fold`): lower case, no accents, straight quotes, so that offsets are
offsets into the article. Words live in `topics.csv`, `topic_terms.csv`, `countries.csv` and `place_terms.csv`; here
stand only the rules that say which of those words were the subject of the talk and which are background.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import polars as pl

from transforms.text import fold

Span = tuple[int, int]


@dataclass(frozen=True)
class TopicMention:
    """A term of the taxonomy in the text; `strength` is strong, weak or default, `rule` says why it counts."""

    topic_id: str
    label_code: str
    start: int
    end: int
    strength: str
    rule: str


@dataclass(frozen=True)
class PlaceMention:
    """A country named in the text by its name, a demonym, its capital or one of its regions."""

    country_code: str
    start: int
    end: int
    kind: str


class Lexicon:
    """Finds the terms of a word list in folded text with one regular expression, the longest term first.

    `entries` pairs a term with anything; a `*` at the end of a word stands for any ending.
    """

    def __init__(self, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        meanings: dict[str, list[tuple[str, ...]]] = {}
        for term, meaning in entries:
            meanings.setdefault(fold(term), []).append(meaning)
        # grouped by first letter, so that a word is only compared with terms that can match it
        terms = sorted(meanings, key=lambda term: (term[0], -len(term), term))
        self._meanings = meanings
        self._wild = [(re.compile(_term_pattern(term)), meanings[term]) for term in terms if "*" in term]
        groups = ("|".join(map(_term_pattern, group)) for _, group in groupby(terms, key=lambda term: term[0]))
        # no capture groups: a group a term would make every step of the search copy thousands of marks
        self._pattern = re.compile(r"\b(?:" + "|".join(f"(?:{group})" for group in groups) + r")(?!\w)")

    def find(self, folded: str, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return (start, end, meaning) of every term within the range, in text order."""
        return [
            (match.start(), match.end(), meaning)
            for match in self._pattern.finditer(folded, start, end)
            for meaning in self._meanings_of(" ".join(match.group().split()))
        ]

    def _meanings_of(self, surface: str) -> list[tuple[str, ...]]:
        """The meanings of the longest term that `surface` is; wildcard terms are remembered once met."""
        if surface not in self._meanings:
            self._meanings[surface] = next(found for pattern, found in self._wild if pattern.fullmatch(surface))
        return self._meanings[surface]


def _term_pattern(term: str) -> str:
    return re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", r"[^\S\n]+")


class TopicFinder:
    """Finds topic terms; built once from the frames `topics` and `topic_terms` of the reference tables."""

    def __init__(self, topics: pl.DataFrame, topic_terms: pl.DataFrame) -> None:
        self._label_codes = dict(topics.select("topic_id", "label_code").iter_rows())
        self._lexicon = Lexicon(
            (term, (topic_id or "", kind))
            for topic_id, term, kind in topic_terms.select("topic_id", "term", "kind").iter_rows()
        )

    def find(self, folded: str, start: int, end: int) -> list[TopicMention]:
        """Return every topic term of the range in text order, whatever its strength; masked phrases give none."""
        return [
            TopicMention(topic_id, self._label_codes[topic_id], first, last, kind, "term")
            for first, last, (topic_id, kind) in self._lexicon.find(folded, start, end)
            if kind != "mask"
        ]


class PlaceFinder:
    """Finds countries; built once from the frames `countries` and `place_terms` of the reference tables."""

    def __init__(self, countries: pl.DataFrame, place_terms: pl.DataFrame) -> None:
        listed = dict.fromkeys(fold(term) for term in place_terms["term"])
        entries = [
            (term, (code or "", "region" if code else "mask"))
            for term, code in place_terms.select("term", "country_code").iter_rows()
        ]
        columns = ("country_code", "name_fr", "aliases", "demonyms", "capital_fr")
        for code, name, aliases, demonyms, capital in countries.select(columns).iter_rows():
            surfaces = [(name, "name"), *((alias, "name") for alias in _listed(aliases))]
            surfaces += [(city, "capital") for city in _listed(capital)]
            surfaces += [(form, "demonym") for demonym in _listed(demonyms) for form in (demonym, f"{demonym}s")]
            entries += [
                (surface, (code, kind)) for surface, kind in surfaces if surface and fold(surface) not in listed
            ]
        self._lexicon = Lexicon(dict.fromkeys((fold(term), meaning) for term, meaning in entries if len(term) > 2))

    def find(self, folded: str, start: int, end: int) -> list[PlaceMention]:
        """Return every mention of a country in the range, in text order."""
        return [
            PlaceMention(code, first, last, kind)
            for first, last, (code, kind) in self._lexicon.find(folded, start, end)
            if kind != "mask"
        ]


def _listed(cell: str | None) -> list[str]:
    """Split a cell that lists several values."""
    return [value.strip() for value in re.split(r"[;|]", cell or "") if value.strip()]


# --- what stands in a construction that states the subject of a talk ------------------------------------------------

_OPENER = re.compile(
    r"""\b(?:
      (?:a\s+propos|au\s+sujet|autour)\s+d(?:e|u|es) | concernant | relati(?:f|ve|fs|ves)\s+(?:a|aux?)
    | quant\s+(?:a|aux?) | sur | consacre\w*\s+(?:a|aux?) | en\s+vue\s+d(?:e|u) | pour\s+parler\s+d\w* | afin\s+d\w*
    | (?:evoqu|abord|discut|exam[ie]n|trait|debatt|analys)\w*
    | (?:a|ont|avoir|avait|avaient)\s+(?:longuement\s+)?parle\s+d(?:e|u|es)
    | (?:fait|faire)\s+(?:le\s+point|part) | au\s+(?:menu|centre|coeur|programme)\s+d\w* | question\s+d(?:e|u|es)
    | pass\w+\s+en\s+revue | conven\w+ | remerci\w+\s+(?:\w+\s+){0,3}(?:pour|de)
    | (?:felicit|salu|exprim|exhort|appel|demand|denonc|condamn|regrett|deplor|inform|avert|prevenu|alert)\w*
    | (?:rappel|soulign|insist|assur|affirm|reaffirm|reiter|propos|offert|promis|reclam|exig|press|plaid)\w*
    | (?:defend|apport|engag|preoccup|inqui|indiqu|declar|estim|expliqu|precis|jug|confirm|dissuad)\w*
    | (?:convainc|persuad|tent)\w* | mis\w*\s+en\s+garde | dit | dire | obtenir
    | necessite | importance | volonte | objectif | but
    )(?!\w)""",
    re.VERBOSE,
)
# "la peche etait au menu": what stands before was the subject
_WAS_THE_SUBJECT = re.compile(
    r"\b(?:etai\w+|est|sont|etaient|(?:a|ont|aurai\w+)\s+(?:aussi\s+)?(?:ete|occupe|domine|figure|constitue)|sera\w*|seront|figur\w+|domin\w+|occup\w+)"
    r"\s+(?:[\w'-]+\s+){0,6}?(?:themes?|coeur|centre|menu|programme|ordre|sujets?|discut\w+|evoqu\w+|abord\w+|echanges?|entretien|conversations?)\b"
)
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$|\")|\n|,\s(?:selon|d'apres|alors\s+que|tandis\s+que|apres\s+(?:que|avoir))\b")


def discussed_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that state what was discussed; they may overlap.

    A stretch runs from a verb or phrase that opens a subject ("a propos de", "ont evoque", "l'a felicite pour") to
    the end of its clause.
    """
    spans = []
    for opener in _OPENER.finditer(folded, start, end):
        stop = _CLAUSE_END.search(folded, opener.end(), end)
        spans.append((opener.end(), stop.start() if stop else end))
    subject = _WAS_THE_SUBJECT.search(folded, start, end)
    return spans + ([(start, subject.start())] if subject else [])


# --- which sentences tell about the call ---------------------------------------------------------------------------

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
      | tous\s+deux | ils\s+(?:ont|se\s+sont|sont|avaient|doivent))\b""",
    re.VERBOSE,
)
_THIS_CALL = re.compile(rf"\b(?:cet|cette|ce|leurs?|l'|la|au\s+cours\s+d[eu]s?)\s*(?:\w+\s+)?{_CALL_NOUN}\b")
_SUBJECT_PRONOUN = re.compile(r"\W*(?:il|elle|ils|elles|ce\s+dernier|cette\s+derniere|celui-ci|celle-ci)\b")
_INSTITUTION = (
    r"(?:l'elysee|la\s+presidence|le\s+kremlin|la\s+maison[\s-]blanche|downing\s+street|la\s+chancellerie"
    r"|le\s+departement\s+d'etat|(?:le|un|son|ce)\s+communique|le\s+compte[\s-]rendu|le\s+ministere|le\s+bureau"
    r"|(?:les|ses)\s+services|la\s+diplomatie|le\s+palais|les\s+medias|l'agence|la\s+meme\s+source|le\s+texte"
    r"|pekin|moscou|ankara|paris|washington|kiev|kyiv|teheran|berlin|londres|tokyo)"
)
_SAID = (
    r"(?:ajout|poursui|precis|conclu|indiqu|soulign|reiter|rappel|insist|exprim|fait\s+(?:part|savoir|etat)|dit|dire"
    r"|declar|estim|affirm|assur|repond|retorqu|demand|evoqu|denonc|salu|exhort|appel|propos|annonc|rapport|expliqu"
    r"|promis|accept|conven|abord|discut|echang|mis\s+en\s+garde)\w*"
)
_SPOKESMAN = re.compile(
    rf"\b(?:selon|d'apres)\s+{_INSTITUTION}"
    rf"|\b{_INSTITUTION}[^,;.]{{0,40}}\s(?:a\s+)?(?:\w+\s+)?{_SAID}"
    rf"|\b{_SAID}\s+{_INSTITUTION}"
)
_SPEECH = re.compile(rf"\b(?:a|ont|s'est|se\s+sont)\s+(?:\w+\s+){{0,2}}?{_SAID}|\b{_SAID}-t-(?:il|elle)")
_PRONOUN_SPEECH = re.compile(r"-t-(?:il|elle)\b|\bont-ils\b")
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
_OPENING = 90  # characters of a sentence in which its subject stands
_SHORTEST = 30  # a shorter paragraph is a subheading or a credit
_MOST_SENTENCES = 8


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
        if not _goes_on(folded, start, end, new_paragraph, names):
            break
        told.append(position)
    return told


_RESUMED = re.compile(
    rf"""(?:parmi|entre\s+autres)\s+les\s+(?:sujets|dossiers|themes|questions) | (?:sujets?|dossiers?|themes?)\s+(?:evoques?|abordes?|au\s+menu)
      | (?:a\s+egalement\s+ete|ont\s+egalement\s+ete|a\s+aussi\s+ete|ont\s+aussi\s+ete)\s+(?:evoqu|abord|discut)\w*
      | (?:les\s+deux|les)\s+(?:hommes|dirigeants|presidents|chefs|ministres|leaders)\b[^.;]{{0,40}}\b(?:ont|se\s+sont)\b
      | (?:cet|cette|leur)\s*(?:\w+\s+)?{_CALL_NOUN}""",
    re.VERBOSE,
)


def resumed_spans(folded: str, sentences: Sequence[Span], index: int) -> list[int]:
    """Return the indices of later sentences that come back to the call told in sentence `index`, the article's only one."""
    return [
        position
        for position in range(index + 1, len(sentences))
        if _RESUMED.search(folded, *sentences[position]) and _SPEECH.search(folded, *sentences[position])
    ]


def _goes_on(folded: str, start: int, end: int, new_paragraph: bool, names: Collection[str]) -> bool:
    opening = folded[start : min(end, start + _OPENING)]
    if _BACK_REFERENCE.search(opening) or _THIS_CALL.search(folded, start, end):
        return True
    if _NEW_EVENT.match(opening):
        return False
    official = bool(_SPOKESMAN.search(folded, start, end))
    speaks = official or bool(_SPEECH.search(folded, start, end))
    pronoun = bool(_SUBJECT_PRONOUN.match(opening) or _PRONOUN_SPEECH.search(folded, start, end))
    named = any(re.search(rf"\b{re.escape(name)}\b", folded[start:end]) for name in names)
    if new_paragraph:
        return speaks and (named or bool(_SUBJECT_PRONOUN.match(opening)))
    taken_up = speaks and bool(_TAKEN_UP.match(opening))
    return official or pronoun or named or taken_up or (not speaks and bool(_QUOTE_START.match(opening)))


# --- what was discussed ----------------------------------------------------------------------------------------------

# what happens to a country, whatever the preposition; and what comes from one country and is aimed at another
_HAPPENING = (
    r"(?:situation|crise|conflit|guerre|question|dossier|invasion|souverainete|integrite|independance|securite|stabilite"
    r"|avenir|reconstruction|paix|cessez-le-feu|treve|transition|election\w*|nucleaire|programme|cereales|exportations|ports"
    r"|territoires?|annexion|sol|peuple|population|opposants?|evolution|evenements|developpements|processus|reglement|sort"
    r"|explosions?|seisme|escalade|desescalade|violences?|combats|hostilites|ingerences?|jeu|destabilis\w+|deploiement)"
)
_AIMED = (
    r"(?:offensive|agression|attaque\w*|frappes|bombardement\w*|operation|intervention|soutien|aide|appui|assistance|solidarite"
    r"|sanctions?|mesures|retrait|troupes|menace\w*|armes|livraisons?|chars|missiles|pression\w*|detenus?|retenus?|otages?)"
)
_AGGRESSION = r"(?:envahi\w*|attaqu\w+|bombard\w+|soutenir|aider|defendre|proteger|agress\w+|armer|isoler|sanctionner)"
_OBJECT_PLACE = re.compile(
    rf"(?:\b{_HAPPENING}\W+(?:\w+\W+){{0,3}}?(?:en|au|aux|a|contre|sur|de|du|des|d'|entre|envers|dans)"
    rf"|\b{_AIMED}\W+(?:\w+\W+){{0,3}}?(?:en|au|aux|a|contre|sur|pour|vers|dans|visant)"
    rf"|\b{_AGGRESSION}(?:\s+\w+ment|\s+davantage)?)\W*(?:l'|la\s+|le\s+|les\s+)?$"
)
_SUBJECT_OF_TALK = re.compile(
    r"(?:\b(?:sur|contre|concernant|evoqu\w+|abord\w+)|\b(?:a\s+propos|au\s+sujet|autour|parle)\s+d(?:e|u))"
    r"\W*(?:l'|la\s+|le\s+|les\s+)?$"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:en|au|aux|a|contre|sur|vers|envers|dans|du|des|entre|et)\s+"
    r"|\b(?:de|a|et|sur|contre|entre|que|par|dans)\s+(?:la\s+|le\s+|les\s+|l')|\bd[e']\s*)$"
)
# "le president de la Russie", "une visite en Turquie": the country says who or where, not what
_IDENTITY = re.compile(
    r"(?:president\w*|ministres?|chef\w*|ambassadeur\w*|roi|reine|emir|chancelier\w*|dirigeant\w*|leader|homologue"
    r"|gouvernement|diplomatie|etrangeres|defense|numero\s+un|capitale|armee|visite\w*|voyage|rendre|relations?"
    r"|cooperation|amitie|partenariat|parti|bureau)"
    r"\W+(?:\w+\W+){0,2}?(?:de|du|des|d'|en|au|aux|a|avec|entre)\W*(?:la\s+|le\s+|les\s+|l')?"
    r"(?:[\w-]+\s+et\s+(?:la\s+|le\s+|les\s+|l')?)?$"
)
_DEMONYM_NOUN = re.compile(
    r"(?:crise|question|dossiers?|conflit|guerre|situation|nucleaires?|cereales|territoires?|peuple|sol|population"
    r"|opposants?|opposition|elections?|cause|theatre|souverainete|independance|ports?|civils|prisonniers|enfants|probleme"
    r"|affaire|transition|infrastructures|subventions?|dette|economie|banques|avoirs|gaz|petrole|ble|gazoducs?|refugies|otages"
    r"|regime|dialogue|processus|arsenal|frontieres?|constitution|presidentielle|legislatives|scrutin|referendum|marche"
    r"|etape|proposition\s+sur|putschistes|mutins|junte|colonies|exportations|produits|importations|navires|eaux|ressortissants)"
    r"\s+(?:\w+\s+)?$"
)
_ITEM = re.compile(r"(?:[,:]|\bet)\s+(?:sur\s+)?(?:l'|la\s+|le\s+|les\s+)$")
_NATION = re.compile(r"\b(?:les|aux|entre)\s+$")
_REACH = 60  # characters before a country that say what it stands for


def call_topics(
    folded: str,
    spans: Sequence[Span],
    participants_country_codes: Collection[str],
    topics: TopicFinder,
    places: PlaceFinder,
    headline: Span | None = None,
    countries_by_name: Mapping[str, str] | None = None,
    beside: Sequence[Span] | None = None,
) -> tuple[list[TopicMention], list[PlaceMention]]:
    """Return the topics and places that the sentences `spans` say were discussed in one call, in text order.

    The first span holds the call expression, the others go on telling about it. `headline` is the span of the
    article's title and lead: it names the country when the sentences speak of "the war" or "the crisis" alone.
    `countries_by_name` maps folded surnames of participants to country codes. `beside`, the other sentences of an
    article so brief that it tells of nothing else (None: it is not), is read where `spans` leave the subject open.
    """
    brief = beside is not None
    participants = set(participants_country_codes)
    found = _topics_of(folded, spans, topics, brief)
    if beside and not found:
        found = _topics_of(folded, beside, topics, brief)
    named = _subjects(folded, spans, participants, places, brief)
    if headline:
        sure = {mention.label_code for mention in found if mention.strength != "background"}
        theme = _theme(folded, spans, headline, topics, sure, brief)
        found = [mention for mention in found if mention.label_code in sure] + theme if theme else found
    about = {mention.label_code for mention in found}
    told = [*spans, *(beside or ())]
    party = _Party(countries_by_name or {}, participants)
    if about & {"conflict", "arms"} and all(place.kind == "demonym" for place in named):
        named += party.at_war(spans[0])
    if not named and "elections" in about:
        named = party.congratulated(folded, told)
    if not named and beside:
        named = _subjects(folded, beside, participants, places, brief)
    if not named and headline and about & _PLACED_TOPICS:
        named = _headline_places(folded, headline, places)
    if not named and brief:
        named = _own_ground(folded, told, participants, places, about) or party.in_need(folded, told, places, about)
    if not named and brief and "summit" in about:
        named = _destination(folded, told, places)
    return found, named


def _topics_of(folded: str, spans: Sequence[Span], topics: TopicFinder, brief: bool) -> list[TopicMention]:
    return _settle([mention for start, end in spans for mention in _discussed_topics(folded, start, end, topics, brief)])


_CONGRATULATED = re.compile(
    r"\b(?P<object>(?:l'|lui\s)\s*(?:\w+\s+){0,3}?)?(?:felicit\w+|adress\w+\s+ses\s+felicitations)"
    r"(?P<by>\s+(?:\w+\s+){0,4}?par\s+(?!telephone|visio|video|ecran|teleph))?"
)
_RISING = re.compile(
    r"\b(?:general|colonel|capitaine|commandant|de\s+la\s+junte|de\s+transition|par\s+interim|elue?|nouve(?:au|lle)|futur|reelue?"
    r"|candidate?|opposante?|vainqueur|rival|designee?|chef\s+de\s+l'armee(?:\s+\w+)?)\s*,?\s+(?:[\w-]+\s+){0,2}$"
)
# countries at war for years: with one of them on the line, the war and the arms spoken of are its own
_AT_WAR = {"UA": "UA", "SY": "SY", "LY": "LY", "YE": "YE", "SD": "SD", "ML": "ML", "CD": "CD", "PS": "PS", "RU": "UA", "IL": "PS"}
_NEEDS = {"arms", "trade", "energy", "food", "humanitarian", "health", "security", "disaster", "terrorism", "conflict"}
_GIVES = re.compile(
    r"\b(?:a|ont|avait|aurait|va|doit|de)\s+(?:\w+\s+)?(?:promis|promettre|offert|offrir|propos\w+|livr\w+|accord\w+|fourni\w*|envoy\w+|somm\w+)\b"
)
_TO_WHOM = re.compile(r"^\s*(?:a\s+l'|aux?\s+|a\s+son\s+|a\s+sa\s+|le\s+|la\s+|l')(?:[\w-]+\s+){0,3}$|(?:\ba\s+l'|\baux?\s+|\ba\s+son\s+|\ba\s+sa\s+)(?:[\w-]+\s+){0,3}$")
_ASKS = re.compile(
    r"\b(?:a|ont|aurait|avait)\s+(?:\w+\s+)?(?:demand\w+|sollicit\w+|reclam\w+|quemand\w+)\b"
    r"|\b(?:demande|reclame|espere|sollicite|cherche|souhaite|voudrait|veut)\s+(?!pas)"
)


@dataclass(frozen=True)
class _Party:
    """The participants of a call as those whom the talk may concern: folded surname -> country, and all their places."""

    countries: Mapping[str, str]
    places: Collection[str]

    def named(self, folded: str, start: int, end: int) -> list[PlaceMention]:
        """The participants that a range names, in text order."""
        found = [
            PlaceMention(code, match.start(), match.end(), "participant")
            for name, code in self.countries.items()
            for match in re.compile(rf"\b{re.escape(name)}\b").finditer(folded, start, end)
        ]
        return sorted(found, key=lambda place: place.start)

    def at_war(self, span: Span) -> list[PlaceMention]:
        """The war of a participant's country."""
        codes = [theatre for code, theatre in _AT_WAR.items() if code in self.places]
        return [PlaceMention(code, *span, "at_war") for code in codes[:1]]

    def congratulated(self, folded: str, spans: Sequence[Span]) -> list[PlaceMention]:
        """The country whose election or change of power brought the call."""
        for start, end in spans:
            if verb := _CONGRATULATED.search(folded, start, end):
                before = self.named(folded, spans[0][0], verb.start())
                after = self.named(folded, verb.end(), end)
                # "A a felicite B", "B a ete felicite par A"; "A a appele B et l'a felicite" takes up the one named last
                return before[-1:] if verb["by"] or verb["object"] else after[:1] or before[-1:]
        return [
            who
            for start, end in spans
            for who in self.named(folded, start, end)
            if _RISING.search(folded, max(start, who.start - _REACH), who.start)
        ][:1]

    def in_need(self, folded: str, spans: Sequence[Span], places: PlaceFinder, about: set[str]) -> list[PlaceMention]:
        """The participant to whom something is given or who asks for it, or who has an organisation on the line."""
        if about & _NEEDS:
            for start, end in spans:
                if verb := _GIVES.search(folded, start, end):
                    for place in places.find(folded, verb.end(), end):
                        if place.country_code in self.places and _TO_WHOM.search(folded[verb.end() : place.start]):
                            return [place]
                if verb := _ASKS.search(folded, start, end):
                    asking = self.named(folded, start, verb.start())
                    asking += [p for p in places.find(folded, start, verb.start()) if p.country_code in self.places]
                    if not asking and _SUBJECT_PRONOUN.match(folded, start):
                        asking = self.named(folded, spans[0][0], start)[:1]
                    return asking[-1:]
        countries = [code for code in self.places if len(code) == 2]
        if about and len(countries) == 1 and len(self.places) > 1:
            return [PlaceMention(countries[0], *spans[0], "organisation")]
        return []


def _own_ground(
    folded: str, spans: Sequence[Span], participants: set[str], places: PlaceFinder, about: set[str]
) -> list[PlaceMention]:
    """The participant's own country, where it alone is named as a place."""
    named = [
        place
        for start, end in spans
        for place in places.find(folded, start, end)
        if place.country_code in participants
        and (place.kind in ("name", "region") or (place.kind == "capital" and about & _PLACED_TOPICS))
        and not _is_speaker(folded, start, place)
        and not _is_venue(folded, start, place)
    ]
    return named if len({place.country_code for place in named}) == 1 else []


_WHITHER = re.compile(
    r"\b(?:visites?|voyage|venue|rendre|deplacement|sommet|aller|venir)\s+(?:[\w']+\s+){0,5}?(?:a|en|au|aux|d'|de|du)\s*(?:la\s+)?$"
)


def _destination(folded: str, spans: Sequence[Span], places: PlaceFinder) -> list[PlaceMention]:
    """The country of the visit or meeting that was planned."""
    return [
        place
        for start, end in spans
        for place in places.find(folded, start, end)
        if place.kind != "demonym" and _WHITHER.search(folded, max(start, place.start - _REACH), place.start)
    ][:1]


_RECALLED = re.compile(
    r"\b(?:s'etai(?:en)?t|s'etre|avai(?:en)?t|deja)\b.{0,40}\b(?:entretenu\w*|parle|echange|appele|telephone|eu|lieu|joint)\b"
    r"|\b(?:19|20)\d\d\b"
)
# a talk about one of these is about some country
_PLACED_TOPICS = {"conflict", "nuclear", "arms", "humanitarian", "food", "rights", "disaster", "security", "elections"}
# crises about which leaders call each other, so that a call in an article on one is taken to be about it
_CRISES: list[tuple[set[str], set[str]]] = [  # topics found -> crises of the headline that go with them
    (set(), {"conflict", "nuclear", "disaster", "health", "terrorism", "humanitarian", "rights"}),
    ({"humanitarian"}, {"disaster"}),
    ({"summit", "security", "arms"}, {"conflict"}),
]


def _theme(
    folded: str, spans: Sequence[Span], headline: Span, topics: TopicFinder, found: set[str], brief: bool
) -> list[TopicMention]:
    """The crisis of the headline, where the sentences leave open what the call was for.

    A call recalled from earlier (pluperfect, or with its year) is not taken to serve the crisis of the day.
    """
    wanted = next((crises for told, crises in _CRISES if found <= told), set())
    anything = brief and not found
    if not (wanted or anything) or any(_RECALLED.search(folded, start, end) for start, end in spans[:1]):
        return []
    return [
        replace(mention, rule="headline")
        for mention in _settle(_discussed_topics(folded, *headline, topics, brief))
        if anything or (mention.label_code in wanted and mention.strength != "weak")
    ]


def _subjects(
    folded: str, spans: Sequence[Span], participants: Collection[str], places: PlaceFinder, brief: bool
) -> list[PlaceMention]:
    named = []
    for start, end in spans:
        mentions = [
            place
            for place in _unambiguous(places.find(folded, start, end), participants)
            if not _is_venue(folded, start, place)
        ]
        subjects = {
            place
            for place in mentions
            if _is_subject(folded, start, place, participants)
            or (brief and _is_beside_the_parties(folded, start, place, participants))
        }
        for left, right in pairwise(mentions):  # "la Turquie et la Grece": what holds of one holds of the other
            together = left.kind == right.kind == "name" and _AND.fullmatch(folded, left.end, right.start)
            if together and subjects & {left, right}:
                subjects |= {left, right}
        named += [place for place in mentions if place in subjects]
    return named


def _is_beside_the_parties(folded: str, start: int, place: PlaceMention, participants: Collection[str]) -> bool:
    """Whether a brief article names a third country otherwise than as the seat of a speaker."""
    third = place.country_code not in participants and place.kind != "capital"
    return third and not _is_speaker(folded, start, place)


def _unambiguous(mentions: list[PlaceMention], participants: Collection[str]) -> list[PlaceMention]:
    """Of the countries that one demonym may mean ("congolais"), the one that takes part, else the first."""
    kept: dict[tuple[int, str], PlaceMention] = {}
    for place in mentions:
        key = (place.start, "" if place.kind == "demonym" else place.country_code)
        if key not in kept or place.country_code in participants:
            kept[key] = place
    return list(kept.values())


_DATELINE = re.compile(r"\s*(?:,\s*\d|\(|-\s)")
_VENUE = re.compile(
    r"\b(?:sommets?|pourparlers|negociations|discussions|reunions?|conferences?|rencontres?|assises|forum|accords?|format"
    r"|processus|protocole|traite|recu\w*|retrouv\w+|reunis?|attendus?|arrive\w*|rentre\w*)"
    r"\s+(?:a|de|d'|du)\s*(?:la\s+)?$|\bdepuis\s+(?:la\s+|le\s+|l')?$|\betai\w+\s+(?:a|en|au)\s+$"
)
_VOICE = re.compile(
    rf"\b(?:selon|d'apres|{_SAID})\s+(?:l'|la\s+|le\s+|les\s+)?$"
    r"|\b(?:presidente?s?|presidence|ministres?|ministere|chef\w*|diplomatie|ambassad\w+|roi|reine|emir|prince|chancel\w+|dirigeante?s?"
    r"|leader|homologues?|gouvernement|armees?|general|colonel|diplomates?|responsables?|porte-parole|presse|quotidien|journal|chaine"
    r"|medias?|agence|secretaire|tresor|source|deputes?|officiels?|autorites|capitale|emissaire|envoye|mediateurs?"
    r"|interets|territoire|leurs\s+homologues)"
    r"(?:\s+(?!sur\b|pour\b|contre\b|entre\b|par\b)[\w-]+){0,2}?\s+(?:d[eu']s?\s*)?(?:l'|la\s+|le\s+|les\s+)?(?:[\w-]+\s+et\s+)?$"
)
_AGENT = re.compile(
    r"\b(?:frappes?|bombardements?|invasion|attaques?|offensive|intervention|forces|troupes|aide|retrait|operation|raids?|proposition|mediation)\s+$"
)
_SPEAKS = re.compile(rf"[^.;,]{{0,12}}?\s(?:a|ont|avait|se|ne|n'|s'est|s'en)?\s*(?:\w+\s+)?{_SAID}")
_PLACE_BEFORE = re.compile(r"(?:\b(?:a|en|au|aux|sur|contre|vers|dans|de|du|des|entre|envers|pour)\s+(?:la\s+|le\s+|les\s+|l')?|\b[dl]')$")


def _is_venue(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether a place says where people met or where the article was written."""
    if not folded[start : place.start].strip(" \n\"") and _DATELINE.match(folded, place.end):
        return True
    return place.kind != "demonym" and bool(_VENUE.search(folded, max(start, place.start - _REACH), place.start))


def _is_speaker(folded: str, start: int, place: PlaceMention) -> bool:
    """Whether a country says who spoke or who somebody is: "a dit Ankara", "le ministre turc", "l'Iranien a promis"."""
    before = folded[max(start, place.start - _REACH) : place.start]
    if _VOICE.search(before) or _IDENTITY.search(before):
        return True
    if place.kind == "demonym" and _AGENT.search(before):
        return True
    if place.kind == "demonym":
        article = re.search(r"(?:^|\W)(?:l[ae]|l'|les|un|une|au|du)\s*$", before)
        return bool(article) and folded[place.end - 1] != "s"
    if place.kind == "capital":
        return not _PLACE_BEFORE.search(before)
    return place.kind == "name" and bool(_SPEAKS.match(folded, place.end))


_AND = re.compile(r"\s+et\s+(?:a\s+|de\s+|en\s+)?(?:l'|la\s+|le\s+|les\s+)?")


def _headline_places(folded: str, headline: Span, places: PlaceFinder) -> list[PlaceMention]:
    """The country that the headline is about: the one or two it makes the subject, else the only one it names."""
    mentions = places.find(folded, *headline)
    subjects = [place for place in mentions if _is_subject(folded, headline[0], place, None)]
    if 1 <= len({place.country_code for place in subjects}) <= 2:
        return subjects
    for others in (
        [place for place in mentions if _is_subject(folded, headline[0], place, frozenset())],
        [place for place in mentions if place.kind == "name"],
    ):
        if len({place.country_code for place in others}) == 1:
            return others
    return []


# a clause that says when, why or how things stood: its subjects were spoken of only if nothing else was
_BACKGROUND = re.compile(
    r"\b(?:depuis|alors\s+qu[e']|tandis\s+qu[e']|en\s+marge\s+d|en\s+raison\s+d|a\s+cause\s+d|comme\s+(?:elle|il|ce)\b"
    r"|au\s+lendemain\s+d|au\s+moment\s+ou|a\s+l'heure\s+ou|avant\s+(?:un|une|l[ae]s?|l')\b|afin\s+de\s+poursuivre"
    r"|apres\s+(?:un|une|l[ae]s?|l'|son|sa|ses|leur|deux|trois|des)\b|dans\s+un\s+contexte|sur\s+fond\s+d|malgre)"
)


_PAUSE = re.compile(r"[,;:.\"»]")
_OCCASIONS = {"disaster", "terrorism"}  # what happened just before a call is why people called


def _background_spans(folded: str, start: int, end: int) -> list[Span]:
    spans = []
    for opener in _BACKGROUND.finditer(folded, start, end):
        stop = _PAUSE.search(folded, opener.end(), end)
        spans.append((opener.start(), stop.start() if stop else end))
    return spans


_CONGRATULATED_FOR = re.compile(
    r"[^.;]{0,60}?\bpour (?:les |le |la |l'|son |sa |ses |leurs? )?(?!(?:[a-z]+ )?(?:re)?election|victoire|investiture|nomination|arrivee|prise|accession|"
    r"(?:[a-z]+ )?mandat|succes|triomphe|reconduction|designation|formation)[a-z]+"
)
_BETWEEN = re.compile(r"\b(?:conflit|guerre|tensions?|combats|hostilites|mediateur|mediation)\b[^.;,]{0,12}\bentre\b[^.;]*$")


def _discussed_topics(folded: str, start: int, end: int, topics: TopicFinder, brief: bool = False) -> list[TopicMention]:
    stretches = discussed_spans(folded, start, end)
    backgrounds = _background_spans(folded, start, end)
    found = []
    for mention in topics.find(folded, start, end):
        if mention.strength in ("default", "weak") and _VOICE.search(folded, max(start, mention.start - _REACH), mention.start):
            continue
        behind = mention.label_code not in _OCCASIONS and any(a <= mention.start < b for a, b in backgrounds)
        if mention.topic_id == "elections" and _CONGRATULATED_FOR.match(folded, mention.end):
            continue  # "a félicité X pour les progrès ...": congratulations on something else than an election
        if mention.strength == "default" and _BETWEEN.search(folded, max(start, mention.start - 45), mention.start):
            continue  # "le conflit entre Israël et l'Iran" is about that conflict and nothing that Iran stands for
        if mention.strength == "default" and _is_item(folded, start, mention.start, mention.end):
            found.append(replace(mention, strength="strong", rule="item"))
        elif mention.strength == "strong":
            found.append(replace(mention, strength="background", rule="background") if behind else mention)
        elif any(first <= mention.start and mention.end <= last for first, last in stretches):
            found.append(replace(mention, rule="discussed"))
        elif brief and mention.strength == "default":
            found.append(replace(mention, strength="default"))
    return found


_ARTICLE = re.compile(r"(?:l'|l[ae]s?\s+)")
_ITEM_START = re.compile(
    r"(?:[,:]|\b(?:et|ou|que|sur|concernant|evoqu\w+|abord\w+)|\b(?:a\s+propos|au\s+sujet|autour)\s+d(?:e|u))"
    r"\s+[\"«]?\s*(?:l'|la\s+|le\s+|les\s+)?$"
)
_ITEM_END = re.compile(r"\s*(?:[,.;\"»(]|et\b|ou\b|mais\b|ainsi\b|$)")


def _is_item(folded: str, start: int, first: int, last: int) -> bool:
    """Whether first..last stands alone as the object of a talk or as one item of a list: "evoque X, Y et Z"."""
    article = _ARTICLE.match(folded, first, last)
    bare = article.end() if article else first
    return bool(_ITEM_START.search(folded[max(start, bare - 30) : bare]) and _ITEM_END.match(folded, last))


# a topic that another one is part of: shells on a plant are a matter of its safety, the release of hostages no trial
_PART_OF = {
    "nuclear_plant_safety": {"strikes", "escalation"},
    "hostages": {"rights"},
    "prisoners": {"rights"},
    "terrorism": {"hostages"},
    "iran_nuclear_deal": {"peace_talks"},
    "tariffs": {"peace_talks"},
    "trade": {"peace_talks"},
    "nuclear": {"peace_talks"},
}


def _settle(mentions: list[TopicMention]) -> list[TopicMention]:
    """Weak terms count only where no strong one was found, background and defaults only where nothing else was."""
    for strength in ("strong", "weak", "background"):
        settled = [mention for mention in mentions if mention.strength == strength]
        if settled:
            parts = {part for mention in settled for part in _PART_OF.get(mention.topic_id, ())}
            return [mention for mention in settled if mention.topic_id not in parts]
    return mentions


def _is_subject(folded: str, start: int, place: PlaceMention, participants: Collection[str] | None) -> bool:
    """Whether a country is what is talked about; those of `participants` (None: all) need a clearer construction."""
    if place.kind == "region":
        return not _SPEAKS.match(folded, place.end)
    outsider = participants is not None and place.country_code not in participants
    before = folded[max(start, place.start - _REACH) : place.start]
    if place.kind == "demonym":
        nation = outsider and folded[place.end - 1] == "s" and _NATION.search(before)
        return bool(nation or _DEMONYM_NOUN.search(before))
    if _IDENTITY.search(before):
        return False
    if _OBJECT_PLACE.search(before) or _SUBJECT_OF_TALK.search(before) or _is_listed(folded, start, place, before):
        return True
    return place.kind == "name" and outsider and bool(_PREPOSITION.search(before))


def _is_listed(folded: str, start: int, place: PlaceMention, before: str) -> bool:
    return (
        place.kind == "name"
        and bool(_ITEM.search(before) and _ITEM_END.match(folded, place.end))
        and any(first <= place.start < last for first, last in discussed_spans(folded, start, place.end + 1))
    )
