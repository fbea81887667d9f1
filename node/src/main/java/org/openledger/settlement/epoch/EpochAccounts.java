package org.openledger.settlement.epoch;

import java.util.Map;
import java.util.regex.Pattern;
import org.openledger.ledger.LedgerAccount;

/**
 * Which address on chain stands for each account that an answer pays. People and operators are their own address; the
 * pools need one each.
 *
 * @param treasury address of the treasury
 * @param stakers address of the pool for stakers and validators
 * @param commons address of the commons pool of every Datanet that is not named in {@code commonsByDatanet}
 */
public record EpochAccounts(String treasury, String stakers, String commons, Map<String, String> commonsByDatanet) {
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");

    public EpochAccounts {
        commonsByDatanet = Map.copyOf(commonsByDatanet);
        requireAddress(treasury);
        requireAddress(stakers);
        requireAddress(commons);
        commonsByDatanet.values().forEach(EpochAccounts::requireAddress);
    }

    /** The address that a payee's earnings become claimable by. */
    public String addressOf(LedgerAccount payee) {
        return switch (payee.role()) {
            case CONTRIBUTOR, WAITING, DEVELOPER, BASE, OPERATOR -> payee.owner();
            case TREASURY -> treasury;
            case STAKERS -> stakers;
            case COMMONS -> commonsByDatanet.getOrDefault(payee.owner(), commons);
            case PAYER, CLAIMABLE, WITHDRAWING, ESCROW, DISTRIBUTOR, SHORTFALL ->
                throw new IllegalStateException("no answer pays " + payee);
        };
    }

    /** Whether an account is a pool, which has no address of its own. */
    public static boolean isPool(LedgerAccount payee) {
        return switch (payee.role()) {
            case TREASURY, STAKERS, COMMONS -> true;
            default -> false;
        };
    }

    private static void requireAddress(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("not a lowercase address: " + address);
        }
    }
}
