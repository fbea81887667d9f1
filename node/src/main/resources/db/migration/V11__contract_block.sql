-- The block a contract was deployed in: its events are not looked for in earlier ones.
ALTER TABLE chain_contract ADD COLUMN block BIGINT NOT NULL DEFAULT 0;
