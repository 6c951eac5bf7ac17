"""Invented articles for the soak tests: calls told by several outlets, articles without a call, and broken files."""

from __future__ import annotations

import json
from pathlib import Path

PAIRS = (
    ("Le président français Emmanuel Macron", "le chancelier allemand Olaf Scholz", "l’Élysée"),
    ("Le président américain Donald Trump", "le président turc Recep Tayyip Erdogan", "la Maison Blanche"),
    ("Le Premier ministre britannique Keir Starmer", "la présidente du Conseil italien Giorgia Meloni", "Downing Street"),
)
PEOPLE = ("Emmanuel Macron", "Olaf Scholz", "Donald Trump", "Recep Tayyip Erdogan", "Keir Starmer", "Giorgia Meloni")
TOPICS = ("l’énergie", "les sanctions", "le climat", "la situation en Ukraine")
OUTLETS = ("gazette", "courrier", "tribune")


def call_article(number: int, outlet: str) -> dict[str, str]:
    """The Nth call as an outlet tells it."""
    one, other, source = PAIRS[number % len(PAIRS)]
    day = 1 + number % 27
    text = (
        f"{one} s’est entretenu par téléphone le {day} mars 2025 avec {other}, a indiqué {source}. "
        f"L’échange a duré {20 + 5 * (number % 4)} minutes et a porté sur {TOPICS[number % len(TOPICS)]}."
    )
    return {
        "id": f"{outlet}-{number}", "url": f"https://{outlet}.example/{number}", "outlet": outlet.title(),
        "title": f"Nouvel échange, édition {number}", "published_at": f"2025-03-{day:02d}T18:00:00+01:00", "text": text,
    }  # fmt: skip


def other_article(number: int) -> dict[str, str]:
    """An article that tells of no call."""
    text = f"Le conseil municipal a voté le budget numéro {number}. La séance a duré trois heures, sans incident notable."
    return {"id": f"autre-{number}", "url": f"https://autre.example/{number}", "outlet": "Autre", "text": text}


def drop(inbox: Path, calls: int, others: int) -> int:
    """Write the articles as files of several formats, some of them broken, into an inbox; return how many files."""
    inbox.mkdir(parents=True, exist_ok=True)
    records = [call_article(number, outlet) for number in range(calls) for outlet in OUTLETS]
    records += [other_article(number) for number in range(others)]
    for position, record in enumerate(records):
        if position % 3 == 0:
            (inbox / f"{record['id']}.json").write_text(json.dumps(record, ensure_ascii=False))
        elif position % 3 == 1:
            sidecar = {name: value for name, value in record.items() if name != "text"}
            (inbox / f"{record['id']}.meta.json").write_text(json.dumps(sidecar, ensure_ascii=False))
            (inbox / f"{record['id']}.txt").write_text(record["text"])
        else:
            with (inbox / f"lot-{position % 4}.jsonl").open("a") as lines:
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    (inbox / "broken.json").write_text('{"text": "')
    (inbox / "empty.txt").touch()
    (inbox / "picture.pdf").write_bytes(b"%PDF-1.7")
    return sum(1 for path in inbox.iterdir() if not path.name.endswith(".meta.json"))
