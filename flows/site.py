"""Builds the static explorer from the published warehouse, and serves it on this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.version import code_version
from warehouse.connect import open_read
from warehouse.site.build import Built, build_site


def write_site(warehouse: Path, folder: Path, *, full_text: bool = False, title: str = "Readout", say: Callable[[str], None]) -> Built:
    """Write the site of a warehouse into a folder; raises WarehouseError when the one cannot be read or the other written."""
    with open_read(warehouse) as con:
        return build_site(con, folder, version=code_version(), title=title, full_text=full_text, say=say)


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are; always asked for anew, so that a rebuilt site shows at once."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm", ".js": "text/javascript"}  # noqa: RUF012

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of single requests."""


def local_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of the folder for this machine alone; port 0 takes a free one. Raises OSError when the port is taken."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
