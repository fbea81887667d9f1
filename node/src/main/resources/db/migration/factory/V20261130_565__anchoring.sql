-- From where a run knows what the base thinks of its own texts. Runs from before are repeated as they were.
ALTER TABLE run ADD COLUMN anchoring TEXT NOT NULL DEFAULT 'READ_AGAIN';
