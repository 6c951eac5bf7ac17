"""The index of all calls, column by column: what the lists, charts and filters of every page work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import duckdb
import polars as pl

_EPOCH = date(1970, 1, 1)

Row = dict[str, Any]

FACTUALITIES = ("occurred", "planned", "denied", "unconfirmed")  # as in model.js


def call_index(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return all calls in order of date as columns, and the lists that their numbers point into.

    `from` is the earliest day, counted from 1970-01-01, null when unbounded. What few calls have stands by position: `to` the
    latest day where it is another, `edtf` and `qualifier` where they say more, `high` of a range of durations, `first` the
    source that published before all others, `disputes` the pairs of source and property on which its claim is contradicted.
    """
    calls = con.execute(_CALLS).pl().rows(named=True)
    people = _Numbered(con.execute(_PEOPLE).fetchall())
    topics = _Numbered(con.execute("SELECT topic_id, parent_id, label_fr, label_en FROM topics ORDER BY topic_id").fetchall())
    sources = _Numbered(con.execute(_SOURCES).fetchall())
    places = _Numbered((code,) for code in sorted({code for call in calls for code in call["places"] or []}))
    return {
        "people": people.rows,
        "topics": topics.rows,
        "sources": sources.rows,
        "places": [code for (code,) in places.rows],
        "id": " ".join(call["call_id"] for call in calls),
        "from": [_day(call["date_earliest"]) for call in calls],
        "to": {n: _day(call["date_latest"]) for n, call in enumerate(calls) if call["date_latest"] != call["date_earliest"]},
        "edtf": {n: call["date_edtf"] for n, call in enumerate(calls) if _says_more(call)},
        "factuality": [FACTUALITIES.index(call["factuality"]) for call in calls],
        "who": [people.numbers(call["people"]) for call in calls],
        "initiator": [people.number(call["initiator_id"]) for call in calls],
        "low": [_short(call["duration_minutes_low"]) for call in calls],
        "high": {n: _short(call["duration_minutes_high"]) for n, call in enumerate(calls) if _is_range(call)},
        "qualifier": {n: call["duration_qualifier"] for n, call in enumerate(calls) if call["duration_qualifier"] not in (None, "exact")},
        "topic": [topics.numbers(call["topics"]) for call in calls],
        "place": [places.numbers(call["places"]) for call in calls],
        "source": [sources.numbers(call["sources"]) for call in calls],
        "first": {n: sources.number(call["first_source"]) for n, call in enumerate(calls) if call["first_source"]},
        "reports": [call["report_count"] for call in calls],
        "independent": [call["independent_source_count"] for call in calls],
        "conflicts": [call["conflict_count"] for call in calls],
        "disputes": _disputes(con, {call["call_id"]: n for n, call in enumerate(calls)}, sources),
    }


class _Numbered:
    """Rows that others refer to by position; the first column is the key."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.rows = [list(row) for row in rows]
        self._number = {row[0]: n for n, row in enumerate(self.rows)}

    def number(self, key: str | None) -> int:
        """Return the position of a key, -1 for one that is not there."""
        return self._number.get(key, -1)

    def numbers(self, keys: Iterable[str] | None) -> list[int]:
        """Return the positions of the keys that are there."""
        return [self._number[key] for key in keys or [] if key in self._number]


def _disputes(con: duckdb.DuckDBPyConnection, position: dict[str, int], sources: _Numbered) -> dict[int, list[list[Any]]]:
    found: dict[int, list[list[Any]]] = {}
    for call_id, source_id, name in con.execute(_DISPUTES).fetchall():
        if call_id in position:
            found.setdefault(position[call_id], []).append([sources.number(source_id), name])
    return found


def _day(day: date | None) -> int | None:
    return None if day is None else (day - _EPOCH).days


def _is_range(call: Row) -> bool:
    return call["duration_minutes_high"] is not None and call["duration_minutes_high"] != call["duration_minutes_low"]


def _says_more(call: Row) -> bool:
    """Whether the EDTF text says more than its bounds: anything but one plain day."""
    return call["date_edtf"] is not None and call["date_edtf"] != str(call["date_earliest"])


def _short(minutes: float | None) -> float | int | None:
    return int(minutes) if minutes is not None and minutes.is_integer() else minutes


def statement_parts(con: duckdb.DuckDBPyConnection, characters: int = 900_000) -> list[dict[str, list[Any]]]:
    """Return all statements for the search, the newest calls first, in parts of some `characters` characters.

    Each part has the columns statement, call, article, speaker, text.
    """
    rows = con.execute(_STATEMENTS).pl()
    sizes = rows["text"].str.len_chars() + 90
    part = (sizes.cum_sum() // characters).alias("part")
    return [
        group.drop("part").to_dict(as_series=False)
        for group in rows.with_columns(part).partition_by("part", maintain_order=True)
    ] or [rows.to_dict(as_series=False)]


def people_search(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Return actor_id and aliases (joined by a space) of the people in calls, for the search."""
    return con.execute(_ALIASES).pl()


