"""Which language a text is in: a count of French function words, and a classifier for the doubtful ones only."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_GLANCE, _SAMPLE = 600, 1500  # characters; more does not change the answer
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH = frozenset({
    "le", "la", "les", "l", "des", "du", "de", "d", "un", "une", "et", "est", "sont", "a", "à", "au", "aux",
    "dans", "pour", "par", "sur", "avec", "que", "qui", "qu", "ne", "pas", "son", "sa", "ses", "ce", "cette",
    "ces", "il", "elle", "ils", "nous", "vous", "leur", "leurs", "plus", "été", "être", "ont", "avait", "selon",
    "mais", "ou", "où", "après", "entre", "lors", "dont", "comme", "depuis", "contre", "alors", "aussi", "très", "deux", "trois",
    "fait", "faire", "était", "plusieurs", "sans", "sous", "encore", "avoir", "avant", "devant", "chez", "vers", "ainsi", "notre", "votre",
    "elles", "tous", "toute", "toutes", "cet", "jour", "jours", "mois", "année", "fois", "premier", "première", "nouveau", "nouvelle",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
})  # fmt: skip
# common in neighbouring languages as well
_SHARED = frozenset({"de", "la", "le", "un", "a", "à", "par", "que", "des", "on"})
_CANDIDATES = ["fr", "en", "de", "es", "it", "pt", "nl", "ru", "ar", "tr", "uk", "zh", "ja", "pl", "ro", "ca"]


def is_french(text: str) -> bool:
    """Tell whether a text is plainly French: a fifth of its first words are common in French, some of them in no other language.

    Of the words of its neighbours, from Occitan to Romanian, two in a hundred look like the latter.
    """
    words = text[:_GLANCE].lower().replace("'", " ").replace("’", " ").split()
    hits = [word for word in words if word in _FRENCH]
    only_french = sum(word not in _SHARED for word in hits)
    return len(words) >= 8 and len(hits) > 0.2 * len(words) and only_french > 0.06 * len(words)


def detect(text: str, stated: str | None = None) -> str | None:
    """Return the ISO 639-1 code of a text: French when plain, else as stated, else as classified; None without words.

    A statement of another language is believed only where the words do not plainly say French, and a statement of
    French only where the classifier has too little text to tell.
    """
    if is_french(text):
        return "fr"
    words = _WORD.findall(text[:_SAMPLE])
    if stated and (stated != "fr" or len(words) < 20):
        return stated
    return classify(text) if words else stated


def classify(text: str) -> str:
    """Return the likeliest of a few languages for the start of a text."""
    return str(_classifier().classify(text[:_SAMPLE])[0])


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second to import, needed by few articles

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_CANDIDATES)
    return identifier
