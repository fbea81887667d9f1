package org.openledger.client.datanet;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;
import org.openledger.client.shape.Words;

/**
 * What a version may be used for, and why not.
 *
 * @param datanet the Datanet's number
 * @param version its number
 * @param licence the version's own, as an SPDX identifier
 * @param holder whose licences were counted, where somebody's were
 * @param onChain whether the contracts say so; else they are from before licences, and the node's own rule says it
 * @param uses each use, not for money and for money
 * @param offers terms that the owner offers or once offered, the oldest first
 */
public record DatanetRights(
        long datanet,
        long version,
        String licence,
        Optional<String> holder,
        boolean onChain,
        @AtMost(8) List<Use> uses,
        @AtMost(16) List<Offer> offers) {
    /**
     * One use of the rows.
     *
     * @param use what is to be done
     * @param paid whether for money
     * @param permitted whether it may be done
     * @param reason why, in a sentence
     */
    public record Use(
            @Words({"train", "evaluate", "retrieve", "generate"})
            String use,

            boolean paid,
            boolean permitted,
            String reason) {}

    /**
     * Terms under which licences are sold.
     *
     * @param termsId their hash, 0x and 64 hexadecimal digits
     * @param licence their name, an SPDX identifier or one of its own
     * @param feeWei what one licence costs, in wei of OPEN
     * @param lastsSeconds how long one lasts; 0 for ever
     * @param offered whether they can be bought now
     * @param held how many the holder has of this version
     */
    public record Offer(
            String termsId, String licence, String feeWei, long lastsSeconds, boolean offered, String held) {}
}
