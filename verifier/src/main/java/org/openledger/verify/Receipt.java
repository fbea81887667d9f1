package org.openledger.verify;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openledger.verify.bytes.CanonicalJson;
import org.openledger.verify.bytes.Hashes;
import org.openledger.verify.bytes.Hex;
import org.openledger.verify.bytes.Json;
import org.openledger.verify.bytes.Worded;

/**
 * The record of one inference: what ran, what it cost, who shaped it, how sure. A value of this type has the shape that its
 * schema demands; whether its sums hold is for {@link Sums}, because a signed receipt with wrong sums must still be
 * readable: it is evidence against its operator.
 *
 * <p>A receipt of schema {@code openledger.receipt/6} commits to its evidence and does not say it: rows, spans and
 * sources are empty, unless it was opened with them. Its bytes are the same either way. Each share says how much of the answer rows
 * carry and how far they support it, and intervals are of runs with other seeds, see {@link OtherSeeds}. One of {@code
 * openledger.receipt/5} widens all intervals by one factor, one of {@code openledger.receipt/4} does not say what rows carry either, one of {@code openledger.receipt/3} has intervals of the answer's
 * tokens alone, one of {@code openledger.receipt/2} says nothing of support either, and one of {@code openledger.receipt/1} has its
 * evidence in the clear.
 *
 * @param id 32 hexadecimal digits, chosen at random before the answer starts
 * @param operator who signs this receipt
 * @param payer whose deposit pays for it
 * @param retrieval what the answer was given as sources; absent when no Datanet was to be searched
 * @param evidence the digest of the evidence; absent from receipts that say it in the clear
 * @param upstream which other engine computed the answer; absent where the operator's own did
 * @param withheld that the answer was not given; absent where it was
 */
