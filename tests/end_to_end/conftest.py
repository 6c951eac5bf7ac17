"""What end-to-end tests share: a run below Prefect's start-up, and questions to the warehouse it made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.ingest import Summary, tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse.connect import open_read

Row = dict[str, Any]


class Warehouse:
    """A warehouse file under test."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def ingest(self, *paths: Path | str, **settings: int) -> Summary:
        """Take in files, as `readout ingest` does once Prefect has started."""
        return tell(paths, Settings(self.path, **settings), Quiet())

    def rows(self, query: str) -> list[Row]:
        """Ask the published copy."""
        with open_read(self.path) as con:
            return con.sql(query).pl().to_dicts()

    def values(self, query: str) -> list[Any]:
        """Ask the published copy for one column."""
        return [next(iter(row.values())) for row in self.rows(query)]

    def calls_of(self) -> dict[str, Row]:
        """Return the call of each article, by the article's id in its file."""
        return {
            row["external_id"]: row
            for row in self.rows(
                "SELECT a.external_id, c.* FROM calls c JOIN call_reports r USING (call_id) "
                "JOIN articles a ON a.article_id = r.article_id AND a.revision = r.revision "
                "WHERE r.retracted_run_id IS NULL"
            )
        }

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return all that articles and calls say, without what depends on ids and runs."""
        queries = {
            "articles": "SELECT article_id, revision, is_current, text, published_on, outlet FROM articles ORDER BY ALL",
            "reports": "SELECT * EXCLUDE (call_id, first_run_id) FROM call_reports ORDER BY report_id",
            "claims": "SELECT * EXCLUDE (call_id, first_run_id) FROM claims ORDER BY claim_id",
            "calls": "SELECT list_sort(list(r.report_id)), ANY_VALUE(c.date_edtf), ANY_VALUE(c.duration_minutes_low), "
            "ANY_VALUE(c.topics), ANY_VALUE(c.conflict_count) FROM calls c JOIN call_reports r USING (call_id) "
            "GROUP BY c.call_id ORDER BY ALL",
        }
        with open_read(self.path) as con:
            return {name: con.sql(query).fetchall() for name, query in queries.items()}


@pytest.fixture(scope="session")
def new_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Warehouse]:
    """Return a maker of empty warehouses."""
    return lambda: Warehouse(tmp_path_factory.mktemp("warehouse") / "w.duckdb")


@pytest.fixture(scope="session")
def five(shared: Path, new_warehouse: Callable[[], Warehouse]) -> Warehouse:
    """The five real articles, ingested once; tests only read it."""
    warehouse = new_warehouse()
    warehouse.ingest(shared / "articles")
    return warehouse
