"""Reads the reference tables; the only module that opens `seeds/reference`."""

from __future__ import annotations

import csv
from dataclasses import fields
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import polars as pl

from transforms.reference import Reference


@cache
def read_reference() -> Reference:
    """Read every CSV of `seeds/reference` as text columns, empty cells as null."""
    folder = files("seeds") / "reference"
    frames = {}
    for field in fields(Reference):
        with as_file(folder / f"{field.name}.csv") as path:
            frames[field.name] = _table(path)
    return Reference(**frames)


def _table(path: Path) -> pl.DataFrame:
    """Read a CSV without the threads of Polars, since workers are forked from a process that has read the tables."""
    with path.open(encoding="utf-8", newline="") as lines:
        names, *rows = csv.reader(lines)
    columns = ([cell or None for cell in column] for column in zip(*rows, strict=True))
    return pl.DataFrame([pl.Series(name, column, pl.String) for name, column in zip(names, columns, strict=True)])


@cache
def read_thresholds() -> pl.DataFrame:
    """Read the bounds of the expectations as text columns."""
    with as_file(files("seeds") / "reference" / "thresholds.csv") as path:
        return pl.read_csv(path, infer_schema=False)
