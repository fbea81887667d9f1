package org.openledger.chain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.chain.ChainClient;
import org.openledger.chain.contracts.DatanetRegistry;
import org.openledger.store.Database;
import org.openledger.store.MigratedDatabase;
import org.web3j.abi.EventEncoder;

/** Owners follow the chain through whatever it takes back: afterwards they are those of its last blocks read anew. */
@Tag("unit")
final class TokenOwnersTest {
    private static final String DATANETS = address(0xd1);
    private static final String MODELS = address(0xd2);
    private static final Map<String, TokenOwners.Registry> REGISTRIES =
            Map.of(DATANETS, TokenOwners.Registry.DATANET, MODELS, TokenOwners.Registry.MODEL);
    private static final int WALKS = 60;
    private static final int TOKENS = 4;

    @TempDir
    Path folder;

    @Test
    void ownersAreThoseOfTheLastChain() {
        long seed = Long.getLong("seed", 4_201);
        Random random = new Random(seed);
        try (Database database = MigratedDatabase.open(folder)) {
            Map<String, String> heard = new HashMap<>();
            TokenOwners.Transfers transfers = new TokenOwners.Transfers(
                    REGISTRIES, (tx, registry, token, owner) -> heard.put(registry + token, owner));
            List<List<ChainClient.Log>> chain = new ArrayList<>();
            for (int walk = 0; walk < WALKS; walk++) {
                int keep = Math.max(1, chain.size() - random.nextInt(6));
                if (keep < chain.size()) {
                    database.write(tx -> transfers.removed(tx, keep));
                    chain.subList(keep, chain.size()).clear();
                }
                for (int more = random.nextInt(4); more >= 0; more--) {
                    long number = chain.size();
                    List<ChainClient.Log> logs = logs(random, number);
                    chain.add(logs);
                    database.write(tx -> transfers.included(tx, block(number), logs));
                }
                assertOwners(database, heard, chain, "seed " + seed + " walk " + walk);
            }
        }
    }

    private static void assertOwners(
            Database database, Map<String, String> heard, List<List<ChainClient.Log>> chain, String as) {
        Map<String, String> last = new HashMap<>();
        chain.forEach(logs -> logs.stream()
                .filter(log -> log.topics().size() == 4)
                .forEach(log -> last.put(
                        REGISTRIES.get(log.address())
                                + new BigInteger(log.topics().get(3).substring(2), 16).toString(),
                        "0x" + log.topics().get(2).substring(26))));
        for (TokenOwners.Registry registry : TokenOwners.Registry.values()) {
            for (int token = 1; token <= TOKENS; token++) {
                String name = Integer.toString(token);
                String owner = last.get(registry + name);
                assertThat(database.<Optional<String>, RuntimeException>read(
                                handle -> TokenOwners.owner(handle, registry, name)))
                        .as(as)
                        .isEqualTo(Optional.ofNullable(owner));
                if (owner != null) {
                    assertThat(heard.get(registry + name)).as(as).isEqualTo(owner);
                }
            }
        }
    }

    /** Some transfers, and an event that is none. */
    private static List<ChainClient.Log> logs(Random random, long block) {
        List<ChainClient.Log> logs = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<String> topics = i == 0
                    ? List.of(EventEncoder.encode(DatanetRegistry.TERMSCHANGED_EVENT), word(1))
                    : List.of(
                            EventEncoder.encode(DatanetRegistry.TRANSFER_EVENT),
                            word(random.nextInt(3)),
                            word(0xa000 + random.nextInt(9)),
                            word(1 + random.nextInt(TOKENS)));
            logs.add(new ChainClient.Log(
                    random.nextBoolean() ? DATANETS : MODELS, topics, "0x", block, "", "0x" + block, logs.size()));
        }
        return logs;
    }

    private static ChainClient.Block block(long number) {
        return new ChainClient.Block(
                number, "0x" + number, "0x" + (number - 1), number, new ChainClient.Bloom(BigInteger.ZERO), List.of());
    }

    private static String word(long value) {
        return String.format("0x%064x", value);
    }

    private static String address(long value) {
        return String.format("0x%040x", value);
    }
}
