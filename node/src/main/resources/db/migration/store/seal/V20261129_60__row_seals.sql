-- The seal of every row that no other row gives again: an HMAC-SHA256 over its table, its columns and their values, under a key
-- that follows from master.key. Keys of fewer than three columns end in empty texts.
CREATE TABLE row_seal (
    table_name TEXT  NOT NULL,
    key_1      TEXT  NOT NULL,
    key_2      TEXT  NOT NULL,
    key_3      TEXT  NOT NULL,
    seal       BYTEA NOT NULL,
    PRIMARY KEY (table_name, key_1, key_2, key_3)
);

-- How many rows of a table are sealed, and the sum of their seals modulo 2^256; columns are those the seals are over. origin says
-- whether the rows were sealed as they were written or, in a folder from before seals, as they were found. mac covers the rest.
CREATE TABLE table_seal (
    table_name    TEXT   PRIMARY KEY,
    columns       TEXT   NOT NULL,
    row_count     BIGINT NOT NULL,
    total         BYTEA  NOT NULL,
    origin        TEXT   NOT NULL,
    sealed_millis BIGINT NOT NULL,
    mac           BYTEA  NOT NULL
);

-- The keys of rows that the transaction under way has written, by triggers; it seals them before it ends, and empties the table.
CREATE TABLE row_change (
    id         BIGINT PRIMARY KEY,
    table_name TEXT   NOT NULL,
    key_1      TEXT   NOT NULL,
    key_2      TEXT   NOT NULL,
    key_3      TEXT   NOT NULL
);
