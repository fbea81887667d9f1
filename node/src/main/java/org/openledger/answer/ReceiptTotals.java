package org.openledger.answer;

/** How much there is in all. */
public record ReceiptTotals(long receipts, long paidGwei) {}
