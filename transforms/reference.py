"""The reference tables as frames; `flows.reference` reads them from `seeds/reference`, everything else takes them as an argument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Reference:
    """One frame a CSV of `seeds/reference`; every column is text, empty cells are null."""

    actors: pl.DataFrame  # actor_id, name, aliases, kind, gender, country_code, born, died, source, verified
    offices: pl.DataFrame  # actor_id, role, titles, country_code, organisation_id, start, end, source, verified
    countries: pl.DataFrame  # country_code, iso3, name_fr, aliases, demonyms, capital_fr, timezone, source, verified
    titles: pl.DataFrame  # title, gender, role
    metonyms: pl.DataFrame  # surface, actor_id, name, country_code, kind, head (role of whoever an institution stands for)
    outlets: pl.DataFrame  # source_id, name, aliases, domains, country_code, kind, timezone, feed_url
    agencies: pl.DataFrame  # agency_id, name, aliases, country_code
    topics: pl.DataFrame  # topic_id, parent_id, label_code, label_fr, label_en, iptc_media_topic
    topic_terms: pl.DataFrame  # topic_id, term, kind
    place_terms: pl.DataFrame  # term, country_code: regions and towns
    crises: pl.DataFrame  # kind, topic_id, country_codes, waged_by, terms, since, until, source, verified
    usual_words: pl.DataFrame  # stem


def cells(table: pl.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of these columns, row by row: text, or None for an empty one.

    Unlike `select` it is no work for the threads of Polars: workers are forked from a process that has read the tables.
    """
    return zip(*(table[column] for column in columns), strict=True)
