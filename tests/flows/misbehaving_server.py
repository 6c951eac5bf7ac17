"""A web server of the worst kind, on this machine: each path misbehaves in its own way, and all requests are noted."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests_support import CALL_ARTICLE

PAGE = f"<html><head><title>Appel</title></head><body><article><p>{CALL_ARTICLE}</p></article></body></html>"
GZIP_BOMB = gzip.compress(b"\0" * 50_000_000)


class Server:
    """Where it listens, what its robots.txt says, which items its feed lists, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.robots = (404, "")
        self.items: list[str] = []
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.at_once = 0
        self.most_at_once = 0
        self.stop = threading.Event()

    def feed(self) -> str:
        items = "".join(
            f"<item><title>&lt;script&gt;alert(1)&lt;/script&gt;</title><link>{link if '://' in link else self.address + link}</link>"
            "<pubDate>Wed, 13 Mar 2024 08:00:00 GMT</pubDate></item>"
            for link in self.items
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Fil</title>{items}</channel></rss>'

    def times(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.asked)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Server

    def do_GET(self) -> None:
        state = self.state
        state.at_once += 1
        state.most_at_once = max(state.most_at_once, state.at_once)
        state.asked.append((time.monotonic(), self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            ROUTES.get(self.path, _page)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            state.at_once -= 1

    def answer(self, body: bytes, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _page(handler: _Handler) -> None:
    handler.answer(PAGE.encode())


def _robots(handler: _Handler) -> None:
    status, text = handler.state.robots
    handler.answer(text.encode(), status, "text/plain")


def _feed(handler: _Handler) -> None:
    body = handler.state.feed().encode()
    etag = f'"{zlib.crc32(body)}"'
    if handler.headers.get("If-None-Match") == etag:
        handler.answer(b"", 304, ETag=etag)
    else:
        handler.answer(body, kind="application/rss+xml", ETag=etag)


def _slow(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.state.stop.wait(0.2):
        handler.wfile.write(b".")


def _endless(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.close_connection = True
    while not handler.state.stop.is_set():
        handler.wfile.write(b"x" * 65_536)


def _once_500(handler: _Handler) -> None:
    first = handler.state.times()["/once-500"] == 1
    handler.answer(b"" if first else PAGE.encode(), 500 if first else 200)


def _busy(handler: _Handler) -> None:
    first = handler.state.times()["/busy"] == 1
    handler.answer(b"" if first else PAGE.encode(), 429 if first else 200, **({"Retry_After": "1"} if first else {}))


def _wrong_charset(handler: _Handler) -> None:
    handler.answer(PAGE.encode("cp1252"), kind="text/html; charset=utf-8")


ROUTES: dict[str, Callable[[_Handler], None]] = {
    "/robots.txt": _robots,
    "/feed": _feed,
    "/slow": _slow,
    "/endless": _endless,
    "/500": lambda handler: handler.answer(b"", 500),
    "/once-500": _once_500,
    "/busy": _busy,
    "/ask-tomorrow": lambda handler: handler.answer(b"", 503, Retry_After="86400"),
    "/404": lambda handler: handler.answer(b"", 404),
    "/loop": lambda handler: handler.answer(b"", 302, Location="/loop2"),
    "/loop2": lambda handler: handler.answer(b"", 302, Location="/loop"),
    "/moved": lambda handler: handler.answer(b"", 301, Location="/article"),
    "/away": lambda handler: handler.answer(b"", 302, Location="http://169.254.169.254/latest"),
    "/file": lambda handler: handler.answer(b"", 302, Location="file:///etc/passwd"),
    "/bomb": lambda handler: handler.answer(GZIP_BOMB, Content_Encoding="gzip"),
    "/brotli": lambda handler: handler.answer(b"\x00", Content_Encoding="br"),
    "/broken-gzip": lambda handler: handler.answer(b"\x1f\x8b no gzip", Content_Encoding="gzip"),
    "/zipped": lambda handler: handler.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
    "/picture": lambda handler: handler.answer(b"\x89PNG", kind="image/png"),
    "/wrong-charset": _wrong_charset,
    "/hang-up": lambda handler: handler.connection.shutdown(socket.SHUT_RDWR),
    "/not-a-feed": lambda handler: handler.answer(b"<html><body>Rien</body></html>"),
}


@contextmanager
def misbehaving() -> Iterator[Server]:
    """Serve while the block runs."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {}))
    httpd.daemon_threads = True
    state = Server(f"http://127.0.0.1:{httpd.server_address[1]}")
    httpd.RequestHandlerClass.state = state  # type: ignore[attr-defined]
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.stop.set()
        httpd.shutdown()
        httpd.server_close()
