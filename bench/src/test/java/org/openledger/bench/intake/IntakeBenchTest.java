package org.openledger.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.bench.intake.IntakeBench.Part;

/** Screening reaches its goals on few cases; the speed is measured by the command alone. */
@Tag("unit")
class IntakeBenchTest {
    @Test
    void copiesAreFoundHonestRowsPassAndSecretsAreSeen() throws IOException {
        List<Figure> figures = new IntakeBench(20, 0, Optional.empty(), 1, Set.of(Part.EDITED, Part.PRIVATE)).run();
        assertThat(figures)
                .hasSizeGreaterThan(8)
                .allSatisfy(figure -> assertThat(figure.reached())
                        .as("%s: %s %s", figure.name(), figure.value(), figure.misses())
                        .isTrue());
    }
}
