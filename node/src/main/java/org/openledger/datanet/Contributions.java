package org.openledger.datanet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
import org.openledger.datanet.review.ReviewAct;
import org.openledger.datanet.review.ReviewActs;
import org.openledger.datanet.review.ReviewPolicyTable;
import org.openledger.datanet.review.ReviewRole;
import org.openledger.datanet.review.SpotCheckTable;
import org.openledger.datanet.review.VoteTable;
import org.openledger.datanet.row.Candidate;
import org.openledger.datanet.row.DatanetException;
import org.openledger.datanet.row.DecisionTable;
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
import org.openledger.notification.Event;
import org.openledger.notification.Notifications;
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
import org.openledger.verify.datanet.SignedStatement;

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
    private final ReviewActs acts;
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
        this.acts = new ReviewActs(record, clock);
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
        return tryOut(datanetId, contributor, file, asked, () -> false);
    }

    /** @param stopped whether nobody waits for it any more */
    public IntakeReport tryOut(
            long datanetId, String contributor, InputStream file, FileUpload.Asked asked, BooleanSupplier stopped)
            throws IOException {
        Datanet datanet = open(datanetId);
        try (FileUpload upload = FileUpload.open(file, datanet.schema(), limits, asked)) {
            if (upload.problem().isPresent()) {
                return IntakeReport.unmapped(upload);
            }
            Contribution opened = open(datanet, Address.parse(contributor), upload);
            try {
                Intake intake = new Intake(database, opened, rules(datanet), limits, random);
                intake.read(upload, stopped);
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

    /**
     * Keeps what a contributor says of how the rows were made. What is to be signed is another document afterwards, since its nonce
     * commits to the statement.
     */
    public Contribution state(long id, SignedStatement statement) {
        return database.transact(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            requireSignable(contribution);
            ContributionTable.state(
                    tx,
                    id,
                    new String(CanonicalJson.write(statement.json()), StandardCharsets.UTF_8),
                    statement.nonce());
            return ContributionTable.require(tx, id);
        });
    }

    /** A statement's salt, of chance. */
    public String salt() {
        byte[] salt = new byte[SignedStatement.SALT_BYTES];
        random.nextBytes(salt);
        return Hex.of(salt);
    }

    /** Signs with the custodial key of the contributor. */
    public Contribution signCustodial(long id) {
        return sign(id, custodialSignature(id));
    }

    String custodialSignature(long id) {
        byte[] digest = typedData(id).digest();
        return Signature.format(accounts.signer(require(id).contributor()).sign(digest));
    }

    /**
     * Commits a contribution with its contributor's signature over {@link #typedData}. Its rows take their place in the
     * order of all signed rows; log entry and chain record are written in the same transaction. A signature of someone
     * else or over something else is refused, and so is one for a contribution that is signed already.
     */
    public Contribution sign(long id, String signature) {
        return sign(id, signature, (tx, signed, datanet) -> {});
    }

    /** What is done with a contribution in the transaction that signs it. */
    interface Signed {
        void in(Handle tx, Contribution signed, Datanet datanet);
    }

    Contribution sign(long id, String signature, Signed signed) {
        Contribution contribution = require(id);
        Datanet datanet = database.read(handle -> Datanets.require(handle, contribution.datanet()));
        requireSignable(contribution);
        wallets.requireSigned(contribution.contributor(), contribution.typedData(record.domain(), datanet), signature);
        String digest = blobs.put(recordOf(contribution, datanet, signature));
        catchUp(contribution, datanet);
        return database.transact(tx -> {
            signed.in(tx, commit(tx, contribution, datanet, signature, digest), datanet);
            return ContributionTable.require(tx, id);
        });
    }

    /**
     * The Datanet's owner or a curator takes rows or not. What has the text of a row that the Datanet has taken meanwhile is not taken.
     * While votes are taken on a contribution nobody decides alone, but the owner on rows that were appealed.
     *
     * @param reviewer the owner or a curator, and no curator decides on rows of their own
     */
    public Contribution review(long id, String reviewer, Review review) {
        return database.transact(tx -> {
            Contribution contribution = ContributionTable.require(tx, id);
            Datanet datanet = Datanets.require(tx, contribution.datanet());
            DecisionTable.Decider decider = decider(tx, contribution, datanet, reviewer);
            requireAwaitsReview(contribution);
            requireNoVote(tx, contribution, review);
            long accepted = RowTable.countAcceptedOf(tx, id);
            long refused = RowTable.countRejectedOf(tx, id);
            long unseen = DecisionTable.countUnseen(tx, id, decider);
            refuseWhatIsTaken(tx, contribution, datanet);
            apply(tx, id, review, decider);
            long more = DecisionTable.countUnseen(tx, id, decider) - unseen;
            if (more > 0 && !review.unseen()) {
                throw unseen(more, id);
            }
            DecisionTable.see(tx, id, decider);
            acts.done(
                    tx,
                    datanet.id(),
                    id,
                    ReviewAct.Kind.DECIDE,
                    reviewer,
                    Json.object()
                            .put("accepted", RowTable.countAcceptedOf(tx, id) - accepted)
                            .put("refused", RowTable.countRejectedOf(tx, id) - refused)
                            .put("unseen", more)
                            .build());
            close(tx, contribution, datanet);
            return ContributionTable.require(tx, id);
        });
    }

    private DecisionTable.Decider decider(Handle tx, Contribution contribution, Datanet datanet, String reviewer) {
        ReviewRole role = Membership.role(tx, datanet, Address.parse(reviewer)).orElse(ReviewRole.READER);
        if (!role.decides()) {
            datanet.requireOwner(reviewer, "review, and curators that the owner invited");
        }
        if (role == ReviewRole.CURATOR && contribution.contributor().equals(reviewer)) {
            throw new DatanetException(Kind.FORBIDDEN, "a curator does not decide on rows of their own");
        }
        return new DecisionTable.Decider(reviewer, role == ReviewRole.OWNER, clock.millis());
    }

    static void requireAwaitsReview(Contribution contribution) {
        if (contribution.state() != State.AWAITING_REVIEW) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "contribution " + contribution.id() + " does not await review: it is " + contribution.state()
                            + " now");
        }
    }

    private void requireNoVote(Handle tx, Contribution contribution, Review review) {
        Optional<Instant> end = ReviewPolicyTable.of(tx, contribution).votesEnd(contribution);
        if (end.isEmpty() || !clock.instant().isBefore(end.get())) {
            return;
        }
        List<Long> named = new ArrayList<>(review.accepted());
        named.addAll(review.rejected().keySet());
        boolean appeals = review.rest() == Review.Rest.WAIT
                && DecisionTable.votable(tx, contribution.id(), named).isEmpty();
        if (!appeals) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "reviewers vote on contribution " + contribution.id() + " until " + end.get()
                            + ": vote, or decide what is left then");
        }
    }

    static DatanetException unseen(long rows, long id) {
        return new DatanetException(
                Kind.CONFLICT,
                "nothing was decided: nobody has looked at " + rows + " of these rows. List the rows of contribution "
                        + id + " first, or say that they are accepted unseen, which is recorded");
    }

    /** Rows that were refused lead nothing any more; a contribution of which no row waits, and none is looked at, is reviewed. */
    void close(Handle tx, Contribution contribution, Datanet datanet) {
        RowTable.unfileRejected(tx, contribution.id(), datanet.schema());
        if (RowTable.countWaiting(tx, contribution.id()) == 0 && !SpotCheckTable.isOpen(tx, contribution.id())) {
            ContributionTable.move(tx, contribution.id(), State.REVIEWED);
            long taken = RowTable.countAcceptedOf(tx, contribution.id());
            Notifications.tell(
                    tx,
                    Event.DECIDED,
                    List.of(contribution.contributor()),
                    "Of " + Notifications.rows(contribution.rows()) + " of contribution " + contribution.id()
                            + " to Datanet " + datanet.id() + ", " + taken + " came in.",
                    "/contributions/" + contribution.id(),
                    clock.millis());
        }
    }

    /** What has the text of a row that the Datanet has taken meanwhile is refused. */
    void refuseWhatIsTaken(Handle tx, Contribution contribution, Datanet datanet) {
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
     * Rows of a contribution that wait for review, or were reviewed, for who may see them. Those that are shown to who may decide or
     * vote on them count as seen by them.
     *
     * @param viewer their address; empty where it is nobody's who decides or votes
     */
    public ListPage<ReviewedRow> rows(long id, ListRequest request, Optional<String> viewer) {
        ListPage<ReviewedRow> page = database.read(handle -> DatanetLists.REVIEWED
                .page(handle, request, Map.of("contribution", id))
                .map(line -> RowTable.reviewed(handle, id, Long.parseLong(line)).orElseThrow()));
        List<Long> lines = page.list().stream().map(row -> row.row().line()).toList();
        if (viewer.isPresent() && !lines.isEmpty()) {
            database.write(tx -> {
                if (datanetOf(tx, id).owner().equals(viewer.get())) {
                    RowTable.seen(tx, id, lines, clock.millis());
                } else {
                    VoteTable.seen(tx, id, lines, viewer.get());
                }
            });
        }
        return page;
    }

    /** A row of a contribution; {@link DatanetException} where its line is none. */
    public Row rowOf(long id, long line) {
        return database.read(handle -> RowTable.reviewed(handle, id, line))
                .map(ReviewedRow::row)
                .filter(row -> !row.isErased())
                .orElseThrow(() -> new DatanetException(
                        Kind.UNKNOWN, "line " + line + " of contribution " + id + " is no row that is there"));
    }

    private static Datanet datanetOf(Handle handle, long contribution) {
        return Datanets.require(
                handle, ContributionTable.require(handle, contribution).datanet());
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

    /** How many of its rows the contributor took back. */
    public long withdrawnRows(long id) {
        return database.read(handle -> RowTable.countWithdrawnOf(handle, id));
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
                    Optional.of(upload.mapping().toString()),
                    Optional.empty(),
                    Optional.empty());
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

    /** Refuses one that is signed, or can be signed no more. */
    public void requireSignable(Contribution contribution) {
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
        if (!contribution.nonce().equals(asked.nonce())) {
            throw new DatanetException(
                    Kind.CONFLICT,
                    "contribution " + asked.id() + " got another statement meanwhile: sign what it is now");
        }
        long last = ContributionTable.lastPosition(tx);
        long checked = ContributionTable.checkedPosition(tx, asked.id());
        if (last > checked) {
            markDuplicates(tx, asked.id(), laterLeaders(tx, contribution, datanet, checked), last);
        }
        ContributionTable.sign(
                tx,
                asked.id(),
                signature,
                clock.millis(),
                last + 1,
                recordDigest,
                Optional.of(ReviewPolicyTable.latest(tx, datanet.id()).number()).filter(number -> number > 0));
        RowTable.commit(tx, asked.id(), last + 1);
        Contribution committed = ContributionTable.require(tx, asked.id());
        record.contributionSigned(tx, datanet, committed);
        Notifications.tell(
                tx,
                Event.REVIEW,
                Membership.voters(tx, datanet),
                "Contribution " + committed.id() + " to Datanet " + datanet.id() + " has "
                        + Notifications.rows(committed.rows()) + " to review.",
                "/contributions/" + committed.id(),
                clock.millis());
        return committed;
    }

    /** The public record: everything about a contribution but its rows. */
    private byte[] recordOf(Contribution contribution, Datanet datanet, String signature) {
        SigningDomain domain = record.domain();
        Json.ObjectBuilder content = Json.object();
        contribution.stated().ifPresent(statement -> content.put("statement", statement.json()));
        return CanonicalJson.write(content.put("schema", "openledger.contribution/1")
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

    private static void apply(Handle tx, long id, Review review, DecisionTable.Decider decider) {
        review.rejected()
                .forEach((line, why) -> requireWaiting(DecisionTable.refuseLine(tx, id, line, why, decider), id, line));
        review.accepted().forEach(line -> requireWaiting(DecisionTable.acceptLine(tx, id, line, decider), id, line));
        switch (review.rest()) {
            case ACCEPT -> DecisionTable.acceptRest(tx, id, decider);
            case REFUSE -> DecisionTable.refuseRest(tx, id, review.reason(), decider);
            case WAIT -> {
                // they go on waiting
            }
        }
    }

    static void requireWaiting(boolean found, long id, long line) {
        if (!found) {
            throw new DatanetException(
                    Kind.INVALID,
                    "line " + line + " of contribution " + id
                            + " is no row that awaits review; on one that was appealed the owner alone decides");
        }
    }

    private void expire(Handle tx) {
        for (Contribution late : ContributionTable.late(tx, clock.instant().getEpochSecond())) {
            discard(tx, late);
        }
    }

    /** Forgets an upload that its contributor does not want to sign any more. */
    public static void discard(Handle tx, Contribution unsigned) {
        forgetRows(tx, unsigned);
        ContributionTable.move(tx, unsigned.id(), State.EXPIRED);
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
