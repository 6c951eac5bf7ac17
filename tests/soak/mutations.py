"""Mutations of articles: what crawls, editors and attackers do to a text, by a seeded random generator."""

from __future__ import annotations

import random

NASTY = (
    "\x00", "\u202e", "\ufeff", "\ud7ff", "\U0001f4de", "\u0301", "\xa0", "\u200b", "\x1b[2J", "<script>alert(1)</script>", "]]>", "&#0;",
    "’" * 50, "«" * 30, "»", "(" * 200, "\n" * 100, "a" * 5000, "14 juin 2025 " * 40, "99 99 9999", "30 février 2025", "-1 minutes",
    "999999999999999999999 minutes", "le 0 mars", "1er 1er 1er", "M. M. M.", "son homologue " * 30, "s’est entretenu par téléphone " * 20,
    "٣ مارس", "二〇二五年", "\u2028", "\u0085", "ﬁ", "İ", "ß" * 20, "%s%n{}", "'; DROP TABLE calls; --", "../../etc/passwd",
)  # fmt: skip


def mutated(text: str, others: list[str], chance: random.Random) -> str:
    """Return the text after one to four mutations."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(MUTATIONS)(text, others, chance)
    return text[:40_000]


def _cut(text: str, others: list[str], chance: random.Random) -> str:
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return text[:start] + text[min(end, start + 400) :]


def _double(text: str, others: list[str], chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start : start + 300] * chance.randint(2, 5) + text[start:]


def _insert(text: str, others: list[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(NASTY) + text[at:]


def _shuffle_words(text: str, others: list[str], chance: random.Random) -> str:
    words = text.split(" ")
    start = chance.randrange(len(words))
    some = words[start : start + 20]
    chance.shuffle(some)
    return " ".join(words[:start] + some + words[start + 20 :])


def _splice(text: str, others: list[str], chance: random.Random) -> str:
    other = chance.choice(others)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def _case(text: str, others: list[str], chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _flip(text: str, others: list[str], chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xA0, 0x2FF), chance.randrange(0x2000, 0x2100)))) + text[at + 1 :]


def _digits(text: str, others: list[str], chance: random.Random) -> str:
    return "".join(chance.choice("0123456789") if c.isdigit() and chance.random() < 0.5 else c for c in text)


def _unspaced(text: str, others: list[str], chance: random.Random) -> str:
    return text.replace(chance.choice((" ", ". ", "\n", "’", ",")), chance.choice(("", "  ", "\xa0", "\n")))


MUTATIONS = (_cut, _double, _insert, _shuffle_words, _splice, _case, _flip, _digits, _unspaced)
