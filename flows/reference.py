"""Reads the reference tables; the only module that opens `seeds/reference`."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.resources import as_file, files

import polars as pl

from transforms.reference import Reference


@cache
def read_reference() -> Reference:
    """Read every CSV of `seeds/reference` as text columns, empty cells as null."""
    folder = files("seeds") / "reference"
    frames = {}
    for field in fields(Reference):
        with as_file(folder / f"{field.name}.csv") as path:
            frames[field.name] = pl.read_csv(path, infer_schema=False)
    return Reference(**frames)


@cache
def read_thresholds() -> pl.DataFrame:
    """Read the bounds of the expectations as text columns."""
    with as_file(files("seeds") / "reference" / "thresholds.csv") as path:
        return pl.read_csv(path, infer_schema=False)
