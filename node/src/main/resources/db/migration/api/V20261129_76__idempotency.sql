-- Calls that bore an Idempotency-Key, for a day: what was asked, and what was answered.
CREATE TABLE api_idempotency (
    id             TEXT PRIMARY KEY,
    request        TEXT NOT NULL,
    answer         TEXT,
    created_millis BIGINT NOT NULL
);

CREATE INDEX api_idempotency_created ON api_idempotency (created_millis);
