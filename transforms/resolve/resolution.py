"""Resolution as a whole: features, clusters, names, canonical values, ordinals, conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from transforms import schemas
from transforms.actors import Directory
from transforms.edtf import parse_edtf
from transforms.languages.fr.scopes import OFFICE, YEAR, window_days
from transforms.reference import Reference
from transforms.resolve import canonical, ledger
from transforms.resolve.asymmetries import asymmetries
from transforms.resolve.clocks import Clocks
from transforms.resolve.cluster import Pair, cluster
from transforms.resolve.conflicts import Mentions, conflicts
from transforms.resolve.features import features
from transforms.resolve.identity import aliases, name_calls
from transforms.resolve.judged import Judged, read_judgements
from transforms.resolve.late_mentions import by_article
from transforms.resolve.members import Member, members_by_call, sources_of
from transforms.resolve.score import explain
from transforms.resolve.sides import Sides

Row = dict[str, Any]
_NAMELESS = "name:"  # how a participant without an actor id is keyed in call reports


@dataclass(frozen=True)
class Resolution:
    """One frame of the schema of each name."""

    calls: pl.DataFrame
    call_participants: pl.DataFrame
    call_topics: pl.DataFrame
    call_places: pl.DataFrame
    conflicts: pl.DataFrame
    asymmetries: pl.DataFrame
    missing_calls: pl.DataFrame
    call_aliases: pl.DataFrame
    memberships: pl.DataFrame

    def followed_by(self, later: Resolution) -> Resolution:
        """Return what two resolutions leave, one after the other: what the later one resolved again is as it has it."""
        memberships = pl.concat([self.memberships.join(later.memberships, on="report_id", how="anti"), later.memberships])
        left = memberships.join(later.calls, on="call_id", how="anti")
        both = {name: pl.concat([frame.join(left, on="call_id", how="semi"), getattr(later, name)]) for name, frame in self._of_calls()}
        hypotheses = pl.concat([self.missing_calls, later.missing_calls]).unique("hypothesis_id", keep="last", maintain_order=True)
        aliases = pl.concat([self.call_aliases, later.call_aliases])
        return Resolution(**both, missing_calls=hypotheses, call_aliases=aliases, memberships=memberships)

    def _of_calls(self) -> list[tuple[str, pl.DataFrame]]:
        apart = ("missing_calls", "call_aliases", "memberships")
        return [(name, frame) for name, frame in vars(self).items() if name not in apart]


def resolve(
    reports: pl.DataFrame,
    claims: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    reference: Reference | None,
    judgements: pl.DataFrame | None = None,
    keys: pl.DataFrame | None = None,
    known: pl.DataFrame | None = None,
    statements: pl.DataFrame | None = None,
    others: pl.DataFrame | None = None,
    mentions: pl.DataFrame | None = None,
    run_id: str | None = None,
) -> Resolution:
    """Bring together the reports of one call and say what they make of it.

    `reports`, `claims`, `statements` and `articles` are frames of these schemas; of articles no text is read, so that
    `mentions` tells of the dead whom they let act (`mentions_of_the_dead`). `keys` are the report keys of all reports of
    the judged articles, where `reports` does not hold them all. `known` is MEMBERSHIPS as they stand, so that calls keep
    their ids; `run_id` goes into the aliases. `others` are calls of the same people that are not resolved again but count
    or fill the place of an ordinal: call_id, people (keys, sorted, joined by |), date_edtf, date_earliest, date_latest,
    factuality, ordinal, ordinal_scope and `counting` (the reports that give the ordinal). The outcome does not depend on
    the order of rows, and apart from ids not on `known`.
    """
    reports = reports.unique("report_id", keep="first", maintain_order=True).sort("report_id")
    table = features(reports, articles, statements, reference)
    judged = read_judgements(judgements, reports, keys)
    groups, pairs = cluster(table, judged.pairs)
    held = dict(known.select("report_id", "call_id").iter_rows()) if known is not None else {}
    names = name_calls(groups, held)
    in_calls = pl.DataFrame(
        [(report_id, call_id) for group, call_id in zip(groups, names, strict=True) for report_id in group],
        schema={"report_id": pl.String, "call_id": pl.String},
        orient="row",
    )
    members = members_by_call(reports, articles, table, in_calls)
    directory = _directory(reference, reports, claims)
    calls = {call_id: _call(call_id, own, judged, directory) for call_id, own in sorted(members.items())}
    counted, beside = _outside(others) if others is not None else ([], {})
    hypotheses = _count_calls([*calls.values(), *counted], beside, directory, judged)
    late = by_article(mentions, reference.actors) if mentions is not None and reference is not None else {}
    speech = statements if statements is not None else schemas.STATEMENTS.frame()
    told = _by_report(claims, "claim_id"), _by_report(speech, "statement_id")
    return Resolution(
        **_frames(calls, members, *told, directory, Sides(reference), late, Clocks(reference)),
        missing_calls=schemas.MISSING_CALLS.frame(hypotheses),
        call_aliases=aliases(groups, names, held, judged.pairs.height > 0, run_id),
        memberships=_memberships(groups, names, pairs),
    )


def _directory(reference: Reference | None, reports: pl.DataFrame, claims: pl.DataFrame) -> Directory:
    """Index the actors that the reports and claims name."""
    if reference is None:
        return Directory()
    people = reports.select(pl.col("participants").explode().struct.field("actor_id")).to_series()
    named = pl.concat([people, reports["initiator_id"], claims["value"], claims["attributed_to_id"]]).unique().implode()
    return Directory.from_reference(
        replace(
            reference,
            actors=reference.actors.filter(pl.col("actor_id").is_in(named)),
            offices=reference.offices.filter(pl.col("actor_id").is_in(named)),
        )
    )


# -- calls -----------------------------------------------------------------------------------------------------------


def _call(call_id: str, members: Sequence[Member], judged: Judged, directory: Directory) -> Row:
    """Return one call as the columns of CALLS; beside them `persons` (rows), `people` (ids), `countries`, `settled`, `counting`."""
    call: Row = {"call_id": call_id}
    call |= canonical.when(members) | canonical.duration(members) | canonical.ordinal(members) | canonical.factuality(members)
    call["initiator_id"] = canonical.initiator(members)
    call["channel"] = canonical.channel(members)
    times = canonical.stated_values(members, "time_of_day")
    call["time_of_day"] = canonical.choose(times, canonical.equal)
    call["settled"] = _apply(call, members, judged)
    call["counting"] = [member["report_id"] for member in members if member["ordinal"] is not None]
    call["persons"] = _participants(call, members, directory)
    call["people"] = sorted(p["key"] for p in call["persons"] if p["key"])
    call["countries"] = {p["country_code"] for p in call["persons"]} - {None}
    call["participants"] = sorted(p["name"] for p in call["persons"])
    for column in ("topics", "places", "disclosed_by"):
        call[column] = sorted({value for member in members for value in member[column] or []})
    published = [member["published_at"] for member in members if member["published_at"]]
    call |= {
        "report_count": len(members),
        "source_count": len({member["source_id"] for member in members}),
        "independent_source_count": sources_of(members),
        "first_reported_at": min(published, default=None),
        "last_reported_at": max(published, default=None),
    }
    return call


def _apply(call: Row, members: Sequence[Member], judged: Judged) -> set[str]:
    """Put judged values in the place of reported ones and return the properties they settle."""
    verdicts = {name: value for m in members for name, value in judged.values.get(m["report_id"], {}).items()}
    for name, value in verdicts.items():
        if name == "date":
            days = parse_edtf(value)
            single = days.earliest if days.earliest == days.latest else None
            call |= {"date_edtf": value, "date_earliest": days.earliest, "date_latest": days.latest}
            call["weekday"] = single.isoweekday() if single else call["weekday"]
        elif name == "duration":
            low, _, high = value.partition("/")
            call |= {
                "duration_minutes_low": float(low),
                "duration_minutes_high": float(high or low),
                "duration_qualifier": "exact",
            }
        elif name == "initiator":
            call["initiator_id"] = value
        elif name in ("ordinal", "weekday"):
            call[name] = int(value)
        elif name in ("factuality", "channel", "time_of_day"):
            call[name] = value
        else:
            raise ValueError(f"no judgement can settle the property {name!r}")
    return set(verdicts)


def _participants(call: Row, members: Sequence[Member], directory: Directory) -> list[Row]:
    """Return all whom a report names; unnamed ones only as far as no report names more people."""
    names: dict[str, str] = {}
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for member in members:
        for person in member["participants"] or []:
            names.setdefault(person["actor_id"], person["name"])
            roles[person["actor_id"]][person["role"]] += 1
    rows = [_participant(key, name, roles[key], call, directory) for key, name in sorted(names.items())]
    fullest = max(members, key=lambda m: len(m["participants"] or []) + len(m["unnamed_participants"] or []))
    absent = len(fullest["participants"] or []) + len(fullest["unnamed_participants"] or []) - len(names)
    unnamed = (fullest["unnamed_participants"] or [])[: max(0, absent)]
    nobody = {"key": None, "actor_id": None, "role": "participant", "country_code": None}
    return rows + [nobody | {"name": text} for text in unnamed]


def _participant(key: str, name: str, roles: Counter[str], call: Row, directory: Directory) -> Row:
    actor_id = None if key.startswith(_NAMELESS) else key
    day = call["date_earliest"] if call["date_earliest"] == call["date_latest"] else None
    terms = directory.offices_of.get(key, [])
    held = sorted((o for o in terms if day and o.held_on(day)), key=lambda o: (o.start or date.min, o.role))
    role = "initiator" if key == call["initiator_id"] else max(sorted(roles), key=lambda r: roles[r])
    if role == "initiator" and call["initiator_id"] not in (None, key):
        role = "participant"
    known = directory.actors.get(key)
    return {
        "key": key,
        "actor_id": actor_id,
        "name": known.name if known else name,
        "role": role,
        "office_at_date": held[-1].role if held else None,
        "country_code": (held[-1].place if held and len(held[-1].place) == 2 else None) or (known.country_code if known else None),
    }


# -- ordinals --------------------------------------------------------------------------------------------------------


def _outside(others: pl.DataFrame) -> tuple[list[Row], dict[ledger.People, list[ledger.Days]]]:
    """Return the calls outside that an ordinal counts, as rows, and the days of those that took place without one."""
    counted = others.filter(pl.col("ordinal").is_not_null())
    rows = [row | {"people": row["people"].split("|")} for row in counted.iter_rows(named=True)]
    told = others.filter(pl.col("ordinal").is_null() & (pl.col("factuality") == "occurred")).drop_nulls(["date_earliest", "date_latest"])
    days: dict[ledger.People, list[ledger.Days]] = {}
    for people, first, last in told.group_by("people").agg("date_earliest", "date_latest").iter_rows():
        days[tuple(people.split("|"))] = list(zip(first, last, strict=True))
    return rows, days


def _count_calls(
    calls: Iterable[Row], beside: Mapping[ledger.People, Sequence[ledger.Days]], directory: Directory, judged: Judged
) -> list[Row]:
    """Narrow calls by their ordinals, in place, and return the hypotheses about missing ones."""
    found = []
    for count in ledger.counts(calls, beside):
        ledger.narrow(count)
        found += ledger.missing_calls(count, _scope_start(count, directory), judged.hypotheses)
    return found


def _scope_start(count: ledger.Count, directory: Directory) -> date | None:
    """Return the day from which a scope counts, None when unknown.

    For an office the last entry into office of the two before their calls, for a year its turn.
    """
    days = [call["date_earliest"] for call in count.counted if call["date_edtf"]]
    if not days:
        return None
    first: date = min(days)
    if count.is_window:
        return first - timedelta(days=window_days(count.counted[0]["ordinal_scope"]) or 0)
    if count.scope.startswith(YEAR):
        return date(first.year, 1, 1)
    if count.scope != OFFICE:
        return None
    terms = [term for person in count.people for term in directory.offices_of.get(person, [])]
    return max((term.start for term in terms if term.start and term.held_on(first)), default=None)


# -- frames ----------------------------------------------------------------------------------------------------------


def _memberships(groups: Sequence[Sequence[str]], names: Sequence[str], pairs: Mapping[Pair, Mapping[str, Any]]) -> pl.DataFrame:
    """Return MEMBERSHIPS: each report with its strongest link within the call, and its other links to reports named before it."""
    rows = []
    for group, call_id in zip(groups, names, strict=True):
        for report_id in group:
            row: Row = {"report_id": report_id, "call_id": call_id}
            own = [pairs[min(report_id, other), max(report_id, other)] for other in group if other != report_id]
            if own:
                best = max(own, key=lambda pair: (pair["score"], pair["right"], pair["left"]))
                further = [pair for pair in own if pair["link"] and pair["right"] == report_id and pair is not best]
                row |= {"score": best["score"], "explanation": explain(best, report_id, further)}
            rows.append(row)
    return schemas.MEMBERSHIPS.frame(rows)


def _frames(
    calls: Mapping[str, Row],
    members: Mapping[str, Sequence[Member]],
    claims: Mapping[str, Sequence[Row]],
    statements: Mapping[str, Sequence[Row]],
    directory: Directory,
    sides: Sides,
    mentions: Mentions,
    clocks: Clocks,
) -> dict[str, pl.DataFrame]:
    """Return the frames of the calls and what hangs on them, by name; adds the counts of conflicts and origins."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for call_id, call in calls.items():
        own = members[call_id]
        contradictions = conflicts(call, own, claims, directory, mentions, clocks)
        call["conflict_count"] = len({row["property"] for row in contradictions})
        call["origin_count"] = max(1, len(sides.of_all(call["disclosed_by"])))
        rows["calls"].append({name: call[name] for name in schemas.CALLS.columns})
        rows["conflicts"] += contradictions
        rows["asymmetries"] += asymmetries(call, own, claims, statements, sides)
        rows["call_participants"] += [
            {"call_id": call_id} | {name: value for name, value in person.items() if name != "key"} for person in call["persons"]
        ]
        rows["call_topics"] += [{"call_id": call_id, "topic_id": t} | _told_of(own, "topics", t) for t in call["topics"]]
        for place in call["places"]:
            reports = _told_of(own, "places", place)["report_count"]
            rows["call_places"].append({"call_id": call_id, "country_code": place, "report_count": reports})
    relations = (
        schemas.CALLS,
        schemas.CALL_PARTICIPANTS,
        schemas.CALL_TOPICS,
        schemas.CALL_PLACES,
        schemas.CONFLICTS,
        schemas.ASYMMETRIES,
    )
    return {relation.name: relation.frame(rows[relation.name]) for relation in relations}


def _told_of(members: Sequence[Member], column: str, value: str) -> dict[str, int]:
    telling = [member for member in members if value in (member[column] or [])]
    return {"report_count": len(telling), "source_count": len({member["source_id"] for member in telling})}


def _by_report(rows: pl.DataFrame, key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.sort(key).iter_rows(named=True):
        found[row["report_id"]].append(row)
    return found
