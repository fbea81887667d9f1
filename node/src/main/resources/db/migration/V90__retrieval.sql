-- What an inference was given as sources, as JSON; null when no Datanet was to be searched.
ALTER TABLE inference ADD COLUMN sources TEXT;
