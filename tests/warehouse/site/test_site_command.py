"""`readout site` as a user meets it."""

from __future__ import annotations

import sys
import urllib.request
from pathlib import Path
from threading import Thread

import pytest
from tests_support import CALL_ARTICLE

from flows import cli
from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from flows.site import local_server


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    (folder / "a.txt").write_text(CALL_ARTICLE)
    tell([folder / "a.txt"], Settings(folder / "w.duckdb"), Quiet())
    return folder / "w.duckdb"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["readout", "site", *arguments])
    try:
        cli.main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def test_it_says_what_it_wrote_and_what_is_missing(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("warehouse.site.build.default_assets", lambda: tmp_path / "nothing")
    assert run(monkeypatch, str(tmp_path / "site"), "--warehouse", str(warehouse), "--title", "Les appels <de> test") == 0
    shown = capsys.readouterr()
    assert shown.out == f"1 calls, 1 articles: {tmp_path / 'site/index.html'}\n"
    assert "make site-assets" in shown.err
    assert "the SQL console" in shown.err
    assert "<title>Les appels &lt;de&gt; test</title>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_folder_with_other_files_is_left_alone(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert run(monkeypatch, str(tmp_path), "--warehouse", str(warehouse)) == 1
    assert capsys.readouterr().err.endswith(f"readout: {tmp_path} holds other files; give an empty or new folder\n")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_warehouse_that_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, str(tmp_path / "site"), "--warehouse", str(tmp_path / "none.duckdb")) == 1
    assert "does not exist" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_port_in_use_is_one_line(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with local_server(tmp_path, 0) as server:
        port = str(server.server_address[1])
        assert run(monkeypatch, str(tmp_path / "site"), "--warehouse", str(warehouse), "--serve", "--port", port) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_the_server_gives_webassembly_its_type(tmp_path: Path) -> None:
    (tmp_path / "a.wasm").write_bytes(b"\0asm")
    with local_server(tmp_path, 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/a.wasm") as answer:
            assert answer.headers["Content-Type"] == "application/wasm"
        server.shutdown()
