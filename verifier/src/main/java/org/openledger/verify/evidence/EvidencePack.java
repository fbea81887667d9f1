package org.openledger.verify.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openledger.verify.Require;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json.JsonObject;
import org.openledger.verify.bytes.VerifyException;
import org.openledger.verify.chain.StateWitness;
import org.openledger.verify.chain.Storage;
import org.openledger.verify.datanet.Members;
import org.openledger.verify.datanet.Signing;

/**
 * A pack, which is a ZIP.
 *
 * <pre>
 * evidence.json                 what it is of, and the SHA-256 of every part below
 * credential.json               the log key's signature over that, as a Verifiable Credential
 * log.json                      that the log has the manifest: key, checkpoint, entry and proof
 * receipts/ID.json              receipts as they are exported
 * trail.json                    all that a family of mandates did
 * models/ID.json                what the operator says of a model, with the log's entry
 * models/ID.values.json         what rows did for a model, whose digest the log has
 * models/ID.c2pa                the content credential of its adapter, which the log's key signed
 * datasets/TOKEN-NUMBER/…       versions with their rows, see {@link org.openledger.verify.dataset.DatasetFolder}
 * chain.json                    what the registries hold of all this, as of one block
 * permits.json                  what the operator says that licences permit
 * claims.json, claims.html      what all this says to five questions
 * exports/…                     the same facts in other people's formats, see {@link Exports}
 * </pre>
 *
 * The last two follow from the parts above them: {@link #complete} writes them, {@link #check} writes them again and compares.
 */
public final class EvidencePack {
    public static final String MANIFEST = "evidence.json";
    public static final String CREDENTIAL = "credential.json";
    public static final String LOG = "log.json";
    static final String CLAIMS = "claims.json";
    static final String PAGE = "claims.html";
    /** A file of so many bytes, and one beyond, is read at most; what is longer is refused by its parts. */
    static final int MAX_BYTES = (int) (PackZip.MAX_BYTES + (PackZip.MAX_BYTES >> 4));

    private static final int MAX_NAMED = 100;

    private EvidencePack() {}

    /** Where a node's chain is asked. */
    public interface Witnessing {
        /**
         * All nodes that lead to what is read, as of one block.
         *
         * @param reads everything from the storage that it is given
         */
        Optional<StateWitness> of(Consumer<Storage> reads);
    }

    /** A pack before it is signed. */
    public record Complete(PackManifest manifest, SortedMap<String, byte[]> parts, List<Claim> claims) {
        /** The file. */
        public byte[] sealed(byte[] credential, byte[] log) {
            SortedMap<String, byte[]> all = new TreeMap<>(parts);
            all.put(MANIFEST, manifest.bytes());
            all.put(CREDENTIAL, credential);
            all.put(LOG, log);
            return PackZip.write(all);
        }
    }

    /**
     * What a check found.
     *
     * @param parts how many it has
     * @param byContract signatures that only the chain can check
     * @param wrong what does not hold, one sentence each, which begins with the part's name
     */
    public record Report(String subject, int parts, List<Claim> claims, List<String> byContract, List<String> wrong) {
        public Report {
            claims = List.copyOf(claims);
            byContract = List.copyOf(byContract);
            wrong = List.copyOf(wrong);
        }
    }

    /**
     * What a reader knows from elsewhere.
     *
     * @param operator that must have made it; empty to take the pack's word for it
     * @param block the hash of a block of the chain, as of which it must be; empty to take the operator's word for it
     */
    public record Wanted(Optional<String> operator, Optional<String> block) {
        public Wanted {
            block.ifPresent(hash -> Require.hash("block", hash));
        }

        public static Wanted nothing() {
            return new Wanted(Optional.empty(), Optional.empty());
        }
    }

    /** Whether bytes begin as a pack does. */
    public static boolean isOne(byte[] bytes) {
        return PackZip.isOne(bytes);
    }

    /**
     * Adds what follows from the parts that are signed.
     *
     * @param of a manifest without parts
     * @param signed the parts
     * @param chain gives a witness of what is read from it; empty where there is none
     * @throws VerifyException where one of them does not hold
     */
    public static Complete complete(PackManifest of, Map<String, byte[]> signed, Witnessing chain) {
        SortedMap<String, byte[]> parts = new TreeMap<>(signed);
        Facts read = Facts.read(of, parts);
        Facts facts = read;
        if (read.wrong().isEmpty() && ChainPart.readsAnything(read.registered())) {
            Optional<StateWitness> witness = chain.of(storage -> {
                ChainPart.versions(read.registered(), storage);
                ChainPart.models(read.registered(), storage);
            });
            if (witness.isPresent()) {
                parts.put(ChainPart.NAME, CanonicalJson.write(witness.get().json()));
                facts = read.with(witness.get(), parts);
            }
        }
        if (!facts.wrong().isEmpty()) {
            throw new VerifyException(facts.wrong().get(0));
        }
        List<Claim> claims = PackClaims.of(facts, /* blockIsKnown= */ false);
        parts.putAll(derived(facts, claims));
        return new Complete(of.of(parts), parts, claims);
    }

    private static SortedMap<String, byte[]> derived(Facts facts, List<Claim> claims) {
        SortedMap<String, byte[]> derived = new TreeMap<>(Exports.of(facts));
        derived.put(CLAIMS, PackClaims.json(facts.pack(), claims));
        derived.put(PAGE, ClaimsPage.of(facts.pack(), claims));
        return derived;
    }

