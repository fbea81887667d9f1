package org.openledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class OpenAmountTest {
    @Test
    void anAmountIsExactToTheGweiWithoutDigitsThatSayNothing() {
        assertEquals("0 OPEN", OpenAmount.of(0));
        assertEquals("0.000000001 OPEN", OpenAmount.of(1));
        assertEquals("0.000014 OPEN", OpenAmount.of(14_000));
        assertEquals("-0.5 OPEN", OpenAmount.of(-500_000_000));
        assertEquals("10 OPEN", OpenAmount.of(10_000_000_000L));
        assertEquals("1,234.5", OpenAmount.digits(1_234_500_000_000L));
        assertEquals("9,223,372,036.854775807 OPEN", OpenAmount.of(Long.MAX_VALUE));
        assertEquals(
                "9,223,372,036.854775808 OPEN",
                OpenAmount.of(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE)));
    }
}
