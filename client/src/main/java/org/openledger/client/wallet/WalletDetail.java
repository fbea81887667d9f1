package org.openledger.client.wallet;

import java.util.List;
import java.util.Optional;
import org.openledger.client.shape.AtMost;

/**
 * What an account holds on chain, and lets this node draw of it. Amounts are cut to whole gwei.
 *
 * @param address its address
 * @param keptHere whether the node keeps its key, and signs for it
 * @param nativeGwei what it has of the chain's native OPEN, with which gas is paid
 * @param wrappedGwei what it has of the token that deposits and rewards are of
 * @param depositGwei what it has in the escrow, charges that are not settled yet included
 * @param limitGwei the most that it lets this node draw, since the beginning; a lower limit counts at once
 * @param drawnGwei what this node has drawn of that, charges that are not settled yet included
 * @param askedBackGwei what it has asked back of the deposit
 * @param availableAtSeconds from when that can leave, in seconds since 1970; where something is asked back
 * @param withdrawalDelaySeconds the time between asking and leaving, also of a lower limit
 * @param giftGwei what the embedded chain's faucet gives it now; where there is a faucet
 * @param movements the operator's latest transactions that name it, the newest first; for its holder and the administrator
 */
public record WalletDetail(
        String address,
        boolean keptHere,
        long nativeGwei,
        long wrappedGwei,
        long depositGwei,
        long limitGwei,
        long drawnGwei,
        long askedBackGwei,
        Optional<Long> availableAtSeconds,
        long withdrawalDelaySeconds,
        Optional<Long> giftGwei,
        @AtMost(50) List<WalletMovement> movements) {
    /** What this node may still draw. */
    public long allowedGwei() {
        return Math.max(0, limitGwei - drawnGwei);
    }
}
