"""The wording of announced next steps, on folded text: event nouns and verbs by kind, and the words that announce them.

In every rule the group `core` holds the words that announce the step, and the group named after a kind (call, meeting,
summit, visit, talks) the noun or verb that says what it is.
"""

from __future__ import annotations

import re

KINDS = ("call", "meeting", "summit", "visit", "talks")


def _kinds(words: dict[str, str], ending: str = "") -> str:
    """Alternatives of all kinds, each a group with the name of its kind."""
    return "(?:" + "|".join(f"(?P<{kind}>(?:{alternatives}){ending})" for kind, alternatives in words.items()) + ")"


# --- events ---

NOUN = _kinds({
    "summit": r"(?:mini-)?sommets?",
    "visit": r"visites?|voyages?|deplacements?",
    "talks": r"pourparlers|negociations?|discussions|consultations|tractations|entretiens(?! telephoniques?)",
    "call": r"appels? (?:telephoniques?|video)|appel(?= (?:est|entre|avec|prevu|programm|doit|aura))|coups? de fil"
            r"|conversations?|entretiens? telephoniques?|entretien|echanges? telephoniques?"
            r"|(?:visio|video|tele)conferences?",
    "meeting": r"rencontres?|reunions?|entrevues?|tete-a-tete|face-a-face|rendez-vous|retrouvailles"
               r"|conferences?(?= (?:internationale|de paix|de haut niveau|sur|des|pour)\b)",
}, r"(?![\w-])(?! (?:de presse|electora|guidee))")  # fmt: skip

_TRIP = r"(?:[^,;.]{0,30}, )?(?:une?|sa|son|leur) [^,;.]{0,25}?(?:visite|voyage|deplacement|tournee)"
_PARLEYS = r"(?:les|des|leurs) (?:pourparlers|negociations|discussions)"

INFINITIVE = _kinds({
    "meeting": r"(?:se |s'y |le |la |les |l')?rencontrer|se revoir|se voir(?! \w+(?:er|ir|re|ee?s?)\b)|se retrouver"
               r"|se reunir",
    "visit": rf"(?:se |s'y )rendre|recevoir|accueillir|(?:lui )?rendre visite|effectuer(?= {_TRIP})"
             r"|(?:aller|(?<! a )venir)(?= (?:[^,;.]{0,25} )?(?:a|en|au|aux) )|etre (?:recu|accueilli)e?s?",
    "call": r"se (?:re)?parler|se rappeler|s'appeler|se telephoner|s'entretenir",
    "talks": rf"(?:reprendre|relancer|ouvrir|engager|entamer|tenir|poursuivre) {_PARLEYS}",
}, r"\b")  # fmt: skip

FUTURE = _kinds({
    "meeting": r"(?:se |s'y |le |la |les |l')?rencontrer|se reverr|se verr(?=(?:ont|aient)(?! \w+(?:er|ir|re)\b))"
               r"|se retrouver|se reunir",
    "visit": r"(?:se |s'y )rendr|recevr|accueiller|(?:lui )?rendr(?=\w+ visite)"
             rf"|effectuer(?=\w+ {_TRIP})|ir(?=(?:a|ont) [^,;.]{{0,25}}?(?:a|en|au|aux|rendre visite)\b)"
             r"|viendr(?=\w+ [^,;.]{0,25}?(?:a|en|au|aux) )"
             r"|ser(?=\w+ (?:[^,;.]{0,25} )?(?:recue?s?|accueillie?s?|en visite|en deplacement)\b)",
    "call": r"se (?:re)?parler|s'appeller|se telephoner|s'entretiendr",
    "talks": rf"reprendr(?=\w+ {_PARLEYS})|negocier",
}, r"(?:a|ont|ait|aient)\b")  # fmt: skip

# --- what announces them ---

