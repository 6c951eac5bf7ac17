"""What tests of the French reading share: the reports of a text, and its cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.extract import Extractor
from transforms.report import Report

Told = Callable[..., list[Report]]


@pytest.fixture(scope="session")
def told(extractor: Extractor, article: Callable[..., pl.DataFrame]) -> Told:
    """Read the reports of a text published on a day (ISO) or on none."""

    def read(text: str, day: str | None = None, **columns: Any) -> list[Report]:
        return extractor.reports(article(text, day, **columns).row(0, named=True))

    return read
