package org.openledger.chain;

import java.util.Arrays;
import java.util.Locale;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Worded;

/**
 * What a transaction of the outbox is for, by the beginning of its key, and what cancelling it does. What is not named here
 * is not cancelled.
 */
public enum OutboxKind implements Worded {
    DEPLOYMENT("deploy:", false, "without its contracts the node does not start"),
    BOND("operator/", false, "without its bond the operator settles nothing"),
    BOND_AGAIN("bond-again/", false, "without its bond the operator settles nothing"),
    DEPOSIT("deposit/", true, "Nothing is booked before the chain has it; OPEN that is wrapped stays the operator's."),
    TAKING("x402-take/", false, "a buyer waits for what it pays for"),
    PAYMENT("x402/", false, "a buyer's money would stay the operator's"),
    SETTLEMENT("settle:", false, "it settles a closed epoch, and later epochs count on from it"),
    REPLACEMENT("replace:", false, "it replaces a rejected root, and its epoch waits for it"),
    ANSWER("answer:", false, "without an answer the root is rejected and the bond taken"),
    LIMIT("limit/", true, "The payer's limit stays as it was."),
    PAYOUT(
            "payout/",
            true,
            "What was asked back stays the payer's: whoever brings the call once the delay is over, the payer alone is paid."),
    TRANSFER("transfer/", false, "part of it may be done, and the rest is its recipient's"),
    LICENCE("licence/", false, "its price is paid, and the licences are its buyer's"),
    GIFT("gift/", true, "The faucet gives nothing today."),
    CLAIM("claim:", true, "What was due stays due; claiming again sends another."),
    ANCHOR("anchor:", true, "The next checkpoint covers this one."),
    CLOCK("block-for-", false, "it moves the embedded chain's clock, which an epoch or a payer waits for"),
    DATANET("datanet/", true, "The Datanet is refused, as if the chain had refused it."),
    BATCH("contributions/", true, "Each of its contributions is brought by itself."),
    CONTRIBUTION("contribution/", true, "The contribution is refused, as if the chain had refused it."),
    VERSION("version/", false, "later versions count on from it"),
    AGENT("agent/", true, "The agent is not registered, or keeps its address."),
    MODEL("model/", true, "The model is refused by the registry, as if the chain had refused it."),
    OTHER("", false, "nobody knows what it is for");

    private final String prefix;
    private final boolean cancellable;
    private final String says;

    /** @param says what cancelling does, or why it is refused */
    OutboxKind(String prefix, boolean cancellable, String says) {
        this.prefix = prefix;
        this.cancellable = cancellable;
        this.says = says;
    }

    static OutboxKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> key.startsWith(kind.prefix))
                .findFirst()
                .orElseThrow();
    }

    /** What cancelling does; {@link ChainException} where it may not be done. */
    String requireCancellable(String key) {
        if (!cancellable) {
            throw new ChainException(
                    Refusal.Kind.CONFLICT,
                    key + " is not cancelled: " + says + ". It can be tried again: openledger outbox retry");
        }
        return says;
    }

    /** Whether what the chain refuses now is set aside and tried again, rather than failed: it must be done in the end. */
    boolean mustHappen() {
        return this == SETTLEMENT || this == REPLACEMENT || this == BOND_AGAIN || this == PAYMENT;
    }

    /** Whether what the chain refuses so now, it may take later: a payout waits for the delay to end by the chain's clock. */
    boolean mayPassLater(String why) {
        return mustHappen() || (this == PAYOUT && why.startsWith("TooEarly("));
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
