-- Every split of fees that the Parameters contract was given, in the chain's order; parts in basis points. The last one holds.
CREATE TABLE chain_fee_split (
    block     BIGINT  NOT NULL,
    log_index INTEGER NOT NULL,
    seconds   BIGINT  NOT NULL,
    treasury  INTEGER NOT NULL,
    stakers   INTEGER NOT NULL,
    operator  INTEGER NOT NULL,
    base      INTEGER NOT NULL,
    developer INTEGER NOT NULL,
    data      INTEGER NOT NULL,
    PRIMARY KEY (block, log_index)
);
