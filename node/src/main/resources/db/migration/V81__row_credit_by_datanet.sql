-- So that a page of a Datanet's rows is read from an index, however many rows there are.
ALTER TABLE row_credit ADD COLUMN datanet BIGINT;
UPDATE row_credit SET datanet = (SELECT r.datanet FROM datanet_row r WHERE r.leaf = row_credit.leaf);
CREATE INDEX row_credit_earned ON row_credit (datanet, earned_gwei);
CREATE INDEX row_credit_lowered ON row_credit (datanet, lowered_micronats);
