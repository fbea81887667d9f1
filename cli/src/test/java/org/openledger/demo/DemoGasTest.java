package org.openledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DemoGasTest {
    /** What is paid once for a deployment is none of the loop's; the answers that pay for the loop are counted up to the next whole one. */
    @Test
    void answersPayForTheLoopAlone() {
        List<DemoGas.Kind> kinds = List.of(
                new DemoGas.Kind("deployment", 9, 35_000_000, true),
                new DemoGas.Kind("anchor", 2, 120_000, false),
                new DemoGas.Kind("claim", 1, 97_600, false));
        DemoGas gas = DemoGas.of(kinds, 8, 193_000);
        assertThat(gas.onceGas()).isEqualTo(35_000_000);
        assertThat(gas.loopGas()).isEqualTo(217_600);
        assertThat(gas.loopOfFees()).isEqualTo(1.127);
        assertThat(gas.answersToPay()).isEqualTo(10);
        assertThat(gas.kinds().getLast().kind()).isEqualTo("deployment");
        assertThat(DemoGas.of(kinds, gas.answersToPay(), 193_000 / 8 * gas.answersToPay())
                        .loopOfFees())
                .isLessThan(1);
    }
}
