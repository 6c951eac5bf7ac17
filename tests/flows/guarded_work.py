"""What the child process of a guarded run does in tests, in place of a real run: misbehave at certain file names."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from flows.settings import Settings
from warehouse.errors import WarehouseError


def work(parent: Connection, files: list[str], settings: Settings) -> None:
    """Note each file in a log beside the warehouse; the word in its name says what else happens."""
    os.setsid()
    log = settings.warehouse.with_name("log.txt")
    for file in files:
        name = Path(file).name
        if "hang" in name:
            time.sleep(3600)
        if "kill" in name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "memory" in name:
            parent.send(("died", ("out_of_memory", "more memory is needed than there is")))
            return
        if "full" in name:
            parent.send(("refused", WarehouseError("no space left on the disk")))
            return
        parent.send(("moved", "read"))
    with log.open("a") as lines:
        lines.writelines(f"{file}\n" for file in files)
    counts = {"documents": len(files), "articles": len(files)}
    parent.send(("done", {"run_id": f"r{os.getpid()}", "rejected": {}, "failed_expectations": {}, "counts": counts}))
