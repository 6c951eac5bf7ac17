"""Expectations on the files taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from expectations import checks
from expectations.checks import Check
from expectations.vocabulary import MEDIA_TYPES

KEY = ("document_id",)

CHECKS: tuple[Check, ...] = (
    checks.unique("document_id_unique", ["document_id"], "A file is taken in once, whatever its path."),
    checks.holds("document_id_is_sha256", "critical", "A document is named by the SHA-256 of its bytes."),
    checks.filled("path_known", "critical", "path", "Every document says at which path it was read."),
    checks.vocabulary("media_type_known", "warning", "media_type", MEDIA_TYPES, "The format is one that has a reader."),
    checks.filled("encoding_known", "warning", "encoding", "Every document says how it was decoded."),
    Check(
        "size_in_bounds",
        "warning",
        "Files are neither empty nor far larger than news.",
        "ExpectColumnValuesToBeBetween",
        {"column": "size_bytes"},
        ("min_value", "max_value"),
    ),
    checks.volume("The run took in as many documents as such a run should."),
)


def table(frames: Mapping[str, pl.DataFrame], today: date) -> pl.DataFrame:
    """The columns that the checks read, one row a document; needs `documents`."""
    return frames["documents"].select(
        "document_id",
        "path",
        "media_type",
        "encoding",
        "size_bytes",
        document_id_is_sha256=pl.col("document_id").str.contains("^[0-9a-f]{64}$").fill_null(False),
    )
