"""Near-duplicate articles: copies of one wire or of one another, whatever their headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from rensa import RMinHash, RMinHashLSH

from transforms.text import fold

SHINGLE_WORDS = 5
MIN_JACCARD = 0.5  # texts that share half of all their shingles
MIN_CONTAINMENT = 0.7  # a shortened copy: this share of the shorter text stands in the longer one
MIN_SHINGLES = 12  # below this a text is too short to be recognised
_PERMUTATIONS, _BANDS, _SEED = 120, 40, 42  # finds a Jaccard of 0.4 with 93 %, of 0.5 with 99.5 %
_CLUSTERS = pl.Schema({"article_id": pl.String, "duplicate_cluster_id": pl.String})
_WORD = re.compile(r"\w+")


def duplicate_clusters(articles: pl.DataFrame, former: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return article_id and duplicate_cluster_id (the smallest article_id of the cluster, null for one that is alone).

    `articles` are ARTICLES, of which the last revision counts; `former` (article_id, duplicate_cluster_id) adds
    clusters that are known already, and their articles to the outcome. Independent of the order of rows.
    """
    current = articles.sort("article_id", "revision").unique("article_id", keep="last", maintain_order=True)
    ids = current["article_id"].to_list()
    texts = [shingles(row) for row in current.select("text", "title_end", "furniture").iter_rows(named=True)]
    edges = [(ids[i], ids[j]) for i, j in _candidates(texts) if _is_copy(texts[i], texts[j])]
    if former is not None:
        known = former.drop_nulls("duplicate_cluster_id").select("article_id", "duplicate_cluster_id")
        edges += list(known.iter_rows())
    every = sorted({*ids, *(end for edge in edges for end in edge)})
    smallest = _smallest_in_cluster(edges)
    return pl.DataFrame([(a, smallest.get(a)) for a in every], schema=_CLUSTERS, orient="row")


def shingles(article: Mapping[str, Any]) -> set[str]:
    """Return the runs of words of the article's body, without headline and furniture."""
    folded, at, parts = fold(article["text"]), article["title_end"] or 0, []
    for span in sorted(article["furniture"] or [], key=lambda s: s["start_char"]):
        parts.append(folded[at : max(at, span["start_char"])])
        at = max(at, span["end_char"])
    words = _WORD.findall(" ".join([*parts, folded[at:]]))
    return {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}


def _candidates(texts: Sequence[set[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of indexes whose MinHash signatures share a band."""
    index = RMinHashLSH(MIN_JACCARD, _PERMUTATIONS, _BANDS)
    for n, text in enumerate(texts):
        if len(text) < MIN_SHINGLES:
            continue
        signature = RMinHash(_PERMUTATIONS, _SEED)
        signature.update(sorted(text))
        for other in index.query(signature):
            yield other, n
        index.insert(n, signature)


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
