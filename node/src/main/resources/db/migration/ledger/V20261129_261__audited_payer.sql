-- Who paid for an answer whose harm counts by payers; null of answers from before it did.
ALTER TABLE ledger_audited_answer ADD COLUMN payer TEXT;
