"""Scores extracted calls against labels: precision, recall and F1 of calls and of each of their values.

Both sides are documents in the label format, id -> calls. A call found is a labelled one of the same document with the same
people (strict), or with at least two of them (lenient). Role texts, which begin with a small letter, do not count; nor do
calls with fewer than two named people. A label marked `optional` earns and costs nothing. Values are compared on strict matches.
A call may carry its `document` and the `sentence` of its evidence: they are shown with the errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import product
from typing import Any

import polars as pl

from transforms.text import fold

Call = Mapping[str, Any]
Documents = Mapping[str, Sequence[Call]]
Pairs = list[tuple[Call, Call]]

CLASSES = {"factuality": ("occurred", "planned", "denied", "unconfirmed"), "channel": ("telephone", "video")}
"""Values of the closed properties; the first is by far the most frequent, so always saying it is the line to beat."""
SINGLE = ("factuality", "channel", "date", "duration_minutes", "ordinal", "initiator")
SEVERAL = ("topics", "places")
_PARTICLES = frozenset(("al", "ben", "bin", "de", "der", "du", "el", "m", "mme", "ould", "the", "van", "von"))
_SIMILAR_SURNAMES = 0.8  # "Zelensky" and "Zelenski"
_MINUTES_APART = 5
_DAYS_APART = 3  # of a label that is marked approximate


@dataclass
class Figure:
    """Hits, false alarms and misses of one measure."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def row(self, measure: str) -> dict[str, Any]:
        """Return the figure as a row; without anything to find or found it is perfect."""
        precision = self.hits / (self.hits + self.false) if self.hits + self.false else 1.0
        recall = self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "measure": measure, "precision": precision, "recall": recall, "f1": f1,
            "hits": self.hits, "false": self.false, "missed": self.missed,
        }  # fmt: skip


@dataclass
class Evaluation:
    """One row a measure (`figures`), and one line an error."""

    figures: pl.DataFrame
    errors: list[str] = field(default_factory=list)

    def f1(self, measure: str) -> float:
        """Return the F1 of a measure."""
        return float(self.figures.filter(pl.col("measure") == measure)["f1"].item())


def evaluate(gold: Documents, predicted: Documents) -> Evaluation:
    """Score the predicted documents; one that is not there counts as predicted without calls, one without a label not at all."""
    gold = {name: _scorable(calls) for name, calls in gold.items()}
    predicted = {name: _scorable(predicted.get(name, ())) for name in gold}
    rows, errors = [], []
    pairs: Pairs = []
    for measure, lenient in (("calls_strict", False), ("calls_lenient", True)):
        total = Figure()
        for name, calls in gold.items():
            matched, missed, spurious = _match(calls, predicted[name], lenient)
            total.hits += len(matched)
            total.missed += len(missed)
            total.false += len(spurious)
            if not lenient:
                pairs += matched
                errors += [_error("MISSED", name, call) for call in missed] + [_error("SPURIOUS", name, call) for call in spurious]
        rows.append(total.row(measure))
    rows.append(_documents(gold, predicted).row("documents"))
    for measure in SINGLE:
        figure, wrong = _single(pairs, measure)
        rows.append(figure.row(measure))
        errors += wrong
    rows += [_several(pairs, measure).row(measure) for measure in SEVERAL]
    for measure, classes in CLASSES.items():
        rows.append(_constant(pairs, measure, classes[0]).row(f"{measure}, always {classes[0]}"))
        rows += [_of_class(pairs, measure, name).row(f"{measure} {name}") for name in classes]
    return Evaluation(pl.DataFrame(rows), errors)


# --- calls ---


def _scorable(calls: Iterable[Call]) -> list[Call]:
    return [call for call in calls if len(_people(call)) >= 2]


def _people(call: Call) -> list[str]:
    return [name for name in call["participants"] if name[:1].isupper()]


def _match(gold: Sequence[Call], predicted: Sequence[Call], lenient: bool) -> tuple[Pairs, list[Call], list[Call]]:
    """Pair each label with at most one prediction, those that agree most first; return pairs, missed labels, false alarms."""
    possible = sorted(
        (_distance(gold[i], predicted[j]), i, j)
        for i, j in product(range(len(gold)), range(len(predicted)))
        if _same_people(gold[i], predicted[j], lenient)
    )
    of_gold: dict[int, int] = {}
    for _, i, j in possible:
        if i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    pairs = [(gold[i], predicted[j]) for i, j in of_gold.items() if not gold[i].get("optional")]
    missed = [call for i, call in enumerate(gold) if i not in of_gold and not call.get("optional")]
    return pairs, missed, [call for j, call in enumerate(predicted) if j not in of_gold.values()]


