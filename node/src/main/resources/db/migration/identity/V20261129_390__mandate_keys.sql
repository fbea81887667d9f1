-- The mandate that the holder of a key acts under; null for other keys.
ALTER TABLE api_key ADD COLUMN mandate TEXT;
