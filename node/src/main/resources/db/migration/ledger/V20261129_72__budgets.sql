-- What the requests of a budget cost so far and may still cost, by the day (since 1970, UTC) they were admitted on. A budget's
-- name is whoever limits it gives, such as an API key.
CREATE TABLE ledger_budget (
    budget       TEXT   NOT NULL,
    day          BIGINT NOT NULL,
    charged_gwei BIGINT NOT NULL,
    held_gwei    BIGINT NOT NULL,
    PRIMARY KEY (budget, day)
);
-- The budget and day that a hold counts against; null where there is none.
ALTER TABLE ledger_hold ADD COLUMN budget TEXT;
ALTER TABLE ledger_hold ADD COLUMN budget_day BIGINT;
