"""Noun phrases that denote people: names, titles, titles with names, plural roles, "les deux hommes"; who they are is decided in `people`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.languages.fr.gazetteer import Hit
from transforms.languages.fr.lexicon import HONORIFICS, Lexicon
from transforms.languages.fr.tokens import Tokens
from transforms.text import fold

DETERMINERS = frozenset("le la l' les un une des du au aux son sa ses leur leurs notre nos cet ce cette ces d' de".split())
PREMODIFIERS = frozenset(
    "ancien ancienne anciens anciennes ex nouveau nouvelle nouvel nouveaux futur future futurs actuel actuelle tout toute jeune vieux vieil puissant puissante "
    "defunt defunte premier premiere tres propre autre tres autoritaire inamovible fringant fidele proche grand grande nouvelle - principal principale deux trois quatre cinq".split()
)
_QUOTES = ("«", "»", '"', "“", "”")
_HIS = ("son", "sa", "ses", "leur")
_CONTRACTED = {"du": "de", "des": "de", "au": "a", "aux": "a", "d'": "de", "de": "de"}
FORMER = frozenset("ancien ancienne ex anciens".split())
POSTMODIFIERS = frozenset(
    "sortant sortante elu elue reelu reelue demissionnaire interimaire dechu dechue designe designee autoproclame autoproclamee republicain republicaine "
    "democrate conservateur conservatrice socialiste islamiste islamo-conservateur populiste nationaliste ultraconservateur liberal supreme general generale "
    "executif executive adjoint adjointe special speciale".split()
)
_OUSTED = re.compile(r"\b(?:dechu|renverse|destitue|depose|evince)e?\b")
POST_PHRASE = re.compile(
    r"\s*(?:par interim|de transition|de la transition|de la republique(?! islamique d)(?: islamique)?|en exercice|de facto|federale?|sur place|de longue date|nouvellement elue?|"
    r"tout juste (?:re)?elue?|fraichement (?:re)?elue?|de l'epoque|d'alors|d'(?:unite|union|entente) nationale|(?:federale )?democratique(?: et populaire| et sociale)?|populaire|arabe|bolivarienne|hachemite)\b"  # "de la République arabe d'Egypte"
)
ANYWHERE = ("parliament_speaker", "army_commander", "chief_of_staff", "chief_of_cabinet", "senate_president")  # every state has one
NAME_PARTICLES = frozenset("de du des von van der den ben bin ibn al el ould abou abu da dos di la le bint d'".split())
def held_anywhere(title: str, role: str) -> bool:
    """Whether every state has an office of this folded title: that the tables know one of them only says nothing of whose it is."""
    return role in ANYWHERE or title.startswith(("ministre ", "vice-ministre "))


_MAJESTY = re.compile(r"(?:\b(?:sa majeste|son altesse(?: royale)?|sa saintete|son excellence|s\.?m\.?|s\.?a\.?r?\.?|s\.?e\.?m?\.?),? )+$")
_UNKNOWN_FIELD = re.compile(r"(?: chargee?s?)? (?:de l'|de la |du |des |aux? |a la |a l')(?!deux|trois|quatre|pays|etats?\b|gouvernement|nouveau|nouvel|president|premier)[a-z-]{3,}")
_AND_FIELD = re.compile(r"(?:, (?:de l'|de la |du |des )[a-z-]+)* et (?:de l'|de la |du |des )(?!deux\b|president|premier|ministre|chef)[a-z-]{4,}")
_UNKNOWN_OWNER = re.compile(
    r" (?:de l'|de la |du |des |de son |de sa |d'un |d'une )(?!deux|trois|quatre|pays|etats?\b|nation|royaume|republique|federation|confederation|organisation|alliance|institution|agence|union|bloc|coalition|junte|transition|"
    r"executif|regime|gouvernement|epoque|premiere|seconde|deuxieme|plus|cote|moment|grande|petit|voisin)[a-z-]{3,}"
)
_ARM = re.compile(r"[ -](?:major|(?:de )?(?:brigade|division|corps d'armee)|d'armee)\b")
_OF_A_PALACE = ("hote", "occupant", "occupante", "locataire", "pensionnaire")  # say whom only with the palace behind
_OF_WHICH = re.compile(r" (?:de l'|de la |du |de |d')")
_LEADS_A_BODY = ("president", "presidente", "directeur", "directrice", "directeur general", "directrice generale", "secretaire general", "secretaire generale", "chef", "patron", "patronne", "responsable", "vice-president", "vice-presidente")
OF = re.compile(r"\s*(?:de l'|de la |des |du |de |d'|a la |a l'|pour les? |aupres des? )$")
_PREPOSITION = re.compile(
    r"(?:^|[\s(\[,;:\"«'-])(avec|entre|envers|contre|par|selon|d'apres|chez|pour|sur|vers|sans|dont|que|qu'|comme|outre|a|de|d'|et|ou|en|aupres de|ainsi que|puis)\s*(?:[«\"“]\s*)?$"
)


_HAS = re.compile(r"(?<![\w'’-])a (?:[«\"“] ?)?$")
_NEAR = re.compile(r"\baupres (?:de |d')?$")  # "auprès de M. X", "auprès d'Ursula X"


@dataclass
class Mention:
    """One noun phrase: `start:end` without its preposition, and what can be read off it alone."""

    start: int
    end: int
    kind: str  # person, plural, pair, last, institution
    preposition: str = ""
    determiner: str = ""
    title: str | None = None
    titles: list[str] = field(default_factory=list)
    codes: tuple[str, ...] = ()  # countries or organisations the title is tied to
    name: str | None = None  # as written
    name_span: tuple[int, int] | None = None
    label: str = ""  # NAME, SHORT, UNKNOWN or ""
    former: bool = False
    ousted: bool = False  # "le president dechu": of an office lost lately
    members: list[Mention] = field(default_factory=list)  # of a plural role
    count: int = 0  # "les deux presidents"
    of_both: bool = False  # "les ministres des deux pays"
    of_another: bool = False  # "le president du comite olympique": of a body that is not known
    form: str = ""
    sentence: int = -1


@dataclass
class _Reader:
    """One article's tokens and hits, with the small steps that noun phrases are put together from."""

    text: str
    folded: str
    starts: list[int]
    ends: list[int]
    tokens: list[str]
    hits: list[Hit]
    lexicon: Lexicon

    def __post_init__(self) -> None:
        self.at = {hit.first: i for i, hit in enumerate(self.hits)}

    def capital(self, token: int) -> bool:
        return token < len(self.tokens) and self.text[self.starts[token]].isupper()

    def hit_at(self, token: int) -> Hit | None:
        index = self.at.get(token)
        return self.hits[index] if index is not None else None

    def word(self, token: int) -> str:
        return self.tokens[token] if 0 <= token < len(self.tokens) else ""


