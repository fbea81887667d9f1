-- The building fees of runs: what is set aside of the owner's deposit when a run is asked for, whether the registration of its model is
-- on its way, and what that took in the end. The owner is charged the lower of the two.
CREATE TABLE run_building_fee (
    run          TEXT    PRIMARY KEY REFERENCES run (id),
    owner        TEXT    NOT NULL,
    held_gwei    BIGINT  NOT NULL,
    sent         INTEGER NOT NULL,
    paid_gwei    BIGINT,
    charged_gwei BIGINT
);
