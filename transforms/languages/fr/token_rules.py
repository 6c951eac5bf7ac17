"""spaCy's French tokenizer for folded text, without the 2.5 s that `spacy.lang.fr` takes to compile expressions over all alphabets.

Words, stems and affixes are those of `spacy.lang.fr` 3.8 (MIT licence) as far as folded text can hold them: lower case,
no accents, straight quotes. `tests/transforms/languages/fr/test_tokens.py` compares the two.
"""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, CONCAT_QUOTES, CURRENCY, LIST_ELLIPSES, LIST_PUNCT, LIST_QUOTES, UNITS
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_WORDS = (  # words of their own, and where others are split
    "apr. au-dessus aujourd'hui av. avr. celle-ci celles-ci celui-ci cf. ci-dessous d° en-dessous etc. janv. juill. n° nov. oct. pp. quelques-uns rendez-vous sept. "
    "est|-ce est|-il n'|est|-ce qu'|est|-ce s'|est|-il"
).split() + [f"{verb}|-t|-{who}" for verb in ("a", "est", "indique", "moque", "passe", "semble") for who in ("elle", "il", "on")]

_STEMS = (  # a hyphen behind them does not split: "anti-missile", "vice-presidente"
    "aero|abat|a[fg]ro|after|aigues?|americano|anglo|anti|apres|arabo|arcs?|archi|audio|avant|avion|auto|banc|bas(?:ses?)?|bateaux?|bec?|belles?|beau|best|"
    "bio?|bien|blanc|boite|bonn?e?s?|bois|bou(?:c|rg)|beta|cache|cap(?:ello)?|casse|castel|champ|chapelle|chateau(?:neuf)?|chasse|cha(?:ud|t)e?s?|chauffe|"
    "chou|chromo|claire?s?|co(?:de|ca)?|compte|contre|cordon|coupe?|courte?s?|couvre|crash|crise|croche|cross|cyber|demi|di(?:sney)?|dix|des?|dys|ex?|entre|"
    "est|ethno|extra|eco|faux|fil|fort|franco?s?|gallo|gardes?|gastro|grande?|gratte|greco|gros|geo|haute?s?|homm?es?|hors|hyper|indo|infra|inter|intra|"
    "islamo|italo|jean|labio|latino|live|lot|louis|m[ai]cro|mal|mesnil|mi(?:ni)?|mono|mont?s?|moyen|multi|mecano|medico|medo|meta|mots?|neuro|noix|non|nord|"
    "notre|neo|ouest|outre|ouvre|passe|perce|pharmaco|ph[oy]to|pieds?|pique|poissons?|ponce|pont|po[rs]t|pousse|primo|pro(?:to)?|pare|petite?s?|plessis|"
    "porte|pseudo|puy|quasi|quatre|radio|recourt|rythmo|(?:re)?doubles?|re|retro|requin|sans?|sa?inte?s?|semi|serre|sino|socio|sociale?s?|soixante|sous|"
    "su[bdrs]|super|taille|tire|thermo|tiers|tourne|toute?s?|traine?|trans|trente|trois|trousse|tr(?:i|ou)|tele|vaso|vi[cd]e|video|vie(?:ux|i?lles?|i?l)|"
    "vill(?:e|eneuve|ers|ette|iers|y)|vingt|voitures?|wagons?|ultra|electro|equi|fontaine|marie|neuville|pierre|val|vaux"
)
_STARTS = (  # and words that start so
    "a-sexualis.|binge-watch.|black-out|bouche-por.|burn-out|by-pass|ch'tiis.|chape-chut.|down-load|etats-uni|droits?-de-l'homm.|fac-simil|fleur-bleuis.|"
    "flic-flaqu.|fox-trott.|google-is.|hard-discount|hip-hop|jet-set|knock-out|litho-typographi.|lock-out|lombri-compost.|mac-adamis.|marque-pag.|"
    "mouton-noiris.|new-york|pair-programm.|people-is.|plan-socialis.|premier-ministr|prud'hom.|refox-trott.|remicro-ond.|repique-niqu.|rick-roll|"
    "rond-ponn.|shift-cliqu.|soudo-bras.|stabilo-boss.|strip-teas.|terra-form|teuf-teuf|yo-yo.|zig-zag|z'yeut."
)
_LETTER = r"[^\W\d_]"
_KEPT = re.compile(
    rf"(?:(?:{_STEMS})[-‐]|(?:r?entr|grande?s?|r)'){_LETTER}(?:{_LETTER}|[-‐'])*$"
    rf"|(?:{_STARTS.replace('-', '[-‐]').replace('.', _LETTER)}){_LETTER}*$"
    rf"|{_LETTER}+[-‐](?:les?|la|en|des?|d[eu]|sur|sous|aux?|et|saint)[-‐](?:l')?{_LETTER}+$"
)
_PREFIXES = [*TOKENIZER_PREFIXES, rf"(?:(?:d|l|n)['’])(?=[{ALPHA}])"]
_INFIXES = [*TOKENIZER_INFIXES, rf"(?<=[{ALPHA}]['’])(?=[{ALPHA}])"]
_SUFFIXES = [
    *LIST_PUNCT, *LIST_ELLIPSES, *LIST_QUOTES, r"(?<=[0-9])\+", r"(?<=°[FfCcKk])\.", r"(?<=[0-9])%", rf"(?<=[0-9])(?:{CURRENCY})", rf"(?<=[0-9])(?:{UNITS})",
    rf"(?<=[0-9{ALPHA_LOWER}%²\-\+(?:{CONCAT_QUOTES})])\.", rf"(?<=[{ALPHA}])[-‐](?:ce|elle|en|il|ils|je|moi|nous|on|t|vous)",
]  # fmt: skip


def language() -> Language:
    """Return a spaCy pipeline that does nothing but make tokens of folded French text."""
    nlp = spacy.blank("xx")
    words = {word.replace("|", ""): [{ORTH: part} for part in word.split("|")] for word in _WORDS}
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = BASE_EXCEPTIONS | words
    tokenizer.prefix_search = compile_prefix_regex(_PREFIXES).search
    tokenizer.suffix_search = compile_suffix_regex(_SUFFIXES).search
    tokenizer.infix_finditer = compile_infix_regex(_INFIXES).finditer
    tokenizer.token_match = _KEPT.match
    return nlp
