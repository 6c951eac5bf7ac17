"""The pages of the site: which data and libraries each loads, and the frame they share."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jinja2 import Environment, StrictUndefined

_HERE = resources.files("warehouse.site")
_ALWAYS = ("core", "language", "model", "tables", "figures", "filters")
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'{wasm}; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'"
)

Words = dict[str, list[str]]


@dataclass(frozen=True)
class Page:
    """One page: its data scripts, the libraries it uses when they are there, and its own scripts beside `pages/NAME.js`."""

    name: str
    data: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    filters: bool = False
    in_nav: bool = True

    @property
    def file(self) -> str:
        """The file of the page; the calls are the first page."""
        return "index.html" if self.name == "calls" else f"{self.name}.html"


PAGES = (
    Page("calls", ("calls",), ("charts.js", "table.js"), ("timeline",), filters=True),
    Page("people", ("calls",), ("charts.js", "table.js"), filters=True),
    Page("topics", ("calls",), ("charts.js", "table.js"), filters=True),
    Page("places", ("calls",), ("charts.js", "table.js", "map.js", "world.js"), filters=True),
    Page("sources", ("calls",), ("charts.js", "table.js"), filters=True),
    Page("search", ("calls", "aliases"), ("search.js",)),
    Page("ask", ("schema",), ("charts.js", "table.js")),
    Page("data", ("schema",)),
    Page("call", ("labels",), ("table.js",), in_nav=False),
    Page("article", ("labels",), in_nav=False),
)


def read_words() -> Words:
    """Return the words of the interface: key -> [French, English]; several forms of one are parted by `|`."""
    lines = _HERE.joinpath("words.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: [row["fr"], row["en"]] for row in csv.DictReader(lines)}


def write_pages(folder: Path, title: str, words: Words, libraries: frozenset[str]) -> None:
    """Write every page and the scripts and styles of the site itself; `libraries` are the built files that are there."""
    template = _environment().from_string(_HERE.joinpath("templates/page.html.j2").read_text(encoding="utf-8"))
    for page in PAGES:
        frame: Mapping[str, object] = {
            "page": page, "pages": PAGES, "title": title, "words": words, "fonts": "fonts/fonts.css" in libraries,
            "scripts": _scripts(page, libraries), "policy": _POLICY.format(wasm=" 'wasm-unsafe-eval'" if page.name == "ask" else ""),
        }  # fmt: skip
        (folder / page.file).write_text(template.render(frame), encoding="utf-8")
    with resources.as_file(_HERE.joinpath("app")) as app:
        shutil.copytree(app, folder / "app", dirs_exist_ok=True)


def _scripts(page: Page, libraries: frozenset[str]) -> list[str]:
    """Return the scripts of a page in the order in which they run."""
    return [
        "app/core.js", "data/words.js", "data/site.js",
        *(f"data/{name}.js" for name in page.data),
        *(f"vendor/{name}" for name in page.libraries if name in libraries),
        *(f"app/{name}.js" for name in (*_ALWAYS[1:], *page.scripts)),
        f"app/pages/{page.name}.js", "app/dress.js",
    ]  # fmt: skip


def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
