-- A paused run rests until its owner says otherwise. trained_tokens is how many its steps take, known from the start on.
ALTER TABLE run ADD COLUMN paused BIGINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN trained_tokens BIGINT;

-- What each part of a run is: the steps it takes, each times the adapters that take it, as it was known at the start; what that was
-- expected to last, where a speed of this machine was kept; and how many of the part's steps were timed, and how long they took.
CREATE TABLE run_phase (
    run             TEXT NOT NULL REFERENCES run (id),
    phase           TEXT NOT NULL,
    adapter_steps   BIGINT NOT NULL,
    expected_seconds DOUBLE PRECISION,
    timed_steps     BIGINT NOT NULL,
    timed_seconds   DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run, phase)
);

-- The mean loss of a token of some held-out rows under the model so far.
CREATE TABLE run_look (
    run           TEXT NOT NULL REFERENCES run (id),
    step          BIGINT NOT NULL,
    held_out_loss DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run, step)
);

-- What the model so far answers to held-out rows.
CREATE TABLE run_sample (
    run    TEXT NOT NULL REFERENCES run (id),
    step   BIGINT NOT NULL,
    leaf   TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (run, step, leaf)
);

-- What a run's model was asked after it was trained: the run's own evaluation has its id; the others are regression sets that its
-- owner named, a version or lines. The document says what came out; failure says why nothing did.
CREATE TABLE run_evaluation (
    id              TEXT PRIMARY KEY,
    run             TEXT NOT NULL REFERENCES run (id),
    sequence        BIGINT NOT NULL,
    name            TEXT NOT NULL,
    datanet         BIGINT,
    number          BIGINT,
    lines           TEXT,
    document        TEXT,
    digest          TEXT,
    failure         TEXT NOT NULL,
    created_millis  BIGINT NOT NULL,
    measured_millis BIGINT
);
CREATE INDEX run_evaluation_by_run ON run_evaluation (run, sequence);

-- How fast this machine trains a base with some configuration.
CREATE TABLE training_speed (
    base_digest          TEXT NOT NULL,
    shape                TEXT NOT NULL,
    start_seconds        DOUBLE PRECISION NOT NULL,
    read_seconds_a_token DOUBLE PRECISION NOT NULL,
    step_seconds         DOUBLE PRECISION NOT NULL,
    more_seconds         DOUBLE PRECISION NOT NULL,
    step_tokens          DOUBLE PRECISION NOT NULL,
    steps_timed          BIGINT NOT NULL,
    measured_millis      BIGINT NOT NULL,
    PRIMARY KEY (base_digest, shape)
);
