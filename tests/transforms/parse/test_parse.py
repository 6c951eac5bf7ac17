"""Each format gives what it states, and nothing that it does not."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import polars as pl

from transforms.parse import parse
from transforms.schemas import LANDED, PARSED, REJECTIONS

PAGE = """<!DOCTYPE html><html lang="fr-FR"><head><title>Un appel décisif - La Gazette du Lac</title>
<link rel="canonical" href="https://www.gazette-du-lac.example/monde/appel?id=7">
<meta property="og:site_name" content="La Gazette du Lac">
<meta property="og:title" content="Un appel décisif &amp; bref">
<meta property="article:published_time" content="2025-07-03T18:30:00+02:00">
<meta name="author" content="Inès Morel">
<script>var secret = "ne doit pas survivre";</script><style>.x{color:red}</style></head><body><nav>Accueil Monde</nav>
<article><h1>Un appel décisif &amp; bref</h1>%s<script>alert("non plus")</script></article>
<footer>Mentions légales</footer></body></html>"""
PARAGRAPHS = "".join(
    f"<p>Le président de la République s'est entretenu jeudi avec la chancelière au sujet du dossier numéro {n}, "
    "a indiqué son cabinet dans un communiqué publié en fin de journée.</p>" for n in range(5)
)


def landed(content: str, media_type: str, item: int = 0, metadata: dict[str, object] | None = None) -> pl.DataFrame:
    return LANDED.frame([{
        "document_id": "d1", "path": "dossier/un article.v2.ext", "item": item, "media_type": media_type,
        "content": content, "metadata": json.dumps(metadata) if metadata else None,
    }])  # fmt: skip


def one(frame: pl.DataFrame) -> dict[str, object]:
    parsed, rejected = parse(frame)
    assert rejected.is_empty()
    assert (parsed.schema, rejected.schema) == (PARSED.schema, REJECTIONS.schema)
    return parsed.row(0, named=True)


def test_text_is_the_body_and_the_name_is_the_id() -> None:
    article = one(landed("Titre\n\nCorps.", "text/plain"))
    assert article["body"] == "Titre\n\nCorps."
    assert article["external_id"] == "un article.v2"
    assert article["title"] is None
    assert article["published_at_basis"] is None


def test_record_fields_of_any_type_become_text() -> None:
    record = {"id": 17, "title": "T", "author": ["A. B", {"name": "C. D"}], "outlet": "None", "text": ["un", "deux"]}
    article = one(landed(json.dumps(record), "application/json", item=3))
    assert (article["external_id"], article["author"], article["outlet"]) == ("17", "A. B, C. D", None)
    assert article["body"] == "un\n\ndeux"
    assert article["item"] == 3


def test_bad_lines_are_rejected_and_the_others_load() -> None:
    frames = [landed(line, "application/json", item) for item, line in enumerate(['{"text": "a"}', "{oops", "3"], 1)]
    parsed, rejected = parse(pl.concat(frames))
    assert parsed["body"].to_list() == ["a"]
    assert rejected["reason"].to_list() == ["bad_json", "bad_json"]
    assert rejected["payload"].to_list() == ["{oops", "3"]
    assert "line 2" in rejected["detail"][0]


def test_a_list_of_records_is_several_articles() -> None:
    parsed, _ = parse(landed('[{"text": "a"}, {"text": "b"}]', "application/json"))
    assert parsed["body"].to_list() == ["a", "b"]
    assert parsed["item"].n_unique() == 2


def test_metadata_beside_a_file_goes_first_but_only_fills_gaps_of_a_line() -> None:
    record = json.dumps({"outlet": "Propre", "text": "x"})
    beside = {"outlet": "Voisin", "published_at": "2025-07-03", "autre": 1}
    assert one(landed(record, "application/json", 0, beside))["outlet"] == "Voisin"
    line = one(landed(record, "application/json", 4, beside))
    assert (line["outlet"], line["published_at"], line["published_at_basis"]) == ("Propre", "2025-07-03", "metadata")


def test_a_page_gives_head_and_text_without_scripts() -> None:
    article = one(landed(PAGE % PARAGRAPHS, "text/html"))
    assert article["title"] == "Un appel décisif & bref"
    assert article["outlet"] == "La Gazette du Lac"
    assert article["author"] == "Inès Morel"
    assert article["url"] == "https://www.gazette-du-lac.example/monde/appel?id=7"
    assert (article["published_at"], article["published_at_basis"]) == ("2025-07-03T18:30:00+02:00", "html")
    assert article["language"] == "fr"
    body = str(article["body"])
    assert "dossier numéro 4" in body
    assert not any(word in body for word in ("secret", "alert", "color", "Mentions", "Accueil"))


def test_json_ld_states_what_the_page_hides() -> None:
    news = {"@type": "NewsArticle", "headline": "Titre caché", "datePublished": "2025-07-03",
            "author": [{"name": "Léo Petit"}],
            "publisher": {"name": "L'Écho"}, "articleBody": "Mot. " * 90}
    story = {"@graph": [{"@type": "WebSite"}, news]}
    page = f'<html><head><script type="application/ld+json">{json.dumps(story)}</script></head><body></body></html>'
    article = one(landed(page, "text/html"))
    assert (article["title"], article["author"], article["outlet"]) == ("Titre caché", "Léo Petit", "L'Écho")
    assert str(article["body"]).startswith("Mot. Mot.")


def test_a_page_with_a_later_sidecar_is_dated_by_it() -> None:
    article = one(landed(PAGE % PARAGRAPHS, "text/html", 0, {"published_at": "2025-07-04"}))
    assert (article["published_at"], article["published_at_basis"]) == ("2025-07-04", "metadata")


def test_the_pages_of_real_outlets_give_title_date_and_text(shared: Path) -> None:
    rows = []
    with tarfile.open(shared / "corpora" / "pages-html.tar.gz") as pages:
        for member in pages.getmembers():
            if member.name.startswith("outlets/") and member.name.endswith(".html"):
                file = pages.extractfile(member)
                assert file is not None
                rows.append(landed(file.read().decode("utf-8", "replace"), "text/html"))
    parsed, rejected = parse(pl.concat(rows))
    assert rejected.is_empty()
    assert parsed["title"].null_count() == 0
    assert (parsed["body"].str.len_chars() > 200).mean() > 0.97  # type: ignore[operator]
    assert parsed["published_at"].null_count() <= 0.3 * parsed.height
    assert not parsed["body"].str.contains(r"function ?\(|</?(?:script|div)").any()
