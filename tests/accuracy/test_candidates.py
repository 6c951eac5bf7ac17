"""No labelled call is lost before it is read: the vectorised first look keeps every article that holds one."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from transforms.candidates import is_candidate

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
CALL_FILES = [*sorted((GOLDEN / "calls").glob("*.jsonl")), GOLDEN / "variants" / "passages.jsonl"]


@pytest.mark.parametrize("path", CALL_FILES, ids=lambda path: path.stem)
def test_golden_calls_pass(path: Path) -> None:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lost(articles, {a["id"] for a in articles if any(not c.get("optional") for c in a["calls"])}) == []


def test_shared_calls_pass(shared: Path) -> None:
    articles = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = map(json.loads, (shared / "gold" / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines())
    assert lost(articles, {d["id"] for d in gold if any(not c.get("optional") for c in d["calls"])}) == []


def lost(articles: list[dict[str, str]], with_calls: set[str]) -> list[str]:
    parts = [{"id": a["id"], "text": "\n\n".join(a.get(part) or "" for part in ("title", "lead", "text"))} for a in articles]
    frame = pl.DataFrame(parts).filter(pl.col("id").is_in(sorted(with_calls)) & ~is_candidate())
    return frame["id"].to_list()
