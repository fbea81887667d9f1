package org.openledger.receipt;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.openledger.answer.Erased;
import org.openledger.answer.GatewayException;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.log.Log;
import org.openledger.store.Database;
import org.openledger.store.Refusal.Kind;

/**
 * Erases what was asked and answered: texts, tokens, salt, sources, evidence, and which rows were named. The receipt, its payments
 * and the log go on verifying, without the opening. One transaction erases and appends the entry to the log that says so. An answer
 * whose receipt is not written yet is refused: its credit is measured on the text, and what it owes is not known before.
 */
public final class Erasure {
    private final Database database;
    private final Log log;
    private final String operator;
    private final Runnable publish;
    private final InstantSource clock;
    private final Consumer<Inference> announce;

    /**
     * @param operator address that erases where no payer does
     * @param publish asks for a checkpoint over the log's new entry
     * @param announce told of each erased inference
     */
    public Erasure(
            Database database,
            Log log,
            String operator,
            Runnable publish,
            InstantSource clock,
            Consumer<Inference> announce) {
        this.operator = operator;
        this.database = database;
        this.log = log;
        this.publish = publish;
        this.clock = clock;
        this.announce = announce;
    }

    /**
     * Erases an inference. One that was erased before stays as it is.
     *
     * @param payer who does, where it is not the operator
     * @throws GatewayException when there is none, or its receipt is not written yet
     */
    public Inference erase(String id, Optional<String> payer) {
        Inference erased = database.transact(tx -> erase(tx, id, payer.orElse(operator)));
        database.forgetOverwritten();
        publish.run();
        announce.accept(erased);
        return erased;
    }

    private Inference erase(Handle tx, String id, String by) {
        Inference inference = InferenceTable.find(tx, id)
                .orElseThrow(() -> new GatewayException(Kind.UNKNOWN.at("receipt"), "There is no receipt " + id + "."));
        if (inference.erased().isPresent()) {
            return inference;
        }
        switch (inference.state()) {
            case ADMITTED, ANSWERED ->
                throw new GatewayException(
                        Kind.CONFLICT,
                        "Receipt " + id
                                + " is not signed yet: its credit is still being measured. Erase it when it is, in a moment.");
            case RECEIPTED, FAILED -> {}
        }
        long millis = clock.millis();
        RowCredits.keepErased(tx, inference);
        long index = log.append(tx, List.of(Erased.entry(id, millis, by).bytes()));
        InferenceTable.erase(tx, id, new Erased(millis, by, index));
        return InferenceTable.find(tx, id).orElseThrow();
    }
}
