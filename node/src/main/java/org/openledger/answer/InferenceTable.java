package org.openledger.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.openledger.answer.Inference.State;
import org.openledger.verify.CommittedEvidence;
import org.openledger.verify.Receipt;
import org.openledger.verify.Receipt.Finish;
import org.openledger.verify.Role;

/** The SQL of inferences. Each method that writes is one step of an inference's life and refuses to skip one. */
public final class InferenceTable {
    public static final int MAX_LISTED = 1_000;
    private static final int PAGE = 256;
    private static final int KEYS_PER_QUERY = 500;

    private InferenceTable() {}

    /** An inference as its columns have it; what comes with the answer or the receipt is empty before. */
    private record Row(
            String id,
            State state,
            long admittedMillis,
            String payer,
            String model,
            String adapterDigest,
            String question,
            String prompt,
            String promptIds,
            int maxTokens,
            int temperaturePpm,
            @ColumnName("top_p_ppm") int topPPpm,
            long seed,
            long priceGwei,
            String salt,
            Optional<String> sources,
            Optional<String> answer,
            Optional<String> answerIds,
            Optional<Finish> finish,
            Optional<Long> answeredMillis,
            Optional<String> upstream,
            Optional<String> withheld,
            Optional<byte[]> receipt,
            Optional<String> signature,
            Optional<Long> logIndex,
            Optional<Long> receiptedMillis,
            Optional<String> failure,
            Optional<String> evidence,
            Optional<Long> erasedMillis,
            Optional<String> erasedBy,
            Optional<Long> erasureIndex) {
        Inference toInference() {
            return new Inference(
                    id,
                    state,
                    admittedMillis,
                    payer,
                    model,
                    adapterDigest,
                    question,
                    prompt,
                    ids(promptIds),
                    maxTokens,
                    temperaturePpm,
                    topPPpm,
                    seed,
                    priceGwei,
                    salt,
                    sources.map(PromptSources::parse),
                    answer.map(this::toAnswer),
                    receipt.map(this::toSigned),
                    failure,
                    erasedMillis.map(millis -> new Erased(millis, erasedBy.orElse(""), erasureIndex.orElse(-1L))));
        }

        private Inference.Answer toAnswer(String text) {
            return new Inference.Answer(
                    text,
                    ids(answerIds.orElseThrow()),
                    finish.orElseThrow(),
                    answeredMillis.orElseThrow(),
                    upstream.map(UpstreamScores::parse),
                    withheld.map(Withheld::parse));
        }

        private Inference.Signed toSigned(byte[] bytes) {
            return new Inference.Signed(
                    bytes,
                    signature.orElseThrow(),
                    logIndex.orElseThrow(),
                    receiptedMillis.orElseThrow(),
                    evidence.map(json -> CommittedEvidence.parse(json.getBytes(StandardCharsets.UTF_8))));
        }
    }

    public static void admit(Handle tx, Inference inference) {
        tx.createUpdate("""
                        INSERT INTO inference (id, state, admitted_millis, payer, model, adapter_digest, question, prompt,
                            prompt_ids, max_tokens, temperature_ppm, top_p_ppm, seed, price_gwei, salt, sources)
                        VALUES (:id, :admitted, :admittedMillis, :payer, :model, :adapterDigest, :question, :prompt,
                            :promptIdList, :maxTokens, :temperaturePpm, :topPPpm, :seed, :priceGwei, :salt, :sourcesJson)""")
                .bindMethods(inference)
                .bind("admitted", State.ADMITTED)
                .bind("promptIdList", write(inference.promptIds()))
                .bind(
                        "sourcesJson",
                        inference.sources().map(PromptSources::json).orElse(null))
                .execute();
    }

    /** Keeps what the caller marked the request with. */
    public static void mark(Handle tx, String id, String marks) {
        tx.createUpdate("UPDATE inference SET caller_marks = :marks WHERE id = :id")
                .bind("id", id)
                .bind("marks", marks)
                .execute();
    }

