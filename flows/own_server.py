"""Prefect's API where the user names no server: a thread of this process. Prefect would start a process for it, for four seconds."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flows.settings import prefect_environment

STOP_SECONDS = 2

os.environ.update(prefect_environment())  # Prefect reads its settings when it is imported

from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402


@contextmanager
def prefect_api() -> Iterator[None]:
    """Let flows run within the block: on the server of PREFECT_API_URL, else on one of this process, whose port is any free one."""
    if PREFECT_API_URL.value():
        yield
        return
    import uvicorn
    from prefect.server.api.server import create_app

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(ephemeral=True, final=True), log_level="critical", lifespan="on"))
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("Prefect's API did not start; PREFECT_API_URL can name a server that runs")
        time.sleep(0.01)
    try:
        with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{listening.getsockname()[1]}/api"}):
            yield
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
