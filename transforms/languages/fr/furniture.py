"""What French news pages put around an article: captions, bylines, credits, comments, prompts. Found line by line.

Every rule is careful rather than complete: a line marked here is lost to extraction, a prompt left in does no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from transforms.languages.fr import furniture_patterns as patterns
from transforms.text import fold, strip_accents


class Span(NamedTuple):
    """Characters of the text that are not the article."""

    kind: str
    start: int
    end: int


@dataclass
class Line:
    """One non-blank line: its place without surrounding blanks, the characters, their folded form, the kind found."""

    start: int
    end: int
    text: str
    folded: str
    kind: str | None = None


SHORT = 70  # characters; a line of page furniture, a name or a subheading
LONG = 120  # characters; from here on a line is a paragraph
_LONGEST = 500  # characters; no line of furniture but a comment is longer

_CREDIT_CHARS = 140  # in which a credit stands, at the end of the line
_NOT_BLANK = re.compile(r"\S[^\n]*")
_COMMENT_HEADING = re.compile(r"\W*(?:\d+ )?commentaires?\W*\d*\W*")
_HEAD_CHARS, _TAIL_CHARS = 400, 600


def may_hold_furniture(bodies: pl.Series) -> pl.Series:
    """Tell which texts may hold furniture; a text told not to has none that `find_furniture` would find."""
    bodies = bodies.cast(pl.String)  # a batch without any text has no type of its own
    found = (
        bodies.str.contains_any(list(patterns.CUE_WORDS), ascii_case_insensitive=True)
        | bodies.str.contains(patterns.CUE_CREDIT)
        | bodies.str.contains(patterns.CUE_DATELINE)
        | bodies.str.slice(0, _HEAD_CHARS).str.contains(patterns.CUE_HEAD)
        | bodies.str.tail(_TAIL_CHARS).str.contains(patterns.CUE_TAIL)
    )
    return found.fill_null(value=False)


def find_furniture(text: str, title_end: int) -> list[Span]:
    """Return the spans of `text` after the title that are not the article, in order, without overlap.

    Kinds: caption, montage (of two pictures), byline, dateline, credit, comment, stamp (time of a comment), share, related, newsletter,
    subscription, cookie, tags. A dateline may be the first words of a paragraph, and so may a montage; all others are whole lines.
    """
    lines = split_lines(text, title_end)
    for line in lines:
        line.kind = _line_kind(line)
    _unmark_lone_networks(lines)
    _mark_head(lines)
    _mark_comments(lines)
    _mark_tail(lines)
    spans = [Span(line.kind, line.start, line.end) for line in lines if line.kind]
    spans += [Span("montage", line.start, line.start + len(m.group().rstrip(" –—-"))) for line in lines if not line.kind and (m := patterns.MONTAGE.match(line.text))]
    dateline = _dateline(lines)
    return sorted([*spans, dateline] if dateline else spans, key=lambda span: span.start)


def split_lines(text: str, start: int = 0) -> list[Line]:
    """Return the non-blank lines of `text` from `start` on."""
    lines = []
    for match in _NOT_BLANK.finditer(text, start):
        words = match.group().rstrip()
        folded = fold(words) if len(words) <= _LONGEST else ""
        lines.append(Line(match.start(), match.start() + len(words), words, folded))
    return lines


def is_caption(line: str) -> bool:
    """Tell whether a line ends with a photo credit."""
    end = max(len(line) - _CREDIT_CHARS, 0)
    if len(line) > _LONGEST or not patterns.CREDIT_CUE.search(line, end):
        return False
    return bool(patterns.CAPTION.search(line, end) or patterns.SHARED_CREDIT.search(line))


def is_byline(line: str) -> bool:
    """Tell whether a line stands between headline and text: a date, a reading time, "Par X"."""
    folded = fold(line)
    return _fixed_kind(folded) == "byline" or bool(patterns.PAR.match(line) or _is_date_line(folded))


def is_dateline(line: str) -> bool:
    """Tell whether a line starts with place and date, or place and agency."""
    return _match_dateline(line) is not None


def byline_name(text: str) -> str | None:
    """Return the person a line of byline names, None for a date or a reading time."""
    for pattern in (patterns.PAR, patterns.SIGNATURE, patterns.NAME_LINE):
        if match := pattern.match(text):
            return match["name"]
    return None


def dateline_parts(text: str) -> tuple[str | None, str]:
    """Return place as written and date, folded and possibly without year, of a text that starts with a dateline."""
    match = _match_dateline(text)
    if not match:
        return None, ""
    return text[slice(*match.span("place"))], (match["date"] or match["day_month"] or "").lower()


# --- kinds of single lines ---


def _line_kind(line: Line) -> str | None:
    if len(line.text) > _LONGEST:
        return None
    kind = _fixed_kind(line.folded) or ("credit" if patterns.DESK.match(line.text) else None)
    if kind is None and is_caption(line.text):
        return "caption"
    return kind or ("byline" if patterns.SIGNATURE.match(line.text) else None)


def _fixed_kind(folded: str) -> str | None:
    fits = (kind for kind, longest, pattern in patterns.LINES if len(folded) <= longest and pattern.match(folded))
    return next(fits, None)


def _is_date_line(folded: str) -> bool:
    return len(folded) <= LONG and bool(patterns.DATE_LINE.match(folded))


def _is_short(line: Line) -> bool:
    """Tell whether a line can be a name, a heading, a leftover of the page: short and no sentence."""
    return len(line.text) <= SHORT and line.text[-1] not in ".!?…»\"”:;,"


# --- zones ---


def _unmark_lone_networks(lines: list[Line]) -> None:
    """Take the mark off a network's name that stands alone: a heading, not one of a row of share buttons."""
    shares = [False, *(line.kind == "share" for line in lines), False]
    for index, line in enumerate(lines, 1):
        if shares[index] and patterns.NETWORK.match(line.folded) and not (shares[index - 1] or shares[index + 1]):
            line.kind = None


