-- What erased answers said of each row, added up without the answers: a part of row_credit that follows from nothing else.
CREATE TABLE row_credit_erased (
    leaf              TEXT   PRIMARY KEY,
    answers           BIGINT NOT NULL,
    earned_gwei       BIGINT NOT NULL,
    waiting_gwei      BIGINT NOT NULL,
    lowered_answers   BIGINT NOT NULL,
    lowered_surely    BIGINT NOT NULL,
    lowered_micronats BIGINT NOT NULL,
    quoted_answers    BIGINT NOT NULL,
    places            BIGINT NOT NULL
);
