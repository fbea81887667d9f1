-- What this node signed to pay others with, for calls of agents: noted before it is sent, and counted as paid from then on.
CREATE TABLE sale_purchase (
    id             TEXT PRIMARY KEY,
    payer          TEXT NOT NULL,
    pay_to         TEXT NOT NULL,
    nonce          TEXT NOT NULL,
    wei            TEXT NOT NULL,
    -- what the seller's requirement was, as JSON
    accepted       TEXT NOT NULL,
    expires_seconds BIGINT NOT NULL,
    created_millis BIGINT NOT NULL
);
