-- Admin tokens beside that of the data folder. A token is named by the SHA-256 of its first secret.
CREATE TABLE admin_token (
    digest           TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    -- 1 where a link opened it, so that signing out ends it
    temporary        BIGINT NOT NULL,
    created_millis   BIGINT NOT NULL,
    last_used_millis BIGINT,
    expires_millis   BIGINT,
    revoked_millis   BIGINT
);
CREATE TABLE admin_secret (
    digest      TEXT PRIMARY KEY,
    admin_token TEXT NOT NULL REFERENCES admin_token (digest),
    ends_millis BIGINT
);
CREATE INDEX admin_secret_token ON admin_secret (admin_token);

-- Links that were not used yet, by the SHA-256 of their code.
CREATE TABLE admin_link (
    digest         TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    expires_millis BIGINT NOT NULL
);

-- What administrators did, counted from 1. The log has the digest of each at log_index.
CREATE TABLE admin_act (
    id          BIGINT PRIMARY KEY,
    time_millis BIGINT NOT NULL,
    who         TEXT NOT NULL,
    route       TEXT NOT NULL,
    target      TEXT NOT NULL,
    body_digest TEXT,
    outcome     TEXT NOT NULL,
    salt        TEXT NOT NULL,
    log_index   BIGINT NOT NULL
);
