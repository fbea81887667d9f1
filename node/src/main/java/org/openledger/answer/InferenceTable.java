package org.openledger.answer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.openledger.answer.Inference.State;
import org.openledger.verify.Receipt;

/** The table of inferences. Each method that writes is one step of an inference's life and refuses to skip one. */
public final class InferenceTable {
    public static final int MAX_LISTED = 1_000;

    private InferenceTable() {}

    public static void admit(Handle tx, Inference inference) {
        tx.createUpdate("""
                        INSERT INTO inference (id, state, admitted_millis, payer, model, adapter_digest, question, prompt,
                            prompt_ids, max_tokens, temperature_ppm, top_p_ppm, seed, price_gwei, salt, sources)
                        VALUES (:id, 'ADMITTED', :admittedMillis, :payer, :model, :adapterDigest, :question, :prompt,
                            :promptIds, :maxTokens, :temperaturePpm, :topPPpm, :seed, :priceGwei, :salt, :sources)""")
                .bind("id", inference.id())
                .bind("admittedMillis", inference.admittedMillis())
                .bind("payer", inference.payer())
                .bind("model", inference.model())
                .bind("adapterDigest", inference.adapterDigest())
                .bind("question", inference.question())
                .bind("prompt", inference.prompt())
                .bind("promptIds", write(inference.promptIds()))
                .bind("maxTokens", inference.maxTokens())
                .bind("temperaturePpm", inference.temperaturePpm())
                .bind("topPPpm", inference.topPPpm())
                .bind("seed", inference.seed())
                .bind("priceGwei", inference.priceGwei())
                .bind("salt", inference.salt())
                .bind("sources", inference.sources().map(PromptSources::json).orElse(null))
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
        step(
                id,
                State.ADMITTED,
                tx.createUpdate("""
                                UPDATE inference SET state = 'ANSWERED', answer = :text, answer_ids = :ids, finish = :finish,
                                    answered_millis = :answeredMillis
                                WHERE id = :id AND state = 'ADMITTED'""")
                        .bind("id", id)
                        .bind("text", answer.text())
                        .bind("ids", write(answer.ids()))
                        .bind("finish", answer.finish())
                        .bind("answeredMillis", answer.answeredMillis())
                        .execute());
    }

    /** Keeps a signed receipt, and what account and row pages ask for. */
    public static void sign(Handle tx, Receipt receipt, Inference.Signed signed) {
        step(
                receipt.id(),
                State.ANSWERED,
                tx.createUpdate("""
                                UPDATE inference SET state = 'RECEIPTED', receipt = :receipt, signature = :signature,
                                    log_index = :logIndex, receipted_millis = :receiptedMillis
                                WHERE id = :id AND state = 'ANSWERED'""")
                        .bind("id", receipt.id())
                        .bind("receipt", signed.receipt())
                        .bind("signature", signed.signature())
                        .bind("logIndex", signed.logIndex())
                        .bind("receiptedMillis", signed.receiptedMillis())
                        .execute());
        keepPayments(tx, receipt);
        keepRows(tx, receipt);
    }

