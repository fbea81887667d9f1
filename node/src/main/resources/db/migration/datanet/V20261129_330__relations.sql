-- What screening finds is a relation: the Datanet's owner says what becomes of such rows. A held row waits for the owner's own word.
-- corrects is the leaf of the row that one is to replace. seen_millis: when the owner was shown the row.
ALTER TABLE datanet_row ADD COLUMN held BIGINT;
ALTER TABLE datanet_row ADD COLUMN corrects TEXT;
ALTER TABLE datanet_row ADD COLUMN seen_millis BIGINT;

-- What owners said becomes of what is found; the latest counts, and the log has each.
CREATE TABLE screening_rule (
    datanet    BIGINT NOT NULL REFERENCES datanet (id),
    number     BIGINT NOT NULL,
    finding    TEXT NOT NULL,
    act        TEXT NOT NULL,
    set_by     TEXT NOT NULL,
    set_millis BIGINT NOT NULL,
    PRIMARY KEY (datanet, number)
);

-- Near duplicates are found by shingles like everything else.
DROP TABLE row_band;

-- Rows are compared by prompt and answer, and a context counts for the exact digest alone: those that are kept are filed again when
-- the node starts. Erased rows have no text any more and stay where they were filed.
DELETE FROM row_shingle WHERE row_id IN (SELECT id FROM datanet_row WHERE content <> '');
UPDATE row_shingle_backlog SET after_row = -1, last_row = (SELECT coalesce(max(id), -1) FROM datanet_row);
