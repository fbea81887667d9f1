-- Leaf, salt and digest of a row stand as bytes, where they stood as hexadecimal digits; what were none stay as they were, and fsck
-- names them. Who gave a row is said by its contribution: rows from before say it too, since their seals are over it.
${hex_functions}
CREATE TABLE datanet_row_in_bytes (
    id              ${number_key} PRIMARY KEY,
    contribution    BIGINT NOT NULL REFERENCES contribution (id),
    datanet         BIGINT NOT NULL,
    contributor     TEXT,
    line            BIGINT NOT NULL,
    leaf            BYTEA NOT NULL UNIQUE,
    salt            BYTEA NOT NULL,
    content         TEXT NOT NULL,
    text_digest     BYTEA NOT NULL,
    commit_position BIGINT,
    cluster         BIGINT NOT NULL,
    state           TEXT NOT NULL,
    reason          TEXT,
    detail          TEXT,
    leader          TEXT,
    first_version   BIGINT,
    held            BIGINT,
    corrects        TEXT,
    seen_millis     BIGINT,
    withdrawal      BIGINT,
    held_by         BIGINT,
    decided_by      TEXT,
    decided_millis  BIGINT,
    appealed_millis BIGINT
);
INSERT INTO datanet_row_in_bytes (id, contribution, datanet, contributor, line, leaf, salt, content, text_digest,
    commit_position, cluster, state, reason, detail, leader, first_version, held, corrects, seen_millis, withdrawal, held_by,
    decided_by, decided_millis, appealed_millis)
SELECT id, contribution, datanet, contributor, line, coalesce(unhex(leaf), unhex(hex(leaf))),
    coalesce(unhex(salt), unhex(hex(salt))), content, coalesce(unhex(text_digest), unhex(hex(text_digest))),
    commit_position, cluster, state, reason, detail, leader, first_version, held, corrects, seen_millis, withdrawal, held_by,
    decided_by, decided_millis, appealed_millis
FROM datanet_row ORDER BY id;
DROP TABLE datanet_row;
ALTER TABLE datanet_row_in_bytes RENAME TO datanet_row;
CREATE INDEX datanet_row_by_contribution ON datanet_row (contribution, line);
CREATE INDEX datanet_row_by_text ON datanet_row (text_digest);
CREATE INDEX datanet_row_by_version ON datanet_row (datanet, first_version, commit_position, line);
CREATE INDEX datanet_row_by_withdrawal ON datanet_row (withdrawal) WHERE withdrawal IS NOT NULL;
CREATE INDEX datanet_row_by_hold ON datanet_row (held_by) WHERE held_by IS NOT NULL;
CREATE INDEX datanet_row_corrects ON datanet_row (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX datanet_row_leader ON datanet_row (leader) WHERE leader IS NOT NULL;
CREATE INDEX datanet_row_out ON datanet_row (datanet, first_version) WHERE first_version IS NOT NULL AND state <> 'ACCEPTED';
