"""French number words in folded text: cardinals and ordinals up to a hundred, and "-aine" words."""

from __future__ import annotations

import re

_UNITS = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def _cardinal_words() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS) if value}
    for ten, name in _TENS.items():
        words[name] = ten
        words[f"{name}-et-un"] = ten + 1
        words |= {f"{name}-{_UNITS[unit]}": ten + unit for unit in range(2, 10)}
    words["soixante-et-onze"] = 71
    words |= {f"soixante-{_UNITS[unit]}": 60 + unit for unit in [10, *range(12, 20)]}
    words["quatre-vingts"] = words["quatre-vingt"] = 80
    words |= {f"quatre-vingt-{_UNITS[unit]}": 80 + unit for unit in range(1, 20)}
    words |= {
        "cent": 100,
        "une": 1,
        "vingt-et-une": 21,
        "trente-et-une": 31,
        "quarante-et-une": 41,
        "cinquante-et-une": 51,
    }
    words |= {f"cent-{word}": 100 + value for word, value in list(words.items()) if value < 60}
    return words


def _ordinal_words(cardinals: dict[str, int]) -> dict[str, int]:
    words = {"premier": 1, "premiere": 1, "premiers": 1, "premieres": 1, "second": 2, "seconde": 2}
    for word, value in cardinals.items():
        if value < 2 or word.endswith("une"):
            continue
        stem = word.removesuffix("s") if word == "quatre-vingts" else word
        stem = stem[:-1] if stem.endswith("e") else stem
        stem = stem + "u" if stem.endswith("cinq") else stem
        stem = stem[:-1] + "v" if stem.endswith("neuf") else stem
        words[stem + "ieme"] = value
    return words


CARDINALS = _cardinal_words()
ORDINALS = _ordinal_words(CARDINALS)
COLLECTIVES = {
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}

_ROMAN = {"i": 1, "v": 5, "x": 10}


def _alternatives(words: dict[str, int]) -> str:
    """Longest words first; a hyphen may also be written as a space."""
    return "|".join(re.escape(word).replace(r"\-", "[- ]") for word in sorted(words, key=len, reverse=True))


CARDINAL_WORDS = f"(?:{_alternatives(CARDINALS)})"
CARDINAL = rf"(?:\d{{1,3}}|{CARDINAL_WORDS})"
COLLECTIVE = f"(?:{_alternatives(COLLECTIVES)})"
ORDINAL_WORDS = f"(?:{_alternatives(ORDINALS)})"
_ROMAN_FIGURES = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
ORDINAL = rf"(?:{ORDINAL_WORDS}|\d{{1,3}} ?(?:ere?|(?:i?e)?mes?|nde?|e)|{_ROMAN_FIGURES}e(?:me)?)"


def cardinal(text: str) -> int:
    """Return the value of a cardinal in digits or words; ValueError for other text."""
    return int(text) if text.isdigit() else _look_up(CARDINALS, text)


def collective(text: str) -> int:
    """Return the value of a word such as "vingtaine"; ValueError for other text."""
    return _look_up(COLLECTIVES, text)


def ordinal(text: str) -> int:
    """Return the value of an ordinal in words, digits ("6e") or Roman figures ("iie"); ValueError for other text."""
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    key = text.replace(" ", "-")
    if key in ORDINALS:
        return ORDINALS[key]
    return _roman(re.sub(r"e(?:me)?$", "", text))


def _look_up(words: dict[str, int], text: str) -> int:
    key = text.replace(" ", "-")
    if key not in words:
        raise ValueError(f"not a number word: {text!r}")
    return words[key]


def _roman(text: str) -> int:
    if not text or not set(text) <= set(_ROMAN):
        raise ValueError(f"not an ordinal: {text!r}")
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
