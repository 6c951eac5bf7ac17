-- What resolution looks reports, calls and texts up by, so that a run reads what its news can touch and not the whole warehouse.

-- one row a report and what makes it worth comparing: two people it names, or one; `suffices` for two, or for the only one
CREATE TABLE store.blocks (
    report_id VARCHAR,
    key VARCHAR,
    suffices BOOLEAN,
    first_day DATE,
    last_day DATE,
    dated BOOLEAN
);

-- the participants of each call: their keys, sorted and joined by |
CREATE TABLE store.call_people (call_id VARCHAR, people VARCHAR);

-- of each announced step: who will meet, its last announced day, and the days within which a call or another announcement
-- has a say in its state
ALTER TABLE store.follow_up_states ADD COLUMN people VARCHAR;
ALTER TABLE store.follow_up_states ADD COLUMN date_latest DATE;
ALTER TABLE store.follow_up_states ADD COLUMN first_day DATE;
ALTER TABLE store.follow_up_states ADD COLUMN last_day DATE;

-- MinHash bands of the texts that report calls (null: too short to be recognised), and the pairs of texts that are copies
CREATE TABLE store.signatures (article_id VARCHAR, revision BIGINT, band UBIGINT);
CREATE TABLE store.copies (one VARCHAR, other VARCHAR);

-- a warehouse from before is resolved once more as a whole, which fills these tables
UPDATE store.reports SET pending = true WHERE retracted_run_id IS NULL;
