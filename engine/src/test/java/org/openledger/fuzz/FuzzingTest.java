package org.openledger.fuzz;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same of inputs that Jazzer makes, a minute each; {@code -Dopenledger.fuzz.seconds} says how long. */
@Tag("campaign")
final class FuzzingTest {
    @ParameterizedTest
    @MethodSource("org.openledger.fuzz.FuzzCorpusTest#targets")
    void nothingIsFound(Class<?> target) throws IOException, InterruptedException {
        FuzzCorpus.search(target);
    }
}
