-- Most of a seal's row is its key: it stands once.
CREATE TABLE row_seal_once (
    table_name TEXT  NOT NULL,
    key_1      TEXT  NOT NULL,
    key_2      TEXT  NOT NULL,
    key_3      TEXT  NOT NULL,
    seal       BYTEA NOT NULL,
    PRIMARY KEY (table_name, key_1, key_2, key_3)
) ${by_key};
INSERT INTO row_seal_once (table_name, key_1, key_2, key_3, seal)
    SELECT table_name, key_1, key_2, key_3, seal FROM row_seal ORDER BY table_name, key_1, key_2, key_3;
DROP TABLE row_seal;
ALTER TABLE row_seal_once RENAME TO row_seal;
