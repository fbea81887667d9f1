-- What a version of a model owes to the models that it was built on, by their ids in the ModelRegistry, and who owned them when that
-- was fixed; later transfers are in chain_token_owner.
CREATE TABLE model_ancestor (
    model TEXT   NOT NULL,
    token TEXT   NOT NULL,
    owner TEXT   NOT NULL,
    bps   BIGINT NOT NULL,
    PRIMARY KEY (model, token)
);
