package org.openledger.client.datanet;

import java.util.List;
import java.util.Optional;
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
 * @param bond what may be staked, where the Datanet takes rows at once under a bond
 */
public record ContributionToSign(
        JsonNode typedData,
        String terms,
        String licence,
        @AtMost(8) List<String> licenceSays,
        long deadlineSeconds,
        Optional<Bond> bond) {
    /**
     * A bond for all rows of a draft.
     *
     * @param gwei of the contributor's deposit that is set aside until the spot check is over
     * @param sample how many rows are drawn
     * @param quorum how many votes that agree decide a drawn row
     * @param hours how long votes are taken
     * @param toleratedPercent how many of the drawn rows may be refused without all rows being out that nobody voted for, and of the bond
     *     the part that was refused going to the Datanet's commons
     */
    public record Bond(long gwei, long sample, long quorum, long hours, long toleratedPercent) {}
}
