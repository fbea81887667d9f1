package org.openledger.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class FreeMemoryTest {
    @Test
    void theMachineSaysWhatIsAvailable() {
        assertThat(FreeMemory.available("MemTotal:       24689764 kB\nMemAvailable:   22960072 kB\n"))
                .hasValue(22960072L * 1024);
        assertThat(FreeMemory.available("MemTotal: 1 kB\n")).isEmpty();
    }

    @Test
    void aContainerLeavesItsLimitLessWhatItUses() {
        assertThat(FreeMemory.left("1000000\n", "400000\n")).hasValue(600_000);
        assertThat(FreeMemory.left("1000\n", "4000\n")).hasValue(0);
        assertThat(FreeMemory.left("max\n", "4000\n")).isEqualTo(OptionalLong.empty());
        assertThat(FreeMemory.left("", "")).isEqualTo(OptionalLong.empty());
    }
}
