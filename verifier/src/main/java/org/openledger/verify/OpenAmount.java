package org.openledger.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Amounts as people read them: in OPEN, exact to the gwei, without digits that say nothing. Programs read gwei. */
public final class OpenAmount {
    private static final int GWEI_DIGITS = 9;

    private OpenAmount() {}

    /** With its unit, such as 0.000014 OPEN. */
    public static String of(long gwei) {
        return of(BigInteger.valueOf(gwei));
    }

    /** {@link #of(long)} of a sum that may be larger. */
    public static String of(BigInteger gwei) {
        return digits(gwei) + " OPEN";
    }

    /** Without its unit, for columns whose head has it. */
    public static String digits(long gwei) {
        return digits(BigInteger.valueOf(gwei));
    }

    private static String digits(BigInteger gwei) {
        BigDecimal open = new BigDecimal(gwei, GWEI_DIGITS).stripTrailingZeros();
        int fraction = Math.max(0, open.scale());
        return String.format(Locale.ROOT, "%,." + fraction + "f", open);
    }
}
