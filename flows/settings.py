"""Where things lie and how much is done at once; every value can be given by an environment variable READOUT_*."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

DEFAULT_WAREHOUSE = "readout.duckdb"


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line that names it."""


@dataclass(frozen=True)
class Settings:
    """Settings of one run: the warehouse file, articles read at once, and processes that extract."""

    warehouse: Path
    batch_articles: int = 2000
    workers: int = 1
    judgements_file: Path | None = None

    @property
    def quality_folder(self) -> Path:
        """Folder of the data-quality report: beside the warehouse and named after it."""
        return self.warehouse.with_name(f"{self.warehouse.stem}-quality")

    @property
    def judgements(self) -> Path:
        """File of the judgements: where it was said to be, else beside the warehouse and named after it."""
        return self.judgements_file or self.warehouse.with_name(f"{self.warehouse.stem}-judgements.csv")

    def as_json(self) -> str:
        """Return the settings as the JSON object that `runs.settings` keeps."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps({name: value if isinstance(value, int) else str(value) for name, value in given.items()})


def read_settings(warehouse: Path | None = None, judgements: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read READOUT_WAREHOUSE, READOUT_JUDGEMENTS, READOUT_BATCH and READOUT_WORKERS; files given here go before the variables."""
    return Settings(
        warehouse=warehouse or Path(environment.get("READOUT_WAREHOUSE") or DEFAULT_WAREHOUSE),
        batch_articles=_positive(environment, "READOUT_BATCH", 2000),
        workers=_positive(environment, "READOUT_WORKERS", len(os.sched_getaffinity(0))),
        judgements_file=judgements or (Path(environment["READOUT_JUDGEMENTS"]) if environment.get("READOUT_JUDGEMENTS") else None),
    )


def _positive(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"{name} must be a whole number of 1 or more, not {text!r}")
    return int(text)


def prefect_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables that let Prefect run inside this process: quiet, offline, in a folder that can be written.

    What the user has set stays as it is, so a PREFECT_API_URL sends runs to that server. The services of a server
    that nobody else talks to are off: they cost two seconds a run.
    """
    services = (
        "SCHEDULER", "LATE_RUNS", "PAUSE_EXPIRATIONS", "CANCELLATION_CLEANUP", "FOREMAN", "TRIGGERS",
        "EVENT_PERSISTER", "EVENT_LOGGER", "REPOSSESSOR", "TASK_RUN_RECORDER",
    )  # fmt: skip
    wanted = {
        "PREFECT_HOME": str(_writable_home(environment)),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        **{f"PREFECT_SERVER_SERVICES_{service}_ENABLED": "false" for service in services},
    }
    return {name: value for name, value in wanted.items() if name not in environment}


def _writable_home(environment: Mapping[str, str]) -> Path:
    """Return the folder for Prefect's own database, kept from run to run because making it costs seconds."""
    cache = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "readout" / "prefect"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return cache
    except OSError:
        return Path(tempfile.mkdtemp(prefix="readout-prefect-"))
