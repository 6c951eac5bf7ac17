"""What an ordinal counts from, loosely: "depuis son retour à la Maison-Blanche" and "depuis l'investiture" are one scope."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.text import fold

_CLASSES = (  # the first that matches wins: a war named with its year is the war, not the year
    ("war", r"\b(invasion|guerre|offensive|conflit|hostilites|intervention militaire)\b|24 fevrier|fevrier 2022"),
    ("office", r"\b(retour|revenu\w*|investi\w*|fonctions?|pouvoir|mandat\w*|prise de pouvoir|elect\w+|elu|reelu|reelection"
               r"|maison[- ]blanche|elysee|kremlin|presidence|entree en)\b"),
    ("year", r"\b(cette annee|de l'annee|l'an dernier|janvier)\b|^(?:en|de|depuis) (?:19|20)\d\d$"),
)
_SHORT = re.compile(r"\b(depuis|avec|dans|cette?|leurs?|pour|entre|que|qui|est|ont|les|des|une?|le|la|du|de|et|a|en|au|aux)\b")


@lru_cache(maxsize=4096)
def scope_class(scope: str | None) -> str | None:
    """Return `office`, `war` or `year` for a scope in words, its own content words for another, None when unsaid."""
    if not scope:
        return None
    folded = fold(scope)
    for name, pattern in _CLASSES:
        if re.search(pattern, folded):
            return name
    return " ".join(sorted(re.findall(r"\w{3,}", _SHORT.sub(" ", folded)))) or None
