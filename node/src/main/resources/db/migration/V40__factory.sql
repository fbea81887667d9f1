-- Fine-tuning jobs. token and refusal are the ModelRegistry's answer.
CREATE TABLE run (
    id               TEXT PRIMARY KEY,
    sequence         BIGINT NOT NULL UNIQUE,
    name             TEXT NOT NULL,
    owner            TEXT NOT NULL,
    paid             BIGINT NOT NULL,
    royalty_bps      BIGINT NOT NULL,
    lora_rank        BIGINT NOT NULL,
    lora_alpha       BIGINT NOT NULL,
    steps            BIGINT NOT NULL,
    batch_rows       BIGINT NOT NULL,
    peak_rate        DOUBLE PRECISION NOT NULL,
    warmup_steps     BIGINT NOT NULL,
    max_tokens       BIGINT NOT NULL,
    seed             BIGINT NOT NULL,
    base_digest      TEXT NOT NULL,
    state            TEXT NOT NULL,
    cancelling       BIGINT NOT NULL,
    steps_done       BIGINT NOT NULL,
    steps_total      BIGINT NOT NULL,
    loss_before      DOUBLE PRECISION,
    loss_after       DOUBLE PRECISION,
    training_seconds DOUBLE PRECISION,
    adapter_digest   TEXT,
    token            TEXT,
    refusal          TEXT,
    failure          TEXT NOT NULL,
    created_millis   BIGINT NOT NULL,
    ended_millis     BIGINT
);
CREATE INDEX run_by_state ON run (state, sequence);

-- The Datanet versions a run learns from.
CREATE TABLE run_source (
    run     TEXT NOT NULL REFERENCES run (id),
    datanet BIGINT NOT NULL,
    number  BIGINT NOT NULL,
    PRIMARY KEY (run, datanet, number)
);

-- The loss curve of a run.
CREATE TABLE run_loss (
    run  TEXT NOT NULL REFERENCES run (id),
    step BIGINT NOT NULL,
    loss DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run, step)
);

-- Models that came out of runs. influence_digest is that of the counterfactual adapters, once they are trained.
CREATE TABLE model (
    name             TEXT PRIMARY KEY,
    run              TEXT NOT NULL UNIQUE REFERENCES run (id),
    token            TEXT NOT NULL,
    tokenizer_digest TEXT NOT NULL,
    index_digest     TEXT NOT NULL,
    influence_digest TEXT,
    ready_millis     BIGINT,
    created_millis   BIGINT NOT NULL
);
