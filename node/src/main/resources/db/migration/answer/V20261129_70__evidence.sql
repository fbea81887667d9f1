-- What the receipt commits to without saying it, as canonical JSON; null where the receipt says it itself.
ALTER TABLE inference ADD COLUMN evidence TEXT;
-- Who erased question and answer, when, and the log's entry of it; null where they are there.
ALTER TABLE inference ADD COLUMN erased_millis BIGINT;
ALTER TABLE inference ADD COLUMN erased_by TEXT;
ALTER TABLE inference ADD COLUMN erasure_index BIGINT;
