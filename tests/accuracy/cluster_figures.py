"""Prints pairwise precision, recall and F1 of calls against labelled articles: from the labels, and from the articles.

`python tests/accuracy/cluster_figures.py GOLD ARTICLES`. Labels of one set of participants on one stated day are one call;
labels without a day are left out. A pair is two labels of different articles. From the labels: each label stands for its
report, so that only resolution is measured. From the articles: what ingestion makes of them, each label found again by its
participants in its article; a label without a report is in no call. A label that is named as undecidable is left out of the
first figure and belongs to the one call of its day in the second.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "transforms" / "resolve"))
import resolution_gold as gold

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from transforms.resolve import resolve
from warehouse.connect import open_read

UNDECIDABLE = frozenset({"6114592:0"})  # two calls of that pair on that day; the article says no more than "a series of calls"
Row = dict[str, Any]


def main(labels: Path, articles: Path) -> None:
    """Print both figures, without and with the undecidable labels."""
    rows = list(dated_labels(labels, articles))
    for name, call_of in (("labels", from_labels(rows)), ("articles", from_articles(rows, articles))):
        for left_out in (UNDECIDABLE, frozenset[str]()):
            sys.stdout.write(f"from {name}, without {sorted(left_out)}: {figure([r for r in rows if r['report'] not in left_out], call_of)}\n")


def dated_labels(labels: Path, articles: Path) -> Iterator[Row]:
    """Yield each label with a day as a row of the gold reports of `tests/golden/resolution`."""
    about = {row["id"]: row for row in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    for document in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        article = about[document["id"]]
        for number, call in enumerate(document["calls"]):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", call["date"] or ""):
                yield _row(article, call, number)


def _row(article: Mapping[str, Any], call: Mapping[str, Any], number: int) -> Row:
    row = {
        "report": f"{article['id']}:{number}", "article": article["id"], "outlet": article.get("outlet") or article["id"],
        "published_at": article.get("published_at"), "participants": call["participants"], "date": call["date"],
        "duration_minutes": call["duration_minutes"], "duration_qualifier": "exact" if call["duration_minutes"] else None,
        "ordinal": call["ordinal"], "channel": call["channel"], "factuality": call["factuality"], "topics": call["topics"],
        "call": f"{sorted(call['participants'])} {call['date']}",
    }  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def from_labels(rows: list[Row]) -> dict[str, str]:
    """Return the call of each label when labels are resolved as if they were reports."""
    frames = gold.frames(rows)
    found = resolve(frames["reports"], frames["claims"], frames["articles"], reference=None, statements=frames["statements"])
    return dict(found.memberships.select("report_id", "call_id").iter_rows())


def from_articles(rows: list[Row], articles: Path) -> dict[str, str]:
    """Return the call of each label that has a report of its own in its article: of the same people, of that day if any."""
    with tempfile.TemporaryDirectory() as folder:
        tell([articles], Settings(Path(folder) / "w.duckdb"), Quiet())
        with open_read(Path(folder) / "w.duckdb") as con:
            reports = con.execute(_REPORTS).fetchall()
    fitting = [
        (report[3] != row["date"], -len(shared), row["report"], report)
        for row in rows
        for report in reports
        if report[0] == row["article"] and len(shared := set(report[2]) & set(row["participants"])) >= min(2, len(row["participants"]))
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, label, report in sorted(fitting):
        if label not in found and report[4] not in taken:
            found[label] = report[1]
            taken.add(report[4])
    return found


_REPORTS = """
SELECT a.external_id, r.call_id, [p.name for p in r.participants], coalesce(r.date_edtf, ''), r.report_id
FROM call_reports AS r JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
WHERE r.retracted_run_id IS NULL
"""


def figure(rows: list[Row], call_of: Mapping[str, str]) -> str:
    """Return precision, recall and F1 over pairs of labels, with the pairs that are wrong."""
    pairs = [(a, b) for a, b in combinations(rows, 2) if a["article"] != b["article"]]
    right = {(a["report"], b["report"]) for a, b in pairs if a["call"] == b["call"]}
    joined = {(a["report"], b["report"]) for a, b in pairs if _same(call_of.get(a["report"]), call_of.get(b["report"]))}
    hits = len(right & joined)
    precision, recall = hits / max(1, len(joined)), hits / max(1, len(right))
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({hits} of {len(right)}); wrong {sorted(joined - right)}; missed {sorted(right - joined)}"


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
