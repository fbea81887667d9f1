package org.openledger.datanet.row;

/** A row under a shingle. */
public record FiledRow(long rowId, boolean isNew) {}
