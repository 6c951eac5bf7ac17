"""Input that is broken or strange: a clear line, a quarantine row, and everything else still loaded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

Readout = Callable[..., Any]

TEXT = (
    "Le président français Emmanuel Macron s’est entretenu par téléphone mardi 12 mars 2024 avec le chancelier allemand "
    "Olaf Scholz. Ils ont évoqué l’énergie pendant vingt minutes, a indiqué l’Élysée."
)
ENGLISH = "The two leaders spoke by phone on Tuesday about energy, the office of the president said in a short statement. " * 3
NO_CALL = "La récolte de pommes a été bonne cette année dans la vallée, malgré un printemps froid et un été trop sec. " * 3


def ask(readout: Readout, query: str) -> list[dict[str, str]]:
    """Rows of a query on the warehouse of this test, as text."""
    return list(csv.DictReader(io.StringIO(readout("sql", query, "--format", "csv").out)))


def reasons(readout: Readout) -> list[str]:
    return [row["reason"] for row in ask(readout, "SELECT reason FROM quarantine ORDER BY 1")]


def test_missing_path(readout: Readout, tmp_path: Path) -> None:
    code, _, err = readout("ingest", tmp_path / "nowhere.txt")
    assert code == 1
    assert err == f"readout: no such file or folder: {tmp_path}/nowhere.txt\n"
    assert not (tmp_path / "w.duckdb").exists()


def test_folder_without_articles(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    code, _, err = readout("ingest", tmp_path / "leer")
    assert (code, err) == (1, f"readout: no article files in folder: {tmp_path}/leer\n")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leer.txt", b"", "empty_file"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "binary"),
        ("blank.txt", b" \n\n ", "empty_file"),
        ("broken.json", b'{"text": "Il', "bad_json"),
        ("fields.json", b'{"id": "x", "title": null}', "missing_text"),
    ],
)
def test_nothing_could_be_done(readout: Readout, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    code, out, err = readout("ingest", tmp_path / name)
    assert code == 1
    assert err.startswith("readout: nothing was taken in: ") and err.count("\n") == 1
    assert f"1 {reason}" in out
    assert reasons(readout) == [reason]


def test_one_bad_file_among_good_ones(readout: Readout, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "leer.txt").write_text("")
    (folder / "gut.txt").write_text(TEXT)
    code, out, _ = readout("ingest", folder)
    assert code == 0
    assert "1 new" in out and "1 empty_file" in out


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_french_in_other_encodings(readout: Readout, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert readout("ingest", tmp_path / "a.txt").code == 0
    assert [row["text"] for row in ask(readout, "SELECT text FROM articles")] == [TEXT]


def test_truncated_utf8(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((TEXT + " Ils l’ont confirmé").encode()[:-1])
    assert readout("ingest", tmp_path / "a.txt").code == 0
    assert reasons(readout) == ["truncated_utf8"]
    assert ask(readout, "SELECT date_edtf d FROM calls") == [{"d": "2024-03-12"}]


def test_malformed_line_in_a_good_file(readout: Readout, tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": TEXT, "outlet": "La Gazette"})
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"id": "b", "text": \n{{"id": "c"}}\n', encoding="utf-8")
    assert readout("ingest", tmp_path / "a.jsonl").code == 0
    assert reasons(readout) == ["bad_json", "missing_text"]
    [row] = ask(readout, "SELECT detail FROM quarantine WHERE reason = 'bad_json'")
    assert "line 2" in row["detail"]
    assert ask(readout, "SELECT count(*) n FROM calls") == [{"n": "1"}]


def test_a_text_of_60_mb(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"Il pleut. " * 6_000_000)
    (tmp_path / "gut.txt").write_text(TEXT)
    code, out, _ = readout("ingest", tmp_path / "big.txt", tmp_path / "gut.txt")
    assert code == 0 and "1 too_large" in out
    assert ask(readout, "SELECT count(*) n FROM articles") == [{"n": "1"}]


@pytest.mark.parametrize(("text", "expected"), [(ENGLISH, ["not_french"]), (NO_CALL, [])])
def test_articles_without_calls_are_loaded(readout: Readout, tmp_path: Path, text: str, expected: list[str]) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert readout("ingest", tmp_path / "a.txt").code == 0
    assert reasons(readout) == expected
    assert ask(readout, "SELECT (SELECT count(*) FROM articles) a, (SELECT count(*) FROM calls) c") == [{"a": "1", "c": "0"}]


def test_a_publication_date_in_the_future(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT, "published_at": "2999-01-01"}))
    assert readout("ingest", tmp_path / "a.json").code == 0
    assert reasons(readout) == ["future_date"]
    assert ask(readout, "SELECT published_at IS NULL AS without FROM articles") == [{"without": "true"}]


def test_html_with_scripts(readout: Readout, tmp_path: Path) -> None:
    page = f"<html><head><title>Appel</title><script>alert('x')</script></head><body><article><h1>Appel à Berlin</h1><p>{TEXT}</p><script>steal()</script><p>{NO_CALL}</p></article></body></html>"  # fmt: skip
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert readout("ingest", tmp_path / "a.html").code == 0
    [row] = ask(readout, "SELECT text FROM articles")
    assert "alert" not in row["text"] and "steal" not in row["text"]
    assert ask(readout, "SELECT count(*) n FROM calls") == [{"n": "1"}]


def test_a_path_with_blanks_and_accents(readout: Readout, tmp_path: Path) -> None:
    folder = tmp_path / "été à l’Élysée"
    folder.mkdir()
    (folder / "dépêche nº 1.txt").write_text(TEXT)
    assert readout("ingest", folder).code == 0
    assert readout("ingest", folder / "dépêche*.txt").code == 0
    assert ask(readout, "SELECT count(*) n FROM articles") == [{"n": "1"}]


def test_a_warehouse_of_a_newer_schema(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    readout("ingest", tmp_path / "a.txt")
    for name in ("w.duckdb", "w.duckdb.work"):
        with duckdb.connect(tmp_path / name) as con:
            con.execute("INSERT INTO schema_migrations VALUES (999, '0999_later.sql', now())")
    for command in (("ingest", tmp_path / "a.txt"), ("calls",)):
        code, _, err = readout(*command)
        assert code == 1
        assert "newer than this readout knows" in err and err.count("\n") == 1


def test_something_else_than_a_warehouse(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_text("not a database")
    (tmp_path / "a.txt").write_text(TEXT)
    for command in (("ingest", tmp_path / "a.txt"), ("calls",)):
        code, _, err = readout(*command)
        assert code == 1 and err.count("\n") == 1 and "w.duckdb" in err


def test_a_path_that_cannot_be_written(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "file").write_text("")
    code, _, err = readout("ingest", tmp_path / "a.txt", "--warehouse", tmp_path / "file" / "w.duckdb")
    assert code == 1
    assert "cannot be written" in err and err.count("\n") == 1


def test_no_warehouse_yet(readout: Readout) -> None:
    code, _, err = readout("calls")
    assert code == 1
    assert "does not exist: `readout ingest` makes it" in err


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("DROP TABLE runs", "read-only"),
        ("SELECT * FROM nowhere", "nowhere"),
        ("SELECT * FROM read_text('/etc/hostname')", "disabled"),
    ],
)
def test_sql_only_reads(readout: Readout, tmp_path: Path, query: str, says: str) -> None:
    (tmp_path / "a.txt").write_text(NO_CALL)
    readout("ingest", tmp_path / "a.txt")
    code, _, err = readout("sql", query)
    assert code == 1
    assert says in err and err.count("\n") == 1


def test_an_unknown_call(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NO_CALL)
    readout("ingest", tmp_path / "a.txt")
    code, _, err = readout("show", "c-nowhere")
    assert (code, err) == (1, "readout: no call c-nowhere in this warehouse\n")


@pytest.mark.parametrize("arguments", [("ingest",), ("calls", "--since", "yesterday"), ("calls", "--factuality", "maybe"), ("fly",)])
def test_wrong_usage(readout: Readout, arguments: tuple[str, ...]) -> None:
    code, _, err = readout(*arguments)
    assert code == 2
    assert "Traceback" not in err


def test_a_setting_that_is_no_number(readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setenv("READOUT_BATCH", "many")
    code, _, err = readout("ingest", tmp_path / "a.txt")
    assert (code, err) == (1, "readout: READOUT_BATCH must be a whole number of 1 or more, not 'many'\n")
