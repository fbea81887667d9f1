package org.openledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.client.account.AccountLine;
import org.openledger.client.datanet.ContributionLine;
import org.openledger.client.datanet.DatanetLine;
import org.openledger.client.epoch.EpochLine;
import org.openledger.client.receipt.ReceiptDetail;

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

    void contribution(String id, String state) {
        stateByContribution.put(id, state);
    }

    void version(String datanet, String root) {
        rootByDatanet.put(datanet, root);
    }

    void run(String id) {
        runs.add(id);
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
        // other clients go on: what is acknowledged after the node has made its list need not be in the list
        Map<String, String> namesBefore = Map.copyOf(nameByAccount);
        assertThat(node.accounts().stream().collect(Collectors.toMap(AccountLine::address, AccountLine::name)))
                .containsAllEntriesOf(namesBefore);
        Set<String> datanetsBefore = Set.copyOf(datanets);
        assertThat(node.datanets()).extracting(DatanetLine::id).containsAll(datanetsBefore);
        stateByContribution.forEach((id, state) -> assertThat(
                        CONTRIBUTION_STATES.indexOf(node.contribution(id).state()))
                .as("contribution %s", id)
                .isGreaterThanOrEqualTo(CONTRIBUTION_STATES.indexOf(state)));
        rootByDatanet.forEach((datanet, root) ->
                assertThat(node.versions(datanet).getFirst().root()).isEqualTo(root));
        for (String run : runs) {
            assertThat(node.run(run).state()).as(run).isNotIn("failed", "cancelled");
        }
        for (String receipt = answersToCheck.poll(); receipt != null; receipt = answersToCheck.poll()) {
            assertThat(node.receipt(receipt).state()).as(receipt).isIn("answered", "receipted");
        }
    }

    /** Asserts that everything that was acknowledged comes to its end by itself. */
    void assertFinished(NodeClient node) {
        assertKnown(node);
        for (String datanet : rootByDatanet.keySet()) {
            List<ContributionLine> given = Loop.until(
                    () -> node.contributions(datanet),
                    found -> found.stream().allMatch(each -> each.chainState().equals("confirmed")));
            assertThat(given).isNotEmpty();
            Loop.until(() -> node.versions(datanet), Loop::hasVersionOnChain);
        }
        for (String run : runs) {
            Loop.until(() -> node.run(run), found -> found.state().equals("ready"));
        }
        for (String receipt : answers) {
            ReceiptDetail found =
                    Loop.until(() -> node.receipt(receipt), each -> each.state().equals("receipted"));
            assertThat(Loop.contentOf(found).id()).isEqualTo(receipt);
        }
        List<EpochLine> epochs = Loop.until(
                node::epochs,
                found -> found.stream().allMatch(each -> each.state().equals("final")));
        assertThat(epochs.stream().collect(Collectors.toMap(EpochLine::number, EpochLine::root)))
                .containsAllEntriesOf(rootByEpoch);
        claimGweiByAccount.forEach(
                (account, gwei) -> Loop.until(() -> node.account(account), found -> found.claimedGwei() >= gwei));
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
