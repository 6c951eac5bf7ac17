"""Data as classic scripts: a page opened from disk may load a script beside it, but may not fetch a file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

_BYTES_PER_SHARD = 200_000


def write_script(folder: Path, name: str, value: Any) -> int:
    """Write `folder/NAME.js`, which hands `value` to the page under `name`; return its size in bytes."""
    file = folder / f"{name}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    content = f"Readout.put({script_json(name)}, {script_json(value)});\n".encode()
    file.write_bytes(content)
    return len(content)


def script_json(value: Any) -> str:
    """Return JSON that is safe inside a script, whatever texts it holds; days and moments become ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_iso)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def write_shards(folder: Path, name: str, values: Iterable[tuple[str, Any]]) -> int:
    """Spread keyed `values` over scripts NAME/0.js, NAME/1.js, ... of some 200 kB by the hash of their keys; return how many."""
    texts = {key: script_json(value) for key, value in values}
    shards = max(1, sum(map(len, texts.values())) // _BYTES_PER_SHARD)
    spread: dict[int, list[str]] = defaultdict(list)
    for key, text in texts.items():
        spread[shard_of(key, shards)].append(f"{script_json(key)}:{text}")
    (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(shards):
        entries = ",\n".join(spread[number])
        (folder / name / f"{number}.js").write_text(f'Readout.put("{name}/{number}", {{{entries}}});\n', encoding="utf-8")
    return shards


def shard_of(key: str, shards: int) -> int:
    """Return the shard of a key: FNV-1a, 32 bits, over its UTF-8 bytes. `Readout.shardOf` in core.js does the same."""
    value = 0x811C9DC5
    for byte in key.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % shards


def _iso(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a data script")
