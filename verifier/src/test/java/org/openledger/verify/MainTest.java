package org.openledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.reward.RewardLeaves;

@Tag("unit")
final class MainTest {
    @TempDir
    Path folder;

    private final ReceiptFileFixture fixture = new ReceiptFileFixture(11);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @Test
    void printsOneLineForEachCheckAndAccepts() throws IOException {
        assertThat(run(write(fixture.bytes()))).isEqualTo(Main.ACCEPTED);
        assertThat(text(out).lines().filter(line -> line.startsWith("✓ "))).hasSize(Check.Name.values().length - 2);
        assertThat(text(out))
                .contains("○ quotations")
                .contains("○ evidence")
                .contains("✓ seal")
                .endsWith("Accepted.\n");
    }

    @Test
    void namesTheFailedCheck() throws IOException {
        ThrowawayKey other = ThrowawayKey.random(fixture.random);
        String file = write(ReceiptFileFixture.seal(fixture.content(), other));
        assertThat(run(file)).isEqualTo(Main.REFUSED);
        assertThat(text(out)).contains("✗ seal").endsWith("Refused: seal.\n");
    }

    @Test
    void pinsTheOperator() throws IOException {
        String file = write(fixture.bytes());
        assertThat(run("--operator", fixture.operator.address(), file)).isEqualTo(Main.ACCEPTED);
        assertThat(run("--operator", "0x" + "11".repeat(20), file)).isEqualTo(Main.REFUSED);
    }

    @Test
    void printsJson() throws IOException {
        assertThat(run("--json", write(fixture.bytes()))).isEqualTo(Main.ACCEPTED);
        Json.JsonObject result = (Json.JsonObject) CanonicalJson.parse(out.toByteArray());
        assertThat(result.members())
                .containsEntry("accepted", new Json.JsonBoolean(true))
                .containsKey("checks");
    }

    @Test
    void reportsWhatItIsGivenByItsName() {
        List<Check> checks = Verifier.check(fixture.bytes(), Verifier.Options.none());
        assertThat(Main.report("-", checks, /* json= */ true, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(Main.ACCEPTED);
        Json.JsonObject result = (Json.JsonObject) CanonicalJson.parse(out.toByteArray());
        assertThat(result.members()).containsEntry("file", new Json.JsonString("-"));
    }

    @Test
    void computesAnEpochsAuditFromItsReceipts() throws IOException {
        AuditedAnswer brought = AuditedAnswer.of(fixture.receipt);
        AuditedShare first = brought.shares().get(0);
        assertThat(run("--audit", write(fixture.bytes()))).isEqualTo(Main.ACCEPTED);
        assertThat(text(out))
                .contains(first.contributor() + " paid " + OpenAmount.of(first.paidGwei()) + ", waited "
                        + OpenAmount.of(first.waitingGwei()) + ": released 0 OPEN, returned "
                        + OpenAmount.of(first.waitingGwei()) + ", netted 0 OPEN; earned "
                        + OpenAmount.of(first.paidGwei()))
                .contains("1 receipts of epoch ");
        String file = write(fixture.bytes());
        assertThat(run("--audit", file, file)).isEqualTo(Main.REFUSED);
        assertThat(text(out)).contains("is here twice");
        byte[] changed = fixture.bytes();
        changed[changed.length / 2] ^= 1;
        assertThat(run("--audit", write(changed))).isEqualTo(Main.REFUSED);
        assertThat(run("--audit")).isEqualTo(Main.USAGE);
    }

    @Test
    void makesRootAndTotalOfAFileOfLeaves() throws IOException {
        SortedMap<String, BigInteger> wei = new TreeMap<>();
        wei.put("0x" + "11".repeat(20), BigInteger.valueOf(3));
        wei.put("0x" + "22".repeat(20), BigInteger.valueOf(4));
        RewardLeaves leaves = new RewardLeaves("0x" + "ab".repeat(20), 7, wei);
        String file = write(leaves.bytes());
        String root = Hex.prefixed(leaves.tree().root());
        assertThat(run("--leaves", "--root", root, "--digest", leaves.digest(), file))
                .isEqualTo(Main.ACCEPTED);
        assertThat(text(out)).contains("2 accounts", "epoch 7", root, "total  7 wei", leaves.digest());
        assertThat(run("--leaves", "--root", root.replace('a', 'b'), file)).isEqualTo(Main.REFUSED);
        assertThat(run("--leaves", "--digest", "00", file)).isEqualTo(Main.REFUSED);
        assertThat(run("--leaves", write("nothing".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Main.REFUSED);
        assertThat(run("--leaves")).isEqualTo(Main.USAGE);
        assertThat(run("--root", root, file)).isEqualTo(Main.USAGE);
        assertThat(run("--leaves", file + ".not")).isEqualTo(Main.USAGE);
    }

    @Test
    void hostileBytesAreRefusedQuietly() throws IOException {
        for (String text :
                new String[] {"", "{\"\\ud800\":1,\"\\ud800\":2}", "[\u001b[31m", "\\\ud83d\ude00", "null"}) {
            assertThat(run("--json", write(text.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(Main.REFUSED);
            assertThat(run(write(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(Main.REFUSED);
            assertThat(text(out)).doesNotContain("\u001b");
        }
    }

    @Test
    void wrongUsageIsNotARefusal() throws IOException {
        assertThat(run()).isEqualTo(Main.USAGE);
        assertThat(run("a", "b")).isEqualTo(Main.USAGE);
        assertThat(run("--wrong", write(fixture.bytes()))).isEqualTo(Main.USAGE);
        assertThat(run("--operator", "me", write(fixture.bytes()))).isEqualTo(Main.USAGE);
        assertThat(run(folder.resolve("missing").toString())).isEqualTo(Main.USAGE);
        assertThat(text(error)).contains("usage:");
        assertThat(run("--help")).isEqualTo(Main.ACCEPTED);
    }

    private String write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("receipt.json"), bytes).toString();
    }

    private int run(String... arguments) {
        return Main.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
