"""Expectations on the reference tables, and the rows that break them: a maintainer's lint of what people typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks
from expectations.checks import Check
from transforms.text import fold

KEY = ("file", "row")

_PROBLEMS = {
    "ids_unique": ("critical", "An id of a reference table stands in one row."),
    "ids_known": ("warning", "An id that a row names stands in the table of such ids."),
    "dates_readable": ("warning", "Days of the reference tables are written YYYY-MM-DD."),
    "dates_in_order": ("warning", "A term begins before it ends, and within the life of its holder."),
    "terms_apart": ("warning", "Two people do not hold one office at once."),
    "names_apart": ("info", "No unverified person bears almost the name of another: one may be the other, misspelt."),
    "names_of_one_row": ("warning", "A name or domain of an outlet, and a term of a topic, stand in one row."),
}
"""Name of an expectation, which a finding has as its problem -> severity, and what holds of every row."""

CHECKS: tuple[Check, ...] = tuple(checks.holds(name, *told) for name, told in _PROBLEMS.items())

_IDS = {"actors": "actor_id", "countries": "country_code", "outlets": "source_id", "agencies": "agency_id", "topics": "topic_id"}
_NAMED = (
    ("offices", "actor_id", "actors", "actor_id"),
    *((name, "country_code", "countries", "country_code") for name in ("actors", "offices", "outlets", "agencies", "place_terms")),
    ("topics", "parent_id", "topics", "topic_id"),
    ("topic_terms", "topic_id", "topics", "topic_id"),
)
"""(table, column, table of the ids, their column); an empty cell names nothing."""

_DAYS = {"offices": ("start", "end"), "actors": ("born", "died")}
_LEAST_NAME_CHARS = 8
"""Shorter names lie too close together for a difference of one letter to mean anything."""

Findings = pl.DataFrame
"""One row a finding: problem (name of the expectation), file, row (line of the CSV, from 2), detail (one line)."""


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row a row of the reference tables, which `frames` holds by name of their file."""
    named = sorted({*_IDS, *_DAYS, *(name for name, *_ in _NAMED)})
    rows = pl.concat(_numbered(frames[name]).select(file=pl.lit(f"{name}.csv"), row=pl.col("row")) for name in named)
    found = findings(frames)
    for check in CHECKS:
        broken = found.filter(pl.col("problem") == check.name).select("file", "row").unique().with_columns(pl.lit(False).alias(check.name))
        rows = rows.join(broken, on=["file", "row"], how="left", maintain_order="left").with_columns(pl.col(check.name).fill_null(True))
    return rows


def findings(frames: Mapping[str, pl.DataFrame]) -> Findings:
    """Every row of the reference tables that breaks an expectation, in the order of the expectations."""
    return pl.concat([
        *(_repeated(name, frames[name], column) for name, column in _IDS.items()),
        *(_unknown(frames, *named) for named in _NAMED),
        *(_unreadable(name, frames[name], column) for name, columns in _DAYS.items() for column in columns),
        *(_reversed(name, frames[name], *columns) for name, columns in _DAYS.items()),
        _outside_life(frames["offices"], frames["actors"]),
        _overlapping(frames["offices"], frames["actors"]),
        _near_names(frames["actors"]),
        _ambiguous("outlets", frames["outlets"], pl.concat_list(_several("name"), _several("aliases"))),
        _ambiguous("outlets", frames["outlets"], _several("domains")),
        _ambiguous("topic_terms", frames["topic_terms"], pl.concat_list(pl.concat_str("topic_id", "term", separator=" "))),
    ])  # fmt: skip


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """With the line of the CSV: the first line holds the names of the columns."""
    return rows.with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64) + 2)


def _found(problem: str, name: str, rows: pl.DataFrame, detail: pl.Expr) -> Findings:
    return rows.select(problem=pl.lit(problem), file=pl.lit(f"{name}.csv"), row=pl.col("row"), detail=detail)


def _repeated(name: str, rows: pl.DataFrame, column: str) -> Findings:
    again = _numbered(rows).filter(pl.col(column).is_duplicated() & ~pl.col(column).is_first_distinct())
    return _found("ids_unique", name, again, pl.format("{} stands in an earlier row", column))


def _unknown(frames: Mapping[str, pl.DataFrame], name: str, column: str, of: str, of_column: str) -> Findings:
    known = frames[of].select(pl.col(of_column).alias(column))
    unknown = _numbered(frames[name]).drop_nulls(column).join(known, on=column, how="anti", maintain_order="left")
    return _found("ids_known", name, unknown, pl.format(f"{column} {{}} is not in {of}.csv", column))


