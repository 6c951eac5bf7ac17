"""Short ways to write call reports, articles and claims for the tests of resolution."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from transforms import schemas
from transforms.edtf import parse_edtf
from transforms.reference import Reference
from transforms.resolve import Resolution, mentions_of_the_dead, resolve

PAIR = ("Q1", "Q2")


def told(report_id: str, *, people: tuple[str, ...] = PAIR, day: str | None = None, **columns: Any) -> dict[str, Any]:
    """One report in an article of its own, by an outlet of its own; columns of articles may be given as well."""
    days = parse_edtf(day) if day else None
    return {
        "report_id": report_id,
        "article_id": f"a-{report_id}",
        "revision": 1,
        "position": 1,
        "factuality": "occurred",
        "channel": "telephone",
        "date_edtf": day,
        "date_earliest": days.earliest if days else None,
        "date_latest": days.latest if days else None,
        "participants": [{"actor_id": p, "name": p.lower(), "role": "participant"} for p in people],
        "sentence": f"Ils se sont parlé ({report_id}).",
        "source_id": f"outlet-{report_id}",
        **columns,
    }


def lasting(minutes: float, qualifier: str = "exact") -> dict[str, Any]:
    """The columns of a duration."""
    return {"duration_minutes_low": minutes, "duration_minutes_high": minutes, "duration_qualifier": qualifier}


def claim(report_id: str, name: str, value: str, at: int = 0, **columns: Any) -> dict[str, Any]:
    """One claim whose surface is its value."""
    own = {"claim_id": f"c-{report_id}-{name}-{value}-{at}", "surface": value, "start_char": at, "end_char": at + len(value)}
    return {"report_id": report_id, "property": name, "value": value, "qualifier": "exact", "anchor": "none", **own, **columns}


def frames(*rows: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The reports and articles of what `told` writes."""
    reports = schemas.CALL_REPORTS.frame(_only(row, schemas.CALL_REPORTS) for row in rows)
    articles = {row["article_id"]: _only(row, schemas.ARTICLES) for row in rows}
    return reports, schemas.ARTICLES.frame(articles.values())


def resolved(*rows: dict[str, Any], claims: tuple[dict[str, Any], ...] = (), **more: Any) -> Resolution:
    """Resolve reports as `told` writes them."""
    reports, articles = frames(*rows)
    known = more.get("reference")
    mentions = mentions_of_the_dead(articles, known.actors) if known else None
    return resolve(reports, schemas.CLAIMS.frame(claims), articles, **({"reference": None, "mentions": mentions} | more))


def calls_of(found: Resolution) -> list[list[str]]:
    """The reports of each call, sorted."""
    return sorted(found.memberships.group_by("call_id").agg(pl.col("report_id").sort())["report_id"].to_list())


def at(day: date, hour: int = 12) -> datetime:
    """A moment in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _only(row: dict[str, Any], relation: schemas.Relation) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in relation.columns}


def reference(**frames: pl.DataFrame) -> Reference:
    """Reference tables of which only the given ones hold rows."""
    columns = {
        "actors": "actor_id name aliases kind gender country_code born died source verified",
        "offices": "actor_id role titles country_code organisation_id start end source verified",
        "countries": "country_code iso3 name_fr aliases demonyms capital_fr timezone source verified",
        "titles": "title gender role",
        "metonyms": "surface actor_id name country_code kind head",
        "outlets": "source_id name aliases domains country_code kind timezone feed_url",
        "agencies": "agency_id name aliases country_code",
        "topics": "topic_id parent_id label_code label_fr label_en iptc_media_topic",
        "topic_terms": "topic_id term kind",
        "place_terms": "term country_code",
        "crises": "kind topic_id country_codes waged_by terms since until source verified",
        "usual_words": "stem",
    }
    empty = {name: pl.DataFrame(schema=dict.fromkeys(own.split(), pl.String)) for name, own in columns.items()}
    full = {name: pl.concat([empty[name], frame], how="diagonal") for name, frame in frames.items()}
    return Reference(**(empty | full))
