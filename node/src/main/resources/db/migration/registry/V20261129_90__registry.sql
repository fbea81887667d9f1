-- Every version of every model: trained by a run of this node (its id is the run's), brought by its owner, or the base itself,
-- whose adapter_digest is empty. token and refusal are the ModelRegistry's answer. influence_digest is that of the counterfactual
-- adapters, once they are there.
CREATE TABLE model_version (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    number           BIGINT NOT NULL,
    origin           TEXT NOT NULL,
    owner            TEXT NOT NULL,
    token            TEXT,
    refusal          TEXT,
    base_digest      TEXT NOT NULL,
    adapter_digest   TEXT NOT NULL,
    tokenizer_digest TEXT NOT NULL,
    index_digest     TEXT NOT NULL,
    influence_digest TEXT,
    licence          TEXT,
    warning          TEXT,
    ready_millis     BIGINT,
    created_millis   BIGINT NOT NULL,
    UNIQUE (name, number)
);
CREATE INDEX model_version_lower_name ON model_version (LOWER(name) COLLATE ${binary});
CREATE INDEX model_version_adapter ON model_version (adapter_digest);

-- The Datanet versions a model learnt from: as its run had them, or as its owner declares.
CREATE TABLE model_source (
    model   TEXT NOT NULL REFERENCES model_version (id),
    datanet BIGINT NOT NULL,
    number  BIGINT NOT NULL,
    PRIMARY KEY (model, datanet, number)
);

-- What was decided about a name: which version answers from then on, at which price a token. The last decision of a name holds.
-- active is null where nothing answers, price_gwei where the node's own price is asked, and log_index of the decisions from before
-- they were logged.
CREATE TABLE model_offer (
    position    BIGINT PRIMARY KEY,
    name        TEXT NOT NULL,
    act         TEXT NOT NULL,
    active      TEXT,
    price_gwei  BIGINT,
    time_millis BIGINT NOT NULL,
    log_index   BIGINT
);
CREATE INDEX model_offer_by_name ON model_offer (name, position);

INSERT INTO model_version (id, name, number, origin, owner, token, base_digest, adapter_digest, tokenizer_digest, index_digest,
    influence_digest, ready_millis, created_millis)
SELECT m.run, m.name, 1, 'TRAINED', r.owner, m.token, r.base_digest, r.adapter_digest, m.tokenizer_digest, m.index_digest,
    m.influence_digest, m.ready_millis, m.created_millis
FROM model m JOIN run r ON r.id = m.run WHERE r.state <> 'CANCELLED';

INSERT INTO model_source (model, datanet, number)
SELECT s.run, s.datanet, s.number FROM run_source s JOIN model_version v ON v.id = s.run;

INSERT INTO model_offer (position, name, act, active, time_millis)
SELECT row_number() OVER (ORDER BY created_millis, name), name, 'ACTIVATE', id, created_millis FROM model_version;

-- What its builder asks of the model before it goes live by itself, and what was found on the rows held out.
ALTER TABLE run ADD COLUMN gate_nanonats BIGINT;
ALTER TABLE run ADD COLUMN held_out_before DOUBLE PRECISION;
ALTER TABLE run ADD COLUMN held_out_after DOUBLE PRECISION;

DROP TABLE model;
DELETE FROM row_seal WHERE table_name = 'model';
DELETE FROM table_seal WHERE table_name = 'model';
