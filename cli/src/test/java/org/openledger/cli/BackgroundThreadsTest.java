package org.openledger.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openledger.app.Node;
import org.openledger.client.ClientException;
import org.openledger.client.NodeClient;
import org.openledger.house.ProductClasses;

/** The threads of a node: which there are, and that the node ends with the first that ends by an error. */
@Tag("loop")
final class BackgroundThreadsTest {
    /** Who may start threads: the loops, and those that a loop or a caller waits for. */
    private static final String[] STARTERS = {
        "org.openledger.store.Loop", // every background thread of a node
        "org.openledger.serve.ServingEngine", // "serving": the engine knows no node
        "org.openledger.tensor.Processors", // a pool whose caller takes every result
        "org.openledger.tensor.BackgroundTask", // the same for one task
        "org.openledger.chain.local.Anvil", // reads a pipe until the process ends
        "org.openledger.cli.terminal.Interruption" // the hook of the Java machine for its end
    };

    /** What runs in a node, and the command line. */
    private static final String[] ROOMS = {
        "org.openledger.api..",
        "org.openledger.app..",
        "org.openledger.answer..",
        "org.openledger.attribution..",
        "org.openledger.chain..",
        "org.openledger.cli..",
        "org.openledger.client..",
        "org.openledger.datanet..",
        "org.openledger.demo..",
        "org.openledger.factory..",
        "org.openledger.gateway..",
        "org.openledger.identity..",
        "org.openledger.ledger..",
        "org.openledger.log..",
        "org.openledger.model..",
        "org.openledger.receipt..",
        "org.openledger.retrieval..",
        "org.openledger.serve..",
        "org.openledger.settlement..",
        "org.openledger.store..",
        "org.openledger.tensor..",
        "org.openledger.train..",
        "org.openledger.upstream.."
    };

    /** Threads of the Java machine, of libraries, and of the engine's pools. */
    private static final Pattern OTHERS = Pattern.compile("""
            anvil-output|engine-compute|engine-aside|process reaper.*|Process-.*|Common-Cleaner|Cleaner-.*\
            |HikariPool-.*|HttpClient-.*|ForkJoinPool.*|JavaCPP Deallocator|RxCachedWorkerPoolEvictor-.*|RxSchedulerPurge-.*\
            |Scheduler-[0-9-]+|VirtualThread-un(blocker|parker)|MasterPoller""");

    @TempDir
    Path folder;

    @Test
    void everyThreadOfANodeStandsInTheTable() throws IOException {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        Set<String> running;
        try (Node _ = Node.start(Loop.configuration(folder.resolve("data")))) {
            running = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .map(Thread::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        running.removeIf(name -> OTHERS.matcher(name).matches());
        assertThat(running).isEqualTo(table());
    }

    /** The first column of the table under "Background threads". */
    private static Set<String> table() throws IOException {
        String page = Files.readString(Loop.home().resolve("ARCHITECTURE.md"));
        String section = page.substring(page.indexOf("\n## Background threads\n"));
        Matcher rows =
                Pattern.compile("(?m)^\\| `([a-z-]+)` \\|").matcher(section.substring(0, section.indexOf("\n## ", 1)));
        Set<String> names = new TreeSet<>();
        while (rows.find()) {
            names.add(rows.group(1));
        }
        return names;
    }

    @Test
    void onlyLoopsStartThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOMS)
                .and()
                .doNotBelongToAnyOf(starters())
                .should()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .callConstructor(Thread.class, String.class)
                .check(ProductClasses.ALL);
    }

    private static Class<?>[] starters() {
        return List.of(STARTERS).stream()
                .map(name -> {
                    try {
                        return Class.forName(name);
                    } catch (ClassNotFoundException e) {
                        throw new AssertionError(name + " is gone: take it off the list", e);
                    }
                })
                .toArray(Class<?>[]::new);
    }

    @Test
    void aThreadThatEndsByAnErrorEndsTheNode() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        NodeProcess node = NodeProcess.run(NodeWithFailingThread.class, data, data.toString());
        assertThat(node.awaitReady()).as(node.output()).isTrue();
        try (NodeClient client = node.client()) {
            new Loop(client).give(_ -> {});
        } catch (ClientException | AssertionError gone) {
            // its node is no more
        }
        assertThat(node.awaitEnd()).as(node.output()).isEqualTo(1);
        assertThat(node.output())
                .contains("openledger: the thread outbox ended by an error, so the node stops:")
                .contains(NodeWithFailingThread.DEFECT)
                .contains("at org.openledger.chain.OutboxSender");
    }
}
