"""Verbs that introduce speech, with what they take and every form a report uses, in folded spelling."""

from __future__ import annotations

from dataclasses import dataclass

# What a verb takes: q quotation or clause in an incise ("..., a-t-il dit"), c clause with "que", i bare infinitive
# ("assure avoir"), d infinitive with "de", e noun phrase that holds a quotation ("a dénoncé un « coup de force »").
_VERBS = {
    "accepter": "d", "accuser": "e", "admettre": "qcie", "admonester": "q", "affirmer": "qcie", "ajouter": "qce",
    "alerter": "qc", "analyser": "qe", "annoncer": "qcie", "apprecier": "e", "approuver": "e", "arguer": "qc",
    "argumenter": "qc", "articuler": "q", "assener": "qce", "assumer": "qe", "assurer": "qcie", "attaquer": "qe",
    "attester": "qce", "avancer": "qce", "avertir": "qc", "avouer": "qcie", "balayer": "e", "blamer": "e", "cingler": "q",
    "clamer": "qcie", "claironner": "qc", "commenter": "qe", "conceder": "qcie", "conclure": "qc", "condamner": "e",
    "confesser": "qci", "confier": "qcie", "confirmer": "qcie", "considerer": "qcie", "conseiller": "qd",
    "constater": "qce", "contester": "e", "contredire": "qe", "convenir": "qc", "corriger": "q", "craindre": "qcde",
    "crier": "qc", "critiquer": "qe", "croire": "qci", "decider": "", "declarer": "qcie", "decrire": "qe",
    "deduire": "qc", "defendre": "qe", "demander": "qce", "dementir": "qcie", "denoncer": "qce", "deplorer": "qce",
    "detailler": "qce", "deviser": "q", "devoiler": "qe", "diagnostiquer": "qc", "dire": "qcie", "discerner": "e",
    "ecarter": "e", "ecrire": "qce", "enumerer": "qe", "encourager": "e", "enjoindre": "qde", "enoncer": "qce",
    "enteriner": "e", "esperer": "qcie", "estimer": "qcie", "evoquer": "qe", "exclure": "ce", "exhorter": "qe",
    "exiger": "qce", "expliquer": "qcie", "exposer": "qce", "exprimer": "qe", "feliciter": "qe", "flinguer": "e",
    "fulminer": "qc", "fustiger": "qe", "garantir": "qcie", "glisser": "qc", "grincer": "q", "gronder": "q",
    "hasarder": "q", "imaginer": "qc", "implorer": "qd", "indiquer": "qcie", "informer": "qce", "insinuer": "qc",
    "insister": "qc", "interpeller": "qe", "interroger": "qc", "intimer": "qd", "invoquer": "e", "ironiser": "qc",
    "jauger": "q", "jubiler": "q", "juger": "qce", "jurer": "qcid", "justifier": "qe", "lacher": "qc", "lancer": "qe",
    "louer": "e", "maintenir": "qc", "marteler": "qce", "menacer": "qe", "mentionner": "qce", "minimiser": "qe",
    "moquer": "qe", "murmurer": "qc", "narrer": "q", "nier": "qcie", "noter": "qce", "nuancer": "q", "objecter": "qc",
    "observer": "qce", "opiner": "q", "opposer": "q", "ordonner": "qde", "pester": "qc", "penser": "qci", "plaider": "qce",
    "plaindre": "qce", "plaisanter": "q", "pointer": "qce", "poster": "qe", "poursuivre": "qc", "preciser": "qcie",
    "preconiser": "qe", "predire": "qce", "presager": "qc", "pretendre": "qci", "prevenir": "qc", "prevoir": "qc",
    "proclamer": "qce", "professer": "qc", "promettre": "qcde", "prononcer": "e", "pronostiquer": "qc", "prophetiser": "qc",
    "proposer": "qde", "protester": "qce", "publier": "qe", "qualifier": "e", "questionner": "q", "raconter": "qce",
    "railler": "qe", "rapporter": "qce", "rassurer": "qc", "reaffirmer": "qce", "reagir": "q", "recapituler": "q",
    "recommander": "qd", "reconnaitre": "qcie", "redire": "qce", "refuser": "qde", "refuter": "qce", "regretter": "qce",
    "reiterer": "qce", "rejeter": "e", "rejouir": "qce", "relater": "qce", "relativiser": "q", "relayer": "qe",
    "relever": "qce", "remarquer": "qce", "remercier": "qe", "rencherir": "q", "repeter": "qcie", "repliquer": "qce",
    "repondre": "qcie", "reprendre": "q", "reprocher": "qde", "resumer": "qe", "retorquer": "qce", "reveler": "qcie",
    "revendiquer": "qe", "riposter": "qc", "rapeler": "qce", "rappeler": "qce", "saluer": "qe", "scander": "qe",
    "signaler": "qce", "signifier": "qc", "souffler": "qc", "souhaiter": "qcie", "souligner": "qce", "soupconner": "qe",
    "soutenir": "qcie", "specifier": "qc", "stigmatiser": "e", "suggerer": "qcde", "supplier": "q", "supposer": "qc",
    "surencherir": "q", "taxer": "e", "temoigner": "qc", "temperer": "q", "tempeter": "qc", "tonner": "q", "traiter": "e",
    "trancher": "q", "trouver": "qce", "tweeter": "qce", "twitter": "qce", "vanter": "qe", "vilipender": "e",
    "vociferer": "q", "etonner": "qce", "exclamer": "qe", "indigner": "qce", "inquieter": "qce", "emouvoir": "qce",
    "enthousiasmer": "q", "alarmer": "qc", "agacer": "q", "emporter": "q", "insurger": "qe", "offusquer": "qc",
    "targuer": "qe", "vouloir": "", "enorgueillir": "e", "defausser": "", "desoler": "qce", "epancher": "q", "enquerir": "q",
    "prononcer_": "", "parler": "e", "repousser": "e", "recuser": "e", "imputer": "e", "prier": "q", "prevaloir": "",
    "theoriser": "qc", "certifier": "qci", "communiquer": "qce", "divulguer": "qce", "redouter": "qcde", "deviner": "qc",
    "resoudre": "", "ressasser": "qc", "rabacher": "qc", "sermonner": "q", "sourire": "q", "soupirer": "q",
    "temoigne": "", "vitupperer": "", "tancer": "qe", "apostropher": "q", "bougonner": "q", "maugreer": "q", "appeler": "qe",
}  # fmt: skip

