"""Who an article is: canonical address, article id, source id. Pure text in, text out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import polars as pl

from transforms.text import fold

_TRACKING = re.compile(
    r"(?:utm|at|mtm|pk|hsa|oly|vero)_.*|xtor|xtref|fbclid|gclid|dclid|msclkid|yclid|igshid|twclid|mc_[ce]id|"
    r"wt_mc|cmpid|ns_(?:mchannel|source|campaign|linkname|fee)|ref_src|__twitter_impression|smid|ocid|outputtype",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"[\W_]+")
_ID_LENGTH = 16  # hex digits: 64 bits, ample for hundreds of millions of articles


def canonical_url(url: str | None) -> str | None:
    """Return one spelling for all addresses of a page, or None for what is not a web address.

    Scheme https, host in lower case without port, no fragment, no tracking parameters, the others sorted; a
    trailing slash is dropped except for the root. "www." is kept: some sites differ without it.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    path = parts.path.rstrip("/") or "/"
    query = parts.query and urlencode(
        sorted((key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True)
               if not _TRACKING.fullmatch(key))
    )
    return f"https://{host}{path}" + (f"?{query}" if query else "")


def normalised_text(text: str) -> str:
    """Return the letters and digits of `text` in one case: equal for texts that differ in spacing and punctuation."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", text)).casefold()


def text_hash(text: str) -> str:
    """SHA-256 of the normalised text, hex."""
    return hashlib.sha256(normalised_text(text).encode()).hexdigest()


def article_id(url: str | None, outlet: str | None, text: str) -> str:
    """Return the id of an article: from its canonical URL, else from outlet and normalised text."""
    key = url if url else f"{fold(outlet or '').strip()}\n{normalised_text(text)}"
    return "a-" + hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


@lru_cache(8192)  # a batch asks for those of all known outlets
def slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


@dataclass(frozen=True)
class Source:
    """An outlet as far as it is known; every field but the id may be unknown."""

    source_id: str
    name: str | None
    timezone: str | None


class Sources:
    """Finds the outlet of an article by stated name or by web address in the outlets table."""

    def __init__(self, outlets: pl.DataFrame) -> None:
        self._by_name: dict[str, Source] = {}
        self._by_domain: dict[str, Source] = {}
        for row in outlets.iter_rows(named=True):
            source = Source(row["source_id"], row["name"], row["timezone"])
            for name in (row["name"], *(row["aliases"] or "").split("|")):
                if slug(name):
                    self._by_name.setdefault(slug(name), source)
            for domain in filter(None, (row["domains"] or "").split("|")):
                self._by_domain.setdefault(domain.strip().lower(), source)
        self._named = lru_cache(maxsize=4096)(lambda name: self._by_name.get(slug(name)))

    def find(self, outlet: str | None, url: str | None, article_id: str) -> Source:
        """Return the known outlet of that name or address, else one named after what is stated.

        Without any statement the article is its own source, `unknown-<article_id>`.
        """
        known = self._named(outlet) if outlet else None
        host = urlsplit(url).hostname if url else None
        if known is None and host:
            known = self._hosted(host)
        if known is not None:
            return known
        if outlet and slug(outlet):
            return Source(slug(outlet), outlet.strip(), None)
        if host:
            return Source(host.removeprefix("www."), None, None)
        return Source(f"unknown-{article_id}", None, None)

    def _hosted(self, host: str) -> Source | None:
        labels = host.split(".")
        return next(
            (found for i in range(len(labels) - 1) if (found := self._by_domain.get(".".join(labels[i:])))), None
        )
