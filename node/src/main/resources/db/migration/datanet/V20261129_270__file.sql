-- What the file of a contribution was, and which of its columns became which field. Nothing is known of earlier ones.
ALTER TABLE contribution ADD COLUMN file_kind TEXT;
ALTER TABLE contribution ADD COLUMN mapping TEXT;
