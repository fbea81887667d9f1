package org.openledger.datanet;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.record.Version;
import org.openledger.datanet.record.VersionTable;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.identity.Accounts;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/** Versions: {@link #draft} fixes the accepted rows under a root, the owner's signature publishes it. */
public final class Versions {
    /** How long a draft or a screened contribution can be signed, unless an operator says otherwise. */
    public static final Duration STANDARD_SIGNING_TIME = Duration.ofHours(24);

    private final Database database;
    private final Blobs blobs;
    private final Accounts accounts;
    private final Wallets wallets;
    private final PublicRecord record;
    private final InstantSource clock;
    private final Duration signingTime;

    public Versions(
            Database database,
            Blobs blobs,
            Accounts accounts,
            Wallets wallets,
            PublicRecord record,
            InstantSource clock,
            Duration signingTime) {
        this.database = database;
        this.blobs = blobs;
        this.accounts = accounts;
        this.wallets = wallets;
        this.record = record;
        this.clock = clock;
        this.signingTime = signingTime;
    }

    /** {@link #publish(long, Optional)} without a note. */
    public Version publish(long datanetId) {
        return publish(datanetId, Optional.empty());
    }

    /** Publishes all rows accepted so far, signed with the owner's custodial key. */
    public Version publish(long datanetId, Optional<String> note) {
        Version draft = draft(datanetId, note);
        Datanet datanet = database.read(handle -> Datanets.require(handle, datanetId));
        byte[] digest = typedData(draft).digest();
        return publish(
                datanetId,
                draft.number(),
                Signature.format(accounts.signer(datanet.owner()).sign(digest)));
    }

    /** The latest published version of a Datanet. */
    public Optional<Version> latestPublished(long datanetId) {
        return database.read(handle -> VersionTable.latestPublished(handle, datanetId));
    }

    /** How many versions of all Datanets are published. */
    public long published() {
        return database.read(VersionTable::countPublished);
    }

    /** How many rows the owners of all Datanets have taken. */
    public long acceptedRows() {
        return database.read(RowTable::countAccepted);
    }

    /** How many rows the owner has taken, in a version or not. */
    public long acceptedRows(long datanetId) {
        return database.read(handle -> RowTable.countAccepted(handle, datanetId));
    }

    /** What the Datanet's owner is to sign. */
    public TypedData typedData(Version draft) {
        Datanet datanet = database.read(handle -> Datanets.require(handle, draft.datanet()));
        return draft.typedData(record.domain(), datanet);
    }

    /** {@link #draft(long, Optional)} without a note. */
    public Version draft(long datanetId) {
        return draft(datanetId, Optional.empty());
    }

    /**
     * Fixes the rows of the next version: all that are accepted, and neither taken back nor held. Refused when nothing has changed.
     * While a draft waits for its signature, asking again gives the same draft with a new deadline; with another note, a new draft.
     *
     * @param note what the owner says of the version
     */
    public Version draft(long datanetId, Optional<String> note) {
        note.ifPresent(Versions::requireNote);
        return database.transact(tx -> {
            Datanet datanet = Datanets.require(tx, datanetId);
            datanet.requireToken();
            long deadline = clock.instant().plus(signingTime).getEpochSecond();
            Optional<Version> latest = VersionTable.latest(tx, datanetId);
            if (latest.isPresent() && latest.get().state() == Version.State.DRAFT) {
                if (latest.get().note().equals(note)) {
                    VersionTable.extend(tx, datanetId, latest.get().number(), deadline);
                    return require(tx, datanetId, latest.get().number());
                }
                dropDraft(tx, datanetId);
            }
            return fix(tx, datanet, note, deadline);
        });
    }

    /** Forgets the draft of a Datanet, if there is one: its rows are not those of the next version any more. */
    public static void dropDraft(Handle tx, long datanetId) {
        VersionTable.latest(tx, datanetId)
                .filter(latest -> latest.state() == Version.State.DRAFT)
                .ifPresent(draft -> {
                    RowTable.leaveDraft(tx, datanetId, draft.number());
                    VersionTable.deleteDraft(tx, datanetId, draft.number());
                });
    }

    private static void requireNote(String note) {
        if (note.isBlank() || note.length() > Version.MAX_NOTE_CHARACTERS || note.indexOf('\0') >= 0) {
            throw new DatanetException(
                    Kind.INVALID,
                    "a version's note has 1 to " + Version.MAX_NOTE_CHARACTERS + " characters, or is left out");
        }
    }

    /** Publishes a draft with the owner's signature over its {@link Version#typedData}. */
    public Version publish(long datanetId, long number, String signature) {
        return database.transact(tx -> {
            Datanet datanet = Datanets.require(tx, datanetId);
            Version draft = require(tx, datanetId, number);
            if (draft.state() != Version.State.DRAFT) {
                throw new DatanetException(
                        Kind.CONFLICT, "version " + number + " of Datanet " + datanetId + " is published already");
            }
            if (draft.deadlineSeconds() < clock.instant().getEpochSecond()) {
                throw new DatanetException(
                        Kind.CONFLICT, "the time to sign version " + number + " is over: ask for the draft again");
            }
            wallets.requireSigned(datanet.owner(), draft.typedData(record.domain(), datanet), signature);
            VersionTable.publish(tx, datanetId, number, signature, clock.millis());
            Version published = require(tx, datanetId, number);
            record.versionPublished(tx, datanet, published);
            return published;
        });
    }

    /** A version, draft or published; {@link DatanetException} when there is none. */
    public Version require(long datanetId, long number) {
        return database.read(handle -> require(handle, datanetId, number));
    }

