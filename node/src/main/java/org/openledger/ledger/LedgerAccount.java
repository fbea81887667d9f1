package org.openledger.ledger;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openledger.verify.bytes.Worded;

/**
 * The name of one account of the journal: a role and, for most roles, whose it is.
 *
 * <p>The amounts of a role that is owed to somebody are never negative. The asset accounts {@code escrow} and
 * {@code distributor} stand for the contracts that hold the money, and carry it with a minus sign: the sum over all
 * accounts is always zero, and {@code -balance(escrow)} is what the escrow contract holds for this node's users.
 *
 * @param name for example {@code payer:0x00…01}, {@code commons:1}, {@code treasury}; addresses are lowercase
 */
public record LedgerAccount(String name) implements Comparable<LedgerAccount> {
    private static final Pattern NAME = Pattern.compile(
            "(payer|contributor|waiting|operator|developer|royalty|base|claimable|withdrawing|shortfall):0x[0-9a-f]{40}|commons:[0-9a-z-]{1,64}"
                    + "|escrow|distributor|treasury|stakers"
                    // of nodes from before it was counted for each payer
                    + "|shortfall");

    /** The contract that holds what payers deposited. */
    public static final LedgerAccount ESCROW = new LedgerAccount(Role.ESCROW.word());
    /** The contract that holds what was settled and not yet claimed. */
    public static final LedgerAccount DISTRIBUTOR = new LedgerAccount(Role.DISTRIBUTOR.word());

    public static final LedgerAccount TREASURY = new LedgerAccount(Role.TREASURY.word());
    public static final LedgerAccount STAKERS = new LedgerAccount(Role.STAKERS.word());

    public LedgerAccount {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an account of the journal: " + name);
        }
    }

    /** What a payer may spend on answers. */
    public static LedgerAccount payer(String address) {
        return new LedgerAccount("payer:" + address);
    }

    public static LedgerAccount contributor(String address) {
        return new LedgerAccount("contributor:" + address);
    }

    /** What answers set aside for a contributor until the epoch's audit. */
    public static LedgerAccount waiting(String address) {
        return new LedgerAccount("waiting:" + address);
    }

    public static LedgerAccount operator(String address) {
        return new LedgerAccount("operator:" + address);
    }

    public static LedgerAccount developer(String address) {
        return new LedgerAccount("developer:" + address);
    }

    /** What the owner of a model earns by those that were built on it. */
    public static LedgerAccount royalty(String address) {
        return new LedgerAccount("royalty:" + address);
    }

    public static LedgerAccount base(String address) {
        return new LedgerAccount("base:" + address);
    }

    /** The pool for what an answer owes to a Datanet's data but to no one contributor. */
    public static LedgerAccount commons(String datanet) {
        return new LedgerAccount("commons:" + datanet);
    }

    /** What an address earned in closed epochs and has not claimed. */
    public static LedgerAccount claimable(String address) {
        return new LedgerAccount("claimable:" + address);
    }

    /** What a payer asked the escrow to give back: no longer spendable, not yet paid out. */
    public static LedgerAccount withdrawing(String address) {
        return new LedgerAccount("withdrawing:" + address);
    }

    /**
     * What a payer took out of the escrow although the journal had it spent: made good by what the payer deposits next, or by
     * the operator's bond when it is settled.
     */
    public static LedgerAccount shortfall(String payer) {
        return new LedgerAccount("shortfall:" + payer);
    }

    /** What an account is for; the first part of its name. */
    public enum Role implements Worded {
        PAYER,
        CONTRIBUTOR,
        WAITING,
        OPERATOR,
        DEVELOPER,
        ROYALTY,
        BASE,
        CLAIMABLE,
        WITHDRAWING,
        COMMONS,
        ESCROW,
        DISTRIBUTOR,
        SHORTFALL,
        TREASURY,
        STAKERS;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its accounts have what rows earned, or what waits for that. */
        public boolean isForRows() {
            return this == CONTRIBUTOR || this == WAITING;
        }

        /** Matches the names of the role's accounts in SQL; for roles whose accounts have an owner. */
        String pattern() {
            return word() + ":%";
        }
    }

    /** The part before the colon, or the whole name. */
    public Role role() {
        int colon = name.indexOf(':');
        return Worded.find(Role.class, colon < 0 ? name : name.substring(0, colon))
                .orElseThrow();
    }

    /** The part after the colon: an address or a Datanet's id; empty for roles that exist once. */
    public String owner() {
        int colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(colon + 1);
    }

    /** Whether this account stands for money held or owed to the node, so that its balance is zero or negative. */
    public boolean asset() {
        return switch (role()) {
            case ESCROW, DISTRIBUTOR, SHORTFALL -> true;
            default -> false;
        };
    }

    @Override
    public int compareTo(LedgerAccount other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
