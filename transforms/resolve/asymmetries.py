"""What only one side of a call tells: topics, countries and statements in one account and not in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from transforms.identity import normalised_text
from transforms.resolve.members import Member
from transforms.resolve.sides import Sides

Row = dict[str, Any]
Told = Mapping[str, Sequence[Mapping[str, Any]]]  # claims or statements by report_id
Account = dict[tuple[str, str], str]  # (property, what is told) -> value as shown


def asymmetries(call: Row, members: Sequence[Member], claims: Told, statements: Told, sides: Sides) -> list[Row]:
    """Return ASYMMETRIES rows of one call.

    A side gives its account in what is attributed to it, and in reports whose disclosers are all of that side. Where
    the countries of the participants are known, only these are sides. Nothing is said of a side without any account.
    """
    accounts: dict[str, Account] = {}
    for member in members:
        names = member["disclosed_by"] or []
        for side, item, value in (
            *_matters(member, claims.get(member["report_id"], ()), sides.of_all(names), names, sides),
            *_speech(statements.get(member["report_id"], ()), names, sides),
        ):
            if not call["countries"] or side in call["countries"]:
                accounts.setdefault(side, {}).setdefault(item, value)
    return [
        {"call_id": call["call_id"], "property": item[0], "value": value, "told_by": side, "not_told_by": other}
        for side, account in sorted(accounts.items())
        for other in sorted(accounts)
        if side != other
        for item, value in sorted(account.items())
        if item not in accounts[other]
    ]


def _matters(
    member: Member, claims: Sequence[Mapping[str, Any]], disclosers: set[str], names: Sequence[str], sides: Sides
) -> list[tuple[str, tuple[str, str], str]]:
    """Return (side, item, value) of topics and countries; what nobody in particular tells, all disclosers tell."""
    attributed = {
        (c["property"], c["value"]): sides.of(c["attributed_to_id"] or c["attributed_to"], names) for c in claims if c["attributed_to"]
    }
    items = [("topic", topic) for topic in member["topics"] or []] + [("place", p) for p in member["places"] or []]
    return [(side, item, item[1]) for item in items for side in ([attributed[item]] if item in attributed else sorted(disclosers))]


def _speech(statements: Sequence[Mapping[str, Any]], names: Sequence[str], sides: Sides) -> list[tuple[str, tuple[str, str], str]]:
    """Return (side, item, value) of statements; the same words in two reports are one item."""
    return [
        (sides.of(s["speaker_id"] or s["speaker"], names), ("statement", normalised_text(s["text"])), s["statement_id"])
        for s in statements
        if s["speaker"]
    ]