    private static void keepPayments(Handle tx, Receipt receipt) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO inference_payment (receipt, line, account, role, gwei, ppm)
                VALUES (:receipt, :line, :account, :role, :gwei, :ppm)""");
        for (int line = 0; line < receipt.payments().size(); line++) {
            Receipt.Payment payment = receipt.payments().get(line);
            batch.bind("receipt", receipt.id())
                    .bind("line", line)
                    .bind("account", payment.account())
                    .bind("role", payment.role())
                    .bind("gwei", payment.gwei())
                    .bind("ppm", ppmOf(receipt, payment))
                    .add();
        }
        executeUnlessEmpty(batch);
    }

    private static @Nullable Integer ppmOf(Receipt receipt, Receipt.Payment payment) {
        return payment.role().equals("contributor") || payment.role().equals("waiting")
                ? receipt.attribution().shares().stream()
                        .filter(share -> share.contributor().equals(payment.account()))
                        .map(Receipt.Share::ppm)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static void keepRows(Handle tx, Receipt receipt) {
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO inference_row (receipt, leaf, contributor, score_ppm)
                VALUES (:receipt, :leaf, :contributor, :score)""");
        for (Receipt.Share share : receipt.attribution().shares()) {
            for (NamedRow row : CreditedRows.of(receipt.retrieval(), share)) {
                batch.bind("receipt", receipt.id())
                        .bind("leaf", row.leaf())
                        .bind("contributor", share.contributor())
                        .bind("score", row.scorePpm())
                        .add();
            }
        }
        executeUnlessEmpty(batch);
    }

    private static void executeUnlessEmpty(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    public static void fail(Handle tx, String id, String failure) {
        step(
                id,
                State.ADMITTED,
                tx.createUpdate(
                                "UPDATE inference SET state = 'FAILED', failure = :failure WHERE id = :id AND state = 'ADMITTED'")
                        .bind("id", id)
                        .bind("failure", failure)
                        .execute());
    }

    public static void failAnswered(Handle tx, String id, String failure) {
        step(
                id,
                State.ANSWERED,
                tx.createUpdate(
                                "UPDATE inference SET state = 'FAILED', failure = :failure WHERE id = :id AND state = 'ANSWERED'")
                        .bind("id", id)
                        .bind("failure", failure)
                        .execute());
    }

    public static Optional<Inference> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM inference WHERE id = :id")
                .bind("id", id)
                .map(InferenceTable::read)
                .findOne();
    }

    /** In the order in which they were admitted. */
    public static List<String> idsIn(Handle handle, State state, int limit) {
        return handle.createQuery(
                        "SELECT id FROM inference WHERE state = :state ORDER BY admitted_millis, id LIMIT :limit")
                .bind("state", state.name())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    public static long countIn(Handle handle, State state) {
        return handle.createQuery("SELECT count(*) FROM inference WHERE state = :state")
                .bind("state", state.name())
                .mapTo(long.class)
                .one();
    }

    /** In the order of their ids, those after one. */
    public static List<Inference> byId(Handle handle, String afterId, int limit) {
        return handle.createQuery("SELECT * FROM inference WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .map(InferenceTable::read)
                .list();
    }

    /** Answers of a model that wait for their receipt, in the order in which they were admitted. */
    public static List<Inference> answered(Handle handle, ServedModel model, int limit) {
        return handle.createQuery("""
                        SELECT * FROM inference
                        WHERE state = 'ANSWERED' AND model = :model AND adapter_digest = :adapter
                        ORDER BY admitted_millis, id LIMIT :limit""")
                .bind("model", model.name())
                .bind("adapter", model.model().adapterDigest())
                .bind("limit", limit)
                .map(InferenceTable::read)
                .list();
    }

    /** Those whose receipt stands in the log after an entry, in the order of the log. */
    public static List<Inference> signedAfter(Handle handle, long logIndex, int limit) {
        return handle.createQuery("SELECT * FROM inference WHERE log_index > :index ORDER BY log_index LIMIT :limit")
                .bind("index", logIndex)
                .bind("limit", limit)
                .map(InferenceTable::read)
                .list();
    }

    /** The newest first, those before a time and id (exclusive) when given. */
    public static List<Inference> latest(Handle handle, long beforeMillis, String beforeId, int limit) {
        return handle.createQuery("""
                        SELECT * FROM inference
                        WHERE state <> 'FAILED' AND (admitted_millis < :millis OR (admitted_millis = :millis AND id < :id))
                        ORDER BY admitted_millis DESC, id DESC LIMIT :limit""")
                .bind("millis", beforeMillis)
                .bind("id", beforeId)
                .bind("limit", Math.clamp(limit, 1, MAX_LISTED))
                .map(InferenceTable::read)
                .list();
    }

    /** The receipts that name a row, newest first. */
    public static List<RowUse> usesOf(Handle handle, String leaf, int limit) {
        return handle.createQuery("""
                        SELECT i.id, i.answered_millis, i.model, r.contributor, r.score_ppm, coalesce(p.gwei, 0),
                            coalesce(w.gwei, 0)
                        FROM inference_row r
                        JOIN inference i ON i.id = r.receipt
                        LEFT JOIN inference_payment p
                            ON p.receipt = r.receipt AND p.account = r.contributor AND p.role = 'contributor'
                        LEFT JOIN inference_payment w
                            ON w.receipt = r.receipt AND w.account = r.contributor AND w.role = 'waiting'
                        WHERE r.leaf = :leaf ORDER BY i.answered_millis DESC, i.id LIMIT :limit""")
                .bind("leaf", leaf)
                .bind("limit", Math.clamp(limit, 1, MAX_LISTED))
                .map((row, context) -> new RowUse(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getLong(7)))
                .list();
    }

    public static ReceiptTotals totals(Handle handle) {
        long paid = handle.createQuery("SELECT coalesce(sum(gwei), 0) FROM inference_payment")
                .mapTo(Long.class)
                .one();
        return new ReceiptTotals(count(handle, State.RECEIPTED), paid);
    }

    public static long countOf(Handle handle, String model) {
        return handle.createQuery("SELECT count(*) FROM inference WHERE state = 'RECEIPTED' AND model = :model")
                .bind("model", model)
                .mapTo(Long.class)
                .one();
    }

    public static long count(Handle handle, State state) {
        return handle.createQuery("SELECT count(*) FROM inference WHERE state = :state")
                .bind("state", state.name())
                .mapTo(Long.class)
                .one();
    }

    private static void step(String id, State from, int updated) {
        if (updated != 1) {
            throw new IllegalStateException("inference " + id + " is not " + from + ": a step was skipped or repeated");
        }
    }

    private static Inference read(ResultSet row, StatementContext context) throws SQLException {
        return new Inference(
                row.getString("id"),
                State.valueOf(row.getString("state")),
                row.getLong("admitted_millis"),
                row.getString("payer"),
                row.getString("model"),
                row.getString("adapter_digest"),
                row.getString("question"),
                row.getString("prompt"),
                ids(row.getString("prompt_ids")),
                row.getInt("max_tokens"),
                row.getInt("temperature_ppm"),
                row.getInt("top_p_ppm"),
                row.getLong("seed"),
                row.getLong("price_gwei"),
                row.getString("salt"),
                Optional.ofNullable(row.getString("sources")).map(PromptSources::parse),
                readAnswer(row),
                readSigned(row),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Inference.Answer> readAnswer(ResultSet row) throws SQLException {
        String text = row.getString("answer");
        return text == null
                ? Optional.empty()
                : Optional.of(new Inference.Answer(
                        text,
                        ids(row.getString("answer_ids")),
                        row.getString("finish"),
                        row.getLong("answered_millis")));
    }

    private static Optional<Inference.Signed> readSigned(ResultSet row) throws SQLException {
        byte[] receipt = row.getBytes("receipt");
        return receipt == null
                ? Optional.empty()
                : Optional.of(new Inference.Signed(
                        receipt,
                        row.getString("signature"),
                        row.getLong("log_index"),
                        row.getLong("receipted_millis")));
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