def find_mentions(text: str, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Mention]:
    """All mentions of people and institutions, in text order, not overlapping; `tokens` are those of the folded text."""
    ends = [start + len(word) for word, start in zip(tokens.words, tokens.starts, strict=True)]
    reader = _Reader(text, folded, tokens.starts, ends, tokens.words, lexicon.hits(tokens, folded), lexicon)
    mentions: list[Mention] = []
    done = 0
    for hit in reader.hits:
        if hit.first < done:
            continue
        if hit.label == "PLACE" and mentions and mentions[-1].name and not mentions[-1].codes and folded[mentions[-1].end:reader.starts[hit.first]] == " (":
            mentions[-1].codes = lexicon.places[hit.form]  # "Mauro Pedrazzini (Liechtenstein)"
        mention, last = _read(reader, hit)
        if mention is not None:
            mentions.append(mention)
            done = last
    for mention in mentions:
        mention.preposition = mention.preposition or preposition_before(folded, _with_determiner(folded, mention)) or _of_unlisted_title(folded, mention)
        if mention.preposition == "a" and _HAS.search(text, max(0, mention.start - 8), _with_determiner(folded, mention)):
            mention.preposition = ""  # "X a Mme Y en ligne": the verb
        if mention.preposition == "ou" and "ù" in text[max(0, mention.start - 8):mention.start]:
            mention.preposition = "où"  # "l'entretien, où les deux hommes ...": no conjunction
        if mention.preposition == "de" and _NEAR.search(folded, max(0, mention.start - 12), mention.start):
            mention.preposition = "aupres de"
        if mention.preposition == "de" and mention.kind == "plural" and (share := _SHARE_OF.search(folded, max(0, mention.start - 40), _with_determiner(folded, mention))):
            mention.preposition = share["preposition"]
    return _join_appositions(mentions, text, folded, lexicon)


def _read(reader: _Reader, hit: Hit) -> tuple[Mention | None, int]:
    start, end = reader.starts[hit.first], reader.ends[hit.last - 1]
    if hit.label in ("PAIR", "LAST"):
        if hit.form == "le meme" and (reader.word(hit.last)[:1].isalpha() or reader.word(hit.first - 1) not in ("avec", "a", "au")):
            return None, hit.last
        if reader.word(hit.last) in ("jours", "mois", "semaines", "temps", "annees", "heures"):
            return None, hit.last
        of_three = any(f" {number} " in hit.form for number in ("trois", "quatre", "cinq"))  # "les trois hommes"
        return Mention(start, end, "plural" if of_three else hit.label.lower(), form=hit.form, count=0 if of_three else 2, preposition=_CONTRACTED.get(reader.word(hit.first), "")), hit.last
    if hit.label == "TITLES":
        return _plural(reader, hit)
    if hit.label == "TITLE":
        return _titled(reader, hit)
    if hit.label in ("NAME", "SHORT"):
        return _named(reader, hit)
    if hit.label == "DEMONYM":
        return _national(reader, hit)
    if hit.label == "PLACE" and reader.word(hit.first - 1) == "(" and reader.word(hit.last) == ")":
        return _named_with_country(reader, hit), hit.last
    if hit.label in ("ORG", "METONYM") and reader.text[start].isupper() | (" " in hit.form):
        return Mention(start, end, "institution", form=hit.form, determiner=_determiner(reader, hit.first)), hit.last
    return None, hit.last


