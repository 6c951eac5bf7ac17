"""Candidates -> call reports, claims, statements, follow-ups. The one place that puts the language pipelines together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from transforms import schemas
from transforms.reference import Reference, cells
from transforms.report import Claim, Report

if TYPE_CHECKING:
    from transforms.languages.fr.running_days import Anchor

NOT_READ = frozenset(("comment", "stamp", "share", "related", "newsletter", "subscription", "tags", "cookie", "montage"))
"""Kinds of furniture that tell of no call; captions are read, since a caption often is the only place that dates one."""

_NO_EVIDENCE = " \t\n\u00a0\u202f,;"


@dataclass(frozen=True)
class Extraction:
    """Frames of CALL_REPORTS, CLAIMS, STATEMENTS and FOLLOW_UPS."""

    call_reports: pl.DataFrame
    claims: pl.DataFrame
    statements: pl.DataFrame
    follow_ups: pl.DataFrame


class Extractor:
    """Built once a process (about a second: spaCy and the gazetteer); then `extract` is a pure function of its articles."""

    def __init__(self, reference: Reference) -> None:
        from transforms.languages.fr.pipeline import FrenchPipeline  # it imports spaCy: only who extracts waits for that

        self.pipeline = FrenchPipeline(reference)
        self.homes = dict(cells(reference.outlets, "source_id", "country_code"))

    def extract(self, articles: pl.DataFrame) -> Extraction:
        """Read every article of a frame of ARTICLES; articles that are not French give no report."""
        rows: dict[str, list[dict[str, Any]]] = {"call_reports": [], "claims": [], "statements": [], "follow_ups": []}
        for article in articles.iter_rows(named=True):
            for position, report in enumerate(self.reports(article), 1):
                _add_rows(rows, article, position, report)
        return Extraction(
            schemas.CALL_REPORTS.frame(rows["call_reports"]), schemas.CLAIMS.frame(rows["claims"]),
            schemas.STATEMENTS.frame(rows["statements"]), schemas.FOLLOW_UPS.frame(rows["follow_ups"]),
        )

    def may_report(self, text: str) -> bool:
        """Whether an article of this text can tell of a call at all: a look that costs a tenth of reading it."""
        return self.pipeline.may_report(text)

    def reports(self, article: Mapping[str, Any], *, looked_at: bool = False) -> list[Report]:
        """The calls that one article (a row of ARTICLES) tells of; `looked_at` when `may_report` has said yes to it."""
        if article["language"] not in (None, "fr"):
            return []
        left_out = [(f["start_char"], f["end_char"]) for f in article["furniture"] or [] if f["kind"] in NOT_READ]
        home = self.homes.get(article["source_id"]) or "FR"
        return self.pipeline.reports(article["text"], _anchor(article), left_out, article["title_end"] or 0, home, looked_at=looked_at)


def _anchor(article: Mapping[str, Any]) -> Anchor:
    """What relative days count from: the dateline, else the publication day, else only its bounds."""
    from transforms.languages.fr.running_days import Anchor

    bounds: tuple[date | None, date | None] = (article["published_earliest"], article["published_latest"])
    if article["dateline_date"]:
        return Anchor(article["dateline_date"], "dateline", bounds)
    if article["published_on"]:
        return Anchor(article["published_on"], "published_at", bounds)
    return Anchor(None, "none", bounds)


def _key(prefix: str, *parts: object) -> str:
    return f"{prefix}-{hashlib.sha256('|'.join(map(str, parts)).encode()).hexdigest()[:16]}"


def _add_rows(rows: dict[str, list[dict[str, Any]]], article: Mapping[str, Any], position: int, report: Report) -> None:
    text = article["text"]
    report_id = f"{article['article_id']}.{article['revision']}.{position}"
    rows["call_reports"].append(_report_row(article, report_id, position, report))
    claims = {row["claim_id"]: row for row in reversed([_claim_row(report_id, text, claim) for claim in report.claims])}
    rows["claims"] += reversed(list(claims.values()))  # two rules may find one value: the first stands for both
    for speech in report.statements:
        start, end = speech.span
        rows["statements"].append({
            "statement_id": _key("s", report_id, start, end), "report_id": report_id, "speaker_id": speech.speaker_id,
            "speaker": speech.speaker, "kind": speech.kind, "text": text[start:end], "start_char": start, "end_char": end,
        })
    for follow_up in report.follow_ups:
        start, end = follow_up.span
        rows["follow_ups"].append({
            "follow_up_id": _key("f", report_id, follow_up.kind, start, end), "report_id": report_id, "kind": follow_up.kind,
            "date_edtf": follow_up.date_edtf, "date_earliest": follow_up.earliest, "date_latest": follow_up.latest,
            "place": follow_up.place, "participants": list(follow_up.participants), "settled": follow_up.settled,
            "surface": text[start:end], "start_char": start, "end_char": end,
        })


def _report_row(article: Mapping[str, Any], report_id: str, position: int, report: Report) -> dict[str, Any]:
    low, high, qualifier = report.duration or (None, None, None)
    return {
        "report_id": report_id, "article_id": article["article_id"], "revision": article["revision"], "position": position,
        "factuality": report.factuality, "channel": report.channel, "date_edtf": report.date_edtf, "date_earliest": report.earliest,
        "date_latest": report.latest, "weekday": report.weekday, "time_of_day": report.time_of_day, "duration_minutes_low": low,
        "duration_minutes_high": high, "duration_qualifier": qualifier, "ordinal": report.ordinal, "ordinal_scope": report.ordinal_scope,
        "initiator_id": (report.initiator.actor_id or report.initiator.name) if report.initiator else None,
        "initiator_qualifier": report.initiator_qualifier,
        "participants": [{"actor_id": p.actor_id or f"name:{p.name}", "name": p.name, "role": p.role} for p in report.participants],
        "unnamed_participants": report.unnamed, "topics": report.topics, "places": report.places, "keywords": report.keywords,
        "disclosed_by": report.disclosed_by,
        "tone": report.tone, "sentence": article["text"][slice(*report.sentence)],
        "start_char": report.evidence[0], "end_char": report.evidence[1],
    }


def _claim_row(report_id: str, text: str, claim: Claim) -> dict[str, Any]:
    start, end = _trimmed(text, *claim.span) if claim.span else (None, None)
    return {
        "claim_id": _key("c", report_id, claim.property, claim.value, start, end), "report_id": report_id, "property": claim.property,
        "value": claim.value, "qualifier": claim.qualifier, "surface": text[start:end] if claim.span else None, "start_char": start,
        "end_char": end, "attributed_to_id": claim.attributed_to_id, "attributed_to": claim.attributed_to, "scope": claim.scope,
        "anchor": claim.anchor, "rule": claim.rule,
    }


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the spaces and commas around it: evidence is the shortest stretch that states a value."""
    stated = text[start:end]
    start += len(stated) - len(stated.lstrip(_NO_EVIDENCE))
    return start, start + len(stated.strip(_NO_EVIDENCE))


def label(document_id: str, text: str, reports: Iterable[Report]) -> dict[str, Any]:
    """One document in the label format: `{"id", "calls": [...]}`; participants with an actor id carry it in `participant_ids`."""
    return {"id": document_id, "calls": [_label_call(text, report) for report in reports]}


def _label_call(text: str, report: Report) -> dict[str, Any]:
    duration = [report.duration[0], report.duration[1]] if report.duration else None
    return {
        "participants": [p.name for p in report.participants] + report.unnamed,
        "participant_ids": [p.actor_id for p in report.participants] + [None] * len(report.unnamed),
        "channel": report.channel, "factuality": report.factuality, "date": report.date_edtf,
        "duration_minutes": [int(d) if d == int(d) else d for d in duration] if duration else None,
        "ordinal": report.ordinal, "initiator": report.initiator.name if report.initiator else None, "disclosed_by": report.disclosed_by,
        "topics": report.label_codes, "places": report.places, "evidence": text[slice(*report.evidence)],
    }
