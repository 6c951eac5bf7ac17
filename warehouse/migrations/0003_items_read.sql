-- what is stored of a document, so that a run that was stopped, or comes again, goes on behind it: items from first to last,
-- read with this metadata by this version of the code
CREATE TABLE store.items_read (
    document_id VARCHAR,
    metadata_sha256 VARCHAR,
    code_version VARCHAR,
    first_item BIGINT,
    last_item BIGINT
);