    /** A Datanet's versions, drafts included, oldest first. */
    public List<Version> list(long datanetId) {
        return database.read(handle -> VersionTable.ofDatanet(handle, datanetId));
    }

    /** All rows of a version, in the order of its Merkle tree. */
    public List<Row> rows(long datanetId, long number) {
        return rows(datanetId, number, 0, Integer.MAX_VALUE);
    }

    /** Some rows of a version, in the order of its Merkle tree. */
    public List<Row> rows(long datanetId, long number, int offset, int limit) {
        return database.read(handle -> rows(handle, datanetId, number, offset, limit));
    }

    private static List<Row> rows(Handle handle, long datanetId, long number, int offset, int limit) {
        require(handle, datanetId, number);
        try (Stream<Row> rows = RowTable.ofVersion(handle, datanetId, number, offset, limit)) {
            return rows.toList();
        }
    }

    /** All rows of a version, in the order of its Merkle tree. */
    public static List<Row> rows(Handle handle, long datanetId, long number) {
        return rows(handle, datanetId, number, 0, Integer.MAX_VALUE);
    }

    /** The leaves of a version's rows, in the order of its Merkle tree. */
    public List<byte[]> leaves(long datanetId, long number) {
        return database.read(handle -> RowTable.leavesOfVersion(handle, datanetId, number));
    }

    /** A version's manifest: canonical JSON that names the terms, the contributions and the list of leaves. */
    public byte[] manifest(Version version) {
        return blobs.read(version.manifestDigest());
    }

    private Version fix(Handle tx, Datanet datanet, Optional<String> note, long deadline) {
        long number = VersionTable.latest(tx, datanet.id()).map(Version::number).orElse(0L) + 1;
        RowTable.VersionRows rows = RowTable.enterVersion(tx, datanet.id(), number);
        if (rows.areAsBefore()) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "Datanet " + datanet.id()
                            + " has no accepted row that is not in a version: review contributions first");
        }
        ByteArrayOutputStream leaves = leaves(tx, datanet, number, rows.moved() == 0);
        MerkleTree.Growing tree = tree(leaves.toByteArray());
        if (tree.size() == 0) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "version " + number + " of Datanet " + datanet.id()
                            + " would have no row, since all were taken back or are held: accept others first");
        }
        String root = Hex.of(tree.root());
        Version draft = new Version(
                datanet.id(),
                number,
                Version.State.DRAFT,
                root,
                tree.size(),
                blobs.put(manifestOf(tx, datanet, new Fixed(number, root, tree.size(), leaves.toByteArray()), note)),
                deadline,
                Optional.empty(),
                Optional.empty(),
                ChainState.PENDING,
                "",
                note);
        VersionTable.insert(tx, draft);
        return draft;
    }

    /** What a draft fixes. */
    @SuppressWarnings("ArrayRecordComponent") // lives until its manifest is written
    private record Fixed(long number, String root, long rows, byte[] leaves) {}

    /** Its leaves, one after the other: where none left and none came back, those of the version before begin them, as its file has them. */
    private ByteArrayOutputStream leaves(Handle tx, Datanet datanet, long number, boolean grown) {
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        Optional<byte[]> before = grown ? leavesOf(tx, datanet.id(), number - 1) : Optional.empty();
        if (before.isPresent()) {
            leaves.writeBytes(before.get());
            RowTable.eachLeafEntering(tx, datanet.id(), number, leaves::writeBytes);
        } else {
            RowTable.leavesOfVersion(tx, datanet.id(), number).forEach(leaves::writeBytes);
        }
        return leaves;
    }

    private Optional<byte[]> leavesOf(Handle tx, long datanet, long number) {
        return VersionTable.find(tx, datanet, number)
                .map(Version::manifestDigest)
                .filter(blobs::exists)
                .flatMap(manifest -> Optional.ofNullable(((Json.JsonObject) CanonicalJson.parse(blobs.read(manifest)))
                                .members()
                                .get("leavesDigest"))
                        .filter(Json.JsonString.class::isInstance)
                        .map(digest -> ((Json.JsonString) digest).value())
                        .filter(blobs::exists)
                        .map(blobs::read));
    }

    private static MerkleTree.Growing tree(byte[] leaves) {
        MerkleTree.Growing tree = new MerkleTree.Growing();
        for (int at = 0; at < leaves.length; at += Hashes.BYTES) {
            tree.add(Arrays.copyOfRange(leaves, at, at + Hashes.BYTES));
        }
        return tree;
    }

    private byte[] manifestOf(Handle tx, Datanet datanet, Fixed fixed, Optional<String> note) {
        Json.ObjectBuilder manifest = Json.object();
        note.ifPresent(said -> manifest.put("note", said));
        return CanonicalJson.write(manifest.put("schema", "openledger.version/1")
                .put("chainId", record.domain().chainId())
                .put("registry", record.domain().registry())
                .put("datanet", datanet.requireToken())
                .put("name", datanet.name())
                .put("number", fixed.number())
                .put("rows", fixed.rows())
                .put("root", fixed.root())
                .put("licence", datanet.licence().spdx())
                .put("termsDigest", datanet.termsDigest())
                .put("leavesDigest", blobs.put(fixed.leaves()))
                .put(
                        "contributions",
                        Json.strings(ContributionTable.recordsOfVersion(tx, datanet.id(), fixed.number())))
                .build());
    }

    /** One of them; {@link DatanetException} where it is not there. */
    public static Version require(Handle handle, long datanet, long number) {
        return VersionTable.find(handle, datanet, number)
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN, "Datanet " + datanet + " has no version " + number + ": see its versions"));
    }
}
