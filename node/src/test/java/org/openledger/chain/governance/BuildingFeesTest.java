package org.openledger.chain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.ModelRegistry;
import org.openledger.chain.contracts.Parameters;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.web3j.abi.EventEncoder;

/** Fees and payments follow the chain through whatever it takes back: afterwards they are those of its blocks read anew. */
@Tag("unit")
final class BuildingFeesTest {
    private static final int WALKS = 100;
    private static final String CONTRACT = String.format("0x%040x", 0xa7);
    private static final String TREASURY = String.format("0x%040x", 0x7ea5);

    @TempDir
    Path folder;

    /** What a block sets, in gwei, and which model's registration paid how much. */
    private record Happening(long setGwei, int model, long paidGwei) {}

    @Test
    void feesAndPaymentsAreThoseOfTheLastChain() {
        long seed = Long.getLong("seed", 5_530);
        Random random = new Random(seed);
        BuildingFees.Events events = new BuildingFees.Events();
        try (Database database = MigratedDatabase.open(folder)) {
            List<Happening> chain = new ArrayList<>();
            for (int walk = 0; walk < WALKS; walk++) {
                int keep = Math.max(0, chain.size() - random.nextInt(6));
                if (keep < chain.size()) {
                    database.write(tx -> events.removed(tx, keep));
                    chain.subList(keep, chain.size()).clear();
                }
                for (int more = random.nextInt(4); more >= 0; more--) {
                    long number = chain.size();
                    Happening next = new Happening(random.nextInt(100), random.nextInt(3), 1 + random.nextInt(100));
                    chain.add(next);
                    database.write(tx -> events.included(tx, block(number), logs(number, next)));
                }
                String as = "seed " + seed + " walk " + walk;
                assertThat(database.<Long, RuntimeException>read(BuildingFees::inForce))
                        .as(as)
                        .isEqualTo(chain.getLast().setGwei());
                for (int model = 0; model < 3; model++) {
                    int of = model;
                    assertThat(database.<List<BuildingFees.Paid>, RuntimeException>read(
                                    handle -> BuildingFees.paidFor(handle, Integer.toString(of))))
                            .as(as)
                            .isEqualTo(chain.stream()
                                    .filter(each -> each.model() == of)
                                    .map(each -> new BuildingFees.Paid("9", 2, TREASURY, each.paidGwei()))
                                    .toList());
                }
            }
        }
    }

    @Test
    void partsOfAGweiAreRoundedUp() {
        assertThat(BuildingFees.gweiFor(BigInteger.ZERO)).isZero();
        assertThat(BuildingFees.gweiFor(BigInteger.ONE)).isEqualTo(1);
        assertThat(BuildingFees.gweiFor(BigInteger.TEN.pow(9))).isEqualTo(1);
        assertThat(BuildingFees.gweiFor(BigInteger.TEN.pow(9).add(BigInteger.ONE)))
                .isEqualTo(2);
    }

    private static List<ChainClient.Log> logs(long block, Happening next) {
        return List.of(
                log(block, 0, List.of(EventEncoder.encode(Parameters.CASEBONDSET_EVENT)), "0x" + word(7)),
                log(
                        block,
                        1,
                        List.of(EventEncoder.encode(Parameters.BUILDINGFEESET_EVENT)),
                        "0x" + word(next.setGwei() * 1_000_000_000L)),
                log(
                        block,
                        2,
                        List.of(
                                EventEncoder.encode(ModelRegistry.BUILDINGFEEPAID_EVENT),
                                "0x" + word(next.model()),
                                "0x" + word(9)),
                        "0x" + word(2) + "0".repeat(24) + TREASURY.substring(2)
                                + word(next.paidGwei() * 1_000_000_000L)));
    }

    private static ChainClient.Log log(long block, int index, List<String> topics, String data) {
        return new ChainClient.Log(CONTRACT, topics, data, block, "", "0x" + block, index);
    }

    private static ChainClient.Block block(long number) {
        return new ChainClient.Block(
                number,
                "0x" + number,
                "0x" + (number - 1),
                1_000 + number,
                new ChainClient.Bloom(BigInteger.ZERO),
                List.of());
    }

    private static String word(long value) {
        return String.format("%064x", value);
    }
}
