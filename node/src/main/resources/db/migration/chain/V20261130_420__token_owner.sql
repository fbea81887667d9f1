-- Every change of the owner of a token of a registry, in the chain's order: block · 2^20 + place in the block. The last one holds.
CREATE TABLE chain_token_owner (
    registry TEXT   NOT NULL,
    sequence BIGINT NOT NULL,
    token    TEXT   NOT NULL,
    owner    TEXT   NOT NULL,
    PRIMARY KEY (registry, sequence)
);
CREATE INDEX chain_token_owner_token ON chain_token_owner (registry, token, sequence);
