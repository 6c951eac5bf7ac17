"""Sentences of French press text, by their punctuation alone: no model, no tokens."""

from __future__ import annotations

import re
from bisect import bisect_left

Span = tuple[int, int]

_STOP = re.compile(
    r"(?P<mark>[.!?…]+)"
    r"(?P<closers>(?:[^\S\n]?[»”›]|[\"'’)\]])*)"
    r"(?P<spaced>[^\S\n]+\"(?=[^\S\n]))?"  # a straight quote between spaces opens or closes: parity decides
    r"(?P<gap>[^\S\n]*)(?P<next>(?:[«“„‹\"(\[—–•*-][^\S\n]*)*)(?P<start>[^\s])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÉÈ]|MM|Mr|Mrs|Mgr|Me|Dr|Drs|Pr|Prof|Gén|Gal|Col|Cdt|Cap|Lt|St|Ste|Sgt|Jr|Sr|av|apr|bd|boul|cf|vs|ex|"
    r"art|al|env|fig|hab|max|min|n|no|nos|op|p|pp|réf|tél|vol|éd|coll|janv|févr|fév|avr|juil|sept|oct|nov|déc|"
    r"[Cc]ie|[Ss]té|Éts|Ets)|\b[A-Z](?:\.[A-Z])+|\bc\.-à-d)$"
)
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_QUOTE = re.compile('"')
_LAST_WORD = 12  # the longest abbreviation with what precedes it


def split_sentences(text: str, first: int = 0, last: int | None = None) -> list[Span]:
    """Return the character spans of the sentences of `text`, or of its lines from `first` to `last`, in order, trimmed of white space.

    A line break always ends a sentence. Closing quotes and brackets belong to the sentence they close; a quotation of
    several sentences is several spans. Every character that is not white space stands in exactly one span.
    """
    spans: list[Span] = []
    last = len(text) if last is None else last
    straight = [match.start() for match in _QUOTE.finditer(text, first, last)]
    for line in _LINE.finditer(text, first, last):
        start = line.start()
        for end in _ends(text, line.start(), line.end(), straight):
            spans.append((start, end))
            start = end
        spans.append((start, line.end()))
    return [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]


def _ends(text: str, start: int, end: int, straight: list[int]) -> list[int]:
    """Return where the sentences within one line end, the last one left out."""
    ends = []
    first = bisect_left(straight, start)
    at = start
    while match := _STOP.search(text, at, end):
        at = match.end("closers") if match.end("closers") > match.start() else match.end()
        stop = match.end("closers")
        if match["spaced"] and (bisect_left(straight, match.end("spaced") - 1) - first) % 2:
            stop = match.end("spaced")
        if _is_end(text, match):
            ends.append(stop)
            at = max(at, stop)
    return ends


def _is_end(text: str, match: re.Match[str]) -> bool:
    mark, following = match["mark"], match["start"]
    glued = not match["gap"] and not match["spaced"]
    if following.islower() or following in ",;:)]»”%/":
        return False
    before = text[max(0, match.start() - _LAST_WORD) : match.start()]
    if glued and not match["next"]:
        # "nucléaires.Un" lacks a space, "U.S." and "2.000" do not
        tail = text[match.end() : match.end() + 1]
        return before[-2:].isalpha() and following.isupper() and (tail.islower() or tail in "'’ ")
    if glued and not match["closers"] and match["next"][0] not in "«“":
        return False
    if mark.startswith("…") or mark.startswith("..") or before.endswith(("(", "[")):
        return following.isupper() and not before.endswith(("(", "["))
    if mark != "." or match["closers"]:
        return True
    if _ABBREVIATION.search(before):
        return False
    return not (before[-1:].isdigit() and following.isdigit() and glued)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
