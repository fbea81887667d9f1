package org.openledger.chain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.Parameters;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.openledger.verify.Receipt;
import org.web3j.abi.EventEncoder;

/** Splits follow the chain through whatever it takes back: afterwards they are those of its last blocks read anew. */
@Tag("unit")
final class FeeSplitsTest {
    private static final int WALKS = 100;
    private static final String CONTRACT = String.format("0x%040x", 0xa7);

    @TempDir
    Path folder;

    @Test
    void splitsAreThoseOfTheLastChain() {
        long seed = Long.getLong("seed", 4_801);
        Random random = new Random(seed);
        FeeSplits.Splits splits = new FeeSplits.Splits();
        try (Database database = MigratedDatabase.open(folder)) {
            List<List<Receipt.SplitBps>> chain = new ArrayList<>();
            for (int walk = 0; walk < WALKS; walk++) {
                int keep = Math.max(0, chain.size() - random.nextInt(6));
                if (keep < chain.size()) {
                    database.write(tx -> splits.removed(tx, keep));
                    chain.subList(keep, chain.size()).clear();
                }
                for (int more = random.nextInt(4); more >= 0; more--) {
                    long number = chain.size();
                    List<Receipt.SplitBps> set = IntStream.range(0, random.nextInt(3))
                            .mapToObj(_ -> random(random))
                            .toList();
                    chain.add(set);
                    database.write(tx -> splits.included(tx, block(number), logs(number, set)));
                }
                for (long number = 0; number < chain.size(); number++) {
                    long millis = seconds(number) * 1_000 + random.nextInt(1_000);
                    assertThat(database.<Optional<FeeSplits.Set>, RuntimeException>read(
                                    handle -> FeeSplits.at(handle, millis)))
                            .as("seed " + seed + " walk " + walk)
                            .isEqualTo(last(chain, number));
                }
            }
        }
    }

    private static Optional<FeeSplits.Set> last(List<List<Receipt.SplitBps>> chain, long through) {
        for (int number = (int) through; number >= 0; number--) {
            if (!chain.get(number).isEmpty()) {
                return Optional.of(new FeeSplits.Set(chain.get(number).getLast(), number));
            }
        }
        return Optional.empty();
    }

    private static Receipt.SplitBps random(Random random) {
        int operator = 500 + random.nextInt(1_000);
        return new Receipt.SplitBps(500, 500, operator, 500, 2_000, 6_500 - operator);
    }

    /** An event that sets no split, and those that do. */
    private static List<ChainClient.Log> logs(long block, List<Receipt.SplitBps> set) {
        List<ChainClient.Log> logs = new ArrayList<>();
        logs.add(log(block, 0, EventEncoder.encode(Parameters.CASEBONDSET_EVENT), "0x" + word(7)));
        for (Receipt.SplitBps split : set) {
            String data = IntStream.of(
                            split.treasury(),
                            split.stakers(),
                            split.operator(),
                            split.base(),
                            split.developer(),
                            split.data())
                    .mapToObj(FeeSplitsTest::word)
                    .collect(Collectors.joining("", "0x", ""));
            logs.add(log(block, logs.size(), EventEncoder.encode(Parameters.SPLITSET_EVENT), data));
        }
        return logs;
    }

    private static ChainClient.Log log(long block, int index, String topic, String data) {
        return new ChainClient.Log(CONTRACT, List.of(topic), data, block, "", "0x" + block, index);
    }

    private static long seconds(long number) {
        return 1_000 + number;
    }

    private static ChainClient.Block block(long number) {
        return new ChainClient.Block(
                number,
                "0x" + number,
                "0x" + (number - 1),
                seconds(number),
                new ChainClient.Bloom(BigInteger.ZERO),
                List.of());
    }

    private static String word(int value) {
        return String.format("%064x", value);
    }
}
