package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import tools.jackson.databind.JsonNode;

/**
 * What a node has said is done, to be held to it after a crash. A call is acknowledged when its response came back whole and
 * says done: any status below 300, and for a streamed answer its closing {@code [DONE]}. A call whose response did not come, or
 * came cut off, may have been done or not; nothing is asked of it.
 */
final class Acknowledged {
    private static final List<String> CONTRIBUTION_STATES = List.of("screened", "signed", "reviewed");

    private final Map<String, String> nameByAccount = new ConcurrentHashMap<>();
    private final Set<String> datanets = ConcurrentHashMap.newKeySet();
    private final Map<String, String> stateByContribution = new ConcurrentHashMap<>();
    private final Map<String, String> rootByDatanet = new ConcurrentHashMap<>();
    private final Set<String> runs = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> rootByEpoch = new ConcurrentHashMap<>();
    private final Map<String, Long> claimGweiByAccount = new ConcurrentHashMap<>();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final Queue<String> answersToCheck = new ConcurrentLinkedQueue<>();
    private final AtomicLong deposits = new AtomicLong();
    private final AtomicLong depositsAsked = new AtomicLong();

    void account(String address, String name) {
        nameByAccount.put(address, name);
    }

    void datanet(String id) {
        datanets.add(id);
    }

    void contribution(String path, String state) {
        stateByContribution.put(path, state);
    }

    void version(String datanet, String root) {
        rootByDatanet.put(datanet, root);
    }

    void run(String path) {
        runs.add(path);
    }

    void answer(String receipt) {
        answers.add(receipt);
        answersToCheck.add(receipt);
    }

    void epoch(long number, String root) {
        rootByEpoch.put(number, root);
    }

    /** A claim that was asked for twice pays once, so that only the largest is owed. */
    void claim(String account, long gwei) {
        claimGweiByAccount.merge(account, gwei, Math::max);
    }

    void depositAsked() {
        depositsAsked.incrementAndGet();
    }

    void deposit() {
        deposits.incrementAndGet();
    }

    /** Deposits that were made for certain. */
    long deposits() {
        return deposits.get();
    }

    /** Deposits that were asked for: no more than these can have been made. */
    long depositsAsked() {
        return depositsAsked.get();
    }

    /** Asserts that a node that has just started knows everything that was acknowledged. */
    void assertKnown(NodeClient node) {
        try {
            compare(node);
        } catch (ClientException failed) {
            if (failed.getCause() instanceof IOException) {
                throw failed; // the node is gone again
            }
            throw new AssertionError("the node does not know what it had acknowledged", failed);
        }
    }

    private void compare(NodeClient node) {
        assertThat(byField(node.list("/api/accounts"), "address", "name")).containsAllEntriesOf(nameByAccount);
        assertThat(byField(node.list("/api/datanets"), "id", "name").keySet()).containsAll(datanets);
        stateByContribution.forEach((path, state) -> assertThat(
                        CONTRIBUTION_STATES.indexOf(node.get(path).path("state").asString()))
                .as(path)
                .isGreaterThanOrEqualTo(CONTRIBUTION_STATES.indexOf(state)));
        rootByDatanet.forEach((datanet, root) -> assertThat(
                        node.list(datanet + "/versions").path(0).path("root").asString())
                .isEqualTo(root));
        for (String run : runs) {
            assertThat(node.get(run).path("state").asString()).as(run).isNotIn("failed", "cancelled");
        }
        for (String receipt = answersToCheck.poll(); receipt != null; receipt = answersToCheck.poll()) {
            assertThat(node.get("/api/receipts/" + receipt).path("state").asString())
                    .as(receipt)
                    .isIn("answered", "receipted");
        }
    }

    /** Asserts that everything that was acknowledged comes to its end by itself. */
    void assertFinished(NodeClient node) {
        assertKnown(node);
        for (String datanet : rootByDatanet.keySet()) {
            JsonNode given = Loop.until(() -> node.list(datanet + "/contributions"), Acknowledged::onChain);
            assertThat(given).isNotEmpty();
            Loop.until(() -> node.list(datanet + "/versions"), Acknowledged::onChain);
        }
        for (String run : runs) {
            Loop.until(
                    () -> node.get(run), found -> found.path("state").asString().equals("ready"));
        }
        for (String receipt : answers) {
            JsonNode found = Loop.until(
                    () -> node.get("/api/receipts/" + receipt),
                    each -> each.path("state").asString().equals("receipted"));
            assertThat(found.path("receipt").path("id").asString()).isEqualTo(receipt);
        }
        // the newest epochs are listed; fsck compares all
        JsonNode epochs = Loop.until(() -> node.list("/api/epochs"), Acknowledged::allFinal);
        Map<String, String> rootByNumber = byField(epochs, "number", "root");
        rootByEpoch.forEach((number, root) -> {
            if (rootByNumber.containsKey(number.toString())) {
                assertThat(rootByNumber.get(number.toString())).isEqualTo(root);
            }
        });
        claimGweiByAccount.forEach((account, gwei) -> Loop.until(
                () -> node.get("/api/accounts/" + account),
                found -> found.path("claimedGwei").asLong() >= gwei));
    }

    private static boolean onChain(JsonNode records) {
        for (JsonNode each : records) {
            if (!each.path("chainState").asString().equals("confirmed")) {
                return false;
            }
        }
        return !records.isEmpty();
    }

    private static boolean allFinal(JsonNode epochs) {
        for (JsonNode each : epochs) {
            if (!each.path("state").asString().equals("final")) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> byField(JsonNode list, String key, String value) {
        Map<String, String> found = new HashMap<>();
        list.forEach(
                each -> found.put(each.path(key).asString(), each.path(value).asString()));
        return found;
    }

    @Override
    public String toString() {
        return "%d accounts, %d deposits, %d Datanets, %d contributions, %d versions, %d runs, %d answers, %d epochs, %d claims"
                .formatted(
                        nameByAccount.size(),
                        deposits.get(),
                        datanets.size(),
                        stateByContribution.size(),
                        rootByDatanet.size(),
                        runs.size(),
                        answers.size(),
                        rootByEpoch.size(),
                        claimGweiByAccount.size());
    }
}
