"""Expectations on the links between relations: no row is left without the row that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks
from expectations.checks import Check

KEY = ("link",)

CHECKS: tuple[Check, ...] = (checks.holds("no_orphan_rows", "critical", "Every row leads to the rows that it names: no orphan."),)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row a link; needs `links`: `link`, such as claims.report_id, and `orphans`, how many rows."""
    return frames["links"].select("link", no_orphan_rows=pl.col("orphans") == 0)
