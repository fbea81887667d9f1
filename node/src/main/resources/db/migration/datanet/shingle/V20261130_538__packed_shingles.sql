-- Which rows have which shingle: sorted runs of entries, each cut into packed blocks by the first bits of the key. The id of a block is
-- the run's, followed by those bits in 24. Rows that are kept are filed again when the node starts.
DROP TABLE row_shingle;
CREATE TABLE shingle_run (
    id        BIGINT PRIMARY KEY,
    bits      BIGINT NOT NULL,
    entries   BIGINT NOT NULL,
    first_row BIGINT NOT NULL,
    last_row  BIGINT NOT NULL
);
CREATE TABLE shingle_block (
    id      BIGINT NOT NULL PRIMARY KEY,
    entries BYTEA  NOT NULL
) ${by_key};
UPDATE row_shingle_backlog SET after_row = -1, last_row = (SELECT coalesce(max(id), -1) FROM datanet_row);
