"""The ordinal ledger: "the sixth since ..." orders undated calls, narrows their days, points at calls not reported."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from transforms.languages.fr.scopes import WINDOW, YEAR, scope_class

Row = dict[str, Any]
People = tuple[str, ...]
Days = tuple[date, date]
_DAY = timedelta(days=1)


@dataclass
class Count:
    """The calls of one pair that are counted from one event, and the days of the other calls of that pair that took place."""

    people: People
    scope: str
    counted: list[Row] = field(default_factory=list)
    others: list[Days] = field(default_factory=list)

    @property
    def is_window(self) -> bool:
        """Whether it reaches back from its one call."""
        return self.scope.startswith(WINDOW)


def counts(calls: Iterable[Row], beside: Mapping[People, Sequence[Days]]) -> list[Count]:
    """Return the counts of all pairs of two people; calls as rows with `people` (ids) beside the columns of CALLS.

    `beside` has the days of further calls of a pair, which no ordinal counts. Ordinals without a scope go with the only scope
    that the pair has; with several or none they are a count of their own. A scope that reaches back from the call itself
    ("en quatre jours") counts for that call alone.
    """
    by_pair: dict[People, list[Row]] = defaultdict(list)
    for call in calls:
        if len(call["people"]) == 2 and call["factuality"] != "denied":
            by_pair[tuple(call["people"])].append(call)
    return [count for people, own in sorted(by_pair.items()) for count in _counts_of(people, own, beside.get(people, ()))]


def _counts_of(people: People, calls: Sequence[Row], beside: Sequence[Days]) -> list[Count]:
    by_scope: dict[str, list[Row]] = defaultdict(list)
    for call in calls:
        if call["ordinal"] is not None:
            by_scope[_scope_key(call)].append(call)
    named = [scope for scope in by_scope if scope and not scope.startswith(WINDOW)]
    if len(named) == 1 and "" in by_scope:
        by_scope[named[0]] += by_scope.pop("")
    found = []
    for scope, counted in sorted(by_scope.items()):
        counted.sort(key=_in_order)
        ids = {c["call_id"] for c in counted}
        found.append(Count(people, scope, counted, [*_days(c for c in calls if c["call_id"] not in ids), *beside]))
    return found


def _in_order(call: Row) -> tuple[int, str, str]:
    """By ordinal; of two with one ordinal by day, then by report: ids of calls depend on the order of ingestion."""
    return call["ordinal"], str(call["date_earliest"] or ""), min(call["counting"] or [""])


def _days(calls: Iterable[Row]) -> Iterator[Days]:
    return (
        (c["date_earliest"], c["date_latest"])
        for c in calls
        if c["factuality"] == "occurred" and c["date_earliest"] and c["date_latest"]
    )


def _scope_key(call: Row) -> str:
    """Return the class of the scope; of a year the year as well, of a window the call."""
    scope = scope_class(call["ordinal_scope"]) or ""
    if scope == WINDOW:
        return f"{WINDOW} {call['call_id']}"
    day = call["date_earliest"] or call["date_latest"]
    return f"{YEAR} {day.year if day else ''}" if scope == YEAR else scope


def narrow(count: Count) -> None:
    """Narrow the days of calls by their order, in place: a call lies after those with a lower ordinal.

    Only within calls that are known to be of one scope, and never beyond what their reports say.
    """
    if count.scope in ("", WINDOW) or not _is_consistent(count):
        return
    after: date | None = None
    for call in count.counted:
        if after and call["date_edtf"] is None:
            call["date_earliest"] = max(filter(None, (call["date_earliest"], after + _DAY)))
        after = max(filter(None, (after, call["date_earliest"])), default=None)
    before: date | None = None
    for call in reversed(count.counted):
        if before and call["date_edtf"] is None:
            call["date_latest"] = min(filter(None, (call["date_latest"], before - _DAY)))
        before = min(filter(None, (before, call["date_latest"])), default=None)


def _is_consistent(count: Count) -> bool:
    """Whether each ordinal stands once and the days, where they are known, do not run against the order."""
    ordinals = [c["ordinal"] for c in count.counted]
    return len(set(ordinals)) == len(ordinals) and not _out_of_order(count.counted)


def _out_of_order(counted: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return pairs of calls of which the higher ordinal lies before the lower."""
    return [
        (low, high)
        for i, low in enumerate(counted)
        for high in counted[i + 1 :]
        if low["ordinal"] < high["ordinal"] and low["date_earliest"] and high["date_latest"] and high["date_latest"] < low["date_earliest"]
    ]


