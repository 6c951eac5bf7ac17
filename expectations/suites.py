"""Runs the Great Expectations suite of a stage over its frames, in memory: no files, no network, no telemetry."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from expectations import articles, call_reports, calls, documents, links, outlets, reference, runs
from expectations.checks import Check
from transforms import schemas

STAGES = {
    "documents": documents, "articles": articles, "call_reports": call_reports, "calls": calls,
    "links": links, "runs": runs, "outlets": outlets, "reference": reference,
}  # fmt: skip
"""Stage -> module of its suite: KEY (columns that name a row), CHECKS, and `table(frames, today)`.

A run checks the first four over what it brought in; the others concern a whole warehouse.
"""

_SHOWN_KEYS = 5


def validate(stage: str, frames: Mapping[str, pl.DataFrame], run_id: str, *, today: date, thresholds: pl.DataFrame) -> pl.DataFrame:
    """Return EXPECTATION_RESULTS of one stage.

    `frames` holds, by name of relation, what the stage's `table` asks for; `thresholds` is
    `seeds/reference/thresholds.csv` as text. Raises KeyError for a missing frame or threshold.
    """
    return check(stage, tabulate(stage, frames, today), run_id, thresholds)


def tabulate(stage: str, frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """Return the narrow table that a stage's expectations read: tables of several batches can be put together."""
    table: pl.DataFrame = STAGES[stage].table(frames, today)
    return table


def check(stage: str, table: pl.DataFrame, run_id: str, thresholds: pl.DataFrame) -> pl.DataFrame:
    """Return EXPECTATION_RESULTS of one stage from its table, as `tabulate` gives it; of no rows nothing is checked."""
    return results(stage, outcome(stage, table, thresholds), run_id)


def outcome(stage: str, table: pl.DataFrame, thresholds: pl.DataFrame) -> Any | None:
    """Return what Great Expectations says of a stage's table, as its own object for `results` and Data Docs; null of no rows."""
    if table.is_empty():
        return None
    suite = STAGES[stage]
    rows = table.to_pandas()
    rows.index = table.select(pl.concat_str(suite.KEY, separator=".")).to_series().to_pandas()
    rows.index.name = None  # rows are told by their label; by the name of a column each failing one takes a tenth of a millisecond
    return _run(stage, rows, suite.CHECKS, _bounds(stage, thresholds))


def results(stage: str, found: Any | None, run_id: str) -> pl.DataFrame:
    """Return EXPECTATION_RESULTS from an `outcome`."""
    if found is None:
        return schemas.EXPECTATION_RESULTS.frame()
    by_name = {result["expectation_config"]["meta"]["name"]: result for result in found.to_json_dict()["results"]}
    return _rows(run_id, stage, [_row(declared, by_name[declared.name]) for declared in STAGES[stage].CHECKS])


def _bounds(stage: str, thresholds: pl.DataFrame) -> dict[tuple[str, str], float]:
    """(expectation, argument) -> value."""
    of_stage = thresholds.filter(pl.col("stage") == stage)
    return {(name, argument): float(value) for name, argument, value in of_stage.select("expectation", "argument", "value").iter_rows()}


def _rows(run_id: str, stage: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return schemas.EXPECTATION_RESULTS.frame({"run_id": run_id, "stage": stage, **row} for row in rows)


def start() -> None:
    """Import what checking takes, and make its context."""
    _context()


@cache
def _context() -> Any:
    """One in-memory context a process, without telemetry (switched off before the import reads its settings) and chatter."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _run(stage: str, rows: Any, checks: Sequence[Check], bounds: Mapping[tuple[str, str], float]) -> Any:
    """The ExpectationSuiteValidationResult of a Pandas frame whose labels name its rows."""
    import great_expectations as gx

    source = _context().data_sources.add_or_update_pandas("readout")
    batch = source.add_dataframe_asset(stage).add_batch_definition_whole_dataframe("rows")
    suite = gx.ExpectationSuite(stage, expectations=[_expectation(check, bounds) for check in checks])
    result_format = {"result_format": "SUMMARY", "partial_unexpected_count": _SHOWN_KEYS}
    return batch.get_batch({"dataframe": rows}).validate(suite, result_format=result_format)


def _expectation(check: Check, bounds: Mapping[tuple[str, str], float]) -> Any:
    """The Great Expectations object of a check, with its bounds from the thresholds."""
    import great_expectations.expectations as gxe

    bounded = {name: bounds[check.name, name] for name in check.bounded}
    told = ", ".join(f"{name} {value:g}" for name, value in bounded.items())
    description = f"{check.meaning} ({told})" if told else check.meaning
    return getattr(gxe, check.kind)(
        **check.arguments, **bounded, severity=check.severity, description=description, meta={"name": check.name}
    )


def _row(check: Check, found: Mapping[str, Any]) -> dict[str, Any]:
    result = found["result"]
    return {
        "expectation": check.name,
        "severity": check.severity,
        "success": found["success"],
        "observed": _observed(found),
        "unexpected_count": result.get("unexpected_count"),
    }


def _observed(found: Mapping[str, Any]) -> str | None:
    """The measured value; for a rule on rows how many break it, and the keys of the first of them."""
    result = found["result"]
    if found["exception_info"].get("exception_message"):
        return f"not checked: {found['exception_info']['exception_message']}"
    if "unexpected_count" not in result:
        observed = result.get("observed_value")
        return None if observed is None else f"{observed:g}"
    broken = result.get("partial_unexpected_index_list") or []
    first = ", ".join(map(str, broken))
    told = f"{result['unexpected_count']} of {result['element_count']} rows fail"
    return f"{told}: {first}{', ...' if result['unexpected_count'] > len(broken) else ''}" if first else told
