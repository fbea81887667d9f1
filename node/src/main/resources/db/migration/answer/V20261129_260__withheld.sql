-- That an answer was not given to its caller, the sentence that was, and what it costs, as JSON. Null where it was given.
ALTER TABLE inference ADD COLUMN withheld TEXT;
