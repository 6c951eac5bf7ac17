"""A Prefect server under test, on PostgreSQL and on loopback, with its command line and its API."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
PREFECT = (sys.executable, "-m", "prefect")


class PrefectServer:
    """`prefect server start` in a process of its own; `log` of each process lies in `folder`."""

    def __init__(self, folder: Path, port: int, database: str) -> None:
        self.folder, self.api = folder, f"http://127.0.0.1:{port}/api"
        self.started: list[subprocess.Popen[bytes]] = []
        # what this process set for Prefect when it imported it is not for others
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "READOUT_"))}
        self.environment = inherited | {
            "PREFECT_HOME": str(folder / "home"), "PREFECT_API_URL": self.api, "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1",
            "PREFECT_API_DATABASE_CONNECTION_URL": database, "READOUT_WORKERS": "1", "NO_COLOR": "1",
        }  # fmt: skip
        try:
            self.start("server", *PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port))
            self.wait_for("the server", lambda: httpx.get(f"{self.api}/health", trust_env=False).status_code == 200, START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def start(self, name: str, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a process that goes on until `stop`."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment | environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.started):
            end_group(process)
        self.started.clear()

    def command(self, *words: str, **environment: str) -> str:
        """Run a command of Prefect's to its end and return what it prints."""
        done = subprocess.run(
            [*PREFECT, *words], cwd=ROOT, env=self.environment | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, what: str, **body: Any) -> Any:
        """Return what the API answers to a question."""
        answer = httpx.post(f"{self.api}/{what}", json=body, timeout=30, trust_env=False)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def runs(self, flow: str) -> list[dict[str, Any]]:
        """The runs of a flow that have begun, the earliest first."""
        began = {"type": {"not_any_": ["SCHEDULED"]}}
        return list(self.ask("flow_runs/filter", flows={"name": {"any_": [flow]}}, flow_runs={"state": began}, sort="START_TIME_ASC"))

    def ended(self, flow: str, number: int = 1, seconds: float = 240) -> list[dict[str, Any]]:
        """Wait until so many runs of a flow have ended, and return them."""

        def runs() -> list[dict[str, Any]]:
            over = [run for run in self.runs(flow) if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")]
            return over if len(over) >= number else []

        return list(self.wait_for(f"{number} runs of {flow}", runs, seconds))

    def logs(self, run: dict[str, Any]) -> list[str]:
        return [line["message"] for line in self.ask("logs/filter", logs={"flow_run_id": {"any_": [run["id"]]}})]

    def tasks(self, run: dict[str, Any]) -> list[str]:
        """The steps of a run, in their order, without their numbers."""
        told = self.ask("task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}}, sort="EXPECTED_START_TIME_ASC")
        return [task["name"].rsplit("-", 1)[0] for task in told]

    def artifacts(self, run: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """The artifacts of a run by their key."""
        told = self.ask("artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}})
        return {artifact["key"]: artifact for artifact in told}

    def wait_for(self, what: str, happened: Callable[[], Any], seconds: float) -> Any:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if outcome := happened():
                    return outcome
            except httpx.TransportError:
                pass
            for process in self.started:
                assert process.poll() is None, self.told()
            time.sleep(0.3)
        raise AssertionError(f"{what}: not within {seconds} s\n{self.told()}")

    def told(self) -> str:
        """The last lines of all processes."""
        return "\n".join(f"{log.name}: {log.read_text(errors='replace')[-3000:]}" for log in sorted(self.folder.glob("*.log")))


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, kindly at first."""
    for number, seconds in ((15, 15), (9, 15)):
        try:
            os.killpg(process.pid, number)
            process.wait(seconds)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
