-- One settlement period: the charges after first_position and through last_position of the journal.
CREATE TABLE settlement_epoch (
    number             BIGINT PRIMARY KEY,
    state              TEXT   NOT NULL,
    after_position     BIGINT NOT NULL,
    last_position      BIGINT NOT NULL,
    journal_hash       TEXT   NOT NULL,
    receipts           BIGINT NOT NULL,
    charged_gwei       BIGINT NOT NULL,
    total_gwei         BIGINT NOT NULL,
    root               TEXT   NOT NULL,
    closed_millis      BIGINT NOT NULL,
    final_at_seconds   BIGINT NOT NULL,
    settle_transaction TEXT   NOT NULL
);

-- What an epoch charges each payer.
CREATE TABLE settlement_charge (
    epoch BIGINT NOT NULL REFERENCES settlement_epoch (number),
    payer TEXT   NOT NULL,
    gwei  BIGINT NOT NULL,
    PRIMARY KEY (epoch, payer)
);

-- What an account earned in an epoch, and in all epochs through it. An epoch's reward tree has every account's newest row.
CREATE TABLE settlement_leaf (
    epoch           BIGINT NOT NULL REFERENCES settlement_epoch (number),
    account         TEXT   NOT NULL,
    earned_gwei     BIGINT NOT NULL,
    cumulative_gwei BIGINT NOT NULL,
    PRIMARY KEY (epoch, account)
);
CREATE INDEX settlement_leaf_account ON settlement_leaf (account, epoch);

-- Which address stood for a pool's account in an epoch.
CREATE TABLE settlement_pool (
    epoch   BIGINT NOT NULL REFERENCES settlement_epoch (number),
    pool    TEXT   NOT NULL,
    address TEXT   NOT NULL,
    PRIMARY KEY (epoch, pool)
);

-- What the chain has paid out to an account, in total.
CREATE TABLE settlement_claimed (
    account TEXT   PRIMARY KEY,
    gwei    BIGINT NOT NULL
);

-- The part of a payer's deposit that is less than one gwei, which the journal cannot say.
CREATE TABLE settlement_dust (
    payer TEXT   PRIMARY KEY,
    wei   BIGINT NOT NULL
);

-- Events of the chain that are booked, and the block they are in; -1 while the chain has taken that back.
CREATE TABLE settlement_event (
    id    TEXT   PRIMARY KEY,
    block BIGINT NOT NULL
);
CREATE INDEX settlement_event_block ON settlement_event (block);

-- Checkpoints of the log that are on chain.
CREATE TABLE settlement_anchor (
    size               BIGINT PRIMARY KEY,
    root               TEXT   NOT NULL,
    block              BIGINT NOT NULL,
    anchor_transaction TEXT   NOT NULL
);
