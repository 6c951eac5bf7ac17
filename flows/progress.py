"""What the user sees of a run: a progress bar a stage on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

STAGES = ("read", "extract", "load", "copies", "judgements", "resolve", "check", "publish")


@runtime_checkable  # Prefect describes the parameters of a flow by pydantic
class Progress(Protocol):
    """Told by a run how far each stage is."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """Say that so much more of a stage is done."""

    def done(self, stage: str) -> None:
        """Say that a stage has come to its end."""


class Quiet:
    """A progress that shows nothing."""

    def advance(self, stage: str, amount: int = 1) -> None:
        """Ignore it."""

    def done(self, stage: str) -> None:
        """Ignore it."""


@contextmanager
def bars() -> Iterator[Progress]:
    """Show a bar a stage on standard error while the block runs, or nothing where that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Quiet()
        return
    import rich.progress
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), TextColumn("{task.completed:>7g}"), TimeElapsedColumn())
    with rich.progress.Progress(*columns, console=console, transient=True) as shown:
        yield _Shown(shown)


class _Shown:
    """Rich bars by the name of their stage."""

    def __init__(self, shown: Bars) -> None:
        self._bars = shown
        self._ids = {stage: shown.add_task(stage, total=None, start=False) for stage in STAGES}

    def __reduce__(self) -> tuple[type[Quiet], tuple[()]]:
        """Show nothing on another machine, where Prefect takes what a flow was called with."""
        return Quiet, ()

    def advance(self, stage: str, amount: int = 1) -> None:
        """Move the bar on."""
        self._bars.start_task(self._ids[stage])
        self._bars.advance(self._ids[stage], amount)

    def done(self, stage: str) -> None:
        """Fill the bar."""
        self._bars.start_task(self._ids[stage])
        bar = self._bars.tasks[self._ids[stage]]
        self._bars.update(bar.id, total=max(bar.completed, 1), completed=max(bar.completed, 1))
