package org.openledger.datanet;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.openledger.chain.Bindings;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.DatanetTable;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.RowTable;
import org.openledger.store.Blobs;
import org.openledger.store.Refusal;
import org.openledger.store.StoreException;
import org.openledger.store.seal.Finding;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.VerifyException;

/** Compares Datanets, contributions and versions with their rows, their public files, and the registry on chain. */
public final class DatanetCheck {
    private static final String RESTORE = "restore the database from a backup";
    private static final String RESTORE_BLOBS = "restore the folder blobs from a backup";

    private final Handle handle;
    private final List<Finding> findings = new ArrayList<>();

    private DatanetCheck(Handle handle) {
        this.handle = handle;
    }

    /** Roots against rows: what was signed and what is there. */
    public static List<Finding> fsck(Handle handle) {
        DatanetCheck check = new DatanetCheck(handle);
        for (Contribution contribution : ContributionTable.all(handle)) {
            check.checkRoot(contribution);
        }
        for (Version version : check.versions()) {
            check.checkRoot(version);
        }
        return check.findings;
    }

    /** The blobs that Datanets, contributions and versions name: each must be there, as its name says. */
    public static List<Finding> fsckBlobs(Handle handle, Blobs blobs) {
        DatanetCheck check = new DatanetCheck(handle);
        for (DatanetTable.Row datanet : DatanetTable.all(handle)) {
            check.checkBlob(blobs, datanet.termsDigest(), "the terms of Datanet " + datanet.id());
        }
        for (Contribution contribution : ContributionTable.all(handle)) {
            contribution
                    .recordDigest()
                    .ifPresent(digest ->
                            check.checkBlob(blobs, digest, "the public record of contribution " + contribution.id()));
        }
        for (Version version : check.versions()) {
            String name = "version " + version.number() + " of Datanet " + version.datanet();
            if (check.checkBlob(blobs, version.manifestDigest(), "the manifest of " + name)) {
                check.checkLeaves(blobs, version.manifestDigest(), name);
            }
        }
        return check.findings;
    }

    /** Versions against the DatanetRegistry. */
    public static List<Finding> fsckOnChain(Handle handle, Bindings bindings) {
        DatanetCheck check = new DatanetCheck(handle);
        for (Version version : check.versions()) {
            if (version.chainState() == ChainState.CONFIRMED) {
                check.compare(version, bindings);
            }
        }
        return check.findings;
    }

    /** The roots of all versions, by {@code DATANET/NUMBER}. */
    public static Map<String, String> roots(Handle handle) {
        Map<String, String> roots = new TreeMap<>();
        for (Version version : new DatanetCheck(handle).versions()) {
            roots.put(version.datanet() + "/" + version.number(), version.root());
        }
        return roots;
    }

    private List<Version> versions() {
        return DatanetTable.all(handle).stream()
                .flatMap(datanet -> VersionTable.ofDatanet(handle, datanet.id()).stream())
                .toList();
    }

    private void checkRoot(Contribution contribution) {
        if (contribution.root().isEmpty() || contribution.state() == Contribution.State.EXPIRED) {
            return;
        }
        MerkleTree.Growing tree = RowTable.treeOfContribution(handle, contribution.id());
        if (tree.size() != contribution.rows()
                || !Hex.of(tree.root()).equals(contribution.root().get())) {
            report(
                    "contribution",
                    Long.toString(contribution.id()),
                    "its rows do not have the root that was signed",
                    RESTORE);
        }
    }

    private void checkRoot(Version version) {
        List<byte[]> leaves = RowTable.leavesOfVersion(handle, version.datanet(), version.number());
        if (leaves.size() != version.rows() || !Hex.of(MerkleTree.root(leaves)).equals(version.root())) {
            report("version", keyOf(version), "its rows do not have its root", RESTORE);
        }
    }

    private boolean checkBlob(Blobs blobs, String digest, String what) {
        try {
            blobs.read(digest);
            return true;
        } catch (StoreException damaged) {
            report(
                    Blobs.nameOf(digest),
                    "",
                    blobs.exists(digest) ? "it is " + what + ", with another content" : what + ": it is not there",
                    RESTORE_BLOBS);
        } catch (IllegalArgumentException noDigest) {
            report("blobs", digest, what + " has no digest for a name", RESTORE);
        }
        return false;
    }

    private void checkLeaves(Blobs blobs, String manifestDigest, String version) {
        try {
            Json.JsonObject manifest = (Json.JsonObject) CanonicalJson.parse(blobs.read(manifestDigest));
            if (manifest.members().get("leavesDigest") instanceof Json.JsonString leaves) {
                checkBlob(blobs, leaves.value(), "the leaves of " + version);
                return;
            }
            report(Blobs.nameOf(manifestDigest), "", "the manifest of " + version + " names no leaves", RESTORE_BLOBS);
        } catch (VerifyException | ClassCastException noManifest) {
            report(Blobs.nameOf(manifestDigest), "", "the manifest of " + version + " is none", RESTORE_BLOBS);
        }
    }

    private void compare(Version version, Bindings bindings) {
        String token = DatanetTable.find(handle, version.datanet())
                .orElseThrow()
                .token()
                .orElseThrow(() -> new DatanetException(
                        Refusal.Kind.FAILED, "Datanet " + version.datanet() + " is on chain without a token"));
        String onChain = rootOnChain(bindings, token, version.number());
        if (!onChain.equals(version.root())) {
            report("version", keyOf(version), "it has the root " + version.root() + ", on chain " + onChain, RESTORE);
        }
    }

    private static String keyOf(Version version) {
        return version.datanet() + ", " + version.number();
    }

    private void report(String where, String key, String what, String remedy) {
        findings.add(new Finding(where, key, what, remedy));
    }

    private static String rootOnChain(Bindings bindings, String token, long number) {
        try {
            return Hex.of(bindings.datanetRegistry()
                    .version(new BigInteger(token), BigInteger.valueOf(number))
                    .send()
                    .root);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DatanetException(Refusal.Kind.FAILED, "the DatanetRegistry cannot be read: " + e.getMessage());
        }
    }
}