    /**
     * Checks everything, without any network.
     *
     * @param wanted what its reader knows
     * @throws VerifyException where the bytes are no pack
     */
    public static Report check(byte[] file, Wanted wanted) {
        SortedMap<String, byte[]> all = PackZip.read(file);
        byte[] index = all.get(MANIFEST);
        if (index == null) {
            throw new VerifyException(MANIFEST + ": it is not there, so this is no evidence pack");
        }
        PackManifest manifest;
        try {
            manifest = PackManifest.parse(index);
        } catch (VerifyException malformed) {
            throw new VerifyException(MANIFEST + ": " + malformed.getMessage(), malformed);
        }
        List<String> wrong = new ArrayList<>();
        wanted.operator()
                .filter(expected -> !expected.equals(manifest.operator()))
                .ifPresent(expected -> wrong.add(
                        MANIFEST + ": it is of the operator " + manifest.operator() + ", not of " + expected));
        attempt(CREDENTIAL, all, wrong, bytes -> Credential.check(bytes, manifest));
        attempt(LOG, all, wrong, bytes -> requireLogged(bytes, manifest));
        if (Stream.of(CREDENTIAL, LOG).allMatch(name -> all.containsKey(name) && names(wrong, name))) {
            wrong.add(0, MANIFEST + ": it was changed: neither the credential nor the log is of it");
        }
        SortedMap<String, byte[]> parts = new TreeMap<>(all);
        parts.keySet().removeAll(List.of(MANIFEST, CREDENTIAL, LOG));
        compare(manifest, parts, wrong);
        if (!wrong.isEmpty()) {
            return report(manifest, parts.size(), List.of(), List.of(), wrong);
        }
        SortedMap<String, byte[]> signed = new TreeMap<>(parts);
        signed.keySet().removeIf(EvidencePack::follows);
        Facts facts = Facts.read(manifest, signed);
        wrong.addAll(facts.wrong());
        if (!wrong.isEmpty()) {
            return report(manifest, parts.size(), List.of(), facts.byContract(), wrong);
        }
        SortedMap<String, byte[]> derived = derived(facts, PackClaims.of(facts, /* blockIsKnown= */ false));
        derived.forEach((name, content) -> {
            if (!Arrays.equals(content, parts.get(name))) {
                wrong.add(name + ": it does not say what the parts that are signed say");
            }
        });
        parts.keySet().stream()
                .filter(name -> follows(name) && !derived.containsKey(name))
                .forEach(name -> wrong.add(name + ": it is no part of a pack"));
        if (wrong.isEmpty() && !Arrays.equals(PackZip.write(all), file)) {
            wrong.add("the ZIP: it has bytes that no part accounts for");
        }
        wanted.block().flatMap(hash -> otherBlock(facts, hash)).ifPresent(wrong::add);
        List<Claim> claims = PackClaims.of(facts, wanted.block().isPresent() && wrong.isEmpty());
        return report(manifest, parts.size(), claims, facts.byContract(), wrong);
    }

    private static Optional<String> otherBlock(Facts facts, String wanted) {
        if (facts.chain().isEmpty()) {
            return Optional.of(ChainPart.NAME + ": it is not there, so nothing here is as of block " + wanted);
        }
        return facts.chain()
                .map(ChainPart::block)
                .filter(block -> !block.endsWith(wanted))
                .map(block -> ChainPart.NAME + ": it is of " + block + ", not " + wanted);
    }

    private static boolean names(List<String> wrong, String part) {
        return wrong.stream().anyMatch(sentence -> sentence.startsWith(part));
    }

    private static boolean follows(String name) {
        return name.startsWith(Exports.FOLDER) || name.equals(CLAIMS) || name.equals(PAGE);
    }

    private static Report report(
            PackManifest manifest, int parts, List<Claim> claims, List<String> byContract, List<String> wrong) {
        return new Report(
                manifest.subject().toString(),
                parts,
                claims,
                byContract,
                wrong.size() > MAX_NAMED ? wrong.subList(0, MAX_NAMED) : wrong);
    }

    private interface Step {
        void run(byte[] part);
    }

    private static void attempt(String name, Map<String, byte[]> parts, List<String> wrong, Step step) {
        byte[] part = parts.get(name);
        if (part == null) {
            wrong.add(name + ": it is not there");
            return;
        }
        try {
            step.run(part);
        } catch (VerifyException malformed) {
            wrong.add(name + ": " + malformed.getMessage());
        }
    }

    private static void requireLogged(byte[] bytes, PackManifest manifest) {
        if (!(CanonicalJson.parseCanonical(bytes) instanceof JsonObject object)) {
            throw new VerifyException("it must be an object");
        }
        Members log = new Members("log", object);
        log.only("key", "checkpoint", "entries");
        if (!log.text("key").equals(manifest.logKey())) {
            throw new VerifyException("it is of another log than " + MANIFEST + " says");
        }
        Signing.requireLogged(
                log,
                Map.of(manifest.logEntry().kind() + " " + manifest.logEntry().id(), manifest.digest()));
        if (log.list("entries").size() != 1) {
            throw new VerifyException("it has entries that nothing here needs");
        }
    }

    private static void compare(PackManifest manifest, Map<String, byte[]> parts, List<String> wrong) {
        manifest.parts().forEach((name, digest) -> {
            byte[] part = parts.get(name);
            if (part == null) {
                wrong.add(name + ": it is not there");
            } else if (!Hex.of(Hashes.sha256(part)).equals(digest)) {
                wrong.add(name + ": it was changed: it has another digest than " + MANIFEST + " says");
            }
        });
        parts.keySet().stream()
                .filter(name -> !manifest.parts().containsKey(name))
                .forEach(name -> wrong.add(name + ": it was added: " + MANIFEST + " does not name it"));
    }
}
