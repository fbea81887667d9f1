package org.openledger.gateway;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.AnsweredBy;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.answer.Inference.State;
import org.openledger.answer.InferenceTable;
import org.openledger.answer.PromptSources;
import org.openledger.answer.ServedModel;
import org.openledger.answer.UpstreamScores;
import org.openledger.answer.Withheld;
import org.openledger.ledger.Budget;
import org.openledger.ledger.Charges;
import org.openledger.ledger.Journal;
import org.openledger.ledger.LedgerAccount;
import org.openledger.ledger.Reservation;
import org.openledger.model.BaseModel;
import org.openledger.model.file.ModelException;
import org.openledger.receipt.Attributor;
import org.openledger.retrieval.Retrieval;
import org.openledger.retrieval.SearchRequest;
import org.openledger.retrieval.SearchResult;
import org.openledger.serve.AdaptersInUseException;
import org.openledger.serve.Answer;
import org.openledger.serve.Constraint;
import org.openledger.serve.GenerationRequest;
import org.openledger.serve.OverloadedException;
import org.openledger.serve.SamplingParameters;
import org.openledger.serve.ServeException;
import org.openledger.serve.grammar.GrammarException;
import org.openledger.store.Database;
import org.openledger.store.DiskFullException;
import org.openledger.store.Refusal;
import org.openledger.store.Refusal.Kind;
import org.openledger.upstream.UpstreamAnswer;
import org.openledger.upstream.Upstreams;
import org.openledger.verify.OpenAmount;
import org.openledger.verify.Payments;
import org.openledger.verify.Receipt;
import org.openledger.verify.ReceiptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes inferences on, has them generated, and keeps what was answered. The order is what makes it safe: the most an answer
 * can cost is held and the inference noted in one transaction before the engine starts; the answer is kept before its last
 * piece is handed on; charge, receipt and log entry follow in one transaction of the {@link Attributor}.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int BUSY_RETRY_MILLIS = 2_000;
    private static final int STOPPING_RETRY_MILLIS = 5_000;
    private static final int ID_BYTES = 16;
    public static final int ID_DIGITS = 2 * ID_BYTES;
    private static final long SEEDS = 1L << 53;
    private static final int MAX_QUESTION_CHARACTERS = 2_000;
    /** Of the context, this part is kept free of sources for an answer whose length nobody gave. */
    private static final int ANSWER_PART = 4;

    private final Database database;
    private final Charges charges;
    private final Journal journal = new Journal();
    private final Upstreams upstreams;
    private final Map<String, ServedBase> bases;
    private final Retrieval retrieval;
    private final AnswerRights rights;
    private final AnswerSupport support;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Options options;
    private final Runnable answered;
    private final Meters meters;
    private final ConcurrentMap<String, ServedModel> servedModels = new ConcurrentHashMap<>();

    private final Semaphore room;
    /** Failed, and not written down yet: why, by id. At most as many as may run, since a full disk admits no more. */
    private final ConcurrentMap<String, String> abandoned = new ConcurrentHashMap<>();

    private final ReentrantLock settling = new ReentrantLock();
    private volatile boolean stopping;

    /**
     * What an operator chooses.
     *
     * @param priceGwei for each token of prompt and answer, of models that have no price of their own
     * @param maxRunning admitted and not yet answered; more are refused before anything is written
     * @param drain how long running answers may go on when the node stops
     */
    public record Options(long priceGwei, int maxRunning, Duration drain) {
        public static final Options STANDARD = new Options(1_000, 128, Duration.ofSeconds(20));
    }

    /**
     * @param bases that are served, by their digests; the first is meant where nothing says which
     * @param rights of models to answer
     * @param support of answers whose callers want a least one
     * @param answered called when an answer waits for its attribution
     */
    public Gateway(
            Database database,
            Charges charges,
            Map<String, ServedBase> bases,
            Upstreams upstreams,
            Retrieval retrieval,
            AnswerRights rights,
            AnswerSupport support,
            InstantSource clock,
            SecureRandom random,
            Options options,
            Runnable answered,
            Meters meters) {
        this.database = database;
        this.charges = charges;
        this.bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
        this.upstreams = upstreams;
        this.retrieval = retrieval;
        this.rights = rights;
        this.support = support;
        this.clock = clock;
        this.random = random;
        this.options = options;
        this.room = new Semaphore(options.maxRunning());
        this.answered = answered;
        this.meters = meters;
    }

    /** What the last run of the node left half done: its unanswered inferences have failed, and nothing is held for them. */
    public int recover() {
        return database.transact(tx -> {
            List<String> left = InferenceTable.idsIn(tx, State.ADMITTED, InferenceTable.MAX_LISTED);
            for (String id : left) {
                InferenceTable.fail(tx, id, Inference.State.ADMITTED, "the node stopped before the answer was there");
                charges.cancel(tx, id);
            }
            return left.size();
        });
    }

    /** Serves a model from now on, under its name, in place of another of that name; its adapter is read when it is first asked. */
    public void deploy(ServedModel served) {
        ServedBase base = bases.get(served.model().baseDigest());
        if (base == null) {
            throw new GatewayException(
                    Kind.UNKNOWN.at("model"),
                    "model " + served.name() + " is for the base "
                            + served.model().baseDigest() + ", this node serves "
                            + String.join(" and ", new TreeSet<>(bases.keySet())));
        }
        ServedModel before = servedModels.get(served.name());
        boolean same = before != null
                && before.model().adapterDigest().equals(served.model().adapterDigest());
        if (!same && !served.isBase()) {
            base.engine()
                    .register(
                            served.model().adapterDigest(),
                            () -> served.adapter().load(base.model()));
        }
        servedModels.put(served.name(), served);
        if (before != null && !same) {
            of(before).engine().unregister(before.model().adapterDigest());
        }
    }

    /** Serves nothing under a name any more; answers being made are finished, and all are attributed. False where it served nothing. */
    public boolean withdraw(String name) {
        ServedModel gone = servedModels.remove(name);
        if (gone != null) {
            of(gone).engine().unregister(gone.model().adapterDigest());
            upstreams.withdraw(name);
        }
        return gone != null;
    }

    /** A version is gone, and what would trace its answers was never trained: those that have no receipt cost nothing. */
    public void forget(String name, String adapterDigest) {
        database.write(tx -> InferenceTable.answered(tx, new AnsweredBy(name, adapterDigest), InferenceTable.MAX_LISTED)
                .forEach(left -> {
                    InferenceTable.fail(
                            tx,
                            left.id(),
                            Inference.State.ANSWERED,
                            "the model was withdrawn before its answers could be traced");
                    charges.cancel(tx, left.id());
                }));
    }

    /** The models that are served, by name. */
    public List<ServedModel> models() {
        return servedModels.values().stream()
                .sorted(Comparator.comparing(ServedModel::name))
                .toList();
    }

    public Optional<ServedModel> model(String name) {
        return Optional.ofNullable(servedModels.get(name));
    }

    /** For each token of prompt and answer, where a model has no price of its own. */
    public long priceGwei() {
        return options.priceGwei();
    }

    /** How many inferences are admitted and not yet answered. */
    public int running() {
        return options.maxRunning() - room.availablePermits();
    }

    /** An inference that was admitted before. */
    public Optional<Inference> find(String id) {
        return database.read(handle -> InferenceTable.find(handle, id));
    }

    /** The base below a model that is served. */
    public ServedBase of(ServedModel served) {
        return Objects.requireNonNull(bases.get(served.model().baseDigest()), served.name());
    }

    /** The base below the model of that name; the first where none is served under it. */
    public ServedBase baseOf(String model) {
        return model(model).map(this::of).orElse(bases.values().iterator().next());
    }

    private ServedModel require(String name) {
        return model(name)
                .orElseThrow(() -> new GatewayException(
                        Kind.UNKNOWN.at("model"),
                        "The model '" + name + "' is not served here; GET /v1/models lists those that are."));
    }

    /**
     * The tokens that an answer of a model to this would follow.
     *
     * @param withSpecial whether a text begins and ends as the model's texts do
     */
    public List<Integer> tokens(String model, InferenceRequest.Input input, boolean withSpecial) {
        BaseModel base = baseOf(model).model();
        int[] ids = input instanceof InferenceRequest.Text text && !withSpecial
                ? base.tokenizer().encode(text.text())
                : prompt(base, input).ids;
        return Arrays.stream(ids).boxed().toList();
    }

    /** The text of a model's tokens, special ones included. */
    public String text(String model, List<Integer> ids) {
        BaseModel base = baseOf(model).model();
        refuseUnknown(base, "tokens", ids);
        return base.tokenizer().decode(array(ids), false);
    }

    /** An id that no inference has. */
    public String newId() {
        return randomHex();
    }

    /**
     * The most that an answer can cost, whoever asks; nothing is held, and nothing searched. One with sources may fill the context.
     */
    public long mostGwei(InferenceRequest ask) {
        ServedModel served = require(ask.model());
        ServedBase base = of(served);
        answerTokens(base, Math.max(1, fewestTokens(base.model(), ask.input())), "at least ", ask);
        refuseUncomputed(base, ask);
        int prompt = prompt(base.model(), ask.input()).ids.length;
        long tokens = ask.retrieval().isPresent()
                ? base.contextTokens()
                : Math.addExact((long) prompt, answerTokens(base, prompt, ask));
        return Math.multiplyExact(priceOf(served), tokens);
    }

    /** {@link #admit(List, Optional)} of one. */
    public RunningInference admit(Asked ask, Optional<Budget> budget) {
        return admit(List.of(ask), budget).getFirst();
    }

    /**
     * One answer that is wanted.
     *
     * @param id the inference's and its receipt's, {@link #ID_DIGITS} hexadecimal digits that none has yet
     */
    public record Asked(InferenceRequest request, String id) {}

    /**
     * Takes inferences on: the money for each is held, each is noted, and the engine has them. All are taken on, or none. Where
     * there is no room for them nothing is read or written first, so that a refusal takes as good as nothing from those who are answered.
     *
     * @param asks what one caller asks of one model
     * @param budget of who asks, beside the payer's deposit
     */
    public List<RunningInference> admit(List<Asked> asks, Optional<Budget> budget) {
        if (stopping) {
            throw new GatewayException(Kind.NOT_READY.retryAfter(STOPPING_RETRY_MILLIS), "This node is stopping.");
        }
        settleAbandoned();
        IntConsumer leaving = enter(require(asks.getFirst().request().model()), asks.size());
        boolean started = false;
        try {
            List<RunningInference> running = start(asks, prepare(asks), budget, () -> leaving.accept(1));
            started = true;
            return running;
        } finally {
            if (!started) {
                leaving.accept(asks.size());
            }
        }
    }

    /** Takes places for so many answers in the node, and with the engine where it computes them; what gives some of them back. */
    private IntConsumer enter(ServedModel served, int answers) {
        if (!room.tryAcquire(answers)) {
            throw new GatewayException(
                    Kind.OVERLOADED.retryAfter(BUSY_RETRY_MILLIS),
                    options.maxRunning() + " answers may be made at once; there is no room for "
                            + (answers == 1 ? "one more." : answers + " more."));
        }
        if (isElsewhere(served)) {
            return room::release;
        }
        ServedBase base = of(served);
        if (!base.places().tryAcquire(answers)) {
            room.release(answers);
            throw engineFull(base.engine().retryAfterSeconds());
        }
        return left -> {
            base.places().release(left);
            room.release(left);
        };
    }

    private static GatewayException engineFull(int retryAfterSeconds) {
        return new GatewayException(
                Kind.OVERLOADED.retryAfter(TimeUnit.SECONDS.toMillis(retryAfterSeconds)),
                "Too many answers wait for the engine.");
    }

    private boolean isElsewhere(ServedModel served) {
        return !served.isBase() && upstreams.answerFor(served.name());
    }

    private List<RunningInference> start(
            List<Asked> asks, List<Inference> prepared, Optional<Budget> budget, Runnable leave) {
        List<Inference> admitted = database.together(tx -> {
            List<Inference> all = new ArrayList<>();
            for (int i = 0; i < asks.size(); i++) {
                InferenceRequest ask = asks.get(i).request();
                boolean fits = ask.maxTokens().isEmpty() && asks.size() == 1;
                Inference held = hold(tx, prepared.get(i), fits, budget);
                InferenceTable.admit(tx, held);
                ask.marks().ifPresent(marks -> InferenceTable.mark(tx, held.id(), marks));
                all.add(held);
            }
            return all;
        });
        List<RunningInference> running = new ArrayList<>();
        try {
            for (int i = 0; i < asks.size(); i++) {
                running.add(generate(admitted.get(i), asks.get(i).request(), leave));
            }
            return running;
        } catch (OverloadedException busy) {
            abandon(admitted, running, "the engine was full");
            throw engineFull(busy.retryAfterSeconds());
        } catch (AdaptersInUseException full) {
            abandon(admitted, running, String.valueOf(full.getMessage()));
            throw inUse(full);
        } catch (ServeException gone) {
            abandon(admitted, running, String.valueOf(gone.getMessage()));
            throw replaced(admitted.getFirst().model(), gone);
        } catch (RuntimeException refused) {
            abandon(admitted, running, String.valueOf(refused.getMessage()));
            throw refused;
        }
    }

    /** @param leave gives the answer's places back, once it is there or has failed */
    private RunningInference generate(Inference inference, InferenceRequest ask, Runnable leave) {
        ServedModel served = model(inference.model()).orElseThrow(() -> new ServeException("its name is gone"));
        ServedBase base = of(served);
        GenerationRequest request = generation(base, inference, ask);
        if (!isElsewhere(served)) {
            return new RunningInference(
                    inference,
                    base.engine().submit(request),
                    ask.support().isPresent(),
                    (asked, answer) -> keep(asked, answer, Optional.empty(), ask.support(), leave),
                    (asked, why) -> fail(asked, why, leave));
        }
        UpstreamAnswer elsewhere = upstreams.submit(served, request);
        return new RunningInference(
                inference,
                elsewhere,
                ask.support().isPresent(),
                (asked, answer) -> keep(asked, answer, Optional.of(elsewhere.scores()), ask.support(), leave),
                (asked, why) -> fail(asked, why, leave));
    }

    private static GenerationRequest generation(ServedBase base, Inference inference, InferenceRequest ask) {
        Decoding decoding = ask.decoding().withSeed(inference.seed());
        return new GenerationRequest(
                adapterOf(inference.adapterDigest()),
                inference.payer(),
                array(inference.promptIds()),
                inference.maxTokens(),
                decoding.sampling(),
                decoding.ending(),
                decoding.scores(),
                constraint(base, ask));
    }

    /** Tokens that the model has not, and JSON that no answer can be held to, are refused by the field that asks for them. */
    private static void refuseUncomputed(ServedBase base, InferenceRequest ask) {
        refuseUnknown(base.model(), "stop_token_ids", ask.decoding().ending().tokens());
        refuseUnknown(
                base.model(), "logit_bias", ask.decoding().sampling().bias().keySet());
        constraint(base, ask);
    }

    /** What the answer's JSON is held to. */
    private static Optional<Constraint> constraint(ServedBase base, InferenceRequest ask) {
        try {
            return ask.decoding().schema().map(base.grammars()::constraint);
        } catch (GrammarException refused) {
            boolean ofTools = ask.input() instanceof InferenceRequest.Conversation conversation
                    && !conversation.tools().isEmpty();
            throw new GatewayException(
                    Kind.INVALID.at(ofTools ? "tools" : "response_format"),
                    "An answer cannot be held to this schema: " + refused.getMessage() + ".");
        }
    }

    private void abandon(List<Inference> admitted, List<RunningInference> running, String why) {
        running.forEach(RunningInference::forget);
        admitted.forEach(inference -> abandon(inference, why));
    }

    /**
     * Sets aside the most that an answer can cost.
     *
     * @param fits whether the answer may be shortened to what payer and key can spend, since nobody said how long it may be
     */
    private Inference hold(Handle tx, Inference wanted, boolean fits, Optional<Budget> budget) {
        Inference inference = wanted;
        while (true) {
            Reservation reservation = charges.reserve(
                    tx, inference.payer(), inference.id(), inference.mostGwei(), inference.admittedMillis(), budget);
            long leftGwei = switch (reservation) {
                case Reservation.Held _ -> inference.mostGwei();
                case Reservation.Insufficient short_ -> short_.availableGwei();
                case Reservation.LimitReached limit -> limit.remainingGwei();
                case Reservation.BudgetReached reached -> reached.remainingGwei();
            };
            long tokens =
                    leftGwei / inference.priceGwei() - inference.promptIds().size();
            if (!fits || tokens < 1 || tokens >= inference.maxTokens()) {
                refuseUnlessHeld(
                        tx, reservation, inference.payer(), "may cost up to " + OpenAmount.of(inference.mostGwei()));
                return inference;
            }
            inference = inference.withMaxTokens((int) tokens);
        }
    }

    /** @param costs what the answer costs, in words */
    private void refuseUnlessHeld(Handle tx, Reservation reservation, String payer, String costs) {
        switch (reservation) {
            case Reservation.Held _ -> {}
            case Reservation.Insufficient short_ ->
                throw new GatewayException(
                        Kind.UNPAID,
                        "This answer " + costs + "; " + payer + " has "
                                + OpenAmount.of(short_.availableGwei()) + " left of its deposit"
                                + askedBack(tx, payer)
                                + ". Deposit more, or ask for fewer tokens.");
            case Reservation.LimitReached limit ->
                throw new GatewayException(
                        Kind.UNPAID,
                        "This answer " + costs + "; " + payer + " allows this operator "
                                + OpenAmount.of(limit.remainingGwei()) + " more. Raise the spending limit.");
            case Reservation.BudgetReached reached ->
                throw new GatewayException(
                        Kind.UNPAID,
                        "This answer " + costs + "; this API key may spend "
                                + OpenAmount.of(reached.remainingGwei())
                                + switch (reached.span()) {
                                    case CALL ->
                                        " on one answer. Ask for fewer tokens, or use a key with a higher cap.";
                                    case DAY -> " more today (UTC). Wait for tomorrow, or use a key with a higher cap.";
                                    case TOTAL -> " more. Use another key.";
                                });
        }
    }

    private String askedBack(Handle tx, String payer) {
        long gwei = journal.balance(tx, LedgerAccount.withdrawing(payer));
        return gwei == 0 ? "" : " beside the " + OpenAmount.of(gwei) + " that it has asked the escrow to give back";
    }

    /** Several answers to one prompt share its rendering and search. */
    private List<Inference> prepare(List<Asked> asks) {
        IdentityHashMap<InferenceRequest.Input, Prompt> prompts = new IdentityHashMap<>();
        return asks.stream()
                .map(ask -> prepare(ask.request(), ask.id(), prompts))
                .toList();
    }

    private Inference prepare(
            InferenceRequest ask, String id, IdentityHashMap<InferenceRequest.Input, Prompt> prompts) {
        ServedModel served = require(ask.model());
        rights.require(served, priceOf(served) > 0);
        ServedBase base = of(served);
        refuseHopeless(base, ask, priceOf(served));
        refuseUncomputed(base, ask);
        ask.support().ifPresent(_ -> requireSupportKnown(served));
        prefetch(served);
        Prompt prompt = prompts.computeIfAbsent(
                ask.input(),
                input -> ask.retrieval()
                        .map(wanted -> promptWithSources(served, ask, wanted))
                        .orElseGet(() -> prompt(base.model(), input)));
        int maxTokens = answerTokens(base, prompt.ids.length, ask);
        SamplingParameters sampling = ask.decoding().sampling();
        return new Inference(
                id,
                State.ADMITTED,
                clock.millis(),
                ask.payer(),
                served.name(),
                served.model().adapterDigest(),
                question(ask, prompt.text),
                prompt.text,
                Arrays.stream(prompt.ids).boxed().toList(),
                maxTokens,
                Math.toIntExact(Math.round(sampling.temperature() * 1e6)),
                Math.toIntExact(Math.max(1, Math.round(sampling.topP() * 1e6))),
                ask.decoding().seeded() ? sampling.seed() : random.nextLong(SEEDS),
                priceOf(served),
                randomHex(),
                prompt.sources,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void requireSupportKnown(ServedModel served) {
        if (!support.isReady(AnsweredBy.of(served))) {
            throw new GatewayException(
                    new Refusal.Reason(Kind.NOT_READY, null, STOPPING_RETRY_MILLIS),
                    "What supports answers of the model '" + served.name()
                            + "' cannot be told yet, since its run is still being explained: ask later, or without"
                            + " 'support'.");
        }
    }

    /** What is damaged is refused before anything is written, and what is not in memory is read while the prompt is rendered. */
    private void prefetch(ServedModel served) {
        if (served.isBase()) {
            return;
        }
        try {
            of(served).engine().prefetch(served.model().adapterDigest());
        } catch (AdaptersInUseException full) {
            throw inUse(full);
        } catch (ServeException gone) {
            throw replaced(served.name(), gone);
        }
    }

    private static GatewayException inUse(AdaptersInUseException full) {
        return new GatewayException(
                Kind.OVERLOADED.retryAfter(BUSY_RETRY_MILLIS), "All models in use: " + full.getMessage() + ".");
    }

    private static GatewayException replaced(String name, ServeException gone) {
        return new GatewayException(
                new Refusal.Reason(Kind.NOT_READY, null, BUSY_RETRY_MILLIS),
                "The model '" + name + "' was withdrawn or replaced just now (" + gone.getMessage()
                        + "); nothing was charged. Ask again.");
    }

    private long priceOf(ServedModel served) {
        return served.priceGwei().orElse(options.priceGwei());
    }

    /** To encode a prompt is work: it is done for those alone who could pay for so long a one, if it can fit at all. */
    private void refuseHopeless(ServedBase base, InferenceRequest ask, long priceGwei) {
        int fewest = fewestTokens(base.model(), ask.input());
        answerTokens(base, Math.max(1, fewest), "at least ", ask);
        int answer = ask.maxTokens().isEmpty() ? 1 : answerTokens(base, Math.max(1, fewest), ask);
        long leastGwei = Math.multiplyExact(priceGwei, Math.addExact((long) fewest, answer));
        database.read(handle -> {
            charges.shortfall(handle, ask.payer(), leastGwei)
                    .ifPresent(short_ -> refuseUnlessHeld(
                            handle, short_, ask.payer(), "costs at least " + OpenAmount.of(leastGwei)));
            return null;
        });
    }

    private static int fewestTokens(BaseModel base, InferenceRequest.Input input) {
        return switch (input) {
            case InferenceRequest.Conversation conversation ->
                conversation.messages().stream()
                        .mapToInt(message -> base.tokenizer().fewestTokens(message.content()))
                        .sum();
            case InferenceRequest.Text text -> base.tokenizer().fewestTokens(text.text());
            case InferenceRequest.Tokens tokens -> tokens.ids().size();
        };
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Prompt(String text, int[] ids, Optional<PromptSources> sources) {}

    private Prompt prompt(BaseModel base, InferenceRequest.Input input) {
        return switch (input) {
            case InferenceRequest.Conversation conversation -> encoded(base, chat(base, conversation));
            case InferenceRequest.Text text -> new Prompt(text.text(), base.text(text.text()), Optional.empty());
            case InferenceRequest.Tokens tokens -> {
                refuseUnknown(base, "prompt", tokens.ids());
                yield new Prompt(
                        base.tokenizer().decode(array(tokens.ids()), false), array(tokens.ids()), Optional.empty());
            }
        };
    }

    private String chat(BaseModel base, InferenceRequest.Conversation conversation) {
        try {
            return base.chat(conversation.chat(now()));
        } catch (ModelException refused) {
            throw new GatewayException(
                    Kind.INVALID.at("messages"), "This model cannot be asked so: " + refused.getMessage());
        }
    }

    private ZonedDateTime now() {
        return ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void refuseUnknown(BaseModel base, String field, Collection<Integer> ids) {
        int vocabulary = base.config().vocabularySize();
        ids.stream().filter(id -> id < 0 || id >= vocabulary).findFirst().ifPresent(unknown -> {
            throw new GatewayException(
                    Kind.INVALID.at(field),
                    "'" + field + "' has the token id " + unknown + "; this model's are 0 to " + (vocabulary - 1)
                            + ".");
        });
    }

    private static Prompt encoded(BaseModel base, String text) {
        return new Prompt(text, base.tokenizer().encode(text), Optional.empty());
    }

    /**
     * What the question and the answer leave free goes to sources; a question too long for itself is not searched for. Sources that
     * make the model less sure of what it says are not given, unless the caller wants them always: what is not given costs nothing.
     */
    private Prompt promptWithSources(ServedModel served, InferenceRequest ask, SearchRequest wanted) {
        InferenceRequest.Conversation conversation = (InferenceRequest.Conversation) ask.input();
        InferenceRequest.Conversation plain = PromptWithSources.plain(conversation);
        ServedBase base = of(served);
        int left = answerTokens(base, prompt(base.model(), plain).ids.length, ask);
        int answer = ask.maxTokens().isPresent() ? left : Math.min(left, base.contextTokens() / ANSWER_PART);
        SearchResult found = retrieval.find(wanted, plain.lastOfUser().orElseThrow(), Optional.of(ask.payer()));
        PromptWithSources whole =
                PromptWithSources.of(base.model(), conversation, now(), found, base.contextTokens() - answer);
        Prompt with = new Prompt(whole.prompt(), whole.ids(), Optional.of(whole.given()));
        if (wanted.always() || whole.given().sources().isEmpty() || upstreams.answerFor(served.name())) {
            return with;
        }
        Prompt without = prompt(base.model(), plain);
        return base.sourcesHelp().with(adapterOf(served.model().adapterDigest()), ask.payer(), without.ids, with.ids)
                ? with
                : new Prompt(
                        without.text,
                        without.ids,
                        Optional.of(new PromptSources(0, 0, found.rows().size(), found.from(), List.of())));
    }

    private static @Nullable String adapterOf(String digest) {
        return digest.isEmpty() ? null : digest;
    }

    private static int answerTokens(ServedBase base, int promptTokens, InferenceRequest ask) {
        return answerTokens(base, promptTokens, "", ask);
    }

    /**
     * Most tokens of the answer: what is asked for, as far as it fits.
     *
     * @param about before the number of the prompt's tokens, in words
     */
    private static int answerTokens(ServedBase base, int promptTokens, String about, InferenceRequest ask) {
        int context = base.contextTokens();
        if (promptTokens == 0) {
            throw new GatewayException(Kind.INVALID.at("prompt"), "The prompt is empty.");
        }
        int left = context - promptTokens;
        if (left < 1) {
            throw new GatewayException(
                    Kind.TOO_LONG.at("messages"),
                    "This model's context has " + context + " tokens; the prompt has " + about + promptTokens
                            + ". Send less.");
        }
        return Math.min(ask.maxTokens().orElse(left), left);
    }

    private static String question(InferenceRequest ask, String prompt) {
        String question = ask.input() instanceof InferenceRequest.Conversation conversation
                ? conversation.lastOfUser().orElse(prompt)
                : prompt;
        return question.length() <= MAX_QUESTION_CHARACTERS
                ? question
                : question.substring(0, MAX_QUESTION_CHARACTERS) + "…";
    }

    /**
     * Keeps an answer; one that was cancelled before its first token has failed instead.
     *
     * @param upstream what another engine says of it, where that computed it
     * @param minimum the support that it needs to be given
     * @param leave gives the answer's places back
     */
    private Inference keep(
            Inference inference,
            Answer answer,
            Optional<UpstreamScores> upstream,
            Optional<MinimumSupport> minimum,
            Runnable leave) {
        if (answer.finish() == Answer.Finish.CANCELLED && answer.ids().length == 0) {
            fail(inference, "cancelled before the first token", leave);
            return inference;
        }
        Receipt.Finish finish = answer.finish() == Answer.Finish.STOP ? Receipt.Finish.STOP : Receipt.Finish.LENGTH;
        Inference.Answer made = new Inference.Answer(
                answer.text(),
                Arrays.stream(answer.ids()).boxed().toList(),
                finish,
                clock.millis(),
                upstream,
                Optional.empty());
        Inference.Answer kept;
        try {
            kept = minimum.map(least -> judged(inference.answered(made), least)).orElse(made);
            database.together(tx -> {
                InferenceTable.answer(tx, inference.id(), kept);
                return kept;
            });
        } catch (DiskFullException full) {
            abandon(inference, "there was no room to keep the answer");
            throw full;
        } catch (GatewayException unknown) {
            abandon(inference, String.valueOf(unknown.getMessage()));
            throw unknown;
        } finally {
            leave.run();
        }
        Inference whole = inference.answered(kept);
        meters.answered(whole);
        answered.run();
        return whole;
    }

    /** The answer, withheld where nobody's rows support it by so much. */
    private Inference.Answer judged(Inference answered, MinimumSupport least) {
        Inference.Answer made = answered.answer().orElseThrow();
        return support.ppm(answered) >= least.ppm()
                ? made
                : made.withheld(new Withheld(
                        least.ppm(),
                        least.otherwise(),
                        Payments.withheldGwei(answered.wholeFeeGwei(), support.split(answered))));
    }

    /** Nothing was answered: nothing is charged. */
    private void fail(Inference inference, String why, Runnable leave) {
        try {
            abandon(inference, why);
        } finally {
            leave.run();
        }
    }

    private void abandon(Inference inference, String why) {
        meters.failed();
        abandoned.put(inference.id(), why);
        try {
            settleAbandoned();
        } catch (DiskFullException full) {
            LOG.warn("what is held for {} stays held until there is room to write", inference.id());
        }
    }

    /** Frees what is held for those that failed, also while there was no room to write it down. */
    private void settleAbandoned() {
        settling.lock();
        try {
            Map<String, String> failed = Map.copyOf(abandoned);
            if (!failed.isEmpty()) {
                database.write(tx -> failed.forEach((id, why) -> {
                    InferenceTable.fail(tx, id, Inference.State.ADMITTED, why);
                    charges.cancel(tx, id);
                }));
                abandoned.keySet().removeAll(failed.keySet());
            }
        } finally {
            settling.unlock();
        }
    }

    /** Takes no more on and waits for the answers being made. */
    @Override
    public void close() {
        stopping = true;
        try {
            if (room.tryAcquire(options.maxRunning(), options.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(options.maxRunning());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String randomHex() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int[] array(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The digest a receipt gives for a text of this inference. */
    public static String digest(Inference inference, String text) {
        return ReceiptFile.Opening.digest(inference.salt(), text);
    }
}
