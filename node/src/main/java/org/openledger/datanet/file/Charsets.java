package org.openledger.datanet.file;

import com.ibm.icu.text.CharsetDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the encoding of a text: by its byte order mark, by the zeros of UTF-16 and UTF-32, as UTF-8 where it is that, else by
 * the words that it would have ({@link OneByteCharsets}, and ICU's detector for those of several bytes a character) among encodings
 * that people's files still come in. A file in UTF-8 with a few broken bytes stays one, and so does one that has words in no
 * encoding: what is broken is refused by line.
 */
final class Charsets {
    /** How much of a file is read to see whether it is UTF-8. */
    private static final long MAX_LOOKED_AT_BYTES = 64L << 20;

    private static final int WINDOW_BYTES = 1 << 15;
    private static final int MIN_CONFIDENCE = 10;
    /** So good words are no accident of bytes that belong together. */
    private static final double SURELY = 0.7;

    /** How Japanese mail begins its letters, in bytes of ASCII. */
    private static final List<String> SHIFTS = List.of("\u001B$B", "\u001B$@");

    /** What the detector says, and the encoding that has all of it and more. */
    private static final Map<String, String> GUESSES = Map.ofEntries(
            Map.entry("ISO-8859-1", "windows-1252"),
            Map.entry("windows-1252", "windows-1252"),
            Map.entry("ISO-8859-2", "windows-1250"),
            Map.entry("windows-1250", "windows-1250"),
            Map.entry("windows-1251", "windows-1251"),
            Map.entry("KOI8-R", "KOI8-R"),
            Map.entry("ISO-8859-7", "windows-1253"),
            Map.entry("windows-1253", "windows-1253"),
            Map.entry("ISO-8859-9", "windows-1254"),
            Map.entry("windows-1254", "windows-1254"),
            Map.entry("ISO-8859-8-I", "windows-1255"),
            Map.entry("ISO-8859-8", "windows-1255"),
            Map.entry("windows-1255", "windows-1255"),
            Map.entry("windows-1256", "windows-1256"),
            Map.entry("Shift_JIS", "windows-31j"),
            Map.entry("EUC-JP", "EUC-JP"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("Big5", "Big5"),
            Map.entry("EUC-KR", "x-windows-949"));

    private record Mark(String charset, List<Integer> bytes) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("UTF-8", List.of(0xEF, 0xBB, 0xBF)),
            new Mark("UTF-32LE", List.of(0xFF, 0xFE, 0, 0)),
            new Mark("UTF-32BE", List.of(0, 0, 0xFE, 0xFF)),
            new Mark("UTF-16LE", List.of(0xFF, 0xFE)),
            new Mark("UTF-16BE", List.of(0xFE, 0xFF)));

    private Charsets() {}

    /**
     * An encoding.
     *
     * @param markBytes how long the byte order mark before the text is
     * @param guessed whether it may be another one
     */
    record Encoding(Charset charset, int markBytes, boolean guessed) {}

    static Encoding of(ByteSource source) throws IOException {
        byte[] head = source.head();
        for (Mark mark : MARKS) {
            if (startsWith(head, mark.bytes())) {
                Charset charset = Charset.forName(mark.charset());
                return new Encoding(charset, markBytes(head, charset), false);
            }
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (SHIFTS.stream().anyMatch(start::contains)) {
            return new Encoding(Charset.forName("ISO-2022-JP"), 0, true);
        }
        String wide = wide(head);
        return wide.isEmpty() ? narrow(source) : new Encoding(Charset.forName(wide), 0, true);
    }

    /** How long a byte order mark of this encoding is that the bytes begin with, once or, as some programs write it, twice. */
    static int markBytes(byte[] head, Charset charset) {
        return MARKS.stream()
                .filter(mark -> mark.charset().equalsIgnoreCase(charset.name()) && startsWith(head, mark.bytes()))
                .mapToInt(mark -> mark.bytes().size() * (startsWith(head, twice(mark.bytes())) ? 2 : 1))
                .findFirst()
                .orElse(0);
    }

    private static List<Integer> twice(List<Integer> bytes) {
        return Stream.concat(bytes.stream(), bytes.stream()).toList();
    }

    private static boolean startsWith(byte[] head, List<Integer> bytes) {
        if (head.length < bytes.size()) {
            return false;
        }
        for (int i = 0; i < bytes.size(); i++) {
            if (Byte.toUnsignedInt(head[i]) != bytes.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** UTF-16 or UTF-32 without a mark: Latin letters, digits and JSON leave zeros at every second or fourth place. */
    private static String wide(byte[] head) {
        int looked = Math.min(head.length, 1024) / 4 * 4;
        int[] zeros = new int[4];
        for (int i = 0; i < looked; i++) {
            zeros[i % 4] += head[i] == 0 ? 1 : 0;
        }
        int quarter = looked / 4;
        int most = quarter * 7 / 10;
        if (quarter == 0) {
            return "";
        }
        boolean[] zero = new boolean[4];
        for (int i = 0; i < 4; i++) {
            zero[i] = zeros[i] > most;
        }
        if (zero[1] && zero[2] && zero[3] && zeros[0] == 0) {
            return "UTF-32LE";
        }
        if (zero[0] && zero[1] && zero[2] && zeros[3] == 0) {
            return "UTF-32BE";
        }
        boolean json =
                "{[".indexOf(head[0] == 0 ? head[1] : head[0]) >= 0; // its signs are Latin, whatever its letters are
        if (zeros[0] + zeros[2] == 0 && ((zero[1] && zero[3]) || (json && head[1] == 0))) {
            return "UTF-16LE";
        }
        return zeros[1] + zeros[3] == 0 && ((zero[0] && zero[2]) || (json && head[0] == 0)) ? "UTF-16BE" : "";
    }

    private static Encoding narrow(ByteSource source) throws IOException {
        Utf8Scan scan = new Utf8Scan();
        try (InputStream in = source.open()) {
            byte[] buffer = new byte[1 << 16];
            long looked = 0;
            for (int count = in.read(buffer); count > 0 && looked < MAX_LOOKED_AT_BYTES; count = in.read(buffer)) {
                scan.look(buffer, count);
                looked += count;
            }
        }
        if (scan.broken == 0 || scan.whole > scan.broken) {
            return new Encoding(StandardCharsets.UTF_8, 0, false);
        }
        try (InputStream in = source.open()) {
            in.skipNBytes(Math.max(0, scan.firstBroken - WINDOW_BYTES / 2));
            return guess(in.readNBytes(WINDOW_BYTES));
        }
    }

    private static Encoding guess(byte[] window) {
        List<Charset> said = Arrays.stream(new CharsetDetector().setText(window).detectAll())
                .filter(match -> GUESSES.containsKey(match.getName()) && match.getConfidence() >= MIN_CONFIDENCE)
                .map(match -> GUESSES.getOrDefault(match.getName(), ""))
                .filter(Charset::isSupported)
                .map(Charset::forName)
                .toList();
        Optional<OneByteCharsets.Found> words =
                OneByteCharsets.of(window, said.stream().findFirst());
        Charset several = said.stream()
                .filter(charset -> charset.newEncoder().maxBytesPerChar() > 1 && decodes(window, charset))
                .findFirst()
                .orElse(StandardCharsets.UTF_8);
        boolean surely = words.map(found -> found.words() >= SURELY).orElse(false);
        boolean none = several.equals(StandardCharsets.UTF_8);
        return new Encoding(
                surely || none ? words.map(OneByteCharsets.Found::charset).orElse(StandardCharsets.UTF_8) : several,
                0,
                true);
    }

    /** Whether bytes are a text in an encoding, but for what was cut at their ends: most of its letters are of several bytes, beside each other. */
    private static boolean decodes(byte[] window, Charset charset) {
        String text = new String(window, charset);
        int first = text.indexOf('\uFFFD', 2);
        long beyond = text.chars().filter(c -> c >= 0x80).count();
        long beside = IntStream.range(1, text.length())
                .filter(i -> isWide(text.charAt(i)) && isWide(text.charAt(i - 1)))
                .count();
        return (first < 0 || first >= text.length() - 2) && 2 * beside >= beyond;
    }

    /** Kana of half the width are of one byte in Shift-JIS: any byte is one. */
    private static boolean isWide(char c) {
        return c >= 0x80 && (c < '\uFF61' || c > '\uFF9F');
    }

    /** Counts characters of several bytes that are UTF-8, and bytes that are not. */
    private static final class Utf8Scan {
        private long whole;
        private long broken;
        private long firstBroken;
        private long position;
        private int wanted;

        void look(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                int value = Byte.toUnsignedInt(bytes[i]);
                if (wanted > 0 && (value & 0xC0) == 0x80) {
                    wanted--;
                    whole += wanted == 0 ? 1 : 0;
                } else {
                    if (wanted > 0) {
                        broken();
                    }
                    wanted = value < 0x80
                            ? 0
                            : value >= 0xC2 && value < 0xE0
                                    ? 1
                                    : value >= 0xE0 && value < 0xF0 ? 2 : value >= 0xF0 && value < 0xF5 ? 3 : 0;
                    if (value >= 0x80 && wanted == 0) {
                        broken();
                    }
                }
                position++;
            }
        }

        private void broken() {
            firstBroken = broken == 0 ? position : firstBroken;
            broken++;
        }
    }
}