def _day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%Y-%m-%d", strict=False)


def _unreadable(name: str, rows: pl.DataFrame, column: str) -> Findings:
    broken = _numbered(rows).filter(pl.col(column).is_not_null() & _day(column).is_null())
    return _found("dates_readable", name, broken, pl.format(f"{column} {{}} is no day", column))


def _reversed(name: str, rows: pl.DataFrame, first: str, last: str) -> Findings:
    broken = _numbered(rows).filter(_day(first) >= _day(last))
    return _found("dates_in_order", name, broken, pl.format(f"{first} {{}} is not before {last} {{}}", first, last))


def _outside_life(offices: pl.DataFrame, actors: pl.DataFrame) -> Findings:
    lives = actors.select("actor_id", "name", "born", "died").unique("actor_id")
    terms = _numbered(offices).join(lives, on="actor_id", maintain_order="left")
    broken = terms.filter((_day("start") > _day("died")) | (_day("end") < _day("born")))
    days = (pl.col(name).fill_null("?") for name in ("name", "start", "end", "born", "died"))
    return _found("dates_in_order", "offices", broken, pl.format("{} held it from {} to {}, and lived from {} to {}", *days))


def _overlapping(offices: pl.DataFrame, actors: pl.DataFrame) -> Findings:
    """A term that begins before the one before it in the same office ends; one person may hold it twice over."""
    office = ["country_code", "role", "organisation_id"]
    names = actors.select("actor_id", "name").unique("actor_id")
    terms = _numbered(offices).join(names, on="actor_id", how="left", maintain_order="left").drop_nulls("start").sort("start", "row")
    before = [pl.col(name).shift(1).over(office).alias(f"{name}_before") for name in ("actor_id", "name", "end", "row")]
    broken = terms.with_columns(before).filter(
        pl.col("row_before").is_not_null()
        & (_day("start") < _day("end_before").fill_null(date.max))
        & (pl.col("actor_id") != pl.col("actor_id_before"))
    )
    told = pl.format(
        "{} is {} from {}, before the term of {} in row {} ends", pl.col("name").fill_null(pl.col("actor_id")), "role", "start",
        pl.col("name_before").fill_null(pl.col("actor_id_before")), "row_before",
    )  # fmt: skip
    return _found("terms_apart", "offices", broken, told)


def _near_names(actors: pl.DataFrame) -> Findings:
    """Of two people whose names differ by at most one letter the later; two whose ids both stand in their sources are known to be two."""
    import numpy as np
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    people = _numbered(actors).filter((pl.col("kind") == "person") & (pl.col("name").str.len_chars() >= _LEAST_NAME_CHARS))
    names = [fold(name) for name in people["name"]]
    unverified = people.with_row_index("i").filter(pl.col("verified") != "true")
    asked = [names[i] for i in unverified["i"]]
    if not asked:
        return _found("names_apart", "actors", people.clear(), pl.lit(""))
    distances = process.cdist(asked, names, scorer=Levenshtein.distance, score_cutoff=1, dtype=np.uint8)
    near = {tuple(sorted((unverified["i"][int(a)], int(b)))) for a, b in zip(*np.where(distances <= 1), strict=True)}
    rows = [
        {"row": people["row"][later], "name": people["name"][later], "other": people["name"][earlier], "other_row": people["row"][earlier]}
        for earlier, later in sorted(near)
        if earlier != later
    ]
    pairs = pl.DataFrame(rows, schema={"row": pl.Int64, "name": pl.String, "other": pl.String, "other_row": pl.Int64})
    return _found("names_apart", "actors", pairs, pl.format("{} and {} in row {} are almost the same name", "name", "other", "other_row"))


def _several(column: str) -> pl.Expr:
    """The values of a cell, which are parted by |."""
    return pl.col(column).str.split("|").fill_null([])


def _ambiguous(name: str, rows: pl.DataFrame, words: pl.Expr) -> Findings:
    """Rows with a word that stands in an earlier row; capitals make no difference."""
    written = _numbered(rows).with_columns(word=words).explode("word").drop_nulls("word")
    told = written.with_columns(folded=pl.col("word").str.to_lowercase()).unique(["row", "folded"], keep="first", maintain_order=True)
    first = told.unique("folded", keep="first", maintain_order=True).select("folded", first_row="row")
    again = told.filter(~pl.col("folded").is_first_distinct()).join(first, on="folded", maintain_order="left")
    return _found("names_of_one_row", name, again, pl.format("{} stands in row {} too", "word", "first_row"))
