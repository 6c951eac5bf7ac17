"""Runs the commands shown in README.md on a fresh demo warehouse and puts their output below them: `make readme`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAREHOUSE = "demo/readout.duckdb"
MOST_TOLD = "SELECT call_id FROM calls ORDER BY source_count DESC, call_id LIMIT 1"
_BLOCK = re.compile(r"```console\n\$ ([^\n]*)\n.*?```", re.DOTALL)


def main() -> None:
    """Rewrite README.md."""
    for file in (ROOT / "demo").glob("readout.duckdb*"):
        file.unlink()
    (ROOT / "demo").mkdir(exist_ok=True)
    readme = ROOT / "README.md"
    shown = _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{output(block[1])}```", readme.read_text(encoding="utf-8"))
    readme.write_text(shown, encoding="utf-8")


def output(command: str) -> str:
    """Return what a command prints; CALL stands for the call that is in most sources."""
    if " CALL " in command:
        asked = f'readout sql "{MOST_TOLD}" --warehouse {WAREHOUSE} --format csv'
        command = command.replace(" CALL ", f" {run(asked).split()[1]} ")
    return "\n".join(line.rstrip() for line in run(command).strip("\n").split("\n")) + "\n"


def run(command: str) -> str:
    """Run a command line with this interpreter's `readout`."""
    line = re.sub(r"^readout ", f"{sys.executable} -m flows.cli ", command)
    done = subprocess.run(line, shell=True, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)  # noqa: S602 - our own README
    return done.stdout


if __name__ == "__main__":
    main()
