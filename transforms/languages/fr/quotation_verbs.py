"""Verbs that introduce speech, with what they take and every form a report uses, in folded spelling."""

from __future__ import annotations

from dataclasses import dataclass

# What a verb takes: q quotation or clause in an incise ("..., a-t-il dit"), c clause with "que", i bare infinitive
# ("assure avoir"), d infinitive with "de", e noun phrase that holds a quotation ("a dénoncé un « coup de force »").
_VERBS_BY_COMPLEMENT = {
    "qce": (
        "feliciter ajouter assener attester avancer communiquer constater demander denoncer deplorer desoler detailler "
        "divulguer ecrire emouvoir enoncer etonner exiger exposer indigner informer inquieter juger marteler "
        "mentionner noter observer plaider plaindre pointer predire proclamer protester raconter rappeler rapporter "
        "reaffirmer redire refuter regretter reiterer rejouir relater relever remarquer repliquer retorquer signaler "
        "souligner trouver tweeter twitter"
    ),
    "qc": (
        "alarmer alerter arguer argumenter avertir claironner conclure convenir crier deduire deviner diagnostiquer "
        "fulminer glisser imaginer insinuer insister interroger ironiser lacher lamenter maintenir murmurer objecter offusquer "
        "pester poursuivre presager prevenir prevoir professer pronostiquer prophetiser rabacher rassurer ressasser "
        "riposter signifier souffler souvenir specifier supposer temoigner tempeter theoriser"
    ),
    "q": (
        "abonder admonester agacer apostropher appuyer articuler bougonner cingler completer corriger emporter "
        "ecrier enquerir enthousiasmer esclaffer exulter grincer gronder hasarder jubiler maugreer nuancer opiner opposer plaisanter "
        "prier questionner reagir recapituler relativiser rencherir reprendre sermonner soupirer sourire supplier "
        "surencherir temperer tonner trancher vociferer"
    ),
    "qe": (
        "analyser appeler assumer attaquer commenter contredire critiquer decrire defendre devoiler enumerer evoquer "
        "exclamer exhorter exprimer fustiger insurger interpeller justifier lancer menacer minimiser moquer "
        "poster preconiser publier railler relayer remercier resumer revendiquer saluer scander soupconner tancer "
        "targuer vanter"
    ),
    "e": (
        "accuser apprecier approuver balayer blamer condamner contester discerner ecarter encourager enorgueillir "
        "enteriner imputer invoquer louer parler proner qualifier recuser refuser rejeter repousser stigmatiser taxer "
        "traiter vilipender voir"
    ),
    "qcie": (
        "admettre affirmer annoncer assurer avouer clamer conceder confier confirmer considerer declarer dementir "
        "dire esperer estimer expliquer garantir indiquer nier preciser reconnaitre repeter repondre reveler "
        "souhaiter soutenir"
    ),
    "qci": "certifier confesser croire penser pretendre",
    "qd": "conseiller implorer intimer recommander",
    "qcde": "craindre promettre redouter suggerer",
    "qde": "enjoindre ordonner proposer reprocher",
    "ce": "exclure reclamer",
    "qcid": "jurer",
}
_VERBS = {verb: takes for takes, verbs in _VERBS_BY_COMPLEMENT.items() for verb in verbs.split()}

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
    "souvenir": "souvient souviennent souvenait souvint | souvenu souvenus | souvenant",
    "voir": "voit voient voyait voyaient | vu | voyant",
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
        finite, past, present = _conjugate(lemma)
        for word in sorted(finite | past | present | {lemma}):
            form = Form(lemma, takes, word in finite, word in past, word in present, word == lemma)
            forms.setdefault(word, form)
    return forms


FORMS = _forms()
