"""Names of things: call ids that last, aliases for those that ended, report keys that judgements hang on."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from transforms import schemas
from transforms.identity import normalised_text

_KEY_LENGTH = 16


def report_keys(reports: pl.DataFrame) -> pl.DataFrame:
    """Return report_id and `key`: article and evidence sentence, which survive re-extraction, revision and merging.

    Reports of one article that share their first sentence are told apart by their order.
    """
    seen = Counter[str]()
    rows = []
    columns = ["report_id", "article_id", "sentence", "revision", "position"]
    for report_id, article_id, sentence, revision, _ in reports.select(columns).sort("article_id", "revision", "position").iter_rows():
        key = f"{article_id}:{_digest(normalised_text(sentence or ''))}"
        place = f"{key}|{revision}"
        seen[place] += 1
        rows.append((report_id, key if seen[place] == 1 else f"{key}:{seen[place]}"))
    return pl.DataFrame(rows, schema={"report_id": pl.String, "key": pl.String}, orient="row")


def follow_up_keys(follow_ups: pl.DataFrame) -> pl.DataFrame:
    """Return follow_up_id, report_id and `key`, article and announcing text, of rows with these, article_id and surface."""
    rows = follow_ups.select("follow_up_id", "report_id", "article_id", "surface").iter_rows()
    keyed = [(step, report, f"{article}:next-{_digest(normalised_text(surface or ''))}") for step, report, article, surface in rows]
    return pl.DataFrame(keyed, schema=dict.fromkeys(("follow_up_id", "report_id", "key"), pl.String()), orient="row")


def name_calls(groups: Sequence[Sequence[str]], known: Mapping[str, str]) -> list[str]:
    """Return one call id a group of report_ids, in order.

    A group keeps the known id that most of its reports have, the smallest in a tie; an id that two groups claim goes to
    the one with more of its reports. A new id is minted from the smallest report_id, or from all of them where ids end.
    """
    claims = []
    for n, group in enumerate(groups):
        held = Counter(known[report_id] for report_id in group if report_id in known)
        minted = _minted(min(group))  # where a merger is undone, each call gets its own id back
        claims += [(-count, call_id, call_id != minted, min(group), n) for call_id, count in held.items()]
    named: dict[int, str] = {}
    taken: set[str] = set()
    for _, call_id, _, _, n in sorted(claims):
        if n not in named and call_id not in taken:
            named[n] = call_id
            taken.add(call_id)
    taken |= set(known.values())
    for n, group in enumerate(groups):
        if n not in named:
            named[n] = _mint(sorted(group), taken)
            taken.add(named[n])
    return [named[n] for n in range(len(groups))]


def aliases(
    groups: Sequence[Sequence[str]], names: Sequence[str], known: Mapping[str, str], judged: bool, run_id: str | None
) -> pl.DataFrame:
    """Return CALL_ALIASES of the known ids that no group bears any more, each to the call with most of its reports."""
    heirs: dict[str, Counter[str]] = defaultdict(Counter)
    for group, call_id in zip(groups, names, strict=True):
        for report_id in group:
            if report_id in known:
                heirs[known[report_id]][call_id] += 1
    living = set(names)
    rows = []
    for old, found in sorted(heirs.items()):
        if old not in living:
            heir = min(found, key=lambda call_id, found=found: (-found[call_id], call_id))  # type: ignore[misc]
            reason = "split" if len(found) > 1 else "judgement" if judged else "merged"
            rows.append({"old_call_id": old, "call_id": heir, "reason": reason, "run_id": run_id})
    return schemas.CALL_ALIASES.frame(rows)


def _mint(group: Sequence[str], taken: set[str]) -> str:
    call_id = _minted(group[0])
    attempt = 0
    while call_id in taken:
        attempt += 1
        call_id = _minted("|".join(group) + "#" * attempt)
    return call_id


def _minted(text: str) -> str:
    return f"c-{_digest(text)[:12]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_LENGTH]
