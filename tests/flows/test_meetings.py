"""An announced visit is followed through later reports of calls between the same people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import articles

Readout = Callable[..., Any]

ANNOUNCED = articles.TUESDAY.replace("selon l’Élysée.", "selon l’Élysée. Le chancelier se rendra à Paris le 20 mars.")
AFTER = articles.record(
    "courrier", "vendredi 22 mars 2024", "2024-03-23", topic="la suite de la visite à Paris"
).replace("selon l’Élysée.", "selon l’Élysée. La visite à Paris a finalement été annulée mardi.")


def states(readout: Readout) -> list[str]:
    return [row["state"] for row in json.loads(readout("sql", "SELECT state FROM follow_ups", "--format", "json").out)]


def test_a_later_report_says_that_a_visit_was_called_off_and_its_correction_that_it_was_not(readout: Readout, tmp_path: Path) -> None:
    readout("ingest", articles.write(tmp_path, "a", ANNOUNCED))
    assert states(readout) == ["open"]
    readout("ingest", articles.write(tmp_path, "b", AFTER))
    assert states(readout) == ["dropped"]
    corrected = AFTER.replace("a finalement été annulée mardi", "a bien eu lieu mercredi")
    readout("ingest", articles.write(tmp_path, "b", corrected))
    assert states(readout) == ["kept"]
