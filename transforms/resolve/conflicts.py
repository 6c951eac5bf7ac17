"""Where the reports of one call contradict each other, themselves or the reference tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from transforms.actors import Directory
from transforms.edtf import parse_edtf
from transforms.resolve import canonical
from transforms.resolve.canonical import Agrees, Stated
from transforms.resolve.clocks import Clocks
from transforms.resolve.late_mentions import Mention, died_before
from transforms.resolve.members import Member, sources_of
from transforms.resolve.terms import out_of_term

Row = dict[str, Any]
Claim = Mapping[str, Any]
Mentions = Mapping[tuple[str, int], Sequence[Mention]]
Values = Mapping[str, Sequence[Claim]]  # claims by report_id

IMPORTANCE = {
    "date": 1.0,
    "factuality": 0.9,
    "initiator": 0.7,
    "duration": 0.6,
    "ordinal": 0.5,
    "weekday": 0.4,
    "participant": 0.8,
}
_WITHIN = 0.5  # a slip within one article matters less than a dispute
_CLASHING = ("date", "weekday", "duration", "ordinal", "initiator")
_SLIP_DAYS, _SIDE_BY_SIDE = 2, 3  # days; characters
_NAMING = ("participant", "initiator", "disclosed_by")


def conflicts(
    call: Row, members: Sequence[Member], claims: Values, directory: Directory, mentions: Mentions, clocks: Clocks
) -> list[Row]:
    """Return CONFLICTS rows of one call, settled where a judgement decided the property.

    `mentions` are those of the dead, by article and revision.
    """
    rows = _between_sources(call, members, claims, clocks)
    rows += _within_source(call, members, claims)
    rows += _with_reference(call, members, claims, directory, mentions)
    for row in rows:
        row["conflict_id"] = f"{call['call_id']}.{row['property']}.{row['kind']}"
        row["call_id"] = call["call_id"]
        row["status"] = "settled" if row["property"] in call["settled"] else row.get("status", "open")
    return rows


# -- between sources -------------------------------------------------------------------------------------------------


def _between_sources(call: Row, members: Sequence[Member], claims: Values, clocks: Clocks) -> list[Row]:
    if len({member["source_id"] for member in members}) == 1:
        return []
    duration = call["duration_minutes_low"], call["duration_minutes_high"], call["duration_qualifier"]
    told: list[tuple[str, list[Stated], Agrees, Any]] = [
        ("date", canonical.dates(members), canonical.dates_agree, call["date_edtf"]),
        ("duration", canonical.durations(members), canonical.durations_agree, duration),
        ("ordinal", _ordinals(members), _same_count, _ordinal_of(call, members)),
        ("initiator", canonical.stated_values(members, "initiator_id"), canonical.equal, call["initiator_id"]),
        ("factuality", _firm_states(members), canonical.equal, call["factuality"]),
        ("weekday", _weekdays(call, members), canonical.equal, call["weekday"]),
    ]
    rows = []
    for name, stated, agrees, chosen in told:
        if row := _dispute(name, stated, agrees, chosen, claims):
            rows.append(row | {"status": "explained" if _by_clocks(call, name, stated, clocks) else "open"})
    return rows


def _dispute(name: str, stated: list[Stated], agrees: Agrees, chosen: Any, claims: Values) -> Row | None:
    """Return the conflict between the values that have a contradiction in another source, if there is one."""
    disputed = [s for s in stated if any(_opposed(s, other, agrees) for other in stated)]
    if not disputed:
        return None
    values = sorted(
        {s.value for s in disputed},
        key=lambda value: (value != chosen, -canonical.support(value, stated, agrees), _text(name, value)),
    )
    against = sources_of([s.member for s in stated if not agrees(s.value, values[0])])
    share = against / max(1, sources_of([s.member for s in stated]))
    return {
        "property": name,
        "kind": "between_sources",
        "values": [_text(name, value) for value in values],
        "claim_ids": _claim_ids(name, values, disputed, claims),
        "weight": round(IMPORTANCE[name] * min(1.0, 0.5 + share), 3),
    }


def _opposed(one: Stated, other: Stated, agrees: Agrees) -> bool:
    return one.member["source_id"] != other.member["source_id"] and not agrees(one.value, other.value)


def _by_clocks(call: Row, name: str, stated: Sequence[Stated], clocks: Clocks) -> bool:
    """Whether the values are two days in a row, or two weekdays, that the clocks of those concerned make of one moment."""
    days = {s.value: _day_of(name, s.value, call) for s in stated}
    known = sorted({day for day in days.values() if day})
    if None in days.values() or len(known) != 2:
        return False
    early, late = ([s.member for s in stated if days[s.value] == day] for day in known)
    return clocks.explain(known, call["countries"], early, late)


def _day_of(name: str, value: Any, call: Row) -> date | None:
    """Return the one day that a value means; a weekday is the one nearest to the day of the call."""
    if name == "date":
        return _single_day(value)
    if name != "weekday" or call["date_earliest"] is None:
        return None
    shift = (value - call["date_earliest"].isoweekday() + 3) % 7 - 3
    return call["date_earliest"] + timedelta(days=shift)  # type: ignore[no-any-return]


def _ordinals(members: Sequence[Member]) -> list[Stated]:
    return [Stated((m["ordinal"], m["scope"]), 0.0, m) for m in members if m["ordinal"] is not None]


def _same_count(one: tuple[int, str | None], other: tuple[int, str | None]) -> bool:
    """Ordinals that count from different events do not contradict each other."""
    return one[0] == other[0] or (one[1] is not None and other[1] is not None and one[1] != other[1])


def _ordinal_of(call: Row, members: Sequence[Member]) -> tuple[int, str | None] | None:
    return next(((m["ordinal"], m["scope"]) for m in members if m["ordinal"] == call["ordinal"] is not None), None)


def _firm_states(members: Sequence[Member]) -> list[Stated]:
    """Denied against occurred; what was planned or unconfirmed is no contradiction."""
    return [s for s in canonical.stated_values(members, "factuality") if s.value in ("occurred", "denied")]


def _weekdays(call: Row, members: Sequence[Member]) -> list[Stated]:
    """Weekdays of reports that give no date, against the day of those that do."""
    found = []
    for member in members:
        if member["date_edtf"] and canonical.width(member["date_edtf"]) == 0:
            day = parse_edtf(member["date_edtf"]).earliest
            if day and day == call["date_earliest"] == call["date_latest"]:
                found.append(Stated(day.isoweekday(), 1.0, member))
        elif not member["date_edtf"] and member["weekday"]:
            found.append(Stated(member["weekday"], 0.0, member))
    return found


def _text(name: str, value: Any) -> str:
    if name == "duration":
        return _minutes(value)
    return str(value[0]) if name == "ordinal" else str(value)


def _minutes(value: tuple[float, float, str]) -> str:
    low, high, _ = value
    return f"{low:g}" if low == high else f"{low:g}/{high:g}"


def _claim_ids(name: str, values: Sequence[Any], stated: Sequence[Stated], claims: Values) -> list[str]:
    ids = []
    for value in values:
        text = _text(name, value)
        reports = dict.fromkeys(s.member["report_id"] for s in stated if s.value == value)
        ids += [c["claim_id"] for r in reports for c in claims.get(r, ()) if c["property"] == name and c["value"] == text]
    return list(dict.fromkeys(ids))


# -- within one source -----------------------------------------------------------------------------------------------


def _within_source(call: Row, members: Sequence[Member], claims: Values) -> list[Row]:
    found: dict[str, dict[str, list[str]]] = {}
    for member in members:
        for name, pair in _slips(claims.get(member["report_id"], ())):
            for claim in pair:
                ids = found.setdefault(name, {}).setdefault(claim["value"], [])
                if claim["claim_id"] not in ids:
                    ids.append(claim["claim_id"])
    return [
        {
            "property": name,
            "kind": "within_source",
            "values": list(values),
            "claim_ids": [claim_id for ids in values.values() for claim_id in ids],
            "weight": round(IMPORTANCE[name] * _WITHIN, 3),
        }
        for name, values in sorted(found.items())
    ]


def _slips(claims: Sequence[Claim]) -> list[tuple[str, tuple[Claim, Claim]]]:
    """Return the pairs of claims of one report that cannot both hold, with the property on which they clash."""
    named = [c for c in claims if c["property"] in _CLASHING]
    named.sort(key=lambda c: (c["property"] != "date", c["start_char"] is None, c["start_char"] or 0, c["claim_id"]))
    weekdays = {c["start_char"] for c in named if c["property"] == "weekday"}
    slips = []
    for i, one in enumerate(named):
        for other in named[i + 1 :]:
            if one["property"] == other["property"] == "date":
                clashing = "date" if _dates_clash(one, other, weekdays) else None
            else:
                clashing = _clash(one, other)
            if clashing:
                slips.append((clashing, (one, other)))
    return slips


def _dates_clash(one: Claim, other: Claim, weekdays: set[int | None]) -> bool:
    """A calendar date and a weekday for the same call that lie a day or two apart.

    Two days further apart, or two that both follow from the context, are more likely of two events than a slip.
    """
    calendar, relative = (one, other) if one["anchor"] == "text" else (other, one)
    if calendar["anchor"] != "text" or relative["anchor"] == "text" or relative["start_char"] not in weekdays:
        return False
    days = _single_day(calendar["value"]), _single_day(relative["value"])
    return days[0] is not None and days[1] is not None and 1 <= abs((days[0] - days[1]).days) <= _SLIP_DAYS


def _clash(one: Claim, other: Claim) -> str | None:
    kinds = one["property"], other["property"]
    if kinds == ("date", "weekday"):
        day = _single_day(one["value"]) if _adjoin(one, other) else None
        return "weekday" if day and day.isoweekday() != int(other["value"]) else None
    if kinds[0] != kinds[1] or one["value"] == other["value"]:
        return None
    if kinds[0] == "duration":
        return None if canonical.durations_agree(_duration(one), _duration(other)) else "duration"
    if kinds[0] == "ordinal":
        return "ordinal" if one["scope"] == other["scope"] else None
    return "initiator" if kinds[0] == "initiator" and one["value"] and other["value"] else None


def _adjoin(one: Claim, other: Claim) -> bool:
    """Whether two claims stand side by side: "vendredi 14 juin"."""
    if one["start_char"] is None or other["start_char"] is None:
        return False
    gap = max(one["start_char"] - other["end_char"], other["start_char"] - one["end_char"])
    return bool(gap <= _SIDE_BY_SIDE)


def _single_day(edtf: str) -> date | None:
    return parse_edtf(edtf).earliest if canonical.width(edtf) == 0 else None


def _duration(claim: Claim) -> tuple[float, float, str]:
    low, _, high = claim["value"].partition("/")
    return float(low), float(high or low), claim["qualifier"] or "exact"


# -- with the reference tables ----------------------------------------------------------------------------------------


def _with_reference(call: Row, members: Sequence[Member], claims: Values, directory: Directory, mentions: Mentions) -> list[Row]:
    """People who act although they were dead by then, and who are given an office that they did not hold."""
    first, last = call["date_earliest"], call["date_latest"]
    if first is None:
        return []
    found: dict[str, list[str]] = {}
    for member in members:
        for actor_id, claim_id in _named(member, claims.get(member["report_id"], ())):
            actor = directory.actors.get(actor_id)
            if actor and actor.died and actor.died < first:
                ids = found.setdefault(_died(actor.name, actor.died), [])
                ids += [claim_id] if claim_id and claim_id not in ids else []
        for mention in mentions.get((member["article_id"], member["revision"]), ()):
            if died_before(mention, first):
                found.setdefault(_died(mention.name, mention.died), [])
        for actor_id, wrong in out_of_term(member, directory, first, last) if last else ():
            ids = found.setdefault(wrong, [])
            ids += [i for a, i in _named(member, claims.get(member["report_id"], ())) if a == actor_id and i and i not in ids]
    if not found:
        return []
    return [
        {
            "property": "participant",
            "kind": "with_reference",
            "values": sorted(found),
            "claim_ids": [claim_id for value in sorted(found) for claim_id in found[value]],
            "weight": IMPORTANCE["participant"],
        }
    ]


def _died(name: str, day: date) -> str:
    return f"{name}: died {day.isoformat()}"


def _named(member: Member, claims: Sequence[Claim]) -> list[tuple[str, str | None]]:
    """Return the actors that a report lets act, with the claim that names them."""
    named: list[tuple[str, str | None]] = [(p["actor_id"], None) for p in member["participants"] or []]
    for claim in claims:
        if claim["property"] in _NAMING:
            named.append((claim["value"], claim["claim_id"]))
        if claim["attributed_to_id"]:
            named.append((claim["attributed_to_id"], claim["claim_id"]))
    return named
