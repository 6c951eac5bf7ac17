"""What must hold of any content whatever: parsed or refused with a reason, extracted without a crash, evidence where it says."""

from __future__ import annotations

import json
from typing import Any

import polars as pl

from expectations.validate import row_rules
from flows.batch import extractor
from flows.reference import read_reference
from transforms.clean import clean
from transforms.extract import Extraction
from transforms.parse import parse
from transforms.schemas import LANDED

STATED_WRONG = ("duration_out_of_bounds",)
"""Row rules that refuse what an article itself states: "zero minutes" is read right and belongs in quarantine."""

MEDIA_TYPES = ("text/plain", "text/markdown", "text/html", "application/json")


def landed(contents: list[tuple[str, str]], metadata: str | None = None) -> pl.DataFrame:
    """Rows of LANDED of (media type, content)."""
    return LANDED.frame(
        {
            "document_id": f"d{number}", "path": f"{number}.txt", "item": 0, "media_type": kind, "encoding": "utf-8",
            "size_bytes": len(content), "content": content, "metadata": metadata,
        }
        for number, (kind, content) in enumerate(contents)
    )  # fmt: skip


def as_content(kind: str, text: str) -> str:
    """A text as a file of a media type."""
    if kind == "text/html":
        return f"<html><head><title>Titre</title></head><body><article><p>{text}</p></article></body></html>"
    return json.dumps({"id": "x", "text": text, "published_at": "2025-06-15"}) if kind == "application/json" else text


def check(contents: list[tuple[str, str]]) -> Extraction:
    """Bring contents through parsing, cleaning and extraction; raises AssertionError where a value is not in its article."""
    reference = read_reference()
    parsed, refused = parse(landed(contents))
    assert parsed.height + refused.height >= len(contents) or all(kind == "application/json" for kind, _ in contents)
    assert set(refused["reason"]) <= {"bad_json", "bad_html"}
    articles, _ = clean(parsed, reference.outlets, reference.agencies)
    found = extractor().extract(articles)
    texts = {row["article_id"]: row for row in articles.iter_rows(named=True)}
    _check_articles(articles)
    _check_spans(found, texts)
    for name in ("call_reports", "claims", "statements", "follow_ups"):
        _, broken = row_rules(name, getattr(found, name), articles=articles, call_reports=found.call_reports)
        wrong = broken.filter(~pl.col("reason").is_in(STATED_WRONG))
        assert wrong.is_empty(), wrong.select("reason", "detail", "payload").to_dicts()[:3]
    return found


def _check_articles(articles: pl.DataFrame) -> None:
    for article in articles.iter_rows(named=True):
        assert 0 <= article["title_end"] <= len(article["text"])
        for span in article["furniture"]:
            assert 0 <= span["start_char"] <= span["end_char"] <= len(article["text"])


def _check_spans(found: Extraction, texts: dict[str, dict[str, Any]]) -> None:
    """Every surface is the characters of its article at its span."""
    article_of = dict(found.call_reports.select("report_id", "article_id").iter_rows())
    for report in found.call_reports.iter_rows(named=True):
        text = texts[report["article_id"]]["text"]
        assert report["sentence"] in text
        assert 0 <= report["start_char"] < report["end_char"] <= len(text)
    for frame, surface in ((found.claims, "surface"), (found.statements, "text"), (found.follow_ups, "surface")):
        for row in frame.iter_rows(named=True):
            if row[surface] is not None:
                assert texts[article_of[row["report_id"]]]["text"][row["start_char"] : row["end_char"]] == row[surface], row
