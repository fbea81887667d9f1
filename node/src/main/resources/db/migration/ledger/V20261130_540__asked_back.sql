-- When the money of a hold was asked back by its payer: what it is held for has to end.
ALTER TABLE ledger_hold ADD COLUMN asked_back_millis BIGINT;
