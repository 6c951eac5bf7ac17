"""No regular expression can be made to run for ever: each is tried on its own words over and over, without a match at the end."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator
from itertools import chain

import pytest

import transforms
from flows.limits import TookTooLong, time_limit

CHARS = 1500  # a long paragraph: what backtracks in 2^n or n^5 steps does not end within the limit, what takes n^2 does
SECONDS = 5
COMMON = ("9", "99 ", "a ", "a b ", "de la ", "l'", "14 juin ", "apres-midi ", "x-", ", ", "lundi, ", "m. ", "« ", " ", "\n")


def patterns() -> dict[str, re.Pattern[str]]:
    """Every expression that a module of `transforms` holds, by its text."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(transforms.__path__, "transforms.")]
    return {p.pattern: p for module in modules for value in vars(module).values() for p in held(value)}


def held(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(held(part) for part in value.values())
    elif isinstance(value, (list, tuple)):
        yield from chain.from_iterable(held(part) for part in value)


def pumps(pattern: str) -> Iterator[str]:
    """Short texts to repeat: common ones, the words of the pattern, and three of them at a time."""
    chance = random.Random(pattern)
    words = sorted(set(re.findall(r"[a-zà-ÿ']{1,14}", pattern)))
    chance.shuffle(words)
    yield from COMMON
    yield from (f"{word} " for word in words[:20])
    yield from words[:8]
    yield from (" ".join(chance.sample(words, min(3, len(words)))) + " " for _ in range(10 if words else 0))


def test_no_expression_backtracks_without_end() -> None:
    found = patterns()
    assert len(found) > 300
    for pattern in found.values():
        for pump in pumps(pattern.pattern):
            text = (pump * CHARS)[:CHARS] + "\x01"
            try:
                with time_limit(SECONDS):
                    pattern.search(text), pattern.match(text), pattern.fullmatch(text)
            except TookTooLong:
                pytest.fail(f"{pattern.pattern[:200]!r} takes more than {SECONDS} s on {pump!r} repeated")
