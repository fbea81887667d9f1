package org.openledger.serve;

import java.util.concurrent.atomic.AtomicInteger;
import org.openledger.model.Adapter;

/** An adapter in memory with the number of those who need it: the engine, while it keeps it, and each text that uses it. */
final class LoadedAdapter {
    private final Adapter adapter;
    private final Object registered;
    private final Runnable freed;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * @param registered as what it was registered
     * @param freed run when its memory was freed
     */
    LoadedAdapter(Adapter adapter, Object registered, Runnable freed) {
        this.adapter = adapter;
        this.registered = registered;
        this.freed = freed;
    }

    Adapter adapter() {
        return adapter;
    }

    /** As what it was registered; the same each time that it is read. */
    Object registered() {
        return registered;
    }

    /** False when it is gone already. */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Whether a text uses it, beside the engine that keeps it. */
    boolean used() {
        return holders.get() > 1;
    }

    /** Frees the adapter's memory with the last holder. */
    void letGo() {
        if (holders.decrementAndGet() == 0) {
            adapter.close();
            freed.run();
        }
    }
}
