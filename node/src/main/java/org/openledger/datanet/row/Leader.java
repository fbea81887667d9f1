package org.openledger.datanet.row;

/** The row a candidate repeats. */
public record Leader(Reason reason, String leaf, long rowId, long cluster, String detail) {}
