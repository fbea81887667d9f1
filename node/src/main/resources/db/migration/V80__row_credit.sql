-- What receipts say of each row, added up: derived from them in the order of the log, through row_credit_progress.
CREATE TABLE row_credit (
    leaf              TEXT   PRIMARY KEY,
    answers           BIGINT NOT NULL,
    earned_gwei       BIGINT NOT NULL,
    lowered_answers   BIGINT NOT NULL,
    lowered_surely    BIGINT NOT NULL,
    lowered_micronats BIGINT NOT NULL,
    quoted_answers    BIGINT NOT NULL,
    places            BIGINT NOT NULL
);
CREATE TABLE row_credit_progress (
    id        BIGINT PRIMARY KEY,
    log_index BIGINT NOT NULL
);
INSERT INTO row_credit_progress (id, log_index) VALUES (1, -1);
CREATE INDEX inference_log_index ON inference (log_index);

-- How many lines and rows repeat a row.
CREATE INDEX rejected_line_leader ON rejected_line (leader);
CREATE INDEX datanet_row_leader ON datanet_row (leader);
