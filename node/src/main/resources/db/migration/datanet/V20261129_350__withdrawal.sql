-- Rows that were taken back, and notices against rows.

-- Which withdrawal took a row back, whose text is gone; and which notice holds it out of new versions.
ALTER TABLE datanet_row ADD COLUMN withdrawal BIGINT;
ALTER TABLE datanet_row ADD COLUMN held_by BIGINT;
CREATE INDEX datanet_row_by_withdrawal ON datanet_row (withdrawal) WHERE withdrawal IS NOT NULL;
CREATE INDEX datanet_row_by_hold ON datanet_row (held_by) WHERE held_by IS NOT NULL;

-- Versions that a row is not in, though an earlier one has it. Without until_version it is in no later one.
CREATE TABLE row_absence (
    row_id        BIGINT NOT NULL,
    from_version  BIGINT NOT NULL,
    until_version BIGINT,
    PRIMARY KEY (row_id, from_version)
);

CREATE TABLE withdrawal (
    id              BIGINT PRIMARY KEY,
    datanet         BIGINT NOT NULL,
    contributor     TEXT   NOT NULL,
    takedown        BIGINT,
    row_count       BIGINT NOT NULL,
    digest          TEXT   NOT NULL,
    log_index       BIGINT NOT NULL,
    time_millis     BIGINT NOT NULL,
    finished_millis BIGINT
);
CREATE INDEX withdrawal_by_datanet ON withdrawal (datanet, id);

CREATE TABLE takedown (
    id              BIGINT PRIMARY KEY,
    datanet         BIGINT NOT NULL,
    state           TEXT   NOT NULL,
    contact         TEXT   NOT NULL,
    created_millis  BIGINT NOT NULL,
    deadline_millis BIGINT NOT NULL,
    decided_millis  BIGINT
);
CREATE INDEX takedown_by_datanet ON takedown (datanet, id);

CREATE TABLE takedown_row (
    takedown BIGINT NOT NULL,
    leaf     TEXT   NOT NULL,
    PRIMARY KEY (takedown, leaf)
);

-- What was said about a notice: itself, what contributors answered, and what was decided. Each is an entry of the log.
CREATE TABLE takedown_act (
    takedown    BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    act         TEXT   NOT NULL,
    who         TEXT   NOT NULL,
    words       TEXT   NOT NULL,
    salt        TEXT   NOT NULL,
    time_millis BIGINT NOT NULL,
    log_index   BIGINT NOT NULL,
    PRIMARY KEY (takedown, number)
);

-- What a contributor says of how the rows were made, as JSON; the nonce that is signed commits to it.
ALTER TABLE contribution ADD COLUMN statement TEXT;
-- What the owner says of a version.
ALTER TABLE version ADD COLUMN note TEXT;
