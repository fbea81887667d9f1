package org.openledger.ledger;

import java.util.regex.Pattern;

/**
 * The name of one account of the journal: a role and, for most roles, whose it is.
 *
 * <p>The amounts of a role that is owed to somebody are never negative. The asset accounts {@code escrow} and
 * {@code distributor} stand for the contracts that hold the money, and carry it with a minus sign: the sum over all
 * accounts is always zero, and {@code -balance(escrow)} is what the escrow contract holds for this node's users.
 *
 * @param name for example {@code payer:0x00…01}, {@code commons:1}, {@code treasury}; addresses are lowercase
 */
public record Account(String name) implements Comparable<Account> {
    private static final Pattern NAME = Pattern.compile(
            "(payer|contributor|waiting|operator|developer|base|claimable|withdrawing):0x[0-9a-f]{40}|commons:[0-9a-z-]{1,64}"
                    + "|escrow|distributor|shortfall|treasury|stakers");

    /** The contract that holds what payers deposited. */
    public static final Account ESCROW = new Account("escrow");
    /** The contract that holds what was settled and not yet claimed. */
    public static final Account DISTRIBUTOR = new Account("distributor");

    public static final Account TREASURY = new Account("treasury");
    public static final Account STAKERS = new Account("stakers");
    /** What the chain paid out although the journal had it spent: the operator's loss, to be made good by the payer. */
    public static final Account SHORTFALL = new Account("shortfall");

    public Account {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an account of the journal: " + name);
        }
    }

    /** What a payer may spend on answers. */
    public static Account payer(String address) {
        return new Account("payer:" + address);
    }

    public static Account contributor(String address) {
        return new Account("contributor:" + address);
    }

    /** What answers set aside for a contributor until the epoch's audit. */
    public static Account waiting(String address) {
        return new Account("waiting:" + address);
    }

    public static Account operator(String address) {
        return new Account("operator:" + address);
    }

    public static Account developer(String address) {
        return new Account("developer:" + address);
    }

    public static Account base(String address) {
        return new Account("base:" + address);
    }

    /** The pool for what an answer owes to a Datanet's data but to no one contributor. */
    public static Account commons(String datanet) {
        return new Account("commons:" + datanet);
    }

    /** What an address earned in closed epochs and has not claimed. */
    public static Account claimable(String address) {
        return new Account("claimable:" + address);
    }

    /** What a payer asked the escrow to give back: no longer spendable, not yet paid out. */
    public static Account withdrawing(String address) {
        return new Account("withdrawing:" + address);
    }

    /** The part before the colon, or the whole name. */
    public String role() {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** The part after the colon: an address or a Datanet's id; empty for roles that exist once. */
    public String owner() {
        int colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(colon + 1);
    }

    /** Whether this account stands for money held or owed to the node, so that its balance is zero or negative. */
    public boolean asset() {
        return equals(ESCROW) || equals(DISTRIBUTOR) || equals(SHORTFALL);
    }

    @Override
    public int compareTo(Account other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
