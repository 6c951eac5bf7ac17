"""What the tests of French share: cases by the name of their file, and texts put together of sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from transforms.text import fold

FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of `cases/NAME.jsonl`, one a line."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def folded_sentences(*texts: str) -> tuple[str, list[tuple[int, int]]]:
    """An article of these sentences, folded, with the span of each; one that ends its line ends its paragraph."""
    spans, position = [], 0
    for text in texts:
        spans.append((position, position + len(text.rstrip("\n"))))
        position += len(text) + (not text.endswith("\n"))
    return fold("".join(text if text.endswith("\n") else f"{text} " for text in texts)), spans
