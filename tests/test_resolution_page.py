"""The page about resolution states the weights that are in force."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "docs" / "weights_table.py"


def test_the_page_holds_the_weights_in_force() -> None:
    spec = importlib.util.spec_from_file_location("weights_table", SCRIPT)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.page() == tool.PAGE.read_text(encoding="utf-8"), "python docs/weights_table.py writes the table anew"
