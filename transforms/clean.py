"""Parsed articles -> articles: one text with its furniture marked, who published it and when, and how that is known.

Nothing is taken out of a text: what is not the article is marked as spans, so every offset stays what it was.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from transforms import language
from transforms.agencies import Agencies
from transforms.identity import Source, Sources, article_id, canonical_url, normalised_text
from transforms.languages.fr import furniture
from transforms.languages.fr.furniture import Span
from transforms.publication import Publication, publication, read_moment
from transforms.schemas import ARTICLES, REJECTIONS

Row = dict[str, Any]

_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_TITLE_LENGTH = 200
_TITLE_START = re.compile(r"[^\W_]|[«\"“'’]")
_NO_TITLE_END = ".;,:…"


def clean(
    parsed: pl.DataFrame, outlets: pl.DataFrame, agencies: pl.DataFrame, now: datetime | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Turn PARSED rows into (ARTICLES, REJECTIONS with null run_id), one row an article, ordered by article_id.

    `now` (with a time zone) is the moment after which nothing can have been published; None leaves that unchecked.
    An article without words is rejected as `missing_text`. Notes on articles that are loaded all the same:
    `not_french`, `future_date`, `bad_date`; and `superseded` for an older text of an article in the same batch.
    """
    sources, credits = Sources(outlets), Agencies(agencies)
    articles: list[Row] = []
    rejections: list[Row] = []
    for row, marked in zip(parsed.iter_rows(named=True), furniture.may_hold_furniture(parsed["body"]), strict=True):
        text = build_text(row["title"], row["lead"], row["body"])
        if not text.body.strip():
            rejections.append(_rejection(row, "missing_text", "article has no text"))
            continue
        article, notes = _article(row, text, marked, sources, credits, now)
        articles.append(article)
        rejections.extend(notes)
    kept, superseded = _one_row_an_article(articles)
    rejections.extend(_rejection(row, "superseded", "newer text of the article in this batch") for row in superseded)
    return ARTICLES.frame(kept), REJECTIONS.frame(rejections)


def marked_anew(articles: pl.DataFrame) -> pl.DataFrame:
    """Return stored ARTICLES with `furniture` as today's rules find it: cleaning takes nothing out of a text, so it can be told again."""
    bodies = articles["text"].str.slice(articles["title_end"].fill_null(0))
    texts = zip(articles["text"], articles["title_end"].fill_null(0), furniture.may_hold_furniture(bodies), strict=True)
    marked = [furniture.find_furniture(text, title_end) if may_hold else [] for text, title_end, may_hold in texts]
    spans = [[{"kind": span.kind, "start_char": span.start, "end_char": span.end} for span in found] for found in marked]
    return articles.with_columns(furniture=pl.Series(spans, dtype=ARTICLES.schema["furniture"]))


@dataclass(frozen=True)
class Text:
    """An article's text, the end of the title in it, the title, and the part that is no title."""

    text: str
    title: str | None
    title_end: int

    @property
    def body(self) -> str:
        """The text after the title."""
        return self.text[self.title_end :]


def build_text(title: str | None, lead: str | None, body: str | None) -> Text:
    """Join title, lead and body by blank lines; a title or lead that the body repeats at its start is not doubled.

    Without a stated title the body's first line is taken where it stands as one.
    """
    body, lead, title = _normal(body), _normal(lead), " ".join(_normal(title).split())
    first, _, rest = body.partition("\n")
    if not title:
        title = find_title(body) or ""
    if title and _same(title, first):
        if not _unless_repeated(lead, rest.lstrip()):
            return Text(body, title, len(first.rstrip()))
        body = rest.strip()
    return Text(_join(title, _unless_repeated(lead, body), body), title or None, len(title))


def find_title(body: str) -> str | None:
    """Return the first line of a text if it is a headline, None if the text starts right away.

    A headline is short, ends no sentence, carries no credit, and stands apart: a blank line or a byline follows.
    """
    first, _, rest = body.partition("\n")
    title = first.rstrip()
    if not 10 <= len(title) <= _TITLE_LENGTH or title[-1] in _NO_TITLE_END or not _TITLE_START.match(title):
        return None
    if furniture.is_caption(title) or furniture.is_byline(title) or furniture.is_dateline(title):
        return None
    following = next((line for line in rest.splitlines() if line.strip()), "").strip()
    if not following:
        return None
    apart = not rest.partition("\n")[0].strip() or furniture.is_byline(following) or furniture.is_dateline(following)
    return title if apart or following.startswith(("- ", "• ")) else None


