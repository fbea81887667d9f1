-- What covers a payer's charges on chain is gone after ends_seconds: a withdrawal of requested_gwei matures, or a lower
-- spending limit comes into force. From settle_from_seconds on the charges are settled.
CREATE TABLE settlement_expiring (
    payer               TEXT   NOT NULL,
    reason              TEXT   NOT NULL,
    event               TEXT   NOT NULL,
    requested_gwei      BIGINT NOT NULL,
    settle_from_seconds BIGINT NOT NULL,
    ends_seconds        BIGINT NOT NULL,
    PRIMARY KEY (payer, reason)
);
