-- Calls of contracts that accounts whose keys the node keeps were signed for: noted before they are sent, one under way per account.
CREATE TABLE settlement_account_call (
    id             TEXT PRIMARY KEY,
    account        TEXT NOT NULL,
    -- the nonce of the account's transaction
    nonce          BIGINT NOT NULL,
    hash           TEXT NOT NULL,
    raw            TEXT NOT NULL,
    -- what its gas costs at most, in digits
    most_wei       TEXT NOT NULL,
    -- sent, done, reverted or replaced
    state          TEXT NOT NULL,
    -- what its gas cost; most_wei until that is known
    paid_wei       TEXT NOT NULL,
    created_millis BIGINT NOT NULL
);

CREATE UNIQUE INDEX settlement_account_call_under_way ON settlement_account_call (account) WHERE state = 'sent';
