"""Every public table is there, is described, and has the columns of its frame."""

from __future__ import annotations

import polars as pl
import pytest
from warehouse_store import Store

from transforms.schemas import Relation
from warehouse.migrate import migrate, migrations, schema_number
from warehouse.tables import OWN_COMMENTS, PUBLIC


def test_migrating_again_does_nothing(store: Store) -> None:
    with store.work() as con:
        assert schema_number(con) == migrations()[-1][0]
        before = con.execute("SELECT * FROM schema_migrations, store.data_version").fetchall()
        assert migrate(con, store.path) == []
        assert con.execute("SELECT * FROM schema_migrations, store.data_version").fetchall() == before


def test_a_migration_that_fails_leaves_no_trace(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [*migrations(), (99, "0099_broken.sql", "CREATE TABLE half (a INTEGER); SELECT * FROM nowhere")]
    with store.work() as con:
        monkeypatch.setattr("warehouse.migrate.migrations", lambda: broken)
        with pytest.raises(Exception, match="nowhere"):
            migrate(con, store.path)
        assert schema_number(con) == broken[-2][0]
        assert con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'half'").fetchall() == []


@pytest.mark.parametrize("relation", PUBLIC, ids=lambda relation: relation.name)
def test_a_public_relation_has_the_columns_and_types_of_its_frame(store: Store, relation: Relation) -> None:
    with store.work() as con:
        stored = con.sql(f"SELECT * FROM {relation.name}").pl().schema
    assert dict(stored) == dict(relation.schema)


def test_every_table_view_and_column_of_the_main_schema_has_a_comment(store: Store) -> None:
    with store.work() as con:
        tables = con.sql(
            "SELECT table_name AS name, comment FROM duckdb_tables() WHERE schema_name = 'main' "
            "UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal"
        ).pl()
        columns = con.sql(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal"
        ).pl()
    assert set(tables["name"]) == {relation.name for relation in PUBLIC} | set(OWN_COMMENTS)
    assert tables.filter(pl.col("comment").is_null()).is_empty()
    assert columns.join(tables, left_on="table_name", right_on="name").filter(pl.col("comment").is_null()).is_empty()
