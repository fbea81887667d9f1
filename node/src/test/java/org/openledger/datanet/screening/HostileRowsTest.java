package org.openledger.datanet.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.datanet.TextUploads;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.privacy.PrivateScan;
import org.openledger.datanet.row.Fingerprint;
import org.openledger.store.Database;

/** Rows made to harm who screens them: each kind takes a bounded time, and hides nothing. */
@Tag("unit")
final class HostileRowsTest {
    private static final int SEED = 11;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private Database database;
    private TextUploads uploads;

    @BeforeEach
    void open() {
        database = Database.open(folder);
        uploads = new TextUploads(database, folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void equalRowsAndRowsOfOnePromptEndInTime() throws IOException {
        int count = 1_000;
        long since = System.nanoTime();
        String row = words(30);
        Screening equal = uploads.submit(uploads.ana, Collections.nCopies(count, row));
        assertThat(equal.contribution().rows()).isOne();
        String prompt = words(20);
        List<String> ofOnePrompt = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ofOnePrompt.add(prompt + words(20));
        }
        assertThat(uploads.submit(uploads.ben, ofOnePrompt).contribution().rows())
                .isGreaterThan(count * 9L / 10);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void aHundredIdentitiesGiveOneBatchOnce() throws IOException {
        List<String> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(words(25));
        }
        uploads.signed(uploads.ana, batch);
        for (int i = 0; i < 100; i++) {
            String identity = "0x%040x".formatted(1000 + i);
            assertThat(uploads.submit(identity, batch).contribution().rows()).isZero();
        }
    }

    /** What backtracks in an expression that is not careful. */
    @Test
    void textsThatAreHardToMatchAreReadInTime() {
        long since = System.nanoTime();
        for (String hard : List.of(
                "a@".repeat(50_000),
                "a.".repeat(50_000) + "@",
                "(".repeat(100_000),
                "-".repeat(100_000) + "BEGIN",
                "+1 ".repeat(30_000),
                "1".repeat(100_000),
                "AKIA".repeat(25_000),
                "<".repeat(50_000) + ">".repeat(50_000),
                "password=".repeat(10_000),
                "eyJ".repeat(30_000) + ".",
                "1.1.1.".repeat(20_000),
                "\u0301".repeat(100_000),
                " \u200B".repeat(50_000) + "x")) {
            PrivateScan.of(hard);
            assertThat(Fingerprint.of(hard).textDigest()).isNotEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(30));
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("w").append(random.nextInt(100_000)).append(' ');
        }
        return text.toString();
    }
}
