"""Judgements as lines that a person can review: made, checked, read. Pure: the file itself is read elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from transforms import schemas
from transforms.edtf import parse_edtf

COLUMNS = ("kind", "left_key", "right_key", "value", "verdict", "reason", "author", "made_at", "about")
"""Columns of the file; `about` says in words what is judged, and is not read."""

PAIR_VERDICTS = ("same", "different")
FOLLOW_UP_VERDICTS = ("kept", "moved", "dropped")
HYPOTHESIS_VERDICTS = ("missing_call", "wrong_ordinal", "different_scopes")
PROPERTIES = ("date", "duration", "initiator", "ordinal", "weekday", "time_of_day", "factuality", "channel")
_WORDS = {"factuality": ("occurred", "planned", "denied", "unconfirmed"), "channel": ("telephone", "video")}

Line = dict[str, Any]


class JudgementError(Exception):
    """A judgement that cannot be; the message is one line for the user."""


def pair_lines(verdict: str, left: Sequence[str], right: Sequence[str], **said: Any) -> list[Line]:
    """Return the lines that hold two calls for one or for two, each call given by the keys of its reports.

    One pair joins two calls whole. To keep them apart each report is told from the first report of the other call.
    """
    pairs = [(left[0], right[0])]
    if verdict == "different":
        pairs += [(one, right[0]) for one in left[1:]] + [(left[0], other) for other in right[1:]]
    return [_line("pair", one, other, verdict=verdict, **said) for one, other in pairs]


def value_line(key: str, name: str, value: str, **said: Any) -> Line:
    """Return the line that settles a property of the call of a report."""
    return _line("value", key, name, value=checked_value(name, value), verdict="value", **said)


def hypothesis_line(hypothesis_id: str, verdict: str, **said: Any) -> Line:
    """Return the line that settles a hypothesis about a missing call."""
    return _line("hypothesis", hypothesis_id, None, verdict=_one_of("verdict", verdict, HYPOTHESIS_VERDICTS), **said)


def follow_up_line(key: str, verdict: str, **said: Any) -> Line:
    """Return the line that says what became of an announced step."""
    return _line("follow_up", key, None, verdict=_one_of("verdict", verdict, FOLLOW_UP_VERDICTS), **said)


def checked_value(name: str, value: str) -> str:
    """Return a value that the property can have; raise JudgementError for any other, and for other properties."""
    _one_of("property", name, PROPERTIES)
    try:
        if name == "date":
            parse_edtf(value)
        elif name == "duration":
            low, _, high = value.partition("/")
            if not 0 < float(low) <= float(high or low):
                raise ValueError("minutes must be more than 0 and in order")
        elif name in ("ordinal", "weekday") and not 1 <= int(value) <= (7 if name == "weekday" else 1000):
            raise ValueError("out of range")
    except ValueError as error:
        raise JudgementError(f"{value!r} is no {name}: {error}") from None
    return _one_of(name, value, _WORDS[name]) if name in _WORDS else value


def read_lines(lines: Iterable[Mapping[str, str | None]]) -> pl.DataFrame:
    """Return JUDGEMENTS, not yet with a state, of the lines of a file; raise JudgementError that names a wrong line."""
    rows = []
    for number, line in enumerate(lines, 2):
        cells = {name: (line.get(name) or "").strip() or None for name in COLUMNS}
        if any(cells.values()):
            try:
                rows.append(_checked(cells))
            except (JudgementError, ValueError, TypeError) as error:
                raise JudgementError(f"line {number}: {error}") from None
    return schemas.JUDGEMENTS.frame({row["judgement_id"]: row for row in sorted(rows, key=lambda row: row["made_at"])}.values())


def as_lines(judgements: pl.DataFrame) -> list[Line]:
    """Return stored judgements as lines of a file."""
    return [{name: row.get(name) for name in COLUMNS} | {"made_at": row["made_at"].isoformat()} for row in judgements.iter_rows(named=True)]


def _checked(cells: Line) -> Line:
    if not cells["left_key"]:
        raise JudgementError("no left_key")
    kind = _one_of("kind", cells["kind"], ("pair", "value", "hypothesis", "follow_up"))
    if kind == "pair":
        _one_of("verdict", cells["verdict"], PAIR_VERDICTS)
        if not cells["right_key"]:
            raise JudgementError("no right_key")
    elif kind == "value":
        cells["value"], cells["verdict"] = checked_value(cells["right_key"] or "", cells["value"] or ""), "value"
    else:
        _one_of("verdict", cells["verdict"], HYPOTHESIS_VERDICTS if kind == "hypothesis" else FOLLOW_UP_VERDICTS)
    made_at = datetime.fromisoformat(cells["made_at"] or "1970-01-01")
    moment = made_at.replace(tzinfo=UTC) if made_at.tzinfo is None else made_at.astimezone(UTC)
    named = "|".join(cells[name] or "" for name in ("kind", "left_key", "right_key", "value"))
    row = {name: cells[name] for name in COLUMNS if name != "about"}
    return row | {"judgement_id": "j-" + hashlib.sha256(named.encode()).hexdigest()[:12], "made_at": moment, "state": "active"}


def _line(kind: str, left: str, right: str | None, *, verdict: str, reason: str, author: str, made_at: datetime, about: str,
          value: str | None = None) -> Line:  # fmt: skip
    return {
        "kind": kind, "left_key": left, "right_key": right, "value": value, "verdict": verdict, "reason": reason,
        "author": author, "made_at": made_at.isoformat(), "about": about,
    }  # fmt: skip


def _one_of(what: str, given: str | None, allowed: Sequence[str]) -> str:
    if given is None or given not in allowed:
        raise JudgementError(f"{given!r} is no {what}: one of {', '.join(allowed)} is expected")
    return given
