-- An API key is named by the digest of its first secret, which stays when it is rotated. Scopes and models are words with commas
-- between; no model named stands for all.
ALTER TABLE api_key ADD COLUMN scopes TEXT NOT NULL DEFAULT 'ask,read';
ALTER TABLE api_key ADD COLUMN models TEXT NOT NULL DEFAULT '';
ALTER TABLE api_key ADD COLUMN call_gwei BIGINT;
ALTER TABLE api_key ADD COLUMN day_gwei BIGINT;
ALTER TABLE api_key ADD COLUMN total_gwei BIGINT;
ALTER TABLE api_key ADD COLUMN expires_millis BIGINT;
ALTER TABLE api_key ADD COLUMN last_used_millis BIGINT;

-- The secrets of keys, by their SHA-256: the one that holds, and one that a rotation lets hold for a while.
CREATE TABLE api_key_secret (
    digest      TEXT PRIMARY KEY,
    api_key     TEXT NOT NULL REFERENCES api_key (digest),
    ends_millis BIGINT
);
CREATE INDEX api_key_secret_key ON api_key_secret (api_key);
INSERT INTO api_key_secret (digest, api_key) SELECT digest, digest FROM api_key;

-- Sessions from before have neither.
ALTER TABLE wallet_session ADD COLUMN created_millis BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_session ADD COLUMN last_used_millis BIGINT;
ALTER TABLE wallet_session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE wallet_session ADD COLUMN origin TEXT NOT NULL DEFAULT '';
CREATE INDEX wallet_session_address ON wallet_session (address);
