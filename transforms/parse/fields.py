"""The fields an article may state, in whatever format, and their reading as text."""

from __future__ import annotations

from typing import Any

# fields of a record or of metadata beside a file; the article's words themselves are `text` in a record, `body` here
FIELDS = ("id", "url", "outlet", "title", "lead", "author", "agency", "language", "published_at")
_NOTHING = frozenset({"", "none", "null", "nan", "n/a"})  # what exporters write for a missing value
_LONGEST_NOTHING = max(map(len, _NOTHING))


class Unparsable(Exception):  # noqa: N818 - reads as what it is
    """The content is not of its format; `reason` is the code of the rejection."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def as_text(value: Any) -> str | None:
    """Return a stated value as text: names joined for a list, the name of an object; None for nothing stated."""
    if isinstance(value, str):
        text = value.strip()
        return None if len(text) <= _LONGEST_NOTHING and text.lower() in _NOTHING else text
    if isinstance(value, list):
        return ", ".join(filter(None, map(as_text, value))) or None
    if isinstance(value, dict):
        return as_text(value.get("name"))
    return None if value is None or isinstance(value, bool) else str(value)
