-- One inference from its admission to its receipt. The hold of an admitted or answered one is in ledger_hold by this id.
CREATE TABLE inference (
    id              TEXT PRIMARY KEY,
    state           TEXT   NOT NULL CHECK (state IN ('ADMITTED', 'ANSWERED', 'RECEIPTED', 'FAILED')),
    admitted_millis BIGINT NOT NULL,
    payer           TEXT   NOT NULL,
    model           TEXT   NOT NULL,
    adapter_digest  TEXT   NOT NULL,
    question        TEXT   NOT NULL,
    prompt          TEXT   NOT NULL,
    prompt_ids      TEXT   NOT NULL,
    max_tokens      BIGINT NOT NULL,
    temperature_ppm BIGINT NOT NULL,
    top_p_ppm       BIGINT NOT NULL,
    seed            BIGINT NOT NULL,
    price_gwei      BIGINT NOT NULL,
    salt            TEXT   NOT NULL,
    -- from here on: known once answered
    answer          TEXT,
    answer_ids      TEXT,
    finish          TEXT,
    answered_millis BIGINT,
    -- from here on: known once the receipt is signed
    receipt         BYTEA,
    signature       TEXT,
    log_index       BIGINT,
    receipted_millis BIGINT,
    -- why it failed
    failure         TEXT
);
CREATE INDEX inference_state ON inference (state, admitted_millis);
CREATE INDEX inference_time ON inference (admitted_millis, id);

-- Who was paid what by which receipt, and for which rows: what an account's and a row's page are made of.
CREATE TABLE inference_payment (
    receipt TEXT   NOT NULL REFERENCES inference (id),
    line    BIGINT NOT NULL,
    account TEXT   NOT NULL,
    role    TEXT   NOT NULL,
    gwei    BIGINT NOT NULL,
    ppm     BIGINT,
    PRIMARY KEY (receipt, line)
);
CREATE INDEX inference_payment_account ON inference_payment (account, receipt);
CREATE TABLE inference_row (
    receipt     TEXT   NOT NULL REFERENCES inference (id),
    leaf        TEXT   NOT NULL,
    contributor TEXT   NOT NULL,
    score_ppm   BIGINT NOT NULL,
    PRIMARY KEY (receipt, leaf, contributor)
);
CREATE INDEX inference_row_leaf ON inference_row (leaf, receipt);
