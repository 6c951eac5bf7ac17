"""Scores statements against labelled passages: which stretches of speech were found, and who was said to speak.

A statement found is a labelled one when their spans overlap by more than 0.8 (intersection over union); speaker and kind are
scored on those. A speaker is right when its words, articles and titles of address left out, are the label's or part of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from transforms.evaluate import Evaluation, Figure
from transforms.text import fold

Statement = Mapping[str, Any]
"""`start`, `end`, `text`, `kind`, and `speaker` (a label) or `speakers` (what was found: the canonical name, the words)."""

_SAME_SPAN = 0.8
_NO_NAME = frozenset(("d", "de", "des", "du", "l", "la", "le", "les", "m", "mme"))


def evaluate_statements(gold: Mapping[str, Sequence[Statement]], found: Mapping[str, Sequence[Statement]]) -> Evaluation:
    """Score the statements of each passage, by its id."""
    spans, speakers, kinds = Figure(), Figure(), Figure()
    errors: list[str] = []
    for name, labelled in gold.items():
        left = list(found.get(name, ()))
        for statement in labelled:
            match = max(left, key=lambda other: overlap(statement, other), default=None)
            if match is None or overlap(statement, match) <= _SAME_SPAN:
                spans.missed += 1
                errors.append(f"MISSED {name}: {statement['text']}")
                continue
            left.remove(match)
            spans.hits += 1
            _count(kinds, right=statement["kind"] == match["kind"])
            right = any(same_speaker(statement["speaker"], speaker) for speaker in match["speakers"])
            _count(speakers, right=right)
            if not right:
                errors.append(f"WRONG speaker {name}: {statement['speaker']} labelled, {match['speakers']} found | {statement['text']}")
        spans.false += len(left)
        errors += [f"SPURIOUS {name}: {other['text']}" for other in left]
    rows = [spans.row("statements"), speakers.row("statement speaker"), kinds.row("statement kind")]
    return Evaluation(pl.DataFrame(rows), errors)


def overlap(one: Statement, other: Statement) -> float:
    """Return the intersection over the union of two spans."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return float(max(0, shared) / (max(one["end"], other["end"]) - min(one["start"], other["start"])))


def same_speaker(labelled: str, found: str) -> bool:
    """Tell whether two written speakers are one: all words of either stand in the other."""
    left, right = _words(labelled), _words(found)
    return bool(left and right) and (left <= right or right <= left)


def _words(speaker: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", fold(speaker))) - _NO_NAME


def _count(figure: Figure, *, right: bool) -> None:
    figure.hits += right
    figure.false += not right
    figure.missed += not right
