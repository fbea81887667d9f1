package org.openledger.fuzz;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openledger.model.gguf.GgufFuzz;

/** Everything of strangers that the engine reads is read, or refused by a sentence: inputs that are kept. */
@Tag("unit")
final class FuzzCorpusTest {
    static Stream<Class<?>> targets() {
        return Stream.of(
                SafeTensorsFuzz.class,
                GgufFuzz.class,
                TokenizerFuzz.class,
                TemplateFuzz.class,
                ModelConfigFuzz.class,
                AdapterConfigFuzz.class,
                JsonSchemaFuzz.class);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatIsKeptIsReadOrRefused(Class<?> target) throws IOException, ReflectiveOperationException {
        FuzzCorpus.replay(target);
    }
}
