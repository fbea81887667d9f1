-- What few rows have is looked up among those rows alone: which leave a version, and which follow another.
DROP INDEX datanet_row_leader;
CREATE INDEX datanet_row_leader ON datanet_row (leader) WHERE leader IS NOT NULL;
CREATE INDEX datanet_row_out ON datanet_row (datanet, first_version) WHERE first_version IS NOT NULL AND state <> 'ACCEPTED';
