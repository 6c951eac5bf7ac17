"""JSON records with the fields `id, url, outlet, title, lead, author, agency, language, published_at, text`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from transforms.parse.fields import FIELDS, Unparsable, as_text


def parse(content: str) -> Iterator[dict[str, str | None]]:
    """Yield the articles of a JSON value: one object, or a list of them. Raises Unparsable (`bad_json`)."""
    try:
        value = json.loads(content)
    except ValueError as error:
        raise Unparsable("bad_json", f"not JSON ({error})") from None
    except RecursionError:
        raise Unparsable("bad_json", "nested too deeply") from None
    for record in value if isinstance(value, list) else [value]:
        if not isinstance(record, dict):
            raise Unparsable("bad_json", f"expected an object, found {type(record).__name__}")
        yield _fields(record)


def _fields(record: dict[str, Any]) -> dict[str, str | None]:
    article = {name: as_text(record.get(name)) for name in FIELDS if name in record}
    article["body"] = _body(record.get("text"))
    return article


def _body(value: Any) -> str | None:
    """Return the text as written; a list of paragraphs is joined by blank lines."""
    if isinstance(value, list):
        return "\n\n".join(part for part in value if isinstance(part, str)) or None
    return value if isinstance(value, str) else None
