"""`readout evaluate`: what is missed is shown with its sentence, and a broken file is said in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.evaluation import evaluation, statement_evaluation
from flows.listing import LandingError

TEXT = "Ada Lune a visité un port. Borg Sol l'a jointe par téléphone\nmardi soir. Rien de plus."
CALL = {
    "participants": ["Ada Lune", "Borg Sol"], "channel": "telephone", "factuality": "occurred", "date": None,
    "topics": [], "places": [], "evidence": "l'a jointe par téléphone",
}  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "port", "title": "Escale", "text": TEXT, "calls": [CALL]}) + "\n", encoding="utf-8")
    return path


def test_a_miss_is_shown_with_its_document_and_sentence(article: Path) -> None:
    scored = evaluation(article, [article], None, warn=lambda _: None)
    missed = [line for line in scored.errors if line.startswith("MISSED port")]
    assert len(missed) == 1
    assert "Borg Sol l'a jointe par téléphone" in missed[0]
    assert "Rien de plus" not in missed[0]


def test_statements_are_scored_beside_the_calls(article: Path, tmp_path: Path) -> None:
    passages = tmp_path / "passages.jsonl"
    said = "« Le port restera ouvert à tous »"
    statement = {"start": 2, "end": len(said) - 2, "text": said[2:-2], "kind": "direct", "speaker": "Ada Lune"}
    passages.write_text(json.dumps({"id": "p", "text": f"{said}, a déclaré Ada Lune.", "statements": [statement]}), encoding="utf-8")
    scored = evaluation(article, [article], passages, warn=lambda _: None)
    assert scored.f1("statements") == scored.f1("statement speaker") == scored.f1("statement kind") == 1


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    with pytest.raises(LandingError, match=r"broken\.jsonl"):
        statement_evaluation(broken)
