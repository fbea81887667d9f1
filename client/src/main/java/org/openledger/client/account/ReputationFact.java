package org.openledger.client.account;

import java.util.Optional;

/**
 * One fact about an account.
 *
 * @param role contributor or reviewer
 * @param kind what is counted
 * @param datanet where; left out for a fact about all Datanets
 * @param count of it; in gwei for pay
 * @param of how many there were in which it could have been so
 * @param says the fact in a sentence, with its reasons
 * @param evidence the endpoint that lists what was counted
 */
public record ReputationFact(
        String role, String kind, Optional<Long> datanet, long count, long of, String says, String evidence) {}
