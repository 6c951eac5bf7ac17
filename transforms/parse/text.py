"""Plain text and Markdown: the whole file is the body; a title line is found when it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)?$", re.MULTILINE)


def parse(content: str) -> Iterator[dict[str, str | None]]:
    """Yield the one article of a text file. Heading marks of Markdown go, its other marks stay as written."""
    yield {"body": _HEADING.sub(r"\1", content)}
