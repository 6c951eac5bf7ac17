"""Roles in the plural, which stand for several people: "dirigeants européens", "ses homologues"."""

from __future__ import annotations

COLLECTIVE = r"(?i)^(?:les |des |ses |leurs |plusieurs |d'autres )?[\p{L}-]{2,}[sx]\b"
"""A role text, lower case or not, whose noun is in the plural; in the syntax of Polars."""
