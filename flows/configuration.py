"""What the user has set: `readout.toml` and environment variables READOUT_*, each key checked and named when it is wrong.

A key `fetch_delay` of the file is the variable READOUT_FETCH_DELAY; the variable goes before the file, a command-line
option before both. The file is `readout.toml` in the current folder, or where READOUT_CONFIG says; its paths are
relative to it.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

FILE = "readout.toml"
PREFIX = "READOUT_"
NOT_SETTINGS = frozenset({"READOUT_CONFIG", "READOUT_DEBUG", "READOUT_SHARED"})
"""Variables with our prefix that say something else: where the file is, how errors show, where tests find material."""


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line that names it and where it stands."""


def every(text: str) -> timedelta:
    """Read an interval such as `30s`, `5m`, `2h` or `1d`; raises ValueError."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*", text)
    if not match or not float(match[1]):
        raise ValueError(f"must be an interval such as 30s, 5m or 2h, not {text!r}")
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    return timedelta(**{unit: float(match[1])})


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\d+", str(value)) or int(value) < 1:
        raise ValueError(f"must be a whole number of 1 or more, not {value!r}")
    return int(value)


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not re.fullmatch(r"\d+(\.\d+)?", str(value)) or not float(value):
        raise ValueError(f"must be a number of seconds above 0, not {value!r}")
    return float(value)


def _size(value: Any) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?\s*[KMGT]i?B", str(value)):
        raise ValueError(f"must be an amount of memory such as 800MB or 2GB, not {value!r}")
    return str(value)


def in_bytes(size: str) -> int:
    """Return an amount of memory such as `800MB` or `2GiB` in bytes, as DuckDB reads it."""
    number, power, binary = re.fullmatch(r"([\d.]+)\s*([KMGT])(i?)B", size).groups()  # type: ignore[union-attr]  # read by _size
    return int(float(number) * (1024 if binary else 1000) ** ("KMGT".index(power) + 1))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"must be a text of one line, not {value!r}")
    return value.strip()


def _path(value: Any) -> Path:
    return Path(_text(value)).expanduser()


def _interval(value: Any) -> timedelta:
    return every(str(value))


KEYS: Mapping[str, Callable[[Any], Any]] = {
    "warehouse": _path,
    "judgements": _path,
    "batch": _whole,
    "workers": _whole,
    "runner": _text,
    "exchange": _text,
    "memory": _size,
    "document_seconds": _seconds,
    "document_memory": _size,
    "query_memory": _size,
    "query_seconds": _seconds,
    "inbox": _path,
    "every": _interval,
    "feeds": _path,
    "user_agent": _text,
    "fetch_delay": _seconds,
    "fetch_seconds": _seconds,
    "fetch_max_bytes": _whole,
}
"""Every setting, and what reads it (raising ValueError with what it must be); docs/operations.md says what each means."""


@dataclass(frozen=True)
class Configuration:
    """The keys that are set, read and checked; those that are not keep the default that the asker gives."""

    values: Mapping[str, Any]
    file: Path | None = None

    def get(self, key: str, default: Any) -> Any:
        """Return the value of a key, or the default where it is not set."""
        return self.values.get(key, default)


def read_configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """Read the file and the variables; raises SettingsError that names file or variable, key and what it must be."""
    from warehouse.lake import is_lake  # DuckDB, which a verb may do without

    named = environment.get("READOUT_CONFIG")
    file = Path(named or FILE)
    if named and not file.is_file():
        raise SettingsError(f"READOUT_CONFIG names a file that does not exist: {file}")
    stated = _of_file(file) if file.is_file() else {}
    values = {key: _read(f"{file}: {key}", KEYS[key], value) for key, value in stated.items()}
    values |= {key: file.parent / value for key, value in values.items() if isinstance(value, Path) and not is_lake(value)}
    for key, read in KEYS.items():
        if text := environment.get(_variable(key)):
            values[key] = _read(_variable(key), read, text)
    return Configuration(values, file if stated else None)


def unknown_variables(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return one line for each variable READOUT_* that sets nothing, with what it may have meant."""
    known = {_variable(key) for key in KEYS} | NOT_SETTINGS
    return [f"{name} sets nothing{_meant(name, known)}" for name in sorted(environment) if name.startswith(PREFIX) and name not in known]


def _of_file(file: Path) -> dict[str, Any]:
    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}") from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from None
    for key in stated:
        if key not in KEYS:
            raise SettingsError(f"{file}: {key} is not a setting{_meant(key, KEYS)}")
    return stated


def _read(where: str, read: Callable[[Any], Any], value: Any) -> Any:
    try:
        return read(value)
    except ValueError as error:
        raise SettingsError(f"{where} {error}") from None


def _variable(key: str) -> str:
    return PREFIX + key.upper()


def _meant(name: str, known: Mapping[str, Any] | set[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""
