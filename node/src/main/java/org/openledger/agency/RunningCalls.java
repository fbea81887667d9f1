package org.openledger.agency;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openledger.store.Refusal;
import org.openledger.verify.agency.Mandate;

/**
 * Calls between their admission and their end. A call takes its place before it is admitted: so whoever ends a mandate, and then
 * looks here, finds every call that was admitted under it.
 */
public final class RunningCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<Place> places = ConcurrentHashMap.newKeySet();
    private final Set<Stop> stops = ConcurrentHashMap.newKeySet();

    /** The place of one call. */
    public static final class Place implements AutoCloseable {
        private final RunningCalls calls;
        private final Set<String> mandates;
        private Optional<Runnable> how = Optional.empty();
        private boolean stopped;
        private final CountDownLatch ended = new CountDownLatch(1);

        private Place(RunningCalls calls, Set<String> mandates) {
            this.calls = calls;
            this.mandates = mandates;
        }

        /** Says how it is stopped; at once where it has been already. */
        public synchronized void stoppedBy(Runnable way) {
            if (stopped) {
                way.run();
            } else {
                how = Optional.of(way);
            }
        }

        private synchronized void stop() {
            stopped = true;
            how.ifPresent(Runnable::run);
        }

        @Override
        public void close() {
            calls.places.remove(this);
            ended.countDown();
        }
    }

    /** Calls under mandates that are being stopped. */
    private record Stop(Set<String> mandates, CountDownLatch over) {}

    /** Takes a call's place. While calls under its mandates are being stopped, those that come wait: what they write would only delay it. */
    Place take(List<Mandate> chain) throws InterruptedException {
        Place place = new Place(this, Set.copyOf(chain.stream().map(Mandate::id).toList()));
        for (Stop stop : stops) {
            if (!Collections.disjoint(stop.mandates, place.mandates)) {
                stop.over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        places.add(place);
        return place;
    }

    /** Stops all calls under mandates that were ended, and waits until none runs. */
    void stop(Collection<String> ended) {
        Stop stop = new Stop(Set.copyOf(ended), new CountDownLatch(1));
        stops.add(stop);
        try {
            stopAndWait(stop.mandates);
        } finally {
            stops.remove(stop);
            stop.over.countDown();
        }
    }

    private void stopAndWait(Set<String> ended) {
        List<Place> found = places.stream()
                .filter(place -> !Collections.disjoint(place.mandates, ended))
                .toList();
        found.forEach(Place::stop);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Place each : found) {
                if (!each.ended.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new AgencyException(
                            Refusal.Kind.NOT_READY,
                            "The mandates are ended, and no call under them begins; one that ran does not stop: ask again.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
