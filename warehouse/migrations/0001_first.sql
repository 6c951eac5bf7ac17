-- The first schema. Public tables stand in main, what only views show in store; the views are in ../views.
-- No keys or indexes: one process writes, and load.py adds no row that is there already.

CREATE TABLE schema_migrations (number BIGINT, name VARCHAR, applied_at TIMESTAMPTZ);
CREATE SCHEMA store;
CREATE TABLE store.definitions (checksum VARCHAR);
CREATE TABLE store.data_version (version BIGINT);
INSERT INTO store.data_version VALUES (1);

CREATE TABLE documents (
    document_id VARCHAR,
    path VARCHAR,
    media_type VARCHAR,
    encoding VARCHAR,
    size_bytes BIGINT,
    metadata VARCHAR,
    metadata_sha256 VARCHAR
);

CREATE TABLE articles (
    article_id VARCHAR,
    revision BIGINT,
    is_current BOOLEAN,
    source_id VARCHAR,
    url VARCHAR,
    title VARCHAR,
    author VARCHAR,
    agency VARCHAR,
    published_at TIMESTAMPTZ,
    published_on DATE,
    published_at_basis VARCHAR,
    published_earliest DATE,
    published_latest DATE,
    dateline_place VARCHAR,
    dateline_date DATE,
    language VARCHAR,
    duplicate_cluster_id VARCHAR,
    text VARCHAR,
    title_end BIGINT,
    furniture STRUCT(kind VARCHAR, start_char BIGINT, end_char BIGINT)[],
    outlet VARCHAR,
    external_id VARCHAR,
    document_id VARCHAR,
    item BIGINT,
    first_run_id VARCHAR,
    text_md5 VARCHAR
);

-- a key under which an article was seen, where it is not its article_id
CREATE TABLE store.article_keys (key VARCHAR, article_id VARCHAR);

-- history: retracted_run_id ends a row; pending marks what resolution has not seen yet
CREATE TABLE store.reports (
    report_id VARCHAR,
    article_id VARCHAR,
    revision BIGINT,
    position BIGINT,
    factuality VARCHAR,
    channel VARCHAR,
    date_edtf VARCHAR,
    date_earliest DATE,
    date_latest DATE,
    weekday BIGINT,
    time_of_day VARCHAR,
    duration_minutes_low DOUBLE,
    duration_minutes_high DOUBLE,
    duration_qualifier VARCHAR,
    ordinal BIGINT,
    ordinal_scope VARCHAR,
    initiator_id VARCHAR,
    initiator_qualifier VARCHAR,
    participants STRUCT(actor_id VARCHAR, name VARCHAR, role VARCHAR)[],
    unnamed_participants VARCHAR[],
    topics VARCHAR[],
    places VARCHAR[],
    disclosed_by VARCHAR[],
    tone VARCHAR[],
    sentence VARCHAR,
    start_char BIGINT,
    end_char BIGINT,
    first_run_id VARCHAR,
    retracted_run_id VARCHAR,
    pending BOOLEAN
);

CREATE TABLE store.claims (
    claim_id VARCHAR,
    report_id VARCHAR,
    property VARCHAR,
    value VARCHAR,
    qualifier VARCHAR,
    surface VARCHAR,
    start_char BIGINT,
    end_char BIGINT,
    attributed_to_id VARCHAR,
    attributed_to VARCHAR,
    scope VARCHAR,
    anchor VARCHAR,
    rule VARCHAR,
    first_run_id VARCHAR,
    retracted_run_id VARCHAR
);

CREATE TABLE store.statements (
    statement_id VARCHAR,
    report_id VARCHAR,
    speaker_id VARCHAR,
    speaker VARCHAR,
    kind VARCHAR,
    text VARCHAR,
    start_char BIGINT,
    end_char BIGINT
);

CREATE TABLE store.follow_ups (
    follow_up_id VARCHAR,
    report_id VARCHAR,
    kind VARCHAR,
    date_edtf VARCHAR,
    date_earliest DATE,
    date_latest DATE,
    place VARCHAR,
    participants VARCHAR[],
    settled BOOLEAN,
    surface VARCHAR,
    start_char BIGINT,
    end_char BIGINT
);

CREATE TABLE store.follow_up_states (
    follow_up_id VARCHAR,
    state VARCHAR,
    target_call_id VARCHAR
);

