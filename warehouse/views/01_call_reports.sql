-- The join is on one expression: an outer join with a further condition on its left side would not be hashed.
CREATE OR REPLACE VIEW call_reports AS
SELECT r.* EXCLUDE (first_run_id, retracted_run_id, pending), m.call_id, r.first_run_id, r.retracted_run_id
FROM store.reports AS r
LEFT JOIN memberships AS m ON m.report_id = if(r.retracted_run_id IS NULL, r.report_id, NULL);
