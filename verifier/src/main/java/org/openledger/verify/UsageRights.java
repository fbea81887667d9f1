package org.openledger.verify;

import java.util.List;
import java.util.Optional;

/**
 * What licences let others do, as bits, and the one rule over them; {@code contracts/src/UsageRights.sol} and {@code
 * web/src/proof/rights.ts} are the same rule, and all three are tested by the same vectors.
 *
 * <p>A model made of data, and an answer that draws on data, are treated as adaptations of it: the careful reading, under which no
 * owner is surprised. Evaluating a model adapts nothing. Attribution is met by every receipt.
 */
public final class UsageRights {
    /** What is to be done. A question is about exactly one use; a licence permits any of them. */
    public enum Use {
        TRAIN(1),
        EVALUATE(2),
        RETRIEVE(4),
        GENERATE(8);

        private final int bit;

        Use(int bit) {
            this.bit = bit;
        }

        public int bit() {
            return bit;
        }
    }

    public static final int ANY_USE = 15;
    /** The conditions of uses. */
    public static final int COMMERCIAL = 16;

    public static final int DERIVATIVES = 32;
    public static final int ATTRIBUTION = 64;
    public static final int SHARE_ALIKE = 128;

    private UsageRights() {}

    /** Why a use is not permitted, in the contract's order, which begins with none. */
    public enum Reason {
        NONE,
        NOT_ONE_USE,
        UNSTATED,
        USE,
        DERIVATIVES,
        COMMERCIAL,
        EXPIRED;

        private static final List<Reason> IN_ORDER = List.of(values());

        /**
         * The reason that the contract answers with.
         *
         * @throws IndexOutOfBoundsException where it has no such reason
         */
        public static Reason of(int number) {
            return IN_ORDER.get(number);
        }
    }

    /** The bits of a licence that permits every use under these conditions. */
    public static int bits(boolean commercial, boolean derivatives, boolean attribution, boolean shareAlike) {
        return ANY_USE
                | (commercial ? COMMERCIAL : 0)
                | (derivatives ? DERIVATIVES : 0)
                | (attribution ? ATTRIBUTION : 0)
                | (shareAlike ? SHARE_ALIKE : 0);
    }

    /**
     * Why a use is not permitted; empty where it is.
     *
     * @param uses bits of the licence; 0 where none was stated
     * @param paid whether it is done for money
     */
    public static Optional<Reason> objection(int uses, Use use, boolean paid) {
        if (uses == 0) {
            return Optional.of(Reason.UNSTATED);
        }
        if ((uses & use.bit()) == 0) {
            return Optional.of(Reason.USE);
        }
        if (use != Use.EVALUATE && (uses & DERIVATIVES) == 0) {
            return Optional.of(Reason.DERIVATIVES);
        }
        return paid && (uses & COMMERCIAL) == 0 ? Optional.of(Reason.COMMERCIAL) : Optional.empty();
    }

    /** Whether one thing may be made of both: what two share-alike licences ask for is the same only where they are. */
    public static boolean mix(int uses, String spdx, int otherUses, String otherSpdx) {
        return (uses & otherUses & SHARE_ALIKE) == 0 || spdx.equals(otherSpdx);
    }
}
