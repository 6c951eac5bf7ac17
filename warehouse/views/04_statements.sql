CREATE OR REPLACE VIEW statements AS
SELECT s.*, m.call_id
FROM store.statements AS s
LEFT JOIN memberships AS m USING (report_id);
