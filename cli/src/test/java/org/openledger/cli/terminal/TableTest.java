package org.openledger.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class TableTest {
    private static final String QUESTION =
            "How is it that the dough does not rise? ".repeat(10).strip();
    private static final int COLUMNS = 60;

    private final Table table = new Table("receipt", "question", "fee, gwei")
            .row("0f3a9bd1", QUESTION, 12_345)
            .row("1c77", "Why?", 7);

    @Test
    void nothingIsCutWhereNoLineEnds() {
        assertThat(table.render("", OptionalInt.empty())).contains(QUESTION);
    }

    @Test
    void onATerminalTheLongestTextIsCutAndNumbersAreNot() {
        List<String> lines = table.render("  ", OptionalInt.of(COLUMNS)).lines().toList();
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        assertThat(lines.get(1)).contains("0f3a9bd1", "…").endsWith("12345");
        assertThat(lines.get(2)).contains("Why?").endsWith("7");
    }
}