def missing_calls(count: Count, start: date | None, settled: Container[str]) -> list[Row]:
    """Return MISSING_CALLS rows of one count, whose calls name under `counting` the reports that give their ordinals.

    An ordinal that no report fills is a missing call, unless a call of the pair without such an ordinal lies in its
    place. `start` is the day from which the scope counts, if that is known: calls after it fill the ordinals before
    the first that is reported. One ordinal for two calls, or ordinals against the order of the days, mean that one of
    them is wrong or that they count from different events.
    """
    rows = [_missing(count, ordinal, low, high) for ordinal, low, high in _gaps(count, start)]
    rows += [_wrong(count, pair) for pair in _doubles(count.counted) + _out_of_order(count.counted)]
    rows += [_wrong(count, pair) for pair in _crowded(count)]
    unique = {row["hypothesis_id"]: row for row in rows}
    for row in unique.values():
        row["status"] = "settled" if row["hypothesis_id"] in settled else "open"
    return list(unique.values())


def _gaps(count: Count, start: date | None) -> list[tuple[int, Row | None, Row]]:
    """Return (ordinal, call before, call after) of ordinals that neither a report nor an uncounted call fills."""
    found = []
    low: Row | None = None
    for high in count.counted:
        first = low["ordinal"] + 1 if low else 1
        since = low["date_latest"] if low else start - _DAY if start else None
        filled = _between(count.others, since, high["date_earliest"])
        found += [(ordinal, low, high) for ordinal in range(first + filled, high["ordinal"])]
        low = high
    return found


def _between(calls: Sequence[Days], since: date | None, until: date | None) -> int:
    if since is None or until is None:
        return 0
    return sum(since < first and last < until for first, last in calls)


def _doubles(counted: Sequence[Row]) -> list[tuple[Row, Row]]:
    return [(a, b) for a, b in pairwise(counted) if a["ordinal"] == b["ordinal"]]


def _crowded(count: Count) -> list[tuple[Row, Row]]:
    """Return neighbours between which more calls are known than their ordinals leave room for."""
    return [
        (a, b)
        for a, b in pairwise(count.counted)
        if 0 < b["ordinal"] - a["ordinal"] <= _between(count.others, a["date_latest"], b["date_earliest"])
    ]


def _missing(count: Count, ordinal: int, low: Row | None, high: Row) -> Row:
    calls = [low, high] if low else [high]
    return _hypothesis(count, ordinal, low["call_id"] if low else None, high["call_id"], "missing_call", calls)


def _wrong(count: Count, pair: tuple[Row, Row]) -> Row:
    low, high = pair
    same_words = low["ordinal_scope"] == high["ordinal_scope"]
    reason = "wrong_ordinal" if same_words or count.scope else "different_scopes"
    return _hypothesis(count, high["ordinal"], None, None, reason, [low, high])


def _hypothesis(count: Count, ordinal: int, after: str | None, before: str | None, reason: str, calls: list[Row]) -> Row:
    scope = next((c["ordinal_scope"] for c in count.counted if c["ordinal_scope"]), None)
    # call ids are no part of the name: they depend on the order of ingestion
    scope_name = f"{scope} {count.counted[0]['date_earliest']}" if count.is_window else count.scope
    key = "|".join((*count.people, scope_name, str(ordinal), reason))
    return {
        "hypothesis_id": "m-" + hashlib.sha256(key.encode()).hexdigest()[:12],
        "participants": list(count.people),
        "scope": scope,
        "ordinal": ordinal,
        "after_call_id": after,
        "before_call_id": before,
        "reason": reason,
        "report_ids": sorted({report_id for call in calls for report_id in call["counting"]}),
    }
