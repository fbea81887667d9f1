-- Where rows that hold parts of each other are found: the shingles that winnowing keeps of each, and for each shingle the first
-- rows that have it.
CREATE TABLE row_shingle (
    shingle BIGINT NOT NULL,
    row_id  BIGINT NOT NULL,
    PRIMARY KEY (shingle, row_id)
);

-- Rows kept before this table was there: those after after_row, up to last_row, are filed when the node starts.
CREATE TABLE row_shingle_backlog (
    id        BIGINT PRIMARY KEY,
    after_row BIGINT NOT NULL,
    last_row  BIGINT NOT NULL
);
INSERT INTO row_shingle_backlog (id, after_row, last_row) SELECT 1, -1, coalesce(max(id), -1) FROM datanet_row;
