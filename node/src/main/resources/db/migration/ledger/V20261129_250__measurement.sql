-- Which measurement an answer's effects are from: the run's counterfactual adapters, a digest of the numbers, and the part of the
-- squared doubts that is common to the run, in parts per million. Null where the receipt says nothing of other seeds.
ALTER TABLE ledger_audited_answer ADD COLUMN run TEXT;
ALTER TABLE ledger_audited_answer ADD COLUMN measurement TEXT;
ALTER TABLE ledger_audited_answer ADD COLUMN common_ppm BIGINT;
