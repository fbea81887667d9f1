package org.openledger.verify.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.datanet.Members;

/** Witnesses of states that are made here; those of a real chain are in the test of packs. */
@Tag("unit")
final class StateWitnessTest {
    private static final String DATANETS = "0x" + "d".repeat(40);
    private static final String MODELS = "0x" + "e".repeat(40);
    private static final BigInteger DATANET = BigInteger.valueOf(3);
    private static final BigInteger MODEL = BigInteger.valueOf(5);
    private static final int DAMAGED = 2_000;

    /** A state of accounts, some of which have storage. */
    private static final class World {
        private final Random random;
        private final Map<String, PatriciaTree> storages = new HashMap<>();
        private final long number;
        private final PatriciaTree accounts = new PatriciaTree();

        World(long seed, long number) {
            this.random = new Random(seed);
            this.number = number;
            registered();
            noise();
            storages.forEach((contract, storage) -> accounts.put(
                    Hex.parsePrefixed(contract),
                    Rlp.encode(Rlp.of(List.of(
                            Rlp.of(BigInteger.ONE),
                            Rlp.of(BigInteger.ZERO),
                            Rlp.of(storage.root()),
                            Rlp.of(Hashes.keccak256(contract.getBytes(StandardCharsets.US_ASCII))))))));
        }

        private void set(String contract, BigInteger slot, byte[] word) {
            storages.computeIfAbsent(contract, ignored -> new PatriciaTree())
                    .put(Slots.bytes(slot), Rlp.encode(Rlp.of(new BigInteger(1, word))));
        }

        private void set(String contract, BigInteger slot, BigInteger number) {
            set(contract, slot, Slots.bytes(number));
        }

        private void registered() {
            BigInteger version = Slots.of(Slots.of(12, DATANET), BigInteger.TWO);
            set(DATANETS, version, digest("root"));
            set(DATANETS, Slots.plus(version, 1), digest("manifest"));
            set(
                    DATANETS,
                    Slots.plus(version, 2),
                    BigInteger.valueOf(1_700_000_000L).shiftLeft(64).add(BigInteger.TEN));
            BigInteger trace = Slots.of(14, DATANET);
            set(DATANETS, trace, BigInteger.valueOf(3));
            for (int place = 1; place <= 3; place++) {
                int from = place == 3 ? 9 : place;
                BigInteger checkpoint = BigInteger.valueOf(place).shiftLeft(32).add(BigInteger.valueOf(from));
                set(DATANETS, Slots.item(trace, place - 1, 1), checkpoint);
                BigInteger licence = Slots.item(Slots.of(13, DATANET), place - 1, 3);
                set(DATANETS, licence, Arrays.copyOf(("Licence-" + place).getBytes(StandardCharsets.US_ASCII), 32));
                set(DATANETS, Slots.plus(licence, 1), BigInteger.valueOf(15 + 32 * place));
            }
            BigInteger model = Slots.of(8, MODEL);
            set(MODELS, model, digest("adapter"));
            set(MODELS, Slots.plus(model, 1), digest("base"));
            set(
                    MODELS,
                    Slots.plus(model, 3),
                    BigInteger.valueOf(250).shiftLeft(8).add(BigInteger.ONE));
            BigInteger sources = Slots.plus(model, 6);
            set(MODELS, sources, BigInteger.TWO);
            for (int i = 0; i < 2; i++) {
                set(MODELS, Slots.item(sources, i, 2), DATANET);
                set(MODELS, Slots.plus(Slots.item(sources, i, 2), 1), BigInteger.valueOf(i + 1L));
            }
        }

        private void noise() {
            for (int i = 0; i < 300; i++) {
                byte[] word = new byte[1 + random.nextInt(32)];
                random.nextBytes(word);
                word[0] |= 1;
                set(random.nextBoolean() ? DATANETS : MODELS, new BigInteger(255, random), word);
            }
            for (int i = 0; i < 60; i++) {
                byte[] address = new byte[20];
                random.nextBytes(address);
                set(Hex.prefixed(address), BigInteger.ONE, BigInteger.ONE);
            }
        }

        byte[] header() {
            List<Rlp.Item> fields = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                fields.add(
                        switch (i) {
                            case 3 -> Rlp.of(accounts.root());
                            case 8 -> Rlp.of(BigInteger.valueOf(number));
                            case 11 -> Rlp.of(BigInteger.valueOf(1_700_000_100L));
                            default -> Rlp.of(digest("field " + i));
                        });
            }
            return Rlp.encode(Rlp.of(fields));
        }

