-- The key is all that there is of an entry: it stands once.
CREATE TABLE row_shingle_once (
    shingle BIGINT NOT NULL,
    row_id  BIGINT NOT NULL,
    PRIMARY KEY (shingle, row_id)
) ${by_key};
INSERT INTO row_shingle_once (shingle, row_id) SELECT shingle, row_id FROM row_shingle ORDER BY shingle, row_id;
DROP TABLE row_shingle;
ALTER TABLE row_shingle_once RENAME TO row_shingle;
