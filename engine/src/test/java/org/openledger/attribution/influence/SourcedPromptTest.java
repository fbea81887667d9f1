package org.openledger.attribution.influence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.attribution.influence.SourcedPrompt.Source;

@Tag("unit")
final class SourcedPromptTest {
    private static final String BEFORE = "<|user|>—";
    private static final String HEADING = "Sources:\n";
    private static final List<String> SOURCES = List.of("[1] Käse\n", "[2] brød 🍞\n", "[3] tea\n");
    private static final String AFTER = "Which?<|end|>";

    private static SourcedPrompt prompt() {
        int at = bytes(BEFORE) + bytes(HEADING);
        List<Source> sources = new java.util.ArrayList<>();
        for (String source : SOURCES) {
            sources.add(new Source("ada", at, at + bytes(source)));
            at += bytes(source);
        }
        return new SourcedPrompt(BEFORE + HEADING + String.join("", SOURCES) + AFTER, bytes(BEFORE), at, sources);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void theOthersKeepTheirNumbersAndTheHeading() {
        assertThat(prompt().without(Set.of())).isEqualTo(prompt().text());
        assertThat(prompt().without(Set.of(1))).isEqualTo(BEFORE + HEADING + SOURCES.get(0) + SOURCES.get(2) + AFTER);
        assertThat(prompt().without(Set.of(0, 2))).isEqualTo(BEFORE + HEADING + SOURCES.get(1) + AFTER);
    }

    @Test
    void withoutAllTheHeadingGoesToo() {
        assertThat(prompt().without(Set.of(0, 1, 2))).isEqualTo(BEFORE + AFTER).isEqualTo(prompt().plain());
    }

    @Test
    void sourcesOutsideThePromptOrOverEachOtherAreRefused() {
        assertThatThrownBy(() -> new SourcedPrompt("text", 0, 9, List.of(new Source("ada", 0, 9))))
                .hasMessageContaining("inside it");
        assertThatThrownBy(() -> new SourcedPrompt(
                        "a longer text", 0, 9, List.of(new Source("ada", 0, 5), new Source("ben", 4, 9))))
                .hasMessageContaining("follow one another");
        assertThatThrownBy(() -> new SourcedPrompt("text", 0, 4, List.of())).hasMessageContaining("1 to 32 sources");
    }
}