_GAP = r"(?:[^;:.!?«»\"\n]|(?<=\bm)\.|(?<=\bmm)\.)"  # within one clause
_NO_VERB = rf"(?:(?! (?:est|sont|ont|se|s'est|qui|que|dont)\b){_GAP})"  # within one group of words
_NO_SUBJECT = rf"(?:(?!, (?:une?|des|l[ea]s?|leurs?|son|sa) | - | (?:est|sont|ont|pourront|car|mais) ){_GAP})"  # up to its verb
_WHEN = rf"(?:{_GAP}{{0,35}}? )?"  # "doit, lundi prochain, recevoir"
_SOME = rf"\b(?:une?|des|d'une?|leurs? prochaine?s?|de (?:nouvelles|nouveaux|prochaines)) (?:[\w'-]+ ){{0,3}}?{NOUN}"
_THE = rf"\b(?:(?:une?|des|l[ea]s?|au|aux|du|leurs?|cette?) |l')(?:[\w'-]+ ){{0,3}}?{NOUN}"
_MODAL = (
    r"(?:doit|doivent|va|vont|devrai(?:t|ent)|pourrai(?:t|ent)|compte(?:nt)?|entend(?:ent)?"
    r"|prevoi(?:t|ent) de|(?:a|ont) prevu de)"
)
_HELD = r"(?:se tenir|avoir lieu|se derouler|etre organise\w*|reprendre|debuter|commencer|s'ouvrir|se poursuivre)"
_PREDICATE = (
    r"(?:(?:se tiendr|se derouler|s'ouvrir|debuter|commencer|reprendr|se poursuivr|suivr)(?:a|ont|ait|aient)\b"
    r"|aur(?:a|ont|ait|aient) (?:\w+ ){0,2}?lieu\b"
    r"|ser(?:a|ont|ait|aient) (?:\w+ )?(?:organise|programme|tenu|convoque)\w*"
    rf"|(?:doi(?:t|vent)|va|vont|devrai(?:t|ent)|pourrai(?:t|ent)) {_WHEN}{_HELD}"
    r"|(?:est|sont|serai(?:t|ent)|a ete|ont ete) (?:[\w']+ ){0,3}?"
    r"(?:prevu|(?<!au )programme|planifie|attendu|fixe|cale|envisage|en preparation|a l'etude|agende)\w*)"
)
_PLANNED = (
    r"(?:prevu|(?<! (?:le|un|du|au|ce|de) )programme|planifie|(?<!tres )attendu|imminent|envisage)e?s?\b"
)
_AGREED = (
    r"\b(?:sont|ont|a|est|s'est) (?:\w+ ){0,2}?"
    r"(?:convenu|decide|accepte|prevu|accorde|entendu|mis d'accord|tombe\w* d'accord)\w*"
)
_FLOATED = (
    r"\b(?:propos[ea]\w*|suggere\w*|offert|pret\w* a|dispose\w* a|envisage\w*|n'exclut pas|n'excluent pas"
    r"|n'a pas exclu|(?:la possibilite|l'idee|l'hypothese) d|ouvert\w* a)"
)

_WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

# name, and whether what it announces is only proposed or possible
_RULES = (
    ("invitation", True, r"\b(?:a|ont) (?:\w+ ){0,2}?(?P<visit>invite)e?s?\b"
                         rf"{_GAP}{{0,80}}? a (?:\w+ )?(?:se rendre|venir|visiter|effectuer)\b"),
    ("mutual_invitation", True, r"\bse sont (?:\w+ )?(?P<visit>invite)e?s\b"),
    ("agreed", False, rf"{_AGREED}{_GAP}{{0,40}}? (?:de |d'|pour |a ){_GAP}{{0,30}}?\b{INFINITIVE}"),
    ("agreed", False, rf"{_AGREED}{_GAP}{{0,45}}?{_SOME}"),
    ("announced", False, r"\b(?:(?:a|ont) (?:\w+ )?annonce|prevoi(?:t|ent)|preparent)"
                         rf"(?:(?! qu[e']){_GAP}){{0,20}}?{_SOME}"),
    ("proposed", True, rf"{_FLOATED}{_GAP}{{0,40}}?\b{INFINITIVE}"),
    ("proposed", True, rf"{_FLOATED}{_GAP}{{0,40}}?{_SOME}"),
    ("hosted", False, r"(?<!\bse )\b(?:(?:accueiller|abriter|heberger|organiser|tiendr|participer|assister|aur)"
                      r"(?:a|ont|ait|aient)"
                      rf"|{_MODAL} {_WHEN}(?:accueillir|organiser|tenir|participer|assister|avoir)) (?!lieu|du |ete |\w+e une? )"
                      rf"{_WHEN}(?:{_THE})"),
    ("modal", False, rf"\b{_MODAL} {_WHEN}{INFINITIVE}"),
    ("future", False, rf"\b{FUTURE}"),
    ("expected", False, rf"\b(?:est|sont) (?:\w+ )?(?P<visit>attendu)e?s?\b(?={_GAP}{{0,40}}? (?:a|en|au|aux) )"),
    ("scheduled", False, rf"\b{NOUN}{_NO_SUBJECT}{{0,110}}? {_PREDICATE}"),
    ("scheduled", False, rf"\b{_PREDICATE}{_GAP}{{0,30}}? (?:{_SOME})"),
    ("planned", False, rf"\b{NOUN}{_NO_VERB}{{0,60}}? {_PLANNED}"),
    ("planned", False, rf"\b{NOUN}{_NO_VERB}{{0,40}}? (?:a venir|en preparation)\b"),
    ("prepared", False, rf"\b(?:prepar(?:er|ent|era|eront)|en vue|ouvrir la voie|deboucher|prelude|avant|suivie?s?)\b"
                        rf"{_GAP}{{0,30}}?{_SOME}"),
    ("relative", False, rf"\b{NOUN}(?={_GAP}{{0,60}}? qui (?:[a-z]{{2,}}r(?:a|ont)|doi(?:t|vent))\b)"),
    ("dated", False, rf"\b{NOUN}(?={_GAP}{{0,50}}?\b(?:(?:apres-)?demain|(?:semaine|mois|{_WEEKDAYS}) prochaine?)\b)"),
    ("venue", True, r"\bcomme (?P<meeting>(?:\w+ )?(?:lieu|pays|ville) (?:potentiel|possible|eventuel|hote|d'accueil"
                    r"|de (?:la )?rencontre|du sommet))\w*"),
)  # fmt: skip

