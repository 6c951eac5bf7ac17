"""The named schema of every stage: one `Relation` a frame or table, with its grain and the unit and meaning of each column.

The warehouse takes its table and column comments from here, so this is the one place where a column is described.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

TEXT = pl.String()
INT = pl.Int64()
FLOAT = pl.Float64()
BOOL = pl.Boolean()
DAY = pl.Date()
MOMENT = pl.Datetime("us", "UTC")
TEXTS = pl.List(pl.String())
SPANS = pl.List(pl.Struct({"kind": pl.String(), "start_char": pl.Int64(), "end_char": pl.Int64()}))
PARTICIPANTS = pl.List(pl.Struct({"actor_id": pl.String(), "name": pl.String(), "role": pl.String()}))


@dataclass(frozen=True)
class Relation:
    """A frame or table: its name, the grain in one sentence, and column -> (type, meaning)."""

    name: str
    grain: str
    columns: Mapping[str, tuple[pl.DataType, str]]

    @property
    def schema(self) -> pl.Schema:
        """The Polars schema, in column order."""
        return pl.Schema({name: dtype for name, (dtype, _) in self.columns.items()})

    def frame(self, rows: Iterable[Mapping[str, Any]] = ()) -> pl.DataFrame:
        """Build a frame of this schema from rows; a column that a row leaves out is null, an unknown one is an error."""
        rows = list(rows)
        unknown = {key for row in rows for key in row} - set(self.columns)
        if unknown:
            raise ValueError(f"{self.name}: unknown columns {sorted(unknown)}")
        if not rows:
            return pl.DataFrame(schema=self.schema)  # no work for threads: workers are forked from a process that has such frames
        return pl.DataFrame([_column(name, [row.get(name) for row in rows], dtype) for name, dtype in self.schema.items()])


def _column(name: str, values: list[Any], dtype: pl.DataType) -> pl.Series:
    """Build a column; lists by way of JSON, a quarter of the time that Polars takes to look at them one by one."""
    if not dtype.is_nested():
        return pl.Series(name, values, dtype)
    return pl.Series(name, [None if value is None else json.dumps(value) for value in values], pl.String).str.json_decode(dtype)


LANDED = Relation("landed", "one file, or one line of a JSON-lines file, as read from disk", {
    "document_id": (TEXT, "SHA-256 of the file's bytes, hex"),
    "path": (TEXT, "path as given by the user"),
    "item": (INT, "line of a JSON-lines file or response of a web archive, from 1; 0 for a file that holds one article"),
    "media_type": (TEXT, "text/plain, text/markdown, text/html, application/json"),
    "encoding": (TEXT, "encoding the bytes were decoded with"),
    "size_bytes": (INT, "size of the file"),
    "content": (TEXT, "decoded content of the file or line"),
    "metadata": (TEXT, "JSON object of the sidecar or manifest row, null without one"),
    "metadata_origin": (TEXT, "path of the sidecar or manifest that gave the metadata"),
    "url": (TEXT, "address it was fetched from, where a web archive says so"),
})

DOCUMENTS = Relation("documents", "one file taken in, by the hash of its bytes", {
    "document_id": (TEXT, "SHA-256 of the file's bytes, hex"),
    "path": (TEXT, "path at which it was first read"),
    "media_type": (TEXT, "media type"),
    "encoding": (TEXT, "encoding the bytes were decoded with"),
    "size_bytes": (INT, "size of the file"),
    "metadata": (TEXT, "JSON object of the sidecar or manifest row, null without one"),
    "metadata_sha256": (TEXT, "SHA-256 of the metadata, null without any"),
})

PARSED = Relation("parsed", "one article as its format states it, before cleaning", {
    "document_id": (TEXT, "document it stands in"),
    "path": (TEXT, "path of the document"),
    "item": (INT, "line of a JSON-lines file, from 1; 0 for a file that holds one article"),
    "external_id": (TEXT, "id field of the record, or the file's name without its ending"),
    "url": (TEXT, "address as stated"),
    "outlet": (TEXT, "name of the outlet as stated"),
    "title": (TEXT, "headline as stated; null where the format states none"),
    "lead": (TEXT, "standfirst as stated"),
    "body": (TEXT, "text as stated, furniture included"),
    "author": (TEXT, "byline as stated"),
    "agency": (TEXT, "agency as stated"),
    "language": (TEXT, "language as stated, ISO 639-1"),
    "published_at": (TEXT, "publication moment as stated, any format"),
    "published_at_basis": (TEXT, "metadata or html: what stated it"),
})

ARTICLES = Relation("articles", "one revision of one article", {
    "article_id": (TEXT, "from the canonical URL where there is one, else from outlet and normalised text"),
    "revision": (INT, "1 for the first text seen, counts changed texts"),
    "is_current": (BOOL, "whether this is the newest revision"),
    "source_id": (TEXT, "outlet; an unknown outlet is its own source, one an article"),
    "url": (TEXT, "canonical address"),
    "title": (TEXT, "headline, null where the article has none"),
    "author": (TEXT, "byline"),
    "agency": (TEXT, "agency_id of the wire it is credited to (AFP, REUTERS, ...), null without credit"),
    "published_at": (MOMENT, "publication moment in UTC; null when unknown"),
    "published_on": (DAY, "publication day in the outlet's own time zone; relative days resolve against it"),
    "published_at_basis": (TEXT, "metadata, html, dateline, byline, bounds or none"),
    "published_earliest": (DAY, "earliest possible publication day"),
    "published_latest": (DAY, "latest possible publication day"),
    "dateline_place": (TEXT, "place of the dateline as written"),
    "dateline_date": (DAY, "day of the dateline"),
    "language": (TEXT, "ISO 639-1 code"),
    "duplicate_cluster_id": (TEXT, "near-duplicate cluster, the smallest article_id in it; null when alone"),
    "text": (TEXT, "title, lead and body joined by blank lines; all offsets are characters into it"),
    "title_end": (INT, "end of the title in text, 0 without a title"),
    "furniture": (SPANS, "spans of text that are not the article: caption, comment, share, credit, byline, related, table ..."),
    "outlet": (TEXT, "name of the outlet as stated or known"),
    "external_id": (TEXT, "id field of the record, or the file's name without its ending"),
    "document_id": (TEXT, "document it was read from"),
    "item": (INT, "position in that document"),
})

CALL_REPORTS = Relation("call_reports", "one call as told by one article revision", {
    "report_id": (TEXT, "article, revision and the call within it"),
    "article_id": (TEXT, "article"),
    "revision": (INT, "revision of the article"),
    "position": (INT, "call within the article, from 1 in order of first evidence"),
    "factuality": (TEXT, "occurred, planned, denied or unconfirmed"),
    "channel": (TEXT, "telephone or video"),
    "date_edtf": (TEXT, "day of the call, EDTF; null when only bounds or a weekday are known"),
    "date_earliest": (DAY, "earliest possible day, null when unbounded"),
    "date_latest": (DAY, "latest possible day, null when unbounded"),
    "weekday": (INT, "ISO weekday stated for the call, 1 is Monday"),
    "time_of_day": (TEXT, "HH:MM or night, morning, noon, afternoon, evening"),
    "duration_minutes_low": (FLOAT, "least duration in minutes"),
    "duration_minutes_high": (FLOAT, "greatest duration in minutes; equal to the least for a single value"),
    "duration_qualifier": (TEXT, "exact, about, at_least, at_most"),
    "ordinal": (INT, "the call is stated to be the Nth"),
    "ordinal_scope": (TEXT, "words that say what the ordinal counts from, null when unsaid"),
    "initiator_id": (TEXT, "actor who called or asked for the call"),
    "initiator_qualifier": (TEXT, "exact, or not_disclosed when the article says that it is not known"),
    "participants": (PARTICIPANTS, "people in the call: actor_id, name, role (initiator, recipient, participant)"),
    "unnamed_participants": (TEXTS, "role texts in lower case for those who cannot be named"),
    "topics": (TEXTS, "topic ids said to have been discussed"),
    "places": (TEXTS, "ISO 3166-1 alpha-2 codes of the countries discussed"),
    "keywords": (TEXTS, "uncommon words and phrases of what the article tells of the call, cut to their stems"),
    "disclosed_by": (TEXTS, "who made the call known, canonical names"),
    "tone": (TEXTS, "words that describe how the call went"),
    "sentence": (TEXT, "the sentence that holds the first evidence"),
    "start_char": (INT, "start of the evidence in articles.text"),
    "end_char": (INT, "end of the evidence, exclusive"),
})

CLAIMS = Relation("claims", "one value of one call report", {
    "claim_id": (TEXT, "report, property, value and span"),
    "report_id": (TEXT, "call report"),
    "property": (TEXT, "participant, date, weekday, time_of_day, duration, ordinal, initiator, channel, factuality, "
                       "disclosed_by, tone, topic or place"),
    "value": (TEXT, "normal form: actor id or name, EDTF, ISO weekday, minutes as 50 or 30/40, number, code"),
    "qualifier": (TEXT, "exact, about, at_least, at_most or not_disclosed"),
    "surface": (TEXT, "characters of the article that state the value; null when no characters do"),
    "start_char": (INT, "start of the surface in articles.text, null without surface"),
    "end_char": (INT, "end of the surface, exclusive"),
    "attributed_to_id": (TEXT, "actor to whom the article attributes the value"),
    "attributed_to": (TEXT, "name of that actor as written"),
    "scope": (TEXT, "for an ordinal: the words that say what it counts from"),
    "anchor": (TEXT, "what a relative value was resolved against: dateline, published_at, call, text or none"),
    "rule": (TEXT, "rule that found it"),
})

STATEMENTS = Relation("statements", "one passage of quoted or reported speech about a call", {
    "statement_id": (TEXT, "report and span"),
    "report_id": (TEXT, "call report it belongs to"),
    "speaker_id": (TEXT, "actor who speaks, null when unknown"),
    "speaker": (TEXT, "speaker: canonical name when known, else as written"),
    "kind": (TEXT, "direct or reported"),
    "text": (TEXT, "characters of the statement"),
    "start_char": (INT, "start in articles.text"),
    "end_char": (INT, "end, exclusive"),
})

FOLLOW_UPS = Relation("follow_ups", "one announced next step", {
    "follow_up_id": (TEXT, "report and span"),
    "report_id": (TEXT, "call report in whose article it stands"),
    "kind": (TEXT, "call, meeting, summit, visit or talks"),
    "date_edtf": (TEXT, "announced day or interval, EDTF"),
    "date_earliest": (DAY, "earliest announced day"),
    "date_latest": (DAY, "latest announced day"),
    "place": (TEXT, "announced place as written"),
    "participants": (TEXTS, "actor ids, or names of those without one"),
    "settled": (BOOL, "whether place and fact are announced as decided rather than proposed"),
    "surface": (TEXT, "characters of the article that state it"),
    "start_char": (INT, "start in articles.text"),
    "end_char": (INT, "end, exclusive"),
})

REJECTIONS = Relation("quarantine", "one rejected file or row", {
    "run_id": (TEXT, "run that rejected it"),
    "stage": (TEXT, "land, parse, clean, extract, validate"),
    "document_id": (TEXT, "document, null when it could not be read"),
    "path": (TEXT, "path of the file"),
    "reason": (TEXT, "short code: empty_file, binary, bad_encoding, bad_json, missing_text, too_large, not_french, ..."),
    "detail": (TEXT, "one line for a person"),
    "payload": (TEXT, "the row or its first characters, as JSON or text"),
})

# What transforms.resolve returns, and what the warehouse records beside the stages above.

MEMBERSHIPS = Relation("memberships", "one report's place in a call", {
    "report_id": (TEXT, "call report"),
    "call_id": (TEXT, "call it belongs to"),
    "score": (FLOAT, "score of the strongest link to another report of the call, null for a report that stands alone"),
    "explanation": (TEXT, "JSON object: the other report of that link, each feature's contribution to the score, and further links"),
})

CALLS = Relation("calls", "one real call", {
    "call_id": (TEXT, "minted once; former ids resolve through call_aliases"),
    "date_edtf": (TEXT, "day of the call, EDTF; null when only bounds or a weekday are known"),
    "date_earliest": (DAY, "earliest possible day, null when unbounded"),
    "date_latest": (DAY, "latest possible day, null when unbounded"),
    "weekday": (INT, "ISO weekday of the call, 1 is Monday; null when unknown"),
    "time_of_day": (TEXT, "HH:MM or night, morning, noon, afternoon, evening"),
    "channel": (TEXT, "telephone or video"),
    "factuality": (TEXT, "occurred, planned, denied or unconfirmed: the last state of its factuality_history"),
    "factuality_history": (TEXTS, "factualities in order of publication, without repeats, such as planned, occurred"),
    "duration_minutes_low": (FLOAT, "least duration in minutes"),
    "duration_minutes_high": (FLOAT, "greatest duration in minutes; equal to the least for a single value"),
    "duration_qualifier": (TEXT, "exact, about, at_least or at_most"),
    "ordinal": (INT, "the call is stated to be the Nth"),
    "ordinal_scope": (TEXT, "words that say what the ordinal counts from, null when unsaid"),
    "initiator_id": (TEXT, "actor who called or asked for the call; null when unknown or not disclosed"),
    "participants": (TEXTS, "names of the participants, sorted; ids are in call_participants"),
    "topics": (TEXTS, "topic ids said to have been discussed, sorted"),
    "places": (TEXTS, "ISO 3166-1 alpha-2 codes of the countries discussed, sorted"),
    "disclosed_by": (TEXTS, "who made the call known, canonical names, sorted"),
    "report_count": (INT, "reports of the call"),
    "source_count": (INT, "outlets that report it"),
    "independent_source_count": (INT, "outlets that report it, a wire-copy cluster counted once"),
    "origin_count": (INT, "distinct disclosers behind the reports"),
    "conflict_count": (INT, "properties on which claims contradict each other"),
    "first_reported_at": (MOMENT, "publication of its first report, UTC; null when no report is dated"),
    "last_reported_at": (MOMENT, "publication of its last report, UTC; null when no report is dated"),
})

CALL_PARTICIPANTS = Relation("call_participants", "one participant of one call", {
    "call_id": (TEXT, "call"),
    "actor_id": (TEXT, "actor; null for someone without an id"),
    "name": (TEXT, "name of the actor, or the role text of someone who cannot be named"),
    "office_at_date": (TEXT, "office held on the day of the call, null when unknown"),
    "country_code": (TEXT, "ISO 3166-1 alpha-2 code of the country or null"),
    "role": (TEXT, "initiator, recipient or participant"),
})

CALL_TOPICS = Relation("call_topics", "one topic of one call", {
    "call_id": (TEXT, "call"),
    "topic_id": (TEXT, "topic of the taxonomy"),
    "report_count": (INT, "reports that name it"),
    "source_count": (INT, "outlets that name it"),
})

CALL_PLACES = Relation("call_places", "one country discussed in one call", {
    "call_id": (TEXT, "call"),
    "country_code": (TEXT, "ISO 3166-1 alpha-2 code"),
    "report_count": (INT, "reports that name it"),
})

CONFLICTS = Relation("conflicts", "one property of a call on which claims contradict each other", {
    "conflict_id": (TEXT, "call, property and kind"),
    "call_id": (TEXT, "call"),
    "property": (TEXT, "property of the claims, as in claims.property"),
    "kind": (TEXT, "between_sources, within_source or with_reference"),
    "values": (TEXTS, "the values that contradict each other, the best supported first"),
    "claim_ids": (TEXTS, "claims that state them, in the order of values"),
    "weight": (FLOAT, "how much it matters, 0 to 1"),
    "status": (TEXT, "open, settled by a judgement, or explained (such as a day's difference between time zones)"),
})

ASYMMETRIES = Relation("asymmetries", "one topic or statement of a call that only one side reports", {
    "call_id": (TEXT, "call"),
    "property": (TEXT, "topic, place or statement"),
    "value": (TEXT, "topic id, country code or statement_id"),
    "told_by": (TEXT, "side that tells it: ISO country code or canonical name of the discloser"),
    "not_told_by": (TEXT, "side that gave its account without it"),
})

MISSING_CALLS = Relation("missing_calls", "one hypothesis about a call that ordinals imply but no article reports", {
    "hypothesis_id": (TEXT, "participants, scope and ordinal"),
    "participants": (TEXTS, "actor ids of the participants, sorted"),
    "scope": (TEXT, "words that say what the ordinal counts from, null when unsaid"),
    "ordinal": (INT, "ordinal that no report fills"),
    "after_call_id": (TEXT, "call that it comes after, null when unknown"),
    "before_call_id": (TEXT, "call that it comes before, null when unknown"),
    "reason": (TEXT, "missing_call, wrong_ordinal or different_scopes"),
    "report_ids": (TEXTS, "reports it rests on"),
    "status": (TEXT, "open or settled"),
})

FOLLOW_UP_STATES = Relation("follow_up_states", "what became of one announced next step", {
    "follow_up_id": (TEXT, "follow-up"),
    "state": (TEXT, "open, kept, moved, dropped or overdue"),
    "target_call_id": (TEXT, "call that the announced call became, null for meetings and until it is reported"),
})

CALL_ALIASES = Relation("call_aliases", "one former call id", {
    "old_call_id": (TEXT, "former call id"),
    "call_id": (TEXT, "call that it resolves to; may itself become an alias later"),
    "reason": (TEXT, "merged, split, superseded or judgement"),
    "run_id": (TEXT, "run that replaced it"),
})

TOPICS = Relation("topics", "one topic of the taxonomy", {
    "topic_id": (TEXT, "topic"),
    "parent_id": (TEXT, "wider topic, null at the top"),
    "label_fr": (TEXT, "French label"),
    "label_en": (TEXT, "English label"),
    "iptc_media_topic": (TEXT, "IPTC Media Topic code (medtop), null without an equivalent"),
})

SOURCES = Relation("sources", "one outlet; an unknown outlet is its own source, one an article", {
    "source_id": (TEXT, "outlet"),
    "name": (TEXT, "name of the outlet, null when unknown"),
    "domain": (TEXT, "main internet domain, null when unknown"),
    "country_code": (TEXT, "ISO 3166-1 alpha-2 code of its country"),
    "kind": (TEXT, "kind of outlet, as in the reference table"),
    "article_count": (INT, "its articles, each counted once whatever its revisions"),
    "report_count": (INT, "call reports in the current revisions of its articles"),
    "conflict_count": (INT, "conflicts that rest on a claim of one of these reports"),
})

ACTORS = Relation("actors", "one person or institution", {
    "actor_id": (TEXT, "Wikidata id where known"),
    "name": (TEXT, "name as commonly written in French"),
    "aliases": (TEXTS, "other spellings"),
    "kind": (TEXT, "kind of actor, as in the reference table"),
    "country_code": (TEXT, "ISO 3166-1 alpha-2 code of the country or null"),
})

JUDGEMENTS = Relation("judgements", "one human verdict", {
    "judgement_id": (TEXT, "kind, keys and value"),
    "kind": (TEXT, "pair (one call or two), value (of one call), hypothesis (of missing_calls) or follow_up"),
    "left_key": (TEXT, "report or follow-up, by article and evidence text: survives re-extraction, revision and merging"),
    "right_key": (TEXT, "the other report of a pair; the property of a value"),
    "value": (TEXT, "value that holds, null for a pair"),
    "verdict": (TEXT, "same or different; value; missing_call, wrong_ordinal or different_scopes of a hypothesis; "
                      "kept, moved or dropped of a follow-up"),
    "reason": (TEXT, "why, in the author's words"),
    "author": (TEXT, "who judged"),
    "made_at": (MOMENT, "when, UTC"),
    "state": (TEXT, "active, or stale when the evidence it rests on has changed"),
})

RUNS = Relation("runs", "one pipeline run", {
    "run_id": (TEXT, "run"),
    "started_at": (MOMENT, "start, UTC"),
    "ended_at": (MOMENT, "end, UTC; null while it runs or when it was killed"),
    "status": (TEXT, "running, completed or failed"),
    "documents_in": (INT, "documents read"),
    "articles": (INT, "articles loaded, new and changed"),
    "reports": (INT, "call reports extracted"),
    "rejected": (INT, "files and rows rejected"),
    "code_version": (TEXT, "version of the code and rules that ran"),
    "settings": (TEXT, "settings of the run, a JSON object"),
})

EXPECTATION_RESULTS = Relation("expectation_results", "one expectation checked in one run", {
    "run_id": (TEXT, "run"),
    "stage": (TEXT, "documents, articles, call_reports or calls"),
    "expectation": (TEXT, "expectation"),
    "severity": (TEXT, "critical, warning or info"),
    "success": (BOOL, "whether it held"),
    "observed": (TEXT, "observed value as text, null without one"),
    "unexpected_count": (INT, "rows that break it, null for an expectation about the whole"),
})
