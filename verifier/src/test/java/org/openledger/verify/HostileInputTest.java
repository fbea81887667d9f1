package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.Verifier.Options;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Json.JsonArray;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;

/** Whatever a stranger sends ends in a refusal by name, never in another exception. Seeds are printed on failure. */
@Tag("unit")
final class HostileInputTest {
    private static final long SEED = 20_261_124;

    private final Random random = new Random(SEED);
    private final ReceiptFileFixture fixture = new ReceiptFileFixture(SEED);

    @Test
    void randomBytesAreRefused() {
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertRefused(bytes, round);
        }
    }

    /** Well-formed JSON with one value, anywhere in a valid file, exchanged for another. */
    @Test
    void exchangedValuesAreRefused() {
        JsonObject file = (JsonObject) CanonicalJson.parse(fixture.bytes());
        for (int round = 0; round < 1_500; round++) {
            Json changed = exchanged(file);
            if (!changed.equals(file)) {
                assertRefused(CanonicalJson.write(changed), round);
            }
        }
    }

    /** Blocks of a valid file cut out, doubled or moved. */
    @Test
    void cutAndPastedFilesAreRefused() {
        byte[] bytes = fixture.bytes();
        for (int round = 0; round < 1_500; round++) {
            byte[] changed = pasted(bytes);
            if (!Arrays.equals(changed, bytes)) {
                assertRefused(changed, round);
            }
        }
    }

    @Test
    void randomTextsAreNeitherKeysNorNotes() {
        String note = fixture.content().checkpoint();
        List<String> samples = List.of(note, fixture.logKey.vkey(), fixture.logKey.secretText(), "a+b+c\n\n— a b\n");
        for (int round = 0; round < 4_000; round++) {
            StringBuilder text = new StringBuilder(samples.get(random.nextInt(samples.size())));
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length());
                text.replace(at, Math.min(text.length(), at + random.nextInt(5)), randomText());
                text.append(' ');
            }
            onlyRefuses(() -> Checkpoint.verify(text.toString(), fixture.logKey.verifierKey()), round);
            onlyRefuses(() -> VerifierKey.parse(text.toString()), round);
            onlyRefuses(() -> LogKey.parse(text.toString()), round);
        }
    }

    /** The largest lists the limits allow end in time that grows with their length, not its square. */
    @Test
    void longListsAreRefusedInTime() {
        JsonObject file = (JsonObject) CanonicalJson.parse(fixture.bytes());
        List<Json> many = new ArrayList<>();
        for (int i = 0; i < Fields.MAX_ITEMS + 1; i++) {
            many.add(Json.of("ab".repeat(32)));
        }
        Json inclusion = Json.object()
                .put("index", 1)
                .put("treeSize", 2)
                .put("hashes", Json.array(many))
                .build();
        assertRefused(CanonicalJson.write(replaced(file, "inclusion", inclusion)), 0);
    }

    private void assertRefused(byte[] bytes, int round) {
        List<Check> checks = Verifier.check(bytes, Options.none());
        assertThat(checks).as("seed %d, round %d", SEED, round).hasSize(Check.Name.values().length);
        assertThat(Verifier.accepted(checks))
                .as("seed %d, round %d: %s", SEED, round, checks)
                .isFalse();
    }

    private static void onlyRefuses(Runnable reading, int round) {
        try {
            reading.run();
        } catch (VerifyException refused) {
            assertThat(refused.getMessage())
                    .as("seed %d, round %d", SEED, round)
                    .isNotBlank();
        }
    }

    private Json exchanged(Json value) {
        if (random.nextInt(6) > 0
                && value instanceof JsonObject object
                && !object.members().isEmpty()) {
            List<String> keys = List.copyOf(object.members().keySet());
            String key = keys.get(random.nextInt(keys.size()));
            return replaced(
                    object,
                    key,
                    exchanged(Objects.requireNonNull(object.members().get(key))));
        }
        if (random.nextInt(6) > 0
                && value instanceof JsonArray array
                && !array.items().isEmpty()) {
            List<Json> items = new ArrayList<>(array.items());
            int index = random.nextInt(items.size());
            items.set(index, exchanged(items.get(index)));
            return Json.array(items);
        }
        return switch (random.nextInt(6)) {
            case 0 -> Json.of(random.nextLong() >> (11 + random.nextInt(52)));
            case 1 -> Json.of(randomText());
            case 2 -> Json.of("0x" + "00".repeat(random.nextInt(70)));
            case 3 -> Json.array(List.of(value, value));
            case 4 -> new Json.JsonNull();
            default -> Json.object().put("a", value).build();
        };
    }

    private byte[] pasted(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int length = random.nextInt(Math.min(400, bytes.length - from));
        int to = random.nextInt(bytes.length);
        byte[] block = Arrays.copyOfRange(bytes, from, from + length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, to);
        out.writeBytes(block);
        int skipped = random.nextBoolean() ? Math.min(bytes.length, to + length) : to;
        out.write(bytes, skipped, bytes.length - skipped);
        return out.toByteArray();
    }

    private String randomText() {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonObject replaced(JsonObject object, String key, Json value) {
        return Json.object()
                .putAll(object.without(key).members())
                .put(key, value)
                .build();
    }
}