# Third-person finite forms | past participles | present participle, where the endings of -er and -ir verbs fail.
_IRREGULAR = {
    "admettre": "admet admettent admettait admettaient admettra admettrait admit | admis admise | admettant",
    "conclure": "conclut concluent concluait concluaient conclura conclurait | conclu conclue | concluant",
    "contredire": "contredit contredisent contredisait | contredit | contredisant",
    "convenir": "convient conviennent convenait convint | convenu convenus | convenant",
    "craindre": "craint craignent craignait craignaient | craint | craignant",
    "croire": "croit croient croyait croyaient | cru | croyant",
    "decrire": "decrit decrivent decrivait decrivaient | decrit decrite | decrivant",
    "deduire": "deduit deduisent deduisait | deduit | deduisant",
    "defendre": "defend defendent defendait defendaient defendra | defendu defendue | defendant",
    "dementir": "dement dementent dementait dementaient | dementi dementie | dementant",
    "dire": "dit disent disait disaient dira diront dirait diraient dirent | dit dite dits dites | disant",
    "ecrire": "ecrit ecrivent ecrivait ecrivaient ecrira ecrivit | ecrit ecrite | ecrivant",
    "emouvoir": "emeut emeuvent emouvait | emu emue emus | emouvant",
    "enjoindre": "enjoint enjoignent enjoignait | enjoint | enjoignant",
    "exclure": "exclut excluent excluait excluaient exclura | exclu exclue exclus | excluant",
    "maintenir": "maintient maintiennent maintenait maintint | maintenu maintenue | maintenant",
    "plaindre": "plaint plaignent plaignait plaignaient | plaint plainte plaints | plaignant",
    "poursuivre": "poursuit poursuivent poursuivait poursuivaient poursuivra poursuivit | poursuivi | poursuivant",
    "predire": "predit predisent predisait | predit | predisant",
    "pretendre": "pretend pretendent pretendait pretendaient | pretendu | pretendant",
    "prevenir": "previent previennent prevenait prevenaient previendra prevint | prevenu prevenue prevenus | prevenant",
    "prevoir": "prevoit prevoient prevoyait | prevu | prevoyant",
    "promettre": "promet promettent promettait promettaient promettra promit | promis promise | promettant",
    "reconnaitre": "reconnait reconnaissent reconnaissait reconnaissaient reconnut | reconnu reconnue | reconnaissant",
    "redire": "redit redisent redisait | redit | redisant",
    "repondre": "repond repondent repondait repondaient repondra repondit | repondu | repondant",
    "reprendre": "reprend reprennent reprenait | repris | reprenant",
    "sourire": "sourit sourient souriait | souri | souriant",
    "soutenir": "soutient soutiennent soutenait soutenaient soutint | soutenu soutenue | soutenant",
}

_ER = "e ent ait aient era eront erait eraient a erent"
_IR = "it issent issait issaient ira iront irait iraient irent"
_DOUBLING = {"rappeler": "rappell", "appeler": "appell", "interpeller": "interpell", "rejeter": "rejett"}


@dataclass(frozen=True)
class Form:
    """One spelling of a speech verb: its infinitive, what it takes, and which moods the spelling may be."""

    lemma: str
    takes: str
    finite: bool
    participle: bool
    gerund: bool
    infinitive: bool


def _conjugate(lemma: str) -> tuple[set[str], set[str], set[str]]:
    """Return the finite forms, past participles and present participles of a folded infinitive."""
    if lemma in _IRREGULAR:
        finite, past, present = (set(part.split()) for part in _IRREGULAR[lemma].split("|"))
        return finite, past, present
    stem = lemma[:-2]
    if lemma.endswith("ir"):
        return {stem + e for e in _IR.split()}, {stem + e for e in ("i", "ie", "is", "ies")}, {stem + "issant"}
    soft = stem + "e" if stem.endswith("g") else stem
    finite = {(soft if e[0] == "a" else stem) + e for e in _ER.split()}
    if lemma in _DOUBLING:
        finite |= {_DOUBLING[lemma] + e for e in ("e", "ent", "era", "eront", "erait", "eraient")}
    if lemma.endswith("yer"):
        finite |= {stem[:-1] + "i" + e for e in ("e", "ent", "era", "eront")}
    return finite, {stem + e for e in ("e", "ee", "es", "ees")}, {soft + "ant"}


def _forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for lemma, takes in _VERBS.items():
        if not takes:
            continue
        finite, past, present = _conjugate(lemma)
        for word in sorted(finite | past | present | {lemma}):
            form = Form(lemma, takes, word in finite, word in past, word in present, word == lemma)
            forms.setdefault(word, form)
    return forms


FORMS = _forms()
