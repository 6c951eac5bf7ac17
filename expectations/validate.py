"""Splits the rows of a stage into those that enter the warehouse and those that go to quarantine, with the reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import polars as pl

from expectations import rules
from expectations.rules import Rule
from transforms import schemas

_PAYLOAD_CHARS = 2000


def row_rules(
    stage: str,
    frame: pl.DataFrame,
    *,
    articles: pl.DataFrame | None = None,
    call_reports: pl.DataFrame | None = None,
    today: date | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the accepted rows of `frame`, as they came, and a frame of REJECTIONS (null run_id) for the others.

    `stage` is articles (with `today`, a day, articles of the future are refused), call_reports (needs `articles`), or
    claims, statements or follow_ups (need `articles` and the accepted `call_reports`: the rows of a rejected report go
    with it). A row that breaks several rules gets the first as its reason. Raises ValueError for another stage or a
    missing frame.
    """
    rows, checks = _prepared(stage, frame, articles, call_reports, today)
    rows = rows.with_columns(_broken=_first_broken(checks))
    accepted = rows["_broken"].is_null()
    return frame.filter(accepted), _rejections(rows.filter(~accepted), checks, frame.columns)


def _prepared(
    stage: str,
    frame: pl.DataFrame,
    articles: pl.DataFrame | None,
    call_reports: pl.DataFrame | None,
    today: date | None,
) -> tuple[pl.DataFrame, list[Rule]]:
    """The rows with the columns their rules need, and the rules."""
    if stage == "articles":
        return frame, rules.article_rules(today)
    if articles is None:
        raise ValueError(f"the rules of {stage} need the articles")
    if stage == "call_reports":
        return rules.with_article(frame, articles), rules.report_rules()
    if call_reports is None:
        raise ValueError(f"the rules of {stage} need the call_reports")
    of_reports = {"claims": rules.claim_rules, "statements": rules.statement_rules, "follow_ups": rules.follow_up_rules}
    if stage not in of_reports:
        raise ValueError(f"no row rules for the stage {stage}")
    return rules.with_report(frame, call_reports, articles), of_reports[stage]()


def _first_broken(checks: Sequence[Rule]) -> pl.Expr:
    """Position of the first rule that a row breaks, null when it breaks none."""
    return pl.coalesce(pl.when(~check.holds.fill_null(False)).then(pl.lit(i)) for i, check in enumerate(checks))


def _rejections(rows: pl.DataFrame, checks: Sequence[Rule], columns: Sequence[str]) -> pl.DataFrame:
    """One row of REJECTIONS a rejected row, its own columns as JSON."""
    if rows.is_empty():
        return schemas.REJECTIONS.frame()
    broken = pl.col("_broken")
    told = rows.with_columns(
        _reason=pl.coalesce(pl.when(broken == i).then(pl.lit(c.reason)) for i, c in enumerate(checks)),
        _detail=pl.coalesce(pl.when(broken == i).then(c.detail) for i, c in enumerate(checks)),
    )
    return schemas.REJECTIONS.frame(
        {
            "stage": "validate",
            "document_id": row["document_id"],
            "reason": row["_reason"],
            "detail": row["_detail"],
            "payload": _payload({name: row[name] for name in columns}),
        }
        for row in told.iter_rows(named=True)
    )


def _payload(row: dict[str, object]) -> str:
    """The row as JSON, long texts cut so that it stays JSON."""
    short = {k: v[:_PAYLOAD_CHARS] if isinstance(v, str) else v for k, v in row.items()}
    return json.dumps(short, ensure_ascii=False, default=str)
