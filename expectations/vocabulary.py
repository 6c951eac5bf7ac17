"""The closed vocabularies that row rules and suites check: the words `transforms.schemas` names for each column."""

from __future__ import annotations

FACTUALITIES = ("occurred", "planned", "denied", "unconfirmed")
CHANNELS = ("telephone", "video")
PROPERTIES = (
    "participant", "date", "weekday", "time_of_day", "duration", "ordinal", "initiator", "channel", "factuality",
    "disclosed_by", "tone", "topic", "place",
)  # fmt: skip
QUALIFIERS = ("exact", "about", "at_least", "at_most", "not_disclosed")
STATEMENT_KINDS = ("direct", "reported")
FOLLOW_UP_KINDS = ("call", "meeting", "summit", "visit", "talks")
PUBLICATION_BASES = ("metadata", "html", "dateline", "byline", "bounds", "none")
MEDIA_TYPES = ("text/plain", "text/markdown", "text/html", "application/json", "application/x-ndjson")
DURATION_MINUTES = (1, 600)
"""Least and greatest duration of a call, in minutes: a longer one is a summit or a misreading."""
