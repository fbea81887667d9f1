-- The journal: entries in order, each with the hash of everything before it. Rows are only ever added.
CREATE TABLE ledger_entry (
    position    BIGINT PRIMARY KEY,
    id          TEXT   NOT NULL UNIQUE,
    time_millis BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    reference   TEXT   NOT NULL,
    hash        TEXT   NOT NULL
);

-- The lines of an entry, which sum to zero; balance_gwei is the account's balance after the line.
CREATE TABLE ledger_posting (
    position     BIGINT NOT NULL REFERENCES ledger_entry (position),
    line         BIGINT NOT NULL,
    account      TEXT   NOT NULL,
    gwei         BIGINT NOT NULL,
    balance_gwei BIGINT NOT NULL,
    PRIMARY KEY (position, line)
);
CREATE INDEX ledger_posting_account ON ledger_posting (account, position);

-- What replaying the journal gives, kept in the same transaction; held_gwei is the sum of the account's holds.
CREATE TABLE ledger_balance (
    account   TEXT   PRIMARY KEY,
    gwei      BIGINT NOT NULL,
    held_gwei BIGINT NOT NULL
);

-- Money set aside for requests that are still running.
CREATE TABLE ledger_hold (
    id          TEXT   PRIMARY KEY,
    account     TEXT   NOT NULL,
    gwei        BIGINT NOT NULL,
    time_millis BIGINT NOT NULL
);
CREATE INDEX ledger_hold_account ON ledger_hold (account);

-- What a payer lets this operator draw in total since the beginning, and how much of that is drawn.
CREATE TABLE ledger_limit (
    account    TEXT   PRIMARY KEY,
    limit_gwei BIGINT NOT NULL,
    drawn_gwei BIGINT NOT NULL,
    sequence   BIGINT NOT NULL
);