def _national(reader: _Reader, hit: Hit) -> tuple[Mention | None, int]:
    """ "le Belge", "l'Ukrainienne": a capitalised demonym with its article stands for somebody of that country; with a name behind, it is a title."""
    determiner = _determiner(reader, hit.first)
    if not reader.capital(hit.first) or determiner not in ("le", "la", "l'", "au", "du"):
        return None, hit.last
    mention = Mention(reader.starts[hit.first], reader.ends[hit.last - 1], "national", determiner=determiner, codes=reader.lexicon.demonyms[hit.form], form=hit.form)
    mention.preposition = _CONTRACTED.get(determiner, "") or preposition_before(reader.folded, reader.starts[hit.first - 1])
    name_range = _name_after(reader, hit.last, comma=False)
    if name_range is None:
        return mention, hit.last
    mention.kind = "person"
    _take_name(reader, mention, name_range)
    return mention, name_range[1]


def _named_with_country(reader: _Reader, hit: Hit) -> Mention | None:
    """ "Rudolf Anschober (Autriche)": a name that no list has, with the country its bearer speaks for."""
    last = hit.first - 1
    first = last
    while first > 0 and last - first < 5 and (reader.capital(first - 1) or reader.word(first - 1) in (*NAME_PARTICLES, "-", "'")) and reader.hit_at(first - 1) is None and not _sentence_start(reader, first - 1):
        first -= 1
    run = _capitalised_run(reader, first, need=2) if first < last else None
    if run is None or run[1] != last or any(h.first <= first < h.last for h in reader.hits):
        return None
    mention = Mention(reader.starts[first], reader.ends[last - 1], "person", codes=reader.lexicon.places[hit.form])
    _take_name(reader, mention, run)
    return mention


def _determiner(reader: _Reader, first: int) -> str:
    word = reader.word(first - 1)
    return word if word in DETERMINERS else ""


def _named(reader: _Reader, hit: Hit) -> tuple[Mention | None, int]:
    """A name without a title before it; a short form must be capitalised and must not be part of another name."""
    start, end = reader.starts[hit.first], reader.ends[hit.last - 1]
    if not reader.capital(hit.first) and not reader.capital(hit.last - 1):
        return None, hit.last
    first, last = _widen_name(reader, hit)
    if hit.label == "SHORT" and (first, last) != (hit.first, hit.last):
        return Mention(reader.starts[first], reader.ends[last - 1], "person", name=reader.text[reader.starts[first]:reader.ends[last - 1]],
                       name_span=(reader.starts[first], reader.ends[last - 1]), label="UNKNOWN"), last
    if hit.label == "SHORT" and (_is_place_use(reader, hit) or (hit.form in _ALSO_A_WORD and _opens_sentence(reader, hit.first))):
        return None, hit.last
    determiner = _determiner(reader, hit.first)
    return Mention(start, end, "person", name=reader.text[start:end], name_span=(start, end), label=hit.label, form=hit.form,
                   determiner=determiner, preposition=_CONTRACTED.get(determiner, "")), hit.last


def _is_place_use(reader: _Reader, hit: Hit) -> bool:
    before = reader.word(hit.first - 1)
    return before in ("rue", "avenue", "boulevard", "place", "aeroport", "lycee", "saint", "sainte", "ville")


def _widen_name(reader: _Reader, hit: Hit) -> tuple[int, int]:
    """Take in capitalised words right beside a short form: "Carla Bruni Sarkozy" is not Sarkozy."""
    first, last = hit.first, hit.last
    while first > 0 and _joins_left(reader, first):
        first -= 1
    while _joins_right(reader, last):
        last += 1 if reader.word(last) != "-" else 2
    return first, last


def _joins_left(reader: _Reader, first: int) -> bool:
    previous = first - 1
    if _in_capitals(reader, previous, first + 1):
        return False
    if reader.ends[previous] + 1 < reader.starts[first] or not reader.capital(previous) or not reader.word(previous).isalpha():
        return False
    if reader.word(previous) in DETERMINERS or reader.word(previous) in HONORIFICS or _sentence_start(reader, previous):
        return False
    near = reader.hit_at(previous)
    return near is None and not any(h.first <= previous < h.last for h in reader.hits[max(0, reader.at.get(first, 0) - 1): reader.at.get(first, 0)])


def _in_capitals(reader: _Reader, first: int, last: int) -> bool:
    """Whether these words stand in capitals, as in a headline, where a capital says nothing of names."""
    return reader.text[reader.starts[first]:reader.ends[last - 1]].isupper() and reader.ends[last - 1] - reader.starts[first] > 5


def _sentence_start(reader: _Reader, token: int) -> bool:
    """Whether the word stands first in its sentence, where a capital says nothing; first names there are rarely lost."""
    return _opens_sentence(reader, token) and reader.word(token) in _OPENERS


def _opens_sentence(reader: _Reader, token: int) -> bool:
    before = reader.folded[max(0, reader.starts[token] - 3): reader.starts[token]].rstrip(' "«-')
    return token == 0 or before == "" or before.endswith((".", "\n", ":", "!", "?"))


_ALSO_A_WORD = ("son", "ma", "moi", "telle", "bonne", "he")  # short names that are nobody's at the head of a sentence

_OPENERS = frozenset(
    "selon pour avec mais car si apres avant depuis quand lorsque alors ainsi hier lundi mardi mercredi jeudi vendredi samedi dimanche chez comme dans en "
    "et ou par sans sous sur vers est interroge cite accuse face outre quant puis enfin or donc pourquoi comment quel que qui ni meme deja encore contre entre".split()
)


