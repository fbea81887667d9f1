package org.openledger.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when a thread ends by an error: a node must not answer while one of its threads is dead. It ends at
 * once, as by a kill, since an orderly end could wait for the dead thread; the next start goes on where this one was.
 */
public final class Supervision implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final int FAILED = 1;

    private Supervision() {}

    /** From now on, for every thread of the process. */
    public static void begin() {
        Thread.setDefaultUncaughtExceptionHandler(new Supervision());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            LOG.error("thread {} ended by an error, and the process with it", thread.getName(), failure);
            System.err.println(
                    "openledger: the thread " + thread.getName() + " ended by an error, so the node stops: " + failure
                            + ". Start it again, and it goes on where it was. If it ends again, report the log above.");
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
