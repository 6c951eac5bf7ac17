"""All that resolution says in a warehouse, in words that do not depend on ids: calls go by the reports behind them."""

from __future__ import annotations

import duckdb

_NAMED = "WITH named AS (SELECT call_id, string_agg(report_id, '+' ORDER BY report_id) AS reports FROM memberships GROUP BY call_id)"
_QUERIES = [
    f"{_NAMED} SELECT n.reports, c.* EXCLUDE (call_id) FROM calls AS c JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT n.reports, p.* EXCLUDE (call_id) FROM call_participants AS p JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT n.reports, c.* EXCLUDE (conflict_id, call_id) FROM conflicts AS c JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT n.reports, a.* EXCLUDE (call_id) FROM asymmetries AS a JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT n.reports, t.* EXCLUDE (call_id) FROM call_topics AS t JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT n.reports, t.* EXCLUDE (call_id) FROM call_places AS t JOIN named AS n USING (call_id)",
    f"{_NAMED} SELECT f.follow_up_id, f.state, n.reports FROM follow_ups AS f LEFT JOIN named AS n ON n.call_id = f.target_call_id",
    f"{_NAMED} SELECT m.* EXCLUDE (after_call_id, before_call_id), a.reports, b.reports FROM missing_calls AS m "
    "LEFT JOIN named AS a ON a.call_id = after_call_id LEFT JOIN named AS b ON b.call_id = before_call_id",
    "SELECT report_id, score, explanation FROM memberships",
    "SELECT article_id, revision, duplicate_cluster_id, published_on FROM articles WHERE is_current",
]


def contents(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Return the rows of every relation of resolution as text, in an order of their own."""
    return [sorted(map(str, con.sql(query).fetchall())) for query in _QUERIES]
