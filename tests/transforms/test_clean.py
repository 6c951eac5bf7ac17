"""What is the article and what is not, who published it and when, and what is said when that is unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean import build_text, clean, find_title
from transforms.parse import parse
from transforms.schemas import ARTICLES, LANDED, PARSED, REJECTIONS

REFERENCE = Path(__file__).resolve().parents[2] / "seeds" / "reference"
OUTLETS, AGENCIES = (pl.read_csv(REFERENCE / name, infer_schema=False) for name in ("outlets.csv", "agencies.csv"))
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
FIRST = (
    "Le roi de Ruritanie et la présidente de Syldavie se sont parlé au téléphone pendant une demi-heure, a fait savoir "
    "le palais royal, qui évoque un échange cordial sur la pêche et les douanes."
)
SECOND = (
    "Les deux chefs d’État sont convenus de se revoir avant l’hiver pour signer un accord sur les eaux communes, selon "
    "un conseiller de la présidente, et de charger leurs ministres de la suite."
)
REMARK = (
    "Encore un accord qui ne servira à rien, comme tous ceux que l’on nous annonce depuis dix ans sans que rien ne "
    "change pour les pêcheurs du lac, et ce sont toujours les mêmes qui paient."
)


def clean_rows(*rows: dict[str, Any], now: datetime | None = NOW) -> tuple[pl.DataFrame, pl.DataFrame]:
    defaults = {"document_id": "d", "path": "a.txt", "item": 0, "external_id": "a"}
    articles, rejected = clean(PARSED.frame([defaults | row for row in rows]), OUTLETS, AGENCIES, now)
    assert (articles.schema, rejected.schema) == (ARTICLES.schema, REJECTIONS.schema)
    return articles, rejected


def one(**row: Any) -> dict[str, Any]:
    return clean_rows(row)[0].row(0, named=True)


def marked(article: dict[str, Any]) -> list[tuple[str, str]]:
    return [(s["kind"], article["text"][s["start_char"] : s["end_char"]]) for s in article["furniture"]]


# --- text and title ---


def test_title_lead_and_body_are_joined_once() -> None:
    joined = build_text("Titre", "Chapeau.", "Corps.")
    assert (joined.text, joined.title, joined.title_end) == ("Titre\n\nChapeau.\n\nCorps.", "Titre", 5)
    assert build_text("Titre", "Chapeau.", "Chapeau.\nCorps.").text == "Titre\n\nChapeau.\nCorps."
    assert build_text("Un titre", None, "UN TITRE\n\nCorps.").text == "UN TITRE\n\nCorps."
    assert build_text("Titre", "Chapeau.", "Titre\nCorps.").text == "Titre\n\nChapeau.\n\nCorps."
    assert build_text(None, "Chapeau.", "Corps.").text == "Chapeau.\n\nCorps."


def test_text_is_nfc_with_plain_line_ends() -> None:
    assert build_text(None, None, "\ufeffe\u0301te\u0301\r\nmer\0\rbis").text == "été\nmer\nbis"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ruritanie et Syldavie se reparlent\n\n{FIRST}", "Ruritanie et Syldavie se reparlent"),
        (f"Vers la paix du lac ?\n- Zoé Blanc\n- 3 mars 2025\n\n{FIRST}", "Vers la paix du lac ?"),
        (f"La pêche au menu\nBORDURIE, 3 mars (AFP) - {FIRST}", "La pêche au menu"),
        (f"{FIRST}\n\n{SECOND}", None),
        (f"Le roi à sa fenêtre, le 3 mars 2025. Photo Ana Lopes /AFP\n\n{FIRST}", None),
        (f"La foule devant le palais. © Ana Lopes\n\n{FIRST}", None),
        ("Une seule ligne sans rien après", None),
        (f"Le 3 mars 2025\n\n{FIRST}", None),
    ],
)
def test_a_title_stands_apart_or_there_is_none(text: str, title: str | None) -> None:
    assert find_title(text) == title


@given(st.text(), st.text(), st.text())
def test_the_title_is_where_it_is_said_to_be(title: str, lead: str, body: str) -> None:
    built = build_text(title, lead, body)
    assert 0 <= built.title_end <= len(built.text)
    assert bool(built.title) == (built.title_end > 0)


@given(st.lists(st.sampled_from([FIRST, SECOND, REMARK, "", "Lire aussi : x", "Zoé Blanc", "20 h 05, le 3 mars 2025",
                                 "Commentaires", "© Ana", "Publié le 3 mars 2025", "PARIS (AFP) - Oui.", "• a", "💬"])))
@settings(deadline=None)
def test_furniture_spans_are_ordered_and_apart(lines: list[str]) -> None:
    articles, _ = clean_rows({"body": "\n".join(lines)})
    for article in articles.iter_rows(named=True):
        ends = [0]
        for span in article["furniture"]:
            assert ends[-1] <= span["start_char"] < span["end_char"] <= len(article["text"])
            ends.append(span["end_char"])


# --- furniture ---


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lire aussi : Le lac se vide", "related"),
        ("📎 À lire également : Le lac se vide", "related"),
        ("À lire : notre enquête", "related"),
        ("Soyez le premier à commenter", "comment"),
        ("Laisser un commentaire", "comment"),
        ("Partager sur Facebook", "share"),
        ("Suivez-nous sur WhatsApp", "share"),
        ("Inscrivez-vous à notre newsletter du matin", "newsletter"),
        ("Il vous reste 40% de cet article à lire. La suite est réservée aux abonnés.", "subscription"),
        ("Ce site utilise des cookies pour mesurer son audience.", "cookie"),
        ("Mots-clés : lac, pêche", "tags"),
        ("3 min de lecture", "byline"),
        ("Publié le 3 mars 2025 à 10h12", "byline"),
        ("Crédit : Agence du Lac", "credit"),
        ("La Gazette du Lac avec AFP", "credit"),
        ("Le roi à sa fenêtre, le 3 mars 2025. ANA LOPES / REUTERS", "caption"),
        ("La présidente au balcon. © Ana Lopes", "caption"),
        ("✍️ Zoé Blanc", "byline"),
    ],
)
def test_lines_of_the_page_are_marked(line: str, kind: str) -> None:
    assert marked(one(body=f"{FIRST}\n{line}\n{SECOND}")) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "📞 Durée de l’appel 30 minutes",
        "🗓 Date Lundi 3 mars 2025",
        "Lire entre les lignes du communiqué demande de l’habitude.",
        "Un ton nouveau entre les deux rives",
        "Les commentaires du roi ont surpris.",
        "« Partager le lac, c’est partager la paix », a dit le roi.",
        "Aucun commentaire du palais royal sur ce point",
        "Le ministre a posé pour la photo avec son homologue.",
        "L’appel a duré 30 minutes.",
        "C’était le 9 mars 2015.",
        "Mise en ligne samedi, la vidéo de l’appel a été vue plus de 800 fois.",
        "Par ailleurs, le roi a salué la présidente.",
    ],
)
def test_lines_of_the_article_are_left_alone(line: str) -> None:
    assert marked(one(body=f"{FIRST}\n{line}\n{SECOND}")) == []


def test_a_comment_and_its_time_are_not_the_article_but_bound_its_date() -> None:
    caption = "Le port, le 2 mars 2025. Photo Ana Lopes /AFP"
    article = one(body=f"{caption}\n{FIRST}\n{SECOND}\n{REMARK}\n20 h 05, le 4 mars 2025")
    assert marked(article) == [("caption", caption), ("comment", REMARK), ("stamp", "20 h 05, le 4 mars 2025")]
    assert article["published_at_basis"] == "bounds"
    assert (article["published_earliest"], article["published_latest"]) == (date(2025, 3, 2), date(2025, 3, 4))
    assert article["published_on"] is None
    assert article["agency"] is None


def test_every_comment_of_several_is_marked() -> None:
    comments = f"{REMARK}\nMilo\n20 h 05, le 4 mars 2025\n{REMARK}\nZoé\n21 h 06, le 5 mars 2025"
    article = one(body=f"{FIRST}\n{SECOND}\n{comments}")
    assert [kind for kind, _ in marked(article)] == ["comment", "comment", "stamp", "comment", "comment", "stamp"]
    assert article["published_latest"] == date(2025, 3, 4)


def test_the_words_on_a_montage_of_pictures_are_not_the_news_behind_them() -> None:
    montage = "(COMBO) Ce montage réalisé le 3 mars 2025 montre la reine Irma lors d’une visioconférence avec des maires, et le roi Otto à Zenda."
    article = one(body=f"{montage} – {FIRST}\n{SECOND}")
    assert marked(article) == [("montage", montage)]


def test_the_tail_of_names_under_a_credit_goes_with_it() -> None:
    article = one(body=f"{FIRST}\n{SECOND}\nCrédit : LDL\nZoé Blanc\nGAZETTE\n\n.png)\n\nCommentaires")
    assert [kind for kind, _ in marked(article)] == ["credit"] * 4 + ["comment"]


# --- when ---


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("Klow – 3 mars 2025 | ", "Klow", date(2025, 3, 3)),
        ("Klow / Strelsau — 3 mars 2025.\n", "Klow / Strelsau", date(2025, 3, 3)),
        ("KLOW, 3 mars (Reuters) - ", "KLOW", None),
        ("KLOW (AFP) — ", "KLOW", None),
        ("La Haye, le 1er août 2025 – ", "La Haye", date(2025, 8, 1)),
        ("Évora (Portugal), 3 févr. 2025 (AFP) - ", "Évora (Portugal)", date(2025, 2, 3)),
        ("Samedi, ", None, None),
    ],
)
def test_a_dateline_gives_place_and_day(opening: str, place: str | None, day: date | None) -> None:
    article = one(title="Un titre", body=opening + FIRST)
    assert (article["dateline_place"], article["dateline_date"]) == (place, day)
    assert article["published_at_basis"] == ("dateline" if day else "none")
    assert (article["published_on"], article["published_at"]) == (day, None)


def test_a_dateline_takes_its_year_from_the_publication_day() -> None:
    article = one(body="KLOW, 31 décembre (AFP) - " + FIRST, published_at="2025-01-01", published_at_basis="metadata")
    assert article["dateline_date"] == date(2024, 12, 31)
    assert (article["published_on"], article["published_at_basis"]) == (date(2025, 1, 1), "metadata")


def test_the_byline_goes_before_the_dateline() -> None:
    head = "Le lac en paix\n- Zoé Blanc\n- 4 mars 2025\n- 2 min de lecture\n\nKlow — 3 mars 2025.\n"
    article = one(body=head + FIRST)
    assert (article["title"], article["author"]) == ("Le lac en paix", "Zoé Blanc")
    assert (article["published_at_basis"], article["published_on"]) == ("byline", date(2025, 3, 4))
    assert article["dateline_date"] == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("stated", "outlet", "day", "moment"),
    [
        ("2025-03-03", None, date(2025, 3, 3), None),
        ("2025-03-03T23:30:00+01:00", None, date(2025, 3, 3), datetime(2025, 3, 3, 22, 30, tzinfo=UTC)),
        ("2025-03-03T23:30:00Z", None, date(2025, 3, 4), datetime(2025, 3, 3, 23, 30, tzinfo=UTC)),
        ("2025-03-04T01:30:00Z", "Le Devoir", date(2025, 3, 3), datetime(2025, 3, 4, 1, 30, tzinfo=UTC)),
        ("2025-07-03 10:00", None, date(2025, 7, 3), datetime(2025, 7, 3, 8, tzinfo=UTC)),
        ("le 3 juillet 2025 à 10h00", None, date(2025, 7, 3), datetime(2025, 7, 3, 8, tzinfo=UTC)),
        ("Thu, 03 Jul 2025 10:00:00 +0200", None, date(2025, 7, 3), datetime(2025, 7, 3, 8, tzinfo=UTC)),
        ("03/07/2025", None, date(2025, 7, 3), None),
    ],
)
def test_the_publication_day_is_the_outlets_own(
    stated: str, outlet: str | None, day: date, moment: datetime | None
) -> None:
    article = one(body=FIRST, outlet=outlet, published_at=stated, published_at_basis="metadata")
    assert (article["published_on"], article["published_at"]) == (day, moment)
    assert (article["published_earliest"], article["published_latest"]) == (day, day)


@pytest.mark.parametrize(("stated", "reason"), [("2099-01-01", "future_date"), ("bientôt", "bad_date")])
def test_a_date_that_cannot_be_is_noted_and_left_out(stated: str, reason: str) -> None:
    articles, rejected = clean_rows({"body": FIRST, "published_at": stated, "published_at_basis": "metadata"})
    assert articles["published_on"].to_list() == [None]
    assert articles["published_at_basis"].to_list() == ["none"]
    assert rejected["reason"].to_list() == [reason]


# --- who, what language, how often ---


@pytest.mark.parametrize(
    ("row", "agency"),
    [
        ({"author": "La Gazette avec AFP"}, "AFP"),
        ({"agency": "Reuters"}, "REUTERS"),
        ({"body": "KLOW (Belga) - " + FIRST}, "BELGA"),
        ({"body": FIRST + "\n(avec AFP)"}, "AFP"),
        ({"body": FIRST + "\nSource : Reuters"}, "REUTERS"),
        ({"body": FIRST + " (AFP)"}, "AFP"),
        ({"body": FIRST + " Le palais l’a dit à l’AFP."}, None),
        ({"author": "Zoé Blanc"}, None),
        ({"author": "Zoé Blanc, Hôtel et spa"}, None),
    ],
)
def test_an_agency_is_named_only_by_a_credit(row: dict[str, str], agency: str | None) -> None:
    assert one(**({"body": FIRST} | row))["agency"] == agency


def test_an_article_in_another_language_is_loaded_and_noted() -> None:
    english = "The king and the president spoke by phone for half an hour on Monday, the palace said. " * 3
    articles, rejected = clean_rows({"body": english}, {"body": FIRST, "item": 1})
    assert sorted(articles["language"]) == ["en", "fr"]
    assert rejected["reason"].to_list() == ["not_french"]


def test_no_text_no_article() -> None:
    articles, rejected = clean_rows({"title": "Un titre", "body": " "}, {"body": None})
    assert articles.is_empty()
    assert rejected["reason"].to_list() == ["missing_text"] * 2


def test_the_same_article_twice_is_one_row_whatever_the_order() -> None:
    rows = [
        {"url": "https://lac.example/1?utm_source=a", "body": FIRST, "published_at": "2025-03-03"},
        {"url": "http://lac.example/1", "body": FIRST + " Mis à jour.", "published_at": "2025-03-04", "item": 1},
        {"body": SECOND, "item": 2},
        {"body": SECOND.upper(), "item": 3},
    ]
    articles, rejected = clean_rows(*rows)
    assert articles.height == 2
    assert articles.equals(clean_rows(*rows[::-1])[0])
    assert articles.filter(pl.col("url").is_not_null())["published_on"].to_list() == [date(2025, 3, 4)]
    assert set(rejected["reason"]) <= {"superseded"}


# --- the five real articles ---


def test_the_five_real_articles(shared: Path) -> None:
    files = sorted((shared / "articles").glob("*.txt"))
    rows = [{"document_id": file.name, "path": str(file), "item": 0, "media_type": "text/plain",
             "content": file.read_text(encoding="utf-8")} for file in files]  # fmt: skip
    articles, rejected = clean(parse(LANDED.frame(rows))[0], OUTLETS, AGENCIES, NOW)
    assert rejected.is_empty()
    table, comment, plain, prompts, byline = articles.sort("external_id").iter_rows(named=True)
    assert [kind for kind, _ in marked(table)] == ["dateline", "byline", "byline", "related"]
    assert (table["dateline_place"], table["dateline_date"]) == ("Moscou", date(2025, 6, 14))
    assert [kind for kind, _ in marked(comment)] == ["caption", "comment", "stamp"]
    assert (comment["title"], comment["outlet"], comment["agency"]) == (None, None, None)
    assert comment["published_earliest"] == comment["published_latest"] == date(2025, 6, 14)
    assert (plain["title"], plain["published_at_basis"], marked(plain)) == (None, "none", [])
    assert [kind for kind, _ in marked(prompts)] == ["comment", "comment"]
    assert (byline["published_on"], byline["dateline_date"]) == (date(2025, 10, 17), date(2025, 10, 16))
    assert [kind for kind, _ in marked(byline)] == ["byline"] * 3 + ["dateline"] + ["credit"] * 4 + ["comment"]
    assert articles["language"].to_list() == ["fr"] * 5
    assert all(article["text"].startswith(article["title"] or "") for article in articles.iter_rows(named=True))
