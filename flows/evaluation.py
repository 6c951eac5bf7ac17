"""`readout evaluate`: reads labels and articles, extracts, and scores what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from flows.batch import extractor
from flows.labels import labelled_calls, read_labels
from flows.landing import land
from flows.listing import LandingError
from flows.reference import read_reference
from transforms.clean import clean
from transforms.evaluate import Call, Documents, Evaluation, evaluate
from transforms.evaluate_statements import evaluate_statements
from transforms.languages.fr.quotations import find_statements
from transforms.languages.fr.running_days import Anchor
from transforms.languages.fr.sentences import split_sentences
from transforms.parse import parse

Warn = Callable[[str], None]
NO_DATE = Anchor(None, "none")


def evaluation(gold: Path, articles: Sequence[Path | str], statements: Path | None, warn: Warn) -> Evaluation:
    """Extract the calls of `articles` and score them against the labels of `gold`; likewise the passages of `statements`."""
    texts = read_texts(articles)
    scored = evaluate(_with_sentences(read_labels(gold), texts), _with_sentences(labelled_calls(articles, warn), texts))
    if statements is None:
        return scored
    spoken = statement_evaluation(statements)
    return Evaluation(pl.concat([scored.figures, spoken.figures]), scored.errors + spoken.errors)


def statement_evaluation(passages: Path) -> Evaluation:
    """Find the statements of labelled passages and score them; raises LandingError when a line is not a passage."""
    try:
        labelled = [json.loads(line) for line in passages.read_text(encoding="utf-8").splitlines() if line.strip()]
        gold = {passage["id"]: passage["statements"] for passage in labelled}
        return evaluate_statements(gold, {passage["id"]: statements_of(passage["text"]) for passage in labelled})
    except (ValueError, KeyError, TypeError) as error:
        raise LandingError(f"not labelled passages ({error}): {passages}") from error


def statements_of(text: str) -> list[dict[str, Any]]:
    """Return the statements of a passage; `speakers` holds the speaker's canonical name, where known, and the words."""
    reading = extractor().pipeline.reader.read(text, NO_DATE, always_cast=True)
    found = []
    for s in find_statements(text, split_sentences(text)):
        speakers = []
        if s.speaker_start is not None and s.speaker_end is not None:
            known = reading.who(s.speaker_start, s.speaker_end, [])
            speakers = ([known[1]] if known else []) + [text[s.speaker_start : s.speaker_end]]
        found.append({"start": s.start, "end": s.end, "text": text[s.start : s.end], "kind": s.kind, "speakers": speakers})
    return found


def read_texts(paths: Sequence[Path | str]) -> dict[str, str]:
    """Return the text of each article by its id, title and lead included."""
    reference, now = read_reference(), datetime.now(UTC)
    cleaned = (clean(parse(landed)[0], reference.outlets, reference.agencies, now=now)[0] for landed, _, _ in land(paths))
    return {name: text for articles in cleaned for name, text in articles.select("external_id", "text").iter_rows()}


def _with_sentences(documents: Documents, texts: Mapping[str, str]) -> dict[str, list[Call]]:
    """Give each call its document and the sentence of its evidence, for whoever reads the errors."""
    return {
        name: [{**call, "document": name, "sentence": _sentence(texts.get(name, ""), call.get("evidence") or "")} for call in calls]
        for name, calls in documents.items()
    }


def _sentence(text: str, evidence: str) -> str:
    start = text.find(evidence) if evidence else -1
    inside = (text[a:b] for a, b in split_sentences(text) if a <= start < b) if start >= 0 else iter(())
    return " ".join(next(inside, evidence).split())
