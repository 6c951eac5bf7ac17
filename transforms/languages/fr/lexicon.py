"""The French lexicon: every word and name that can be part of a mention of a person, and what each of them means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from transforms.actors import Directory
from transforms.languages.fr.gazetteer import Gazetteer, Hit
from transforms.languages.fr.token_rules import language
from transforms.languages.fr.tokens import Tokenizer, Tokens
from transforms.reference import Reference, cells
from transforms.text import fold

# Offices that can be named without saying of what: "le president", "la chanceliere", and what French calls several of them.
PLURALS = {
    "president": "presidents", "premier ministre": "premiers ministres", "chef de l'etat": "chefs de l'etat",
    "chef d'etat": "chefs d'etat", "dirigeant": "dirigeants", "ministre": "ministres", "chef de la diplomatie": "chefs de la diplomatie",
    "chef du gouvernement": "chefs du gouvernement", "chef de gouvernement": "chefs de gouvernement", "roi": "rois",
    "chancelier": "chanceliers", "homologue": "homologues", "pair": "pairs", "collegue": "collegues", "leader": "leaders", "numero un": "numeros un",
    "chef d'etat-major": "chefs d'etat-major", "conseiller diplomatique": "conseillers diplomatiques", "chef": "chefs",
    "ministre des affaires etrangeres": "ministres des affaires etrangeres", "ministre de la defense": "ministres de la defense",
    "premiere ministre": "premieres ministres", "presidente": "presidentes", "cheffe de la diplomatie": "cheffes de la diplomatie", "dirigeante": "dirigeantes",
    "souverain": "souverains", "monarque": "monarques", "patron": "patrons", "secretaire general": "secretaires generaux", "emissaire": "emissaires",
    "negociateur": "negociateurs", "conseiller a la securite nationale": "conseillers a la securite nationale", "vice-president": "vice-presidents",
    "secretaire d'etat": "secretaires d'etat", "responsable": "responsables", "representant": "representants",
}
ALSO_PLURAL = {  # as often written
    "chefs d'etats": "chef d'etat", "chefs de gouvernements": "chef de gouvernement", "chefs des diplomaties": "chef de la diplomatie", "patrons de la diplomatie": "chef de la diplomatie",
    "ministres des ae": "ministre des affaires etrangeres", "chefs de diplomatie": "chef de la diplomatie", "chefs des gouvernements": "chef du gouvernement", "premiers-ministres": "premier ministre",
}
# "ministre francais des affaires etrangeres": the field stands apart from the title that it completes.
FIELDS = (
    "des affaires etrangeres", "des affaires exterieures", "des relations exterieures", "de la defense", "des armees", "de la guerre",
    "de l'economie", "des finances", "de l'interieur", "de l'energie", "de la sante", "du commerce", "du commerce exterieur",
    "de l'agriculture", "de la justice", "du petrole", "des transports", "de la securite", "du tresor",
    "de l'europe et des affaires etrangeres", "des affaires etrangeres et europeennes", "a la defense", "a la securite nationale",
    "des affaires strategiques", "de la cooperation", "de l'environnement", "de la culture", "du budget",
)
GENERIC_TITLES = {
    "dirigeant": "leader", "dirigeante": "leader", "leader": "leader", "homme fort": "leader", "numero un": "leader", "souverain": "leader",
    "homologue": "counterpart", "vis-a-vis": "counterpart", "collegue": "counterpart", "pair": "counterpart", "ministre": "minister", "chef": "chief", "chef de la junte": "leader", "chef de la junte militaire": "leader",
    "president de transition": "leader", "president de la transition": "leader", "president par interim": "leader", "chef de guerre": "leader",
    "chef de l'opposition": "opponent", "opposant": "opponent", "opposante": "opponent", "chef rebelle": "leader", "chef des rebelles": "leader",
    "autocrate": "leader", "dictateur": "leader", "raïs": "leader", "rais": "leader", "reis": "leader", "tsar": "leader", "president elu": "leader", "president designe": "leader",
    "presidente elue": "leader", "president-elu": "leader", "emissaire": "special_envoy", "negociateur": "special_envoy",
    "negociatrice": "special_envoy", "negociateur en chef": "special_envoy", "vice-premier ministre": "minister",
    "vice-premiere ministre": "minister", "vice-ministre": "minister", "representant": "representative", "representante": "representative",
    "haut responsable": "official", "responsable": "official", "conseiller": "adviser", "conseillere": "adviser", "diplomate": "official",
    "president du parlement": "speaker", "chef d'orchestre": "other", "depute": "domestic", "deputee": "domestic", "maire": "domestic",
    **dict.fromkeys(("rival", "rivale", "frere", "ami", "amie", "allie", "alliee", "voisin", "voisine", "predecesseur", "successeur", "adversaire"), "relation"),
    "milliardaire": "private", "journaliste": "private", "patron": "chief",
    **dict.fromkeys(("hote", "occupant", "occupante", "locataire", "pensionnaire"), "leader"),  # of a palace: "le nouvel hôte de Baabda"
    "gouverneur": "domestic", "ancien president": "leader", "president sortant": "leader", "patriarche": "leader",
}
HONORIFICS = frozenset(
    "m. mm. mme mmes monsieur madame m mr general colonel marechal amiral capitaine commandant senateur prince princesse cheikh sheikh sir lord dr docteur "
    "lieutenant imam ayatollah cardinal mgr".split()
) | {"sa majeste", "son altesse", "son altesse royale", "sa saintete", "son excellence"}
PAIRS = (*tuple(f"{det} {adj}{noun}" for det in ("les deux", "ces deux", "des deux", "aux deux") for adj in ("",) for noun in ("hommes", "dirigeants", "presidents", "chefs d'etat", "chefs de gouvernement", "responsables", "ministres", "leaders", "homologues", "interlocuteurs", "parties", "femmes", "chefs", "chefs de la diplomatie", "hauts responsables", "souverains", "premiers ministres", "chefs d'etat-major", "diplomates", "voisins", "allies", "generaux", "generaux rivaux", "rivaux", "monarques", "rois", "emissaires", "negociateurs", "belligerants", "chanceliers", "anciens presidents", "adversaires", "protagonistes")), "l'un et l'autre", "les deux", "ces derniers", "les interlocuteurs", *(f"{det} {number} {noun}" for det in ("les", "ces", "des", "aux") for number in ("trois", "quatre", "cinq") for noun in ("hommes", "femmes")))
LAST = ("ce dernier", "cette derniere", "celui-ci", "celle-ci", "son interlocuteur", "son interlocutrice", "le meme")


# a phrase that has several of these labels is taken by the first of them
_LABELS = ("PAIR", "LAST", "NAME", "TITLES", "TITLE", "FIELD", "ORG", "METONYM", "PLACE", "DEMONYM", "SHORT")


@dataclass
class Lexicon:
    """Tokenizer, gazetteer and the tables that say what a matched form means."""

    directory: Directory
    tokenizer: Tokenizer
    gazetteer: Gazetteer = field(init=False)
    roles: dict[str, str] = field(default_factory=dict)  # folded title -> role
    singular: dict[str, str] = field(default_factory=dict)  # plural title -> title
    demonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)  # folded demonym -> country codes
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)  # folded country or capital -> codes
    organisations: dict[str, str] = field(default_factory=dict)  # folded name -> actor id
    metonyms: dict[str, tuple[str, str, str, str, str]] = field(default_factory=dict)  # folded -> actor_id, name, country_code, kind, head

    @classmethod
    def build(cls, reference: Reference, directory: Directory) -> Lexicon:
        """Build the gazetteer from the reference tables."""
        tokenizer = Tokenizer(language())
        lexicon = cls(directory, tokenizer)
        lexicon._read_tables(reference)
        forms = lexicon._forms(directory)
        lexicon.gazetteer = Gazetteer({label: forms[label] for label in _LABELS}, tokenizer)
        return lexicon

    def _read_tables(self, reference: Reference) -> None:
        self.roles = dict(GENERIC_TITLES) | dict(cells(reference.titles, "title", "role"))
        self.singular = {plural: title for title, plural in PLURALS.items()} | ALSO_PLURAL
        self.demonyms = _index(reference, "demonyms")
        names, aliases, capitals = _index(reference, "name_fr"), _index(reference, "aliases"), _index(reference, "capital_fr")
        self.places = capitals | aliases | names
        for surface, actor_id, name, code, kind, head in cells(reference.metonyms, "surface", "actor_id", "name", "country_code", "kind", "head"):
            self.metonyms[fold(surface)] = (actor_id or "", name or surface, code or "", kind or "institution", head or "")

    def _forms(self, directory: Directory) -> dict[str, set[str]]:
        forms: dict[str, set[str]] = defaultdict(set)
        for actor in directory.actors.values():
            if actor.kind == "person":
                forms["NAME"] |= {n for n in actor.names if " " in n or "-" in n}
                forms["SHORT"] |= {n for n in actor.names if " " not in n} | set(actor.short_forms)
            else:
                forms["ORG" if actor.kind == "organisation" else "METONYM"] |= set(actor.names)
                self.organisations |= dict.fromkeys(actor.names, actor.actor_id)
        titles = set(self.roles)
        forms["TITLE"] = titles | {f"ex-{t}" for t in titles} | set(HONORIFICS)
        forms["TITLES"] = set(self.singular)
        forms["FIELD"] = set(FIELDS)
        forms["DEMONYM"] = set(self.demonyms)
        forms["PLACE"] = set(self.places) - forms["SHORT"]  # "Hollande" is whom the press calls so
        forms["METONYM"] |= {m for m, row in self.metonyms.items() if row[3] != "capital"}
        forms["PAIR"], forms["LAST"] = set(PAIRS), set(LAST)
        return forms

    def can_hold(self, name: str, title: str, codes: tuple[str, ...]) -> bool:
        """Whether somebody of this folded name may hold this title of these places: not a known person who never did."""
        known = [*self.directory.by_name.get(name, ()), *self.directory.by_short_form.get(name, ())]
        return not known or any(self._may_hold(actor_id, title, codes) for actor_id in known)

    def _may_hold(self, actor_id: str, title: str, codes: tuple[str, ...]) -> bool:
        offices = self.directory.offices_of.get(actor_id, [])
        if codes:
            return bool({self.directory.actors[actor_id].country_code, *(o.place for o in offices)} & set(codes))
        role = self.roles.get(title, "")
        return not offices or any(title in o.titles or (role and f"{o.role}_".startswith(f"{role}_")) for o in offices)  # an envoy to anywhere is an envoy

    def hits(self, tokens: Tokens, folded: str) -> list[Hit]:
        """All phrases found in the tokens of a folded text, the longest where they overlap, in text order."""
        return self.gazetteer.hits(tokens, folded)


def _index(reference: Reference, column: str) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = defaultdict(list)
    for code, cell in cells(reference.countries, "country_code", column):
        for form in (cell or "").split("|"):
            if form.strip():
                index[fold(form.strip())].append(code)
    return {form: tuple(codes) for form, codes in index.items()}
