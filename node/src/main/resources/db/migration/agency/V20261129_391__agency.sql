-- What principals let agents do. A family of mandates is the first, its root, and all that narrow it.
CREATE TABLE agent_mandate (
    id             TEXT PRIMARY KEY,
    root           TEXT NOT NULL,
    parent         TEXT,
    principal      TEXT NOT NULL,
    agent          TEXT NOT NULL,
    name           TEXT NOT NULL,
    -- canonical JSON, as it was signed
    document       TEXT NOT NULL,
    signer         TEXT NOT NULL,
    signature      TEXT NOT NULL,
    -- 1 where the signer is a contract
    by_contract    BIGINT NOT NULL,
    created_millis BIGINT NOT NULL,
    expires_millis BIGINT NOT NULL,
    ended_millis   BIGINT,
    log_index      BIGINT NOT NULL
);
CREATE INDEX agent_mandate_root ON agent_mandate (root);

-- What the calls of a mandate and of those under it cost, and how many they are, by the day (since 1970, UTC) they were admitted
-- on; held is what those under way may still cost.
CREATE TABLE agent_spending (
    mandate    TEXT   NOT NULL,
    day        BIGINT NOT NULL,
    paid_gwei  BIGINT NOT NULL,
    held_gwei  BIGINT NOT NULL,
    calls      BIGINT NOT NULL,
    held_calls BIGINT NOT NULL,
    PRIMARY KEY (mandate, day)
);

-- Calls of agents. Those that have ended have a place in their family's order, a signed record and an entry of the log.
CREATE TABLE agent_action (
    id                TEXT PRIMARY KEY,
    root              TEXT NOT NULL,
    mandate           TEXT NOT NULL,
    -- by which the agent's program knows the call again
    call_id           TEXT,
    state             TEXT NOT NULL,
    tool              TEXT NOT NULL,
    client            TEXT NOT NULL,
    transport         TEXT NOT NULL,
    -- what it was called with, as its record has it
    arguments         TEXT NOT NULL,
    -- and what is needed beside that while it waits or runs
    pending           TEXT,
    salt              TEXT NOT NULL,
    created_millis    BIGINT NOT NULL,
    admitted_millis   BIGINT NOT NULL,
    knew              BIGINT NOT NULL,
    -- rules and licences, as JSON
    decision          TEXT NOT NULL,
    most_gwei         BIGINT NOT NULL,
    paid_gwei         BIGINT NOT NULL,
    approved_by       TEXT,
    approval          TEXT,
    approval_deadline BIGINT,
    receipt           TEXT,
    result            TEXT,
    -- 1 where no stranger can have written the result, null where there is none
    trusted           BIGINT,
    sequence          BIGINT,
    record            TEXT,
    signature         TEXT,
    log_index         BIGINT
);
CREATE UNIQUE INDEX agent_action_call ON agent_action (mandate, call_id);
CREATE UNIQUE INDEX agent_action_sequence ON agent_action (root, sequence);
CREATE INDEX agent_action_state ON agent_action (state);

-- Declined calls of one minute that are counted and not kept one by one.
CREATE TABLE agent_flood (
    mandate TEXT   NOT NULL,
    minute  BIGINT NOT NULL,
    calls   BIGINT NOT NULL,
    PRIMARY KEY (mandate, minute)
);
