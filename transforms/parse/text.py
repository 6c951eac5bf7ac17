"""Plain text and Markdown: the whole file is the body; a title line is found when it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)?$", re.MULTILINE)


def parse(content: str) -> Iterator[dict[str, str | None]]:
    """Yield the one article of a text file. The marks of Markdown headings and emphasis go, its other marks stay as written."""
    yield {"body": _EMPHASIS.sub(r"\2", _HEADING.sub(r"\1", content))}
