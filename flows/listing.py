"""Which article files a path stands for. Nothing heavy is imported here: a wrong path is said at once, workers start before all else."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonl.gz": "application/x-ndjson",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
}
SIDECAR = ".meta.json"
REASONS = ".rejected.json"  # beside a file that an inbox rejected
MANIFEST = "manifest.csv"
_LARGE_BYTES = 30_000_000  # some 10,000 articles
_PACKED = 3  # times that text shrinks when it is compressed


class LandingError(Exception):
    """Nothing to read: one line that says why."""


def list_files(paths: Sequence[Path | str]) -> tuple[list[Path], list[Row]]:
    """Return the article files that `paths` (files, folders, globs) stand for, sorted, and rejections for the rest.

    In folders hidden files, sidecars and manifests are passed over. Raises LandingError when no file is left.
    """
    files: set[Path] = set()
    rejections: list[Row] = []
    for path in paths:
        found, refused = _expand(Path(path))
        files.update(found)
        rejections.extend(refused)
    if not files:
        raise LandingError(rejections[0]["detail"] if rejections else "no path given")
    return sorted(files), rejections


def is_large(paths: Sequence[Path | str]) -> bool:
    """Tell whether the files hold so much that worker processes pay from the start."""
    files, _ = list_files(paths)
    packed = (file.stat().st_size * (_PACKED if file.name.endswith(".gz") else 1) for file in files if file.exists())
    return sum(packed) >= _LARGE_BYTES


def media_type(path: Path) -> str | None:
    """Return the media type of a file by its ending, None for an ending that no parser knows."""
    ending = ending_of(path)
    return MEDIA_TYPES[ending] if ending else None


def _expand(path: Path) -> tuple[list[Path], list[Row]]:
    if path.is_dir():
        return _walk(path)
    if path.exists():
        return ([path], []) if ending_of(path) else ([], [_unknown_format(path)])
    matches = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        return [], [rejection(path, "missing_path", f"no such file or folder: {path}")]
    files: list[Path] = []
    rejections: list[Row] = []
    for match in matches:
        if _is_companion(match):
            continue
        found, refused = _expand(match)
        files.extend(found)
        rejections.extend(refused)
    return files, rejections


def _walk(folder: Path) -> tuple[list[Path], list[Row]]:
    files: list[Path] = []
    rejections: list[Row] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: rejections.append(unreadable(folder, error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in (Path(parent) / name for name in sorted(names)):
            if _is_companion(file):
                continue
            if ending_of(file):
                files.append(file)
            else:
                rejections.append(_unknown_format(file))
    if not files:
        rejections.append(rejection(folder, "no_articles", f"no article files in folder: {folder}"))
    return files, rejections


def _is_companion(path: Path) -> bool:
    """Tell whether a file is hidden or describes other files."""
    return path.name.startswith(".") or path.name.endswith((SIDECAR, REASONS)) or path.name == MANIFEST


def ending_of(path: Path) -> str | None:
    """Return the ending that says a file's format, None for one that no parser knows."""
    name = path.name.lower()
    return next((ending for ending in MEDIA_TYPES if name.endswith(ending)), None)


def rejection(path: Path, reason: str, detail: str, document_id: str | None = None) -> Row:
    """Return the row of REJECTIONS that tells why a file, or a part of it, is left out."""
    return {"stage": "land", "document_id": document_id, "path": str(path), "reason": reason, "detail": detail}


def _unknown_format(path: Path) -> Row:
    return rejection(path, "unknown_format", f"no parser for this kind of file: {path}")


def unreadable(path: Path, error: OSError) -> Row:
    """Return the row of REJECTIONS for what the operating system does not let us read."""
    return rejection(path, "unreadable", f"{error.strerror or error}: {error.filename or path}")
