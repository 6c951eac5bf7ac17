"""The expectations of a run, or of a whole warehouse: narrow tables gathered batch by batch, checked once at the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date

import polars as pl

from expectations.suites import STAGES, check, start, tabulate
from flows.reference import read_thresholds
from transforms import schemas
from transforms.reference import Reference


class Checks:
    """Gathers what the expectations read; articles leave nothing of their text behind but what reports rest on."""

    def __init__(self, reference: Reference, today: date) -> None:
        self._reference = {"actors": reference.actors, "offices": reference.offices}
        self._today = today
        self._tables: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self._told: dict[str, list[pl.DataFrame]] = defaultdict(list)
        self._process: Executor | None = None

    def check_in(self, process: Executor | None) -> None:
        """Let a process, if any, check what was taken in; what that takes 2.5 s to import it imports while this one goes on."""
        if process and any(self._tables.values()):
            process.submit(start)
            self._process = process

    def add_batch(
        self, documents: pl.DataFrame, known: pl.DataFrame, articles: pl.DataFrame, reports: pl.DataFrame, claims: pl.DataFrame
    ) -> None:
        """Take in a loaded batch: its documents, those its articles stand in, and what was new of the rest."""
        current = articles.filter(pl.col("is_current"))
        self.add("documents", {"documents": documents})
        self.add("articles", {"articles": current, "documents": known})
        self._told["articles"].append(_apart(articles.join(reports, on=["article_id", "revision"], how="semi")))
        self._told["call_reports"].append(reports)
        self._told["claims"].append(claims)

    def add(self, stage: str, frames: Mapping[str, pl.DataFrame]) -> None:
        """Take in what one stage reads, in the frames that its `table` asks for."""
        self._tables[stage].append(_apart(tabulate(stage, frames, self._today)))

    def results(self, run_id: str, resolved: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """Return EXPECTATION_RESULTS of all stages; `resolved` holds the frames of a resolution by name."""
        tables = self.tables(resolved)
        if self._process:
            with suppress(BrokenProcessPool):  # somebody ended it: it is done here
                return self._process.submit(_results, tables, run_id).result()
        return _results(tables, run_id)

    def tables(self, resolved: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        """Return the table of each stage that was taken in."""
        told = {name: pl.concat(frames) for name, frames in self._told.items()}
        if told:
            current = told["call_reports"].join(resolved["memberships"], on="report_id", how="semi")
            self.add("call_reports", {**told, **resolved, **self._reference, "call_reports": current})
        self.add("calls", {"claims": told.get("claims", schemas.CLAIMS.frame()), **resolved})
        return {stage: pl.concat(self._tables[stage]) for stage in STAGES if self._tables[stage]}


def _results(tables: Mapping[str, pl.DataFrame], run_id: str) -> pl.DataFrame:
    return pl.concat(check(stage, table, run_id, read_thresholds()) for stage, table in tables.items())


def _apart(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a copy of a few rows or columns that does not keep the texts of its whole batch, which frames share, in memory."""
    return pl.read_ipc(frame.write_ipc(None, compat_level=pl.CompatLevel.oldest()).getvalue())
