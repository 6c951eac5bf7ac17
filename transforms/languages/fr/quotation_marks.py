"""Pairs quotation marks of every kind, also nested, unbalanced or repeated at each paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[«»“”„\"‹›\n]|<<|>>")
_OPENS = {"«": "»", "“": "”", "„": "”", "‹": "›", "<<": ">>"}
_CLOSES = set(_OPENS.values())
_LONGEST = 6_000  # characters; a mark left open further back is an error of the text


@dataclass(frozen=True)
class Quote:
    """One quotation: `outer_*` with its marks, `start` and `end` without marks and outer spaces."""

    outer_start: int
    outer_end: int
    start: int
    end: int


def find_quotes(text: str) -> list[Quote]:
    """Return the outermost quotations of `text` in order; they do not overlap.

    A quotation left open ends with its paragraph, unless a later paragraph closes it before another one opens.
    """
    pairs: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    depth, break_at, last_close = 0, -1, -1
    for mark in _MARK.finditer(text):
        if opened is None:
            if mark[0] in _OPENS or (mark[0] == '"' and _may_open(text, mark)):
                opened, depth, break_at, last_close = mark, 1, -1, -1
            continue
        if mark[0] == "\n":
            break_at = mark.start() if break_at < 0 else break_at
        elif _closes(opened[0], mark[0]) and not (mark[0] == '"' and _reopens(text, opened, mark, break_at)):
            depth, last_close = depth - 1, mark.end()
            if depth == 0:
                if mark.end() - opened.start() <= _LONGEST:
                    pairs.append((opened.start(), mark.end()))
                opened = None
        elif mark[0] in _OPENS or mark[0] == '"':
            if break_at >= 0:  # the earlier one was never closed
                pairs.append((opened.start(), last_close if last_close > 0 else break_at))
                opened, depth, break_at, last_close = mark, 1, -1, -1
            elif mark[0] == opened[0] != '"':
                depth += 1
    if opened is not None:
        end = last_close if last_close > 0 else (break_at if break_at >= 0 else len(text))
        if end - opened.start() <= _LONGEST:
            pairs.append((opened.start(), end))
    return [quote for start, end in pairs if (quote := _quote(text, start, end))]


def _closes(opened: str, mark: str) -> bool:
    return mark == _OPENS.get(opened, '"') or (opened == "„" and mark == "“")


def _may_open(text: str, mark: re.Match[str]) -> bool:
    """A straight mark glued to the word before it and not to the one after it closes something never opened."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not (before.isalnum() and not after.isalnum())


def _reopens(text: str, opened: re.Match[str], mark: re.Match[str], break_at: int) -> bool:
    """A straight mark before a word in a later paragraph opens a new quotation: the earlier one was never closed."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return break_at >= 0 and (before.isspace() or not before) and bool(after) and not after.isspace()


def _quote(text: str, outer_start: int, outer_end: int) -> Quote | None:
    start = outer_start + (2 if text.startswith("<<", outer_start) else 1)
    end = outer_end
    if text[end - 1] in _CLOSES or text[end - 1] in '"“':
        end -= 1
    elif text.endswith(">>", start, end):
        end -= 2
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Quote(outer_start, outer_end, start, end) if start < end else None
