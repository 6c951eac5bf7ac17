"""The first look: it rejects most articles, and never one in which the reading would find a call."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from transforms.candidates import candidates, is_candidate
from transforms.extract import Extractor
from transforms.languages.fr import call_words

CASES = Path(__file__).parent / "languages" / "fr" / "cases"
TEXTS = [
    json.loads(line)["text"]
    for name in ("participants", "circumstances", "voices")
    for line in (CASES / f"{name}.jsonl").read_text().splitlines()
]


def test_no_article_with_a_call_is_rejected(extractor: Extractor, own_articles: pl.DataFrame) -> None:
    rejected = own_articles.filter(~is_candidate())
    assert extractor.extract(rejected).call_reports["sentence"].to_list() == []


def test_no_case_with_a_call_is_rejected(extractor: Extractor, article: Callable[..., pl.DataFrame]) -> None:
    articles = pl.concat([article(text, "2023-05-11") for text in TEXTS])
    assert extractor.extract(articles.filter(~is_candidate())).call_reports["sentence"].to_list() == []


def test_the_stems_lose_nobody_called(own_articles: pl.DataFrame) -> None:
    texts = pl.concat([own_articles["text"], pl.Series("text", TEXTS)])
    called = texts.str.contains(call_words.CALLED) | texts.str.contains(call_words.ALSO_CALLED)
    assert called.sum() > 50
    assert texts.filter(called).str.contains(call_words.CALLED_STEMS).all()


@pytest.mark.parametrize(
    "text",
    [
        "Un entretien téléphonique a eu lieu.", "Ils se sont parlé au telephone.", "UN COUP DE FIL ATTENDU", "Une visioconférence à trois.",
        "Elle a appelé Olaf Scholz.", "Il a joint le chancelier.", "L’appel entre les deux hommes fut bref.", "Un sommet virtuel.",
        "« Il m’a appelé. »", "Appelée par son homologue, elle a promis.", "Ils sont restés en ligne.", "Ils ont discuté sur WhatsApp.", "Un échange en duplex.",
        "Des appels distincts avec eux.", "Un long appel entre eux.", "Elle l'a rassuré par un simple appel.", "Une conférence call.", "Seul devant son écran.",
    ],
)  # fmt: skip
def test_words_of_a_call_pass(text: str) -> None:
    assert pl.DataFrame({"text": [text]}).filter(is_candidate()).height == 1


@pytest.mark.parametrize(
    "text", ["", "Le blé monte.", "Des appels à la paix.", "La cour d'appel tranchera.", "Les deux ministres ont dîné à Reims."]
)
def test_other_words_do_not(text: str) -> None:
    assert pl.DataFrame({"text": [text]}).filter(is_candidate()).is_empty()


def test_only_french_or_unknown_languages_pass(article: Callable[..., pl.DataFrame]) -> None:
    text = "Un entretien téléphonique a eu lieu."
    frame = pl.concat([article(text, language=language, article_id=str(language)) for language in ("fr", None, "en")])
    assert candidates(frame)["article_id"].to_list() == ["fr", "None"]
