"""Polite and wary access to web servers: one request at a time a host, robots.txt, and a limit for everything.

A server may be slow, endless, compressed beyond measure, or redirect for ever: each is one `Refusal` with a reason.
"""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

REDIRECTS = 5
ATTEMPTS = 3
BACKOFF_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 60.0  # for Retry-After and Crawl-delay: who asks for more is asked again in the next run
ROBOTS_BYTES = 500 * 1024  # RFC 9309, section 2.5
PASSING = frozenset({429, 500, 502, 503, 504})  # what may be gone at the next attempt
HOSTS_AT_ONCE = 8


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """A page that was not got: `reason` is a short code, the message one line; `status` the server's answer, if any."""

    def __init__(self, reason: str, detail: str, status: int | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.status = status


@dataclass(frozen=True)
class Limits:
    """Who asks and how much: seconds between two requests to a host, for one request in all, bytes of one answer."""

    user_agent: str
    delay_seconds: float = 2.0
    seconds: float = 30.0
    max_bytes: int = 10_000_000
    backoff_seconds: float = BACKOFF_SECONDS


@dataclass(frozen=True)
class Page:
    """An answer: the address it came from in the end, its bytes (unpacked) and headers; `content` is None for "not modified"."""

    url: str
    content: bytes | None
    headers: Mapping[str, str]
    moved_to: str | None = None


@dataclass
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # on the monotonic clock
    robots: Protego | None = None
    robots_refusal: Refusal | None = None


class Network:
    """Gets pages; use it as `async with network(limits)`."""

    def __init__(self, client: httpx.AsyncClient, limits: Limits) -> None:
        self._client = client
        self._limits = limits
        self._hosts: dict[str, _Host] = {}
        self._slots = asyncio.Semaphore(HOSTS_AT_ONCE)

    async def get(self, url: str, within: Collection[str], headers: Mapping[str, str] | None = None) -> Page:
        """Get a page, following redirects; it and each of them must lie on one of the hosts or domains `within`.

        Raises Refusal: `elsewhere`, `robots`, `redirects`, `timeout`, `too_large`, `bad_encoding`, `http_404` and the
        like, `unreachable`.
        """
        for _ in range(REDIRECTS + 1):
            host = _checked(url, within)
            async with self._hosts.setdefault(host, _Host()).turn, self._slots:
                await self._obey_robots(host, url)
                answer = await self._persistently(self._hosts[host], url, headers or {})
            if answer.moved_to is None:
                return answer
            url = urljoin(url, answer.moved_to)
        raise Refusal("redirects", f"more than {REDIRECTS} redirects")

    async def _persistently(self, host: _Host, url: str, headers: Mapping[str, str], limit: int | None = None) -> Page:
        """Ask until there is an answer that is not a passing fault; wait longer each time, or as long as the server says."""
        pause = self._limits.backoff_seconds
        for attempt in range(1, ATTEMPTS + 1):
            await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                return await self._once(url, headers, limit or self._limits.max_bytes)
            except _Passing as fault:
                if attempt == ATTEMPTS or (fault.retry_after or 0) > LONGEST_WAIT_SECONDS:
                    raise fault.refusal from None
                pause_now, pause = max(pause, fault.retry_after or 0), pause * 2
            finally:
                host.free_at = time.monotonic() + self._delay(host)
            await asyncio.sleep(pause_now)
        raise AssertionError("unreachable")

    async def _once(self, url: str, headers: Mapping[str, str], limit: int) -> Page:
        try:
            async with asyncio.timeout(self._limits.seconds), self._client.stream("GET", url, headers=dict(headers)) as answer:
                if answer.status_code in PASSING:
                    raise _Passing(Refusal(f"http_{answer.status_code}", answer.reason_phrase, answer.status_code), _retry_after(answer))
                if answer.status_code == 304:
                    return Page(url, None, answer.headers)
                if answer.has_redirect_location:
                    return Page(url, None, answer.headers, moved_to=answer.headers["location"])
                if answer.status_code != 200:
                    raise Refusal(f"http_{answer.status_code}", answer.reason_phrase, answer.status_code)
                return Page(url, await _body(answer, limit), answer.headers)
        except TimeoutError:
            raise _Passing(Refusal("timeout", f"no whole answer within {self._limits.seconds:g} s")) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _Passing(Refusal("unreachable", str(error) or type(error).__name__)) from None

    async def _obey_robots(self, name: str, url: str) -> None:
        """Raise Refusal where robots.txt forbids the page, or could not be got (RFC 9309, section 2.3.1)."""
        host = self._hosts[name]
        if host.robots is None and host.robots_refusal is None:
            await self._read_robots(host, urljoin(url, "/robots.txt"))
        if host.robots_refusal:
            raise host.robots_refusal
        if host.robots and not host.robots.can_fetch(url, self._limits.user_agent):
            raise Refusal("robots", "robots.txt does not allow this page")

    async def _read_robots(self, host: _Host, url: str) -> None:
        try:
            page = await self._persistently(host, url, {}, ROBOTS_BYTES)
            host.robots = Protego.parse((page.content or b"").decode("utf-8", errors="replace"))
        except Refusal as refusal:
            if refusal.status and 400 <= refusal.status < 500 and refusal.status != 429:
                host.robots = Protego.parse("")
            else:
                host.robots_refusal = Refusal("robots", f"robots.txt cannot be read ({refusal.reason}), so nothing is allowed")

    def _delay(self, host: _Host) -> float:
        asked = host.robots.crawl_delay(self._limits.user_agent) if host.robots else None
        return max(self._limits.delay_seconds, min(asked or 0.0, LONGEST_WAIT_SECONDS))


@asynccontextmanager
async def network(limits: Limits, transport: httpx.AsyncBaseTransport | None = None) -> AsyncIterator[Network]:
    """Open connections that end with the block; `transport` replaces the network."""
    headers = {"User-Agent": limits.user_agent, "Accept-Encoding": "gzip, deflate", "Accept-Language": "fr"}
    async with httpx.AsyncClient(headers=headers, timeout=limits.seconds, trust_env=True, transport=transport) as client:
        yield Network(client, limits)


class _Passing(Exception):  # noqa: N818 - reads as what it is
    """A fault that another attempt may not meet."""

    def __init__(self, refusal: Refusal, retry_after: float | None = None) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.retry_after = retry_after


def _checked(url: str, within: Collection[str]) -> str:
    """Return the host (with port) of an address; raises Refusal for another scheme or a host that is not `within`."""
    try:
        parts = urlsplit(url)
        name, host = (parts.hostname or "").lower(), parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        raise Refusal("elsewhere", "not an address") from None
    if parts.scheme not in ("http", "https") or not name:
        raise Refusal("elsewhere", f"not a web address: {url[:80]}")
    if host not in within and not any(name == domain or name.endswith(f".{domain}") for domain in within):
        raise Refusal("elsewhere", f"leads to {name}, which is not the outlet's")
    return host


async def _body(answer: httpx.Response, limit: int) -> bytes:
    """Return the bytes of an answer, unpacked as they come, so that no more than the limit is ever held."""
    unpack = _unpacker(answer.headers.get("content-encoding", "identity").strip().lower())
    body = bytearray()
    async for chunk in answer.aiter_raw(65_536):
        body += unpack(chunk, limit + 1 - len(body))
        if len(body) > limit:
            raise Refusal("too_large", f"more than {limit:,} bytes")
    return bytes(body)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding in ("", "identity"):
        return lambda chunk, _room: chunk
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Refusal("bad_encoding", f"compressed as {encoding[:40]}, which was not asked for")
    unpacking = zlib.decompressobj(47 if "gzip" in encoding else zlib.MAX_WBITS)

    def unpack(chunk: bytes, room: int) -> bytes:
        try:
            return unpacking.decompress(unpacking.unconsumed_tail + chunk, room)
        except zlib.error as error:
            raise Refusal("bad_encoding", f"broken compression ({error})") from None

    return unpack


def _retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds a server asks to wait: stated as a number, or as a moment (RFC 9110, section 10.2.3)."""
    stated = answer.headers.get("retry-after", "").strip()
    if stated.isdecimal():
        return float(stated)
    with suppress(ValueError):
        moment = parsedate_to_datetime(stated)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return None
