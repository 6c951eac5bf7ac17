"""What reading one call in one article yields, before it becomes rows: neutral of language, spans in characters of the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True)
class Claim:
    """One stated value; `span` is None for a value that no characters state, then `rule` says why it holds."""

    property: str
    value: str
    span: Span | None
    rule: str
    qualifier: str = "exact"
    anchor: str = "none"
    attributed_to_id: str | None = None
    attributed_to: str | None = None
    scope: str | None = None


@dataclass(frozen=True)
class Participant:
    """A person in the call; `role` is initiator, recipient or participant."""

    actor_id: str | None
    name: str
    place: str | None
    role: str = "participant"


@dataclass(frozen=True)
class Speech:
    """Quoted or reported speech about the call."""

    span: Span
    kind: str
    speaker_id: str | None
    speaker: str | None


@dataclass(frozen=True)
class FollowUp:
    """An announced next step with the characters that announce it."""

    span: Span
    kind: str
    date_edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    settled: bool = True


@dataclass
class Report:
    """One call as one article tells it."""

    evidence: Span
    sentence: Span
    factuality: str
    channel: str
    participants: list[Participant]
    unnamed: list[str] = field(default_factory=list)
    date_edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    weekday: int | None = None
    time_of_day: str | None = None
    duration: tuple[float, float, str] | None = None  # low, high, qualifier
    ordinal: int | None = None
    ordinal_scope: str | None = None
    initiator: Participant | None = None
    initiator_qualifier: str | None = None
    topics: list[str] = field(default_factory=list)
    label_codes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    disclosed_by: list[str] = field(default_factory=list)
    tone: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    statements: list[Speech] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
