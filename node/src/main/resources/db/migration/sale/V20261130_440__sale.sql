-- Accounts of this node that stand for addresses which paid by signature: what an address paid and has not used is its account's deposit.
CREATE TABLE sale_buyer (
    address        TEXT PRIMARY KEY,
    account        TEXT NOT NULL,
    created_millis BIGINT NOT NULL
);
CREATE UNIQUE INDEX sale_buyer_account ON sale_buyer (account);

-- Payments by signature (ERC-3009). One authorization is one payment, whatever is bought.
CREATE TABLE sale_payment (
    id             TEXT PRIMARY KEY,
    token          TEXT NOT NULL,
    from_address   TEXT NOT NULL,
    nonce          TEXT NOT NULL,
    gwei           BIGINT NOT NULL,
    -- by which the buyer's program knows the payment again; null where it named none
    identifier     TEXT,
    -- SHA-256 of what was asked for
    request        TEXT NOT NULL,
    -- taking (from the buyer), depositing (for its account), credited or failed
    state          TEXT NOT NULL,
    -- why it failed, or the transaction that took it
    outcome        TEXT NOT NULL,
    from_block     BIGINT NOT NULL,
    created_millis BIGINT NOT NULL
);
CREATE UNIQUE INDEX sale_payment_nonce ON sale_payment (token, from_address, nonce);
CREATE UNIQUE INDEX sale_payment_identifier ON sale_payment (from_address, identifier);
CREATE INDEX sale_payment_state ON sale_payment (state);
