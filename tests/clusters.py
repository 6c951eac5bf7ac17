"""Labels that stand for reports against the calls of a warehouse: each label's call, and pairwise precision, recall and F1.

A label is a row with `report`, `article`, `call` and, where known, `date`; see `tests/transforms/resolve/resolution_gold.py`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse.connect import open_read

Row = Mapping[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Figure:
    """How many pairs of labels are of one call, are joined, and are both; which are joined wrongly or missed."""

    right: frozenset[Pair]
    joined: frozenset[Pair]

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are of one call."""
        return len(self.right & self.joined) / max(1, len(self.joined))

    @property
    def recall(self) -> float:
        """Share of the pairs of one call that are joined."""
        return len(self.right & self.joined) / max(1, len(self.right))

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


def figure(rows: Sequence[Row], call_of: Mapping[str, str], *, also_within_articles: bool) -> Figure:
    """Compare labels with the call of each; a label without one is in no call."""
    pairs = [(a, b) for a, b in combinations(rows, 2) if also_within_articles or a["article"] != b["article"]]
    right = frozenset((a["report"], b["report"]) for a, b in pairs if a["call"] == b["call"])
    calls = [(a["report"], b["report"], call_of.get(a["report"]), call_of.get(b["report"])) for a, b in pairs]
    return Figure(right, frozenset((a, b) for a, b, one, other in calls if one is not None and one == other))


def calls_of_labels(rows: Sequence[Row], articles: Path, key_of: Callable[[str], str]) -> dict[str, str]:
    """Return the call of each label that has a report of its own in its article when `articles` are ingested.

    Its report has two of its people (`key_of` gives the id or name that reports know them by), and its day if any has; of
    several the one whose sentence holds its `evidence`, of these the one of its `time_of_day`, where the row has them; else the first.
    """
    with tempfile.TemporaryDirectory() as folder:
        tell([articles], Settings(Path(folder) / "w.duckdb"), Quiet())
        with open_read(Path(folder) / "w.duckdb") as con:
            reports = con.execute(_REPORTS).fetchall()
    fitting = []
    for row in rows:
        people = set(map(key_of, row["participants"]))
        for report in reports:
            shared = people & {key for pair in report[2] for key in pair.values()}
            if report[0] == row["article"] and len(shared) >= min(2, len(people)):
                elsewhere = not _holds(report[5], row.get("evidence") or "")
                differs = report[3] != (row.get("date") or ""), -len(shared), elsewhere, report[7] != row.get("time_of_day", report[7])
                fitting.append((differs, row["report"], report[6], report[4], report[1]))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, label, _, report_id, call_id in sorted(fitting):
        if label not in found and report_id not in taken:
            found[label] = call_id
            taken.add(report_id)
    return found


def _holds(sentence: str, evidence: str) -> bool:
    return evidence in sentence or sentence in evidence


_REPORTS = """
SELECT a.external_id, r.call_id, [{'id': p.actor_id, 'name': p.name} for p in r.participants], coalesce(r.date_edtf, ''), r.report_id,
    r.sentence, r.position, r.time_of_day
FROM call_reports AS r JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
WHERE r.retracted_run_id IS NULL
"""
