package org.openledger.client.datanet;

import java.util.List;
import org.openledger.client.shape.AtMost;
import tools.jackson.databind.JsonNode;

/**
 * A draft, as its contributor signs it.
 *
 * @param typedData the EIP-712 document
 * @param terms in full
 * @param licence its name
 * @param licenceSays what others may do with the rows, in sentences
 * @param deadlineSeconds the last second, since 1970, at which it can be signed
 */
public record ContributionToSign(
        JsonNode typedData,
        String terms,
        String licence,
        @AtMost(8) List<String> licenceSays,
        long deadlineSeconds) {}
