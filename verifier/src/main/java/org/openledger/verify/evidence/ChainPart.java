package org.openledger.verify.evidence;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.chain.BlockHeader;
import org.openledger.verify.chain.RegistryState;
import org.openledger.verify.chain.StateWitness;
import org.openledger.verify.chain.Storage;
import org.openledger.verify.dataset.DatasetFolder;

/**
 * What the registries hold of a pack's versions and models, as of one block. All that a pack says is registered is read, so a pack has
 * one witness, and leaves nothing of it out.
 *
 * @param versions by TOKEN/NUMBER; empty where the registry does not have it as of the block
 * @param models by id; the same
 */
record ChainPart(
        StateWitness witness,
        Map<String, Optional<RegistryState.Version>> versions,
        Map<String, Optional<RegistryState.Model>> models) {
    static final String NAME = "chain.json";
    /** A name longer than a word of the chain is there without its end. */
    private static final int WORD = 32;

    /** What a pack has that can be registered. */
    record Registered(long chainId, List<DatasetPart> datasets, List<ModelPart> models) {}

    /** Whether anything of a pack is said to be registered. */
    static boolean readsAnything(Registered pack) {
        return pack.datasets().stream()
                        .anyMatch(each -> !each.version().transaction().isEmpty())
                || pack.models().stream().anyMatch(each -> each.token().isPresent());
    }

    static Map<String, Optional<RegistryState.Version>> versions(Registered pack, Storage storage) {
        Map<String, Optional<RegistryState.Version>> versions = new LinkedHashMap<>();
        for (DatasetPart each : pack.datasets()) {
            if (!each.version().transaction().isEmpty()) {
                versions.put(
                        each.id(),
                        RegistryState.version(
                                storage,
                                each.version().registry(),
                                new BigInteger(each.version().token()),
                                each.version().number()));
            }
        }
        return versions;
    }

    static Map<String, Optional<RegistryState.Model>> models(Registered pack, Storage storage) {
        Map<String, Optional<RegistryState.Model>> models = new LinkedHashMap<>();
        for (ModelPart each : pack.models()) {
            each.token()
                    .ifPresent(token -> models.put(
                            each.id(), RegistryState.model(storage, each.registry(), new BigInteger(token))));
        }
        return models;
    }

    static ChainPart of(Registered pack, StateWitness witness) {
        return new ChainPart(witness, versions(pack, witness), models(pack, witness));
    }

    /** Block and chain, in words. */
    String block() {
        BlockHeader header = witness.header();
        return "block " + header.number() + " with the hash " + header.hash();
    }

    Optional<RegistryState.Version> of(DatasetPart part) {
        return versions.getOrDefault(part.id(), Optional.empty());
    }

    Optional<RegistryState.Model> of(ModelPart part) {
        return models.getOrDefault(part.id(), Optional.empty());
    }

    /**
     * Where the chain says something else than the pack, one sentence each.
     *
     * @param parts of the pack, for the owners' signed manifests
     */
    List<String> objections(Registered pack, Map<String, byte[]> parts) {
        List<String> objections = new ArrayList<>();
        if (witness.chainId() != pack.chainId()) {
            objections.add("it is of chain " + witness.chainId() + ", the pack of chain " + pack.chainId());
        }
        for (DatasetPart part : pack.datasets()) {
            of(part).ifPresent(held -> {
                String what = "version " + part.id();
                byte[] manifest = parts.getOrDefault(part.file(DatasetFolder.MANIFEST), new byte[0]);
                differ(objections, what, "root", held.root(), part.version().root());
                differ(objections, what, "manifest's digest", held.manifestDigest(), Hex.of(Hashes.sha256(manifest)));
                differ(objections, what, "rows", held.rows(), part.version().rows());
                held.licence()
                        .ifPresent(licence -> differ(
                                objections,
                                what,
                                "licence",
                                licence.spdx(),
                                inWord(part.version().licence())));
            });
        }
        for (ModelPart part : pack.models()) {
            of(part).ifPresent(held -> {
                String what = "model " + part.token().orElse("");
                differ(objections, what, "adapter's digest", held.digest(), part.adapterDigest());
                differ(objections, what, "base's digest", held.baseDigest(), part.baseDigest());
                if (!part.declared()) {
                    differ(objections, what, "sources", sorted(held.sources()), sources(part));
                }
            });
        }
        return objections;
    }

    private static void differ(List<String> objections, String of, String what, Object held, Object said) {
        if (!held.equals(said)) {
            objections.add("on chain, the " + what + " of " + of + " is " + held + ", not " + said);
        }
    }

    private static String inWord(String text) {
        return text.length() <= WORD ? text : text.substring(0, WORD);
    }

    private static List<String> sources(ModelPart part) {
        return sorted(part.sources().stream().map(ChainPart::name).toList());
    }

    private static String name(Receipt.Version version) {
        return version.datanet() + "/" + version.number();
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }
}
