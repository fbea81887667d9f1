package org.openledger.serve;

import java.util.concurrent.atomic.AtomicInteger;
import org.openledger.model.Adapter;

/** An adapter in memory with the number of those who need it: the engine, while it is loaded, and each running text. */
final class LoadedAdapter {
    private final Adapter adapter;
    private final AtomicInteger holders = new AtomicInteger(1);

    LoadedAdapter(Adapter adapter) {
        this.adapter = adapter;
    }

    Adapter adapter() {
        return adapter;
    }

    /** False when it is gone already. */
    boolean hold() {
        return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Frees the adapter's memory with the last holder. */
    void letGo() {
        if (holders.decrementAndGet() == 0) {
            adapter.close();
        }
    }
}
