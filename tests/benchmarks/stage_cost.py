"""What each part of a run costs an article, in processor time of one process: the figures of docs/scale.md.

    python tests/benchmarks/stage_cost.py FILE...

What can be spread over machines (read, extract) stands apart from what one writer does (store, conclude).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows import ingest
from flows.landing import land
from flows.progress import Quiet
from flows.settings import Settings

SPENT: dict[str, float] = {}


@contextmanager
def spent(stage: str) -> Iterator[None]:
    """Add the processor time of the block to its stage."""
    begun = time.process_time()
    yield
    SPENT[stage] = SPENT.get(stage, 0) + time.process_time() - begun


def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        with spent(stage):
            return function(*given, **named)

    return call


def main(paths: list[str]) -> None:
    with spent("read"):
        articles = sum(landed.height for landed, *_ in land(paths))
    ingest.compare_batch = timed("store", ingest.compare_batch)
    ingest.load_batch = timed("store", ingest.load_batch)
    ingest.conclude = timed("conclude", ingest.conclude)
    with tempfile.TemporaryDirectory() as folder, spent("whole run"):
        warehouse = Path(folder) / "w.duckdb"
        ingest.tell(paths, Settings(warehouse), Quiet())
        size = warehouse.stat().st_size
    SPENT["extract, start included"] = SPENT["whole run"] - SPENT["read"] - SPENT["store"] - SPENT["conclude"]
    for stage, seconds in SPENT.items():
        sys.stdout.write(f"{stage:25} {seconds:8.1f} s  {seconds / articles * 1e3:8.3f} ms an article\n")
    sys.stdout.write(f"{'warehouse':25} {size / 1e6:8.1f} MB {size / articles / 1e3:8.2f} KB an article\n")


if __name__ == "__main__":
    main(sys.argv[1:])
