"""Starts passes over an inbox and kills them: one process that has the heavy libraries loaded, and a fork a pass.

A line of JSON on standard input is a pass: `folder`, and `at_event` (kill itself at this step of the file system or of the
run) or `after_seconds` (killed from outside); both null leave it alone. A line answers: `killed`, `events`, `seconds`.
Before the fork only libraries are loaded, and of our modules the one that compiles the French expressions: others would start
the threads of Polars, which a fork loses.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import duckdb  # noqa: F401
import great_expectations  # noqa: F401
import pandas  # noqa: F401
import polars
import prefect  # noqa: F401
import rensa  # noqa: F401
import spacy  # noqa: F401
import trafilatura  # noqa: F401
from soak.soak_articles import PEOPLE

import transforms.languages.fr.pipeline  # noqa: F401

STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "os.link")
"""Audit events that are steps on the file system; each step of a run counts, too."""


class Events:
    """Counts the steps of a pass and ends the process at one of them."""

    def __init__(self, folder: str, last: int | None) -> None:
        self.folder = folder
        self.last = last
        self.count = 0

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(arguments[0]).startswith(self.folder):
            self.happened()

    def happened(self) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def advance(self, stage: str, amount: int = 1) -> None:
        self.happened()

    def done(self, stage: str) -> None:
        self.happened()


def tend_here(folder: Path, events: Events) -> None:
    """Do a pass in this process: as `flows.inbox.tend`, but without a process of its own for the run."""
    know_few_people()
    from flows import inbox
    from flows.guarded import Ingested
    from flows.ingest import tell
    from flows.settings import Settings

    def ingest(files: list[Path], settings: Settings, say: object) -> Ingested:
        tell(files, settings, events)
        return Ingested(run_ids=["r"])

    inbox.ingest_guarded = ingest  # type: ignore[assignment]
    sys.addaudithook(events.audit)
    inbox.tend(folder / "inbox", Settings(folder / "w.duckdb", batch_articles=6), lambda line: None, settle_seconds=0)


def know_few_people() -> None:
    """Let the reference hold the people of the articles alone: reading all takes most of a pass, where nothing happens to be killed in."""
    from flows import reference

    known = reference.read_reference()
    actors = known.actors.filter(polars.col("name").is_in(list(PEOPLE)))
    few = replace(known, actors=actors, offices=known.offices.join(actors, on="actor_id", how="semi"))
    reference.read_reference = lambda: few  # type: ignore[assignment]


def do(order: dict[str, object]) -> dict[str, object]:
    """Fork a pass, kill it if so ordered, and say what became of it."""
    started, (heard, told) = time.monotonic(), os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            events = Events(str(order["folder"]), order.get("at_event"))  # type: ignore[arg-type]
            tend_here(Path(str(order["folder"])), events)
            os.write(told, str(events.count).encode())
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(told)
    timer = threading.Timer(float(str(order.get("after_seconds") or 3600)), os.kill, (pid, signal.SIGKILL))
    timer.start()
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    timer.cancel()  # before its number can be that of another process
    _, status = os.waitpid(pid, 0)
    events_seen = os.read(heard, 20).decode()
    os.close(heard)
    killed = os.WIFSIGNALED(status)
    if not killed and os.waitstatus_to_exitcode(status):
        raise SystemExit("a pass failed")
    return {"killed": killed, "events": int(events_seen or 0), "seconds": time.monotonic() - started}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(do(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
