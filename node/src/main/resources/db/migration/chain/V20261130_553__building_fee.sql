-- Every building fee that the Parameters contract was given, in the chain's order, in gwei rounded up. The last one holds.
CREATE TABLE chain_building_fee (
    sequence BIGINT PRIMARY KEY,
    gwei     BIGINT NOT NULL
);

-- What registrations of models paid to treasuries of Datanets, as the ModelRegistry says, in gwei rounded up.
CREATE TABLE chain_building_payment (
    sequence BIGINT  PRIMARY KEY,
    model    TEXT    NOT NULL,
    token    TEXT    NOT NULL,
    version  BIGINT  NOT NULL,
    treasury TEXT    NOT NULL,
    gwei     BIGINT  NOT NULL
);
CREATE INDEX chain_building_payment_model ON chain_building_payment (model);
