-- How a signed contribution comes to the chain: batch is the key in the outbox of the transaction that brings it, alone or with others;
-- empty while it waits for others, at most until due_millis. Contributions from before are brought alone, and have no row.
CREATE TABLE contribution_batch (
    contribution BIGINT NOT NULL PRIMARY KEY,
    datanet      BIGINT NOT NULL,
    terms_digest TEXT   NOT NULL,
    due_millis   BIGINT NOT NULL,
    batch        TEXT   NOT NULL
);
CREATE INDEX contribution_batch_batch ON contribution_batch (batch, datanet, contribution);
