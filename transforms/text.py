"""Same-length text folding, so that every offset found in folded text is an offset into the article."""

from __future__ import annotations

import unicodedata
from functools import cache

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-"}


@cache
def _fold_table() -> dict[int, str]:
    """Map every non-ASCII letter of the Latin blocks to its base letter; only one-to-one mappings enter."""
    table: dict[int, str] = {}
    for code in range(0x80, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    table |= {ord(c): base for c, base in {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}.items()}
    table |= {ord(c): base for c, base in _QUOTES.items()}
    table |= dict.fromkeys((9, 160, 8199, 8201, 8202, 8239), " ")
    return table


def strip_accents(text: str) -> str:
    """Return `text` without accents, with straight quotes, dashes and plain spaces; case and length are kept."""
    return text if text.isascii() else text.translate(_fold_table())


def fold(text: str) -> str:
    """Return `text` in lower case without accents, with straight quotes and plain spaces; the length is kept.

    `fold(text)[i]` is what stands at `text[i]`, so a match in the folded text is a span of the original.
    """
    return strip_accents(text).lower()  # U+0130, the one letter that lower() lengthens, is plain by now
