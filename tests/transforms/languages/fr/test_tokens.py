"""Tokens are those that spaCy's French tokenizer makes of folded text, though its expressions are never compiled."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from transforms.languages.fr.token_rules import language
from transforms.languages.fr.tokens import Tokenizer, Tokens
from transforms.text import fold

SPACY = spacy.blank("fr")
TOKENIZER = Tokenizer(language())
CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
TEXTS = [case["text"] for path in CASES for line in path.read_text().splitlines() if "text" in (case := json.loads(line))]
WORDS = [
    "l'", "qu'", "aujourd'hui", "etc.", "sept", "m.", "jean-paul", "12", "12.", "3,5%", "président", "d'etat", "arc-en-ciel", "anti-missile", "vice-président",
    "a-t-il", "est-ce", "parle-t-on", "états-unis", "new-yorkais", "premier-ministre", "entr'ouvert", "saint-jean-de-luz", "dit-il", "www.exemple.fr", "n°5", "av.",
]  # fmt: skip


def made(text: str) -> list[str]:
    """The tokens of a text but for blanks, of which ours are one each."""
    return [word for word in TOKENIZER.tokens(text).words if word.strip()]


def put_together(tokens: Tokens) -> str:
    """The text that the tokens stand in: each where it starts, single spaces between."""
    text = ""
    for word, start in zip(tokens.words, tokens.starts, strict=True):
        text += " " * (start - len(text)) + word
    return text


@given(st.lists(st.sampled_from([*WORDS, *"abcdl'.,;:()«»\"?!-…%€ \n"]), max_size=30).map("".join).map(fold))
@example("l'av.")
@example("  un  vieux mot  ")
@example("12;) vu:) non):")
@example('"(etc.), qu\'il dit: 2021):')
def test_tokens_are_those_of_spacy(text: str) -> None:
    assert put_together(TOKENIZER.tokens(text)).rstrip(" ") == text.rstrip(" ")
    assert made(text) == [token.text for token in SPACY.make_doc(text) if token.text.strip()]


@pytest.mark.parametrize("text", [pytest.param(text, id=str(number)) for number, text in enumerate(TEXTS[::25])])
def test_tokens_of_articles_are_those_of_spacy(text: str) -> None:
    theirs = [token.text for token in SPACY.make_doc(fold(text)) if token.text.strip()]
    assert made(fold(text)) == theirs


def test_reading_an_article_does_not_wait_for_the_expressions_of_spacy() -> None:
    code = "import sys; from transforms.languages.fr.pipeline import FrenchPipeline; sys.exit('spacy.lang.fr' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