def _joins_right(reader: _Reader, last: int) -> bool:
    if last >= len(reader.tokens) or _in_capitals(reader, last - 1, last + 1):
        return False
    if reader.word(last) == "-" and reader.ends[last - 1] == reader.starts[last]:
        return reader.capital(last + 1) and reader.starts[last + 1] == reader.ends[last] and reader.hit_at(last + 1) is None
    return (
        reader.capital(last) and reader.word(last).isalpha() and reader.starts[last] == reader.ends[last - 1] + 1
        and ((hit := reader.hit_at(last)) is None or hit.label == "SHORT") and len(reader.word(last)) > 1
    )


def _titled(reader: _Reader, hit: Hit) -> tuple[Mention | None, int]:
    """A title with what belongs to it: determiner, country, field, organisation and the name beside it."""
    honorific = hit.form in HONORIFICS
    first, determiner, former = _left_edge(reader, hit)
    if hit.form.startswith("souverain") and not determiner:
        return None, hit.last  # "le Conseil souverain soudanais"
    title, codes, last = (hit.form.removeprefix("ex-"), *_of_rank(reader, hit.last)) if honorific else _complements(reader, hit)
    if title in _OF_A_PALACE and (not codes or not _OF_WHICH.match(reader.folded, reader.ends[hit.last - 1])):
        return None, hit.last
    unknown = not codes and title in _LEADS_A_BODY and bool(_UNKNOWN_OWNER.match(reader.folded, reader.ends[last - 1]))
    former = former or hit.form.startswith("ex-") or "ancien" in hit.form
    name_range = _name_after(reader, last, comma=not honorific)
    if reader.lexicon.roles.get(title) == "relation" and name_range is None and (determiner not in _HIS or not (codes or _is_political_relation(reader, hit))):
        return None, hit.last
    if name_range is not None and name_range[0] > last and not _is_in_apposition(reader, name_range, title, codes):
        name_range = None
    if name_range is None and (honorific or (determiner in ("de", "d'") and not codes)):
        return None, hit.last
    mention = Mention(
        reader.starts[first], reader.ends[last - 1], "person", determiner=determiner, title=None if honorific else title,
        titles=[] if honorific else [title], codes=codes, former=former, form=hit.form,
    )
    mention.preposition = _CONTRACTED.get(determiner, "")
    mention.ousted = bool(_OUSTED.search(reader.folded, reader.starts[hit.first], reader.ends[last - 1] + 10))
    mention.former = mention.former or mention.ousted
    mention.of_another = unknown
    if name_range is not None:
        _take_name(reader, mention, name_range)
        last = max(last, name_range[1])
    elif (before := _name_before(reader, first, last, determiner)) is not None:
        end = mention.end
        _take_name(reader, mention, before)
        mention.start, mention.end, mention.determiner, mention.preposition = reader.starts[before[0]], end, "", ""
    return mention, last


def _of_rank(reader: _Reader, last: int) -> tuple[tuple[str, ...], int]:
    """ "le général de brigade nigérien X": the country of a rank and the token behind it."""
    arm = _ARM.match(reader.folded, reader.ends[last - 1])
    behind = _token_after(reader, last, arm.end()) if arm else last
    hit = reader.hit_at(behind)
    if hit is not None and hit.label == "DEMONYM" and not reader.capital(behind):
        return reader.lexicon.demonyms[hit.form], hit.last
    return (), behind


def _name_before(reader: _Reader, first: int, last: int, determiner: str) -> tuple[int, int] | None:
    """ "Hassan Ramzi, ministre égyptien de l'Eau": a name that no list has, set off by a comma from what its bearer is."""
    closes = last == len(reader.tokens) or reader.word(last)[:1] in ",.;:)\n"
    if reader.word(first - 1) != "," or determiner not in ("", "le", "la", "l'") or not (closes or determiner == ""):
        return None
    start = first - 1
    while start > 0 and first - start < 6 and (reader.capital(start - 1) or reader.word(start - 1) in (*NAME_PARTICLES, "-", "'")) and reader.word(start - 1) not in HONORIFICS:
        start -= 1
    while start < first - 1 and (not reader.capital(start) or _sentence_start(reader, start)):
        start += 1
    if any((hit := reader.hit_at(token)) and hit.label != "SHORT" for token in range(start, first - 1)):
        return None
    run = _capitalised_run(reader, start, need=2) if start < first - 1 else None
    return run if run and run[1] == first - 1 else None


def _is_political_relation(reader: _Reader, hit: Hit) -> bool:
    """ "son allié", "son « jeune frère »": a state's friend without quotation marks is none of politics."""
    return hit.form.startswith(("allie", "voisin", "rival")) or reader.word(hit.last) in _QUOTES


def _is_in_apposition(reader: _Reader, name_range: tuple[int, int], title: str, codes: tuple[str, ...]) -> bool:
    """ "avec le president turc, Recep Tayyip Erdogan"; but "avec le president turc, Emmanuel Macron a ..." names another, the subject."""
    first, last = name_range
    hit = reader.hit_at(first)
    if hit is None or hit.last != last or hit.label not in ("NAME", "SHORT"):
        return True
    places = reader.lexicon.directory.places_of.get(title, ()) if not held_anywhere(title, reader.lexicon.roles.get(title, "")) else ()
    tied = codes or (tuple(places) if len(places) == 1 else ())  # "le maître du Kremlin"
    if not tied and reader.lexicon.roles.get(title) in ("counterpart", "leader", "minister", "chief"):
        return True
    return reader.lexicon.can_hold(hit.form, title, tied)


