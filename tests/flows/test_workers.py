"""What starts processes, and what does without: seen by a user as seconds, and as runs that never hang."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import as_file, files

import polars as pl

from flows.batch import Landed, Terms
from flows.reference import read_reference
from flows.workers import Workers
from transforms.schemas import CALL_REPORTS, DOCUMENTS


def test_workers_are_forked_from_a_process_in_which_polars_has_not_worked() -> None:
    """Its threads are not there in a fork, which would wait for them for ever."""
    assert _threads_of_polars("flows.preloaded") == 0
    assert _threads_of_polars("polars; polars.Series(['[1]']).str.json_decode(polars.List(polars.Int64))") > 0


def test_tables_read_without_polars_are_as_polars_reads_them() -> None:
    with as_file(files("seeds") / "reference") as folder:
        for name, table in vars(read_reference()).items():
            assert table.equals(pl.read_csv(folder / f"{name}.csv", infer_schema=False)), name


def test_files_are_listed_before_anything_heavy_is_imported() -> None:
    code = "import sys; import flows.listing, flows.forking, flows.settings; print('polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def _threads_of_polars(module: str) -> int:
    """Threads that work for Polars, once they had the time to name themselves ("polars-0")."""
    names = "from pathlib import Path; names = [(task / 'comm').read_text() for task in Path('/proc/self/task').iterdir()]"
    code = f"import re, time; import {module}; time.sleep(0.3); {names}; print(sum(bool(re.match(r'polars-[0-9]', name)) for name in names))"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def test_a_batch_without_articles_starts_no_process() -> None:
    documents = DOCUMENTS.frame([{"document_id": "d" * 64, "path": "known.jsonl", "media_type": "application/x-ndjson"}])
    with Workers(2, large=True) as workers:
        (tables,) = workers.batches([Landed(documents=documents)], Terms(datetime.now(UTC)))
        assert workers._pool is None
    assert tables.documents.equals(documents)
    assert tables.articles.is_empty()


def test_rows_with_lists_become_columns_as_they_are() -> None:
    people = [{"actor_id": "Q1", "name": "Zoé « la Sage »", "role": "participant"}]
    frame = CALL_REPORTS.frame([{"report_id": "a", "participants": people}, {"report_id": "b"}, {"report_id": "c", "participants": []}])
    assert frame["participants"].to_list() == [people, None, []]
    assert frame.schema == CALL_REPORTS.schema