    /** What the caller marked the request with. */
    public static Optional<String> marks(Handle handle, String id) {
        return handle.createQuery("SELECT caller_marks FROM inference WHERE id = :id AND caller_marks IS NOT NULL")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    public static void answer(Handle tx, String id, Inference.Answer answer) {
        int updated = tx.createUpdate("""
                        UPDATE inference SET state = :answered, answer = :text, answer_ids = :idList, finish = :finish,
                            answered_millis = :answeredMillis, upstream = :upstreamJson, withheld = :withheldJson
                        WHERE id = :id AND state = :admitted""")
                .bind("id", id)
                .bindMethods(answer)
                .bind("idList", write(answer.ids()))
                .bind(
                        "upstreamJson",
                        answer.upstream().map(UpstreamScores::json).orElse(null))
                .bind("withheldJson", answer.withheld().map(Withheld::json).orElse(null))
                .bind("answered", State.ANSWERED)
                .bind("admitted", State.ADMITTED)
                .execute();
        step(id, State.ADMITTED, updated);
    }

    /** Keeps a signed receipt, and what account and row pages ask for. */
    public static void sign(Handle tx, Receipt receipt, Inference.Signed signed) {
        int updated = tx.createUpdate("""
                        UPDATE inference SET state = :receipted, receipt = :receipt, signature = :signature,
                            log_index = :logIndex, receipted_millis = :receiptedMillis, evidence = :evidenceJson
                        WHERE id = :id AND state = :answered""")
                .bind("id", receipt.id())
                .bindMethods(signed)
                .bind(
                        "evidenceJson",
                        signed.evidence()
                                .map(CommittedEvidence::canonicalBytes)
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .orElse(null))
                .bind("receipted", State.RECEIPTED)
                .bind("answered", State.ANSWERED)
                .execute();
        step(receipt.id(), State.ANSWERED, updated);
        keepPayments(tx, receipt);
        keepRows(tx, receipt);
    }

    private static void keepPayments(Handle tx, Receipt receipt) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO inference_payment (receipt, line, account, role, gwei, ppm)
                VALUES (:receipt, :line, :account, :role, :gwei, :ppm)""");
        for (int line = 0; line < receipt.payments().size(); line++) {
            Receipt.Payment payment = receipt.payments().get(line);
            batch.bindMethods(payment)
                    .bind("receipt", receipt.id())
                    .bind("line", line)
                    .bind("ppm", ppm(receipt, payment))
                    .add();
        }
        batch.execute();
    }

    /** The share's part that a payment for rows stands for. */
    private static Optional<Integer> ppm(Receipt receipt, Receipt.Payment payment) {
        return receipt.attribution().shares().stream()
                .filter(share ->
                        payment.role().isForRows() && share.contributor().equals(payment.account()))
                .map(Receipt.Share::ppm)
                .findFirst();
    }

    private static void keepRows(Handle tx, Receipt receipt) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO inference_row (receipt, leaf, contributor, score_ppm)
                VALUES (:receipt, :leaf, :of, :scorePpm)""");
        for (Receipt.Share share : receipt.attribution().shares()) {
            for (NamedRow row : CreditedRows.of(receipt.retrieval(), share)) {
                batch.bind("receipt", receipt.id())
                        .bind("of", share.contributor())
                        .bindMethods(row)
                        .add();
            }
        }
        batch.execute();
    }

    /** Ends an inference that is in a state before its receipt, and says why. */
    public static void fail(Handle tx, String id, State from, String failure) {
        int updated = tx.createUpdate("""
                        UPDATE inference SET state = :failed, failure = :failure WHERE id = :id AND state = :from""")
                .bind("id", id)
                .bind("failed", State.FAILED)
                .bind("from", from)
                .bind("failure", failure)
                .execute();
        step(id, from, updated);
    }

    /** Forgets what was asked and answered, and which rows it was near to. Its receipt, payments and log entries stay. */
    public static void erase(Handle tx, String id, Erased erased) {
        int updated = tx.createUpdate("""
                        UPDATE inference SET question = '', prompt = '', prompt_ids = '', salt = '', sources = NULL,
                            answer = CASE WHEN answer IS NULL THEN NULL ELSE '' END,
                            answer_ids = CASE WHEN answer_ids IS NULL THEN NULL ELSE '' END,
                            evidence = NULL, caller_marks = NULL, upstream = NULL, withheld = NULL,
                            erased_millis = :millis, erased_by = :by, erasure_index = :logIndex
                        WHERE id = :id AND state IN (:receipted, :failed) AND erased_millis IS NULL""")
                .bind("id", id)
                .bindMethods(erased)
                .bind("receipted", State.RECEIPTED)
                .bind("failed", State.FAILED)
                .execute();
        if (updated != 1) {
            throw new IllegalStateException("inference " + id + " was erased, or is not over");
        }
        tx.createUpdate("DELETE FROM inference_row WHERE receipt = :id")
                .bind("id", id)
                .execute();
    }

    /** The receipts that name one of some rows. */
    public static Set<String> naming(Handle handle, Collection<String> leaves) {
        Set<String> receipts = new TreeSet<>();
        inParts(
                leaves,
                part -> receipts.addAll(
                        handle.createQuery("SELECT DISTINCT receipt FROM inference_row WHERE leaf IN (<leaves>)")
                                .bindList("leaves", part)
                                .mapTo(String.class)
                                .list()));
        return receipts;
    }

    /**
     * The inferences whose texts show one of some rows: those that were given it as a source, and those that repeat words of it.
     * Erased ones show nothing. It reads all.
     */
    public static List<String> showing(Handle handle, Set<String> leaves) {
        List<String> showing = new ArrayList<>();
        List<Inference> page = byId(handle, "", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(inference -> inference.erased().isEmpty()
                            && (isGiven(inference, leaves)
                                    || inference
                                            .signed()
                                            .map(signed -> quotes(signed.opened(), leaves))
                                            .orElse(false)))
                    .forEach(inference -> showing.add(inference.id()));
            page = byId(handle, page.getLast().id(), PAGE);
        }
        return showing;
    }

    private static boolean isGiven(Inference inference, Set<String> leaves) {
        return inference.sources().stream()
                .flatMap(given -> given.sources().stream())
                .anyMatch(source -> leaves.contains(source.leaf()));
    }

    private static boolean quotes(Receipt receipt, Set<String> leaves) {
        return receipt.attribution().shares().stream()
                .flatMap(share -> share.spans().stream())
                .flatMap(span -> span.rows().stream())
                .anyMatch(leaves::contains);
    }

    private static void inParts(Collection<String> all, Consumer<List<String>> each) {
        List<String> keys = List.copyOf(all);
        for (int from = 0; from < keys.size(); from += KEYS_PER_QUERY) {
            each.accept(keys.subList(from, Math.min(keys.size(), from + KEYS_PER_QUERY)));
        }
    }

    /** Whether an answer that was asked for until a time has no receipt yet, and has not failed. */
    public static boolean isOpenUntil(Handle handle, long millis) {
        return handle.createQuery("""
                                SELECT count(*) FROM inference
                                WHERE state IN (:admitted, :answered) AND admitted_millis <= :millis""")
                        .bind("admitted", State.ADMITTED)
                        .bind("answered", State.ANSWERED)
                        .bind("millis", millis)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    public static Optional<Inference> find(Handle handle, String id) {
        return inferences(handle.createQuery("SELECT * FROM inference WHERE id = :id")
                        .bind("id", id))
                .findOne();
    }

    /** In the order in which they were admitted. */
    public static List<String> idsIn(Handle handle, State state, int limit) {
        return handle.createQuery("""
                        SELECT id FROM inference WHERE state = :state ORDER BY admitted_millis, id LIMIT :limit""")
                .bind("state", state)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    public static long countIn(Handle handle, State state) {
        return handle.createQuery("SELECT count(*) FROM inference WHERE state = :state")
                .bind("state", state)
                .mapTo(Long.class)
                .one();
    }

    /** In the order of their ids, those after one. */
    public static List<Inference> byId(Handle handle, String afterId, int limit) {
        return inferences(handle.createQuery("SELECT * FROM inference WHERE id > :after ORDER BY id LIMIT :limit")
                        .bind("after", afterId)
                        .bind("limit", limit))
                .list();
    }

    /** Answers of a model that wait for their receipt, in the order in which they were admitted. */
    public static List<Inference> answered(Handle handle, AnsweredBy model, int limit) {
        return inferences(handle.createQuery("""
                        SELECT * FROM inference
                        WHERE state = :answered AND model = :model AND adapter_digest = :adapter
                        ORDER BY admitted_millis, id LIMIT :limit""")
                        .bind("answered", State.ANSWERED)
                        .bind("model", model.model())
                        .bind("adapter", model.adapterDigest())
                        .bind("limit", limit))
                .list();
    }

    /** The models whose answers wait for their receipt. */
    public static List<AnsweredBy> waiting(Handle handle) {
        return handle.createQuery("SELECT DISTINCT model, adapter_digest FROM inference WHERE state = :answered")
                .bind("answered", State.ANSWERED)
                .mapTo(AnsweredBy.class)
                .list();
    }

    /** Those whose receipt stands in the log after an entry, in the order of the log. */
    public static List<Inference> signedAfter(Handle handle, long logIndex, int limit) {
        return inferences(handle.createQuery("""
                        SELECT * FROM inference WHERE log_index > :index ORDER BY log_index LIMIT :limit""").bind("index", logIndex).bind("limit", limit))
                .list();
    }

    /** The log's entry of the latest receipt; -1 before the first. */
    public static long lastLogIndex(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(log_index), -1) FROM inference")
                .mapTo(Long.class)
                .one();
    }

    /** How many receipts stand in the log up to an entry. */
    public static long countSignedThrough(Handle handle, long logIndex) {
        return handle.createQuery("SELECT count(*) FROM inference WHERE log_index <= :index")
                .bind("index", logIndex)
                .mapTo(Long.class)
                .one();
    }

    /** When the newest question was admitted, 0 before the first. */
    public static long newestMillis(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(admitted_millis), 0) FROM inference")
                .mapTo(Long.class)
                .one();
    }

    /** The newest first, those before a time and id (exclusive) when given. */
    public static List<Inference> latest(Handle handle, long beforeMillis, String beforeId, int limit) {
        return inferences(handle.createQuery("""
                        SELECT * FROM inference
                        WHERE state <> :failed AND (admitted_millis < :millis OR (admitted_millis = :millis AND id < :id))
                        ORDER BY admitted_millis DESC, id DESC LIMIT :limit""")
                        .bind("failed", State.FAILED)
                        .bind("millis", beforeMillis)
                        .bind("id", beforeId)
                        .bind("limit", Math.clamp(limit, 1, MAX_LISTED)))
                .list();
    }

    /** What a receipt says of a row that a contributor gave. */
    public static Optional<RowUse> use(Handle handle, String receipt, String leaf, String contributor) {
        return handle.createQuery("""
                        SELECT r.receipt, i.answered_millis AS time_millis, i.model, r.contributor, r.score_ppm,
                            coalesce(p.gwei, 0) AS paid_gwei, coalesce(w.gwei, 0) AS waiting_gwei
                        FROM inference_row r
                        JOIN inference i ON i.id = r.receipt
                        LEFT JOIN inference_payment p
                            ON p.receipt = r.receipt AND p.account = r.contributor AND p.role = :paid
                        LEFT JOIN inference_payment w
                            ON w.receipt = r.receipt AND w.account = r.contributor AND w.role = :waits
                        WHERE r.receipt = :receipt AND r.leaf = :leaf AND r.contributor = :contributor""")
                .bind("paid", Role.CONTRIBUTOR)
                .bind("waits", Role.WAITING)
                .bind("receipt", receipt)
                .bind("leaf", leaf)
                .bind("contributor", contributor)
                .mapTo(RowUse.class)
                .findOne();
    }

    public static ReceiptTotals totals(Handle handle) {
        long paid = handle.createQuery("SELECT coalesce(sum(gwei), 0) FROM inference_payment")
                .mapTo(Long.class)
                .one();
        return new ReceiptTotals(countIn(handle, State.RECEIPTED), paid);
    }

    public static long countOf(Handle handle, AnsweredBy model) {
        return handle.createQuery("""
                        SELECT count(*) FROM inference
                        WHERE state = :receipted AND model = :model AND adapter_digest = :adapterDigest""")
                .bind("receipted", State.RECEIPTED)
                .bindMethods(model)
                .mapTo(Long.class)
                .one();
    }

    /** The newest receipts of a model. */
    public static List<String> receiptedOf(Handle handle, AnsweredBy model, int limit) {
        return handle.createQuery("""
                        SELECT id FROM inference
                        WHERE state = :receipted AND model = :model AND adapter_digest = :adapterDigest
                        ORDER BY admitted_millis DESC, id DESC LIMIT :limit""")
                .bind("receipted", State.RECEIPTED)
                .bindMethods(model)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** The newest receipts that name a row which a version of a Datanet, or one before it, has. */
    public static List<String> shapedBy(Handle handle, long datanet, long version, int limit) {
        return handle.createQuery("""
                        SELECT DISTINCT i.id, i.admitted_millis FROM datanet_row r
                        JOIN inference_row named ON named.leaf = lower(hex(r.leaf))
                        JOIN inference i ON i.id = named.receipt
                        WHERE r.datanet = :datanet AND r.first_version <= :version AND i.state = :receipted
                        ORDER BY i.admitted_millis DESC, i.id DESC LIMIT :limit""")
                .bind("datanet", datanet)
                .bind("version", version)
                .bind("receipted", State.RECEIPTED)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static ResultIterable<Inference> inferences(Query query) {
        return query.mapTo(Row.class).map(Row::toInference);
    }

    private static void step(String id, State from, int updated) {
        if (updated != 1) {
            throw new IllegalStateException("inference " + id + " is not " + from + ": a step was skipped or repeated");
        }
    }

    private static String write(List<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> ids(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    }
}
