"""Great Expectations' own Data Docs, made to open offline: its pages without scripts and outside files, in a style of ours."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

from lxml import html
from lxml_html_clean import Cleaner

STYLE = "style.css"
"""Name of the style sheet, beside the pages."""

_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:"
_NEEDS_SCRIPTS = (
    "//nav | //footer | //*[contains(@class, 'card mb-3')] | //*[contains(@class, 'card d-md-block')] | //a[@data-toggle]"
    " | //*[@id='section-1']//*[contains(@class, 'collapse')]"
)
"""Navigation bars, filters, tables of contents and switches; the newsletter of a footer, and how a frame was handed over."""

_CLEANER = Cleaner(
    page_structure=False, scripts=True, javascript=True, links=True, meta=True, style=True, inline_style=True, embedded=True,
    frames=True, forms=True, comments=True, processing_instructions=True, safe_attrs_only=True, remove_tags=["i"], kill_tags=["img"],
)  # fmt: skip


def pages(outcomes: Mapping[str, Any]) -> dict[str, str]:
    """Return the site as file name -> content, from the outcomes of the stages (`suites.outcome`): a page a stage, and its style."""
    style = files("expectations") / "templates" / "data_docs.css"
    return {STYLE: style.read_text(encoding="utf-8"), **{f"{stage}.html": _page(stage, found) for stage, found in outcomes.items()}}


def _page(stage: str, found: Any) -> str:
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaPageView

    renderer: Any = ValidationResultsPageRenderer()
    view: Any = DefaultJinjaPageView()
    return _offline(stage, view.render(renderer.render(_as_text(found))))


def _as_text(found: Any) -> Any:
    """The result with every observed text escaped: the pages of Great Expectations 1.24 show it as markup."""
    for one in found.results:
        one.result = _escaped(one.result)
    return found


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, Mapping):
        return {key: _escaped(part) for key, part in value.items()}
    return [_escaped(part) for part in value] if isinstance(value, list | tuple) else value


def _offline(stage: str, rendered: str) -> str:
    """The page as it can be read without scripts: nothing folded away, no links to pages and files that are not there."""
    page = html.document_fromstring(rendered)
    for icon in page.xpath("//i"):
        icon.text = "✔" if "text-success" in icon.get("class", "") else "✘" if "text-danger" in icon.get("class", "") else ""
    for part in page.xpath(_NEEDS_SCRIPTS):
        part.drop_tree()
    for link in page.xpath("//a"):
        link.drop_tag()
    _CLEANER(page)
    head = page.find("head")
    head.clear()
    head.extend(_element(tag, attributes, text) for tag, attributes, text in _head(stage))
    page.body.insert(0, _element("a", {"class": "back", "href": f"../expectations.html#{stage}"}, "← All expectations"))
    whole: str = html.tostring(page, encoding="unicode", doctype="<!doctype html>")
    return whole


def _head(stage: str) -> list[tuple[str, dict[str, str], str | None]]:
    """Elements as (tag, attributes, text)."""
    return [
        ("meta", {"charset": "utf-8"}, None),
        ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}, None),
        ("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}, None),
        ("meta", {"name": "color-scheme", "content": "light dark"}, None),
        ("title", {}, f"Readout: Data Docs, {stage}"),
        ("link", {"rel": "icon", "href": "data:,"}, None),
        ("link", {"rel": "stylesheet", "href": STYLE}, None),
    ]


def _element(tag: str, attributes: Mapping[str, str], text: str | None) -> Any:
    element = html.Element(tag, dict(attributes))
    element.text = text
    return element
