"""The file of judgements beside the warehouse: one line a verdict, to be reviewed, corrected and removed by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from transforms.judgements import COLUMNS, JudgementError, Line, read_lines


def read_judgements(path: Path) -> pl.DataFrame:
    """Read JUDGEMENTS; raises JudgementError that names file and line for one that cannot be."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return read_lines(csv.DictReader(file))
    except (JudgementError, UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(f"{path} {error}") from None


def append_judgements(path: Path, lines: Iterable[Line]) -> None:
    """Add lines at the end of the file, which is made with its header where there is none."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    with path.open("a", encoding="utf-8", newline="") as file:
        if text and not text.endswith("\n"):
            file.write("\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if not text.strip():
            writer.writeheader()
        writer.writerows(lines)
