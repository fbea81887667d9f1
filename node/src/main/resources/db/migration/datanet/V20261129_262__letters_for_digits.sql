-- The canonical text has letters for digits inside words, and for small capitals: rows that are kept are filed again when the
-- node starts. Erased rows have no text any more and stay where they were filed.
DELETE FROM row_band WHERE row_id IN (SELECT id FROM datanet_row WHERE content <> '');
DELETE FROM row_shingle WHERE row_id IN (SELECT id FROM datanet_row WHERE content <> '');
UPDATE row_shingle_backlog SET after_row = -1, last_row = (SELECT coalesce(max(id), -1) FROM datanet_row);
