"""Web pages: what the head states (JSON-LD, Open Graph, meta, <time>) and the main text without the page around it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import lxml.html
from lxml import etree

from transforms.parse.fields import Unparsable, as_text

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports on its own what becomes a rejection here

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog", re.IGNORECASE)
_DATE_NAMES = (
    "article:published_time", "datepublished", "date_published", "og:article:published_time", "dc.date.issued",
    "dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "publication_date", "pubdate",
    "cxenseparse:recs:publishtime", "date",
)
_TITLE_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+")
_CDATA = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")

_HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_STORY = re.compile(r"<script\b[^>]*ld\+json[^>]*>.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_UNREAD = re.compile(r"<!--.*?-->|<(script|style)\b(?![^>]*ld\+json)[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(  # names by their first letters: every tag of a page is tried
    r"</?(?i:a(?:bbr|cronym)?|b(?:di|ig)?|c(?:ite|ode)|del|em|font|i(?:ns)?|kbd|label|mark|q|s(?:mall|pan|trike|trong|u[bp])?|t(?:ime|t)|u|var|wbr)"
    r"(?:\s[^>]*)?>"
)
_BLOCK = re.compile(r"<[^>]*>")
# never part of the main text: without them trafilatura, which would drop them as well, has a fifth less to do
_BESIDE = (
    "style", "svg", "iframe", "link", "picture", "source", "img", "button", "input", "select", "video", "audio",
    "nav", "footer", "aside", "menu",
)  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")  # hyphens and joints that only show at a line end
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")

Node = Any  # lxml has no types of its own


def parse(content: str) -> Iterator[dict[str, str | None]]:
    """Yield the one article of a page. Raises Unparsable (`bad_html`) for what holds no element at all."""
    tree = _tree(content)
    meta = _meta(tree)
    story = _story(tree)
    yield {**_stated(tree, meta, story), "body": _body(tree, story)}


def parse_head(content: str) -> dict[str, str | None] | None:
    """Return what the head of a page states, its description as the body; None unless that stands for the article.

    It does when it has address, title, publication time and description. Nothing below the head is parsed but JSON-LD.
    """
    end = _HEAD_END.search(content)
    if end is None:
        return None
    stories = "".join(match.group() for match in _STORY.finditer(content, end.start()))
    tree = _tree(f"{content[: end.start()]}{stories}</head><body></body></html>")
    meta = _meta(tree)
    story = _story(tree)
    stated = _stated(tree, meta, story)
    description = meta.get("og:description") or meta.get("description") or as_text(story.get("description"))
    if not (description and stated["url"] and stated["title"] and stated["published_at"]):
        return None
    return {**stated, "body": _plain(description)}


def rough_text(content: str) -> str:
    """Return all words of a page, menus included, one line a block: whatever `parse` finds in a block stands here as well."""
    blocks = _BLOCK.sub("\0", _INLINE.sub("", _UNREAD.sub("\0", content)))
    text = " ".join(blocks.split()).replace("\0", "\n")  # a line end of the source is a space
    if "\\u" in text:  # JSON-LD
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return _UNSEEN.sub("", unescape(text))


def _stated(tree: Node, meta: dict[str, str], story: dict[str, Any]) -> dict[str, str | None]:
    """Return what a page states about its article."""
    return {
        "url": _address(tree, meta, story),
        "outlet": _outlet(meta, story),
        "title": _title(tree, meta, story),
        "author": _author(meta, story),
        "language": _language(tree, story),
        "published_at": _published_at(tree, meta, story),
    }


def _tree(content: str) -> Node:
    content = re.sub(r"^\s*<\?xml[^>]*\?>", "", content)  # lxml refuses text that declares an encoding
    try:
        return lxml.html.document_fromstring(content)
    except (etree.ParserError, ValueError) as error:
        raise Unparsable("bad_html", f"not a page ({error})") from None


def _meta(tree: Node) -> dict[str, str]:
    """Return the meta elements, name in lower case -> first non-blank content."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _story(tree: Node) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, empty without one."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads(_CDATA.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD costs only what it would have stated
        for item in _objects(value):
            if _ARTICLE_TYPES.search(str(item.get("@type"))):
                return item
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _address(tree: Node, meta: dict[str, str], story: dict[str, Any]) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    main = story.get("mainEntityOfPage")
    candidates = [*links, meta.get("og:url"), story.get("url"), main.get("@id") if isinstance(main, dict) else main]
    return next((str(url) for url in candidates if isinstance(url, str) and url.startswith("http")), None)


def _outlet(meta: dict[str, str], story: dict[str, Any]) -> str | None:
    names = (meta.get("og:site_name"), as_text(story.get("publisher")))
    return next((name for name in names if name and not name.startswith("http")), None)


def _title(tree: Node, meta: dict[str, str], story: dict[str, Any]) -> str | None:
    headline = as_text(story.get("headline")) or meta.get("og:title")
    if headline:
        return _without_site(_plain(headline), meta.get("og:site_name"))
    headings = [_inner(h1) for h1 in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    titles = [_inner(title) for title in tree.iter("title")]
    return _TITLE_SEPARATOR.split(titles[0])[0] or None if titles else None


def _without_site(title: str, site: str | None) -> str:
    """Drop the outlet's name at the end of a title ("... | Le Quotidien")."""
    parts = _TITLE_SEPARATOR.split(title)
    if site and len(parts) > 1 and parts[-1].strip().casefold() == site.strip().casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |•·»–—-")
    return title


def _author(meta: dict[str, str], story: dict[str, Any]) -> str | None:
    stated = as_text(story.get("author")) or meta.get("author") or meta.get("article:author")
    return None if not stated or stated.startswith("http") else _plain(stated)


def _language(tree: Node, story: dict[str, Any]) -> str | None:
    """Return the language of the page, ISO 639-1: "fr" for "fr-FR"."""
    stated = as_text(story.get("inLanguage")) or tree.get("lang") or ""
    code = re.match(r"[a-z]{2}(?![a-z])", stated.strip().lower())
    return code.group() if code else None


def _published_at(tree: Node, meta: dict[str, str], story: dict[str, Any]) -> str | None:
    stated = as_text(story.get("datePublished")) or next(filter(None, map(meta.get, _DATE_NAMES)), None)
    if stated:
        return stated
    marked = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    marked = marked or tree.xpath("//*[@itemprop='datePublished']/@content | //article//header//time/@datetime")
    times = {str(value) for value in tree.xpath("//time/@datetime")}
    return str(marked[0]) if marked else (times.pop() if len(times) == 1 else None)


def _body(tree: Node, story: dict[str, Any]) -> str | None:
    """Return the main text, one line a paragraph; the JSON-LD's own where the page shows none. It takes the tree apart."""
    import trafilatura  # 0.2 s that other formats do not wait for

    etree.strip_elements(tree, *_BESIDE, with_tail=False)
    extracted = trafilatura.bare_extraction(tree, fast=True, include_comments=False)
    text = getattr(extracted, "text", None) or ""
    own = _plain(as_text(story.get("articleBody")) or "")
    return (text if len(text) >= 200 or len(text) >= len(own) else own) or None


def _plain(text: str) -> str:
    """Return the characters of a text that may hold entities or tags."""
    if "<" not in text and "&" not in text:
        return text
    return str(lxml.html.fromstring(f"<div>{text}</div>").text_content()).strip()


def _inner(element: Node) -> str:
    return " ".join(str(element.text_content()).split())
