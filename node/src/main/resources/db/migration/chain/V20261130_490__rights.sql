-- What the chain says of licences, each event a row, in the chain's order: block · 2^20 + place in the block. Rights follow from the rows.
CREATE TABLE chain_version (
    sequence BIGINT NOT NULL PRIMARY KEY,
    token    TEXT   NOT NULL,
    number   BIGINT NOT NULL
);
CREATE INDEX chain_version_token ON chain_version (token, number);
-- A Datanet's licence for a version and those after it, as bits of uses; the last one of the highest version holds.
CREATE TABLE chain_licence (
    sequence     BIGINT NOT NULL PRIMARY KEY,
    token        TEXT   NOT NULL,
    from_version BIGINT NOT NULL,
    spdx         TEXT   NOT NULL,
    uses         BIGINT NOT NULL
);
CREATE INDEX chain_licence_token ON chain_licence (token, from_version);
-- Terms that can be offered; they never change.
CREATE TABLE chain_terms (
    sequence      BIGINT NOT NULL PRIMARY KEY,
    terms         TEXT   NOT NULL,
    spdx          TEXT   NOT NULL,
    uses          BIGINT NOT NULL,
    fee_wei       TEXT   NOT NULL,
    lasts_seconds BIGINT NOT NULL
);
CREATE INDEX chain_terms_terms ON chain_terms (terms);
-- An owner offers terms (1), or does no longer (0).
CREATE TABLE chain_offer (
    sequence BIGINT NOT NULL PRIMARY KEY,
    token    TEXT   NOT NULL,
    terms    TEXT   NOT NULL,
    offered  BIGINT NOT NULL
);
CREATE INDEX chain_offer_token ON chain_offer (token, sequence);
-- Licences that came to a holder or left it: bought at a time, or (time 0) moved from one holder to another, which are two rows.
CREATE TABLE chain_licence_move (
    sequence     BIGINT NOT NULL,
    place        BIGINT NOT NULL,
    licence      TEXT   NOT NULL,
    token        TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    terms        TEXT   NOT NULL,
    holder       TEXT   NOT NULL,
    amount       BIGINT NOT NULL,
    time_seconds BIGINT NOT NULL,
    PRIMARY KEY (sequence, place)
);
CREATE INDEX chain_licence_move_holder ON chain_licence_move (holder, token, version);
CREATE INDEX chain_licence_move_licence ON chain_licence_move (licence);
