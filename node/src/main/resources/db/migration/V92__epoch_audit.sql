-- What the audit of an epoch decided about each contributor.
CREATE TABLE settlement_audit (
    epoch         BIGINT NOT NULL REFERENCES settlement_epoch (number),
    contributor   TEXT   NOT NULL,
    paid_gwei     BIGINT NOT NULL,
    waiting_gwei  BIGINT NOT NULL,
    returned_gwei BIGINT NOT NULL,
    netted_gwei   BIGINT NOT NULL,
    PRIMARY KEY (epoch, contributor)
);
CREATE INDEX settlement_audit_contributor ON settlement_audit (contributor, epoch);
