package org.openledger.model.text;

/**
 * The tokens of a text and the characters each comes from. Tokens that share a character of several bytes all have it.
 *
 * @param ids token ids
 * @param starts offset of each token's first character in the text, in UTF-16 units
 * @param ends offset after its last one
 */
@SuppressWarnings("ArrayRecordComponent") // handed over; nobody changes them afterwards
public record LocatedTokens(int[] ids, int[] starts, int[] ends) {}
