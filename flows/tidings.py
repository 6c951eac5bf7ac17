"""What an operator is told of a run: its figures, and the calls it added, as markdown in which articles cannot put markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from flows.inbox import Pass
from warehouse.connect import open_read

MOST_CALLS = 100


def summary_row(done: Pass) -> dict[str, Any]:
    """Return the figures of a pass under the names of its columns."""
    counts = done.ingested.counts
    return {
        "files done": done.done,
        "files rejected": len({row["path"] for row in done.rejected}),
        "not complete yet": done.unfinished,
        "articles new or changed": counts["articles"],
        "articles known": counts["unchanged"],
        "reports": counts["reports"],
        "calls new": counts["calls_new"],
        "calls changed": counts["calls_changed"],
        "expectations failed": ", ".join(f"{n} {severity}" for severity, n in sorted(done.ingested.failed_expectations.items())) or "none",
        "runs": ", ".join(done.ingested.run_ids),
    }


def new_calls(warehouse: Path, run_ids: Sequence[str]) -> pl.DataFrame:
    """Return the calls whose first version one of the runs wrote, newest day first."""
    with open_read(warehouse) as con:
        return con.execute(_NEW_CALLS, {"runs": list(run_ids)}).pl()


_NEW_CALLS = """
SELECT call_id, date_edtf, factuality, participants, duration_minutes_low, duration_minutes_high, source_count
FROM calls
WHERE list_contains($runs, (SELECT arg_min(v.from_run_id, v.rowid) FROM store.call_versions AS v WHERE v.call_id = calls.call_id))
ORDER BY date_latest DESC NULLS LAST, call_id
"""


def new_calls_markdown(calls: pl.DataFrame) -> str:
    """Return the calls as a markdown table."""
    if calls.is_empty():
        return "No new calls.\n"
    lines = ["| call | day | status | participants | minutes | sources |", "|---|---|---|---|---|---|"]
    lines += [_line(call) for call in calls.head(MOST_CALLS).iter_rows(named=True)]
    more = calls.height - MOST_CALLS
    return "\n".join(lines) + "\n" + (f"\nand {more} more\n" if more > 0 else "")


def _line(call: dict[str, Any]) -> str:
    low, high = call["duration_minutes_low"], call["duration_minutes_high"]
    minutes = "" if low is None else f"{low:g}" if low == high else f"{low:g} to {high:g}"
    people = ", ".join(call["participants"])
    cells = (call["call_id"], call["date_edtf"] or "unknown", call["factuality"], people, minutes, str(call["source_count"]))
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: str) -> str:
    """Return a text of an article as markdown that shows just its characters: what could be markup is a character reference."""
    return re.sub(r"[^\w ,.'’-]|_", lambda found: f"&#{ord(found[0])};", " ".join(text.split()))
