-- Datanets. The token is the id the chain gave, once it has.
CREATE TABLE datanet (
    id             BIGINT PRIMARY KEY,
    token          TEXT,
    owner          TEXT NOT NULL,
    name           TEXT NOT NULL,
    schema_name    TEXT NOT NULL,
    licence        TEXT NOT NULL,
    terms_digest   TEXT NOT NULL,
    created_millis BIGINT NOT NULL,
    chain_state    TEXT NOT NULL,
    chain_detail   TEXT NOT NULL
);

-- Contributions. commit_position is their order by signature, across all Datanets: who came first.
CREATE TABLE contribution (
    id               BIGINT PRIMARY KEY,
    datanet          BIGINT NOT NULL REFERENCES datanet (id),
    contributor      TEXT NOT NULL,
    state            TEXT NOT NULL,
    checked_position BIGINT NOT NULL,
    row_count        BIGINT NOT NULL,
    rejected_count   BIGINT NOT NULL,
    root             TEXT,
    terms_digest     TEXT NOT NULL,
    nonce            TEXT NOT NULL,
    deadline_seconds BIGINT NOT NULL,
    created_millis   BIGINT NOT NULL,
    signature        TEXT,
    signed_millis    BIGINT,
    commit_position  BIGINT UNIQUE,
    record_digest    TEXT,
    chain_state      TEXT NOT NULL,
    chain_detail     TEXT NOT NULL,
    UNIQUE (contributor, nonce)
);
CREATE INDEX contribution_by_datanet ON contribution (datanet);
CREATE INDEX contribution_by_contributor ON contribution (contributor);

-- Rows that passed screening. leaf = SHA-256(0 ‖ salt ‖ content); the text is nowhere else.
CREATE TABLE datanet_row (
    id              BIGINT PRIMARY KEY,
    contribution    BIGINT NOT NULL REFERENCES contribution (id),
    datanet         BIGINT NOT NULL,
    contributor     TEXT NOT NULL,
    line            BIGINT NOT NULL,
    leaf            TEXT NOT NULL UNIQUE,
    salt            TEXT NOT NULL,
    content         TEXT NOT NULL,
    text_digest     TEXT NOT NULL,
    commit_position BIGINT,
    cluster         BIGINT NOT NULL,
    state           TEXT NOT NULL,
    reason          TEXT,
    detail          TEXT,
    leader          TEXT,
    first_version   BIGINT
);
CREATE INDEX datanet_row_by_contribution ON datanet_row (contribution, line);
CREATE INDEX datanet_row_by_text ON datanet_row (text_digest);
CREATE INDEX datanet_row_by_version ON datanet_row (datanet, first_version, commit_position, line);

-- Where near duplicates are found: the bands of a row's MinHash signature.
CREATE TABLE row_band (
    band   BIGINT NOT NULL,
    row_id BIGINT NOT NULL,
    PRIMARY KEY (band, row_id)
);

-- Lines of an upload that did not become rows. leader is the leaf of the row they repeat.
CREATE TABLE rejected_line (
    contribution BIGINT NOT NULL REFERENCES contribution (id),
    line         BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    detail       TEXT NOT NULL,
    leader       TEXT,
    PRIMARY KEY (contribution, line)
);

-- Versions. A draft has its rows and root fixed and waits for its owner's signature.
CREATE TABLE version (
    datanet          BIGINT NOT NULL REFERENCES datanet (id),
    number           BIGINT NOT NULL,
    state            TEXT NOT NULL,
    root             TEXT NOT NULL,
    row_count        BIGINT NOT NULL,
    manifest_digest  TEXT NOT NULL,
    deadline_seconds BIGINT NOT NULL,
    signature        TEXT,
    published_millis BIGINT,
    chain_state      TEXT NOT NULL,
    chain_detail     TEXT NOT NULL,
    PRIMARY KEY (datanet, number)
);
