-- A row's part of what waited for its contributor beside its part of what was paid; rows are listed by both together.
ALTER TABLE row_credit ADD COLUMN waiting_gwei BIGINT NOT NULL DEFAULT 0;
DROP INDEX row_credit_earned;
CREATE INDEX row_credit_given ON row_credit (datanet, (earned_gwei + waiting_gwei));
