-- What a caller marks a request with (user, safety_identifier, metadata), as JSON; null where there was nothing.
ALTER TABLE inference ADD COLUMN caller_marks TEXT;
