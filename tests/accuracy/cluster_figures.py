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
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "transforms" / "resolve"))
import clusters
import resolution_gold as gold

from transforms.resolve import resolve

UNDECIDABLE = frozenset({"6114592:0"})  # two calls of that pair on that day; the article says no more than "a series of calls"
Row = dict[str, Any]


def main(labels: Path, articles: Path) -> None:
    """Print both figures, without and with the undecidable labels."""
    rows = list(dated_labels(labels, articles))
    for name, call_of in (("labels", from_labels(rows)), ("articles", clusters.calls_of_labels(rows, articles, lambda name: name))):
        for left_out in (UNDECIDABLE, frozenset[str]()):
            counted = [row for row in rows if row["report"] not in left_out]
            figure = clusters.figure(counted, call_of, also_within_articles=False)
            sys.stdout.write(f"from {name}, without {sorted(left_out)}: {told(figure)}\n")


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


def told(found: clusters.Figure) -> str:
    """Return precision, recall and F1 over pairs of labels, with the pairs that are wrong."""
    counted = f"({len(found.right & found.joined)} of {len(found.right)})"
    figures = f"P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f} {counted}"
    return f"{figures}; wrong {sorted(found.joined - found.right)}; missed {sorted(found.right - found.joined)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
