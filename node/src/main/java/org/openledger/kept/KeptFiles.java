package org.openledger.kept;

import static org.openledger.kept.KeptFile.checked;
import static org.openledger.kept.KeptFile.passing;
import static org.openledger.kept.KeptFile.personal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Every class of files of a data folder. */
public final class KeptFiles {
    private static final String STARTS = "the node, when it starts";
    private static final String MODEL = "models/[^/]+/[^/]+/";

    private KeptFiles() {}

    public static List<KeptFile> all() {
        return List.of(
                checked("openledger\\.db", "the seals of its rows, and SQLite's own check"),
                passing("openledger\\.db-(wal|shm|journal)", "SQLite's own; read with the database"),
                checked("master\\.key", "its fingerprint in the database").encrypted(),
                checked("log\\.key", "the signature of the checkpoint, and the operator in its name")
                        .encrypted(),
                checked("admin\\.token", "its digest in the database")
                        .madeAgain(STARTS)
                        .encrypted(),
                personal("openledger\\.toml", "what the operator wants").encrypted(),
                passing(RestoredFolder.FILE.replace(".", "\\."), "a restored folder, whose node has not started yet"),
                passing("node\\.(lock|url)", "nothing; which process runs, and where it listens"),
                checked("blobs/[0-9a-f]{2}/[0-9a-f]{64}", "its name, and the rows that name it"),
                passing("blobs/incoming-.*", "an upload that was cut off"),
                passing("uploads/.*", "a file that is still being sent"),
                checked("chain/genesis\\.json", "the head of the journal"),
                checked("chain/journal", "its checksums, and the blocks and transactions in the database"),
                checked("chain/snapshot-[0-9]+", "the digest in its first line")
                        .madeAgain("the journal")
                        .leftOut(),
                passing("chain/(lock|anvil\\.pid|anvil-states/.*|ipc/.*)", "nothing; which process runs"),
                checked("log/checkpoint", "its signature"),
                checked("log/tile/.*", "the entries in the database")
                        .madeAgain("openledger fsck --repair")
                        .leftOut(),
                checked(MODEL + "adapter/.*", "the adapter's digest in the database"),
                checked(MODEL + "counterfactuals/.*", "the manifest's digest in the database")
                        .madeAgain(STARTS),
                checked(MODEL + "spans\\.index", "its digest in the database").madeAgain(STARTS),
                passing("runs/.*", "training under way, which a damaged checkpoint begins anew"),
                checked("retrieval/[0-9]+/[0-9]+/.*", "the manifest, and the version's root")
                        .madeAgain("the node")
                        .leftOut(),
                passing("retrieval/[0-9]+/[0-9]+\\.partial/.*", "an index that was being made"),
                passing("(.*/)?\\.[^/]*\\.tmp", "a file that was being replaced"));
    }

    /** The class of a path relative to the data folder; empty for what no node writes. */
    public static Optional<KeptFile> of(Path relative) {
        return all().stream().filter(kept -> kept.has(relative)).findFirst();
    }
}