public record Receipt(
        String id,
        long timeMillis,
        String operator,
        String payer,
        Chain chain,
        LogIdentity log,
        Model model,
        Request request,
        Answer answer,
        Attribution attribution,
        Optional<Retrieval> retrieval,
        Fee fee,
        List<Payment> payments,
        Optional<String> evidence,
        Optional<Upstream> upstream,
        Optional<Withheld> withheld) {
    /**
     * The schema of receipts that commit to their evidence, say of each share how much rows carry and how far they support it, and have
     * intervals of runs with other seeds, that of who leads the answer by a factor of its own.
     */
    public static final String SCHEMA = "openledger.receipt/6";
    /** The schema of receipts that widen all intervals by one factor. */
    public static final String ONE_FACTOR_SCHEMA = "openledger.receipt/5";
    /** The schema of receipts that do not say what rows carry. */
    public static final String UNCARRIED_SCHEMA = "openledger.receipt/4";
    /** The schema of receipts whose intervals are of the answer's tokens alone. */
    public static final String TOKENS_SCHEMA = "openledger.receipt/3";
    /** The schema of receipts that commit to their evidence. */
    public static final String UNSUPPORTED_SCHEMA = "openledger.receipt/2";
    /** The schema of receipts that say it in the clear. */
    public static final String CLEAR_SCHEMA = "openledger.receipt/1";

    private static final int ID_BYTES = 16;
    private static final int MAX_SHARES = 10_000;
    private static final int MAX_VERSIONS = 1_000;
    private static final int MAX_SPANS = 10_000;
    private static final int MAX_ROWS = 5;
    private static final int MAX_SOURCES = 32;
    private static final int MAX_SEARCHED = 32;
    private static final int MAX_PROMPT_BYTES = 100_000_000;
    private static final int MAX_TOKENS = 10_000_000;
    private static final int WHOLE_BPS = 10_000;
    /** As the ModelRegistry has it: ancestors together get at most half of the developer's part. */
    static final int MAX_STACK_BPS = 5_000;

    private static final int MAX_ANCESTORS = 64;

    public Receipt {
        payments = List.copyOf(payments);
        Require.that(Hex.isBytes(id, ID_BYTES, false), "id must be 32 lowercase hexadecimal digits");
        Require.range("timeMillis", timeMillis, 1, Json.MAX_INTEGER);
        Require.address("operator", operator);
        Require.address("payer", payer);
        requireEvidenceFits(attribution, model, answer);
        retrieval.ifPresent(trail -> requireSourcesFit(trail, attribution));
        retrieval.ifPresent(trail -> requireOneLicence(model, trail));
        evidence.ifPresent(root -> Require.digest("evidence", root));
        Require.atMost(
                "payments", payments.size(), 2 * MAX_SHARES + MAX_VERSIONS + MAX_ANCESTORS + Role.values().length);
        requireDistinct("payments", payments, payment -> List.of(payment.role, payment.account));
        requireOrder("payments", payments, Payment.ORDER);
    }

    /** A receipt that says its evidence in the clear. */
    public Receipt(
            String id,
            long timeMillis,
            String operator,
            String payer,
            Chain chain,
            LogIdentity log,
            Model model,
            Request request,
            Answer answer,
            Attribution attribution,
            Optional<Retrieval> retrieval,
            Fee fee,
            List<Payment> payments) {
        this(
                id,
                timeMillis,
                operator,
                payer,
                chain,
                log,
                model,
                request,
                answer,
                attribution,
                retrieval,
                fee,
                payments,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This receipt of an answer that another engine computed. */
    public Receipt computedBy(Upstream engine) {
        return with(attribution, retrieval, evidence, Optional.of(engine), withheld);
    }

    /** This receipt of an answer that was not given. */
    public Receipt withheld(Withheld why) {
        return with(attribution, retrieval, evidence, upstream, Optional.of(why));
    }

    /** This receipt with intervals of other seeds. */
    Receipt ofOtherSeeds(OtherSeeds said) {
        return with(attribution.with(Optional.of(said)), retrieval, evidence, upstream, withheld);
    }

    /** The contracts that hold the money and the anchors. */
    public record Chain(long id, String escrow, String anchor, String distributor) {
        public Chain {
            Require.range("id", id, 1, Json.MAX_INTEGER);
            Require.address("escrow", escrow);
            Require.address("anchor", anchor);
            Require.address("distributor", distributor);
        }
    }

    /** The log this receipt is in: its origin, and the C2SP verifier key its checkpoints are signed with. */
    public record LogIdentity(String origin, String key) {
        public LogIdentity {
            Require.that(verifierKeyOf(key).name().equals(origin), "key is not of the log " + origin);
        }

        public VerifierKey verifierKey() {
            return verifierKeyOf(key);
        }

        private static VerifierKey verifierKeyOf(String key) {
            return VerifierKey.parse(key);
        }
    }

    /**
     * What answered. A base model asked without an adapter has an empty {@code adapterDigest} and {@code run}, and no
     * versions.
     *
     * @param token the model's id in the ModelRegistry, decimal
     * @param run that trained the adapter; {@value #BROUGHT} and an id where its owner brought it: then the versions are what the
     *     owner declares, and nobody proved them
     * @param ancestors the models that it was built on, and those that these were, ascending by their ids in the ModelRegistry; none
     *     where it was built on none
     */
    public record Model(
            String name,
            String token,
            String baseDigest,
            String adapterDigest,
            String tokenizerDigest,
            String run,
            List<Version> versions,
            List<Ancestor> ancestors) {
        /** Begins what stands for the run of an adapter that no run of the node trained. */
        public static final String BROUGHT = "brought/";

        /** One that was built on no other. */
        public Model(
                String name,
                String token,
                String baseDigest,
                String adapterDigest,
                String tokenizerDigest,
                String run,
                List<Version> versions) {
            this(name, token, baseDigest, adapterDigest, tokenizerDigest, run, versions, List.of());
        }

        public Model {
            versions = List.copyOf(versions);
            ancestors = List.copyOf(ancestors);
            Require.name("name", name);
            Require.decimal("token", token);
            Require.digest("baseDigest", baseDigest);
            Require.digest("tokenizerDigest", tokenizerDigest);
            if (adapterDigest.isEmpty()) {
                Require.that(run.isEmpty() && versions.isEmpty(), "a base model alone has neither run nor versions");
            } else {
                Require.digest("adapterDigest", adapterDigest);
                Require.name("run", run);
            }
            Require.atMost("versions", versions.size(), MAX_VERSIONS);
            requireDistinct("versions", versions, Version::datanet);
            Require.atMost("ancestors", ancestors.size(), MAX_ANCESTORS);
            requireDistinct("ancestors", ancestors, Ancestor::token);
            requireOrder("ancestors", ancestors, Ancestor.ORDER);
            Require.range(
                    "the sum of ancestors' bps",
                    ancestors.stream().mapToLong(Ancestor::bps).sum(),
                    0,
                    MAX_STACK_BPS);
        }

        /** This model with those that it was built on. */
        public Model owing(List<Ancestor> owed) {
            return new Model(name, token, baseDigest, adapterDigest, tokenizerDigest, run, versions, owed);
        }

        /** This model with the licence of each version. */
        public Model licensed(Function<Version, Licensed> licences) {
            List<Version> said = versions.stream()
                    .map(each -> new Version(each.datanet, each.number, each.root, Optional.of(licences.apply(each))))
                    .toList();
            return new Model(name, token, baseDigest, adapterDigest, tokenizerDigest, run, said, ancestors);
        }

        /** Whether the versions are declared, not proven. */
        public boolean declared() {
            return run.startsWith(BROUGHT);
        }

        /** The ids of the Datanets it was trained on, in the order of its versions. */
        public List<String> datanets() {
            return versions.stream().map(Version::datanet).toList();
        }
    }

    /**
     * A model that another was built on, whether itself or by one between them.
     *
     * @param token its id in the ModelRegistry, decimal
     * @param owner who owned it when the answer was paid
     * @param bps what it gets of the developer's part, as the ModelRegistry fixed it
     */
    public record Ancestor(String token, String owner, int bps) {
        static final Comparator<Ancestor> ORDER = Comparator.comparing(ancestor -> new BigInteger(ancestor.token));

        public Ancestor {
            Require.decimal("token", token);
            Require.address("owner", owner);
            Require.range("bps", bps, 0, MAX_STACK_BPS);
        }
    }

    /**
     * One version of a Datanet, by its number and the Merkle root of its rows.
     *
     * @param licensed under what it was used; absent from receipts that do not say it
     */
    public record Version(String datanet, long number, String root, Optional<Licensed> licensed) {
        public Version {
            Require.decimal("datanet", datanet);
            Require.range("number", number, 1, Json.MAX_INTEGER);
            Require.digest("root", root);
        }

        /** Of a receipt that says no licences. */
        public Version(String datanet, long number, String root) {
            this(datanet, number, root, Optional.empty());
        }
    }

    /**
     * Under what a version was used.
     *
     * @param licence its SPDX identifier
     * @param termsDigest SHA-256 of the terms that its contributors signed
     */
    public record Licensed(String licence, String termsDigest) {
        public Licensed {
            Require.name("licence", licence);
            Require.digest("termsDigest", termsDigest);
        }
    }

    /** What was asked; the digest is of salt and rendered prompt, and opens with {@link ReceiptFile.Opening}. */
    public record Request(String digest, int tokens, int maxTokens, int temperaturePpm, long seed) {
        public Request {
            Require.digest("digest", digest);
            Require.range("tokens", tokens, 0, MAX_TOKENS);
            Require.range("maxTokens", maxTokens, 1, MAX_TOKENS);
            Require.range("temperaturePpm", temperaturePpm, 0, 100 * Require.PPM);
            Require.range("seed", seed, -Json.MAX_INTEGER, Json.MAX_INTEGER);
        }
    }

    /** What was answered. */
    public record Answer(String digest, int tokens, Finish finish) {
        public Answer {
            Require.digest("digest", digest);
            Require.range("tokens", tokens, 0, MAX_TOKENS);
        }
    }

    /** Why an answer ended. */
    public enum Finish implements Worded {
        /** The model ended it, or it came to a text that was to stop it. */
        STOP,
        /** It came to the most tokens that were asked for. */
        LENGTH;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Another engine that computed the answer. The operator's engine scored its tokens again; where a token's log-probability
     * differs by more than the tolerance, the answer is not that of the model, and is attributed to nobody.
     *
     * @param name what the operator calls it
     * @param differenceNanonats by how much a token's log-probability differs at most
     * @param toleranceNanonats by how much it may
     */
    public record Upstream(String name, long differenceNanonats, long toleranceNanonats) {
        public Upstream {
            Require.name("name", name);
            Require.notNegative("differenceNanonats", differenceNanonats);
            Require.notNegative("toleranceNanonats", toleranceNanonats);
        }

        /** Whether the answer is that of the model, as far as its log-probabilities show. */
        public boolean agrees() {
            return differenceNanonats <= toleranceNanonats;
        }
    }

    /**
     * An answer that its caller did not get, but a sentence instead: the caller asked for a least support, and no contributor's
     * rows reach it. The receipt is of the answer that was withheld. Its data part is neither charged nor paid.
     *
     * @param minimumPpm the support that the caller asked for
     */
    public record Withheld(int minimumPpm) {
        public Withheld {
            Require.ppm("minimumPpm", minimumPpm);
        }
    }

    /**
     * Who shaped the answer, by which method. Shares stand largest first, then by address; their parts, the base's and
     * the unattributed part sum to 1,000,000.
     *
     * @param deltaNanonats the answer's log-likelihood under the model minus under the base
     * @param otherSeeds what the intervals say of runs with other seeds; absent where they say nothing of them
     */
    public record Attribution(
            String method,
            String code,
            Readiness ready,
            String influenceDigest,
            String indexDigest,
            long seed,
            int tolerancePpm,
            List<Share> shares,
            int basePpm,
            int unattributedPpm,
            int confidencePpm,
            long deltaNanonats,
            Optional<OtherSeeds> otherSeeds) {
        public static final String METHOD = "counterfactual-adapters/11";

        public Attribution {
            shares = List.copyOf(shares);
            Require.name("method", method);
            Require.name("code", code);
            Require.digest("influenceDigest", influenceDigest);
            Require.digest("indexDigest", indexDigest);
            Require.range("seed", seed, -Json.MAX_INTEGER, Json.MAX_INTEGER);
            Require.ppm("tolerancePpm", tolerancePpm);
            Require.ppm("basePpm", basePpm);
            Require.ppm("unattributedPpm", unattributedPpm);
            Require.ppm("confidencePpm", confidencePpm);
            Require.range("deltaNanonats", deltaNanonats, -Json.MAX_INTEGER, Json.MAX_INTEGER);
            Require.atMost("shares", shares.size(), MAX_SHARES);
            requireDistinct("shares", shares, Share::contributor);
            requireOrder("shares", shares, Share.ORDER);
            Require.that(
                    shares.stream()
                                    .map(share -> share.support.isPresent())
                                    .distinct()
                                    .count()
                            <= 1,
                    "some shares say their support, and others do not");
            Require.that(
                    shares.stream().map(Share::saysCarried).distinct().count() <= 1,
                    "some shares say what their rows carry, and others do not");
            if (otherSeeds.isPresent()) {
                requireFits(otherSeeds.get(), shares);
            } else {
                Require.that(!saysCarried(shares), "what rows carry is said beside otherSeeds");
            }
        }

        /** One whose intervals say nothing of other seeds. */
        public Attribution(
                String method,
                String code,
                Readiness ready,
                String influenceDigest,
                String indexDigest,
                long seed,
                int tolerancePpm,
                List<Share> shares,
                int basePpm,
                int unattributedPpm,
                int confidencePpm,
                long deltaNanonats) {
            this(
                    method,
                    code,
                    ready,
                    influenceDigest,
                    indexDigest,
                    seed,
                    tolerancePpm,
                    shares,
                    basePpm,
                    unattributedPpm,
                    confidencePpm,
                    deltaNanonats,
                    Optional.empty());
        }

        private static void requireFits(OtherSeeds said, List<Share> shares) {
            Require.that(
                    !shares.isEmpty() && shares.stream().allMatch(share -> share.support.isPresent()),
                    "otherSeeds are said of shares that say their support");
            Require.that(
                    said.leadFactorPpm().isEmpty() || saysCarried(shares),
                    "leadFactorPpm is said of shares that say what rows carry");
            Set<String> sharing = shares.stream().map(Share::contributor).collect(Collectors.toSet());
            said.foreseen()
                    .forEach(contributor ->
                            Require.that(sharing.contains(contributor), "foreseen: " + contributor + " has no share"));
        }

        /** Whether each share says how far rows support it, and there is one. */
        public boolean saysSupport() {
            return shares.stream().anyMatch(share -> share.support.isPresent());
        }

        /** Whether each share says what its rows carry, and there is one. */
        public boolean saysCarried() {
            return saysCarried(shares);
        }

        private static boolean saysCarried(List<Share> shares) {
            return shares.stream().anyMatch(Share::saysCarried);
        }

        private Attribution with(List<Share> other) {
            return with(other, otherSeeds);
        }

        private Attribution with(Optional<OtherSeeds> said) {
            return with(shares, said);
        }

        private Attribution with(List<Share> other, Optional<OtherSeeds> said) {
            return new Attribution(
                    method,
                    code,
                    ready,
                    influenceDigest,
                    indexDigest,
                    seed,
                    tolerancePpm,
                    other,
                    basePpm,
                    unattributedPpm,
                    confidencePpm,
                    deltaNanonats,
                    said);
        }
    }

    /**
     * What a receipt says of runs that learn the same rows with other seeds. An effect is exact in the run that answered, where an
     * adapter without the contributor's rows measured it. Its interval is of a run with another seed: nine of ten effects there lie
     * inside, which is measured by training with another seed.
     *
     * @param factorPpm by how much the intervals of the answer's tokens are widened for that, in parts per million
     * @param leadFactorPpm the same of who leads the answer, to whom at least half of all goes that made it likelier; absent where it is
     *     {@code factorPpm}
     * @param commonPpm of the squared doubt of each effect, the part that all answers of the run have in common, so that no number
     *     of answers averages it out
     * @param foreseen contributors whose effects are foreseen to first order, and not exact; sorted
     */
    public record OtherSeeds(int factorPpm, Optional<Integer> leadFactorPpm, int commonPpm, List<String> foreseen) {
        private static final int MAX_FACTOR_PPM = 1_000_000_000;

        public OtherSeeds {
            foreseen = List.copyOf(foreseen);
            Require.range("factorPpm", factorPpm, 0, MAX_FACTOR_PPM);
            leadFactorPpm.ifPresent(factor -> Require.range("leadFactorPpm", factor, 0, MAX_FACTOR_PPM));
            Require.ppm("commonPpm", commonPpm);
            Require.atMost("foreseen", foreseen.size(), MAX_SHARES);
            foreseen.forEach(contributor -> Require.address("foreseen", contributor));
            requireDistinct("foreseen", foreseen, Function.identity());
            requireOrder("foreseen", foreseen, Comparator.naturalOrder());
        }
    }

    /** Whether the counterfactual adapters were there when the answer was given. */
    public enum Readiness implements Worded {
        BEFORE_ANSWER,
        AFTER_ANSWER;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How far rows carry what the answer says: anybody's, where no sources stood in the prompt, since the answer was taught then and others'
     * rows that made it likelier helped; each contributor's own otherwise, and in receipts of before {@link Attribution#METHOD}. What
     * rows shaped is causation: what training without them changes. What they carry is provenance: whose rows say it.
     *
     * @param shapedPpm what its rows shaped of the answer: its part of the credit if all of it were carried
     * @param ppm the part of that which counts, in parts per million, by what is carried; the part of the credit is the product of both,
     *     rounded down
     * @param carriedPpm how much of what the answer says stands in its rows for that question, in whole percents, rounded down: a finer
     *     number would let more guesses at a private answer be confirmed; empty in receipts that do not say it
     */
    public record Support(int shapedPpm, int ppm, Optional<Integer> carriedPpm) {
        /** One percent. */
        public static final int CARRIED_STEP_PPM = 10_000;

        public Support {
            Require.ppm("shapedPpm", shapedPpm);
            Require.ppm("supportPpm", ppm);
            carriedPpm.ifPresent(carried -> {
                Require.ppm("carriedPpm", carried);
                Require.that(
                        carried % CARRIED_STEP_PPM == 0, "carriedPpm must be whole percents, not " + carried + " ppm");
            });
        }

        /** One that does not say what rows carry. */
        public Support(int shapedPpm, int ppm) {
            this(shapedPpm, ppm, Optional.empty());
        }

        /** The part of the credit. */
        public int creditPpm() {
            return (int) ((long) shapedPpm * ppm / Require.PPM);
        }
    }

    /**
     * One contributor's part of the credit, with its evidence: the effect on the answer's log-likelihood of training
     * without this contributor, the interval around it, the rows nearest to the answer (best first), and the parts of
     * the answer that stand in the contributor's rows word for word.
     *
     * @param support of receipts that say it
     */
    public record Share(
            String contributor,
            int ppm,
            Optional<Support> support,
            long effectNanonats,
            long lowNanonats,
            long highNanonats,
            List<RowScore> rows,
            List<Span> spans) {
        static final Comparator<Share> ORDER =
                Comparator.comparingInt(Share::ppm).reversed().thenComparing(Share::contributor);

        /** Of a receipt that says nothing of support. */
        public Share(
                String contributor,
                int ppm,
                long effectNanonats,
                long lowNanonats,
                long highNanonats,
                List<RowScore> rows,
                List<Span> spans) {
            this(contributor, ppm, Optional.empty(), effectNanonats, lowNanonats, highNanonats, rows, spans);
        }

        public Share {
            rows = List.copyOf(rows);
            spans = List.copyOf(spans);
            Require.address("contributor", contributor);
            Require.ppm("ppm", ppm);
            Require.range("effectNanonats", effectNanonats, -Json.MAX_INTEGER, Json.MAX_INTEGER);
            Require.range("lowNanonats", lowNanonats, -Json.MAX_INTEGER, highNanonats);
            Require.range("highNanonats", highNanonats, lowNanonats, Json.MAX_INTEGER);
            Require.atMost("rows", rows.size(), MAX_ROWS);
            Require.atMost("spans", spans.size(), MAX_SPANS);
            requireDistinct("rows", rows, RowScore::leaf);
            requireOrder("rows", rows, RowScore.ORDER);
            requireDistinct("spans", spans, span -> List.of(span.start, span.length));
            requireOrder("spans", spans, Span.ORDER);
        }

        Share with(List<RowScore> shownRows, List<Span> shownSpans) {
            return new Share(
                    contributor, ppm, support, effectNanonats, lowNanonats, highNanonats, shownRows, shownSpans);
        }

        Share with(Optional<Support> said) {
            return new Share(contributor, ppm, said, effectNanonats, lowNanonats, highNanonats, rows, spans);
        }

        boolean saysCarried() {
            return support.flatMap(Support::carriedPpm).isPresent();
        }

        /** An effect in 10⁻⁹ nats as far as it counts: what helps counts as far as rows support it. */
        long countedNanonats(long nanonats) {
            return nanonats <= 0 || support.isEmpty()
                    ? nanonats
                    : BigInteger.valueOf(nanonats)
                            .multiply(BigInteger.valueOf(support.get().ppm()))
                            .divide(BigInteger.valueOf(Require.PPM))
                            .longValueExact();
        }
    }

    /** A row that speaks for a share, by its leaf in its Datanet's tree. */
    public record RowScore(String leaf, String datanet, int scorePpm) {
        static final Comparator<RowScore> ORDER =
                Comparator.comparingInt(RowScore::scorePpm).reversed();

        public RowScore {
            Require.digest("leaf", leaf);
            Require.decimal("datanet", datanet);
            Require.ppm("scorePpm", scorePpm);
        }
    }

    /**
     * A part of the answer, in answer tokens, that stands word for word in training rows.
     *
     * @param count how often it occurs in the model's training rows
     * @param rows the leaves of at most five of this contributor's rows that hold it
     */
    public record Span(int start, int length, long count, List<String> rows) {
        static final Comparator<Span> ORDER =
                Comparator.comparingInt(Span::start).thenComparingInt(Span::length);

        public Span {
            rows = List.copyOf(rows);
            Require.range("start", start, 0, MAX_TOKENS);
            Require.range("length", length, 1, MAX_TOKENS);
            Require.range("count", count, 1, Json.MAX_INTEGER);
            Require.range("the number of rows", rows.size(), 1, Math.min(count, MAX_ROWS));
            rows.forEach(leaf -> Require.digest("rows", leaf));
            requireDistinct("rows", rows, Function.identity());
        }
    }

    /**
     * What was searched for sources, and what each source in the prompt did to the answer. Offsets count bytes of the prompt's
     * UTF-8: with them and the opened prompt anyone has the prompt without a source. The effects of a contributor's sources are
     * part of the effect of its share.
     *
     * @param method how the sources' effects were measured
     * @param start where the block of all sources begins in the prompt; 0 without sources
     * @param end where it ends: what is left around it is the prompt that the base model was asked
     * @param searched the versions that were searched
     * @param sources in the order of the prompt; none when nothing was found, or nothing fitted
     * @param datanets the ids of the Datanets that sources are from, in the order of the sources: their commons share in the fee
     */
    public record Retrieval(
            String method, int start, int end, List<Searched> searched, List<Source> sources, List<String> datanets) {
        public Retrieval {
            searched = List.copyOf(searched);
            sources = List.copyOf(sources);
            datanets = List.copyOf(datanets);
            Require.name("method", method);
            Require.range("start", start, 0, MAX_PROMPT_BYTES);
            Require.range("end", end, start, MAX_PROMPT_BYTES);
            Require.range("the number of searched versions", searched.size(), 1, MAX_SEARCHED);
            Require.atMost("sources", sources.size(), MAX_SOURCES);
            Require.that(!sources.isEmpty() || end == start, "there is a block of sources, but no source");
            Require.atMost("datanets", datanets.size(), MAX_SOURCES);
            datanets.forEach(datanet -> Require.decimal("datanets", datanet));
            requireDistinct("datanets", datanets, Function.identity());
            Require.that(
                    sources.isEmpty() || datanets.equals(datanetsOf(sources)),
                    "datanets are not those that the sources are from");
            requireDistinct("searched", searched, Searched::datanet);
            requireDistinct("sources", sources, Source::leaf);
            int at = start;
            for (int i = 0; i < sources.size(); i++) {
                Source source = sources.get(i);
                Require.that(source.number == i + 1, "sources[" + i + "] has the number " + source.number);
                Require.that(
                        source.start >= at && source.end <= end,
                        "sources[" + i + "] does not follow the one before inside the block");
                at = source.end;
            }
        }

        /** One that says its sources, and so their Datanets. */
        public Retrieval(String method, int start, int end, List<Searched> searched, List<Source> sources) {
            this(method, start, end, searched, sources, datanetsOf(sources));
        }

        private static List<String> datanetsOf(List<Source> sources) {
            return sources.stream().map(Source::datanet).distinct().toList();
        }

        /** This trail with the licence of each version. */
        public Retrieval licensed(Function<Searched, Licensed> licences) {
            List<Searched> said = searched.stream()
                    .map(each -> new Searched(
                            each.datanet, each.number, each.root, each.indexDigest, Optional.of(licences.apply(each))))
                    .toList();
            return new Retrieval(method, start, end, said, sources, datanets);
        }

        Retrieval with(int blockStart, int blockEnd, List<Source> given) {
            return new Retrieval(method, blockStart, blockEnd, searched, given, datanets);
        }
    }

    /** A version that was searched, with the digest of the index: SHA-256 over base, leaves and vectors. */
    public record Searched(String datanet, long number, String root, String indexDigest, Optional<Licensed> licensed) {
        /** Of a receipt that says no licences. */
        public Searched(String datanet, long number, String root, String indexDigest) {
            this(datanet, number, root, indexDigest, Optional.empty());
        }

        public Searched {
            Require.decimal("datanet", datanet);
            Require.range("number", number, 1, Json.MAX_INTEGER);
            Require.digest("root", root);
            Require.digest("indexDigest", indexDigest);
        }
    }

    /**
     * A row that was given to the model as a source.
     *
     * @param number it was given in the prompt, from 1
     * @param start of its text and number, in bytes of the prompt
     * @param effectNanonats what it added to the answer's log-likelihood
     */
    public record Source(
            int number,
            String leaf,
            String datanet,
            String contributor,
            int start,
            int end,
            long effectNanonats,
            long lowNanonats,
            long highNanonats) {
        public Source {
            Require.digest("leaf", leaf);
            Require.decimal("datanet", datanet);
            Require.address("contributor", contributor);
            Require.range("end", end, start + 1L, MAX_PROMPT_BYTES);
            Require.range("effectNanonats", effectNanonats, -Json.MAX_INTEGER, Json.MAX_INTEGER);
            Require.range("lowNanonats", lowNanonats, -Json.MAX_INTEGER, highNanonats);
            Require.range("highNanonats", highNanonats, lowNanonats, Json.MAX_INTEGER);
        }
    }

    /**
     * What the inference cost, by which parts it is split, and how contributors get theirs.
     *
     * @param parameters where the split comes from, and then it is within the bounds there; empty where no vote can change it
     */
    public record Fee(long totalGwei, SplitBps splitBps, PayRule rule, Optional<Parameters> parameters) {
        /** Of a split that no vote can change. */
        public Fee(long totalGwei, SplitBps splitBps, PayRule rule) {
            this(totalGwei, splitBps, rule, Optional.empty());
        }

        public Fee {
            Require.notNegative("totalGwei", totalGwei);
            if (parameters.isPresent()) {
                splitBps.requireVotable();
            }
        }
    }

    /**
     * Which split of the Parameters contract was in force when the answer was admitted.
     *
     * @param contract its address
     * @param block that has its event {@code SplitSet}
     */
    public record Parameters(String contract, long block) {
        public Parameters {
            Require.address("contract", contract);
            Require.notNegative("block", block);
        }
    }

    /** How contributors get the gwei of their shares. */
    public enum PayRule implements Worded {
        /** All of them with the answer. Receipts that name no rule are of the time when there was no other. */
        AT_ONCE(""),
        /** What is sure of them with the answer; the rest waits for the epoch's audit, which nets all harm. */
        LOWER_BOUND_1("lower-bound/1"),
        /** The same; the audit nets harm as far as answers of more than one payer show it, see {@link EpochAudit}. */
        LOWER_BOUND("lower-bound/2");

        private final String word;

        PayRule(String word) {
            this.word = word;
        }

        /** As the receipt says it; empty for {@link #AT_ONCE}, which it does not say. */
        @Override
        public String word() {
            return word;
        }

        static PayRule ofWord(String word) {
            Require.that(!word.isEmpty(), "rule must be a word, or absent");
            return Require.word("rule", PayRule.class, word);
        }
    }

    /** Basis points of the fee for each role; together 10,000. */
    public record SplitBps(int treasury, int stakers, int operator, int base, int developer, int data) {
        /** Treasury 5 %, stakers 5 %, operator 15 %, base model 5 %, developer 20 %, data 50 %. */
        public static final SplitBps STANDARD = new SplitBps(500, 500, 1500, 500, 2000, 5000);

        public SplitBps {
            Require.range("treasury", treasury, 0, WHOLE_BPS);
            Require.range("stakers", stakers, 0, WHOLE_BPS);
            Require.range("operator", operator, 0, WHOLE_BPS);
            Require.range("base", base, 0, WHOLE_BPS);
            Require.range("developer", developer, 0, WHOLE_BPS);
            Require.range("data", data, 0, WHOLE_BPS);
        }

        /** What a vote can make of a split at least and at most: {@code splitBounds()} of the Parameters contract. */
        public static final SplitBps LOWEST = new SplitBps(0, 0, 500, 0, 500, 3_000);

        public static final SplitBps HIGHEST = new SplitBps(1_000, 2_000, 4_000, 2_000, 4_000, 9_000);

        /** Refuses a split that no vote can set. */
        public void requireVotable() {
            for (Part part : Part.values()) {
                Require.range(part.name().toLowerCase(Locale.ROOT), of(part), LOWEST.of(part), HIGHEST.of(part));
            }
        }

        /** The parts of a fee. Where remainders are equal, the earlier part has the gwei. */
        enum Part {
            TREASURY,
            STAKERS,
            OPERATOR,
            BASE,
            DEVELOPER,
            DATA
        }

        int of(Part part) {
            return switch (part) {
                case TREASURY -> treasury;
                case STAKERS -> stakers;
                case OPERATOR -> operator;
                case BASE -> base;
                case DEVELOPER -> developer;
                case DATA -> data;
            };
        }

        int sum() {
            return treasury + stakers + operator + base + developer + data;
        }
    }

    /**
     * One part of the fee. Payments stand in the order of their {@link Role}s, then by account.
     *
     * @param account an address, or treasury, stakers, commons:&lt;datanet&gt;
     */
    public record Payment(String account, Role role, long gwei) {
        private static final String COMMONS = "commons:";

        static final Comparator<Payment> ORDER =
                Comparator.comparing(Payment::role).thenComparing(Payment::account);

        public Payment {
            Require.range("gwei", gwei, 1, Json.MAX_INTEGER);
            switch (role) {
                case TREASURY, STAKERS ->
                    Require.that(account.equals(role.word()), "the account of " + role + " is " + role);
                case COMMONS -> requireCommons(account);
                case OPERATOR, BASE, DEVELOPER, ROYALTY, CONTRIBUTOR, WAITING -> Require.address("account", account);
            }
        }

        /** The account of a Datanet's commons. */
        static String commons(String datanet) {
            return COMMONS + datanet;
        }

        private static void requireCommons(String account) {
            Require.that(account.startsWith(COMMONS), "account must be commons:<datanet>");
            Require.decimal("account", account.substring(COMMONS.length()));
        }
    }

    /** The name of what this receipt is written in. */
    public String schema() {
        if (evidence.isEmpty()) {
            return CLEAR_SCHEMA;
        }
        if (attribution.otherSeeds.isPresent()) {
            if (attribution.otherSeeds.get().leadFactorPpm().isPresent()) {
                return SCHEMA;
            }
            return attribution.saysCarried() ? ONE_FACTOR_SCHEMA : UNCARRIED_SCHEMA;
        }
        return attribution.saysSupport() ? TOKENS_SCHEMA : UNSUPPORTED_SCHEMA;
    }

    /** This receipt with other shares and sources, under another commitment. */
    Receipt with(List<Share> shares, Optional<Retrieval> trail, Optional<String> commitment) {
        return with(attribution.with(shares), trail, commitment, upstream, withheld);
    }

    private Receipt with(
            Attribution shown,
            Optional<Retrieval> trail,
            Optional<String> commitment,
            Optional<Upstream> engine,
            Optional<Withheld> why) {
        return new Receipt(
                id,
                timeMillis,
                operator,
                payer,
                chain,
                log,
                model,
                request,
                answer,
                shown,
                trail,
                fee,
                payments,
                commitment,
                engine,
                why);
    }

    public Json.JsonObject toJson() {
        return ReceiptJson.write(this);
    }

    /** Reads a receipt; unknown or missing members, and values out of shape, are refused with their path. */
    public static Receipt fromJson(Json json) {
        return ReceiptJson.read(json);
    }

    /** What the digest and the signature are taken of. */
    public byte[] canonicalBytes() {
        return CanonicalJson.write(toJson());
    }

    /** SHA-256 of the canonical bytes, 64 hexadecimal digits. */
    public String digest() {
        return Hex.of(Hashes.sha256(canonicalBytes()));
    }

    /** Evidence must be about this answer and this model: spans end inside it, rows come from its Datanets. */
    private static void requireEvidenceFits(Attribution attribution, Model model, Answer answer) {
        Set<String> datanets = Set.copyOf(model.datanets());
        for (Share share : attribution.shares()) {
            for (Span span : share.spans()) {
                Require.that(
                        (long) span.start() + span.length() <= answer.tokens(),
                        "attribution.shares: a span ends after the answer's " + answer.tokens() + " tokens");
            }
            for (RowScore row : share.rows()) {
                Require.that(
                        datanets.contains(row.datanet()),
                        "attribution.shares: the model was not trained on Datanet " + row.datanet());
            }
        }
    }

    /** Sources come from what was searched, and count for someone who has a share. */
    private static void requireSourcesFit(Retrieval retrieval, Attribution attribution) {
        Set<String> searched =
                retrieval.searched().stream().map(Searched::datanet).collect(Collectors.toSet());
        Set<String> sharing =
                attribution.shares().stream().map(Share::contributor).collect(Collectors.toSet());
        for (Source source : retrieval.sources()) {
            Require.that(
                    searched.contains(source.datanet()),
                    "retrieval.sources: source " + source.number() + " is of Datanet " + source.datanet()
                            + ", which was not searched");
            Require.that(
                    sharing.contains(source.contributor()),
                    "retrieval.sources: source " + source.number() + " is from " + source.contributor()
                            + ", who has no share");
        }
        retrieval
                .datanets()
                .forEach(datanet -> Require.that(
                        searched.contains(datanet), "retrieval.datanets: Datanet " + datanet + " was not searched"));
    }

    /** A version has one licence and one text of terms, whether a model learnt from it or an answer drew on it. */
    private static void requireOneLicence(Model model, Retrieval retrieval) {
        for (Version version : model.versions()) {
            for (Searched searched : retrieval.searched()) {
                Require.that(
                        !searched.datanet().equals(version.datanet())
                                || searched.number() != version.number()
                                || searched.licensed().equals(version.licensed()),
                        "retrieval.searched: version " + version.number() + " of Datanet " + version.datanet()
                                + " has another licence or other terms than in model.versions");
            }
        }
    }

    private static <T> void requireDistinct(String field, List<T> items, Function<? super T, ?> key) {
        Set<Object> seen = new HashSet<>();
        for (T item : items) {
            Require.that(seen.add(key.apply(item)), field + " names " + key.apply(item) + " twice");
        }
    }

    private static <T> void requireOrder(String field, List<T> items, Comparator<T> order) {
        for (int i = 1; i < items.size(); i++) {
            Require.that(order.compare(items.get(i - 1), items.get(i)) <= 0, field + "[" + i + "] is out of order");
        }
    }
}
