"""What the reading verbs print."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests_support import CALL_ARTICLE

from flows.ingest import tell
from flows.limits import Limits
from flows.progress import Quiet
from flows.settings import Settings
from flows.workers import Workers
from transforms.schemas import ARTICLES
from warehouse.connect import open_read

Readout = Callable[..., Any]


@pytest.fixture(scope="module")
def one_call(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one call of 12 March 2024."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "a.txt").write_text(CALL_ARTICLE)
    tell([folder / "a.txt"], Settings(folder / "w.duckdb"), Quiet())
    return folder / "w.duckdb"


@pytest.fixture
def loaded(readout: Readout, one_call: Path, monkeypatch: pytest.MonkeyPatch) -> Readout:
    """The command on that warehouse."""
    monkeypatch.setenv("READOUT_WAREHOUSE", str(one_call))
    return readout


def call_id(readout: Readout) -> str:
    return str(json.loads(readout("calls", "--format", "json").out)[0]["call_id"])


def test_the_list_of_calls(loaded: Readout) -> None:
    shown = loaded("calls").out
    for part in ("2024-03-12", "Emmanuel Macron, Olaf Scholz", "20 min", "energy", "unknown outlet", "1 call"):
        assert part in shown


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--with", "macron"], 1),
        (["--with", "macron", "--with", "Scholz"], 1),
        (["--with", "macron", "--with", "Modi"], 0),
        (["--since", "2024-03-12"], 1),
        (["--since", "2024-03-13"], 0),
        (["--until", "2024-03-12"], 1),
        (["--until", "2024-03-11"], 0),
        (["--topic", "energy"], 1),
        (["--topic", "trade"], 0),
        (["--factuality", "occurred"], 1),
        (["--factuality", "denied"], 0),
    ],
)
def test_filters(loaded: Readout, filters: list[str], found: int) -> None:
    assert len(json.loads(loaded("calls", *filters, "--format", "json").out)) == found


def test_the_sheet_of_a_call(loaded: Readout) -> None:
    shown = loaded("show", call_id(loaded), "--why").out
    assert "Emmanuel Macron and Olaf Scholz" in shown
    assert shown.count("  duration: 20\n") == 1 and "»vingt minutes«" in shown
    assert "Links" in shown


def test_the_formats_of_a_query(loaded: Readout, tmp_path: Path) -> None:
    query = "SELECT date_edtf, participants FROM calls"
    assert "2024-03-12" in loaded("sql", query).out
    [row] = csv.DictReader(io.StringIO(loaded("sql", query, "--format", "csv").out))
    assert row["participants"] == "Emmanuel Macron|Olaf Scholz"
    [row] = json.loads(loaded("sql", query, "--format", "json").out)
    assert row["participants"] == ["Emmanuel Macron", "Olaf Scholz"]
    assert loaded("sql", query, "--format", "parquet", "--out", tmp_path / "calls.parquet").code == 0
    assert pl.read_parquet(tmp_path / "calls.parquet")["date_edtf"].to_list() == ["2024-03-12"]


def test_the_quality_report(loaded: Readout, tmp_path: Path) -> None:
    code, out, _ = loaded("quality", "--out", tmp_path / "report", "--strict")
    assert code == 0
    assert str(tmp_path / "report" / "index.html") in out
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "<html" in page and 'src="http' not in page
    json.loads((tmp_path / "report" / "quality.json").read_text())


def test_what_an_article_says_never_moves_the_terminal(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE.replace("énergie", "\x1b[2Jénergie"))
    readout("ingest", tmp_path / "a.txt")
    assert "\x1b[2J" not in readout("show", call_id(readout)).out


def test_the_outcome_is_the_same_with_several_processes(one_call: Path) -> None:
    with open_read(one_call) as con:
        articles = con.sql("SELECT " + ", ".join(ARTICLES.columns) + " FROM articles").pl().cast(dict(ARTICLES.schema))
    with Workers(1) as alone, Workers(2, pool_pays_from=0) as pool:
        (found, refused), (others, _) = alone.extract(articles, Limits()), pool.extract(articles, Limits())
        assert found.claims.height and refused.is_empty()
        assert found.claims.equals(others.claims)


def test_a_file_of_something_else_is_told_in_a_few_lines(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    (tmp_path / "prices.json").write_text(json.dumps([{"price": number} for number in range(500)]))
    told = readout("extract", str(tmp_path))
    assert len(json.loads(told.out)["calls"]) == 1
    lines = told.err.splitlines()
    assert len(lines) == 21 and lines[-1] == "readout: and 480 more; `readout ingest` keeps each with its reason"