def _take_name(reader: _Reader, mention: Mention, name_range: tuple[int, int]) -> None:
    first, last = name_range
    start, end = reader.starts[first], reader.ends[last - 1]
    hit = reader.hit_at(first)
    whole = hit is not None and hit.last == last and hit.label in ("NAME", "SHORT")
    mention.name, mention.name_span, mention.end = reader.text[start:end], (start, end), end
    mention.label = hit.label if whole and hit else "UNKNOWN"


def _left_edge(reader: _Reader, hit: Hit) -> tuple[int, str, bool]:
    first, former = hit.first, False
    while reader.word(first - 1) in PREMODIFIERS and first > 0:
        first -= 1
        former = former or reader.word(first) in FORMER
    if first > 1 and reader.word(first - 1) in _QUOTES and reader.word(first - 2) in _HIS:
        return first - 2, reader.word(first - 2), former  # "son « jeune frere »"
    if first > 0 and reader.word(first - 1) in DETERMINERS:
        return first - 1, reader.word(first - 1), former
    return first, "", former


def _complements(reader: _Reader, hit: Hit) -> tuple[str, tuple[str, ...], int]:
    """Read country, field and organisation after a title; return the whole title, what it is tied to and the token after."""
    title, last = hit.form.removeprefix("ex-"), hit.last
    codes: tuple[str, ...] = ()
    if reader.word(last) in _QUOTES and (behind := reader.hit_at(last + 1)) and behind.label == "DEMONYM" and not reader.capital(last + 1):
        last += 1  # "son « ami » sud-africain"
    while last < len(reader.tokens):
        following = reader.hit_at(last)
        if following and following.label == "DEMONYM" and not codes and not reader.capital(last):
            codes, last = reader.lexicon.demonyms[following.form], following.last
        elif following and following.label == "FIELD":
            title, last = f"{title} {following.form}", following.last
        elif reader.word(last) in POSTMODIFIERS:
            last += 1
        elif phrase := POST_PHRASE.match(reader.folded, reader.ends[last - 1]):
            last = _token_after(reader, last, phrase.end())
        elif codes and (whole := _title_around(reader, title, last)):
            of_state = reader.lexicon.roles[whole[0]].startswith("special_envoy") or held_anywhere(whole[0], reader.lexicon.roles[whole[0]])
            codes = codes if of_state else ()  # "l'envoyé spécial américain pour le Yémen", "le ministre ukrainien de l'Infrastructure"
            title, last = whole
        elif owner := _owner(reader, last):
            codes, last = codes or owner[0], owner[1]
        elif title in ("ministre", "secretaire d'etat", "vice-ministre") and (unknown := _unknown_field(reader, last)):
            title, last = f"{title}{reader.folded[reader.ends[last - 1]:reader.ends[unknown - 1]]}", unknown
        elif title.startswith("ministre ") and (more := _AND_FIELD.match(reader.folded, reader.ends[last - 1])):
            last = _token_after(reader, last, more.end())
        elif reader.word(last) == "(" and (close := _closing(reader, last)):
            last = close
        else:
            break
    if codes:  # "président de la Fédération de Russie": the state is said twice
        title = title.removesuffix(" de la federation").removesuffix(" de la republique")
    return title, codes, last


def _title_around(reader: _Reader, title: str, last: int) -> tuple[str, int] | None:
    """ "la presidente allemande de la Commission europeenne": the title and the token after it, its bearer's nation left out."""
    rest = reader.ends[last - 1]
    ends = range(min(last + 7, len(reader.tokens)), last + 1, -1)
    return next(((whole, end) for end in ends if (whole := f"{title}{reader.folded[rest:reader.ends[end - 1]]}") in reader.lexicon.roles), None)


def _unknown_field(reader: _Reader, last: int) -> int | None:
    """Token after "de l'eau", "des ressources": what a minister is in charge of, when no list of fields has it."""
    found = _UNKNOWN_FIELD.match(reader.folded, reader.ends[last - 1])
    return _token_after(reader, last, found.end()) if found else None


def _token_after(reader: _Reader, token: int, end: int) -> int:
    while token < len(reader.tokens) and reader.starts[token] < end:
        token += 1
    return token


def _closing(reader: _Reader, opening: int) -> int | None:
    """Token after a parenthesis of at most five tokens: "(ONU)", "(62 ans)"."""
    return next((i + 1 for i in range(opening + 2, min(opening + 7, len(reader.tokens))) if reader.word(i) == ")"), None)


