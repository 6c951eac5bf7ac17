-- the dead of the actors table whom an article that reports calls lets act; looked for once a text, when it is signed
CREATE TABLE store.late_mentions (article_id VARCHAR, revision BIGINT, actor_id VARCHAR);

-- texts that were signed before are looked through when their calls are resolved next; those with such a conflict at once
DELETE FROM store.signatures;
UPDATE store.reports SET pending = true
WHERE retracted_run_id IS NULL AND report_id IN (
    SELECT report_id FROM memberships WHERE call_id IN (SELECT call_id FROM conflicts WHERE kind = 'with_reference')
);

-- sentences of articles that report calls which say that a meeting or visit was held, put off or called off
CREATE TABLE store.meetings (article_id VARCHAR, revision BIGINT, state VARCHAR, sentence VARCHAR);
