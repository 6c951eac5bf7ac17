"""Writes the table of weights in `docs/resolution.md` from `transforms.resolve.score`: `python docs/weights_table.py`."""

from __future__ import annotations

import re
from pathlib import Path

from transforms.resolve.score import LINK, MEAN, VETO, WEIGHTS

PAGE = Path(__file__).with_name("resolution.md")
_MARKED = re.compile(r"(<!-- weights -->\n).*?(<!-- end of weights -->)", re.DOTALL)


def table() -> str:
    """Return the declared weights as a table, one row a feature."""
    rows = ["| feature | what a pair is, and what that adds |", "|---|---|"]
    for feature, weights in WEIGHTS.items():
        if weights:
            told = ", ".join(f"{value.replace('_', ' ')} {_points(weight)}" for value, weight in weights.items())
            rows.append(f"| {feature.replace('_', ' ')} | {told} |")
    rows.append(f"\nA link needs {LINK:g} points and evidence; two groups of reports join at a mean of {MEAN:g} over all their pairs.")
    return "\n".join(rows)


def page() -> str:
    """Return the page with the table as the weights are now."""
    return _MARKED.sub(lambda marks: f"{marks[1]}{table()}\n{marks[2]}", PAGE.read_text(encoding="utf-8"))


def _points(weight: float) -> str:
    return "**never**" if weight <= VETO else "**always**" if weight >= -VETO else f"{weight:+g}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