CREATE TABLE memberships (
    report_id VARCHAR,
    call_id VARCHAR,
    score DOUBLE,
    explanation VARCHAR
);

-- every state a call was ever in: from the run that wrote it until the run that replaced it
CREATE TABLE store.call_versions (
    call_id VARCHAR,
    date_edtf VARCHAR,
    date_earliest DATE,
    date_latest DATE,
    weekday BIGINT,
    time_of_day VARCHAR,
    channel VARCHAR,
    factuality VARCHAR,
    factuality_history VARCHAR[],
    duration_minutes_low DOUBLE,
    duration_minutes_high DOUBLE,
    duration_qualifier VARCHAR,
    ordinal BIGINT,
    ordinal_scope VARCHAR,
    initiator_id VARCHAR,
    participants VARCHAR[],
    topics VARCHAR[],
    places VARCHAR[],
    disclosed_by VARCHAR[],
    report_count BIGINT,
    source_count BIGINT,
    independent_source_count BIGINT,
    origin_count BIGINT,
    conflict_count BIGINT,
    first_reported_at TIMESTAMPTZ,
    last_reported_at TIMESTAMPTZ,
    from_run_id VARCHAR,
    until_run_id VARCHAR
);

CREATE TABLE call_participants (
    call_id VARCHAR,
    actor_id VARCHAR,
    name VARCHAR,
    office_at_date VARCHAR,
    country_code VARCHAR,
    role VARCHAR
);

CREATE TABLE call_topics (
    call_id VARCHAR,
    topic_id VARCHAR,
    report_count BIGINT,
    source_count BIGINT
);

CREATE TABLE call_places (
    call_id VARCHAR,
    country_code VARCHAR,
    report_count BIGINT
);

CREATE TABLE conflicts (
    conflict_id VARCHAR,
    call_id VARCHAR,
    property VARCHAR,
    kind VARCHAR,
    "values" VARCHAR[],
    claim_ids VARCHAR[],
    weight DOUBLE,
    status VARCHAR
);

CREATE TABLE asymmetries (
    call_id VARCHAR,
    property VARCHAR,
    value VARCHAR,
    told_by VARCHAR,
    not_told_by VARCHAR
);

CREATE TABLE missing_calls (
    hypothesis_id VARCHAR,
    participants VARCHAR[],
    scope VARCHAR,
    ordinal BIGINT,
    after_call_id VARCHAR,
    before_call_id VARCHAR,
    reason VARCHAR,
    report_ids VARCHAR[],
    status VARCHAR
);

CREATE TABLE call_aliases (
    old_call_id VARCHAR,
    call_id VARCHAR,
    reason VARCHAR,
    run_id VARCHAR
);

CREATE TABLE topics (
    topic_id VARCHAR,
    parent_id VARCHAR,
    label_fr VARCHAR,
    label_en VARCHAR,
    iptc_media_topic VARCHAR
);

CREATE TABLE actors (
    actor_id VARCHAR,
    name VARCHAR,
    aliases VARCHAR[],
    kind VARCHAR,
    country_code VARCHAR
);

CREATE TABLE store.sources (
    source_id VARCHAR,
    name VARCHAR,
    domain VARCHAR,
    country_code VARCHAR,
    kind VARCHAR
);

CREATE TABLE judgements (
    judgement_id VARCHAR,
    kind VARCHAR,
    left_key VARCHAR,
    right_key VARCHAR,
    value VARCHAR,
    verdict VARCHAR,
    reason VARCHAR,
    author VARCHAR,
    made_at TIMESTAMPTZ,
    state VARCHAR
);

CREATE TABLE quarantine (
    run_id VARCHAR,
    stage VARCHAR,
    document_id VARCHAR,
    path VARCHAR,
    reason VARCHAR,
    detail VARCHAR,
    payload VARCHAR
);

CREATE TABLE runs (
    run_id VARCHAR,
    started_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    status VARCHAR,
    documents_in BIGINT,
    articles BIGINT,
    reports BIGINT,
    rejected BIGINT,
    code_version VARCHAR,
    settings VARCHAR
);

CREATE TABLE expectation_results (
    run_id VARCHAR,
    stage VARCHAR,
    expectation VARCHAR,
    severity VARCHAR,
    success BOOLEAN,
    observed VARCHAR,
    unexpected_count BIGINT
);
