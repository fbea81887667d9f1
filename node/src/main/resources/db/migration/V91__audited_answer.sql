-- What a charged answer brings to its epoch's audit. It follows from the receipt and is kept in the charge's transaction.
-- Charges from before pay was held back have none. datanets are ids in the receipt's order, with commas.
CREATE TABLE ledger_audited_answer (
    position BIGINT PRIMARY KEY REFERENCES ledger_entry (position),
    datanets TEXT   NOT NULL
);
CREATE TABLE ledger_audited_share (
    position       BIGINT NOT NULL REFERENCES ledger_audited_answer (position),
    contributor    TEXT   NOT NULL,
    paid_gwei      BIGINT NOT NULL,
    waiting_gwei   BIGINT NOT NULL,
    doubt_gwei     BIGINT NOT NULL,
    harm_gwei      BIGINT NOT NULL,
    sure_harm_gwei BIGINT NOT NULL,
    PRIMARY KEY (position, contributor)
);