# --- text ---


def _normal(text: str | None) -> str:
    """Return a text in Unicode NFC with plain line ends, without marks that are no characters, and trimmed."""
    if not text:
        return ""
    if "\r" in text or "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = _BREAKS.sub("\n", text)
    if "\0" in text or "\ufeff" in text:
        text = text.replace("\0", "").replace("\ufeff", "")
    return (text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)).strip()


def _join(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _unless_repeated(lead: str, body: str) -> str:
    """Return the lead, or nothing when the body starts with it."""
    if not lead or body.startswith(lead):
        return ""
    return "" if normalised_text(body[: 2 * len(lead) + 50]).startswith(normalised_text(lead)) else lead


def _same(one: str, other: str) -> bool:
    return one == other or (one[:1].lower() == other[:1].lower() and normalised_text(one) == normalised_text(other))


# --- one article ---


def _article(
    row: Row, text: Text, marked: bool, sources: Sources, credits: Agencies, now: datetime | None
) -> tuple[Row, list[Row]]:
    """Return one row of ARTICLES and the notes on it."""
    spans = furniture.find_furniture(text.text, text.title_end) if marked else []
    url = canonical_url(row["url"])
    identity = article_id(url, row["outlet"], text.text)
    source = sources.find(row["outlet"], url, identity)
    dated, notes = _publication(row, text.text, spans, source, now)
    code = language.detect(text.body.lstrip(), row["language"])
    if code and code != "fr":
        notes.append(_rejection(row, "not_french", f"language is {code}: loaded, not extracted"))
    article = {
        "article_id": identity,
        "revision": 1,
        "is_current": True,
        "source_id": source.source_id,
        "url": url,
        "title": text.title,
        "author": row["author"] or _author(text.text, spans),
        "agency": credits.credited(row["agency"], row["author"], text.text, text.title_end, spans),
        **dated.columns(),
        "language": code,
        "text": text.text,
        "title_end": text.title_end,
        "furniture": [{"kind": span.kind, "start_char": span.start, "end_char": span.end} for span in spans],
        "outlet": source.name or row["outlet"],
        "external_id": row["external_id"],
        "document_id": row["document_id"],
        "item": row["item"],
    }
    return article, notes


def _publication(
    row: Row, text: str, spans: list[Span], source: Source, now: datetime | None
) -> tuple[Publication, list[Row]]:
    """Return when the article was published; a stated date that cannot be is noted and left out."""
    stated = read_moment(row["published_at"], source.timezone)
    notes = []
    if row["published_at"] and stated is None:
        notes.append(_rejection(row, "bad_date", f"publication date not understood: {row['published_at'][:60]}"))
    if stated and now and stated.is_after(now):
        notes.append(_rejection(row, "future_date", f"publication date lies in the future: {row['published_at'][:60]}"))
        stated = None
    latest = (now.astimezone(UTC) + timedelta(days=1)).date() if now else None
    return publication(stated, row["published_at_basis"], text, spans, latest), notes


def _author(text: str, spans: list[Span]) -> str | None:
    """Return the person whom a byline names."""
    names = (furniture.byline_name(text[span.start : span.end]) for span in spans if span.kind == "byline")
    return next((name.strip() for name in names if name), None)


def _rejection(row: Row, reason: str, detail: str) -> Row:
    path = row.get("path")
    where = f"{path or row['external_id']}" + (f", item {row['item']}" if row["item"] else "")
    return {
        "stage": "clean",
        "document_id": row["document_id"],
        "path": path,
        "reason": reason,
        "detail": f"{detail}: {where}",
        "payload": row["external_id"],
    }


# --- one row an article ---


def _one_row_an_article(articles: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return one row an article_id, the newest or fullest, and the rows whose different text it replaces."""
    newest: dict[str, Row] = {}
    superseded = []
    for row in sorted(articles, key=_freshness):
        former = newest.get(row["article_id"])
        newest[row["article_id"]] = row
        if former and former["text"] != row["text"]:
            superseded.append(former)
    return sorted(newest.values(), key=lambda row: row["article_id"]), superseded


def _freshness(row: Row) -> tuple[Any, ...]:
    """Order copies of an article, whatever order they came in: later published last, then the one that knows more."""
    known = sum(row[name] is not None for name in ("title", "author", "published_on", "outlet", "agency"))
    return str(row["published_at"] or ""), str(row["published_on"] or ""), known, row["document_id"], row["item"]
