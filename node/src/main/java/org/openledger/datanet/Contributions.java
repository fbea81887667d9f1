package org.openledger.datanet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.openledger.datanet.intake.FileUpload;
import org.openledger.datanet.intake.Intake;
import org.openledger.datanet.intake.IntakeLimits;
import org.openledger.datanet.intake.IntakeReport;
import org.openledger.datanet.intake.Screening;
import org.openledger.datanet.record.ChainState;
import org.openledger.datanet.record.Contribution;
import org.openledger.datanet.record.Contribution.State;
import org.openledger.datanet.record.ContributionTable;
import org.openledger.datanet.record.Datanet;
import org.openledger.datanet.record.PolicyRuleTable;
import org.openledger.datanet.record.PublicRecord;
import org.openledger.datanet.record.SigningDomain;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.LineHistory;
import org.openledger.datanet.row.Rejection;
import org.openledger.datanet.row.ReviewedRow;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowBacklog;
import org.openledger.datanet.row.RowTable;
import org.openledger.datanet.row.SearchScope;
import org.openledger.datanet.screening.DuplicateSearch;
import org.openledger.identity.Accounts;
import org.openledger.identity.Address;
import org.openledger.identity.Signature;
import org.openledger.identity.TypedData;
import org.openledger.identity.Wallets;
import org.openledger.store.Blobs;
import org.openledger.store.Database;
import org.openledger.store.ListPage;
import org.openledger.store.ListRequest;
import org.openledger.store.Refusal.Kind;
import org.openledger.verify.MerkleTree;
import org.openledger.verify.Role;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;

/**
 * Contributions from upload to review: {@link #submit} screens, {@link #sign} commits, {@link #review} decides.
 *
 * <p>Who came first is decided by the order of signatures. Between screening and signing others may have signed the same
 * rows; so signing compares once more with what was signed since, and such rows are out although the root covers them.
 */
public final class Contributions {
    private static final int NONCE_BITS = 128;
    private static final int MAX_PAGE = 1000;

    /** So long a signed row holds its place against later ones while it waits for review. */
    public static final Duration PLACE = Duration.ofDays(14);

    private final Database database;
    private final Blobs blobs;
    private final Accounts accounts;
    private final Wallets wallets;
    private final PublicRecord record;
    private final IntakeLimits limits;
    private final InstantSource clock;
    private final Duration signingTime;
    private final SecureRandom random = new SecureRandom();

    /** Forgets uploads that were cut off by the end of the last process, and files rows of earlier versions by their shingles. */
    public Contributions(
            Database database,
            Blobs blobs,
            Accounts accounts,
            Wallets wallets,
            PublicRecord record,
            IntakeLimits limits,
            InstantSource clock,
            Duration signingTime) {
        this.database = database;
        this.blobs = blobs;
        this.accounts = accounts;
        this.wallets = wallets;
        this.record = record;
        this.limits = limits;
        this.clock = clock;
        this.signingTime = signingTime;
        database.write(tx -> {
            forgetCutOff(tx);
            expire(tx);
        });
        RowBacklog.file(database);
    }

    /** {@link #submit(long, String, InputStream, FileUpload.Asked)} of a file of which everything is found. */
    public Screening submit(long datanetId, String contributor, InputStream file) throws IOException {
        return submit(datanetId, contributor, file, FileUpload.Asked.NOTHING);
    }

    /**
     * Screens a file. Records that are refused do not stop the rest. The caller closes the stream. A body over the limit, or one
     * that breaks off, leaves nothing.
     */
    public Screening submit(long datanetId, String contributor, InputStream file, FileUpload.Asked asked)
            throws IOException {
        Datanet datanet = open(datanetId);
        try (FileUpload upload = FileUpload.open(file, datanet.schema(), limits, asked)) {
            upload.requireMapped();
            Contribution opened = open(datanet, Address.parse(contributor), upload);
            boolean finished = false;
            try {
                Intake intake = new Intake(database, opened, rules(datanet), limits, random);
                intake.read(upload);
                Screening screening = close(opened, datanet, intake);
                finished = true;
                return screening;
            } finally {
                if (!finished) {
                    database.write(tx -> forget(tx, opened));
                }
            }
        }
    }

