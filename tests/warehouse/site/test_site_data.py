"""What the site is made of: data scripts, evidence, the published tables; without a browser."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from warehouse.connect import open_read, open_work, publish
from warehouse.errors import WarehouseError
from warehouse.site.build import build_site
from warehouse.site.evidence import article_pages
from warehouse.site.pages import PAGES, read_words
from warehouse.site.scripts import script_json, shard_of, write_shards

ROOT = Path(__file__).resolve().parent.parent.parent.parent
APP = ROOT / "warehouse/site/app"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, ingested."""
    path = tmp_path_factory.mktemp("samples") / "w.duckdb"
    tell([ROOT / "seeds/articles"], Settings(path), Quiet())
    return path


@pytest.fixture(scope="module")
def site(warehouse: Path) -> Path:
    """Their site, without built assets."""
    with open_read(warehouse) as con:
        build_site(con, warehouse.parent / "site", version="1.2.3", assets=warehouse.parent / "nothing")
    return warehouse.parent / "site"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_value_in_a_script_is_the_value_and_never_ends_the_script(value: object) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert not re.search("[<\u2028\u2029]", text)


@given(st.dictionaries(st.text(min_size=1), st.text(max_size=3000), max_size=300))
def test_every_key_stands_in_its_own_shard_and_only_there(values: dict[str, str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        shards = write_shards(Path(folder), "things", values.items())
        found: dict[str, str] = {}
        for number in range(shards):
            script = (Path(folder) / "things" / f"{number}.js").read_text(encoding="utf-8")
            entries = json.loads(script.removeprefix(f'Readout.put("things/{number}", ').removesuffix(");\n"))
            assert all(shard_of(key, shards) == number for key in entries)
            found |= entries
    assert found == values


def test_the_words_are_there_in_both_languages_and_none_is_idle() -> None:
    words = read_words()
    scripts = "".join(file.read_text(encoding="utf-8") for file in APP.rglob("*.js"))
    template = (ROOT / "warehouse/site/templates/page.html.j2").read_text(encoding="utf-8")
    assert all(french and english for french, english in words.values())
    assert all(set(re.findall(r"\{(\w+)\}", fr)) == set(re.findall(r"\{(\w+)\}", en)) for fr, en in words.values())
    built = set(re.findall(r"t\(`(\w+)\.\$\{", scripts)) | set(re.findall(r'label\("(\w+)"', scripts)) | {"nav"}
    used = {key for key in words if f'"{key}"' in scripts + template or key.split(".")[0] in built}
    assert set(words) - used - {"channel.telephone", "channel.video", "factuality.occurred"} <= {key for key in words if key.startswith(("channel.", "factuality.", "duration."))}
    asked = set(re.findall(r'\bt\("([\w.]+)"', scripts))
    assert asked <= set(words)


def test_every_page_has_its_script_and_its_data(site: Path) -> None:
    for page in PAGES:
        html = (site / page.file).read_text(encoding="utf-8")
        for script in re.findall(r'<script src="([^"]+)"', html):
            assert (site / script).is_file(), f"{page.file}: {script}"
        assert "://" not in html
        assert "unsafe-inline" not in html


def test_an_article_is_shown_by_its_sentences_with_evidence_alone(warehouse: Path) -> None:
    with open_read(warehouse) as con:
        texts = dict(con.execute("SELECT article_id, text FROM articles").fetchall())
        shown = dict(article_pages(con))
    assert shown
    for article_id, page in shown.items():
        text = texts[article_id]
        for start, piece in page["pieces"]:
            assert text[start : start + len(piece)] == piece
            assert any("start" in mark and mark["start"] < start + len(piece) and start < mark["end"] for mark in page["marks"])
        for mark in page["marks"]:
            if "start" in mark:
                assert any(start <= mark["start"] < start + len(piece) for start, piece in page["pieces"])
    assert any(sum(len(piece) for _, piece in page["pieces"]) < 0.8 * len(texts[article_id]) for article_id, page in shown.items())


def _left_out(warehouse: Path) -> list[str]:
    """Return sentences of the articles that hold no evidence."""
    from transforms.languages.fr.sentences import split_sentences

    with open_read(warehouse) as con:
        texts = dict(con.execute("SELECT article_id, text FROM articles").fetchall())
        shown = dict(article_pages(con))
    pieces = {piece for page in shown.values() for _, piece in page["pieces"]}
    return [
        text[start:end]
        for article_id, text in texts.items() if article_id in shown
        for start, end in split_sentences(text) if end - start > 50 and text[start:end] not in pieces
    ]  # fmt: skip


def test_no_sentence_without_evidence_is_published_anywhere(warehouse: Path, site: Path) -> None:
    left_out = _left_out(warehouse)
    assert len(left_out) > 10
    with open_read(warehouse) as con:
        titles = {row[0] for row in con.execute("SELECT title FROM articles").fetchall()}
    content = b"".join(file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file() and file.suffix != ".parquet").decode("utf-8", "replace")
    assert [sentence for sentence in left_out if sentence not in titles and sentence in content] == []


def test_full_text_shows_articles_whole(warehouse: Path, tmp_path: Path) -> None:
    with open_read(warehouse) as con:
        build_site(con, tmp_path / "site", version="0", full_text=True, assets=tmp_path / "nothing")
        texts = dict(con.execute("SELECT article_id, text FROM articles").fetchall())
        assert all(page["pieces"] == [[0, texts[article_id]]] for article_id, page in article_pages(con, full_text=True))
    with duckdb.connect(str(tmp_path / "site/downloads/readout.duckdb"), read_only=True) as published:
        assert set(published.sql("SELECT text FROM articles").fetchall()) == {(text,) for text in texts.values()}


def test_the_published_tables_are_those_of_the_warehouse_in_three_forms(warehouse: Path, site: Path) -> None:
    downloads = site / "downloads"
    with open_read(warehouse) as con, duckdb.connect(str(downloads / "readout.duckdb"), read_only=True) as published:
        for (name,) in published.sql("SELECT table_name FROM duckdb_tables()").fetchall():
            rows = con.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert rows == published.sql(f"SELECT count(*) FROM {name}").fetchone()
            assert pl.read_parquet(downloads / f"{name}.parquet").height == rows[0]  # type: ignore[index]
            with (downloads / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                assert len(list(csv.reader(file))) == rows[0] + 1  # type: ignore[index]
        [(comment,)] = published.sql("SELECT comment FROM duckdb_columns() WHERE table_name = 'calls' AND column_name = 'date_earliest'").fetchall()
    assert "earliest possible day" in comment


def test_nothing_tells_of_the_machine_it_was_made_on(warehouse: Path, site: Path) -> None:
    here = (str(ROOT), str(warehouse.parent))
    for file in site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(path.encode() in content for path in here), file.name


def test_the_data_package_describes_every_csv_column_by_column(site: Path) -> None:
    downloads = site / "downloads"
    package = json.loads((downloads / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {file.name for file in downloads.glob("*.csv")}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        with (downloads / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
            assert [field["name"] for field in fields] == (list(rows[0]) if rows else [field["name"] for field in fields])
        assert all(field["description"] for field in fields)
        for field in fields:
            if field["type"] == "array":
                assert all(isinstance(json.loads(row[field["name"]]), list) for row in rows if row[field["name"]])


def test_a_former_id_leads_to_the_call_that_took_it_over(warehouse: Path, tmp_path: Path) -> None:
    from warehouse.site.call_pages import call_details

    copy = Path(shutil.copy(warehouse, tmp_path / "w.duckdb"))
    with open_work(copy) as con:
        [(call,)] = con.execute("SELECT min(call_id) FROM calls").fetchall()
        for old, new in (("c-first", "c-second"), ("c-second", call), ("c-a", "c-b"), ("c-b", "c-a")):
            con.execute("INSERT INTO call_aliases VALUES (?, ?, 'merged', 'r')", [old, new])
        con.execute("UPDATE store.data_version SET version = version + 1")
        publish(con, copy)
    with open_read(tmp_path / "w.duckdb") as con:
        details = call_details(con)
    assert details["c-first"] == details["c-second"] == {"moved": call}
    assert details["c-a"] == {"ended": None}  # a circle leads nowhere


def test_a_site_replaces_a_site_and_nothing_else(warehouse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with open_read(warehouse) as con:
        build_site(con, folder, version="0", assets=tmp_path / "nothing")
        (folder / "old.html").write_text("old")
        build_site(con, folder, version="0", assets=tmp_path / "nothing")
        assert not (folder / "old.html").exists()
        other = tmp_path / "other"
        other.mkdir()
        (other / "thesis.txt").write_text("mine")
        with pytest.raises(WarehouseError, match="holds other files"):
            build_site(con, other, version="0", assets=tmp_path / "nothing")
    assert (other / "thesis.txt").read_text() == "mine"


def test_the_same_warehouse_gives_the_same_site(warehouse: Path, site: Path, tmp_path: Path) -> None:
    with open_read(warehouse) as con:
        build_site(con, tmp_path / "again", version="1.2.3", assets=tmp_path / "nothing")
    for file in site.rglob("*"):
        if file.is_file() and file.suffix not in {".duckdb", ".parquet"}:
            assert file.read_bytes() == (tmp_path / "again" / file.relative_to(site)).read_bytes(), file.name


def test_an_empty_warehouse_has_a_site(tmp_path: Path) -> None:
    with open_work(tmp_path / "w.duckdb") as con:
        publish(con, tmp_path / "w.duckdb")
    with open_read(tmp_path / "w.duckdb") as con:
        built = build_site(con, tmp_path / "site", version="0", assets=tmp_path / "nothing")
    assert (built.calls, built.articles) == (0, 0)
    assert (tmp_path / "site/index.html").is_file()


def test_history_tells_what_a_later_run_learned(tmp_path: Path) -> None:
    from warehouse.site.call_pages import call_details

    settings = Settings(tmp_path / "w.duckdb")
    samples = ROOT / "seeds/articles"
    tell([samples / "trump-erdogan-figaro.txt"], settings, Quiet())
    tell([samples / "trump-erdogan-monde.json"], settings, Quiet())
    with open_read(tmp_path / "w.duckdb") as con:
        [page] = [page for page in call_details(con).values() if "call" in page]
    first, second = page["history"]
    assert first["changes"] == {}
    assert second["changes"]["report_count"] == [1, 2]
    assert second["at"] > first["at"]
