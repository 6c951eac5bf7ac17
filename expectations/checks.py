"""What one expectation is: its name, how much it matters, what it means, and the Great Expectations class behind it.

Declared as plain data: reports name every expectation without the seconds that Great Expectations takes to import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Check:
    """One expectation. `kind` is a class of `great_expectations.expectations`, `arguments` its arguments.

    `bounded` names the arguments that come from `seeds/reference/thresholds.csv`.
    """

    name: str
    severity: str  # critical, warning or info
    meaning: str  # one sentence for the maintainer: what holds when it succeeds
    kind: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    bounded: tuple[str, ...] = ()
    of_a_run: bool = False  # about what one run brought; says nothing of a whole warehouse


def unique(name: str, columns: Sequence[str], meaning: str) -> Check:
    """No two rows have the same values in `columns`."""
    if len(columns) == 1:
        return Check(name, "critical", meaning, "ExpectColumnValuesToBeUnique", {"column": columns[0]})
    return Check(name, "critical", meaning, "ExpectCompoundColumnsToBeUnique", {"column_list": list(columns)})


def filled(name: str, severity: str, column: str, meaning: str) -> Check:
    """No null in `column`."""
    return Check(name, severity, meaning, "ExpectColumnValuesToNotBeNull", {"column": column})


def fill_rate(name: str, severity: str, column: str, meaning: str) -> Check:
    """Not null in at least the share of rows that the thresholds state."""
    return Check(name, severity, meaning, "ExpectColumnValuesToNotBeNull", {"column": column}, ("mostly",))


def holds(name: str, severity: str, meaning: str) -> Check:
    """True in the column of the expectation's own name, which the stage's `table` works out."""
    return Check(name, severity, meaning, "ExpectColumnValuesToBeInSet", {"column": name, "value_set": [True]})


def mostly_holds(name: str, severity: str, meaning: str) -> Check:
    """True in at least the share of rows that the thresholds state."""
    return Check(name, severity, meaning, "ExpectColumnValuesToBeInSet", {"column": name, "value_set": [True]}, ("mostly",))


def vocabulary(name: str, severity: str, column: str, words: Sequence[str], meaning: str) -> Check:
    """Only these words in `column`; null is another expectation's business."""
    return Check(name, severity, meaning, "ExpectColumnValuesToBeInSet", {"column": column, "value_set": list(words)})


def at_most(name: str, severity: str, column: str, meaning: str) -> Check:
    """No more in `column` than the thresholds state; null is not judged."""
    return Check(name, severity, meaning, "ExpectColumnValuesToBeBetween", {"column": column}, ("max_value",))


def volume(meaning: str) -> Check:
    """As many rows as the thresholds ask for."""
    return Check("volume", "info", meaning, "ExpectTableRowCountToBeBetween", {}, ("min_value",), of_a_run=True)
