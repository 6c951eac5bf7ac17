"""Known phrases are found whole: the longest at each place, by words and not by letters."""

from __future__ import annotations

import pytest

from transforms.languages.fr.gazetteer import Gazetteer
from transforms.languages.fr.token_rules import language
from transforms.languages.fr.tokens import Tokenizer

TOKENIZER = Tokenizer(language())
GAZETTEER = Gazetteer(
    {"TITLE": ["ministre", "ministre de la mer", "vice-ministre"], "NAME": ["anne de la mer", "ministre"], "PLACE": ["mer"]}, TOKENIZER
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le ministre de la mer part", [("TITLE", "ministre de la mer")]),
        ("le ministre de la", [("TITLE", "ministre")]),  # a phrase of two labels has the first
        ("ministre, vice-ministre", [("TITLE", "ministre"), ("TITLE", "vice-ministre")]),
        ("(anne de la mer)", [("NAME", "anne de la mer")]),
        ("anne de la  mer", [("PLACE", "mer")]),  # two spaces: not the phrase
        ("des ministres administrent", []),
        ("", []),
    ],
)
def test_the_longest_phrase_at_each_place(text: str, found: list[tuple[str, str]]) -> None:
    tokens = TOKENIZER.tokens(text)
    hits = GAZETTEER.hits(tokens, text)
    assert [(hit.label, hit.form) for hit in hits] == found
    assert all(tokens.words[hit.first] == TOKENIZER.tokens(hit.form).words[0] for hit in hits)
