-- Review by more than a Datanet's owner.

-- Under which policy a contribution was signed; none is the owner's word. Who decided a row, when, and whether its contributor appealed.
ALTER TABLE contribution ADD COLUMN review_policy BIGINT;
ALTER TABLE datanet_row ADD COLUMN decided_by TEXT;
ALTER TABLE datanet_row ADD COLUMN decided_millis BIGINT;
ALTER TABLE datanet_row ADD COLUMN appealed_millis BIGINT;

-- Who reviews beside the owner.
CREATE TABLE datanet_member (
    datanet       BIGINT NOT NULL REFERENCES datanet (id),
    address       TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    invited_by    TEXT   NOT NULL,
    joined_millis BIGINT NOT NULL,
    PRIMARY KEY (datanet, address)
);

-- Links by which somebody becomes one. The code is kept as SHA-256; an invitation that was taken or revoked has ended.
CREATE TABLE datanet_invitation (
    id             BIGINT PRIMARY KEY,
    datanet        BIGINT NOT NULL REFERENCES datanet (id),
    role           TEXT   NOT NULL,
    made_by        TEXT   NOT NULL,
    code_digest    TEXT   NOT NULL,
    created_millis BIGINT NOT NULL,
    expires_millis BIGINT NOT NULL,
    taken_by       TEXT,
    ended_millis   BIGINT
);
CREATE INDEX datanet_invitation_by_datanet ON datanet_invitation (datanet, id);

-- How a Datanet's contributions are reviewed; the latest counts for what is signed from then on.
CREATE TABLE review_policy (
    datanet    BIGINT NOT NULL REFERENCES datanet (id),
    number     BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    quorum     BIGINT NOT NULL,
    hours      BIGINT NOT NULL,
    set_by     TEXT   NOT NULL,
    set_millis BIGINT NOT NULL,
    PRIMARY KEY (datanet, number)
);

CREATE TABLE review_vote (
    contribution BIGINT NOT NULL REFERENCES contribution (id),
    line         BIGINT NOT NULL,
    reviewer     TEXT   NOT NULL,
    vote         TEXT   NOT NULL,
    why          TEXT   NOT NULL,
    unseen       BIGINT NOT NULL,
    time_millis  BIGINT NOT NULL,
    PRIMARY KEY (contribution, line, reviewer)
);

-- Which rows were shown to whom, beside the owner.
CREATE TABLE review_sight (
    contribution BIGINT NOT NULL,
    line         BIGINT NOT NULL,
    reviewer     TEXT   NOT NULL,
    PRIMARY KEY (contribution, line, reviewer)
);

-- Rows of which the owner knows the right answer, by which votes are measured.
CREATE TABLE review_gold (
    contribution BIGINT NOT NULL,
    line         BIGINT NOT NULL,
    vote         TEXT   NOT NULL,
    PRIMARY KEY (contribution, line)
);

-- What was done and said about reviews. Each is an entry of the log. An act whose words were erased has no salt.
CREATE TABLE review_act (
    datanet      BIGINT NOT NULL,
    number       BIGINT NOT NULL,
    contribution BIGINT NOT NULL,
    act          TEXT   NOT NULL,
    who          TEXT   NOT NULL,
    words        TEXT   NOT NULL,
    salt         TEXT   NOT NULL,
    time_millis  BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    PRIMARY KEY (datanet, number)
);
CREATE INDEX review_act_by_contribution ON review_act (contribution, number);
