"""Near-duplicate articles: copies of one wire or of one another, whatever their headlines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from rensa import RMinHash

from transforms.text import fold

SHINGLE_WORDS = 5
MIN_JACCARD = 0.5  # texts that share half of all their shingles
MIN_CONTAINMENT = 0.7  # a shortened copy: this share of the shorter text stands in the longer one
MIN_SHINGLES = 12  # below this a text is too short to be recognised
_PERMUTATIONS, _BANDS, _SEED = 120, 40, 42  # finds a Jaccard of 0.4 with 93 %, of 0.5 with 99.5 %
_BAND_TEXTS = "|".join(f"{n} [{', '.join(['%d'] * (_PERMUTATIONS // _BANDS))}]" for n in range(_BANDS))
_CLUSTERS = pl.Schema({"article_id": pl.String, "duplicate_cluster_id": pl.String})
_WORD = re.compile(r"\w+")


def band_keys(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, revision and `band`, one row a MinHash band; one null band for a text too short to be recognised.

    Near-duplicates are sought among the articles that have a band in common.
    """
    texts = [shingles(row) for row in articles.select("text", "title_end", "furniture").iter_rows(named=True)]
    bands = pl.Series("band", [_bands(text) for text in texts], dtype=pl.List(pl.UInt64))
    return articles.select("article_id", "revision").with_columns(bands).explode("band")


def true_copies(pairs: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return those pairs (one, other: article_ids) whose texts are near-duplicates; `articles` holds one text of each."""
    rows = articles.select("article_id", "text", "title_end", "furniture").iter_rows(named=True)
    texts = {row["article_id"]: shingles(row) for row in rows}
    found = [_is_copy(texts[one], texts[other]) for one, other in pairs.select("one", "other").iter_rows()]
    return pairs.filter(pl.Series(found, dtype=pl.Boolean))


def clusters(articles: pl.Series, copies: pl.DataFrame) -> pl.DataFrame:
    """Return article_id and duplicate_cluster_id (the smallest article_id of the cluster, null for one that is alone).

    `copies` (one, other) must hold all pairs of these articles; independent of the order of rows.
    """
    smallest = _smallest_in_cluster(list(copies.select("one", "other").iter_rows()))
    rows = [(article_id, smallest.get(article_id)) for article_id in articles.unique().sort()]
    return pl.DataFrame(rows, schema=_CLUSTERS, orient="row")


def shingles(article: Mapping[str, Any]) -> set[str]:
    """Return the runs of words of the article's body, without headline and furniture."""
    folded, at, parts = fold(article["text"]), article["title_end"] or 0, []
    for span in sorted(article["furniture"] or [], key=lambda s: s["start_char"]):
        parts.append(folded[at : max(at, span["start_char"])])
        at = max(at, span["end_char"])
    words = _WORD.findall(" ".join([*parts, folded[at:]]))
    return set(map(" ".join, zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)))


def _bands(text: set[str]) -> list[int | None]:
    if len(text) < MIN_SHINGLES:
        return [None]
    signature = RMinHash(_PERMUTATIONS, _SEED)
    signature.update(text)
    parts = (_BAND_TEXTS % tuple(signature.digest())).encode().split(b"|")
    return [int.from_bytes(hashlib.blake2b(part, digest_size=8).digest(), "big") for part in parts]


def _is_copy(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    return shared >= MIN_CONTAINMENT * min(len(one), len(other)) or shared >= MIN_JACCARD * len(one | other)


def _smallest_in_cluster(edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for one, other in edges:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {node: root(node) for node in parent}
