-- Where an event stands on the chain, what was there before it, and why it could not be booked.
-- Events of before have none of it: they keep their name by their place in a block, and are only marked when a block is taken back.
ALTER TABLE settlement_event ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE settlement_event ADD COLUMN undo TEXT NOT NULL DEFAULT '';
ALTER TABLE settlement_event ADD COLUMN aside TEXT;
CREATE INDEX settlement_event_sequence ON settlement_event (sequence);
