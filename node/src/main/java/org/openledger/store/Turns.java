package org.openledger.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/**
 * Brief works that share a transaction, so that what is forced to the disk is forced once for all who come at the same time. Whoever is
 * first runs the works of all who wait by then; each keeps a savepoint of its own, so that one that fails takes nothing from others.
 */
final class Turns {
    private static final int MOST_TOGETHER = 64;
    private static final String SAVEPOINT = "turn";

    private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();
    /** Fair: those whose work was done by another leave before the next begins. What a turn came to is read and written under it. */
    private final ReentrantLock leading = new ReentrantLock(true);

    /** One work, and what came of it. */
    static final class Turn<T> {
        private final HandleCallback<T, RuntimeException> work;
        private @Nullable T result;
        private @Nullable RuntimeException failure;
        private boolean done;

        private Turn(HandleCallback<T, RuntimeException> work) {
            this.work = work;
        }

        /**
         * Does the work in a transaction that others are in.
         *
         * @throws RuntimeException where the database has given the whole transaction up, as for a full disk
         */
        void run(Handle tx) {
            tx.savepoint(SAVEPOINT);
            try {
                result = work.withHandle(tx);
                tx.releaseSavepoint(SAVEPOINT);
            } catch (RuntimeException failed) {
                try {
                    tx.rollbackToSavepoint(SAVEPOINT);
                } catch (RuntimeException givenUp) {
                    failed.addSuppressed(givenUp);
                    throw failed;
                }
                failure = failed;
            }
        }

        /** @param durable whether the transaction is; else nothing of it has happened, nor what it found in the works before it */
        private void end(boolean durable, Optional<RuntimeException> why) {
            if (!durable) {
                failure =
                        why.orElseGet(() -> new StoreException("a transaction ended by an error of one of its works"));
            }
            done = true;
        }

        @SuppressWarnings("NullAway") // what the work gave
        private T outcome() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    /**
     * Has a work done in a transaction, alone or with others.
     *
     * @param transaction runs works in one transaction, and returns when that is durable; what it throws all of them have failed with
     */
    <T> T take(HandleCallback<T, RuntimeException> work, Consumer<List<Turn<?>>> transaction) {
        Turn<T> turn = new Turn<>(work);
        waiting.add(turn);
        leading.lock();
        try {
            while (!turn.done) {
                lead(transaction);
            }
        } finally {
            leading.unlock();
        }
        return turn.outcome();
    }

    private void lead(Consumer<List<Turn<?>>> transaction) {
        List<Turn<?>> together = new ArrayList<>();
        for (Turn<?> next = waiting.poll();
                next != null;
                next = together.size() < MOST_TOGETHER ? waiting.poll() : null) {
            together.add(next);
        }
        boolean durable = false;
        Optional<RuntimeException> why = Optional.empty();
        try {
            transaction.accept(together);
            durable = true;
        } catch (RuntimeException failed) {
            why = Optional.of(failed);
        } finally {
            for (Turn<?> each : together) {
                each.end(durable, why);
            }
        }
    }
}
