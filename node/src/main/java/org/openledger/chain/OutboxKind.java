package org.openledger.chain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.openledger.store.Refusal;
import org.openledger.verify.bytes.Worded;

/**
 * What a transaction of the outbox is for, by the beginning of its key, and what cancelling it does. What is not named here
 * is not cancelled.
 */
public enum OutboxKind implements Worded {
    DEPLOYMENT("deploy:", Cancelling.refused("without its contracts the node does not start")),
    BOND("operator/", Cancelling.refused("without its bond the operator settles nothing")),
    BOND_AGAIN("bond-again/", Cancelling.refused("without its bond the operator settles nothing")),
    DEPOSIT("deposit/", Cancelling.done("Nothing is booked before the chain has it; OPEN that is wrapped stays the operator's.")),
    SETTLEMENT("settle:", Cancelling.refused("it settles a closed epoch, and later epochs count on from it")),
    REPLACEMENT("replace:", Cancelling.refused("it replaces a rejected root, and its epoch waits for it")),
    CLAIM("claim:", Cancelling.done("What was due stays due; claiming again sends another.")),
    ANCHOR("anchor:", Cancelling.done("The next checkpoint covers this one.")),
    CLOCK("block-for-", Cancelling.refused("it moves the embedded chain's clock, which an epoch or a payer waits for")),
    DATANET("datanet/", Cancelling.done("The Datanet is refused, as if the chain had refused it.")),
    CONTRIBUTION("contribution/", Cancelling.done("The contribution is refused, as if the chain had refused it.")),
    VERSION("version/", Cancelling.refused("later versions count on from it")),
    MODEL("model/", Cancelling.done("The model is refused by the registry, as if the chain had refused it.")),
    OTHER("", Cancelling.refused("nobody knows what it is for"));

    private final String prefix;
    private final Cancelling cancelling;

    OutboxKind(String prefix, Cancelling cancelling) {
        this.prefix = prefix;
        this.cancelling = cancelling;
    }

    /**
     * What cancelling does.
     *
     * @param does its effect, where it may be done
     * @param refusedBecause why it may not
     */
    private record Cancelling(Optional<String> does, String refusedBecause) {
        static Cancelling done(String does) {
            return new Cancelling(Optional.of(does), "");
        }

        static Cancelling refused(String because) {
            return new Cancelling(Optional.empty(), because);
        }
    }

    static OutboxKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> key.startsWith(kind.prefix))
                .findFirst()
                .orElseThrow();
    }

    /** What cancelling does; {@link ChainException} where it may not be done. */
    String requireCancellable(String key) {
        return cancelling.does.orElseThrow(() -> new ChainException(
                Refusal.Kind.CONFLICT,
                key + " is not cancelled: " + cancelling.refusedBecause + ". It can be tried again: openledger outbox"
                        + " retry"));
    }

    /** Whether what the chain refuses now is set aside and tried again, rather than failed: it must be done in the end. */
    boolean mustHappen() {
        return this == SETTLEMENT || this == BOND_AGAIN;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
