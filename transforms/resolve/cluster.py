"""Judgements and scores -> groups of reports, one a call. Depends on nothing but the set of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from transforms.resolve.block import candidate_pairs
from transforms.resolve.compare import compare
from transforms.resolve.score import LOOSE_MEAN, MEAN, score

_NEARLY = 0.5  # an undated report that fits two calls nearly as well joins neither
Pair = tuple[str, str]


def link_pairs(table: pl.DataFrame, judged: pl.DataFrame, among: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the scored candidate pairs that are links. `judged` holds left, right, judgement."""
    pairs = candidate_pairs(table, among)
    known = table.get_column("report_id").implode()
    same = judged.filter((pl.col("judgement") == "same") & pl.col("left").is_in(known) & pl.col("right").is_in(known))
    pairs = pl.concat([pairs, same.select("left", "right")]).unique()
    return scored(pairs, table, judged).filter("link")


def cluster(table: pl.DataFrame, judged: pl.DataFrame) -> tuple[list[list[str]], dict[Pair, Mapping[str, Any]]]:
    """Return the groups of report_ids, each sorted, in order; and the scored pairs within linked components."""
    links = link_pairs(table, judged)
    groups: list[list[str]] = []
    linked = components(links.select("left", "right").iter_rows())
    pairs = _pairs_within(linked, table, judged)
    undated = set(table.filter(~pl.col("of_a_day"))["report_id"])
    vague = set(table.filter(~pl.col("exact"))["report_id"])
    for members in linked:
        groups += _agglomerate(members, pairs, undated, vague)
    grouped = {member for group in groups for member in group}
    groups += [[report_id] for report_id in table["report_id"] if report_id not in grouped]
    return sorted(groups), pairs


def components(edges: Iterable[Pair]) -> list[list[str]]:
    """Return the connected components of a graph, each sorted, in order."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        parent[root(one)] = root(other)
    found = defaultdict(list)
    for node in sorted(parent):
        found[root(node)].append(node)
    return sorted(found.values())


def scored(pairs: pl.DataFrame, table: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Return pairs (left, right) with their features, judgement, score, veto and link."""
    return score(compare(pairs, table).join(judged, on=["left", "right"], how="left", maintain_order="left"))


def _pairs_within(linked: list[list[str]], table: pl.DataFrame, judged: pl.DataFrame) -> dict[Pair, Mapping[str, Any]]:
    """Score all pairs within each component, also those that blocking left out: they may forbid what others allow."""
    members = pl.DataFrame(
        [(n, report_id) for n, component in enumerate(linked) for report_id in component],
        schema={"component": pl.Int64, "left": pl.String},
        orient="row",
    )
    pairs = members.join(members.rename({"left": "right"}), on="component").filter(pl.col("left") < pl.col("right"))
    rows = scored(pairs.select("left", "right"), table, judged).iter_rows(named=True)
    return {(row["left"], row["right"]): row for row in rows}


def _agglomerate(members: list[str], pairs: Mapping[Pair, Mapping[str, Any]], undated: set[str], vague: set[str]) -> list[list[str]]:
    """Join groups from the strongest link down where they agree on the whole; then undated reports; then what is judged.

    Calls that were put off and judgements come last, so that they join calls with all their reports.
    """
    links = [pair for pair in _ordered(members, pairs) if pairs[pair]["link"]]
    judged = [pair for pair in links if pairs[pair]["judgement"] == "same"]
    moved = [pair for pair in links if pair not in judged and pairs[pair]["date"] == "moved"]
    found = [pair for pair in links if pair not in judged and pair not in moved]
    slips = [pair for pair in found if pairs[pair]["date"] == "next_day" and pairs[pair]["topics"] == "of_next_days"]
    firm = [pair for pair in found if undated.isdisjoint(pair) and pair not in slips]
    loose = [pair for pair in found if not undated.isdisjoint(pair)]
    doubtful = _ambiguous(firm + loose, pairs, vague)
    group_of = {member: [member] for member in members}
    for one, other in [pair for pair in firm + slips + loose if doubtful.isdisjoint(pair)] + moved + judged:
        left, right = group_of[one], group_of[other]
        slip = (one, other) in slips
        if slip and not _is_slip(pairs[one, other], left, right):
            continue
        loosely = not undated.isdisjoint((one, other)) and (one, other) not in judged
        if loosely and not (undated.issuperset(left) or undated.issuperset(right)):
            continue  # what does not say its day joins no calls of two days
        if left is not right and _agree(left, right, pairs, LOOSE_MEAN if loosely or slip else MEAN, whole=(one, other) in moved):
            left += right
            group_of |= dict.fromkeys(right, left)
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def _is_slip(pair: Mapping[str, Any], left: list[str], right: list[str]) -> bool:
    """Whether of two groups of neighbouring days one is a lone report with a wrong day.

    Its weekday or its source says so, or two reports and more that have the other day.
    """
    said = pair["weekday"] == "of_the_other_day" or pair["disclosed"] == "by_one"
    return min(len(left), len(right)) == 1 and (said or max(len(left), len(right)) > 1)


def _ordered(members: list[str], pairs: Mapping[Pair, Mapping[str, Any]]) -> list[Pair]:
    own = [(one, other) for i, one in enumerate(members) for other in members[i + 1 :]]
    return sorted(own, key=lambda pair: (-pairs[pair]["score"], pair))


def _agree(left: list[str], right: list[str], pairs: Mapping[Pair, Mapping[str, Any]], least: float, whole: bool = False) -> bool:
    """Whether no pair across two groups is forbidden and their mean score is at `least` that; `whole` groups need no mean."""
    across = [pairs[min(a, b), max(a, b)] for a in left for b in right]
    if any(pair["judgement"] == "same" for pair in across):
        return not any(pair["judgement"] == "different" for pair in across)
    if any(pair["veto"] for pair in across):
        return False
    return whole or sum(pair["score"] for pair in across) / len(across) >= least


def _ambiguous(links: list[Pair], pairs: Mapping[Pair, Mapping[str, Any]], vague: set[str]) -> set[str]:
    """Reports without an exact day whose best links lead to two reports that cannot be of one call."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, other in links:
        for report_id, partner in ((one, other), (other, one)):
            if report_id in vague:
                found[report_id].append((pairs[one, other]["score"], partner))
    doubtful = set()
    for report_id, partners in found.items():
        top = max(partners)[0]
        rivals = sorted(partner for points, partner in partners if points > top - _NEARLY)
        if any(pairs[a, b]["veto"] for i, a in enumerate(rivals) for b in rivals[i + 1 :]):
            doubtful.add(report_id)
    return doubtful
