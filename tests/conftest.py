"""Fixtures of all tests: the articles and corpora that stand beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("readout", deadline=None)  # on a shared machine one slow example says nothing
settings.load_profile("readout")

_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material: READOUT_SHARED, or `shared` beside the checkout; under CI it must be there."""
    folder = Path(os.environ.get("READOUT_SHARED") or _ROOT.parent / "shared")
    if not folder.is_dir():
        reason = f"shared material not found at {folder} (set READOUT_SHARED)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the longest tests, so that the other process has work as long as they take."""
    items.sort(key=lambda item: "soak" not in item.path.parts)
