"""Temporary: every report is its own call, until transforms.resolve is there."""

from __future__ import annotations

import polars as pl

from transforms import schemas


def resolve(scope: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """One call a report."""
    calls, members, people, topics = [], [], [], []
    for r in scope["call_reports"].iter_rows(named=True):
        cid = "call-" + r["report_id"]
        row = {k: v for k, v in r.items() if k in schemas.CALLS.columns}
        row |= {"call_id": cid, "participants": sorted(p["name"] for p in r["participants"]), "report_count": 1, "source_count": 1,
                "independent_source_count": 1, "origin_count": len(r["disclosed_by"]), "conflict_count": 0, "factuality_history": [r["factuality"]]}
        calls.append(row)
        members.append({"report_id": r["report_id"], "call_id": cid})
        people += [{"call_id": cid, "actor_id": p["actor_id"], "name": p["name"], "role": p["role"]} for p in r["participants"]]
        topics += [{"call_id": cid, "topic_id": t, "report_count": 1, "source_count": 1} for t in r["topics"]]
    return {"calls": schemas.CALLS.frame(calls), "memberships": schemas.MEMBERSHIPS.frame(members),
            "call_participants": schemas.CALL_PARTICIPANTS.frame(people), "call_topics": schemas.CALL_TOPICS.frame(topics)}