def _mark_head(lines: list[Line]) -> None:
    """Mark what stands between title and first paragraph: dates, and the names beside them."""
    head = []
    for line in lines[:8]:
        if len(line.text) > LONG and line.kind is None:
            break
        head.append(line)
    for line in head:
        if line.kind is None and not is_dateline(line.text) and is_byline(line.text):
            line.kind = "byline"
    for one, other in [*pairwise(head), *pairwise(head[::-1])]:
        if one.kind == "byline" and other.kind is None and patterns.NAME_LINE.match(other.text):
            other.kind = "byline"


def _mark_comments(lines: list[Line]) -> None:
    """Mark readers' comments: the paragraph before a bare timestamp, and all between two such stamps."""
    last = -1
    for index, line in enumerate(lines):
        if line.kind == "byline" or not patterns.STAMP.match(line.folded):
            continue
        begin = last + 1 if last >= 0 else _comment_start(lines, index)
        if begin is None:
            continue
        for comment in lines[begin:index]:
            comment.kind = comment.kind or "comment"
        line.kind = "stamp"
        last = index


def _comment_start(lines: list[Line], stamp: int) -> int | None:
    """Return where the first comment begins: one paragraph, with short lines (a name) between it and its stamp.

    The stamp of a comment stands under a paragraph that is not the first: above there must be an article.
    """
    start = stamp - 1
    while start > 0 and _is_short(lines[start]):
        start -= 1
    above = [line for line in lines[:max(start, 0)] if line.kind is None and len(line.text) > LONG]
    return start if above and lines[start].kind is None else None


def _mark_tail(lines: list[Line]) -> None:
    """Mark the leftovers at the end: in the last run of short lines, everything from the first that is furniture.

    A heading of comments in the second half ends the article as well.
    """
    index = len(lines)
    while index > 0 and _is_leftover(lines[index - 1]):
        index -= 1
    kind = None
    for line in lines[index:]:
        kind = line.kind if line.kind not in (None, "stamp", "caption") else kind
        line.kind = line.kind or kind
    below = False
    for line in lines[len(lines) // 2 + 1 :]:
        below = below or (line.kind == "comment" and bool(_COMMENT_HEADING.fullmatch(line.folded)))
        line.kind = line.kind or ("comment" if below else None)


def _is_leftover(line: Line) -> bool:
    return bool(line.kind or _is_short(line) or patterns.PIN.match(line.text))


def _dateline(lines: list[Line]) -> Span | None:
    """Return the dateline that opens a paragraph, the first in the text."""
    for line in lines:
        if line.kind is None and (match := _match_dateline(line.text)):
            return Span("dateline", line.start, line.start + match.end())
    return None


def _match_dateline(text: str) -> re.Match[str] | None:
    return patterns.DATELINE.match(strip_accents(text[:LONG])) if text[:1].isupper() else None
