CREATE OR REPLACE VIEW claims AS
SELECT c.* EXCLUDE (first_run_id, retracted_run_id), m.call_id, c.first_run_id, c.retracted_run_id
FROM store.claims AS c
LEFT JOIN memberships AS m ON m.report_id = c.report_id AND c.retracted_run_id IS NULL;