def _owner(reader: _Reader, last: int) -> tuple[tuple[str, ...], int] | None:
    """ "de Russie", "des Etats-Unis", "du Conseil europeen", "de la Federation de Russie": what the office belongs to."""
    token = last
    while token < min(last + 3, len(reader.tokens)) and reader.word(token) in ("de", "du", "des", "d'", "la", "l'", "le", "les", "a", "pour"):
        token += 1
    if token == last:
        return None
    if reader.word(token) in ("federation", "republique", "royaume", "etat", "gouvernement", "regime", "etat-major", "conseil") and reader.hit_at(token) is None:
        inner = _owner(reader, token + 1) or (_owner(reader, token + 2) if reader.word(token + 1) in ("islamique", "populaire", "democratique") else None)
        if inner:
            return inner
        demonym = reader.hit_at(token + 1)
        if demonym and demonym.label == "DEMONYM":
            return reader.lexicon.demonyms[demonym.form], demonym.last
    hit = reader.hit_at(token)
    if hit is None or not reader.capital(hit.first):
        return None
    if hit.label == "PLACE" and len(hit.form) <= 3 and not _in_capitals_short(reader, hit):
        return None  # "l'Eau" is not the EAU
    if hit.label == "PLACE":
        return reader.lexicon.places[hit.form], hit.last
    if hit.label == "ORG":
        return (reader.lexicon.organisations[hit.form],), hit.last
    if hit.label == "METONYM":
        row = reader.lexicon.metonyms.get(hit.form)
        return ((row[2] or row[0],) if row else (), hit.last)
    return None


def _in_capitals_short(reader: _Reader, hit: Hit) -> bool:
    return reader.text[reader.starts[hit.first]:reader.ends[hit.last - 1]].isupper()


def _name_after(reader: _Reader, last: int, *, comma: bool) -> tuple[int, int] | None:
    """The name right after a title, known or any run of capitalised words; a comma may stand between."""
    token = last
    if comma and reader.word(token) == ",":
        token += 1
    if token >= len(reader.tokens) or (token > 0 and "\n" in reader.text[reader.ends[token - 1]:reader.starts[token]]):
        return None
    hit = reader.hit_at(token)
    if hit and hit.label in ("NAME", "SHORT") and (reader.capital(hit.last - 1) or reader.capital(hit.first)):
        end = hit.last
        while hit.label == "SHORT" and _joins_right(reader, end):
            end += 1 if reader.word(end) != "-" else 2
        if (reader.word(end) in ("al", "el", "ben", "bin", "ibn", "ould") or _is_al(reader, end)) and (whole := _capitalised_run(reader, token + (reader.word(token) in HONORIFICS), need=2)) and whole[1] > end:
            return whole  # "cheikh Sabah al-Ahmad Al-Sabah"
        return token, end
    return _capitalised_run(reader, token, need=2 if token > last else 1)


def _is_al(reader: _Reader, token: int) -> bool:
    """ "al-Ahmad", which the tokenizer leaves whole: a part of a name for all its small letter."""
    return reader.word(token).startswith(("al-", "el-", "as-", "ad-", "ar-")) and reader.text[reader.starts[token] + 3:reader.starts[token] + 4].isupper()


def _capitalised_run(reader: _Reader, token: int, need: int) -> tuple[int, int] | None:
    """A run of capitalised words with particles: at least `need` of them, and no known place, title or institution first."""
    first, capitals, end = token, 0, token
    if not reader.capital(token):
        return None
    while token < len(reader.tokens) and token - first < 7:
        word, hit = reader.word(token), reader.hit_at(token)
        glued = token > first and reader.starts[token] == reader.ends[token - 1]
        if hit and hit.label in ("TITLE", "TITLES", "METONYM", "ORG", "PAIR", "LAST", "PLACE", "DEMONYM") and not (capitals and hit.label in ("TITLE", "DEMONYM", "PLACE") and glued):
            break
        if (reader.capital(token) or _is_al(reader, token)) and word.replace("-", "").replace("'", "").replace(".", "").isalpha():
            capitals, end = capitals + 1, token + 1
        elif not (word in NAME_PARTICLES or (word in ("-", "'") and glued)) or (word == "-" and not glued):
            break
        token += 1
    letters = reader.text[reader.starts[first]:reader.ends[max(first, end - 1)]]
    long_enough = capitals >= need and len(letters) > 2 and (capitals > 1 or not letters.isupper())
    return (first, end) if long_enough else None


