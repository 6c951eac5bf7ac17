"""The day that an article is at: each call of a text with its day, told by another sentence or counted from one."""

from __future__ import annotations

from typing import Any

import pytest
from french_texts import cases

CASES = cases("running_days")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_days_of_the_calls_of_a_text(case: dict[str, Any], told: Any) -> None:
    assert [report.date_edtf for report in told(case["text"], case["day"])] == case["dates"]
