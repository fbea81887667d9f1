package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Receipt.Fee;
import org.openledger.verify.Receipt.Parameters;
import org.openledger.verify.Receipt.PayRule;
import org.openledger.verify.Receipt.SplitBps;
import org.openledger.verify.bytes.VerifyException;

/** A receipt that says that a vote set its split has one that a vote can set. */
@Tag("unit")
final class VotedSplitTest {
    private static final Optional<Parameters> VOTED = Optional.of(new Parameters("0x" + "a7".repeat(20), 12));

    @Test
    void everyPartOfAVotedSplitIsWithinItsBounds() {
        assertThat(fee(SplitBps.STANDARD, VOTED).parameters()).isEqualTo(VOTED);
        SplitBps[] greedy = {
            new SplitBps(1_001, 499, 1_500, 500, 1_500, 5_000),
            new SplitBps(0, 2_001, 1_500, 500, 999, 5_000),
            new SplitBps(0, 0, 4_001, 0, 999, 5_000),
            new SplitBps(0, 0, 499, 0, 501, 9_000),
            new SplitBps(0, 0, 500, 2_001, 500, 6_999),
            new SplitBps(0, 0, 500, 0, 4_001, 5_499),
            new SplitBps(500, 500, 3_000, 500, 2_501, 2_999),
            new SplitBps(0, 0, 500, 0, 499, 9_001)
        };
        for (SplitBps split : greedy) {
            assertThat(split.sum()).isEqualTo(10_000);
            assertThat(fee(split, Optional.empty()).splitBps()).isEqualTo(split);
            assertThatThrownBy(() -> fee(split, VOTED)).as("%s", split).isInstanceOf(VerifyException.class);
        }
    }

    @Test
    void theBlockIsRead() {
        assertThatThrownBy(() -> new Parameters("0x12", 1)).isInstanceOf(VerifyException.class);
        assertThatThrownBy(() -> new Parameters("0x" + "a7".repeat(20), -1)).isInstanceOf(VerifyException.class);
    }

    private static Fee fee(SplitBps split, Optional<Parameters> parameters) {
        return new Fee(1_000, split, PayRule.LOWER_BOUND, parameters);
    }
}
