"""Articles that tests of judgements and history take in: one record each, about calls of two leaders."""

from __future__ import annotations

import json
from pathlib import Path

_TOLD = (
    "Le président français Emmanuel Macron et le chancelier Olaf Scholz se sont entretenus par téléphone {day}{length}. "
    "L’échange a porté sur {topic}, selon l’Élysée."
)


def record(name: str, day: str, published: str, *, length: str = "", topic: str = "le climat", text: str = "") -> str:
    """One article of an outlet of its own about the call of a day, as a line of a JSON-lines file."""
    told = text or _TOLD.format(day=day, length=length, topic=topic)
    fields = {"id": name, "url": f"https://{name}.example/article", "outlet": name.title(), "published_at": published, "text": told}
    return json.dumps(fields, ensure_ascii=False)


def write(folder: Path, name: str, *records: str) -> Path:
    """Write records as one JSON-lines file."""
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(records) + "\n", encoding="utf-8")
    return path


TUESDAY = record("tribune", "mardi 12 mars 2024", "2024-03-13", length=" pendant vingt minutes")
WEDNESDAY = record("courrier", "mercredi 13 mars 2024", "2024-03-14", length=" durant quarante minutes", topic="le commerce")
SAME_TUESDAY = record("gazette", "mardi 12 mars 2024", "2024-03-13", topic="l’énergie")
