"""A small newsroom of invented dispatches: each call told by several outlets, in two files that two machines may take in."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

LEADERS = (
    "le président français Emmanuel Macron", "le chancelier allemand Olaf Scholz", "le président américain Joe Biden",
    "le premier ministre canadien Justin Trudeau", "le président turc Recep Tayyip Erdogan", "le premier ministre indien Narendra Modi",
)  # fmt: skip
OUTLETS = ("Le Monde", "Le Figaro", "Libération")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
SUBJECTS = ("l’énergie et le commerce", "la situation humanitaire et le cessez-le-feu", "le climat et la migration")


def write_dispatches(folder: Path) -> Path:
    """Write `east.jsonl` and `west.jsonl`: reports of the same calls in both, and every tenth article in both."""
    told = list(_articles())
    east, west = told[::2], told[1::2]
    for name, articles in (("east", east + west[::10]), ("west", west + east[::10])):
        lines = (json.dumps(article, ensure_ascii=False) for article in articles)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _articles() -> list[dict[str, Any]]:
    pairs = list(combinations(LEADERS, 2)) * 3
    return [_article(n, one, other, outlet) for n, (one, other) in enumerate(pairs) for outlet in OUTLETS]


def _article(n: int, one: str, other: str, outlet: str) -> dict[str, Any]:
    """Tell call `n`: the outlets differ in their words and, now and then, in the duration."""
    day = date(2024, 1, 8) + timedelta(days=7 * n)
    minutes = 20 + n + (15 if n % 7 == 0 and outlet == OUTLETS[2] else 0)
    when = f"le {day.day} {MONTHS[day.month - 1]} {day.year}"
    first = {
        OUTLETS[0]: f"{one[0].upper()}{one[1:]} s’est entretenu par téléphone {when} avec {other}.",
        OUTLETS[1]: f"{other[0].upper()}{other[1:]} et {one} ont eu un entretien téléphonique {when}.",
        OUTLETS[2]: f"Un appel a réuni {when} {one} et {other}, qui se sont parlé au téléphone.",
    }[outlet]
    body = f"{first} L’échange a duré {minutes} minutes et a porté sur {SUBJECTS[n % 3]}."
    return {
        "id": f"{outlet}-{n}", "title": f"Entretien du {day.day} {MONTHS[day.month - 1]}", "text": body, "outlet": outlet,
        "published_at": f"{day + timedelta(days=1)}T09:00:00+00:00",
    }  # fmt: skip
