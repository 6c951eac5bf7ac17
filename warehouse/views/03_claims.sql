CREATE OR REPLACE VIEW claims AS
SELECT c.* EXCLUDE (first_run_id, retracted_run_id), m.call_id, c.first_run_id, c.retracted_run_id
FROM store.claims AS c
LEFT JOIN memberships AS m ON m.report_id = if(c.retracted_run_id IS NULL, c.report_id, NULL);
