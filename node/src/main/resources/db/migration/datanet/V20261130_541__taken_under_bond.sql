-- Of which lines a check's rows were drawn, such as 1-40,42; nothing is known of earlier ones.
ALTER TABLE spot_check ADD COLUMN taken TEXT;
