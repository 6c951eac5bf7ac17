"""readout.toml and the variables READOUT_*: what goes before what, and mistakes named with file and key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests_support import CALL_ARTICLE

from flows.configuration import KEYS, SettingsError, every, read_configuration, unknown_variables
from flows.settings import read_settings

Readout = Callable[..., Any]


@pytest.fixture
def toml(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    def write(text: str) -> dict[str, str]:
        (tmp_path / "readout.toml").write_text(text, encoding="utf-8")
        return {"READOUT_CONFIG": str(tmp_path / "readout.toml")}

    return write


def test_a_variable_goes_before_the_file_and_the_file_before_the_default(toml: Any, tmp_path: Path) -> None:
    environment = toml('warehouse = "data/w.duckdb"\nworkers = 3\nbatch = 7\nevery = "90s"\n')
    settings = read_settings(environment=environment | {"READOUT_WORKERS": "2"})
    assert settings.warehouse == tmp_path / "data" / "w.duckdb"
    assert (settings.workers, settings.batch_articles, settings.memory_limit) == (2, 7, "800MB")
    assert read_configuration(environment).get("every", None) == timedelta(seconds=90)
    assert read_settings(Path("mine.duckdb"), environment=environment).warehouse == Path("mine.duckdb")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("workers = 'two'", "readout.toml: workers must be a whole number of 1 or more, not 'two'"),
        ("workers = true", "readout.toml: workers must be a whole number"),
        ("batch = 0", "readout.toml: batch must be a whole number"),
        ("memory = 2", "readout.toml: memory must be an amount of memory such as 800MB"),
        ("every = '5 minutes'", "readout.toml: every must be an interval such as 30s, 5m or 2h"),
        ("inbox = ''", "readout.toml: inbox must be a text of one line"),
        ("fetch_delay = -1", "readout.toml: fetch_delay must be a number of seconds above 0"),
        ('user_agent = "a\\nb"', "readout.toml: user_agent must be a text of one line"),
        ("worker = 2", "readout.toml: worker is not a setting; did you mean workers?"),
        ("zebra = 2", "readout.toml: zebra is not a setting"),
        ("workers = =\n", "readout.toml is not TOML: .*line 1"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_file_and_key(toml: Any, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        read_configuration(toml(text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_mistake_in_a_variable_is_named_with_the_variable(key: str, tmp_path: Path) -> None:
    name = f"READOUT_{key.upper()}"
    with pytest.raises(SettingsError, match=f"^{name} must be"):
        read_configuration({name: "\x1b nonsense"})


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="READOUT_CONFIG names a file that does not exist"):
        read_configuration({"READOUT_CONFIG": str(tmp_path / "none.toml")})


def test_variables_that_set_nothing_are_found() -> None:
    environment = {"READOUT_WORKER": "2", "READOUT_DEBUG": "1", "READOUT_INBOX": "x", "PATH": "x"}
    assert unknown_variables(environment) == ["READOUT_WORKER sets nothing; did you mean READOUT_WORKERS?"]


@pytest.mark.parametrize("text", ["", "5", "m", "0m", "-5m", "5 mn", "1e3s"])
def test_what_is_no_interval(text: str) -> None:
    with pytest.raises(ValueError, match="must be an interval"):
        every(text)


def test_a_verb_uses_the_file_and_says_what_is_wrong_with_it(
    readout: Readout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("READOUT_WAREHOUSE")
    (tmp_path / "a.txt").write_text(CALL_ARTICLE)
    (tmp_path / "readout.toml").write_text('warehouse = "mine.duckdb"\n')
    assert readout("ingest", "a.txt").code == 0
    assert (tmp_path / "mine.duckdb").exists() and not (tmp_path / "readout.duckdb").exists()
    assert "Emmanuel Macron" in readout("calls").out
    (tmp_path / "readout.toml").write_text("warehouse = 5\n")
    wrong = readout("calls")
    assert (wrong.code, wrong.err) == (1, "readout: readout.toml: warehouse must be a text of one line, not 5\n")