RULES = tuple((name, is_open, re.compile(rf"(?P<core>{pattern})")) for name, is_open, pattern in _RULES)

EVENT = re.compile(  # a sentence without one of each holds no step: a cheap look before the rules
    r"somm|visit|voyag|deplac|pourparl|negoc|discuss|consult|tract|entret|entrev|appel|coup|convers|echange|conferenc"
    r"|rencontr|reun|tete-a|face-a|rendez|retrouv|parler|verr|revoir|se voir|rendr|recev|accueil|invit|effectu|\bir[ao]"
    r"|viendr|venir|aller|\bser[ao]|attendu|comme "
)
AHEAD = re.compile(
    r"r(?:a|ont|ait|aient)\b|\bdoi|\bva\b|\bvont|compte|entend|prevoi|prevu|programm|planifi|attendu|imminent|envisag"
    r"|venir|prepar|avant|vue|voie|debouch|prelude|suivi|demain|prochain|comme |invit|conven|decid|accept|accord"
    r"|annonce|propos|sugger|offert|\bpret|dispos|exclu|possibilite|idee|hypothese|ouvert|\bfixe|cale|agend"
)

# --- what strikes a step out, and what leaves it open ---

CANCELLED = re.compile(
    r"\b(?:annul[ei]\w*|initialement|report(?:e|es|ee|ees|er)\b|repousse\w*|ajourne\w*|suspendu\w*|renonc\w+|decline\w*|refus\w+"
    r"|boude\w*)"
)
NEGATED = re.compile(r"\b(?:ne |n')(?!exclu|a pas exclu|ont pas exclu)[^,;:.!?]{0,30}?\b(?:pas|plus|jamais|aucun\w*)\b"
                     r"|\b(?:aucune?|ni|sans) (?:\w+ )?$|\baucune? ")  # fmt: skip
PAST = re.compile(r"\b(?:etai(?:t|ent)|avai(?:t|ent)|fut|furent|eu lieu|s'est tenue?|se sont tenue?s)\b")
PAST_CIRCUMSTANCE = re.compile(
    r"\b(?:lors|pendant|durant|au cours|a l'issue|apres|depuis|au terme|en marge|a la suite|a l'occasion"
    r"|au lendemain)\b"
)
DOMESTIC = re.compile(
    r"\b(?:parlement|assemblee|senat|deputes|senateurs|conseil des ministres"
    r"|(?<!chef de )(?<!chefs de )(?<!cheffe de )gouvernement|cabinet|comite|commission"
    r"|douma|congres|conseil de defense|tribunal|cour|jury|electeurs|manifestants)\b[^,;:.!?]{0,40}$"
)
CONDITIONAL = re.compile(r"r(?:ait|aient)\b")
OPEN = re.compile(
    r"\b(?:pourrai\w*|devrai\w*|envisage\w*|possible|a l'etude|eventuel\w*|potentiel\w*|hypothetique|option)\b"
)
REPORTED = re.compile(
    r"\b(?<!n')(?:a|ont|avoir|avait) (?:\w+ )?(?:annonce|confirme|indique|precise|fait savoir|declare|affirme)\b"
    r"[^;:.!?\n]{0,60} qu[e']"
)
OPEN_PLACE = re.compile(r"(?:pays tiers|(?:lieu|terrain|pays) neutre)")
ACCEPTED = re.compile(r"\baccepte\w*")
PHONE = re.compile(r"telephon|visioconf|videoconf|en visio|par visio|liaison video|coup de fil")

