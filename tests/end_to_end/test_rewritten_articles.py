"""The five articles rewritten at run time: other people, countries, days and figures; the rewritten facts come out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Longer phrases first: "Vladimir Poutine" before "Poutine".
WORDS = {
    "Vladimir Poutine": "Recep Tayyip Erdogan", "Donald Trump": "Emmanuel Macron", "Poutine": "Erdogan", "Putin": "Erdogan",
    "Trump": "Macron", "le Kremlin": "la présidence turque", "du Kremlin": "de la présidence turque",
    "la Maison-Blanche": "l’Élysée", "la Maison Blanche": "l’Élysée", "russo-américain": "franco-turc",
    "président russe": "président turc", "président américain": "président français", "Moscou": "Ankara", "Washington": "Paris",
    "La Russie": "La Turquie", "la Russie": "la Turquie", "les États-Unis": "la France", "Les États-Unis": "La France",
    "président russe et américain": "président turc et français", "russe": "turc", "américain": "français",
    "50 minutes": "35 minutes", "90 minutes": "120 minutes", "près d’une heure et demie": "près de deux heures",
    "environ une heure": "environ 40 minutes", "quatrième": "septième", "sixième": "neuvième",
    "14 juin 2025": "9 mars 2024", "16 octobre 2025": "18 avril 2024", "17 oct. 2025": "19 avr. 2024", "janvier 2025": "mai 2022",
}  # fmt: skip
_PATTERN = re.compile("|".join(re.escape(phrase) for phrase in sorted(WORDS, key=len, reverse=True)))


def rewritten(text: str, seed: int) -> str:
    """Return the text with other facts, its paragraphs after the first two in another order."""
    lines = _PATTERN.sub(lambda found: WORDS[found[0]], text).split("\n")
    head, tail = lines[:4], lines[4:-2]
    random.Random(seed).shuffle(tail)
    return "\n".join(head + tail + lines[-2:])


@pytest.fixture(scope="module")
def calls(shared: Path, tmp_path_factory: pytest.TempPathFactory, new_warehouse: Callable[[], Any]) -> dict[str, dict[str, Any]]:
    """The call of each rewritten article."""
    folder = tmp_path_factory.mktemp("rewritten")
    for seed, file in enumerate(sorted((shared / "articles").glob("*.txt"))):
        (folder / file.name).write_text(rewritten(file.read_text(encoding="utf-8"), seed), encoding="utf-8")
    warehouse = new_warehouse()
    warehouse.ingest(folder)
    return {name[:3]: call for name, call in warehouse.calls_of().items()}


def test_other_people(calls: dict[str, Any]) -> None:
    assert sorted(calls) == ["000", "001", "002", "003", "004"]
    assert {tuple(call["participants"]) for call in calls.values()} == {("Emmanuel Macron", "Recep Tayyip Erdogan")}
    assert {(call["factuality"], call["channel"]) for call in calls.values()} == {("occurred", "telephone")}


def test_other_days(calls: dict[str, Any]) -> None:
    assert calls["000"]["call_id"] == calls["001"]["call_id"]
    assert calls["000"]["date_edtf"] == "2024-03-09"
    assert calls["004"]["date_edtf"] == "2024-04-17"
    assert (calls["002"]["date_edtf"], calls["002"]["weekday"]) == (None, 4)
    assert (calls["003"]["date_edtf"], calls["003"]["weekday"]) == (None, 3)


def test_other_figures(calls: dict[str, Any]) -> None:
    lengths = {number: call["duration_minutes_low"] for number, call in calls.items()}
    assert lengths == {"000": 35, "001": 35, "002": 40, "003": 120, "004": None}
    assert {number: calls[number]["ordinal"] for number in ("001", "002", "003")} == {"001": 7, "002": 9, "003": 1}
