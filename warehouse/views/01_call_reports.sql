CREATE OR REPLACE VIEW call_reports AS
SELECT r.* EXCLUDE (first_run_id, retracted_run_id, pending), m.call_id, r.first_run_id, r.retracted_run_id
FROM store.reports AS r
LEFT JOIN memberships AS m ON m.report_id = r.report_id AND r.retracted_run_id IS NULL;