_CALLS = """
WITH people AS (
    SELECT call_id, list(coalesce(actor_id, name) ORDER BY name) AS people FROM call_participants GROUP BY call_id
),
told AS (
    SELECT r.call_id, a.source_id, min(a.published_at) AS moment, count(*) FILTER (a.published_at IS NULL) AS undated
    FROM call_reports AS r JOIN articles AS a USING (article_id, revision)
    WHERE r.call_id IS NOT NULL
    GROUP BY ALL
),
told_by AS (
    SELECT call_id, list(source_id ORDER BY moment NULLS LAST, source_id) AS sources,
        CASE WHEN count(*) > 1 AND sum(undated) = 0 AND count(*) FILTER (moment = earliest) = 1
            THEN arg_min(source_id, moment) END AS first_source
    FROM (SELECT *, min(moment) OVER (PARTITION BY call_id) AS earliest FROM told)
    GROUP BY call_id
)
SELECT c.*, p.people, t.sources, t.first_source
FROM calls AS c LEFT JOIN people AS p USING (call_id) LEFT JOIN told_by AS t USING (call_id)
ORDER BY coalesce(date_earliest, date_latest) NULLS LAST, date_latest NULLS LAST, call_id
"""

_PEOPLE = """
WITH named AS (
    SELECT coalesce(actor_id, name) AS key, any_value(name) AS name, mode(country_code) AS country_code FROM call_participants GROUP BY 1
    UNION ALL
    SELECT a.actor_id, a.name, a.country_code FROM actors AS a
    SEMI JOIN (SELECT initiator_id AS actor_id FROM calls) USING (actor_id)
    ANTI JOIN call_participants USING (actor_id)
)
FROM named ORDER BY name, key
"""

_SOURCES = """
SELECT source_id, name, country_code, kind, domain, article_count FROM sources
SEMI JOIN (
    SELECT source_id FROM articles SEMI JOIN (FROM call_reports WHERE call_id IS NOT NULL) AS r USING (article_id, revision)
) USING (source_id)
ORDER BY source_id
"""

_DISPUTES = """
SELECT DISTINCT c.call_id, a.source_id, c.property
FROM (SELECT call_id, property, unnest(claim_ids) AS claim_id FROM conflicts) AS c
JOIN claims AS l USING (claim_id)
JOIN call_reports AS r ON r.report_id = l.report_id
JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
ORDER BY ALL
"""

_STATEMENTS = """
SELECT s.statement_id AS statement, s.call_id AS call, r.article_id AS article, s.speaker, s.text
FROM statements AS s JOIN call_reports AS r USING (report_id) JOIN calls AS c ON c.call_id = s.call_id
ORDER BY coalesce(c.date_earliest, c.date_latest) DESC NULLS LAST, s.call_id, r.article_id, s.start_char
"""

_ALIASES = """
SELECT actor_id, array_to_string(aliases, ' ') AS aliases FROM actors
SEMI JOIN call_participants USING (actor_id) WHERE len(aliases) > 0 ORDER BY actor_id
"""
