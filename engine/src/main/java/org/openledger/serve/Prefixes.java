package org.openledger.serve;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openledger.model.KvCache;

/**
 * Full pages of texts by the tokens that they and all pages before them hold (as SGLang's RadixAttention does, Zheng et al.,
 * arXiv:2312.07104), so that texts that begin alike are computed once. Only texts of one {@link Owner} share: how fast an answer
 * begins would else tell one payer what another has asked. Pages that no text uses stay until their place is needed; those not used
 * for longest go first, and never before those that continue them.
 */
final class Prefixes {
    private final Map<Owner, Map<IntBuffer, Node>> owners = new HashMap<>();
    /** Those that no text uses, longest unused first. Whoever uses a page uses those before it, so each stands behind its next ones. */
    private final Set<Node> idle = new LinkedHashSet<>();

    /**
     * Who shares.
     *
     * @param adapter under which the pages were computed; null for the base alone
     * @param tenant whose texts they are
     */
    record Owner(@Nullable Object adapter, String tenant) {}

    /** A full page behind another, or the first of a text. Known by identity. */
    static final class Node {
        private final Owner owner;
        private final @Nullable Node before;
        private final IntBuffer tokens;
        private final int page;
        private final Map<IntBuffer, Node> next = new HashMap<>();
        private int users;

        private Node(Owner owner, @Nullable Node before, IntBuffer tokens, int page) {
            this.owner = owner;
            this.before = before;
            this.tokens = tokens;
            this.page = page;
        }

        int page() {
            return page;
        }

        boolean isIdle() {
            return users == 0;
        }
    }

    /** The pages, at most so many, that hold the beginning of a text. */
    List<Node> find(Owner owner, int[] text, int mostPages) {
        List<Node> found = new ArrayList<>();
        Map<IntBuffer, Node> next = owners.getOrDefault(owner, Map.of());
        while (found.size() < mostPages) {
            Node node = next.get(tokens(text, found.size()));
            if (node == null) {
                break;
            }
            found.add(node);
            next = node.next;
        }
        return found;
    }

    /**
     * The page that holds these tokens behind another, used once more: the one that is known, or else the given one, known from now
     * on.
     *
     * @param before null for a text's first page
     */
    Node use(Owner owner, @Nullable Node before, int[] text, int number, int page) {
        IntBuffer tokens = tokens(text, number);
        Map<IntBuffer, Node> next = before == null ? owners.computeIfAbsent(owner, _ -> new HashMap<>()) : before.next;
        Node node = next.computeIfAbsent(tokens, each -> new Node(owner, before, each, page));
        use(node);
        return node;
    }

    /** Keeps the page until {@link #letGo}. */
    void use(Node node) {
        node.users++;
        idle.remove(node);
    }

    /** Ends the use of a text's pages, given in their order. */
    void letGo(List<Node> pages) {
        for (Node node : pages.reversed()) {
            if (--node.users == 0) {
                idle.add(node);
            }
        }
    }

    /** How many pages no text uses. */
    int idlePages() {
        return idle.size();
    }

    /** Forgets the page that was not used for longest, and says which it was. */
    int forgetOne() {
        Iterator<Node> oldest = idle.iterator();
        Node node = oldest.next();
        oldest.remove();
        return forget(node);
    }

    /** Forgets all pages of a tenant that none of its texts uses, and says which they were. */
    List<Integer> forget(String tenant) {
        List<Node> theirs =
                idle.stream().filter(node -> node.owner.tenant.equals(tenant)).toList();
        theirs.forEach(idle::remove);
        return theirs.stream().map(this::forget).toList();
    }

    private int forget(Node node) {
        if (!node.next.isEmpty()) {
            throw new IllegalStateException("a page is forgotten before one that continues it");
        }
        Map<IntBuffer, Node> siblings =
                node.before == null ? Objects.requireNonNull(owners.get(node.owner)) : node.before.next;
        siblings.remove(node.tokens);
        if (node.before == null && siblings.isEmpty()) {
            owners.remove(node.owner);
        }
        return node.page;
    }

    private static IntBuffer tokens(int[] text, int number) {
        int from = number * KvCache.PAGE_TOKENS;
        return IntBuffer.wrap(Arrays.copyOfRange(text, from, from + KvCache.PAGE_TOKENS));
    }
}
