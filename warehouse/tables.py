"""The public relations of the warehouse: the frames of `transforms.schemas` with what only a store can add."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from transforms import schemas
from transforms.schemas import TEXT, Relation

_CALL_ID = {"call_id": (TEXT, "call it belongs to; null until it is resolved and once its report is retracted")}
_FIRST_RUN = {"first_run_id": (TEXT, "run that first found it")}
_RETRACTED = {"retracted_run_id": (TEXT, "run that no longer found it; null while it stands")}


def _with(relation: Relation, more: Mapping[str, tuple[pl.DataType, str]]) -> Relation:
    return Relation(relation.name, relation.grain, {**relation.columns, **more})


PUBLIC: tuple[Relation, ...] = (
    schemas.CALLS,
    schemas.CALL_PARTICIPANTS,
    schemas.CALL_TOPICS,
    schemas.CALL_PLACES,
    _with(schemas.CALL_REPORTS, {**_CALL_ID, **_FIRST_RUN, **_RETRACTED}),
    _with(schemas.CLAIMS, {**_CALL_ID, **_FIRST_RUN, **_RETRACTED}),
    schemas.CONFLICTS,
    schemas.ASYMMETRIES,
    _with(schemas.STATEMENTS, _CALL_ID),
    _with(
        schemas.FOLLOW_UPS,
        {
            **_CALL_ID,
            "state": schemas.FOLLOW_UP_STATES.columns["state"],
            "target_call_id": schemas.FOLLOW_UP_STATES.columns["target_call_id"],
        },
    ),
    schemas.MISSING_CALLS,
    schemas.MEMBERSHIPS,
    schemas.CALL_ALIASES,
    schemas.TOPICS,
    schemas.SOURCES,
    schemas.ACTORS,
    schemas.DOCUMENTS,
    _with(
        schemas.ARTICLES,
        {
            **_FIRST_RUN,
            "text_md5": (TEXT, "MD5 of the text, to find the same text again"),
        },
    ),
    schemas.JUDGEMENTS,
    schemas.REJECTIONS,
    schemas.RUNS,
    schemas.EXPECTATION_RESULTS,
)
"""Every table and view an analyst may read, in the order of the documentation."""

OWN_COMMENTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "schema_migrations": (
        "One row: one applied migration.",
        {
            "number": "number of the migration, from 1",
            "name": "name of its file",
            "applied_at": "when it was applied, UTC",
        },
    ),
}
"""Comments of the tables that no frame of the pipeline describes: table -> (grain, column -> meaning)."""
