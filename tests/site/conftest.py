"""Sites under test, and the browser that opens them: `make test-site` runs these tests, plain `make test` skips them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from many_calls import fill

from flows.ingest import tell
from flows.progress import Quiet
from flows.settings import Settings
from flows.site import local_server, write_site
from warehouse.connect import open_work, publish
from warehouse.site.assets import default_assets

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "warehouse/site/assets-source/node_modules/axe-core/axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")

SAMPLES = [ROOT / "seeds/articles"]
Paths = list[Path]


def _missing() -> str | None:
    if not any(map(shutil.which, CHROMIUM)):
        return "no Chromium found: apt-get install chromium"
    if not default_assets().is_dir() or not AXE.is_file():
        return "the assets of the site are not built: make site-assets"
    return None


@pytest.fixture(scope="session", autouse=True)
def wanted() -> None:
    """Skip these tests unless they are asked for; when they are, what they need must be there."""
    if not os.environ.get("READOUT_TEST_SITE"):
        pytest.skip("tests in a browser run with `make test-site`")
    if reason := _missing():
        pytest.fail(reason)


@pytest.fixture(scope="session")
def browser(wanted: None) -> Iterator[Any]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = next(found for found in map(shutil.which, CHROMIUM) if found)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Tab:
    """A page of the browser that notes every error and every request that leaves the site."""

    def __init__(self, page: Any, root: str) -> None:
        self.page, self.root = page, root
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.bytes = 0
        page.on("console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("requestfailed", self._note_failure)
        page.on("request", self._note)

    def _note_failure(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on to another page
            self.errors.append(f"{request.url}: {request.failure}")

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, path: str) -> Any:
        """Open a page of the site and wait until it is built."""
        self.page.goto(self.root + path)
        return self.ready()

    def ready(self) -> Any:
        """Wait until the page is built."""
        self.page.wait_for_selector("body[data-ready]")
        self.page.wait_for_timeout(50)
        return self.page

    def assert_clean(self) -> None:
        assert (self.errors, self.outside) == ([], [])


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Tab]]:
    """Return a maker of tabs: `tab(root, width=..., scheme=...)`; what went wrong in them fails the test."""
    contexts, tabs = [], []

    def make(root: str, width: int = 1280, height: int = 900, scheme: str = "light", locale: str = "fr-FR", expect_errors: bool = False) -> Tab:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale)
        contexts.append(context)
        made = Tab(context.new_page(), root)
        if not expect_errors:
            tabs.append(made)
        return made

    yield make
    for made in tabs:
        made.assert_clean()
    for context in contexts:
        context.close()


def _site(folder: Path, articles: list[Path], full_text: bool = False) -> Path:
    warehouse = folder / "w.duckdb"
    tell(articles, Settings(warehouse), Quiet())
    write_site(warehouse, folder / "some/where", full_text=full_text, say=lambda step: None)
    return folder / "some/where"


@pytest.fixture(scope="session")
def site(wanted: None, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample articles and of the real ones."""
    return _site(tmp_path_factory.mktemp("site"), [*SAMPLES, shared / "articles"])


@pytest.fixture(scope="session")
def hostile(wanted: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of articles that try to break out of the page."""
    return _site(tmp_path_factory.mktemp("hostile"), [Path(__file__).parent / "hostile.jsonl"])


@pytest.fixture(scope="session")
def many(wanted: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 20,000 calls."""
    folder = tmp_path_factory.mktemp("many")
    with open_work(folder / "w.duckdb") as con:
        fill(con, 20_000)
        con.execute("UPDATE store.data_version SET version = version + 1")
        publish(con, folder / "w.duckdb")
    write_site(folder / "w.duckdb", folder / "site", say=lambda step: None)
    return folder / "site"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; the address ends with a slash."""
    server = local_server(folder, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def root(site: Path) -> str:
    """The site as opened from disk."""
    return f"{site.as_uri()}/"


@pytest.fixture(scope="session")
def web_root(site: Path) -> Iterator[str]:
    """The site as served under a sub-path."""
    with served(site.parent.parent) as address:
        yield f"{address}some/where/"


def query_of(url: str) -> str:
    """Return the query of an address."""
    return urlsplit(url).query
