-- Accounts. A custodial one has its private key sealed (AES-256-GCM) with a key of its own, itself sealed with master.key.
CREATE TABLE account (
    address        TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    role           TEXT NOT NULL,
    wrapped_key    BYTEA,
    sealed_key     BYTEA,
    created_millis BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_one_operator ON account (role) WHERE role = 'OPERATOR';

-- API keys, by their SHA-256.
CREATE TABLE api_key (
    digest         TEXT PRIMARY KEY,
    payer          TEXT NOT NULL,
    label          TEXT NOT NULL,
    created_millis BIGINT NOT NULL,
    revoked_millis BIGINT
);
CREATE INDEX api_key_by_payer ON api_key (payer);

-- Sign-in with a wallet: nonces given out and not used yet, and the sessions they led to, by the SHA-256 of their token.
CREATE TABLE sign_in_nonce (
    nonce          TEXT PRIMARY KEY,
    expires_millis BIGINT NOT NULL
);
CREATE TABLE wallet_session (
    digest         TEXT PRIMARY KEY,
    address        TEXT NOT NULL,
    expires_millis BIGINT NOT NULL
);