def _distance(gold: Call, predicted: Call) -> tuple[bool, bool, int]:
    return (
        _day(gold.get("date")) != _day(predicted.get("date")),
        gold.get("factuality") != predicted.get("factuality"),
        -_shared(gold, predicted),
    )


def _same_people(gold: Call, predicted: Call, lenient: bool) -> bool:
    shared, wanted = _shared(gold, predicted), len(_people(gold))
    return shared >= min(2, wanted) if lenient else shared == wanted == len(_people(predicted))


def _shared(gold: Call, predicted: Call) -> int:
    """Count the people of one call that the other has too, each once."""
    left = _people(predicted)
    for person in _people(gold):
        found = next((other for other in left if same_person(person, other)), None)
        if found:
            left.remove(found)
    return len(_people(predicted)) - len(left)


def same_person(one: str, other: str) -> bool:
    """Tell whether two written names mean one person: one within the other, or surnames that hardly differ."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return False
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return SequenceMatcher(None, left[-1], right[-1]).ratio() >= _SIMILAR_SURNAMES


def _words(name: str) -> list[str]:
    letters = "".join(char if char.isascii() and char.isalpha() else " " for char in fold(name))
    return [word for word in letters.split() if word not in _PARTICLES]


def _documents(gold: Documents, predicted: Documents) -> Figure:
    """Score the bare question whether a document reports a call."""
    figure = Figure()
    for name, calls in gold.items():
        labelled = any(not call.get("optional") for call in calls)
        figure.hits += bool(labelled and predicted[name])
        figure.missed += bool(labelled and not predicted[name])
        figure.false += bool(predicted[name] and not calls)
    return figure


# --- values ---


def _single(pairs: Pairs, measure: str) -> tuple[Figure, list[str]]:
    """Score a property of one value: a wrong value is a false alarm and a miss."""
    figure, errors = Figure(), []
    for gold, predicted in pairs:
        wanted, found = gold.get(measure), predicted.get(measure)
        if found is None and (wanted is None or (measure == "date" and wanted.endswith("~"))):
            continue
        if wanted is not None and found is not None and _same_value(measure, wanted, found):
            figure.hits += 1
            continue
        figure.false += found is not None
        figure.missed += wanted is not None
        errors.append(f"WRONG {measure} {gold.get('document', '')}: {wanted} labelled, {found} found | {_told(gold)}")
    return figure, errors


def _several(pairs: Pairs, measure: str) -> Figure:
    figure = Figure()
    for gold, predicted in pairs:
        wanted, found = set(gold.get(measure) or ()), set(predicted.get(measure) or ())
        figure.hits += len(wanted & found)
        figure.false += len(found - wanted)
        figure.missed += len(wanted - found)
    return figure


def _of_class(pairs: Pairs, measure: str, name: str) -> Figure:
    """Score one class against the rest: its recall is what a constant guess cannot have for all classes."""
    figure = Figure()
    for gold, predicted in pairs:
        wanted, found = gold.get(measure) == name, predicted.get(measure) == name
        figure.hits += wanted and found
        figure.missed += wanted and not found
        figure.false += found and not wanted
    return figure


def _constant(pairs: Pairs, measure: str, name: str) -> Figure:
    """Score the reader who always says the same."""
    return _single([(gold, {measure: name}) for gold, _ in pairs], measure)[0]


def _same_value(measure: str, wanted: Any, found: Any) -> bool:
    if measure == "date":
        return _same_date(wanted, found)
    if measure == "initiator":
        return same_person(wanted, found)
    if measure == "duration_minutes":
        return all(abs(a - b) <= _MINUTES_APART for a, b in zip(wanted, found, strict=True))
    return bool(wanted == found)


def _same_date(wanted: str, found: str) -> bool:
    """Tell whether two dates agree; an approximate label also takes a day close by, or its month or year."""
    left, right = str(_day(wanted)), str(_day(found))
    if left == right:
        return True
    if not wanted.endswith("~"):
        return False
    if left.startswith(right + "-"):
        return True
    try:
        return abs((date.fromisoformat(left) - date.fromisoformat(right)).days) <= _DAYS_APART
    except ValueError:
        return False


def _day(edtf: str | None) -> str | None:
    return edtf.rstrip("~?%") if edtf else None


# --- errors ---


def _error(kind: str, name: str, call: Call) -> str:
    return f"{kind} {name}: {call.get('date')} {call.get('factuality')} {_told(call)}"


def _told(call: Call) -> str:
    return " | ".join(_parts(call))


def _parts(call: Call) -> Iterator[str]:
    yield ", ".join(call["participants"])
    if shown := call.get("sentence") or call.get("evidence"):
        yield str(shown)
