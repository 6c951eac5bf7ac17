"""A warehouse of any earlier schema is brought up to date by the next run, with all its rows.

`schemas/NNNN.sql` keeps a small warehouse of schema N as it was: whoever adds migration N + 1 adds it, by `dump_schema.py`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from warehouse_store import Store, article

from warehouse.backup import restore
from warehouse.connect import open_read
from warehouse.errors import WarehouseError
from warehouse.migrate import migrations, newest_schema, schema_number
from warehouse.tables import PUBLIC

DUMPS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
KEPT = {
    "articles": "SELECT article_id, text, outlet FROM articles ORDER BY ALL",
    "reports": "SELECT report_id, call_id, factuality, participants FROM call_reports ORDER BY ALL",
    "claims": "SELECT claim_id, value, surface FROM claims ORDER BY ALL",
    "calls": "SELECT call_id, participants, report_count FROM calls ORDER BY ALL",
    "runs": "SELECT run_id, status FROM runs ORDER BY ALL",
    "conflicts": 'SELECT conflict_id, "values" FROM conflicts ORDER BY ALL',
    "judgements": "SELECT judgement_id, verdict, reason FROM judgements ORDER BY ALL",
    "quarantine": "SELECT path, reason, detail FROM quarantine ORDER BY ALL",
}


def restored(dump: Path, path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Make a warehouse of a dump; returns what must outlive every migration."""
    with duckdb.connect(str(path)) as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(dump.read_text(encoding="utf-8"))
        return {name: con.execute(query).fetchall() for name, query in KEPT.items()}


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_run_brings_an_earlier_schema_up_to_date_and_keeps_all(store: Store, dump: Path) -> None:
    before = restored(dump, store.path)
    assert before["articles"] and before["calls"] and before["claims"]
    with store.work() as con:
        assert schema_number(con) == newest_schema()
        assert {name: con.execute(query).fetchall() for name, query in KEPT.items()} == before
        for relation in PUBLIC:
            assert dict(con.sql(f"SELECT * FROM {relation.name}").pl().schema) == dict(relation.schema), relation.name
    store.runs = 10
    store.ingest([article("new", text="Un nouvel article.")])
    assert store.rows("SELECT count(*) FROM articles") == [(len(before["articles"]) + 1,)]
    assert list(store.rows(KEPT["calls"])) == before["calls"]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_backup_of_an_earlier_schema_is_put_back_and_brought_up_to_date(store: Store, dump: Path, tmp_path: Path) -> None:
    before = restored(dump, tmp_path / "kept.duckdb")
    restore(tmp_path / "kept.duckdb", store.path)
    with store.work() as con:
        assert schema_number(con) == newest_schema()
        assert {name: con.execute(query).fetchall() for name, query in KEPT.items()} == before


def test_readers_of_an_earlier_schema_are_told_what_brings_it_up_to_date(store: Store) -> None:
    if int(DUMPS[0].stem) == newest_schema():
        pytest.skip("there is no later schema yet")
    restored(DUMPS[0], store.path)
    with pytest.raises(WarehouseError, match="older schema 1: the next `readout ingest` brings it up to date"), open_read(store.path):
        pass


def test_every_schema_but_the_newest_has_a_dump() -> None:
    assert {int(dump.stem) for dump in DUMPS} >= {number for number, *_ in migrations()[:-1]}
    assert [number for number, *_ in migrations()] == sorted({number for number, *_ in migrations()})
