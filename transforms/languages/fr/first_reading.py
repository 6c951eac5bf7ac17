"""The second look: whether some expression of an article can tell of a call at all, before the whole article is made into tokens.

Most articles that have the words of a call tell of none ("a rappelé", "s'appelle", "appelle à la grève", "a eu"). What is left out here
is what `CallVerbs`, `Referents` and `distinct_calls` drop later anyhow: a weak verb counts only beside a strong telling, and a bare "appel"
or "appeler" only with somebody in its sentence, be it a pronoun. The tests compare it with readings of whole articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.languages.fr.expressions import CHANNEL, Expression, find_expressions
from transforms.languages.fr.lexicon import Lexicon
from transforms.languages.fr.mentions import find_mentions
from transforms.languages.fr.sentences import split_sentences
from transforms.text import fold

Span = tuple[int, int]

# Every expression that can tell of a call has one of these in it: sentences without them need no closer look.
SOUNDS = (
    "appel", "phon", "de fil", "bout d", "ligne", "raccroch", "visio", "video", "conference", "ecran", "camera", "numerique", "demateriali",
    "zoom", "skype", "teams", "webex", "virtuel", "distanc", "satellite", "duplex", "joi", "decroche", "le numero", "combine", "whatsapp", "signal", "messenger", "facetime", "portable", "mobile",
)  # fmt: skip
_HAD = re.compile(r"\beue?s?$|^(?:aura|auront|aurait|auraient|avoir|a|ont|avait|avaient)$")
_PASSIVE = re.compile(r"\bete\b")
_URGES = re.compile(r"\s(?:à|au|aux)\s(?!son tour|nouveau|l['’]aube|midi|minuit|la mi-journ|t[ée]l[ée]phone|bout du fil)")
_CALLED_EACH_OTHER = re.compile(r"se (?:sont|etaient|soient|seraient|furent)\b")  # not "s'appelle Y"
_THEY_MAY = re.compile(r"\b(?:doivent|devraient|devaient|vont|allaient|pourraient|pourront|peuvent|veulent|voulaient|comptent|souhaitent|esperent|prevoient) (?:de |[a-z]+ ){0,2}$")  # "doivent s'appeler"
_PRONOUN = re.compile(r"\b(?:l'|lui |cet |leurs? (?:[a-z-]+ ){0,3})$")  # "l'a appelé", "leur second appel"
_OBJECT_BEFORE = re.compile(r"\b(?:l'|lui |qu'|que )")


def may_tell_of_a_call(text: str, folded: str, lexicon: Lexicon) -> bool:
    """Tell whether an article must be read for calls; `folded` is `fold(text)`."""
    unnamed: dict[Span, None] = {}
    for expression, start, end in _tellings(text, folded):
        if expression.strength == "strong" or _PRONOUN.search(folded, max(start, expression.start - 30), expression.start):
            return True
        unnamed[start, end] = None
    return any(_names_somebody(text[start:end], folded[start:end], lexicon) for start, end in unnamed)


def has_call_expression(text: str) -> bool:
    """Tell whether a text has an expression that can tell of a call, whoever it names; paragraphs are lines."""
    return any(_tellings(text, fold(text)))


def _tellings(text: str, folded: str) -> Iterator[tuple[Expression, int, int]]:
    """Yield the expressions that can tell of a call, with start and end of their sentences."""
    for start, end in _sounding(text, folded):
        for expression in find_expressions(folded, start, end):
            if _can_tell(expression, text, folded, start, end):
                yield expression, start, end


def _sounding(text: str, folded: str) -> Iterator[Span]:
    """Yield the sentences that have one of the sounds; looking for plain strings is far cheaper than an expression a sentence."""
    sounds = [sound for sound in SOUNDS if sound in folded]
    end = -1
    while (start := _next(sounds, folded, end + 1)) is not None:  # lines, since a sentence does not go beyond its line
        end = folded.find("\n", start)
        end = len(folded) if end < 0 else end
        for sentence in split_sentences(text, folded.rfind("\n", 0, start) + 1, end):
            if any(folded.find(sound, *sentence) >= 0 for sound in sounds):
                yield sentence


def _next(sounds: list[str], folded: str, start: int) -> int | None:
    """Where the next of the sounds stands, None behind the last."""
    return min((place for sound in sounds if (place := folded.find(sound, start)) >= 0), default=None)


def _can_tell(expression: Expression, text: str, folded: str, start: int, end: int) -> bool:
    if expression.strength == "strong":
        return True
    if expression.kind != "call_verb":
        return expression.head.startswith("appel")
    if expression.head == "participle":  # "Appelé par X, Y a ..."
        return True
    verb = folded[expression.start : expression.end]
    if _HAD.search(verb):  # "a eu X au téléphone"
        return bool(CHANNEL.search(folded, expression.end, end))
    if _PASSIVE.search(verb):
        return expression.head.startswith(("appel", "rappel"))
    if not expression.head.removeprefix("s'").startswith(("appel", "joi")):
        return False
    if verb.startswith(("s'", "se ")):
        return bool(_CALLED_EACH_OTHER.match(verb)) or bool(_THEY_MAY.search(folded, start, expression.start))
    called_before = _OBJECT_BEFORE.search(folded, max(start, expression.start - 64), expression.start)
    return bool(called_before) or not _URGES.match(text, expression.end)


def _names_somebody(text: str, folded: str, lexicon: Lexicon) -> bool:
    return bool(find_mentions(text, folded, lexicon.tokenizer.tokens(folded), lexicon))
