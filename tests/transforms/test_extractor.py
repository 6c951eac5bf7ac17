"""Extraction as a whole: what always holds, whatever the text."""

from __future__ import annotations

import os
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from transforms import schemas
from transforms.candidates import is_candidate
from transforms.extract import Extraction, Extractor, label
from transforms.languages.fr.sentences import split_sentences

ROOT = Path(__file__).resolve().parents[2]
FRAMES = ("call_reports", "claims", "statements", "follow_ups")
FRAGMENTS = (
    "Emmanuel Macron|Vladimir Poutine|M. Poutine|Olaf Scholz|le président russe|la chancelière allemande|son homologue turc|les deux hommes|"
    "ce dernier|les présidents français et américain|Mme Meloni|le Kremlin|l’Élysée|la Maison Blanche|Xi Jinping|le roi Abdallah II|le Belge|"
    "s'est entretenu par téléphone avec|ont eu un entretien téléphonique|a téléphoné à|a appelé|se sont parlé|doivent se parler au téléphone|"
    "en visioconférence|cet échange|lors de cet appel|puis avec|et avec|n'a pas|aurait|a démenti|à l'initiative de|à la demande de Berlin|"
    "mardi|hier|le 12 mars 2024|dans la nuit de lundi à mardi|il y a trois jours|pendant une heure|environ 50 minutes|pour la troisième fois|"
    "a déclaré|selon|« Nous avançons »|“Rien n’est signé”|\"|«|»|a-t-il dit|que|sur l'Ukraine|un sommet se tiendra à Oslo le 3 juin|ils se reverront|"
    "constructif et franc|.|,|;|:|\n|\n\n|?|(|)|—|PARIS, 3 mai (Reuters) -|Lire aussi|appel à la paix|et|ou|qui|de|à|, |. "
).split("|")
texts = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join),
    st.text(max_size=120),
)
days = st.sampled_from([None, "2024-03-14", "2025-02-13"])
many = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
Articles = Callable[..., pl.DataFrame]


@many
@given(text=texts, day=days)
def test_whatever_the_text_every_value_leads_back_to_it(extractor: Extractor, article: Articles, text: str, day: str | None) -> None:
    articles = article(text, day)
    told = extractor.extract(articles)
    check(told, articles)
    again = extractor.extract(articles)
    assert all(getattr(told, name).equals(getattr(again, name)) for name in FRAMES)


def test_every_value_of_our_own_articles_leads_back_to_its_characters(extractor: Extractor, own_articles: pl.DataFrame) -> None:
    told = extractor.extract(own_articles)
    assert told.call_reports.height > 300
    check(told, own_articles)


def check(told: Extraction, articles: pl.DataFrame) -> None:
    """Every span lies in its article, holds its surface and stays in one sentence; every row belongs to a report."""
    for name in FRAMES:
        assert getattr(told, name).schema == getattr(schemas, name.upper()).schema
    reports = told.call_reports.join(articles.select("article_id", "text"), on="article_id")
    for row in reports.iter_rows(named=True):
        assert row["text"][row["start_char"] : row["end_char"]] in row["sentence"] != ""
    texts = reports.select("report_id", "text")
    for name, words in (("claims", "surface"), ("statements", "text_right"), ("follow_ups", "surface")):
        frame = getattr(told, name)
        rows = texts.join(frame, on="report_id").iter_rows(named=True)
        held = [row for row in rows if row["start_char"] is not None]
        assert all(row["text"][row["start_char"] : row["end_char"]] == row[words] != "" for row in held), name
        assert frame.filter(~pl.col("report_id").is_in(texts["report_id"].to_list())).is_empty()
        if name != "statements":
            assert [row[words] for row in held if not in_one_sentence(row["text"], row["start_char"], row["end_char"])] == [], name
    stated = told.claims["surface"].drop_nulls()
    assert (stated == stated.str.strip_chars(" ,;\n")).all()
    without = told.claims.filter(pl.col("start_char").is_null())
    assert without["surface"].null_count() == without.height
    assert without["rule"].null_count() == 0


def in_one_sentence(text: str, start: int, end: int) -> bool:
    sentences = split_sentences(text)
    index = bisect_right([s for s, _ in sentences], start) - 1
    return index >= 0 and end <= sentences[index][1]


def test_an_article_is_read_alike_alone_and_among_others(extractor: Extractor, own_articles: pl.DataFrame) -> None:
    some = own_articles.filter(is_candidate())[::7]
    together = extractor.extract(some)
    alone = [extractor.extract(some[i]) for i in reversed(range(some.height))]
    for name in FRAMES:
        parts = pl.concat([getattr(told, name) for told in reversed(alone)])
        assert_frame_equal(getattr(together, name), parts)


ELSEWHERE = """
import sys
import polars as pl
from flows.batch import extractor
told = extractor().extract(pl.read_parquet(sys.argv[1]))
for name in sys.argv[2:]:
    print(getattr(told, name).write_json())
"""


def test_another_process_reads_the_same(extractor: Extractor, own_articles: pl.DataFrame, tmp_path: Path) -> None:
    own_articles.write_parquet(tmp_path / "articles.parquet")
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, tmp_path / "articles.parquet", *FRAMES],
        cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "20"}, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    told = extractor.extract(own_articles)
    assert done.stdout.splitlines() == [getattr(told, name).write_json() for name in FRAMES]


def test_no_article_gives_empty_frames(extractor: Extractor) -> None:
    told = extractor.extract(schemas.ARTICLES.frame())
    assert [getattr(told, name).height for name in FRAMES] == [0, 0, 0, 0]


def test_calls_of_one_article_are_numbered_in_its_order(extractor: Extractor, article: Articles) -> None:
    text = "Emmanuel Macron a téléphoné à Olaf Scholz. Xi Jinping a téléphoné à Narendra Modi."
    reports = extractor.extract(article(text, "2023-05-11")).call_reports
    assert reports["report_id"].to_list() == ["a.1.1", "a.1.2"]
    assert reports["position"].to_list() == [1, 2]
    assert reports["sentence"].to_list() == text.replace(". X", ".|X").split("|")


def test_someone_without_an_id_is_known_by_name(extractor: Extractor, article: Articles) -> None:
    text = "La ministre danoise Sigrid Mosegaard a téléphoné à Olaf Scholz."
    (participants,) = extractor.extract(article(text, "2023-05-11")).call_reports["participants"].to_list()
    assert sorted(p["actor_id"] for p in participants) == ["Q61053", "name:Sigrid Mosegaard"]


def test_the_label_of_a_call(extractor: Extractor, article: Articles) -> None:
    text = "Olaf Scholz et Xi Jinping se sont entretenus par téléphone mardi pendant trente minutes."
    reports = extractor.reports(article(text, "2023-05-11").row(0, named=True))
    (call,) = label("x", text, reports)["calls"]
    assert sorted(zip(call["participants"], call["participant_ids"], strict=True)) == [("Olaf Scholz", "Q61053"), ("Xi Jinping", "Q15031")]
    assert (call["date"], call["duration_minutes"], call["channel"], call["factuality"]) == (
        "2023-05-09",
        [30, 30],
        "telephone",
        "occurred",
    )
    assert call["evidence"] in text
