CREATE OR REPLACE VIEW follow_ups AS
SELECT f.*, m.call_id, s.state, s.target_call_id
FROM store.follow_ups AS f
LEFT JOIN memberships AS m USING (report_id)
LEFT JOIN store.follow_up_states AS s USING (follow_up_id);
