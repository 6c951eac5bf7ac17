-- The calls as this warehouse knew them at a moment: what the runs ended by then had written.
CREATE OR REPLACE MACRO calls_as_of(moment) AS TABLE
WITH known AS (
    SELECT run_id, coalesce(ended_at, started_at) AS known_at FROM runs
)
SELECT v.* EXCLUDE (from_run_id, until_run_id)
FROM store.call_versions AS v
JOIN known AS f ON f.run_id = v.from_run_id
LEFT JOIN known AS u ON u.run_id = v.until_run_id
WHERE f.known_at <= moment::TIMESTAMPTZ AND (u.known_at IS NULL OR u.known_at > moment::TIMESTAMPTZ);
