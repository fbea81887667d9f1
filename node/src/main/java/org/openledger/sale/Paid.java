package org.openledger.sale;

/**
 * A payment that is in the books.
 *
 * @param id its own, 32 hexadecimal digits
 * @param account of this node that stands for the buyer, whose deposit it is
 * @param from the buyer's address
 * @param transaction that took it
 */
public record Paid(String id, String account, String from, String transaction) {}
