"""What new reports can change: the reports whose calls have to be resolved again."""

from __future__ import annotations

import polars as pl

from transforms.resolve.cluster import link_pairs
from transforms.resolve.features import features
from transforms.resolve.judged import read_judgements


def touched(
    new_reports: pl.DataFrame,
    existing_reports: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    known: pl.DataFrame | None = None,
    statements: pl.DataFrame | None = None,
    follow_ups: pl.DataFrame | None = None,
    judgements: pl.DataFrame | None = None,
    keys: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return report_id of the new reports and of the existing ones that these can touch, sorted.

    These are the reports they link to, directly or through others, and the other reports of the calls of all these
    (`known`: MEMBERSHIPS). Where a report of the same participants counts calls by ordinal or announces a next step
    (`follow_ups`), all calls of these participants are touched. `articles` (text not needed), `statements` and
    `follow_ups` are those of both frames.
    """
    every = pl.concat([existing_reports.join(new_reports, on="report_id", how="anti"), new_reports])
    table = features(every, articles, statements)
    judged = read_judgements(judgements, every, keys).pairs
    found = new_reports.select("report_id")
    frontier = found
    while frontier.height:
        links = link_pairs(table, judged, table.join(frontier, on="report_id", how="semi"))
        ends = pl.concat([links.select(report_id="left"), links.select(report_id="right"), frontier])
        reached = pl.concat([ends, _same_calls(ends, known), _same_people(frontier, table, follow_ups)]).unique()
        frontier = reached.join(found, on="report_id", how="anti")
        found = pl.concat([found, frontier]).unique()
    return found.sort("report_id")


def _same_calls(reports: pl.DataFrame, known: pl.DataFrame | None) -> pl.DataFrame:
    if known is None:
        return reports.clear()
    calls = known.join(reports, on="report_id", how="semi").select("call_id").unique()
    return known.join(calls, on="call_id", how="semi").select("report_id")


def _same_people(reports: pl.DataFrame, table: pl.DataFrame, follow_ups: pl.DataFrame | None) -> pl.DataFrame:
    """All reports of those people of whom a report gives an ordinal or announces what comes next."""
    people = table.with_columns(group=pl.col("people").list.join("|"))
    telling = people.filter(pl.col("ordinal").is_not_null())
    if follow_ups is not None:
        telling = pl.concat([telling, people.join(follow_ups, on="report_id", how="semi")])
    touched_people = people.join(reports, on="report_id", how="semi").select("group").unique()
    concerned = telling.join(touched_people, on="group", how="semi").select("group").unique()
    return people.join(concerned, on="group", how="semi").select("report_id")
