"""Filing files of an inbox away and fetching them back: where they go, under which name, and what lies beside them.

A file keeps its name unless that is taken by other content or cannot be kept; no name leads out of its folder. The file
moves first and its sidecar after it: a sidecar that was left behind by a crash brings its file back (`bring_back`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.listing import MANIFEST, REASONS, SIDECAR, media_type

DONE, REJECTED = "done", "rejected"
_LONGEST_NAME = 180  # bytes: room for what is added to a name within the 255 of file systems
_ENDINGS = (".jsonl.gz", ".warc.gz")  # of two parts

Row = dict[str, Any]


def is_companion(path: Path) -> bool:
    """Tell whether a file describes others."""
    return path.name.endswith((SIDECAR, REASONS)) or path.name == MANIFEST


def sidecar_of(path: Path) -> Path:
    """Return where the metadata of a file stands."""
    return path.with_name(path.name.removesuffix(_ending(path.name)) + SIDECAR)


def has_sidecar(path: Path) -> bool:
    """Tell whether there is metadata beside a file."""
    try:
        return sidecar_of(path).is_file()
    except OSError:  # its name would be longer than names may be
        return False


def articles_of(sidecar: Path, folder: Path) -> list[Path]:
    """Return the files in a folder that a sidecar of this name describes; `a.txt` and `a.html` have the same one."""
    stem = sidecar.name.removesuffix(SIDECAR)
    found = folder.glob(re.sub(r"([*?[])", r"[\1]", stem) + ".*")
    return sorted(path for path in found if media_type(path) and not is_companion(path) and sidecar_of(path).name == sidecar.name)


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hex; empty for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def put_away(path: Path, folder: Path, to: str, *, reasons: Sequence[Row] = (), metadata: str | None = None) -> Path:
    """Move a file of the inbox `folder` to `done` or `rejected` and return where it is now.

    `reasons` and `metadata` (a JSON object) are written beside its new place before it moves there.
    """
    target = _free(path, folder / to / _place(path, folder, to))
    if reasons:
        write_whole(target.with_name(target.name + REASONS), json.dumps(list(reasons), ensure_ascii=False, indent=1).encode())
    if metadata:
        write_whole(sidecar_of(target), metadata.encode())
    path.rename(target)
    sidecar = sidecar_of(path)
    if has_sidecar(path) and not articles_of(sidecar, path.parent):
        sidecar.rename(sidecar_of(target))
    return target


def bring_back(folder: Path, sidecars: Sequence[Path]) -> int:
    """Bring back from `done` the articles of sidecars that came later, so that both are read together; say how many."""
    articles = [(article, sidecar) for sidecar in sidecars for article in _filed(sidecar, folder)]
    for article, sidecar in articles:
        article.rename(sidecar.with_name(article.name))
    return len(articles)


def take_back(folder: Path, reason: str | None = None) -> list[Path]:
    """Move rejected files (only those of one reason, if given) back into the inbox; return where they are now."""
    moved = (_taken_back(reasons, folder, reason) for reasons in sorted((folder / REJECTED).rglob(f"*{REASONS}")))
    return [path for path in moved if path]


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    part = target.with_name(f".{target.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)


def shown(path: Path) -> str:
    """Return a path as text of one line, whatever its bytes."""
    return "".join(c if c.isprintable() else "?" for c in os.fsencode(path).decode(errors="replace"))


def _place(path: Path, folder: Path, to: str) -> Path:
    """Return the folder within `done` or `rejected`: by month in `done`, so that no folder grows for ever."""
    within = path.parent.relative_to(folder)
    return Path(f"{datetime.now(UTC):%Y-%m}") / within if to == DONE else within


def _free(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    ending = _ending(path.name)
    stem = re.sub(r"[^\w .,;:()\[\]+=@’'«»–&%!#-]", "_", shown(Path(path.name.removesuffix(ending))))
    if path.name != stem + ending or len(os.fsencode(path.name)) > _LONGEST_NAME:
        stem = f"{stem[:40]}-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}"
    target = folder / f"{stem}{ending}"
    if os.path.lexists(target) and not _same(path, target):
        target = folder / f"{stem}-{content_hash(path)[:12] if path.is_file() else time.time_ns()}{ending}"
    return target


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and content_hash(one) == content_hash(other)


def _ending(name: str) -> str:
    """Return the ending by which a file is read, empty for none that is plain."""
    length = next((len(end) for end in _ENDINGS if name.lower().endswith(end)), len(Path(name).suffix))
    ending = name[len(name) - length :]
    return ending if re.fullmatch(r"\.[A-Za-z0-9.]{1,19}", ending) else ""


def _filed(sidecar: Path, folder: Path) -> Iterator[Path]:
    """Yield the articles of a sidecar in the newest month of `done` that has any."""
    within = sidecar.parent.relative_to(folder)
    for month in sorted((path for path in (folder / DONE).glob("*") if path.is_dir()), reverse=True):
        if found := articles_of(sidecar, month / within):
            yield from found
            return


def _taken_back(reasons: Path, folder: Path, reason: str | None) -> Path | None:
    file = reasons.with_name(reasons.name.removesuffix(REASONS))
    back = folder / file.relative_to(folder / REJECTED)
    stated = {row["reason"] for row in json.loads(reasons.read_text(encoding="utf-8"))}
    if (reason and reason not in stated) or not os.path.lexists(file) or os.path.lexists(back):
        return None
    back.parent.mkdir(parents=True, exist_ok=True)
    if has_sidecar(file):
        sidecar_of(file).rename(sidecar_of(back))
    file.rename(back)
    reasons.unlink()
    return back
