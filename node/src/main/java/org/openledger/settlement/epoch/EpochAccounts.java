package org.openledger.settlement.epoch;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.openledger.ledger.LedgerAccount;

/**
 * Which address on chain stands for each account that an answer pays. People and operators are their own address; the
 * pools need one each.
 *
 * @param treasury address of the treasury
 * @param stakers address of the pool for stakers and validators
 * @param commons the addresses of the Datanets' commons
 */
public record EpochAccounts(String treasury, String stakers, CommonsAccounts commons) {
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{40}");

    public EpochAccounts {
        requireAddress(treasury);
        requireAddress(stakers);
    }

    /** The address that a payee's earnings become claimable by; that of a commons is made where there is none. */
    public String addressOf(Handle transaction, LedgerAccount payee) {
        return payee.role() == LedgerAccount.Role.COMMONS
                ? commons.choose(transaction, payee.owner())
                : find(transaction, payee).orElseThrow();
    }

    /** The address that a payee's earnings become claimable by; empty of a commons that has none yet. */
    public Optional<String> find(Handle handle, LedgerAccount payee) {
        return switch (payee.role()) {
            case CONTRIBUTOR, WAITING, DEVELOPER, ROYALTY, BASE, OPERATOR -> Optional.of(payee.owner());
            case TREASURY -> Optional.of(treasury);
            case STAKERS -> Optional.of(stakers);
            case COMMONS -> commons.find(handle, payee.owner());
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
