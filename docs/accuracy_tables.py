"""Writes the tables of `docs/accuracy.md` from a run over every labelled set: `make accuracy-tables`."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from flows.evaluation import statement_evaluation
from flows.labels import labelled_calls, read_labels
from transforms.evaluate import Call, Documents, evaluate

PAGE = Path(__file__).with_name("accuracy.md")
ROOT = PAGE.parent.parent
SHARED = ROOT.parent / "shared" / "gold"
GOLDEN = ROOT / "tests" / "golden"
VALUES = ("factuality", "date", "duration_minutes", "ordinal", "initiator", "topics", "places")
Figures = dict[str, dict[str, Any]]
Pair = tuple[Documents, Documents]
OF_CLASS = {
    "dates": ("date", "f1"), "denied": ("factuality denied", "recall"), "duration": ("duration_minutes", "f1"),
    "initiator": ("initiator", "f1"), "ordinal": ("ordinal", "f1"), "participants": ("calls_lenient", "f1"),
    "planned": ("factuality planned", "recall"), "several_calls": ("calls_lenient", "f1"), "traps": ("documents", "f1"),
    "unconfirmed": ("factuality unconfirmed", "recall"), "video": ("channel video", "recall"),
}  # fmt: skip


def both(gold: Path, articles: Path) -> Pair:
    """Return the labelled calls and those found, by document."""
    return read_labels(gold), labelled_calls([articles], lambda _: None)


def only(pair: Pair, wanted: Callable[[str], bool]) -> Pair:
    """Keep the documents whose id is wanted."""
    gold, found = ({name: calls for name, calls in documents.items() if wanted(name)} for documents in pair)
    return gold, found


def figures(pair: Pair) -> Figures:
    """Score a pair; one row a measure, by its name."""
    return {row["measure"]: row for row in evaluate(*pair).figures.iter_rows(named=True)}


def whole(rows: Figures) -> str:
    """Return every measure of a set as a table."""
    lines = ["| measure | P | R | F1 | hits | false | missed |", "|---|---|---|---|---|---|---|"]
    for name, row in rows.items():
        scores = " | ".join(f"{row[score]:.3f}" for score in ("precision", "recall", "f1"))
        lines.append(f"| {name} | {scores} | {row['hits']} | {row['false']} | {row['missed']} |")
    return "\n".join(lines)


def parts(named: Iterable[tuple[str, Pair]]) -> str:
    """Return the main figures of the parts that were read and held back, one row a part; F1 with its count."""
    lines = ["| set | calls | P | R | F1 | " + " | ".join(VALUES) + " |", "|---" * (5 + len(VALUES)) + "|"]
    for name, pair in named:
        rows = figures(pair)
        calls = rows["calls_strict"]
        values = " | ".join(f"{rows[value]['f1']:.3f} ({count(rows[value])})" if count(rows[value]) else "-" for value in VALUES)
        lines.append(f"| {name} | {count(calls)} | {calls['precision']:.3f} | {calls['recall']:.3f} | {calls['f1']:.3f} | {values} |")
    return "\n".join(lines)


def classes() -> str:
    """Return the adversarial classes, each with the value that it tries."""
    lines = ["| class | calls | P | R | F1 | the value of the class |", "|---|---|---|---|---|---|"]
    for name, (measure, figure) in OF_CLASS.items():
        rows = figures(both(GOLDEN / "calls" / f"{name}.jsonl", GOLDEN / "calls" / f"{name}.jsonl"))
        calls, value = rows["calls_strict"], rows[measure]
        told = f"{measure}: {figure.replace('f1', 'F1')} {value[figure]:.2f} of {count(value)}"
        lines.append(f"| {name} | {count(calls)} | {calls['precision']:.2f} | {calls['recall']:.2f} | {calls['f1']:.2f} | {told} |")
    return "\n".join(lines)


def count(row: dict[str, Any]) -> int:
    """Return how many the labels have."""
    return int(row["hits"] + row["missed"])


def remainder(name: str, divisor: int) -> int:
    """Return what is left of the hash of an id."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % divisor


