-- An entry that cannot be sent now is set aside (state aside), and tried again.
-- tries: how often it could not be sent; next_try_millis: not before; cancelling: 1 where its nonce is to be used up by nothing.
ALTER TABLE chain_outbox ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chain_outbox ADD COLUMN next_try_millis BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chain_outbox ADD COLUMN cancelling BIGINT NOT NULL DEFAULT 0;

-- An entry is sent after the entry that it needs, and never without it.
CREATE TABLE chain_dependency (
    entry BIGINT NOT NULL REFERENCES chain_outbox (id),
    needs BIGINT NOT NULL REFERENCES chain_outbox (id),
    PRIMARY KEY (entry, needs)
);

CREATE INDEX chain_dependency_needs ON chain_dependency (needs);
