"""The version of the code and rules that run, for `runs.code_version`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def code_version() -> str:
    """Return the package's version, with the git commit when it runs from a checkout: `0.1.0+2466122`."""
    try:
        number = version("readout")
    except PackageNotFoundError:
        number = "0"
    commit = _commit(Path(__file__).parent.parent / ".git")
    return f"{number}+{commit[:12]}" if commit else number


def _commit(git: Path) -> str | None:
    """Return the commit that is checked out, None outside a checkout or where git keeps it otherwise."""
    try:
        head = (git / "HEAD").read_text().strip()
        if not head.startswith("ref: "):
            return head
        name = head.removeprefix("ref: ")
        if (git / name).is_file():
            return (git / name).read_text().strip()
        packed = (line.partition(" ") for line in (git / "packed-refs").read_text().splitlines())
        return next((commit for commit, _, ref in packed if ref == name), None)
    except OSError:
        return None
