-- The Merkle log's entries, in their order from 0 without gaps. Tiles on disk are computed from these.
CREATE TABLE log_entry (
    position  BIGINT PRIMARY KEY,
    entry     BYTEA NOT NULL,
    leaf_hash BYTEA NOT NULL
);

CREATE INDEX log_entry_leaf_hash ON log_entry (leaf_hash);