def adversarial() -> tuple[Pair, dict[str, int]]:
    """Return all adversarial cases, and for each the number of its line in its file."""
    files = sorted((GOLDEN / "calls").glob("*.jsonl"))
    gold: dict[str, Sequence[Call]] = {}
    found: dict[str, Sequence[Call]] = {}
    line = {}
    for file in files:
        labels, calls = both(file, file)
        gold.update(labels)
        found.update(calls)
        line.update({json.loads(text)["id"]: number for number, text in enumerate(file.read_text(encoding="utf-8").splitlines())})
    return (gold, found), line


def written(name: str) -> tuple[Pair, dict[str, dict[str, Any]]]:
    """Return the articles of a set of the project's own writing, and for each its line of labels."""
    folder = GOLDEN / name
    lines = [json.loads(text) for text in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": line["id"], "calls": line["calls"]}) + "\n" for line in lines)
        file.flush()
        return both(Path(file.name), folder / "articles.jsonl"), {line["id"]: line for line in lines}


def number(name: str) -> int:
    """Return the number in the id of an article: "b12"."""
    return int(name[1:])


def tables() -> dict[str, str]:
    """Return the text between the marks of each name."""
    dev = both(SHARED / "dev.gold.jsonl", SHARED / "dev.jsonl")
    cases, line = adversarial()
    news, of_news = written("newsroom")
    retold, of_retold = written("retold")
    press, _ = written("press")
    mirrors, _ = written("mirrors")
    pages, _ = written("pages")
    rows = [
        ("dev, part 1, read", only(dev, lambda name: remainder(name, 3) != 0)),
        ("dev, part 2, read", only(dev, lambda name: remainder(name, 3) == 0 and remainder(name, 6) // 3 == 0)),
        ("dev, part 2, held back", only(dev, lambda name: remainder(name, 3) == 0 and remainder(name, 6) // 3 == 1)),
        ("adversarial, even lines, read", only(cases, lambda name: line[name] % 2 == 0)),
        ("adversarial, odd lines, held back", only(cases, lambda name: line[name] % 2 == 1)),
        ("newsroom, tuning", only(news, lambda name: of_news[name]["part"] == "tuning")),
        ("newsroom, opened, read since", only(news, lambda name: of_news[name]["part"] == "opened")),
        ("newsroom, held out", only(news, lambda name: of_news[name]["part"] == "held_out")),
        ("retold, tuning", only(retold, lambda name: of_retold[name]["part"] == "tuning")),
        ("retold, held out", only(retold, lambda name: of_retold[name]["part"] == "held_out")),
        ("press, even ids, read", only(press, lambda name: number(name) % 2 == 0)),
        ("press, odd ids, opened, read since", only(press, lambda name: number(name) % 2 == 1)),
        ("mirrors, even ids, read", only(mirrors, lambda name: number(name) % 2 == 0)),
        ("mirrors, odd ids, opened, read since", only(mirrors, lambda name: number(name) % 2 == 1)),
        ("pages, even ids, read", only(pages, lambda name: number(name) % 2 == 0)),
        ("pages, odd ids, held out", only(pages, lambda name: number(name) % 2 == 1)),
    ]
    statements = statement_evaluation(GOLDEN / "statements" / "passages.jsonl").figures
    return {
        "dev": whole(figures(dev)),
        "parts": parts(rows),
        "classes": classes(),
        "adversarial": whole(figures(cases)),
        "statements": whole({row["measure"]: row for row in statements.iter_rows(named=True)}),
    }


def page(text: str, made: dict[str, str]) -> str:
    """Put each table between its marks."""
    for name, table in made.items():
        before, opening, rest = text.partition(f"<!-- {name} -->\n")
        _, closing, after = rest.partition("<!-- end -->")
        text = before + opening + table + "\n" + closing + after
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), tables()), encoding="utf-8")
