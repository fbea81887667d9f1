-- SHA-256 of the file of an epoch's leaves; empty for epochs settled before trees had sums, whose contracts know no such file.
ALTER TABLE settlement_epoch ADD COLUMN leaves_digest TEXT NOT NULL DEFAULT '';
