-- How smooth a run is, in parts per million, measured before anything is trained to explain it; NULL where it was not.
ALTER TABLE run ADD COLUMN smooth_ppm BIGINT;
