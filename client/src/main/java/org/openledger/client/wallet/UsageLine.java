package org.openledger.client.wallet;

import org.openledger.client.shape.Words;

/**
 * What an account paid on one day for one model, or by one of its API keys. The lines of models sum to all that it paid; those of
 * keys say again which part of it keys paid.
 *
 * @param by whether it is a model's or a key's line
 * @param dayMillis the day's beginning in UTC, in milliseconds since 1970
 * @param name the model's, also of one that a reward was paid for; or the key's label
 * @param payments answers and rewards; 0 of keys, of which the sum alone is kept
 * @param gwei what they cost together
 */
public record UsageLine(@Words({"model", "key"}) String by, long dayMillis, String name, long payments, long gwei) {}
