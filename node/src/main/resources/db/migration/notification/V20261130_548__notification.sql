-- Where accounts want to be told of what they wait for. A webhook has a secret, sealed under master.key; a mail address counts once its
-- owner gave the code that was sent there, of which the digest is kept.
CREATE TABLE notification_target (
    id               TEXT   NOT NULL PRIMARY KEY,
    account          TEXT   NOT NULL,
    kind             TEXT   NOT NULL,
    address          TEXT   NOT NULL,
    events           TEXT   NOT NULL,
    secret           TEXT,
    code_digest      TEXT,
    wrong_codes      BIGINT NOT NULL,
    created_millis   BIGINT NOT NULL,
    confirmed_millis BIGINT,
    ended_millis     BIGINT
);
CREATE INDEX notification_target_by_account ON notification_target (account);
CREATE INDEX notification_target_by_address ON notification_target (address);

-- What one target is told, written in the transaction that does what it tells of, and sent until it arrived.
CREATE TABLE notification (
    id             TEXT   NOT NULL PRIMARY KEY,
    target         TEXT   NOT NULL REFERENCES notification_target (id),
    event          TEXT   NOT NULL,
    words          TEXT   NOT NULL,
    path           TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    tries          BIGINT NOT NULL,
    created_millis BIGINT NOT NULL,
    next_millis    BIGINT NOT NULL,
    ended_millis   BIGINT,
    detail         TEXT   NOT NULL
);
CREATE INDEX notification_waiting ON notification (next_millis) WHERE state = 'WAITING';
CREATE INDEX notification_by_target ON notification (target, created_millis);
