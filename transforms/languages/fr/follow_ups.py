"""Announced next steps: the meeting, summit, visit, call or talks that an article says are to come.

Each rule is a pattern for words that announce a step; its group `core` is what announces it, and the date and place
that stand with it in the clause are added. What is past, cancelled or denied has no such words or is struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.languages.fr.date_expressions import DateExpression, find_dates

Span = tuple[int, int]


@dataclass(frozen=True)
class FollowUpMention:
    """Words that announce a next step, as spans of the text; `sentence` is the index of the sentence they stand in.

    `start:end` holds the words that announce it with their date and place. The date is to be read again from
    `folded[date_start:date_end]` and resolved as future. `settled` is False for what is proposed, possible or wanted,
    and for a place left open ("dans un pays tiers").
    """

    start: int
    end: int
    kind: str  # call, meeting, summit, visit, talks
    date_start: int | None
    date_end: int | None
    place_start: int | None
    place_end: int | None
    settled: bool
    sentence: int
    rule: str


# --- the events ---

_NOUNS = {
    "summit": r"(?:mini-)?sommets?",
    "visit": r"visites?|voyages?|deplacements?|tournees?",
    "talks": r"pourparlers|negociations?|discussions|consultations|tractations|entretiens(?! telephoniques)",
    "call": r"appels? (?:telephoniques?|video)|appel(?= (?:est|entre|avec|prevu|programm|doit|aura))|coups? de fil"
            r"|conversations?|entretiens? telephoniques?|entretien|echange telephonique|(?:visio|video|tele)conferences?",
    "meeting": r"rencontres?|reunions?|entrevues?|tete-a-tete|face-a-face|rendez-vous|retrouvailles"
               r"|conferences? (?:internationale|de paix|de haut niveau|sur|des|pour)",
}  # fmt: skip
_NOUN = "(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _NOUNS.items()) + r")\b(?! (?:de presse|d'urgence))"
_INFINITIVES = {
    "meeting": r"(?:se |s'y |le |la |les |l'|y )?rencontrer|se (?:re)?voir|se retrouver|se reunir",
    "visit": r"(?:se |s'y )rendre(?! compte)|recevoir|accueillir|(?:lui )?rendre visite|effectuer (?:une|un|sa|son|leur)"
             r" [^,;.]{0,20}?(?:visite|voyage|deplacement|tournee)|venir (?=[ae]n? )|etre (?:recue?|accueillie?)s?",
    "call": r"se (?:re)?parler|s'appeler|se rappeler(?= (?:dans|avant|la semaine|au|bientot|prochain))"
            r"|se telephoner|s'entretenir",
    "talks": r"negocier|(?:re)?prendre (?:les|des|leurs) (?:pourparlers|negociations|discussions)",
}  # fmt: skip
_FUTURES = {
    "meeting": r"(?:se |s'y |le |la |les |l'|y )?rencontrer|se (?:re)?verr|se retrouver|se reunir",
    "visit": r"(?:se |s'y )rendr|recevr|accueiller|(?:lui )?rendr(?=\w+ visite)"
             r"|effectuer(?=\w+ (?:[^,;.]{0,30}, )?(?:une|un|sa|son|leur) [^,;.]{0,20}?(?:visite|voyage|deplacement|tournee))"
             r"|ir(?=\w+ [^,;.]{0,20}?(?:a|en|au|aux|rendre visite)\b)|viendr(?=\w+ [^,;.]{0,25}?(?:a|en|au|aux) )"
             r"|ser(?=\w+ (?:[^,;.]{0,25} )?(?:recue?s?|accueillie?s?|en visite|en deplacement)\b)",
    "call": r"se (?:re)?parler|s'appeller|se telephoner|s'entretiendr",
    "talks": r"negocier|reprendr(?=\w+ (?:les|des|leurs) (?:pourparlers|negociations|discussions))",
}  # fmt: skip


def _named(patterns: dict[str, str], suffix: str) -> str:
    """Alternatives of all kinds, each a group with the name of its kind."""
    return "(?:" + "|".join(f"(?P<{kind}>(?:{words}){suffix})" for kind, words in patterns.items()) + ")"


_INFINITIVE = _named(_INFINITIVES, r"\b")
_FUTURE = _named(_FUTURES, r"(?:a|ont|ait|aient)\b")

# --- the words that announce them ---

_GAP = r"[^;:.!?«»\"\n]"  # characters within one clause
_ADVERB = r"(?:(?:,? ?(?:lui|elle|eux|egalement|aussi|ensuite|deja|bien|donc|enfin|toujours|en outre|par ailleurs|a nouveau|de nouveau|a son tour|rapidement|prochainement|encore|notamment),?) ){0,2}"
_WHEN = r"(?:[^;:.!?«»\"\n]{0,30}? )?"  # a date between auxiliary and verb: "doit, lundi prochain, recevoir"
_OPEN_NOUN = rf"(?:une? |des |d'une? |l'|d'|de |du |le |la |les |leurs? |sa |son )(?:[a-z0-9'-]+ ){{0,3}}?{_NOUN}"
_MODAL = r"(?:doit|doivent|va|vont|devrait|devraient|pourrait|pourraient|compte|comptent|entend|entendent|prevoit de|prevoient de|a prevu de|ont prevu de)"
_HELD = r"(?:se tenir|avoir lieu|se derouler|etre organise\w*|se poursuivre|reprendre|debuter|commencer|s'ouvrir|intervenir|suivre)"
_PREDICATE = (
    r"(?:(?:se tiendr|se derouler|s'ouvrir|debuter|commencer|reprendr|se poursuivr|suivr)(?:a|ont|ait|aient)"
    r"|aur(?:a|ont|ait|aient) (?:\w+ ){0,2}?lieu"
    r"|ser(?:a|ont|ait|aient) (?:\w+ )?(?:organis|programm|tenu|convoqu|suivi|conclu)\w*"
    rf"|(?:doit|doivent|va|vont|devrait|devraient|pourrait|pourraient) {_WHEN}{_HELD}"
    r"|(?:est|sont|serait|seraient|a ete|ont ete|reste|restent) "
    rf"{_ADVERB}(?:prevu|programm|planifi|attendu|fix|cal[ee]|envisag|en preparation|a l'etude|possible|agend|inscrit)\w*)"
)
_PLANNED = r"(?:prevu|programm|planifi|attendu|annonce(?=\w* (?:pour|a |en ))|imminent|envisag|fix)(?:e?e?s?|ent|ents|ente|entes)"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("invitation", r"(?P<core>\b(?:a|ont) (?:\w+ ){0,2}?invite"
                       rf"(?P<visit>e?s?)\b{_GAP}{{0,80}}? a (?:\w+ )?(?:se rendre|venir|visiter|effectuer|lui rendre visite|faire)\b)"),
        ("invitation", r"(?P<core>\bse sont (?:\w+ )?(?P<visit>invite)e?s\b|\bl'invitation a (?P<talks>zzz)?(?:se rendre|venir|visiter)\b)"),
        ("agreement", r"(?P<core>\b(?:sont|ont|a|est|se sont|s'est) "
                      rf"{_ADVERB}(?:convenu|decide|accepte|prevu|accorde|entendu|mis d'accord|tombe)\w*(?: d'accord)?{_GAP}{{0,40}}? "
                      rf"?(?:de |d'|pour |sur |a ){_GAP}{{0,30}}?\b{_INFINITIVE})"),
        ("agreement", r"(?P<core>\b(?:(?:sont|ont|a|est|se sont|s'est) "
                      rf"{_ADVERB}(?:convenu|decide|accepte|prevu|accorde|entendu|mis d'accord|annonce|fixe)|prevoi(?:t|ent)|planifient|preparent|annoncent)\w*"
                      rf"(?: d'accord)?(?: \w+)?(?: (?:de |d'|pour |sur |a )?(?:organis|ten|programm|prepar|fix|lanc|reprendr|poursuiv|mettre sur pied)?\w*){{0,2}} {_OPEN_NOUN})"),
        ("proposal", r"(?P<core>\b(?:propos|suggere|offert|pret\w* a|dispos\w+ a|envisage|n'exclu\w* pas|n'a pas exclu|la possibilite d|l'idee d|ouvert\w* a)"
                     rf"\w*{_GAP}{{0,50}}?\b(?:{_INFINITIVE}))"),
        ("proposal", r"(?P<core>\b(?:propos|suggere|offert|pret\w* a|dispos\w+ a|envisage|n'exclu\w* pas|n'a pas exclu|la possibilite d|l'idee d|ouvert\w* a)"
                     rf"\w*{_GAP}{{0,40}}?\b(?:une? |d'une? ){_GAP}{{0,30}}?{_NOUN})"),
        ("modal", rf"(?P<core>\b{_MODAL} {_WHEN}{_INFINITIVE})"),
        ("future", rf"(?P<core>\b{_FUTURE})"),
        ("expected", r"(?P<core>\b(?:est|sont) (?:\w+ )?(?P<visit>attendu)e?s?)\b(?= [^;:.!?«»\"\n]{0,40}?\b(?:a|en|au|aux) )"),
        ("scheduled", rf"(?P<core>\b{_NOUN}{_GAP}{{0,110}}?\b{_PREDICATE})"),
        ("scheduled", rf"(?P<core>\b{_PREDICATE} {_OPEN_NOUN})"),
        ("planned", rf"(?P<core>\b{_NOUN}{_GAP}{{0,60}}? {_PLANNED})\b"),
        ("planned", rf"(?P<core>\b(?:prochaine?s?|futures?|nouvel(?:le)?s?) (?:[a-z-]+ )?{_NOUN}(?: [a-z-]+)? (?:a venir|en (?:preparation|vue)))\b"),
        ("planned", rf"(?P<core>\b{_NOUN}{_GAP}{{0,40}}? (?:a venir|en preparation|a l'agenda))\b"),
        ("preparation", rf"(?P<core>\b(?:prepar(?:er|ent|ant|era|eront)|en vue d|ouvrir la voie a|deboucher sur|prelude a|avant|suivi\w*)\b{_GAP}{{0,40}}?"
                        rf"\b(?:une? |d'une? |leurs? (?:prochaine?s? )){_GAP}{{0,25}}?{_NOUN})"),
        ("relative", rf"(?P<core>\b{_NOUN}){_GAP}{{0,60}}?,? qui (?:[a-z]{{2,}}r(?:a|ont)|doit|doivent)\b"),
        ("hosting", rf"(?P<core>\b(?:accueiller|abriter|heberger|organiser|tiendr|participer|assister|aur)(?:a|ont|ait|aient) {_WHEN}(?:a |au |aux )?{_OPEN_NOUN})"),
        ("verbless", rf"(?P<core>\b{_NOUN})(?={_GAP}{{0,50}}?\b(?:demain|prochaine?s?|apres-demain)\b)"),
        ("venue", r"(?P<core>\bcomme (?P<meeting>(?:\w+ )?(?:lieu|pays|ville) (?:potentiel|possible|hote|de rencontre|de la rencontre|eventuel|du sommet|d'accueil)\w*))"),
    )
)  # fmt: skip

_QUICK = re.compile(
    r"somm|visit|voyag|deplac|pourparl|negoc|discuss|consult|entret|appel|convers|conferenc|rencontr|reunion|entrevue|tete-a|face-a"
    r"|rendez|retrouv|parler|reunir|verr|revoir|rendr|recev|accueil|invit|effectu|\bira\b|\biront\b|viendr|comme .{0,12}(?:lieu|pays|ville)"
)

# --- what strikes a mention out, and what leaves it open ---

_CANCELLED = re.compile(r"\b(?:annul|report(?:ee?s?\b|er\b)|repouss|suspend|ajourn|a l'eau|renonc|declin|refus|bouder)\w*")
_NEGATED = re.compile(
    r"\b(?:ne|n')\s?(?!exclu|a pas exclu)(?:se |s'|lui |y |l')?\w+(?: \w+)? (?:pas|plus|jamais|aucun\w*)\b|\baucun\w* (?:\w+ )?$|\bni \w+ $"
)
_PAST = re.compile(r"\b(?:initialement|etait|etaient|avait|avaient|ete) (?:\w+ )?$|\b(?:etait|etaient|avait ete|avaient ete|initialement|auparavant)\b")
_OPEN = re.compile(
    r"pourrai|devrai|rait\b|raient\b|envisag|possible|a l'etude|eventuel|potentiel|hypoth|si les conditions|espere|attend une reponse|option"
)
_REPORTED = re.compile(r"\b(?:a|ont|avait) (?:\w+ )?(?:annonc|confirm|indiqu|precis|fait savoir|declar|affirm)\w*[^;:.!?\n]{0,60}? qu[e']")
_ACCEPTED = re.compile(r"\baccepte\w*|\brepondu favorablement\b")
_NO_SPECIFIC = re.compile(r"^(?:lors|pendant|durant|au cours|a l'issue|apres|depuis|au terme|en marge|a la suite)\b")
_LED_BY = re.compile(r"\b(?:lors|pendant|durant|au cours|a l'issue|apres|depuis|au terme|en marge|a la suite)\b[^,;:.!?]{0,25}$")
_DOMESTIC = re.compile(r"\b(?:parlement|assemblee|senat|deputes|senateurs|conseil des ministres|gouvernement|cabinet|comite|commission|douma|congres|conseil de defense|tribunal|cour|jury|bourse)\b[^,;:.!?]{0,40}$")

_BREAK = re.compile(
    r"[;:!?«»\"\n]|\.(?:\s|$)|,? (?:selon|d'apres)\b|,? ?\b(?:a|ont|avait|avaient) (?:\w+ ){0,2}?(?:annonc|confirm|indiqu|precis|fait savoir|declar|affirm|ajout|rapport|dit\b|assur|estim|souhait)"
    r"|\b(?:qui|dont|ou|lorsque|quand|alors que|tandis que|avant|apres|pour que|puis|depuis)\b|, (?:et|mais)\b"
)
_BREAK_BEFORE = re.compile(r"[;:!?«»\"\n]|\.\s|\bqu[e'] ?|\b(?:qui|dont|ou|lorsque|quand|tandis|mais|puis|apres|avant|depuis|lors)\b|\b(?:a|ont|avait|avaient|est|sont) (?:\w+ ){0,2}?\w+(?:e|i|u|is|it)e?s?\b")
_REACH_AFTER = 110
_REACH_BEFORE = 90
_PERSON = re.compile(
    r"\W*(?:(?:le|la|les|l'|son|sa|ses|leur|leurs|deux|des|plusieurs|une?) ?)?(?:[a-z-]+ )?(?:president|premier|premiere|chancelier|chanceliere|homologue|ministre|roi|reine"
    r"|prince|secretaire|chef|cheffe|dirigeant|dirigeante|emissaire|envoye|delegation|m\.|mme|pape|sultan|emir|diplomate|leader|allie)\w*\b"
)
_PROPER = r"[A-ZÉÈÀÎÔ][\w’'-]*"
_PLACE = re.compile(
    rf"(?<![\w'’-])(?:[àÀ]|[eE]n|[aA]u|[aA]ux|[dD]ans|[sS]ur) (?P<place>(?:la |le |les |l['’]|une? )?(?:{_PROPER}(?:[ -](?:d[eu] |des |d['’]|al-|el-)?{_PROPER})*"
    r"|(?:pays|lieu|terrain) (?:tiers|neutre)))"
)
_NOT_A_PLACE = re.compile(r"(?:l['’])?(?:G\d|ONU|OTAN|Otan|UE\b|OSCE|AIEA|M\.|Mme|MM|Conseil|Parlement|Assemblée|BRICS|Brics|Noël|Pâques|Union européenne)")
_SUBJECT_PLACE = re.compile(rf"((?:[Ll]a |[Ll]e |[Ll]['’])?{_PROPER}(?: {_PROPER})?),? (?:[^,;.]{{0,25}} )?$")
_OPEN_PLACE = re.compile(r"(?:pays tiers|(?:lieu|terrain|pays) neutre)")
_PHONE = re.compile(r"telephon|visioconf|videoconf|en visio|par visio|liaison video|coup de fil")


def find_follow_ups(text: str, folded: str, sentences: Sequence[Span]) -> list[FollowUpMention]:
    """Return the announced next steps of a text in order; `sentences` are spans of `text`, `folded` is `fold(text)`."""
    found: list[FollowUpMention] = []
    for index, sentence in enumerate(sentences):
        if _QUICK.search(folded, *sentence):
            found.extend(_in_sentence(text, folded, sentence, index))
    return found


def _in_sentence(text: str, folded: str, sentence: Span, index: int) -> Iterator[FollowUpMention]:
    steps = _without_overlap(_steps(folded, sentence))
    dates = [d for d in map(_from, find_dates(folded[sentence[0]:sentence[1]])) if _may_be_future(d)] if steps else []
    placed = [((d.start + sentence[0], d.end + sentence[0])) for d in dates]
    for position, (rule, found) in enumerate(steps):
        left = steps[position - 1][1].end("core") if position else sentence[0]
        right = steps[position + 1][1].start("core") if position + 1 < len(steps) else sentence[1]
        mention = _mention(text, folded, (left, right), index, rule, found, placed)
        if mention:
            yield mention
