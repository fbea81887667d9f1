package org.openledger.answer;

/** A row that a receipt names for a contributor. */
public record NamedRow(String leaf, String datanet, int scorePpm) {}