        /** As a node asks a chain for it: the nodes of every slot that is read. */
        StateWitness witness() {
            StateWitness witness = new StateWitness(7, header());
            readAll((contract, slot) -> {
                accounts.proof(Hex.parsePrefixed(contract)).forEach(witness::add);
                Objects.requireNonNull(storages.get(contract))
                        .proof(Slots.bytes(slot))
                        .forEach(witness::add);
                return witness.word(contract, slot);
            });
            return witness;
        }
    }

    private static byte[] digest(String text) {
        return Hashes.keccak256(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Object> readAll(Storage storage) {
        return List.of(
                RegistryState.version(storage, DATANETS, DATANET, 2),
                RegistryState.version(storage, DATANETS, DATANET, 4),
                RegistryState.model(storage, MODELS, MODEL),
                RegistryState.model(storage, MODELS, BigInteger.TEN));
    }

    private static byte[] bytes(StateWitness witness) {
        return CanonicalJson.write(witness.json());
    }

    private static List<String> nodes(byte[] witness) {
        return Members.parse("chain", witness).texts("nodes");
    }

    private static StateWitness parsed(byte[] bytes) {
        return StateWitness.parse(Members.parse("chain", bytes));
    }

    private static List<Object> read(byte[] bytes) {
        StateWitness witness = parsed(bytes);
        List<Object> read = readAll(witness);
        witness.requireAllUsed();
        return read;
    }

    @Test
    void whatRegistriesHoldIsReadThroughTheNodesThatLeadToIt() {
        for (long seed = 0; seed < 4; seed++) {
            World world = new World(seed, 41);
            byte[] bytes = bytes(world.witness());
            assertThat(read(bytes))
                    .as("seed %d", seed)
                    .containsExactly(
                            Optional.of(new RegistryState.Version(
                                    Hex.of(digest("root")),
                                    Hex.of(digest("manifest")),
                                    10,
                                    1_700_000_000L,
                                    Optional.of(new RegistryState.Licence("Licence-2", 79)))),
                            Optional.empty(),
                            Optional.of(new RegistryState.Model(
                                    Hex.of(digest("adapter")),
                                    Hex.of(digest("base")),
                                    "",
                                    true,
                                    List.of("3/1", "3/2"))),
                            Optional.empty());
            assertThat(parsed(bytes).header().number()).isEqualTo(41);
            assertThat(bytes(parsed(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void aDamagedWitnessIsRefusedOrIsOfAnotherBlock() {
        long seed = Long.getLong("openledger.seed", System.nanoTime());
        Random random = new Random(seed);
        World world = new World(random.nextLong(), 41);
        byte[] honest = bytes(world.witness());
        List<String> here = nodes(honest);
        List<String> others = nodes(bytes(new World(random.nextLong(), 42).witness())).stream()
                .filter(node -> !here.contains(node))
                .toList();
        String block = parsed(honest).header().hash();
        int ofAnotherBlock = 0;
        for (int i = 0; i < DAMAGED; i++) {
            byte[] damaged = damaged(honest, others, random);
            assertThat(damaged).as("seed %d, damage %d", seed, i).isNotEqualTo(honest);
            boolean accepted;
            try {
                read(damaged);
                accepted = true;
            } catch (VerifyException | ArithmeticException refused) {
                accepted = false;
            }
            if (accepted) {
                ofAnotherBlock++;
                assertThat(parsed(damaged).header().hash())
                        .as("seed %d, damage %d", seed, i)
                        .isNotEqualTo(block);
            }
        }
        assertThat(ofAnotherBlock).isLessThan(DAMAGED / 5);
    }

    /** One random change: of a byte of the header or a node, of which nodes there are, of their order. */
    private static byte[] damaged(byte[] honest, List<String> others, Random random) {
        Members json = Members.parse("chain", honest);
        String header = json.text("header");
        List<String> nodes = new ArrayList<>(json.texts("nodes"));
        int at = random.nextInt(nodes.size());
        switch (random.nextInt(7)) {
            case 0 -> header = changed(header, random);
            case 1, 2 -> {
                nodes.set(at, changed(nodes.get(at), random));
                Collections.sort(nodes);
            }
            case 3 -> nodes.remove(at);
            case 4 -> nodes.add(at, nodes.get(at));
            case 5 -> Collections.swap(nodes, at, (at + 1) % nodes.size());
            default -> {
                nodes.set(at, others.get(random.nextInt(others.size())));
                Collections.sort(nodes);
            }
        }
        return CanonicalJson.write(Json.object()
                .put("schema", json.text("schema"))
                .put("chainId", json.number("chainId"))
                .put("header", header)
                .put("nodes", Json.strings(nodes))
                .build());
    }

    private static String changed(String hex, Random random) {
        byte[] bytes = Hex.parsePrefixed(hex);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Hex.prefixed(bytes);
    }

    @Test
    void anotherSlotContractOrBlockIsRefusedByName() {
        World world = new World(1, 41);
        StateWitness witness = parsed(bytes(world.witness()));
        String nowhere = "0x" + "a".repeat(40);
        assertThatThrownBy(() -> RegistryState.version(witness, nowhere, DATANET, 2))
                .isInstanceOf(VerifyException.class)
                .hasMessageMatching("block 41 has no account " + nowhere + "|the node 0x.* is not there");
        List<String> refused = new ArrayList<>();
        for (long number = 100; number < 140; number++) {
            try {
                assertThat(RegistryState.version(witness, DATANETS, DATANET, number))
                        .isEmpty();
            } catch (VerifyException missing) {
                refused.add(String.valueOf(missing.getMessage()));
            }
        }
        assertThat(refused)
                .as("slots that the nodes do not lead to")
                .hasSizeGreaterThan(10)
                .allMatch(message -> message.endsWith("of block 41's state is not there"));
        StateWitness other = new StateWitness(7, new World(2, 42).header());
        Members.parse("chain", bytes(world.witness()))
                .texts("nodes")
                .forEach(node -> other.add(Hex.parsePrefixed(node)));
        assertThatThrownBy(() -> readAll(other))
                .isInstanceOf(VerifyException.class)
                .hasMessageContaining("of block 42's state is not there");
    }

    @Test
    void aValueHasOneSpelling() {
        for (String spelled :
                List.of("8100", "817f", "b800", "b90000", "c1", "c28080ff", "f80180", "bfffffffffffffffff")) {
            assertThatThrownBy(() -> Rlp.decode(Hex.parse(spelled))).as(spelled).isInstanceOf(VerifyException.class);
        }
        assertThat(Hex.of(Rlp.encode(Rlp.decode(Hex.parse("c88363617483646f67")))))
                .isEqualTo("c88363617483646f67");
    }
}