# --- how far the date and place of a step may stand from its words ---

_SAID = r"(?:annonce|confirme|indique|precise|fait savoir|declare|affirme|ajoute|rapporte|dit|assure|estime|souhaite)"
BREAK_AFTER = re.compile(
    r"[;:!?«»\"\n]|(?<!\bm)(?<!\bmm)\.(?:\s|$)|, (?:doi(?:t|vent)|va|vont|ont|est|sont)\b"
    r"|\b(?:selon|d'apres|qui|dont|ou|lorsque|quand|alors que|tandis que|avant|apres|pour que"
    rf"|puis|depuis|lors)\b|,? ?\b(?:a|ont|avai(?:t|ent)) (?:[\w']+ ){{0,2}}?{_SAID}\b|, (?:et|mais)\b"
)
BREAK_BEFORE = re.compile(
    r"[;:!?«»\"\n]|\.\s|\bqu(?:e\b|')|\b(?:qui|dont|ou|lorsque|quand|mais|puis|apres|avant|depuis|lors|et)\b"
)
PAST_VERB = re.compile(  # on the text as written: "a" is no "à" there
    r"(?<![\w-])(?:a|ont|avai(?:t|ent)|est|sont|étai(?:t|ent)) (?:\w+ ){0,2}?\w+(?:é|i|u|is|it)e?s?(?!\w)"
    r"|s['’]était \w+|, \w+ant(?!\w)"
)
PERSON = re.compile(
    r"(?:[a-z-]+ )?(?:presidente?|premiere?|chanceli[a-z]+|homologue|ministre|roi|reine|princes?|secretaire"
    r"|cheff?e?|dirigeant[a-z]*|emissaire|envoye[a-z]*|delegation|m\.|mme|pape|emir|diplomate|leader|responsables?)s?\b"
)

# --- places, on the text as written ---

_PROPER = r"[A-ZÉÈÀÎÔÇ][\w’'-]*"
_NAME = (
    rf"(?:la |le |les |l['’])?{_PROPER}(?: {_PROPER})*"
    r"(?: (?:saoudite|arabes unis|unis|dominicaine|tchèque|du Nord|du Sud|d['’]Ivoire|de Janeiro))?"
)
PLACE = re.compile(
    rf"(?<![\w'’-])(?:[àÀ]|[eE]n|[aA]ux?|[dD]ans|sur(?= un)|A) (?P<place>{_NAME}"
    r"|une? (?:pays|lieu|terrain) (?:tiers|neutre))"
)
NAME_OF_A_PERSON = re.compile(rf"(?<!à)(?<!en)(?<!au)(?<!aux)(?<!ans)(?<!le)(?<!la)(?<!de)(?<!du) {_PROPER}")
PLACE_BEFORE = re.compile(rf"(?P<place>{_NAME}),? (?:évoquée?,? )?$")
OF_SOMETHING_ELSE = re.compile(  # between a step and a place: "en soutien au Liban", "pour la paix en Ukraine"
    r"\b(?:dans une?|sur|pour|au sujet|visant|afin|contre|concernant)\b[^,]*$"
    r"|\b(?:rendr\w+ visite|soutien|aide|grâce|face"
    r"|invitation|invité|relative?|quant|consacrée?|liée?|échappée?) $"
)
NOT_A_PLACE = re.compile(
    r"(?:l['’]|la |le |les )?(?:G\d|ONU|Onu|OTAN|Otan|UE\b|Union|OSCE|AIEA|M\.|MM?\b|Mme|Conseil|Parlement"
    r"|Assemblée|BRICS|Brics|Noël|Pâques|Nations|Premier|Président)"
)