def _plural(reader: _Reader, hit: Hit) -> tuple[Mention | None, int]:
    """ "les presidents russe et americain", "ses homologues francais, allemand": one member a country or name."""
    first, determiner, former = _left_edge(reader, hit)
    title, last = reader.lexicon.singular[hit.form], hit.last
    mention = Mention(reader.starts[first], reader.ends[hit.last - 1], "plural", determiner=determiner, title=title, titles=[title], former=former, form=hit.form)
    mention.preposition = _CONTRACTED.get(determiner, "")
    span = reader.folded[mention.start:mention.end]
    mention.count = next((n for word, n in (("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5)) if f" {word} " in f" {span} "), 0)
    while last < len(reader.tokens):
        step = _plural_member(reader, mention, last)
        if step is None:
            break
        last = step
    mention.end = reader.ends[last - 1]
    mention.of_both = determiner == "leurs" or bool(not mention.members and _OF_BOTH.match(reader.folded, mention.end))
    return mention, last


_OF_BOTH = re.compile(r" (?:des deux (?:pays|etats|nations|capitales|voisins)|de l'un et l'autre pays|respectifs\b)")


def _plural_member(reader: _Reader, mention: Mention, last: int) -> int | None:
    token = last
    while reader.word(token) in (",", "et", "puis") and token < last + 2:
        token += 1
    if reader.word(token) in ("de", "du", "des", "d'", "l'", "la") and (owner := _owner(reader, token)) and (owner[0]):
        member = _member(reader, mention, token, owner[1], owner[0])
        mention.members.append(member)
        return _set_off_name(reader, mention, member, owner[1])
    hit = reader.hit_at(token)
    if token == last and mention.title in ("ministre", "secretaire d'etat") and not mention.members and (hit is None or hit.label != "FIELD") and (unknown := _unknown_field(reader, last)):
        mention.title = f"{mention.title}{reader.folded[reader.ends[last - 1]:reader.ends[unknown - 1]]}"
        mention.titles = [mention.title]
        return unknown
    if hit is None:
        return None
    if hit.label == "FIELD":
        mention.title = f"{mention.title} {hit.form}"
        mention.titles = [mention.title]
        return hit.last
    if hit.label == "DEMONYM" and not reader.capital(token):
        member = _member(reader, mention, token, hit.last, reader.lexicon.demonyms[hit.form])
        mention.members.append(member)
        name = _name_after(reader, hit.last, comma=False)
        if name and (name[1] - name[0] > 1 or reader.hit_at(name[0])):
            _take_name(reader, member, name)
            return name[1]
        return _set_off_name(reader, mention, member, hit.last)
    if hit.label in ("NAME", "SHORT") and reader.capital(token):
        if mention.members and mention.members[-1].name is None:
            return None  # "les presidents russe et americain, X a ...": X is the next subject
        member = _member(reader, mention, token, hit.last, ())
        _take_name(reader, member, (token, hit.last))
        mention.members.append(member)
        return hit.last
    return None


def _set_off_name(reader: _Reader, mention: Mention, member: Mention, last: int) -> int:
    """ "ses homologues égyptien, X, et syrien, Y": the token after the name between commas, where the list goes on or has gone on so."""
    if reader.word(last) not in (",", "(") or (name := _name_after(reader, last + 1, comma=False)) is None or reader.word(name[1]) not in (",", ")", ".", "et", "puis", ";", ""):
        return last
    behind = name[1] + (reader.word(name[1]) in (",", ")"))
    behind += reader.word(behind) in (",", "et", "puis")
    hit = reader.hit_at(behind)
    another = (hit is not None and hit.label == "DEMONYM" and not reader.capital(behind)) or (reader.word(behind) in ("de", "du", "des", "d'") and _owner(reader, behind) is not None)
    if not another and not any(m.name for m in mention.members):
        return last  # "les présidents russe et américain, X a ...": X is the next subject
    _take_name(reader, member, name)
    return name[1] + (reader.word(name[1]) == ")")


def _member(reader: _Reader, mention: Mention, first: int, last: int, codes: tuple[str, ...]) -> Mention:
    return Mention(reader.starts[first], reader.ends[last - 1], "person", determiner=mention.determiner, title=mention.title,
                   titles=[mention.title or ""], codes=codes, former=mention.former, form=mention.form)


def _with_determiner(folded: str, mention: Mention) -> int:
    """Where the noun phrase starts, its determiner included: "le pape François", whose name is "pape François"."""
    if mention.determiner in ("de", "d'"):
        return mention.start
    start = mention.start - len(mention.determiner) - (0 if mention.determiner.endswith("'") else 1)
    start = start if mention.determiner and folded.startswith(mention.determiner, max(0, start)) else mention.start
    majesty = _MAJESTY.search(folded, max(0, start - 40), start)  # "Sa Majesté le roi", "SM Mohammed VI"
    return majesty.start() if majesty else start


def preposition_before(folded: str, start: int) -> str:
    """The preposition of a noun phrase that starts there, "" of none."""
    found = _PREPOSITION.search(folded, max(0, start - 16), start)
    word = found.group(1) if found else ""
    return {"d'": "de", "qu'": "que", "d'apres": "selon"}.get(word, word)


# "avec le commissaire tchèque à la Pêche X": the preposition of a calling that is no title of the tables
_SHARE_OF = re.compile(r"\b(?P<preposition>avec|entre|aupres de|a|par) (?:chacune?|plusieurs|certaine?s|deux|trois|quatre|la plupart|la majorite|l'ensemble) (?:d'entre |de )?$")  # "avec chacun de ses homologues"
_UNLISTED = re.compile(
    r"\b(?P<preposition>avec|entre|aupres de|par|a|au|du|de) ?(?:l[ae] |l'|son |sa |un |une )?(?:sous-|vice-|haute? )?(?:secretaire|commissaire|ministre|conseillere?|emissaire|envoyee?|representante?|direct(?:eur|rice)|"
    r"cheffe?|patronn?e?|responsable|coordinat(?:eur|rice)|diplomate|gouverneure?|mediat(?:eur|rice)|negociat(?:eur|rice)|senat(?:eur|rice)|tres|puissante?|nouvel|(?<!\bde )(?<!\ba )nouveau|nouvelle)(?: (?!avec\b|et\b|que\b|qui\b|dont\b|a\b [a-z]+e\b)[a-z'-]+){1,8} $"
)


_THAT_OF = re.compile(r"\b(?P<preposition>avec|entre|aupres de|par|a|de) (?:celui|celle) (?:de l'|de la |de |du |des |d')[a-z' -]{2,40}, $")  # "puis à celui de Singapour, X"


def _of_unlisted_title(folded: str, mention: Mention) -> str:
    if mention.kind != "person" or mention.titles or mention.determiner:
        return ""
    found = _UNLISTED.search(folded, max(0, mention.start - 90), mention.start) or _THAT_OF.search(folded, max(0, mention.start - 60), mention.start)
    return {"au": "a", "du": "de"}.get(found["preposition"], found["preposition"]) if found else ""


_ENDS = ("avec", "a", "par", "aupres de")
_AND_ALSO = re.compile(r"(?: (?:du|de la|de l'|des) [^,;:.«»\"]{2,60}?)? et ")


def _both_his(office: Mention, named: Mention, folded: str) -> bool:
    """ "le secrétaire général du Parti et président du Laos, X": an office without an article is one more of the same person."""
    if office.kind != "person" or office.name or not office.title or office.title in _COUNTERPARTS or office.determiner in ("", "un", "une"):
        return False
    return named.kind == "person" and bool(named.name and named.titles) and named.determiner == "" and bool(_AND_ALSO.fullmatch(folded, office.end, named.start))


_COUNTERPARTS = ("homologue", "collegue", "vis-a-vis", "pair")
_APPOSITION_GAP = re.compile(r"[\"»”]?, (?:alors |egalement |aussi |aujourd'hui |desormais |lui-meme |elle-meme )?| ,| \(")  # "Walid Mouallem, alors ministre,"


def _join_appositions(mentions: Sequence[Mention], text: str, folded: str, lexicon: Lexicon) -> list[Mention]:
    """ "Wang Qishan, vice-président chinois", "le vice-président chinois, M. Wang Qishan": a nameless title and a name set off by commas are one person."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and _is_apposition(before, mention, folded):
            before.titles += mention.titles
            before.title = before.title or mention.title
            before.codes = before.codes or mention.codes
            before.former = before.former or mention.former
            before.end = mention.end
        elif before and _both_his(before, mention, folded):
            mention.titles, mention.title, mention.former = [*before.titles, *mention.titles], mention.title or before.title, mention.former or before.former
            mention.start, mention.determiner, mention.preposition = before.start, before.determiner, before.preposition
            mention.codes = mention.codes or before.codes
            joined[-1] = mention
        elif before and _bears(before, mention, text, folded, lexicon):
            before.name, before.name_span, before.label, before.form, before.end = mention.name, mention.name_span, mention.label, mention.form, mention.end
            before.codes, before.of_another = before.codes or mention.codes, False
        else:
            joined.append(mention)
    return joined


def _is_apposition(named: Mention, title: Mention, folded: str) -> bool:
    if named.kind != "person" or not named.name or title.kind != "person" or title.name or title.preposition not in ("", "et"):
        return False
    if title.determiner not in ("", "le", "la", "l'", "son", "sa", "un", "une") or title.title in (None, "homologue"):
        return False
    gap = folded[named.end:title.start]
    if gap.strip() == "et":  # "X, president et chef de file" only without article; "X et le president Y" are two
        return False
    closing = folded[title.end:title.end + 2]
    if not _APPOSITION_GAP.fullmatch(gap):
        return False
    return closing[:1] in ",.;):\n" or closing.startswith((" -", " »", ' "')) or (title.determiner == "" and closing[:1] == " ")


# "le président de la Commission de la CEEAC, l'Angolais X": the rest of the office, then the name that an honorific or a nation opens
_BEARER_GAP = re.compile(r"(?: (?:de la |de l['’]|du |des |de |d['’])[A-ZÉ][\w'’-]+)?, (?:(?:l[ea] |l['’])|(?:Son Excellence|Sa Majesté|Son Altesse(?: Royale)?|S\.\s?E\.(?:\s?M\.)?) ?)?")


def _bears(office: Mention, named: Mention, text: str, folded: str, lexicon: Lexicon) -> bool:
    """ "le ministre éthiopien, M. X,", "le président de transition, le général Y,", "le médiateur de l'Union, le Béninois Z." """
    if office.kind != "person" or office.name or not office.title or office.former or named.kind != "person" or not named.name or named.titles or named.title or named.preposition:
        return False
    if office.title in (*_COUNTERPARTS, "porte-parole") or office.preposition in ("et", "ou") or not _BEARER_GAP.fullmatch(text, office.end, named.start):
        return False
    plain = named.start == (named.name_span or (named.start, 0))[0] and not (named.codes or named.determiner)
    if plain and office.preposition in _ENDS and folded[named.end:named.end + 1] in (".", ";", "\n", "") and folded.startswith(", ", office.end) and named.start == office.end + 2:
        return True  # "avec le président du Sénat, X.": where the sentence ends there is nothing else for X to be
    closed = folded[named.end:named.end + 1] in (",", ".", ";", ")", "\n", "")
    return not plain and closed and lexicon.can_hold(fold(named.name), office.title, office.codes)


def known_name(mention: Mention) -> str | None:
    """The folded name of a mention, None without one."""
    return fold(mention.name) if mention.name else None
