package org.openledger.receipt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.AnsweredBy;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.attribution.influence.InfluenceException;
import org.openledger.attribution.spans.file.SpanIndexException;
import org.openledger.datanet.row.RowTable;
import org.openledger.gateway.AnswerSupport;
import org.openledger.ledger.Charge;
import org.openledger.ledger.Charges;
import org.openledger.log.Log;
import org.openledger.log.Publisher;
import org.openledger.model.text.Tokenizer;
import org.openledger.registry.Model;
import org.openledger.store.Database;
import org.openledger.store.DatabaseUnreachableException;
import org.openledger.store.DiskFullException;
import org.openledger.store.Loop;
import org.openledger.store.Refusal;
import org.openledger.verify.LogEntry;
import org.openledger.verify.Receipt;
import org.openledger.verify.bytes.VerifyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns answers into receipts, in the background and in the order of their questions: attribute, sign, and in one
 * transaction log, charge and keep. Answers of a model whose counterfactual adapters are not there yet wait for them. What
 * a crash leaves answered is found again in the database.
 */
public final class Attributor implements AnswerSupport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attributor.class);
    private static final int BATCH = 64;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    /** An answer of a large model takes long to measure, and computes with what is freed next. */
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Database database;
    private final Charges charges;
    private final Log log;
    private final Publisher publisher;
    private final Issuer issuer;
    private final ReceiptDraft draft;
    private final RowCredits credits;
    private final InstantSource clock;
    private final Consumer<Inference> announce;
    private final ConcurrentMap<AnsweredBy, Attributable> models = new ConcurrentHashMap<>();
    /** Answers that a defect keeps from their receipt until the next start. */
    private final Set<String> setAside = new HashSet<>();

    private final Loop loop = new Loop("attribution", this::work, Loop.Retry.every(RETRY_PAUSE), DRAIN);

    /** @param announce told of each new receipt, after it is safely kept */
    public Attributor(
            Database database,
            Charges charges,
            Log log,
            Publisher publisher,
            Issuer issuer,
            ReceiptDraft draft,
            RowCredits credits,
            InstantSource clock,
            Consumer<Inference> announce) {
        this.database = database;
        this.charges = charges;
        this.log = log;
        this.publisher = publisher;
        this.issuer = issuer;
        this.draft = draft;
        this.credits = credits;
        this.clock = clock;
        this.announce = announce;
    }

    public void start() {
        loop.start();
    }

    /** Answers of this model can be attributed from now on. */
    public void enable(Attributable model) {
        models.put(AnsweredBy.of(model.served()), model);
        wake();
    }

    /** A model's span index was made again. */
    public void reindex(Model model) {
        models.forEach((named, attributable) -> {
            if (named.model().equals(model.name()) && named.adapterDigest().equals(model.adapterDigest())) {
                attributable.reindex(model);
            }
        });
    }

    @Override
    public boolean isReady(AnsweredBy model) {
        return models.containsKey(model);
    }

    @Override
    public int ppm(Inference answered) {
        try {
            return modelOf(answered)
                    .orElseThrow(() -> new GatewayException(
                            Refusal.Kind.MODEL_FAILED,
                            "the model was withdrawn before its answer's support was found; nothing was charged"))
                    .supportPpm(answered);
        } catch (InfluenceException | SpanIndexException impossible) {
            throw new GatewayException(
                    Refusal.Kind.MODEL_FAILED,
                    "the answer's support cannot be found: " + impossible.getMessage() + "; nothing was charged");
        }
    }

    @Override
    public Receipt.SplitBps split(Inference answered) {
        return issuer.splits().of(answered).splitBps();
    }

    /** There is, or may be, an answer to attribute. */
    public void wake() {
        loop.wake();
    }

    /** Does all there is to do. With a full disk it waits for room: what is answered stays answered. */
    private Duration work() {
        return attributeSome() || credits.addSome() ? Duration.ZERO : Loop.UNTIL_WOKEN;
    }

    /** Whether anything was done. */
    private boolean attributeSome() {
        List<Inference> answered = database.read(this::attributable).stream()
                .filter(inference -> !setAside.contains(inference.id()))
                .toList();
        Set<Attributable> used = new HashSet<>();
        try {
            for (Inference inference : answered) {
                Attributable model = models.get(AnsweredBy.of(inference));
                if (loop.stopping() || model == null) {
                    return false;
                }
                used.add(model);
                attribute(inference, model);
            }
        } finally {
            used.forEach(Attributable::rest);
        }
        if (!answered.isEmpty()) {
            publisher.request();
        }
        return !answered.isEmpty();
    }

    private List<Inference> attributable(Handle handle) {
        return InferenceTable.waiting(handle).stream()
                .filter(models::containsKey)
                .flatMap(model -> InferenceTable.answered(handle, model, BATCH + setAside.size()).stream())
                .toList();
    }

    /** An answer that cannot be attributed stops no other: it costs nothing, or waits where the fault may be the node's. */
    private void attribute(Inference inference, Attributable model) {
        Receipt receipt;
        try {
            receipt = measure(inference, model);
        } catch (InfluenceException | SpanIndexException | VerifyException impossible) {
            refuse(inference, String.valueOf(impossible.getMessage()));
            return;
        } catch (DiskFullException | DatabaseUnreachableException passing) {
            throw passing;
        } catch (RuntimeException defect) {
            LOG.error("answer {} waits for the next start of the node; others go on", inference.id(), defect);
            setAside.add(inference.id());
            return;
        }
        String signature = issuer.sign(receipt.canonicalBytes());
        Inference.Signed signed = database.together(tx -> keep(tx, receipt, signature));
        announce.accept(inference.signed(signed));
    }

    private Receipt measure(Inference inference, Attributable model) {
        return draft.write(inference, model.served(), model.evaluate(inference));
    }

    /** No receipt can say who shaped this answer, so nothing is charged for it. */
    private void refuse(Inference inference, String why) {
        LOG.warn("answer {} costs nothing, since its credit cannot be measured: {}", inference.id(), why);
        String failure = "its credit cannot be measured: " + why;
        Inference failed = database.transact(tx -> {
            InferenceTable.fail(tx, inference.id(), Inference.State.ANSWERED, failure);
            charges.cancel(tx, inference.id());
            return InferenceTable.find(tx, inference.id()).orElseThrow();
        });
        announce.accept(failed);
    }

    /**
     * Attributes a receipted answer again, and compares.
     *
     * @throws GatewayException when it has no receipt, or its model is not served here
     */
    public Recomputation recompute(Inference inference) {
        Inference.Signed signed = inference
                .signed()
                .orElseThrow(() -> new GatewayException(
                        Refusal.Kind.CONFLICT, "Receipt " + inference.id() + " is not signed yet."));
        Receipts.requireThere(inference);
        Attributable model = modelOf(inference)
                .orElseThrow(() -> new GatewayException(
                        Refusal.Kind.UNKNOWN.at("model"),
                        "The model " + inference.model() + " and its counterfactual adapters are not on this node."));
        Receipt told = Receipts.receipt(signed);
        Receipt found = measure(inference, model);
        Recomputation again = Recomputation.of(told, found);
        boolean indexedAgain =
                !told.attribution().indexDigest().equals(found.attribution().indexDigest());
        if (!again.same() && indexedAgain && database.read(handle -> RowTable.anyWithdrawn(handle, model.datanets()))) {
            throw new GatewayException(
                    Refusal.Kind.CONFLICT,
                    "Rows that the model of " + inference.id()
                            + " learnt were taken back since, and its quotations cannot be found in them any more: receipt"
                            + " and payments stand, but nobody can compute its credit again.");
        }
        return again;
    }

    /**
     * How much each token of an answer says of where it comes from, in bits: what a quotation weighs. Empty while there is no
     * answer, and when the span index of its model is not on this node.
     */
    public double[] informationBits(Inference inference) {
        return inference
                .answer()
                .flatMap(answer -> modelOf(inference).map(model -> model.informationBits(answer.ids())))
                .orElseGet(() -> new double[0]);
    }

    /** What makes an answer's tokens text; empty when its model is not on this node. */
    public Optional<Tokenizer> tokenizerOf(Inference inference) {
        return modelOf(inference).map(Attributable::tokenizer);
    }

    private Optional<Attributable> modelOf(Inference inference) {
        return Optional.ofNullable(models.get(AnsweredBy.of(inference)));
    }

    private Inference.Signed keep(Handle tx, Receipt receipt, String signature) {
        long index =
                log.append(tx, List.of(LogEntry.ofReceipt(receipt, signature).bytes()));
        Inference.Signed signed = Inference.Signed.of(receipt, signature, index, clock.millis());
        InferenceTable.sign(tx, receipt, signed);
        charges.charge(tx, Charge.of(receipt));
        return signed;
    }

    @Override
    public void close() {
        loop.close();
        models.values().forEach(Attributable::close);
    }
}
