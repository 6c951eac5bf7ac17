"""The wheel, installed elsewhere and run from another folder, finds its data and works; the files a release needs are there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests_support import CALL_ARTICLE

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the built wheel was installed into."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", ROOT]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    script = f"import sys; sys.path.insert(0, {str(installed)!r}); from flows.cli import main; main()"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("READOUT_", "PYTHONPATH"))}

    def readout(*arguments: str) -> str:
        command = [sys.executable, "-c", script, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert "1 new, 0 changed" in readout("ingest", "a.txt")
    assert "Emmanuel Macron, Olaf Scholz" in readout("calls")
    where = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); import flows, seeds; print(flows.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(installed) in where.stdout


def test_help_answers_without_heavy_imports() -> None:
    script = "import sys\nfrom flows.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "ingest" in done.stdout
    heavy = {"polars", "duckdb", "spacy", "prefect", "great_expectations", "pandas"}
    assert not heavy & set(done.stderr.split())


def test_the_lock_file_names_versions_and_no_addresses() -> None:
    lines = (ROOT / "requirements.lock").read_text().split("\n")[:-1]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+_-]+", line)] == []
