package org.openledger.factory.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The SQL of what models were asked. */
public final class EvaluationTable {
    private EvaluationTable() {}

    /**
     * Rows that a model was asked, or will be.
     *
     * @param id the run's own evaluation has the run's
     * @param name what its owner calls the rows
     * @param datanet whose version it is, where it is one
     * @param lines JSON lines, where they were sent
     * @param document what came out
     * @param failure why nothing did; empty otherwise
     */
    public record Line(
            String id,
            String run,
            String name,
            Optional<Long> datanet,
            Optional<Long> number,
            Optional<String> lines,
            Optional<String> document,
            Optional<String> digest,
            String failure,
            long createdMillis,
            Optional<Long> measuredMillis) {
        public boolean waits() {
            return document.isEmpty() && failure.isEmpty();
        }

        public Optional<ModelEvaluation> evaluation() {
            return document.map(ModelEvaluation::parse);
        }
    }

    /** Notes rows to ask. */
    public static void insert(Handle tx, Line line) {
        tx.createUpdate("""
                        INSERT INTO run_evaluation (id, run, sequence, name, datanet, number, lines, document, digest, failure,
                            created_millis, measured_millis)
                        VALUES (:id, :run, (SELECT coalesce(max(sequence), 0) + 1 FROM run_evaluation), :name, :datanet,
                            :number, :lines, :document, :digest, :failure, :createdMillis, :measuredMillis)""").bindMethods(line).execute();
    }

    public static void measured(Handle tx, String id, String document, long nowMillis) {
        tx.createUpdate("""
                        UPDATE run_evaluation SET document = :document, digest = :digest, measured_millis = :now WHERE id = :id""")
                .bind("id", id)
                .bind("document", document)
                .bind("digest", ModelEvaluation.digest(document))
                .bind("now", nowMillis)
                .execute();
    }

    public static void failed(Handle tx, String id, String why, long nowMillis) {
        tx.createUpdate("UPDATE run_evaluation SET failure = :why, measured_millis = :now WHERE id = :id")
                .bind("id", id)
                .bind("why", why)
                .bind("now", nowMillis)
                .execute();
    }

    /** Forgets what base and model answered to some rows: of each, what it was worth stays. */
    public static void forgetAnswers(Handle tx, Set<String> leaves) {
        List<Line> measured = tx.createQuery("SELECT * FROM run_evaluation WHERE document IS NOT NULL")
                .mapTo(Line.class)
                .list();
        for (Line line : measured) {
            String before = line.document().orElseThrow();
            String after = ModelEvaluation.withoutAnswersTo(before, leaves);
            if (!after.equals(before)) {
                tx.createUpdate("UPDATE run_evaluation SET document = :document, digest = :digest WHERE id = :id")
                        .bind("id", line.id())
                        .bind("document", after)
                        .bind("digest", ModelEvaluation.digest(after))
                        .execute();
            }
        }
    }

    public static Optional<Line> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM run_evaluation WHERE id = :id")
                .bind("id", id)
                .mapTo(Line.class)
                .findOne();
    }

    /** A run's own first, then its regression sets as they were named. */
    public static List<Line> of(Handle handle, String run) {
        return handle.createQuery("""
                        SELECT * FROM run_evaluation WHERE run = :run ORDER BY CASE WHEN id = run THEN 0 ELSE 1 END, sequence""").bind("run", run).mapTo(Line.class).list();
    }

    /** Rows that wait, the longest waiting first. */
    public static Optional<Line> next(Handle handle) {
        return handle.createQuery("""
                        SELECT * FROM run_evaluation WHERE document IS NULL AND failure = '' ORDER BY sequence LIMIT 1""").mapTo(Line.class).findOne();
    }
}
