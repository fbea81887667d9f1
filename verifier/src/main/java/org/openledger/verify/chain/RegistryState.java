package org.openledger.verify.chain;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.Hex;

/**
 * What the registries hold, read where their compiler puts it: {@code contracts/src/DatanetRegistry.sol} and {@code ModelRegistry.sol}.
 * Reading asks for the same slots in the same order wherever they come from.
 */
public final class RegistryState {
    private static final int VERSIONS = 12;
    private static final int LICENCES = 13;
    private static final int LICENCE_FROM = 14;
    private static final int MODELS = 8;
    /** Slots of a licence: name, uses, digest of its text. */
    private static final int LICENCE_SLOTS = 3;
    /** Slots of a source: Datanet, version. */
    private static final int SOURCE_SLOTS = 2;

    private static final int MAX_SOURCES = 64;
    private static final int MAX_LICENCES = 10_000;

    private RegistryState() {}

    /**
     * A version.
     *
     * @param root 64 digits
     * @param manifestDigest 64 digits
     * @param timeSeconds when it was published
     * @param licence that it was published under; empty where none was stated
     */
    public record Version(String root, String manifestDigest, long rows, long timeSeconds, Optional<Licence> licence) {}

    /**
     * A licence as an owner stated it.
     *
     * @param spdx its SPDX identifier
     * @param uses bits of {@link org.openledger.verify.UsageRights}
     */
    public record Licence(String spdx, int uses) {}

    /**
     * A model.
     *
     * @param digest of its adapter, 64 digits
     * @param baseDigest 64 digits; zeros for a base
     * @param licence its own; empty where none is stated
     * @param paid whether it may be served for money
     * @param sources as TOKEN/NUMBER, in the registry's order
     */
    public record Model(String digest, String baseDigest, String licence, boolean paid, List<String> sources) {
        public Model {
            sources = List.copyOf(sources);
        }
    }

    /** A version of a DatanetRegistry; empty where it has none of the number. */
    public static Optional<Version> version(Storage storage, String registry, BigInteger datanet, long number) {
        BigInteger at = Slots.of(Slots.of(VERSIONS, datanet), BigInteger.valueOf(number));
        byte[] root = storage.word(registry, at);
        if (isZero(root)) {
            return Optional.empty();
        }
        byte[] digest = storage.word(registry, Slots.plus(at, 1));
        byte[] counts = storage.word(registry, Slots.plus(at, 2));
        return Optional.of(new Version(
                Hex.of(root),
                Hex.of(digest),
                Slots.packed(counts, 0, Long.BYTES),
                Slots.packed(counts, Long.BYTES, Long.BYTES),
                licence(storage, registry, datanet, number)));
    }

    /** The licence of the last place that begins at the version or before it. */
    private static Optional<Licence> licence(Storage storage, String registry, BigInteger datanet, long number) {
        BigInteger trace = Slots.of(LICENCE_FROM, datanet);
        long length = length(storage, registry, trace, MAX_LICENCES);
        for (long index = length - 1; index >= 0; index--) {
            byte[] checkpoint = storage.word(registry, Slots.item(trace, index, 1));
            if (Slots.packed(checkpoint, 0, Integer.BYTES) <= number) {
                long place = Slots.packed(checkpoint, Integer.BYTES, Long.BYTES);
                Require.range("the place of a licence", place, 1, MAX_LICENCES);
                BigInteger at = Slots.item(Slots.of(LICENCES, datanet), place - 1, LICENCE_SLOTS);
                return Optional.of(new Licence(text(storage.word(registry, at)), (int)
                        Slots.packed(storage.word(registry, Slots.plus(at, 1)), 0, Short.BYTES)));
            }
        }
        return Optional.empty();
    }

    /** A model of a ModelRegistry; empty where it has none of the id. */
    public static Optional<Model> model(Storage storage, String registry, BigInteger id) {
        BigInteger at = Slots.of(MODELS, id);
        byte[] digest = storage.word(registry, at);
        if (isZero(digest)) {
            return Optional.empty();
        }
        byte[] base = storage.word(registry, Slots.plus(at, 1));
        byte[] licence = storage.word(registry, Slots.plus(at, 2));
        byte[] paid = storage.word(registry, Slots.plus(at, 3));
        BigInteger sources = Slots.plus(at, 6);
        long length = length(storage, registry, sources, MAX_SOURCES);
        List<String> named = new ArrayList<>();
        for (long i = 0; i < length; i++) {
            BigInteger source = Slots.item(sources, i, SOURCE_SLOTS);
            named.add(new BigInteger(1, storage.word(registry, source)) + "/"
                    + Slots.packed(storage.word(registry, Slots.plus(source, 1)), 0, Integer.BYTES));
        }
        return Optional.of(
                new Model(Hex.of(digest), Hex.of(base), text(licence), Slots.packed(paid, 0, 1) != 0, named));
    }

    private static long length(Storage storage, String registry, BigInteger array, int most) {
        BigInteger length = new BigInteger(1, storage.word(registry, array));
        Require.that(
                length.compareTo(BigInteger.valueOf(most)) <= 0, "a list of " + registry + " has " + length + " items");
        return length.longValueExact();
    }

    private static boolean isZero(byte[] word) {
        return new BigInteger(1, word).signum() == 0;
    }

    /** A text in a word, zeros behind it. */
    private static String text(byte[] word) {
        int end = word.length;
        while (end > 0 && word[end - 1] == 0) {
            end--;
        }
        return new String(Arrays.copyOf(word, end), StandardCharsets.US_ASCII);
    }
}
