CREATE OR REPLACE VIEW calls AS
SELECT * EXCLUDE (from_run_id, until_run_id)
FROM store.call_versions
WHERE until_run_id IS NULL;
