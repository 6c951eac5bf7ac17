"""A small warehouse for tests: frames of invented articles and calls, loaded as a run would load them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl

from transforms import schemas
from transforms.reference import Reference
from warehouse import load
from warehouse.articles import compare_articles
from warehouse.connect import open_read, open_work, publish

TEXT = "Ada Lune appelle Borg Sol\n\nAda Lune a appelé Borg Sol mardi. Ils ont parlé quarante minutes du blé."


def article(article_id: str = "a1", text: str = TEXT, **more: object) -> dict[str, object]:
    """One row of ARTICLES with an outlet and no publication date unless `more` says otherwise."""
    row = {
        "article_id": article_id,
        "revision": 1,
        "is_current": True,
        "source_id": "gazette",
        "outlet": "La Gazette",
        "published_at_basis": "none",
        "text": text,
        "title_end": 0,
        "furniture": [],
        "document_id": f"d-{article_id}",
        "item": 0,
        "external_id": article_id,
        "language": "fr",
    }
    return row | more


def report(article_id: str = "a1", revision: int = 1, position: int = 1, **more: object) -> dict[str, object]:
    """One row of CALL_REPORTS between Ada Lune (Q1) and Borg Sol (Q2)."""
    row = {
        "report_id": f"{article_id}-{revision}-{position}",
        "article_id": article_id,
        "revision": revision,
        "position": position,
        "factuality": "occurred",
        "channel": "telephone",
        "topics": ["food"],
        "places": [],
        "participants": [
            {"actor_id": "Q1", "name": "Ada Lune", "role": "initiator"},
            {"actor_id": "Q2", "name": "Borg Sol", "role": "recipient"},
        ],
        "unnamed_participants": [],
        "disclosed_by": [],
        "tone": [],
        "sentence": TEXT[27:60],
        "start_char": 27,
        "end_char": 60,
    }
    return row | more


def claim(
    of: dict[str, object], prop: str, value: str, start: int | None = None, end: int | None = None
) -> dict[str, object]:
    """One row of CLAIMS of a report row."""
    return {
        "claim_id": f"{of['report_id']}:{prop}:{value}:{start}",
        "report_id": of["report_id"],
        "property": prop,
        "value": value,
        "qualifier": "exact",
        "start_char": start,
        "end_char": end,
        "surface": None if start is None else TEXT[start:end],
        "anchor": "none",
        "rule": "test",
    }


def resolution(call_id: str, reports: list[dict[str, object]], **more: object) -> dict[str, pl.DataFrame]:
    """The frames of a resolution that puts `reports` into one call."""
    row = {
        "call_id": call_id,
        "factuality": "occurred",
        "channel": "telephone",
        "participants": ["Ada Lune", "Borg Sol"],
        "topics": ["food"],
        "places": [],
        "disclosed_by": [],
        "factuality_history": ["occurred"],
        "report_count": len(reports),
        "source_count": 1,
        "independent_source_count": 1,
        "origin_count": 1,
        "conflict_count": 0,
    }
    people = [("Q1", "Ada Lune", "initiator"), ("Q2", "Borg Sol", "recipient")]
    return {
        "calls": schemas.CALLS.frame([row | more]),
        "memberships": schemas.MEMBERSHIPS.frame([{"report_id": r["report_id"], "call_id": call_id} for r in reports]),
        "call_participants": schemas.CALL_PARTICIPANTS.frame(
            [{"call_id": call_id, "actor_id": i, "name": name, "role": role} for i, name, role in people]
        ),
        "call_topics": schemas.CALL_TOPICS.frame(
            [{"call_id": call_id, "topic_id": "food", "report_count": len(reports), "source_count": 1}]
        ),
        "conflicts": schemas.CONFLICTS.frame(
            [
                {
                    "conflict_id": f"{call_id}:duration",
                    "call_id": call_id,
                    "property": "duration",
                    "kind": "between_sources",
                    "values": ["40", "90"],
                    "claim_ids": [f"{reports[0]['report_id']}:duration:40:75"],
                    "weight": 0.5,
                    "status": "open",
                }
            ]
        ),
        "missing_calls": schemas.MISSING_CALLS.frame(
            [
                {
                    "hypothesis_id": "h1",
                    "participants": ["Q1", "Q2"],
                    "ordinal": 3,
                    "reason": "missing_call",
                    "report_ids": [reports[0]["report_id"]],
                    "status": "open",
                }
            ]
        ),
    }


REFERENCE = Reference(
    **{
        **{field.name: pl.DataFrame() for field in fields(Reference)},
        "actors": pl.DataFrame(
            {
                "actor_id": ["Q1", "Q2"],
                "name": ["Ada Lune", "Borg Sol"],
                "aliases": ["Ada Luné|A. Lune", None],
                "kind": ["person"] * 2,
                "country_code": ["FR", "BR"],
            }
        ),
        "outlets": pl.DataFrame(
            {
                "source_id": ["gazette"],
                "name": ["La Gazette"],
                "aliases": [None],
                "domains": ["gazette.example|g.example"],
                "country_code": ["FR"],
                "kind": ["daily"],
            }
        ),
        "topics": pl.DataFrame(
            {
                "topic_id": ["economy", "food"],
                "parent_id": [None, "economy"],
                "label_code": ["economy", "food"],
                "label_fr": ["économie", "alimentation"],
                "label_en": ["economy", "food"],
                "iptc_media_topic": [None, None],
            }
        ),
    }
)


class Store:
    """A warehouse file in a folder of the test, and the usual loads in one line each."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "readout.duckdb"
        self.runs = 0

    def work(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return open_work(self.path)

    def read(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        return open_read(self.path)

    def run(self, con: duckdb.DuckDBPyConnection) -> str:
        """Start and finish a run; the Nth takes place on day N of January 2031."""
        self.runs += 1
        run_id, moment = f"run{self.runs}", datetime(2031, 1, self.runs, tzinfo=UTC)
        load.start_run(con, run_id, moment, "test")
        load.finish_run(con, run_id, moment, "completed")
        return run_id

    def ingest(
        self,
        articles: list[dict[str, object]],
        reports: list[dict[str, object]] = (),
        claims: list[dict[str, object]] = (),
        resolved: dict[str, pl.DataFrame] | None = None,
    ) -> dict[str, load.Counts]:
        """Load all of one run and publish it; returns what each load counted."""
        with self.work() as con:
            run_id = self.run(con)
            frame = compare_articles(con, schemas.ARTICLES.frame(articles))
            documents = schemas.DOCUMENTS.frame(
                [{"document_id": a["document_id"], "path": f"{a['article_id']}.txt"} for a in articles]
            )
            with load.transaction(con):
                counts = {
                    "reference": load.load_reference(con, REFERENCE),
                    "documents": load.load_documents(con, documents),
                    "articles": load.load_articles(con, frame, run_id),
                    "extraction": load.load_extraction(
                        con,
                        run_id,
                        frame,
                        schemas.CALL_REPORTS.frame(reports),
                        schemas.CLAIMS.frame(claims),
                        schemas.STATEMENTS.frame(
                            [
                                {
                                    "statement_id": f"s-{r['report_id']}",
                                    "report_id": r["report_id"],
                                    "kind": "direct",
                                    "text": "blé",
                                }
                                for r in reports
                            ]
                        ),
                        schemas.FOLLOW_UPS.frame(
                            [
                                {
                                    "follow_up_id": f"f-{r['report_id']}",
                                    "report_id": r["report_id"],
                                    "kind": "visit",
                                    "date_earliest": date(2031, 1, 5),
                                }
                                for r in reports
                            ]
                        ),
                    ),
                }
                if resolved is not None:
                    counts["resolution"] = load.load_resolution(con, run_id, resolved)
            publish(con, self.path)
        return counts

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Read the published copy."""
        with self.read() as con:
            return con.execute(sql).fetchall()
