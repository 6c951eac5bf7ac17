"""Where things lie and how much is done at once; every value can be given by `readout.toml` or a variable READOUT_*."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from flows.configuration import SettingsError, in_bytes, read_configuration
from flows.limits import Limits

__all__ = [
    "DEFAULT_WAREHOUSE",
    "QueryLimits",
    "Settings",
    "SettingsError",
    "beside",
    "prefect_environment",
    "read_query_limits",
    "read_settings",
]

DEFAULT_WAREHOUSE = "readout.duckdb"
LOCAL = "local"


@dataclass(frozen=True)
class Settings:
    """Settings of one run: the warehouse file, articles read at once, processes that extract, and the limits of a run.

    `memory_limit` bounds DuckDB, `document_seconds` and `document_memory` what one document may take, `wait_seconds` the wait for another
    run that writes the warehouse (0: not at all). With `published_since` or `published_until` articles that were
    surely published before or after are left out. `runner` is `local` or `dask://HOST:PORT`; with the latter batches travel
    through `exchange`, a folder or address that all workers see.
    """

    warehouse: Path
    batch_articles: int = 2000
    workers: int = 1
    judgements_file: Path | None = None
    memory_limit: str = "800MB"
    document_seconds: float = 30
    document_memory: str = "2GB"
    wait_seconds: float = 0
    published_since: date | None = None
    published_until: date | None = None
    runner: str = LOCAL
    exchange: str | None = None

    @property
    def limits(self) -> Limits:
        """What one document may take."""
        return Limits(self.document_seconds, in_bytes(self.document_memory))

    @property
    def quality_folder(self) -> Path:
        """Folder of the data-quality report: beside the warehouse and named after it."""
        return beside(self.warehouse, "-quality")

    @property
    def judgements(self) -> Path:
        """File of the judgements: where it was said to be, else beside the warehouse and named after it."""
        return self.judgements_file or beside(self.warehouse, "-judgements.csv")

    @property
    def extracts_here(self) -> bool:
        """Whether processes of this machine extract."""
        return self.runner == LOCAL and self.workers > 1

    def as_json(self) -> str:
        """Return the settings as the JSON object that `runs.settings` keeps."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps({name: value if isinstance(value, int | float) else str(value) for name, value in given.items()})


def beside(warehouse: Path, ending: str) -> Path:
    """Return a path beside the warehouse and named after it; beside the data of a shared one, so that all find the same."""
    from warehouse.lake import Lake, is_lake

    place = Lake.at(warehouse).data if is_lake(warehouse) else warehouse
    return place.with_name(f"{place.stem}{ending}")


def read_settings(warehouse: Path | None = None, judgements: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read `readout.toml` and the variables READOUT_*; files given here go before both. Raises SettingsError."""
    stated = read_configuration(environment)
    return Settings(
        warehouse=warehouse or stated.get("warehouse", Path(DEFAULT_WAREHOUSE)),
        batch_articles=stated.get("batch", 2000),
        workers=stated.get("workers", len(os.sched_getaffinity(0))),
        judgements_file=judgements or stated.get("judgements", None),
        memory_limit=stated.get("memory", "800MB"),
        document_seconds=stated.get("document_seconds", 30.0),
        document_memory=stated.get("document_memory", "2GB"),
        runner=stated.get("runner", LOCAL),
        exchange=stated.get("exchange", None),
    )


@dataclass(frozen=True)
class QueryLimits:
    """What a query of an analyst may take: memory, and seconds."""

    memory: str = "1GB"
    seconds: float = 60


def read_query_limits(environment: Mapping[str, str] = os.environ) -> QueryLimits:
    """Read the limits of `readout sql`; raises SettingsError."""
    stated = read_configuration(environment)
    return QueryLimits(stated.get("query_memory", "1GB"), stated.get("query_seconds", 60.0))


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
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # on a busy machine its 20 s are too few
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # flows use none here, and all packages of Prefect's would be imported for them
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
