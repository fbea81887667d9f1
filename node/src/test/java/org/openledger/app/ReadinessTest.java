package org.openledger.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.client.node.ReadinessCheck;
import org.openledger.store.NodeClock;

@Tag("unit")
final class ReadinessTest {
    /** What the folder holds is of two days from now: the machine's clock is behind, and is not followed. */
    @Test
    void aClockThatIsOffIsNotReadyAndSaysByHowMuch() {
        NodeClock clock = NodeClock.ofThisMachine();
        assertThat(Readiness.clock(clock).ready()).isTrue();
        clock.notBefore(Instant.now().plus(Duration.ofDays(2)));
        ReadinessCheck check = Readiness.clock(clock);
        assertThat(check.ready()).isFalse();
        assertThat(check.name()).isEqualTo("clock");
        assertThat(check.says()).contains("h").contains(" behind the node's").contains("Set it right");
    }
}
