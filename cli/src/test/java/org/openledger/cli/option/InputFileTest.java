package org.openledger.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.store.Refusal;

@Tag("integration")
final class InputFileTest {
    private static final String TEXT = "a row\nand another\n";

    @TempDir
    Path folder;

    @Test
    void aHyphenIsTheStandardInputAndCanBeReadTwice() throws Exception {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));
        try {
            InputFile file = new InputFile("-");
            file.check();
            assertThat(file.text()).isEqualTo(TEXT);
            assertThat(file.path()).hasContent(TEXT);
            assertThat(file).hasToString("-");
        } finally {
            System.setIn(real);
        }
    }

    @Test
    void aPipeCanBeReadTwice() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                Files.writeString(pipe, TEXT);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        InputFile file = new InputFile(pipe.toString());
        assertThat(file.text()).isEqualTo(TEXT);
        assertThat(file.text()).isEqualTo(TEXT);
        writer.join();
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("picture"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertThatThrownBy(() -> new InputFile(file.toString()).text())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("UTF-8");
    }
}
