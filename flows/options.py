"""Options that several verbs share, and how a verb speaks to standard error."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

DEFAULT_WAREHOUSE = Path("readout.duckdb")


def _as_set(context: typer.Context, parameter: typer.CallbackParam, value: Any) -> Any:
    """Take from `readout.toml` what neither an option nor a variable says."""
    from flows.configuration import read_configuration

    source = context.get_parameter_source(parameter.name or "")
    stated = source is not None and source.name in ("COMMANDLINE", "ENVIRONMENT")
    return value if stated else read_configuration().get(parameter.name or "", value)


WarehouseFile = Annotated[
    Path,
    typer.Option(
        "--warehouse", metavar="FILE", envvar="READOUT_WAREHOUSE", help="The warehouse.", show_default="readout.duckdb", callback=_as_set
    ),
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        "--judgements", metavar="FILE", envvar="READOUT_JUDGEMENTS", help="File of the judgements.", show_default="beside the warehouse"
    ),
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY")]


def warn(message: str) -> None:
    """Say one line on standard error."""
    typer.echo(f"readout: {message}", err=True)


def fail(message: str, code: int = 1) -> int:
    """Say one line on standard error and return the exit code."""
    warn(message)
    return code
