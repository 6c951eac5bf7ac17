"""Runs a command and says what it cost: wall time, processor time and peak memory of the whole tree of processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and processor time, and peak proportional set size (shared pages counted once) in megabytes."""

    wall: float
    cpu: float
    peak_mb: float


def run(*command: object, out: Path | None = None, memory: bool = True) -> Cost:
    """Run a command to its end; raises CalledProcessError when it fails.

    Without `memory` its peak is 0: looking for it takes a twentieth of a core from what is measured.
    """
    started = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as sink:
        process = subprocess.Popen([str(part) for part in command], stdout=sink)
        watch = _Watch(process.pid, memory)
        watch.start()
        code = process.wait()
    wall = time.perf_counter() - started
    watch.done.set()
    watch.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return Cost(wall, watch.cpu(), watch.peak_kb / 1024)


class _Watch(threading.Thread):
    """Looks at the tree of a process every 0.2 s; processes that end between two looks cost what they had at the last."""

    def __init__(self, root: int, memory: bool) -> None:
        super().__init__(daemon=True)
        self.root, self.memory, self.peak_kb, self.done = root, memory, 0.0, threading.Event()
        self._cpu: dict[int, float] = {}

    def run(self) -> None:
        while not self.done.wait(0.2):
            tree = _tree(self.root)
            if self.memory:
                self.peak_kb = max(self.peak_kb, sum(map(_pss, tree)))
            self._cpu |= {pid: seconds for pid in tree if (seconds := _seconds(pid)) is not None}

    def cpu(self) -> float:
        return sum(self._cpu.values())


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _pss(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def _seconds(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS
