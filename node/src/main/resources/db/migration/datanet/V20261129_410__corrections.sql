-- A version leaves out the rows that others correct.
CREATE INDEX datanet_row_corrects ON datanet_row (corrects) WHERE corrects IS NOT NULL;