    /** What {@link #submit(long, String, InputStream, FileUpload.Asked)} would make of a file. Nothing of it is kept. */
    public IntakeReport tryOut(long datanetId, String contributor, InputStream file, FileUpload.Asked asked)
            throws IOException {
        Datanet datanet = open(datanetId);
        try (FileUpload upload = FileUpload.open(file, datanet.schema(), limits, asked)) {
            if (upload.problem().isPresent()) {
                return IntakeReport.unmapped(upload);
            }
            Contribution opened = open(datanet, Address.parse(contributor), upload);
            try {
                Intake intake = new Intake(database, opened, rules(datanet), limits, random);
                intake.read(upload);
                return database.read(handle -> intake.report(
                        upload,
                        RowTable.rejections(handle, opened.id(), Screening.MAX_LISTED),
                        RowTable.related(handle, opened.id(), Screening.MAX_LISTED)));
            } finally {
                database.write(tx -> forget(tx, opened));
            }
        }
    }

    private Intake.Rules rules(Datanet datanet) {
        return new Intake.Rules(
                datanet.schema(),
                database.read(handle -> PolicyRuleTable.policy(handle, datanet.id())),
                heldAfterMillis());
    }

    private long heldAfterMillis() {
        return clock.instant().minus(PLACE).toEpochMilli();
    }

    private Datanet open(long datanetId) {
        Datanet datanet = database.read(handle -> Datanets.require(handle, datanetId));
        datanet.requireToken();
        return datanet;
    }

    /** The contribution with this number; {@link DatanetException} when there is none. */
    public Contribution require(long id) {
        return database.read(handle -> ContributionTable.require(handle, id));
    }

    /** What its contributor is to sign. */
    public TypedData typedData(long id) {
        return database.read(handle -> {
            Contribution contribution = ContributionTable.require(handle, id);
            return contribution.typedData(record.domain(), Datanets.require(handle, contribution.datanet()));
        });
    }

    /** Signs with the custodial key of the contributor. */
    public Contribution signCustodial(long id) {
        Contribution contribution = require(id);
        byte[] digest = typedData(id).digest();
        return sign(
                id, Signature.format(accounts.signer(contribution.contributor()).sign(digest)));
    }

    /**
     * Commits a contribution with its contributor's signature over {@link #typedData}. Its rows take their place in the
     * order of all signed rows; log entry and chain record are written in the same transaction. A signature of someone
     * else or over something else is refused, and so is one for a contribution that is signed already.
     */
    public Contribution sign(long id, String signature) {
        Contribution contribution = require(id);
        Datanet datanet = database.read(handle -> Datanets.require(handle, contribution.datanet()));
        requireSignable(contribution);
        wallets.requireSigned(contribution.contributor(), contribution.typedData(record.domain(), datanet), signature);
        String digest = blobs.put(recordOf(contribution, datanet, signature));
        catchUp(contribution, datanet);
        return database.transact(tx -> commit(tx, contribution, datanet, signature, digest));
    }

