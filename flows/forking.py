"""The process that workers are forked from: started ahead of them, beside whatever this one imports meanwhile.

It imports, and builds the tables of the extractor. Neither Polars nor DuckDB may work there: a fork would wait for their threads for ever.
"""

from __future__ import annotations

from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext


def forking() -> ForkServerContext:
    """Return the context in which a process is made by forking one that has imported `flows.preloaded`."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["flows.preloaded"])
    return context


def start_forking() -> None:
    """Start that process without waiting for it; it ends with this one."""
    forking()
    forkserver.ensure_running()
