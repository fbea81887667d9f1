package org.openledger.datanet.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Reason;
import org.openledger.datanet.row.Schema;
import org.openledger.store.Refusal.Kind;

/** Lines that no honest file has: each is refused for its own reason, and the rows around it stand. */
@Tag("unit")
final class HostileUploadTest {
    private static final String GOOD = "{\"text\":\"fine\"}";

    @Test
    void eachBadLineHasItsReasonAndStopsNothing() throws IOException {
        assertThat(reasonOf("{\"text\":\"half")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("{\"text\":\"a\"} {\"text\":\"b\"}")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("{\"text\":\"raw \0 byte\"}")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("{'text':'a'}")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("\0\0\0\0")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("{\"text\":NaN}")).isEqualTo(Reason.MALFORMED_JSON);
        assertThat(reasonOf("[".repeat(10_000))).isEqualTo(Reason.TOO_DEEP);
        assertThat(reasonOf("{\"text\":" + "{\"a\":".repeat(10_000))).isEqualTo(Reason.TOO_DEEP);
        assertThat(reasonOf("{\"text\":\"a\",\"text\":\"b\"}")).isEqualTo(Reason.DUPLICATE_KEY);
        assertThat(reasonOf("{\"text\":\"a\\u0000b\"}")).isEqualTo(Reason.BAD_TEXT);
        assertThat(reasonOf("{\"text\":\"a\\ud800b\"}")).isEqualTo(Reason.BAD_TEXT);
        assertThat(reasonOf("{\"text\":\"  \\n\"}")).isEqualTo(Reason.EMPTY);
        assertThat(reasonOf("{\"text\":1}")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("{\"text\":null}")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("{\"text\":[\"a\"]}")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("{\"text\":\"a\",\"more\":\"b\"}")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("{\"instruction\":\"a\",\"response\":\"b\"}")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("\"text\"")).isEqualTo(Reason.WRONG_SCHEMA);
        assertThat(reasonOf("{\"text\":\"" + "x".repeat(40_000) + "\"}")).isEqualTo(Reason.TOO_LONG);
        assertThat(reasonOf("{\"n\":" + "9".repeat(100_000) + "}")).isIn(Reason.MALFORMED_JSON, Reason.WRONG_SCHEMA);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        for (byte[] bad : List.of(
                new byte[] {(byte) 0xC3, (byte) 0x28},
                new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                new byte[] {(byte) 0xC0, (byte) 0x80},
                new byte[] {(byte) 0xFF, (byte) 0xFE},
                new byte[] {(byte) 0xE2, (byte) 0x82})) {
            assertThat(parse(between(bad)))
                    .extracting(HostileUploadTest::outcome)
                    .containsExactly("row", "bad-utf8", "row");
        }
    }

    @Test
    void aLineOfAHundredMegabytesIsSkippedInLittleMemory() throws IOException {
        InputStream huge = new InputStream() {
            private long left = 100_000_000;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
        };
        List<RowParser.Parsed> parsed = parse(new SequenceInputStream(
                Collections.enumeration(List.of(bytes("{\"text\":\""), huge, bytes("\n" + GOOD)))));
        assertThat(parsed).extracting(HostileUploadTest::outcome).containsExactly("too-long", "row");
        assertThat(((RowParser.Parsed.Refused) parsed.getFirst()).detail()).contains("100000009 bytes");
    }

    @Test
    void aBodyPastItsLimitIsRefusedWhole() {
        IntakeLimits small = new IntakeLimits(100, 10, 1000, 50);
        LineReader reader = new LineReader(bytes((GOOD + "\n").repeat(1000)), small);
        assertThatThrownBy(() -> {
                    while (reader.next() != null) {}
                })
                .isInstanceOfSatisfying(
                        DatanetException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void lineEndsOfAllSystemsAndALastLineWithoutOneAreRead() throws IOException {
        assertThat(parse(bytes("\uFEFF" + GOOD + "\r\n" + GOOD + "\n" + GOOD)))
                .extracting(HostileUploadTest::outcome)
                .containsExactly("row", "row", "row");
        assertThat(parse(bytes(""))).isEmpty();
    }

    @Test
    void aLineOfExactlyTheLimitIsKept() throws IOException {
        IntakeLimits limits = new IntakeLimits(GOOD.length(), 10, 1000, 50);
        for (String end : List.of("\n", "\r\n", "")) {
            LineReader reader = new LineReader(bytes(GOOD + end), limits);
            assertThat(java.util.Objects.requireNonNull(reader.next()).isCut()).isFalse();
            LineReader longer = new LineReader(bytes(GOOD + " " + end), limits);
            assertThat(java.util.Objects.requireNonNull(longer.next()).isCut()).isTrue();
        }
    }

    @Test
    void randomBytesNeverEscapeAsAnException() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String alphabet = "{}[]\":,\\u0dtext1\n\r \0é€😀";
        for (int round = 0; round < 2000; round++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            if (random.nextBoolean()) {
                StringBuilder text = new StringBuilder("{\"text\":");
                for (int i = random.nextInt(60); i > 0; i--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                body = text.toString().getBytes(StandardCharsets.UTF_8);
            }
            byte[] whole = body;
            assertThat(parse(new ByteArrayInputStream(whole))).hasSizeLessThanOrEqualTo(whole.length + 1);
        }
    }

    private static Reason reasonOf(String line) throws IOException {
        List<RowParser.Parsed> parsed = parse(bytes(GOOD + "\n" + line + "\n" + GOOD + "\n"));
        assertThat(parsed)
                .extracting(HostileUploadTest::outcome)
                .startsWith("row")
                .endsWith("row")
                .hasSize(3);
        RowParser.Parsed.Refused refused = (RowParser.Parsed.Refused) parsed.get(1);
        assertThat(refused.detail()).isNotBlank();
        return refused.reason();
    }

    private static List<RowParser.Parsed> parse(InputStream in) throws IOException {
        LineReader reader = new LineReader(in, IntakeLimits.STANDARD);
        RowParser parser = new RowParser(Schema.TEXT, IntakeLimits.STANDARD);
        List<RowParser.Parsed> parsed = new ArrayList<>();
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            parsed.add(parser.parse(line));
        }
        return parsed;
    }

    private static String outcome(RowParser.Parsed parsed) {
        return switch (parsed) {
            case RowParser.Parsed.Row row -> "row";
            case RowParser.Parsed.Refused refused -> refused.reason().word();
        };
    }

    private static InputStream between(byte[] bad) {
        return new SequenceInputStream(Collections.enumeration(
                List.of(bytes(GOOD + "\n{\"text\":\""), new ByteArrayInputStream(bad), bytes("\"}\n" + GOOD))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
