-- Rows that a run holds out, and what its own rows did for the loss on them; a reward promised for that.
ALTER TABLE run ADD COLUMN held_out_ppm BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN reward_gwei BIGINT NOT NULL DEFAULT 0;

-- Losses are nats a token of the held-out rows. document is the canonical JSON that is digested into the log, see RunValue.
-- refusal says why nothing was measured; empty where it was. unpaid says why a promised reward was not paid; empty where it was, or
-- none was promised.
CREATE TABLE run_value (
    run             TEXT PRIMARY KEY REFERENCES run (id),
    held_out        BIGINT NOT NULL,
    loss_before     DOUBLE PRECISION,
    loss_after      DOUBLE PRECISION,
    digest          TEXT,
    document        TEXT,
    refusal         TEXT NOT NULL,
    unpaid          TEXT NOT NULL,
    measured_millis BIGINT NOT NULL
);

-- By how many 10^-9 nats leaving a contributor out raises the mean loss of a held-out token, with the 90 % interval.
CREATE TABLE contributor_value (
    run         TEXT   NOT NULL REFERENCES run (id),
    contributor TEXT   NOT NULL,
    rows_learnt BIGINT NOT NULL,
    nanonats    BIGINT NOT NULL,
    low         BIGINT NOT NULL,
    high        BIGINT NOT NULL,
    PRIMARY KEY (run, contributor)
);
CREATE INDEX contributor_value_contributor ON contributor_value (contributor);

-- The same of a row, to first order.
CREATE TABLE row_value (
    run         TEXT   NOT NULL REFERENCES run (id),
    leaf        TEXT   NOT NULL,
    contributor TEXT   NOT NULL,
    nanonats    BIGINT NOT NULL,
    PRIMARY KEY (run, leaf)
);
CREATE INDEX row_value_leaf ON row_value (leaf);
