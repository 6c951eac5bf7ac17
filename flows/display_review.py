"""What waits for a verdict as the user sees it, with the command that settles each case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from flows.display import console, safe

if TYPE_CHECKING:
    from flows.judging import Review

Row = Mapping[str, Any]


def review_sheet(waiting: Review) -> None:
    """Print doubtful pairs with both sides' evidence, open hypotheses, judgements whose evidence is gone, and overdue steps."""
    shown = console(wrap=False)
    for number, pair in enumerate(waiting.pairs, 1):
        _print_pair(shown, number, pair)
    for row in waiting.hypotheses.iter_rows(named=True):
        scope = f" {row['scope']}" if row["scope"] else ""
        question = f"{', '.join(row['participants'])}: call {row['ordinal']}{scope}, {row['reason'].replace('_', ' ')}?"
        shown.print(Text(safe(question), style="bold"))
        shown.print(f"  readout judge hypothesis {row['hypothesis_id']} {row['reason']} --why TEXT\n")
    for row in waiting.stale.iter_rows(named=True):
        shown.print(Text(safe(f"stale: {row['kind']} {row['verdict']} {row['value'] or ''} on {row['left_key']} ({row['reason']})")))
    for row in waiting.overdue.iter_rows(named=True):
        due = f"{row['kind']}{' ' + row['date_edtf'] if row['date_edtf'] else ''}{' in ' + row['place'] if row['place'] else ''}"
        shown.print(Text(safe(f"overdue: {due}, announced with {row['call_id']}: {' '.join(row['surface'].split())}")))
        shown.print(f"  readout judge follow-up {row['follow_up_id']} kept|moved|dropped --why TEXT\n", markup=False)
    if waiting.overdue.is_empty() and not waiting.pairs and waiting.hypotheses.is_empty() and waiting.stale.is_empty():
        shown.print("nothing to judge")


def _print_pair(shown: Console, number: int, pair: Row) -> None:
    state = "one call now" if pair["joined"] else "two calls now"
    shown.print(Text(f"{number}. score {pair['score']:g}, {state}, matters {pair['matter']:g}", style="bold"))
    for side in ("left", "right"):
        told = pair[side]
        published = f", {told['published_on']}" if told["published_on"] else ""
        date = told["date_edtf"] or "undated"
        source = f"{told['outlet'] or 'unknown outlet'}{published}"
        shown.print(Text(safe(f"  {told['call_id']}  {', '.join(told['participants'])}, {date}  ({source})")))
        shown.print(Text(safe(f"    {' '.join(told['sentence'].split())}")))
    parts = json.loads(pair["explanation"])["features"]
    shown.print(Text("  " + ", ".join(f"{part['feature']} {part['value']} {part['weight']:+g}" for part in parts if part["weight"])))
    name = "report_id" if pair["joined"] else "call_id"
    for verdict in ("same", "different"):
        shown.print(f"  readout judge {verdict} {pair['left'][name]} {pair['right'][name]} --why TEXT")
    shown.print()
