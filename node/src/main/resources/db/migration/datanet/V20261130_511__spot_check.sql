-- Rows that count at once under their contributor's bond, of which reviewers look at some later.
ALTER TABLE review_policy ADD COLUMN sample BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_policy ADD COLUMN bond_gwei BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_policy ADD COLUMN tolerated_percent BIGINT NOT NULL DEFAULT 0;

-- One of a contribution at most. The seed says which rows were drawn; an outcome ends it.
CREATE TABLE spot_check (
    contribution      BIGINT PRIMARY KEY REFERENCES contribution (id),
    datanet           BIGINT NOT NULL,
    seed              TEXT   NOT NULL,
    bond_gwei         BIGINT NOT NULL,
    quorum            BIGINT NOT NULL,
    tolerated_percent BIGINT NOT NULL,
    begun_millis      BIGINT NOT NULL,
    ends_millis       BIGINT NOT NULL,
    outcome           TEXT,
    refused           BIGINT NOT NULL,
    taken_gwei        BIGINT NOT NULL,
    ended_millis      BIGINT
);
CREATE INDEX spot_check_open ON spot_check (ends_millis) WHERE outcome IS NULL;

-- The rows that were drawn.
CREATE TABLE spot_check_row (
    contribution BIGINT NOT NULL REFERENCES spot_check (contribution),
    line         BIGINT NOT NULL,
    PRIMARY KEY (contribution, line)
);
