"""Announced next steps and the calls that may have come of them: read for what a resolution touched, stored with their state."""

from __future__ import annotations

from datetime import date

import duckdb
import polars as pl

from transforms.resolve.follow_ups import MOVED_DAYS, SOON_DAYS
from warehouse.bulk import count, mark_changed, replace
from warehouse.resolution import CALL_DAYS

MATTER_DAYS = max(MOVED_DAYS, SOON_DAYS)
_PUBLISHED = "coalesce(a.published_at, a.published_on::TIMESTAMP AT TIME ZONE 'UTC')"
_LOOKED_UP = ("people", "date_latest", "first_day", "last_day")


def touched_steps(con: duckdb.DuckDBPyConnection) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return the steps whose state the last `load_resolution` may have changed, and calls, news and announcements concerned.

    All have the columns that `transforms.resolve.follow_up_states` takes.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE concerned_steps (follow_up_id VARCHAR)")
    con.execute(_STEPS)  # first those of touched reports, then with all that they and the touched calls concern
    con.execute(_CONCERNED)
    con.execute(_STEPS)
    calls = con.sql(
        f"SELECT DISTINCT c.* FROM ({CALL_DAYS}) AS c JOIN touched_steps AS s USING (people) "
        "WHERE c.date_earliest BETWEEN coalesce(s.first_day, '-infinity') AND coalesce(s.last_day, 'infinity')"
    ).pl()
    return con.sql("FROM touched_steps").pl(), calls, con.sql(_NEWS).pl(), con.sql(_ANEW).pl()


def load_follow_up_states(con: duckdb.DuckDBPyConnection, states: pl.DataFrame, steps: pl.DataFrame, as_of: date | None) -> None:
    """Store FOLLOW_UP_STATES of these steps; all that nothing came of are open or overdue as of the day `as_of`."""
    rows = states.join(steps.select("follow_up_id", *_LOOKED_UP), on="follow_up_id")
    within = "(follow_up_id IN (SELECT follow_up_id FROM incoming) OR follow_up_id NOT IN (SELECT follow_up_id FROM store.follow_ups))"
    replace(con, "store.follow_up_states", rows, "follow_up_id", within)
    _age(con, as_of)


def _age(con: duckdb.DuckDBPyConnection, as_of: date | None) -> None:
    """Tell open from overdue, also of steps that no new report touched: time goes on for all of them."""
    state = "if(date_latest < $as_of, 'overdue', 'open')"
    changed = count(
        con,
        f"UPDATE store.follow_up_states SET state = {state} WHERE state IN ('open', 'overdue') AND state <> {state}",
        {"as_of": as_of},
    )
    if changed:
        mark_changed(con)


# Who will meet is what the announcement says, else the people of the call it was made in; a meeting or visit of some of these is
# looked for in reports of all of them. Calls and announcements of other days than those in which they can matter to a step are
# left aside; so are steps that none of those touched are near to.
_STEPS = f"""
CREATE OR REPLACE TEMP TABLE chosen_steps AS
FROM store.follow_ups
WHERE report_id IN (SELECT report_id FROM touched_reports) OR follow_up_id IN (FROM concerned_steps);
CREATE OR REPLACE TEMP TABLE touched_steps AS
WITH placed AS MATERIALIZED (SELECT f.*, m.call_id FROM chosen_steps AS f JOIN memberships AS m USING (report_id)),
told AS MATERIALIZED (SELECT report_id, article_id, revision FROM store.reports WHERE report_id IN (SELECT report_id FROM placed)),
people AS MATERIALIZED (FROM store.call_people WHERE call_id IN (SELECT call_id FROM placed)),
days AS MATERIALIZED (
    SELECT call_id, date_earliest FROM store.call_versions
    WHERE until_run_id IS NULL AND call_id IN (SELECT call_id FROM placed)
),
own AS (
    SELECT f.follow_up_id, f.kind, f.date_earliest, f.date_latest, f.place, f.report_id, f.call_id,
        {_PUBLISHED} AS published_at,
        if(coalesce(len(f.participants), 0) = 0 OR (f.kind <> 'call' AND list_has_all(string_split(p.people, '|'), f.participants)),
            p.people, array_to_string(list_sort(list_distinct(f.participants)), '|')) AS people,
        coalesce(c.date_earliest, {_PUBLISHED}::DATE) AS since
    FROM placed AS f JOIN people AS p USING (call_id) JOIN days AS c USING (call_id) JOIN told AS r USING (report_id)
    JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
)
SELECT *, since AS first_day,
    (coalesce(date_latest, if(date_earliest IS NULL, since, NULL)) + INTERVAL {MATTER_DAYS} DAY)::DATE AS last_day
FROM own
"""

# sentences about meetings in current reports of calls of the people concerned
_NEWS = f"""
SELECT DISTINCT array_to_string(list_sort(list_distinct([p.actor_id for p in r.participants])), '|') AS people,
    m.state, m.sentence, {_PUBLISHED} AS published_at
FROM store.meetings AS m JOIN store.reports AS r ON r.article_id = m.article_id AND r.revision = m.revision
JOIN articles AS a ON a.article_id = m.article_id AND a.revision = m.revision
WHERE r.retracted_run_id IS NULL AND people IN (SELECT people FROM touched_steps WHERE kind <> 'call')
"""

# announcements that may say that one of the steps was moved, of steps that are themselves not touched as well
_ANEW = f"""
SELECT people, kind, date_earliest, published_at FROM touched_steps
UNION
SELECT t.people, f.kind, f.date_earliest, {_PUBLISHED}
FROM touched_steps AS t JOIN store.follow_up_states AS s USING (people)
JOIN store.follow_ups AS f ON f.follow_up_id = s.follow_up_id AND f.kind = t.kind
    AND f.date_earliest > t.date_latest AND f.date_earliest <= t.date_latest + {MOVED_DAYS}
JOIN store.reports AS r ON r.report_id = f.report_id
JOIN articles AS a ON a.article_id = r.article_id AND a.revision = r.revision
WHERE s.follow_up_id NOT IN (SELECT follow_up_id FROM touched_steps)
"""

_CONCERNED = """
CREATE OR REPLACE TEMP TABLE concerned_steps AS
WITH events AS (
    FROM touched_days WHERE first_day IS NOT NULL
    UNION SELECT people, first_day, last_day FROM touched_steps
    UNION SELECT people, first_day, last_day FROM store.follow_up_states
    WHERE follow_up_id NOT IN (SELECT follow_up_id FROM store.follow_ups)
)
SELECT DISTINCT s.follow_up_id FROM store.follow_up_states AS s JOIN events AS e USING (people)
WHERE coalesce(s.first_day <= e.last_day, true) AND coalesce(e.first_day <= s.last_day, true)
"""
