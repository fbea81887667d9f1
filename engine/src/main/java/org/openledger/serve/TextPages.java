package org.openledger.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openledger.model.KvCache;
import org.openledger.model.ModelConfig;
import org.openledger.model.TokenBatch;

/**
 * Which text has which pages of the cache. Before a text begins, all pages are promised to it that its prompt and its longest answer
 * can fill, but for those that it shares; they are taken as it grows. So a text that runs never lacks a page, and none is computed
 * twice to make room: what cannot be promised waits. Pages that no text uses count as free.
 */
final class TextPages implements AutoCloseable {
    private final KvCache cache;
    private final Prefixes prefixes = new Prefixes();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    /** To all running texts, and not taken yet. */
    private int promised;

    /** What one text has of the cache. */
    static final class Place {
        private final int slot;
        private final Optional<Prefixes.Owner> owner;
        /** Its full pages, where it shares. */
        private final List<Prefixes.Node> full;
        /** The tokens that are computed. */
        private int[] tokens;

        private int length;
        private int promised;

        private Place(int slot, Optional<Prefixes.Owner> owner, List<Prefixes.Node> full, int[] prompt, int promised) {
            this.slot = slot;
            this.owner = owner;
            this.full = new ArrayList<>(full);
            this.length = full.size() * KvCache.PAGE_TOKENS;
            this.tokens = Arrays.copyOf(prompt, length);
            this.promised = promised;
        }

        /** How many tokens are computed. */
        int length() {
            return length;
        }

        private void add(int[] more) {
            if (length + more.length > tokens.length) {
                tokens = Arrays.copyOf(tokens, Math.max(2 * length, length + more.length));
            }
            System.arraycopy(more, 0, tokens, length, more.length);
            length += more.length;
        }
    }

    TextPages(ModelConfig config, Limits limits) {
        cache = new KvCache(config, limits.batchRows(), limits.contextTokens(), limits.cachePages());
        for (int slot = 0; slot < limits.batchRows(); slot++) {
            freeSlots.add(slot);
        }
    }

    /**
     * A place for a text, which may hold the beginning of its prompt already; null while there is no room.
     *
     * @param owner with whose texts it shares; empty for none
     * @param mostShared tokens of the prompt that need not be computed, at most
     * @param most tokens that will be computed, at most
     */
    @Nullable
    Place begin(Optional<Prefixes.Owner> owner, int[] prompt, int mostShared, int most) {
        List<Prefixes.Node> shared = owner.map(each -> prefixes.find(each, prompt, mostShared / KvCache.PAGE_TOKENS))
                .orElse(List.of());
        int wanted = KvCache.pages(most) - shared.size();
        int woken = (int) shared.stream().filter(Prefixes.Node::isIdle).count();
        if (freeSlots.isEmpty() || wanted + woken > room()) {
            return null;
        }
        shared.forEach(prefixes::use);
        promised += wanted;
        Place place = new Place(freeSlots.remove(), owner, shared, prompt, wanted);
        cache.begin(place.slot, shared.stream().mapToInt(Prefixes.Node::page).toArray());
        return place;
    }

    /** The batch that continues the texts by these tokens; see {@link KvCache#append}. */
    TokenBatch append(List<Place> places, int[][] tokens) {
        int needed = 0;
        for (int row = 0; row < tokens.length; row++) {
            Place place = places.get(row);
            place.add(tokens[row]);
            int taken = KvCache.pages(place.length) - cache.heldPages(place.slot);
            if (taken > place.promised) {
                throw new IllegalStateException("a text takes pages that were not promised to it");
            }
            place.promised -= taken;
            needed += taken;
        }
        promised -= needed;
        while (cache.freePages() < needed) {
            cache.letGo(prefixes.forgetOne());
        }
        return cache.append(places.stream().mapToInt(each -> each.slot).toArray(), tokens);
    }

    /** Shares the pages that the pass filled; those that another text of the owner has already are taken from it. */
    void share(Place place) {
        if (place.owner.isEmpty()) {
            return;
        }
        while ((place.full.size() + 1) * KvCache.PAGE_TOKENS <= place.length) {
            int number = place.full.size();
            int own = cache.page(place.slot, number);
            Prefixes.Node node = prefixes.use(
                    place.owner.get(), number == 0 ? null : place.full.getLast(), place.tokens, number, own);
            place.full.add(node);
            if (node.page() == own) {
                cache.hold(own);
            } else {
                cache.replace(place.slot, number, node.page());
            }
        }
    }

    /** Ends a text's use of its place. */
    void end(Place place) {
        prefixes.letGo(place.full);
        cache.release(place.slot);
        promised -= place.promised;
        place.promised = 0;
        freeSlots.add(place.slot);
    }

    /** Overwrites what is kept of a tenant's texts, but for what one of them uses now. */
    void forget(String tenant) {
        int[] pages =
                prefixes.forget(tenant).stream().mapToInt(Integer::intValue).toArray();
        if (pages.length > 0) {
            cache.clear(pages);
        }
        for (int page : pages) {
            cache.letGo(page);
        }
    }

    /** How many pages are free, or would be where they were needed, and are promised to nobody. */
    int room() {
        return cache.freePages() + prefixes.idlePages() - promised;
    }

    /** Free pages, and those that some text or the shared beginnings hold, each once: always all of them. */
    int accounted() {
        return cache.freePages() + cache.heldPages();
    }

    @Override
    public void close() {
        cache.close();
    }
}
