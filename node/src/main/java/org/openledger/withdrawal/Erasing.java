package org.openledger.withdrawal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openledger.answer.Inference;
import org.openledger.answer.InferenceTable;
import org.openledger.datanet.intake.Uploads;
import org.openledger.datanet.row.Row;
import org.openledger.datanet.row.RowTable;
import org.openledger.factory.Run;
import org.openledger.factory.RunRows;
import org.openledger.receipt.Attributor;
import org.openledger.receipt.Erasure;
import org.openledger.registry.Model;
import org.openledger.registry.Models;
import org.openledger.registry.Origin;
import org.openledger.retrieval.Retrieval;
import org.openledger.store.Database;
import org.openledger.store.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is derived from texts that were taken back, one withdrawal after another: indexes are made again without them,
 * conversations that show them are erased, and the database's file is written anew. Each step can be done again, and a withdrawal
 * ends when nothing is left to do; so a crash loses nothing, and the next start goes on.
 */
public final class Erasing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    /** An answer that is under way, or a reader of the database, is over soon. */
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final Database database;
    private final Uploads uploads;
    private final Retrieval retrieval;
    private final Models models;
    private final RunRows rows;
    private final Attributor attributor;
    private final Erasure erasure;
    private final InstantSource clock;
    private final Consumer<Withdrawal> finished;
    /** When the indexes were made again without a withdrawal's rows, by its id. */
    private final Map<Long, Long> indexedSince = new HashMap<>();

    private final Loop loop = new Loop("withdrawals", this::work, Loop.Retry.every(RETRY_PAUSE), DRAIN);

    /** @param finished told of each withdrawal that left nothing */
    public Erasing(
            Database database,
            Uploads uploads,
            Retrieval retrieval,
            Models models,
            RunRows rows,
            Attributor attributor,
            Erasure erasure,
            InstantSource clock,
            Consumer<Withdrawal> finished) {
        this.database = database;
        this.uploads = uploads;
        this.retrieval = retrieval;
        this.models = models;
        this.rows = rows;
        this.attributor = attributor;
        this.erasure = erasure;
        this.clock = clock;
        this.finished = finished;
    }

    public void start() {
        loop.start();
    }

    /** There is something to erase. */
    public void wake() {
        loop.wake();
    }

    private Duration work() throws InterruptedException {
        List<Withdrawal> left = database.read(WithdrawalTable::unfinished);
        if (left.isEmpty()) {
            return Loop.UNTIL_WOKEN;
        }
        boolean all = true;
        for (Withdrawal withdrawal : left) {
            all &= finish(withdrawal);
        }
        return all ? Duration.ZERO : AGAIN;
    }

    /** False where something that is under way must end first. */
    private boolean finish(Withdrawal withdrawal) throws InterruptedException {
        long since = indexedSince.computeIfAbsent(withdrawal.id(), _ -> index(withdrawal));
        if (database.read(handle -> InferenceTable.isOpenUntil(handle, since))) {
            return false;
        }
        eraseShowing(withdrawal);
        database.rewrite();
        while (!database.forgetOverwritten()) {
            if (!loop.pause(AGAIN)) {
                return false;
            }
        }
        database.write(tx -> WithdrawalTable.finish(tx, withdrawal.id(), clock.millis()));
        indexedSince.remove(withdrawal.id());
        LOG.info(
                "withdrawal {}: {} rows of Datanet {} are gone",
                withdrawal.id(),
                withdrawal.rows(),
                withdrawal.datanet());
        finished.accept(database.read(handle -> WithdrawalTable.find(handle, withdrawal.id()))
                .orElseThrow());
        return true;
    }

    /** Files that the contributor had begun to send: they may be of the same rows. */
    private void forgetUploads(Withdrawal withdrawal) {
        uploads.of(withdrawal.contributor()).stream()
                .filter(upload -> upload.touchedMillis() <= withdrawal.timeMillis())
                .forEach(upload -> uploads.end(upload.id(), withdrawal.contributor()));
    }

    /** Makes the indexes again without the rows, erases what showed them until then, and says when that was. */
    private long index(Withdrawal withdrawal) {
        if (withdrawal.takedown().isEmpty()) {
            forgetUploads(withdrawal);
        }
        retrieval.forget(withdrawal.datanet());
        database.read(handle -> WithdrawalTable.modelsOf(handle, withdrawal.id()))
                .forEach(this::indexAgain);
        long now = clock.millis();
        eraseShowing(withdrawal);
        return now;
    }

    /** Conversations that are over and show one of the rows. */
    private void eraseShowing(Withdrawal withdrawal) {
        Set<String> leaves = database.read(handle -> RowTable.withdrawnBy(handle, withdrawal.id())).stream()
                .map(Row::leaf)
                .collect(Collectors.toSet());
        database.read(handle -> InferenceTable.showing(handle, leaves)).stream()
                .filter(this::isOver)
                .forEach(id -> erasure.erase(id, Optional.of(withdrawal.contributor())));
    }

    private boolean isOver(String id) {
        Inference.State state = database.read(handle -> InferenceTable.find(handle, id))
                .orElseThrow()
                .state();
        return state == Inference.State.RECEIPTED || state == Inference.State.FAILED;
    }

    /** The span index of a model that a run made. What was brought has none of rows. */
    private void indexAgain(String id) {
        Model model = models.find(id).orElseThrow();
        if (model.origin() != Origin.TRAINED) {
            return;
        }
        Run run = rows.run(id);
        String digest = rows.index(run, model.spanIndex());
        if (!digest.equals(model.indexDigest())) {
            database.write(tx -> models.indexed(tx, id, digest));
        }
        attributor.reindex(models.find(id).orElseThrow());
    }

    @Override
    public void close() {
        loop.close();
    }
}