    /**
     * The Datanet's owner takes rows or not. What has the text of a row that the Datanet has taken meanwhile is not taken.
     *
     * @param reviewer must be the owner
     */
    public Contribution review(long id, String reviewer, Review review) {
        return database.transact(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            Datanet datanet = Datanets.require(tx, contribution.datanet());
            datanet.requireOwner(reviewer, "review");
            if (contribution.state() != State.AWAITING_REVIEW) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "contribution " + id + " does not await review: it is " + contribution.state() + " now");
            }
            long unseen = RowTable.countAcceptedUnseen(tx, id);
            refuseWhatIsTaken(tx, contribution, datanet);
            apply(tx, id, review);
            long more = RowTable.countAcceptedUnseen(tx, id) - unseen;
            if (more > 0 && !review.unseen()) {
                throw new DatanetException(
                        Kind.CONFLICT,
                        "nothing was decided: nobody has looked at " + more
                                + " of these rows. List the rows of contribution " + id
                                + " first, or say that they are accepted unseen, which is recorded");
            }
            RowTable.unfileRejected(tx, id, datanet.schema());
            if (RowTable.countWaiting(tx, id) == 0) {
                ContributionTable.move(tx, id, State.REVIEWED);
            }
            return ContributionTable.require(tx, id);
        });
    }

    private void refuseWhatIsTaken(Handle tx, Contribution contribution, Datanet datanet) {
        List<Candidate> rows = RowTable.withTakenText(tx, contribution.id()).stream()
                .map(kept -> Candidate.of(kept.row(), datanet.schema()))
                .toList();
        if (!rows.isEmpty()) {
            search(tx, contribution, -1)
                    .verdicts(rows, Map.of(), false)
                    .forEach((row, verdict) -> RowTable.follow(tx, row, verdict));
        }
    }

    private DuplicateSearch search(Handle handle, Contribution contribution, long afterPosition) {
        return new DuplicateSearch(
                handle,
                new SearchScope(
                        contribution.contributor(),
                        contribution.datanet(),
                        contribution.id(),
                        SearchScope.heldFrom(handle, heldAfterMillis()),
                        afterPosition),
                PolicyRuleTable.policy(handle, contribution.datanet()));
    }

    /**
     * Rows of a contribution that wait for review, or were reviewed, for who may see them. Those that the Datanet's owner is shown
     * count as seen.
     */
    public ListPage<ReviewedRow> rows(long id, ListRequest request, boolean toOwner) {
        ListPage<ReviewedRow> page = database.read(handle -> DatanetLists.REVIEWED
                .page(handle, request, Map.of("contribution", id))
                .map(line -> RowTable.reviewed(handle, id, Long.parseLong(line)).orElseThrow()));
        if (toOwner && !page.list().isEmpty()) {
            List<Long> lines = page.list().stream()
                    .filter(row -> row.seenMillis().isEmpty())
                    .map(row -> row.row().line())
                    .toList();
            if (!lines.isEmpty()) {
                database.write(tx -> RowTable.seen(tx, id, lines, clock.millis()));
            }
        }
        return page;
    }

    /** How many rows of a contribution wait for the owner's own word. */
    public long heldRows(long id) {
        return database.read(handle -> RowTable.countHeld(handle, id));
    }

    /** How many rows of a contribution were taken that the owner was not shown. */
    public long acceptedUnseen(long id) {
        return database.read(handle -> RowTable.countAcceptedUnseen(handle, id));
    }

    /** What a Datanet was given. */
    public ContributionTable.Tally tally(long datanet) {
        return database.read(handle -> ContributionTable.tally(handle, datanet));
    }

    /** How many rows of a contribution the Datanet's owner has taken. */
    public long acceptedRows(long id) {
        return database.read(handle -> RowTable.countAcceptedOf(handle, id));
    }

    /** How many lines of an upload are not in: screening, review or the chain refused them. */
    public long rejectedLines(Contribution contribution) {
        return contribution.rejected() + database.read(handle -> RowTable.countRejectedOf(handle, contribution.id()));
    }

    /** How many people contributed to any Datanet. */
    public long contributors() {
        return database.read(ContributionTable::countContributors);
    }

    /** What became of each line of an upload, in the order of its lines. */
    public List<LineHistory> history(long id, long afterLine, int limit) {
        return database.read(handle -> RowTable.history(handle, id, afterLine, Math.clamp(limit, 1, MAX_PAGE)));
    }

    /** The row with this leaf; {@link DatanetException} when it is damaged. */
    public Optional<Row> row(String leaf) {
        return database.read(handle -> RowTable.byLeaf(handle, leaf));
    }

    /** The row with this leaf, unless it is damaged or erased. */
    public Optional<Row> wholeRow(String leaf) {
        return database.read(handle -> RowTable.wholeByLeaf(handle, leaf));
    }

    private Contribution open(Datanet datanet, String contributor, FileUpload upload) {
        String nonce = new BigInteger(NONCE_BITS, random).toString();
        return database.transact(tx -> {
            expire(tx);
            Contribution contribution = new Contribution(
                    ContributionTable.nextId(tx),
                    datanet.id(),
                    contributor,
                    State.SCREENING,
                    0,
                    0,
                    Optional.empty(),
                    datanet.termsDigest(),
                    nonce,
                    clock.instant().plus(signingTime).getEpochSecond(),
                    clock.millis(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ChainState.PENDING,
                    "",
                    Optional.of(upload.kind()),
                    Optional.of(upload.mapping().toString()));
            ContributionTable.insertScreening(tx, contribution, ContributionTable.lastPosition(tx));
            return contribution;
        });
    }

    private Screening close(Contribution opened, Datanet datanet, Intake intake) {
        MerkleTree.Growing tree = database.read(handle -> RowTable.treeOfContribution(handle, opened.id()));
        Contribution screened = database.transact(tx -> {
            Optional<String> root = tree.size() == 0 ? Optional.empty() : Optional.of(Hex.of(tree.root()));
            ContributionTable.screened(tx, opened.id(), intake.accepted(), intake.rejected(), root);
            return ContributionTable.require(tx, opened.id());
        });
        List<Rejection> rejected =
                database.read(handle -> RowTable.rejections(handle, opened.id(), Screening.MAX_LISTED));
        return new Screening(
                screened, rejected, screened.root().map(root -> screened.typedData(record.domain(), datanet)));
    }

    private void requireSignable(Contribution contribution) {
        if (contribution.state() != State.AWAITING_SIGNATURE) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "contribution " + contribution.id() + " does not await a signature: it is " + contribution.state()
                            + " now");
        }
        if (contribution.deadlineSeconds() < clock.instant().getEpochSecond()) {
            throw new DatanetException(
                    Kind.CONFLICT, "the time to sign contribution " + contribution.id() + " is over: upload it again");
        }
    }

    /**
     * Compares with what was signed since the last comparison, outside a transaction and as often as needed, so that the
     * commit has next to nothing left to compare.
     */
    private void catchUp(Contribution contribution, Datanet datanet) {
        long checked = database.read(handle -> ContributionTable.checkedPosition(handle, contribution.id()));
        long last = database.read(ContributionTable::lastPosition);
        if (last > checked) {
            List<DuplicateSearch.Found> found =
                    database.read(handle -> laterLeaders(handle, contribution, datanet, checked));
            database.write(tx -> markDuplicates(tx, contribution.id(), found, last));
        }
    }

    private List<DuplicateSearch.Found> laterLeaders(
            Handle handle, Contribution contribution, Datanet datanet, long checked) {
        List<DuplicateSearch.Found> found = new ArrayList<>();
        RowTable.eachPart(handle, contribution.id(), part -> {
            List<Candidate> rows = part.stream()
                    .map(row -> Candidate.of(row, datanet.schema()))
                    .toList();
            search(handle, contribution, checked)
                    .verdicts(rows, Map.of(), false)
                    .forEach((id, verdict) -> found.add(new DuplicateSearch.Found(id, verdict)));
        });
        return found;
    }

    private static void markDuplicates(
            Handle tx, long contribution, List<DuplicateSearch.Found> found, long checkedPosition) {
        found.forEach(each -> RowTable.follow(tx, each.rowId(), each.verdict()));
        ContributionTable.checked(tx, contribution, checkedPosition);
    }

    private Contribution commit(Handle tx, Contribution asked, Datanet datanet, String signature, String recordDigest) {
        Contribution contribution = ContributionTable.require(tx, asked.id());
        requireSignable(contribution);
        long last = ContributionTable.lastPosition(tx);
        long checked = ContributionTable.checkedPosition(tx, asked.id());
        if (last > checked) {
            markDuplicates(tx, asked.id(), laterLeaders(tx, contribution, datanet, checked), last);
        }
        ContributionTable.sign(tx, asked.id(), signature, clock.millis(), last + 1, recordDigest);
        RowTable.commit(tx, asked.id(), last + 1);
        Contribution committed = ContributionTable.require(tx, asked.id());
        record.contributionSigned(tx, datanet, committed);
        return committed;
    }

    /** The public record: everything about a contribution but its rows. */
    private byte[] recordOf(Contribution contribution, Datanet datanet, String signature) {
        SigningDomain domain = record.domain();
        return CanonicalJson.write(Json.object()
                .put("schema", "openledger.contribution/1")
                .put("chainId", domain.chainId())
                .put("registry", domain.registry())
                .put("datanet", datanet.requireToken())
                .put(Role.CONTRIBUTOR.word(), contribution.contributor())
                .put("root", contribution.root().orElseThrow())
                .put("rows", contribution.rows())
                .put("termsDigest", contribution.termsDigest())
                .put("nonce", contribution.nonce())
                .put("deadlineSeconds", contribution.deadlineSeconds())
                .put("signature", signature)
                .build());
    }

    private static void apply(Handle tx, long id, Review review) {
        review.rejected().forEach((line, why) -> requireWaiting(RowTable.refuseLine(tx, id, line, why), id, line));
        review.accepted().forEach(line -> requireWaiting(RowTable.acceptLine(tx, id, line), id, line));
        switch (review.rest()) {
            case ACCEPT -> RowTable.acceptRest(tx, id);
            case REFUSE -> RowTable.refuse(tx, id, review.reason());
            case WAIT -> {
                // they go on waiting
            }
        }
    }

    private static void requireWaiting(boolean found, long id, long line) {
        if (!found) {
            throw new DatanetException(
                    Kind.INVALID, "line " + line + " of contribution " + id + " is no row that awaits review");
        }
    }

    private void expire(Handle tx) {
        for (Contribution late : ContributionTable.late(tx, clock.instant().getEpochSecond())) {
            forgetRows(tx, late);
            ContributionTable.move(tx, late.id(), State.EXPIRED);
        }
    }

    private static void forgetCutOff(Handle tx) {
        ContributionTable.screening(tx).forEach(cutOff -> forget(tx, cutOff));
    }

    /** Forgets an upload that was cut off; nobody has seen its number. */
    private static void forget(Handle tx, Contribution cutOff) {
        forgetRows(tx, cutOff);
        ContributionTable.delete(tx, cutOff.id());
    }

    private static void forgetRows(Handle tx, Contribution contribution) {
        Datanet datanet = Datanets.require(tx, contribution.datanet());
        RowTable.deleteOf(tx, contribution.id(), datanet.schema());
    }
}
