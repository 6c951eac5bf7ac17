"""What tests of the transforms share: the extractor, built once, and articles as the flows hand them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.batch import extractor as process_extractor
from flows.landing import land
from flows.reference import read_reference
from transforms import schemas
from transforms.clean import clean
from transforms.extract import Extractor
from transforms.parse import parse

ROOT = Path(__file__).resolve().parents[2]
Articles = Callable[..., pl.DataFrame]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor of this process, which tests of the flows use too."""
    return process_extractor()


@pytest.fixture(scope="session")
def article() -> Articles:
    """Make a frame of one article of a text, published on a day (ISO) or on none."""

    def make(text: str, day: str | None = None, **columns: Any) -> pl.DataFrame:
        on = date.fromisoformat(day) if day else None
        row = {
            "article_id": "a", "revision": 1, "text": text, "title_end": 0, "language": "fr", "source_id": "s", "furniture": [],
            "published_on": on, "published_earliest": on, "published_latest": on,
        }  # fmt: skip
        return schemas.ARTICLES.frame([row | columns])

    return make


@pytest.fixture(scope="session")
def own_articles() -> pl.DataFrame:
    """Every article written for this project: the labelled ones and the samples."""
    reference = read_reference()
    batches = land([ROOT / "tests" / "golden" / "calls", ROOT / "seeds" / "articles"])
    return pl.concat([clean(parse(batch[0])[0], reference.outlets, reference.agencies)[0] for batch in batches])
