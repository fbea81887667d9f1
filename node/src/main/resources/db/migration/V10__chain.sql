-- The operator's transactions, in the order in which they are sent.
-- state: queued (no nonce yet), sent (nonce and raw transaction fixed), confirmed, failed (reverted; see error)
CREATE TABLE chain_outbox (
    id               BIGINT PRIMARY KEY,
    request_key      TEXT NOT NULL UNIQUE,
    to_address       TEXT,
    data             TEXT NOT NULL,
    value_wei        TEXT NOT NULL,
    state            TEXT NOT NULL,
    nonce            BIGINT,
    transaction_hash TEXT,
    block            BIGINT,
    error            TEXT,
    created_millis   BIGINT NOT NULL
);

CREATE INDEX chain_outbox_state ON chain_outbox (state, id);

-- What was signed for an entry: more than one when a fee was raised; any of them may reach a block.
CREATE TABLE chain_attempt (
    transaction_hash TEXT PRIMARY KEY,
    outbox_id        BIGINT NOT NULL REFERENCES chain_outbox (id),
    raw              TEXT NOT NULL,
    gas_limit        BIGINT NOT NULL,
    max_fee_wei      TEXT NOT NULL,
    made_millis      BIGINT NOT NULL
);

CREATE INDEX chain_attempt_outbox ON chain_attempt (outbox_id);

-- Where this node's contracts are.
CREATE TABLE chain_contract (
    name     TEXT PRIMARY KEY,
    address  TEXT NOT NULL,
    chain_id BIGINT NOT NULL
);

-- The last blocks each follower has read, to find where a reorganisation began.
CREATE TABLE chain_followed (
    follower TEXT NOT NULL,
    block    BIGINT NOT NULL,
    hash     TEXT NOT NULL,
    PRIMARY KEY (follower, block)
);
