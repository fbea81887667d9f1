-- Characters that are written by their numbers, links and turned letters are compared as what they stand for: rows that are kept are
-- filed again when the node starts.
DELETE FROM shingle_block;
DELETE FROM shingle_run;
UPDATE row_shingle_backlog SET after_row = -1, last_row = (SELECT coalesce(max(id), -1) FROM datanet_row);
