"""How values look on the quality page; whatever articles and files bring along stays text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from markupsafe import Markup

_SHOWN_CHARS = 400
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Control, zero-width and direction characters: they could disguise what a page says."""


def shown(text: object) -> str:
    """Text of an article or file for display: cut, and unseen characters as their code points."""
    plain = _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", "" if text is None else str(text))
    return plain if len(plain) <= _SHOWN_CHARS else f"{plain[:_SHOWN_CHARS]}…"


def marked(sentence: object, surface: object) -> Markup:
    """A sentence with `surface` marked; one that stands elsewhere in the article comes before the sentence."""
    whole, part = shown(sentence), shown(surface)
    before, found, after = whole.partition(part) if part else (whole, "", "")
    if part and not found:
        return Markup("<mark>{}</mark> … {}").format(part, whole)
    return Markup("{}<mark>{}</mark>{}").format(before, found, after) if found else Markup("{}").format(whole)


def share(value: float | None) -> str:
    """0.25 -> 25%."""
    return "–" if value is None else f"{value:.0%}"


def number(value: int | None) -> str:
    """12345 -> 12 345, with a narrow space."""
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


def moment(value: datetime | None) -> str:
    """Minute in UTC."""
    return "–" if value is None else f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def minute(value: datetime) -> str:
    """Month, day and minute in UTC, for the foot of a chart."""
    return f"{value.astimezone(UTC):%m-%d %H:%M}"


def month(value: date) -> str:
    """Month."""
    return f"{value:%Y-%m}"


def day(value: date | None) -> str:
    """ISO day."""
    return "–" if value is None else value.isoformat()


def ago(value: datetime | None, now: datetime) -> str:
    """How long before `now`: 5 min ago, 3 h ago, 2 days ago."""
    if value is None:
        return "–"
    minutes = max(0, int((now - value).total_seconds() // 60))
    if minutes < 1:
        return "just now"
    if minutes < 120:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // (24 * 60)} days ago"


def plural(count: int, noun: str) -> str:
    """1 report, 2 reports."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"
