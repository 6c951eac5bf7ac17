"""What a call was about: topics and countries that the sentences telling of a call say were discussed in it.

Everything works on folded text (`transforms.text.fold`): lower case, no accents, straight quotes, so that offsets are
offsets into the article. Words live in `topics.csv`, `topic_terms.csv`, `countries.csv` and `place_terms.csv`; here
stand only the rules that say which of those words were the subject of the talk and which are background.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
        self._meanings = [meanings[term] for term in terms]
        groups = ("|".join(map(_term_pattern, group)) for _, group in groupby(terms, key=lambda term: term[0]))
        self._pattern = re.compile(r"\b(?:" + "|".join(f"(?:{group})" for group in groups) + r")(?!\w)")

    def find(self, folded: str, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return (start, end, meaning) of every term within the range, in text order."""
        return [
            (match.start(), match.end(), meaning)
            for match in self._pattern.finditer(folded, start, end)
            for meaning in self._meanings[(match.lastindex or 1) - 1]
        ]


def _term_pattern(term: str) -> str:
    words = re.escape(term).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return f"({words})"


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
            surfaces = [(name, "name"), *((alias, "name") for alias in _listed(aliases)), *((city, "capital") for city in _listed(capital))]
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
      a\s+propos\s+d(?:e|u|es)\b | au\s+sujet\s+d(?:e|u|es)\b | concernant | relati(?:f|ve|fs|ves)\s+(?:a|aux?) | quant\s+(?:a|aux?)
    | sur | autour\s+d(?:e|u|es) | port(?:ant|e|ait|ent|aient|er)\s+(?:\w+\s+)?sur | consacre\w*\s+(?:a|aux?) | en\s+vue\s+d(?:e|u)
    | (?:evoqu|abord|discut|exam[ie]n|trait|debatt|analys|aborder)\w* | (?:a|ont|avoir|avait|avaient)\s+(?:longuement\s+)?parle\s+d(?:e|u|es)
    | (?:fait|faire)\s+(?:le\s+point|part)\b | au\s+(?:menu|centre|coeur|programme)\s+d | question\s+d(?:e|u|es)
    | pass\w+\s+en\s+revue | conven\w+\s+d(?:e|u|es)\b | convenu | remerci\w+\s+(?:\w+\s+){0,3}(?:pour|de)\b
    | felicit\w+ | salu\w+ | exprim\w+ | pour\s+parler\s+d | afin\s+d | exhort\w+ | appel\w+ | demand\w+ | denonc\w+ | condamn\w+ | regrett\w+ | deplor\w+
    | inform\w+ | avert\w+ | prevenu\w* | mis\w*\s+en\s+garde | alert\w+ | rappel\w+ | soulign\w+ | insist\w+ | assur\w+ | affirm\w+ | reaffirm\w+ | reiter\w+
    | propos\w+ | offert\w* | promis\w* | reclam\w+ | exig\w+ | press\w+ | plaid\w+ | defend\w+ | apport\w+ | s'engag\w+ | engag\w+
    | preoccup\w+ | inqui\w+ | necessite | importance | volonte | indiqu\w+ | declar\w+ | estim\w+ | explique\w* | precis\w+ | jug\w+ | dit\b | dire\b | confirm\w+
    | objectif | but | dissuad\w+ | convainc\w+ | persuad\w+ | obtenir | tent\w+
    )""",
    re.VERBOSE,
)
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$|\")|\n|,\s(?:selon|d'apres|alors\s+que|tandis\s+que|apres\s+(?:que|avoir))\b")


def discussed_spans(folded: str, start: int, end: int) -> list[Span]:
    """Return the stretches of a sentence that state what was discussed: from a verb or phrase that opens a subject
    ("a propos de", "ont evoque", "l'a felicite pour") to the end of its clause. Stretches may overlap."""
    spans = []
    for opener in _OPENER.finditer(folded, start, end):
        stop = _CLAUSE_END.search(folded, opener.end(), end)
        spans.append((opener.end(), stop.start() if stop else end))
    return spans


# --- which sentences tell about the call ---------------------------------------------------------------------------

_BACK_REFERENCE = re.compile(
    r"""(?:^\W*un\w*\s+(?:entretien|appel|conversation|echange|discussion)
      | (?:lors|au\s+cours|pendant|durant|a\s+l'issue|au\s+terme|apres)\s+(?:de\s+|d')?(?:cet(?:te)?|ce|leur|l'|la|le)\s*
        (?:\w+\s+)?(?:entretien|appel|conversation|echange|discussion|entrevue|coup\s+de\s+(?:fil|telephone)|visioconference|communication|reunion|rendez-vous)
      | (?:cet(?:te)?|leur)\s+(?:entretien|appel|conversation|echange|discussion|visioconference|coup\s+de\s+fil)
      | (?:les|des)\s+deux\s+(?:hommes|femmes|dirigeants|presidents|chefs|ministres|responsables|homologues|leaders|allies|parties|diplomates)
      | (?:les|ces)\s+(?:trois|quatre|cinq)?\s*(?:dirigeants|presidents|chefs\s+d'etat|responsables|participants|ministres)\b
      | (?:tous\s+deux|ils\s+(?:ont|se\s+sont|sont|avaient|doivent)))\b""",
    re.VERBOSE,
)
_SUBJECT_PRONOUN = re.compile(r"\W*(?:il|elle|ils|elles|ce\s+dernier|cette\s+derniere|celui-ci|celle-ci)\b")
_ATTRIBUTION = re.compile(
    r"""\b(?:selon|d'apres)\s+(?:un\s+communique|le\s+communique|le\s+compte[\s-]rendu|l'elysee|la\s+presidence|le\s+kremlin|la\s+maison\s+blanche
        |downing\s+street|la\s+chancellerie|le\s+ministere|le\s+bureau|les\s+services|la\s+diplomatie|la\s+meme\s+source|pekin|moscou|ankara|paris)
      | \b(?:l'elysee|le\s+kremlin|la\s+maison[\s-]blanche|la\s+presidence(?:\s+\w+)?|downing\s+street|la\s+chancellerie|le\s+departement\s+d'etat|le\s+communique|le\s+texte|la\s+meme\s+source)
        \s+(?:a\s+)?(?:\w+\s+)?(?:indiqu|precis|ajout|soulign|annonc|rapport|affirm|declar|estim|explique|fait\s+savoir|poursui|conclu|fait\s+etat|dit)\w*
      | \b(?:a|ont)\s+(?:par\s+ailleurs\s+|aussi\s+|egalement\s+)?(?:ajoute|poursuivi|precise|conclu|indique|souligne|reitere|rappele|insiste|exprime|fait\s+part|fait\s+savoir|dit|declare|estime|affirme|assure|repondu|demande|evoque|denonce|salue|exhorte|appele|propose)\b
      | ,?\s(?:indique|precise|ajoute|souligne|rapporte|poursuit|conclut|affirme|selon)\s(?:l'elysee|le\s+communique|la\s+presidence|le\s+kremlin|un\s+communique)""",
    re.VERBOSE,
)
_QUOTE_START = re.compile(r'\s*["«]')
_NEW_EVENT = re.compile(
    r"""\W*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|depuis|deja|auparavant|en\s+(?:\d{4}|janvier|fevrier|mars|avril|mai|juin
      |juillet|aout|septembre|octobre|novembre|decembre)|la\s+(?:veille|semaine)|le\s+(?:lendemain|meme\s+jour)|plus\s+t(?:ot|ard)|un\s+peu\s+plus|quelques\s+heures
      |dans\s+la\s+(?:matinee|soiree|nuit|foulee)|par\s+ailleurs|en\s+parallele|lire\s+aussi)\b)""",
    re.VERBOSE,
)
_OPENING = 90
_MOST_SENTENCES = 6


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
        if not _goes_on(folded, start, end, new_paragraph, names):
            break
        told.append(position)
    return told


def _goes_on(folded: str, start: int, end: int, new_paragraph: bool, names: Collection[str]) -> bool:
    opening = folded[start : min(end, start + _OPENING)]
    if _BACK_REFERENCE.search(opening):
        return True
    if _NEW_EVENT.match(opening):
        return False
    speaks = bool(_ATTRIBUTION.search(folded, start, end))
    about_participant = any(re.search(rf"\b{re.escape(name)}\b", opening) for name in names)
    pronoun = bool(_SUBJECT_PRONOUN.match(opening))
    if new_paragraph:
        return speaks and (about_participant or pronoun)
    return speaks or pronoun or about_participant or bool(_QUOTE_START.match(opening))


# --- what was discussed ----------------------------------------------------------------------------------------------

_SUBJECT_NOUN = (
    r"(?:situation|crise|conflit|guerre|question|dossier|invasion|offensive|agression|attaque\w*|frappes|bombardement\w*"
    r"|operation|intervention|souverainete|integrite|independance|securite|stabilite|soutien|aide|appui|assistance"
    r"|sanctions?|mesures|avenir|reconstruction|paix|cessez-le-feu|treve|transition|election\w*|nucleaire|programme|accord"
    r"|cereales|exportations|ports|territoires?|annexion|sol|peuple|population|opposants?|retrait|troupes|evolution"
    r"|evenements|developpements|processus|reglement|sort|liberation|explosions?|seisme|menace\w*|escalade|desescalade"
    r"|ingerences?|armes|livraisons?|chars|defense|resistance|civils|combats|hostilites|violences?|role|actions?|tensions?)"
)
_OBJECT_PLACE = re.compile(_SUBJECT_NOUN + r"\W+(?:\w+\W+){0,3}?(?:en|au|aux|a|contre|sur|de|du|des|d'|entre|envers|dans)\W*(?:l'|la\s+|le\s+|les\s+)?$")
_SUBJECT_OF_TALK = re.compile(r"(?:\bsur|\b(?:a\s+propos|au\s+sujet|autour)\s+d(?:e|u)|\bconcernant|\bevoqu\w+|\babord\w+|\bcontre|\bparle\s+d(?:e|u))\W*(?:l'|la\s+|le\s+|les\s+)?$")
_PREPOSITION = re.compile(r"(?:\b(?:en|au|aux|a|contre|sur|vers|envers|dans|du|des|entre|et)\s+|\b(?:de|a|et|sur|contre|entre|que|par|dans)\s+(?:la\s+|le\s+|les\s+|l')|\bd[e']\s*)$")
_IDENTITY = re.compile(
    r"(?:president\w*|ministre|ministres|chef\w*|ambassadeur\w*|roi|reine|emir|chancelier\w*|dirigeant\w*|leader|homologue|gouvernement"
    r"|diplomatie|etrangeres|defense|numero\s+un|capitale|armee|visite\w*|voyage|rendre|relations?|cooperation|amitie|partenariat|parti|bureau)"
    r"\W+(?:\w+\W+){0,2}?(?:de|du|des|d'|en|au|aux|a|avec|entre)\W*(?:la\s+|le\s+|les\s+|l')?$"
)
_DEMONYM_NOUN = re.compile(
    r"(?:crise|question|dossier|conflit|guerre|situation|nucleaires?|cereales|territoires?|peuple|sol|population|opposants?"
    r"|election\w*|cause|theatre|souverainete|independance|ports?|civils|prisonniers|enfants|dossiers|probleme|affaire|transition|infrastructures)"
    r"\s+(?:\w+\s+)?$"
)
_NATION = re.compile(r"\b(?:les|des|aux|entre|et)\s+$")
_REACH = 60


class _Everyone(frozenset[str]):
    """Every country code: reads a place as strictly as if it took part in the call."""

    def __contains__(self, code: object) -> bool:
        return True


_EVERYONE = _Everyone()


def call_topics(
    folded: str,
    spans: Sequence[Span],
    participants_country_codes: Collection[str],
    topics: TopicFinder,
    places: PlaceFinder,
    headline: Span | None = None,
) -> tuple[list[TopicMention], list[PlaceMention]]:
    """Return the topics and places that the sentences `spans` say were discussed in one call, in text order.

    The first span holds the call expression, the others go on telling about it. `headline` is the span of the
    article's title and lead: it names the country when the sentences speak of "the war" or "the crisis" alone.
    """
    found = _settle([mention for start, end in spans for mention in _discussed_topics(folded, start, end, topics)])
    named = _subjects(folded, spans, participants_country_codes, places)
    if headline:
        if not found and _leaves_open(folded, spans):
            found = _theme(_settle(_discussed_topics(folded, *headline, topics)))
        if not named and any(mention.label_code in _PLACED_TOPICS for mention in found):
            named = _headline_places(folded, headline, places)
    return found, named


_RECALLED = re.compile(
    r"\b(?:s'etai(?:en)?t|avai(?:en)?t|deja|avait\s+eu\s+lieu|s'etre)\b.{0,40}\b(?:entretenu\w*|parle|echange|appele|telephone|eu|lieu|joint)\b|\b(?:19|20)\d\d\b"
)
# a talk about one of these is about some country
_PLACED_TOPICS = {"conflict", "nuclear", "arms", "humanitarian", "food", "rights", "disaster", "security", "elections"}
# crises about which leaders call each other, so that a call in an article on one is taken to be about it
_CRISIS_TOPICS = {"conflict", "nuclear", "disaster", "health"}


def _leaves_open(folded: str, spans: Sequence[Span]) -> bool:
    """Whether the sentences tell the call as news rather than recall it, which a pluperfect does."""
    return not any(_RECALLED.search(folded, start, end) for start, end in spans[:1])


def _theme(mentions: list[TopicMention]) -> list[TopicMention]:
    return [
        replace(mention, rule="headline")
        for mention in mentions
        if mention.label_code in _CRISIS_TOPICS and mention.strength != "weak"
    ]


def _subjects(folded: str, spans: Sequence[Span], participants: Collection[str], places: PlaceFinder) -> list[PlaceMention]:
    return [
        place
        for start, end in spans
        for place in places.find(folded, start, end)
        if _is_subject(folded, start, place, participants)
    ]


def _headline_places(folded: str, headline: Span, places: PlaceFinder) -> list[PlaceMention]:
    """The country that the headline is about: the one it puts in the place of a subject, else the only one in it."""
    mentions = places.find(folded, *headline)
    for everyone in (_EVERYONE, frozenset[str]()):
        found = [
            place
            for place in mentions
            if _is_subject(folded, headline[0], place, everyone) or folded[place.end : place.end + 2] in (" :", ": ")
        ]
        if len({place.country_code for place in found}) == 1:
            return found
    return []


def _discussed_topics(folded: str, start: int, end: int, topics: TopicFinder) -> list[TopicMention]:
    stretches = discussed_spans(folded, start, end)
    return [
        mention
        for mention in topics.find(folded, start, end)
        if mention.strength == "strong"
        or any(first <= mention.start and mention.end <= last for first, last in stretches)
    ]


def _settle(mentions: list[TopicMention]) -> list[TopicMention]:
    """Weak terms count only where no strong one was found, defaults only where nothing else was."""
    for strength in ("strong", "weak"):
        settled = [mention for mention in mentions if mention.strength == strength]
        if settled:
            return settled
    return mentions


def _is_subject(folded: str, start: int, place: PlaceMention, participants: Collection[str]) -> bool:
    before = folded[max(start, place.start - _REACH) : place.start]
    if place.kind == "region":
        return True
    if place.kind == "demonym":
        return bool(_DEMONYM_NOUN.search(before)) or (
            place.country_code not in participants and bool(_NATION.search(before)) and folded[place.end - 1] == "s"
        )
    if _IDENTITY.search(before):
        return False
    if _OBJECT_PLACE.search(before) or _SUBJECT_OF_TALK.search(before):
        return True
    return place.kind == "name" and place.country_code not in participants and bool(_PREPOSITION.search(before))
